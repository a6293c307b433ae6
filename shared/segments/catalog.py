"""Segments by name: `<Segment>.csv` (or another form: see inspecting.KINDS), `<Segment>/…` with several parts, and the
tables of folders that a document describes (see documents.py).
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from shared.domain import Source
from shared.domain.export import SEGMENT_PATTERN, UNUSABLE_NAME
from shared.errors import AppError, SegmentNotFound, SegmentUnreadable
from shared.segments.inspect_parts import SUFFIXES, kind_of, suffix_of
from shared.segments.tables import documents as table_documents
from shared.segments.tables.documents import SCHEMA, SCHEMA_SUFFIX, Documents
from shared.segments.tables.entities import Entity, Place

DOCUMENTS_AT_ONCE = 8
UNKNOWN = "unknown"
"""The kind of a file whose name does not say how it is read."""
HOUR = re.compile(r"(?P<before>(?:[^/]+/)*?)(?P<hour>\d{4}/\d{2}/\d{2}/\d{4})/")
"""Folders of a time: Customer Insights writes each export into `<Table>/<yyyy>/<MM>/<dd>/<HHMM>/`."""


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
    @property
    def archived(self) -> bool: ...


class Container(Protocol):
    """What the catalogue needs of storage."""

    @property
    def place(self) -> Place: ...

    def list(self, prefix: str = "") -> AsyncIterator[Listed]:
        """Blobs below a prefix, by name."""
        ...

    def list_top(self) -> AsyncIterator[Listed]:
        """Blobs that are in no folder."""
        ...

    async def read_range(self, name: str, offset: int, length: int, etag: str) -> bytes:
        """Bytes of the pinned version. Raises SourceChanged where it is gone."""
        ...


@dataclass(frozen=True)
class Segment:
    """A segment as it lies in storage. `blobs` are its parts, `about` the documents that describe them."""

    name: str
    kind: str
    blobs: tuple[Listed, ...]
    about: tuple[Listed, ...] = ()
    problem: str = ""
    error: AppError | None = None
    """What reading its description raised."""

    @property
    def parts(self) -> tuple[Source, ...]:
        """The parts, pinned, in order."""
        return tuple(_source(self.name, blob) for blob in self.blobs)

    @property
    def sources(self) -> list[Source]:
        """What a run reads: the documents and the parts, pinned."""
        return [*(_source(self.name, blob, describes=True) for blob in self.about), *self.parts]

    @property
    def size(self) -> int:
        """Of all parts together, in bytes."""
        return sum(blob.size for blob in self.blobs)

    @property
    def updated(self) -> datetime:
        """When its newest blob was written."""
        return max(blob.modified for blob in (*self.blobs, *self.about))


def segment_of(blob: str) -> str | None:
    """The segment that a blob belongs to by its name alone; None where it is no segment's."""
    if kind_of(blob) is None or _describes(blob):
        return None
    first, slash, rest = blob.partition("/")
    if slash:
        return first if _visible(rest) else None
    return first.removesuffix(suffix_of(first)) or None


def concerns(blob: str, segment: str) -> bool:
    """Whether the writing of this blob can be news of the segment."""
    root = table_documents.root_of(blob)
    if root is None:
        return segment_of(blob) == segment
    if not table_documents.is_written_last(blob):
        return False
    base = root.rstrip("/").rpartition("/")[2]
    return not base or segment == base or segment.startswith(f"{base}.")


async def find(container: Container, name: str) -> Segment:
    """The segment of that name, every part pinned by its ETag as listed.

    Raises SegmentNotFound; SegmentUnreadable where a flat file and a folder both claim the name, where its
    parts are of two kinds, or where its description cannot be read.
    """
    segment = await find_any(container, name)
    if segment.problem:
        raise segment.error or SegmentUnreadable(segment.problem)
    return segment


async def find_any(container: Container, name: str) -> Segment:
    """The segment of that name, even if it cannot be read. Raises SegmentNotFound."""
    # Most are under their own name. A model.json may be, and its partitions too, anywhere in the container; one that
    # is in no folder may describe any folder.
    at_top = [blob.name async for blob in container.list_top() if table_documents.root_of(blob.name) == ""]
    for prefix in ("",) if at_top else (name, ""):
        listing = {blob.name: blob async for blob in container.list(prefix)}
        found = (await _segments(container, listing, name)).get(name)
        if found and (found.kind not in ("cdm", UNKNOWN) or not prefix):
            return found
    raise SegmentNotFound(
        f"No blob {name}.csv (.tsv, .txt, .jsonl, .ndjson, .json, also .gz and .zst; .parquet) or {name}/… is in the "
        "segments container, and no model.json, manifest or Delta table has that name. Check the segment's name, and "
        "that its export to storage has run."
    )


async def all_segments(container: Container) -> list[Segment]:
    """Every segment, by name."""
    listing = {blob.name: blob async for blob in container.list()}
    found = await _segments(container, listing)
    return [found[name] for name in sorted(found)]


async def _segments(
    container: Container, listing: Mapping[str, Listed], wanted: str | None = None
) -> dict[str, Segment]:
    """By name; where one is `wanted`, at least that one, if it is there."""
    roots = _roots(listing)
    top = await _described(container, listing, "", roots.pop(""), None) if "" in roots else []
    folders = (*roots, *_claimed(top))
    plain: dict[str, list[Listed]] = {}
    for blob in listing.values():
        if not blob.name.startswith(folders) and (name := segment_of(blob.name)):
            plain.setdefault(name, []).append(blob)
    found = {name: _plain(name, blobs, listing) for name, blobs in plain.items()}
    for blob in listing.values():
        if blob.size and not blob.name.startswith(folders) and _is_unknown(blob.name):
            _add_unknown(found, blob)
    for segment in top:
        if segment.name not in found or found[segment.name].kind == UNKNOWN:
            found[segment.name] = segment
    if wanted in found and found[wanted].kind != UNKNOWN:
        return found
    turns = asyncio.Semaphore(DOCUMENTS_AT_ONCE)

    async def read(folder: str, document: str) -> list[Segment]:
        async with turns:
            return await _described(container, listing, folder, document, wanted)

    for segments in await asyncio.gather(*(read(folder, document) for folder, document in roots.items())):
        for segment in segments:
            if segment.name not in found or found[segment.name].kind == UNKNOWN:
                found[segment.name] = segment
    return found


def _plain(name: str, blobs: Iterable[Listed], listing: Mapping[str, Listed]) -> Segment:
    blobs = _newest_hour(blobs)
    kinds = sorted({str(kind_of(blob.name)) for blob in blobs})
    flat = [blob.name for blob in blobs if "/" not in blob.name]
    problem = ""
    if len(flat) > 1 or (flat and len(blobs) > 1):
        names = ", ".join(blob.name for blob in blobs[:5])
        problem = f"Several blobs claim the name {name}: {names}. Keep one form of the segment."
    elif not re.fullmatch(SEGMENT_PATTERN, name):
        problem = f"The segment {name} cannot be exported: {UNUSABLE_NAME}. Rename the blob or folder."
    elif len(kinds) > 1:
        problem = f"The parts of {name} are of several kinds: {', '.join(kinds)}. Write them all in one form."
    beside = listing.get(name + SCHEMA_SUFFIX if flat else f"{name}/{SCHEMA}")
    return Segment(name, kinds[0], blobs, (beside,) if beside else (), problem)


def _claimed(top: Iterable[Segment]) -> set[str]:
    """Return the folders and blobs that are tables' by a document at the container's root: no segments of their own.

    What else is in such a folder (copies of parts, what a partition was before) is none either.
    """
    found = set()
    for segment in top:
        if segment.kind == "delta":
            return {""}
        found |= {first + slash for first, slash, _ in (blob.name.partition("/") for blob in segment.blobs)}
        if segment.problem and segment.error is None:
            found.add(f"{segment.name}/")
    return found


def _is_unknown(blob: str) -> bool:
    """Whether a blob's name says neither a kind that is read nor a file of a writer's own."""
    return kind_of(blob) is None and not _describes(blob) and _visible(blob)


def _add_unknown(found: dict[str, Segment], blob: Listed) -> None:
    """Show a blob of an unknown kind: on the segment of its folder, else as a segment that cannot be read."""
    folder, slash, _ = blob.name.partition("/")
    known = found.get(folder) if slash else None
    if known is not None and (known.problem or known.kind == UNKNOWN):
        return
    ends = ", ".join(sorted({suffix.split(".")[1] for suffix in SUFFIXES}))
    problem = (
        f"{blob.name} is of an unknown kind: files that end with {ends} are read, text also packed (.gz, .zst). Write "
        "the segment in one of these, or move the file out of the container."
    )
    if known is None:
        found.setdefault(folder, Segment(folder, UNKNOWN, (blob,), (), problem))
    else:
        found[folder] = replace(known, problem=problem)


def _newest_hour(blobs: Iterable[Listed]) -> tuple[Listed, ...]:
    """Of parts in folders of a time, those of the newest one: each such folder is the whole table."""
    kept = tuple(blobs)
    hours = {blob.name: found for blob in kept if (found := HOUR.match(blob.name))}
    newest: dict[str, str] = {}
    for found in hours.values():
        before, hour = found["before"], found["hour"]
        newest[before] = max(hour, newest.get(before, ""))
    return tuple(
        blob
        for blob in kept
        if blob.name not in hours or newest[hours[blob.name]["before"]] == hours[blob.name]["hour"]
    )


def _roots(listing: Mapping[str, Listed]) -> dict[str, str]:
    """Folders that a document describes, with that document; of folders within one another the outermost."""
    found: dict[str, list[str]] = {}
    for blob in listing:
        folder = table_documents.root_of(blob)
        if folder is not None:
            found.setdefault(folder, []).append(blob)
    outermost: dict[str, str] = {}
    last = ""
    for folder in sorted(found):
        if last and folder.startswith(last):
            continue
        outermost[folder] = min(found[folder], key=table_documents.rank)
        last = folder
    return outermost


async def _described(
    container: Container, listing: Mapping[str, Listed], folder: str, document: str, wanted: str | None
) -> list[Segment]:
    """The segments of one folder."""
    documents = Documents(container, listing)
    kind = table_documents.kind_of(document)
    below = listing if kind == "cdm" else [name for name in listing if name.startswith(folder)]
    try:
        entities = await table_documents.entities(documents, document, below)
    except Exception as error:  # noqa: BLE001  a problem of this segment, never of the list
        failure = error if isinstance(error, AppError) else table_documents.unreadable(document, error)
        # The document is named even if not even that could be read.
        name = next(iter(table_documents.named(folder, [Entity("model")])))
        return [Segment(name, kind, (), (listing[document],), str(failure), failure)]
    about = tuple(listing[blob] for blob in documents.read)
    names = table_documents.named(folder, entities)
    if wanted is not None:
        names = table_documents.also_named(folder, entities) | names
    return [
        Segment(name, kind, tuple(listing[piece.blob] for piece in entity.pieces), about, entity.problem)
        for name, entity in names.items()
    ]


def _source(segment: str, blob: Listed, *, describes: bool = False) -> Source:
    return Source(segment=segment, blob=blob.name, etag=blob.etag, size=blob.size, describes=describes)


def _describes(blob: str) -> bool:
    """Whether a blob is a description of data: a schema file, or a document of the Common Data Model or of Delta."""
    return blob == SCHEMA or blob.endswith((SCHEMA_SUFFIX, ".cdm.json")) or table_documents.root_of(blob) is not None


def _visible(path: str) -> bool:
    """Files of writers' own, `_SUCCESS` and the like, are no part of a segment."""
    return not any(step.startswith(("_", ".")) for step in path.split("/"))
