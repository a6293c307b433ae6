"""A segment for people who choose one: columns with kinds, how many rows, what is wrong with it. No values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from shared.domain import Source
from shared.errors import AppError, SegmentInaccessible, SegmentUnreadable, SourceChanged, Transient
from shared.segments import part_schema
from shared.segments.catalog import Segment
from shared.segments.formats import csv_files, json_lines
from shared.segments.formats.text_streams import unpack_head
from shared.segments.inspect_parts import inspect, plain_piece, text_part
from shared.segments.part_schema import Column, Csv, JsonLines, Kind, Part
from shared.segments.tables.documents import Ranges, pieces, unreadable
from shared.segments.tables.entities import Piece

LOOKED_AT = 20
"""Parts of a segment that are looked at."""
HEAD_BYTES = 64 * 1024
GUESSED_FROM = 200
NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
TRUTH = re.compile(r"true|false|yes|no", re.IGNORECASE)


@dataclass(frozen=True)
class Description:
    """`rows` is None where it is unknown, an estimate unless `rows_exact`. `passing`: it may be another the next time,
    with the segment as it is.
    """

    columns: tuple[Column, ...] = ()
    rows: int | None = None
    rows_exact: bool = False
    problems: tuple[str, ...] = ()
    passing: bool = False


async def describe(container: Ranges, segment: Segment) -> Description:
    """What the segment's parts tell, of the first ones only where there are many. Whatever fails is its problem."""
    if segment.problem:
        return _with_problem(segment.error or SegmentUnreadable(segment.problem))
    try:
        return await _describe(container, segment)
    except AppError as error:
        return _with_problem(error)
    except Exception as error:  # noqa: BLE001  a problem of this segment, never of the list
        return _with_problem(unreadable(segment.name, error))


def _with_problem(error: AppError) -> Description:
    passing = isinstance(error, Transient | SegmentInaccessible | SourceChanged)
    return Description(
        problems=("The segment is being written; look again." if isinstance(error, SourceChanged) else str(error),),
        passing=passing,
    )


async def _describe(container: Ranges, segment: Segment) -> Description:
    if archived := next((blob.name for blob in segment.blobs if blob.archived), None):
        raise SegmentInaccessible.archived(archived)
    sources = [source for source in segment.parts if source.size]
    looked_at = sources[:1]
    about = await pieces(container, segment.sources)
    if sources and _is_parquet(sources[0], about):
        looked_at = sources[:LOOKED_AT]
    parts = [found for source in looked_at if (found := await _look(container, source, about.get(source.blob)))]
    if not parts:
        return Description(rows=0, rows_exact=len(looked_at) == len(sources), problems=("The segment is empty.",))
    return _summed(parts, [source.size for source in sources])


def _summed(parts: Sequence[tuple[Part, int | None, bool]], sizes: Sequence[int]) -> Description:
    columns = tuple({column.name: column for part, _, _ in parts for column in part.form.all_columns}.values())
    counts = [rows for _, rows, _ in parts if rows is not None]
    if len(counts) < len(parts):
        return Description(columns)
    all_exact = len(parts) == len(sizes) and all(exact for _, _, exact in parts)
    seen = sum(part.source.size for part, _, _ in parts)
    rows = sum(counts) if all_exact else round(sum(counts) * sum(sizes) / seen)
    return Description(columns, rows, all_exact)


def _is_parquet(source: Source, about: Mapping[str, Piece]) -> bool:
    return (about.get(source.blob) or plain_piece(source)).parquet


async def _look(container: Ranges, source: Source, piece: Piece | None) -> tuple[Part, int | None, bool] | None:
    """A part, its rows, and whether they were counted."""
    piece = piece or plain_piece(source)
    if piece.parquet:
        part = await inspect(container, source, piece)
        return (part, part.rows, True) if part else None
    head = await container.read_range(source.blob, 0, HEAD_BYTES, source.etag)
    if len(head) == HEAD_BYTES and b"\n" not in head and b"\r" not in head:
        # The first line is longer: look at as much as a run does.
        head = await container.read_range(source.blob, 0, part_schema.HEAD_BYTES, source.etag)
    part = text_part(head, source, piece)
    if part is None:
        return None
    whole = source.size <= len(head)
    match part.form:
        case Csv() as form:
            rows = csv_files.rows(head, source.blob, form, 1 << 30)
            if not piece.given.columns:
                guessed = guess(form.columns, rows[:GUESSED_FROM] if whole else rows[:-1][:GUESSED_FROM])
                part = replace(part, form=replace(form, columns=guessed))
            packed, count = form.compression, len(rows)
        case JsonLines() as form:
            packed, count = form.compression, len(json_lines.rows(head, source.blob, form))
        case _:
            return part, part.rows, part.rows is not None
    unpacked = len(unpack_head(head, source.blob, packed, 1 << 24)) if packed != "none" else len(head)
    whole = whole and unpacked < (1 << 20)
    if whole:
        return part, count, True
    # Of what was looked at, the last row is half a row.
    used = min(len(head), source.size) if unpacked < (1 << 20) or packed == "none" else len(head)
    return part, round(max(count - 1, 1) * source.size / max(used, 1)), False


def guess(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """The columns with the kinds that their values look like. What CSV holds is text all the same."""
    found = []
    for number, column in enumerate(columns):
        values = [row[number].strip() for row in rows if number < len(row)]
        found.append(replace(column, kind=_kind([value for value in values if value])))
    return tuple(found)


def _kind(values: Sequence[str]) -> Kind:
    tests: list[tuple[re.Pattern[str], Literal["boolean", "number", "date", "datetime"]]] = [
        (TRUTH, "boolean"),
        (NUMBER, "number"),
        (json_lines.DATE, "date"),
        (json_lines.DATETIME, "datetime"),
    ]
    for pattern, kind in tests:
        if values and all(pattern.fullmatch(value) for value in values):
            return kind
    return "string"
