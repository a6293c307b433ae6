"""The blobs of an export's segments, pinned to their versions, and how each is read."""

from __future__ import annotations

from shared.context import Context
from shared.domain import Export, Source
from shared.errors import SegmentEmpty, SegmentTooLarge
from shared.segments.catalog import find
from shared.segments.inspect_parts import inspect_all
from shared.segments.part_schema import Part
from shared.storage.tables import MAX_BODY_LENGTH


async def sources_of(context: Context, export: Export) -> list[Source]:
    """Return the present blobs of the export's segments, in the order in which they are read.

    Raises SegmentTooLarge, SegmentNotFound and the other errors of finding a segment.
    """
    sources = [source for name in export.segments for source in (await find(context.segments, name)).sources]
    total = sum(source.size for source in sources)
    if total > context.settings.max_segment_bytes:
        raise SegmentTooLarge(
            f"The segment has {total:,} bytes, more than {context.settings.max_segment_bytes:,} "
            "(setting MAX_SEGMENT_BYTES). Split it, or raise the setting."
        )
    if sum(len(source.model_dump_json()) for source in sources) > MAX_BODY_LENGTH * 0.8:
        raise SegmentTooLarge(
            f"The segment has {len(sources):,} parts; their names do not fit into a run's record. "
            "Write it in fewer, larger parts."
        )
    return sources


async def parts_of(context: Context, sources: list[Source]) -> list[Part]:
    """Return how each blob is read. Raises SegmentEmpty, SegmentTooLarge and the errors of reading a segment."""
    parts = await inspect_all(context.segments, sources)
    if not parts:
        raise SegmentEmpty("The segment has no row. Check the export that writes it.")
    # Parquet files state their numbers of rows: a small file can have billions of equal rows.
    limit = context.settings.max_segment_rows
    if sum(part.rows or 0 for part in parts) > limit:
        raise SegmentTooLarge.rows(limit)
    return parts
