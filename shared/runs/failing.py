"""Record on a run why it cannot go on."""

from __future__ import annotations

import logging

from shared.context import Context
from shared.domain import Failure
from shared.domain.base import now
from shared.errors import RunError
from shared.storage.queues import Message, Queue

log = logging.getLogger(__name__)


async def fail_run(context: Context, run_id: str, error: RunError) -> None:
    """Record why the run cannot go on; following it brings it to its end."""
    failure = Failure(type=error.type, title=error.title, detail=str(error))
    log.warning("run %s: %s", run_id, error.type)
    run = await context.runs.update(
        run_id,
        lambda run: (
            None if run.state.final or run.error else run.model_copy(update={"error": failure, "heartbeat_at": now()})
        ),
    )
    if run is not None and not run.state.final:
        await context.queues.send(Queue.FOLLOW, Message(run_id=run_id, step=run.step))
