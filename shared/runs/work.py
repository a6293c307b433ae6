"""The work engine: claim a work item, work on it, and record how the attempt ended.

    claim ──► work ──► the step records the outcome
               ├─ rate limit used up ─────► later; not counted as an attempt
               ├─ a service is unavailable ► later, with a growing delay; given up after the policy's attempts
               ├─ the list is missing ─────► checked again after MISSING_AFTER_SECONDS, then the run ends
               ├─ an error of the run ─────► the run ends (a preview fails)
               ├─ the claim was lost ──────► nothing: the result of the other worker counts
               └─ any other exception ─────► released; the host delivers the message again

All kinds of shared/runs/work_kinds.py and job_kinds.py are worked on this way: they say how each differs. The lock of
erasures is a claim alone (shared/runs/claims.py).
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, ClassVar

from shared.context import Context
from shared.domain.base import CLOCK_SKEW_SECONDS, later, now
from shared.domain.messages import Message
from shared.domain.work_item import RetryPolicy, WorkItem
from shared.errors import AppError, ListNotFound, RunError, StateConflict, StepFailed, Transient
from shared.runs.claims import AlreadyClaimed, Claim, ClaimLost, WorkStore, claim
from shared.storage.records import Versioned
from shared.telemetry.guard import guarded
from shared.texts import text

GATE_DELAY_SECONDS = 8.0
"""Delay of a message that finds the gate closed: more than the clock skew, so that its other deliveries end."""
GATE_POLL_SECONDS = 0.1
WAIT_SECONDS = 5.0
"""How long the message of an item waits whose work must not begin yet."""

log = logging.getLogger(__name__)

_gate = threading.Lock()
"""Held by the one item of a gated kind that the process works on. It is never waited for: no event loop owns it."""


class WorkKind[T: WorkItem](ABC):
    """How one kind of work item is worked on."""

    name: ClassVar[str]
    has_heartbeat: ClassVar[bool] = False
    """A worker renews its claim while it works. Without, the claim must cover the longest attempt."""
    is_gated: ClassVar[bool] = False
    """The process works on one item of the gated kinds at a time, so that memory and disk are those of one."""
    gate_wait_seconds: ClassVar[float] = 5.0
    """How long a message waits in its invocation for the other item to end, before it goes back."""
    gate_delay_seconds: ClassVar[float] = GATE_DELAY_SECONDS
    """For how long it goes back."""
    waits_for_claims: ClassVar[bool] = False
    """A message that finds the item claimed is sent again for when the claim expires."""

    def __init__(self, context: Context, store: WorkStore[T], policy: RetryPolicy, claim_seconds: float) -> None:
        self.context = context
        self.store = store
        self.policy = policy
        self.claim_seconds = claim_seconds

    @abstractmethod
    def message(self, item: T) -> Message:
        """Return the message that asks for the item's work."""

    @abstractmethod
    def given_up(self, item: T, error: AppError) -> T:
        """Return the item as one that cannot be completed."""

    async def after_give_up(self, item: T, error: AppError) -> None:
        """Do what follows once that is recorded."""
        log.warning("%s given up: %s", self.message(item).facts, error.type)

    async def end_run(self, claimed: Claim[T], error: RunError) -> None:
        """Record an error after which no further attempt helps."""
        await give_up(self, claimed, error)

    async def must_wait(self) -> bool:
        """Return whether no attempt may begin at present."""
        return False

    async def request(self, item: T) -> None:
        """Send the message of an item that a user asked for. It is recorded: where this fails, the sweep sends it."""
        message = self.message(item)
        with guarded("ask for work", " ".join(map(str, message.facts.values()))):
            await self.context.queues.send(message)

    async def send(self, item: T, *, delay: float = 0) -> None:
        """Send the message that asks for the item's work: visible at once, or after a second at least."""
        await self.context.queues.send(self.message(item), delay=max(1.0, delay) if delay else 0)


async def work_on[T: WorkItem](
    kind: WorkKind[T], found: Versioned[T] | None, work: Callable[[Claim[T]], Awaitable[None]]
) -> None:
    """Claim the item and do the work; record how the attempt ended. Does nothing where there is nothing to do."""
    if found is None:
        return
    found.value.require_supported_schema()
    if await kind.must_wait():
        await kind.send(found.value, delay=WAIT_SECONDS)
        return
    async with _passed(kind) as passed:
        if passed:
            await _claim_and_work(kind, found, work)
        else:
            await _go_back(kind, found)


@asynccontextmanager
async def _passed(kind: WorkKind[Any]) -> AsyncIterator[bool]:
    """Hold the gate if the kind has one; False where another item still holds it after a while."""
    if not kind.is_gated:
        yield True
        return
    end = time.monotonic() + kind.gate_wait_seconds
    # Polled: an asyncio lock would belong to one event loop.
    while not (passed := _gate.acquire(blocking=False)) and time.monotonic() < end:  # noqa: ASYNC110
        await asyncio.sleep(GATE_POLL_SECONDS)
    try:
        yield passed
    finally:
        if passed:
            _gate.release()


async def _go_back[T: WorkItem](kind: WorkKind[T], found: Versioned[T] | None) -> None:
    """Ask for the item again after a while, not counted as an attempt.

    The time is recorded: until then, other deliveries of the item and the sweep do nothing, so that messages do not
    multiply while the item waits. A delay below the clock skew would have no effect on them and is not recorded.
    """
    delay = kind.gate_delay_seconds
    while found is not None and found.value.is_open:
        item, at = found.value, now()
        if item.is_claimed(at) or not item.is_due(at):
            # The process that claimed it or set the time sends the next message.
            return
        try:
            if delay > CLOCK_SKEW_SECONDS:
                await kind.store.replace(item.postponed(later(at, delay), at), found.etag)
        except StateConflict:
            found = await kind.store.reload(item)
        else:
            await kind.send(item, delay=delay)
            return


async def _claim_and_work[T: WorkItem](
    kind: WorkKind[T], found: Versioned[T], work: Callable[[Claim[T]], Awaitable[None]]
) -> None:
    try:
        claimed = await claim(kind.store, found, kind.claim_seconds)
    except AlreadyClaimed as error:
        if kind.waits_for_claims:
            await kind.send(found.value, delay=error.seconds + 1)
        return
    if claimed is not None:
        await _attempt(kind, claimed, work)


async def _attempt[T: WorkItem](
    kind: WorkKind[T], claimed: Claim[T], work: Callable[[Claim[T]], Awaitable[None]]
) -> None:
    try:
        if await kind.must_wait():
            # Checked again: an erasure that began meanwhile may not have seen the claim.
            await send_later(kind, claimed, WAIT_SECONDS, counted=False)
        elif kind.policy.is_exhausted(claimed.item.attempts - 1):
            await give_up(kind, claimed, StepFailed(text("step-did-not-end")))
        elif kind.has_heartbeat:
            async with claimed.kept():
                await work(claimed)
        else:
            await work(claimed)
    except ClaimLost:
        log.info("%s: the claim was lost, or the work is not needed any more", kind.message(claimed.item).facts)
        await claimed.release()
    except ListNotFound as error:
        await _check_again(kind, claimed, error)
    except RunError as error:
        await kind.end_run(claimed, error)
    except Transient as error:
        await _retry(kind, claimed, error)
    except (Exception, asyncio.CancelledError):
        await claimed.release()
        raise


async def _retry[T: WorkItem](kind: WorkKind[T], claimed: Claim[T], error: Transient) -> None:
    attempts = claimed.item.attempts
    decision = kind.policy.decide(attempts, error, progressed=claimed.progressed)
    if decision.give_up:
        await give_up(kind, claimed, error)
        return
    log.info("%s: %s; again in %.0f s", kind.message(claimed.item).facts, error.type, decision.delay)
    await send_later(kind, claimed, decision.delay, counted=decision.counted)


async def _check_again[T: WorkItem](kind: WorkKind[T], claimed: Claim[T], error: ListNotFound) -> None:
    """End the run where its list has been missing for a while; else look again after one."""
    seconds = kind.context.settings.missing_after_seconds
    if claimed.item.is_confirmed_missing(now(), seconds):
        await kind.end_run(claimed, error)
    else:
        await send_later(kind, claimed, seconds, counted=False, missing=True)


async def give_up[T: WorkItem](kind: WorkKind[T], claimed: Claim[T], error: AppError) -> None:
    """Record that the item cannot be completed, and why; nothing where the claim is lost."""
    try:
        item = await claimed.change(lambda item: kind.given_up(item, error))
    except ClaimLost:
        await claimed.release()
    else:
        await kind.after_give_up(item, error)


async def send_later[T: WorkItem](
    kind: WorkKind[T], claimed: Claim[T], delay: float, *, counted: bool, missing: bool = False
) -> None:
    """Release the item and ask for its next attempt after `delay` seconds."""
    not_before = later(now(), delay) if kind.policy.records(delay) else None
    await claimed.release(not_before=not_before, counted=counted, missing=missing)
    await kind.send(claimed.item, delay=delay)


async def postpone[T: WorkItem](kind: WorkKind[T], found: Versioned[T], delay: float) -> None:
    """Ask for the next attempt at an item that is not claimed after `delay` seconds."""
    if kind.policy.records(delay):
        at = now()
        try:
            await kind.store.replace(found.value.postponed(later(at, delay), at), found.etag)
        except StateConflict:
            # Another delivery works on it, and sends what has to follow.
            return
    await kind.send(found.value, delay=delay)
