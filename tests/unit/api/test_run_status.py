"""The address at which a run can be followed: 202 until it has ended, then 200; for users and for function keys."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio

from shared.api.http import Request, Response
from shared.api.operations import POLL_SECONDS
from shared.api.routes import handle, handle_machine
from tests.fakes.sign_in import ADMINISTRATOR, PRINCIPAL
from tests.fakes.small_app import SmallApp, small_app

PUBLIC = "https://func-x.azurewebsites.net"


@pytest_asyncio.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app(WEBSITE_HOSTNAME="func-x.azurewebsites.net") as made:
        made.segment("Email\none@example.com\n")
        await made.export(mapping={"email": "Email"})
        await made.export(name="exp_2")
        yield made


async def by_machine(app: SmallApp, method: str, path: str) -> Response:
    return await handle_machine(app.context, Request(method, path, {}, {"x-functions-key": "k"}))


async def by_user(app: SmallApp, method: str, path: str) -> Response:
    return await handle(app.context, Request(method, path, {}, {PRINCIPAL: ADMINISTRATOR}), auth_enabled=True)


def content(response: Response) -> Any:
    return json.loads(response.body)


async def test_a_function_key_starts_a_run_and_follows_it_to_its_end(app: SmallApp) -> None:
    started = await by_machine(app, "POST", "/api/exports/exp_1/run")
    run = content(started)
    path = f"/api/exports/exp_1/run/{run['id']}"
    pending = {"Location": PUBLIC + path, "Retry-After": str(POLL_SECONDS)}
    assert started.status == 202
    assert pending.items() <= started.headers.items()
    following = await by_machine(app, "GET", path)
    assert (following.status, content(following)["state"]) == (202, "queued")
    assert pending.items() <= following.headers.items()
    await app.ended(run["id"])
    ended = await by_machine(app, "GET", path)
    assert (ended.status, content(ended)["state"]) == (200, "successful")
    assert not {"Location", "Retry-After"} & ended.headers.keys()


async def test_a_function_key_reads_nothing_else(app: SmallApp) -> None:
    run = content(await by_user(app, "POST", "/api/exports/exp_1/runs"))
    assert (await by_machine(app, "GET", f"/api/exports/exp_1/run/{run['id']}")).status == 404
    await app.ended(run["id"])
    other = content(await by_machine(app, "POST", "/api/exports/exp_1/run"))
    assert (await by_machine(app, "GET", f"/api/exports/exp_2/run/{other['id']}")).status == 404
    assert (await by_machine(app, "GET", "/api/exports/exp_1/run/none")).status == 404
    assert (await by_machine(app, "GET", "/api/exports/exp_1/run")).status == 405
    assert (await by_machine(app, "POST", f"/api/exports/exp_1/run/{other['id']}")).status == 405


async def test_a_user_follows_a_run_in_the_same_way(app: SmallApp) -> None:
    started = await by_user(app, "POST", "/api/exports/exp_1/runs")
    path = f"/api/exports/exp_1/runs/{content(started)['id']}"
    assert started.headers["Location"] == PUBLIC + path
    assert (await by_user(app, "GET", path)).status == 202
    await app.ended(content(started)["id"])
    assert (await by_user(app, "GET", path)).status == 200
    assert (await by_user(app, "GET", path.replace("exp_1", "exp_2"))).status == 404
