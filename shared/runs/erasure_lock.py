"""The erasure lock: while a person is erased, no run is prepared and no preview is made.

The erasure is a work item that is claimed; then the lock looks for runs and previews that are being worked on. A
worker that prepares first claims its run, then looks for the erasure. So of the two at least one sees the other. The
claim expires by itself where the process dies.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from shared.context import Context
from shared.domain import RunState
from shared.domain.base import now
from shared.domain.maintenance import Erasure
from shared.errors import Conflict, RunActive, StateConflict
from shared.runs.claims import AlreadyClaimed, Claim, ClaimLost, claim
from shared.texts import text

ERASURE_CLAIM_SECONDS = 60.0


async def is_erasing(context: Context) -> bool:
    """Return whether a person is being erased."""
    found = await context.erasures.get()
    return found is not None and found.value.is_claimed(now())


@asynccontextmanager
async def erasure_lock(context: Context) -> AsyncIterator[None]:
    """Hold the lock while the body runs.

    Raises RunActive while a run is being worked on, Conflict while a preview is being made, opt-outs or a list are
    being read, a person is looked up or another person is erased, and StateConflict out of the body where the claim
    was lost.
    """
    claimed = await _claim(context)
    try:
        await _require_no_run(context)
        await _require_no_preview(context)
        await _require_no_look(context)
        await _require_no_list_check(context)
        await _require_no_lookup(context)
        async with claimed.kept():
            yield
    except ClaimLost:
        raise StateConflict(text("erasure-too-long")) from None
    finally:
        await claimed.release()


async def _claim(context: Context) -> Claim[Erasure]:
    if await context.erasures.get() is None:
        await context.erasures.create()
    found = await context.erasures.get()
    try:
        claimed = await claim(context.erasures, found, ERASURE_CLAIM_SECONDS) if found else None
    except AlreadyClaimed:
        claimed = None
    if claimed is None:
        raise Conflict(text("erasure-active"))
    return claimed


async def _require_no_run(context: Context) -> None:
    active = []
    for run_id in await context.runs.active():
        found = await context.runs.get(run_id)
        if found is not None and not found.value.state.final and found.value.state is not RunState.QUEUED:
            active.append(run_id)
    if active:
        names = ", ".join(active[:10])
        raise RunActive(text("erasure-runs-active", runs=names))


async def _require_no_preview(context: Context) -> None:
    at = now()
    for found in await context.previews.all():
        if found.value.is_being_made(at) and found.value.is_claimed(at):
            raise Conflict(text("erasure-preview-active"))


async def _require_no_look(context: Context) -> None:
    at = now()
    if any(found.value.is_claimed(at) for found in await context.feed_looks.all()):
        raise Conflict(text("erasure-opt-outs-active"))


async def _require_no_list_check(context: Context) -> None:
    at = now()
    if any(check.is_claimed(at) for check in await context.list_checks.all()):
        raise Conflict(text("erasure-list-active"))


async def _require_no_lookup(context: Context) -> None:
    at = now()
    if any(lookup.is_claimed(at) for lookup in await context.person_lookups.all()):
        raise Conflict(text("erasure-lookup-active"))
