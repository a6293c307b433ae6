"""Data matching: which column fills which field of a Klaviyo profile.

In JSON:
`{"email": "EMail", "first_name": "FirstName", "location.city": "City", "properties": {"Tier": "LoyaltyTier"}}`.
`"properties": {"*": "*"}` takes every column that nothing else uses, under its own name.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from shared.domain.base import Value

Column = Annotated[str, StringConstraints(min_length=1, max_length=512)]
Property = Annotated[str, StringConstraints(min_length=1, max_length=255)]

STANDARD_FIELDS = (
    "email", "phone_number", "external_id", "first_name", "last_name", "organization", "locale", "title", "image",
)  # fmt: skip
"""Attributes of a profile, as in ProfileUpsertQueryResourceObject of Klaviyo's OpenAPI file."""

LOCATION_FIELDS = (
    "address1", "address2", "city", "country", "latitude", "longitude", "region", "zip", "timezone", "ip",
)  # fmt: skip
"""Attributes of a profile's location, as in ProfileLocation of the same file."""

ALL_OTHERS = "*"


class Mapping(Value):
    """Field → column name. Only `email` is required."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    email: Column
    phone_number: Column | None = None
    external_id: Column | None = None
    first_name: Column | None = None
    last_name: Column | None = None
    organization: Column | None = None
    locale: Column | None = None
    title: Column | None = None
    image: Column | None = None
    address1: Column | None = Field(None, alias="location.address1")
    address2: Column | None = Field(None, alias="location.address2")
    city: Column | None = Field(None, alias="location.city")
    country: Column | None = Field(None, alias="location.country")
    latitude: Column | None = Field(None, alias="location.latitude")
    longitude: Column | None = Field(None, alias="location.longitude")
    region: Column | None = Field(None, alias="location.region")
    zip: Column | None = Field(None, alias="location.zip")
    timezone: Column | None = Field(None, alias="location.timezone")
    ip: Column | None = Field(None, alias="location.ip")
    properties: dict[Property, Column] = Field(default_factory=dict, max_length=1000)

    @model_validator(mode="after")
    def _wildcard_stands_for_itself(self) -> Mapping:
        wildcard = self.properties.get(ALL_OTHERS)
        if wildcard is not None and wildcard != ALL_OTHERS:
            raise ValueError('properties: "*" takes all other columns; write {"*": "*"}.')
        return self

    def standard(self) -> dict[str, str]:
        """Mapped attributes of the profile itself: field → column."""
        return {field: column for field in STANDARD_FIELDS if (column := getattr(self, field))}

    def location(self) -> dict[str, str]:
        """Mapped attributes of its location: field → column."""
        return {field: column for field in LOCATION_FIELDS if (column := getattr(self, field))}

    def named_columns(self) -> dict[str, str]:
        """Every column that is named, with the field that names it: `{"City": "location.city"}`."""
        named = {column: field for field, column in self.standard().items()}
        named |= {column: f"location.{field}" for field, column in self.location().items()}
        named |= {column: f"properties.{name}" for name, column in self.properties.items() if column != ALL_OTHERS}
        return named

    def custom(self, columns: list[str]) -> dict[str, str]:
        """Custom properties given the segment's `columns`: property → column, the wildcard spelled out."""
        chosen = {name: column for name, column in self.properties.items() if name != ALL_OTHERS}
        if ALL_OTHERS in self.properties:
            used = self.named_columns()
            chosen |= {column: column for column in columns if column not in used and column not in chosen}
        return chosen
