"""The blobs of an export's segments, pinned to their versions, and how each is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from shared.context import Context
from shared.domain import Export, Source
from shared.domain.base import now
from shared.domain.segment_definition import PinnedDefinition
from shared.errors import DefinitionInvalid, SegmentEmpty, SegmentNotFound, SegmentTooLarge
from shared.runs.segment_formats import with_chosen_format
from shared.segments.catalog import Segment, find
from shared.segments.inspect_parts import inspect_all
from shared.segments.part_schema import Part, SentValues, union
from shared.storage.tables import MAX_BODY_LENGTH
from shared.texts import text


class Pinned(NamedTuple):
    """The blobs that a run reads, in their order, and the definitions of defined segments among its segments."""

    sources: list[Source]
    definitions: list[PinnedDefinition]


async def sources_of(context: Context, export: Export) -> Pinned:
    """Return the present blobs of the export's segments and, for defined ones, of all tables that they read.

    Raises SegmentTooLarge, SegmentNotFound, DefinitionInvalid and the other errors of finding a segment.
    """
    sources: list[Source] = []
    definitions: list[PinnedDefinition] = []
    for name in export.segments:
        definition = await context.definition(name)
        if definition is None:
            sources += (await _find(context, name)).sources
        else:
            sources += await sources_of_tables(context, name, definition.tables)
            definitions.append(definition.pinned(now()))
    total = sum(source.size for source in sources)
    if total > context.settings.max_segment_bytes:
        raise SegmentTooLarge(text("segment-too-many-bytes", bytes=total, limit=context.settings.max_segment_bytes))
    if sum(len(one.model_dump_json()) for one in (*sources, *definitions)) > MAX_BODY_LENGTH * 0.8:
        raise SegmentTooLarge(text("segment-too-many-parts", parts=len(sources)))
    return Pinned(sources, definitions)


async def sources_of_tables(context: Context, segment: str, tables: Sequence[str]) -> list[Source]:
    """Return the present blobs of a defined segment's tables. Raises DefinitionInvalid, SegmentUnreadable."""
    sources: list[Source] = []
    for table in tables:
        try:
            found = await _find(context, table)
        except SegmentNotFound:
            raise DefinitionInvalid(text("table-gone", segment=segment, table=table)) from None
        sources += [source.read_by(segment) for source in found.sources]
    return sources


async def _find(context: Context, name: str) -> Segment:
    return await with_chosen_format(context, await find(context.segments, name))


def sent_values(export: Export, parts: Sequence[Part]) -> SentValues:
    """Return which values of each row are sent."""
    mapping = export.mapping
    entries = [*mapping.fields().values(), *mapping.custom([column.name for column in union(parts)]).values()]
    return SentValues(len(entries), frozenset(entry.column for entry in entries if entry.column is not None))


async def parts_of(context: Context, sources: list[Source]) -> list[Part]:
    """Return how each blob is read. Raises SegmentEmpty, SegmentTooLarge and the errors of reading a segment."""
    parts = await inspect_all(context.segments, sources)
    if not parts:
        raise SegmentEmpty(text("segment-no-row"))
    # Parquet files state their numbers of rows: a small file can have billions of equal rows.
    limit = context.settings.max_segment_rows
    if sum(part.rows or 0 for part in parts) > limit:
        raise SegmentTooLarge.rows(limit)
    return parts
