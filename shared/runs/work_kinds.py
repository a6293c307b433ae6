"""The kinds of work items: chunks, batches, previews, preparations and their pieces, polls (shared/runs/work.py).

item           claim                           attempts           where it is given up
chunk, batch   LEASE_SECONDS +                 CHUNK_ATTEMPTS     it counts as failed; the run continues
KLAVIYO_TIMEOUT_SECONDS
preparation    LEASE_SECONDS, renewed          CHUNK_ATTEMPTS     the run ends with the error
piece          LEASE_SECONDS, renewed          CHUNK_ATTEMPTS     the run ends with the error
preview        LEASE_SECONDS, renewed          3                  the preview fails
consent feed   LEASE_SECONDS, renewed          CHUNK_ATTEMPTS     the look ends; the next reads the same window
What users ask for beside runs is in job_kinds.py.
"""

from __future__ import annotations

import logging
from datetime import datetime

from shared.context import Context
from shared.domain import Chunk, Failure, Run
from shared.domain.base import now
from shared.domain.batch import Batch
from shared.domain.consent_feed import FeedLook
from shared.domain.messages import (
    FollowRun,
    MakePreview,
    Message,
    PreparePiece,
    PrepareRun,
    ProcessBatch,
    ReadOptOuts,
    UploadChunk,
)
from shared.domain.preview import Preview
from shared.domain.split import Piece
from shared.domain.work_item import LONGEST_BACKOFF_SECONDS, RetryPolicy
from shared.errors import AppError, KeyRefused, RunError
from shared.notifications.delivery import notify_of_refused_key
from shared.runs.claims import Claim
from shared.runs.erasure_lock import is_erasing
from shared.runs.work import WorkKind
from shared.texts import text

PREPARE_POISON_ATTEMPTS = 5
"""Attempts after which a poison message ends a run: fewer than others, since each reads the whole segment."""
PREVIEW_ATTEMPTS = 3
PREVIEW_DELAY_SECONDS = 5.0
FEED_DELAY_SECONDS = 5.0

log = logging.getLogger(__name__)


class RunItemKind[T: (Chunk, Batch)](WorkKind[T]):
    """What chunks and batches have in common: an error of the run ends the run, not the item."""

    waits_for_claims = True

    def given_up(self, item: T, error: AppError) -> T:
        """Return the item as failed."""
        return item.given_up(text("given-up", attempts=item.attempts, reason=error.cause))

    async def end_run(self, claimed: Claim[T], error: RunError) -> None:
        """Release the item and end its run."""
        await claimed.release(counted=False)
        await fail_run(self.context, claimed.item.run_id, error)


class ChunkWork(RunItemKind[Chunk]):
    """Uploading chunks."""

    name = "chunk"

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.chunks, _item_policy(context), context.settings.claim_seconds)

    def message(self, item: Chunk) -> Message:
        """Return the message that asks for the chunk's upload."""
        return UploadChunk(run_id=item.run_id, chunk=item.name)


class BatchWork(RunItemKind[Batch]):
    """Processing batches."""

    name = "batch"

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.batches, _item_policy(context), context.settings.claim_seconds)

    def message(self, item: Batch) -> Message:
        """Return the message that asks for the batch's work."""
        return ProcessBatch(run_id=item.run_id, batch=item.name)


class PreparationWork(WorkKind[Run]):
    """Preparing runs. A run waits while a person is erased."""

    name = "preparation"
    has_heartbeat = True
    is_gated = True

    def __init__(self, context: Context) -> None:
        settings = context.settings
        policy = RetryPolicy(settings.chunk_attempts, first_delay=2, poison_attempts=PREPARE_POISON_ATTEMPTS)
        super().__init__(context, context.runs, policy, settings.lease_seconds)

    def message(self, item: Run) -> Message:
        """Return the message that asks for the run's preparation."""
        return PrepareRun(run_id=item.id)

    def given_up(self, item: Run, error: AppError) -> Run:
        """Return the run with the error. Following it brings it to its end."""
        at = now()
        return _released(item, at).failed_with(Failure.of(error), at)

    async def after_give_up(self, item: Run, error: AppError) -> None:
        """Have the run followed to its end."""
        log.warning("run %s: %s", item.id, error.type)
        await self.context.queues.send(FollowRun(run_id=item.id, step=item.step))

    async def must_wait(self) -> bool:
        """Return whether a person is being erased."""
        return await is_erasing(self.context)


class PieceWork(WorkKind[Piece]):
    """Doing pieces of preparations. They wait while a person is erased, as preparations do."""

    name = "piece"
    has_heartbeat = True
    is_gated = True
    # A host takes several messages at once, of which it can do one: another instance shall soon have the others.
    gate_wait_seconds = 2.0
    gate_delay_seconds = 2.0

    def __init__(self, context: Context) -> None:
        settings = context.settings
        policy = RetryPolicy(settings.chunk_attempts, first_delay=2, poison_attempts=PREPARE_POISON_ATTEMPTS)
        super().__init__(context, context.pieces, policy, settings.lease_seconds)

    def message(self, item: Piece) -> Message:
        """Return the message that asks for the piece."""
        return PreparePiece(run_id=item.run_id, piece=item.name)

    def given_up(self, item: Piece, error: AppError) -> Piece:  # noqa: ARG002 - the run records the error
        """Return the piece as failed."""
        return item.given_up(now())

    async def after_give_up(self, item: Piece, error: AppError) -> None:
        """End the run, unless it does not need the piece any more."""
        found = await self.context.runs.get(item.run_id)
        if found is not None and found.value.split is not None and found.value.split.key == item.key:
            await fail_run(self.context, item.run_id, error)

    async def must_wait(self) -> bool:
        """Return whether a person is being erased."""
        return await is_erasing(self.context)


class PreviewWork(WorkKind[Preview]):
    """Making previews. A preview waits while a person is erased."""

    name = "preview"
    has_heartbeat = True
    is_gated = True

    def __init__(self, context: Context) -> None:
        policy = RetryPolicy(PREVIEW_ATTEMPTS, first_delay=PREVIEW_DELAY_SECONDS, poison_attempts=0)
        super().__init__(context, context.previews, policy, context.settings.lease_seconds)

    def message(self, item: Preview) -> Message:
        """Return the message that asks for the preview."""
        return MakePreview(preview_id=item.id)

    def given_up(self, item: Preview, error: AppError) -> Preview:
        """Return the preview as failed."""
        return item.failed_with(Failure.of(error), now())

    async def must_wait(self) -> bool:
        """Return whether a person is being erased."""
        return await is_erasing(self.context)


class FeedWork(WorkKind[FeedLook]):
    """Reading opt-outs for consent feeds. A feed waits while a person is erased."""

    name = "poll for opt-outs"
    has_heartbeat = True

    def __init__(self, context: Context) -> None:
        policy = RetryPolicy(context.settings.chunk_attempts, first_delay=FEED_DELAY_SECONDS)
        super().__init__(context, context.feed_looks, policy, context.settings.lease_seconds)

    def message(self, item: FeedLook) -> Message:
        """Return the message that asks for the next part."""
        return ReadOptOuts(connection_id=item.connection_id, scope=item.scope, part=item.part)

    def given_up(self, item: FeedLook, error: AppError) -> FeedLook:
        """Return the state without the look; the next one reads the same window."""
        return item.given_up(Failure.of(error), now())

    async def after_give_up(self, item: FeedLook, error: AppError) -> None:
        """Tell of a key that Klaviyo refuses, as a run does."""
        log.warning("connection %s: poll for opt-outs given up: %s", item.connection_id, error.type)
        if isinstance(error, KeyRefused):
            await notify_of_refused_key(self.context, item.connection_id, error)

    async def must_wait(self) -> bool:
        """Return whether a person is being erased."""
        return await is_erasing(self.context)


async def fail_run(context: Context, run_id: str, error: AppError) -> None:
    """Record why a run cannot continue, and have it followed to its end. The first error of a run stays."""
    log.warning("run %s: %s", run_id, error.type)
    failure = Failure.of(error)

    def record(run: Run) -> Run | None:
        return None if run.state.final or run.error else run.failed_with(failure, now())

    run = await context.runs.update(run_id, record)
    if run is not None and not run.state.final:
        await context.queues.send(FollowRun(run_id=run_id, step=run.step))


def _item_policy(context: Context) -> RetryPolicy:
    settings = context.settings
    # Shorter delays need no record: following sends messages again only after that long.
    recorded = max(settings.stalled_after_seconds, LONGEST_BACKOFF_SECONDS)
    return RetryPolicy(settings.chunk_attempts, record_delays_over=recorded)


def _released(run: Run, at: datetime) -> Run:
    return run.released(at) if run.claimed_by is not None else run
