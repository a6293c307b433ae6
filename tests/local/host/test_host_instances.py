"""The end of a worker, of a host, and functionTimeout, as recorded: requests of the recorded app, in real time."""

import asyncio
import time
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientTimeout

from tests.local.host.recorded import running

TIMEOUT = "AzureFunctionsJobHost__functionTimeout"


async def call(session: ClientSession, path: str) -> tuple[int, float, Any]:
    """Return status, seconds until the answer, and the answer."""
    began = time.monotonic()
    async with session.get(path, timeout=ClientTimeout(total=200)) as answer:
        body = await answer.json(content_type=None) if answer.status == 200 else await answer.read()
        return answer.status, time.monotonic() - began, body


async def test_run_that_is_too_long_takes_the_worker_and_the_other_runs_with_it(tmp_path: Path) -> None:
    async with running("plain", tmp_path, **{TIMEOUT: "00:00:10"}) as ready, ClientSession(ready["url"]) as session:
        _, _, first = await call(session, "/slow/0")
        slow = asyncio.create_task(call(session, "/slow/60"))
        await asyncio.sleep(7)
        # It would end in time, but the worker is killed at 12 s: seven seconds are between what the first may be late
        # to begin, and this one.
        status, seconds, body = await call(session, "/slow/9.9")
        assert (status, body) == (500, b"")
        assert seconds > 11, "answered two seconds after its own limit"
        status, seconds, body = await slow
        assert (status, body) == (500, b"")
        assert seconds > 21, "ten seconds after the worker was killed"
        status, _, second = await call(session, "/slow/0")
        assert status == 200
        assert second["pid"] != first["pid"]


async def test_third_end_of_a_worker_ends_the_host_and_another_starts(tmp_path: Path) -> None:
    async with running("plain", tmp_path, **{TIMEOUT: "00:01:00"}) as ready, ClientSession(ready["url"]) as session:
        in_flight = asyncio.create_task(call(session, "/slow/50"))
        await asyncio.sleep(0.5)
        crashed = time.monotonic()
        status, _, body = await call(session, "/crash")
        assert (status, body) == (500, b"")
        status, seconds, body = await in_flight
        assert (status, body) == (500, b""), "every run of the worker has failed"
        assert seconds < 45, "at once"
        # The first restart comes at once, the next one ten seconds after it.
        assert (await call(session, "/slow/0"))[0] == 200
        assert (await call(session, "/crash"))[0] == 500
        assert (await call(session, "/slow/0"))[0] == 200
        assert time.monotonic() - crashed >= 10
        assert (await call(session, "/crash"))[0] == 500
        assert (await call(session, "/slow/0"))[0] == 200, "another host has started"
