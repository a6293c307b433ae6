"""/api/segments: the segments in storage and those defined in the app. /api/tables: what definitions can read."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, Field

from shared.api.models import CompactMapping
from shared.api.operations import Call
from shared.api.paging import CountedPage, NameQuery, Seconds, page_by_name
from shared.context import Context
from shared.domain.segment_definition import SegmentDefinition
from shared.domain.suggested_mapping import suggest
from shared.errors import AppError, NotFound, SegmentNotFound
from shared.runs.definitions import KIND, DefinedSegment, summarize_definitions
from shared.runs.segment_details import summarize_segments
from shared.runs.segment_formats import with_chosen_format, with_chosen_formats
from shared.segments.catalog import Segment as StoredSegment
from shared.segments.catalog import all_segments, find_any
from shared.segments.inspect_parts import inspect_all
from shared.segments.summary import SegmentStatus, Summary, summarize
from shared.segments.tables.documents import unexpected_failure
from shared.texts import Text, text

SAMPLE_ROWS = 20
MAX_EXAMPLES = 3
MAX_EXAMPLE_CHARACTERS = 100

Rows = list[dict[str, str | None]]


class Column(BaseModel):
    """A column of a segment."""

    name: str = Field(examples=["EMail"])
    type: Literal["string", "number", "boolean", "date", "datetime", "list"] = Field(
        description="Of a column of a CSV file: what its values look like."
    )
    examples: list[str] = Field(description="Up to three values; empty in the list of all segments.")


class Segment(BaseModel):
    """A segment in storage, or one defined in the app: then sizes and times are those of its tables together."""

    name: str = Field(examples=["LoyalCustomers"])
    kind: str = Field(
        description="csv, csv.gz, csv.zst, jsonl (also .gz, .zst), xlsx, parquet, cdm, delta, or defined.",
        examples=["csv"],
    )
    parts: int = Field(examples=[1])
    size: int = Field(description="Bytes.", examples=[7_340_032])
    updated: AwareDatetime
    rows: int | None = Field(description="An estimate unless `rows_exact`; null where unknown.", examples=[50_000])
    rows_exact: bool = Field(examples=[True])
    columns: list[Column]
    problems: list[Text]
    status: SegmentStatus | None = Field(
        description="`empty`: no rows; `problems`: it cannot be exported as it is; null: not inspected yet.",
        examples=["ready"],
    )

    @classmethod
    def values(cls, segment: StoredSegment, found: Summary) -> dict[str, Any]:
        """Return the values of a segment, without examples."""
        return {
            "name": segment.name,
            "kind": segment.kind,
            "parts": len(segment.parts),
            "size": segment.size,
            "updated": segment.updated,
            "rows": found.rows,
            "rows_exact": found.rows_exact,
            "columns": columns_of(found),
            "problems": found.problems,
            "status": found.status,
        }

    @classmethod
    def defined(cls, segment: DefinedSegment) -> dict[str, Any]:
        """Return the values of a defined segment."""
        found = segment.summary
        return {
            "name": segment.definition.name,
            "kind": KIND,
            "parts": segment.parts,
            "size": segment.size,
            "updated": segment.updated,
            "rows": None,
            "rows_exact": False,
            "columns": columns_of(found),
            "problems": found.problems,
            "status": found.status,
        }


def columns_of(summary: Summary) -> list[Column]:
    """Return the columns of a summary, without examples."""
    return [Column(name=_text(column.name), type=column.kind, examples=[]) for column in summary.columns]


class SegmentsQuery(NameQuery):
    """Query of the segments."""

    max_age: Seconds = Field(0, description="How old the list may be, in seconds: to read storage takes its time.")
    status: SegmentStatus | None = Field(
        None, description="Only segments with this status. Those that were not inspected yet are inspected first."
    )


class Segments(CountedPage):
    """Segments by name."""

    segments: list[Segment]


class Tables(CountedPage):
    """Tables by name."""

    tables: list[Segment]


class SegmentDetails(Segment):
    """A segment with up to 20 of its rows."""

    sample: Rows = Field(
        description="Empty for a defined segment: use a preview.", examples=[[{"EMail": "ann@example.com"}]]
    )
    suggestion: CompactMapping | None = Field(
        description="A data matching from the names of the columns; null where none looks like an email address.",
        examples=[{"email": "EMail"}],
    )


async def list_segments(call: Call, query: SegmentsQuery) -> Segments:
    """List the segments, by name, without values of their rows."""
    found, every = await asyncio.gather(call.context.definitions.all(), _listed(call.context, query.max_age))
    definitions = {one.value.name: one.value for one in found}
    stored = [segment for segment in every if segment.name not in definitions]
    both: list[StoredSegment | SegmentDefinition] = [*stored, *definitions.values()]
    if query.status:
        named = page_by_name(NameQuery(name=query.name), both, _name, _name).items
        details = await _details(call.context, every, named)
        both = [one for one in named if details[one.name].status == query.status]
    page = page_by_name(query, both, _name, _name)
    if not query.status:
        details = await _details(call.context, every, page.items)
    return Segments(segments=[details[one.name] for one in page.items], total=page.total, next_cursor=page.next_cursor)


async def _listed(context: Context, max_age: float) -> list[StoredSegment]:
    every = await context.listed_segments.get(max_age, lambda: all_segments(context.segments))
    return await with_chosen_formats(context, every)


async def _details(
    context: Context, every: Sequence[StoredSegment], wanted: Sequence[StoredSegment | SegmentDefinition]
) -> dict[str, Segment]:
    """Return the wanted segments as they are answered, by name."""
    stored = [one for one in wanted if isinstance(one, StoredSegment)]
    defined = [one for one in wanted if isinstance(one, SegmentDefinition)]
    found = [Segment(**Segment.values(*one)) for one in await summarize_segments(context, every, stored)]
    found += [Segment(**Segment.defined(one)) for one in await summarize_definitions(context, every, defined)]
    return {one.name: one for one in found}


def _name(segment: StoredSegment | SegmentDefinition) -> str:
    return segment.name


async def list_tables(call: Call, query: NameQuery) -> Tables:
    """List the tables that a segment can be defined by: all that is in storage. Without values of their rows."""
    every = await with_chosen_formats(call.context, await all_segments(call.context.segments))
    page = page_by_name(query, every, lambda segment: segment.name, lambda segment: segment.name)
    found = await summarize_segments(call.context, every, page.items)
    tables = [Segment(**Segment.values(segment, summary)) for segment, summary in found]
    return Tables(tables=tables, total=page.total, next_cursor=page.next_cursor)


async def read_table(call: Call, name: str) -> Segment:
    """Read one table: its columns with types, without values."""
    table = await _find(call.context, name)
    return Segment(**Segment.values(table, await summarize(call.context.segments, table)))


async def read_segment(call: Call, name: str) -> SegmentDetails:
    """Read one segment with examples, some rows, and the data matching that its columns suggest."""
    if (definition := await call.context.definition(name)) is not None:
        return await _read_defined(call.context, definition)
    segment = await _find(call.context, name)
    found = await summarize(call.context.segments, segment)
    rows: Rows = []
    problems: list[Text] = []
    if found.columns and not found.problems:
        try:
            rows = _texts(await _sample(call.context, segment))
        except AppError as error:
            problems.append(error.cause)
        except Exception as error:  # noqa: BLE001  a problem of this segment alone
            problems.append(unexpected_failure(name, error).cause)
    details = SegmentDetails(**Segment.values(segment, found), sample=rows, suggestion=None)
    details.problems += problems
    values = {column.name: _values(column.name, rows) for column in details.columns}
    for column in details.columns:
        different = dict.fromkeys(value[:MAX_EXAMPLE_CHARACTERS] for value in values[column.name])
        column.examples = list(different)[:MAX_EXAMPLES]
    details.suggestion = suggest(list(values), values)
    return details


async def _find(context: Context, name: str) -> StoredSegment:
    """Return what is in storage by that name. Raises NotFound."""
    if not name.isprintable():
        raise NotFound(text("no-segment-name"))
    try:
        return await with_chosen_format(context, await find_any(context.segments, name))
    except SegmentNotFound as error:
        raise NotFound(error.cause) from None


async def _read_defined(context: Context, definition: SegmentDefinition) -> SegmentDetails:
    every = await with_chosen_formats(context, await all_segments(context.segments))
    [found] = await summarize_definitions(context, every, [definition])
    details = SegmentDetails(**Segment.defined(found), sample=[], suggestion=None)
    names = [column.name for column in details.columns]
    details.suggestion = suggest(names, {name: [] for name in names})
    return details


async def _sample(context: Context, segment: StoredSegment) -> Rows:
    # Imported late: it needs DuckDB, which takes its time to load.
    from shared.planning.sample import sample

    largest = max(segment.parts, key=lambda part: part.size)
    parts = [part for part in await inspect_all(context.segments, segment.sources) if part.source.blob == largest.blob]
    return await asyncio.to_thread(lambda: sample(context.open_files([p.source for p in parts]), parts, SAMPLE_ROWS))


def _values(column: str, rows: Rows) -> list[str]:
    return [value for row in rows if (value := row.get(column)) and value.strip()]


def _texts(rows: Rows) -> Rows:
    return [{_text(column): value and _text(value) for column, value in row.items()} for row in rows]


def _text(value: str) -> str:
    """Return the text with a question mark for half of a surrogate pair, which no encoding accepts."""
    return value.encode("utf-8", "replace").decode()
