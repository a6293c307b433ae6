"""Prepare one run, from a segment in Azurite to finished chunks in Azurite: bodies, records, messages.

`python -m benchmarks.prepare_only SEGMENT [--accept] [--after SMALL] [--member-of TABLE]`: the storage is in the
environment, as for the app. The part of Klaviyo that preparing asks (does the list exist?) is answered by the
simulator. With --accept the chunks then count as imported, and the snapshot is written for the next run to compare
with; what that takes is told apart. With --after another segment is prepared before, so that modules and connections
are there when the time begins. With --member-of the run is of a defined segment: the people of SEGMENT who are in the
segment Loyal by another table.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from local.samples import MAPPING
from shared import bootstrap
from shared.context import Context
from shared.domain import ChunkState, Connection, Consent, Export, Mapping, Run, Trigger
from shared.domain.base import now
from shared.domain.run import new_run
from shared.domain.segment_definition import (
    ByConditions,
    Condition,
    Members,
    Operator,
    SegmentDefinition,
    definition_key,
)
from shared.runs.indexes import Indexes
from shared.runs.prepare import prepare
from shared.runs.snapshots import commit_snapshot
from shared.settings import Settings


def peak_mib() -> float:
    """This process's largest resident memory. Not ru_maxrss: that keeps the parent's from before the exec."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


async def define(context: Context, table: str, members: str) -> str:
    """Define a segment by membership; return its name."""
    name, at = f"{table}-members", now()
    loyal = Condition(column="Segments", operator=Operator.HAS_ANY_OF, values=["Loyal"])
    rule = ByConditions(
        kind="conditions",
        table=table,
        members=Members(table=members, key="CustomerId", profile_key="CustomerId", conditions=loyal),
    )
    definition = SegmentDefinition(name=name, rule=rule, tables=rule.tables, created_at=at, updated_at=at)
    await context.definitions.insert(definition_key(name), definition)
    return name


async def record_run(context: Context, segment: str) -> Run:
    """Record a run of an export of the segment; return it."""
    moment = now()
    connection = Connection(
        id="con_bench", display_name="bench", secret_name="bench", account_id="SIMCON", account_name="bench",
        consent=Consent(by="bench", at=moment), created_at=moment, updated_at=moment,
    )  # fmt: skip
    if await context.connections.get(connection.id) is None:
        await context.connections.insert(connection.id, connection)
    export = Export(
        id=f"exp_{segment.lower()}", name="bench", connection_id="con_bench", list_id="SIMLST", segments=[segment],
        mapping=Mapping.model_validate(MAPPING), created_at=moment, updated_at=moment, scheduled_at=moment,
    )  # fmt: skip
    run = new_run(export, Trigger.ON_DEMAND, "bench")
    await context.runs.record(run)
    return run


async def main(segment: str, *, accept: bool, after: str | None, members: str | None) -> None:
    context = bootstrap.build(Settings.read(os.environ))
    if after is not None:
        await prepare(context, (await record_run(context, after)).id)
    if members is not None:
        segment = await define(context, segment, members)
    run = await record_run(context, segment)
    began = time.perf_counter()
    await prepare(context, run.id)
    seconds = time.perf_counter() - began
    found = await context.runs.get(run.id)
    assert found is not None
    assert found.value.cut, found.value
    assert found.value.prepared is not None
    size = 0
    async for chunk in context.chunks.of_run(run.id):
        size += chunk.value.bytes
    peak = peak_mib()
    began = time.perf_counter()
    if accept:
        done = {"state": ChunkState.IMPORTED, "attempts": 1}
        chunks = [chunk.value.model_copy(update=done) async for chunk in context.chunks.of_run(run.id)]
        with tempfile.TemporaryDirectory() as folder:
            await commit_snapshot(context, found.value, chunks, Indexes(context, found.value, Path(folder)))
    snapshot_seconds = time.perf_counter() - began
    print(json.dumps({
        "seconds": seconds, "snapshot_seconds": snapshot_seconds,
        "read": found.value.prepared.read, "kept": found.value.prepared.kept,
        "chunks": found.value.chunks.total, "bytes": size, "peak_mib": peak, "peak_mib_with_snapshot": peak_mib(),
    }))  # fmt: skip
    await context.files.delete_by_prefix(f"runs/{run.id}/")
    os._exit(0)


if __name__ == "__main__":
    named = {
        option: sys.argv[sys.argv.index(option) + 1] for option in ("--after", "--member-of") if option in sys.argv
    }
    asyncio.run(
        main(sys.argv[1], accept="--accept" in sys.argv, after=named.get("--after"), members=named.get("--member-of"))
    )
