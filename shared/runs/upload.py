"""Upload a chunk: one POST with the body that lies finished in storage, and the job's id recorded.

    ready ──claim──► POST ──202──► uploaded (job id)
                      │
                      ├─ 429, 5xx, no answer, none of Klaviyo's own ──► later, with the same body
                      ├─ 400, 409 or 422 that names profiles ──► those are rejected, the rest is sent again
                      ├─ 400, 409 or 422 that names none, 413 ──► halved, while some part is accepted
                      ├─ 404 ──► looked at again after a while, then the run ends
                      └─ 401, 403 ──► the run ends

What an answer means is in `shared/klaviyo/error_rules.py`. The claim is a conditional write *before* the POST: of two
deliveries of one message, one posts. A chunk whose job id is recorded is never posted again.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import Any

from shared import telemetry
from shared.context import Context
from shared.domain import Chunk, ChunkState, Run
from shared.domain.base import is_confirmed_missing, is_due, now
from shared.domain.chunk import NextStep
from shared.domain.run import later
from shared.errors import ChunkRefused, ListNotFound, RateLimited, RunError, StateConflict, Transient
from shared.klaviyo import Klaviyo
from shared.klaviyo.bodies import select_profiles
from shared.post_import.process_batch import process_batch
from shared.runs.failing import fail_run
from shared.storage.queues import Message, Queue
from shared.storage.records import Versioned

MAX_REVISIONS = 200
"""How often profiles are taken out of one chunk: far more than a Klaviyo that names all offenders at once needs."""

UNDECIDED_PAUSE_SECONDS = 5
"""Until a refused chunk asks again whether another part was accepted."""

log = logging.getLogger(__name__)


async def upload(context: Context, message: Message) -> None:
    """Send the message's chunk unless it was sent, is settled, or its run is to stop. Batches come the same way."""
    if message.batch is not None:
        await process_batch(context, message.run_id, message.batch)
        return
    run_id, name = message.run_id, message.chunk or ""
    found_run, found = await asyncio.gather(
        context.recent_runs.get(run_id, lambda: context.runs.get(run_id)), context.chunks.get(run_id, name)
    )
    if found_run is None or found is None or found_run.value.stopping:
        return
    run, chunk = found_run.value, found.value
    run.require_supported_schema()
    chunk.require_supported_schema()
    telemetry.add_attributes(export_id=run.export_id)
    moment = now()
    if chunk.state is not ChunkState.READY or not is_due(chunk.not_before, moment):
        # Not due: whatever set the time sent the message for it, too.
        return
    if chunk.claimed_until and chunk.claimed_until > moment:
        # Another delivery is at it, or died at it: look again once the claim has run out.
        await _again(context, chunk, (chunk.claimed_until - moment).total_seconds() + 1)
        return
    try:
        klaviyo = await context.klaviyo(run)
    except RunError as error:
        await fail_run(context, run_id, error)
        return
    if chunk.refusal is None and (wait := klaviyo.import_wait()):
        # Told before the body is read: in a long run most chunks wait for the next minute, some of them often.
        with suppress(StateConflict):
            await _wait(context, found, wait)
        return
    body = await context.run_files(run_id).read_body(chunk)
    if body is None:
        await record_chunk_failure(context, found, "The chunk's body is no longer in storage.")
        return
    try:
        claimed = await _claim(context, found)
    except StateConflict:
        await _again(context, chunk, 2)
        return
    try:
        if claimed.value.refusal is None:
            await _send(context, klaviyo, run, claimed, body)
        else:
            await _follow_refusal(context, run, claimed, body, claimed.value.refusal)
    except StateConflict:
        # The claim had run out and somebody else took the chunk over: theirs counts.
        log.warning("run %s: chunk %s was taken over", run_id, name)


async def _send(context: Context, klaviyo: Klaviyo, run: Run, claimed: Versioned[Chunk], body: bytes) -> None:
    chunk = claimed.value
    attempts = chunk.attempts - 1
    try:
        with telemetry.stage("post"):
            job_id = await klaviyo.start_import(body)
    except RateLimited as error:
        # No room in the window is no failed try.
        free = Versioned(chunk.model_copy(update={"claimed_until": None, "attempts": attempts}), claimed.etag)
        await _wait(context, free, error.retry_after or 1, changed=True)
    except Transient as error:
        await _try_again(context, claimed, str(error), error.retry_after)
    except ChunkRefused as error:
        await _shrink_refused_chunk(context, run, claimed, body, error)
    except ListNotFound as error:
        moment = now()
        since = chunk.missing_since or moment
        await _unclaim(context, claimed, attempts=attempts, missing_since=since)
        if is_confirmed_missing(chunk.missing_since, moment, context.settings.missing_after_seconds):
            await fail_run(context, run.id, error)
        else:
            await _again(context, chunk, context.settings.missing_after_seconds)
    except RunError as error:
        await _unclaim(context, claimed, attempts=attempts)
        await fail_run(context, run.id, error)
    else:
        await _uploaded(context, claimed, job_id)


async def record_chunk_failure(
    context: Context, found: Versioned[Chunk], reason: str, *, refusal: str | None = None
) -> None:
    """Record that the chunk failed, with this reason. `refusal`: Klaviyo's words where it refused it as a whole."""
    failed = found.value.model_copy(
        update={
            "state": ChunkState.FAILED,
            "failed": found.value.profiles,
            "error": reason[:1000],
            "claimed_until": None,
            "refusal": refusal[:1000] if refusal else found.value.refusal,
        }
    )
    await context.chunks.replace(failed, found.etag)
    log.warning("run %s: chunk %s failed", failed.run_id, failed.name)


async def _claim(context: Context, found: Versioned[Chunk]) -> Versioned[Chunk]:
    until = later(now(), context.settings.claim_seconds)
    claimed = found.value.model_copy(update={"claimed_until": until, "attempts": found.value.attempts + 1})
    return Versioned(claimed, await context.chunks.replace(claimed, found.etag))


async def _uploaded(context: Context, claimed: Versioned[Chunk], job_id: str) -> None:
    done = claimed.value.model_copy(
        update={
            "state": ChunkState.UPLOADED,
            "job_id": job_id,
            "posted_at": now(),
            "claimed_until": None,
            "missing_since": None,
        }
    )
    await context.chunks.replace(done, claimed.etag)
    telemetry.chunks.add(1, {"outcome": "uploaded"})


async def _unclaim(context: Context, claimed: Versioned[Chunk], *, attempts: int, **changes: Any) -> None:
    free = claimed.value.model_copy(update={"claimed_until": None, "attempts": attempts, **changes})
    await context.chunks.replace(free, claimed.etag)


async def _wait(context: Context, found: Versioned[Chunk], seconds: float, *, changed: bool = False) -> None:
    """Try the chunk again when Klaviyo takes requests again. Its record is written where it changed, or waits long.

    A long time is on the record, so that whatever sends messages for chunks that stand still does not add to them.
    """
    chunk = found.value
    if long := seconds > context.settings.stalled_after_seconds:
        chunk = chunk.model_copy(update={"not_before": later(now(), seconds)})
    if changed or long:
        await context.chunks.replace(chunk, found.etag)
    await _again(context, chunk, seconds)


async def _again(context: Context, chunk: Chunk, delay: float) -> None:
    """At once where `delay` is 0, else after a second at the least."""
    seconds = max(1, delay) if delay else 0
    await context.queues.send(Queue.UPLOAD, Message(run_id=chunk.run_id, chunk=chunk.name), delay=seconds)


async def _try_again(context: Context, claimed: Versioned[Chunk], reason: str, retry_after: float | None) -> None:
    chunk = claimed.value
    if chunk.attempts >= context.settings.chunk_attempts:
        await record_chunk_failure(context, claimed, f"Given up after {chunk.attempts} attempts: {reason}")
        return
    if retry_after is None:
        await _unclaim(context, claimed, attempts=chunk.attempts)
        await _again(context, chunk, min(2.0 ** (chunk.attempts - 1), 120))
    else:
        free = Versioned(chunk.model_copy(update={"claimed_until": None}), claimed.etag)
        await _wait(context, free, retry_after, changed=True)


async def _shrink_refused_chunk(
    context: Context, run: Run, claimed: Versioned[Chunk], body: bytes, error: ChunkRefused
) -> None:
    """Klaviyo refused the body as a whole: leave out whom it named, or find the bad ones by halving."""
    chunk = claimed.value
    named = {index: words for index, words in error.offenders.items() if index < chunk.profiles}
    if chunk.revision >= MAX_REVISIONS:
        reason = f"Klaviyo refused it {chunk.revision} times: {error}"
        await record_chunk_failure(context, claimed, reason, refusal=str(error))
    elif named:
        await _leave_out(context, run, claimed, body, named)
    else:
        await _follow_refusal(context, run, claimed, body, str(error))


async def _follow_refusal(context: Context, run: Run, claimed: Versioned[Chunk], body: bytes, words: str) -> None:
    """Do what the other parts of the chunk tell about a refusal that names no profile."""
    chunk = claimed.value
    match chunk.after_refusal(await context.chunks.family(chunk)):
        case NextStep.SPLIT:
            await _halve(context, run, claimed, body)
        case NextStep.REJECT:
            await _leave_out(context, run, claimed, body, {0: words})
        case NextStep.WAIT:
            await _unclaim(context, claimed, attempts=chunk.attempts - 1, refusal=words[:1000])
            await _again(context, chunk, UNDECIDED_PAUSE_SECONDS)
        case NextStep.GIVE_UP:
            reason = f"Klaviyo refused it without naming a profile, and splitting it found no cause: {words}"
            await record_chunk_failure(context, claimed, reason, refusal=words)


async def _leave_out(context: Context, run: Run, claimed: Versioned[Chunk], body: bytes, named: dict[int, str]) -> None:
    """Words, new body, record, message, in this order: whatever dies in between, the next try does the same again."""
    chunk = claimed.value
    ordinals = chunk.ordinals()
    files = context.run_files(run.id)
    await files.write_refused(chunk, {ordinals[index]: words for index, words in sorted(named.items())})
    left = chunk.profiles - len(named)
    indexes = set(range(chunk.profiles)) - set(named)
    data = await asyncio.to_thread(select_profiles, body, indexes) if left else b""
    changed = chunk.model_copy(
        update={
            "revision": chunk.revision + 1,
            "skipped": chunk.without(set(named)),
            "profiles": left,
            "bytes": len(data),
            "rejected": chunk.rejected + len(named),
            "claimed_until": None,
            "refusal": None,
            "maybe_accepted": chunk.retried,
            # It got on: only attempts without progress are counted.
            "attempts": 0,
            "state": ChunkState.READY if left else ChunkState.IMPORTED,
        }
    )
    if left:
        await files.write_body(changed, data)
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
        data = await asyncio.to_thread(select_profiles, body, range(start, stop))
        mask = (1 << (last - first)) - 1
        half = Chunk(
            run_id=run.id,
            name=f"{chunk.name}.{number}",
            first=first,
            last=last,
            profiles=stop - start,
            bytes=len(data),
            skipped=chunk.skipped >> (first - chunk.first) & mask,
            maybe_accepted=chunk.retried,
            packed=True,
        )
        await context.run_files(run.id).write_body(half, data)
        halves.append(half)
    # What was rejected before stays with the parent, so that it is counted once.
    parent = chunk.model_copy(update={"state": ChunkState.SPLIT, "profiles": 0, "claimed_until": None, "refusal": None})
    await context.chunks.split(parent, claimed.etag, halves)
    for half in halves:
        await _again(context, half, 0)
