"""Cut what was staged into chunks: write each, record it, enqueue it at once.

Where the run has a first portion (domain/canary.py), only its chunks are enqueued; canary.py enqueues the others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import NamedTuple, Protocol

from shared.context import Context
from shared.domain import Chunk, Run
from shared.domain.split import Bucket
from shared.errors import NondeterministicPreparation
from shared.klaviyo.bodies import ImportBody
from shared.runs.work_kinds import ChunkWork
from shared.storage.stored_body import pack_body
from shared.texts import text

UPLOADS_AT_ONCE = 4


class Bodies(Protocol):
    """Cuts request bodies for a list, in order, with at most so many profiles and bytes each."""

    def __call__(self, list_id: str, profiles: int, size: int) -> Iterator[ImportBody]: ...


async def cut_chunks(context: Context, run: Run, cut: Bodies, bucket: Bucket | None = None) -> int:
    """Cut, write and enqueue the chunks of all rows, or of a bucket: the first step that sends. Return how many."""
    bucket = bucket or Bucket(0, 1)
    settings = context.settings
    bodies = cut(run.export.list_id, settings.chunk_profiles, settings.chunk_bytes)
    prefix = f"{bucket.number:05d}-" if bucket.of > 1 else ""
    uploads: set[asyncio.Task[None]] = set()
    total = 0
    try:
        while body := await asyncio.to_thread(_pack_next, bodies):
            chunk = Chunk(
                run_id=run.id,
                name=f"{prefix}{total:05d}",
                first=bucket.first + body.first,
                last=bucket.first + body.last,
                profiles=body.last - body.first,
                bytes=body.size,
            )
            uploads.add(asyncio.create_task(_write_chunk(context, run, chunk, body.packed)))
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
    return total


class _PackedBody(NamedTuple):
    first: int
    last: int
    size: int
    packed: bytes


def _pack_next(bodies: Iterator[ImportBody]) -> _PackedBody | None:
    """Cut the next body and pack it: only the packed one waits for storage, and no copy of the other is made."""
    if (body := next(bodies, None)) is None:
        return None
    return _PackedBody(body.first, body.last, body.size, pack_body(body.pieces, body.size))


async def _write_chunk(context: Context, run: Run, chunk: Chunk, packed: bytes) -> None:
    """Write body, record, message, in this order: a message never names what is not there.

    What an earlier attempt left is kept as it is; a chunk that was cut differently ends the run.
    """
    kind = ChunkWork(context)
    found = await context.chunks.get(run.id, chunk.name) if run.attempts > 1 or run.split else None
    if found is None:
        await context.run_files(run.id).write_packed_body(chunk, packed)
        if await context.chunks.create(chunk):
            await _send(kind, run, chunk)
            return
        found = await context.chunks.get(run.id, chunk.name)
    if found is not None and (found.value.first, found.value.last) != (chunk.first, chunk.last):
        raise NondeterministicPreparation(text("chunk-differs", chunk=chunk.name))
    if found is None or not found.value.settled:
        await _send(kind, run, chunk)


async def _send(kind: ChunkWork, run: Run, chunk: Chunk) -> None:
    if not run.holds_back(chunk):
        await kind.send(chunk)
