"""`python -m benchmarks [NAME …] [--runs 3]`: measure, print a table, write it as JSON and as a chart into docs/."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import httpx

from benchmarks import joined
from benchmarks.chart import chart
from benchmarks.console_pages import open_context, open_pages, type_searches
from benchmarks.measure import ROOT, Row, in_process, processor_seconds
from benchmarks.stacks import (
    OpenStack,
    Services,
    make_export,
    on_data,
    run_export,
    start_run,
    until_ended,
    until_prepared,
    upload,
)
from local.host.rest import IDLE_SECONDS
from local.samples import write_segment
from local.stack import Stack, StackOptions
from shared import bootstrap
from shared.domain.run_values import Prepared
from shared.settings import Settings

NAMES = (
    "prepare",
    "end_to_end",
    "windows",
    "growth",
    "cold_start",
    "event",
    "upload_cpu",
    "budget",
    "delta",
    "page",
    "shared",
    "idle",
    "flex",
    "join",
    "list_check",
)
MILLION = 1_000_000
COLD = "import azure.functions, azure.storage.blob, azure.identity, azure.keyvault.secrets, httpx"


class Bench:
    """All benchmarks, with the files they share."""

    def __init__(self, folder: Path, runs: int, scale: float, data: Path | None = None) -> None:
        self._folder = folder
        self._data = data
        self._runs = runs
        self._scale = scale

    def _sample(self, rows: int, *, bad: int = 100) -> Path:
        path = self._folder / f"people-{rows}-{bad}.csv"
        if not path.exists():
            write_segment(path, rows, bad_rows=bad, duplicates=bad)
        return path

    def prepare(self) -> list[Row]:
        """1: preparing alone against the SDK's loop, both on the same file."""
        rows = int(MILLION * self._scale)
        file = self._sample(rows)
        reports = asyncio.run(self._prepared(file, self._runs))
        ours = statistics.median(r["seconds"] for r, _ in reports)
        # A fifth of the rows: the loop's time is in proportion, and a million takes it minutes.
        part = self._sample(rows // 5)
        theirs = statistics.median(
            in_process("benchmarks.sdk_loop", str(part)).report["seconds"] for _ in range(self._runs)
        )
        ratio = (rows / ours) / (rows / 5 / theirs)
        detail = f"{rows / ours:,.0f} profiles/s against {rows / 5 / theirs:,.0f}; {reports[0][0]['bytes']:,} bytes"
        return [Row(1, "preparing against the SDK's loop", ratio, "×", "≥ 16", ratio >= 16, detail)]

    def growth(self) -> list[Row]:
        """4 and 5: ten times the rows."""
        rows = int(MILLION * self._scale)
        few = asyncio.run(self._prepared(self._sample(rows), self._runs))
        many = asyncio.run(self._prepared(self._sample(rows * 10), 1))
        low, high = statistics.median(m for _, m in few), statistics.median(m for _, m in many)
        quick, slow = statistics.median(r["seconds"] for r, _ in few), many[0][0]["seconds"]
        memory = high / low
        return [
            Row(4, "peak memory, 10 × the rows", memory, "×", "≤ 1.05, ≤ 350 MiB", memory <= 1.05 and high <= 350,
                f"{low:.0f} MiB at {rows:,} rows, {high:.0f} MiB at {rows * 10:,}"),
            Row(5, "time, 10 × the rows", slow / quick, "×", "≤ 11", slow / quick <= 11,
                f"{quick:.1f} s and {slow:.1f} s"),
        ]  # fmt: skip

    def delta(self) -> list[Row]:
        """10: one per cent changed since the run before."""
        rows = int(MILLION * self._scale)
        reports = [asyncio.run(self._changed(rows)) for _ in range(self._runs)]
        ratio = statistics.median(after["seconds"] / before["seconds"] for before, after in reports)
        share = max(after["bytes"] / before["bytes"] for before, after in reports)
        before, after = reports[0]
        chunks = -(-rows // 1_000_000)
        holds = ratio <= 1.3 and share <= 0.012 and after["chunks"] <= chunks
        detail = (
            f"{before['seconds']:.1f} s all, {after['seconds']:.1f} s 1 %; {after['chunks']} job(s), {share:.2%} of "
            f"the bytes; {before['peak_mib']:.0f} and {after['peak_mib']:.0f} MiB; snapshot written in "
            f"{before['snapshot_seconds']:.1f} s, {before['peak_mib_with_snapshot']:.0f} MiB"
        )
        return [Row(10, "preparing where 1 % changed", ratio, "×", "≤ 1.3, ≤ 1.2 % bytes", holds, detail)]

    async def _changed(self, rows: int) -> tuple[dict[str, float], dict[str, float]]:
        """Reports of a first run, and of one after every hundredth person moved."""
        file = self._sample(rows)
        changed = self._folder / f"changed-{rows}.csv"
        if not changed.exists():
            with duckdb.connect() as db:
                db.execute(f"""
                    COPY (SELECT * EXCLUDE number REPLACE (if(number % 100 = 7, 'Moved', City) AS City)
                          FROM (SELECT *, row_number() OVER () AS number FROM read_csv('{file}', all_varchar = true)))
                    TO '{changed}' (FORMAT csv, HEADER true)
                """)
        async with Services(StackOptions(klaviyo_options=("--no-limits",))) as services:
            await services.store_key()
            reports = []
            for version in (file, changed):
                await asyncio.to_thread(upload, services.storage, "People.csv", version)
                module, arguments = "benchmarks.prepare_only", ("People", "--accept")
                measured = await asyncio.to_thread(in_process, module, *arguments, env=services.environment)
                reports.append(measured.report)
        return reports[0], reports[1]

    async def _prepared(self, file: Path, runs: int) -> list[tuple[dict[str, float], float]]:
        results = []
        async with Services(StackOptions(klaviyo_options=("--no-limits",))) as services:
            await services.store_key()
            await asyncio.to_thread(upload, services.storage, "People.csv", file)
            await asyncio.to_thread(upload, services.storage, "Few.csv", self._sample(100, bad=0))
            for _ in range(runs):
                # The loop's time begins after its imports, too.
                measured = await asyncio.to_thread(
                    in_process, "benchmarks.prepare_only", "People", "--after", "Few", env=services.environment
                )
                results.append((measured.report, measured.report["peak_mib"]))
        return results

    def end_to_end(self) -> list[Row]:
        """2: the whole way against the SDK's loop, both into the same simulator."""
        rows = int(200_000 * self._scale)
        ratios, details = [], ""
        for _ in range(self._runs):
            ours, theirs, used, used_by_loop = asyncio.run(self._raced(rows))
            ratios.append(theirs / ours)
            details = (
                f"{rows / ours:,.0f} profiles/s against {rows / theirs:,.0f}; processor time of everything "
                f"{used:.1f} s against {used_by_loop:.1f} s"
            )
        ratio = statistics.median(ratios)
        return [Row(2, "end to end against the SDK's loop", ratio, "×", "≥ 5", ratio >= 5, details)]

    async def _raced(self, rows: int) -> tuple[float, float, float, float]:
        """Return the seconds of the app and of the loop, then the processor time of all processes for each."""
        # Without bad rows: one of them would cost the loop its whole body.
        file = self._sample(rows, bad=0)
        async with Stack(StackOptions(klaviyo_options=("--no-limits", "--light"), log_level="WARNING")) as stack:
            await asyncio.to_thread(upload, stack.storage, "People.csv", file)
            await asyncio.to_thread(upload, stack.storage, "Few.csv", self._sample(100, bad=0))
            async with _client(stack) as http:
                export, connection = await make_export(http, "People")
                few, _ = await make_export(http, "Few", list_id="SIMLST", connection=connection)
                for _ in range(2):
                    # The loop's time begins after its imports, too.
                    await run_export(http, few)
                before, began = processor_seconds(os.getpid()), time.perf_counter()
                await run_export(http, export)
                ours, used = time.perf_counter() - began, processor_seconds(os.getpid()) - before
            before = processor_seconds(os.getpid())
            measured = await asyncio.to_thread(in_process, "benchmarks.sdk_loop", str(file), stack.klaviyo)
            # The loop's own process has ended; the simulator's is among the others.
            used_by_loop = measured.cpu + processor_seconds(os.getpid()) - before
            return ours, measured.report["seconds"], used, used_by_loop

    def windows(self) -> list[Row]:
        """3: as fast as Klaviyo's windows let a million in."""
        rows = int(MILLION * self._scale)
        chunks = -(-rows // 10_000)
        alone = (chunks - 1) // 10 if chunks <= 150 else (chunks - 1) // 150 * 60
        seconds = [asyncio.run(self._limited(rows)) for _ in range(self._runs)]
        taken = statistics.median(s for s, _ in seconds)
        ratio = taken / max(alone, 1)
        detail = f"{taken:.1f} s; the windows alone {alone} s; {max(t for _, t in seconds)} POSTs answered 429"
        return [Row(3, "a million within Klaviyo's limits", ratio, "×", "≤ 1.6", ratio <= 1.6, detail)]

    async def _limited(self, rows: int) -> tuple[float, int]:
        async with Stack(StackOptions(klaviyo_options=("--light",), log_level="WARNING")) as stack:
            await asyncio.to_thread(upload, stack.storage, "People.csv", self._sample(rows))
            await asyncio.to_thread(upload, stack.storage, "Few.csv", self._sample(100, bad=0))
            async with _client(stack) as http:
                export, connection = await make_export(http, "People")
                few, _ = await make_export(http, "Few", list_id="SIMLST", connection=connection)
                for _ in range(2):
                    await run_export(http, few)
                # Its window of a second has passed.
                await asyncio.sleep(2)
                began = time.perf_counter()
                await run_export(http, export)
                taken = time.perf_counter() - began
                state = (await http.get(f"{stack.klaviyo}/_sim/state")).json()
                return taken, sum(state["throttled"].values())

    def budget(self) -> list[Row]:
        """9: three exports of one connection at once share the windows: 300 chunks, so that the steady one binds."""
        rows = int(100_000 * self._scale)
        taken, throttled, posts = asyncio.run(self._shared(rows))
        # 150 in the first minute's window, the rest as fast as the burst window lets them from the next on.
        alone = (posts - 1) // 150 * 60 + (posts - 1) % 150 // 10
        ratio, share = taken / alone, throttled / posts
        return [
            Row(9, "three exports at once, one connection", ratio, "×", "≤ 1.3, ≤ 1 % 429",
                ratio <= 1.3 and share <= 0.01,
                f"{posts} POSTs in {taken:.0f} s, the windows alone {alone} s; {share:.1%} answered 429"),
        ]  # fmt: skip

    async def _shared(self, rows: int) -> tuple[float, int, int]:
        options = StackOptions(log_level="WARNING", settings={"CHUNK_PROFILES": str(rows // 100)})
        async with Stack(options) as stack, _client(stack) as http:
            exports: list[tuple[str, str]] = []
            for number, list_id in enumerate(("SIMLST", "SIMVIP", "SIML00")):
                name = f"Group{number}"
                file = self._folder / f"{name}.csv"
                write_segment(file, rows, first=number * rows)
                await asyncio.to_thread(upload, stack.storage, f"{name}.csv", file)
                # Creating a connection asks /api/accounts, which takes one request a second.
                connection = None if not exports else exports[0][1]
                exports.append(await make_export(http, name, list_id=list_id, connection=connection))
            began = time.perf_counter()
            await asyncio.gather(*(run_export(http, export) for export, _ in exports))
            taken = time.perf_counter() - began
            state = (await http.get(f"{stack.klaviyo}/_sim/state")).json()
            statuses = state["requests"]["bulk_import_profiles"]
            return taken, statuses.get("429", 0), sum(statuses.values())

    def cold_start(self) -> list[Row]:
        """6: importing the app against importing what every such app imports."""
        times: dict[str, list[float]] = {"app": [], "sdks": []}
        for _ in range(max(self._runs, 3) * 2 + 1):
            for name, code in (("app", "import function_app"), ("sdks", COLD)):
                began = time.perf_counter()
                subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
                times[name].append(time.perf_counter() - began)
        app, sdks = statistics.median(times["app"]), statistics.median(times["sdks"])
        return [Row(6, "cold start", app / sdks, "×", "≤ 1.25", app / sdks <= 1.25,
                    f"{app * 1000:.0f} ms against {sdks * 1000:.0f} ms")]  # fmt: skip

    def event(self) -> list[Row]:
        """7: from the blob event to the POST."""
        seconds = asyncio.run(self._events())
        taken = statistics.median(seconds)
        return [Row(7, "blob event to POST", taken, "s", "≤ 5", taken <= 5, f"{max(seconds):.1f} s at most")]

    async def _events(self) -> list[float]:
        file = self._folder / "small.csv"
        write_segment(file, 1000)
        seconds = []
        async with Stack(StackOptions(log_level="WARNING")) as stack, _client(stack) as http:
            await asyncio.to_thread(upload, stack.storage, "Small.csv", file)
            await make_export(http, "Small", schedule="segment_updated")
            await asyncio.sleep(3)
            for number in range(1, max(self._runs, 3) + 1):
                # Other people each time: what did not change is not sent.
                write_segment(file, 1000, first=number * 1000)
                sent = len((await http.get(f"{stack.klaviyo}/_sim/jobs")).json())
                # What lies idle is polled seldom: that is the case to measure.
                await asyncio.sleep(6)
                await asyncio.to_thread(upload, stack.storage, "Small.csv", file)
                began = time.perf_counter()
                while len((await http.get(f"{stack.klaviyo}/_sim/jobs")).json()) == sent:
                    await asyncio.sleep(0.02)
                seconds.append(time.perf_counter() - began)
                runs = (await http.get("/api/runs?limit=1")).json()["runs"]
                await until_ended(http, runs[0]["id"])
        return seconds

    def upload_cpu(self) -> list[Row]:
        """8: a chunk upload's own processor time."""
        cpu = statistics.median(asyncio.run(self._uploads()) for _ in range(self._runs))
        return [Row(8, "processor time of a chunk upload", cpu, "ms", "≤ 12", cpu <= 12, "3.6 MB body")]

    async def _uploads(self) -> float:
        sink = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.upload_cpu"], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert sink.stdout is not None
        try:
            url = sink.stdout.readline().strip()
            async with Services(StackOptions(klaviyo_url=url)) as services:
                await services.store_key()
                # Fewer than a minute's window takes.
                measured = await asyncio.to_thread(in_process, "benchmarks.upload_cpu", "9", env=services.environment)
            return float(measured.report["cpu_ms"])
        finally:
            sink.terminate()
            sink.wait()
            sink.stdout.close()

    def shared(self) -> list[Row]:
        """13: the same people, but each phone number belongs to two of them."""
        rows = int(MILLION * self._scale)
        file = self._sample(rows)
        shared = self._folder / f"shared-{rows}.csv"
        with duckdb.connect() as db:
            db.execute(f"""
                COPY (SELECT * EXCLUDE number REPLACE (concat('+1206', lpad((number // 2)::VARCHAR, 7, '0')) AS Phone)
                      FROM (SELECT *, row_number() OVER () AS number FROM read_csv('{file}', all_varchar = true)))
                TO '{shared}' (FORMAT csv, HEADER true)
            """)
        pairs = [asyncio.run(self._prepared_both(file, shared)) for _ in range(self._runs)]
        ratio = statistics.median(second / first for first, second in pairs)
        detail = f"{pairs[-1][1]:.1f} s against {pairs[-1][0]:.1f} s of processor time in the last of {len(pairs)}"
        return [Row(13, "every phone number shared by two people", ratio, "×", "≤ 1.3", ratio <= 1.3, detail)]

    async def _prepared_both(self, *files: Path) -> tuple[float, float]:
        """Return the processor time of preparing each of two files, one after the other."""
        async with Services(StackOptions(klaviyo_options=("--no-limits",))) as services:
            await services.store_key()
            used = []
            for number, file in enumerate(files):
                await asyncio.to_thread(upload, services.storage, f"People{number}.csv", file)
                module, segment = "benchmarks.prepare_only", f"People{number}"
                used.append((await asyncio.to_thread(in_process, module, segment, env=services.environment)).cpu)
        return used[0], used[1]

    def join(self) -> list[Row]:
        """15: people by membership in a table with five times the rows."""
        rows = int(MILLION * self._scale)
        return [joined.measure(self._sample(rows), rows, self._runs)]

    def list_check(self) -> list[Row]:
        """17: a list read back and compared, ten times the members."""
        few, many = int(MILLION * self._scale / 10), int(MILLION * self._scale)
        reports = asyncio.run(self._checked(few, many))
        low, high = reports[0]["peak_mib"], reports[1]["peak_mib"]
        seconds = reports[1]["seconds"]
        return [
            Row(17, "peak memory of a list check, 10 × the members", high / low, "×", "≤ 1.2, ≤ 350 MiB",
                high / low <= 1.2 and high <= 350,
                f"{low:.0f} MiB at {few:,} members, {high:.0f} MiB at {many:,}, in {seconds:.0f} s"),
        ]  # fmt: skip

    async def _checked(self, *sizes: int) -> list[dict[str, float]]:
        """Check lists of so many members, each in a process of its own."""
        reports = []
        async with Services(StackOptions(klaviyo_options=("--no-limits",))) as services:
            await services.store_key()
            async with httpx.AsyncClient(base_url=services.klaviyo) as http:
                for size in sizes:
                    made = await http.post("/_sim/lists", json={"name": "Bench", "made_up_members": size})
                    measured = await asyncio.to_thread(
                        in_process, "benchmarks.list_check_only", made.json()["id"], str(size), env=services.environment
                    )
                    reports.append(measured.report)
        return reports

    def idle(self) -> list[Row]:
        """14: processor use of a whole stack that has nothing to do, all of its processes together."""
        seconds = 60 if self._scale >= 1 else 10
        used = asyncio.run(self._idle(seconds))
        detail = f"two instances, idle for over a minute, measured for {seconds} s"
        return [Row(14, "processor use of the idle stack", used, "core", "≤ 0.05", used <= 0.05, detail)]

    async def _idle(self, seconds: float) -> float:
        others = processor_seconds(os.getpid())
        async with Stack(StackOptions(log_level="WARNING", telemetry=True)):
            await asyncio.sleep(IDLE_SECONDS + 10)
            before, began = processor_seconds(os.getpid()) - others, time.perf_counter()
            await asyncio.sleep(seconds)
            return (processor_seconds(os.getpid()) - others - before) / (time.perf_counter() - began)

    def flex(self) -> list[Row]:
        """16: a segment that does not fit on an instance of Flex Consumption, on four of them against one."""
        rows = int(20 * MILLION * self._scale)
        file = self._sample(rows, bad=0)
        # A smaller segment must not fit either.
        disk = max(16, int(650 * self._scale))
        one, four = (asyncio.run(self._on_instances(file, count, disk)) for count in (1, 4))
        if one.found != four.found:
            raise SystemExit(f"One instance and four prepared different runs: {one.found}, {four.found}")
        ratio = four.until_prepared / one.until_prepared
        detail = (
            f"{rows:,} rows prepared in {four.until_prepared:.0f} s against {one.until_prepared:.0f} s; the run on "
            f"four ended after {four.until_ended:.0f} s; {disk} MB of disk for a preparation"
        )
        return [Row(16, "four preparing instances against one", ratio, "×", "≤ 0.65", ratio <= 0.65, detail)]

    async def _on_instances(self, file: Path, count: int, disk: int) -> SplitRun:
        """Prepare a run with so many instances of `prepare`; on one alone, cancel it as soon as it is prepared.

        The rest of it is bound by the rate limits of the app, however many instances prepare.
        """
        options = StackOptions(
            is_flex=True,
            scale={"prepare": count},
            klaviyo_options=("--no-limits", "--light"),
            settings={"PREPARE_DISK_MB": str(disk)},
            log_level="WARNING",
        )
        async with OpenStack(options) as stack, _client(stack) as http:
            await asyncio.to_thread(upload, stack.storage, "People.csv", file)
            export, _ = await make_export(http, "People")
            context = bootstrap.build(Settings.read(os.environ | stack.environment))
            began = time.perf_counter()
            run_id = await start_run(http, export)
            prepared = await until_prepared(context, run_id)
            seconds = time.perf_counter() - began
            await context.close()
            found = prepared.prepared, prepared.chunks.total
            if count == 1:
                (await http.post(f"/api/runs/{run_id}/cancel")).raise_for_status()
                return SplitRun(found, seconds, seconds)
            run = await until_ended(http, run_id)
            ended = time.perf_counter() - began
            counted = (await http.get(f"{stack.klaviyo}/_sim/state")).json()["counted"]
            if counted != run["counts"]["accepted"]:
                raise SystemExit(f"{counted:,} addresses were sent, {run['counts']['accepted']:,} are counted")
            return SplitRun(found, seconds, ended)

    def page(self) -> list[Row]:
        """11 and 12: the console's exports in a new browser, on this machine and over a slow network.

        On the data of `benchmarks.lists` also 18 and 19: every page, and what is typed into a search.
        """
        if self._data is not None:
            return asyncio.run(self._pages(self._data))
        seconds, bare, paints, slow = asyncio.run(self._visits())
        taken, painted = statistics.median(seconds), statistics.median(paints)
        detail = f"{max(seconds):.2f} s at most; {taken / bare:.1f} × the app's smallest answer in the same browser"
        slowly = f"{max(paints):.2f} s at most; rows after {statistics.median(slow):.1f} s"
        return [
            Row(11, "the console's first page, rows and all", taken, "s", "≤ 1", taken <= 1, detail),
            Row(12, "the console's first paint at 400 ms and 50 KB/s", painted, "s", "≤ 1", painted <= 1, slowly),
        ]

    async def _pages(self, data: Path) -> list[Row]:
        from playwright.async_api import async_playwright

        async with Stack(on_data(data)) as stack, async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            slow = [await _slow_visit(browser, stack, "/exports", link="App 1008") for _ in range(max(self._runs, 3))]
            context = await open_context(browser, stack)
            opened = await open_pages(context, self._runs)
            typed = await type_searches(context)
            await browser.close()
        for name, each in opened.items():
            print(
                f"    {name:34} {each.from_url * 1000:5.0f} ms opened, {each.by_link * 1000:5.0f} ms by a link",
                flush=True,
            )
        painted, rows = (statistics.median(each) for each in zip(*slow, strict=True))
        slowest = max(opened, key=lambda name: opened[name].by_link)
        longest, searched = opened[slowest].by_link, max(typed)
        opened_at_most = max(each.from_url for each in opened.values())
        return [
            Row(12, "the console's first paint at 400 ms and 50 KB/s, thousands of exports", painted, "s", "≤ 1",
                painted <= 1, f"rows after {rows:.1f} s"),
            Row(18, "the slowest page of the console, thousands of exports", longest, "s", "≤ 0.5", longest <= 0.5,
                f"{slowest}; opened from its URL {opened_at_most:.2f} s at most"),
            Row(19, "a key in a search, thousands of exports", searched, "s", "≤ 0.2", searched <= 0.2,
                f"the slowest of {len(typed)}; median {statistics.median(typed):.2f} s"),
        ]  # fmt: skip

    async def _visits(self) -> tuple[list[float], float, list[float], list[float]]:
        """Return seconds until an export's row is shown and of the shortest answer alone; over a slow network, seconds
        until the first paint and until the row is shown.
        """
        from playwright.async_api import async_playwright

        seconds, bare, paints, slow = [], [], [], []
        async with Stack(StackOptions(log_level="WARNING")) as stack, _client(stack) as http:
            write_segment(self._folder / "small.csv", 100)
            await asyncio.to_thread(upload, stack.storage, "Small.csv", self._folder / "small.csv")
            await make_export(http, "Small")
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
                )
                for _ in range(max(self._runs, 3) + 1):
                    bare.append(await _visit(browser, stack, "/api/me"))
                    seconds.append(await _visit(browser, stack, "/exports", link="Small"))
                    painted, shown = await _slow_visit(browser, stack, "/exports", link="Small")
                    paints.append(painted)
                    slow.append(shown)
                await browser.close()
        # The browser's own start is in the first visit.
        return seconds[1:], statistics.median(bare[1:]), paints[1:], slow[1:]


class SplitRun(NamedTuple):
    """What a run in pieces prepared, and the seconds from its start until that was done, and until its end.

    `found` are the findings and the number of chunks.
    """

    found: tuple[Prepared | None, int | None]
    until_prepared: float
    until_ended: float


async def _visit(browser: Any, stack: Stack, path: str, *, link: str | None = None) -> float:
    """Seconds until an address is loaded, and shows this link if one is given, in a browser that was never here."""
    context = await browser.new_context(base_url=stack.app)
    await context.add_cookies([{"name": "local-user", "value": "administrator", "url": stack.app}])
    page = await context.new_page()
    await page.goto(path)
    if link is not None:
        await page.get_by_role("link", name=link).first.wait_for()
    seconds = float(await page.evaluate("performance.now()")) / 1000
    await context.close()
    return seconds


async def _slow_visit(browser: Any, stack: Stack, path: str, *, link: str) -> tuple[float, float]:
    """Return seconds until the first contentful paint and until the link is shown, at 400 ms latency and 50 KB/s."""
    context = await browser.new_context(base_url=stack.app)
    await context.add_cookies([{"name": "local-user", "value": "administrator", "url": stack.app}])
    page = await context.new_page()
    network = await context.new_cdp_session(page)
    conditions = {"offline": False, "latency": 400, "downloadThroughput": 50 * 1024, "uploadThroughput": 50 * 1024}
    await network.send("Network.emulateNetworkConditions", conditions)
    await page.goto(path)
    await page.get_by_role("link", name=link).first.wait_for()
    shown = float(await page.evaluate("performance.now()")) / 1000
    paint = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    painted = float(await page.evaluate(paint)) / 1000
    await context.close()
    return painted, shown


def _client(stack: Stack) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=stack.app, headers=stack.users["administrator"], timeout=60)


def options(arguments: list[str]) -> argparse.Namespace:
    """What the command line asks for; without names, all of them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*NAMES, "all"], default="all")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--scale", type=float, default=1.0, help="of the rows; below 1 for a look, not for a figure")
    parser.add_argument(
        "--data", type=Path, help="for `page`: the folder that `python -m benchmarks.lists --fill` filled"
    )
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.json and docs/benchmarks.svg")
    chosen = parser.parse_args(arguments)
    if "all" in chosen.names:
        chosen.names = list(NAMES)
    return chosen


def record(folder: Path, rows: list[Row], runs: int) -> None:
    """Write figures and chart. Those of benchmarks that were not asked for stay as they were."""
    file = folder / "benchmarks.json"
    lines = {line["number"]: line for line in json.loads(file.read_text())["rows"]} if file.exists() else {}
    when = {"runs": runs, "measured_at": datetime.now(UTC).isoformat(timespec="seconds")}
    lines |= {row.number: asdict(row) | when for row in rows}
    listed = [lines[number] for number in sorted(lines)]
    machine = f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}"
    file.write_text(json.dumps({"machine": machine, "rows": listed}, indent=2, ensure_ascii=False) + "\n")
    names = [field.name for field in fields(Row)]
    (folder / "benchmarks.svg").write_text(chart([Row(**{name: line[name] for name in names}) for line in listed]))


def main() -> int:
    """The exit code says whether every bar holds."""
    chosen = options(sys.argv[1:])
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = Bench(Path(folder), chosen.runs, chosen.scale, chosen.data)
        for name in chosen.names:
            work: Callable[[], list[Row]] = getattr(bench, name)
            for row in work():
                rows.append(row)
                verdict = "holds" if row.holds else "MISSED"
                head = f"{row.number}  {row.what:40} {row.figure:8.2f} {row.unit:3} {row.bar:18}"
                print(head, f"{verdict:7}", row.detail, flush=True)
    load = os.getloadavg()
    print(f"Load of the machine, {os.cpu_count()} cores: {load[0]:.1f} (last minute), {load[2]:.1f} (15 minutes)")
    if chosen.write:
        record(ROOT / "docs", rows, chosen.runs)
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
