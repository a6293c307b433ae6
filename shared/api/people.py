"""/api/people: erasing a person."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import asdict

from shared.api.auth import Principal
from shared.api.http import Request, Response, answer
from shared.api.requests import Erasure
from shared.context import Context
from shared.domain.identity import identity_of
from shared.errors import Invalid
from shared.maintenance.erasure import erase
from shared.planning.value_checks import email_problem


async def erase_person(context: Context, request: Request, who: Principal) -> Response:
    """Erase a person from snapshots and kept files; with `?klaviyo=true` also ask Klaviyo to delete them.

    A web server's own log may keep addresses of requests: POST /api/people/erase takes the same in its body.
    """
    wanted = request.query.get("klaviyo", "false")
    if wanted not in ("true", "false"):
        raise Invalid("klaviyo is true or false.", field="klaviyo")
    return await _erase(context, request, request.query.get("email", ""), klaviyo=wanted == "true")


async def erase_named_person(context: Context, request: Request, who: Principal) -> Response:
    """The same, with the address in the body."""
    erasure = request.json(Erasure)
    return await _erase(context, request, erasure.email, klaviyo=erasure.klaviyo)


async def _erase(context: Context, request: Request, email: str, *, klaviyo: bool) -> Response:
    if len(email) > 320 or email_problem(identity_of(email)):
        raise Invalid("email: a well-formed address is needed.", field="email")
    done = await erase(context, email, klaviyo=klaviyo)
    request.trail.note(_fingerprint(email), after=asdict(done))
    return answer(asdict(done))


def _fingerprint(email: str) -> str:
    """For the audit record: whoever has the address can check that it is meant; nobody can read it out."""
    salt = secrets.token_hex(8)
    return f"person:{salt}:{hashlib.sha256(f'{salt}{identity_of(email)}'.encode()).hexdigest()[:32]}"
