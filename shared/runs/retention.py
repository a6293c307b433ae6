"""Delete what has been kept long enough: first files with personal data, later the run itself.

Personal data (rejects, bodies, staging) goes `personal_data_days` after a run was queued; record, report and all
else of it after `history_days`, and audit entries likewise. The sweep calls this; it looks once an hour.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime, timedelta

from shared.domain import Run
from shared.domain.base import now
from shared.domain.retention import Retention
from shared.errors import StateConflict
from shared.runs.context import Context
from shared.runs.snapshot import purge_unnamed

log = logging.getLogger(__name__)

EVERY = timedelta(hours=1)
RECORD = "retention"
PERSONAL = ("rejects.csv", "shared-identifiers.csv", "chunks/", "staging/")


async def purge_old(context: Context, moment: datetime | None = None) -> None:
    """Delete what is old at `moment`, unless somebody looked within the hour before."""
    moment = moment or now()
    found = await context.retention.get(RECORD)
    known = found.value if found else Retention(looked_at=moment - EVERY)
    if moment - known.looked_at < EVERY:
        return
    claimed = known.model_copy(update={"looked_at": moment})
    try:
        # Of several sweeps at once, one does the work.
        if found:
            etag = await context.retention.replace(RECORD, claimed, found.etag)
        else:
            etag = await context.retention.insert(RECORD, claimed)
    except StateConflict:
        return
    settings = context.settings
    await _purge_runs(context, moment - timedelta(days=settings.history_days))
    until = moment - timedelta(days=settings.personal_data_days)
    reached = await _purge_personal(context, known.personal_until, until)
    await context.audit.purge(moment - timedelta(days=settings.history_days))
    await context.starts.purge(moment)
    await purge_unnamed(context)
    with suppress(StateConflict):
        await context.retention.replace(RECORD, claimed.model_copy(update={"personal_until": reached}), etag)


async def _purge_runs(context: Context, until: datetime) -> None:
    async for run in context.runs.between(None, until):
        if run.state.final:
            await context.files.delete_folder(f"{run.folder}/")
            await context.chunks.forget(run.id)
            await context.batches.forget(run.id)
            await context.runs.remove(run.id)
            log.info("run %s deleted: its time in the history is over", run.id)


async def _purge_personal(context: Context, since: datetime | None, until: datetime) -> datetime:
    """Delete the personal data of runs queued between `since` and `until`. How far that went: a run that has not
    ended after all that time is waited for.
    """
    reached = until
    async for run in context.runs.between(since, until):
        if not run.state.final:
            reached = min(reached, run.queued_at)
            continue
        await forget_personal(context, run)
    return reached


async def forget_personal(context: Context, run: Run) -> None:
    """Delete every file of the run that may hold personal data, and what its chunks' records say."""
    for name in PERSONAL:
        await context.files.delete_folder(f"{run.folder}/{name}")
    await context.chunks.forget(run.id)
    await context.batches.forget(run.id)
