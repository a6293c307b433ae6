"""Follow a run: poll its jobs, read their errors, count, and end it when nothing is left to do.

Each run has one chain of messages in the queue: every step sends the next with a delay. `run.step` is the number of
the chain's current message; a message with another number is old or doubled, and does nothing.
"""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import datetime, timedelta

from shared import telemetry
from shared.context import Context
from shared.domain import Chunk, ChunkState, Run
from shared.domain.base import now
from shared.domain.messages import FollowRun
from shared.domain.rate_limits import JOBS_ONE_BY_ONE
from shared.errors import RunError, StateConflict, Transient
from shared.klaviyo import ImportFailure, Job, Klaviyo, match_failures
from shared.post_import.plan import has_post_import_work
from shared.runs.canary import guard_canary
from shared.runs.chunk_counts import count_chunks
from shared.runs.finish import finish
from shared.runs.recovery import is_stalled, send_open_items
from shared.runs.split_run import withdraw_pieces
from shared.runs.work_kinds import fail_run
from shared.storage.records import Versioned
from shared.texts import text

log = logging.getLogger(__name__)

MIN_DELAY_SECONDS = 1.0
"""Between two steps. The first twenty seconds of a run, all delays are that."""
LAST_POSTS_SECONDS = 1.0
"""How long a step waits for the last chunks to be posted."""
LAST_CHUNKS = 20
"""Two seconds' POSTs, by Klaviyo's rate limit."""
LOOK_SECONDS = 0.1
"""Between two looks at their records."""
CONCURRENT_READS = 8
"""Import jobs whose errors are read at the same time."""


async def follow(context: Context, run_id: str, step: int) -> None:
    """Take one step: poll, record, and either end the run or ask for the next step."""
    found = await context.runs.get(run_id)
    if found is None or found.value.state.final or found.value.step != step:
        return
    run = found.value
    run.require_supported_schema()
    telemetry.add_attributes(export_id=run.export_id)
    delay = MIN_DELAY_SECONDS
    chunks = await _read_once_sent(context, run)
    jobs_unknown = False
    try:
        await _poll(context, run, chunks)
    except Transient as error:
        delay = max(delay, error.retry_after or 5)
        await _fail_overdue_jobs(context, chunks)
    except RunError as error:
        # A run that is stopping ends without the results of its jobs.
        if not run.stopping:
            await fail_run(context, run_id, error)
            return
        jobs_unknown = True
    chunks = [chunk async for chunk in context.chunks.of_run(run_id)]
    try:
        await guard_canary(context, run, [chunk.value for chunk in chunks])
    except Transient as error:
        delay = max(delay, error.retry_after or 5)
    except RunError as error:
        await fail_run(context, run_id, error)
        return
    nothing_left = await _nothing_left(context, run, chunks, jobs_unknown=jobs_unknown)
    if nothing_left and not await has_post_import_work(context, run):
        with telemetry.stage("finish"):
            await finish(context, run_id)
        return
    await _next_step(context, run, chunks, 0 if _is_sent_soon(run, chunks) else max(delay, _delay(run)))


async def _read_once_sent(context: Context, run: Run) -> list[Versioned[Chunk]]:
    """Return the chunks of the run; where the last of them are posted soon, as soon as they are posted.

    Klaviyo imports a small job at once. A short run should not wait for its next step to learn that.
    """
    end = time.monotonic() + LAST_POSTS_SECONDS
    while True:
        chunks = [chunk async for chunk in context.chunks.of_run(run.id)]
        if time.monotonic() > end or not _is_sent_soon(run, chunks):
            return chunks
        await asyncio.sleep(LOOK_SECONDS)


def _is_sent_soon(run: Run, chunks: list[Versioned[Chunk]]) -> bool:
    """Return whether a short run has few chunks left to send: some are being posted, and none has to wait."""
    if run.stopping or _delay(run) > MIN_DELAY_SECONDS:
        return False
    at, left = now(), [chunk.value for chunk in chunks if chunk.value.is_open]
    is_posting = any(chunk.is_claimed(at) for chunk in left)
    return is_posting and len(left) <= LAST_CHUNKS and all(chunk.is_due(at) for chunk in left)


async def _poll(context: Context, run: Run, chunks: list[Versioned[Chunk]]) -> None:
    """Ask for the jobs that have not ended yet, and settle the chunks of those that have."""
    waiting = {c.value.job_id: c for c in chunks if c.value.state is ChunkState.UPLOADED and c.value.job_id}
    if not waiting:
        return
    klaviyo = await context.klaviyo(run)
    jobs = await _jobs(klaviyo, waiting)
    at_once = asyncio.Semaphore(CONCURRENT_READS)

    async def read(job_id: str, chunk: Versioned[Chunk]) -> None:
        async with at_once:
            await _record_job(context, run, klaviyo, chunk, jobs.get(job_id))

    reads = (read(job_id, chunk) for job_id, chunk in waiting.items())
    # A failure of one (a used-up rate limit) does not prevent the others from being recorded.
    for result in await asyncio.gather(*reads, return_exceptions=True):
        if isinstance(result, BaseException):
            raise result


async def _record_job(context: Context, run: Run, klaviyo: Klaviyo, chunk: Versioned[Chunk], job: Job | None) -> None:
    at, value = now(), chunk.value
    if job is None:
        if value.is_confirmed_missing(at, context.settings.missing_after_seconds):
            await _replace(context, value.given_up(text("import-job-missing")), chunk.etag)
        elif value.missing_since is None:
            # A job that was created a moment ago may not be found yet.
            await _replace(context, value.found_missing(at), chunk.etag)
    elif job.status == "complete":
        failures = await klaviyo.import_failures(job.id) if job.may_have_failures else []
        await _record_import(context, run, chunk, job, failures)
    elif job.ended:
        await _replace(context, value.given_up(text("import-job-ended", status=job.status)), chunk.etag)
    elif value.missing_since:
        await _replace(context, value.found_again(), chunk.etag)
    elif _is_overdue(context, value):
        reason = text("import-job-overdue", status=job.status, hours=_timeout(context))
        await _replace(context, value.given_up(reason), chunk.etag)


async def _fail_overdue_jobs(context: Context, chunks: list[Versioned[Chunk]]) -> None:
    """Give up jobs that should have ended long ago, while Klaviyo cannot be asked about them."""
    for chunk in chunks:
        if chunk.value.state is ChunkState.UPLOADED and _is_overdue(context, chunk.value):
            reason = text("import-job-unknown", hours=_timeout(context))
            await _replace(context, chunk.value.given_up(reason), chunk.etag)


def _timeout(context: Context) -> float:
    """Return after how many hours an import job is given up."""
    return round(context.settings.import_job_timeout_seconds / 3600, 1)


def _is_overdue(context: Context, chunk: Chunk) -> bool:
    timeout = timedelta(seconds=context.settings.import_job_timeout_seconds)
    return chunk.posted_at is not None and now() - chunk.posted_at > timeout


async def _jobs(klaviyo: Klaviyo, waiting: dict[str, Versioned[Chunk]]) -> dict[str, Job | None]:
    """Return the jobs by id: read one by one where they are few, else by pages of the account's jobs."""
    jobs: dict[str, Job | None] = {}
    if len(waiting) > JOBS_ONE_BY_ONE:
        posted = [chunk.value.posted_at for chunk in waiting.values() if chunk.value.posted_at]
        # The clocks of Klaviyo and of this machine may differ.
        since = min(posted) - timedelta(minutes=10)
        jobs |= {job.id: job for job in await klaviyo.recent_jobs(since=since) if job.id in waiting}
    for job_id in waiting:
        if job_id not in jobs:
            jobs[job_id] = await klaviyo.job(job_id)
    return jobs


async def _record_import(
    context: Context, run: Run, chunk: Versioned[Chunk], job: Job, failures: list[ImportFailure]
) -> None:
    """Record Klaviyo's count, and keep its message about each profile that it could not import."""
    value = chunk.value
    failed = 0
    if job.failed or failures:
        messages, unmatched = await _by_ordinal(context, run, value, failures)
        await context.run_files(run.id).write_import_errors(value, messages)
        # One profile may have several errors, and an error may name none: Klaviyo's own count is preferred.
        failed = min(max(job.failed or len(messages) + unmatched, len(messages)), value.profiles)
    await _replace(context, value.imported(failed), chunk.etag)
    if value.posted_at:
        telemetry.stage_seconds.record((now() - value.posted_at).total_seconds(), {"stage": "import"})


async def _by_ordinal(
    context: Context, run: Run, chunk: Chunk, failures: list[ImportFailure]
) -> tuple[dict[int, str], int]:
    """Return Klaviyo's messages by the row's ordinal, and how many failures cannot be matched with a profile."""
    body = await context.run_files(run.id).read_body(chunk) if failures else None
    if body is None:
        return {}, len(failures)
    ordinals = chunk.ordinals()
    matched = await asyncio.to_thread(match_failures, failures, body.unpack(), run.export.mapping.identity)
    return {ordinals[index]: message for index, message in sorted(matched.messages.items())}, matched.unmatched


async def _replace(context: Context, chunk: Chunk, etag: str) -> None:
    try:
        await context.chunks.replace(chunk, etag)
    except StateConflict:
        # Another step wrote it first; the next step reads what that one wrote.
        log.info("run %s: chunk %s was written by another step", chunk.run_id, chunk.name)


async def _nothing_left(context: Context, run: Run, chunks: list[Versioned[Chunk]], *, jobs_unknown: bool) -> bool:
    """Return whether the run can end. A run that is to stop first withdraws every chunk that no worker is posting.

    `jobs_unknown`: Klaviyo refuses to tell the results of the jobs, so they are not waited for.
    """
    at = now()
    if not run.stopping:
        return run.cut and all(chunk.value.settled for chunk in chunks)
    if run.is_claimed(at):
        return False
    done = run.split is None or await withdraw_pieces(context, run)
    for chunk in chunks:
        value = chunk.value
        if value.is_open:
            withdrawn = await _withdraw(context, chunk, at)
            done = done and withdrawn
        elif value.state is ChunkState.UPLOADED:
            done = done and (jobs_unknown or _has_waited_enough(context, run))
    return done


async def _withdraw(context: Context, chunk: Versioned[Chunk], at: datetime) -> bool:
    """Cancel a chunk that no worker is posting; return whether that was so."""
    if chunk.value.is_claimed(at):
        return False
    try:
        await context.chunks.replace(chunk.value.canceled(at), chunk.etag)
    except StateConflict:
        return False
    return True


def _has_waited_enough(context: Context, run: Run) -> bool:
    """Return whether a cancelled run has waited for its jobs; one that failed waits until they end."""
    requested = run.cancel_requested_at
    return requested is not None and now() - requested > timedelta(seconds=context.settings.cancel_grace_seconds)


def _delay(run: Run) -> float:
    """Return the seconds until the next step: short at first, up to half a minute for a run that takes long."""
    begun = run.started_at or run.queued_at
    return min(max(MIN_DELAY_SECONDS, (now() - begun).total_seconds() / 20), 30.0)


async def _next_step(context: Context, run: Run, chunks: list[Versioned[Chunk]], delay: float) -> None:
    """Record what this step found, resume stalled chunks and batches, and ask for the next step."""
    counts, progress = count_chunks(run, [chunk.value for chunk in chunks])
    step, sent_all = run.step, not any(chunk.value.is_open for chunk in chunks)
    stalled = is_stalled(context, run)

    def record(current: Run) -> Run | None:
        if current.state.final or current.step != step:
            return None
        return current.advanced(counts, progress, sent_all=sent_all, retried=stalled, at=now())

    after = await context.runs.update(run.id, record)
    if after is None or after.step != step + 1:
        return
    if stalled:
        await send_open_items(context, run, [chunk.value for chunk in chunks])
    await context.queues.send(FollowRun(run_id=run.id, step=step + 1), delay=delay)
