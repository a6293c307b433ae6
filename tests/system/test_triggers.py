"""Timer, HTTP (user and function key) and blob upload each start a run; nobody else does."""

import asyncio
import base64
import json
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.fakes.waiting import rounds
from tests.system.system import System, balanced, people

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_user(system: System) -> None:
    await system.upload("ByUser.csv", people("user", 3))
    run = await system.run(await system.export("ByUser"))
    assert (run["state"], run["trigger"], run["counts"]["accepted"]) == ("successful", "on_demand", 3)
    assert balanced(run)


async def test_function_key(system: System) -> None:
    await system.upload("ByKey.csv", people("key", 3))
    export = await system.export("ByKey")
    path = f"/api/exports/{export['id']}/run"
    for headers in ({}, {"x_functions_key": "wrong"}, {"x_functions_key": system.stack.blob_key}):
        assert (await system.call("POST", path, who=None, **headers))[0] == 401
    assert (await system.call("POST", path, who="administrator"))[0] == 401, "a user is no machine"
    assert await system.runs(export) == []
    status, run = await system.call("POST", path, who=None, x_functions_key=system.stack.function_key)
    assert status == 202
    run = await system.ended(run["id"])
    assert (run["state"], run["trigger"]) == ("successful", "api_key")
    status, problem = await system.call(
        "POST", "/api/exports/exp_none/run", who=None, x_functions_key=system.stack.function_key
    )
    assert (status, problem["type"]) == (404, "not-found")


async def test_timer(system: System) -> None:
    await system.upload("ByTimer.csv", people("timer", 3))
    due = await system.export("ByTimer", schedule={"kind": "refresh"})
    manual = await system.export("ByTimer")
    await system.backdate(due)
    await system.backdate(manual)
    await asyncio.gather(*(system.stack.fire("timer") for _ in range(3)))
    run = await system.started_by_itself(due)
    assert (run["state"], run["trigger"], run["counts"]["accepted"]) == ("successful", "schedule", 3)
    await system.stack.fire("timer")
    await asyncio.sleep(1)
    assert len(await system.runs(due)) == 1, "due once, however often the timer fires"
    assert await system.runs(manual) == []


def event(system: System, blob: str, etag: str) -> dict[str, Any]:
    account = next(p for p in system.stack.storage.split(";") if p.startswith("BlobEndpoint=")).split("=", 1)[1]
    return {
        "id": uuid.uuid4().hex,
        "topic": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a",
        "subject": f"/blobServices/default/containers/segments/blobs/{blob}",
        "eventType": "Microsoft.Storage.BlobCreated",
        "eventTime": datetime.now(UTC).isoformat(),
        "dataVersion": "",
        "metadataVersion": "1",
        "data": {"api": "PutBlob", "eTag": etag, "blobType": "BlockBlob", "url": f"{account}/segments/{blob}"},
    }


async def post_events(system: System, *events: dict[str, Any]) -> int:
    params = {"functionName": "Host.Functions.segment_uploaded", "code": system.stack.blob_key}
    url = f"{system.stack.app}/runtime/webhooks/blobs"
    headers = {"aeg-event-type": "Notification"}
    return (await system.http.post(url, params=params, json=list(events), headers=headers)).status_code


async def test_blob_upload_and_its_events_twice_and_late(system: System) -> None:
    """The host notices the upload itself; all further events tell of what is known."""
    export = await system.export("ByBlob", schedule={"kind": "segment_updated"})
    other = await system.export("ByBlob2", schedule={"kind": "segment_updated"})
    # Storage tells the time of a writing in whole seconds.
    await asyncio.sleep(1.1)
    await system.upload("ByBlob.csv", people("blob", 3))
    run = await system.started_by_itself(export)
    assert (run["state"], run["trigger"], run["counts"]["accepted"]) == ("successful", "segment_updated", 3)
    known, old = event(system, "ByBlob.csv", "0x2"), event(system, "ByBlob.csv", "0x1")
    for events in ((known, known), (old,), (known, old, known), (event(system, "ByBlob9.csv", "0x1"),)):
        assert await post_events(system, *events) == 202
    await asyncio.sleep(2)
    assert len(await system.runs(export)) == 1
    assert await system.runs(other) == []
    # A new version is a new run, and one only.
    await system.upload("ByBlob.csv", people("blob", 4))
    await asyncio.gather(*(post_events(system, event(system, "ByBlob.csv", "0x3")) for _ in range(5)))
    for _ in rounds():
        if len(found := await system.runs(export)) > 1:
            break
        await asyncio.sleep(0.1)
    assert (await system.ended(found[0]["id"]))["counts"]["read"] == 4
    await asyncio.sleep(1)
    assert len(await system.runs(export)) == 2


async def test_twenty_starts_at_once_are_one_run(system: System) -> None:
    await system.upload("Twenty.csv", people("twenty", 2000))
    export = await system.export("Twenty")
    answers = await asyncio.gather(*(system.call("POST", f"/api/exports/{export['id']}/runs") for _ in range(20)))
    assert sorted(status for status, _ in answers) == [202] + [409] * 19
    [run_id] = [body["id"] for status, body in answers if status == 202]
    assert {body["type"] for status, body in answers if status == 409} == {"run-active"}
    assert all(run_id in body["detail"] for status, body in answers if status == 409)
    run = await system.ended(run_id)
    assert (run["state"], run["counts"]["accepted"]) == ("successful", 2000)
    assert [one["id"] for one in await system.runs(export)] == [run_id]
    assert (await system.run(export))["state"] == "successful", "once it has ended, another may start"


def principal(role: str) -> str:
    claims = [{"typ": "roles", "val": role}, {"typ": "name", "val": "Eve"}]
    return base64.b64encode(json.dumps({"claims": claims, "role_typ": "roles"}).encode()).decode()


async def test_nobody_and_a_forged_header_are_401(system: System) -> None:
    for path in ("/api/me", "/api/segments", "/api/connections", "/api/exports", "/api/runs", "/api/runs/x"):
        status, problem = await system.call("GET", path, who=None)
        assert (status, problem["type"]) == (401, "sign-in-required")
        forged = await system.call("GET", path, who=None, x_ms_client_principal=principal("Administrator"))
        assert forged[0] == 401
    status, me = await system.call("GET", "/api/me", who="viewer", x_ms_client_principal=principal("Administrator"))
    assert (status, me["role"]) == (200, "viewer")


async def test_roles(system: System) -> None:
    await system.upload("Roles.csv", people("roles", 3))
    export = await system.export("Roles")
    body = system.export_of("Roles", await system.new_list())
    start = ("POST", f"/api/exports/{export['id']}/runs", None)
    connection = ("GET", f"/api/connections/{system.connection}", None)
    rules = [
        (("GET", "/api/segments", None), {"viewer": 200, "contributor": 200, "stranger": 403}),
        (("GET", "/api/segments/Roles", None), {"viewer": 403, "contributor": 200, "stranger": 403}),
        (("GET", f"/api/exports/{export['id']}", None), {"viewer": 200, "contributor": 200, "stranger": 403}),
        (("POST", "/api/exports", body), {"viewer": 403, "contributor": 201, "stranger": 403}),
        (connection, {"contributor": 200, "stranger": 403}),
        (("DELETE", f"/api/connections/{system.connection}", None), {"viewer": 403, "contributor": 403}),
        (("POST", "/api/connections", {}), {"viewer": 403, "contributor": 403, "stranger": 403}),
        (("PATCH", f"/api/connections/{system.connection}", {}), {"viewer": 403, "contributor": 403}),
        (start, {"viewer": 403, "stranger": 403, "contributor": 202}),
    ]
    for (method, path, given), expected in rules:
        for who, status in expected.items():
            found, answer = await system.call(method, path, given, who=who)
            assert found == status, (method, path, who, answer)
            if status == 403:
                assert answer["type"] == "not-allowed"
    shown = (await system.call(*connection[:2], who="contributor"))[1]
    assert set(shown) == {"id", "display_name", "type"}, "of a connection, contributors see no more"
    [run] = await system.runs(export)
    await system.ended(run["id"])


async def test_a_connection_for_administrators_is_closed_to_contributors(system: System) -> None:
    export = await system.export("Roles")
    path = f"/api/connections/{system.connection}"
    assert (await system.call("PATCH", path, {"access": "administrators"}))[0] == 200
    try:
        for method, url, body in (
            ("POST", f"/api/exports/{export['id']}/runs", None),
            ("PATCH", f"/api/exports/{export['id']}", {"name": "Mine"}),
            ("DELETE", f"/api/exports/{export['id']}", None),
            ("POST", "/api/exports", system.export_of("Roles", "SIMVIP")),
            ("GET", f"{path}/lists", None),
        ):
            assert (await system.call(method, url, body, who="contributor"))[0] in (403, 404), (method, url)
        assert await system.runs(export) == []
    finally:
        assert (await system.call("PATCH", path, {"access": "contributors"}))[0] == 200
