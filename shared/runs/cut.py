"""Cut what was staged into chunks: write each, record it, enqueue it at once."""

from __future__ import annotations

import asyncio
import logging

from shared.context import Context
from shared.domain import Chunk, Run
from shared.domain.base import now
from shared.domain.messages import FollowRun
from shared.errors import NondeterministicPreparation
from shared.runs.claims import Claim
from shared.runs.staged_run import StagedRun
from shared.runs.work_kinds import ChunkWork

log = logging.getLogger(__name__)

UPLOADS_AT_ONCE = 4


async def cut_chunks(context: Context, claimed: Claim[Run], staged: StagedRun) -> None:
    """Cut, write and enqueue the chunks; the first step that sends anything."""
    run = claimed.item
    await context.queues.send(FollowRun(run_id=run.id, step=run.step), delay=1)

    settings = context.settings
    bodies = staged.bodies(run.export.list_id, settings.chunk_profiles, settings.chunk_bytes)
    uploads: set[asyncio.Task[None]] = set()
    total = 0
    try:
        while body := await asyncio.to_thread(next, bodies, None):
            chunk = Chunk(
                run_id=run.id,
                name=f"{total:05d}",
                first=body.first,
                last=body.last,
                profiles=body.last - body.first,
                bytes=len(body.data),
            )
            uploads.add(asyncio.create_task(_write_chunk(context, run, chunk, body.data)))
            total += 1
            if len(uploads) >= UPLOADS_AT_ONCE:
                done, uploads = await asyncio.wait(uploads, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
        for task in uploads:
            await task
    except BaseException:
        for task in uploads:
            task.cancel()
        await asyncio.gather(*uploads, return_exceptions=True)
        raise
    await claimed.change(lambda run: run.cut_completed(total, now()))
    log.info("run %s: %d chunks cut", run.id, total)


async def _write_chunk(context: Context, run: Run, chunk: Chunk, data: bytes) -> None:
    """Write body, record, message, in this order: a message never names what is not there.

    What an earlier attempt left is kept as it is; a chunk that was cut differently ends the run.
    """
    kind = ChunkWork(context)
    found = await context.chunks.get(run.id, chunk.name) if run.attempts > 1 else None
    if found is None:
        await context.run_files(run.id).write_body(chunk, data)
        if await context.chunks.create(chunk):
            await kind.send(chunk)
            return
        found = await context.chunks.get(run.id, chunk.name)
    if found is not None and (found.value.first, found.value.last) != (chunk.first, chunk.last):
        raise NondeterministicPreparation(
            f"Chunk {chunk.name} holds other rows than before the run was interrupted. Start a new run."
        )
    if found is None or not found.value.settled:
        await kind.send(chunk)
