"""Who asks: Easy Auth's header → a principal with the strongest of its roles.

App Service authentication puts base64 JSON into X-MS-CLIENT-PRINCIPAL (`claims: [{typ, val}]`, `role_typ`) and drops
whatever a client sends under that name. It does so only while it is switched on, which WEBSITE_AUTH_ENABLED tells:
without it the header could be anybody's and is not believed.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any
from urllib.parse import urlsplit

from shared.errors import CrossSite, Forbidden, Unauthenticated

HEADER = "x-ms-client-principal"
NAME_TYPES = ("preferred_username", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", "name")
ID_TYPES = ("http://schemas.microsoft.com/identity/claims/objectidentifier", "oid", "sub")
ROLE_TYPES = ("roles", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role")


class Role(IntEnum):
    """App roles in Entra ID (`Viewer`, `Contributor`, `Administrator`); each may all that those before it may."""

    VIEWER = 1
    CONTRIBUTOR = 2
    ADMINISTRATOR = 3


@dataclass(frozen=True)
class Identity:
    """Somebody signed in. `role` is None for whoever has no app role here."""

    id: str
    name: str
    role: Role | None

    @property
    def role_name(self) -> str | None:
        """`viewer`, `contributor`, `administrator`."""
        return self.role.name.lower() if self.role is not None else None


@dataclass(frozen=True)
class Principal(Identity):
    """Somebody signed in, with a role."""

    role: Role


def identity(headers: Mapping[str, str], *, trusted: bool) -> Identity:
    """Who asks. Raises Unauthenticated where nobody is signed in."""
    encoded = headers.get(HEADER)
    if not trusted or not encoded:
        raise Unauthenticated("Nobody is signed in. Sign in with an account of your organisation.")
    try:
        data: Any = json.loads(base64.b64decode(encoded, validate=True))
        claims = [(str(claim["typ"]), str(claim["val"])) for claim in data["claims"]]
        role_types = {*ROLE_TYPES, str(data.get("role_typ"))}
    except (binascii.Error, ValueError, KeyError, TypeError, AttributeError):
        raise Unauthenticated("The sign-in information cannot be read. Sign in again.") from None
    names = {value.upper() for kind, value in claims if kind in role_types}
    role = max((role for role in Role if role.name in names), default=None)
    first = dict(reversed(claims))
    identifier = next((first[kind] for kind in ID_TYPES if kind in first), "unknown")
    name = next((first[kind] for kind in NAME_TYPES if kind in first), identifier)
    return Identity(identifier, name, role)


def principal(headers: Mapping[str, str], *, trusted: bool) -> Principal:
    """Who asks. Raises Unauthenticated where nobody is signed in, Forbidden where the user has no app role."""
    return with_role(identity(headers, trusted=trusted))


def with_role(who: Identity) -> Principal:
    """Raises Forbidden where there is no role."""
    if who.role is None:
        raise Forbidden(
            "Your account has no role in this app. Ask an administrator to assign you the app role Viewer, "
            "Contributor or Administrator in Entra ID."
        )
    return Principal(who.id, who.name, who.role)


def check_same_site(method: str, headers: Mapping[str, str]) -> None:
    """Raises CrossSite where a page of another site has a browser change something with the session of its user.

    Browsers send the cookie of a session whoever wrote the request. They also say, in headers that no page can forge,
    where it was written (Fetch Metadata; before that, Origin). Programs send neither and have no such session.
    """
    if method in ("GET", "HEAD"):
        return
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        if site in ("same-origin", "none"):
            return
    elif origin is None or urlsplit(origin).netloc == headers.get("host"):
        return
    raise CrossSite("Nothing was changed. Use the app's own page, or a program.")
