"""Data matching through the stack: types, several segments, shared identifiers, limits, previews."""

import asyncio
import csv
import io
import json
import time
from typing import Any

import pytest

from tests.fakes.waiting import LIMIT_SECONDS
from tests.system.system import System, balanced, connect

pytestmark = pytest.mark.asyncio(loop_scope="session")

ONE = """Email,Name,Phone,Id,Points,Since,Tags,Zone
a@mapping.example,Ann,+12065550111,1,1.50,2026-01-02,x;y,Europe/Riga
b@mapping.example,Ben,+12065550111,2,many,22.11.2026,,Nowhere
c@mapping.example,Old,,3,7,,,
"""
TWO = "Email,Name,Id,New\nC@mapping.example,Cem,4,n\nd@mapping.example,Dee,1,n\nnobody,,,n\n"
MAPPING = {
    "email": "Email",
    "first_name": "Name",
    "phone_number": "Phone",
    "external_id": "Id",
    "locale": {"constant": "en-US"},
    "location.timezone": "Zone",
    "properties": {
        "Points": {"column": "Points", "type": "number"},
        "Since": {"column": "Since", "type": "date"},
        "Tags": {"column": "Tags", "type": "list"},
    },
}
PEOPLE = {
    "a@mapping.example": {
        "email": "a@mapping.example", "first_name": "Ann", "locale": "en-US", "location": {"timezone": "Europe/Riga"},
        "properties": {"Points": 1.5, "Since": "2026-01-02", "Tags": ["x", "y"]},
    },
    "b@mapping.example": {
        "email": "b@mapping.example", "first_name": "Ben", "locale": "en-US", "external_id": "2",
        "properties": {"Since": "2026-11-22"},
    },
    "c@mapping.example": {
        "email": "c@mapping.example", "first_name": "Cem", "locale": "en-US", "external_id": "4",
    },
    "d@mapping.example": {"email": "d@mapping.example", "first_name": "Dee", "locale": "en-US"},
}  # fmt: skip
"""What Klaviyo should hold of each."""


def held(member: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that Klaviyo has of a person, without empty ones."""
    fields = ("email", "first_name", "locale", "phone_number", "external_id", "properties")
    place = {field: value for field, value in member["location"].items() if value is not None}
    return {field: member[field] for field in fields if member.get(field)} | ({"location": place} if place else {})


async def prepared(system: System, name: str, **changes: Any) -> tuple[str, dict[str, Any]]:
    await system.upload(f"{name}One.csv", ONE)
    await system.upload(f"{name}Two.csv", TWO)
    list_id = await system.new_list()
    values = {"segments": [f"{name}One", f"{name}Two"], "mapping": MAPPING} | changes
    return list_id, await system.export(f"{name}One", list_id, **values)


async def previewed(system: System, path: str, body: Any = None) -> dict[str, Any]:
    status, asked = await system.call("POST", path, body)
    assert (status, asked["state"]) == (202, "preparing"), asked
    end = time.monotonic() + LIMIT_SECONDS
    while True:
        status, shown = await system.call("GET", f"/api/previews/{asked['id']}")
        assert status == 200, shown
        if shown["state"] != "preparing":
            return dict(shown)
        assert time.monotonic() < end, shown
        await asyncio.sleep(0.2)


async def test_what_the_preview_shows_is_what_klaviyo_gets(system: System) -> None:
    list_id, export = await prepared(system, "Map")
    status, details = await system.call("GET", "/api/segments/MapOne")
    assert status == 200
    assert details["suggestion"] == {"email": "Email", "phone_number": "Phone"}
    since = await system.mark()
    shown = await previewed(system, f"/api/exports/{export['id']}/preview")
    assert shown["state"] == "ready", shown["error"]
    # A preview asks what a run would change; it sends nothing.
    assert {one["method"] for one in await system.journal(since)} <= {"GET"}
    assert shown["counts"] == {
        "read": 6, "to_send": 4, "added": 4, "updated": 0, "unchanged": 0, "removed": 0, "duplicates": 1, "rejected": 1,
    }  # fmt: skip
    assert {one["email"].lower(): one | {"email": one["email"].lower()} for one in shown["profiles"]} == PEOPLE
    assert shown["unused_columns"] == ["New"]
    assert (shown["chunks"], shown["api_calls"], shown["min_seconds"]) == (1, 3, 0)

    run = await system.run(export)
    assert balanced(run)
    assert run["state"] == "completed_with_warnings"
    assert (run["counts"]["read"], run["counts"]["accepted"], run["counts"]["duplicates"]) == (6, 4, 1)
    assert run["warnings"] == shown["warnings"]
    members = await system.members(list_id)
    assert {email: held(one) for email, one in members.items()} == PEOPLE
    assert {(r["blob"], r["line"], r["reason"]) for r in await system.rejects(run)} == {
        ("MapOne.csv", "4", "duplicate"),
        ("MapTwo.csv", "4", "email_malformed"),
    }
    path = f"/api/runs/{run['id']}/shared-identifiers.csv"
    status, text = await system.call("GET", path)
    assert status == 200
    assert {
        (r["blob"], r["line"], r["field"], r["value"], r["outcome"]) for r in csv.DictReader(io.StringIO(text))
    } == {
        ("MapOne.csv", "2", "phone_number", "'+12065550111", "left_out"),
        ("MapOne.csv", "3", "phone_number", "'+12065550111", "left_out"),
        ("MapOne.csv", "2", "external_id", "1", "left_out"),
        ("MapTwo.csv", "3", "external_id", "1", "left_out"),
    }
    assert (await system.call("GET", path, who="viewer"))[0] == 403


async def test_an_export_that_is_not_saved_is_previewed_and_limits_are_told(system: System) -> None:
    list_id, export = await prepared(system, "Unsaved", shared_identifiers="send_last")
    body = system.export_of("UnsavedOne", list_id, mapping={"email": "Nope"})
    shown = await previewed(system, "/api/preview", body)
    assert (shown["state"], shown["error"]["type"], shown["export_id"]) == ("failed", "column-missing", None)
    assert (await system.call("POST", "/api/preview", body, who="viewer"))[0] == 403

    status, made = await system.call("POST", "/api/connections", connect("pk_main", profile_limit=3) | {
        "api_key": None, "secret_name": f"klaviyo-{system.connection.replace('_', '-')}"})  # fmt: skip
    assert status == 201, made
    assert made["profile_limit"] == 3
    await system.call("PATCH", f"/api/exports/{export['id']}", {"connection_id": made["id"]})
    since = await system.mark()
    run = await system.run(export)
    assert (run["state"], run["error"]["type"]) == ("skipped", "over-limit")
    assert "would send: 4; the connection's limit is 3" in run["error"]["detail"]
    assert not [entry for entry in await system.journal(since) if entry["method"] == "POST"]
    status, changed = await system.call("PATCH", f"/api/connections/{made['id']}", {"profile_limit": None})
    assert (status, changed["profile_limit"], changed["consent"]) == (200, None, made["consent"])
    await asyncio.sleep(5.1)  # A connection is remembered for five seconds.
    run = await system.run(export)
    assert run["counts"]["accepted"] == 4
    members = await system.members(list_id)
    identifiers = {email: (one.get("phone_number"), one.get("external_id")) for email, one in members.items()}
    assert identifiers["a@mapping.example"] == (None, None)
    assert identifiers["b@mapping.example"] == ("+12065550111", "2")
    assert identifiers["d@mapping.example"] == (None, "1")


async def test_by_external_id_a_changed_address_stays_the_same_person(system: System) -> None:
    """Over the whole stack: one profile, the right members, and a mirror that removes who left, not who changed."""
    mapping = {"identity": "external_id", "external_id": "id", "email": "email", "first_name": "name"}
    list_id = await system.new_list()

    async def members() -> dict[str, dict[str, Any]]:
        found = await system.http.get(f"{system.stack.klaviyo}/_sim/lists/{list_id}/members")
        return {one["external_id"]: one for one in map(json.loads, found.text.splitlines())}

    await system.upload("ById.csv", "id,email,name\nC1,c1@old.example,N\nC2,c2@x.example,N\nC3,,N\n,c4@x.example,N\n")
    export = await system.export("ById", list_id, mapping=mapping, mode="mirror", removal_limit_percent=50)
    run = await system.run(export)
    assert (run["counts"]["added"], run["counts"]["rejected"]) == (3, 1), run
    [reject] = await system.rejects(run)
    assert (reject["reason"], reject["email"], reject["external_id"]) == ("external_id_missing", "", "")
    before = await members()
    await system.upload("ById.csv", "id,email,name\nC1,c1@new.example,N\nC3,,N\n")
    run = await system.run(export)
    assert (run["counts"]["updated"], run["counts"]["unchanged"], run["counts"]["removed"]) == (1, 1, 1), run
    assert balanced(run)
    after = await members()
    assert after.keys() == {"C1", "C3"}
    assert (after["C1"]["id"], after["C1"]["email"]) == (before["C1"]["id"], "c1@new.example")
