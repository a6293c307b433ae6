"""What an HTTP function returned → the answer sent, as the host makes it."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from multidict import CIMultiDict

from local.host.protos import RpcHttpCookie, TypedData

SAME_SITE = {
    RpcHttpCookie.SameSite.Lax: "Lax",
    RpcHttpCookie.SameSite.Strict: "Strict",
    RpcHttpCookie.SameSite.ExplicitNone: "None",
}
# The server counts and frames the body itself.
OWN_HEADERS = ("content-length", "transfer-encoding")


def answer(value: TypedData | None) -> web.Response:
    """None is 204; a text is 200; a HttpResponse is what it says."""
    if value is None:
        return web.Response(status=204)
    if value.WhichOneof("data") != "http":
        body, content_type = _body(value)
        return web.Response(body=body, content_type=content_type)
    http = value.http
    headers: CIMultiDict[str] = CIMultiDict(
        (name, text) for name, text in http.headers.items() if name.lower() not in OWN_HEADERS
    )
    for cookie in http.cookies or ():
        headers.add("Set-Cookie", _cookie(cookie))
    body, _ = _body(http.body)
    return web.Response(status=int(http.status_code), body=body, headers=headers)


def _body(value: TypedData | None) -> tuple[bytes, str]:
    kind = value.WhichOneof("data") if value else None
    if value is None or kind is None:
        return b"", "application/octet-stream"
    content = getattr(value, kind)
    if isinstance(content, bytes):
        return content, "application/octet-stream"
    return str(content).encode(), "application/json" if kind == "json" else "text/plain"


def _cookie(cookie: Any) -> str:
    parts = [f"{cookie.name}={cookie.value}"]
    if cookie.path:
        parts.append(f"Path={cookie.path.value}")
    if cookie.domain:
        parts.append(f"Domain={cookie.domain.value}")
    if cookie.max_age:
        parts.append(f"Max-Age={cookie.max_age.value:g}")
    if cookie.secure and cookie.secure.value:
        parts.append("Secure")
    if cookie.http_only and cookie.http_only.value:
        parts.append("HttpOnly")
    if cookie.same_site in SAME_SITE:
        parts.append(f"SameSite={SAME_SITE[cookie.same_site]}")
    return "; ".join(parts)
