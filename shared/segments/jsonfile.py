"""JSON Lines: one object a line. Its columns are the keys of the objects in the first part of the file."""

from __future__ import annotations

import json
import re
from typing import Any

from shared.errors import SegmentUnreadable
from shared.segments.csvfile import encoding_of
from shared.segments.layout import HEAD_BYTES, MAX_COLUMNS, Column, Compression, Encoding, JsonLines, Kind
from shared.segments.text import BOM, unpack_head

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
DATETIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*")


def inspect(head: bytes, blob: str, compression: Compression = "none") -> JsonLines | None:
    """The columns from the first bytes of a blob; None where it is empty.

    Raises SegmentUnreadable where no line of them is a JSON object.
    """
    text, encoding = _text(head, blob, compression)
    if not text.strip():
        return None
    found = rows(head, blob, compression)
    if not found:
        raise SegmentUnreadable(
            f"No line at the beginning of {blob} is a JSON object. JSON Lines have one object a line, in UTF-8."
        )
    kinds: dict[str, Kind | None] = {}
    for row in found:
        for name, value in row.items():
            kind = kind_of(value)
            known = kinds.setdefault(name, kind)
            if kind is not None and known is not None and kind != known:
                kinds[name] = "string"
            elif known is None:
                kinds[name] = kind
    if len(kinds) > MAX_COLUMNS:
        raise SegmentUnreadable(f"{blob} has {len(kinds)} columns; at most {MAX_COLUMNS} are read.")
    return JsonLines(tuple(Column(name, kind or "string") for name, kind in kinds.items()), encoding, compression)


def rows(head: bytes, blob: str, compression: Compression = "none") -> list[dict[str, Any]]:
    """The objects in the first bytes of a blob. Lines that are none, or are cut off with the head, are passed over."""
    text, _ = _text(head, blob, compression)
    found = []
    for line in text.split("\n"):
        try:
            value = json.loads(line) if line.strip() else None
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            found.append(value)
    return found


def _text(head: bytes, blob: str, compression: Compression) -> tuple[str, Encoding]:
    head = unpack_head(head, blob, compression, HEAD_BYTES)
    encoding: Encoding = "utf-8-sig" if head.startswith(BOM) else encoding_of(head)
    return head.decode(encoding, "replace").removeprefix("\ufeff"), encoding


def kind_of(value: object) -> Kind | None:
    """The kind of a JSON value; None where it is null. An object is kept as text."""
    match value:
        case None:
            return None
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case list():
            return "list"
        case str() if DATE.fullmatch(value):
            return "date"
        case str() if DATETIME.fullmatch(value):
            return "datetime"
        case _:
            return "string"
