"""Saving an export starts no run, and the scheduler's state does not change the export."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any

from shared.api.http import Request
from shared.api.routes import handle
from shared.domain.base import now
from shared.runs.start import start_due, start_missed
from tests.fakes.small_app import LIST, SmallApp, small_app

CLAIMS = [{"typ": "oid", "val": "1"}, {"typ": "name", "val": "Alex"}, {"typ": "roles", "val": "Administrator"}]
ALEX = base64.b64encode(json.dumps({"auth_typ": "aad", "role_typ": "roles", "claims": CLAIMS}).encode()).decode()
UPDATED = {"kind": "segment_updated"}
EVERY_MINUTE = {"kind": "cron", "expression": "* * * * *"}


async def ask(app: SmallApp, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any, str]:
    """Status, answer and ETag."""
    raw = b"" if body is None else json.dumps(body).encode()
    given = {"x-ms-client-principal": ALEX} | {name.replace("_", "-"): value for name, value in headers.items()}
    response = await handle(app.context, Request(method, path, {}, given, raw), auth_enabled=True)
    return response.status, json.loads(response.body) if response.body else None, response.headers.get("ETag", "")


async def create(app: SmallApp, **changes: Any) -> tuple[str, str]:
    """The path of a new export of two segments, and its ETag."""
    for name in ("One", "Two"):
        app.segment([{"Email": "a@example.com"}], name)
    body = {
        "name": "Both", "connection_id": "con_1", "list_id": LIST, "segments": ["One", "Two"],
        "mapping": {"email": "Email"}, "schedule": UPDATED,
    }  # fmt: skip
    status, made, etag = await ask(app, "POST", "/api/exports", body | changes)
    assert status == 201, made
    assert "scheduled_at" not in made
    return f"/api/exports/{made['id']}", etag


async def started(app: SmallApp, *, minutes: float = 0) -> int:
    """The number of runs that start automatically so many minutes after the export was saved."""
    (found,) = await app.context.exports.all() or [None]
    moment = (found.value.scheduled_at if found else now()) + timedelta(minutes=minutes)
    return len(await start_due(app.context, moment)) + len(await start_missed(app.context))


async def test_saving_starts_no_run() -> None:
    async with small_app() as app:
        export, _ = await create(app)
        assert await started(app) == 0
        for path, change in (
            (export, {"schedule": EVERY_MINUTE}),
            (export, {"schedule": UPDATED, "segments": ["Two"]}),
            (export, {"segments": ["Two", "One"]}),
            ("/api/schedules", {"enabled": False}),
            ("/api/schedules", {"enabled": True, "schedule": EVERY_MINUTE | {"time_zone": "Europe/Berlin"}}),
            (export, {"schedule": {"kind": "manual"}}),
            (export, {"schedule": UPDATED}),
            (f"{export}/detach", None),
            (export, {"connection_id": "con_1"}),
        ):
            status, answer, _ = await ask(app, "POST" if change is None else "PATCH", path, change)
            assert status == 200, answer
            assert await started(app) == 0, change


async def test_an_automatic_start_does_not_change_the_etag() -> None:
    async with small_app() as app:
        export, etag = await create(app, schedule=EVERY_MINUTE)
        assert await started(app, minutes=3) == 1
        assert await started(app, minutes=3) == 0
        assert (await ask(app, "GET", export))[2] == etag
        assert (await ask(app, "PATCH", export, {"name": "Other"}, if_match=etag))[0] == 200
        assert (await ask(app, "PATCH", export, {"name": "Late"}, if_match=etag))[0] == 412


async def test_a_removed_export_is_not_found() -> None:
    async with small_app() as app:
        export, _ = await create(app, schedule=EVERY_MINUTE)
        status, run, _ = await ask(app, "POST", f"{export}/runs")
        assert status == 202
        assert (await ask(app, "DELETE", export))[0] == 409
        await app.ended(run["id"])
        assert (await ask(app, "DELETE", export))[0] == 204
        assert (await ask(app, "DELETE", export))[0] == 404
        assert (await ask(app, "POST", f"{export}/runs"))[0] == 404
        assert await started(app, minutes=3) == 0
        assert (await ask(app, "GET", f"/api/runs/{run['id']}"))[0] == 200
