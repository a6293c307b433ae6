"""The lease on a run: one worker prepares it at a time, and keeps saying so."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

from shared.context import Context
from shared.domain import Run, RunState
from shared.domain.base import now
from shared.domain.run import Lease, later


class Superseded(Exception):
    """The run ended, was cancelled, or is another worker's by now: stop quietly."""


async def take_lease(context: Context, run_id: str, owner: str) -> Run | None:
    """Make this worker the one that prepares the run; None where there is nothing to prepare."""
    moment = now()

    def take(run: Run) -> Run | None:
        if run.stopping or run.cut or run.leased(moment):
            return None
        return run.model_copy(
            update={
                "state": RunState.PREPARING if run.state is RunState.QUEUED else run.state,
                "started_at": run.started_at or moment,
                "lease": Lease(owner=owner, until=later(moment, context.settings.lease_seconds)),
                "prepare_attempts": run.prepare_attempts + 1,
                "heartbeat_at": moment,
            }
        )

    run = await context.runs.update(run_id, take)
    return run if run is not None and run.lease is not None and run.lease.owner == owner else None


@asynccontextmanager
async def beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Let the work go on beside the body, and no longer."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def keeping_lease(context: Context, run: Run, owner: str) -> AsyncIterator[None]:
    """Renew the lease while the body runs; stop the body with Superseded where it was lost or the run is to stop."""
    body = asyncio.current_task()
    assert body is not None
    lost = False

    async def renew() -> None:
        nonlocal lost
        while True:
            # Often enough to notice a cancellation within seconds.
            await asyncio.sleep(min(2.0, context.settings.lease_seconds / 3))
            try:
                await change_leased(context, run.id, owner, lambda r: _renewed(context, r, owner))
            except Superseded:
                lost = True
                body.cancel()
                return

    try:
        async with beside(renew()):
            yield
    except asyncio.CancelledError:
        if lost:
            raise Superseded from None
        raise


def _renewed(context: Context, run: Run, owner: str) -> Run | None:
    assert run.lease is not None
    moment = now()
    if run.lease.until > later(moment, context.settings.lease_seconds * 2 / 3):
        return None
    return run.model_copy(
        update={
            "lease": Lease(owner=owner, until=later(moment, context.settings.lease_seconds)),
            "heartbeat_at": moment,
        }
    )


async def change_leased(context: Context, run_id: str, owner: str, change: Any) -> Run:
    """Change the run while it is this worker's. Raises Superseded where it is not, or is to stop."""

    def guarded(run: Run) -> Run | None:
        if run.stopping or run.lease is None or run.lease.owner != owner:
            raise Superseded
        changed: Run | None = change(run)
        return changed

    run = await context.runs.update(run_id, guarded)
    if run is None:
        raise Superseded
    return run


async def drop_lease(context: Context, run_id: str, owner: str) -> None:
    await context.runs.update(
        run_id,
        lambda run: run.model_copy(update={"lease": None}) if run.lease and run.lease.owner == owner else None,
    )
