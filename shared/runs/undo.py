"""Undo a run: a run of its own takes the people whom it added off the list.

It reads no segment. The people come from the record that the undone run left at its end; from there on they are what
departed people are to a mirror run: those whom another export has stay, the others are removed in batches. What is
specific to an undo: no guard holds it back, only people who joined the list during the undone run are removed
(shared/post_import/take_off.py), and the snapshot keeps its other people (shared/runs/undo_snapshot.py).
"""

from __future__ import annotations

import asyncio
import logging
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from shared.context import Context
from shared.domain import Export, Mode, Run
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.messages import FollowRun
from shared.domain.run import undo_run
from shared.domain.run_values import PinnedRemovals, Prepared
from shared.domain.split import Bucket
from shared.domain.undo import AddedPeople, NotUndone, UndoRefusal
from shared.errors import RunActive, StateConflict, UndoImpossible, UndoRecordMissing
from shared.post_import.other_exports import find_holders, has_other_identity
from shared.runs.claims import Claim
from shared.runs.start import begin, find_started_run, key_of
from shared.texts import text

PAUSE_ATTEMPTS = 10

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class UndoPreview:
    """What undoing a run would do.

    people          whom the run added: at most so many are removed
    until           when the record of them is deleted
    export_active   the export runs by itself: unless it is paused, its next run adds the people again
    not_undone  what stays as the run made it
    refusal         why the run cannot be undone; None: it can
    """

    people: int
    until: datetime | None
    export_active: bool
    not_undone: list[NotUndone]
    refusal: UndoRefusal | None


async def preview_undo(context: Context, run: Run) -> UndoPreview:
    """Return what undoing the run would do. Klaviyo is not asked."""
    found = await context.exports.get(run.export_id)
    export = found.value if found else None
    return UndoPreview(
        people=run.added.people if run.added else 0,
        until=_deadline(context, run) if run.added and run.added.people else None,
        export_active=export is not None and export.active,
        not_undone=_not_undone(run),
        refusal=await find_refusal(context, run, export),
    )


async def undo(context: Context, run: Run, export: Export, by: str, *, pause_export: bool, key: str | None) -> Run:
    """Start the run that undoes `run`, and return it. `export` is the run's, as it is now.

    With `pause_export`, the export is disabled before anyone is removed. With the `key` of an earlier request, the run
    of that request is returned. Raises UndoImpossible, RunActive, and KeyReused.
    """
    key = key_of(run.id, key)
    if await find_started_run(context, key) is None:
        refusal = await find_refusal(context, run, export)
        if refusal is UndoRefusal.EXPORT_RUNNING:
            raise RunActive(refusal.text)
        if refusal is not None:
            raise UndoImpossible(refusal.text)
    started = await begin(context, undo_run(run, by, pause_export=pause_export), key=key)
    log.info("run %s undoes %s", started.id, run.id)
    return started


async def find_refusal(context: Context, run: Run, export: Export | None) -> UndoRefusal | None:  # noqa: PLR0911
    """Return why the run cannot be undone; None: it can. `export` is the run's, as it is now."""
    if not run.state.final:
        return UndoRefusal.NOT_ENDED
    if run.undo_of is not None:
        return UndoRefusal.IS_UNDO
    if run.undone_by is not None:
        return UndoRefusal.UNDONE
    if run.prepared is None or (run.added is not None and not run.added.people):
        return UndoRefusal.NOTHING_ADDED
    if run.added is None:
        return UndoRefusal.NOT_RECORDED
    if now() >= _deadline(context, run):
        return UndoRefusal.EXPIRED
    if export is None:
        return UndoRefusal.EXPORT_REMOVED
    connection = await context.connections.get(export.connection_id) if not export.detached else None
    account_id = connection.value.account_id if connection else None
    if (export.connection_id, account_id) != (run.export.connection_id, run.account_id):
        return UndoRefusal.CONNECTION_CHANGED
    if has_other_identity(run, await find_holders(context, run)):
        return UndoRefusal.OTHER_IDENTITY
    return UndoRefusal.EXPORT_RUNNING if await context.runs.active_of(run.export_id) else None


def _deadline(context: Context, run: Run) -> datetime:
    settings = context.settings
    return run.queued_at + timedelta(days=min(settings.undo_days, settings.personal_data_days))


def _not_undone(run: Run) -> list[NotUndone]:
    adds_profiles = run.export.mode is not Mode.UPDATE
    kept = {
        NotUndone.PROFILES: adds_profiles,
        NotUndone.FIELDS: True,
        NotUndone.CONSENT: bool(run.counts.subscribed or run.counts.unsubscribed),
        NotUndone.FLOWS: True,
        NotUndone.REMOVALS: run.counts.removed > 0,
    }
    return [what for what, applies in kept.items() if applies]


async def prepare_undo(context: Context, claimed: Claim[Run], undone_id: str, list_name: str) -> None:
    """Pause the export if that was asked for, and make the people whom the undone run added those to remove.

    Every step of it can be repeated. Raises UndoRecordMissing.
    """
    run = claimed.item
    if run.pause_export:
        await _pause(context, run)
    found = await context.runs.get(undone_id)
    added = found.value.added if found else None
    if added is None:
        raise UndoRecordMissing(text("undo-record-gone", run=undone_id))
    if run.prepared is None:
        account_id = (await context.connection(run)).account_id
        run = await claimed.change(
            lambda run: run.compared_with(None, PinnedRemovals(), account_id).described(list_name, [], None)
        )
        for number in range(added.of):
            await _copy_part(context, run, undone_id, added, Bucket(number, added.of))
        prepared = Prepared(
            read=0,
            rejected=0,
            duplicates=0,
            kept=0,
            departed=added.people,
            kept_by_bucket=[0] * added.of,
            hashed_by=added.hashed_by,
        )
        run = await claimed.change(lambda run: run.prepared_with(prepared, now()))
    await context.queues.send(FollowRun(run_id=run.id, step=run.step), delay=1)
    await claimed.change(lambda run: run.cut_completed(0, now()))
    log.info("run %s: %d people of run %s", run.id, added.people, undone_id)


async def _copy_part(context: Context, run: Run, undone_id: str, added: AddedPeople, bucket: Bucket) -> None:
    """Copy the record of a bucket into the run's own files: it may be deleted while the run is active."""
    from shared.planning.undone_people import write_nobody

    with tempfile.TemporaryDirectory(prefix="undo-", dir=context.settings.temp_dir) as name:
        path = Path(name) / "added.parquet"
        if bucket.number not in added.parts:
            await asyncio.to_thread(write_nobody, path)
        elif not await context.run_files(undone_id).download_added(bucket.number, path):
            raise UndoRecordMissing(text("undo-record-deleted", run=undone_id))
        await context.run_files(run.id).of(bucket).upload(layout.DEPARTED, path)


async def _pause(context: Context, run: Run) -> None:
    """Disable the export, unless it does not run by itself."""
    for _ in range(PAUSE_ATTEMPTS):
        found = await context.exports.get(run.export_id)
        if found is None or not found.value.active:
            return
        try:
            await context.exports.replace(run.export_id, found.value.changed({"enabled": False}, now()), found.etag)
        except StateConflict:
            continue
        log.info("run %s: export %s is paused", run.id, run.export_id)
        return
    raise StateConflict(text("record-busy", record=run.export_id))
