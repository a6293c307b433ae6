"""A run on the instances of Flex Consumption, whose worker stands still in mid-run. Large runs: tests/flex."""

import asyncio
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from local.stack import Stack, StackOptions
from tests.fakes.waiting import LIMIT_SECONDS
from tests.system.system import System, balanced, people

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the limits are Linux's")
SETTINGS = {
    "LEASE_SECONDS": "4",
    "AzureFunctionsJobHost__functionTimeout": "00:00:15",
    "AzureFunctionsJobHost__extensions__queues__visibilityTimeout": "00:00:01",
}


async def worker_named(stack: Stack, name: str) -> int:
    """Wait for the worker of that function group; return its process id."""
    async with asyncio.timeout(LIMIT_SECONDS):
        while True:
            for worker in await stack.workers():
                if worker["name"] == name:
                    return int(worker["pid"])
            await asyncio.sleep(0.02)


def disk_of(pid: int) -> tuple[str, bool]:
    """Return where the worker's temporary files are, and whether a file system of their own is mounted there."""
    entries = Path(f"/proc/{pid}/environ").read_text().split("\0")
    folder = next(entry.partition("=")[2] for entry in entries if entry.startswith("TEMP_DIR="))
    return folder, f" {folder} " in Path(f"/proc/{pid}/mounts").read_text()


async def test_worker_over_the_function_timeout_is_restarted_and_the_run_ends(tmp_path: Path) -> None:
    options = StackOptions(is_flex=True, klaviyo_options=("--no-limits",), settings=SETTINGS, timers=False, grace=2)
    async with Stack(options) as stack:
        system = System(stack, tmp_path)
        await system.open()
        await system.upload("Flex.csv", people("flex", 2000))
        export = await system.export("Flex")
        # The worker starts at its first message, and stays.
        assert (await system.run(export))["state"] == "successful"
        first = await worker_named(stack, "prepare")
        os.kill(first, signal.SIGSTOP)
        await system.upload("Flex.csv", people("flexible", 2000))
        began = time.monotonic()
        run = await system.run(export)
        assert time.monotonic() - began > 10, "the run has waited for the worker"
        assert (run["state"], run["counts"]["accepted"]) == ("successful", 2000), run
        assert balanced(run)
        workers = {worker["name"]: worker["pid"] for worker in await stack.workers()}
        assert workers.keys() >= {"http", "prepare", "upload", "follow"}
        assert "notify" not in workers, "what is not needed does not run"
        assert workers["prepare"] != first
        assert all(len(os.sched_getaffinity(pid)) == 1 for pid in workers.values())
        disks = [disk_of(pid) for pid in workers.values()]
        assert len({folder for folder, _ in disks}) == len(workers)
        # Where mounting is refused, a watcher limits them all (tests/local/host/test_flex.py).
        assert len({mounted for _, mounted in disks}) == 1
        await system.close()
