"""The values of a mapping's entries, and the JSON schema of the entries: each field with exactly what it accepts.

The models say what an entry is in general; some fields accept less (no constant, a pattern, a range: `RULES`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field, StrictBool, StringConstraints, TypeAdapter

from shared.domain.fields import RULES
from shared.domain.schedule import TIME_ZONE_PATTERN

MAX_TEXT = 1000
ColumnName = Annotated[str, StringConstraints(min_length=1, max_length=512)]
PropertyName = Annotated[str, StringConstraints(min_length=1, max_length=255)]
Number = (
    Annotated[int, Field(strict=True, ge=-(10**18), le=10**18)]
    | Annotated[float, Field(strict=True, allow_inf_nan=False)]
)
Text = Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT, strict=True)]
Constant = StrictBool | Number | Text | Annotated[list[StrictBool | Number | Text], Field(max_length=100)]

type Schema = dict[str, Any]

NULL: Schema = {"type": "null"}
COLUMN: Schema = TypeAdapter(ColumnName).json_schema()
TEXT: Schema = TypeAdapter(Text).json_schema()
CONSTANT: Schema = TypeAdapter[Any](Constant).json_schema()
PROPERTY_NAME: Schema = TypeAdapter(PropertyName).json_schema() | {
    "pattern": r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"
}


def schema_of_field(field: str, *, constants: bool, blanks: Sequence[str]) -> Schema:
    """Return the schema of a standard field's entry: a column or, with `constants`, a constant for all profiles."""
    kinds = [COLUMN, _column(blanks)]
    return {"anyOf": [*kinds, _constant({"anyOf": _field_values(field)})] if constants else kinds}


def schema_of_property(types: Sequence[str], blanks: Sequence[str]) -> Schema:
    """Return the schema of a custom property's entry."""
    return {"anyOf": [COLUMN, _column(blanks, types=types), _constant(CONSTANT)]}


def schema_of_wildcard(blanks: Sequence[str]) -> Schema:
    """Return the schema of the property `*`'s entry."""
    return {"anyOf": [{"const": "*"}, _column(blanks, {"const": "*"})]}


def _column(blanks: Sequence[str], column: Schema = COLUMN, types: Sequence[str] = ()) -> Schema:
    blank = {"enum": list(blanks), "default": "keep"}
    return _entry("column", {"column": column, "type": {"enum": [*types, None]}, "blank": blank, "constant": NULL})


def _constant(value: Schema) -> Schema:
    return _entry("constant", {"constant": value, "column": NULL, "type": NULL, "blank": {"enum": ["keep"]}})


def _entry(required: str, properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": [required], "additionalProperties": False}


def _field_values(field: str) -> list[Schema]:
    """Return the schemas of a standard field's constants: a text and, of a latitude or longitude, a number."""
    rule = RULES.get(field)
    if rule is None:
        return [TEXT]
    takes = str(rule.description)
    text = TEXT | {"description": f"{takes[:1].upper()}{takes[1:]}."}
    text["maxLength"] = min(rule.max_length or MAX_TEXT, MAX_TEXT)
    if pattern := TIME_ZONE_PATTERN if rule.is_time_zone else rule.pattern and f"^(?:{rule.pattern})$":
        text["pattern"] = pattern
    if rule.minimum is None:
        return [text]
    return [text, {"type": "number", "minimum": rule.minimum, "maximum": rule.maximum}]
