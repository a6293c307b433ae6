"""A write whose answer is lost, or whose second attempt conflicts with the first, is told as it was: done, or not."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from azure.core.exceptions import AzureError, ResourceModifiedError, ResourceNotFoundError
from azure.data.tables.aio import TableClient

from shared.errors import StateConflict
from shared.storage.blobs import Blobs
from shared.storage.ports import Delete, Put
from shared.storage.tables import Table
from shared.texts import text
from tests.fakes.memory import Fate, MemoryTable

P, K = "p", "k"


def conflict() -> StateConflict:
    return StateConflict(text("records-changed"))


@pytest.mark.parametrize("error", [ConnectionError, conflict])
@pytest.mark.parametrize("lasting", [False, True])
async def test_a_write_that_was_done_succeeds_unless_storage_cannot_be_read(
    error: Callable[[], Exception], *, lasting: bool
) -> None:
    fate = Fate(error, lasting=lasting)
    table = MemoryTable(fate)

    async def done(write: Callable[[], Awaitable[str | None]]) -> str | None:
        fate.left, fate.after = 1, True
        if not lasting:
            return await write()
        with pytest.raises(type(error())):
            await write()
        fate.left = None
        return None

    created = await done(lambda: table.put(Put(P, K, "1")))
    found = await table.get(P, K)
    assert found is not None
    first = found.etag
    assert created in (None, first)
    replaced = await done(lambda: table.put(Put(P, K, "2", first)))
    found = await table.get(P, K)
    assert found is not None
    assert found.body == "2"
    assert replaced in (None, found.etag)
    await done(lambda: table.transact([Delete(P, K), Put(P, "l", "3")]))
    await done(lambda: table.delete(Delete(P, "l")))
    assert table.rows == {}


async def test_a_write_of_another_process_is_a_conflict_also_with_the_same_content() -> None:
    table = MemoryTable(Fate())
    etag = await table.put(Put(P, K, "1"))
    await table.put(Put(P, K, "2", etag))
    for put in (Put(P, K, "2"), Put(P, K, "2", etag)):
        with pytest.raises(StateConflict):
            await table.put(put)
        with pytest.raises(StateConflict):
            await table.transact([put])
    with pytest.raises(StateConflict):
        await table.delete(Delete(P, K, etag))


async def test_a_write_that_was_not_done_fails() -> None:
    fate = Fate(ConnectionError)
    table = MemoryTable(fate)

    async def fails(write: Callable[[], Awaitable[str | None]]) -> None:
        fate.left = 1
        with pytest.raises(ConnectionError):
            await write()

    await fails(lambda: table.put(Put(P, K, "1")))
    await fails(lambda: table.transact([Put(P, K, "1")]))
    await table.put(Put(P, K, "1"))
    await fails(lambda: table.delete(Delete(P, K)))


class Server:
    """Storage that does each write, cuts the connection to the first attempt, and answers 409 or 412 to the second."""

    def __init__(self) -> None:
        self.write_id: str | None = None
        self.attempts = 0
        self.port = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        size = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
        body = (await reader.readexactly(int(size[1]) if size else 0)).decode()
        status, kind = "200 OK", "application/json"
        entity = {"odata.etag": "7", "PartitionKey": P, "RowKey": K, "body": "1", "write_id": self.write_id}
        sent = json.dumps(entity)
        if not head.startswith("GET"):
            self.attempts += 1
            if self.attempts == 1:
                if found := re.search(r'"write_id": ?"(\w+)"', body):
                    self.write_id = found[1]
                writer.close()
                return
            status, sent = ("412 Precondition Failed" if head.startswith("PUT") else "409 Conflict"), "{}"
            if "$batch" in head:
                inner = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n\r\n{{}}\r\n"
                changes = f"--c\r\nContent-Type: application/http\r\n\r\n{inner}\r\n--c--\r\n"
                sent = f"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n{changes}\r\n--b--\r\n"
                status, kind = "202 Accepted", "multipart/mixed; boundary=b"
        etag = f"{kind}\r\nETag: 7\r\nConnection: close\r\nContent-Length: {len(sent)}"
        writer.write(f"HTTP/1.1 {status}\r\nContent-Type: {etag}\r\n\r\n{sent}".encode())
        await writer.drain()
        writer.close()


@asynccontextmanager
async def azure_table() -> AsyncIterator[tuple[Table, Server]]:
    storage = Server()
    async with await asyncio.start_server(storage.answer, "127.0.0.1", 0) as server:
        storage.port = server.sockets[0].getsockname()[1]
        endpoint = f"TableEndpoint=http://127.0.0.1:{storage.port}/account"
        account = f"DefaultEndpointsProtocol=http;AccountName=account;AccountKey=a2V5;{endpoint}"
        async with TableClient.from_connection_string(account, "things", use_env_settings=False) as client:
            yield Table(client), storage


@pytest.mark.parametrize("etag", [None, "1"])
async def test_the_clients_own_second_attempt_does_not_conflict_with_the_first(etag: str | None) -> None:
    async with azure_table() as (table, storage):
        assert await table.put(Put(P, K, "1", etag)) == "7"
        assert storage.attempts == 2
    async with azure_table() as (table, storage):
        await table.transact([Put(P, K, "1", etag)])
        assert storage.attempts == 2


async def test_another_document_of_that_key_is_a_conflict() -> None:
    async with azure_table() as (table, storage):
        storage.attempts, storage.write_id = 1, "of another process"
        with pytest.raises(StateConflict):
            await table.put(Put(P, K, "1"))
        with pytest.raises((StateConflict, AzureError)):
            await table.transact([Put(P, K, "1")])


class Containers:
    """A container of one blob, whose client repeats each write: the second attempt conflicts with the first."""

    def __init__(self, metadata: dict[str, str] | None, *, does: bool) -> None:
        self.metadata = metadata
        self._does = does

    def get_blob_client(self, _: str) -> Containers:
        return self

    async def upload_blob(self, *, metadata: dict[str, str], **_: Any) -> None:
        if self._does:
            self.metadata = metadata
        raise ResourceModifiedError("412")

    async def get_blob_properties(self) -> Any:
        if self.metadata is None:
            raise ResourceNotFoundError("404")
        return SimpleNamespace(metadata=self.metadata)


async def test_a_conditional_write_of_a_blob_does_not_conflict_with_its_own_first_attempt() -> None:
    client: Any = Containers({}, does=True)
    await Blobs(client).write("x", b"data", "text/csv", etag="1")
    for metadata in ({}, {"write_id": "of another process"}, None):
        client = Containers(metadata, does=False)
        with pytest.raises(StateConflict):
            await Blobs(client).write("x", b"data", "text/csv", etag="1")
