"""Cancel a run: nothing more is sent; what Klaviyo has taken, it has."""

from __future__ import annotations

from shared import telemetry
from shared.context import Context
from shared.domain import Run
from shared.domain.base import now
from shared.errors import Conflict, NotFound
from shared.storage.queues import Message, Queue


async def cancel(context: Context, run_id: str, by: str) -> Run:
    """Ask the run to stop; following it brings it to its end within seconds. Raises NotFound, Conflict (ended)."""

    def request(run: Run) -> Run | None:
        if run.state.final:
            raise Conflict(f"The run has ended already ({run.state}).")
        if run.cancel_requested_at:
            return None
        return run.model_copy(
            update={
                "cancel_requested_at": now(),
                "cancel_requested_by": by,
                # The chain of follow messages may be waiting for its delay: a new step overtakes it.
                "step": run.step + 1,
                "heartbeat_at": now(),
            }
        )

    run = await context.runs.update(run_id, request)
    if run is None:
        raise NotFound(f"There is no run {run_id}.")
    with telemetry.within(run.traceparent):
        await context.queues.send(Queue.FOLLOW, Message(run_id=run_id, step=run.step))
    return run
