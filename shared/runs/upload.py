"""Upload a chunk: one POST with the body that lies finished in storage, and the job's id recorded.

    ready ──claim──► POST ──202──► uploaded (job id)
                      │
                      ├─ 429, 5xx, no answer ──► later, with the same body
                      ├─ 400 that names profiles ──► those are rejected, the rest is sent again
                      ├─ 400 that names none, 413 ──► two halves take the chunk's place
                      └─ 401, 403, 404 ──► the run ends

The claim is a conditional write *before* the POST: of two deliveries of one message, one posts. A chunk whose job id
is recorded is never posted again.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from datetime import datetime

from shared import telemetry
from shared.domain import Chunk, ChunkState, Run
from shared.domain.base import now
from shared.domain.run import later
from shared.errors import ChunkRefused, RateLimited, RunError, StateConflict, Transient
from shared.klaviyo import Klaviyo
from shared.planning.sql import envelope
from shared.runs.batches import carry_out
from shared.runs.bodies import read_body, write_body
from shared.runs.context import Context
from shared.runs.failing import fail_run
from shared.state.queues import Message, Queue
from shared.state.records import Versioned

MAX_REVISIONS = 200
"""How often profiles are taken out of one chunk: far more than a Klaviyo that names all offenders at once needs."""

log = logging.getLogger(__name__)


async def upload(context: Context, message: Message) -> None:
    """Send the message's chunk unless it was sent, is settled, or its run is to stop. Batches come the same way."""
    if message.batch is not None:
        await carry_out(context, message.run_id, message.batch)
        return
    run_id, name = message.run_id, message.chunk or ""
    found_run, found = await asyncio.gather(
        context.recent_runs.get(run_id, lambda: context.runs.get(run_id)), context.chunks.get(run_id, name)
    )
    if found_run is None or found is None or found_run.value.stopping:
        return
    run, chunk = found_run.value, found.value
    run.must_be_known()
    chunk.must_be_known()
    telemetry.note(export_id=run.export_id)
    if chunk.state is not ChunkState.READY:
        return
    moment = now()
    if chunk.claimed_until and chunk.claimed_until > moment:
        # Another delivery is at it, or died at it: look again once the claim has run out.
        await _again(context, chunk, (chunk.claimed_until - moment).total_seconds() + 1)
        return
    try:
        klaviyo = await context.klaviyo(run)
    except RunError as error:
        await fail_run(context, run_id, error)
        return
    if wait := klaviyo.import_wait():
        # Told before the body is read: in a long run most chunks wait for the next minute, some of them often.
        await _again(context, chunk, wait)
        return
    body = await read_body(context, run, chunk)
    if body is None:
        await settle_as_failed(context, found, "The chunk's body is no longer in storage.")
        return
    try:
        claimed = await _claim(context, found, moment)
    except StateConflict:
        await _again(context, chunk, 2)
        return
    try:
        await _send(context, klaviyo, run, claimed, body)
    except StateConflict:
        # The claim had run out and somebody else took the chunk over: theirs counts.
        log.warning("run %s: chunk %s was taken over", run_id, name)


async def _send(context: Context, klaviyo: Klaviyo, run: Run, claimed: Versioned[Chunk], body: bytes) -> None:
    chunk = claimed.value
    tries = chunk.tries - 1
    try:
        with telemetry.stage("post"):
            job_id = await klaviyo.start_import(body)
    except RateLimited as error:
        # No room in the window is no failed try.
        await _unclaim(context, claimed, tries=tries)
        await _again(context, chunk, error.retry_after or 1)
    except Transient as error:
        await _try_again(context, claimed, str(error), error.retry_after)
    except ChunkRefused as error:
        await _cut_down(context, run, claimed, body, error)
    except RunError as error:
        await _unclaim(context, claimed, tries=tries)
        await fail_run(context, run.id, error)
    else:
        await _uploaded(context, claimed, job_id)


async def settle_as_failed(context: Context, found: Versioned[Chunk], reason: str) -> None:
    """The chunk counts as failed, with this reason."""
    failed = found.value.model_copy(
        update={
            "state": ChunkState.FAILED,
            "failed": found.value.profiles,
            "error": reason[:1000],
            "claimed_until": None,
        }
    )
    await context.chunks.replace(failed, found.etag)
    log.warning("run %s: chunk %s failed", failed.run_id, failed.name)


async def _claim(context: Context, found: Versioned[Chunk], moment: datetime) -> Versioned[Chunk]:
    until = later(moment, context.settings.lease_seconds + context.settings.klaviyo_timeout_seconds)
    claimed = found.value.model_copy(update={"claimed_until": until, "tries": found.value.tries + 1})
    return Versioned(claimed, await context.chunks.replace(claimed, found.etag))


async def _uploaded(context: Context, claimed: Versioned[Chunk], job_id: str) -> None:
    done = claimed.value.model_copy(
        update={"state": ChunkState.UPLOADED, "job_id": job_id, "posted_at": now(), "claimed_until": None}
    )
    await context.chunks.replace(done, claimed.etag)
    telemetry.chunks.add(1, {"outcome": "uploaded"})


async def _unclaim(context: Context, claimed: Versioned[Chunk], *, tries: int) -> None:
    free = claimed.value.model_copy(update={"claimed_until": None, "tries": tries})
    await context.chunks.replace(free, claimed.etag)


async def _again(context: Context, chunk: Chunk, delay: float) -> None:
    """At once where `delay` is 0, else after a second at the least."""
    seconds = max(1, delay) if delay else 0
    await context.queues.send(Queue.UPLOAD, Message(run_id=chunk.run_id, chunk=chunk.name), delay=seconds)


async def _try_again(context: Context, claimed: Versioned[Chunk], reason: str, retry_after: float | None) -> None:
    chunk = claimed.value
    if chunk.tries >= context.settings.chunk_tries:
        await settle_as_failed(context, claimed, f"Given up after {chunk.tries} tries: {reason}")
        return
    await _unclaim(context, claimed, tries=chunk.tries)
    await _again(context, chunk, retry_after or min(2.0 ** (chunk.tries - 1), 120))


async def _cut_down(context: Context, run: Run, claimed: Versioned[Chunk], body: bytes, error: ChunkRefused) -> None:
    """Klaviyo refused the body as a whole: leave out whom it named, or halve it until the bad ones stand alone."""
    chunk = claimed.value
    named = {index: words for index, words in error.offenders.items() if index < chunk.profiles}
    if chunk.profiles == 1:
        named = named or {0: str(error)}
    if chunk.revision >= MAX_REVISIONS:
        await settle_as_failed(context, claimed, f"Klaviyo refused it {chunk.revision} times: {error}")
    elif named:
        await _leave_out(context, run, claimed, body, named)
    else:
        await _halve(context, run, claimed, body)


async def _leave_out(context: Context, run: Run, claimed: Versioned[Chunk], body: bytes, named: dict[int, str]) -> None:
    """Words, new body, record, message, in this order: whatever dies in between, the next try does the same again."""
    chunk = claimed.value
    ordinals = chunk.ordinals()
    refused = {str(ordinals[index]): words for index, words in sorted(named.items())}
    await context.files.write(
        f"{run.folder}/staging/refused/{chunk.name}.r{chunk.revision}.json",
        json.dumps(refused).encode(),
        "application/json",
    )
    left = chunk.profiles - len(named)
    data = (
        await asyncio.to_thread(_rebuild, body, run.export.list_id, lambda index: index not in named) if left else b""
    )
    changed = chunk.model_copy(
        update={
            "revision": chunk.revision + 1,
            "skipped": chunk.without(set(named)),
            "profiles": left,
            "bytes": len(data),
            "rejected": chunk.rejected + len(named),
            "claimed_until": None,
            # It got on: only tries without progress are counted.
            "tries": 0,
            "state": ChunkState.READY if left else ChunkState.IMPORTED,
        }
    )
    if left:
        await write_body(context, run, changed, data)
    await context.chunks.replace(changed, claimed.etag)
    log.info("run %s: chunk %s: Klaviyo refused %d profiles", run.id, chunk.name, len(named))
    if left:
        await _again(context, changed, 0)


async def _halve(context: Context, run: Run, claimed: Versioned[Chunk], body: bytes) -> None:
    chunk = claimed.value
    ordinals = chunk.ordinals()
    middle = len(ordinals) // 2
    halves = []
    for number, (first, last, start, stop) in enumerate(
        (
            (chunk.first, ordinals[middle], 0, middle),
            (ordinals[middle], chunk.last, middle, len(ordinals)),
        )
    ):
        data = await asyncio.to_thread(_rebuild, body, run.export.list_id, range(start, stop).__contains__)
        mask = (1 << (last - first)) - 1
        half = Chunk(
            run_id=run.id,
            name=f"{chunk.name}.{number}",
            first=first,
            last=last,
            profiles=stop - start,
            bytes=len(data),
            skipped=chunk.skipped >> (first - chunk.first) & mask,
            packed=True,
        )
        await write_body(context, run, half, data)
        halves.append(half)
    # What was rejected before stays with the parent, so that it is counted once.
    parent = chunk.model_copy(update={"state": ChunkState.SPLIT, "profiles": 0, "claimed_until": None})
    await context.chunks.split(parent, claimed.etag, halves)
    for half in halves:
        await _again(context, half, 0)


def _rebuild(body: bytes, list_id: str, keep: Callable[[int], bool]) -> bytes:
    """A body of those profiles that `keep` wants, by index."""
    profiles = json.loads(body)["data"]["attributes"]["profiles"]["data"]
    kept = [profile for index, profile in enumerate(profiles) if keep(index)]
    before, after = envelope(list_id)
    return before + json.dumps(kept, ensure_ascii=False, separators=(",", ":"))[1:-1].encode() + after
