"""What a document says of a segment's parts: model.json, a manifest, a Delta log, or a schema file beside CSV."""

from __future__ import annotations

import logging
import posixpath
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from shared.domain import Source
from shared.errors import SegmentUnreadable
from shared.segments.part_schema import Column, Given
from shared.segments.tables import cdm_manifest, delta_log, model_json
from shared.segments.tables.entities import MAX_DOCUMENT_BYTES, Entity, Piece, Place, folder_of, parse

log = logging.getLogger(__name__)

MODEL = "model.json"
SCHEMA, SCHEMA_SUFFIX = "_schema.json", ".schema.json"
SCHEMA_FIELDS = {"columns", "delimiter", "header", "encoding", "culture"}


class Version(Protocol):
    """A version of a blob."""

    @property
    def size(self) -> int: ...
    @property
    def etag(self) -> str: ...


class Ranges(Protocol):
    """What reading documents needs of storage."""

    @property
    def place(self) -> Place: ...

    async def read_range(self, name: str, offset: int, length: int, etag: str) -> bytes:
        """Bytes of the pinned version. Raises SourceChanged where it is gone."""
        ...


@dataclass
class Documents:
    """Reads documents of known versions, and takes note of which were read, the first one first."""

    container: Ranges
    versions: Mapping[str, Version]
    read: dict[str, Version] = field(default_factory=dict)

    async def __call__(self, blob: str) -> bytes:
        """Raises SegmentUnreadable where there is none, or it is too large."""
        version = self.versions.get(blob)
        if version is None:
            raise SegmentUnreadable(f"There is no blob {blob}, which the segment's description needs.")
        if version.size > MAX_DOCUMENT_BYTES:
            raise SegmentUnreadable(
                f"{blob} has {version.size:,} bytes; of a description at most {MAX_DOCUMENT_BYTES:,} are read."
            )
        self.read[blob] = version
        return await self.container.read_range(blob, 0, version.size, version.etag) if version.size else b""


def unreadable(what: str, error: Exception) -> SegmentUnreadable:
    """Return a problem for an error that is not this app's own, which must not become another segment's."""
    # The message may quote a value: neither the log nor the user gets it.
    log.error("%s: %s", what, type(error).__name__)
    return SegmentUnreadable(
        f"{what} could not be read ({type(error).__name__}). Write it again, in a plainer form if it was unusual."
    )


def root_of(blob: str) -> str | None:
    """The folder (with a slash at its end) that a document describes; None where the blob is no such document."""
    folder, name = folder_of(blob), posixpath.basename(blob)
    if folder == delta_log.LOG or folder.endswith(f"/{delta_log.LOG}"):
        return folder.removesuffix(delta_log.LOG)
    return folder if name == MODEL or name.endswith(cdm_manifest.SUFFIX) else None


def is_written_last(document: str) -> bool:
    """Whether a document's writing completes a version of the data. (A checkpoint may come at any time later.)"""
    name = posixpath.basename(document)
    return name == MODEL or name.endswith(cdm_manifest.SUFFIX) or delta_log.COMMIT.fullmatch(name) is not None


def rank(document: str) -> tuple[int, str]:
    """Of several documents in one folder, the one with the least counts."""
    name = posixpath.basename(document)
    order = {MODEL: 0, f"default{cdm_manifest.SUFFIX}": 1, f"root{cdm_manifest.SUFFIX}": 2}
    return order.get(name, 3), name


def kind_of(document: str) -> str:
    """`cdm` or `delta`."""
    return "delta" if delta_log.LOG in document else "cdm"


async def entities(documents: Documents, document: str, blobs: Collection[str]) -> list[Entity]:
    """The tables that a document describes. Raises SegmentUnreadable."""
    place = documents.container.place
    if delta_log.LOG in document:
        return await delta_log.entities(documents, document.partition(delta_log.LOG)[0], place, blobs)
    if posixpath.basename(document) == MODEL:
        return model_json.entities(await documents(document), document, place, blobs)
    return await cdm_manifest.entities(documents, document, place, blobs)


def named(folder: str, found: Sequence[Entity]) -> dict[str, Entity]:
    """The segments that a folder's tables are: `<Folder>` where it is one, else `<Folder>.<Table>` each."""
    base = posixpath.basename(folder.rstrip("/"))
    names = {_legal(f"{base}.{entity.name}" if base else entity.name): entity for entity in found}
    # A table whose data is not there leaves the folder's name to another.
    present = [entity for entity in found if not entity.absent] or found
    if base and len(present) == 1:
        alone = present[0]
        return {_legal(base): alone} | {name: entity for name, entity in names.items() if entity is not alone}
    return names


def also_named(folder: str, found: Sequence[Entity]) -> dict[str, Entity]:
    """The same, and `<Folder>.<Table>` where it is one table: a name that stays when a second one comes."""
    base = posixpath.basename(folder.rstrip("/"))
    return {_legal(f"{base}.{entity.name}"): entity for entity in found if base and entity.name} | named(folder, found)


def _legal(name: str) -> str:
    return re.sub(r"[/\\?#\x00-\x1f\x7f]", "_", name).lstrip(".")[:200]


async def pieces(container: Ranges, sources: Sequence[Source]) -> dict[str, Piece]:
    """What the pinned documents among a segment's sources say of its parts, by blob. Raises SegmentUnreadable."""
    about = [source.blob for source in sources if source.describes]
    if not about:
        return {}
    documents = Documents(container, {source.blob: source for source in sources})
    if about[0].endswith((SCHEMA, SCHEMA_SUFFIX)):
        given = schema(await documents(about[0]), about[0])
        return {source.blob: Piece(source.blob, given, plain=True) for source in sources if not source.describes}
    folder = root_of(about[0]) or ""
    found = also_named(folder, await entities(documents, about[0], set(documents.versions)))
    entity = found.get(sources[0].segment)
    if entity is None or entity.problem:
        raise SegmentUnreadable(entity.problem if entity else f"{about[0]} no longer names {sources[0].segment}.")
    return {piece.blob: piece for piece in entity.pieces}


def schema(data: bytes, blob: str) -> Given:
    """What a schema file says: `{"columns": [{"name", "type"}], "delimiter", "header", "encoding", "culture"}`."""
    raw = parse(data, blob)
    unknown = ", ".join(sorted(str(name)[:40] for name in raw.keys() - SCHEMA_FIELDS))
    wrong = SegmentUnreadable(
        f"{blob} is no schema: it takes columns (a list of name and type), delimiter (one character), header "
        "(true or false), encoding (such as windows-1250) and culture (en-US)"
        + (f", not {unknown}." if unknown else ".")
    )
    columns: list[Column] = []
    culture = raw.get("culture", "")
    listed = raw.get("columns", [])
    if unknown or not isinstance(culture, str) or not isinstance(listed, list):
        raise wrong
    for one in listed:
        column: Any = {"name": one} if isinstance(one, str) else one
        if not isinstance(column, dict) or not isinstance(column.get("name"), str) or not column["name"].strip():
            raise wrong
        columns.append(Column(column["name"].strip(), model_json.kind_of(column.get("type")), culture))
    header = model_json.truth(raw.get("header"))
    if header is None and "header" in raw:
        raise wrong
    return Given(
        tuple(columns),
        model_json.delimiter(raw.get("delimiter"), blob),
        header,
        model_json.encoding(raw.get("encoding"), blob),
    )
