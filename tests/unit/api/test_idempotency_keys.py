"""Idempotency keys: one key answers one request of one caller; another caller's key of the same text is another key."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from shared.api.http import Request
from shared.api.permissions import Principal, Role
from shared.api.routes import handle_machine
from shared.api.runs import start_export
from shared.domain.base import now
from shared.errors import KeyReused
from shared.storage.idempotency_keys import LIFETIME, IdempotencyKeys
from shared.storage.ports import Put
from tests.fakes.api_calls import answer
from tests.fakes.memory import MemoryTable, MemoryTables
from tests.fakes.small_app import SmallApp, small_app

ANN = Principal("1", "Ann", Role.ADMINISTRATOR)


@pytest.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as made:
        made.segment("Email,Name,City,Tier\na@example.com,A,B,C\n")
        await made.export()
        yield made


def request(key: str, body: Any = None, **headers: str) -> Request:
    sent = json.dumps(body).encode() if body is not None else b""
    return Request("POST", "/api/exports/exp_1/run", {}, {"idempotency-key": key, **headers}, sent)


async def find_started_run(app: SmallApp, key: str, body: Any = None, who: Principal = ANN) -> str:
    headers = {"idempotency-key": key}
    started = await answer(app.context, start_export, "exp_1", body=body, headers=headers, caller=who)
    return str(json.loads(started.body)["id"])


async def begun_by_machine(app: SmallApp, key: str, function_key: str) -> str:
    headers = {"x-functions-key": function_key}
    started = await handle_machine(app.context, request(key, **headers))
    return str(json.loads(started.body)["id"])


async def test_a_key_with_another_body_starts_nothing(app: SmallApp) -> None:
    first = await find_started_run(app, "k")
    for _ in range(2):
        with pytest.raises(KeyReused) as caught:
            await find_started_run(app, "k", {"full": True})
        assert (caught.value.status, caught.value.field) == (422, "Idempotency-Key")
        assert first in str(caught.value)
        await app.ended(first)
    # A body with the default value, and one without it, are the same request.
    assert await find_started_run(app, "k", {"full": False}) == await find_started_run(app, "k", {}) == first
    assert await app.context.runs.active() == []


async def test_of_two_bodies_at_once_one_starts_a_run(app: SmallApp) -> None:
    answers = await asyncio.gather(
        *(find_started_run(app, "k", {"full": bool(number % 2)}) for number in range(6)), return_exceptions=True
    )
    runs = {answer for answer in answers if isinstance(answer, str)}
    refused = [answer for answer in answers if isinstance(answer, KeyReused)]
    assert (len(runs), len(refused)) == (1, 3)


async def test_a_key_can_be_used_again_after_a_day(app: SmallApp) -> None:
    claim = app.context.starts.claim
    moment = now()
    assert await claim("k", "one", moment, request="x") == "one"
    assert await claim("k", "two", moment + LIFETIME - timedelta(seconds=1), request="x") == "one"
    assert await claim("k", "three", moment + LIFETIME + timedelta(seconds=1), request="y") == "three"


class SlowTable(MemoryTable):
    """Others write between a read and the write that follows it."""

    async def _put(self, put: Put, write_id: str) -> str:
        await asyncio.sleep(0)
        return await super()._put(put, write_id)


async def test_of_requests_at_once_with_an_old_key_one_is_bound() -> None:
    tables, later = MemoryTables(), now() + LIFETIME + timedelta(seconds=1)
    tables.tables["starts"] = SlowTable()
    claim = IdempotencyKeys(tables).claim
    await claim("k", "old", now(), request="x")
    bound = await asyncio.gather(*(claim("k", run_id, later, request="x") for run_id in ("one", "two", "three")))
    assert bound == ["one"] * 3


async def test_equal_keys_of_two_callers_are_different_keys(app: SmallApp) -> None:
    runs = []
    for number, who in enumerate(("1", "2", "1\nk", "function key")):
        runs.append(
            await find_started_run(app, "k", {"full": bool(number % 2)}, Principal(who, who, Role.ADMINISTRATOR))
        )
        await app.ended(runs[-1])
    for function_key in ("one==", "two=="):
        runs.append(await begun_by_machine(app, "k", function_key))
        await app.ended(runs[-1])
    assert len(set(runs)) == 6
    assert await begun_by_machine(app, "k", "one==") == runs[4]


async def test_a_start_with_a_function_key_is_refused_too(app: SmallApp) -> None:
    await begun_by_machine(app, "k", "one==")
    headers = {"x-functions-key": "one=="}
    refused = await handle_machine(app.context, request("k", {"full": True}, **headers))
    problem = json.loads(refused.body)
    assert (refused.status, problem["type"], problem["field"]) == (422, KeyReused.type, "Idempotency-Key")
