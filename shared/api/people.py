"""/api/people: look up or erase a person. Personal data is in bodies alone, never in a URL."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field

from shared.api.operations import Accepted, Call
from shared.api.paging import MAX_PAGE, Page, PageQuery, row_cursor, row_number
from shared.api.permissions import IDENTIFIER
from shared.domain import Failure
from shared.domain.base import Value
from shared.domain.erasure_job import ErasureJob, ErasureState
from shared.domain.identity import Person, fingerprint, identity_of
from shared.domain.person_lookup import LookupResult, LookupState, OnExport, PersonEvent, UnseenRuns
from shared.domain.person_lookup import PersonLookup as StoredLookup
from shared.errors import Invalid, NotFound
from shared.planning.value_checks import email_problem, read_phone
from shared.runs import person_lookup
from shared.runs.erasure import request_erasure
from shared.texts import Text, text

Email = Annotated[
    str, Field(min_length=3, max_length=320, examples=["ann@example.com"], json_schema_extra={"format": "email"})
]
PhoneNumber = Annotated[
    str, Field(min_length=3, max_length=40, description="With its country code.", examples=["+12065550100"])
]
ExternalId = Annotated[str, Field(min_length=1, max_length=255, examples=["C-1001"])]
ASK_KLAVIYO = "Also ask Klaviyo to delete the profile, which cannot be undone."


class NamedPerson(Value):
    """One person, by one or more identifiers."""

    email: Email | None = None
    phone_number: PhoneNumber | None = None
    external_id: ExternalId | None = None


class NewErasure(NamedPerson):
    """A person to erase, by one or more identifiers: those by which exports and Klaviyo know this person."""

    klaviyo: bool = Field(default=False, description=ASK_KLAVIYO, examples=[True])


class Erasure(BaseModel):
    """An erasure, without whom it is for: how far it came."""

    id: str = Field(examples=["era_1f0c5a3b9d7e4f6082a4c6e8b0d2f416"])
    state: ErasureState
    klaviyo: bool
    waiting_for: Text | None = Field(description="Why it cannot begin yet.")
    erased_at: AwareDatetime | None = Field(description="When the person was erased from what the app stores.")
    snapshots: int = Field(description="How many snapshots the person was in.", examples=[1])
    files: int = Field(description="How many files named the person.", examples=[2])
    requested: list[str] = Field(
        description="Klaviyo accounts, by id, with a request to delete the profile.", examples=[["AbC123"]]
    )
    refused: dict[str, Text] = Field(description="Klaviyo accounts, by id, that were not asked yet, and why.")
    error: Failure | None
    created_at: AwareDatetime
    ended_at: AwareDatetime | None


class NewPersonLookup(NamedPerson):
    """A person to look up, by one or more identifiers: those by which exports know this person."""

    days: int = Field(30, ge=1, le=400, description="Of which runs: those of the last days.")


class PersonLookup(Page):
    """What happened to a person. The lists are complete once the state is `done`."""

    id: str = Field(examples=["lkp_1f0c5a3b9d7e4f6082a4c6e8b0d2f416"])
    state: LookupState
    since: AwareDatetime = Field(description="Runs since then are looked at.")
    searched: int = Field(description="How many runs were looked at.", examples=[42])
    truncated: bool = Field(description="More was found than a result keeps: earlier runs were not looked at.")
    exports: list[OnExport] = Field(description="Exports that know the person now; up to 200.")
    events: list[PersonEvent] = Field(description="Newest first.")
    total: int = Field(description="How many events there are.", examples=[1])
    unseen: list[UnseenRuns] = Field(description="Runs that do not tell all, by export and reason; up to 200.")
    unseen_runs: int = Field(description="How many runs do not tell all.", examples=[3])
    error: Failure | None
    created_at: AwareDatetime
    ended_at: AwareDatetime | None


async def erase_person(call: Call, body: NewErasure) -> Accepted[Erasure]:
    """Erase a person from snapshots and kept files; with `klaviyo` also ask Klaviyo to delete the profile.

    Answers at once. The erasure waits while runs or previews are worked on; they wait while it works.
    """
    person = _read_person(body)
    job = await request_erasure(call.context, person, call.caller.id, klaviyo=body.klaviyo)
    for _, identifier in person.identifiers:
        call.changed(fingerprint(identifier), after={"erasure_id": job.id, "klaviyo": body.klaviyo})
    return Accepted(_shown(job), location=f"/api/people/erasures/{job.id}")


async def read_erasure(call: Call, erasure_id: str) -> Erasure:
    """Read an erasure as it is now. It is kept for HISTORY_DAYS, without whom it was for."""
    found = await call.context.erasure_jobs.get(erasure_id) if IDENTIFIER.fullmatch(erasure_id) else None
    if found is None:
        raise NotFound(text("no-erasure"))
    return _shown(found.value)


async def look_up_person(call: Call, body: NewPersonLookup) -> Accepted[PersonLookup]:
    """Find what happened to a person in the runs of the last days: sent, unchanged, rejected, removed, subscribed.

    Answers at once; the result is read from `Location` and kept for a day.
    """
    person = _read_person(body)
    job = await person_lookup.request_lookup(call.context, person, call.caller.id, body.days)
    for _, identifier in person.identifiers:
        call.changed(fingerprint(identifier), after={"lookup_id": job.id, "days": body.days})
    return Accepted(_result(job, None, PageQuery()), location=f"/api/people/lookups/{job.id}")


async def read_person_lookup(call: Call, lookup_id: str, query: PageQuery) -> PersonLookup:
    """Read a lookup as it is now, newest events first. It is kept for a day, or until this person is erased."""
    found = await call.context.person_lookups.get(lookup_id) if IDENTIFIER.fullmatch(lookup_id) else None
    if found is None:
        raise NotFound(text("no-lookup"))
    result = await person_lookup.read_result(call.context, lookup_id)
    if result is None and found.value.state is LookupState.DONE:
        raise NotFound(text("lookup-result-deleted"))
    return _result(found.value, result, query)


def _result(job: StoredLookup, result: LookupResult | None, query: PageQuery) -> PersonLookup:
    events = sorted(result.events, key=lambda event: event.at, reverse=True) if result else []
    first = row_number(query.cursor)
    last = first + query.limit
    unseen = sorted(result.unseen.values(), key=lambda one: -one.runs) if result else []
    return PersonLookup(
        **{name: getattr(job, name) for name in ("id", "state", "since", "searched", "truncated", "error")},
        created_at=job.created_at,
        ended_at=job.ended_at,
        exports=result.exports[:MAX_PAGE] if result else [],
        events=events[first:last],
        total=len(events),
        unseen=unseen[:MAX_PAGE],
        unseen_runs=sum(one.runs for one in unseen),
        next_cursor=row_cursor(last) if last < len(events) else None,
    )


def _shown(job: ErasureJob) -> Erasure:
    return Erasure.model_validate(job.model_dump(include=set(Erasure.model_fields)))


def _read_person(body: NamedPerson) -> Person:
    """Return the person with checked identifiers. Raises Invalid."""
    if body.email is not None and email_problem(identity_of(body.email)):
        raise Invalid(text("erase-email-invalid"), field="email")
    phone = None
    if body.phone_number is not None and (phone := read_phone(body.phone_number.strip(), None).e164) is None:
        raise Invalid(text("erase-phone-invalid"), field="phone_number")
    if body.external_id is not None and not body.external_id.strip():
        raise Invalid(text("erase-id-invalid"), field="external_id")
    person = Person.of(email=body.email, phone_number=phone, external_id=body.external_id)
    if not person.identifiers:
        raise Invalid(text("person-not-named"), field="email")
    return person
