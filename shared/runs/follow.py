"""Follow a run: poll its jobs, read their errors, count, and end it when nothing is left to happen.

One chain of messages goes through the queue for each run: every step sends the next with a delay. `run.step` says
which one is the chain's; a message with another number is an old or doubled one and ends there.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from shared import telemetry
from shared.context import Context
from shared.domain import Chunk, ChunkState, Run, RunState
from shared.domain.base import is_confirmed_missing, is_due, now
from shared.errors import RunError, StateConflict, Transient
from shared.klaviyo import ImportFailure, Job, Klaviyo, match_failures
from shared.post_import.plan import has_post_import_work
from shared.runs.chunk_counts import count_chunks
from shared.runs.failing import fail_run
from shared.runs.finish import finish
from shared.storage.queues import Message, Queue
from shared.storage.records import Versioned

log = logging.getLogger(__name__)

FEW_JOBS = 3
SETTLED_AT_ONCE = 8


async def follow(context: Context, run_id: str, step: int) -> None:
    """One step: look, record, and either end the run or ask for the next step."""
    found = await context.runs.get(run_id)
    if found is None or found.value.state.final or found.value.step != step:
        return
    run = found.value
    run.require_supported_schema()
    telemetry.add_attributes(export_id=run.export_id)
    delay = 1.0
    chunks = [chunk async for chunk in context.chunks.of_run(run_id)]
    blind = False
    try:
        await _poll(context, run, chunks)
    except Transient as error:
        delay = max(delay, error.retry_after or 5)
        await _fail_overdue_jobs(context, chunks)
    except RunError as error:
        # A run that is stopping ends without what Klaviyo would have told.
        if not run.stopping:
            await fail_run(context, run_id, error)
            return
        blind = True
    chunks = [chunk async for chunk in context.chunks.of_run(run_id)]
    if await _nothing_left(context, run, chunks, blind=blind) and not await has_post_import_work(context, run):
        with telemetry.stage("finish"):
            await finish(context, run_id)
        return
    await _next_step(context, run, chunks, max(delay, _pace(run)))


async def _poll(context: Context, run: Run, chunks: list[Versioned[Chunk]]) -> None:
    """Ask for the jobs that have not ended yet, and settle the chunks of those that have."""
    waiting = {c.value.job_id: c for c in chunks if c.value.state is ChunkState.UPLOADED and c.value.job_id}
    if not waiting:
        return
    klaviyo = await context.klaviyo(run)
    jobs = await _jobs(klaviyo, waiting)
    at_once = asyncio.Semaphore(SETTLED_AT_ONCE)

    async def settle(job_id: str, chunk: Versioned[Chunk]) -> None:
        async with at_once:
            await _look_at(context, run, klaviyo, chunk, jobs.get(job_id))

    looks = (settle(job_id, chunk) for job_id, chunk in waiting.items())
    # What one could not learn (a window used up) does not keep the others from being recorded.
    for result in await asyncio.gather(*looks, return_exceptions=True):
        if isinstance(result, BaseException):
            raise result


async def _look_at(context: Context, run: Run, klaviyo: Klaviyo, chunk: Versioned[Chunk], job: Job | None) -> None:
    moment = now()
    if job is None and is_confirmed_missing(chunk.value.missing_since, moment, context.settings.missing_after_seconds):
        await _settle(context, chunk, failed="Klaviyo no longer knows the import job.")
    elif job is None or (chunk.value.missing_since and not job.ended):
        # A job that was made a moment ago may not be found yet, and one that was missed may be there again.
        since = (chunk.value.missing_since or moment) if job is None else None
        if since != chunk.value.missing_since:
            await _replace(context, chunk.value.model_copy(update={"missing_since": since}), chunk.etag)
    elif job.status == "complete":
        failures = await klaviyo.import_failures(job.id) if job.may_have_failures else []
        await _imported(context, run, chunk, job, failures)
    elif job.ended:
        await _settle(context, chunk, failed=f"Klaviyo ended the import job: {job.status}.")
    elif _overdue(context, chunk.value):
        await _settle(context, chunk, failed=f"The import job was still {job.status} after {_patience(context)}.")


async def _fail_overdue_jobs(context: Context, chunks: list[Versioned[Chunk]]) -> None:
    """While Klaviyo cannot be asked, jobs that should have ended long ago are given up."""
    for chunk in chunks:
        if chunk.value.state is ChunkState.UPLOADED and _overdue(context, chunk.value):
            await _settle(
                context, chunk, failed=f"Klaviyo could not be asked about the job within {_patience(context)}."
            )


def _patience(context: Context) -> str:
    return f"{context.settings.import_job_timeout_seconds / 3600:.3g} hours"


def _overdue(context: Context, chunk: Chunk) -> bool:
    patience = timedelta(seconds=context.settings.import_job_timeout_seconds)
    return chunk.posted_at is not None and now() - chunk.posted_at > patience


async def _jobs(klaviyo: Klaviyo, waiting: dict[str, Versioned[Chunk]]) -> dict[str, Job | None]:
    """The jobs by id: a few one by one, many by pages of the account's jobs."""
    jobs: dict[str, Job | None] = {}
    if len(waiting) > FEW_JOBS:
        posted = [chunk.value.posted_at for chunk in waiting.values() if chunk.value.posted_at]
        # The clocks of Klaviyo and of this machine need not agree.
        since = min(posted) - timedelta(minutes=10)
        jobs |= {job.id: job for job in await klaviyo.recent_jobs(since=since) if job.id in waiting}
    for job_id in waiting:
        if job_id not in jobs:
            jobs[job_id] = await klaviyo.job(job_id)
    return jobs


async def _imported(
    context: Context, run: Run, chunk: Versioned[Chunk], job: Job, failures: list[ImportFailure]
) -> None:
    """Take over Klaviyo's count, and keep its words about each profile that it could not import."""
    value = chunk.value
    failed = 0
    if job.failed or failures:
        words, unmatched = await _by_ordinal(context, run, value, failures)
        await context.run_files(run.id).write_import_errors(value, words)
        # One profile may have several errors, and an error may name none: Klaviyo's own count goes before theirs.
        failed = min(max(job.failed or len(words) + unmatched, len(words)), value.profiles)
    done = value.model_copy(
        update={"state": ChunkState.IMPORTED, "accepted": value.profiles - failed, "failed": failed}
    )
    await _replace(context, done, chunk.etag)
    if value.posted_at:
        telemetry.stage_seconds.record((now() - value.posted_at).total_seconds(), {"stage": "import"})


async def _by_ordinal(
    context: Context, run: Run, chunk: Chunk, failures: list[ImportFailure]
) -> tuple[dict[int, str], int]:
    """Return Klaviyo's words by the row's ordinal, and how many failures are about a profile that cannot be told."""
    body = await context.run_files(run.id).read_body(chunk) if failures else None
    if body is None:
        return {}, len(failures)
    ordinals = chunk.ordinals()
    matched = await asyncio.to_thread(match_failures, failures, body)
    return {ordinals[index]: words for index, words in sorted(matched.words.items())}, matched.unmatched


async def _settle(context: Context, chunk: Versioned[Chunk], *, failed: str) -> None:
    value = chunk.value
    done = value.model_copy(update={"state": ChunkState.FAILED, "failed": value.profiles, "error": failed})
    await _replace(context, done, chunk.etag)


async def _replace(context: Context, chunk: Chunk, etag: str) -> None:
    try:
        await context.chunks.replace(chunk, etag)
    except StateConflict:
        # Another step was quicker; the next one sees what it wrote.
        log.info("run %s: chunk %s was settled meanwhile", chunk.run_id, chunk.name)


async def _nothing_left(context: Context, run: Run, chunks: list[Versioned[Chunk]], *, blind: bool) -> bool:
    """Whether the run can end. A run that is to stop first takes back every chunk nobody is sending.

    `blind`: Klaviyo refuses to tell what became of the jobs, so they are not waited for.
    """
    moment = now()
    if not run.stopping:
        return run.cut and all(chunk.value.settled for chunk in chunks)
    if run.leased(moment):
        return False
    done = True
    for chunk in chunks:
        value = chunk.value
        if value.state is ChunkState.READY:
            if value.claimed_until and value.claimed_until > moment:
                done = False
                continue
            taken_back = value.model_copy(
                update={"state": ChunkState.CANCELED, "failed": value.profiles, "claimed_until": None}
            )
            try:
                await context.chunks.replace(taken_back, chunk.etag)
            except StateConflict:
                done = False
        elif value.state is ChunkState.UPLOADED:
            done = done and (blind or _waited_enough(context, run))
    return done


def _waited_enough(context: Context, run: Run) -> bool:
    """A cancelled run waits a little for jobs already at Klaviyo; one that failed waits for them like any other."""
    asked = run.cancel_requested_at
    return asked is not None and now() - asked > timedelta(seconds=context.settings.cancel_grace_seconds)


def _pace(run: Run) -> float:
    """Seconds until the next look: often at first, up to half a minute for a run that takes long."""
    begun = run.started_at or run.queued_at
    return min(max(1.0, (now() - begun).total_seconds() / 20), 30.0)


async def _next_step(context: Context, run: Run, chunks: list[Versioned[Chunk]], delay: float) -> None:
    counts, progress = count_chunks(run, [chunk.value for chunk in chunks])
    step = run.step
    stalled = (
        not run.stopping and (now() - run.last_progress_at).total_seconds() > context.settings.stalled_after_seconds
    )

    def record(r: Run) -> Run | None:
        if r.state.final or r.step != step:
            return None
        sent_all = r.cut and all(chunk.value.state is not ChunkState.READY for chunk in chunks)
        # Splitting adds chunks: what cutting recorded is only the first total.
        total = r.chunks.total if progress.total is None else progress.total
        moved = r.chunks.model_copy(update={"total": progress.total}) != progress
        return r.model_copy(
            update={
                "step": step + 1,
                "counts": counts,
                "chunks": progress.model_copy(update={"total": total}),
                "state": RunState.IMPORTING if sent_all and r.state is RunState.UPLOADING else r.state,
                "heartbeat_at": now(),
                "last_progress_at": now() if moved or stalled else r.last_progress_at,
            }
        )

    after = await context.runs.update(run.id, record)
    if after is None or after.step != step + 1:
        return
    if stalled:
        # Messages may be lost or stuck: claims and job ids make a second one harmless.
        for chunk in chunks:
            if chunk.value.state is ChunkState.READY and is_due(chunk.value.not_before, now()):
                await context.queues.send(Queue.UPLOAD, Message(run_id=run.id, chunk=chunk.value.name))
    await context.queues.send(Queue.FOLLOW, Message(run_id=run.id, step=step + 1), delay=delay)
