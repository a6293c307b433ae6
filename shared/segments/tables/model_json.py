"""Common Data Model folders by their model.json.

After Microsoft's description of model.json (learn.microsoft.com, Common Data Model, "model.json") and its schema
(microsoft/CDM, docs/schema/modeljsonschema.json), and what real files hold: `columnHeaders` as the text "false",
`tables` for `entities`, data types in any case, partitions without settings or without a location.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from shared.errors import SegmentUnreadable
from shared.segments.formats.encodings import encoding_named
from shared.segments.part_schema import Column, Encoding, Given, Kind
from shared.segments.tables.entities import MAX_PIECES, Entity, Piece, Place, folder_of, located, parse

INCREMENTAL = "is.partition.incremental"

KINDS: dict[str, Kind] = {
    **dict.fromkeys(
        ("int64", "int32", "int16", "int8", "integer", "biginteger", "smallinteger", "double", "decimal", "float",
         "byte", "number"), "number"
    ),
    **dict.fromkeys(("boolean", "bool"), "boolean"),
    "date": "date",
    **dict.fromkeys(("datetime", "datetimeoffset", "timestamp"), "datetime"),
    **dict.fromkeys(("list", "array"), "list"),
}  # fmt: skip
"""Data types, in small letters; all others are text."""


def entities(data: bytes, document: str, place: Place, blobs: Collection[str]) -> list[Entity]:
    """The entities of a model.json that have data. Raises SegmentUnreadable where it is none."""
    model = parse(data, document)
    listed = model.get("entities") or model.get("tables")
    if not isinstance(listed, list):
        raise SegmentUnreadable(f"{document} has no list of entities. Is it a model.json of the Common Data Model?")
    culture = model.get("culture")
    found = []
    for raw in listed:
        if isinstance(raw, dict) and isinstance(raw.get("name"), str) and raw["name"].strip():
            entity = _entity(raw, document, place, blobs, culture if isinstance(culture, str) else "")
            if entity.pieces or entity.problem:
                found.append(entity)
    return found


def unreadable_entity(raw: dict[str, Any], name: str, document: str) -> Entity | None:
    """Return a table with a problem where it has its data elsewhere, or changes to it that are not applied."""
    if "ReferenceEntity" in (raw.get("$type"), raw.get("type")):
        source = raw.get("modelId") or raw.get("entityPath") or raw.get("source")
        problem = f"{document}: {name} is a reference to {source!r}: its data is not described here. Export that table."
        return Entity(name, problem=problem, absent=True)
    listed = [one for key in ("partitions", "dataPartitions", "dataPartitionPatterns", "partitionPatterns")
              for one in _objects(raw.get(key))]  # fmt: skip
    incremental = [one for one in listed if INCREMENTAL in traits(one)]
    incremental += [one for key in ("incrementalPartitions", "incrementalPartitionPatterns")
                    for one in _objects(raw.get(key))]  # fmt: skip
    if not incremental:
        return None
    kinds = sorted({str(traits(one).get(INCREMENTAL, {}).get("type") or "of no type") for one in incremental})
    return Entity(
        name,
        problem=f"{document}: {name} has incremental partitions ({', '.join(kinds)}), which are not applied. Write the "
        "table whole, as data partitions.",
    )


def traits(partition: dict[str, Any]) -> dict[str, dict[str, object]]:
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
                    for argument in _objects(one.get("arguments"))
                    if "name" in argument
                }
    return found


def kind_of(type_: object) -> Kind:
    """The kind of a data type's name."""
    return KINDS.get(type_.strip().lower(), "string") if isinstance(type_, str) else "string"


def truth(value: object) -> bool | None:
    """True or false, also as text; None where it is neither."""
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value.strip().lower()) if isinstance(value, str) else None


def delimiter(value: object, document: str) -> str | None:
    """A delimiter of one character; None where none is given. Raises SegmentUnreadable where it is any other."""
    if value is None or value == "":
        return None
    if isinstance(value, str) and value.lower() in ("\\t", "tab"):
        return "\t"
    if isinstance(value, str) and len(value) == 1 and value not in '"\r\n\x00' and not value.isalnum():
        return value
    raise SegmentUnreadable(
        f"{document} gives the delimiter {str(value)[:20]!r}. A delimiter of one character is read that is no letter, "
        "digit, quote or line break: write the files with a comma, a semicolon or a tab."
    )


def encoding(value: object, document: str) -> Encoding | None:
    """An encoding by its name; None where none is given. Raises SegmentUnreadable where it is not known."""
    if value is None or value == "":
        return None
    if found := encoding_named(value):
        return found
    raise SegmentUnreadable(
        f"{document} gives the encoding {str(value)[:40]!r}, which is not known. Write the files in UTF-8, or give an "
        "encoding such as utf-8, utf-16, windows-1250, iso-8859-2 or shift_jis."
    )


def check_quotes(settings: Mapping[str, object], document: str) -> None:
    """Raise SegmentUnreadable where quotes or escapes are not those of CSV: " around a field, doubled within it."""
    for name, value in settings.items():
        plain, lower = str(value).strip().lower(), name.lower()
        no_quotes = lower in ("quotestyle", "csvstyle") and plain.endswith("none")
        characters = lower in ("escape", "escapecharacter", "quote", "quotecharacter")
        if no_quotes or (characters and plain not in ("", '"', "none")):
            raise SegmentUnreadable(
                f'{document} gives {name} {str(value)[:40]!r}. Only " is read for quotes, doubled within a field: '
                "write the files so."
            )


def _entity(raw: dict[str, Any], document: str, place: Place, blobs: Collection[str], culture: str) -> Entity:
    name = raw["name"].strip()
    if entity := unreadable_entity(raw, name, document):
        return entity
    columns = tuple(
        Column(attribute["name"].strip(), kind_of(attribute.get("dataType")), culture)
        for attribute in _objects(raw.get("attributes"))
        if isinstance(attribute.get("name"), str)
    )
    pieces = []
    partitions = _objects(raw.get("partitions"))
    if len(partitions) > MAX_PIECES:
        return Entity(name, problem=f"{document}: {name} has more than {MAX_PIECES:,} partitions.")
    for partition in partitions:
        location = partition.get("location")
        if not isinstance(location, str) or not location.strip():
            # Schema only.
            continue
        settings = partition.get("fileFormatSettings")
        settings = settings if isinstance(settings, dict) else {}
        try:
            check_quotes(settings, document)
            given = Given(
                columns,
                delimiter(settings.get("delimiter"), document),
                truth(settings.get("columnHeaders")),
                encoding(settings.get("encoding"), document),
            )
            blob = located(location.strip(), folder_of(document), place, blobs, document)
        except SegmentUnreadable as error:
            return Entity(name, problem=str(error))
        pieces.append(Piece(blob, given, blob.endswith(".parquet")))
    unique = {piece.blob: piece for piece in pieces}
    return Entity(name, tuple(unique.values()))


def _objects(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
