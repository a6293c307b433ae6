"""A message that failed to the last: recorded on what it was about, so that nothing stays silently in a queue."""

from __future__ import annotations

import logging

from shared import telemetry
from shared.domain import ChunkState
from shared.errors import Invalid, NewerVersion, Unfinished
from shared.runs import preview
from shared.runs.batches import give_up_batch
from shared.runs.context import Context
from shared.runs.failing import fail_run
from shared.runs.finish import end_plainly
from shared.runs.upload import settle_as_failed
from shared.state.queues import Delivery, Message, Queue

log = logging.getLogger(__name__)


async def give_up(context: Context, queue: Queue, text: str | bytes) -> None:
    """Mark the chunk failed, or the run, with what could not be done."""
    try:
        if queue is Queue.NOTIFY:
            log.error("poison in %s: %s", queue, f"notification {Delivery.parse(text).notification}")
            return
        message = Message.parse(text)
    except (Invalid, NewerVersion) as error:
        log.error("poison in %s: %s", queue, error)  # noqa: TRY400
        return
    log.error("poison in %s: run %s chunk %s", queue, message.run_id, message.chunk or "-")
    with telemetry.step("give up", message.traceparent, run_id=message.run_id, chunk=message.chunk):
        await _record(context, queue, message)


async def _record(context: Context, queue: Queue, message: Message) -> None:
    if message.preview:
        await preview.give_up(context, message.run_id)
        return
    if queue is Queue.UPLOAD and message.chunk:
        found = await context.chunks.get(message.run_id, message.chunk)
        if found is not None and found.value.state is ChunkState.READY:
            await settle_as_failed(context, found, "The upload failed again and again; the app's log says why.")
        return
    if queue is Queue.UPLOAD and message.batch:
        await give_up_batch(context, message.run_id, message.batch)
        return
    if queue is Queue.FOLLOW:
        found_run = await context.runs.get(message.run_id)
        if found_run is not None and found_run.value.error is not None:
            # Following failed again after the failure was recorded: end it with what the records say.
            await end_plainly(context, message.run_id)
            return
    step = {Queue.PREPARE: "Preparing", Queue.FOLLOW: "Following"}.get(queue, "A step")
    await fail_run(context, message.run_id, Unfinished(f"{step} failed again and again; the app's log says why."))
