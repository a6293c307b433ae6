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
from shared.domain.identity import identity_of
from shared.errors import Invalid
from shared.maintenance.erasure import erase
from shared.planning.value_checks import email_problem

Email = Annotated[
    str, Field(min_length=3, max_length=320, examples=["ann@example.com"], json_schema_extra={"format": "email"})
]
ASK_KLAVIYO = "Also ask Klaviyo to delete the profile, which cannot be undone."


class Erasure(Value):
    """A person to erase, by address."""

    email: Email
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
    return await _erase(call, query.email, klaviyo=query.klaviyo)


async def erase_named_person(call: Call, body: Erasure) -> Erased:
    """Erase a person, as DELETE /api/people, with the address in the body."""
    return await _erase(call, body.email, klaviyo=body.klaviyo)


async def _erase(call: Call, email: str, *, klaviyo: bool) -> Erased:
    if email_problem(identity_of(email)):
        raise Invalid("email: a well-formed address is needed.", field="email")
    erased = Erased(**asdict(await erase(call.context, email, klaviyo=klaviyo)))
    call.changed(_fingerprint(email), after=erased.model_dump(mode="json"))
    return erased


def _fingerprint(email: str) -> str:
    """Return a salted hash for the audit record: it confirms a known address, and does not reveal an unknown one."""
    salt = secrets.token_hex(8)
    return f"person:{salt}:{hashlib.sha256(f'{salt}{identity_of(email)}'.encode()).hexdigest()[:32]}"
