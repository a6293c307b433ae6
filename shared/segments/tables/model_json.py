"""Common Data Model folders by their model.json.

After Microsoft's description of model.json (learn.microsoft.com, Common Data Model, "model.json") and its schema
(microsoft/CDM, docs/schema/modeljsonschema.json), and what real files contain: `columnHeaders` as the text "false",
`tables` instead of `entities`, data types in any letter case, partitions without settings or without a location.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from shared.errors import SegmentUnreadable
from shared.segments.part_schema import Column
from shared.segments.tables.declarations import (
    declare_text,
    declared_kind,
    find_change_log,
)
from shared.segments.tables.table_files import (
    MAX_FILES,
    ContainerAddress,
    Table,
    TableFile,
    find_blob,
    folder_of,
    objects,
    parse_document,
)
from shared.texts import text

INCREMENTAL = "is.partition.incremental"


def read_model_tables(data: bytes, document: str, container: ContainerAddress, blobs: Collection[str]) -> list[Table]:
    """Return the tables of a model.json that have data. Raises SegmentUnreadable if it is not a model.json."""
    model = parse_document(data, document)
    listed = model.get("entities") or model.get("tables")
    if not isinstance(listed, list):
        raise SegmentUnreadable(text("model-without-entities", document=document))
    culture = model.get("culture")
    found = []
    for raw in listed:
        if isinstance(raw, dict) and isinstance(raw.get("name"), str) and raw["name"].strip():
            table = _table(raw, document, container, blobs, culture if isinstance(culture, str) else "")
            if table.files or table.problem:
                found.append(table)
    return found


def unreadable_table(raw: dict[str, Any], name: str, document: str) -> Table | None:
    """Return a table with a problem if its data is in another model, or if it has incremental partitions."""
    if "ReferenceEntity" in (raw.get("$type"), raw.get("type")):
        source = raw.get("modelId") or raw.get("entityPath") or raw.get("source")
        problem = text("model-reference", document=document, table=name, source=str(source))
        return Table(name, problem=problem, absent=True)
    listed = [one for key in ("partitions", "dataPartitions", "dataPartitionPatterns", "partitionPatterns")
              for one in objects(raw.get(key))]  # fmt: skip
    incremental = [one for one in listed if INCREMENTAL in traits_of(one)]
    incremental += [one for key in ("incrementalPartitions", "incrementalPartitionPatterns")
                    for one in objects(raw.get(key))]  # fmt: skip
    if not incremental:
        return None
    kinds = sorted({str(traits_of(one).get(INCREMENTAL, {}).get("type") or "without type") for one in incremental})
    return Table(
        name,
        problem=text("incremental-partitions", document=document, table=name, kinds=kinds),
    )


def traits_of(partition: dict[str, Any]) -> dict[str, dict[str, object]]:
    """Return the traits of a partition by name, with their arguments."""
    found: dict[str, dict[str, object]] = {}
    for key in ("exhibitsTraits", "traits", "cdm:traits"):
        listed = partition.get(key)
        for one in listed if isinstance(listed, list) else []:
            if isinstance(one, str):
                found.setdefault(one, {})
            elif isinstance(one, dict) and isinstance(one.get("traitReference"), str):
                found[one["traitReference"]] = {
                    str(argument["name"]): argument.get("value")
                    for argument in objects(one.get("arguments"))
                    if "name" in argument
                }
    return found


def _table(
    raw: dict[str, Any], document: str, container: ContainerAddress, blobs: Collection[str], culture: str
) -> Table:
    name = raw["name"].strip()
    if table := unreadable_table(raw, name, document):
        return table
    columns = tuple(
        Column(attribute["name"].strip(), declared_kind(attribute.get("dataType")), culture)
        for attribute in objects(raw.get("attributes"))
        if isinstance(attribute.get("name"), str)
    )
    files = {}
    partitions = objects(raw.get("partitions"))
    if len(partitions) > MAX_FILES:
        return Table(name, problem=text("too-many-partitions", document=document, table=name, limit=MAX_FILES))
    for partition in partitions:
        location = partition.get("location")
        if not isinstance(location, str) or not location.strip():
            # A schema without data.
            continue
        settings = partition.get("fileFormatSettings")
        settings = settings if isinstance(settings, dict) else {}
        try:
            declared = declare_text(settings, document, columns, "columnHeaders")
            declared = replace(declared, change_log=find_change_log(columns))
            blob = find_blob(location.strip(), folder_of(document), container, blobs, document)
        except SegmentUnreadable as error:
            return Table(name, problem=error.cause)
        files[blob] = TableFile(blob, declared, blob.endswith(".parquet"))
    return Table(name, tuple(files.values()))
