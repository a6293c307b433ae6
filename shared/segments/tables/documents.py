"""Documents that describe a segment's parts: model.json, a manifest, a Delta log, or a schema file next to CSV."""

from __future__ import annotations

import logging
import posixpath
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from shared.domain import Source
from shared.errors import SegmentUnreadable
from shared.segments.tables import cdm_manifest, delta_table, model_json
from shared.segments.tables.declarations import SCHEMA, SCHEMA_SUFFIX, parse_schema_file
from shared.segments.tables.table_files import MAX_DOCUMENT_BYTES, ContainerAddress, Table, TableFile, folder_of
from shared.texts import text

log = logging.getLogger(__name__)

MODEL = "model.json"
TIME_FOLDER = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}[.:_-]\d{2}[.:_-]\d{2}(?:\.\d+)?Z?/")
"""The name of an incremental folder of Synapse Link: it has a model.json of its own, and what changed since then."""


class BlobVersion(Protocol):
    """A version of a blob."""

    @property
    def size(self) -> int: ...
    @property
    def etag(self) -> str: ...


class RangeReader(Protocol):
    """What reading documents and parts needs of storage."""

    @property
    def address(self) -> ContainerAddress: ...

    async def read_range(self, name: str, offset: int, length: int, etag: str) -> bytes:
        """Return bytes of the pinned version. Raises SourceChanged if it does not exist any more."""
        ...


@dataclass
class DocumentReader:
    """Reads documents of known versions. `read` are those that were read, in that order."""

    container: RangeReader
    versions: Mapping[str, BlobVersion]
    read: dict[str, BlobVersion] = field(default_factory=dict)

    async def __call__(self, blob: str) -> bytes:
        """Return a document. Raises SegmentUnreadable if there is none, or it is too large; SourceChanged."""
        version = self.versions.get(blob)
        if version is None:
            raise SegmentUnreadable(text("description-blob-missing", blob=blob))
        if version.size > MAX_DOCUMENT_BYTES:
            raise SegmentUnreadable(
                text("description-too-large", blob=blob, size=version.size, limit=MAX_DOCUMENT_BYTES)
            )
        self.read[blob] = version
        return await self.container.read_range(blob, 0, version.size, version.etag) if version.size else b""


def unexpected_failure(what: str, error: Exception) -> SegmentUnreadable:
    """Return the problem of one segment for an unexpected error, so that it does not affect other segments."""
    # The message may quote a value: neither the log nor the user may see it.
    log.error("%s: %s", what, type(error).__name__)
    return SegmentUnreadable(text("blob-unexpected", blob=what, error=type(error).__name__))


def folder_described_by(blob: str) -> str | None:
    """Return the folder (with a slash at its end) that a document describes; None for any other blob."""
    folder, name = folder_of(blob), posixpath.basename(blob)
    if folder == delta_table.LOG or folder.endswith(f"/{delta_table.LOG}"):
        return folder.removesuffix(delta_table.LOG)
    return folder if name == MODEL or name.endswith(cdm_manifest.SUFFIX) else None


def parent_of_increment(folder: str) -> str | None:
    """Return the folder that contains this incremental folder; None if it is not named by a time."""
    parent = folder_of(folder.rstrip("/"))
    return parent if TIME_FOLDER.fullmatch(folder.removeprefix(parent)) else None


def table_folder(document: str) -> str:
    """Return the folder after which the tables of a document are named. Raises ValueError for any other blob."""
    folder = folder_described_by(document)
    if folder is None:
        raise ValueError(document)
    parent = parent_of_increment(folder)
    return folder if parent is None else parent


def is_written_last(document: str) -> bool:
    """Tell whether writing this document completes a version of the data. (A checkpoint may be written at any time.)"""
    name = posixpath.basename(document)
    return name == MODEL or name.endswith(cdm_manifest.SUFFIX) or delta_table.COMMIT.fullmatch(name) is not None


def precedence(document: str) -> tuple[int, str]:
    """Return the sort key of the documents of a folder: the first one is read."""
    name = posixpath.basename(document)
    order = {MODEL: 0, f"default{cdm_manifest.SUFFIX}": 1, f"root{cdm_manifest.SUFFIX}": 2}
    return order.get(name, 3), name


def table_kind(document: str) -> str:
    """Return `cdm` or `delta`."""
    return "delta" if delta_table.LOG in document else "cdm"


async def read_tables(reader: DocumentReader, documents: Sequence[str], blobs: Collection[str]) -> list[Table]:
    """Return the tables that documents describe: one document, or those of incremental folders, the oldest first.

    Raises SegmentUnreadable, SourceChanged.
    """
    found = [await _read_document(reader, document, blobs) for document in documents]
    if parent_of_increment(folder_described_by(documents[0]) or "") is None:
        return found[0]
    increments: dict[str, list[Table]] = {}
    for table in (table for tables in found for table in tables):
        increments.setdefault(table.name, []).append(table)
    return [_merge_increments(name, tables) for name, tables in increments.items()]


def _merge_increments(name: str, increments: Sequence[Table]) -> Table:
    files = {file.blob: file for table in increments for file in table.files}
    problem = next((table.problem for table in increments if table.problem), None)
    if not problem and any(file.declared.change_log is None for file in files.values()):
        problem = text("increments-without-keys", table=name)
    return Table(name, tuple(files.values()), problem)


async def _read_document(reader: DocumentReader, document: str, blobs: Collection[str]) -> list[Table]:
    container = reader.container.address
    if delta_table.LOG in document:
        return await delta_table.read_delta_table(reader, document.partition(delta_table.LOG)[0], container, blobs)
    if posixpath.basename(document) == MODEL:
        return model_json.read_model_tables(await reader(document), document, container, blobs)
    return await cdm_manifest.read_manifest_tables(reader, document, container, blobs)


def name_tables(folder: str, tables: Sequence[Table]) -> dict[str, Table]:
    """Return the tables of a folder by the names of their segments.

    `<Folder>` if it is one table, else `<Folder>.<Table>` each.
    """
    base = posixpath.basename(folder.rstrip("/"))
    names = {_valid_name(f"{base}.{table.name}" if base else table.name): table for table in tables}
    # A table without data does not count: another one may have the folder's name.
    present = [table for table in tables if not table.absent] or tables
    if base and len(present) == 1:
        only = present[0]
        return {_valid_name(base): only} | {name: table for name, table in names.items() if table is not only}
    return names


def name_tables_twice(folder: str, tables: Sequence[Table]) -> dict[str, Table]:
    """Return the same, and `<Folder>.<Table>` also of a single table: a name that stays when a second one is added."""
    base = posixpath.basename(folder.rstrip("/"))
    long_names = {_valid_name(f"{base}.{table.name}"): table for table in tables if base and table.name}
    return long_names | name_tables(folder, tables)


def _valid_name(name: str) -> str:
    return re.sub(r"[/\\?#\x00-\x1f\x7f]", "_", name).lstrip(".")[:200]


async def read_table_files(container: RangeReader, sources: Sequence[Source]) -> dict[str, TableFile]:
    """Return what the pinned documents among a segment's sources declare of its parts, by blob.

    Raises SegmentUnreadable, SourceChanged.
    """
    documents = [source.blob for source in sources if source.describes]
    if not documents:
        return {}
    reader = DocumentReader(container, {source.blob: source for source in sources})
    if documents[0].endswith((SCHEMA, SCHEMA_SUFFIX)):
        declared = parse_schema_file(await reader(documents[0]), documents[0])
        parts = [source.blob for source in sources if not source.describes]
        return {blob: TableFile(blob, declared, in_plain_folder=True) for blob in parts}
    folder = table_folder(documents[0])
    increments = [one for one in documents if one.endswith(f"/{MODEL}") and table_folder(one) == folder]
    read = increments if parent_of_increment(folder_of(documents[0])) is not None else documents[:1]
    tables = name_tables_twice(folder, await read_tables(reader, read, set(reader.versions)))
    table = tables.get(sources[0].table)
    if table is None or table.problem:
        raise SegmentUnreadable(
            (table.problem if table else None)
            or text("table-no-longer-named", document=documents[0], table=sources[0].table)
        )
    return {file.blob: file for file in table.files}
