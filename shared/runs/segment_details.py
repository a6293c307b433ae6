"""The columns and numbers of rows of segments, for users who choose one.

Inspecting a segment takes at least one request to storage, so the details (names and kinds of columns, numbers of rows,
never a value) are cached in one file, with the versions of the parts that they were read from.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from pydantic import TypeAdapter, ValidationError

from shared.domain import storage_layout as layout
from shared.domain.base import Stored
from shared.segments.catalog import Container, Segment
from shared.segments.part_schema import Column
from shared.segments.summary import Summary, summarize
from shared.storage.ports import FileContainer
from shared.storage.stored_files import StoredFiles
from shared.texts import Text, text

log = logging.getLogger(__name__)

INSPECTED_AT_ONCE = 16
INSPECTED_PER_REQUEST = 2_000
"""Segments that one request inspects; the others are listed without columns until a later request."""


class SegmentDetails(Stored):
    """The details of one segment. `versions` is a hash of the names and ETags of its parts."""

    versions: str
    columns: list[tuple[str, str]]
    rows: int | None
    rows_exact: bool
    problems: list[Text]


CACHE = TypeAdapter(dict[str, SegmentDetails])


class HasBlobs(Protocol):
    """The part of the context that the details are read from."""

    @property
    def segments(self) -> Container: ...
    @property
    def files(self) -> FileContainer: ...


async def summarize_segments(
    context: HasBlobs, existing: Sequence[Segment], wanted: Sequence[Segment]
) -> list[tuple[Segment, Summary]]:
    """Return the details of the wanted segments. Cached details of segments that are not `existing` are deleted."""
    if not wanted:
        return []
    files = StoredFiles(context.files)
    cached = await _read_cache(files)
    current = {segment.name: versions(segment) for segment in existing}
    unknown = [s for s in wanted if s.name not in cached or cached[s.name].versions != current[s.name]]
    limit = asyncio.Semaphore(INSPECTED_AT_ONCE)

    async def inspect(segment: Segment) -> Summary:
        async with limit:
            return await summarize(context.segments, segment)

    inspected = unknown[:INSPECTED_PER_REQUEST]
    summaries = await asyncio.gather(*(inspect(segment) for segment in inspected))
    # How a segment's files are read is not kept, and so not listed: its own page inspects it.
    found = {one.name: replace(summary, form=None) for one, summary in zip(inspected, summaries, strict=True)}
    kept = {name: details for name, details in cached.items() if current.get(name) == details.versions}
    kept |= {name: _to_details(current[name], summary) for name, summary in found.items() if not summary.temporary}
    if kept != cached:
        await files.write(layout.SEGMENT_DETAILS, CACHE.dump_json(kept))
    waiting = Summary(problems=(text("not-inspected-yet"),))
    known = {name: _to_summary(details) for name, details in kept.items()} | found
    return [(segment, known.get(segment.name, waiting)) for segment in wanted]


def versions(segment: Segment) -> str:
    """Return a hash of the names and ETags of all parts, and of the chosen format."""
    # Of the blobs and not of `sources`, which are models: a list compares the versions of all segments.
    text = "\n".join(f"{blob.name}\t{blob.etag}" for blob in (*segment.documents, *segment.blobs))
    text += segment.format.model_dump_json() if segment.format else ""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


async def _read_cache(files: StoredFiles) -> dict[str, SegmentDetails]:
    data = await files.read(layout.SEGMENT_DETAILS)
    try:
        return CACHE.validate_json(data) if data else {}
    except ValidationError:
        log.warning("The segment details were written by another version of the app: segments are inspected again")
        return {}


def _to_details(versions: str, summary: Summary) -> SegmentDetails:
    return SegmentDetails(
        versions=versions,
        columns=[(column.name, column.kind) for column in summary.columns],
        rows=summary.rows,
        rows_exact=summary.rows_exact,
        problems=list(summary.problems),
    )


def _to_summary(details: SegmentDetails) -> Summary:
    columns = tuple(Column(name, kind) for name, kind in details.columns)  # type: ignore[arg-type]
    return Summary(columns, details.rows, details.rows_exact, tuple(details.problems))
