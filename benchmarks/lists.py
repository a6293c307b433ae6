"""How long the lists take to answer with thousands of objects: `python -m benchmarks.lists --data DIR [--fill]`.

With --fill it writes the data into the local stack as the app writes its records, which takes minutes. Without, it
asks each list as the console does: first when its process has just started, then as a user types. It prints medians,
and in brackets how long the app's processor worked on an answer.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import batched
from pathlib import Path
from typing import NamedTuple

import httpx
from azure.core.exceptions import ServiceRequestError
from azure.storage.blob.aio import BlobServiceClient

from local.klaviyo import MAIN_KEY
from local.stack import Stack, StackOptions
from shared.domain import Export, Mapping, Run, Trigger
from shared.domain.audit_record import Entry, Result, entry_id
from shared.domain.base import now
from shared.domain.run import new_run
from shared.domain.run_values import Counts, Failure, Progress, run_id
from shared.errors import StateConflict
from shared.settings import Storage
from shared.storage.audit_table import Audit
from shared.storage.export_store import Exports
from shared.storage.ports import Put
from shared.storage.records import to_store
from shared.storage.run_store import Runs
from shared.storage.tables import Tables

EXPORTS, SEGMENTS, RUNS, ENTRIES = 5_000, 2_000, 50_000, 20_000
AT_ONCE = 500
LIMIT_SECONDS = 0.2
USERS = tuple(f"{name}@contoso.example" for name in ("ann", "ben", "cem", "dora", "eva", "filip"))
NAMES = ("Loyal", "Lapsed", "VIP", "Newsletter", "Birthday", "Winback", "Store", "Web", "App", "Gift")
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
    "runs of some days": "/api/runs?limit=50&from=2026-01-01T00:00:00Z&to={to}",
    "segments, first page": "/api/segments?limit=50&max_age=15",
    "segments, a search": "/api/segments?limit=50&max_age=15&name=segment%201",
    "audit, first page": "/api/audit?limit=50",
    "audit of one export": "/api/audit?limit=50&target=exp_0000000000a0",
    "connections": "/api/connections?limit=200",
}


def exports_of(connections: Sequence[str], at: datetime) -> Iterator[Export]:
    """Yield the exports: three of four run by schedule."""
    for number in range(EXPORTS):
        schedule = {"kind": "manual"} if number % 4 == 3 else {"kind": "cron", "expression": f"{number % 60} 3 * * *"}
        yield Export.model_validate(
            {
                "id": f"exp_{number:010}a0",
                "name": f"{NAMES[number % 10]} {number}",
                "connection_id": connections[number % len(connections)],
                "list_id": f"LIST{number % 3000}",
                "segments": [f"Segment {number % SEGMENTS:04}"],
                "mapping": Mapping(email="Email"),
                "schedule": schedule,
                "created_by": USERS[0],
                "created_at": at,
                "updated_at": at,
                "scheduled_at": at,
            }
        )


def runs_of(exports: Sequence[Export], at: datetime) -> Iterator[Run]:
    """Yield ended runs: as many of each export, the newest some hours ago; one of twenty failed."""
    chance = random.Random(1)
    of_each = RUNS // EXPORTS
    for number in range(RUNS):
        place = number // of_each
        queued = at - timedelta(hours=6 + 24 * (number % of_each), seconds=place)
        trigger, who = (Trigger.ON_DEMAND, USERS[number % 6]) if number % 7 == 0 else (Trigger.SCHEDULE, "timer")
        export = exports[place]
        times = dict.fromkeys(("queued_at", "heartbeat_at", "last_progress_at"), queued)
        run = Run.model_validate(dict(new_run(export, trigger, who)) | times | {"id": run_id(queued)})
        read = chance.randrange(1_000, 60_000)
        counts = Counts(read=read, accepted=read // 10, updated=read // 10, unchanged=read - read // 10)
        if chance.randrange(20) == 0:
            error = Failure(type="key-refused", title="Klaviyo refused the key", detail="The key was refused.")
            run, counts = run.failed_with(error, queued), Counts()
        ended = run.finished(counts, Progress(total=1), [], removed_all=False, at=queued + timedelta(minutes=2))
        yield ended.cleaned_up()


def entries_of(exports: Sequence[Export], at: datetime) -> Iterator[Entry]:
    """Yield audit records: changes and runs of the exports."""
    for number in range(ENTRIES):
        when, user = at - timedelta(minutes=number * 5), USERS[number % 6]
        action = "PATCH /api/exports/{id}" if number % 3 else "POST /api/exports/{id}/runs"
        yield Entry(
            id=entry_id(when), at=when, who_id=f"0000-{number % 6}", who=user, role="administrator", action=action,
            target=exports[number % EXPORTS].id, result=Result.CHANGED, status=200, before={"enabled": True},
            after={"enabled": False},
        )  # fmt: skip


async def fill(storage: str, connections: Sequence[str]) -> None:
    """Write everything as the app stores it."""
    tables, at = Tables(Storage(name="Exports", connection_string=storage), None), now()
    exports = list(exports_of(connections, at))
    runs, stored, audit = Runs(tables), Exports(tables), Audit(tables)
    began = time.perf_counter()
    if not await stored.exists(exports[0].id):
        table = await tables.table("exports")
        for group in batched(exports[1:], 100):
            await table.transact([Put("export", export.id, to_store(export)) for export in group])
        await stored.insert(exports[0].id, exports[0])
    _say(f"{EXPORTS:,} exports after {time.perf_counter() - began:.0f} s")
    with_runs = {one for one, found in (await runs.lists.recent.of(one.id for one in exports)).items() if found.runs}
    _say(f"{len(with_runs):,} exports have runs")
    missing = (run for run in runs_of(exports, at) if run.export_id not in with_runs)
    for ended in batched(missing, AT_ONCE):
        await _record(runs, ended)
    _say(f"{RUNS:,} runs after {time.perf_counter() - began:.0f} s")
    for entries in batched(entries_of(exports, at), 16):
        await asyncio.gather(*(audit.add(entry) for entry in entries))
    await tables.close()
    async with BlobServiceClient.from_connection_string(storage) as service:
        container = service.get_container_client("segments")
        for numbers in batched(range(SEGMENTS), 16):
            rows = b"Email,First name,City\nann@example.com,Ann,Tallinn\nben@example.com,Ben,Zagreb\n"
            await asyncio.gather(
                *(container.upload_blob(f"Segment {number:04}.csv", rows, overwrite=True) for number in numbers)
            )
    _say(f"all of it after {time.perf_counter() - began:.0f} s")


async def _record(runs: Runs, ended: Sequence[Run]) -> None:
    """Write runs. Azurite writes all its tables to disk every five seconds, and drops connections meanwhile."""
    for group in batched(ended, 100):
        with suppress(ServiceRequestError, StateConflict):
            await runs.record(*group)
            continue
        await asyncio.sleep(5)
        for run in group:
            with suppress(StateConflict):
                await runs.record(run)


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
    for name, path in QUESTIONS.items():
        asked = path.format(to=now().strftime("%Y-%m-%dT%H:%M:%SZ"))
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
    options = StackOptions(data=data, workers=1, timers=False, log_level="WARNING", klaviyo_options=("--no-limits",))
    async with Stack(options) as stack, _client(stack) as http:
        if fill_first:
            connections = [await _connection(http, f"Shop {number}") for number in range(1, 6)]
            await fill(stack.storage, connections)
            return 0
        [worker] = await stack.workers()
        held = await measure(http, worker["pid"], times)
        if keep:
            _say(f"{stack.app} (Ctrl-C ends it); Klaviyo {stack.klaviyo}")
            ended = asyncio.Event()
            for number in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(number, ended.set)
            await ended.wait()
        return 0 if held else 1


async def _connection(http: httpx.AsyncClient, name: str) -> str:
    body = {"display_name": name, "api_key": MAIN_KEY, "consent": True, "access": "contributors"}
    answer = await http.post("/api/connections", json=body)
    answer.raise_for_status()
    return str(answer.json()["id"])


def _client(stack: Stack) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=stack.app, headers=stack.users["administrator"], timeout=60, trust_env=False)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lists", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data")
    parser.add_argument("--fill", action="store_true", help="write the data; what is there already stays")
    parser.add_argument("--times", type=int, default=7, help="requests of each kind after the first")
    parser.add_argument("--keep", action="store_true", help="keep the stack running after measuring")
    options = parser.parse_args()
    return asyncio.run(run(options.data, options.times, fill_first=options.fill, keep=options.keep))


if __name__ == "__main__":
    sys.exit(main())
