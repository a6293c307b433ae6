"""Pairs of Customer Insights tables in storage: profiles, and who is in which segment.

Microsoft's documentation (Dynamics 365 Customer Insights - Data, "Tables"): `msdynci_segmentmembership` has a row for
each customer with the names of their segments as a JSON list. Display names are in `mscipriv_segmentmetadata` (Customer
Insights MCP server, "Get customer segments"); its columns are not documented, and are found by the ends of their names.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from shared.context import Context
from shared.domain.segment_definition import ByConditions, Condition, Members, Operator
from shared.errors import AppError
from shared.runs.segment_details import summarize_segments
from shared.segments.catalog import Segment
from shared.segments.inspect_parts import inspect_all
from shared.texts import Text

PROFILES, MEMBERSHIPS, METADATA = "customerprofile", "segmentmembership", "segmentmetadata"
KEYS = ("msdynci_customerid", "customerid")
LISTS = ("msdynci_segments", "segments")
DISPLAY_NAMES = ("friendlyname", "displayname")
NAMES = ("segmentname", "name")
MAX_ROWS = 200_000
"""Rows of a table that are read for the names of segments."""


@dataclass(frozen=True)
class KnownSegment:
    """A segment of Customer Insights, and the rule that defines it here."""

    name: str
    display_name: str
    rule: ByConditions


@dataclass(frozen=True)
class Pair:
    """Two tables that belong together. `complete`: all rows were read for the names of the segments."""

    profiles: str
    memberships: str
    segments: list[KnownSegment]
    complete: bool
    problem: Text | None = None


async def find_pairs(context: Context, existing: Sequence[Segment]) -> list[Pair]:
    """Return the pairs among the `existing` segments of storage, with their segments by display name."""
    tables: dict[tuple[str, str], Segment] = {}
    for segment in existing:
        folder, _, table = segment.name.rpartition(".")
        for kind in (PROFILES, MEMBERSHIPS, METADATA):
            if table.casefold().endswith(kind):
                tables.setdefault((folder, kind), segment)
    folders = [folder for folder, kind in tables if kind == PROFILES and (folder, MEMBERSHIPS) in tables]
    wanted = list(tables.values())
    columns = {
        segment.name: [column.name for column in found.columns]
        for segment, found in await summarize_segments(context, existing, wanted)
    }
    return [
        pair
        for folder in folders
        if (pair := await _pair(context, {k: s for (f, k), s in tables.items() if f == folder}, columns))
    ]


async def _pair(context: Context, tables: dict[str, Segment], columns: dict[str, list[str]]) -> Pair | None:
    profiles, memberships = tables[PROFILES].name, tables[MEMBERSHIPS].name
    profile_key, key = _named(columns[profiles], KEYS), _named(columns[memberships], KEYS)
    listed = _named(columns[memberships], LISTS)
    if profile_key is None or key is None or listed is None:
        return None
    try:
        names, complete = await _read(context, tables[MEMBERSHIPS], [listed])
        display_names = await _display_names(context, tables.get(METADATA), columns)
    except AppError as error:
        return Pair(profiles, memberships, [], complete=False, problem=error.cause)
    segments = [
        KnownSegment(
            name,
            display_names.get(name.casefold(), name),
            ByConditions(
                kind="conditions",
                table=profiles,
                members=Members(
                    table=memberships,
                    key=key,
                    profile_key=profile_key,
                    conditions=Condition(column=listed, operator=Operator.HAS_ANY_OF, values=[name]),
                ),
            ),
        )
        for name in sorted({name for (name,) in names if name and len(name) <= 500})
    ]
    return Pair(profiles, memberships, sorted(segments, key=lambda one: one.display_name.casefold()), complete)


async def _display_names(context: Context, metadata: Segment | None, columns: dict[str, list[str]]) -> dict[str, str]:
    """Return the display names of segments by their names in lower case; none if there is no such table."""
    if metadata is None:
        return {}
    ends = {end: column for column in reversed(columns[metadata.name]) for end in _ends(column)}
    display = next((ends[end] for end in DISPLAY_NAMES if end in ends), None)
    name = next((ends[end] for end in NAMES if end in ends and ends[end] != display), None)
    if display is None or name is None:
        return {}
    rows, _ = await _read(context, metadata, [name, display])
    return {name.casefold(): shown for name, shown in rows if name and shown}


def _ends(column: str) -> list[str]:
    folded = column.casefold()
    found = [end for end in DISPLAY_NAMES if folded.endswith(end)]
    # A display name is not the name.
    return found or [end for end in NAMES if folded.endswith(end)]


def _named(columns: Sequence[str], names: Sequence[str]) -> str | None:
    return next((column for name in names for column in columns if column.casefold() == name), None)


async def _read(context: Context, segment: Segment, columns: Sequence[str]) -> tuple[list[tuple[str, ...]], bool]:
    """Return different rows of some columns, a list in JSON as one row for each item; and whether it is all rows."""
    # Imported late: it needs DuckDB, which takes its time to load.
    from shared.planning.sample import distinct_rows

    parts = await inspect_all(context.segments, segment.sources)
    if not parts:
        return [], True
    files = context.open_files([part.source for part in parts])
    return await asyncio.to_thread(distinct_rows, files, parts, columns, MAX_ROWS)
