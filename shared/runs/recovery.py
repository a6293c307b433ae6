"""Recovery: what resumes work after a death, a lost message or a message in a poison queue.

    what died or was lost                     noticed by                what it does
    the worker that prepares a run            sweep: claim expired      sends PrepareRun (resume_run)
    the message to prepare a run              sweep: no progress        sends PrepareRun (resume_run)
    the worker or message of a piece          sweep: no piece is done   sends PrepareRun, which sends the pieces' again
    the message to follow a run               sweep: no step            makes a new step, sends FollowRun (resume_run)
    the worker or message of a chunk, batch   follow: no progress       sends their messages again (send_open_items)
    the worker or message of a preview        sweep                     sends MakePreview (resume_preview)
    the worker or message of an erasure       sweep                     sends ErasePerson (resume_erasure)
    the worker or message of a lookup         sweep                     sends LookUpPerson (resume_lookup)
    a message failed five times               its poison queue          continues or gives up (handle_poison)

docs/recovery.md has the whole table, with what the host and storage do. Every message may be sent too often: a claim, a
recorded job or the number of the step makes a second one harmless.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from shared import telemetry
from shared.context import Context
from shared.domain import Chunk, Run, RunState
from shared.domain.base import now
from shared.domain.erasure_job import ErasureJob
from shared.domain.messages import (
    CheckList,
    DeliverNotification,
    ErasePerson,
    FollowRun,
    LookUpPerson,
    MakePreview,
    Message,
    PreparePiece,
    PrepareRun,
    ProcessBatch,
    Queue,
    ReadOptOuts,
    UploadChunk,
    parse_message,
)
from shared.domain.person_lookup import PersonLookup
from shared.domain.preview import Preview
from shared.domain.work_item import WorkItem
from shared.errors import Invalid, NewerVersion, StepFailed
from shared.runs.finish import end_without_rejects
from shared.runs.job_kinds import ErasureWork, ListCheckWork, PersonLookupWork
from shared.runs.work import WorkKind
from shared.runs.work_kinds import (
    BatchWork,
    ChunkWork,
    FeedWork,
    PieceWork,
    PreparationWork,
    PreviewWork,
    fail_run,
)
from shared.storage.records import Versioned
from shared.texts import text

GIVE_UP_AFTER_SECONDS = 600
"""A step that keeps failing leaves no trace of success for that long."""
CONTINUE_AFTER_SECONDS = 5

log = logging.getLogger(__name__)


async def resume_run(context: Context, run: Run) -> None:
    """Send the messages of a run that stalled. The sweep calls this for every active run."""
    at = now()
    if run.state.final or run.is_claimed(at):
        return
    run.require_supported_schema()
    at_work = await _has_claimed_piece(context, run, at)
    if run.is_open and run.is_due(at) and not at_work and _seconds_unprepared(context, run, at) > 0:
        log.warning("run %s: no worker prepares it, requested again (%s)", run.id, run.state)
        if run.state is RunState.QUEUED:
            # The process that began it may have died before it was listed.
            await context.runs.lists.add(run)
        await context.queues.send(PrepareRun(run_id=run.id))
    quiet = (at - run.heartbeat_at).total_seconds()
    # Before it sends, a run whose preparation goes on has nothing to follow.
    waits = run.state is RunState.QUEUED or (run.state is RunState.PREPARING and at_work)
    if quiet < context.settings.stalled_after_seconds or (waits and not run.stopping):
        return
    log.warning("run %s: no step for %.0f s, resumed (%s)", run.id, quiet, run.state)
    after = await context.runs.update(run.id, lambda run: None if run.state.final else run.resumed(now()))
    if after is not None and not after.state.final:
        await context.queues.send(FollowRun(run_id=run.id, step=after.step))


async def _has_claimed_piece(context: Context, run: Run, at: datetime) -> bool:
    """Return whether a worker does a piece of a preparation that is split: the run itself is not claimed then."""
    if run.split is None or not run.is_open:
        return False
    pieces = await context.pieces.of_stage(run.id, run.split.key, run.split.stage)
    return any(found.value.is_claimed(at) for found in pieces)


def _seconds_unprepared(context: Context, run: Run, at: datetime) -> float:
    """Return how long the run should have been prepared; negative while that is still to be expected.

    Following a run whose preparation died keeps its heartbeat: what counts is the last sign of the preparation.
    """
    if run.claimed_until is not None:
        return (at - run.claimed_until).total_seconds()
    return (at - run.last_progress_at).total_seconds() - context.settings.stalled_after_seconds


async def resume_preview(context: Context, preview: Preview, at: datetime) -> None:
    """Send the message of a preview that no worker makes. The sweep calls this."""
    if _is_stalled_item(context, preview, preview.created_at, at):
        log.warning("preview %s: no worker makes it, requested again", preview.id)
        await PreviewWork(context).send(preview)


async def resume_erasure(context: Context, job: ErasureJob, at: datetime) -> None:
    """Send the message of an erasure that no worker does. The sweep calls this."""
    if _is_stalled_item(context, job, job.created_at, at):
        log.warning("erasure %s: no worker does it, requested again", job.id)
        await ErasureWork(context).send(job)


async def resume_lookup(context: Context, lookup: PersonLookup, at: datetime) -> None:
    """Send the message of a lookup that no worker does. The sweep calls this."""
    if _is_stalled_item(context, lookup, lookup.created_at, at):
        log.warning("lookup %s: no worker does it, requested again", lookup.id)
        await PersonLookupWork(context).send(lookup)


def _is_stalled_item(context: Context, item: WorkItem, created_at: datetime, at: datetime) -> bool:
    if not item.is_open or item.is_claimed(at) or not item.is_due(at):
        return False
    waited = (at - created_at).total_seconds()
    return item.claimed_until is not None or waited > context.settings.stalled_after_seconds


def is_stalled(context: Context, run: Run) -> bool:
    """Return whether no chunk or batch of the run got further for a while."""
    seconds = (now() - run.last_progress_at).total_seconds()
    return not run.stopping and seconds > context.settings.stalled_after_seconds


async def send_open_items(context: Context, run: Run, chunks: Iterable[Chunk]) -> None:
    """Send the messages of all chunks and batches that wait to be worked on and are due: theirs may be lost.

    Following a stalled run calls this.
    """
    await _send_open(ChunkWork(context), (chunk for chunk in chunks if not run.holds_back(chunk)))
    if run.post_import is not None:
        await _send_open(BatchWork(context), [found.value async for found in context.batches.of_run(run.id)])


async def _send_open[T: WorkItem](kind: WorkKind[T], items: Iterable[T]) -> None:
    for item in items:
        if item.is_open and item.is_due(now()):
            await kind.send(item)


async def handle_poison(context: Context, queue: Queue, text: str | bytes) -> None:
    """Give up what a message in a poison queue asks for, or have it continued, so that no message stays in a queue.

    A message is poison after its function failed five times, but also when hosts ended during five attempts: then the
    function has not failed at all. So the records decide. Work that is done, or that another delivery is doing, is
    left alone; work is given up after as many attempts as its policy allows, or when nothing of the run has succeeded
    for a while; everything else is continued.
    """
    try:
        message = parse_message(text)
    except (Invalid, NewerVersion) as error:
        log.error("poison in %s: %s", queue, error)  # noqa: TRY400
        return
    with telemetry.step("give up", message.traceparent, **message.facts):
        facts = " ".join(f"{name.removesuffix('_id')} {value}" for name, value in message.facts.items())
        if await _is_given_up(context, message):
            # An alert looks for this line.
            log.error("poison in %s: %s", queue, facts)
        else:
            log.warning("no failure behind a message of %s: %s", queue, facts)


async def _is_given_up(context: Context, message: Message) -> bool:
    """Give up the work or have it continued; return whether it was given up."""
    match message:
        case DeliverNotification():
            return True
        case ReadOptOuts():
            look = await context.feed_looks.get(message.connection_id)
            return await _decide_item(FeedWork(context), look, stuck=False)
        case MakePreview():
            return await _decide_item(PreviewWork(context), await context.previews.get(message.preview_id), stuck=False)
        case ErasePerson():
            found_job = await context.erasure_jobs.get(message.erasure_id)
            return await _decide_item(ErasureWork(context), found_job, stuck=False)
        case LookUpPerson():
            lookup = await context.person_lookups.get(message.lookup_id)
            return await _decide_item(PersonLookupWork(context), lookup, stuck=False)
        case CheckList():
            check = await context.list_checks.get(message.check_id)
            return await _decide_item(ListCheckWork(context), check, stuck=False)
        case _:
            found = await context.runs.get(message.run_id)
            if found is None or found.value.state.final:
                return False
            return await _decide_run(context, message, found)


async def _decide_run(
    context: Context,
    message: PrepareRun | PreparePiece | UploadChunk | ProcessBatch | FollowRun,
    found: Versioned[Run],
) -> bool:
    run = found.value
    at = now()
    stuck = (at - max(run.heartbeat_at, run.last_progress_at)).total_seconds() > GIVE_UP_AFTER_SECONDS
    # A piece renews its own claim, not the run's.
    stuck = stuck and not await _has_claimed_piece(context, run, at)
    match message:
        case PrepareRun():
            return await _decide_item(PreparationWork(context), found, stuck=stuck)
        case PreparePiece():
            piece = await context.pieces.get(run.id, message.piece)
            return await _decide_item(PieceWork(context), piece, stuck=stuck)
        case UploadChunk():
            chunk = await context.chunks.get(run.id, message.chunk)
            return await _decide_item(ChunkWork(context), chunk, stuck=stuck)
        case ProcessBatch():
            batch = await context.batches.get(run.id, message.batch)
            return await _decide_item(BatchWork(context), batch, stuck=stuck)
        case FollowRun():
            return await _decide_following(context, message, run, stuck=stuck)


async def _decide_item[T: WorkItem](kind: WorkKind[T], found: Versioned[T] | None, *, stuck: bool) -> bool:
    """Give up an item whose attempts are used up or whose run is stuck; have it continued otherwise."""
    if found is None or not found.value.is_open:
        return False
    item = found.value
    if item.is_claimed(now()) or not (stuck or kind.policy.gives_up_poison(item.attempts)):
        # A preparation renews its claim for as long as it lives; the sweep resumes it.
        if kind.waits_for_claims or not item.is_claimed(now()):
            await kind.send(item, delay=CONTINUE_AFTER_SECONDS)
        return False
    error = StepFailed(text("step-failed"))
    given_up = kind.given_up(item, error)
    await kind.store.replace(given_up, found.etag)
    await kind.after_give_up(given_up, error)
    return True


async def _decide_following(context: Context, message: FollowRun, run: Run, *, stuck: bool) -> bool:
    if message.step != run.step:
        return False  # another message follows the run
    if not stuck:
        await context.queues.send(message, delay=CONTINUE_AFTER_SECONDS)
        return False
    if run.error is not None:
        # Following failed again after the failure was recorded: end the run with what the records say.
        await end_without_rejects(context, run.id)
    else:
        await fail_run(context, run.id, StepFailed(text("step-failed")))
    return True
