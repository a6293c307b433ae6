"""Prepare one run, from a segment in Azurite to finished chunks in Azurite: bodies, records, messages.

`python -m benchmarks.prepare_only SEGMENT [--accept]`: the storage stands in the environment, as for the app. The part
of Klaviyo that preparing asks (does the list exist?) is answered by the simulator. With --accept the chunks then count
as imported, and the snapshot is written for the next run to compare with; what that takes is told apart.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from pathlib import Path

from local.samples import MAPPING
from shared import bootstrap
from shared.domain import ChunkState, Connection, Consent, Export, Mapping, Trigger
from shared.domain.base import now
from shared.domain.run import new_run
from shared.runs.prepare import prepare
from shared.runs.snapshots import commit_snapshot
from shared.settings import Settings


def peak_mib() -> float:
    """This process's largest resident memory. Not ru_maxrss: that keeps the parent's from before the exec."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


async def main(segment: str, *, accept: bool) -> None:
    context = bootstrap.build(Settings.read(os.environ))
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
        await commit_snapshot(context, found.value, chunks)
    snapshot_seconds = time.perf_counter() - began
    print(json.dumps({
        "seconds": seconds, "snapshot_seconds": snapshot_seconds,
        "read": found.value.prepared.read, "kept": found.value.prepared.kept,
        "chunks": found.value.chunks.total, "bytes": size, "peak_mib": peak, "peak_mib_with_snapshot": peak_mib(),
    }))  # fmt: skip
    await context.files.delete_by_prefix(f"runs/{run.id}/")
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], accept="--accept" in sys.argv))
