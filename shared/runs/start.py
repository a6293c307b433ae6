"""Start a run: record it, mark it as its export's active one, ask for its preparing. All triggers end here."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from shared import telemetry
from shared.domain import Export, Failure, LastUse, Run, RunState, SegmentUpdated, Trigger
from shared.domain.base import now
from shared.domain.run import new_run, run_id
from shared.domain.schedule import timetable
from shared.errors import Conflict, RunActive, StateConflict
from shared.runs import measures
from shared.runs.context import Context
from shared.runs.updated import Version, version
from shared.segments.catalog import concerns
from shared.state.queues import Message, Queue
from shared.state.records import Versioned

log = logging.getLogger(__name__)


async def start_run(
    context: Context,
    export: Export,
    trigger: Trigger,
    started_by: str,
    *,
    key: str | None = None,
    identifier: str | None = None,
    full: bool = False,
    may_remove: int | None = None,
) -> Run:
    """Raises RunActive where the export is running, Conflict where it has no connection, NewerVersion.

    `full` sends all profiles, not only what changed. `may_remove` people may be taken off the list, whatever the limit.

    `key` is what tells one wish to start from another: asked again with the same one, this answers the run that the
    first asking began, as it stands now. `identifier` is the run's id where it is settled already.
    """
    export.must_be_known()
    if export.detached:
        raise Conflict("The export has no connection. Choose one first.", field="connection_id")
    run = new_run(export, trigger, started_by, full=full, may_remove=may_remove)
    return await begin(context, run, key=key_of(export.id, key), identifier=identifier)


def key_of(about: str, key: str | None) -> str | None:
    """A key as it is claimed: the same one is another for each thing that is started."""
    return None if key is None else f"{about}\n{key}"


async def begin(context: Context, run: Run, *, key: str | None = None, identifier: str | None = None) -> Run:
    """Begin the run, or answer the one that was begun with this key or identifier. Raises RunActive."""
    if key is not None:
        identifier = await context.starts.claim(key, run.id, run.queued_at)
    if identifier is not None:
        if known := await context.runs.get(identifier):
            return known.value
        run = run.model_copy(update={"id": identifier})
    try:
        run = await _enqueue(context, run)
    except RunActive:
        if identifier is not None and (twin := await context.runs.get(run.id)):
            return twin.value
        raise
    await _note_use(context, run)
    log.info("run %s of export %s queued (%s)", run.id, run.export_id, run.trigger)
    return run


async def begun(context: Context, key: str | None) -> Run | None:
    """The run that was begun with this key, if one was."""
    identifier = await context.starts.known(key, now()) if key is not None else None
    found = await context.runs.get(identifier) if identifier is not None else None
    return found.value if found else None


async def _enqueue(context: Context, run: Run) -> Run:
    """Begin the run and its trace, and ask for its preparing. Raises RunActive."""
    with telemetry.begin("start", run_id=run.id, export_id=run.export_id) as traceparent:
        run = run.model_copy(update={"traceparent": traceparent})
        await context.runs.begin(run)
        # Should this process die here, the sweep finds the run queued and asks again.
        await context.queues.send(Queue.PREPARE, Message(run_id=run.id))
    return run


async def start_due(context: Context, moment: datetime | None = None) -> list[Run]:
    """Start every export whose time has come since it was last looked at. A missed time runs once."""
    moment = moment or now()
    started = []
    for found in await context.exports.all():
        export = found.value
        times = timetable(export.schedule, context.settings.refresh)
        if not export.active or times is None or not times.is_due(moment, export.scheduled_at):
            continue
        started += await _mark_and_start(context, found, {"scheduled_at": moment})
    return started


async def start_marked(context: Context) -> list[Run]:
    """Start the runs that exports were marked with by a process that died before it began them."""
    started = []
    for found in await context.exports.all():
        if found.value.known and found.value.starting:
            log.warning("export %s: run %s was about to start", found.value.id, found.value.starting)
            started += await _start_as_marked(context, found)
    return started


async def start_for_blob(context: Context, blob: str) -> list[Run]:
    """Start the exports that run when a segment is updated, and contain a segment that this blob belongs to.

    Event Grid delivers events twice and out of order: the version of the blobs that an export last ran on is
    remembered, so that the same upload starts one run. A segment whose parts are still being written is left to the
    sweep, which asks again.
    """
    return await _start_updated(context, lambda segment: concerns(blob, segment))


async def start_missed(context: Context) -> list[Run]:
    """Start the exports whose segments changed without an event having started them (lost, during a run, too soon)."""
    return await _start_updated(context, lambda _: True)


async def _start_updated(context: Context, may_be_new: Callable[[str], bool]) -> list[Run]:
    waiting: dict[str, list[Versioned[Export]]] = {}
    for found in await context.exports.all():
        if found.value.active and isinstance(found.value.schedule, SegmentUpdated):
            for name in filter(may_be_new, found.value.segments):
                waiting.setdefault(name, []).append(found)
    started = []
    for name in sorted(waiting):
        newest = await version(context.segments, name)
        for found in waiting[name]:
            started += await _start_if_new(context, found, newest)
    return started


async def _start_if_new(context: Context, found: Versioned[Export], newest: Version | None) -> list[Run]:
    export = found.value
    assert isinstance(export.schedule, SegmentUpdated)
    if newest is None or not newest.is_new(export) or not newest.complete(export.schedule, now()):
        return []
    if await context.runs.active_of(export.id):
        # Not marked as done: the sweep asks again once the active run has ended.
        return []
    return await _mark_and_start(context, found, {"scheduled_at": newest.at, "seen": newest.seen})


async def _note_use(context: Context, run: Run) -> None:
    use = LastUse(at=run.queued_at, run_id=run.id)
    identifier = run.export.connection_id
    # Whoever writes at the same moment writes as good a time.
    with suppress(StateConflict):
        if found := await context.last_uses.get(identifier):
            await context.last_uses.replace(identifier, use, found.etag)
        else:
            await context.last_uses.insert(identifier, use)


async def _mark_and_start(context: Context, found: Versioned[Export], notes: dict[str, object]) -> list[Run]:
    """First the mark, conditionally: of two timers, or an event that comes twice, one starts the run.

    The mark names the run, so that a start that died after it is made up for, once.
    """
    marked = found.value.model_copy(update=notes | {"starting": run_id(now())})
    try:
        etag = await context.exports.replace(marked.id, marked, found.etag)
    except StateConflict:
        return []
    return await _start_as_marked(context, Versioned(marked, etag))


async def _start_as_marked(context: Context, marked: Versioned[Export]) -> list[Run]:
    export = marked.value
    begun = await _start_or_skip(context, export)
    # Where somebody changed the export meanwhile, the next look finds the run begun and takes the mark away.
    with suppress(StateConflict):
        await context.exports.replace(export.id, export.model_copy(update={"starting": ""}), marked.etag)
    return begun


async def _start_or_skip(context: Context, export: Export) -> list[Run]:
    trigger, by = Trigger.SCHEDULE, "timer"
    if isinstance(export.schedule, SegmentUpdated):
        trigger, by = Trigger.SEGMENT_UPDATED, "storage event"
    try:
        return [await start_run(context, export, trigger, by, identifier=export.starting)]
    except RunActive as error:
        skipped = new_run(export, trigger, by).model_copy(update={"id": export.starting})
        reason = Failure(type=error.type, title=error.title, detail=str(error))
        skipped = skipped.model_copy(
            update={"state": RunState.SKIPPED, "error": reason, "ended_at": now(), "cleaned": True}
        )
        # Where it is recorded already, somebody else looked at the same mark.
        with suppress(StateConflict):
            await context.runs.record(skipped)
            measures.ended(skipped)
    except Conflict as error:
        log.info("export %s not started: %s", export.id, error)
    return []
