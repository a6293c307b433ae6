"""Preparing people by membership in another table with five times the rows, against preparing the people alone."""

from __future__ import annotations

import asyncio
import statistics
from pathlib import Path

import duckdb

from benchmarks.measure import Row, in_process
from benchmarks.stacks import Services, upload
from local.stack import StackOptions

TIMES = 5


def write_members(people: Path, path: Path) -> None:
    """Write a CSV file of memberships: for each person five rows, of which the last names the segment Loyal."""
    with duckdb.connect() as db:
        db.execute(f"""
            COPY (
                SELECT CustomerId,
                       if(n = {TIMES - 1}, '["Loyal", "Others"]', '["Segment ' || n || '", "Others"]') AS Segments
                FROM range({TIMES}) t(n), (SELECT CustomerId FROM read_csv('{people}', all_varchar = true))
            )
            TO '{path}' (FORMAT csv, HEADER true)
        """)


def measure(people: Path, rows: int, runs: int) -> Row:
    """Return the ratio of processor times."""
    members = people.with_name(f"members-{rows}.csv")
    write_members(people, members)
    pairs = [asyncio.run(_prepare_both(people, members)) for _ in range(runs)]
    ratio = statistics.median(joined / alone for alone, joined, _ in pairs)
    alone, joined, peak = pairs[-1]
    detail = f"{joined:.1f} s against {alone:.1f} s of processor time in the last of {len(pairs)}; {peak:.0f} MiB"
    return Row(15, f"{rows:,} people by {rows * TIMES:,} memberships", ratio, "×", "≤ 2", ratio <= 2, detail)


async def _prepare_both(people: Path, members: Path) -> tuple[float, float, float]:
    """Return the processor times of preparing the people, and those by membership, and the latter's peak memory."""
    async with Services(StackOptions(klaviyo_options=("--no-limits",))) as services:
        await services.store_key()
        await asyncio.to_thread(upload, services.storage, "People.csv", people)
        await asyncio.to_thread(upload, services.storage, "Memberships.csv", members)
        module = "benchmarks.prepare_only"
        alone = await asyncio.to_thread(in_process, module, "People", env=services.environment)
        more = ("People", "--member-of", "Memberships")
        joined = await asyncio.to_thread(in_process, module, *more, env=services.environment)
    assert joined.report["read"] == alone.report["read"], "everybody is a member"
    return alone.cpu, joined.cpu, joined.report["peak_mib"]
