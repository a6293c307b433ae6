"""Retry a run: send again what Klaviyo did not accept."""

from __future__ import annotations

import logging

from shared.context import Context
from shared.domain import Run, RunState, Trigger
from shared.domain.run import repeat_run
from shared.errors import Conflict, NotFound
from shared.runs.start import begin, key_of
from shared.runs.unsent_rows import has_unsent_rows
from shared.texts import text

log = logging.getLogger(__name__)


async def retry(context: Context, run_id: str, by: str, *, key: str | None = None) -> Run:
    """Start a run that sends only the rows that `run_id` read and Klaviyo did not accept; the rest counts as unchanged.

    It reads the same version of the segment with the same data matching; where that version no longer exists, the new
    run fails and says so. A run that ended before its rows were known is started again as it was. The options of the
    run (`full`, approved removals) apply again. With the `key` of an earlier request, the run of that request is
    returned. Raises NotFound, RunActive, and Conflict where the run has not ended or nothing is left to send.
    """
    found = await context.runs.get(run_id)
    if found is None:
        raise NotFound(text("no-run", run=run_id))
    old = found.value
    if not old.state.final:
        raise Conflict(text("retry-run-active"))
    if old.undo_of is not None:
        raise Conflict(text("retry-of-undo", run=old.undo_of))
    if old.state is RunState.SKIPPED:
        raise Conflict(text("retry-run-skipped"))
    if old.state is RunState.SUCCESSFUL or (old.prepared and not old.counts.failed):
        raise Conflict(text("retry-nothing-left"))
    partly = old.prepared is not None
    if partly and not await has_unsent_rows(context, run_id):
        raise Conflict(text("retry-record-gone"))
    run = repeat_run(old, Trigger.ON_DEMAND, by, unsent_only=partly)
    run = await begin(context, run, key=key_of(run_id, key))
    log.info("run %s repeats %s", run.id, run_id)
    return run
