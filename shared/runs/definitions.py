"""Defined segments beside those in storage: what they have by their tables, and their problems before a run."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.segment_definition import ByConditions, BySelect, SegmentDefinition
from shared.errors import AppError, DefinitionInvalid
from shared.runs.segment_details import HasBlobs, summarize_segments
from shared.segments.catalog import Segment
from shared.segments.formats.parquet_files import duckdb_kind
from shared.segments.inspect_parts import inspect_all
from shared.segments.part_schema import Column, union
from shared.segments.summary import Summary
from shared.texts import text

KIND = "defined"


@dataclass(frozen=True)
class DefinedSegment:
    """A defined segment as the list of segments shows it: sizes and times of all its tables together."""

    definition: SegmentDefinition
    summary: Summary
    parts: int
    size: int
    updated: datetime


async def summarize_definitions(
    context: HasBlobs, existing: Sequence[Segment], definitions: Sequence[SegmentDefinition]
) -> list[DefinedSegment]:
    """Return what defined segments have, by their tables among the `existing` segments of storage.

    Every problem is one of that segment: a table or column that does not exist, a table that cannot be read.
    """
    names = {table for definition in definitions for table in definition.tables}
    wanted = [segment for segment in existing if segment.name in names]
    tables = {one.name: (one, found) for one, found in await summarize_segments(context, existing, wanted)}
    return [await _summarize(context, definition, tables) for definition in definitions]


async def _summarize(
    context: HasBlobs, definition: SegmentDefinition, tables: Mapping[str, tuple[Segment, Summary]]
) -> DefinedSegment:
    found = [tables[table] for table in definition.tables if table in tables]
    segments = [segment for segment, _ in found]
    return DefinedSegment(
        definition,
        await _check(context, definition, found),
        parts=sum(len(segment.parts) for segment in segments),
        size=sum(segment.size for segment in segments),
        updated=max([definition.updated_at, *(segment.updated for segment in segments)]),
    )


async def _check(
    context: HasBlobs, definition: SegmentDefinition, tables: Sequence[tuple[Segment, Summary]]
) -> Summary:
    """Return the columns of a defined segment, and its problems."""
    existing = {segment.name for segment, _ in tables}
    problems = [text("no-table", table=table) for table in definition.tables if table not in existing]
    problems += [
        text("problem-of-table", table=segment.name, problem=problem)
        for segment, summary in tables
        for problem in summary.problems
    ]
    if problems:
        return Summary(problems=tuple(problems))
    checked = await asyncio.to_thread(_check_columns, definition, {s.name: found.columns for s, found in tables})
    if checked.problems and any(len(segment.parts) > 1 for segment, _ in tables):
        # A summary has the columns of some parts: the others may have those that are missing.
        try:
            columns = {
                segment.name: union(await inspect_all(context.segments, segment.sources)) for segment, _ in tables
            }
        except AppError as error:
            return Summary(problems=(error.cause,))
        checked = await asyncio.to_thread(_check_columns, definition, columns)
    return checked


def _check_columns(definition: SegmentDefinition, tables: Mapping[str, Sequence[Column]]) -> Summary:
    # Imported late: it needs DuckDB, which takes its time to load.
    from shared.planning.column_checks import missing_columns
    from shared.planning.select_sql import describe_select

    names = {table: [column.name for column in columns] for table, columns in tables.items()}
    match definition.rule:
        case ByConditions() as rule:
            chosen = tuple(c for c in tables[rule.table] if rule.columns is None or c.name in rule.columns)
            missing = [missing_columns(table, rule.columns_of(table), names[table]) for table in rule.tables]
            return Summary(chosen, problems=tuple(one for one in missing if one))
        case BySelect() as rule:
            try:
                described = describe_select(rule.sql, names)
            except DefinitionInvalid as error:
                return Summary(problems=(error.cause,))
            return Summary(tuple(Column(name, duckdb_kind(type_)) for name, type_ in described))
