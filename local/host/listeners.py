"""The listeners of one host: one for each queue function, and one for the events of all blob functions."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Protocol

from local.host.blobs import POISON_QUEUE as BLOB_POISON_QUEUE
from local.host.blobs import QUEUE as BLOB_QUEUE
from local.host.blobs import BlobMessage, BlobMessageError, function_name
from local.host.connections import HOST_STORAGE
from local.host.functions import BLOB, QUEUE, Function
from local.host.listener import (
    LEASE_SECONDS,
    POISON_SUFFIX,
    Fault,
    Handler,
    HostFaultError,
    HostLinks,
    Message,
    QueueListener,
)
from local.host.settings import HostSettings, QueueSettings
from local.host.storage_queues import Received, StorageQueue
from local.host.triggers import queue_payload

MAX_BATCH = 32

log = logging.getLogger("local.host.queue")

type Run = Callable[[str, bytes], Awaitable[bool]]
"""Runs a function with what the worker takes at that path (see wire.py); returns whether it succeeded."""


class QueueSource(Protocol):
    def queue(self, connection: str, name: str) -> StorageQueue: ...


class HostListeners:
    def __init__(
        self,
        functions: Mapping[str, Function],
        settings: HostSettings,
        queues: QueueSource,
        run: Run,
        fault: Fault,
        *,
        lease: float = LEASE_SECONDS,
        received: Callable[[], None] = lambda: None,
        rests: Callable[[], bool] = lambda: False,
    ) -> None:
        """`fault` is told of an error that ends the host; `received` and `rests` are those of HostLinks."""
        self._functions = functions
        self._settings = settings
        self._queues = queues
        self._run = run
        self._lease = lease
        self._links = HostLinks(fault=fault, moved=self.wake, received=received, rests=rests)
        self.all = [self._queue_listener(each) for each in functions.values() if each.kind == QUEUE]
        if any(each.kind == BLOB for each in functions.values()):
            self.all.append(self._blob_listener())
        self._polling: list[asyncio.Task[None]] = []

    def start(self) -> None:
        self._polling = [asyncio.create_task(listener.run()) for listener in self.all]

    def stop(self) -> None:
        """Take no more messages; what runs goes on."""
        for listener in self.all:
            listener.stop()

    async def finish(self, seconds: float | None = None) -> None:
        """Wait for what runs, no longer than that."""
        if self.all:
            finishing = [asyncio.create_task(listener.finish()) for listener in self.all]
            await asyncio.wait(finishing, timeout=seconds)
            for task in finishing:
                task.cancel()

    async def abandon(self) -> None:
        """Forget what runs, as a host that is killed does: its messages reappear when their lease ends."""
        for listener in self.all:
            listener.abandon()
        for task in self._polling:
            task.cancel()
        await asyncio.gather(*self._polling, return_exceptions=True)

    def wake(self, queue: str) -> None:
        """Have a queue polled at once: a message was put into it."""
        for listener in self.all:
            if listener.name == queue:
                listener.wake()

    def _queue_listener(self, function: Function) -> QueueListener:
        name, connection = function.option("queueName"), function.option("connection")
        poison = None if name.endswith(POISON_SUFFIX) else self._queues.queue(connection, name + POISON_SUFFIX)
        return QueueListener(
            self._queues.queue(connection, name),
            self._settings.queues,
            self._queue_handler(function),
            poison=lambda _message: poison,
            host=self._links,
            lease=self._lease,
        )

    def _queue_handler(self, function: Function) -> Handler:
        async def handle(message: Message) -> bool:
            if message.text is None:
                log.error("%s: message %s is not UTF-8: the function is not called", function.name, message.received.id)
                return False
            return await self._run(f"/queue/{function.name}", queue_payload(message.received, message.text))

        return handle

    def _blob_listener(self) -> QueueListener:
        return QueueListener(
            self._queues.queue(HOST_STORAGE, BLOB_QUEUE),
            blob_settings(self._settings),
            self._handle_blob,
            poison=self._blob_poison,
            host=self._links,
            discards_bad_encoding=True,
            lease=self._lease,
        )

    async def _handle_blob(self, message: Message) -> bool:
        try:
            event = BlobMessage.from_text(message.body)
        except BlobMessageError as error:
            raise HostFaultError(str(error)) from error
        function = self._functions.get(function_name(event.function_id))
        if function is None or function.kind != BLOB:
            log.debug("a blob event is for %s, which is no blob function of this app", event.function_id)
            return True
        return await self._run(f"/blob/{function.name}", message.body)

    def _blob_poison(self, message: Received) -> StorageQueue:
        """The poison queue is in the account of the blobs; that of the host for an unknown function."""
        event = BlobMessage.from_base64(message.text)
        function = self._functions.get(function_name(event.function_id)) if event else None
        return self._queues.queue(function.option("connection") if function else HOST_STORAGE, BLOB_POISON_QUEUE)


def blob_settings(settings: HostSettings) -> QueueSettings:
    """Return what rules the internal queue of blob events: nothing of host.json's `queues`."""
    parallelism = settings.blob_parallelism
    threshold = max(parallelism // 2 - 1, 0)
    return replace(
        QueueSettings(),
        batch_size=min(parallelism - threshold, MAX_BATCH),
        new_batch_threshold=threshold,
        visibility_timeout=0.0,
        max_dequeue_count=settings.poison_blob_threshold,
    )
