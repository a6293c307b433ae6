"""Data matching: which column fills which field."""

import pytest
from pydantic import ValidationError

from shared.domain import Mapping

COLUMNS = ["EMail", "FirstName", "City", "Tier", "*", "Score"]


def test_json_form_is_read_and_written() -> None:
    given = {"email": "EMail", "location.city": "City", "properties": {"Loyalty Tier": "Tier"}}
    mapping = Mapping.model_validate(given)
    assert mapping.standard() == {"email": "EMail"}
    assert mapping.location() == {"city": "City"}
    assert mapping.custom(COLUMNS) == {"Loyalty Tier": "Tier"}
    assert mapping.named_columns() == {
        "EMail": "email",
        "City": "location.city",
        "Tier": "properties.Loyalty Tier",
    }
    assert mapping.model_dump(mode="json", exclude_none=True) == given


def test_wildcard_takes_every_column_that_nothing_else_uses() -> None:
    mapping = Mapping.model_validate(
        {"email": "EMail", "location.city": "City", "properties": {"*": "*", "Points": "Score"}}
    )
    assert mapping.custom(COLUMNS) == {"Points": "Score", "FirstName": "FirstName", "Tier": "Tier", "*": "*"}
    assert "*" not in mapping.named_columns(), "the wildcard is no column that could be missing"


def test_wildcard_does_not_overwrite_a_property_of_the_same_name() -> None:
    mapping = Mapping.model_validate({"email": "EMail", "properties": {"*": "*", "City": "Tier"}})
    assert mapping.custom(["EMail", "City", "Tier"]) == {"City": "Tier"}


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
    ],
)
def test_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Mapping.model_validate(given)
