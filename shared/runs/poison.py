"""Messages in the poison queues: what they are about is given up, or continued, so that no message stays in a queue.

A message is poison after its function failed five times, but also when hosts ended during five attempts, or one was
stopped during the last: then the function has not failed at all. So the records are asked first. Work that is done,
or that another delivery is doing, is left alone; work is given up after as many attempts as its record may count, or
when nothing of the run has succeeded for a while; everything else is continued.
"""

from __future__ import annotations

import logging

from shared import telemetry
from shared.context import Context
from shared.domain import Chunk, ChunkState
from shared.domain.base import now
from shared.domain.batch import Batch, BatchState
from shared.errors import Invalid, NewerVersion, Unfinished
from shared.post_import.process_batch import give_up_batch
from shared.runs import preview
from shared.runs.failing import fail_run
from shared.runs.finish import end_plainly
from shared.runs.prepare import MAX_ATTEMPTS
from shared.runs.upload import record_chunk_failure
from shared.storage.queues import Delivery, Message, Queue

GIVE_UP_AFTER_SECONDS = 600
CONTINUE_AFTER_SECONDS = 5

log = logging.getLogger(__name__)


async def give_up(context: Context, queue: Queue, text: str | bytes) -> None:
    """Mark the chunk failed, or the run, with what could not be done; or have it continued."""
    try:
        if queue is Queue.NOTIFY:
            log.error("poison in %s: %s", queue, f"notification {Delivery.parse(text).notification}")
            return
        message = Message.parse(text)
    except (Invalid, NewerVersion) as error:
        log.error("poison in %s: %s", queue, error)  # noqa: TRY400
        return
    with telemetry.step("give up", message.traceparent, run_id=message.run_id, chunk=message.chunk):
        if await _record(context, queue, message):
            # The alert looks for this line.
            log.error("poison in %s: run %s chunk %s", queue, message.run_id, message.chunk or "-")
        else:
            log.warning("no failure behind a message of %s: run %s", queue, message.run_id)


async def _record(context: Context, queue: Queue, message: Message) -> bool:
    """Return whether the work was given up."""
    if message.preview:
        await preview.give_up(context, message.run_id)
        return True
    found = await context.runs.get(message.run_id)
    if found is None or found.value.state.final:
        return False
    run = found.value
    # A step that goes on failing leaves no trace of success for that long.
    stuck = (now() - max(run.heartbeat_at, run.last_progress_at)).total_seconds() > GIVE_UP_AFTER_SECONDS
    if queue is Queue.UPLOAD and message.chunk:
        return await _record_chunk(context, message, stuck=stuck)
    if queue is Queue.UPLOAD and message.batch:
        return await _record_batch(context, message, stuck=stuck)
    if queue is Queue.PREPARE:
        if run.cut or run.stopping or run.leased(now()):
            return False  # prepared, or being prepared by another delivery
        if stuck or run.prepare_attempts >= MAX_ATTEMPTS:
            return await _fail(context, run.id, "Preparing")
    elif message.step is not None and message.step != run.step:
        return False  # another message follows the run
    elif stuck and run.error is not None:
        # Following failed again after the failure was recorded: end it with what the records say.
        await end_plainly(context, run.id)
        return True
    elif stuck:
        return await _fail(context, run.id, "Following")
    return await _continue(context, queue, message)


async def _record_chunk(context: Context, message: Message, *, stuck: bool) -> bool:
    found = await context.chunks.get(message.run_id, message.chunk or "")
    if found is None or found.value.state is not ChunkState.READY:
        return False
    if not _is_exhausted(context, found.value, stuck=stuck):
        return await _continue(context, Queue.UPLOAD, message)
    await record_chunk_failure(context, found, "The upload failed again and again; the app's log says why.")
    return True


async def _record_batch(context: Context, message: Message, *, stuck: bool) -> bool:
    found = await context.batches.get(message.run_id, message.batch or "")
    if found is None or found.value.state is not BatchState.READY:
        return False
    if not _is_exhausted(context, found.value, stuck=stuck):
        return await _continue(context, Queue.UPLOAD, message)
    await give_up_batch(context, message.run_id, message.batch or "")
    return True


def _is_exhausted(context: Context, item: Chunk | Batch, *, stuck: bool) -> bool:
    """Return whether no delivery is working on it, and its attempts are used up or its run is stuck."""
    claimed = item.claimed_until is not None and item.claimed_until > now()
    return not claimed and (stuck or item.attempts >= context.settings.chunk_attempts)


async def _fail(context: Context, run_id: str, step: str) -> bool:
    await fail_run(context, run_id, Unfinished(f"{step} failed again and again; the app's log says why."))
    return True


async def _continue(context: Context, queue: Queue, message: Message) -> bool:
    """Nothing proves that the work cannot be done: have it done."""
    await context.queues.send(queue, message, delay=CONTINUE_AFTER_SECONDS)
    return False
