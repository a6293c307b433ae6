"""Finds segments by name: single files, folders with several parts, and tables that a document describes."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from shared.domain import Source
from shared.domain.export import SEGMENT_PATTERN
from shared.domain.segment_format import SegmentFormat
from shared.errors import AppError, SegmentNotFound, SegmentUnreadable
from shared.segments.blob_names import SUFFIXES, file_kind, is_unknown, segment_of
from shared.segments.tables import documents as table_documents
from shared.segments.tables.declarations import SCHEMA, SCHEMA_SUFFIX
from shared.segments.tables.documents import DocumentReader, folder_described_by
from shared.segments.tables.table_files import ContainerAddress, Table
from shared.texts import Text, text

DOCUMENTS_AT_ONCE = 8
UNKNOWN = "unknown"
"""The kind of a file whose name does not say how it is read."""
TIME_FOLDER = re.compile(r"(?P<parent>(?:[^/]+/)*?)(?P<time>\d{4}/\d{2}/\d{2}/\d{4})/")
"""Customer Insights writes each export into `<Table>/<yyyy>/<MM>/<dd>/<HHMM>/`."""


class ListedBlob(Protocol):
    """A blob in a listing. `size` in bytes; `archived`: in a tier that cannot be read."""

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
    """What the catalog needs of storage."""

    @property
    def address(self) -> ContainerAddress: ...

    def list(self, prefix: str = "") -> AsyncIterator[ListedBlob]:
        """Yield the blobs whose names begin with `prefix`, by name."""
        ...

    def list_top(self) -> AsyncIterator[ListedBlob]:
        """Yield the blobs that are in no folder."""
        ...

    async def read_range(self, name: str, offset: int, length: int, etag: str) -> bytes:
        """Return bytes of the pinned version. Raises SourceChanged if it does not exist any more."""
        ...


@dataclass(frozen=True)
class Segment:
    """A segment in storage: its parts (`blobs`) and the `documents` that describe them.

    `problem` says why it cannot be read; `error` is what reading its documents raised. `format` was chosen in the app.
    """

    name: str
    kind: str
    blobs: tuple[ListedBlob, ...]
    documents: tuple[ListedBlob, ...] = ()
    problem: Text | None = None
    error: AppError | None = None
    format: SegmentFormat | None = None

    @property
    def parts(self) -> tuple[Source, ...]:
        """Return the parts, pinned, in order."""
        return tuple(_pin(self.name, blob) for blob in self.blobs)

    @property
    def sources(self) -> list[Source]:
        """Return what a run reads: the documents and the parts, pinned. The first one has the chosen format."""
        found = [*(_pin(self.name, blob, describes=True) for blob in self.documents), *self.parts]
        return [found[0].with_format(self.format), *found[1:]] if self.format and found else found

    @property
    def size(self) -> int:
        """Return the size of all parts together, in bytes."""
        return sum(blob.size for blob in self.blobs)

    @property
    def updated(self) -> datetime:
        """Return when its newest blob was written."""
        return max(blob.modified for blob in (*self.blobs, *self.documents))


def may_update(blob: str, segment: str) -> bool:
    """Tell whether writing this blob may make a new version of the segment."""
    if folder_described_by(blob) is None:
        return segment_of(blob) == segment
    if not table_documents.is_written_last(blob):
        return False
    base = table_documents.table_folder(blob).rstrip("/").rpartition("/")[2]
    return not base or segment == base or segment.startswith(f"{base}.")


async def find(container: Container, name: str) -> Segment:
    """Return the segment of that name, every part pinned by its ETag as listed.

    Raises SegmentNotFound; SegmentUnreadable if a file and a folder have the same name, if its parts are of several
    kinds, or if its description cannot be read.
    """
    segment = await find_any(container, name)
    if segment.problem:
        raise segment.error or SegmentUnreadable(segment.problem)
    return segment


async def find_any(container: Container, name: str) -> Segment:
    """Return the segment of that name, also if it cannot be read. Raises SegmentNotFound."""
    # Most segments are below their own name. A model.json and its partitions may be anywhere in the container; one that
    # is in no folder may describe any folder.
    at_top = [blob.name async for blob in container.list_top() if folder_described_by(blob.name) == ""]
    for prefix in ("",) if at_top else (name, ""):
        listing = {blob.name: blob async for blob in container.list(prefix)}
        found = (await _find_segments(container, listing, name)).get(name)
        if found and (found.kind not in ("cdm", UNKNOWN) or not prefix):
            return found
    raise SegmentNotFound(text("segment-not-found", name=name))


async def all_segments(container: Container) -> list[Segment]:
    """Return all segments, by name."""
    listing = {blob.name: blob async for blob in container.list()}
    found = await _find_segments(container, listing)
    return [found[name] for name in sorted(found)]


async def _find_segments(
    container: Container, listing: Mapping[str, ListedBlob], wanted: str | None = None
) -> dict[str, Segment]:
    """Return segments by name: all, or at least the one that is `wanted`, if it exists."""
    folders = _described_folders(listing)
    increments = _incremental_folders(listing) if "" in folders else set()
    top = await _read_folder(container, listing, "", folders.pop(""), None) if "" in folders else []
    not_plain = (*folders, *increments, *_folders_of_tables(top))
    plain: dict[str, list[ListedBlob]] = {}
    for blob in listing.values():
        if not blob.name.startswith(not_plain) and (name := segment_of(blob.name)):
            plain.setdefault(name, []).append(blob)
    found = {name: _plain_segment(name, blobs, listing) for name, blobs in plain.items()}
    for blob in listing.values():
        if blob.size and not blob.name.startswith(not_plain) and is_unknown(blob.name):
            _add_unknown(found, blob)
    _add_tables(found, top)
    if wanted in found and found[wanted].kind != UNKNOWN:
        return found
    turns = asyncio.Semaphore(DOCUMENTS_AT_ONCE)

    async def read(folder: str, documents: Sequence[str]) -> list[Segment]:
        async with turns:
            return await _read_folder(container, listing, folder, documents, wanted)

    for tables in await asyncio.gather(*(read(folder, documents) for folder, documents in folders.items())):
        _add_tables(found, tables)
    return found


def _add_tables(found: dict[str, Segment], tables: Iterable[Segment]) -> None:
    """Add segments whose names are not those of a file or a plain folder."""
    for table in tables:
        if table.name not in found or found[table.name].kind == UNKNOWN:
            found[table.name] = table


def _plain_segment(name: str, blobs: Iterable[ListedBlob], listing: Mapping[str, ListedBlob]) -> Segment:
    blobs = _newest_export(blobs)
    kinds = sorted({str(file_kind(blob.name)) for blob in blobs})
    flat = [blob.name for blob in blobs if "/" not in blob.name]
    problem = None
    if len(flat) > 1 or (flat and len(blobs) > 1):
        problem = text("several-forms", segment=name, blobs=[blob.name for blob in blobs[:5]])
    elif not re.fullmatch(SEGMENT_PATTERN, name):
        problem = text("unusable-name", segment=name)
    elif len(kinds) > 1:
        problem = text("several-kinds", segment=name, kinds=kinds)
    schema = listing.get(name + SCHEMA_SUFFIX if flat else f"{name}/{SCHEMA}")
    return Segment(name, kinds[0], blobs, (schema,) if schema else (), problem)


def _folders_of_tables(top: Iterable[Segment]) -> set[str]:
    """Return the folders and blobs that belong to tables by a document at the container's root.

    They are not segments themselves, nor are other files in such a folder (copies of parts, earlier partitions).
    """
    found = set()
    for segment in top:
        if segment.kind == "delta":
            return {""}
        found |= {first + slash for first, slash, _ in (blob.name.partition("/") for blob in segment.blobs)}
        if segment.problem and segment.error is None:
            found.add(f"{segment.name}/")
    return found


def _add_unknown(found: dict[str, Segment], blob: ListedBlob) -> None:
    """Add a blob of an unknown kind: as a problem of its folder's segment, else as a segment that cannot be read."""
    folder, slash, _ = blob.name.partition("/")
    segment = found.get(folder) if slash else None
    if segment is not None and (segment.problem or segment.kind == UNKNOWN):
        return
    ends = sorted({suffix.split(".")[1] for suffix in SUFFIXES})
    problem = text("unknown-kind", blob=blob.name, endings=ends)
    if segment is None:
        found.setdefault(folder, Segment(folder, UNKNOWN, (blob,), (), problem))
    else:
        found[folder] = replace(segment, problem=problem)


def _newest_export(blobs: Iterable[ListedBlob]) -> tuple[ListedBlob, ...]:
    """Return the parts without those in older folders of a time: each such folder is the whole table."""
    every = tuple(blobs)
    matches = {blob.name: match for blob in every if (match := TIME_FOLDER.match(blob.name))}
    newest: dict[str, str] = {}
    for match in matches.values():
        newest[match["parent"]] = max(match["time"], newest.get(match["parent"], ""))
    older = {name for name, match in matches.items() if match["time"] != newest[match["parent"]]}
    return tuple(blob for blob in every if blob.name not in older)


def _described_folders(listing: Mapping[str, ListedBlob]) -> dict[str, list[str]]:
    """Return the folders that documents describe, with those documents. Of nested folders, the outermost counts.

    It is one document, or the documents of the incremental folders in this folder, the oldest first.
    """
    found: dict[str, list[str]] = {}
    for blob in listing:
        folder = folder_described_by(blob)
        if folder is not None:
            found.setdefault(folder, []).append(blob)
    outermost: dict[str, list[str]] = {}
    last = ""
    for folder in sorted(found):
        if last and folder.startswith(last):
            continue
        document = min(found[folder], key=table_documents.precedence)
        parent = table_documents.parent_of_increment(folder)
        if parent is None:
            outermost[folder] = [document]
        elif parent not in found:
            outermost.setdefault(parent, []).append(document)
        last = folder
    return outermost


def _incremental_folders(listing: Iterable[str]) -> set[str]:
    """Return the incremental folders at the container's root, also the one being written: it has no document yet."""
    firsts = {f"{blob.partition('/')[0]}/" for blob in listing}
    return {folder for folder in firsts if table_documents.parent_of_increment(folder) is not None}


async def _read_folder(
    container: Container,
    listing: Mapping[str, ListedBlob],
    folder: str,
    documents: Sequence[str],
    wanted: str | None,
) -> list[Segment]:
    """Return the segments of one folder that `documents` describe. A failure is a segment with a problem."""
    reader = DocumentReader(container, listing)
    document = documents[0]
    kind = table_documents.table_kind(document)
    below = listing if kind == "cdm" else [name for name in listing if name.startswith(folder)]
    try:
        tables = await table_documents.read_tables(reader, documents, below)
    except Exception as error:  # noqa: BLE001  a problem of this segment, never of the list
        failure = error if isinstance(error, AppError) else table_documents.unexpected_failure(document, error)
        # The document is part of the segment, even if it could not be read.
        name = next(iter(table_documents.name_tables(folder, [Table("model")])))
        return [Segment(name, kind, (), (listing[document],), failure.cause, failure)]
    read = tuple(listing[blob] for blob in reader.read)
    name_all = table_documents.name_tables if wanted is None else table_documents.name_tables_twice
    return [
        Segment(name, kind, tuple(listing[file.blob] for file in table.files), read, table.problem)
        for name, table in name_all(folder, tables).items()
    ]


def _pin(segment: str, blob: ListedBlob, *, describes: bool = False) -> Source:
    return Source(segment=segment, blob=blob.name, etag=blob.etag, size=blob.size, describes=describes)
