"""Upload a chunk: one POST with its finished body from storage, and the job's id recorded.

    ready ──claim──► POST ──202──► uploaded (job id)
                      │
                      ├─ 429, 5xx, no answer, an answer that is not Klaviyo's ──► later, with the same body
                      ├─ 400, 409 or 422 that names profiles ──► these are rejected, the rest is sent again
                      ├─ 400, 409 or 422 that names none, 413 ──► split in halves, while some part is accepted
                      ├─ 404 ──► checked again after a while, then the run ends
                      └─ 401, 403 ──► the run ends

In mode update, an attempt before looks who is at Klaviyo, and leaves out the others (existing_profiles.py). What an
answer means is in `shared/klaviyo/error_rules.py`; claim, retry and giving up are in `shared/runs/work.py`. A chunk
whose job id is recorded is never posted again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from shared import telemetry
from shared.context import Context
from shared.domain import Chunk, Run
from shared.domain.base import now
from shared.domain.chunk import MAX_REVISIONS, NOT_AT_KLAVIYO, NextStep
from shared.errors import BodyRefused, RunError, StateConflict
from shared.klaviyo.bodies import select_profiles
from shared.runs.claims import Claim, ClaimLost
from shared.runs.existing_profiles import find_unknown, must_look_up
from shared.runs.work import postpone, work_on
from shared.runs.work_kinds import ChunkWork
from shared.storage.stored_body import StoredBody
from shared.texts import Text, text

UNDECIDED_DELAY_SECONDS = 5
"""Until a refused chunk asks again whether another part was accepted."""

log = logging.getLogger(__name__)


async def upload(context: Context, run_id: str, name: str) -> None:
    """Post the chunk unless it was posted, has its outcome, or its run is to stop."""
    found_run, found = await asyncio.gather(
        context.recent_runs.get(run_id, lambda: context.runs.get(run_id)), context.chunks.get(run_id, name)
    )
    if found_run is None or found is None or found_run.value.stopping:
        return
    run, chunk, at = found_run.value, found.value, now()
    run.require_supported_schema()
    chunk.require_supported_schema()
    telemetry.add_attributes(export_id=run.export_id)
    kind = ChunkWork(context)
    ready = chunk.is_open and chunk.is_due(at) and not chunk.is_claimed(at) and chunk.refusal is None
    # Before the claim: in a long run most chunks wait for the next minute, some of them often.
    if ready and (seconds := await _seconds_until_import(context, run)):
        await postpone(kind, found, seconds)
        return
    await work_on(kind, found, lambda claimed: _upload(context, run, claimed))


async def _seconds_until_import(context: Context, run: Run) -> float:
    """Return how long the account's rate window has no room for an import job, as far as this process can tell."""
    try:
        klaviyo = await context.klaviyo(run)
    except RunError:
        # The attempt meets the same error, and records it.
        return 0
    return klaviyo.import_wait()


async def _upload(context: Context, run: Run, claimed: Claim[Chunk]) -> None:
    body = await context.run_files(run.id).read_body(claimed.item)
    if body is None:
        await _fail(claimed, text("chunk-body-missing"))
    elif claimed.item.refusal is not None:
        await _follow_refusal(context, run, claimed, body.unpack(), claimed.item.refusal)
    elif must_look_up(run, claimed.item, now()):
        await _leave_out_unknown(context, run, claimed, body.unpack())
    else:
        await _post(context, run, claimed, body)


async def _leave_out_unknown(context: Context, run: Run, claimed: Claim[Chunk], body: bytes) -> None:
    """Look up who is at Klaviyo, remove the others, and have the rest sent by another message.

    Not in the same attempt: the claim covers the look or the POST.
    """
    unknown, at = await find_unknown(context, run, claimed, body)
    if unknown:
        await _remove_profiles(
            context, run, claimed, body, dict.fromkeys(unknown, NOT_AT_KLAVIYO),
            lambda chunk, size: chunk.without_unknown(unknown, size, at),
        )  # fmt: skip
        log.info("run %s: chunk %s: Klaviyo does not have %d profiles", run.id, claimed.item.name, len(unknown))
        return
    found = await claimed.change(lambda chunk: chunk.looked_up(at))
    await ChunkWork(context).send(found)


async def _post(context: Context, run: Run, claimed: Claim[Chunk], body: StoredBody) -> None:
    klaviyo = await context.klaviyo(run)
    try:
        with telemetry.stage("post"):
            job_id = await klaviyo.start_import(body)
    except BodyRefused as error:
        await _shrink_refused_chunk(context, run, claimed, body.unpack(), error)
    else:
        await claimed.change(lambda chunk: chunk.uploaded(job_id, now()))
        telemetry.chunks.add(1, {"outcome": "uploaded"})


async def _shrink_refused_chunk(
    context: Context, run: Run, claimed: Claim[Chunk], body: bytes, error: BodyRefused
) -> None:
    """Remove the profiles that Klaviyo named from a refused body, or find the bad ones by halving it."""
    chunk = claimed.item
    named = {index: message for index, message in error.offenders.items() if index < chunk.profiles}
    if chunk.revision >= MAX_REVISIONS:
        await _fail(
            claimed, text("chunk-refused-again", times=chunk.revision, reason=error.cause), refusal=error.answer
        )
    elif named:
        await _reject_profiles(context, run, claimed, body, named)
    else:
        await _follow_refusal(context, run, claimed, body, error.answer)


async def _follow_refusal(context: Context, run: Run, claimed: Claim[Chunk], body: bytes, refusal: str) -> None:
    """Do what the outcomes of the chunk's other parts say about a refusal that names no profile."""
    match claimed.item.after_refusal(await context.chunks.family(claimed.item)):
        case NextStep.SPLIT:
            await _split(context, run, claimed, body)
        case NextStep.REJECT:
            await _reject_profiles(context, run, claimed, body, {0: refusal})
        case NextStep.WAIT:
            await claimed.change(lambda chunk: chunk.undecided(refusal, now()))
            await ChunkWork(context).send(claimed.item, delay=UNDECIDED_DELAY_SECONDS)
        case NextStep.GIVE_UP:
            reason = text("chunk-refused", answer=refusal)
            await _fail(claimed, reason, refusal=refusal)


async def _fail(claimed: Claim[Chunk], reason: Text, *, refusal: str | None = None) -> None:
    chunk = await claimed.change(lambda chunk: chunk.given_up(reason, refusal=refusal))
    log.warning("run %s: chunk %s failed", chunk.run_id, chunk.name)


async def _reject_profiles(
    context: Context, run: Run, claimed: Claim[Chunk], body: bytes, messages: dict[int, str]
) -> None:
    """Remove refused profiles, given by index with Klaviyo's message, and have the rest sent."""
    await _remove_profiles(
        context, run, claimed, body, messages, lambda chunk, size: chunk.without_profiles(messages.keys(), size)
    )
    log.info("run %s: chunk %s: Klaviyo refused %d profiles", run.id, claimed.item.name, len(messages))


async def _remove_profiles(
    context: Context,
    run: Run,
    claimed: Claim[Chunk],
    body: bytes,
    messages: dict[int, str],
    without: Callable[[Chunk, int], Chunk],
) -> None:
    """Remove profiles, given by index with the reason, and have the rest sent. `without` is the chunk's transition.

    Messages, new body, record, queue message, in this order: after a death the next attempt does the same again.
    """
    chunk = claimed.item
    ordinals = chunk.ordinals()
    files = context.run_files(run.id)
    await files.write_refused(chunk, {ordinals[index]: message for index, message in sorted(messages.items())})
    kept = set(range(chunk.profiles)) - messages.keys()
    data = await asyncio.to_thread(select_profiles, body, kept) if kept else b""
    smaller = without(chunk, len(data))
    if smaller.is_open:
        await files.write_body(smaller, data)
    await claimed.change(lambda chunk: without(chunk, len(data)))
    if smaller.is_open:
        await ChunkWork(context).send(smaller)


async def _split(context: Context, run: Run, claimed: Claim[Chunk], body: bytes) -> None:
    """Replace the chunk by two halves: bodies, then all records in one transaction, then the queue messages."""
    middle, profiles = claimed.item.profiles // 2, claimed.item.profiles
    bodies = [
        await asyncio.to_thread(select_profiles, body, indexes) for indexes in (range(middle), range(middle, profiles))
    ]
    split = claimed.item.split((len(bodies[0]), len(bodies[1])))
    for half, data in zip(split.halves, bodies, strict=True):
        await context.run_files(run.id).write_body(half, data)
    try:
        await context.chunks.split(split, claimed.etag)
    except StateConflict:
        raise ClaimLost from None
    for half in split.halves:
        await ChunkWork(context).send(half)
