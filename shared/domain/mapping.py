"""Data matching (mapping): the column or constant for each field of a Klaviyo profile.

In JSON each field has an entry. A plain text is the name of a column:
`{"email": "EMail", "location.city": "City", "locale": {"constant": "en-US"},
  "properties": {"Points": {"column": "LoyaltyPoints", "type": "number"}, "*": "*"}}`.
`"properties": {"*": "*"}` maps every column that no other entry uses to a property with the name of the column.
`"identity": "external_id"` names the field that tells people apart; without it, that is `email`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from pydantic import (
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    field_validator,
    model_serializer,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from shared.domain.base import Value
from shared.domain.fields import LOCATION_FIELDS, RULES, STANDARD_FIELDS, fits
from shared.domain.identity import Identity
from shared.domain.mapping_schema import (
    PROPERTY_NAME,
    ColumnName,
    Constant,
    PropertyName,
    schema_of_field,
    schema_of_property,
    schema_of_wildcard,
)
from shared.errors import InvalidValue
from shared.texts import Text, text

ALL_OTHERS = "*"
COLUMN_ONLY_FIELDS = tuple(Identity)
"""Identifiers of a person: with one constant for all, Klaviyo would merge all profiles."""


class PropertyType(StrEnum):
    """Type of a property at Klaviyo."""

    STRING = "string"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    LIST = "list"


class Blank(StrEnum):
    """Effect of a blank value: the field at Klaviyo is kept or cleared."""

    KEEP = "keep"
    CLEAR = "clear"


class Entry(Value):
    """The source of a field's value: a column, or a constant for all profiles.

    `type` None means the type of the column if the segment has types, otherwise text.
    """

    column: ColumnName | None = None
    type: PropertyType | None = None
    blank: Blank = Blank.KEEP
    constant: Constant | None = None

    @model_validator(mode="before")
    @classmethod
    def _read_column_name(cls, given: Any) -> Any:
        return {"column": given} if isinstance(given, str) else given

    @model_validator(mode="after")
    def _require_one_source(self) -> Entry:
        if (self.column is None) == (self.constant is None):
            raise InvalidValue(text("field-column-or-constant"))
        if self.constant is not None and (self.type is not None or self.blank is not Blank.KEEP):
            raise InvalidValue(text("field-constant-alone"))
        return self

    @model_serializer
    def _serialize(self) -> str | dict[str, Any]:
        if self.constant is not None:
            return {"constant": self.constant}
        if self.type is None and self.blank is Blank.KEEP:
            return str(self.column)
        entry: dict[str, Any] = {"column": self.column}
        if self.type is not None:
            entry["type"] = self.type.value
        if self.blank is not Blank.KEEP:
            entry["blank"] = self.blank.value
        return entry

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        description = {"title": "Entry", "description": cls.__doc__ or ""}
        return description | schema_of_property([*PropertyType], [*Blank])


class Mapping(Value):
    """The mapping: field → entry. Only the field that `identity` names is required."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    identity: Identity = Identity.EMAIL
    email: Entry | None = Field(None, validate_default=True)
    phone_number: Entry | None = Field(None, validate_default=True)
    external_id: Entry | None = Field(None, validate_default=True)
    first_name: Entry | None = None
    last_name: Entry | None = None
    organization: Entry | None = None
    locale: Entry | None = None
    title: Entry | None = None
    image: Entry | None = None
    address1: Entry | None = Field(None, alias="location.address1")
    address2: Entry | None = Field(None, alias="location.address2")
    city: Entry | None = Field(None, alias="location.city")
    country: Entry | None = Field(None, alias="location.country")
    latitude: Entry | None = Field(None, alias="location.latitude")
    longitude: Entry | None = Field(None, alias="location.longitude")
    region: Entry | None = Field(None, alias="location.region")
    zip: Entry | None = Field(None, alias="location.zip")
    timezone: Entry | None = Field(None, alias="location.timezone")
    ip: Entry | None = Field(None, alias="location.ip")
    properties: dict[PropertyName, Entry] = Field(default_factory=dict, max_length=1000)

    @model_validator(mode="after")
    def _check_entries(self) -> Mapping:
        for field, entry in self.fields().items():
            _check_standard(field, entry)
        for name, entry in self.properties.items():
            if name == ALL_OTHERS and (entry.column != ALL_OTHERS or entry.type is not None):
                raise InvalidValue(_in("properties", text("field-wildcard")))
            if not _is_name(name):
                raise InvalidValue(_in("properties", text("field-property-name")))
        return self

    @field_validator(*Identity)
    @classmethod
    def _require_identity(cls, entry: Entry | None, info: ValidationInfo) -> Entry | None:
        if info.data.get("identity") == info.field_name:
            if entry is None:
                raise InvalidValue(text("field-identity-needed"))
            if entry.blank is not Blank.KEEP:
                raise InvalidValue(text("field-identity-blank"))
        return entry

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        reference = handler(schema)
        properties = handler.resolve_ref_schema(reference)["properties"]
        for field in (*STANDARD_FIELDS, *(f"location.{name}" for name in LOCATION_FIELDS)):
            entry = schema_of_field(field, constants=field not in COLUMN_ONLY_FIELDS, blanks=[*Blank])
            properties[field] = {"anyOf": [*entry["anyOf"], {"type": "null"}]}
        properties["properties"] |= {
            "propertyNames": PROPERTY_NAME,
            "properties": {ALL_OTHERS: schema_of_wildcard([*Blank])},
        }
        handler.resolve_ref_schema(reference).update(
            oneOf=[_schema_with(identity) for identity in Identity], examples=[{"identity": "email", "email": "EMail"}]
        )
        return reference

    @property
    def identity_column(self) -> str:
        """The column that tells people apart."""
        return str(self.fields()[self.identity].column)

    @property
    def email_column(self) -> str | None:
        """The column of email addresses, if there is one."""
        return self.email.column if self.email else None

    def standard(self) -> dict[str, Entry]:
        """Return the mapped attributes of the profile: field → entry."""
        return {field: entry for field in STANDARD_FIELDS if (entry := getattr(self, field))}

    def location(self) -> dict[str, Entry]:
        """Return the mapped attributes of the location: field without the prefix `location.` → entry."""
        return {field: entry for field in LOCATION_FIELDS if (entry := getattr(self, field))}

    def fields(self) -> dict[str, Entry]:
        """Return both by their names in the mapping: `email`, `location.city`."""
        return self.standard() | {f"location.{field}": entry for field, entry in self.location().items()}

    @property
    def maps_all_others(self) -> bool:
        """True if columns without an entry become properties."""
        return ALL_OTHERS in self.properties

    def named_columns(self) -> dict[str, str]:
        """Return the mapped columns with their fields: `{"City": "location.city"}`."""
        return dict(self._named())

    def custom(self, columns: Sequence[str]) -> dict[str, Entry]:
        """Return the custom properties for the segment's `columns`: property → entry, the wildcard expanded."""
        chosen = {name: entry for name, entry in self.properties.items() if name != ALL_OTHERS}
        if ALL_OTHERS in self.properties:
            blank = self.properties[ALL_OTHERS].blank
            chosen |= {
                column: Entry(column=column, blank=blank)
                for column in self.unmapped(columns)
                if column not in chosen and can_be_property(column)
            }
        return chosen

    def unmapped(self, columns: Sequence[str]) -> list[str]:
        """Return the columns without an entry, which the wildcard maps if there is one."""
        used = self.named_columns()
        return [column for column in columns if column not in used]

    def _named(self) -> Iterator[tuple[str, str]]:
        for field, entry in self.fields().items():
            if entry.column is not None:
                yield entry.column, field
        for name, entry in self.properties.items():
            if entry.column is not None and name != ALL_OTHERS:
                yield entry.column, f"properties.{name}"


def _schema_with(identity: Identity) -> dict[str, Any]:
    """Return the schema of a mapping with that identity: its entry is there, and keeps what is blank."""
    named = {
        "properties": {
            "identity": {"const": str(identity)},
            str(identity): schema_of_field(identity, constants=False, blanks=[Blank.KEEP]),
        }
    }
    required = [str(identity)] if identity is Identity.EMAIL else ["identity", str(identity)]
    return named | {"required": required}


def can_be_property(column: str) -> bool:
    """Return whether the wildcard maps a column to a property.

    Names that begin with `$` are reserved by Klaviyo (its help center, Profiles and properties glossary): map them one
    by one if they are intended.
    """
    return _is_name(column) and not column.startswith("$")


def _is_name(text: str) -> bool:
    return 0 < len(text) <= 255 and bool(text.strip()) and not any(ord(ch) < 32 or ch == "\x7f" for ch in text)


def _in(field: str, problem: Text) -> Text:
    return text("field-invalid", field=field, problem=problem)


def _check_standard(field: str, entry: Entry) -> None:
    if entry.type is not None:
        raise InvalidValue(_in(field, text("field-type-of-property")))
    if entry.constant is None:
        return
    if field in COLUMN_ONLY_FIELDS:
        raise InvalidValue(_in(field, text("field-needs-column")))
    number = field in ("location.latitude", "location.longitude") and isinstance(entry.constant, int | float)
    if isinstance(entry.constant, bool) or not (isinstance(entry.constant, str) or number):
        raise InvalidValue(_in(field, text("field-text")))
    if not fits(field, str(entry.constant)):
        raise InvalidValue(_in(field, text("field-needs", takes=RULES[field].description)))
