"""The end of a worker, of a host, and functionTimeout, as recorded: requests of the recorded app, in real time."""

import asyncio
import time
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientTimeout

from tests.local.host.test_host_replay import running

TIMEOUT = "AzureFunctionsJobHost__functionTimeout"


async def call(session: ClientSession, path: str) -> tuple[int, float, Any]:
    """Return status, seconds until the answer, and the answer."""
    began = time.monotonic()
    async with session.get(path, timeout=ClientTimeout(total=60)) as answer:
        body = await answer.json(content_type=None) if answer.status == 200 else await answer.read()
        return answer.status, time.monotonic() - began, body


async def test_run_that_is_too_long_takes_the_worker_and_the_other_runs_with_it(tmp_path: Path) -> None:
    async with running("plain", tmp_path, **{TIMEOUT: "00:00:04"}) as ready, ClientSession(ready["url"]) as session:
        _, _, first = await call(session, "/slow/0")
        slow = asyncio.create_task(call(session, "/slow/30"))
        await asyncio.sleep(3)
        other = asyncio.create_task(call(session, "/slow/3.9"))
        status, seconds, body = await other
        # Killed two seconds after the limit of the first; answered two seconds after its own.
        assert (status, body) == (500, b"")
        assert 5.5 < seconds < 8
        status, seconds, body = await slow
        assert (status, body) == (500, b"")
        assert 15.5 < seconds < 19
        status, _, second = await call(session, "/slow/0")
        assert status == 200
        assert second["pid"] != first["pid"]


async def test_third_end_of_a_worker_ends_the_host_and_another_starts(tmp_path: Path) -> None:
    async with running("plain", tmp_path, **{TIMEOUT: "00:00:30"}) as ready, ClientSession(ready["url"]) as session:
        in_flight = asyncio.create_task(call(session, "/slow/6"))
        await asyncio.sleep(0.5)
        status, seconds, body = await call(session, "/crash")
        assert (status, body) == (500, b"")
        assert seconds < 3
        status, seconds, body = await in_flight
        assert (status, body) == (500, b""), "every run of the worker has failed, at once"
        assert seconds < 5
        # The first restart comes at once, the next one ten seconds after it.
        assert (await call(session, "/slow/0"))[0] == 200
        assert (await call(session, "/crash"))[0] == 500
        status, seconds, _ = await call(session, "/slow/0")
        assert status == 200
        assert 5 < seconds < 14
        assert (await call(session, "/crash"))[0] == 500
        status, seconds, _ = await call(session, "/slow/0")
        assert status == 200, "another host has started"
        assert seconds < 9
