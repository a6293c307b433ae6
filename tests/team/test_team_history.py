"""What happened: runs by every filter, the audit record, and how long both are kept."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import jsonschema_rs
import pytest

from local.klaviyo import MAIN_KEY
from shared.context import Context
from shared.domain.base import now
from shared.domain.maintenance import Retention
from shared.maintenance.retention import RECORD, purge_old
from tests.fakes.waiting import LIMIT_SECONDS
from tests.system.system import System, connect
from tests.team.team import entries, segment

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_runs_are_found_by_every_filter(team: System) -> None:
    export = await team.export(await segment(team))
    start = datetime.now(UTC) - timedelta(milliseconds=5)
    first = await team.run(export)
    _, second = await team.call("POST", f"/api/exports/{export['id']}/runs", who="contributor")
    second = await team.ended(second["id"])
    _, third = await team.call(
        "POST", f"/api/exports/{export['id']}/run", who=None, x_functions_key=team.stack.function_key
    )
    third = await team.ended(third["id"])

    async def found(query: str) -> list[str]:
        status, page = await team.call("GET", f"/api/runs?export_id={export['id']}&{query}")
        assert status == 200, page
        return [run["id"] for run in page["runs"]]

    every = [third["id"], second["id"], first["id"]]
    assert await found("") == every
    assert await found("trigger=api_key") == [third["id"]]
    assert await found("trigger=schedule") == []
    _, users = await team.call("POST", "/api/users/search", {"search": second["started_by"][:-3].upper()})
    [user] = users["users"]
    assert user["name"] == second["started_by"]
    assert await found(f"who={user['id']}") == [second["id"]]
    assert await found(f"who={user['id']}&trigger=schedule") == []
    assert await found("who=unknown") == []
    assert await found("state=successful") == every
    of = {"segment": export["segments"][0], "list_id": export["list_id"], "connection_id": export["connection_id"]}
    assert await found("&".join(f"{name}={value}" for name, value in of.items())) == every
    for name in of:
        assert await found(f"{name}=another") == []
    stamp = second["queued_at"].replace("+00:00", "Z")
    assert await found(f"from={stamp}") == every[:2]
    assert await found(f"to={stamp}") == every[1:]
    assert await found(f"from={stamp}&to={stamp}") == [second["id"]]
    assert await found(f"to={start.strftime('%Y-%m-%dT%H:%M:%S.%fZ')}") == []
    status, page = await team.call("GET", f"/api/exports/{export['id']}/runs?limit=2")
    assert [run["id"] for run in page["runs"]] == every[:2]
    _, rest = await team.call("GET", f"/api/exports/{export['id']}/runs?limit=2&cursor={page['next_cursor']}")
    assert [run["id"] for run in rest["runs"]] == every[2:]
    for wrong in ("trigger=x", "state=x", "from=x", "limit=0", "who=ann@example.com"):
        status, problem = await team.call("GET", f"/api/runs?{wrong}")
        assert (status, problem["field"]) == (400, wrong.partition("=")[0])


async def test_every_change_is_recorded_without_secrets(team: System) -> None:
    _, made = await team.call("POST", "/api/connections", connect(MAIN_KEY))
    await team.call("PATCH", f"/api/connections/{made['id']}", {"display_name": "Other", "api_key": MAIN_KEY})
    await team.call("DELETE", f"/api/connections/{made['id']}")
    deleted, changed, created = await entries(team, f"target={made['id']}")
    assert [e["action"] for e in (created, changed, deleted)] == [
        "POST /api/connections", "PATCH /api/connections/{id}", "DELETE /api/connections/{id}",
    ]  # fmt: skip
    assert changed["before"] == {"display_name": "Shop"}
    assert changed["after"] == {"display_name": "Other", "api_key": "renewed"}
    assert (created["before"], created["after"]["display_name"]) == (None, "Shop")
    assert (deleted["before"]["display_name"], deleted["after"]) == ("Other", None)
    assert {e["role"] for e in (created, changed, deleted)} == {"administrator"}
    assert MAIN_KEY not in json.dumps(await entries(team, "result=changed"))

    export = await team.export(await segment(team))
    run = await team.run(export)
    await team.call("PATCH", f"/api/exports/{export['id']}", {"enabled": False}, who="contributor")
    await team.call("PATCH", f"/api/exports/{export['id']}", {"nonsense": 1})
    found = await entries(team, f"target={export['id']}")
    assert [(e["action"], e["after"]) for e in found[:2]] == [
        ("PATCH /api/exports/{id}", {"enabled": False}),
        ("POST /api/exports/{id}/runs", {"run_id": run["id"]}),
    ]
    assert len(found) == 3
    assert found[0]["before"] == {"enabled": True}
    # An object that is gone and a run have names, too: the audit page names them.
    assert {e["target_name"] for e in (created, changed, deleted)} == {"Other"}
    assert {e["target_name"] for e in found} == {export["name"]}
    await team.call("POST", f"/api/runs/{run['id']}/cancel")
    assert [e["id"] for e in await entries(team, f"target={export['id']}&who={found[0]['who_id']}")] == [found[0]["id"]]
    assert await entries(team, f"target={export['id']}&to=2026-01-01T00:00:00Z") == []


async def test_every_denial_is_recorded(team: System) -> None:
    _, made = await team.call("POST", "/api/connections", connect(MAIN_KEY, access="administrators"))
    await team.call("DELETE", f"/api/connections/{made['id']}", who="viewer")
    await team.call("GET", f"/api/connections/{made['id']}", who="contributor")
    await team.call("GET", f"/api/connections/{made['id']}", who="stranger")
    await team.call("GET", f"/api/connections/{made['id']}", who=None)
    found = await entries(team, f"target={made['id']}&result=denied")
    assert [(e["status"], e["role"]) for e in found] == [
        (401, None),
        (403, None),
        (403, "contributor"),
        (403, "viewer"),
    ]
    assert found[0]["who"] is None
    assert found[1]["who"] is not None
    assert (await team.call("GET", "/api/audit", who="contributor"))[0] == 403


async def test_old_data_goes_personal_data_first(team: System, inside: Context) -> None:
    name = await segment(team)
    await team.upload(f"{name}.csv", f"email\n{name.lower()}@example.com\nno-address\n")
    export = await team.export(name)
    run = await team.run(export)
    assert run["counts"]["rejected"] == 1
    folder = f"runs/{run['id']}/"
    # A run has ended before its own chunks are deleted: one that was left behind comes after that.
    container = team.blobs.get_container_client("exports")
    while [name async for name in container.list_blob_names(name_starts_with=f"{folder}chunks/")]:
        await asyncio.sleep(0.1)
    await container.upload_blob(f"{folder}chunks/00000.json", b"{}")

    async def as_of(days: float) -> set[str]:
        found = await inside.retention.get(RECORD)
        if found:
            stale = Retention(purged_at=now() - timedelta(hours=2))
            await inside.retention.replace(RECORD, stale, found.etag)
        await purge_old(inside, now() + timedelta(days=days))
        return set(await team.files("exports", folder)) | set(await team.files("exports", f"history/{run['id']}/"))

    assert f"{folder}rejects.csv" in await as_of(29)
    left = await as_of(31)
    assert left == {f"history/{run['id']}/{name}" for name in ("import-jobs.csv", "report.json")}
    assert (await team.call("GET", f"/api/runs/{run['id']}"))[0] == 200
    assert await as_of(399) == left
    assert await as_of(401) == set()
    assert (await team.call("GET", f"/api/runs/{run['id']}"))[0] == 404
    assert await entries(team, "") == []
    assert (await team.call("GET", f"/api/exports/{export['id']}"))[0] == 200


async def test_answers_are_as_the_openapi_document_says(team: System) -> None:
    status, document = await team.call("GET", "/api/openapi.json", who="viewer")
    assert (status, document["openapi"]) == (200, "3.1.0")
    export = await team.export(await segment(team), schedule={"kind": "refresh"})
    run = await team.run(export)
    definition = f"Of{export['segments'][0]}"
    rule = {"kind": "conditions", "table": export["segments"][0]}
    await team.call("POST", "/api/segment-definitions", {"name": definition, "rule": rule})
    _, preview = await team.call("POST", f"/api/exports/{export['id']}/preview", {})
    _, hook = await team.call(
        "POST", "/api/notifications", {"name": "Ops", "url": "http://127.0.0.1:9/hook", "events": ["run.failed"]}
    )
    ids = {
        "connections": team.connection,
        "exports": export["id"],
        "runs": run["id"],
        "previews": preview["id"],
        "notifications": hook["id"],
    }
    checked = 0
    for path, methods in document["paths"].items():
        operation = methods.get("get")
        area = path.split("/")[2]
        if operation is None or path.endswith((".csv", "/run/{run_id}")) or area in ("list-checks", "people"):
            # Files, what only a function key opens, and work that other tests wait for.
            continue
        name = definition if area == "segment-definitions" else export["segments"][0]
        where = path.replace("{id}", ids.get(area, "")).replace("{name}", name)
        where = where.replace("{run_id}", run["id"])
        unknown = path.replace("{id}", "exp_none").replace("{name}", "None").replace("{run_id}", "none")
        for asked, expected in ((where, 200), (unknown, 404)):
            if expected == 404 and "{" not in path:
                continue
            status, body = await team.call("GET", asked)
            assert status == expected, (asked, body)
            kind = "application/json" if status == 200 else "application/problem+json"
            response = operation["responses"][str(status)]
            if "$ref" in response:
                response = document["components"]["responses"][response["$ref"].rpartition("/")[2]]
            schema = response["content"][kind]["schema"]
            jsonschema_rs.validate(schema | {"components": document["components"]}, body)
            checked += 1
    assert checked > 12


async def test_what_happened_to_a_person_is_found_in_the_row_logs(team: System) -> None:
    name, person = await segment(team), "lookup-ann@example.com"
    export = await team.export(name, row_log={"fields": True})
    await team.upload(f"{name}.csv", f"email\n{person}\nno-address\n{person.upper()}\n")
    first = await team.run(export)
    second = await team.run(export)
    assert {path.rpartition("/")[2] for path in await team.files("exports", f"row-log/{first['id']}/")} == {
        "00001-00000-00000.parquet", "actions.parquet",
    }  # fmt: skip
    status, asked = await team.call("POST", "/api/people/lookup", {"email": person})
    assert status == 202, asked
    found = asked
    async with asyncio.timeout(LIMIT_SECONDS):
        while found["state"] == "queued":
            await asyncio.sleep(0.2)
            status, found = await team.call("GET", f"/api/people/lookups/{asked['id']}")
    assert status == 200, found
    told = [(one["run_id"], one["outcome"], one["line"], one["fields"]) for one in found["events"]]
    assert sorted(told, key=str) == sorted(
        [
            (second["id"], "unchanged", 4, None),
            (second["id"], "duplicate", 2, None),
            (first["id"], "accepted", 4, {}),
            (first["id"], "duplicate", 2, None),
        ],
        key=str,
    )
    assert [one["export_id"] for one in found["exports"]] == [export["id"]]
    assert export["id"] not in {one["export_id"] for one in found["unseen"]}
    document = (await team.call("GET", "/api/openapi.json"))[1]
    schema = {"$ref": "#/components/schemas/PersonLookup", "components": document["components"]}
    jsonschema_rs.validate(schema, found)
    assert (await team.call("GET", f"/api/people/lookups/{asked['id']}", who="contributor"))[0] == 403
