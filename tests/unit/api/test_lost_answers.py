"""Requests while storage loses an answer, or is away from one of their operations on: what is told, what is left.

Each request is made once for each operation of storage that it has. Where the answer is lost, the request succeeds as
if nothing had happened. Where storage is away, the user is told so, and the same request, made again, ends well.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from azure.core.exceptions import ServiceResponseError

from local.klaviyo import MAIN_KEY
from shared.api.http import Request
from shared.api.routes import handle
from shared.domain.maintenance import NotedSecret
from shared.domain.schedule import Cron
from shared.errors import StateConflict
from shared.maintenance.unused_secrets import LEFT_ALONE, remove_unused_secrets
from shared.runs.targets import CLAIMED_FOR
from shared.storage.run_index import RunFilter
from shared.texts import text
from tests.fakes.memory import Fate
from tests.fakes.sign_in import ADMINISTRATOR, PRINCIPAL
from tests.fakes.small_app import SmallApp, on_new_storage, small_app

EXPORT = {
    "name": "New",
    "connection_id": "con_1",
    "list_id": "SIMLST",
    "segments": ["Other"],
    "mapping": {"email": "Email"},
}
CONNECTION = {"display_name": "Second", "api_key": MAIN_KEY, "consent": True}
HOOK = {"name": "Hook", "url": "https://example.com/hook", "events": ["run.failed"]}


def lost() -> ServiceResponseError:
    return ServiceResponseError("the connection was closed")


def conflict() -> StateConflict:
    return StateConflict(text("records-changed"))


@dataclass
class Case:
    """A request, what it needs, and which answers to the same request made again are a good end."""

    method: str
    path: str
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    again: tuple[int, ...] = ()
    """Beside that of a success: what is told where the first request was carried out."""
    before: Callable[[SmallApp], Awaitable[str]] | None = None
    """Prepares, and returns what the path names."""
    holds: Callable[[SmallApp, str, Any], Awaitable[bool]] | None = None
    """Whether what was asked for is done, once, given what the path names and the last answer."""


async def running(app: SmallApp) -> str:
    return await app.start()


async def hook(app: SmallApp) -> str:
    made = await request(app, Case("POST", "/api/notifications", HOOK))
    return str(made[1]["id"])


async def connection(app: SmallApp) -> str:
    made = await request(app, Case("POST", "/api/connections", CONNECTION))
    return str(made[1]["id"])


async def one_run(app: SmallApp, _: str, answer: Any) -> bool:
    active = await app.context.runs.active()
    return len(active) == 1 and answer.get("id") in (None, active[0])


async def is_canceled(app: SmallApp, run_id: str, _: Any) -> bool:
    found = await app.context.runs.get(run_id)
    return found is not None and found.value.cancel_requested_at is not None


async def sends_to_new_address(app: SmallApp, identifier: str, _: Any) -> bool:
    found = await app.context.notifications.get(identifier)
    assert found is not None
    stored = json.loads(app.memory.vault.secrets[found.value.secret_name])
    return (found.value.host, stored["url"]) == ("example.org", "https://example.org/2")


def exports(*names: str) -> Callable[[SmallApp, str, Any], Awaitable[bool]]:
    async def are_listed(app: SmallApp, _: str, __: Any) -> bool:
        return [export.name for export in await app.context.exports.listed()] == list(names)

    return are_listed


def name_of(case: Case) -> str:
    return f"{case.method} {case.path}" + (" with a key" if case.headers else "")


CASES = [
    Case("POST", "/api/exports/exp_1/runs", {}, {"idempotency-key": "k"}, holds=one_run),
    Case("POST", "/api/exports/exp_1/runs", {}, again=(409,), holds=one_run),
    Case("POST", "/api/runs/{}/cancel", before=running, holds=is_canceled),
    Case("POST", "/api/exports", EXPORT, again=(409,), holds=exports("exp_1", "New")),
    Case("PATCH", "/api/exports/exp_1", {"name": "Renamed"}, holds=exports("Renamed")),
    Case("DELETE", "/api/exports/exp_1", again=(404,), holds=exports()),
    Case("POST", "/api/connections", CONNECTION),
    Case("PATCH", "/api/connections/{}", {"api_key": MAIN_KEY}, before=connection),
    Case("DELETE", "/api/connections/{}", before=connection, again=(404,)),
    Case("POST", "/api/notifications", HOOK),
    Case("PATCH", "/api/notifications/{}", {"url": "https://example.org/2"}, before=hook, holds=sends_to_new_address),
    Case("DELETE", "/api/notifications/{}", before=hook, again=(404,)),
    Case("POST", "/api/people/erasures", {"email": "a@example.com"}),
    Case("POST", "/api/exports/exp_1/preview", {}, again=(409,)),
]


@pytest.fixture
async def shared() -> AsyncIterator[SmallApp]:
    """Return an app with the simulator that all apps of a test share."""
    async with small_app() as made:
        yield made


async def request(app: SmallApp, case: Case, name: str = "") -> tuple[int, Any]:
    headers = {PRINCIPAL: ADMINISTRATOR, **case.headers}
    body = b"" if case.body is None else json.dumps(case.body).encode()
    asked = Request(case.method, case.path.format(name), {}, headers, body)
    answer = await handle(app.context, asked, auth_enabled=True)
    return answer.status, json.loads(answer.body) if answer.body else None


async def prepare(shared: SmallApp, case: Case, fate: Fate) -> tuple[SmallApp, str]:
    """Return an app on storage of this fate, and what the path names."""
    app = await on_new_storage(shared.klaviyo, shared.http, shared.folder, fate)
    app.segment("Email,Name,City,Tier\na@example.com,A,B,C\n")
    app.segment("Email\nb@example.com\n", "Other")
    await app.export()
    return app, await case.before(app) if case.before else ""


async def audited(app: SmallApp) -> list[str]:
    entries, _ = await app.context.audit.page(50, None, equal={})
    return sorted(entry.action for entry in entries)


@pytest.mark.parametrize("error", [lost, conflict])
@pytest.mark.parametrize("case", CASES, ids=name_of)
async def test_a_lost_answer_of_a_document_changes_nothing(
    shared: SmallApp, case: Case, error: Callable[[], Exception]
) -> None:
    expected, operation = None, 0
    while True:
        fate = Fate(error)
        app, name = await prepare(shared, case, fate)
        # Storage's own client repeats writes of blobs and messages: to do so twice is harmless.
        app.memory.files.fate = app.memory.queues.fate = Fate()
        fate.left, fate.after = operation or None, True
        answer = (await request(app, case, name))[0], await audited(app)
        expected = expected or answer
        assert answer == expected, f"operation {operation}"
        if operation and fate.left is not None:
            break
        operation += 1
    assert expected[0] < 300
    assert operation > 1


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("case", CASES, ids=name_of)
async def test_the_same_request_ends_well_after_storage_was_away(shared: SmallApp, case: Case, *, after: bool) -> None:
    operation, told = 0, set[int]()
    while True:
        operation += 1
        fate = Fate(lost, lasting=True)
        app, name = await prepare(shared, case, fate)
        fate.left, fate.after = operation, after
        told.add((await request(app, case, name))[0])
        is_last, fate.left = fate.left > 0, None
        await expire_claims(app)
        again, problem = await request(app, case, name)
        assert again < 300 or again in case.again, (operation, problem)
        assert case.holds is None or await case.holds(app, name, problem), operation
        await is_clean(app)
        if is_last:
            break
    assert 503 in told
    assert {status for status in told if status > 299} == {503}


async def expire_claims(app: SmallApp) -> None:
    """Let the claims of targets be as old as after a minute."""
    for found in await app.context.target_reservations.all():
        old = found.value.model_copy(update={"at": found.value.at - CLAIMED_FOR})
        await app.context.target_reservations.replace(found.value.key, old, found.etag)


async def is_clean(app: SmallApp) -> None:
    """Assert that the sweep leaves no secret that no record names, and no run that is in no list."""
    context = app.context
    for name, found in (await context.noted_secrets.by_key()).items():
        old = NotedSecret(at=found.value.at - LEFT_ALONE - LEFT_ALONE)
        await context.noted_secrets.replace(name, old, found.etag)
    await remove_unused_secrets(context)
    records = [*await context.connections.every(), *await context.notifications.every()]
    assert set(app.memory.vault.secrets) == {record.secret_name for record in records}
    assert await context.noted_secrets.all() == []
    active = await context.runs.active()
    assert len(active) <= 1
    await app.sweep()
    listed, _ = await context.runs.lists.page(10, None, RunFilter(export_id="exp_1"))
    assert [run.id for run in listed] == active


async def test_one_export_for_which_storage_is_away_does_not_hide_the_runs_of_others(shared: SmallApp) -> None:
    app, _ = await prepare(shared, CASES[0], Fate(lost))
    for name in ("exp_1", "exp_2"):
        await app.export(name, schedule=Cron(expression="0 6 * * *"))
    app.fate.left, app.fate.after = 1, False
    status, answer = await request(app, Case("POST", "/api/run-all"))
    assert status == 202
    assert [(one["export_id"], one["type"]) for one in answer["refused"]] == [("exp_1", "unavailable")]
    assert [run["export_id"] for run in answer["runs"]] == ["exp_2"]


async def test_a_list_that_klaviyo_added_although_its_answer_was_lost_is_returned(shared: SmallApp) -> None:
    await shared.sim("POST", "/faults", {"method": "POST", "path": "/api/lists", "action": "lose_answer", "times": 1})
    status, made = await request(shared, Case("POST", "/api/connections/con_1/lists", {"name": "Fresh"}))
    assert status == 201
    status, problem = await request(shared, Case("POST", "/api/connections/con_1/lists", {"name": "Fresh"}))
    assert (status, problem["parameters"]) == (409, {"list": made["id"]})
