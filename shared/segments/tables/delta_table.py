"""Delta tables, read by delta-rs (the package `deltalake`): docs/adr/0023-delta-tables-by-delta-rs.md.

delta-rs opens a copy of the table's log in a temporary folder and never reads storage: each blob of the log is pinned
by its ETag, as all sources are. It returns the files of the newest version with their partition values, the schema with
its column mapping, and the deleted rows. DuckDB reads the Parquet files.
"""

from __future__ import annotations

import asyncio
import json
import re
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from shared.errors import SegmentUnreadable
from shared.segments.part_schema import Column, Constant, Declaration, Kind, PhysicalColumn
from shared.segments.tables.table_files import MAX_FILES, ContainerAddress, ReadDocument, Table, TableFile, find_blob
from shared.texts import text

LOG = "_delta_log/"
COMMIT = re.compile(r"(\d{20})\.json")
CHECKPOINT = re.compile(r"(\d{20})\.checkpoint(?:\.(\d{10})\.(\d{10})|\.[0-9a-f-]{36})?\.(?:parquet|json)")
MISSING_FILE = re.compile(r"(?:File not found: |Object at location )(\S+?)(?: not found|$)", re.MULTILINE)
"""How delta-rs names a file that the log refers to: a deletion vector, or a part of a version 2 checkpoint."""
MAX_LOG_BYTES = 128 * 1024 * 1024
SUPPORTED = frozenset({
    "columnMapping", "deletionVectors", "timestampNtz", "typeWidening", "typeWidening-preview", "v2Checkpoint",
    "vacuumProtocolCheck", "variantType", "variantType-preview",
})  # fmt: skip
"""The reader features of tables that are read. (delta-rs lists variantType also for tables without such a column.)"""
NUMBERS = frozenset({"byte", "short", "integer", "long", "float", "double"})


@dataclass(frozen=True)
class DataFile:
    """A file of a table: its path in the log, the values of the partition columns, and the deleted rows.

    `deleted` has a `1` for each deleted row of the file and a `0` for each other one up to the last deleted row.
    """

    path: str
    partition: Mapping[str, str | None]
    deleted: str = ""


@dataclass(frozen=True)
class Version:
    """The newest version of a table."""

    fields: Sequence[Mapping[str, Any]]
    mapping_mode: str
    partition_columns: Sequence[str]
    reader_features: frozenset[str]
    files: Sequence[DataFile]


async def read_delta_table(
    read: ReadDocument, folder: str, container: ContainerAddress, blobs: Collection[str]
) -> list[Table]:
    """Return the table in `folder` (with a slash at its end) as one table without a name.

    Raises SegmentUnreadable, which names the feature if the table uses one that is not supported.
    """
    version = await _load(read, folder, blobs)
    _check_features(version, folder)
    types = {str(field["name"]): field["type"] for field in version.fields}
    columns = tuple(Column(name, _kind(type_)) for name, type_ in types.items())
    instants = frozenset(name for name, type_ in types.items() if type_ == "timestamp")
    physical = _physical_columns(version, folder)
    if len(version.files) > MAX_FILES:
        raise SegmentUnreadable(text("delta-too-many-files", table=folder, limit=MAX_FILES))
    files = []
    for file in version.files:
        constants = tuple(Constant(c, file.partition[c.name]) for c in columns if c.name in version.partition_columns)
        declared = Declaration(
            columns,
            constants=constants,
            exact=True,
            instants=instants,
            physical_columns=physical,
            deleted=file.deleted,
        )
        files.append(TableFile(_find_file(file.path, folder, container, blobs), declared, parquet=True))
    return [Table("" if folder else container.name, tuple(sorted(files, key=lambda file: file.blob)))]


async def _load(read: ReadDocument, folder: str, blobs: Collection[str]) -> Version:
    """Copy the log into a temporary folder, and what else delta-rs asks for, until it can open the table."""
    with tempfile.TemporaryDirectory(prefix="delta-") as directory:
        copy = _LocalCopy(directory, folder)
        needed = _log_files(folder, blobs)
        while True:
            for blob in needed:
                copy.add(blob, await read(blob))
            opened = await asyncio.to_thread(_open, copy.root)
            if isinstance(opened, Version):
                return opened
            needed = copy.missing_files(opened)
            if not needed:
                raise SegmentUnreadable(text("delta-unreadable", table=folder, problem=copy.shorten(opened)))


class _LocalCopy:
    """The blobs of a table that delta-rs reads, as local files."""

    def __init__(self, directory: str, folder: str) -> None:
        self.root = Path(directory).resolve() / "table"
        self._folder = folder
        self._size = 0
        self._blobs: set[str] = set()

    def add(self, blob: str, data: bytes) -> None:
        """Write one blob. Raises SegmentUnreadable if all of them together are too large."""
        self._blobs.add(blob)
        self._size += len(data)
        if self._size > MAX_LOG_BYTES:
            raise SegmentUnreadable(text("delta-log-too-large", table=self._folder, limit=MAX_LOG_BYTES))
        path = self.root / blob.removeprefix(self._folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def missing_files(self, message: str) -> list[str]:
        """Return the blobs of the files that an error of delta-rs says are missing; none if it is another error."""
        paths = [
            Path("/" + unquote(path).removeprefix("file://").lstrip("/")) for path in MISSING_FILE.findall(message)
        ]
        inside = {self._folder + str(path.relative_to(self.root)) for path in paths if path.is_relative_to(self.root)}
        return sorted(inside - self._blobs)

    def shorten(self, message: str) -> str:
        """Return the first line of an error, without names of local folders and values of the table."""
        text = re.sub(r"value '.*' as", "a value as", message.split("\n", 1)[0])
        text = re.sub(rf"(?:file://)?{re.escape(str(self.root))}/?", "", text)
        return re.sub(r"^((External|Kernel) error: )+", "", text).rstrip(".")[:300]


def _log_files(folder: str, blobs: Collection[str]) -> list[str]:
    """Return the newest complete checkpoint and the commits after it, or all commits; the newest commit first."""
    prefix = folder + LOG
    commits: dict[int, str] = {}
    checkpoints: dict[tuple[int, int, str], list[str]] = {}
    for blob in blobs:
        name = blob.removeprefix(prefix) if blob.startswith(prefix) else ""
        if commit := COMMIT.fullmatch(name):
            commits[int(commit[1])] = blob
        elif checkpoint := CHECKPOINT.fullmatch(name):
            # A checkpoint is one file, or so many parts.
            number, parts = int(checkpoint[1]), int(checkpoint[3] or 1)
            checkpoints.setdefault((number, parts, "" if checkpoint[3] else name), []).append(blob)
    complete = [(key[0], files) for key, files in checkpoints.items() if len(files) == key[1]]
    version, checkpoint_files = max(complete, default=(-1, []))
    later = sorted(number for number in commits if number > version)
    if later != list(range(version + 1, version + 1 + len(later))) or (not later and not checkpoint_files):
        raise SegmentUnreadable(text("delta-log-gaps", table=folder, version=max(commits, default=0)))
    # The commit of the checkpoint's version has no new content, but its time is that of the version.
    newest = [version] if not later and version in commits else []
    return [*(commits[number] for number in [*newest, *reversed(later)]), *checkpoint_files]


def _open(root: Path) -> Version | str:
    """Return the newest version of the table in a local folder, or the message of delta-rs's error."""
    # Imported late: the library is large, and few segments are Delta tables.
    from deltalake import DeltaTable

    try:
        table = DeltaTable(root)
        metadata = table.metadata()
        fields = json.loads(table.schema().to_json())["fields"]
        return Version(
            fields,
            metadata.configuration.get("delta.columnMapping.mode", "none"),
            metadata.partition_columns,
            frozenset(table.protocol().reader_features or ()),
            _data_files(table, root, {field["name"]: field["type"] for field in fields}, metadata.partition_columns),
        )
    except BaseException as error:  # noqa: BLE001  a panic of the library is one; no signal reaches this thread
        return str(error)


def _data_files(
    table: Any, root: Path, types: Mapping[str, object], partition_columns: Sequence[str]
) -> list[DataFile]:
    # Imported late: DuckDB is slow to load.
    import duckdb

    with duckdb.connect(config={"memory_limit": "256MB", "threads": 1}) as db:
        db.register("files", table.get_add_actions())
        values = [_partition_text(name, types.get(name)) for name in partition_columns]
        rows = db.execute(f"SELECT {', '.join(['path', *values])} FROM files").fetchall()  # noqa: S608  quoted
        # One character for each row: `1` is a deleted one.
        marks = "array_to_string(list_transform(selection_vector, lambda keep: CASE WHEN keep THEN 0 ELSE 1 END), '')"
        deleted = {}
        # Where features are listed, deletion vectors have to be among them; and delta-rs refuses to look for them in
        # tables with other features (vacuumProtocolCheck, typeWidening).
        features = table.protocol().reader_features
        if not features or "deletionVectors" in features:
            db.register("vectors", table.deletion_vectors().read_all())
            deleted = {
                unquote(uri).removeprefix(f"file://{root}/"): mark
                for uri, mark in db.execute(f"SELECT filepath, {marks} FROM vectors").fetchall()  # noqa: S608
            }
    found = [
        DataFile(path, dict(zip(partition_columns, texts, strict=True)), deleted.pop(unquote(path), ""))
        for path, *texts in rows
    ]
    if deleted:
        raise ValueError(f"a deletion vector (deletionVectors) is of an unknown file {min(deleted)}")
    return found


def _partition_text(name: str, type_: object) -> str:
    """Return the SQL of a partition column's value in the form of values in files (shared/planning/source_sql.py)."""
    value = f"partition['{name.replace(chr(39), chr(39) * 2)}']"
    if type_ == "timestamp":
        return f"replace(timezone('UTC', {value})::VARCHAR, ' ', 'T') || 'Z'"
    if type_ == "timestamp_ntz":
        return f"replace({value}::VARCHAR, ' ', 'T')"
    if type_ in ("float", "double") or str(type_).startswith("decimal"):
        whole = f"{value} = trunc({value}) AND abs({value}) < 1e15"
        return f"CASE WHEN {whole} THEN {value}::BIGINT::VARCHAR ELSE {value}::VARCHAR END"
    return f"nullif({value}::VARCHAR, '')"


def _check_features(version: Version, folder: str) -> None:
    if unsupported := sorted(version.reader_features - SUPPORTED):
        raise SegmentUnreadable(text("delta-features", table=folder, features=unsupported))
    variants = [str(field["name"]) for field in version.fields if '"variant"' in json.dumps(field["type"])]
    if variants:
        raise SegmentUnreadable(text("delta-variant", table=folder, columns=variants))
    if version.mapping_mode not in ("none", "name", "id"):
        raise SegmentUnreadable(text("delta-mapping-mode", table=folder, mode=str(version.mapping_mode)))


def _physical_columns(version: Version, folder: str) -> tuple[PhysicalColumn, ...]:
    """Return the names and ids that columns have in the files; none if the names are those of the table."""
    if version.mapping_mode == "none":
        return ()
    found = []
    for field in version.fields:
        metadata = field.get("metadata", {})
        nested = isinstance(field["type"], dict) and '"struct"' in json.dumps(field["type"])
        if nested:
            raise SegmentUnreadable(text("delta-mapping-nested", table=folder, column=str(field["name"])))
        name = str(field["name"])
        physical = str(metadata.get("delta.columnMapping.physicalName", name))
        field_id = metadata.get("delta.columnMapping.id") if version.mapping_mode == "id" else None
        found.append(PhysicalColumn(name, physical, field_id))
    return tuple(found)


def _find_file(path: str, folder: str, container: ContainerAddress, blobs: Collection[str]) -> str:
    """Return the blob of a file by its path in the log: percent-encoded once, from the table's folder.

    Characters that are escaped in the name itself (folders of partition values: `at=13%3A00`) stay escaped.
    """
    if "://" not in path and not path.startswith("/"):
        found = folder + unquote(path)
        if found in blobs and ".." not in found.split("/"):
            return found
    return find_blob(path, folder, container, blobs, f"{folder}{LOG}")


def _kind(type_: object) -> Kind:
    if isinstance(type_, dict):
        return "list" if type_.get("type") == "array" else "string"
    text = str(type_)
    if text in NUMBERS or text.startswith("decimal"):
        return "number"
    if text == "boolean":
        return "boolean"
    if text == "date":
        return "date"
    return "datetime" if text.startswith("timestamp") else "string"
