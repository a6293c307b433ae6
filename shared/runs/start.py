"""Start a run: record it, mark it as its export's active one, ask for its preparing. All three triggers end here."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from shared.domain import Export, Failure, Run, RunState, SegmentUpdated, Trigger
from shared.domain.base import now
from shared.domain.run import new_run
from shared.domain.schedule import is_due
from shared.errors import Conflict, RunActive, StateConflict
from shared.runs.context import Context
from shared.segments.catalog import segment_of
from shared.state.queues import Message, Queue

log = logging.getLogger(__name__)


async def start_run(context: Context, export: Export, trigger: Trigger, started_by: str) -> Run:
    """Raises RunActive where the export is running, Conflict where it has no connection."""
    if not export.connection_id:
        raise Conflict("The export has no connection. Choose one first.", field="connection_id")
    run = new_run(export, trigger, started_by)
    await context.runs.begin(run)
    # Should this process die here, the sweep finds the run queued and asks again.
    await context.queues.send(Queue.PREPARE, Message(run_id=run.id))
    log.info("run %s of export %s queued (%s)", run.id, export.id, trigger)
    return run


async def start_due(context: Context, moment: datetime | None = None) -> list[Run]:
    """Start every export whose time has come since it was last looked at. A missed time runs once."""
    moment = moment or now()
    settings = context.settings
    started = []
    for found in await context.exports.all():
        export = found.value
        if export.schedule.kind != "refresh" or not is_due(
            settings.refresh_schedule, settings.refresh_time_zone, moment, export.scheduled_at
        ):
            continue
        try:
            # First the mark, conditionally: of two timers, or a timer fired twice, one starts the run.
            await context.exports.replace(export.id, export.model_copy(update={"scheduled_at": moment}), found.etag)
        except StateConflict:
            continue
        started += await _start_or_skip(context, export, Trigger.SCHEDULE, "timer")
    return started


async def start_for_blob(context: Context, blob: str) -> list[Run]:
    """Start the exports that run when a segment is updated, and contain the segment that this blob belongs to.

    Event Grid delivers events twice and out of order: the version of the blobs that an export last ran on is
    remembered, so that the same upload starts one run.
    """
    name = segment_of(blob)
    if name is None:
        return []
    started = []
    for found in await context.exports.all():
        export = found.value
        if not isinstance(export.schedule, SegmentUpdated) or name not in export.segments:
            continue
        updated = await _newest_change(context, name)
        if updated is None or updated <= export.scheduled_at:
            continue
        if await context.runs.active_of(export.id):
            # Not marked as done: the sweep asks again once the active run has ended.
            continue
        try:
            await context.exports.replace(export.id, export.model_copy(update={"scheduled_at": updated}), found.etag)
        except StateConflict:
            continue
        started += await _start_or_skip(context, export, Trigger.SEGMENT_UPDATED, "storage event")
    return started


async def start_missed(context: Context) -> list[Run]:
    """Start the exports whose segments changed without an event having started them (lost, or during a run)."""
    names = {
        name
        for found in await context.exports.all()
        if isinstance(found.value.schedule, SegmentUpdated)
        for name in found.value.segments
    }
    started = []
    for name in sorted(names):
        started += await start_for_blob(context, f"{name}.csv")
    return started


async def _newest_change(context: Context, segment: str) -> datetime | None:
    changes = [
        blob.modified.astimezone(UTC)
        async for blob in context.segments.list(segment)
        if segment_of(blob.name) == segment
    ]
    return max(changes, default=None)


async def _start_or_skip(context: Context, export: Export, trigger: Trigger, by: str) -> list[Run]:
    try:
        return [await start_run(context, export, trigger, by)]
    except RunActive as error:
        skipped = new_run(export, trigger, by)
        reason = Failure(type=error.type, title=error.title, detail=str(error))
        await context.runs.record(
            skipped.model_copy(update={"state": RunState.SKIPPED, "error": reason, "ended_at": now(), "cleaned": True})
        )
    except Conflict as error:
        log.info("export %s not started: %s", export.id, error)
    return []
