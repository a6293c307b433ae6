"""Common Data Model folders by their manifest (`*.manifest.cdm.json`).

After Microsoft's description of manifests (learn.microsoft.com, Common Data Model, "Manifest") and the CDM SDK's
schema: entities with partitions and partition patterns, traits that say how CSV is written, definitions in documents
of their own, sub-manifests.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from shared.errors import SegmentUnreadable
from shared.segments.part_schema import Column
from shared.segments.tables.declarations import (
    declare_text,
    declared_kind,
    find_change_log,
)
from shared.segments.tables.model_json import traits_of, unreadable_table
from shared.segments.tables.table_files import (
    MAX_DOCUMENTS,
    MAX_FILES,
    ContainerAddress,
    ReadDocument,
    Table,
    TableFile,
    find_blob,
    folder_of,
    objects,
    parse_document,
)
from shared.texts import text

SUFFIX = ".manifest.cdm.json"
CSV, PARQUET = "is.partition.format.CSV", "is.partition.format.Parquet"
MAX_PATTERN = 500


async def read_manifest_tables(
    read: ReadDocument, document: str, container: ContainerAddress, blobs: Collection[str]
) -> list[Table]:
    """Return the tables that have data, of a manifest and of those it refers to. Raises SegmentUnreadable."""
    found: list[Table] = []
    seen: set[str] = set()
    waiting = [document]
    # Each manifest is read once: manifests may refer to each other.
    while waiting:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        if len(seen) > MAX_DOCUMENTS:
            raise SegmentUnreadable(text("cdm-too-many-manifests", document=document, limit=MAX_DOCUMENTS))
        manifest = parse_document(await read(path), path)
        for raw in objects(manifest.get("entities")):
            name = raw.get("entityName")
            if isinstance(name, str) and name.strip():
                table = await _table(read, raw, name.strip(), path, container, blobs)
                if table.files or table.problem:
                    found.append(table)
        waiting += [
            find_blob(sub["definition"], folder_of(path), container, blobs, path)
            for sub in objects(manifest.get("subManifests"))
            if isinstance(sub.get("definition"), str)
        ]
    return found


async def _table(
    read: ReadDocument,
    raw: dict[str, Any],
    name: str,
    document: str,
    container: ContainerAddress,
    blobs: Collection[str],
) -> Table:
    if table := unreadable_table(raw, name, document):
        return table
    patterns = objects(raw.get("dataPartitionPatterns") or raw.get("partitionPatterns"))
    try:
        columns = await _columns(read, raw, document, container, blobs)
        files = {
            file.blob: file
            for partition in objects(raw.get("dataPartitions") or raw.get("partitions"))
            for file in _file(partition, columns, document, container, blobs)
        }
        for pattern in patterns:
            for blob in _matching(pattern, document, blobs):
                files.setdefault(blob, _declare(blob, pattern, columns, document))
    except SegmentUnreadable as error:
        return Table(name, problem=error.cause)
    if patterns and not files:
        looked_for = [_show(pattern) for pattern in patterns[:5]]
        problem = text("cdm-no-match", document=document, table=name, patterns=looked_for)
        return Table(name, problem=problem, absent=True)
    if len(files) > MAX_FILES:
        return Table(name, problem=text("too-many-partitions", document=document, table=name, limit=MAX_FILES))
    return Table(name, tuple(files.values()))


def _file(
    partition: dict[str, Any],
    columns: tuple[Column, ...],
    document: str,
    container: ContainerAddress,
    blobs: Collection[str],
) -> Iterator[TableFile]:
    location = partition.get("location")
    if isinstance(location, str) and location.strip():
        yield _declare(
            find_blob(location.strip(), folder_of(document), container, blobs, document), partition, columns, document
        )


def _declare(blob: str, partition: dict[str, Any], columns: tuple[Column, ...], document: str) -> TableFile:
    """Return a file with what its partition's traits declare. Raises SegmentUnreadable if they are not supported."""
    found = traits_of(partition)
    csv = found.get(CSV, {})
    culture = found.get("is.partition.culture", {}).get("culture") or csv.get("culture") or ""
    if culture:
        columns = tuple(Column(column.name, column.kind, str(culture)) for column in columns)
    declared = declare_text(csv, document, columns, "columnHeaders")
    declared = replace(declared, change_log=find_change_log(columns))
    return TableFile(blob, declared, PARQUET in found or (CSV not in found and blob.endswith(".parquet")))


async def _columns(
    read: ReadDocument, raw: dict[str, Any], document: str, container: ContainerAddress, blobs: Collection[str]
) -> tuple[Column, ...]:
    """Return the attributes by the entity's definition; none if it is in another container."""
    path = raw.get("entityPath") or raw.get("entitySchema") or raw.get("entityDeclaration")
    if not isinstance(path, str):
        return ()
    file, _, name = path.rpartition("/")
    try:
        blob = find_blob(file, folder_of(document), container, blobs, document)
    except SegmentUnreadable:
        return ()
    definitions = objects(parse_document(await read(blob), blob).get("definitions"))
    found = next((one for one in definitions if one.get("entityName") == name), None)
    return tuple(_attributes(found.get("hasAttributes"), 0)) if found else ()


def _attributes(listed: object, depth: int) -> Iterator[Column]:
    if depth > 20:
        return
    for one in objects(listed):
        group = one.get("attributeGroupReference")
        if isinstance(group, dict):
            yield from _attributes(group.get("members"), depth + 1)
        elif isinstance(one.get("name"), str):
            type_ = one.get("dataType") or one.get("dataFormat")
            if isinstance(type_, dict):
                type_ = type_.get("dataTypeReference")
            yield Column(one["name"].strip(), declared_kind(type_))


def _matching(pattern: dict[str, Any], document: str, blobs: Collection[str]) -> list[str]:
    """Return the blobs below the pattern's root that match it, by name."""
    root = pattern.get("rootLocation")
    root = root.strip() if isinstance(root, str) else ""
    folder = folder_of(document)
    below = {folder + root.strip("/"), root.strip("/")} if root.strip("/.") else {folder.rstrip("/")}
    prefixes = tuple(f"{one}/" if one else "" for one in below)
    regex, glob = pattern.get("regularExpression"), pattern.get("globPattern")
    expression = regex if isinstance(regex, str) else glob_to_regex(glob) if isinstance(glob, str) else ""
    if not expression or len(expression) > MAX_PATTERN:
        raise SegmentUnreadable(text("cdm-pattern-missing", document=document))
    for prefix in prefixes:
        names = sorted(blob.removeprefix(prefix) for blob in blobs if blob.startswith(prefix))
        if found := match_names(names, expression, document):
            return [prefix + name for name in found]
    return []


def _show(pattern: dict[str, Any]) -> str:
    text = pattern.get("regularExpression") or pattern.get("globPattern")
    return f"the pattern {str(text)[:200]!r} below {str(pattern.get('rootLocation') or '')[:200]!r}"


def glob_to_regex(pattern: str) -> str:
    """Return a glob as a regular expression: `*` and `?` within a folder's name, `**` across folders."""
    translated = {"**/": "(.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.strip().lstrip("/"))
    return "".join(translated.get(part, re.escape(part)) for part in parts)


def match_names(names: Sequence[str], expression: str, document: str) -> list[str]:
    """Return the names that match, with or without a slash before them.

    Uses DuckDB's regular expressions (RE2): their time is proportional to the text, whatever the pattern is.
    Raises SegmentUnreadable if the expression is not valid.
    """
    # Imported late: DuckDB is slow to load.
    import duckdb

    with duckdb.connect() as db:
        try:
            rows = db.execute(
                "SELECT name FROM (SELECT unnest(?::VARCHAR[]) AS name) WHERE regexp_full_match(name, ?) "
                "OR regexp_full_match('/' || name, ?) ORDER BY name",
                [list(names), expression, expression],
            ).fetchall()
        except duckdb.Error:
            raise SegmentUnreadable(text("cdm-pattern-invalid", document=document)) from None
    return [row[0] for row in rows]
