"""What an HTTP function returned → the answer sent, as the host makes it."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from multidict import CIMultiDict

from local.host.protos import RpcHttpCookie, TypedData

SAME_SITE = {
    RpcHttpCookie.SameSite.Lax: "lax",
    RpcHttpCookie.SameSite.Strict: "strict",
    RpcHttpCookie.SameSite.ExplicitNone: "none",
}
# The server counts and frames the body itself.
OWN_HEADERS = ("content-length", "transfer-encoding")


def answer(value: TypedData | None) -> web.Response:
    """Return 204 for None, 200 for a text, and what a HttpResponse says."""
    if value is None:
        return web.Response(status=204)
    if value.WhichOneof("data") != "http":
        body, content_type = _body(value)
        return web.Response(body=body, headers={"Content-Type": content_type})
    http = value.http
    headers: CIMultiDict[str] = CIMultiDict(
        (name, text) for name, text in http.headers.items() if name.lower() not in OWN_HEADERS
    )
    for cookie in http.cookies or ():
        headers.add("Set-Cookie", _cookie(cookie))
    if not all(text.isascii() for text in headers.values()):
        # Kestrel refuses such a header, and with it the answer.
        return web.Response(status=500)
    body, _ = _body(http.body)
    return web.Response(status=int(http.status_code), body=body, headers=headers)


def _body(value: TypedData | None) -> tuple[bytes, str]:
    kind = value.WhichOneof("data") if value else None
    if value is None or kind is None:
        return b"", "application/octet-stream"
    content = getattr(value, kind)
    if isinstance(content, bytes):
        return content, "application/octet-stream"
    return str(content).encode(), "application/json" if kind == "json" else "text/plain; charset=utf-8"


def _cookie(cookie: Any) -> str:
    parts = [f"{cookie.name}={cookie.value}"]
    if cookie.max_age:
        parts.append(f"max-age={cookie.max_age.value:g}")
    parts.append(f"domain={cookie.domain.value if cookie.domain else ''}")
    if cookie.path:
        parts.append(f"path={cookie.path.value}")
    if cookie.secure and cookie.secure.value:
        parts.append("secure")
    if cookie.same_site in SAME_SITE:
        parts.append(f"samesite={SAME_SITE[cookie.same_site]}")
    if cookie.http_only and cookie.http_only.value:
        parts.append("httponly")
    return "; ".join(parts)
