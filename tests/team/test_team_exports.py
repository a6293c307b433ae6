"""Exports: created, changed, duplicated, detached, disabled, removed; by whom."""

import asyncio
import uuid
from typing import Any

import pytest

from local.klaviyo import MAIN_KEY, OTHER_ACCOUNT_KEY
from tests.system.system import System, connect
from tests.team.team import entries, segment

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_saving_runs_only_when_asked_to(team: System) -> None:
    one = await team.export(await segment(team))
    assert await team.runs(one) == []
    body = team.export_of(await segment(team), await team.new_list())
    status, made = await team.call("POST", "/api/exports?run=true", body)
    assert status == 201
    assert (await team.ended(made["run"]["id"]))["state"] == "successful"
    status, saved = await team.call("PATCH", f"/api/exports/{one['id']}?run=true", {"name": "Runs now"})
    assert (status, saved["name"]) == (200, "Runs now")
    assert (await team.ended(saved["run"]["id"]))["counts"]["accepted"] == 1
    status, problem = await team.call("POST", "/api/exports?run=perhaps", body)
    assert (status, problem["field"]) == (400, "run")


async def test_the_list_is_checked_with_klaviyo(team: System) -> None:
    body = team.export_of(await segment(team), "NOSUCH")
    status, problem = await team.call("POST", "/api/exports", body)
    assert (status, problem["type"], problem["field"]) == (400, "list-not-found", "list_id")
    export = await team.export(await segment(team))
    status, problem = await team.call("PATCH", f"/api/exports/{export['id']}", {"list_id": "NOSUCH"})
    assert (status, problem["field"]) == (400, "list_id")


async def test_the_same_segment_to_the_same_list_is_refused(team: System) -> None:
    list_id = await team.new_list()
    first = await team.export(await segment(team), list_id)
    name = first["segments"][0]
    status, problem = await team.call("POST", "/api/exports", team.export_of(name, list_id))
    assert (status, problem["type"], problem["field"]) == (409, "already-exported", "list_id")
    assert problem["errors"] == [{"id": first["id"], "name": first["name"]}]
    assert first["name"] in problem["detail"]

    other = await team.export(name)
    status, problem = await team.call("PATCH", f"/api/exports/{other['id']}", {"list_id": list_id})
    assert (status, problem["type"]) == (409, "already-exported")
    status, problem = await team.call("POST", f"/api/exports/{first['id']}/duplicate", {"name": "Twin"})
    assert (status, problem["type"]) == (409, "already-exported")

    # Another connection to the same account is the same list; detached, the first stands in nobody's way.
    _, again = await team.call("POST", "/api/connections", connect(MAIN_KEY))
    body = team.export_of(name, list_id, connection_id=again["id"])
    assert (await team.call("POST", "/api/exports", body))[0] == 409
    await team.call("POST", f"/api/exports/{first['id']}/detach")
    assert (await team.call("POST", "/api/exports", body))[0] == 201
    status, problem = await team.call("PATCH", f"/api/exports/{first['id']}", {"connection_id": team.connection})
    assert (status, problem["type"]) == (409, "already-exported")


async def test_of_ten_who_save_the_same_at_once_one_gets_through(team: System) -> None:
    body = team.export_of(await segment(team), await team.new_list())
    answers = await asyncio.gather(*(team.call("POST", "/api/exports", body) for _ in range(10)))
    assert sorted(status for status, _ in answers) == [201] + [409] * 9
    assert {found["type"] for status, found in answers if status == 409} == {"already-exported"}


async def test_of_those_who_make_move_and_copy_to_the_same_at_once_one_gets_through(team: System) -> None:
    name, target = await segment(team), await team.new_list()
    others = [await team.export(name) for _ in range(6)]
    answers = await asyncio.gather(
        *(team.call("PATCH", f"/api/exports/{one['id']}", {"list_id": target}) for one in others[:3]),
        *(team.call("POST", f"/api/exports/{one['id']}/duplicate", {"list_id": target}) for one in others[3:]),
        *(team.call("POST", "/api/exports", team.export_of(name, target)) for _ in range(3)),
    )
    assert sorted(status < 300 for status, _ in answers) == [False] * 8 + [True]
    assert {found["type"] for status, found in answers if status >= 300} == {"already-exported"}
    _, listed = await team.call("GET", "/api/exports")
    assert len([one for one in listed["exports"] if one["list_id"] == target]) == 1


async def test_a_duplicate_differs_where_told(team: System) -> None:
    source = await team.export(await segment(team), schedule={"kind": "refresh"})
    other_list = await team.new_list()
    response = await team.ask("POST", f"/api/exports/{source['id']}/duplicate", {"list_id": other_list})
    assert response.status_code == 201
    copy = response.json()
    assert copy["id"] != source["id"]
    assert copy["name"] == f"Copy of {source['name']}"
    assert copy["list_id"] == other_list
    for name in ("segments", "mapping", "schedule", "connection_id", "enabled"):
        assert copy[name] == source[name]
    assert response.headers["location"] == f"/api/exports/{copy['id']}"
    assert await team.runs(copy) == []


async def test_a_detached_export_keeps_all_else(team: System) -> None:
    export = await team.export(await segment(team), schedule={"kind": "refresh"})
    assert len(export["next_runs"]) == 5
    path = f"/api/exports/{export['id']}"
    status, detached = await team.call("POST", f"{path}/detach")
    assert (status, detached["connection_id"], detached["next_runs"]) == (200, None, [])
    other = {"connection_id", "connection_name", "account_name", "next_runs", "updated_at"}
    assert {n: v for n, v in detached.items() if n not in other} == {n: v for n, v in export.items() if n not in other}
    status, problem = await team.call("POST", f"{path}/runs")
    assert (status, problem["field"]) == (409, "connection_id")
    assert (await team.call("PATCH", path, {"name": "No"}, who="contributor"))[0] == 403
    status, attached = await team.call("PATCH", path, {"connection_id": team.connection})
    assert (status, len(attached["next_runs"])) == (200, 5)
    assert (await team.run(attached))["state"] == "successful"


async def test_removing_purges_its_snapshot_and_no_other(team: System) -> None:
    export = await team.export(await segment(team))
    container = team.blobs.get_container_client("exports")
    mine, longer = f"snapshots/{export['id']}/1.parquet", f"snapshots/{export['id']}x/1.parquet"
    for name in (mine, longer):
        await container.upload_blob(name, b"x", overwrite=True)
    run = await team.run(export)
    assert (await team.call("DELETE", f"/api/exports/{export['id']}"))[0] == 204
    left = await team.files("exports", "snapshots/")
    assert mine not in left
    assert longer in left
    await container.delete_blob(longer)
    assert (await team.call("GET", f"/api/exports/{export['id']}"))[0] == 404
    assert (await team.call("GET", f"/api/runs/{run['id']}"))[0] == 200


async def test_every_change_takes_an_etag(team: System) -> None:
    export = await team.export(await segment(team))
    path = f"/api/exports/{export['id']}"
    old = (await team.ask("GET", path)).headers["etag"]
    new = (await team.ask("PATCH", path, {"name": "Changed"}, If_Match=old)).headers["etag"]
    assert new != old
    for method, where in (("PATCH", path), ("POST", f"{path}/detach"), ("DELETE", path)):
        status, problem = await team.call(method, where, {"name": "Late"} if method == "PATCH" else None, If_Match=old)
        assert (status, problem["type"]) == (412, "stale-version")
    # That the app looked at its schedule is nobody's change.
    await team.backdate(export)
    assert (await team.ask("GET", path)).headers["etag"] == new
    assert (await team.call("DELETE", path, If_Match=f'"x", {new}'))[0] == 204


async def test_contributors_keep_to_connections_open_to_them(team: System) -> None:
    _, closed = await team.call("POST", "/api/connections", connect(MAIN_KEY, access="administrators"))
    export = await team.export(await segment(team), connection_id=closed["id"])
    path = f"/api/exports/{export['id']}"
    me = {"who": "contributor"}
    assert (await team.call("GET", path, **me))[0] == 200
    assert (await team.call("GET", f"/api/connections/{closed['id']}", **me))[0] == 403
    assert (await team.call("GET", f"/api/connections/{closed['id']}/lists", **me))[0] == 403
    assert (await team.call("POST", f"/api/connections/{closed['id']}/lists", {"name": "x"}, **me))[0] == 403
    _, listed = await team.call("GET", "/api/connections", **me)
    assert closed["id"] not in {one["id"] for one in listed["connections"]}
    for method, where, body in (
        ("PATCH", path, {"name": "Mine"}),
        ("PATCH", path, {"connection_id": team.connection}),
        ("POST", f"{path}/duplicate", {"list_id": export["list_id"]}),
        ("POST", f"{path}/detach", None),
        ("POST", f"{path}/runs", None),
        ("DELETE", path, None),
        ("POST", "/api/exports", team.export_of("X", await team.new_list(), connection_id=closed["id"])),
    ):
        status, problem = await team.call(method, where, body, **me)
        assert (status, problem["type"]) == (403, "not-allowed"), (method, where)
    run = await team.run(export)
    assert (await team.call("GET", f"/api/runs/{run['id']}", **me))[0] == 200
    assert (await team.call("GET", f"/api/runs/{run['id']}/rejects.csv", **me))[0] == 403
    assert (await team.call("POST", f"/api/runs/{run['id']}/retry", **me))[0] == 403
    _, bulk = await team.call("PATCH", "/api/schedules", {"exports": [export["id"]], "enabled": False}, **me)
    assert bulk["changed"] == []
    assert bulk["refused"][0]["type"] == "not-allowed"

    # Opened, the same export is theirs to manage; closed again, it stays and runs.
    await team.call("PATCH", f"/api/connections/{closed['id']}", {"access": "contributors"})
    assert (await team.call("PATCH", path, {"name": "Mine"}, **me))[0] == 200
    status, started = await team.call("POST", f"{path}/runs", **me)
    assert status == 202
    await team.call("PATCH", f"/api/connections/{closed['id']}", {"access": "administrators"})
    assert (await team.ended(started["id"]))["state"] == "successful"
    assert (await team.call("PATCH", path, {"name": "No more"}, **me))[0] == 403
    _, kept = await team.call("GET", path)
    assert (kept["connection_id"], kept["name"]) == (closed["id"], "Mine")
    assert (await team.run(kept))["state"] == "successful"


async def test_a_function_key_is_for_the_machine_start_alone(team: System) -> None:
    export = await team.export(await segment(team))
    key = {"x_functions_key": team.stack.function_key}
    for method, path in (
        ("GET", "/api/exports"),
        ("POST", f"/api/exports/{export['id']}/runs"),
        ("DELETE", f"/api/exports/{export['id']}"),
        ("GET", "/api/audit"),
    ):
        assert (await team.call(method, path, who=None, **key))[0] == 401
    assert (await team.call("POST", f"/api/exports/{export['id']}/run", who="administrator"))[0] == 401
    status, run = await team.call("POST", f"/api/exports/{export['id']}/run", who=None, **key)
    assert (status, run["trigger"], run["started_by"]) == (202, "api_key", "function key")
    await team.ended(run["id"])


async def test_forged_headers_open_nothing(team: System) -> None:
    import base64
    import json

    claims = {"role_typ": "roles", "claims": [{"typ": "roles", "val": "Administrator"}]}
    forged = {"X_MS_CLIENT_PRINCIPAL": base64.b64encode(json.dumps(claims).encode()).decode()}
    assert (await team.call("GET", "/api/me", who=None, **forged))[0] == 401
    assert (await team.call("GET", "/api/audit", who="viewer", **forged))[0] == 403
    assert (await team.call("GET", "/api/me", who="stranger"))[0] == 403


async def test_a_start_with_a_key_happens_once(team: System) -> None:
    export = await team.export(await segment(team))
    path = f"/api/exports/{export['id']}/runs"
    key = uuid.uuid4().hex
    status, first = await team.call("POST", path, Idempotency_Key=key)
    assert status == 202
    await team.ended(first["id"])
    status, again = await team.call("POST", path, Idempotency_Key=key)
    assert (status, again["id"], again["state"]) == (202, first["id"], "successful")
    status, problem = await team.call("POST", path, {"full": True}, Idempotency_Key=key)
    assert (status, problem["type"]) == (422, "idempotency-key-reused")
    # Another user's key of the same name is another key; so is the machine's.
    status, other = await team.call("POST", path, who="contributor", Idempotency_Key=key)
    assert (status, other["id"] == first["id"]) == (202, False)
    await team.ended(other["id"])
    machine: dict[str, Any] = {"who": None, "x_functions_key": team.stack.function_key, "Idempotency_Key": key}
    _, one = await team.call("POST", f"/api/exports/{export['id']}/run", **machine)
    _, two = await team.call("POST", f"/api/exports/{export['id']}/run", **machine)
    assert one["id"] == two["id"]
    await team.ended(one["id"])
    assert len(await team.runs(export)) == 3
    status, problem = await team.call("POST", path, Idempotency_Key="x" * 256)
    assert (status, problem["field"]) == (400, "Idempotency-Key")


async def test_connections_of_two_accounts_do_not_mix(team: System) -> None:
    _, fabrikam = await team.call("POST", "/api/connections", connect(OTHER_ACCOUNT_KEY))
    status, problem = await team.call(
        "POST", "/api/exports", team.export_of("X", await team.new_list(), connection_id=fabrikam["id"])
    )
    assert (status, problem["type"]) == (400, "list-not-found")


async def test_a_first_portion_is_sent_and_the_others_once_a_user_confirms(team: System) -> None:
    name = f"Seg{uuid.uuid4().hex[:8]}"
    people = [f"{name.lower()}.{number}@example.com" for number in range(20)]
    await team.upload(f"{name}.csv", "\n".join(["email", *people]))
    body = team.export_of(name, await team.new_list(), canary={"profiles": 3, "percent": 5})
    status, problem = await team.call("POST", "/api/exports", body)
    assert (status, problem["field"]) == (400, "canary")
    export = await team.export(name, canary={"percent": 11, "then": "wait"})
    run_id = (await team.start(export))["id"]
    while (run := (await team.call("GET", f"/api/runs/{run_id}"))[1])["canary"] is None or not run["canary"]["result"]:
        await asyncio.sleep(0.2)
    assert (run["state"], run["canary"]["state"], run["canary"]["result"]["accepted"]) == ("uploading", "waiting", 3)
    _, found = await team.call("GET", f"/api/exports/{export['id']}")
    assert (found["attention"], found["recent_runs"][0]["waits"]) == ("held", True)
    status, problem = await team.call("POST", f"/api/exports/{export['id']}/runs")
    assert (status, problem["type"]) == (409, "run-active")
    assert (await team.call("POST", f"/api/runs/{run_id}/confirm", who="viewer"))[0] == 403
    for _ in range(2):
        status, run = await team.call("POST", f"/api/runs/{run_id}/confirm", who="contributor")
        assert (status, run["id"]) == (202, run_id)
    run = await team.ended(run_id)
    assert (run["state"], run["counts"]["accepted"], run["canary"]["state"]) == ("successful", 20, "passed")
    assert (await team.call("POST", f"/api/runs/{run_id}/confirm"))[0] == 202
    audited = await entries(team, f"target={run_id}")
    assert [entry["action"] for entry in audited if entry["action"].endswith("/confirm")][:1] == [
        "POST /api/runs/{id}/confirm"
    ]
