"""Common Data Model folders by their manifest (`*.manifest.cdm.json`).

After Microsoft's description of manifests (learn.microsoft.com, Common Data Model, "Manifest") and the CDM SDK's
schema: entities with partitions and partition patterns, traits that say how CSV is written, definitions in documents
of their own, sub-manifests.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from shared.errors import SegmentUnreadable
from shared.segments.part_schema import Column, Given
from shared.segments.tables.entities import (
    MAX_DOCUMENTS,
    MAX_PIECES,
    Entity,
    Piece,
    Place,
    Read,
    folder_of,
    located,
    parse,
)
from shared.segments.tables.model_json import (
    check_quotes,
    delimiter,
    encoding,
    kind_of,
    traits,
    truth,
    unreadable_entity,
)

SUFFIX = ".manifest.cdm.json"
CSV, PARQUET = "is.partition.format.CSV", "is.partition.format.Parquet"
MAX_PATTERN = 500


async def entities(read: Read, document: str, place: Place, blobs: Collection[str]) -> list[Entity]:
    """The entities of a manifest and of those it refers to that have data."""
    found: list[Entity] = []
    seen: set[str] = set()
    waiting = [document]
    # A manifest that refers back to one that was read is not read again: no loop.
    while waiting:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        if len(seen) > MAX_DOCUMENTS:
            raise SegmentUnreadable(f"{document} refers to more than {MAX_DOCUMENTS} other manifests.")
        manifest = parse(await read(path), path)
        for raw in _objects(manifest.get("entities")):
            name = raw.get("entityName")
            if isinstance(name, str) and name.strip():
                entity = await _entity(read, raw, name.strip(), path, place, blobs)
                if entity.pieces or entity.problem:
                    found.append(entity)
        waiting += [
            located(sub["definition"], folder_of(path), place, blobs, path)
            for sub in _objects(manifest.get("subManifests"))
            if isinstance(sub.get("definition"), str)
        ]
    return found


async def _entity(
    read: Read, raw: dict[str, Any], name: str, document: str, place: Place, blobs: Collection[str]
) -> Entity:
    if entity := unreadable_entity(raw, name, document):
        return entity
    patterns = _objects(raw.get("dataPartitionPatterns") or raw.get("partitionPatterns"))
    try:
        columns = await _columns(read, raw, document, place, blobs)
        pieces = {
            piece.blob: piece
            for partition in _objects(raw.get("dataPartitions") or raw.get("partitions"))
            for piece in _piece(partition, columns, document, place, blobs)
        }
        for pattern in patterns:
            for blob in _matching(pattern, document, place, blobs):
                pieces.setdefault(blob, _read_as(blob, pattern, columns, document))
    except SegmentUnreadable as error:
        return Entity(name, problem=str(error))
    if patterns and not pieces:
        looked_for = " or ".join(_described(pattern) for pattern in patterns[:5])
        problem = f"{document}: no blob of {name} matches {looked_for}. Check that its export to storage has run."
        return Entity(name, problem=problem, absent=True)
    if len(pieces) > MAX_PIECES:
        return Entity(name, problem=f"{document}: {name} has more than {MAX_PIECES:,} partitions.")
    return Entity(name, tuple(pieces.values()))


def _piece(
    partition: dict[str, Any], columns: tuple[Column, ...], document: str, place: Place, blobs: Collection[str]
) -> Iterator[Piece]:
    location = partition.get("location")
    if isinstance(location, str) and location.strip():
        yield _read_as(
            located(location.strip(), folder_of(document), place, blobs, document), partition, columns, document
        )


def _read_as(blob: str, partition: dict[str, Any], columns: tuple[Column, ...], document: str) -> Piece:
    """A blob, by the traits of its partition. Raises SegmentUnreadable where they cannot be followed."""
    found = traits(partition)
    csv = found.get(CSV, {})
    culture = found.get("is.partition.culture", {}).get("culture") or csv.get("culture") or ""
    if culture:
        columns = tuple(Column(column.name, column.kind, str(culture)) for column in columns)
    check_quotes(csv, document)
    given = Given(
        columns,
        delimiter(csv.get("delimiter"), document),
        truth(csv.get("columnHeaders")),
        encoding(csv.get("encoding"), document),
    )
    return Piece(blob, given, PARQUET in found or (CSV not in found and blob.endswith(".parquet")))


async def _columns(
    read: Read, raw: dict[str, Any], document: str, place: Place, blobs: Collection[str]
) -> tuple[Column, ...]:
    """The attributes by the entity's definition; none where it lies elsewhere: then the files' header names them."""
    path = raw.get("entityPath") or raw.get("entitySchema") or raw.get("entityDeclaration")
    if not isinstance(path, str):
        return ()
    file, _, name = path.rpartition("/")
    try:
        blob = located(file, folder_of(document), place, blobs, document)
    except SegmentUnreadable:
        return ()
    definitions = _objects(parse(await read(blob), blob).get("definitions"))
    found = next((one for one in definitions if one.get("entityName") == name), None)
    return tuple(_attributes(found.get("hasAttributes"), 0)) if found else ()


def _attributes(listed: object, depth: int) -> Iterator[Column]:
    if depth > 20:
        return
    for one in _objects(listed):
        group = one.get("attributeGroupReference")
        if isinstance(group, dict):
            yield from _attributes(group.get("members"), depth + 1)
        elif isinstance(one.get("name"), str):
            type_ = one.get("dataType") or one.get("dataFormat")
            if isinstance(type_, dict):
                type_ = type_.get("dataTypeReference")
            yield Column(one["name"].strip(), kind_of(type_))


def _matching(pattern: dict[str, Any], document: str, place: Place, blobs: Collection[str]) -> list[str]:
    """The blobs below the pattern's root that fit it, by name."""
    root = pattern.get("rootLocation")
    root = root.strip() if isinstance(root, str) else ""
    folder = folder_of(document)
    below = {folder + root.strip("/"), root.strip("/")} if root.strip("/.") else {folder.rstrip("/")}
    prefixes = tuple(f"{one}/" if one else "" for one in below)
    regex, glob = pattern.get("regularExpression"), pattern.get("globPattern")
    expression = regex if isinstance(regex, str) else globbed(glob) if isinstance(glob, str) else ""
    if not expression or len(expression) > MAX_PATTERN:
        raise SegmentUnreadable(f"{document} has a partition pattern without regularExpression or globPattern.")
    for prefix in prefixes:
        names = sorted(blob.removeprefix(prefix) for blob in blobs if blob.startswith(prefix))
        if found := matching(names, expression, document):
            return [prefix + name for name in found]
    return []


def _described(pattern: dict[str, Any]) -> str:
    text = pattern.get("regularExpression") or pattern.get("globPattern")
    return f"the pattern {str(text)[:200]!r} below {str(pattern.get('rootLocation') or '')[:200]!r}"


def globbed(pattern: str) -> str:
    """A glob as a regular expression: `*` and `?` within a step of a path, `**` across steps."""
    translated = {"**/": "(.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.strip().lstrip("/"))
    return "".join(translated.get(part, re.escape(part)) for part in parts)


def matching(names: Sequence[str], expression: str, document: str) -> list[str]:
    """The names that fit, with a slash before them or without.

    By DuckDB's regular expressions (RE2), which take time in proportion to the text, whatever the pattern is.
    """
    # Imported late: DuckDB takes its time to load.
    import duckdb

    with duckdb.connect() as db:
        try:
            rows = db.execute(
                "SELECT name FROM (SELECT unnest(?::VARCHAR[]) AS name) WHERE regexp_full_match(name, ?) "
                "OR regexp_full_match('/' || name, ?) ORDER BY name",
                [list(names), expression, expression],
            ).fetchall()
        except duckdb.Error:
            raise SegmentUnreadable(f"{document} has a partition pattern that is no regular expression.") from None
    return [row[0] for row in rows]


def _objects(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
