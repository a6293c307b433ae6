"""What holds for every route that changes something: an audit entry, an ETag where there is one, a key for starts."""

from __future__ import annotations

import json
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import pytest_asyncio

from local.klaviyo import MAIN_KEY
from tests.encodings import readings, stands_in
from tests.system.system import OPERATIONS, System, connect, people
from tests.team.team import entries, segment

pytestmark = pytest.mark.asyncio(loop_scope="session")

HOOK = {"name": "Here", "url": "https://hooks.invalid/x?sig=hidden-part", "events": ["run.failed"]}
CHANGES_NOTHING = {
    "POST /api/exports/check",
    "POST /api/connections/{id}/verify",
    "POST /api/notifications/{id}/test",
    "POST /api/runs/{id}/rejects/search",
    "POST /api/runs/{id}/rejects/download",
    "POST /api/runs/{id}/source-row",
    "POST /api/users/search",
    "POST /api/runs/{id}/held-removals/search",
}
OF_APPROVALS = {"POST /api/changes/{id}/approve", "POST /api/changes/{id}/reject"}
"""This stack requires no approvals: tests/unit/api/test_approval.py has their entries."""

CHANGES = {
    f"{method.upper()} {path}" for path, methods in OPERATIONS.items() for method in methods if method != "get"
} - (CHANGES_NOTHING | OF_APPROVALS)


def taking(header: str) -> set[str]:
    """The routes that take a header, by the document."""
    return {
        f"{method.upper()} {path}"
        for path, methods in OPERATIONS.items()
        for method, operation in methods.items()
        if any(parameter["name"] == header for parameter in operation.get("parameters", ()))
    }


async def ok(team: System, method: str, path: str, body: Any = None, **more: Any) -> Any:
    status, answer = await team.call(method, path, body, **more)
    assert status < 300, (method, path, answer)
    return answer


async def new_connection(team: System) -> str:
    return f"/api/connections/{(await ok(team, 'POST', '/api/connections', connect(MAIN_KEY)))['id']}"


async def new_export(team: System) -> str:
    return f"/api/exports/{(await team.export(await segment(team)))['id']}"


async def new_notification(team: System) -> str:
    return f"/api/notifications/{(await ok(team, 'POST', '/api/notifications', HOOK))['id']}"


async def checked_and_repaired(team: System) -> None:
    """Check the list of an export, of which a person was removed in Klaviyo, and repair it."""
    export = await team.export(await segment(team))
    await team.run(export)
    members = await team.http.get(f"{team.stack.klaviyo}/_sim/lists/{export['list_id']}/members")
    person = members.text.splitlines()[0]
    body = {"data": [{"type": "profile", "id": json.loads(person)["id"]}]}
    path = f"{team.stack.klaviyo}/api/lists/{export['list_id']}/relationships/profiles"
    headers = {"Authorization": f"Klaviyo-API-Key {MAIN_KEY}", "revision": "2026-10-15"}
    assert (await team.http.request("DELETE", path, json=body, headers=headers)).is_success
    check = await ok(team, "POST", f"/api/exports/{export['id']}/list-checks")
    while check["state"] == "reading":
        check = await ok(team, "GET", f"/api/list-checks/{check['id']}")
    assert check["counts"]["missing"] == 1
    await team.ended((await ok(team, "POST", f"/api/list-checks/{check['id']}/repair"))["id"])


async def new_definition(team: System) -> str:
    name = f"Defined{uuid.uuid4().hex[:6]}"
    body = {"name": name, "rule": {"kind": "conditions", "table": await segment(team)}}
    await ok(team, "POST", "/api/segment-definitions", body)
    return f"/api/segment-definitions/{name}"


async def sign_in_to_klaviyo(team: System) -> tuple[str, str]:
    """Sign in by the simulator's page; return state and code."""
    begun = await ok(team, "POST", "/api/klaviyo-sign-ins", {})
    page = await team.http.get(f"{begun['url']}&decide=allow&account=SIMCON")
    answer = dict(parse_qsl(urlsplit(page.headers["location"]).query))
    await ok(team, "POST", "/api/klaviyo-sign-ins/complete", answer)
    return answer["state"], answer["code"]


async def new_format(team: System) -> str:
    return f"/api/segments/{await segment(team)}/format"


@pytest_asyncio.fixture(loop_scope="session")
async def slow(team: System) -> AsyncIterator[None]:
    """Klaviyo takes its time over jobs: a run can be caught while it goes on."""
    before = (await team.sim("POST", "/options", {}))["job_seconds"]
    await team.sim("POST", "/options", {"job_seconds": 30})
    yield
    await team.sim("POST", "/options", {"job_seconds": before})


async def canceled(team: System) -> str:
    """A run that was stopped, and can be retried."""
    run = await ok(team, "POST", f"{await new_export(team)}/runs")
    await ok(team, "POST", f"/api/runs/{run['id']}/cancel")
    assert (await team.ended(run["id"]))["state"] == "canceled"
    return f"/api/runs/{run['id']}"


async def held(team: System) -> str:
    """A run in mode mirror that waits for confirmation to remove three of four people."""
    name = f"Held{uuid.uuid4().hex[:6]}"
    await team.upload(f"{name}.csv", people(name.lower(), 4))
    export = await team.export(name, mode="mirror", name=f"{name} kept")
    assert (await team.run(export))["counts"]["accepted"] == 4
    await team.upload(f"{name}.csv", people(name.lower(), 1))
    run = await team.run(export)
    assert run["removal"]["state"] == "held", run
    return f"/api/runs/{run['id']}"


async def with_added(team: System) -> str:
    """A run that added two people and can be undone."""
    name = f"Added{uuid.uuid4().hex[:6]}"
    await team.upload(f"{name}.csv", people(name.lower(), 2))
    run = await team.run(await team.export(name))
    assert run["counts"]["added"] == 2, run
    return f"/api/runs/{run['id']}"


async def held_before_sending(team: System) -> str:
    """A run that waits for confirmation to create three profiles."""
    name = f"Many{uuid.uuid4().hex[:6]}"
    await team.upload(f"{name}.csv", people(name.lower(), 3))
    export = await team.export(name, name=f"{name} guarded", hold_when={"new_profiles_over": 2})
    run = await team.run(export)
    assert (run["error"]["type"], run["impact"]["new_profiles"]) == ("held-for-confirmation", 3)
    return f"/api/runs/{run['id']}"


@pytest.mark.usefixtures("slow")
async def test_every_route_that_changes_something_leaves_an_entry(team: System) -> None:
    stopped = await canceled(team)
    await team.sim("POST", "/options", {"job_seconds": 0})
    waiting = await held(team)
    guarded, added = await held_before_sending(team), await with_added(team)
    since = (await entries(team, ""))[0]["at"]
    connection, export, hook = await new_connection(team), await new_export(team), await new_notification(team)
    await ok(team, "PATCH", connection, {"display_name": "Changed", "api_key": MAIN_KEY})
    await ok(team, "POST", f"{connection}/lists", {"name": f"List {uuid.uuid4().hex[:6]}"})
    tokens = await sign_in_to_klaviyo(team)
    await ok(team, "PATCH", hook, {"renew_signing_secret": True, "url": f"{HOOK['url']}2"})
    await ok(team, "PATCH", export, {"enabled": False})
    await ok(team, "PATCH", f"/api/segments/{await segment(team)}/format", {"quote": "'"})
    await ok(team, "PATCH", "/api/schedules", {"exports": [export.split("/")[-1]], "enabled": True})
    copy = await ok(team, "POST", f"{export}/duplicate", {"list_id": await team.new_list()})
    await ok(team, "POST", f"{export}/preview")
    await ok(team, "POST", "/api/preview", team.export_of("Nothing", await team.new_list()), who="contributor")
    machine = {"who": None, "x_functions_key": team.stack.function_key}
    runs = [await ok(team, "POST", f"{waiting}/confirm-removal"), await ok(team, "POST", f"{stopped}/retry")]
    runs += [await ok(team, "POST", f"{guarded}/confirm"), await ok(team, "POST", f"{added}/undo")]
    runs += [await ok(team, "POST", f"{export}/run", {"full": True}, **machine)]
    for run in runs:
        await team.ended(run["id"])
    run = await ok(team, "POST", f"{export}/runs")
    await ok(team, "POST", f"/api/runs/{run['id']}/cancel")
    await team.ended(run["id"])
    await ok(team, "PATCH", export, {"schedule": {"kind": "refresh"}})
    for run in (await ok(team, "POST", "/api/run-all"))["runs"]:
        await team.ended(run["id"])
    await checked_and_repaired(team)
    await ok(team, "POST", f"{export}/detach")
    definition = await new_definition(team)
    await ok(team, "PATCH", definition, {"description": "Changed"})
    rule = (await ok(team, "GET", definition))["rule"]
    await ok(team, "POST", "/api/segment-preview", {"rule": rule})
    lookup = await ok(team, "POST", "/api/people/lookup", {"email": "erased-person@example.com"})
    await ok(team, "GET", f"/api/people/lookups/{lookup['id']}")
    erasure = await ok(team, "POST", "/api/people/erasures", {"email": "erased-person@example.com", "klaviyo": True})
    await ok(team, "GET", f"/api/people/erasures/{erasure['id']}")
    for path in (export, f"/api/exports/{copy['id']}", hook, connection, definition):
        await ok(team, "DELETE", path)

    found = await entries(team, f"result=changed&from={since.replace('+', '%2B')}")
    assert {entry["action"] for entry in found} == CHANGES
    assert all(entry["who"] and entry["target"] and (entry["before"] or entry["after"]) for entry in found)
    text = readings(json.dumps(found))
    for secret in (MAIN_KEY, *tokens, "hidden-part", "whsec_", "erased-person", team.stack.function_key):
        assert not stands_in(secret, text)
    of = {entry["action"]: entry for entry in found}
    assert of["PATCH /api/notifications/{id}"]["after"] == {"url": "changed", "signing_secret": "renewed"}
    assert (of["PATCH /api/schedules"]["before"], of["PATCH /api/schedules"]["after"]) == (
        {"enabled": False},
        {"enabled": True},
    )
    detached = of["POST /api/exports/{id}/detach"]
    assert (detached["before"], detached["after"]) == ({"connection_id": team.connection}, {"connection_id": ""})
    assert of["POST /api/exports/{id}/run"]["who"] == "function key"


FIELDS = {"/format": "sheet", "connections": "display_name", "segment-definitions": "description"}
"""What can be changed of things that have no name to change."""

ETAGS: dict[str, tuple[Callable[[System], Awaitable[str]], Any]] = {
    "PATCH /api/connections/{id}": (new_connection, {"display_name": "Late"}),
    "DELETE /api/connections/{id}": (new_connection, None),
    "PATCH /api/exports/{id}": (new_export, {"name": "Late"}),
    "DELETE /api/exports/{id}": (new_export, None),
    "POST /api/exports/{id}/detach": (new_export, None),
    "PATCH /api/segment-definitions/{name}": (new_definition, {"description": "Late"}),
    "DELETE /api/segment-definitions/{name}": (new_definition, None),
    "PATCH /api/segments/{name}/format": (new_format, {"quote": "'"}),
    "PATCH /api/notifications/{id}": (new_notification, {"name": "Late"}),
    "DELETE /api/notifications/{id}": (new_notification, None),
}


async def test_every_change_of_a_thing_takes_an_etag() -> None:
    assert taking("If-Match") == ETAGS.keys()
    changing = {action for action in CHANGES if action.startswith(("PATCH", "DELETE")) and "{id}" in action}
    assert changing <= ETAGS.keys()


@pytest.mark.parametrize("action", ETAGS)
async def test_a_change_of_what_was_changed_since_is_refused(team: System, action: str) -> None:
    make, body = ETAGS[action]
    method, template = action.split(" ")
    thing = await make(team)
    path = thing + template.partition("{id}")[2]
    old = (await team.ask("GET", thing)).headers["etag"]
    field = next((name for area, name in FIELDS.items() if area in thing), "name")
    changed = await team.ask("PATCH", thing, {field: "Quicker"})
    new, now = changed.headers["etag"], changed.json()
    assert new != old
    status, problem = await team.call(method, path, body, If_Match=old)
    assert (status, problem["type"]) == (412, "stale-version")
    assert await ok(team, "GET", thing) == now
    await ok(team, method, path, body, If_Match=new)
    if method != "DELETE" and "/format" not in action:
        await ok(team, "DELETE", thing)


async def start(team: System) -> str:
    return f"{await new_export(team)}/runs"


async def machine_start(team: System) -> str:
    return f"{await new_export(team)}/run"


async def all_starts(team: System) -> str:
    await ok(team, "PATCH", await new_export(team), {"schedule": {"kind": "refresh"}})
    return "/api/run-all"


async def retry(team: System) -> str:
    return f"{await canceled(team)}/retry"


async def confirmation(team: System) -> str:
    return f"{await held(team)}/confirm-removal"


async def confirmation_before_sending(team: System) -> str:
    return f"{await held_before_sending(team)}/confirm"


async def undoing(team: System) -> str:
    return f"{await with_added(team)}/undo"


STARTS: dict[str, Callable[[System], Awaitable[str]]] = {
    "POST /api/exports/{id}/runs": start,
    "POST /api/exports/{id}/run": machine_start,
    "POST /api/run-all": all_starts,
    "POST /api/runs/{id}/retry": retry,
    "POST /api/runs/{id}/confirm-removal": confirmation,
    "POST /api/runs/{id}/confirm": confirmation_before_sending,
    "POST /api/runs/{id}/undo": undoing,
}


async def test_every_start_takes_a_key() -> None:
    assert taking("Idempotency-Key") == STARTS.keys()


@pytest.mark.parametrize("action", STARTS)
@pytest.mark.usefixtures("slow")
async def test_a_start_with_the_same_key_is_the_same_run(team: System, action: str) -> None:
    if not action.endswith("retry"):
        await team.sim("POST", "/options", {"job_seconds": 0})
    path = await STARTS[action](team)
    await team.sim("POST", "/options", {"job_seconds": 0})
    who: dict[str, Any] = {"who": None, "x_functions_key": team.stack.function_key} if path.endswith("/run") else {}
    key = uuid.uuid4().hex

    async def find_started_run(key: str) -> list[str]:
        answer = await ok(team, "POST", path, Idempotency_Key=key, **who)
        return [run["id"] for run in answer.get("runs", [answer])]

    first = await find_started_run(key)
    assert first
    # While it goes on, and once it has ended.
    assert await find_started_run(key) == first
    for run in first:
        await team.ended(run)
    assert await find_started_run(key) == first
    status, problem = await team.call("POST", path, Idempotency_Key="x" * 256, **who)
    assert (status, problem["field"]) == (400, "Idempotency-Key")
