"""Start a run: record it, mark it as its export's active one, ask for its preparation. All triggers use this module.

Automatic starts have a cause: a due time, or the versions of an export's segments. Like an idempotency key, a cause is
bound to the id of one run before the run begins (`context.starts`), so that one cause starts one run (ADR 0022).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from shared import telemetry
from shared.context import Context
from shared.domain import Export, Failure, LastUse, Run, SegmentUpdated, Trigger
from shared.domain.base import now
from shared.domain.messages import PrepareRun
from shared.domain.run import new_run
from shared.domain.run_id import run_id
from shared.domain.run_values import USUAL, RunOptions
from shared.domain.schedule import ScheduleState, Timetable, timetable
from shared.errors import Conflict, NotFound, RunActive, StateConflict
from shared.runs import metrics
from shared.runs.segment_updates import Version, cause_of, list_segments, remember, state_for, updates, version
from shared.segments.catalog import may_update
from shared.storage.export_store import ListedExport
from shared.storage.records import Versioned
from shared.telemetry.guard import guarded
from shared.texts import text

log = logging.getLogger(__name__)

READ_ONE_BY_ONE = 20
"""More states of exports, or segments, are read as a list: in pages, whose reading takes about as long as this many."""
BY_UPDATE = "segment_updated"
STARTED_BY = {Trigger.SCHEDULE: "timer", Trigger.SEGMENT_UPDATED: "storage event"}


async def start_run(
    context: Context,
    export: Export,
    trigger: Trigger,
    started_by: str,
    *,
    key: str | None = None,
    identifier: str | None = None,
    options: RunOptions = USUAL,
) -> Run:
    """Start a run of the export and return it.

    With the idempotency `key` of an earlier request, the run of that request is returned. `identifier` is the id of
    the run where its cause has bound one.

    Raises RunActive where the export is running, NotFound where it is removed, Conflict where it has no connection,
    and NewerVersion.
    """
    export.require_supported_schema()
    if export.detached:
        raise Conflict(text("export-choose-connection"), field="connection_id")
    run = new_run(export, trigger, started_by, options)
    return await begin(context, run, key=key_of(export.id, key), identifier=identifier)


def key_of(about: str, key: str | None) -> str | None:
    """Return the key as it is stored: the same key may be used for each thing that is started."""
    return None if key is None else f"{about}\n{key}"


async def begin(context: Context, run: Run, *, key: str | None = None, identifier: str | None = None) -> Run:
    """Begin the run, or return the run that was begun with this key or identifier.

    Raises RunActive, and KeyReused where the key began a run with other options.
    """
    if key is not None:
        asked = run.options.model_dump_json()
        identifier = await context.starts.claim(key, run.id, run.queued_at, request=asked)
    if identifier is not None:
        if known := await context.runs.get(identifier):
            return known.value
        run = run.identified(identifier)
    try:
        run = await _enqueue(context, run)
    except RunActive:
        if identifier is not None and (twin := await context.runs.get(run.id)):
            return twin.value
        raise
    await _note_use(context, run)
    log.info("run %s of export %s queued (%s)", run.id, run.export_id, run.trigger)
    return run


async def find_started_run(context: Context, key: str | None) -> Run | None:
    """Return the run that was begun with this key, if one was."""
    identifier = await context.starts.known(key, now()) if key is not None else None
    found = await context.runs.get(identifier) if identifier is not None else None
    return found.value if found else None


async def _enqueue(context: Context, run: Run) -> Run:
    """Begin the run and its trace, and ask for its preparation. Raises RunActive."""
    with telemetry.begin("start", run_id=run.id, export_id=run.export_id) as traceparent:
        run = run.traced(traceparent)
        await context.runs.begin(run)
        # The run has begun: where this fails, or the process dies here, the sweep sends the message.
        with guarded("ask for the preparation of a run", run.id):
            await context.queues.send(PrepareRun(run_id=run.id))
    return run


async def start_due(context: Context, at: datetime | None = None) -> list[Run]:
    """Start every export that has become due since it was last checked. Several missed times start one run.

    Exports and states are read as lists, in pages of 1,000. One that looks due is read again by itself.
    """
    at = at or now()
    started = []
    listed, states = await asyncio.gather(context.exports.listed(), context.schedule_states.readable_by_key())
    timetables: dict[str, Timetable | None] = {}
    for found in listed:
        with guarded("start by schedule", found.id):
            if found.active and _looks_due(context, found, states.get(found.id), timetables, at):
                started += await _start_if_due(context, found.id, at)
    return started


def _looks_due(
    context: Context,
    listed: ListedExport,
    known: Versioned[ScheduleState] | None,
    timetables: dict[str, Timetable | None],
    at: datetime,
) -> bool:
    if listed.schedule not in timetables:
        timetables[listed.schedule] = timetable(listed.read().schedule, context.settings.refresh)
    times, state = timetables[listed.schedule], state_for(listed.scheduled_at, known)
    return times is not None and state is not None and times.first_due(state.checked_at, at) is not None


async def _start_if_due(context: Context, export_id: str, at: datetime) -> list[Run]:
    found = await context.exports.get(export_id)
    if found is None:
        return []
    export = found.value
    times = timetable(export.schedule, context.settings.refresh)
    if not export.active or times is None:
        return []
    known = await context.schedule_states.get(export.id)
    state = state_for(export.scheduled_at, known)
    due = times.first_due(state.checked_at, at) if state else None
    if state is None or due is None:
        return []
    identifier = await _run_of(context, export, f"due {due.isoformat()}")
    begun: list[Run] = []
    try:
        begun = await _start_once(context, export, Trigger.SCHEDULE, identifier)
    except RunActive as error:
        await _record_skipped(context, export, identifier, error)
    await remember(context, export, known, state.checked(at))
    return begun


async def start_for_blob(context: Context, container: str, blob: str) -> list[Run]:
    """Start the exports that run when a segment is updated, and contain a segment that this blob belongs to.

    The trigger checks neither container nor type of an event: blobs of other containers concern no export.

    Event Grid delivers events twice and out of order: the version of each segment that an export last ran on is
    recorded, so that the same upload starts one run. Where the parts of a segment are still being written, the sweep
    checks again.
    """
    if container != context.settings.segments_container:
        log.info("an event of another container than %s is ignored", context.settings.segments_container)
        return []
    tables = {found.value.name: found.value.tables for found in await context.definitions.all()}

    def may_be_new(segment: str) -> bool:
        return any(may_update(blob, table) for table in tables.get(segment, [segment]))

    return await _start_updated(context, may_be_new)


async def start_missed(context: Context) -> list[Run]:
    """Start the exports whose segments changed without an event that started them: lost, too early, or during a run."""
    return await _start_updated(context, lambda _: True)


async def _start_updated(context: Context, may_be_new: Callable[[str], bool]) -> list[Run]:
    wanted = [
        listed
        for listed in await context.exports.listed()
        if listed.active and listed.schedule_kind == BY_UPDATE and any(map(may_be_new, listed.segments))
    ]
    # States are read before storage: an older version is never compared with a newer one.
    states = await context.schedule_states.readable_by_key() if len(wanted) > READ_ONE_BY_ONE else None
    waiting: list[tuple[Export, Versioned[ScheduleState] | None]] = []
    for listed in wanted:
        with guarded("start by segment", listed.id):
            known = states.get(listed.id) if states is not None else await context.schedule_states.get(listed.id)
            waiting.append((listed.read(), known))
    names = {name for export, _ in waiting for name in export.segments}
    found = await list_segments(context) if len(names) > READ_ONE_BY_ONE else None
    versions: dict[str, Version | None] = {}
    started = []
    for export, known in waiting:
        with guarded("start by segment", export.id):
            for name in export.segments:
                if name not in versions:
                    versions[name] = await version(context, name, found)
            started += await _start_if_updated(
                context, export, known, {name: versions[name] for name in export.segments}
            )
    return started


async def _start_if_updated(
    context: Context, export: Export, known: Versioned[ScheduleState] | None, versions: dict[str, Version | None]
) -> list[Run]:
    assert isinstance(export.schedule, SegmentUpdated)
    state, at = state_for(export.scheduled_at, known), now()
    new = updates(export, state, versions) if state else {}
    if state is None or not new or not all(found.is_complete(export.schedule, at) for found in new.values()):
        return []
    identifier = await _run_of(context, export, f"updated {cause_of(versions)}")
    try:
        begun = await _start_once(context, export, Trigger.SEGMENT_UPDATED, identifier)
    except RunActive:
        # Not recorded: the sweep checks again when the active run has ended.
        return []
    state = state.checked(at).with_seen({name: found.seen for name, found in new.items()})
    await remember(context, export, known, state)
    return begun


async def _start_once(context: Context, export: Export, trigger: Trigger, identifier: str) -> list[Run]:
    """Return the run of that id, begun now or before. Raises RunActive where another run of the export is active."""
    try:
        return [await start_run(context, export, trigger, STARTED_BY[trigger], identifier=identifier)]
    except RunActive:
        raise
    except (Conflict, NotFound) as error:
        log.info("export %s not started: %s", export.id, error)
        return []


async def _run_of(context: Context, export: Export, cause: str) -> str:
    """Return the id of the run of this cause: the same for every process that finds the cause."""
    at = now()
    return await context.starts.claim(f"{export.id}\n{cause}", run_id(at), at)


async def _record_skipped(context: Context, export: Export, identifier: str, error: RunActive) -> None:
    run = new_run(export, Trigger.SCHEDULE, STARTED_BY[Trigger.SCHEDULE])
    run = run.identified(identifier).skipped(Failure.of(error), now())
    # Where it is recorded already, another process had the same cause.
    with suppress(StateConflict):
        await context.runs.record(run)
        metrics.record_outcome(run)


async def _note_use(context: Context, run: Run) -> None:
    use = LastUse(at=run.queued_at, run_id=run.id)
    identifier = run.export.connection_id
    # Another process that writes at the same time writes an equally good time.
    with guarded("note the use of a connection", identifier), suppress(StateConflict):
        if found := await context.last_uses.get(identifier):
            await context.last_uses.replace(identifier, use, found.etag)
        else:
            await context.last_uses.insert(identifier, use)
