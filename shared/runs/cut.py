"""Cut what was staged into chunks: write each, record it, enqueue it at once."""

from __future__ import annotations

import asyncio
import logging

from shared.context import Context
from shared.domain import Chunk, Run
from shared.domain.base import now
from shared.errors import NondeterministicPreparation
from shared.runs.lease import change_leased
from shared.runs.staged_run import StagedRun
from shared.storage.queues import Message, Queue

log = logging.getLogger(__name__)

UPLOADS_AT_ONCE = 4


async def cut_chunks(context: Context, run: Run, owner: str, staged: StagedRun) -> None:
    """Cut, write and enqueue the chunks; the first step that sends anything."""
    await context.queues.send(Queue.FOLLOW, Message(run_id=run.id, step=run.step), delay=1)

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
                packed=True,
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
    await change_leased(
        context,
        run.id,
        owner,
        lambda r: r.model_copy(
            update={
                "cut": True,
                "lease": None,
                "chunks": r.chunks.model_copy(update={"total": total}),
                "heartbeat_at": now(),
            }
        ),
    )
    log.info("run %s: %d chunks cut", run.id, total)


async def _write_chunk(context: Context, run: Run, chunk: Chunk, data: bytes) -> None:
    """Body, record, message, in this order: a message never claims what is not there.

    What an interrupted run left behind is taken over as it is; a chunk that was cut otherwise ends the run.
    """
    found = await context.chunks.get(run.id, chunk.name) if run.prepare_attempts > 1 else None
    if found is None:
        await context.run_files(run.id).write_body(chunk, data)
        if await context.chunks.create(chunk):
            await context.queues.send(Queue.UPLOAD, Message(run_id=run.id, chunk=chunk.name))
            return
        found = await context.chunks.get(run.id, chunk.name)
    if found is not None and (found.value.first, found.value.last) != (chunk.first, chunk.last):
        raise NondeterministicPreparation(
            f"Chunk {chunk.name} holds other rows than before the run was interrupted. Start a new run."
        )
    if found is None or not found.value.settled:
        await context.queues.send(Queue.UPLOAD, Message(run_id=run.id, chunk=chunk.name))
