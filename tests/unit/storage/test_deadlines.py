"""An operation on storage or the vault ends in time, however slowly its answer comes in."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Any

import pytest
import pytest_asyncio
from azure.identity.aio import ManagedIdentityCredential

from shared.domain.base import now
from shared.domain.messages import PrepareRun, Queue
from shared.errors import Unavailable
from shared.settings import Storage
from shared.storage.azure_clients import OPERATION_SECONDS
from shared.storage.blobs import BlobStorage
from shared.storage.ports import Delete, Put
from shared.storage.queues import MAX_DELAY_SECONDS, Queues
from shared.storage.tables import Tables
from shared.storage.vault import Vault
from tests.fakes.app import MINIMAL_SETTINGS

SECONDS = 0.4
HEAD = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\nETag: 1\r\n"
    b"Content-Range: bytes 0-999/1000\r\n\r\n"
)


@pytest_asyncio.fixture
async def slow() -> AsyncIterator[int]:
    """The port of a server whose answers come a byte at a time: no single read takes long."""

    async def trickle(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            writer.write(HEAD)
            for _sent in range(1000):
                writer.write(b" ")
                await writer.drain()
                await asyncio.sleep(0.02)
        writer.close()

    async with await asyncio.start_server(trickle, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]


def storage(port: int) -> Storage:
    endpoints = ";".join(f"{kind}Endpoint=http://127.0.0.1:{port}/account" for kind in ("Blob", "Queue", "Table"))
    text = f"DefaultEndpointsProtocol=http;AccountName=account;AccountKey=a2V5;{endpoints}"
    return Storage(name="S", connection_string=text)


async def ends_in_time(operation: Callable[[], Awaitable[Any]]) -> None:
    with pytest.raises(Unavailable, match=r"within 0\.4 seconds"):
        await asyncio.wait_for(operation(), 60)


async def test_tables(slow: int) -> None:
    tables = Tables(storage(slow), None, SECONDS)
    try:
        await ends_in_time(lambda: tables.table("chunks"))
    finally:
        await tables.close()


@pytest.mark.parametrize("operation", ["get", "put", "replace", "delete", "transact", "scan", "page"])
async def test_each_operation_of_a_table(slow: int, operation: str) -> None:
    from azure.data.tables.aio import TableClient

    from shared.storage.tables import Table

    text = str(storage(slow).connection_string)
    async with TableClient.from_connection_string(text, "chunks", use_env_settings=False) as client:
        table = Table(client, SECONDS)

        async def scan() -> None:
            async for _ in table.scan("PartitionKey eq @run", run="r"):
                pass

        operations: dict[str, Callable[[], Awaitable[Any]]] = {
            "get": lambda: table.get("p", "k"),
            "put": lambda: table.put(Put("p", "k", "{}")),
            "replace": lambda: table.put(Put("p", "k", "{}", "1")),
            "delete": lambda: table.delete(Delete("p", "k")),
            "transact": lambda: table.transact([Put("p", "k", "{}")]),
            "scan": scan,
            "page": lambda: table.page("PartitionKey eq @run", {"run": "r"}, 5, None),
        }
        await ends_in_time(operations[operation])


async def test_queues(slow: int) -> None:
    queues = Queues(storage(slow), None, SECONDS)
    try:
        await ends_in_time(lambda: queues.send(PrepareRun(run_id="r")))
        await ends_in_time(lambda: queues.age(Queue.PREPARE, now()))
    finally:
        await queues.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_blobs(slow: int) -> None:
    blobs = BlobStorage(storage(slow), None, SECONDS)
    files = blobs.container("exports")
    try:
        await ends_in_time(lambda: files.read("x"))
        await ends_in_time(lambda: files.read_range("x", 0, 10, "1"))
        await ends_in_time(lambda: files.write("x", b"data", "text/plain"))
    finally:
        await blobs.close()
        # A download that is given up in its middle closes its connection when it is collected, and says so.
        gc.collect()


async def test_vault(slow: int) -> None:
    async with ManagedIdentityCredential() as credential:
        vault = Vault(f"https://127.0.0.1:{slow}", credential, cache_seconds=1, operation_seconds=SECONDS)
        try:
            # Its bytes are no TLS: a handshake that does not end stands for an answer that does not.
            with pytest.raises(Unavailable):
                await asyncio.wait_for(vault.key("k"), 60)
        finally:
            await vault.close()


def test_a_call_to_klaviyo_and_its_record_end_before_the_claim() -> None:
    from shared.settings import Settings

    settings = Settings.read(MINIMAL_SETTINGS)
    claim, record = OPERATION_SECONDS, OPERATION_SECONDS
    assert claim + settings.klaviyo_timeout_seconds + record < settings.claim_seconds


async def test_a_delay_is_no_longer_than_a_queue_allows_and_the_message_lives_longer() -> None:
    asked: list[str] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readline()).decode())
        writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        queues = Queues(storage(server.sockets[0].getsockname()[1]), None, 60)
        for delay in (67_608, 10**9):
            with suppress(Exception):
                await queues.send(PrepareRun(run_id="r"), delay=delay)
        await queues.close()
    assert "visibilitytimeout=67608" in asked[0]
    assert f"visibilitytimeout={MAX_DELAY_SECONDS}" in asked[-1]
    assert all("messagettl=-1" in one for one in asked)
