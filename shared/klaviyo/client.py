"""Klaviyo over httpx: the calls this app makes, errors sorted by what to do with them.

Sources: Klaviyo's OpenAPI file (revision 2026-07-15; the newest, 2026-10-15, is what its official SDK 25.0.0 sends).
The key is asked for at every call and stands in the Authorization header only.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx

from shared import __version__
from shared.errors import AppError, ChunkRefused, Invalid, KeyRefused, ListNotFound, RateLimited, Unavailable
from shared.klaviyo.budget import Budget, Endpoint

log = logging.getLogger(__name__)

KeySource = Callable[[bool], Awaitable[str]]
"""Gives the key; asked with True where the one given before was refused and a fresh one is wanted."""

MEDIA_TYPE = "application/vnd.api+json"
USER_AGENT = f"segments-to-klaviyo/{__version__}"
POINTER = re.compile(r"^/data/attributes/profiles/data/(\d+)(?:/|$)")
PAGES_AT_MOST = 1000
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


@dataclass(frozen=True)
class Job:
    """A bulk import job. `status` is queued, processing, complete or cancelled."""

    id: str
    status: str
    total: int
    completed: int
    failed: int
    created_at: datetime | None

    @property
    def ended(self) -> bool:
        """Klaviyo will do nothing more about it."""
        return self.status not in ("queued", "processing")


@dataclass(frozen=True)
class ImportFailure:
    """One profile that a job could not import. `index` is its place in the body, where Klaviyo names it."""

    detail: str
    index: int | None
    email: str | None


class Klaviyo:
    """One account, by its key."""

    def __init__(self, http: httpx.AsyncClient, base_url: str, revision: str, key: KeySource, budget: Budget) -> None:
        self._http = http
        self._base = base_url.rstrip("/")
        self._headers = {"revision": revision, "accept": MEDIA_TYPE, "user-agent": USER_AGENT}
        self._key = key
        self._budget = budget

    async def account(self) -> Account:
        """Whose key it is. Raises KeyRefused, Transient."""
        answer = await self._call("GET", "/api/accounts", Endpoint.ACCOUNTS)
        data = answer["data"][0]
        contact = data["attributes"].get("contact_information") or {}
        return Account(data["id"], contact.get("organization_name") or data["id"])

    async def get_list(self, list_id: str) -> ListInfo:
        """Raises ListNotFound."""
        try:
            answer = await self._call("GET", f"/api/lists/{list_id}", Endpoint.LISTS)
        except _NotFound:
            raise ListNotFound(
                f"Klaviyo has no list {list_id!r} in this account. Check the list ID in Klaviyo's list settings."
            ) from None
        return ListInfo(answer["data"]["id"], answer["data"]["attributes"].get("name") or "")

    async def get_lists(self) -> list[ListInfo]:
        """All lists of the account, by name."""
        found = [
            ListInfo(item["id"], item["attributes"].get("name") or "")
            async for page in self._pages("/api/lists", {"sort": "name"}, Endpoint.LISTS)
            for item in page["data"]
        ]
        return sorted(found, key=lambda item: item.name.casefold())

    async def create_list(self, name: str) -> ListInfo:
        """Raises Invalid where Klaviyo does not take the name."""
        body = json.dumps({"data": {"type": "list", "attributes": {"name": name}}}).encode()
        try:
            answer = await self._call("POST", "/api/lists", Endpoint.LISTS, content=body)
        except ChunkRefused as error:
            raise Invalid(str(error), field="name") from None
        return ListInfo(answer["data"]["id"], answer["data"]["attributes"].get("name") or name)

    async def permitted(self, method: str, path: str, endpoint: Endpoint, content: bytes | None) -> bool:
        """Whether the key's scopes allow this call, whatever else is wrong with it. Raises KeyRefused, Transient."""
        response = await self._send(method, path, endpoint, None, content, await self._key(False))
        if response.status_code in (401, 429) or response.status_code >= 500:
            raise _error(response, method, path)
        return response.status_code != 403

    def import_wait(self) -> float:
        """Seconds until `start_import` is worth trying: its window is used up for that long."""
        return self._budget.must_wait(Endpoint.START_IMPORT)

    async def start_import(self, body: bytes) -> str:
        """POST a finished body; the job's id.

        Raises ChunkRefused (400, 413, 422), ListNotFound, KeyRefused, RateLimited, Unavailable. After Unavailable it
        is not known whether Klaviyo took the job; posting again is harmless, since an import is an upsert.
        """
        try:
            answer = await self._call("POST", "/api/profile-bulk-import-jobs", Endpoint.START_IMPORT, content=body)
        except _NotFound as error:
            raise ListNotFound(f"Klaviyo does not know the list (any more): {error}") from None
        return str(answer["data"]["id"])

    async def recent_jobs(self, *, since: datetime) -> list[Job]:
        """Jobs of the account, newest first, back to `since`; 100 a call."""
        jobs: list[Job] = []
        query = {"sort": "-created_at", "page[size]": "100"}
        async for page in self._pages("/api/profile-bulk-import-jobs", query, Endpoint.JOBS):
            jobs += [_job(item) for item in page["data"]]
            created = jobs[-1].created_at if jobs else None
            if created is None or created < since:
                break
        return jobs

    async def job(self, job_id: str) -> Job | None:
        """One job; None where Klaviyo knows it no more."""
        try:
            answer = await self._call("GET", f"/api/profile-bulk-import-jobs/{job_id}", Endpoint.JOB)
        except _NotFound:
            return None
        return _job(answer["data"])

    async def import_failures(self, job_id: str) -> list[ImportFailure]:
        """Every profile the job could not import, to the last page."""
        found = []
        path = f"/api/profile-bulk-import-jobs/{job_id}/import-errors"
        async for page in self._pages(path, {"page[size]": "100"}, Endpoint.IMPORT_ERRORS):
            found += [_import_failure(item["attributes"]) for item in page["data"]]
        return found

    async def members(self, list_id: str, emails: Sequence[str]) -> list[str]:
        """The profile ids of those of these people who are on the list; at most 100 of them, as a page holds.

        Raises ListNotFound, KeyRefused, Transient.
        """
        wanted = ",".join(json.dumps(email, ensure_ascii=False) for email in emails)
        query = {"filter": f"any(email,[{wanted}])", "page[size]": "100", "fields[profile]": "email"}
        found: list[str] = []
        try:
            async for page in self._pages(f"/api/lists/{list_id}/profiles", query, Endpoint.LIST_PROFILES):
                found += [str(item["id"]) for item in page["data"]]
        except _NotFound:
            raise ListNotFound(f"Klaviyo has no list {list_id!r} any more.") from None
        return found

    async def remove_members(self, list_id: str, ids: Sequence[str]) -> None:
        """Take at most 1,000 profiles off the list. Who is not on it is no error; consent stays as it is."""
        body = json.dumps({"data": [{"type": "profile", "id": one} for one in ids]}).encode()
        path = f"/api/lists/{list_id}/relationships/profiles"
        try:
            await self._call("DELETE", path, Endpoint.REMOVE, content=body)
        except _NotFound:
            raise ListNotFound(f"Klaviyo has no list {list_id!r} any more.") from None

    async def clear_fields(self, email: str, fields: Sequence[str]) -> None:
        """Clear standard fields of one profile: null does it here, not in a bulk import.

        `fields` by the mapping's names: `title`, `location.city`. Raises ChunkRefused, KeyRefused, Transient.
        """
        attributes: dict[str, Any] = {"email": email}
        for field in fields:
            group, dot, name = field.partition(".")
            if dot:
                attributes.setdefault(group, {})[name] = None
            else:
                attributes[group] = None
        body = json.dumps({"data": {"type": "profile", "attributes": attributes}}).encode()
        await self._call("POST", "/api/profile-import", Endpoint.PROFILE_IMPORT, content=body)

    async def subscribe(
        self, list_id: str, people: Sequence[tuple[str, str | None]], *, historical: bool, source: str | None
    ) -> None:
        """Hand over the yes to e-mail marketing of at most 1,000 people: address, and when they said it (ISO 8601).

        Lifts suppressions (UNSUBSCRIBE, SPAM_REPORT, USER_SUPPRESSED). `historical` sends no message that asks for
        confirmation and starts no flow; Klaviyo then wants a time in the past for everybody. Raises ChunkRefused,
        ListNotFound, KeyRefused, Transient.
        """
        profiles = []
        for email, at in people:
            marketing = {"consent": "SUBSCRIBED"} | ({"consented_at": at} if at else {})
            subscriptions = {"email": {"marketing": marketing}}
            profiles.append({"type": "profile", "attributes": {"email": email, "subscriptions": subscriptions}})
        attributes: dict[str, Any] = {"profiles": {"data": profiles}, "historical_import": historical}
        if source:
            attributes["custom_source"] = source
        relationships = {"list": {"data": {"type": "list", "id": list_id}}}
        kind = "profile-subscription-bulk-create-job"
        body = {"data": {"type": kind, "attributes": attributes, "relationships": relationships}}
        try:
            await self._call("POST", SUBSCRIBE, Endpoint.SUBSCRIBE, content=json.dumps(body).encode())
        except _NotFound:
            raise ListNotFound(f"Klaviyo has no list {list_id!r} any more.") from None

    async def request_deletion(self, email: str) -> None:
        """Ask Klaviyo to delete the profile with this address for good (GDPR, CCPA)."""
        profile = {"data": {"type": "profile", "attributes": {"email": email}}}
        body = {"data": {"type": "data-privacy-deletion-job", "attributes": {"profile": profile}}}
        await self._call("POST", DELETION, Endpoint.DELETION, content=json.dumps(body).encode())

    async def _pages(self, path: str, query: dict[str, str], endpoint: Endpoint) -> AsyncIterator[dict[str, Any]]:
        answer = await self._call("GET", path, endpoint, params=query)
        yield answer
        for _ in range(PAGES_AT_MOST):
            following = (answer.get("links") or {}).get("next")
            if not following:
                return
            # Only the cursor is taken from the link: the key must not go where an answer points.
            cursor = httpx.URL(following).params.get("page[cursor]")
            if not cursor:
                return
            answer = await self._call("GET", path, endpoint, params=query | {"page[cursor]": cursor})
            yield answer

    async def _call(
        self,
        method: str,
        path: str,
        endpoint: Endpoint,
        *,
        params: dict[str, str] | None = None,
        content: bytes | None = None,
    ) -> dict[str, Any]:
        key = await self._key(False)
        response = await self._send(method, path, endpoint, params, content, key)
        if response.status_code == 401 and (fresh := await self._key(True)) != key:
            # The key was rotated in the vault since it was read.
            response = await self._send(method, path, endpoint, params, content, fresh)
        if response.is_success:
            if not response.content:
                return {}
            try:
                answer: dict[str, Any] = response.json()
            except ValueError:
                raise Unavailable(f"Klaviyo's answer to {method} {path} is no JSON.") from None
            return answer
        raise _error(response, method, path)

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


class _NotFound(AppError):
    """404."""


def _error(response: httpx.Response, method: str, path: str) -> AppError:
    status = response.status_code
    errors = _errors(response)
    words = "; ".join(_words(error) for error in errors[:3]) or response.reason_phrase
    where = f"{method} {path} answered {status}: {words}"
    if status in (401, 403):
        further = f", and {FURTHER_SCOPES[path]} for this" if path in FURTHER_SCOPES else ""
        return KeyRefused(f"{where} Renew the key on the connection; it needs the scopes {SCOPES}{further}.")
    if status == 404:
        return _NotFound(words)
    if status == 429:
        return RateLimited(where, retry_after=_retry_after(response))
    if status in (400, 413, 422):
        offenders: dict[int, str] = {}
        for error in errors:
            pointer = str((error.get("source") or {}).get("pointer") or "")
            if pointer.startswith("/data/relationships/lists"):
                return _NotFound(_words(error))
            if match := POINTER.match(pointer):
                offenders.setdefault(int(match[1]), _words(error))
        return ChunkRefused(where, status=status, offenders=offenders)
    return Unavailable(where)


def _errors(response: httpx.Response) -> list[dict[str, Any]]:
    try:
        errors = response.json()["errors"]
    except (ValueError, KeyError, TypeError):
        return []
    return [error for error in errors if isinstance(error, dict)] if isinstance(errors, list) else []


def _words(error: dict[str, Any]) -> str:
    return str(error.get("detail") or error.get("title") or error.get("code") or "no reason given")[:500]


def _retry_after(response: httpx.Response) -> float:
    try:
        return min(max(float(response.headers["retry-after"]), 1.0), 3600.0)
    except (KeyError, ValueError):
        return 10.0


def _job(item: dict[str, Any]) -> Job:
    attributes = item["attributes"]
    created = attributes.get("created_at")
    return Job(
        id=str(item["id"]),
        status=str(attributes.get("status")),
        total=int(attributes.get("total_count") or 0),
        completed=int(attributes.get("completed_count") or 0),
        failed=int(attributes.get("failed_count") or 0),
        created_at=datetime.fromisoformat(created) if created else None,
    )


def _import_failure(attributes: dict[str, Any]) -> ImportFailure:
    pointer = (attributes.get("source") or {}).get("pointer") or ""
    match = POINTER.match(pointer)
    payload = attributes.get("original_payload") or {}
    # The payload is the profile as sent, either bare or as a JSON:API resource.
    profile = payload.get("attributes") or payload
    return ImportFailure(
        detail=str(attributes.get("detail") or attributes.get("title") or "Klaviyo gives no reason."),
        index=int(match[1]) if match else None,
        email=profile.get("email"),
    )
