"""Pages of lists: the query parameters that lists share, and the cursor that continues a list."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema

from shared.api.http import is_unicode
from shared.domain import Trigger
from shared.domain.base import INTEGRAL, Value
from shared.errors import Invalid, InvalidValue
from shared.texts import text

MAX_PAGE = 200
MAX_AGE_SECONDS = 300
DEFAULT_PAGE = 50
MAX_CURSOR_CHARACTERS = 4000

WITHOUT_USER = {
    "timer": Trigger.SCHEDULE,
    "storage event": Trigger.SEGMENT_UPDATED,
    "function key": Trigger.API_KEY,
}
"""How runs that no user started name what did, and their triggers."""
USER_ID = re.compile(rf"[A-Za-z0-9_-]{{1,128}}|{'|'.join(WITHOUT_USER)}")

type StorageCursor = dict[str, str]


def _read_limit(given: Any) -> int:
    value = int(given) if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) < 6 else 0
    if not 1 <= value <= MAX_PAGE:
        raise InvalidValue(text("field-between", least=1, most=MAX_PAGE))
    return value


def _read_seconds(given: Any) -> int:
    value = int(given) if isinstance(given, int) or (given.isascii() and given.isdigit() and len(given) < 6) else -1
    if not 0 <= value <= MAX_AGE_SECONDS:
        raise InvalidValue(text("field-between", least=0, most=MAX_AGE_SECONDS))
    return value


def _read_cursor(given: Any) -> StorageCursor:
    try:
        cursor = json.loads(
            base64.b64decode(str(given)[:MAX_CURSOR_CHARACTERS].encode("ascii"), altchars=b"-_", validate=True)
        )
    except (binascii.Error, ValueError, RecursionError):
        cursor = None
    if (
        not isinstance(cursor, dict)
        or cursor.keys() - {"PartitionKey", "RowKey"}
        or not all(isinstance(value, str) and is_unicode(value) for value in cursor.values())
    ):
        raise InvalidValue(text("cursor-invalid"))
    return cursor


def _read_time(given: Any) -> datetime:
    try:
        time = datetime.fromisoformat(given)
    except ValueError:
        time = datetime.min  # noqa: DTZ901  the bounds below refuse it
    if not 2000 <= time.year <= 2200:
        raise InvalidValue(text("field-time"))
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)


def _read_user(given: Any) -> str:
    # A URL must not name a user: logs and browsers keep it.
    if not (isinstance(given, str) and USER_ID.fullmatch(given)):
        raise InvalidValue(text("field-user-id"))
    return given


def _read_flag(given: Any) -> bool:
    if given not in ("true", "false"):
        raise InvalidValue(text("field-one-of", allowed=["true", "false"]))
    return bool(given == "true")


Limit = Annotated[
    int, BeforeValidator(_read_limit), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MAX_PAGE})
]
Seconds = Annotated[
    int, BeforeValidator(_read_seconds), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": MAX_AGE_SECONDS})
]
Cursor = Annotated[
    dict[str, str],
    BeforeValidator(_read_cursor),
    WithJsonSchema({"type": "string", "pattern": "^([A-Za-z0-9_-]+=*)?$"}),
    Field(description="`next_cursor` of the previous page."),
]
UserId = Annotated[
    str,
    BeforeValidator(_read_user),
    WithJsonSchema({"type": "string", "pattern": f"^({USER_ID.pattern})$", "examples": ["11112222-3333-4444-5555"]}),
]
Time = Annotated[datetime, BeforeValidator(_read_time)]
"""ISO 8601; without an offset, UTC."""
Flag = Annotated[bool, BeforeValidator(_read_flag)]


class NameQuery(BaseModel):
    """Query of a list by name."""

    name: str = Field("", description="Only objects whose name contains this, in upper or lower case.")
    limit: Limit | None = Field(None, description="The largest number of objects; left out: all.")
    cursor: Cursor | None = None


class PageQuery(BaseModel):
    """Query of a list in pages."""

    limit: Limit = Field(DEFAULT_PAGE, description="The largest number of entries.")
    cursor: Cursor | None = None


class PageBody(Value):
    """The page of a list whose search is in the body of a request."""

    limit: Annotated[int, INTEGRAL] = Field(
        DEFAULT_PAGE, ge=1, le=MAX_PAGE, description="The largest number of entries."
    )
    cursor: Cursor | None = None


class HistoryQuery(PageQuery):
    """Query of a list by time, newest first."""

    since: Time | None = Field(None, alias="from", description="Not before this time.")
    until: Time | None = Field(None, alias="to", description="Not after this time.")
    who: UserId | None = Field(
        None,
        description="The user, by id (`POST /api/users/search` finds it by name); `timer`, `storage event` or "
        "`function key` for what started without a user.",
    )


class Page(BaseModel):
    """A part of a list."""

    next_cursor: str | None = Field(description="`cursor` of the next page; null at the end.")


class CountedPage(Page):
    """A part of a list whose objects are counted."""

    total: int = Field(description="How many objects match the query on all pages together.", examples=[1])


@dataclass(frozen=True)
class NamePage[T]:
    """Some objects of a list by name, how many there are on all pages, and the cursor of the next page."""

    items: list[T]
    total: int
    next_cursor: str | None


def page_by_name[T](
    query: NameQuery,
    items: Iterable[T],
    name: Callable[[T], str],
    key: Callable[[T], str],
    *,
    descending: bool = False,
) -> NamePage[T]:
    """Return the objects that match a query, sorted by name, then key; without `limit` and `cursor`, all."""
    wanted = query.name.casefold()
    named = ((name(item).casefold(), key(item), item) for item in items)
    found = sorted((each for each in named if wanted in each[0]), key=lambda each: each[:2], reverse=descending)
    total = len(found)
    if query.cursor:
        after = (query.cursor.get("PartitionKey", ""), query.cursor.get("RowKey", ""))
        found = [each for each in found if (each[:2] < after if descending else each[:2] > after)]
    limit = query.limit or (DEFAULT_PAGE if query.cursor else len(found))
    last = {"PartitionKey": found[limit - 1][0], "RowKey": found[limit - 1][1]} if len(found) > limit else None
    return NamePage([item for _, _, item in found[:limit]], total, cursor_text(last))


def cursor_text(cursor: StorageCursor | None) -> str | None:
    """Return the text of a cursor, as `cursor` accepts it."""
    return base64.urlsafe_b64encode(json.dumps(cursor).encode()).decode() if cursor else None


def row_cursor(number: int) -> str | None:
    """Return the cursor of a page that begins with the entry of this number."""
    return cursor_text({"RowKey": str(number)})


def row_number(cursor: StorageCursor | None) -> int:
    """Return the number of the entry that a page begins with. Raises Invalid."""
    number = (cursor or {}).get("RowKey", "0")
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        raise Invalid(text("cursor-invalid"), field="cursor")
    return int(number)
