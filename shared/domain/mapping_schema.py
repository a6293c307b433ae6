"""How entries of the data matching look in the OpenAPI document: each field with what it takes and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shared.domain.fields import RULES
from shared.domain.schedule import TIME_ZONE_PATTERN

type Schema = dict[str, Any]

LONGEST = 1000
NULL: Schema = {"type": "null"}
COLUMN: Schema = {"type": "string", "minLength": 1, "maxLength": 512}
TEXT: Schema = {"type": "string", "minLength": 1, "maxLength": LONGEST}
SCALARS: list[Schema] = [{"type": "boolean"}, {"type": "number"}, TEXT]
PROPERTY_NAMES: Schema = {
    "minLength": 1,
    "maxLength": 255,
    "pattern": r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$",
}


def entry_of_field(field: str, *, constants: bool, blanks: bool) -> Schema:
    """What an attribute of the profile or its location takes: a column, or a text for everybody."""
    kinds = [COLUMN, _column(["keep", "clear"] if blanks else ["keep"])]
    return {"anyOf": [*kinds, _constant([_text(field), *_number(field)])] if constants else kinds}


def entry_of_property(types: Sequence[str], blanks: Sequence[str]) -> Schema:
    """What a custom property takes."""
    column = _column(blanks, types=types)
    values = [*SCALARS, {"type": "array", "items": {"anyOf": SCALARS}, "maxItems": 100}]
    return {"anyOf": [COLUMN, column, _constant(values)]}


def all_others(blanks: Sequence[str]) -> Schema:
    """What the property `*` takes."""
    return {"anyOf": [{"const": "*"}, _column(blanks, {"const": "*"})]}


def _column(blanks: Sequence[str], column: Schema = COLUMN, types: Sequence[str] = ()) -> Schema:
    blank = {"enum": list(blanks), "default": "keep"}
    return _entry("column", {"column": column, "type": {"enum": [*types, None]}, "blank": blank, "constant": NULL})


def _constant(kinds: Sequence[Schema]) -> Schema:
    return _entry(
        "constant", {"constant": {"anyOf": list(kinds)}, "column": NULL, "type": NULL, "blank": {"enum": ["keep"]}}
    )


def _entry(required: str, properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": [required], "additionalProperties": False}


def _text(field: str) -> Schema:
    rule = RULES.get(field)
    if rule is None:
        return TEXT
    text = rule.description
    schema = TEXT | {"description": f"{text[:1].upper()}{text[1:]}."}
    if rule.max_length is not None:
        schema["maxLength"] = min(rule.max_length, LONGEST)
    if rule.pattern is not None:
        schema["pattern"] = f"^(?:{rule.pattern})$"
    return schema | ({"pattern": TIME_ZONE_PATTERN} if rule.is_time_zone else {})


def _number(field: str) -> list[Schema]:
    rule = RULES.get(field)
    if rule is None or rule.minimum is None:
        return []
    return [{"type": "number", "minimum": rule.minimum, "maximum": rule.maximum}]
