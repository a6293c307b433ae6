"""/api/people: erase a person."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import asdict
from typing import Annotated

from pydantic import BaseModel, Field

from shared.api.operations import Call
from shared.api.paging import Flag
from shared.domain.base import Value
from shared.domain.identity import Person, identity_of
from shared.errors import Invalid
from shared.maintenance.erasure import erase
from shared.planning.value_checks import email_problem, read_phone

Email = Annotated[
    str, Field(min_length=3, max_length=320, examples=["ann@example.com"], json_schema_extra={"format": "email"})
]
PhoneNumber = Annotated[
    str, Field(min_length=3, max_length=40, description="With its country code.", examples=["+12065550100"])
]
ExternalId = Annotated[str, Field(min_length=1, max_length=255, examples=["C-1001"])]
ASK_KLAVIYO = "Also ask Klaviyo to delete the profile, which cannot be undone."


class Erasure(Value):
    """A person to erase, by one or more identifiers: those by which exports and Klaviyo know this person."""

    email: Email | None = None
    phone_number: PhoneNumber | None = None
    external_id: ExternalId | None = None
    klaviyo: bool = Field(default=False, description=ASK_KLAVIYO, examples=[True])


class ErasureQuery(BaseModel):
    """A person to erase, by address, in the query."""

    email: Email
    klaviyo: Flag = Field(default=False, description=ASK_KLAVIYO)


class Erased(BaseModel):
    """What was erased: entries in snapshots, and files that named the person."""

    snapshots: int = Field(examples=[1])
    files: int = Field(examples=[2])
    requested: list[str] = Field(
        description="Klaviyo accounts, by id, with a request to delete the profile.", examples=[["AbC123"]]
    )
    refused: dict[str, str] = Field(description="Klaviyo accounts, by id, that refused the request, and why.")


async def erase_person(call: Call, query: ErasureQuery) -> Erased:
    """Erase a person from snapshots and kept files; with `?klaviyo=true` also ask Klaviyo to delete the profile.

    A web server's log may keep addresses of requests: POST /api/people/erase takes the same values in its body.
    """
    return await _erase(call, Erasure(email=query.email, klaviyo=query.klaviyo))


async def erase_named_person(call: Call, body: Erasure) -> Erased:
    """Erase a person by address, phone number or external id, given in the body."""
    return await _erase(call, body)


async def _erase(call: Call, body: Erasure) -> Erased:
    person = _read_person(body)
    erased = Erased(**asdict(await erase(call.context, person, klaviyo=body.klaviyo)))
    for _, identifier in person.identifiers:
        call.changed(_fingerprint(identifier), after=erased.model_dump(mode="json"))
    return erased


def _read_person(body: Erasure) -> Person:
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
