"""The lease of a message: while its function runs, no other host receives it."""

from __future__ import annotations

import asyncio
import logging

from local.host.storage_queues import Received, StorageError, StorageQueue, retried

MIN_RENEWAL_SECONDS = 60.0
"""Between two renewals while the first is not answered."""

log = logging.getLogger("local.host.queue")


class Lease:
    """Keeps a message invisible to others. `receipt` is the one that may delete it now."""

    def __init__(self, queue: StorageQueue, message: Received, seconds: int) -> None:
        self._queue = queue
        self._message = message
        self._seconds = seconds
        self._ended = asyncio.Event()
        self.receipt = message.receipt

    async def renew(self) -> None:
        """Renew at half-time until `end`, or until the message belongs to another."""
        delay = self._seconds / 2
        while True:
            try:
                async with asyncio.timeout(delay):
                    await self._ended.wait()
            except TimeoutError:
                pass
            else:
                return
            try:
                self.receipt = await retried(
                    lambda: self._queue.update_message(self._message.id, self.receipt, visibility_timeout=self._seconds)
                )
                delay = self._seconds / 2
            except StorageError as error:
                log.warning("message %s: lease not renewed: %s", self._message.id, error)
                if not error.is_retried:
                    return
                delay = max(delay / 2, min(MIN_RENEWAL_SECONDS, self._seconds / 2))

    async def end(self, renewing: asyncio.Task[None]) -> None:
        """Stop renewing. Waits for a renewal that was sent: only the receipt that it returns may delete."""
        self._ended.set()
        try:
            await renewing
        except asyncio.CancelledError:
            renewing.cancel()
            raise
