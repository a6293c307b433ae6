"""JSON Lines: one object a line. The columns are the keys of the objects in the first bytes of the file."""

from __future__ import annotations

import json
import re
from typing import Any

from shared.errors import SegmentUnreadable
from shared.segments.formats.encodings import choose_encoding
from shared.segments.formats.text_streams import BOM, unpack_head
from shared.segments.part_schema import (
    HEAD_BYTES,
    MAX_COLUMNS,
    Column,
    Compression,
    Encoding,
    JsonLines,
    Kind,
    RowSample,
)
from shared.texts import text

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
DATETIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*")


def inspect_json_lines(
    head: bytes, blob: str, compression: Compression = "none", declared: Encoding | None = None
) -> JsonLines | None:
    """Return the columns by a blob's first bytes, whose encoding may be declared; None if it is empty.

    Raises SegmentUnreadable if no line of them is a JSON object.
    """
    head = unpack_head(head, blob, compression, HEAD_BYTES)
    encoding, guessed = choose_encoding(head, blob, declared)
    encoding = "utf-8-sig" if head.startswith(BOM) else encoding
    decoded = head.decode(encoding, "replace").removeprefix("\ufeff")
    if not decoded.strip():
        return None
    found = _objects(decoded)
    if "\n" not in decoded and len(_objects(decoded.replace("\r", "\n"))) > len(found):
        raise SegmentUnreadable(text("json-lines-cr", blob=blob))
    if not found and len(head) >= HEAD_BYTES and "\n" not in decoded:
        raise SegmentUnreadable(text("json-first-line-long", blob=blob, limit=HEAD_BYTES // (1024 * 1024)))
    if not found or _is_array(decoded):
        if decoded.lstrip()[:1] in ("[", "{"):
            raise SegmentUnreadable(text("json-not-lines", blob=blob))
        raise SegmentUnreadable(text("json-no-object", blob=blob))
    kinds = _kinds(found)
    if len(kinds) > MAX_COLUMNS:
        raise SegmentUnreadable(text("too-many-columns", blob=blob, columns=len(kinds), limit=MAX_COLUMNS))
    columns = tuple(Column(name, kind or "string") for name, kind in kinds.items())
    return JsonLines(columns, encoding=encoding, compression=compression, guessed=guessed)


def _kinds(rows: list[dict[str, Any]]) -> dict[str, Kind | None]:
    """Return the kind of each column: that of its values, string if they differ, None if all are null."""
    kinds: dict[str, Kind | None] = {}
    for row in rows:
        for name, value in row.items():
            kind = json_kind(value)
            known = kinds.setdefault(name, kind)
            if kind is not None and known is not None and kind != known:
                kinds[name] = "string"
            elif known is None:
                kinds[name] = kind
    return kinds


def read_first_objects(head: bytes, blob: str, form: JsonLines) -> list[dict[str, Any]]:
    """Return the objects in the first bytes of a blob. Lines that are not objects, or are incomplete, are skipped."""
    head = unpack_head(head, blob, form.compression, HEAD_BYTES)
    return _objects(head.decode(form.encoding, "replace").removeprefix("\ufeff"))


def sample_rows(head: bytes, blob: str, form: JsonLines, most: int) -> RowSample:
    """Measure the first rows: of the columns, their values alone."""
    head = unpack_head(head, blob, form.compression, HEAD_BYTES)
    lines = head.decode(form.encoding, "replace").removeprefix("\ufeff").split("\n", most)[:-1]
    sizes = dict.fromkeys((column.name for column in form.columns), 0)
    rows = _objects("\n".join(lines))
    for row in rows:
        for name, value in row.items():
            sizes[name] += len(json.dumps(value, ensure_ascii=False).encode(errors="replace"))
    return RowSample(len(rows), sum(len(line.encode(errors="replace")) + 1 for line in lines), sizes)


def _is_array(decoded: str) -> bool:
    """Tell whether the text is a JSON array, also if some of its lines are objects."""
    return re.match(r"\s*\[\s*[{\n]", decoded) is not None


def _objects(decoded: str) -> list[dict[str, Any]]:
    found = []
    for line in decoded.split("\n"):
        try:
            value = json.loads(line) if line.strip() else None
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            found.append(value)
    return found


def json_kind(value: object) -> Kind | None:
    """Return the kind of a JSON value; None if it is null. An object is text."""
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
