"""/api/people: erase a person. Personal data is in bodies of requests alone, never in a URL or an answer."""

from __future__ import annotations

import hashlib
import secrets
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field

from shared.api.operations import Accepted, Call
from shared.api.permissions import IDENTIFIER
from shared.domain import Failure
from shared.domain.base import Value
from shared.domain.erasure_job import ErasureJob, ErasureState
from shared.domain.identity import Person, identity_of
from shared.errors import Invalid, NotFound
from shared.planning.value_checks import email_problem, read_phone
from shared.runs.erasure import request_erasure

Email = Annotated[
    str, Field(min_length=3, max_length=320, examples=["ann@example.com"], json_schema_extra={"format": "email"})
]
PhoneNumber = Annotated[
    str, Field(min_length=3, max_length=40, description="With its country code.", examples=["+12065550100"])
]
ExternalId = Annotated[str, Field(min_length=1, max_length=255, examples=["C-1001"])]
ASK_KLAVIYO = "Also ask Klaviyo to delete the profile, which cannot be undone."


class NewErasure(Value):
    """A person to erase, by one or more identifiers: those by which exports and Klaviyo know this person."""

    email: Email | None = None
    phone_number: PhoneNumber | None = None
    external_id: ExternalId | None = None
    klaviyo: bool = Field(default=False, description=ASK_KLAVIYO, examples=[True])


class Erasure(BaseModel):
    """An erasure, without whom it is for: how far it came."""

    id: str = Field(examples=["era_1f0c5a3b9d7e4f6082a4c6e8b0d2f416"])
    state: ErasureState
    klaviyo: bool
    waiting_for: str | None = Field(description="Why it cannot begin yet.")
    erased_at: AwareDatetime | None = Field(description="When the person was erased from what the app stores.")
    snapshots: int = Field(description="How many snapshots the person was in.", examples=[1])
    files: int = Field(description="How many files named the person.", examples=[2])
    requested: list[str] = Field(
        description="Klaviyo accounts, by id, with a request to delete the profile.", examples=[["AbC123"]]
    )
    refused: dict[str, str] = Field(description="Klaviyo accounts, by id, that were not asked yet, and why.")
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
        call.changed(_fingerprint(identifier), after={"erasure_id": job.id, "klaviyo": body.klaviyo})
    return Accepted(_shown(job), location=f"/api/people/erasures/{job.id}")


async def read_erasure(call: Call, erasure_id: str) -> Erasure:
    """Read an erasure as it is now. It is kept for HISTORY_DAYS, without whom it was for."""
    found = await call.context.erasure_jobs.get(erasure_id) if IDENTIFIER.fullmatch(erasure_id) else None
    if found is None:
        raise NotFound("There is no such erasure.")
    return _shown(found.value)


def _shown(job: ErasureJob) -> Erasure:
    return Erasure.model_validate(job.model_dump(include=set(Erasure.model_fields)))


def _read_person(body: NewErasure) -> Person:
    """Return the person with checked identifiers. Raises Invalid."""
    if body.email is not None and email_problem(identity_of(body.email)):
        raise Invalid("email: a well-formed address is needed.", field="email")
    phone = None
    if body.phone_number is not None and (phone := read_phone(body.phone_number.strip(), None).e164) is None:
        raise Invalid(
            "phone_number: a valid number with its country code is needed: +12065550100.", field="phone_number"
        )
    if body.external_id is not None and not body.external_id.strip():
        raise Invalid("external_id: an id is needed.", field="external_id")
    person = Person.of(email=body.email, phone_number=phone, external_id=body.external_id)
    if not person.identifiers:
        raise Invalid("Name the person: give email, phone_number or external_id.", field="email")
    return person


def _fingerprint(identifier: str) -> str:
    """Return a salted hash for the audit record: it confirms a known identifier, and does not reveal an unknown one."""
    salt = secrets.token_hex(8)
    return f"person:{salt}:{hashlib.sha256(f'{salt}{identifier}'.encode()).hexdigest()[:32]}"
