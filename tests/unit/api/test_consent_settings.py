"""What the API takes about consent: rules by channel, and ignoring opt-outs only with a confirmation."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from shared.api.http import Request
from shared.api.routes import handle
from tests.fakes.small_app import SmallApp, small_app

PRINCIPAL = {"role_typ": "roles", "claims": [{"typ": "oid", "val": "1"}, {"typ": "roles", "val": "Administrator"}]}
ADMINISTRATOR = {"x-ms-client-principal": base64.b64encode(json.dumps(PRINCIPAL).encode()).decode()}
RULE = {"column": "Opt-in", "true_values": ["yes"]}
NO = RULE | {"false_values": ["no"]}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as app:
        await app.export()
        yield app


async def change(app: SmallApp, **values: Any) -> tuple[int, dict[str, Any]]:
    request = Request("PATCH", "/api/exports/exp_1", {}, ADMINISTRATOR, json.dumps(values).encode())
    response = await handle(app.context, request, auth_enabled=True)
    return response.status, json.loads(response.body)


@pytest.mark.asyncio(loop_scope="module")
async def test_ignoring_opt_outs_is_confirmed_each_time(app: SmallApp) -> None:
    status, answer = await change(app, respect_suppressions=False)
    assert (status, answer["field"]) == (400, "confirm_ignoring_suppressions")
    status, answer = await change(app, respect_suppressions=False, confirm_ignoring_suppressions=True)
    assert (status, answer["respect_suppressions"]) == (200, False)
    status, answer = await change(app, respect_suppressions=True)
    assert (status, answer["confirm_ignoring_suppressions"]) == (200, False)
    assert (await change(app, respect_suppressions=False))[0] == 400


@pytest.mark.asyncio(loop_scope="module")
async def test_the_former_rule_of_email_alone_is_accepted(app: SmallApp) -> None:
    former = await change(app, subscribe={"channel": "email", **RULE})
    assert former[1]["subscribe"]["email"]["column"] == "Opt-in"
    assert former[1]["subscribe"] == (await change(app, subscribe={"email": RULE}))[1]["subscribe"]


@pytest.mark.parametrize(
    ("subscribe", "says"),
    [
        ({}, "at least one channel"),
        ({"sms": RULE}, "map a column to phone_number"),
        ({"push": NO | {"when_false": "unsubscribe"}}, "tokens of the devices"),
        ({"sms": NO | {"when_false": "unsubscribe"}}, "Set its scope to all"),
        ({"sms": NO | {"when_false": "suppress"}}, "suppresses email addresses only"),
        ({"email": RULE | {"when_false": "unsubscribe"}}, "no value means no"),
        ({"email": RULE | {"false_values": ["YES"]}}, "in both true_values and false_values"),
        ({"fax": RULE}, "fax"),
        ({"channel": "sms", **RULE}, "channel"),
    ],
)
@pytest.mark.asyncio(loop_scope="module")
async def test_a_rule_that_cannot_work_is_refused(app: SmallApp, subscribe: dict[str, Any], says: str) -> None:
    status, answer = await change(app, subscribe=subscribe)
    assert (status, says in json.dumps(answer)) == (400, True), answer
