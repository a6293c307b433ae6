"""Data matching: which column fills which field."""

from typing import Any

import jsonschema_rs
import pytest
from pydantic import ValidationError

from shared.domain import Blank, Entry, Mapping

COLUMNS = ["EMail", "FirstName", "City", "Tier", "*", "Score"]


def test_json_form_is_read_and_written() -> None:
    given = {"email": "EMail", "location.city": "City", "properties": {"Loyalty Tier": "Tier"}}
    mapping = Mapping.model_validate(given)
    assert mapping.standard() == {"email": Entry(column="EMail")}
    assert mapping.location() == {"city": Entry(column="City")}
    assert mapping.custom(COLUMNS) == {"Loyalty Tier": Entry(column="Tier")}
    assert mapping.named_columns() == {
        "EMail": "email",
        "City": "location.city",
        "Tier": "properties.Loyalty Tier",
    }
    assert mapping.model_dump(mode="json", exclude_none=True) == {"identity": "email"} | given


def test_wildcard_takes_every_column_that_nothing_else_uses() -> None:
    mapping = Mapping.model_validate(
        {"email": "EMail", "location.city": "City", "properties": {"*": "*", "Points": "Score"}}
    )
    assert mapping.custom([*COLUMNS, "$source", "x" * 256, "a\tb"]) == {
        "Points": Entry(column="Score"),
        "FirstName": Entry(column="FirstName"),
        "Tier": Entry(column="Tier"),
        "*": Entry(column="*"),
    }, "neither names that are Klaviyo's own nor what is no name"
    assert "*" not in mapping.named_columns(), "the wildcard is no column that could be missing"


def test_wildcard_does_not_overwrite_a_property_of_the_same_name() -> None:
    mapping = Mapping.model_validate({"email": "EMail", "properties": {"*": "*", "City": "Tier"}})
    assert mapping.custom(["EMail", "City", "Tier"]) == {"City": Entry(column="Tier")}


def test_without_wildcard_nothing_else_is_sent() -> None:
    assert Mapping(email="EMail").custom(COLUMNS) == {}


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"email": ""},
        {"email": "EMail", "location.planet": "City"},
        {"email": "EMail", "properties": {"*": "City"}},
        {"email": "EMail", "properties": {"": "City"}},
        {"email": "EMail", "properties": {"x" * 256: "City"}},
        {"email": None},
        {"email": {"constant": "ann@example.com"}},
        {"email": {"column": "EMail", "blank": "clear"}},
        {"email": {"column": "EMail", "type": "string"}},
        {"email": {}},
        {"email": "EMail", "phone_number": {"constant": "+12065550100"}},
        {"email": "EMail", "external_id": {"constant": "7"}},
        {"email": "EMail", "first_name": {"column": "FirstName", "type": "string"}},
        {"email": "EMail", "first_name": {"constant": 5}},
        {"email": "EMail", "locale": {"constant": "English"}},
        {"email": "EMail", "location.latitude": {"constant": 91}},
        {"email": "EMail", "location.latitude": {"constant": True}},
        {"email": "EMail", "location.timezone": {"constant": "Mars/Base"}},
        {"email": "EMail", "properties": {"a": {"constant": None}}},
        {"email": "EMail", "properties": {"a": {"constant": [["b"]]}}},
        {"email": "EMail", "properties": {"a": {"constant": float("inf")}}},
        {"email": "EMail", "properties": {"a": {"constant": "b", "column": "c"}}},
        {"email": "EMail", "properties": {"a": {"constant": "b", "type": "string"}}},
        {"email": "EMail", "properties": {"a": {"column": "b", "type": "money"}}},
        {"email": "EMail", "properties": {"a": {"column": "b", "blank": "zero"}}},
        {"email": "EMail", "properties": {"*": {"column": "*", "type": "number"}}},
        {"email": "EMail", "properties": {"a\nb": "City"}},
        {"email": "EMail", "properties": {"  ": "City"}},
        {"email": "EMail", "identity": "external_id"},
        {"email": "EMail", "identity": "name"},
        {"identity": "phone_number", "phone_number": {"column": "Phone", "blank": "clear"}},
        {"external_id": "Id"},
    ],
)
def test_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Mapping.model_validate(given)


def test_the_identity_is_required_and_the_others_may_be_missing_or_cleared() -> None:
    schema = Mapping.model_json_schema(by_alias=True)
    for given in (
        {"identity": "external_id", "external_id": "Id"},
        {"identity": "phone_number", "phone_number": "Phone", "email": {"column": "EMail", "blank": "clear"}},
    ):
        mapping = Mapping.model_validate(given)
        jsonschema_rs.validate(schema, given)
        jsonschema_rs.validate(schema, mapping.model_dump(mode="json", by_alias=True))
        assert mapping.identity_column in ("Id", "Phone")
    wrongs: list[dict[str, Any]] = [
        {"identity": "external_id", "email": "EMail"},
        {"external_id": "Id"},
        {"identity": "email", "email": {"column": "EMail", "blank": "clear"}},
    ]
    for wrong in wrongs:
        with pytest.raises(jsonschema_rs.ValidationError):
            jsonschema_rs.validate(schema, wrong)


ENTRIES = {
    "email": "EMail",
    "locale": {"constant": "en-US"},
    "first_name": {"column": "FirstName", "blank": "clear"},
    "location.latitude": {"constant": 59.5},
    "properties": {
        "Points": {"column": "Score", "type": "number"},
        "Since": {"column": "Tier", "type": "date", "blank": "clear"},
        "Source": {"constant": "app"},
        "Tags": {"constant": ["a", 1, True]},
        "Active": {"constant": False},
        "*": {"column": "*", "blank": "clear"},
    },
}


def test_entries_say_type_blank_and_constant() -> None:
    mapping = Mapping.model_validate(ENTRIES)
    assert mapping.model_dump(mode="json", exclude_none=True) == {"identity": "email"} | ENTRIES
    assert Mapping.model_validate_json(mapping.model_dump_json()) == mapping
    assert mapping.custom(COLUMNS)["City"] == Entry(column="City", blank=Blank.CLEAR)
    assert mapping.named_columns().keys() == {"EMail", "FirstName", "Score", "Tier"}


def test_a_column_alone_is_shown_as_its_name() -> None:
    long = {
        "email": {"column": "EMail"},
        "properties": {"Tier": {"column": "T", "blank": "keep"}, "*": {"column": "*"}},
    }
    mapping = Mapping.model_validate(long)
    short = {"email": "EMail", "properties": {"Tier": "T", "*": "*"}}
    assert mapping == Mapping.model_validate(short)
    assert mapping.model_dump(mode="json", exclude_none=True) == {"identity": "email"} | short


def test_what_the_api_document_says_of_a_mapping_is_what_is_taken() -> None:
    schema = Mapping.model_json_schema(by_alias=True)
    jsonschema_rs.validate(schema, ENTRIES)
    wrongs: list[dict[str, Any]] = [
        {"email": {}},
        {"email": {"constant": None}},
        {"email": {"column": "a", "kind": "b"}},
    ]
    for wrong in wrongs:
        with pytest.raises(jsonschema_rs.ValidationError):
            jsonschema_rs.validate(schema, wrong)
