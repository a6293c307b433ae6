"""App Service authentication ("Easy Auth") with four users instead of Microsoft Entra ID.

It does what the app relies on: X-MS-CLIENT-PRINCIPAL headers from outside are dropped, those of the
signed-in user put in. Who is signed in says the header X-Local-User or the cookie that
/.auth/login/local sets. Requests without a user pass too, as with "Allow unauthenticated access".
Source: learn.microsoft.com/azure/app-service/configure-authentication-user-identities
"""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

USER_HEADER = "X-Local-User"
COOKIE = "local-user"
PRINCIPAL_PREFIX = "x-ms-client-principal"
NAME_CLAIM = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name"
OBJECT_ID_CLAIM = "http://schemas.microsoft.com/identity/claims/objectidentifier"
ROLE_CLAIM = "roles"
PROVIDER = "aad"


@dataclass(frozen=True, slots=True)
class User:
    key: str
    name: str
    role: str | None

    @property
    def mail(self) -> str:
        return f"{self.key}@contoso.example"

    @property
    def object_id(self) -> str:
        return str(uuid.uuid5(uuid.NAMESPACE_DNS, self.mail))

    def claims(self) -> list[dict[str, str]]:
        claims = [
            {"typ": NAME_CLAIM, "val": self.name},
            {"typ": "name", "val": self.name},
            {"typ": "preferred_username", "val": self.mail},
            {"typ": OBJECT_ID_CLAIM, "val": self.object_id},
        ]
        return [*claims, {"typ": ROLE_CLAIM, "val": self.role}] if self.role else claims

    def headers(self) -> dict[str, str]:
        principal = {
            "auth_typ": PROVIDER,
            "name_typ": NAME_CLAIM,
            "role_typ": ROLE_CLAIM,
            "claims": self.claims(),
        }
        return {
            "X-MS-CLIENT-PRINCIPAL": base64.b64encode(json.dumps(principal).encode()).decode(),
            "X-MS-CLIENT-PRINCIPAL-ID": self.object_id,
            "X-MS-CLIENT-PRINCIPAL-NAME": self.mail,
            "X-MS-CLIENT-PRINCIPAL-IDP": PROVIDER,
        }


USERS = {
    user.key: user
    for user in (
        User("administrator", "Alex Administrator", "Administrator"),
        User("contributor", "Chris Contributor", "Contributor"),
        User("operator", "Olga Operator", "Operator"),
        User("viewer", "Vic Viewer", "Viewer"),
        User("stranger", "Sam Stranger", None),
    )
}


def user_of(request: web.BaseRequest) -> User | None:
    return USERS.get(request.headers.get(USER_HEADER) or request.cookies.get(COOKIE, ""))


def is_own(header: str) -> bool:
    """Whether a header is Easy Auth's own, so that a caller's is dropped. Takes any case."""
    return header.lower().startswith(PRINCIPAL_PREFIX) or header.lower() == USER_HEADER.lower()


def principal_headers(request: web.BaseRequest) -> Mapping[str, str]:
    user = user_of(request)
    return user.headers() if user else {}


async def login(request: web.BaseRequest) -> web.Response:
    """GET /.auth/login/local?user=…&post_login_redirect_uri=/; without a user, a page to pick one."""
    target = _local_target(request.query.get("post_login_redirect_uri", "/"))
    key = request.query.get("user")
    if key is None:
        links = "".join(
            f'<li><a href="?user={user.key}&post_login_redirect_uri={target}">{user.name}</a></li>'
            for user in USERS.values()
        )
        return web.Response(text=f"<title>Sign in</title><ul>{links}</ul>", content_type="text/html")
    if key not in USERS:
        return web.Response(status=400, text=f"user is one of {', '.join(USERS)}")
    response = web.Response(status=302, headers={"Location": target})
    response.set_cookie(COOKIE, key, httponly=True, samesite="Lax", path="/")
    return response


async def logout(request: web.BaseRequest) -> web.Response:
    target = _local_target(request.query.get("post_logout_redirect_uri", "/"))
    response = web.Response(status=302, headers={"Location": target})
    response.del_cookie(COOKIE, path="/")
    return response


async def me(request: web.BaseRequest) -> web.Response:
    user = user_of(request)
    if user is None:
        return web.json_response([], status=401)
    return web.json_response([{"provider_name": PROVIDER, "user_id": user.mail, "user_claims": user.claims()}])


PAGES = {
    "/.auth/login/local": login,
    "/.auth/login/aad": login,
    "/.auth/logout": logout,
    "/.auth/me": me,
}
"""By path; each takes GET."""


def _local_target(text: str) -> str:
    """A path of this site: an address elsewhere, or anything that could break out of a link, is `/`."""
    safe = text.startswith("/") and not text.startswith(("//", "/\\"))
    return text if safe and not set(text) & set("\"'<>\r\n") else "/"
