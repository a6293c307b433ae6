"""/api/segments: what lies in storage."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from shared.api.auth import Principal
from shared.api.http import Request, Response, answer
from shared.api.paging import listed
from shared.context import Context
from shared.domain.export import UNUSABLE_NAME
from shared.domain.suggested_mapping import suggest
from shared.errors import AppError, NotFound, SegmentNotFound
from shared.runs.segment_details import catalogue
from shared.segments.catalog import Segment, all_segments, find_any
from shared.segments.inspect_parts import inspect_all
from shared.segments.summary import Summary, summarize
from shared.segments.tables.documents import unexpected_failure

SAMPLE_ROWS = 20
EXAMPLES = 3
EXAMPLE_LENGTH = 100

type Sample = list[dict[str, str | None]]


async def list_segments(context: Context, request: Request, who: Principal) -> Response:
    """By name; `?name=` keeps those that it is part of. No values: whoever may only look sees this too."""
    every = await all_segments(context.segments)
    page = listed(request, every, lambda segment: segment.name, lambda segment: segment.name)
    found = await catalogue(context, every, page.items)
    shown = [_shown(segment, description, []) for segment, description in found]
    return answer({"segments": shown, "next_cursor": page.next_cursor})


async def read_segment(context: Context, request: Request, who: Principal, name: str) -> Response:
    """One segment with examples, a few rows, and the data matching that its columns suggest."""
    if not name.isprintable():
        raise NotFound(f"No segment has such a name: {UNUSABLE_NAME}.")
    try:
        segment = await find_any(context.segments, name)
    except SegmentNotFound as error:
        raise NotFound(str(error)) from None
    found = await summarize(context.segments, segment)
    sample: Sample = []
    problems: list[str] = []
    if found.columns and not found.problems:
        try:
            sample = await _sample(context, segment)
        except AppError as error:
            problems.append(str(error))
        except Exception as error:  # noqa: BLE001  a problem of this segment
            problems.append(str(unexpected_failure(name, error)))
    shown = _shown(segment, found, sample)
    return answer(
        shown
        | {"problems": [*shown["problems"], *problems], "sample": sample}
        | {"suggestion": suggestion([column.name for column in found.columns], sample)}
    )


async def _sample(context: Context, segment: Segment) -> Sample:
    # Imported late: it needs DuckDB, which takes its time to load.
    from shared.planning.sample import sample

    largest = max(segment.parts, key=lambda part: part.size)
    parts = [part for part in await inspect_all(context.segments, segment.sources) if part.source == largest]
    return await asyncio.to_thread(lambda: sample(context.open_files([p.source for p in parts]), parts, SAMPLE_ROWS))


def suggestion(columns: Sequence[str], sample: Sample) -> dict[str, Any] | None:
    """The data matching that names and values of the columns suggest, as an export takes it; None without an e-mail
    column.
    """
    examples = {column: [value for row in sample if (value := row.get(column)) and value.strip()] for column in columns}
    found = suggest(columns, examples)
    return None if found is None else found.model_dump(mode="json", exclude_none=True, exclude_defaults=True)


def _shown(segment: Segment, found: Summary, sample: Sample) -> dict[str, Any]:
    return {
        "name": segment.name,
        "kind": segment.kind,
        "parts": len(segment.parts),
        "size": segment.size,
        "updated": segment.updated.isoformat(),
        "rows": found.rows,
        "rows_exact": found.rows_exact,
        "columns": [
            {"name": column.name, "type": column.kind, "examples": _examples(column.name, sample)}
            for column in found.columns
        ],
        "problems": list(found.problems),
    }


def _examples(column: str, sample: Sample) -> list[str]:
    """The first different values."""
    values = dict.fromkeys(value[:EXAMPLE_LENGTH] for row in sample if (value := row.get(column)) and value.strip())
    return list(values)[:EXAMPLES]
