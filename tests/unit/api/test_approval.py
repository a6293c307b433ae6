"""Approval of sensitive changes by a second administrator."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from shared.api.http import Request, Response
from shared.api.routes import handle, handle_machine
from shared.domain import Mapping, Mode
from shared.domain.approval import sensitive_values
from shared.domain.export import Export
from tests.fakes.small_app import LIST, SmallApp, small_app

IGNORING = {"respect_suppressions": False, "confirm_ignoring_suppressions": True}
SUBSCRIBE = {"column": "Consent", "true_values": ["yes"]}
BY_SMS = {
    "mapping": {"email": "Email", "phone_number": "Phone"},
    "subscribe": {"sms": SUBSCRIBE},
}


def signed_in(role: str, name: str) -> dict[str, str]:
    claims = [{"typ": "oid", "val": f"id of {name}"}, {"typ": "name", "val": name}, {"typ": "roles", "val": role}]
    data = json.dumps({"role_typ": "roles", "claims": claims}).encode()
    return {"x-ms-client-principal": base64.b64encode(data).decode()}


class Team:
    """Two administrators and a contributor of one app."""

    def __init__(self, app: SmallApp) -> None:
        self.app = app

    async def call(
        self, who: str, method: str, path: str, body: Any = None, role: str = "Administrator", **query: str
    ) -> Response:
        headers = signed_in(role, who)
        return await handle(
            self.app.context,
            Request(method, path, query, headers, json.dumps(body or {}).encode() if method != "GET" else b""),
            auth_enabled=True,
        )

    async def export(self) -> dict[str, Any]:
        return dict(json.loads((await self.call("Ann", "GET", "/api/exports/exp_1")).body))

    async def pending(self) -> list[dict[str, Any]]:
        return list(json.loads((await self.call("Ann", "GET", "/api/changes")).body)["changes"])


@pytest_asyncio.fixture
async def team() -> AsyncIterator[Team]:
    async with small_app(REQUIRE_APPROVAL="true") as app:
        await app.export()
        yield Team(app)


def stored(**values: Any) -> Export:
    at = "2026-11-26T00:00:00Z"
    base = {
        "id": "exp_1", "name": "A", "list_id": "L", "segments": ["S"], "mapping": {"email": "E"},
        "created_at": at, "updated_at": at, "scheduled_at": at,
    }  # fmt: skip
    return Export.model_validate(base | values)


@pytest.mark.parametrize(
    ("before", "after", "held"),
    [
        ({}, {"mode": "mirror"}, {"mode"}),
        ({"mode": "mirror"}, {"mode": "upsert"}, set()),
        ({}, {"subscribe": SUBSCRIBE}, {"subscribe"}),
        ({"subscribe": SUBSCRIBE}, {"subscribe": None}, set()),
        ({"subscribe": SUBSCRIBE}, {"subscribe": SUBSCRIBE | {"true_values": ["yes", "1"]}}, {"subscribe"}),
        ({"removal_limit_percent": 10}, {"removal_limit_percent": 5}, set()),
        ({"removal_limit_percent": 10}, {"removal_limit_percent": 11}, {"removal_limit_percent"}),
        ({"removal_limit_percent": 10}, {"removal_limit_percent": None}, {"removal_limit_percent"}),
        ({}, {"removal_limit_percent": 90}, {"removal_limit_percent"}),
        ({}, IGNORING, {*IGNORING}),
        (IGNORING, {"respect_suppressions": True}, set()),
        ({}, {"mapping": {"email": "Other"}}, {"mapping"}),
        ({}, {"mapping": {"email": "E", "first_name": "F"}}, set()),
        (BY_SMS, {"mapping": {"email": "Email", "phone_number": "Other"}}, {"mapping"}),
        (BY_SMS, {"mapping": {"email": "Email"}, "subscribe": SUBSCRIBE}, {"mapping", "subscribe"}),
        (BY_SMS, {"mapping": {"email": "Email"}, "subscribe": None}, set()),
        (BY_SMS | {"subscribe": None}, {"mapping": {"email": "Email"}}, set()),
        ({}, {"name": "B", "list_id": "M", "enabled": False}, set()),
    ],
)
def test_what_is_sensitive(before: dict[str, Any], after: dict[str, Any], held: set[str]) -> None:
    assert set(sensitive_values(stored(**before), stored(**(before | after)))) == held


async def test_the_rest_of_a_change_takes_effect_at_once_and_the_sensitive_part_after_approval(team: Team) -> None:
    change = {"name": "Renamed", "mode": "mirror", "subscribe": SUBSCRIBE}
    response = await team.call("Ann", "PATCH", "/api/exports/exp_1", change)
    shown = json.loads(response.body)
    assert (response.status, shown["name"], shown["mode"], shown["subscribe"]) == (200, "Renamed", "upsert", None)
    assert shown["pending_change"]["values"].keys() == {"mode", "subscribe"}
    (pending,) = await team.pending()
    assert pending == shown["pending_change"]

    own = await team.call("Ann", "POST", f"/api/changes/{pending['id']}/approve")
    assert own.status == 403, "of one's own"
    low = await team.call("Chris", "POST", f"/api/changes/{pending['id']}/approve", role="Contributor")
    assert low.status == 403
    assert (await team.export())["mode"] == "upsert"

    approved = await team.call("Bob", "POST", f"/api/changes/{pending['id']}/approve")
    assert (approved.status, json.loads(approved.body)["approved"]) == (200, True)
    shown = await team.export()
    assert (shown["mode"], shown["subscribe"]["email"]["column"], "pending_change" in shown) == (
        "mirror",
        "Consent",
        False,
    )
    assert (await team.call("Bob", "POST", f"/api/changes/{pending['id']}/approve")).status == 404, "once"
    entries, _ = await team.app.context.audit.page(50, None, equal={})
    actions = [(entry.action, entry.who) for entry in entries]
    assert ("PATCH /api/exports/{id}", "Ann") in actions
    assert ("POST /api/changes/{id}/approve", "Bob") in actions


async def test_a_change_is_out_of_date_where_the_export_has_other_values_by_then(team: Team) -> None:
    await team.call("Ann", "PATCH", "/api/exports/exp_1", {"removal_limit_percent": 90})
    (pending,) = await team.pending()
    lowered = {"removal_limit_percent": 5}
    found = await team.app.context.exports.get("exp_1")
    assert found is not None
    await team.app.context.exports.replace("exp_1", found.value.changed(lowered, found.value.updated_at), found.etag)
    response = await team.call("Bob", "POST", f"/api/changes/{pending['id']}/approve")
    assert response.status == 409
    assert (await team.export())["removal_limit_percent"] == 5


async def test_a_change_that_does_not_fit_any_more_is_refused(team: Team) -> None:
    await team.call("Ann", "PATCH", "/api/exports/exp_1", BY_SMS)
    (pending,) = await team.pending()
    assert pending["values"].keys() == {"subscribe"}, "the mapping took effect"
    await team.call("Ann", "PATCH", "/api/exports/exp_1", {"mapping": {"email": "Email"}})
    response = await team.call("Bob", "POST", f"/api/changes/{pending['id']}/approve")
    assert (response.status, "map a column to phone_number" in response.body.decode()) == (409, True)
    assert (await team.export())["subscribe"] is None


async def test_a_newer_request_replaces_the_older_and_both_sides_can_reject(team: Team) -> None:
    await team.call("Ann", "PATCH", "/api/exports/exp_1", {"mode": "mirror"})
    await team.call("Ann", "PATCH", "/api/exports/exp_1", {"subscribe": SUBSCRIBE})
    (pending,) = await team.pending()
    assert pending["values"].keys() == {"subscribe"}
    other = await team.call("Chris", "POST", f"/api/changes/{pending['id']}/reject", role="Contributor")
    assert other.status == 403
    assert (await team.call("Ann", "POST", f"/api/changes/{pending['id']}/reject")).status == 200
    assert await team.pending() == []
    assert (await team.export())["subscribe"] is None


async def test_a_full_run_waits_for_approval_also_with_a_function_key(team: Team) -> None:
    response = await team.call("Ann", "POST", "/api/exports/exp_1/runs", {"full": True})
    assert (response.status, json.loads(response.body)["type"].rpartition("/")[2]) == (409, "approval-required")
    assert await team.app.context.runs.active_of("exp_1") is None
    (pending,) = await team.pending()
    approved = json.loads((await team.call("Bob", "POST", f"/api/changes/{pending['id']}/approve")).body)
    found = await team.app.context.runs.get(approved["run_id"])
    assert found is not None
    assert (found.value.full, found.value.started_by) == (True, "Ann")

    by_key = await handle_machine(
        team.app.context, Request("POST", "/api/exports/exp_1/run", {}, {"x-functions-key": "k"}, b'{"full": true}')
    )
    assert by_key.status == 409


async def test_without_the_setting_everything_takes_effect_at_once() -> None:
    async with small_app() as app:
        await app.export()
        team = Team(app)
        response = await team.call("Ann", "PATCH", "/api/exports/exp_1", {"mode": "mirror"})
        assert json.loads(response.body)["mode"] == Mode.MIRROR
        assert await team.pending() == []


async def test_a_new_export_starts_with_safe_values(team: Team) -> None:
    connection = (await team.app.context.connections.all())[0].value
    new = {
        "name": "New", "connection_id": connection.id, "list_id": LIST, "segments": ["Other"],
        "mapping": Mapping(email="E").model_dump(mode="json", exclude_none=True), "mode": "mirror",
    }  # fmt: skip
    response = await team.call("Ann", "POST", "/api/exports", new)
    shown = json.loads(response.body)
    assert (response.status, shown["mode"]) == (201, "upsert"), shown
    assert shown["pending_change"]["values"] == {"mode": "mirror"}


@pytest.mark.parametrize("of_connection", [False, True])
async def test_a_change_of_a_removed_export_is_no_longer_pending(team: Team, *, of_connection: bool) -> None:
    await team.call("Ann", "PATCH", "/api/exports/exp_1", {"mode": "mirror"})
    assert len(await team.pending()) == 1
    if of_connection:
        path = f"/api/connections/{(await team.export())['connection_id']}"
        removed = await team.call("Ann", "DELETE", path, exports="remove")
    else:
        removed = await team.call("Ann", "DELETE", "/api/exports/exp_1")
    assert removed.status == 204, removed.body
    assert await team.pending() == []
