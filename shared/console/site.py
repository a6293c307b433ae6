"""Serves the console to everyone: its files hold no data, and the API checks who calls it.

The files are those of `dist/`, as `tools/build_console.mjs` writes them, with gzip and Brotli forms of those whose
format is not compressed. Names
below `assets/` have a content hash, so browsers may keep them for good. `index.html` answers every address of the page
and is always revalidated: a page loaded before an upgrade gets 404 for assets that are gone, and then reloads.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shared.api.http import Request, Response, choose_encoding

DIST = Path(__file__).parent / "dist"
INDEX = "index.html"

PAGES = frozenset({"", "connections", "define-segment", "exports", "people", "runs", "segments", "audit", "settings"})
"""First path segments of the page's own addresses."""

RESERVED = frozenset({"api", "admin", "runtime", ".auth"})
"""First path segments that belong to the API and the platform, for every method."""

HELP = "help"
"""First path segment of the documentation: `/help/mapping` is the page of docs/mapping.md."""

HELP_FILE = re.compile(r"help(?:/[a-z0-9-]+)*(?:\.(?:png|svg))?")

ENCODINGS = {"br": ".br", "gzip": ".gz"}
"""Content encoding → suffix of the compressed file, the smallest first."""

CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".ftl": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
    ".png": "image/png",
}
POLICY = (
    "default-src 'none'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Content security policy; a page adds the hash of its own styles, or allows those of the app."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"


@dataclass(frozen=True)
class File:
    """A file of the page, with its compressed forms by content encoding."""

    body: bytes
    encoded: dict[str, bytes]
    content_type: str
    cache_control: str
    etag: str
    policy: str


@cache
def load_files(dist: Path = DIST) -> dict[str, File]:
    """Return the files of `dist` by their path in it, read once a process; without those of the documentation.

    Raises FileNotFoundError if the console is not built.
    """
    if not (dist / INDEX).is_file():
        raise FileNotFoundError(f"The console is not built: {dist / INDEX} is missing. Run: make console")
    return {
        path.relative_to(dist).as_posix(): _load(path, immutable=path.relative_to(dist).parts[0] == "assets")
        for path in sorted(dist.rglob("*"))
        if path.suffix in CONTENT_TYPES and path.relative_to(dist).parts[0] != HELP
    }


def load_help(path: str, dist: Path = DIST) -> File | None:
    """Return the file of the documentation at an address such as `help/mapping`, or None."""
    if not HELP_FILE.fullmatch(path):
        return None
    name = f"{HELP}/index" if path == HELP else path
    file = dist / (name if "." in name else f"{name}.html")
    return _load_once(file) if file.is_file() else None


@cache
def _load_once(path: Path) -> File:
    return _load(path, immutable=False)


def _load(path: Path, *, immutable: bool) -> File:
    body = path.read_bytes()
    is_page = path.suffix == ".html"
    styles = re.findall(rb"<style>(.*?)</style>", body, re.DOTALL)
    return File(
        body,
        {name: form.read_bytes() for name, form in _forms(path).items() if form.is_file()},
        CONTENT_TYPES[path.suffix],
        IMMUTABLE if immutable else REVALIDATE,
        f'"{hashlib.sha256(body).hexdigest()[:24]}"',
        POLICY + f"; style-src {' '.join(f"'{_hash(style)}'" for style in styles) or "'self'"}" if is_page else POLICY,
    )


def _forms(path: Path) -> dict[str, Path]:
    return {name: path.with_name(path.name + suffix) for name, suffix in ENCODINGS.items()}


def _hash(style: bytes) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(style).digest()).decode()}"


def serve(request: Request) -> Response:
    """Answer GET or HEAD of any address that is not the API's."""
    path = request.path.removeprefix("/")
    first = path.partition("/")[0].lower()
    if first == "api":
        # Only HEAD arrives here: every other method is the API's own.
        return Response(405, headers={"Allow": "DELETE, GET, PATCH, POST, PUT"} | HEADERS)
    if first in RESERVED:
        return Response(404, headers=HEADERS)
    if first == HELP and (found := load_help(path.removesuffix("/"))):
        return _send(request, found)
    files = load_files()
    if path != INDEX and (file := files.get(path)):
        return _send(request, file)
    if first == "assets":
        return Response(404, headers=HEADERS)
    # For an unknown address the page itself says so, in the user's language.
    return _send(request, files[INDEX], status=200 if first in PAGES else 404)


def _send(request: Request, file: File, *, status: int = 200) -> Response:
    headers = HEADERS | {
        "Content-Security-Policy": file.policy,
        "ETag": file.etag,
        "Cache-Control": file.cache_control,
        "Vary": "Accept-Encoding",
    }
    if status == 200 and file.etag in request.headers.get("if-none-match", ""):
        return Response(304, headers=headers)
    headers |= {"Content-Type": file.content_type}
    encoding = choose_encoding(request, ENCODINGS) if file.encoded else None
    if encoding:
        headers |= {"Content-Encoding": encoding}
    body = file.encoded[encoding] if encoding else file.body
    return Response(status, b"" if request.method == "HEAD" else body, headers)
