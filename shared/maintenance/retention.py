"""Delete old data: first files with personal data, later the whole run.

Files with personal data are deleted `personal_data_days` after a run was queued, the record of whom it added after
`undo_days`; its record and all its other files after `history_days`, as are audit entries. A purge looks at what is
stored, not at how far the previous one came: a run that had not ended by then, or a file that was written late, is
found by the next one.
The sweep calls this; it works once an hour.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.maintenance import Retention
from shared.domain.run_id import run_id_time
from shared.domain.stored_data import StoredData
from shared.errors import StateConflict
from shared.post_import.other_exports import purge_removals
from shared.runs.snapshots import purge_snapshots_without_export, purge_unreferenced_snapshots
from shared.telemetry.guard import guarded

log = logging.getLogger(__name__)

INTERVAL = timedelta(hours=1)
RECORD = "retention"


async def purge_old(context: Context, at: datetime | None = None) -> None:
    """Delete data that is old at that time (None: now), unless a purge began within the hour before."""
    at = at or now()
    if not await _claim(context, at):
        return
    settings = context.settings
    with guarded("delete old runs"):
        await _purge_runs(context, at - timedelta(days=settings.history_days))
    with guarded("delete personal data"):
        await _purge_personal_data(context, at - timedelta(days=settings.personal_data_days))
    with guarded("delete records of added people"):
        until = at - timedelta(days=min(settings.undo_days, settings.personal_data_days))
        for run_id in await _find_runs(context, layout.RUN_FILES, until, layout.ADDED):
            await context.run_files(run_id).delete(layout.ADDED)
    with guarded("delete old row logs"):
        for run_id in await _find_runs(context, layout.ROW_LOGS, at - timedelta(days=settings.row_log_days)):
            await context.run_files(run_id).delete_row_log()
    with guarded("delete old opt-outs"):
        await _purge_opt_outs(context, at - timedelta(days=settings.personal_data_days))
    with guarded("delete old audit entries"):
        await context.audit.purge(at - timedelta(days=settings.history_days))
    with guarded("forget idempotency keys"):
        await context.starts.purge(at)
    with guarded("delete snapshots of removed exports"):
        await purge_snapshots_without_export(context)
    with guarded("delete unreferenced snapshots"):
        await purge_unreferenced_snapshots(context)
    with guarded("delete applied removals"):
        await purge_removals(context)


async def _claim(context: Context, at: datetime) -> bool:
    """Return whether this process purges: of several sweeps at the same time, one does."""
    found = await context.retention.get(RECORD)
    if found and at - found.value.purged_at < INTERVAL:
        return False
    claimed = Retention(purged_at=at)
    try:
        if found:
            await context.retention.replace(RECORD, claimed, found.etag)
        else:
            await context.retention.insert(RECORD, claimed)
    except StateConflict:
        return False
    return True


async def _purge_runs(context: Context, until: datetime) -> None:
    """Delete all runs that have ended and were queued by then, with their files."""
    async for run in context.runs.queued_until(until):
        if not run.state.final:
            continue
        with guarded("delete old runs", run.id):
            await context.run_files(run.id).delete_all()
            await context.chunks.forget(run.id)
            await context.batches.forget(run.id)
            await context.pieces.forget(run.id)
            await context.runs.remove(run)
            log.info("run %s deleted: it is older than the history", run.id)


async def _purge_personal_data(context: Context, until: datetime) -> None:
    """Delete the personal data of all runs that have ended and were queued by then.

    All files of runs without a record are deleted.
    """
    for run_id in await _find_runs(context, layout.RUN_FILES, until):
        # A run of a newer version of the app is left to that version.
        with guarded("delete personal data", run_id):
            found = await context.runs.get(run_id)
            if found is None:
                await context.run_files(run_id).delete_all()
            elif found.value.state.final:
                await delete_personal_data(context, found.value)


async def _purge_opt_outs(context: Context, until: datetime) -> None:
    """Delete the files of consent feeds that were written by then."""
    old = [blob.name async for blob in context.files.list(layout.OPT_OUTS.prefix()) if blob.modified <= until]
    for name in old:
        await context.files.delete_by_prefix(name)


async def _find_runs(context: Context, prefix: str, until: datetime, kind: StoredData | None = None) -> list[str]:
    """Return the runs that were queued by then and have files with that prefix; of one kind, if given."""
    run_ids: list[str] = []
    async for blob in context.files.list(prefix):
        run_id = layout.run_of(blob.name)
        try:
            if run_id_time(run_id) > until:
                # The listing is ordered by name, and so by time.
                break
        except ValueError:
            continue
        if run_id not in run_ids[-1:] and (kind is None or kind.matches(blob.name)):
            run_ids.append(run_id)
    return run_ids


async def delete_personal_data(context: Context, run: Run) -> None:
    """Delete every file of the run that may hold personal data, and the records of its chunks and batches."""
    await context.run_files(run.id).delete_personal_data()
    await context.chunks.forget(run.id)
    await context.batches.forget(run.id)
    await context.pieces.forget(run.id)
