"""While a person is erased, no run is prepared and no preview is made: what begins meanwhile waits until it is done.

The eraser writes its mark, then looks for runs and previews that are under way; preparing takes its lease, then looks
for the mark. So of the two at least one sees the other. The mark runs out by itself where the eraser dies.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from shared.context import Context
from shared.domain import RunState
from shared.domain.base import now
from shared.domain.maintenance import Erasure
from shared.domain.run import later
from shared.errors import Conflict, RunActive, StateConflict
from shared.runs.lease import beside
from shared.storage.queues import Message, Queue

log = logging.getLogger(__name__)

KEY = "erasure"
HELD_SECONDS = 60.0
WAIT_SECONDS = 5.0
"""How long the message of a run or preview waits that must not be prepared yet."""


async def is_erasing(context: Context) -> bool:
    """Whether a person is being erased."""
    found = await context.erasures.get(KEY)
    return found is not None and found.value.until > now()


async def waits_for_erasure(context: Context, message: Message) -> bool:
    """Return whether a person is being erased; the message that asks for preparing then comes again."""
    if not await is_erasing(context):
        return False
    log.info("%s waits until an erasure is done", message.run_id)
    await context.queues.send(Queue.PREPARE, message, delay=WAIT_SECONDS)
    return True


@asynccontextmanager
async def erasure_lock(context: Context) -> AsyncIterator[None]:
    """Hold the mark while the body runs. Raises RunActive where a run is under way, Conflict where a preview is being
    made or another person erased, and StateConflict out of the body where the mark was lost.
    """
    owner = uuid.uuid4().hex
    await _take(context, owner)
    body = asyncio.current_task()
    assert body is not None
    lost = False

    async def renew() -> None:
        nonlocal lost
        while True:
            await asyncio.sleep(HELD_SECONDS / 3)
            if not await _renew(context, owner):
                lost = True
                body.cancel()
                return

    try:
        await _require_no_run(context)
        await _require_no_preview(context)
        async with beside(renew()):
            yield
    except asyncio.CancelledError:
        if lost:
            raise StateConflict("The erasure took too long and was stopped half-way.") from None
        raise
    finally:
        await _release(context, owner)


async def _require_no_run(context: Context) -> None:
    under_way = []
    for run_id in await context.runs.active():
        found = await context.runs.get(run_id)
        if found is not None and not found.value.state.final and found.value.state is not RunState.QUEUED:
            under_way.append(run_id)
    if under_way:
        names = ", ".join(under_way[:10])
        raise RunActive(f"Runs are going on ({names}). Wait for their end, or cancel them; try again.")


async def _require_no_preview(context: Context) -> None:
    moment = now()
    for found in await context.previews.all():
        if found.value.is_being_made(moment) and found.value.leased(moment):
            raise Conflict("A preview is being made, which may show the person. Try again in a minute.")


async def _take(context: Context, owner: str) -> None:
    found = await context.erasures.get(KEY)
    mark = Erasure(owner=owner, until=later(now(), HELD_SECONDS))
    try:
        if found is None:
            await context.erasures.insert(KEY, mark)
            return
        if found.value.until <= now():
            await context.erasures.replace(KEY, mark, found.etag)
            return
    except StateConflict:
        pass
    raise Conflict("Another person is being erased at this moment. Try again in a minute.")


async def _renew(context: Context, owner: str) -> bool:
    """Whether the mark is still this owner's."""
    found = await context.erasures.get(KEY)
    if found is None or found.value.owner != owner:
        return False
    try:
        await context.erasures.replace(KEY, Erasure(owner=owner, until=later(now(), HELD_SECONDS)), found.etag)
    except StateConflict:
        return False
    return True


async def _release(context: Context, owner: str) -> None:
    with suppress(StateConflict):
        found = await context.erasures.get(KEY)
        if found is not None and found.value.owner == owner:
            await context.erasures.delete(KEY, found.etag)
