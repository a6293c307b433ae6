"""The summary of a segment for the list of segments: columns with kinds, number of rows, problems. No values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from shared.domain import Source
from shared.errors import AppError, SegmentInaccessible, SegmentUnreadable, SourceChanged, Transient
from shared.segments import part_schema
from shared.segments.blob_names import file_kind
from shared.segments.catalog import Segment
from shared.segments.formats import csv_files, json_lines
from shared.segments.formats.text_streams import unpack_head
from shared.segments.inspect_parts import declared_files, inspect_part, inspect_sheet, inspect_text, undeclared_file
from shared.segments.part_schema import Column, Csv, Form, JsonLines, Kind, Part
from shared.segments.tables.documents import RangeReader, unexpected_failure
from shared.segments.tables.table_files import TableFile
from shared.texts import Text, text

INSPECTED_PARTS = 20
"""Parts of a segment that are read, at most."""
HEAD_BYTES = 64 * 1024
SegmentStatus = Literal["ready", "empty", "problems"]
GUESSED_FROM = 200
NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
TRUTH = re.compile(r"true|false|yes|no", re.IGNORECASE)


class _Inspected(NamedTuple):
    """A part with its number of rows, which is an estimate unless `exact`."""

    part: Part
    rows: int | None
    exact: bool


@dataclass(frozen=True)
class Summary:
    """What is in a segment. `rows` is None if unknown, an estimate unless `rows_exact`.

    `temporary`: the next summary of the same blobs may differ, so it must not be cached. `form` is of the first part.
    """

    columns: tuple[Column, ...] = ()
    rows: int | None = None
    rows_exact: bool = False
    problems: tuple[Text, ...] = ()
    temporary: bool = False
    form: Form | None = None

    @property
    def status(self) -> SegmentStatus | None:
        """What a user should know before choosing the segment; None if it was not inspected yet."""
        codes = {problem.code for problem in self.problems}
        if "not-inspected-yet" in codes:
            return None
        if codes - {"segment-empty"}:
            return "problems"
        return "empty" if codes or self.rows == 0 else "ready"


async def summarize(container: RangeReader, segment: Segment) -> Summary:
    """Return the summary of a segment by its first parts. Every failure is a problem in it; raises nothing."""
    if segment.problem:
        return _with_problem(segment.error or SegmentUnreadable(segment.problem))
    try:
        return await _summarize(container, segment)
    except AppError as error:
        return _with_problem(error)
    except Exception as error:  # noqa: BLE001  a problem of this segment, never of the list
        return _with_problem(unexpected_failure(segment.name, error))


def _with_problem(error: AppError) -> Summary:
    temporary = isinstance(error, Transient | SegmentInaccessible | SourceChanged)
    problem = text("segment-being-written") if isinstance(error, SourceChanged) else error.cause
    return Summary(
        problems=(problem,),
        temporary=temporary,
    )


async def _summarize(container: RangeReader, segment: Segment) -> Summary:
    if archived := next((blob.name for blob in segment.blobs if blob.archived), None):
        raise SegmentInaccessible.archived(archived)
    sources = [source for source in segment.parts if source.size]
    inspected = sources[:1]
    files = await declared_files(container, segment.sources)
    if sources and _is_parquet(sources[0], files):
        inspected = sources[:INSPECTED_PARTS]
    parts = [found for source in inspected if (found := await _inspect(container, source, files.get(source.blob)))]
    if not parts:
        return Summary(rows=0, rows_exact=len(inspected) == len(sources), problems=(text("segment-empty"),))
    return _combine(parts, [source.size for source in sources])


def _combine(parts: Sequence[_Inspected], sizes: Sequence[int]) -> Summary:
    columns = tuple({column.name: column for one in parts for column in one.part.form.all_columns}.values())
    counts = [one.rows for one in parts if one.rows is not None]
    if len(counts) < len(parts):
        return Summary(columns, form=parts[0].part.form)
    all_exact = len(parts) == len(sizes) and all(one.exact for one in parts)
    seen = sum(one.part.source.size for one in parts)
    rows = sum(counts) if all_exact else round(sum(counts) * sum(sizes) / seen)
    return Summary(columns, rows, all_exact, form=parts[0].part.form)


def _is_parquet(source: Source, files: Mapping[str, TableFile]) -> bool:
    return (files.get(source.blob) or undeclared_file(source)).parquet


async def _inspect(container: RangeReader, source: Source, file: TableFile | None) -> _Inspected | None:
    file = file or undeclared_file(source)
    if file.parquet:
        part = await inspect_part(container, source, file)
        return _Inspected(part, part.rows, exact=True) if part else None
    if file_kind(source.blob) == "xlsx":
        sheet = await inspect_sheet(container, source, file)
        return _Inspected(sheet[0], sheet[1].rows, exact=sheet[1].exact) if sheet else None
    head = await container.read_range(source.blob, 0, HEAD_BYTES, source.etag)
    if len(head) == HEAD_BYTES and b"\n" not in head and b"\r" not in head:
        # The first line is longer: read as much as a run does.
        head = await container.read_range(source.blob, 0, part_schema.HEAD_BYTES, source.etag)
    part = inspect_text(head, source, file)
    if part is None:
        return None
    whole = source.size <= len(head)
    match part.form:
        case Csv() as form:
            rows = csv_files.read_first_rows(head, source.blob, form, 1 << 30)
            if not file.declared.columns:
                guessed = guess_kinds(form.columns, rows[:GUESSED_FROM] if whole else rows[:-1][:GUESSED_FROM])
                part = replace(part, form=replace(form, columns=guessed))
            compression, count = form.compression, len(rows)
        case JsonLines() as form:
            compression, count = form.compression, len(json_lines.read_first_objects(head, source.blob, form))
        case _:
            return _Inspected(part, part.rows, exact=part.rows is not None)
    unpacked = len(unpack_head(head, source.blob, compression, 1 << 24)) if compression != "none" else len(head)
    whole = whole and unpacked < (1 << 20)
    if whole:
        return _Inspected(part, count, exact=True)
    # The last row of the head is incomplete.
    used = min(len(head), source.size) if unpacked < (1 << 20) or compression == "none" else len(head)
    return _Inspected(part, round(max(count - 1, 1) * source.size / max(used, 1)), exact=False)


def guess_kinds(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Return the columns with the kinds that their values look like. The values of CSV remain text."""
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
