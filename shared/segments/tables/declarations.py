"""Values that documents declare about CSV: data types, delimiter, encoding, quotes; and the schema file next to CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from shared.domain.segment_format import SegmentFormat
from shared.errors import SegmentUnreadable
from shared.segments.formats.dialect import QUOTE
from shared.segments.formats.encodings import find_encoding
from shared.segments.part_schema import ChangeLog, Column, Declaration, Encoding, Kind
from shared.segments.tables.table_files import parse_document
from shared.texts import text

SCHEMA, SCHEMA_SUFFIX = "_schema.json", ".schema.json"
CHOSEN_FIELDS = ("encoding", "delimiter", "quote", "escape", "header", "sheet")
SCHEMA_FIELDS = {"columns", "delimiter", "header", "encoding", "culture", "quote", "escape", "sheet"}

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
"""Data types in lower case; all others are text."""


def find_change_log(columns: Iterable[Column]) -> ChangeLog | None:
    """Return the columns by which changes are ordered, if Synapse Link for Dataverse appends them; else None.

    Microsoft's documentation (Azure Synapse Link for Dataverse, "In-place updates versus append-only writes"): each
    change of a row is appended with its `Id`; `IsDelete` is `True` for a deletion.
    """
    names = {column.name.casefold(): column.name for column in columns}
    key, deleted = names.get("id"), names.get("isdelete")
    version, changed_at = names.get("versionnumber", ""), names.get("sinkmodifiedon", "")
    if key is None or deleted is None or not (version or changed_at):
        return None
    return ChangeLog(key, deleted, version, changed_at)


def declared_kind(type_: object) -> Kind:
    """Return the kind of a data type by its name, in any letter case."""
    return KINDS.get(type_.strip().lower(), "string") if isinstance(type_, str) else "string"


def declared_truth(value: object) -> bool | None:
    """Return true or false, also of text; None for anything else."""
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value.strip().lower()) if isinstance(value, str) else None


def declared_delimiter(value: object, document: str) -> str | None:
    """Return a delimiter of one character; None if none is declared. Raises SegmentUnreadable for any other."""
    if value is None or value == "":
        return None
    if isinstance(value, str) and value.lower() in ("\\t", "tab"):
        return "\t"
    if isinstance(value, str) and len(value) == 1 and value not in f"{QUOTE}\r\n\x00" and not value.isalnum():
        return value
    raise SegmentUnreadable(text("declared-delimiter", document=document, delimiter=str(value)[:20]))


def declared_encoding(value: object, document: str) -> Encoding | None:
    """Return an encoding by its name; None if none is declared. Raises SegmentUnreadable if it is unknown."""
    if value is None or value == "":
        return None
    if found := find_encoding(value):
        return found
    raise SegmentUnreadable(text("declared-encoding", document=document, encoding=str(value)[:40]))


def declared_quotes(settings: Mapping[str, object], document: str) -> tuple[str | None, str | None]:
    """Return the quote and the escape character that a document declares: None if it does not, empty for none.

    Names in any letter case: `quote` or `quoteCharacter`, `escape` or `escapeCharacter`; `quoteStyle` and `csvStyle`
    of the Common Data Model may be none. Raises SegmentUnreadable for other characters.
    """
    found: dict[str, str | None] = {"quote": None, "escape": None}
    for name, value in settings.items():
        plain, lower = str(value).strip(), name.lower()
        kind = lower.removesuffix("character")
        if lower in ("quotestyle", "csvstyle") and plain.lower().endswith("none"):
            found["quote"] = ""
        elif kind in found and value is not None:
            found[kind] = "" if plain.lower() in ("", "none") else plain
            if len(plain) == 1 and (not plain.isascii() or plain.isalnum() or not plain.isprintable()):
                found[kind] = None
            if found[kind] is None or len(found[kind] or "") > 1:
                raise SegmentUnreadable(text("declared-character", document=document, name=name, value=plain[:40]))
    quote, escape = found["quote"], found["escape"]
    # Quotes that are doubled within a value may be called escaped by themselves.
    return quote, "" if escape in (QUOTE, quote) else escape


def declare_text(
    settings: Mapping[str, object], document: str, columns: tuple[Column, ...], header: str
) -> Declaration:
    """Return what a document declares of a text. `header` is the name of that setting. Raises SegmentUnreadable."""
    quote, escape = declared_quotes(settings, document)
    declared = Declaration(
        columns,
        declared_delimiter(settings.get("delimiter"), document),
        declared_truth(settings.get(header)),
        declared_encoding(settings.get("encoding"), document),
        quote,
        escape,
    )
    used = [one for one in (declared.delimiter, declared.quote, declared.escape) if one]
    if len(set(used)) < len(used):
        raise SegmentUnreadable(text("declared-same-characters", document=document))
    return declared


def declare_choice(chosen: SegmentFormat) -> Declaration:
    """Return what was chosen in the app as a declaration. Raises SegmentUnreadable if it cannot be read by it."""
    declared = declare_text(chosen.model_dump(exclude_none=True), "The chosen format", (), "header")
    return replace(declared, sheet=chosen.sheet)


def with_choice(declared: Declaration, chosen: SegmentFormat | None) -> Declaration:
    """Return a declaration in which the choice counts before the document. Raises SegmentUnreadable."""
    if chosen is None:
        return declared
    found = declare_choice(chosen)
    given = {name: getattr(found, name) for name in CHOSEN_FIELDS if getattr(found, name) is not None}
    return replace(declared, **given)


def parse_schema_file(data: bytes, blob: str) -> Declaration:
    """Return what a schema file declares.

    It has `{"columns": [{"name", "type"}], "delimiter", "header", "encoding", "culture", "quote", "escape", "sheet"}`,
    all optional.
    Raises SegmentUnreadable.
    """
    raw = parse_document(data, blob)
    unknown = ", ".join(sorted(str(name)[:40] for name in raw.keys() - SCHEMA_FIELDS))
    fields = sorted(SCHEMA_FIELDS)
    invalid = SegmentUnreadable(
        text("schema-unknown-fields", blob=blob, fields=fields, unknown=unknown)
        if unknown
        else text("schema-invalid", blob=blob, fields=fields)
    )
    columns: list[Column] = []
    culture = raw.get("culture", "")
    listed = raw.get("columns", [])
    sheet = raw.get("sheet")
    if unknown or not isinstance(culture, str) or not isinstance(listed, list) or not isinstance(sheet, str | None):
        raise invalid
    for one in listed:
        column: Any = {"name": one} if isinstance(one, str) else one
        if not isinstance(column, dict) or not isinstance(column.get("name"), str) or not column["name"].strip():
            raise invalid
        columns.append(Column(column["name"].strip(), declared_kind(column.get("type")), culture))
    declared = declare_text(raw, blob, tuple(columns), "header")
    if declared.header is None and "header" in raw:
        raise invalid
    return replace(declared, sheet=sheet or None)
