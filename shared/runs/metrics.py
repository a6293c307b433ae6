"""Metrics of runs: the outcome of each run when it ends, and the state of the app at every sweep."""

from __future__ import annotations

from collections import Counter

from shared import telemetry
from shared.context import Context
from shared.domain import Run, RunState
from shared.domain.base import now
from shared.domain.messages import Queue
from shared.telemetry.guard import guarded

OUTCOMES = ("accepted", "unchanged", "duplicates", "rejected", "failed", "removed")
ACTIVE = tuple(state for state in RunState if not state.final)


def record_outcome(run: Run) -> None:
    """Record the outcome of a run whose final state was just stored."""
    telemetry.runs.add(1, {"state": run.state})
    for outcome in OUTCOMES:
        telemetry.profiles.add(getattr(run.counts, outcome), {"outcome": outcome})
    telemetry.chunks.add(run.chunks.imported, {"outcome": "imported"})
    telemetry.chunks.add(run.chunks.failed, {"outcome": "failed"})
    if run.started_at:
        telemetry.stage_seconds.record((run.started_at - run.queued_at).total_seconds(), {"stage": "wait"})
    if run.ended_at:
        telemetry.stage_seconds.record((run.ended_at - run.queued_at).total_seconds(), {"stage": "run"})


async def record_state(context: Context, active: list[Run]) -> None:
    """Record the number of active runs by state, and how long the first message of each queue has been waiting."""
    states = Counter(run.state for run in active)
    for state in ACTIVE:
        telemetry.active_runs.set(states[state], {"state": state})
    at = now()
    for queue in Queue:
        with guarded("measure", queue):
            telemetry.oldest_message.set(await context.queues.age(queue, at), {"queue": queue})
