"""Delta tables: which Parquet files make up the newest version, by the table's log.

After the Delta protocol (delta-io/delta, PROTOCOL.md): JSON commits `00000000000000000007.json`, checkpoints
`….checkpoint.parquet` (also in parts), `_last_checkpoint`. Reader features that change what the files mean (deletion
vectors, column mapping, version 2 checkpoints, …) are not read: the error names them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any
from urllib.parse import unquote

from shared.errors import SegmentUnreadable
from shared.segments.formats.parquet_files import Tail
from shared.segments.part_schema import Column, Constant, Declaration, Kind
from shared.segments.tables.table_files import (
    MAX_DOCUMENT_BYTES,
    MAX_FILES,
    ContainerAddress,
    ReadDocument,
    Table,
    TableFile,
    find_blob,
)

LOG = "_delta_log/"
COMMIT = re.compile(r"(\d{20})\.json")
CHECKPOINT = re.compile(r"(\d{20})\.checkpoint(?:\.(\d{10})\.(\d{10}))?\.parquet")
V2_CHECKPOINT = re.compile(r"\d{20}\.checkpoint\.[0-9a-f-]{36}\.(json|parquet)")
MAX_READER_VERSION = 3
NOT_READ = "Write the table without that, or as plain Parquet."
READABLE = frozenset({"timestampNtz", "vacuumProtocolCheck", "typeWidening-preview", "typeWidening", "columnMapping"})
"""Reader features that leave the files' meaning as it is. Column mapping: only while the table does not use it."""
NUMBERS = frozenset({"byte", "short", "integer", "long", "float", "double"})
ZONE = re.compile(r"(Z|[+-]\d{2}:?\d{2})$")

type FileKey = tuple[str, str]
"""What the log identifies a file by: its path, and its deletion vector or an empty text."""


async def read_delta_table(
    read: ReadDocument, table: str, container: ContainerAddress, blobs: Collection[str]
) -> list[Table]:
    """The table whose folder is `table` (with a slash at its end), as one entity without a name."""
    metadata, protocol, added = await _state(read, table, blobs)
    _check(metadata, protocol, table)
    types = _types(metadata, table)
    columns = tuple(Column(name, _kind(type_)) for name, type_ in types.items())
    partitioned = metadata.get("partitionColumns")
    instants = frozenset(name for name, type_ in types.items() if type_ == "timestamp")
    constant = [column for column in columns if isinstance(partitioned, list) and column.name in partitioned]
    files = []
    for (_, deletion_vector), action in added.items():
        if deletion_vector:
            raise SegmentUnreadable(
                f"The Delta table {table} uses deletion vectors (feature deletionVectors), which are not read. Run "
                "REORG TABLE … APPLY (PURGE) and switch delta.enableDeletionVectors off."
            )
        values = _as_dict(action.get("partitionValues"))
        constants = tuple(Constant(c, _partition_value(values.get(c.name), types[c.name])) for c in constant)
        blob = _located(action["path"], table, container, blobs)
        files.append(
            TableFile(blob, Declaration(columns, constants=constants, exact=True, instants=instants), parquet=True)
        )
    if len(files) > MAX_FILES:
        raise SegmentUnreadable(f"The Delta table {table} has more than {MAX_FILES:,} files. Run OPTIMIZE.")
    return [Table("" if table else container.name, tuple(sorted(files, key=lambda file: file.blob)))]


def _located(path: str, table: str, container: ContainerAddress, blobs: Collection[str]) -> str:
    """Return the blob of a file by its path in the log: percent-encoded once, from the table's folder.

    What is escaped within the name (folders of partition values: `at=13%3A00`) stays so.
    """
    if "://" not in path and not path.startswith("/"):
        found = table + unquote(path)
        if found in blobs and ".." not in found.split("/"):
            return found
    return find_blob(path, table, container, blobs, f"{table}{LOG}")


def _partition_value(value: object, type_: object) -> str | None:
    """Return a partition value in the form that the values of a file have."""
    if value is None or value == "":
        return None
    text = str(value)
    if not str(type_).startswith("timestamp"):
        return text
    date, _, time = text.replace("T", " ").partition(" ")
    zone = ZONE.search(time)
    clock = time[: zone.start()] if zone else time
    clock = clock.rstrip("0").rstrip(".") if "." in clock else clock
    # Without an offset it is UTC, but for the type that has no time zone.
    return f"{date}T{clock or '00:00:00'}" + (zone[0] if zone else "" if type_ == "timestamp_ntz" else "Z")


async def _state(
    read: ReadDocument, table: str, blobs: Collection[str]
) -> tuple[dict[str, Any], dict[str, Any], dict[FileKey, dict[str, Any]]]:
    """Metadata, protocol and the files, after all actions."""
    commits, checkpoints, is_v2 = _log(table, blobs)
    version, parts = checkpoints or (-1, [])
    later = sorted(number for number in commits if number > version)
    if later != list(range(version + 1, version + 1 + len(later))) or (not later and not parts):
        if is_v2:
            raise SegmentUnreadable(f"The Delta table {table} has version 2 checkpoints (v2Checkpoint). {NOT_READ}")
        raise SegmentUnreadable(
            f"The log of the Delta table {table} has gaps: commits are missing before {max(commits, default=0)}."
        )
    metadata: dict[str, Any] = {}
    protocol: dict[str, Any] = {}
    added: dict[FileKey, dict[str, Any]] = {}
    if not later and version in commits:
        # It says nothing that the checkpoint does not, but tells when the version was written.
        await read(commits[version])
    actions = [action for part in parts for action in checkpoint_actions(await read(part), part)]
    for number in later:
        actions += _commit_actions(await read(commits[number]), commits[number])
        if len(added) + len(actions) > 50 * MAX_FILES:
            raise SegmentUnreadable(f"The Delta table {table} has too many files. Run OPTIMIZE.")
        _apply(actions, metadata, protocol, added)
        actions = []
    _apply(actions, metadata, protocol, added)
    return metadata, protocol, added


def _apply(
    actions: list[dict[str, Any]],
    metadata: dict[str, Any],
    protocol: dict[str, Any],
    added: dict[FileKey, dict[str, Any]],
) -> None:
    for action in actions:
        for kind, body in action.items():
            if not isinstance(body, dict):
                continue
            if kind == "metaData":
                metadata.clear()
                metadata.update(body)
            elif kind == "protocol":
                protocol.clear()
                protocol.update(body)
            elif kind == "add" and isinstance(body.get("path"), str):
                added[_key(body)] = body
            elif kind == "remove" and isinstance(body.get("path"), str):
                added.pop(_key(body), None)


def _key(action: dict[str, Any]) -> FileKey:
    # Writers may escape more or fewer characters of the same name.
    path, vector = unquote(action["path"]), action.get("deletionVector")
    if not isinstance(vector, dict) or vector.get("storageType") is None:
        return path, ""
    return path, f"{vector['storageType']}{vector.get('pathOrInlineDv')}@{vector.get('offset')}"


def _log(table: str, blobs: Collection[str]) -> tuple[dict[int, str], tuple[int, list[str]] | None, bool]:
    """Commits by number, the newest checkpoint that is whole, and whether there are checkpoints of version 2."""
    prefix = table + LOG
    commits: dict[int, str] = {}
    checkpoints: dict[tuple[int, int], list[tuple[int, str]]] = {}
    is_v2 = False
    for blob in blobs:
        if not blob.startswith(prefix):
            continue
        name = blob.removeprefix(prefix)
        if found := COMMIT.fullmatch(name):
            commits[int(found[1])] = blob
        elif found := CHECKPOINT.fullmatch(name):
            checkpoints.setdefault((int(found[1]), int(found[3] or 1)), []).append((int(found[2] or 1), blob))
        is_v2 = is_v2 or V2_CHECKPOINT.fullmatch(name) is not None
    whole = [
        (number, [blob for _, blob in sorted(parts)])
        for (number, count), parts in checkpoints.items()
        if len(parts) == count
    ]
    return commits, max(whole, default=None), is_v2


def _check(metadata: dict[str, Any], protocol: dict[str, Any], table: str) -> None:
    if not metadata or not protocol:
        missing = "protocol" if metadata else "metadata"
        raise SegmentUnreadable(f"The log of the Delta table {table} has no {missing}. Write the table again.")
    features = protocol.get("readerFeatures")
    unknown = sorted({str(name) for name in features} - READABLE) if isinstance(features, list) else []
    # Deletion vectors may be allowed without there being any: a file that has one says so itself.
    unknown = [name for name in unknown if name != "deletionVectors"]
    if unknown:
        raise SegmentUnreadable(
            f"The Delta table {table} needs reader features that this app does not have: {', '.join(unknown)}. "
            f"{NOT_READ}"
        )
    version = protocol.get("minReaderVersion")
    if not isinstance(version, int) or version > MAX_READER_VERSION:
        raise SegmentUnreadable(
            f"The Delta table {table} needs a reader of version {version}; this app is one of version "
            f"{MAX_READER_VERSION}. {NOT_READ}"
        )
    provider = _as_dict(metadata.get("format")).get("provider", "parquet")
    if provider != "parquet":
        raise SegmentUnreadable(f"The files of the Delta table {table} are {provider}, which is not read. {NOT_READ}")
    configuration = _as_dict(metadata.get("configuration"))
    mode = configuration.get("delta.columnMapping.mode")
    if mode not in (None, "none"):
        raise SegmentUnreadable(
            f"The Delta table {table} uses column mapping (mode {mode}), which is not read: the files hold other "
            "names. Write it anew without delta.columnMapping.mode."
        )


def _types(metadata: dict[str, Any], table: str) -> dict[str, object]:
    """The types of the columns by name."""
    try:
        return {str(field["name"]): field["type"] for field in json.loads(metadata["schemaString"])["fields"]}
    except (KeyError, TypeError, ValueError, RecursionError):
        raise SegmentUnreadable(f"The log of the Delta table {table} has no readable schema.") from None


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


def _commit_actions(data: bytes, blob: str) -> list[dict[str, Any]]:
    found = []
    for line in data.splitlines():
        if line.strip():
            try:
                action = json.loads(line)
            except (ValueError, RecursionError):
                raise SegmentUnreadable(f"{blob} is damaged: a line is no JSON. Repair the Delta table.") from None
            if isinstance(action, dict):
                found.append(action)
    return found


def checkpoint_actions(data: bytes, blob: str) -> list[dict[str, Any]]:
    """The actions of a checkpoint file."""
    # Imported late: DuckDB takes its time to load.
    import duckdb

    assert len(data) <= MAX_DOCUMENT_BYTES
    with duckdb.connect(config={"memory_limit": "256MB", "threads": 1}) as db:
        db.register_filesystem(Tail(data, len(data)))
        try:
            described = db.execute("DESCRIBE SELECT * FROM read_parquet('tail://file')").fetchall()
            known = [name for name, *_ in described if name in ("add", "remove", "metaData", "protocol")]
            columns = ", ".join(f'to_json("{name}") AS "{name}"' for name in known)
            rows = db.execute(f"SELECT {columns} FROM read_parquet('tail://file')").fetchall()  # noqa: S608
        except duckdb.Error:
            raise SegmentUnreadable(f"{blob} cannot be read. Repair the Delta table.") from None
    if any(name == "checkpointMetadata" for name, *_ in described):
        raise SegmentUnreadable(f"{blob} is a version 2 checkpoint (v2Checkpoint). {NOT_READ}")
    return [
        {name: json.loads(value)}
        for row in rows
        for name, value in zip(known, row, strict=True)
        if value is not None and value != "null"
    ]


def _as_dict(value: object) -> dict[str, Any]:
    """A map of the protocol: an object in JSON; entries of key and value where an older Parquet reader gives a list."""
    if isinstance(value, dict):
        return value
    if isinstance(value, list):
        return {str(one.get("key")): one.get("value") for one in value if isinstance(one, dict)}
    return {}
