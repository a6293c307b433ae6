"""How long the lists take to answer with thousands of objects: `python -m benchmarks.lists --data DIR [--fill]`.

With --fill it writes the data into the local stack as the app writes its records, which takes two minutes. Without, it
asks each list as the console does: first when its process has just started, then as a user types. It prints medians,
and in brackets how long the app's processor worked on an answer.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import statistics
import sys
import time
from pathlib import Path
from typing import NamedTuple

import httpx

from benchmarks.list_data import tables_in_memory, write_segments, write_tables
from benchmarks.stacks import on_data
from local.klaviyo import MAIN_KEY
from local.stack import Stack
from shared.domain.base import now

LIMIT_SECONDS = 0.2
TYPED = "/api/exports?limit=50&search={}"
QUESTIONS = {
    "overview": "/api/overview",
    "exports, first page": "/api/exports?limit=50",
    "exports, last page of a name": "/api/exports?limit=50&order=-name",
    "exports, a search": TYPED.format("winback 12"),
    "exports of a segment": "/api/exports?limit=50&segment=Segment%200100",
    "exports of a list": "/api/exports?limit=50&list_id=SIMVIP",
    "exports whose last run was successful": "/api/exports?limit=50&last_state=successful",
    "exports whose last run failed": "/api/exports?limit=50&last_state=failed",
    "exports that need attention": "/api/exports?limit=50&attention=true",
    "exports that run-all starts": "/api/exports?limit=1&scheduled=true",
    "runs, first page": "/api/runs?limit=50",
    "runs that failed": "/api/runs?limit=50&state=failed",
    "runs by schedule": "/api/runs?limit=50&trigger=schedule",
    "failed runs by schedule": "/api/runs?limit=50&state=failed&trigger=schedule",
    "runs of an export": "/api/runs?limit=50&export_id=exp_0000000000a0",
    "runs of a segment": "/api/runs?limit=50&segment=Segment%200100",
    "runs to a list": "/api/runs?limit=50&list_id=LIST100",
    "runs of a connection": "/api/runs?limit=50&connection_id={connection}",
    "failed runs of a connection": "/api/runs?limit=50&connection_id={connection}&state=failed",
    "and by schedule": "/api/runs?limit=50&connection_id={connection}&state=failed&trigger=schedule",
    "runs of some days": "/api/runs?limit=50&from=2026-01-01T00:00:00Z&to={to}",
    "segments, first page": "/api/segments?limit=50&max_age=15",
    "segments, a search": "/api/segments?limit=50&max_age=15&name=segment%201",
    "audit, first page": "/api/audit?limit=50",
    "audit of one export": "/api/audit?limit=50&target=exp_0000000000a0",
    "connections": "/api/connections?limit=200",
}


class Answers(NamedTuple):
    """Seconds of each of several requests, one after another, and processor seconds of the app for all of them."""

    seconds: list[float]
    processor: float


def _processor_seconds(pid: int) -> float:
    """Return the processor time of a process (Linux: user and system time in /proc/<pid>/stat)."""
    values = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(values[11]) + int(values[12])) / os.sysconf("SC_CLK_TCK")


async def ask(http: httpx.AsyncClient, pid: int, path: str, times: int) -> Answers:
    """Ask one thing several times."""
    seconds, before = [], _processor_seconds(pid)
    for _ in range(times):
        began = time.perf_counter()
        (await http.get(path)).raise_for_status()
        seconds.append(time.perf_counter() - began)
    return Answers(seconds, _processor_seconds(pid) - before)


async def measure(http: httpx.AsyncClient, pid: int, times: int) -> bool:
    """Print a line for each question; return whether the app worked no longer than allowed on any but a first answer.

    The time on a busy machine says little; the time that the app works on an answer stays about the same.
    """
    await ask(http, pid, "/api/me", 3)
    print(f"{'':40} {'first':>14} {'then':>14} of processor time")
    held = True
    [connection, *_] = (await http.get("/api/connections")).raise_for_status().json()["connections"]
    for name, path in QUESTIONS.items():
        asked = path.format(to=now().strftime("%Y-%m-%dT%H:%M:%SZ"), connection=connection["id"])
        first, later = await ask(http, pid, asked, 1), await ask(http, pid, asked, times)
        work = later.processor / times
        held = held and work <= LIMIT_SECONDS
        print(
            f"{name:40} {first.seconds[0] * 1000:5.0f} ({first.processor * 1000:4.0f}) ms "
            f"{statistics.median(later.seconds) * 1000:5.0f} ({work * 1000:4.0f}) ms",
            flush=True,
        )
    return held


async def run(data: Path, times: int, *, fill_first: bool, keep: bool) -> int:
    """Start the stack, and fill it or measure."""
    if fill_first:
        await fill(data)
        return 0
    async with Stack(on_data(data)) as stack, client(stack) as http:
        [worker] = await stack.workers()
        held = await measure(http, worker["pid"], times)
        if keep:
            _say(f"{stack.app} (Ctrl-C ends it); Klaviyo {stack.klaviyo}")
            ended = asyncio.Event()
            for number in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(number, ended.set)
            await ended.wait()
        return 0 if held else 1


async def fill(data: Path) -> None:
    """Write everything into a new local stack."""
    began = time.perf_counter()
    async with Stack(on_data(data)) as stack, client(stack) as http:
        connections = [await _connection(http, f"Shop {number}") for number in range(1, 6)]
        await write_segments(stack.storage)
        # Every table exists once it was asked for.
        for path in ("/api/exports", "/api/runs", "/api/audit"):
            (await http.get(path)).raise_for_status()
    memory = await tables_in_memory(connections)
    await write_tables(memory, data / "azurite" / "__azurite_db_table__.json")
    print(f"filled after {time.perf_counter() - began:.0f} s", file=sys.stderr)


async def _connection(http: httpx.AsyncClient, name: str) -> str:
    body = {"display_name": name, "api_key": MAIN_KEY, "consent": True, "access": "contributors"}
    answer = await http.post("/api/connections", json=body)
    answer.raise_for_status()
    return str(answer.json()["id"])


def client(stack: Stack) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=stack.app, headers=stack.users["administrator"], timeout=60, trust_env=False)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lists", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data")
    parser.add_argument("--fill", action="store_true", help="write the data into a new folder")
    parser.add_argument("--times", type=int, default=7, help="requests of each kind after the first")
    parser.add_argument("--keep", action="store_true", help="keep the stack running after measuring")
    chosen = parser.parse_args()
    return asyncio.run(run(chosen.data, chosen.times, fill_first=chosen.fill, keep=chosen.keep))


if __name__ == "__main__":
    sys.exit(main())
