"""What the integrations for orchestrators share: finding the run of an earlier attempt, figures of a run."""

from __future__ import annotations

import hashlib
from typing import Any

from segments_to_klaviyo import _operations as operations
from segments_to_klaviyo._flow import Flow
from segments_to_klaviyo.models import Run


def task_key(*parts: str) -> str:
    """Return an idempotency key for a task: ids of orchestrators may be too long for one, or not ASCII."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:40]


def start_attempt(export_id: str, *, key: str, attempt: int, full: bool = False) -> Flow[Run]:
    """Start the run of a task's attempt (1, 2, …), or find the one that an earlier attempt left active.

    Each attempt has a key of its own. A worker that was lost leaves its run active: the next attempt waits for that
    one. A run that has ended, well or badly, is not returned again: repeating a task means a new run. Raises RunActive
    where something else runs the export.
    """
    run = yield from operations.start_export(export_id, full=full, idempotency_key=f"{key}-1")
    for number in range(2, attempt + 1):
        if not run.final:
            return run
        run = yield from operations.start_export(export_id, full=full, idempotency_key=f"{key}-{number}")
    return run


def figures_of(run: Run, app_url: str) -> dict[str, Any]:
    """Return what an orchestrator shows of a run: ids, state, counts, duration in seconds, links."""
    figures: dict[str, Any] = {"run_id": run.id, "export": run.export_name, "state": run.state}
    figures |= run.counts.model_dump()
    if run.started_at and run.ended_at:
        figures["seconds"] = (run.ended_at - run.started_at).total_seconds()
    figures["run_url"] = f"{app_url}/runs/{run.id}"
    figures["rejects_url"] = f"{app_url}/api/runs/{run.id}/rejects.csv"
    return figures
