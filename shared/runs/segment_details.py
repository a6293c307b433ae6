"""What lies in storage, for those who choose a segment.

Looking into a segment costs a request or more, so what was found (names and kinds of columns, numbers of rows: never
a value) is kept in one blob, under the versions of the parts that it was found in.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Sequence
from dataclasses import asdict
from typing import Protocol

from pydantic import TypeAdapter, ValidationError

from shared.domain import storage_layout as layout
from shared.domain.base import Stored
from shared.segments.catalog import Container, Segment
from shared.segments.part_schema import Column
from shared.segments.summary import Summary, summarize
from shared.storage.ports import FileContainer
from shared.storage.stored_files import StoredFiles

log = logging.getLogger(__name__)

AT_ONCE = 16
LOOKED_INTO = 2_000
"""Segments that one request looks into; the others are shown without columns until the next."""


class Known(Stored):
    """What was found in a segment; `versions` is a hash of its parts' names and ETags."""

    versions: str
    columns: list[tuple[str, str]]
    rows: int | None
    rows_exact: bool
    problems: list[str]


KNOWN = TypeAdapter(dict[str, Known])


class HasBlobs(Protocol):
    """What the catalogue needs of the app's parts."""

    @property
    def segments(self) -> Container: ...
    @property
    def files(self) -> FileContainer: ...


async def catalogue(
    context: HasBlobs, every: Sequence[Segment], wanted: Sequence[Segment]
) -> list[tuple[Segment, Summary]]:
    """What is in the wanted ones. `every` segment there is tells what of the kept is out of date."""
    files = StoredFiles(context.files)
    known = await _read(files)
    now = {segment.name: versions(segment) for segment in every}
    unknown = [s for s in wanted if s.name not in known or known[s.name].versions != now[s.name]]
    turns = asyncio.Semaphore(AT_ONCE)

    async def look(segment: Segment) -> Summary:
        async with turns:
            return await summarize(context.segments, segment)

    looked_into = unknown[:LOOKED_INTO]
    found = dict(
        zip(
            (segment.name for segment in looked_into),
            await asyncio.gather(*(look(segment) for segment in looked_into)),
            strict=True,
        )
    )
    kept = {name: one for name, one in known.items() if now.get(name) == one.versions}
    kept |= {name: _known(now[name], description) for name, description in found.items() if not description.temporary}
    if kept != known:
        await files.write(layout.SEGMENT_DETAILS, KNOWN.dump_json(kept))
    waiting = Summary(problems=("Not looked into yet: ask again.",))
    return [(s, found.get(s.name) or (_description(kept[s.name]) if s.name in kept else waiting)) for s in wanted]


def versions(segment: Segment) -> str:
    """A hash of the names and versions of all parts."""
    text = "\n".join(f"{part.blob}\t{part.etag}" for part in segment.sources)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


async def _read(files: StoredFiles) -> dict[str, Known]:
    data = await files.read(layout.SEGMENT_DETAILS)
    try:
        return KNOWN.validate_json(data) if data else {}
    except ValidationError:
        log.warning("The segment details were written by another version of the app: segments are inspected again")
        return {}


def _known(versions: str, description: Summary) -> Known:
    fields = asdict(description) | {"columns": [(column.name, column.kind) for column in description.columns]}
    del fields["temporary"]
    return Known(versions=versions, **fields)


def _description(known: Known) -> Summary:
    columns = tuple(Column(name, kind) for name, kind in known.columns)  # type: ignore[arg-type]
    return Summary(columns, known.rows, known.rows_exact, tuple(known.problems))
