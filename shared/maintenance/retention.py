"""Delete what has been kept long enough: first files with personal data, later the run itself.

Personal data (rejects, bodies, staging) goes `personal_data_days` after a run was queued; record, report and all
else of it after `history_days`, and audit entries likewise. What is stored decides, not how far an earlier purge came:
a run that had not ended by then, or a file that was written late, is found by the next. The sweep calls this; it looks
once an hour.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.maintenance import Retention
from shared.domain.run import run_id_time
from shared.errors import StateConflict
from shared.post_import.other_exports import purge_removals
from shared.runs.snapshots import purge_snapshots_without_export, purge_unreferenced_snapshots
from shared.telemetry.guard import guarded

log = logging.getLogger(__name__)

EVERY = timedelta(hours=1)
RECORD = "retention"


async def purge_old(context: Context, moment: datetime | None = None) -> None:
    """Delete what is old at `moment`, unless somebody looked within the hour before."""
    moment = moment or now()
    found = await context.retention.get(RECORD)
    if found and moment - found.value.looked_at < EVERY:
        return
    claimed = Retention(looked_at=moment)
    try:
        # Of several sweeps at once, one does the work.
        if found:
            await context.retention.replace(RECORD, claimed, found.etag)
        else:
            await context.retention.insert(RECORD, claimed)
    except StateConflict:
        return
    settings = context.settings
    with guarded("delete old runs"):
        await _purge_runs(context, moment - timedelta(days=settings.history_days))
    with guarded("delete personal data"):
        await _purge_personal(context, moment - timedelta(days=settings.personal_data_days))
    with guarded("delete old audit entries"):
        await context.audit.purge(moment - timedelta(days=settings.history_days))
    with guarded("forget idempotency keys"):
        await context.starts.purge(moment)
    with guarded("delete snapshots of removed exports"):
        await purge_snapshots_without_export(context)
    with guarded("delete unnamed snapshots"):
        await purge_unreferenced_snapshots(context)
    with guarded("delete notes of removals"):
        await purge_removals(context)


async def _purge_runs(context: Context, until: datetime) -> None:
    async for run in context.runs.between(None, until):
        if not run.state.final:
            continue
        with guarded("delete old runs", run.id):
            await context.run_files(run.id).delete_all()
            await context.chunks.forget(run.id)
            await context.batches.forget(run.id)
            await context.runs.remove(run.id)
            log.info("run %s deleted: its time in the history is over", run.id)


async def _purge_personal(context: Context, until: datetime) -> None:
    """Delete the personal data of all runs up to `until` that have ended, and all files of runs without a record."""
    due: list[str] = []
    async for blob in context.files.list(layout.RUN_FILES):
        run_id = layout.run_of(blob.name)
        try:
            if run_id_time(run_id) > until:
                # They come by name, hence by time.
                break
        except ValueError:
            continue
        if run_id not in due[-1:]:
            due.append(run_id)
    for run_id in due:
        # A run of a newer version of the app is left to that version.
        with guarded("delete personal data", run_id):
            found = await context.runs.get(run_id)
            if found is None:
                await context.run_files(run_id).delete_all()
            elif found.value.state.final:
                await delete_personal_data(context, found.value)


async def delete_personal_data(context: Context, run: Run) -> None:
    """Delete every file of the run that may hold personal data, and what its chunks' records say."""
    await context.run_files(run.id).delete_personal_data()
    await context.chunks.forget(run.id)
    await context.batches.forget(run.id)
