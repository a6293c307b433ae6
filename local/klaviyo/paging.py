"""page[size], page[cursor] and links, as in the guide "API overview", pagination.

A cursor is opaque to clients: base64 of a position. `links.next` is an absolute URL that repeats the query.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from local.klaviyo.errors import bad_request

_MARK = "next::position::"


@dataclass(frozen=True, slots=True)
class Paging:
    """What a request asks of a page. `after` is None on the first page."""

    size: int
    after: int | None
    self_url: str
    query: Mapping[str, str]

    @classmethod
    def of(cls, query: Mapping[str, str], base_url: str, *, default: int = 20, maximum: int = 100) -> Paging:
        """`base_url` has no query; raises Refused (400) naming the parameter."""
        text = query.get("page[size]")
        size = default
        if text is not None:
            if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= maximum:
                detail = f"Page size must be an integer between 1 and {maximum}."
                raise bad_request(detail, parameter="page[size]")
            size = int(text)
        return cls(size, _position(query.get("page[cursor]")), base_url, query)

    def links(self, following: int | None) -> dict[str, str]:
        """CollectionLinks; `next` only where there is a next page (the schema has no null there)."""
        links = {"self": self._url(self.query)}
        if following is not None:
            cursor = base64.urlsafe_b64encode(f"{_MARK}{following}".encode()).decode()
            links["next"] = self._url({**self.query, "page[cursor]": cursor})
        return links

    def cut[Item](self, items: Sequence[Item]) -> tuple[Sequence[Item], int | None]:
        """A page of items whose order does not change, by offset."""
        start = self.after or 0
        page = items[start : start + self.size]
        return page, start + self.size if start + self.size < len(items) else None

    def _url(self, query: Mapping[str, str]) -> str:
        return f"{self.self_url}?{urlencode(query)}" if query else self.self_url


def _position(cursor: str | None) -> int | None:
    if not cursor:
        return None
    try:
        text = base64.urlsafe_b64decode(cursor).decode()
        if text.startswith(_MARK):
            return int(text.removeprefix(_MARK))
    except (binascii.Error, ValueError):
        pass
    raise bad_request("Invalid page cursor.", parameter="page[cursor]")


def sort_of(query: Mapping[str, str], allowed: Sequence[str], default: str) -> tuple[str, bool]:
    """The field to sort by and whether backwards; raises Refused (400, parameter `sort`)."""
    text = query.get("sort") or default
    name = text.removeprefix("-")
    if name not in allowed:
        raise bad_request(f"Invalid sort field: {text}", parameter="sort")
    return name, text.startswith("-")


def sparse(attributes: dict[str, Any], fields: str | None) -> dict[str, Any]:
    """Only the attributes named by `fields[type]`; `a.b` keeps b of a."""
    if not fields:
        return attributes
    kept: dict[str, Any] = {}
    for name in fields.split(","):
        head, _, rest = name.strip().partition(".")
        if head not in attributes:
            continue
        value = attributes[head]
        if rest and isinstance(value, dict):
            kept[head] = {**kept.get(head, {}), **sparse(value, rest)}
        else:
            kept[head] = value
    return kept
