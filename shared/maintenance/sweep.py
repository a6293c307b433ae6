"""Take up what stalled, and tidy up after what ended: the run's life does not hang on any single message."""

from __future__ import annotations

import logging

from shared import telemetry
from shared.context import Context
from shared.domain import Run, RunState
from shared.domain.base import is_due, now
from shared.maintenance.retention import purge_old
from shared.notifications.delivery import check_keys, check_missed_runs
from shared.runs import metrics, preview
from shared.runs.finish import clean
from shared.runs.remove_export import finish_removals
from shared.runs.start import start_missed
from shared.storage.queues import Message, Queue
from shared.telemetry.guard import guarded

log = logging.getLogger(__name__)


async def sweep(context: Context) -> None:
    """Every duty once. One that fails, or one run of many, does not keep the others from being done."""
    active: list[Run] = []
    with guarded("take up runs"):
        for run_id in await context.runs.active():
            with guarded("take up runs", run_id):
                if found := await context.runs.get(run_id):
                    active.append(found.value)
                    with telemetry.within(found.value.traceparent):
                        await _resume(context, found.value)
    with guarded("tidy up runs"):
        for found in await context.runs.unclean():
            with guarded("tidy up runs", found.value.id):
                if found.value.schema_supported:
                    await clean(context, found.value.id)
    with guarded("measure"):
        await metrics.look(context, active)
    with guarded("start by segment"):
        await start_missed(context)
    with guarded("check keys"):
        await check_keys(context)
    with guarded("check missed runs"):
        await check_missed_runs(context)
    with guarded("tidy up previews"):
        await preview.tidy(context)
    with guarded("remove exports"):
        await finish_removals(context)
    with guarded("delete what is old"):
        await purge_old(context)


async def _resume(context: Context, run: Run) -> None:
    moment = now()
    if run.state.final or run.leased(moment):
        return
    run.require_supported_schema()
    patience = context.settings.stalled_after_seconds
    if not run.cut and not run.stopping and is_due(run.prepare_not_before, moment):
        # Following a run whose preparer died keeps it touched: what counts is when the preparer was last heard of.
        heard = run.lease.until if run.lease else run.last_progress_at
        if (moment - heard).total_seconds() > (0 if run.lease else patience):
            log.warning("run %s: nobody prepares it, taken up anew (%s)", run.id, run.state)
            await context.queues.send(Queue.PREPARE, Message(run_id=run.id))
    quiet = (moment - run.heartbeat_at).total_seconds()
    if quiet < patience:
        return
    log.warning("run %s: no step for %.0f s, taken up anew (%s)", run.id, quiet, run.state)
    if run.state is not RunState.QUEUED or run.stopping:

        def next_step(r: Run) -> Run | None:
            return None if r.state.final else r.model_copy(update={"step": r.step + 1, "heartbeat_at": now()})

        after = await context.runs.update(run.id, next_step)
        if after is not None and not after.state.final:
            await context.queues.send(Queue.FOLLOW, Message(run_id=run.id, step=after.step))
