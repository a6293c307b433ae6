"""Processor time of uploading a chunk: claim, body from storage, POST, record.

`python -m benchmarks.upload_cpu COUNT`; without COUNT, the sink that takes the bodies.
"""

from __future__ import annotations

import asyncio
import csv
import gc
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from aiohttp import web

from benchmarks.sdk_loop import body
from local.samples import write_segment
from shared import bootstrap
from shared.domain import Chunk, Connection, Consent, Export, Mapping, Trigger
from shared.domain.base import now
from shared.domain.run import new_run
from shared.runs.upload import upload
from shared.settings import Settings

ROWS = 9_500


async def main(count: int) -> None:
    context = bootstrap.build(Settings.read(os.environ))
    moment = now()
    connection = Connection(
        id="con_cpu", display_name="b", secret_name="bench", account_id=f"CPU{os.getpid()}", account_name="b",
        consent=Consent(by="b", at=moment), created_at=moment, updated_at=moment,
    )  # fmt: skip
    if await context.connections.get(connection.id) is None:
        await context.connections.insert(connection.id, connection)
    export = Export(
        id=f"exp_cpu{os.getpid()}", name="b", connection_id="con_cpu", list_id="SIMLST", segments=["None"],
        mapping=Mapping(email="Email"), created_at=moment, updated_at=moment, scheduled_at=moment,
    )  # fmt: skip
    run = new_run(export, Trigger.ON_DEMAND, "b")
    await context.runs.record(run)
    made = _body()
    names = []
    for number in range(count + 1):
        chunk = Chunk(run_id=run.id, name=f"{number:05d}", first=0, last=ROWS, profiles=ROWS, bytes=len(made))
        await context.run_files(run.id).write_body(chunk, made)
        await context.chunks.create(chunk)
        names.append(chunk.name)
    await upload(context, run.id, names[0])  # connections, token, key
    # A process collects all its objects once, soon after its start: 80 ms, in the time of these chunks or after it.
    gc.collect()
    began = time.process_time()
    # As many at once as the host gives a process (host.json, batchSize and newBatchThreshold).
    await asyncio.gather(*(upload(context, run.id, name) for name in names[1:]))
    used = time.process_time() - began
    posted = [c.value async for c in context.chunks.of_run(run.id) if c.value.job_id]
    assert len(posted) == count + 1, f"only {len(posted)} were taken"
    print(json.dumps({"cpu_ms": used * 1000 / count}))
    await context.files.delete_by_prefix(f"runs/{run.id}/")
    sys.stdout.flush()
    os._exit(0)


def _body() -> bytes:
    """3.6 MB of people of the sample: packed bodies cost what they hold."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "people.csv"
        write_segment(file, ROWS)
        with file.open(newline="", encoding="utf-8") as source:
            made = body(tuple(csv.DictReader(source)), "SIMLST")
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()


async def sink() -> None:
    """Take any body with 202 and a job id. `python -m benchmarks.upload_cpu` without arguments; prints its URL."""

    async def take(request: web.Request) -> web.Response:
        await request.read()
        return web.json_response({"data": {"type": "profile-bulk-import-job", "id": "j", "attributes": {}}}, status=202)

    app = web.Application(client_max_size=16 * 1024 * 1024)
    app.router.add_route("*", "/{path:.*}", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])) if len(sys.argv) > 1 else sink())
