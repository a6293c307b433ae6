"""One request to Klaviyo over httpx: key, rate budget, deadline, pages, and the errors of `error_rules.py`.

The key is read for every call and is sent in the Authorization header only. No error text contains it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import httpx

from shared import __version__
from shared.errors import AppError, BodyRefused, KeyRefused, RateLimited, Unavailable
from shared.klaviyo.budget import Budget, Endpoint
from shared.klaviyo.error_rules import DEFAULT_WAIT_SECONDS, Action, Refusal, read_refusal
from shared.texts import Text, text

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Scheme:
    """How a credential is sent, and what a user does where Klaviyo refuses it or lacks scopes."""

    name: str
    refused: Callable[[Text, Sequence[str]], Text]
    lacking: Callable[[Sequence[str]], Text]


BY_KEY = Scheme(
    "Klaviyo-API-Key",
    lambda answer, scopes: text("key-refused", answer=answer, scopes=scopes),
    lambda scopes: text("key-lacks-scopes", scopes=scopes),
)
BY_SIGN_IN = Scheme(
    "Bearer",
    lambda answer, scopes: text("sign-in-lost", answer=answer, scopes=scopes),
    lambda scopes: text("sign-in-lacks-scopes", scopes=scopes),
)


class KeySource(Protocol):
    """Reads the credential of the account: a private API key, or an access token."""

    async def __call__(self, *, refused: str | None = None) -> str:
        """Return the credential; not a cached one that Klaviyo `refused`. Raise KeyRefused, Unavailable."""


class StreamedContent(Protocol):
    """The content of a request that is sent piece by piece, from its beginning each time that it is sent."""

    @property
    def size(self) -> int:
        """The bytes of all pieces."""

    def __aiter__(self) -> AsyncIterator[bytes]: ...


type Content = bytes | StreamedContent

MEDIA_TYPE = "application/vnd.api+json"
USER_AGENT = f"segments-to-klaviyo/{__version__}"
MAX_PAGES = 1000
NO_CONTENT_STATUSES = (202, 204)
"""Statuses of answers without content (Klaviyo's OpenAPI file): consent and deletion; remove from a list."""
SUCCESS_MEMBERS = {"data", "included", "links", "meta", "jsonapi"}
"""The members of a JSON:API document that reports no errors."""
UNREADABLE = (LookupError, TypeError, ValueError, AttributeError, OverflowError, RecursionError, httpx.InvalidURL)
"""Exceptions raised when an answer has another structure than expected."""

NOTHING_TO_REFUSE = frozenset({Endpoint.JOBS, Endpoint.JOB, Endpoint.IMPORT_ERRORS})
"""Endpoints whose requests hold nothing that Klaviyo could refuse: a 400 there proves nothing and is tried again."""

SUBSCRIBE = "/api/profile-subscription-bulk-create-jobs"
UNSUBSCRIBE = "/api/profile-subscription-bulk-delete-jobs"
SUPPRESS = "/api/profile-suppression-bulk-create-jobs"
DELETION = "/api/data-privacy-deletion-jobs"
SCOPES = ("accounts:read", "lists:read", "lists:write", "profiles:read", "profiles:write")
FURTHER_SCOPES = dict.fromkeys((SUBSCRIBE, UNSUBSCRIBE, SUPPRESS), "subscriptions:write")
FURTHER_SCOPES |= {DELETION: "data-privacy:write"}
"""Scopes that a call needs in addition to those that the key of every connection needs."""


class NotFound(Unavailable):
    """Something that the path or the body names does not exist."""


class Transport:
    """Requests for one account. A call ends within `timeout_seconds`, however slowly its answer arrives."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        base_url: str,
        revision: str,
        key: KeySource,
        budget: Budget,
        *,
        timeout_seconds: float,
        scheme: Scheme = BY_KEY,
    ) -> None:
        self._http = http
        self._base = base_url.rstrip("/")
        self._headers = {"revision": revision, "accept": MEDIA_TYPE, "user-agent": USER_AGENT}
        self._key = key
        self._timeout = timeout_seconds
        self.scheme = scheme
        self.budget = budget

    async def call[T](
        self,
        method: str,
        path: str,
        endpoint: Endpoint,
        read: Callable[[Any], T] | None,
        *,
        params: dict[str, str] | None = None,
        content: Content | None = None,
    ) -> T:
        """Return what `read` returns for the answer; without `read` only the status counts.

        Raises NotFound, KeyRefused, RateLimited, BodyRefused, and Unavailable, also for an answer that `read` does
        not accept: it proves nothing.
        """
        async with self._deadline(method, path):
            key = await self._key()
            response = await self._send(method, path, endpoint, params, content, key)
            if response.status_code == 401 and (fresh := await self._key(refused=key)) != key:
                # The key was replaced in the vault after it was read.
                response = await self._send(method, path, endpoint, params, content, fresh)
        if not response.is_success:
            raise self._error(read_refusal(response), method, path, endpoint)
        try:
            if read is not None:
                return read(response.json())
            if response.status_code not in NO_CONTENT_STATUSES or (
                response.content and not response.json().keys() <= SUCCESS_MEMBERS
            ):
                raise ValueError("not an answer of this call")
        except UNREADABLE:
            raise Unavailable(
                text("klaviyo-invalid-answer", method=method, path=path, status=str(response.status_code))
            ) from None
        return None  # type: ignore[return-value]

    async def pages[T](
        self, path: str, query: dict[str, str], endpoint: Endpoint, read_item: Callable[[Any], T]
    ) -> AsyncIterator[list[T]]:
        """Yield the items of each page, up to MAX_PAGES pages. Raises as `call` does."""
        cursor: str | None = None
        for _ in range(MAX_PAGES):
            page, cursor = await self.page(path, query, endpoint, read_item, cursor)
            yield page
            if not cursor:
                return

    async def page[T](
        self,
        path: str,
        query: dict[str, str],
        endpoint: Endpoint,
        read_item: Callable[[Any], T],
        cursor: str | None = None,
    ) -> tuple[list[T], str | None]:
        """Return the items of a page, and the cursor of the next one. Raises as `call` does."""

        def read(answer: Any) -> tuple[list[T], str | None]:
            items, following = answer["data"], (answer.get("links") or {}).get("next")
            if not isinstance(items, list):
                raise TypeError("not a list")
            # Only the cursor is taken from the link: the key must not go to another host.
            after = httpx.URL(following).params.get("page[cursor]") if following else None
            return [read_item(item) for item in items], after

        place = {"page[cursor]": cursor} if cursor else {}
        return await self.call("GET", path, endpoint, read, params=query | place)

    async def is_permitted(self, method: str, path: str, endpoint: Endpoint, content: bytes | None) -> bool:
        """Return whether the key's scopes allow a call, whatever else is wrong with it.

        Raises KeyRefused, RateLimited, Unavailable.
        """
        async with self._deadline(method, path):
            response = await self._send(method, path, endpoint, None, content, await self._key())
        if response.is_success:
            return True
        refusal = read_refusal(response)
        if refusal.action is Action.REFUSE_KEY and response.status_code == 403:
            return False
        if refusal.action in (Action.REFUSE_KEY, Action.RETRY, Action.WAIT):
            raise self._error(refusal, method, path, endpoint)
        return True

    @asynccontextmanager
    async def _deadline(self, method: str, path: str) -> AsyncIterator[None]:
        """Limit a whole call: reading the key, waiting for the budget, and the answer to its last byte."""
        try:
            async with asyncio.timeout(self._timeout):
                yield
        except TimeoutError:
            raise Unavailable(text("klaviyo-timeout", method=method, path=path, seconds=self._timeout)) from None

    async def _send(
        self,
        method: str,
        path: str,
        endpoint: Endpoint,
        params: dict[str, str] | None,
        content: Content | None,
        key: str,
    ) -> httpx.Response:
        headers = self._headers | {"authorization": f"{self.scheme.name} {key}"}
        if content is not None:
            headers["content-type"] = MEDIA_TYPE
        if content is not None and not isinstance(content, bytes):
            # Without a length, httpx would send it in chunks (RFC 9112, 7.1).
            headers["content-length"] = str(content.size)
        await self.budget.take(endpoint)
        try:
            response = await self._http.request(
                method, self._base + path, params=params, content=content, headers=headers
            )
        except httpx.InvalidURL:
            raise Unavailable(text("klaviyo-url-invalid", method=method, path=path)) from None
        except (httpx.HTTPError, ValueError) as error:
            # A key with characters that no header may contain. The error's text could contain the key: do not show it.
            if isinstance(error, ValueError | httpx.LocalProtocolError):
                raise KeyRefused(text("key-characters")) from None
            raise Unavailable(text("klaviyo-no-answer", method=method, path=path, error=type(error).__name__)) from None
        try:
            await self.budget.learn(endpoint, response.status_code, response.headers)
        except Exception:  # noqa: BLE001 - the answer counts, even if the budget cannot be updated
            log.warning("Klaviyo's rate limit headers could not be recorded (%s)", endpoint)
        return response

    def _error(self, refusal: Refusal, method: str, path: str, endpoint: Endpoint) -> AppError:
        answered = text(
            "klaviyo-answered", request=f"{method} {path}", status=str(refusal.status), answer=refusal.message
        )
        match refusal.action:
            case Action.REFUSE_KEY:
                further = [FURTHER_SCOPES[path]] if path in FURTHER_SCOPES else []
                return KeyRefused(self.scheme.refused(answered, [*SCOPES, *further]))
            case Action.NOT_FOUND:
                return NotFound(answered)
            case Action.WAIT:
                return RateLimited(answered, retry_after=refusal.retry_after or DEFAULT_WAIT_SECONDS)
            case Action.REFUSE_BODY | Action.SPLIT_BODY if endpoint not in NOTHING_TO_REFUSE:
                return BodyRefused(answered, status=refusal.status, answer=refusal.message, offenders=refusal.offenders)
            case _:
                return Unavailable(answered, retry_after=refusal.retry_after)
