"""Read the caller from the headers of App Service authentication (Easy Auth), and refuse requests of other sites.

Easy Auth puts base64 JSON into X-MS-CLIENT-PRINCIPAL (`claims: [{typ, val}]`, `role_typ`) and drops what a client sends
under that name. It does so only while it is on, which WEBSITE_AUTH_ENABLED says: otherwise the header is not trusted.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from shared.api.permissions import Identity, Principal, Role
from shared.errors import CrossSite, Forbidden, Unauthenticated
from shared.texts import text

HEADER = "x-ms-client-principal"
APP_TYPES = ("azp", "appid")
"""Client id of a service principal or managed identity, in tokens of version 2 and 1: it has no name."""
NAME_TYPES = (
    "preferred_username",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
    "name",
    *APP_TYPES,
)
ID_TYPES = ("http://schemas.microsoft.com/identity/claims/objectidentifier", "oid", "sub")
ROLE_TYPES = ("roles", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role")
GROUPS_TYPE = "groups"
"""One claim for each group, where the app registration sets `groupMembershipClaims`."""
GROUPS_CUT = {"hasgroups": "true", "_claim_names": GROUPS_TYPE}
"""Claims that stand for the groups of a user who has too many, and what is in their values.

Source: learn.microsoft.com/entra/identity-platform/access-token-claims-reference, groups overage claim.
"""


def read_identity(headers: Mapping[str, str], *, trusted: bool) -> Identity:
    """Return the caller, with the highest of the roles. Raise Unauthenticated for a caller who is not signed in."""
    encoded = headers.get(HEADER)
    if not trusted or not encoded:
        raise Unauthenticated(text("not-signed-in"))
    try:
        data: Any = json.loads(base64.b64decode(encoded, validate=True))
        claims = [(str(claim["typ"]), str(claim["val"])) for claim in data["claims"]]
        role_types = {*ROLE_TYPES, str(data.get("role_typ"))}
    except (binascii.Error, ValueError, KeyError, TypeError, AttributeError):
        raise Unauthenticated(text("sign-in-unreadable")) from None
    names = {value.upper() for kind, value in claims if kind in role_types}
    role = max((role for role in Role if role.name in names), default=None)
    first = dict(reversed(claims))
    identifier = next((first[kind] for kind in ID_TYPES if kind in first), "unknown")
    name = next((first[kind] for kind in NAME_TYPES if kind in first), identifier)
    groups = frozenset(value.lower() for kind, value in claims if kind == GROUPS_TYPE)
    cut = any(kind in GROUPS_CUT and GROUPS_CUT[kind] in value for kind, value in claims)
    return Identity(identifier, name, role, groups=groups, groups_cut=cut)


def require_role(identity: Identity) -> Principal:
    """Return the caller with the role. Raise Forbidden where there is none."""
    if identity.role is None:
        raise Forbidden(text("no-role"))
    return Principal(identity.id, identity.name, identity.role, groups=identity.groups, groups_cut=identity.groups_cut)


def check_same_site(method: str, headers: Mapping[str, str]) -> None:
    """Raise CrossSite where a browser sends a change for a page of another site.

    Browsers send the session's cookie with requests of any page. They also say, in headers that no page can forge,
    which page sent the request (Fetch Metadata; before that, Origin). Programs send neither and have no such session.
    """
    if method in ("GET", "HEAD"):
        return
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        if site in ("same-origin", "none"):
            return
    elif origin is None or urlsplit(origin).netloc == headers.get("host"):
        return
    raise CrossSite(text("cross-site"))
