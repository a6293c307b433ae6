"""Segments by name: `<Segment>.csv`, `<Segment>.csv.gz`, or `<Segment>/…` with several parts."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.domain import Source
from shared.errors import SegmentNotFound, SegmentUnreadable

SUFFIXES = (".csv", ".csv.gz")


class Listed(Protocol):
    """A blob in a listing."""

    @property
    def name(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def etag(self) -> str: ...
    @property
    def modified(self) -> datetime: ...


class Container(Protocol):
    """What the catalogue needs of storage."""

    def list(self, prefix: str = "") -> AsyncIterator[Listed]:
        """Blobs below a prefix, by name."""
        ...


@dataclass(frozen=True)
class Segment:
    """A segment as it lies in storage. `parts` are its blobs, by name; `size` in bytes."""

    name: str
    parts: tuple[Source, ...]
    updated: datetime

    @property
    def size(self) -> int:
        """Of all parts together, in bytes."""
        return sum(part.size for part in self.parts)

    @property
    def format(self) -> str:
        """`csv` or `csv.gz`."""
        return "csv.gz" if self.parts[0].blob.endswith(".gz") else "csv"


def segment_of(blob: str) -> str | None:
    """The segment that a blob belongs to; None where it is no segment's."""
    if not blob.endswith(SUFFIXES):
        return None
    first, slash, rest = blob.partition("/")
    if slash:
        return first if _visible(rest) else None
    return next(first.removesuffix(suffix) for suffix in reversed(SUFFIXES) if first.endswith(suffix)) or None


async def find(container: Container, name: str) -> Segment:
    """The segment of that name, every part pinned by its ETag as listed.

    Raises SegmentNotFound; SegmentUnreadable where a flat file and a folder both claim the name, or where its
    parts are of two kinds.
    """
    found = [segment async for segment in _grouped(container.list(name)) if segment.name == name]
    if not found:
        raise SegmentNotFound(
            f"No blob {name}.csv, {name}.csv.gz or {name}/… lies in the segments container. "
            "Check the segment's name, and that its export to storage has run."
        )
    segment = found[0]
    flat = [part.blob for part in segment.parts if "/" not in part.blob]
    if len(flat) > 1 or (flat and len(segment.parts) > 1):
        names = ", ".join(part.blob for part in segment.parts[:5])
        raise SegmentUnreadable(f"Several blobs claim the name {name}: {names}. Keep one form of the segment.")
    kinds = {part.blob.endswith(".gz") for part in segment.parts}
    if len(kinds) > 1:
        raise SegmentUnreadable(f"The parts of {name} are partly .csv and partly .csv.gz. Write them all in one form.")
    return segment


async def all_segments(container: Container) -> list[Segment]:
    """Every segment, by name."""
    return [segment async for segment in _grouped(container.list())]


async def _grouped(blobs: AsyncIterable[Listed]) -> AsyncIterator[Segment]:
    parts: dict[str, list[Listed]] = {}
    async for blob in blobs:
        if name := segment_of(blob.name):
            parts.setdefault(name, []).append(blob)
    for name in sorted(parts):
        yield _segment(name, parts[name])


def _segment(name: str, blobs: Iterable[Listed]) -> Segment:
    listed = list(blobs)
    sources = tuple(Source(segment=name, blob=b.name, etag=b.etag, size=b.size) for b in listed)
    return Segment(name, sources, max(blob.modified for blob in listed))


def _visible(path: str) -> bool:
    """Files of writers' own, `_SUCCESS` and the like, are no part of a segment."""
    return not any(step.startswith(("_", ".")) for step in path.split("/"))
