"""Real sample data, end to end: 5,000 people with all their columns."""

import csv
from pathlib import Path

import pytest

from shared.planning.value_checks import PhoneProblem, read_phone
from tests.system.system import System, balanced

pytestmark = pytest.mark.asyncio(loop_scope="session")

MAPPING = {
    "email": "EMail",
    "first_name": "FirstName",
    "last_name": "LastName",
    "phone_number": "Telephone",
    "location.address1": "StreetAddress",
    "location.city": "City",
    "location.region": "State",
    "location.country": "Country",
    "location.zip": "PostCode",
    "properties": {"*": "*"},
}


async def test_contoso(system: System, contoso: Path) -> None:
    with contoso.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 5000
    list_id = await system.new_list()
    export = await system.export("Contoso", list_id, mapping=MAPPING, default_country="US")
    run = await system.run(export)

    # Phone numbers that have an extension, or that phonenumbers cannot read as a number of the US, are left out.
    read = {row["EMail"]: read_phone(row["Telephone"].strip(), "US") for row in rows}
    phones = {email: phone.e164 for email, phone in read.items()}
    extensions = sum(phone.problem is PhoneProblem.EXTENSION for phone in read.values())
    invalid = sum(phone.problem is PhoneProblem.INVALID for phone in read.values())
    assert (extensions, extensions + invalid) == (3060, 4363)
    assert run["state"] == "completed_with_warnings"
    assert run["error"] is None
    assert [warning["message"].partition(":")[0] for warning in run["warnings"]] == [
        f"{extensions:,} phone numbers were left out, because they have an extension",
        f"{invalid:,} phone numbers were left out, because no valid number could be read from them as one of US.",
    ]
    assert run["trigger"] == "on_demand"
    assert run["counts"]["read"] == run["counts"]["accepted"] == 5000
    assert balanced(run)
    assert (run["chunks"]["total"], run["chunks"]["imported"], run["chunks"]["failed"]) == (1, 1, 0)

    members = await system.members(list_id)
    assert len(members) == 5000
    mapped = {"EMail", "FirstName", "LastName", "Telephone", "StreetAddress", "City", "State", "Country", "PostCode"}
    for row in rows:
        # Klaviyo keeps addresses in lower case.
        found = members[row["EMail"].lower()]
        assert (found["first_name"], found["last_name"]) == (row["FirstName"], row["LastName"])
        assert found.get("phone_number") == phones[row["EMail"]]
        place = {
            "address1": "StreetAddress",
            "city": "City",
            "region": "State",
            "country": "Country",
            "zip": "PostCode",
        }
        assert {field: found["location"][field] for field in place} == {f: row[column] for f, column in place.items()}
        custom = {column: value for column, value in row.items() if column not in mapped and value.strip()}
        assert len(custom) >= 9
        assert found["properties"] == custom
    assert await system.rejects(run) == []
