"""Takes the messages of one queue, as the host's queue trigger does.

Rules from the Storage Queues extension (QueueListener and QueueProcessor in
Microsoft.Azure.WebJobs.Extensions.Storage.Common, github.com/Azure/azure-sdk-for-net):
- a batch is asked for while no more than newBatchThreshold messages are in work;
- an empty queue is asked again after 100 ms, twice that, and so on up to maxPollingInterval;
- a message in work is invisible for ten minutes, renewed at half-time, so it reappears when its worker dies;
- a failed one reappears after visibilityTimeout; at maxDequeueCount its text goes to `<queue>-poison`;
- a poison queue has no poison queue: there a failed message stays invisible until its lease ends.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import contextlib
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable

from azure.core.exceptions import AzureError, ResourceExistsError
from azure.storage.queue import QueueMessage
from azure.storage.queue.aio import QueueClient

from local.host.settings import QueueSettings

MIN_POLLING_INTERVAL = 0.1
"""Seconds."""
POISON_SUFFIX = "-poison"

log = logging.getLogger("local.host.queue")

type Handler = Callable[[QueueMessage, bytes], Awaitable[bool]]
"""Gets the message and its decoded body; answers whether the work succeeded."""


class QueueListener:
    def __init__(
        self,
        queue: QueueClient,
        poison: QueueClient | None,
        settings: QueueSettings,
        handle: Handler,
        *,
        lease: float,
    ) -> None:
        """`lease`: seconds for which a message in work is invisible to others, at least 1."""
        self._queue = queue
        self._poison = poison
        self._settings = settings
        self._handle = handle
        self._lease = max(1, round(lease))
        self._running: set[asyncio.Task[None]] = set()

    async def run(self, stopping: asyncio.Event) -> None:
        """Works until `stopping` is set; what is in work then goes on (see `finish`)."""
        await create_queue(self._queue)
        stopped = asyncio.create_task(stopping.wait())
        delay = MIN_POLLING_INTERVAL
        while not stopping.is_set():
            if len(self._running) > self._settings.new_batch_threshold:
                await asyncio.wait({stopped, *self._running}, return_when=asyncio.FIRST_COMPLETED)
                continue
            messages = await self._receive()
            for message in messages:
                task = asyncio.create_task(self._process(message))
                self._running.add(task)
                task.add_done_callback(self._running.discard)
            if messages:
                delay = MIN_POLLING_INTERVAL
                continue
            await asyncio.wait({stopped}, timeout=delay)
            delay = min(delay * 2, self._settings.max_polling_interval)

    async def finish(self, grace: float) -> None:
        """Lets what is in work end within `grace` seconds; the rest is cancelled and tried again later."""
        if not self._running:
            return
        _, late = await asyncio.wait(self._running, timeout=grace)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late, timeout=grace)

    async def _receive(self) -> list[QueueMessage]:
        batch = self._settings.batch_size
        try:
            pages = self._queue.receive_messages(messages_per_page=batch, visibility_timeout=self._lease).by_page()
            # One page alone: the iterator would go on asking until the queue is empty.
            async for page in pages:
                return [message async for message in page]
        except (AzureError, OSError) as error:
            log.warning("%s cannot be read: %s", self._queue.queue_name, type(error).__name__)
        return []

    async def _process(self, message: QueueMessage) -> None:
        try:
            # So many tries without an end: the workers died of it.
            if self._poison and (message.dequeue_count or 0) > self._settings.max_dequeue_count:
                await self._bury(message, self._poison)
                return
            try:
                body = self._decode(message.content)
            except (binascii.Error, ValueError):
                log.exception("%s: a message is not base64", self._queue.queue_name)
                if self._poison:
                    await self._bury(message, self._poison)
                return
            async with self._leased(message):
                succeeded = await self._try(message, body)
            await self._complete(message, succeeded=succeeded)
        except AzureError as error:
            # Most likely the lease has run out and another worker has the message now.
            log.warning("%s: message %s: %s", self._queue.queue_name, message.id, type(error).__name__)

    async def _try(self, message: QueueMessage, body: bytes) -> bool:
        try:
            return await self._handle(message, body)
        except asyncio.CancelledError:
            # The worker stops. Complete it as failed, so that another need not wait for the lease.
            return False

    async def _complete(self, message: QueueMessage, *, succeeded: bool) -> None:
        if succeeded:
            await self._queue.delete_message(message)
        elif self._poison is None:
            pass
        elif (message.dequeue_count or 0) >= self._settings.max_dequeue_count:
            await self._bury(message, self._poison)
        else:
            await self._queue.update_message(message, visibility_timeout=round(self._settings.visibility_timeout))

    async def _bury(self, message: QueueMessage, poison: QueueClient) -> None:
        await create_queue(poison)
        await poison.send_message(message.content)
        await self._queue.delete_message(message)
        log.error(
            "message %s of %s failed %s times and lies in %s now",
            *(message.id, self._queue.queue_name, message.dequeue_count, poison.queue_name),
        )

    def _decode(self, content: str) -> bytes:
        return base64.b64decode(content, validate=True) if self._settings.base64 else content.encode()

    @contextlib.asynccontextmanager
    async def _leased(self, message: QueueMessage) -> AsyncGenerator[None]:
        ended = asyncio.Event()
        renewing = asyncio.create_task(self._renew(message, ended))
        try:
            yield
        finally:
            # Not cancelled: a renewal under way makes the receipt that alone may delete.
            ended.set()
            await renewing

    async def _renew(self, message: QueueMessage, ended: asyncio.Event) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._lease / 2):
                    await ended.wait()
                return
            try:
                renewed = await self._queue.update_message(message, visibility_timeout=self._lease)
            except AzureError as error:
                log.warning("message %s: lease not renewed: %s", message.id, type(error).__name__)
                return
            message.pop_receipt = renewed.pop_receipt


async def create_queue(queue: QueueClient) -> None:
    with contextlib.suppress(ResourceExistsError):
        await queue.create_queue()
