"""The console's files (shared/console), for anybody who asks: they hold no data, and the API asks who it is.

`index.html` answers every address of the page. Everything else lies below `/assets/<version>/`, where the version is a
hash of all files: a browser may keep what it got for ever, and a page that was loaded before an upgrade gets 404
instead of a mixture. Modules and style sheets go out as one file each.
"""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from shared.api.http import Request, Response
from shared.console.bundle import joined

FOLDER = Path(__file__).parent
INDEX = "index.html"
START = "app/main.js"
STYLES = tuple(f"styles/{name}.css" for name in ("tokens", "base", "parts", "pages"))
"""In this order: a later one overrides."""

PAGES = frozenset({"", "connections", "exports", "runs", "segments", "audit", "settings"})
"""First steps of the page's own addresses."""

NOT_OURS = frozenset({"api", "admin", "runtime", ".auth"})
"""First steps that belong to the API and the platform, whatever the method."""

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".ftl": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


@dataclass(frozen=True)
class File:
    """A file as it is sent."""

    body: bytes
    kind: str
    etag: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "etag", f'"{hashlib.sha256(self.body).hexdigest()[:24]}"')

    @cached_property
    def zipped(self) -> bytes:
        """Compressed once a process."""
        return gzip.compress(self.body, 9, mtime=0)


@dataclass(frozen=True)
class Site:
    """All files. `version` is a hash of their names and bytes."""

    version: str
    index: File
    assets: dict[str, File]


@cache
def site(folder: Path = FOLDER) -> Site:
    """Read once a process."""
    contents = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.suffix in TYPES
    }
    digest = hashlib.sha256()
    for name, body in contents.items():
        digest.update(f"{name}\n{len(body)}\n".encode() + body)
    version = digest.hexdigest()[:16]
    index = contents.pop(INDEX).decode().replace("{{assets}}", f"/assets/{version}")
    modules = {name: contents.pop(name).decode() for name in list(contents) if name.endswith(".js")}
    styles = [contents.pop(name) for name in STYLES]
    contents |= {"console.js": joined(modules, START).encode(), "console.css": b"".join(styles)}
    assets = {f"assets/{version}/{name}": File(body, TYPES[Path(name).suffix]) for name, body in contents.items()}
    return Site(version, File(index.encode(), TYPES[".html"]), assets)


def serve(request: Request) -> Response:
    """GET or HEAD of any address that is not the API's."""
    path = request.path.removeprefix("/")
    first = path.partition("/")[0].lower()
    if first == "api":
        # Only HEAD comes here: every other method is the API's own.
        return Response(405, headers={"Allow": "DELETE, GET, PATCH, POST, PUT"} | HEADERS)
    if first in NOT_OURS:
        return Response(404, headers=HEADERS)
    files = site()
    if first == "assets":
        found = files.assets.get(path)
        return _send(request, found, FOR_EVER) if found else Response(404, headers=HEADERS)
    # The page says itself, in the reader's language, that nothing is at an unknown address.
    return _send(request, files.index, ASK_AGAIN, status=200 if first in PAGES else 404)


def _send(request: Request, file: File, keep: str, *, status: int = 200) -> Response:
    headers = HEADERS | {"ETag": file.etag, "Cache-Control": keep, "Vary": "Accept-Encoding"}
    if status == 200 and file.etag in request.headers.get("if-none-match", ""):
        return Response(304, headers=headers)
    headers |= {"Content-Type": file.kind}
    body = file.body
    if _takes_gzip(request.headers.get("accept-encoding", "")):
        body = file.zipped
        headers |= {"Content-Encoding": "gzip"}
    return Response(status, b"" if request.method == "HEAD" else body, headers)


def _takes_gzip(accepted: str) -> bool:
    for offer in accepted.lower().split(","):
        name, _, weight = offer.partition(";")
        if name.strip() in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
