"""Delivery, retries, poison, and the death of a worker."""

import asyncio
import base64
import json
import os
import signal
import time

import pytest
from aiohttp import ClientSession
from azure.core.exceptions import ResourceNotFoundError
from azure.storage.queue.aio import QueueClient

from local.stack import Stack
from tests.fakes.waiting import rounds
from tests.local.host.support import LEASE, Seen, send

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_message_is_delivered_once_with_its_metadata(stack: Stack, seen: Seen) -> None:
    body = {"name": "one"}
    await send(stack, "work", json.dumps(body))
    [entry] = await seen.wait("work", body=body)
    assert entry["count"] == 1
    assert len(entry["id"]) == 36
    assert entry["inserted"].endswith("+00:00")
    async with QueueClient.from_connection_string(stack.storage, "work") as queue:
        await seen.wait("worked", body=body)
        for _ in rounds():
            if not (await queue.get_queue_properties()).approximate_message_count:
                break
            await asyncio.sleep(0.1)


async def test_delayed_message_comes_late(stack: Stack, seen: Seen) -> None:
    body, sent = {"name": "late"}, time.monotonic()
    await send(stack, "work", json.dumps(body), delay=2)
    await seen.wait("work", body=body)
    assert time.monotonic() - sent >= 1.5


async def test_failing_message_is_tried_again_and_ends_in_the_poison_queue(stack: Stack, seen: Seen) -> None:
    began = time.monotonic()
    await send(stack, "bad", "the very text")
    [buried] = await seen.wait("buried", text="the very text")
    assert buried["count"] == 1
    assert [entry["count"] for entry in seen.all("bad")] == [1, 2]
    assert time.monotonic() - began >= 0.9, "the second try waits for visibilityTimeout"


@pytest.mark.usefixtures("seen")
async def test_message_that_is_not_base64_is_poison(stack: Stack) -> None:
    async with QueueClient.from_connection_string(stack.storage, "work-poison") as poison:
        async with QueueClient.from_connection_string(stack.storage, "work") as queue:
            await queue.send_message("?? no base64 ??")
        for _ in rounds():
            found = [m.content async for m in poison.receive_messages()] if await _exists(poison) else []
            if found:
                break
            await asyncio.sleep(0.1)
        assert found == ["?? no base64 ??"]


@pytest.mark.usefixtures("seen")
async def test_body_that_is_not_utf8_fails_without_a_run_until_it_is_poison(stack: Stack) -> None:
    text = base64.b64encode(b"\xff\xfe").decode()
    async with (
        QueueClient.from_connection_string(stack.storage, "work") as queue,
        QueueClient.from_connection_string(stack.storage, "work-poison") as poison,
    ):
        await queue.send_message(text)
        found: list[str] = []
        while not found:
            await asyncio.sleep(0.1)
            found = [message.content async for message in poison.receive_messages()]
        assert found == [text]


async def test_killed_worker_fails_its_runs_and_the_host_gives_the_message_back(stack: Stack, seen: Seen) -> None:
    """After visibilityTimeout, which is one second, not after the lease."""
    body = {"name": "killed", "seconds": 60}
    await send(stack, "work", json.dumps(body))
    [first] = await seen.wait("work", body=body)
    os.kill(first["pid"], signal.SIGKILL)
    again = await seen.wait("work", times=2, body=body)
    assert [entry["count"] for entry in again] == [1, 2]
    await seen.wait("worked", body=body)
    while len(await stack.workers()) < 2:
        await asyncio.sleep(0.1)
    assert first["pid"] not in {worker["pid"] for worker in await stack.workers()}


async def test_messages_of_an_instance_that_ended_reappear_when_their_lease_ends(stack: Stack, seen: Seen) -> None:
    body = {"name": "lost", "seconds": 60}
    began = time.monotonic()
    await send(stack, "work", json.dumps(body))
    [first] = await seen.wait("work", body=body)
    [index] = [worker["index"] for worker in await stack.workers() if worker["pid"] == first["pid"]]
    await stack.end_instance(index)
    again = await seen.wait("work", times=2, body=body)
    assert time.monotonic() - began >= LEASE
    assert [entry["count"] for entry in again] == [1, 2]
    while len(await stack.workers()) < 2:
        await asyncio.sleep(0.1)


async def test_lease_is_renewed_while_the_function_runs(stack: Stack, seen: Seen) -> None:
    body = {"name": "slow", "seconds": LEASE + 2}
    await send(stack, "work", json.dumps(body))
    await seen.wait("worked", body=body)
    await asyncio.sleep(0.5)
    assert [entry["count"] for entry in seen.all("work", body=body)] == [1]


async def test_admin_fires_a_queue_function(stack: Stack, http: ClientSession, seen: Seen) -> None:
    body = {"name": "by hand"}
    path, text = "/admin/functions/work", {"input": json.dumps(body)}
    async with http.post(path, json=text) as answer:
        assert answer.status == 401
    async with http.post(path, json=text, headers={"x-functions-key": stack.function_key}) as answer:
        assert answer.status == 403
    async with http.post(path, json=text, headers={"x-functions-key": stack.master_key}) as answer:
        assert answer.status == 202
    await seen.wait("work", body=body)


async def test_request_that_kills_its_worker_is_500_and_kills_no_other(stack: Stack, http: ClientSession) -> None:
    before = {worker["pid"] for worker in await stack.workers()}
    async with http.get("/api/die") as answer:
        assert (answer.status, await answer.read()) == (500, b"")
    # The other one serves on while the dead one has no successor yet.
    async with http.get("/api/echo/1") as answer:
        assert answer.status == 201
    # Until the dead one is noticed, it is still counted among the workers.
    while len(after := {worker["pid"] for worker in await stack.workers()}) < 2 or after == before:
        await asyncio.sleep(0.1)
    assert len(before & after) == 1


async def _exists(queue: QueueClient) -> bool:
    try:
        await queue.get_queue_properties()
    except ResourceNotFoundError:
        return False
    return True
