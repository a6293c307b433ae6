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
from shared.segments.folder import MAX_DOCUMENT_BYTES, MAX_PIECES, Entity, Piece, Place, Read, located
from shared.segments.layout import Column, Given, Kind
from shared.segments.parquetfile import Tail

LOG = "_delta_log/"
COMMIT = re.compile(r"(\d{20})\.json")
CHECKPOINT = re.compile(r"(\d{20})\.checkpoint(?:\.(\d{10})\.(\d{10}))?\.parquet")
READABLE = frozenset({"timestampNtz", "vacuumProtocolCheck", "typeWidening-preview", "typeWidening", "columnMapping"})
"""Reader features that leave the files' meaning as it is. Column mapping: only while the table does not use it."""
NUMBERS = frozenset({"byte", "short", "integer", "long", "float", "double"})


async def entities(read: Read, table: str, place: Place, blobs: Collection[str]) -> list[Entity]:
    """The table whose folder is `table` (with a slash at its end), as one entity without a name."""
    metadata, protocol, added = await _state(read, table, blobs)
    _check(metadata, protocol, table)
    partitioned = metadata.get("partitionColumns")
    constant = [name for name in partitioned if isinstance(name, str)] if isinstance(partitioned, list) else []
    columns = _columns(metadata, table)
    pieces = []
    for path, action in added.items():
        if action.get("deletionVector"):
            raise SegmentUnreadable(
                f"The Delta table {table} uses deletion vectors, which are not read. Run REORG TABLE … APPLY (PURGE) "
                "and switch delta.enableDeletionVectors off."
            )
        values = action.get("partitionValues")
        values = _as_dict(values)
        constants = tuple((name, None if values.get(name) is None else str(values[name])) for name in constant)
        blob = located(unquote(path), table, place, blobs, f"{table}{LOG}")
        pieces.append(Piece(blob, Given(columns, constants=constants), parquet=True))
    if len(pieces) > MAX_PIECES:
        raise SegmentUnreadable(f"The Delta table {table} has more than {MAX_PIECES:,} files. Run OPTIMIZE.")
    return [Entity("", tuple(sorted(pieces, key=lambda piece: piece.blob)))]


async def _state(
    read: Read, table: str, blobs: Collection[str]
) -> tuple[dict[str, Any], dict[str, Any], dict[str, dict[str, Any]]]:
    """Metadata, protocol and the files by path, after all actions."""
    commits, checkpoints = _log(table, blobs)
    version, parts = checkpoints or (-1, [])
    later = sorted(number for number in commits if number > version)
    if later != list(range(version + 1, version + 1 + len(later))) or (not later and not parts):
        raise SegmentUnreadable(
            f"The log of the Delta table {table} has gaps: commits are missing before {max(commits, default=0)}."
        )
    metadata: dict[str, Any] = {}
    protocol: dict[str, Any] = {}
    added: dict[str, dict[str, Any]] = {}
    actions = [action for part in parts for action in checkpoint_actions(await read(part), part)]
    for number in later:
        actions += _commit_actions(await read(commits[number]), commits[number])
        if len(added) + len(actions) > 50 * MAX_PIECES:
            raise SegmentUnreadable(f"The Delta table {table} has too many files. Run OPTIMIZE.")
        _apply(actions, metadata, protocol, added)
        actions = []
    _apply(actions, metadata, protocol, added)
    return metadata, protocol, added


def _apply(
    actions: list[dict[str, Any]], metadata: dict[str, Any], protocol: dict[str, Any], added: dict[str, dict[str, Any]]
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
                added[body["path"]] = body
            elif kind == "remove" and isinstance(body.get("path"), str):
                added.pop(body["path"], None)


def _log(table: str, blobs: Collection[str]) -> tuple[dict[int, str], tuple[int, list[str]] | None]:
    """Commits by number, and the newest checkpoint that is whole."""
    prefix = table + LOG
    commits: dict[int, str] = {}
    checkpoints: dict[int, list[tuple[int, int, str]]] = {}
    for blob in blobs:
        if not blob.startswith(prefix):
            continue
        name = blob.removeprefix(prefix)
        if found := COMMIT.fullmatch(name):
            commits[int(found[1])] = blob
        elif found := CHECKPOINT.fullmatch(name):
            checkpoints.setdefault(int(found[1]), []).append((int(found[2] or 1), int(found[3] or 1), blob))
    whole = [
        (number, [blob for _, _, blob in sorted(parts)])
        for number, parts in checkpoints.items()
        if len(parts) == parts[0][1]
    ]
    return commits, max(whole, default=None)


def _check(metadata: dict[str, Any], protocol: dict[str, Any], table: str) -> None:
    if not metadata:
        raise SegmentUnreadable(f"The log of the Delta table {table} has no metadata. Write the table anew.")
    features = protocol.get("readerFeatures")
    unknown = sorted({str(name) for name in features} - READABLE) if isinstance(features, list) else []
    # Deletion vectors may be allowed without there being any: a file that has one says so itself.
    unknown = [name for name in unknown if name != "deletionVectors"]
    if unknown:
        raise SegmentUnreadable(
            f"The Delta table {table} needs reader features that this app does not have: {', '.join(unknown)}. "
            "Write it without them, or as plain Parquet."
        )
    configuration = _as_dict(metadata.get("configuration"))
    mode = configuration.get("delta.columnMapping.mode")
    if mode not in (None, "none"):
        raise SegmentUnreadable(
            f"The Delta table {table} uses column mapping (mode {mode}), which is not read: the files hold other "
            "names. Write it anew without delta.columnMapping.mode."
        )


def _columns(metadata: dict[str, Any], table: str) -> tuple[Column, ...]:
    try:
        fields = json.loads(metadata["schemaString"])["fields"]
        return tuple(Column(str(field["name"]), _kind(field["type"])) for field in fields)
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
        raise SegmentUnreadable(f"{blob} is a version 2 checkpoint, which is not read.")
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
