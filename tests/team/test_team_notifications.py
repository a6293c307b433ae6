"""Notifications end to end: a receiver on this machine, told by the running app."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from local.klaviyo import MAIN_KEY
from shared.notifications.webhook import signed_headers
from tests.encodings import readings, stands_in
from tests.fakes.waiting import LIMIT_SECONDS
from tests.system.system import System, connect
from tests.team.team import put_secret

pytestmark = pytest.mark.asyncio(loop_scope="session")


@dataclass
class Receiver:
    url: str = ""
    status: int = 200
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    async def handle(self, request: web.Request) -> web.Response:
        if self.status == 200:
            self.got.append((dict(request.headers), await request.read()))
        return web.Response(status=self.status)

    async def next(self, kind: str, about: str) -> dict[str, Any]:
        """Wait for the first notice of that kind about a subject; return its body."""
        end = time.monotonic() + LIMIT_SECONDS
        while True:
            for _, body in self.got:
                data = json.loads(body)
                if data["type"] == kind and data["subject"] == about:
                    return dict(data)
            assert time.monotonic() < end, f"nothing came: {self.got}"
            await asyncio.sleep(0.1)


@pytest_asyncio.fixture(loop_scope="session")
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    app = web.Application()
    app.router.add_post("/hook", made.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook?sig=verysecret"
    yield made
    await runner.cleanup()


EVERY_PROBLEM = ["run.failed", "run.completed_with_warnings", "run.recovered", "connection.key_problem"]


async def notification(team: System, receiver: Receiver, **changes: Any) -> dict[str, Any]:
    body = {"name": "Here", "url": receiver.url, "events": EVERY_PROBLEM} | changes
    status, made = await team.call("POST", "/api/notifications", body)
    assert status == 201, made
    return dict(made)


async def test_a_failure_and_the_recovery_are_told(team: System, receiver: Receiver) -> None:
    made = await notification(team, receiver)
    name = f"Told{uuid.uuid4().hex[:6]}"
    export = await team.export(name)
    assert (await team.run(export))["error"]["type"] == "segment-not-found"
    notice = await receiver.next("run.failed", export["id"])
    assert notice["data"]["subject_name"] == export["name"]
    headers, body = receiver.got[0]
    lower = {key.lower(): value for key, value in headers.items()}
    signed = signed_headers(made["signing_secret"], lower["webhook-id"], int(lower["webhook-timestamp"]), body)
    assert signed.items() <= lower.items()

    await team.run(export)
    await team.upload(f"{name}.csv", "email\none@example.com\n")
    assert (await team.run(export))["state"] == "successful"
    await receiver.next("run.recovered", export["id"])
    kinds = [json.loads(body)["type"] for _, body in receiver.got]
    assert kinds == ["run.failed", "run.recovered"], "the second failure had the same cause"
    _, shown = await team.call("GET", f"/api/notifications/{made['id']}")
    assert shown["health"]["last_success_at"]
    assert (await team.call("DELETE", f"/api/notifications/{made['id']}"))[0] == 204


async def test_a_key_that_expires_is_warned_of_once(team: System, receiver: Receiver) -> None:
    made = await notification(team, receiver, events=["connection.key_problem"], language="hr")
    name = f"expiring-{uuid.uuid4().hex[:6]}"
    await put_secret(team, name, MAIN_KEY, exp=int(time.time()) + 3 * 86_400)
    body = {"display_name": "Expiring", "secret_name": name, "consent": True}
    _, connection = await team.call("POST", "/api/connections", body)
    await team.stack.fire("sweep")
    notice = await receiver.next("connection.key_problem", connection["id"])
    (problem,) = notice["data"]["texts"]["problems"]
    assert problem["code"] == "notice-key-expires"
    expires = datetime.fromisoformat(problem["parameters"]["expires_at"])
    shown = f"{expires.day:02}. {expires.month:02}. {expires.year}. {expires:%H:%M} UTC"
    assert notice["data"]["problem"] == f"Tajna ključa u trezoru ključeva istječe {shown}."
    assert (await team.call("DELETE", f"/api/connections/{connection['id']}"))[0] == 204
    assert (await team.call("DELETE", f"/api/notifications/{made['id']}"))[0] == 204


async def test_a_key_that_is_refused_is_told_with_the_run(team: System, receiver: Receiver) -> None:
    made = await notification(team, receiver, events=["connection.key_problem"])
    key = f"pk_{uuid.uuid4().hex}"
    await team.sim("POST", "/keys", {"key": key})
    _, connection = await team.call("POST", "/api/connections", connect(key))
    export = await team.export("Refused", connection_id=connection["id"])
    await team.sim("DELETE", f"/keys/{key}")
    run = await team.run(export)
    assert (await receiver.next("connection.key_problem", connection["id"]))["data"]["run_id"] == run["id"]
    assert (await team.call("DELETE", f"/api/notifications/{made['id']}"))[0] == 204


async def test_the_address_is_shown_nowhere(team: System, receiver: Receiver) -> None:
    made = await notification(team, receiver)
    path = f"/api/notifications/{made['id']}"
    assert made["url"].endswith("/…")
    answers = [made, *[await team.call("GET", where) for where in (path, "/api/notifications", "/api/audit")]]
    assert not stands_in("verysecret", readings(str(answers)))
    assert not stands_in("whsec_", readings(str(answers[1:])))
    table = team.tables.get_table_client("notifications")
    stored = [entity["body"] async for entity in table.query_entities("PartitionKey ne ''")]
    assert stored
    assert not stands_in("verysecret", readings(str(stored)))
    assert not stands_in("whsec_", readings(str(stored)))
    assert (await team.call("DELETE", path))[0] == 204


async def test_a_test_says_how_it_went(team: System, receiver: Receiver) -> None:
    made = await notification(team, receiver, format="slack")
    path = f"/api/notifications/{made['id']}"
    assert await team.call("POST", f"{path}/test") == (200, {"delivered": True, "problem": None})
    assert json.loads(receiver.got[0][1])["blocks"]
    receiver.status = 500
    status, tested = await team.call("POST", f"{path}/test")
    assert (status, tested["delivered"]) == (200, False)
    assert "500" in tested["problem"]["message"]
    _, shown = await team.call("GET", path)
    assert shown["health"]["failures"] == 1
    assert shown["health"]["dead_since"] is None

    etag = (await team.ask("GET", path)).headers["etag"]
    renewed = await team.ask("PATCH", path, {"renew_signing_secret": True, "enabled": False}, If_Match=etag)
    assert renewed.json()["signing_secret"] not in (None, made["signing_secret"])
    assert (await team.call("PATCH", path, {"name": "Late"}, If_Match=etag))[0] == 412
    status, problem = await team.call("PATCH", path, {"url": "https://10.0.0.1/secretpart"})
    assert (status, problem["field"]) == (400, "url")
    assert "secretpart" not in str(problem)
    assert (await team.call("DELETE", path))[0] == 204
    assert (await team.call("POST", f"{path}/test"))[0] == 404
