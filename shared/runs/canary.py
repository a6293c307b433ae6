"""The canary of a run: judge its first portion, then send the others, wait for confirmation, or end the run.

    sending ──► every chunk of it has its outcome ──► too many failed: the run ends with CanaryFailed
                                                  ├─► the export waits, or a flow went live: waiting
                                                  └─► the other chunks are enqueued ──► passed
    waiting ──► confirmed by a user: the other chunks are enqueued ──► passed
            └─► no user confirmed it in time: the run ends with CanaryNotConfirmed

Each follow step calls `guard_canary`. It decides by the records alone: chunks that have their outcome do not change.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from itertools import batched

from shared.context import Context
from shared.domain import Chunk, Failure, Run
from shared.domain.base import now
from shared.domain.canary import CanaryState, RunCanary, Then
from shared.domain.messages import FollowRun
from shared.errors import CanaryFailed, CanaryNotConfirmed, KeyRefused
from shared.notifications.delivery import notify_of_hold
from shared.runs.work_kinds import ChunkWork
from shared.telemetry.guard import guarded
from shared.texts import Text, text

MESSAGES_AT_ONCE = 16

log = logging.getLogger(__name__)


async def guard_canary(context: Context, run: Run, chunks: Iterable[Chunk]) -> None:
    """Take the next step of the run's first portion, if one is due. `chunks` are all of the run.

    Raises Transient, and errors of the run where Klaviyo does not tell the flows of the list.
    """
    canary, chunks = run.canary, list(chunks)
    if canary is None or not run.cut or run.stopping:
        return
    match canary.state:
        case CanaryState.SENDING:
            if (judged := canary.judged(chunks)) is not None:
                await _decide(context, run, judged, chunks)
        case CanaryState.WAITING if canary.waits_until is not None and now() > canary.waits_until:
            hours = run.export.canary.wait_hours if run.export.canary else 0
            error = CanaryNotConfirmed(text("canary-not-confirmed", profiles=canary.profiles, hours=hours))
            await _record(context, run, canary, Failure.of(error))
        case CanaryState.CONFIRMED:
            await _send_others(context, run, canary, chunks)


async def confirm_canary(context: Context, run_id: str, by: str) -> Run | None:
    """Have a run that waits send the others; None if it does not wait, and has not been confirmed."""

    def confirm(run: Run) -> Run | None:
        return run.canary_confirmed(by, now()) if run.waits else None

    run = await context.runs.update(run_id, confirm)
    if run is None or run.canary is None or run.canary.confirmed_at is None:
        return None
    if not run.state.final:
        # The confirmation is recorded: where this fails, the step that is due, or the sweep, acts on it.
        with guarded("ask for the rest of a run", run_id):
            await context.queues.send(FollowRun(run_id=run_id, step=run.step))
    return run


async def _decide(context: Context, run: Run, judged: RunCanary, chunks: list[Chunk]) -> None:
    canary = run.export.canary
    assert canary is not None
    assert judged.result is not None
    others = run.prepared.kept - judged.profiles if run.prepared else 0
    if (problem := judged.result.problem(canary.max_failed_percent, others)) is not None:
        await _record(context, run, judged, Failure.of(CanaryFailed(problem)))
        return
    reasons = await _new_flows(context, run)
    if not reasons and canary.then is Then.CONTINUE:
        await _send_others(context, run, judged, chunks)
        return
    # Before it is recorded: a process that ends in between repeats it, and the notice has the same cause.
    await notify_of_hold(context, run, reasons)
    await _record(context, run, judged.waiting(reasons, canary.wait_hours, now()))
    log.info("run %s: the first portion is sent, the others wait for confirmation", run.id)


async def _new_flows(context: Context, run: Run) -> list[Text]:
    """Return why the run waits where a flow of the list went live since the gate; only with that guard.

    What the gate let pass (no flow, or flows that a user confirmed) passes here.
    """
    hold_when, impact = run.export.hold_when, run.impact
    if hold_when is None or not hold_when.triggers_live_flows or impact is None or impact.flows is None:
        return []
    klaviyo = await context.klaviyo(run)
    try:
        flows = await klaviyo.lookups.flows(run.export.list_id)
    except KeyRefused:
        return [text("held-flows-unknown")]
    return impact.flows_that_went_live(flows)


async def _send_others(context: Context, run: Run, canary: RunCanary, chunks: list[Chunk]) -> None:
    """Enqueue the other chunks, then record it: a process that ends in between enqueues them again, without harm."""
    kind = ChunkWork(context)
    waiting = [chunk for chunk in chunks if chunk.is_open and run.holds_back(chunk)]
    for some in batched(waiting, MESSAGES_AT_ONCE):
        await asyncio.gather(*(kind.send(chunk) for chunk in some))
    await _record(context, run, canary.passed())
    log.info("run %s: the first portion went well, %d more chunks are sent", run.id, len(waiting))


async def _record(context: Context, run: Run, canary: RunCanary, error: Failure | None = None) -> None:
    """Record the next state, unless the run was changed so that it is not the next one any more."""
    before = run.canary

    def record(current: Run) -> Run | None:
        if current.stopping or current.canary != before:
            return None
        return current.canary_recorded(canary, now(), error)

    changed = await context.runs.update(run.id, record)
    if changed is not None:
        await context.runs.lists.add(changed)
