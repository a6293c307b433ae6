"""Large runs under the limits of Flex Consumption, for some minutes of both cores: `make test-flex`. Not in CI.

Each instance has 0.8 GB of temporary disk, 2,048 MB of memory and one core. Klaviyo's simulator only counts: checking
and storing millions of profiles would take longer than everything else. With fewer ROWS, set PREPARE_DISK_MB to a
smaller value, so that the segment is still prepared in pieces: 5,000,000 and 650, 1,000,000 and 130.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from benchmarks.stacks import make_export, upload
from local.samples import write_segment
from local.stack import Stack, StackOptions
from tests.fakes.waiting import rounds

ROWS = int(os.environ.get("ROWS", "5000000"))
DISK = {"PREPARE_DISK_MB": os.environ["PREPARE_DISK_MB"]} if "PREPARE_DISK_MB" in os.environ else {}
EXPORTS = 10
ROWS_OF_EACH = ROWS // 25
FINAL = {"successful", "completed_with_warnings", "failed", "skipped", "canceled"}
INSTANCE_MB = 2048
pytestmark = pytest.mark.timeout(7200)
"""Klaviyo's rate limits alone take 200 s for 5,000,000 rows."""


@asynccontextmanager
async def flex_stack(**changes: Any) -> AsyncIterator[tuple[Stack, httpx.AsyncClient]]:
    simulator = ("--no-limits", "--light")
    async with (
        Stack(StackOptions(is_flex=True, klaviyo_options=simulator, log_level="WARNING", **changes)) as stack,
        httpx.AsyncClient(base_url=stack.app, headers=stack.users["administrator"], timeout=120) as http,
    ):
        yield stack, http


async def ended(http: httpx.AsyncClient, run_id: str, *, seconds: float) -> dict[str, Any]:
    end = time.monotonic() + seconds
    while True:
        run: dict[str, Any] = (await http.get(f"/api/runs/{run_id}")).json()
        if run["state"] in FINAL:
            return run
        assert time.monotonic() < end, f"not ended in time: {run}"
        await asyncio.sleep(1)


def peak_mb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


async def counted(stack: Stack, http: httpx.AsyncClient) -> int:
    return int((await http.get(f"{stack.klaviyo}/_sim/state")).json()["counted"])


async def test_millions_of_rows_end_to_end(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    await asyncio.to_thread(write_segment, file, ROWS)
    async with flex_stack(scale={"prepare": 2}, settings=DISK) as (stack, http):
        await asyncio.to_thread(upload, stack.storage, "People.csv", file)
        export, _ = await make_export(http, "People")
        began = time.monotonic()
        run = (await http.post(f"/api/exports/{export}/runs")).json()
        run = await ended(http, run["id"], seconds=6000)
        print(f"{ROWS:,} rows in {time.monotonic() - began:.0f} s")
        assert (run["state"], run["counts"]["accepted"]) == ("successful", ROWS), run["error"]
        assert await counted(stack, http) == ROWS
        for worker in await stack.workers():
            peak = peak_mb(worker["pid"])
            print(f"{worker['name']}: {peak} MB at most")
            assert peak < INSTANCE_MB, worker


async def test_ten_exports_that_a_refresh_starts_at_once(tmp_path: Path) -> None:
    every_minute = {"REFRESH_SCHEDULE": "* * * * *"}
    async with flex_stack(settings=every_minute, timers=False) as (stack, http):
        exports = []
        connection = None
        for number in range(EXPORTS):
            file = tmp_path / f"Group{number}.csv"
            await asyncio.to_thread(write_segment, file, ROWS_OF_EACH, first=number * ROWS_OF_EACH)
            await asyncio.to_thread(upload, stack.storage, file.name, file)
            export, connection = await make_export(
                http, file.stem, schedule="refresh", list_id=f"SIML{number:02d}", connection=connection
            )
            exports.append(export)
        await asyncio.sleep(61 - time.time() % 60)
        await stack.fire("timer")
        began = time.monotonic()
        runs = []
        for export in exports:
            for _ in rounds():
                if found := (await http.get(f"/api/exports/{export}/runs")).json()["runs"]:
                    break
                await asyncio.sleep(0.5)
            runs.append(await ended(http, found[-1]["id"], seconds=900))
        print(f"{EXPORTS} exports of {ROWS_OF_EACH:,} rows in {time.monotonic() - began:.0f} s")
        assert [(run["state"], run["counts"]["accepted"]) for run in runs] == [("successful", ROWS_OF_EACH)] * EXPORTS
        assert await counted(stack, http) == EXPORTS * ROWS_OF_EACH
        [prepare] = [worker for worker in await stack.workers() if worker["name"] == "prepare"]
        print(f"prepare: {peak_mb(prepare['pid'])} MB at most")
        assert peak_mb(prepare["pid"]) < 512, "one preparation at a time: the memory of one"
