"""Cancel a run: nothing more is sent; what Klaviyo has accepted stays."""

from __future__ import annotations

from shared import telemetry
from shared.context import Context
from shared.domain import Run
from shared.domain.base import now
from shared.domain.messages import FollowRun
from shared.errors import Conflict, NotFound
from shared.telemetry.guard import guarded
from shared.texts import text


async def cancel(context: Context, run_id: str, by: str) -> Run:
    """Ask the run to stop; following it brings it to its end within seconds. Raises NotFound, Conflict (ended)."""

    def request(run: Run) -> Run | None:
        if run.state.final:
            raise Conflict(text("run-ended", state=run.state))
        if run.cancel_requested_at:
            return None
        return run.cancel_requested(by, now())

    run = await context.runs.update(run_id, request)
    if run is None:
        raise NotFound(text("no-run", run=run_id))
    # The cancellation is recorded: where this fails, the step that is due, or the sweep, acts on it.
    with telemetry.within(run.traceparent), guarded("ask for the end of a canceled run", run_id):
        await context.queues.send(FollowRun(run_id=run_id, step=run.step))
    return run
