"""How a text may stand in a log, a record or a message: as it is, or encoded for URLs, JSON, HTML or base64."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote_plus

ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}")
_TOKEN = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
_ESCAPE = re.compile(r"\\+u([0-9a-fA-F]{4})")


def readings(place: str) -> str:
    """The text, and under it everything that can be read out of it by decoding: what a search is to look through."""
    return "\n".join(dict.fromkeys(_decoded(place)))


def stands_in(text: str, read: str) -> bool:
    """Whether `text` is in what `readings` gave, also as a part of something longer in base64."""
    return text in read or any(each in read for each in _base64(text))


def addresses(read: str) -> list[str]:
    """Email addresses in what `readings` gave."""
    return ADDRESS.findall(read)


def _decoded(place: str) -> Iterator[str]:
    yield place
    once = unquote_plus(place)
    yield once
    yield unquote_plus(once)
    yield html.unescape(place)
    unescaped = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), place)
    yield unescaped
    # Slashes and the like, escaped once or more.
    yield unescaped.replace("\\", "")
    for token in set(_TOKEN.findall(place)):
        data = token.rstrip("=").replace("-", "+").replace("_", "/")
        try:
            yield base64.b64decode(data + "=" * (-len(data) % 4)).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue


def _base64(text: str) -> Iterator[str]:
    """At each of the three places where it may begin; what depends on its neighbours is left out."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + text.encode()).decode().rstrip("=")
        inner = encoded[(0, 2, 3)[before] : -1]
        yield inner
        yield inner.replace("+", "-").replace("/", "_")
