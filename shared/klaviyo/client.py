"""Klaviyo over httpx: the calls this app makes, errors sorted by what to do with them (`answers.py`).

Sources: Klaviyo's OpenAPI file (revision 2026-07-15; the newest, 2026-10-15, is what its official SDK 25.0.0 sends).
The key is asked for at every call and stands in the Authorization header only.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx

from shared import __version__
from shared.errors import AppError, ChunkRefused, Invalid, KeyRefused, ListNotFound, RateLimited, Unavailable
from shared.klaviyo.bodies import clearing_body, deletion_body, list_body, removal_body, subscription_body
from shared.klaviyo.budget import Budget, Endpoint
from shared.klaviyo.error_rules import DEFAULT_WAIT_SECONDS, Action, Refusal, read_refusal
from shared.klaviyo.import_errors import ImportFailure, read_failure

log = logging.getLogger(__name__)

KeySource = Callable[[bool], Awaitable[str]]
"""Gives the key; asked with True where the one given before was refused and a fresh one is wanted."""

MEDIA_TYPE = "application/vnd.api+json"
IMPORT_JOB = "profile-bulk-import-job"
USER_AGENT = f"segments-to-klaviyo/{__version__}"
PAGES_AT_MOST = 1000
NO_CONTENT_STATUSES = (202, 204)
"""Of calls whose answer has no content (Klaviyo's OpenAPI file): subscribing, deletion; removing from a list."""
SUCCESS_MEMBERS = {"data", "included", "links", "meta", "jsonapi"}
"""The members of a JSON:API document that tells no errors."""
SUBSCRIBE = "/api/profile-subscription-bulk-create-jobs"
DELETION = "/api/data-privacy-deletion-jobs"
SCOPES = "accounts:read, lists:read, lists:write, profiles:read and profiles:write"
FURTHER_SCOPES = {SUBSCRIBE: "subscriptions:write", DELETION: "data-privacy:write"}
"""What a call takes beside those that every key of a connection needs."""


@dataclass(frozen=True)
class Account:
    """A Klaviyo account."""

    id: str
    name: str


@dataclass(frozen=True)
class ListInfo:
    """A Klaviyo list."""

    id: str
    name: str


UNREADABLE = (LookupError, TypeError, ValueError, AttributeError, OverflowError, RecursionError, httpx.InvalidURL)
"""What reading an answer of another shape than expected raises."""


@dataclass(frozen=True)
class Job:
    """A bulk import job. `status` is queued, processing, complete or cancelled; `failed` None: it is not told."""

    id: str
    status: str
    total: int
    completed: int
    failed: int | None
    created_at: datetime | None

    @property
    def ended(self) -> bool:
        """Klaviyo will do nothing more about it."""
        return self.status not in ("queued", "processing")

    @property
    def may_have_failures(self) -> bool:
        """Its counts leave room for profiles that it could not import."""
        return self.failed is None or self.failed > 0 or self.completed < self.total


class Klaviyo:
    """One account, by its key. A call ends within `timeout_seconds`, however slowly its answer comes in."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        base_url: str,
        revision: str,
        key: KeySource,
        budget: Budget,
        *,
        timeout_seconds: float,
    ) -> None:
        self._timeout = timeout_seconds
        self._http = http
        self._base = base_url.rstrip("/")
        self._headers = {"revision": revision, "accept": MEDIA_TYPE, "user-agent": USER_AGENT}
        self._key = key
        self._budget = budget

    async def account(self) -> Account:
        """Whose key it is. Raises KeyRefused, Transient."""
        return await self._call("GET", "/api/accounts", Endpoint.ACCOUNTS, _read_account)

    async def get_list(self, list_id: str) -> ListInfo:
        """Raises ListNotFound."""
        try:
            return await self._call("GET", f"/api/lists/{list_id}", Endpoint.LISTS, lambda a: _read_list(a["data"]))
        except _NotFound:
            raise ListNotFound(
                f"Klaviyo has no list {list_id!r} in this account. Check the list ID in Klaviyo's list settings."
            ) from None

    async def get_lists(self) -> list[ListInfo]:
        """All lists of the account, by name."""
        found = [
            one
            async for page in self._pages("/api/lists", {"sort": "name"}, Endpoint.LISTS, _read_list)
            for one in page
        ]
        return sorted(found, key=lambda item: item.name.casefold())

    async def create_list(self, name: str) -> ListInfo:
        """Raises Invalid where Klaviyo does not take the name."""
        try:
            return await self._call(
                "POST", "/api/lists", Endpoint.LISTS, lambda a: _read_list(a["data"], name), content=list_body(name)
            )
        except ChunkRefused as error:
            raise Invalid(str(error), field="name") from None

    async def permitted(self, method: str, path: str, endpoint: Endpoint, content: bytes | None) -> bool:
        """Whether the key's scopes allow this call, whatever else is wrong with it. Raises KeyRefused, Transient."""
        async with self._deadline(method, path):
            response = await self._send(method, path, endpoint, None, content, await self._key(False))
        if response.is_success:
            return True
        refusal = read_refusal(response)
        if refusal.action is Action.REFUSE_KEY and response.status_code == 403:
            return False
        if refusal.action in (Action.REFUSE_KEY, Action.RETRY, Action.WAIT):
            raise _error(refusal, method, path)
        return True

    def import_wait(self) -> float:
        """Seconds until `start_import` is worth trying: its window is used up for that long."""
        return self._budget.must_wait(Endpoint.START_IMPORT)

    async def start_import(self, body: bytes) -> str:
        """POST a finished body; the job's id.

        Raises ChunkRefused (400, 413, 422), ListNotFound, KeyRefused, RateLimited, Unavailable. After Unavailable it
        is not known whether Klaviyo took the job; posting again is harmless, since an import is an upsert.
        """
        try:
            return await self._call(
                "POST", "/api/profile-bulk-import-jobs", Endpoint.START_IMPORT, _read_job_id, content=body
            )
        except _NotFound as error:
            raise ListNotFound(f"Klaviyo does not know the list (any more): {error}") from None

    async def recent_jobs(self, *, since: datetime) -> list[Job]:
        """Jobs of the account, newest first, back to `since`; 100 a call."""
        jobs: list[Job] = []
        query = {"sort": "-created_at", "page[size]": "100"}
        async for page in self._pages("/api/profile-bulk-import-jobs", query, Endpoint.JOBS, _read_any_job):
            jobs += [job for job in page if job is not None]
            created = jobs[-1].created_at if jobs else None
            if created is None or created < since:
                break
        return jobs

    async def job(self, job_id: str) -> Job | None:
        """One job; None where Klaviyo does not know it (yet, or any more)."""

        def read(answer: Any) -> Job:
            job = _read_job(answer["data"])
            if job.id != job_id:
                raise ValueError("another job")
            return job

        try:
            return await self._call("GET", f"/api/profile-bulk-import-jobs/{job_id}", Endpoint.JOB, read)
        except _NotFound:
            return None

    async def import_failures(self, job_id: str) -> list[ImportFailure]:
        """Every error of the job, to the last page. Raises Unavailable where Klaviyo does not know the job."""
        found: list[ImportFailure] = []
        path = f"/api/profile-bulk-import-jobs/{job_id}/import-errors"
        try:
            async for page in self._pages(path, {"page[size]": "100"}, Endpoint.IMPORT_ERRORS, read_failure):
                found += page
        except _NotFound as error:
            raise Unavailable(f"Klaviyo does not show the errors of import job {job_id}: {error}") from None
        return found

    async def members(self, list_id: str, emails: Sequence[str]) -> list[str]:
        """The profile ids of those of these people who are on the list; at most 100 of them, as a page holds.

        Raises ListNotFound, KeyRefused, Transient.
        """
        wanted = ",".join(json.dumps(email, ensure_ascii=False) for email in emails)
        query = {"filter": f"any(email,[{wanted}])", "page[size]": "100", "fields[profile]": "email"}
        found: list[str] = []
        try:
            async for page in self._pages(f"/api/lists/{list_id}/profiles", query, Endpoint.LIST_PROFILES, _read_id):
                found += page
        except _NotFound:
            raise ListNotFound(f"Klaviyo has no list {list_id!r} any more.") from None
        return found

    async def remove_members(self, list_id: str, ids: Sequence[str]) -> None:
        """Take at most 1,000 profiles off the list. Who is not on it is no error; consent stays as it is."""
        path = f"/api/lists/{list_id}/relationships/profiles"
        try:
            await self._call("DELETE", path, Endpoint.REMOVE, None, content=removal_body(ids))
        except _NotFound:
            raise ListNotFound(f"Klaviyo has no list {list_id!r} any more.") from None

    async def clear_fields(self, email: str, fields: Sequence[str]) -> None:
        """Clear standard fields of one profile: null does it here, not in a bulk import.

        `fields` by the mapping's names: `title`, `location.city`. Raises ChunkRefused, KeyRefused, Transient.
        """
        body = clearing_body(email, fields)
        await self._call("POST", "/api/profile-import", Endpoint.PROFILE_IMPORT, _read_data_id, content=body)

    async def subscribe(
        self, list_id: str, people: Sequence[tuple[str, str | None]], *, historical: bool, source: str | None
    ) -> None:
        """Hand over the yes to e-mail marketing of at most 1,000 people: address, and when they said it (ISO 8601).

        Lifts suppressions (UNSUBSCRIBE, SPAM_REPORT, USER_SUPPRESSED). `historical` sends no message that asks for
        confirmation and starts no flow; Klaviyo then wants a time in the past for everybody. Raises ChunkRefused,
        ListNotFound, KeyRefused, Transient.
        """
        body = subscription_body(list_id, people, historical=historical, source=source)
        try:
            await self._call("POST", SUBSCRIBE, Endpoint.SUBSCRIBE, None, content=body)
        except _NotFound:
            raise ListNotFound(f"Klaviyo has no list {list_id!r} any more.") from None

    async def request_deletion(self, email: str) -> None:
        """Ask Klaviyo to delete the profile with this address for good (GDPR, CCPA)."""
        await self._call("POST", DELETION, Endpoint.DELETION, None, content=deletion_body(email))

    async def _pages[T](
        self, path: str, query: dict[str, str], endpoint: Endpoint, read_item: Callable[[Any], T]
    ) -> AsyncIterator[list[T]]:
        def read(answer: Any) -> tuple[list[T], str | None]:
            items, following = answer["data"], (answer.get("links") or {}).get("next")
            if not isinstance(items, list):
                raise TypeError("no list")
            # Only the cursor is taken from the link: the key must not go where an answer points.
            cursor = httpx.URL(following).params.get("page[cursor]") if following else None
            return [read_item(item) for item in items], cursor

        page, cursor = await self._call("GET", path, endpoint, read, params=query)
        yield page
        for _ in range(PAGES_AT_MOST):
            if not cursor:
                return
            page, cursor = await self._call("GET", path, endpoint, read, params=query | {"page[cursor]": cursor})
            yield page

    async def _call[T](
        self,
        method: str,
        path: str,
        endpoint: Endpoint,
        read: Callable[[Any], T] | None,
        *,
        params: dict[str, str] | None = None,
        content: bytes | None = None,
    ) -> T:
        """Return what `read` takes from the answer. Without it the answer needs no content, only its status.

        Raises Unavailable where the answer is of another shape, too: it says nothing.
        """
        async with self._deadline(method, path):
            key = await self._key(False)
            response = await self._send(method, path, endpoint, params, content, key)
            if response.status_code == 401 and (fresh := await self._key(True)) != key:
                # The key was rotated in the vault since it was read.
                response = await self._send(method, path, endpoint, params, content, fresh)
        if not response.is_success:
            raise _error(read_refusal(response), method, path)
        try:
            if read is not None:
                return read(response.json())
            if response.status_code not in NO_CONTENT_STATUSES or (
                response.content and not response.json().keys() <= SUCCESS_MEMBERS
            ):
                raise ValueError("no answer of this call")
        except UNREADABLE:
            raise Unavailable(
                f"Klaviyo's answer to {method} {path} ({response.status_code}) is not what this call answers."
            ) from None
        return None  # type: ignore[return-value]

    @asynccontextmanager
    async def _deadline(self, method: str, path: str) -> AsyncIterator[None]:
        """Bound a whole call: the key, room in the budget, and the answer to its last byte."""
        try:
            async with asyncio.timeout(self._timeout):
                yield
        except TimeoutError:
            raise Unavailable(f"Klaviyo did not answer {method} {path} within {self._timeout:g} seconds.") from None

    async def _send(
        self,
        method: str,
        path: str,
        endpoint: Endpoint,
        params: dict[str, str] | None,
        content: bytes | None,
        key: str,
    ) -> httpx.Response:
        headers = self._headers | {"authorization": f"Klaviyo-API-Key {key}"}
        if content is not None:
            headers["content-type"] = MEDIA_TYPE
        await self._budget.take(endpoint)
        try:
            response = await self._http.request(
                method, self._base + path, params=params, content=content, headers=headers
            )
        except httpx.InvalidURL:
            raise Unavailable(f"{method} {path} makes no URL.") from None
        except (httpx.HTTPError, ValueError) as error:
            # A key that cannot stand in a header (a line break, say). The text could hold the key: it is not shown.
            if isinstance(error, ValueError | httpx.LocalProtocolError):
                raise KeyRefused("The key holds characters that no Klaviyo key has. Enter it again.") from None
            raise Unavailable(f"Klaviyo did not answer {method} {path} ({type(error).__name__}).") from None
        try:
            await self._budget.learn(endpoint, response.status_code, response.headers)
        except Exception:  # noqa: BLE001 - whatever keeps the note from being taken, the answer counts
            log.warning("what Klaviyo said of its windows could not be noted (%s)", endpoint)
        return response


class _NotFound(Unavailable):
    """What the path or the body names does not exist. For a call that names nothing of ours it says nothing."""


def _error(refusal: Refusal, method: str, path: str) -> AppError:
    where = f"{method} {path} answered {refusal.status}: {refusal.message}"
    match refusal.action:
        case Action.REFUSE_KEY:
            further = f", and {FURTHER_SCOPES[path]} for this" if path in FURTHER_SCOPES else ""
            return KeyRefused(f"{where} Renew the key on the connection; it needs the scopes {SCOPES}{further}.")
        case Action.NOT_FOUND:
            return _NotFound(refusal.message)
        case Action.WAIT:
            return RateLimited(where, retry_after=refusal.retry_after or DEFAULT_WAIT_SECONDS)
        case Action.REFUSE_BODY | Action.SPLIT_BODY:
            return ChunkRefused(where, status=refusal.status, offenders=refusal.offenders)
        case _:
            return Unavailable(where, retry_after=refusal.retry_after)


def _read_id(item: Any) -> str:
    identifier = item["id"]
    if not isinstance(identifier, str) or not identifier:
        raise ValueError("no id")
    return identifier


def _read_data_id(answer: Any) -> str:
    return _read_id(answer["data"])


def _read_account(answer: Any) -> Account:
    [data] = answer["data"]
    contact = data["attributes"].get("contact_information") or {}
    return Account(_read_id(data), contact.get("organization_name") or _read_id(data))


def _read_list(item: Any, name: str = "") -> ListInfo:
    return ListInfo(_read_id(item), item["attributes"].get("name") or name)


def _read_job_id(answer: Any) -> str:
    data = answer["data"]
    if data.get("type", IMPORT_JOB) != IMPORT_JOB:
        raise ValueError("no import job")
    return _read_id(data)


def _read_job(item: Any) -> Job:
    attributes = item["attributes"]
    created, failed = attributes.get("created_at"), attributes.get("failed_count")
    moment = datetime.fromisoformat(created) if created else None
    status = attributes["status"]
    if not isinstance(status, str) or not status:
        raise ValueError("no status")
    return Job(
        id=_read_id(item),
        status=status,
        total=int(attributes.get("total_count") or 0),
        completed=int(attributes.get("completed_count") or 0),
        failed=None if failed is None else int(failed),
        created_at=moment.replace(tzinfo=moment.tzinfo or UTC) if moment else None,
    )


def _read_any_job(item: Any) -> Job | None:
    """Return a job of the account; None for one that cannot be read: it may be another integration's."""
    try:
        return _read_job(item)
    except UNREADABLE:
        return None
