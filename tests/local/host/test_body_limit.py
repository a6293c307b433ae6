"""FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: a large body of any caller is refused before it takes memory."""

from __future__ import annotations

import asyncio
import contextlib
import tracemalloc
from collections.abc import AsyncIterator, Iterator

import pytest
from aiohttp import web

from local.host.server import LIMIT_SETTING, Answer, HostServer, read_body
from local.stack import REQUEST_BODY_LIMIT

LIMIT = int(REQUEST_BODY_LIMIT)
LARGE = 60_000_000
PIECE = b"x" * 65_536


@pytest.fixture
def seen() -> list[int]:
    """Lengths of the bodies that were let in."""
    return []


@pytest.fixture
async def port(seen: list[int], monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    monkeypatch.setenv(LIMIT_SETTING, REQUEST_BODY_LIMIT)

    async def handle(request: web.BaseRequest) -> web.StreamResponse:
        seen.append(len(await read_body(request)))
        return Answer(status=204)

    runner = web.ServerRunner(HostServer(handle), shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield runner.addresses[0][1]
    await runner.cleanup()


@pytest.fixture
def memory() -> Iterator[None]:
    tracemalloc.start()
    yield
    tracemalloc.stop()


async def send(port: int, headers: str, length: int, *, chunked: bool = False) -> int:
    """The status; the client stops sending once it is answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"POST /api/x HTTP/1.1\r\nHost: h\r\n{headers}\r\n\r\n".encode())
    answer = asyncio.create_task(reader.readline())
    sent = 0
    with contextlib.suppress(ConnectionError):
        while sent < length and not answer.done():
            piece = PIECE[: length - sent]
            writer.write(b"%x\r\n%b\r\n" % (len(piece), piece) if chunked else piece)
            await writer.drain()
            sent += len(piece)
        if chunked and not answer.done():
            writer.write(b"0\r\n\r\n")
    status = int((await answer).split()[1])
    writer.close()
    return status


@pytest.mark.usefixtures("memory")
async def test_fifty_large_bodies_at_once_take_less_memory_than_one(port: int, seen: list[int]) -> None:
    before, _ = tracemalloc.get_traced_memory()
    statuses = await asyncio.gather(*(send(port, f"Content-Length: {LARGE}", LARGE) for _ in range(50)))
    _, peak = tracemalloc.get_traced_memory()
    assert set(statuses) == {500}
    assert seen == []
    assert peak - before < LARGE / 2


async def test_the_length_in_the_header_is_enough(port: int) -> None:
    """Nothing of the body is waited for."""
    assert await send(port, f"Content-Length: {LIMIT + 1}", 0) == 500
    assert await send(port, f"Content-Length: {LIMIT + 1}\r\nExpect: 100-continue", 0) == 500


@pytest.mark.usefixtures("memory")
async def test_a_body_without_a_length_is_read_up_to_the_limit(port: int, seen: list[int]) -> None:
    before, _ = tracemalloc.get_traced_memory()
    assert await send(port, "Transfer-Encoding: chunked", LARGE, chunked=True) == 500
    _, peak = tracemalloc.get_traced_memory()
    assert peak - before < LARGE / 2
    assert seen == []


@pytest.mark.parametrize("length", [1, LIMIT])
async def test_a_body_at_the_limit_passes(port: int, seen: list[int], length: int) -> None:
    assert await send(port, f"Content-Length: {length}", length) == 204
    assert await send(port, "Transfer-Encoding: chunked", length, chunked=True) == 204
    assert seen == [length, length]
