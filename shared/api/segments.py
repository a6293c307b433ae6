"""/api/segments: what lies in storage."""

from __future__ import annotations

import csv
import io
import re
import zlib
from collections.abc import Sequence
from typing import Any

from shared.api.auth import Principal
from shared.api.http import Request, Response, answer
from shared.domain.export import SEGMENT_PATTERN
from shared.domain.suggest import suggest
from shared.errors import AppError, NotFound, SegmentNotFound
from shared.runs.context import Context
from shared.segments.catalog import Segment, all_segments, find
from shared.segments.csvfile import HEAD_BYTES, inspect

SAMPLE_ROWS = 5
SEGMENT_NAME = re.compile(SEGMENT_PATTERN)


async def list_segments(context: Context, request: Request, who: Principal) -> Response:
    """Every segment, by name."""
    return answer({"segments": [_summary(segment) for segment in await all_segments(context.segments)]})


async def read_segment(context: Context, request: Request, who: Principal, name: str) -> Response:
    """One segment with its columns, a few rows, and an estimate of how many there are."""
    if not SEGMENT_NAME.fullmatch(name):
        raise NotFound("No segment has such a name.")
    try:
        segment = await find(context.segments, name)
    except SegmentNotFound as error:
        raise NotFound(str(error)) from None
    shown = _summary(segment) | {"columns": [], "sample": [], "rows": 0, "rows_exact": False, "problems": []}
    shown |= {"suggestion": None}
    part = max(segment.parts, key=lambda p: p.size)
    try:
        head = await context.segments.read_head(part.blob, HEAD_BYTES, part.etag) if part.size else b""
        layout = inspect(head, part.blob, compressed=segment.format == "csv.gz")
    except AppError as error:
        return answer(shown | {"problems": [str(error)]})
    if layout is None:
        return answer(shown | {"problems": ["The segment is empty."], "rows_exact": True})
    text = _text(head, compressed=segment.format == "csv.gz")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=layout.delimiter))[layout.skip + 1 :]
    whole = len(segment.parts) == 1 and part.size <= len(head) and segment.format == "csv"
    if not whole:
        # The last row of a cut text is half a row.
        rows = rows[:-1]
    read = len(text.encode()) * (len(head) / max(len(text.encode()), 1) if segment.format == "csv.gz" else 1)
    estimate = len(rows) if whole else round(len(rows) * segment.size / max(read, 1))
    sample = [dict(zip(layout.columns, row, strict=False)) for row in rows[:SAMPLE_ROWS]]
    return answer(
        shown
        | {"columns": list(layout.columns), "sample": sample, "rows": estimate, "rows_exact": whole}
        | {"suggestion": suggestion(layout.columns)}
    )


def suggestion(columns: Sequence[str]) -> dict[str, Any] | None:
    """The data matching that the names of the columns suggest, as an export takes it; None without an e-mail column."""
    found = suggest(columns)
    return None if found is None else found.model_dump(mode="json", exclude_none=True, exclude_defaults=True)


def _summary(segment: Segment) -> dict[str, Any]:
    return {
        "name": segment.name,
        "format": segment.format,
        "parts": len(segment.parts),
        "size": segment.size,
        "updated": segment.updated.isoformat(),
    }


def _text(head: bytes, *, compressed: bool) -> str:
    data = zlib.decompressobj(wbits=31).decompress(head, HEAD_BYTES) if compressed else head
    return data.decode("utf-8-sig", "replace")
