"""The calls that the app makes to Klaviyo, by resource.

Sources: Klaviyo's OpenAPI file (revision 2026-07-15; the newest, 2026-10-15, is what its official SDK 25.0.0 sends).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx

from shared.domain.identity import Identity
from shared.errors import BodyRefused, Invalid, ListNotFound, Unavailable
from shared.klaviyo.bodies import clearing_body, deletion_body, list_body, removal_body
from shared.klaviyo.budget import Budget, Endpoint
from shared.klaviyo.consent_calls import ConsentCalls, named_query
from shared.klaviyo.import_errors import ImportFailure, read_failure
from shared.klaviyo.lookups import Lookups
from shared.klaviyo.memberships import MembershipCalls
from shared.klaviyo.transport import BY_KEY, DELETION, UNREADABLE, Content, KeySource, NotFound, Scheme, Transport
from shared.texts import text

IMPORT_JOBS = "/api/profile-bulk-import-jobs"
IMPORT_JOB = "profile-bulk-import-job"


@dataclass(frozen=True)
class Account:
    """A Klaviyo account."""

    id: str
    name: str


@dataclass(frozen=True)
class ListInfo:
    """A Klaviyo list. `opt_in_process` is single_opt_in, double_opt_in, or None where Klaviyo does not tell."""

    id: str
    name: str
    opt_in_process: str | None = None


@dataclass(frozen=True)
class Job:
    """A bulk import job. `status` is queued, processing, complete or cancelled; `failed` is None if not reported."""

    id: str
    status: str
    total: int
    completed: int
    failed: int | None
    created_at: datetime | None

    @property
    def ended(self) -> bool:
        """Whether Klaviyo has finished with it."""
        return self.status not in ("queued", "processing")

    @property
    def may_have_failures(self) -> bool:
        """Whether its counts allow that some profiles were not imported."""
        return self.failed is None or self.failed > 0 or self.completed < self.total


class Klaviyo(ConsentCalls, MembershipCalls):
    """The calls of one account, with its key."""

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
        self._transport = Transport(
            http, base_url, revision, key, budget, timeout_seconds=timeout_seconds, scheme=scheme
        )
        self.lookups = Lookups(self._transport)

    @property
    def scheme(self) -> Scheme:
        """How the credential is sent."""
        return self._transport.scheme

    async def account(self) -> Account:
        """Return the account of the key. Raises KeyRefused, Transient."""
        return await self._transport.call("GET", "/api/accounts", Endpoint.ACCOUNTS, _read_account)

    async def get_list(self, list_id: str) -> ListInfo:
        """Return a list. Raises ListNotFound, KeyRefused, Transient."""
        try:
            return await self._transport.call(
                "GET", f"/api/lists/{list_id}", Endpoint.LISTS, lambda a: _read_list(a["data"])
            )
        except NotFound:
            raise ListNotFound(text("list-not-in-account", list=list_id)) from None

    async def get_lists(self) -> list[ListInfo]:
        """Return all lists of the account, sorted by name."""
        found = [
            one
            async for page in self._transport.pages("/api/lists", {"sort": "name"}, Endpoint.LISTS, _read_list)
            for one in page
        ]
        return sorted(found, key=lambda item: item.name.casefold())

    async def create_list(self, name: str) -> ListInfo:
        """Create a list and return it. Raises Invalid if Klaviyo refuses the name."""
        try:
            return await self._transport.call(
                "POST", "/api/lists", Endpoint.LISTS, lambda a: _read_list(a["data"], name), content=list_body(name)
            )
        except BodyRefused as error:
            raise Invalid(error.cause, field="name") from None

    async def is_permitted(self, method: str, path: str, endpoint: Endpoint, content: bytes | None) -> bool:
        """Return whether the key's scopes allow this call. Raises KeyRefused, RateLimited, Unavailable."""
        return await self._transport.is_permitted(method, path, endpoint, content)

    def import_wait(self) -> float:
        """Return for how many seconds the window of `start_import` is used up."""
        return self._transport.budget.must_wait(Endpoint.START_IMPORT)

    async def start_import(self, body: Content) -> str:
        """Start an import job with a finished body and return its id.

        Raises BodyRefused (400, 409, 413, 422), ListNotFound, KeyRefused, RateLimited, Unavailable. After Unavailable
        the job may exist; posting again is harmless, because an import is an upsert.
        """
        try:
            return await self._transport.call("POST", IMPORT_JOBS, Endpoint.START_IMPORT, _read_job_id, content=body)
        except NotFound as error:
            raise ListNotFound(text("list-unknown", answer=error.cause)) from None

    async def recent_jobs(self, *, since: datetime) -> list[Job]:
        """Return the account's import jobs created at or after `since`, newest first; one call for each 100 jobs."""
        jobs: list[Job] = []
        query = {"sort": "-created_at", "page[size]": "100"}
        async for page in self._transport.pages(IMPORT_JOBS, query, Endpoint.JOBS, _read_any_job):
            jobs += [job for job in page if job is not None]
            created = jobs[-1].created_at if jobs else None
            if created is None or created < since:
                break
        return jobs

    async def job(self, job_id: str) -> Job | None:
        """Return an import job; None if Klaviyo does not know it (yet, or any more)."""

        def read(answer: Any) -> Job:
            job = _read_job(answer["data"])
            if job.id != job_id:
                raise ValueError("another job")
            return job

        try:
            return await self._transport.call("GET", f"{IMPORT_JOBS}/{job_id}", Endpoint.JOB, read)
        except NotFound:
            return None

    async def import_failures(self, job_id: str) -> list[ImportFailure]:
        """Return every error of an import job, from all pages. Raises Unavailable if Klaviyo does not know the job."""
        found: list[ImportFailure] = []
        path = f"{IMPORT_JOBS}/{job_id}/import-errors"
        try:
            async for page in self._transport.pages(path, {"page[size]": "100"}, Endpoint.IMPORT_ERRORS, read_failure):
                found += page
        except NotFound as error:
            raise Unavailable(text("import-errors-unavailable", job=job_id, answer=error.cause)) from None
        return found

    async def members(self, list_id: str, identity: Identity, people: Sequence[str]) -> list[str]:
        """Return the profile ids of those people (at most 100) that are on the list.

        The profiles of a list have no filter by external id. So by external id all profiles of the account are looked
        up: some may not be on the list. Raises ListNotFound, KeyRefused, Transient.
        """
        if identity is Identity.EXTERNAL_ID:
            return await self.profile_ids(identity, people)
        try:
            return await self._find(f"/api/lists/{list_id}/profiles", Endpoint.LIST_PROFILES, identity, people)
        except NotFound:
            raise ListNotFound(text("list-gone", list=list_id)) from None

    async def profile_ids(self, identity: Identity, people: Sequence[str]) -> list[str]:
        """Return the profile ids of those people (at most 100). Raises KeyRefused, Transient."""
        try:
            return await self._find("/api/profiles", Endpoint.FIND_PROFILES, identity, people)
        except NotFound:
            raise Unavailable(text("profiles-unknown")) from None

    async def _find(self, path: str, endpoint: Endpoint, identity: Identity, people: Sequence[str]) -> list[str]:
        query = named_query(identity, people, identity)
        known, found = {*people}, []
        async for page in self._transport.pages(path, query, endpoint, lambda item: (_read_id(item), item)):
            # How Klaviyo compares external ids is not documented: `a1` may not be removed in the place of `A1`. An
            # address may be a further one of the profile, which the answer does not show.
            found += [
                profile
                for profile, item in page
                if identity is Identity.EMAIL or (item.get("attributes") or {}).get(identity) in known
            ]
        return found

    async def remove_members(self, list_id: str, ids: Sequence[str]) -> None:
        """Remove at most 1,000 profiles from the list, without a change of consent; ids not on it are ignored."""
        path = f"/api/lists/{list_id}/relationships/profiles"
        try:
            await self._transport.call("DELETE", path, Endpoint.REMOVE, None, content=removal_body(ids))
        except NotFound:
            raise ListNotFound(text("list-gone", list=list_id)) from None

    async def clear_fields(self, identity: Identity, person: str, fields: Sequence[str]) -> None:
        """Clear standard fields of one profile. A bulk import cannot: it ignores null.

        `fields` are named as in the mapping: `title`, `location.city`. Raises BodyRefused, KeyRefused, Transient.
        """
        body = clearing_body(identity, person, fields)
        await self._transport.call("POST", "/api/profile-import", Endpoint.PROFILE_IMPORT, _read_data_id, content=body)

    async def request_deletion(self, identity: Identity, person: str) -> None:
        """Request the permanent deletion of the profile with this identifier (GDPR, CCPA).

        The request takes no external id: the profile is looked up first. Where there is none, nothing is requested.
        """
        bodies = [deletion_body(identity, person)]
        if identity is Identity.EXTERNAL_ID:
            bodies = [deletion_body(None, one) for one in await self.profile_ids(identity, [person])]
        for body in bodies:
            await self._transport.call("POST", DELETION, Endpoint.DELETION, None, content=body)


def _read_id(item: Any) -> str:
    identifier = item["id"]
    if not isinstance(identifier, str) or not identifier:
        raise ValueError("not an id")
    return identifier


def _read_data_id(answer: Any) -> str:
    return _read_id(answer["data"])


def _read_account(answer: Any) -> Account:
    [data] = answer["data"]
    contact = data["attributes"].get("contact_information") or {}
    return Account(_read_id(data), contact.get("organization_name") or _read_id(data))


def _read_list(item: Any, name: str = "") -> ListInfo:
    attributes = item["attributes"]
    return ListInfo(_read_id(item), attributes.get("name") or name, attributes.get("opt_in_process"))


def _read_job_id(answer: Any) -> str:
    data = answer["data"]
    if data.get("type", IMPORT_JOB) != IMPORT_JOB:
        raise ValueError("not an import job")
    return _read_id(data)


def _read_job(item: Any) -> Job:
    attributes = item["attributes"]
    created, failed = attributes.get("created_at"), attributes.get("failed_count")
    moment = datetime.fromisoformat(created) if created else None
    status = attributes["status"]
    if not isinstance(status, str) or not status:
        raise ValueError("not a status")
    return Job(
        id=_read_id(item),
        status=status,
        total=int(attributes.get("total_count") or 0),
        completed=int(attributes.get("completed_count") or 0),
        failed=None if failed is None else int(failed),
        created_at=moment.replace(tzinfo=moment.tzinfo or UTC) if moment else None,
    )


def _read_any_job(item: Any) -> Job | None:
    """Return a job of the account; None if it cannot be read: it may belong to another integration."""
    try:
        return _read_job(item)
    except UNREADABLE:
        return None
