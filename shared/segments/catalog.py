"""Segments by name: `<Segment>.csv` (or another form: see inspecting.KINDS), or `<Segment>/…` with several parts."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.domain import Source
from shared.errors import SegmentNotFound, SegmentUnreadable
from shared.segments.inspecting import kind_of


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
    def kind(self) -> str:
        """`csv`, `csv.gz`, `parquet`, …: see inspecting.KINDS."""
        return kind_of(self.parts[0].blob) or "csv"

    @property
    def problem(self) -> str | None:
        """Why these blobs are not one segment."""
        flat = [part.blob for part in self.parts if "/" not in part.blob]
        if len(flat) > 1 or (flat and len(self.parts) > 1):
            names = ", ".join(part.blob for part in self.parts[:5])
            return f"Several blobs claim the name {self.name}: {names}. Keep one form of the segment."
        kinds = sorted({str(kind_of(part.blob)) for part in self.parts})
        if len(kinds) > 1:
            return f"The parts of {self.name} are of several kinds: {', '.join(kinds)}. Write them all in one form."
        return None


def segment_of(blob: str) -> str | None:
    """The segment that a blob belongs to; None where it is no segment's."""
    kind = kind_of(blob)
    if kind is None:
        return None
    first, slash, rest = blob.partition("/")
    if slash:
        return first if _visible(rest) else None
    return first.removesuffix(f".{kind}") or None


async def find(container: Container, name: str) -> Segment:
    """The segment of that name, every part pinned by its ETag as listed.

    Raises SegmentNotFound; SegmentUnreadable where a flat file and a folder both claim the name, or where its
    parts are of two kinds.
    """
    segment = await find_any(container, name)
    if segment.problem:
        raise SegmentUnreadable(segment.problem)
    return segment


async def find_any(container: Container, name: str) -> Segment:
    """The segment of that name, even if it cannot be read. Raises SegmentNotFound."""
    found = [segment async for segment in _grouped(container.list(name)) if segment.name == name]
    if not found:
        raise SegmentNotFound(
            f"No blob {name}.csv (.parquet, .jsonl, also .gz and .zst) or {name}/… lies in the segments container. "
            "Check the segment's name, and that its export to storage has run."
        )
    return found[0]


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
