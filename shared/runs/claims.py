"""Claims: one worker at a time works on a work item, and renews its claim while it does.

A claim is a conditional write *before* the work: of two deliveries of one message, one works. A worker whose claim
expired and was taken by another learns it at its own next write, which fails.
"""

from __future__ import annotations

import asyncio
import random
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Protocol

from shared.domain.base import later, now
from shared.domain.work_item import WorkItem
from shared.errors import StateConflict, Transient
from shared.storage.records import Versioned
from shared.texts import text

WRITE_ATTEMPTS = 30
HEARTBEAT_SECONDS = 2.0
"""How often a worker checks its claim at least: it must notice a cancellation within seconds."""


class ClaimLost(Exception):
    """Another worker claimed the item, or it is not to be worked on any more: stop without recording anything."""


class AlreadyClaimed(Exception):
    """Another worker holds the claim, for `seconds` more unless it renews it."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class WorkStore[T: WorkItem](Protocol):
    """Where the records of one kind of work item are."""

    async def reload(self, item: T) -> Versioned[T] | None:
        """Read the item again; None where it is deleted."""

    async def replace(self, item: T, etag: str) -> str:
        """Write the item and return its new ETag. Raises StateConflict where it is no longer the version `etag`."""


class Claim[T: WorkItem]:
    """This worker's claim on an item, with the item as it was last read or written."""

    def __init__(self, store: WorkStore[T], found: Versioned[T], owner: str, seconds: float) -> None:
        self._store = store
        self._found = found
        self._owner = owner
        self._seconds = seconds
        self._lock = asyncio.Lock()
        self.progressed = False
        """The step sets it where this attempt got further than the one before."""

    @property
    def item(self) -> T:
        """The item as it was last read or written."""
        return self._found.value

    @property
    def etag(self) -> str:
        """The version of the item."""
        return self._found.etag

    @property
    def _is_held(self) -> bool:
        """This worker has neither completed nor released the item."""
        return self.item.claimed_by == self._owner and self.item.is_open

    async def change(self, transition: Callable[[T], T]) -> T:
        """Write a transition of the item and return it. Raises ClaimLost."""
        async with self._lock:
            return await self._write(transition, while_open=True)

    async def release(self, *, not_before: datetime | None = None, counted: bool = True, missing: bool = False) -> None:
        """End the attempt, if this worker still holds the claim. Arguments: WorkItem.released."""

        def transition(item: T) -> T:
            return item.released(now(), not_before=not_before, counted=counted, missing=missing)

        with suppress(ClaimLost):
            async with self._lock:
                await self._write(transition, while_open=False)

    async def _write(self, transition: Callable[[T], T], *, while_open: bool) -> T:
        for attempt in range(WRITE_ATTEMPTS):
            if self.item.claimed_by != self._owner:
                raise ClaimLost
            changed = transition(self.item)
            try:
                self._found = Versioned(changed, await self._store.replace(changed, self.etag))
            except StateConflict:
                await asyncio.sleep(random.uniform(0, 0.02 * attempt))  # noqa: S311
                await self._reload(while_open=while_open)
            else:
                return changed
        raise StateConflict(text("record-busy", record=type(self.item).__name__))

    async def _reload(self, *, while_open: bool) -> None:
        found = await self._store.reload(self.item)
        if found is None or found.value.claimed_by != self._owner or (while_open and not found.value.is_open):
            raise ClaimLost
        self._found = found

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Renew the claim while the body runs. Cancels the body and raises ClaimLost where the claim is lost."""
        body = asyncio.current_task()
        assert body is not None
        lost = False

        async def renew() -> None:
            nonlocal lost
            try:
                await self._renew_while_held()
            except ClaimLost:
                lost = True
                body.cancel()

        heartbeat = asyncio.create_task(renew())
        try:
            yield
        except asyncio.CancelledError:
            # Another cancellation, such as that of an invocation that takes too long, goes on.
            if lost and body.uncancel() == 0:
                raise ClaimLost from None
            raise
        finally:
            heartbeat.cancel()
            with suppress(asyncio.CancelledError):
                await heartbeat

    async def _renew_while_held(self) -> None:
        # The body may complete or release the item before it ends.
        while self._is_held:
            await asyncio.sleep(min(HEARTBEAT_SECONDS, self._seconds / 3))
            # While storage is unavailable the claim may expire; the next write then tells.
            with suppress(Transient):
                async with self._lock:
                    if self._is_held:
                        await self._renew()

    async def _renew(self) -> None:
        await self._reload(while_open=True)
        at = now()
        if self.item.claimed_until is None or self.item.claimed_until < later(at, self._seconds * 2 / 3):
            await self._write(lambda item: item.renewed(later(at, self._seconds), at), while_open=True)


async def claim[T: WorkItem](store: WorkStore[T], found: Versioned[T], seconds: float) -> Claim[T] | None:
    """Claim an item for `seconds`, before the work begins.

    Returns None where nothing is to be done: the item is completed, deleted, or its next attempt is not due. Raises
    AlreadyClaimed.
    """
    owner = uuid.uuid4().hex
    for attempt in range(WRITE_ATTEMPTS):
        item, at = found.value, now()
        if not item.is_open or not item.is_due(at):
            return None
        if item.claimed_until is not None and item.is_claimed(at):
            raise AlreadyClaimed((item.claimed_until - at).total_seconds())
        claimed = item.claimed(owner, later(at, seconds), at)
        try:
            etag = await store.replace(claimed, found.etag)
        except StateConflict:
            await asyncio.sleep(random.uniform(0, 0.02 * attempt))  # noqa: S311
            reloaded = await store.reload(item)
            if reloaded is None:
                return None
            found = reloaded
        else:
            return Claim(store, Versioned(claimed, etag), owner, seconds)
    raise StateConflict(text("record-busy", record=type(found.value).__name__))
