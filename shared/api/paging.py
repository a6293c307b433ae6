"""Query parameters that lists have in common: how many, from where on, between which times."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from shared.api.http import Request, is_unicode
from shared.errors import Invalid

MAX_PAGE = 200
MAX_CURSOR_CHARACTERS = 4000
DEFAULT_PAGE = 50


@dataclass(frozen=True)
class Listed[T]:
    """Some of a list, and the cursor that asks for what follows."""

    items: list[T]
    next_cursor: str | None


@dataclass(frozen=True)
class Page:
    """`since` and `until` are included; None is without bound."""

    limit: int
    cursor: dict[str, str] | None
    since: datetime | None
    until: datetime | None


def page_of(request: Request) -> Page:
    """`?limit=`, `?cursor=`, `?from=`, `?to=` (ISO 8601; without an offset, UTC). Raises Invalid, naming the one."""
    query = request.query
    text = query.get("limit", str(DEFAULT_PAGE))
    limit = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    if not 1 <= limit <= MAX_PAGE:
        raise Invalid(f"limit must be a number between 1 and {MAX_PAGE}.", field="limit")
    return Page(limit, _cursor(query.get("cursor")), _time(query, "from"), _time(query, "to"))


def listed[T](request: Request, items: Iterable[T], name: Callable[[T], str], key: Callable[[T], str]) -> Listed[T]:
    """Things by name: those that `?name=` is part of, from `?cursor=` on, `?limit=` of them (all, if left out).

    Raises Invalid, naming the parameter.
    """
    wanted = request.query.get("name", "").casefold()
    found = sorted((name(item).casefold(), key(item), item) for item in items if wanted in name(item).casefold())
    if cursor := _cursor(request.query.get("cursor")):
        after = (cursor.get("PartitionKey", ""), cursor.get("RowKey", ""))
        found = [each for each in found if each[:2] > after]
    limit = page_of(request).limit if {"limit", "cursor"} & request.query.keys() else len(found)
    last = {"PartitionKey": found[limit - 1][0], "RowKey": found[limit - 1][1]} if len(found) > limit else None
    return Listed([item for _, _, item in found[:limit]], cursor_text(last))


def cursor_text(following: dict[str, str] | None) -> str | None:
    """What `?cursor=` takes to go on."""
    return base64.urlsafe_b64encode(json.dumps(following).encode()).decode() if following else None


def _cursor(text: str | None) -> dict[str, str] | None:
    if text is None:
        return None
    try:
        cursor = json.loads(
            base64.b64decode(text[:MAX_CURSOR_CHARACTERS].encode("ascii"), altchars=b"-_", validate=True)
        )
    except (binascii.Error, ValueError, RecursionError):
        cursor = None
    if (
        not isinstance(cursor, dict)
        or cursor.keys() - {"PartitionKey", "RowKey"}
        or not all(isinstance(value, str) and is_unicode(value) for value in cursor.values())
    ):
        raise Invalid("cursor is not one that this API gave.", field="cursor")
    return cursor


def _time(query: Mapping[str, str], name: str) -> datetime | None:
    text = query.get(name)
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = datetime.min  # noqa: DTZ901  the bounds below refuse it
    if not 2000 <= moment.year <= 2200:
        raise Invalid(f"{name} must be a time such as 2026-11-21T06:00:00Z.", field=name)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
