"""Takes the messages of one queue, as the host's queue trigger does.

Rules from the Storage Queues extension (QueueListener and QueueProcessor in
Microsoft.Azure.WebJobs.Extensions.Storage.Common, github.com/Azure/azure-sdk-for-net), held to recordings of it
(tests/local/host/traces):
- a full batch is asked for as soon as no more than newBatchThreshold messages are being worked on;
- an empty queue is asked again after 100 ms, about 200, 300, 500, 900, 1,700 … up to maxPollingInterval;
- a message is invisible for ten minutes, renewed at half-time, so that it reappears when its host ends;
- a failed one reappears after visibilityTimeout; at maxDequeueCount its text goes to the poison queue;
- a poison queue has no poison queue: there a failed message stays invisible until its lease ends;
- the listener never creates its queue: it asks for it until it is there;
- a lost lease stops the renewal, not the function, whose result then counts for nothing;
- an answer such as 403, or no answer for half a minute, ends the host.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import contextlib
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from local.host.lease import Lease
from local.host.rest import POLL_SECONDS
from local.host.settings import QueueSettings
from local.host.storage_queues import Received, StorageError, StorageQueue, put_or_create, retried

MIN_POLLING_INTERVAL = 0.1
"""Seconds."""
LEASE_SECONDS = 600.0
POISON_SUFFIX = "-poison"
WHITE_SPACE = str.maketrans("", "", " \t\r\n")

log = logging.getLogger("local.host.queue")


@dataclass(frozen=True, slots=True)
class Message:
    """A message for a function: its decoded text, or None where the bytes are not UTF-8."""

    received: Received
    body: bytes

    @property
    def text(self) -> str | None:
        try:
            return self.body.decode()
        except UnicodeDecodeError:
            return None


class HostFaultError(Exception):
    """An error in the host itself that ends it. The message is not completed."""


type Handler = Callable[[Message], Awaitable[bool]]
"""Runs the function; returns whether it succeeded. Raises HostFaultError."""
type Fault = Callable[[BaseException], None]
"""Gets an error that ends the host."""
type PoisonQueue = Callable[[Received], StorageQueue | None]
"""Returns where a message goes that is given up; None: it stays where it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostLinks:
    """What a listener tells its host, and asks it."""

    fault: Fault
    moved: Callable[[str], None] = lambda _queue: None
    """Is told the poison queue that got a message."""
    received: Callable[[], None] = lambda: None
    """Is told that a poll found messages."""
    rests: Callable[[], bool] = lambda: False
    """Returns whether empty queues are to be polled seldom (rest.py)."""


class Backoff:
    """The delays after empty polls: 0.1 s, then 0.1 + 0.1 * 2^n * (0.8 to 1.2) s."""

    def __init__(self, maximum: float) -> None:
        self._maximum = maximum
        self._exponent = -1

    def reset(self) -> None:
        self._exponent = -1

    def next(self) -> float:
        delay = MIN_POLLING_INTERVAL
        if self._exponent >= 0:
            delay += MIN_POLLING_INTERVAL * 2**self._exponent * random.uniform(0.8, 1.2)
        if delay < self._maximum:
            self._exponent += 1
        return min(delay, self._maximum)


class QueueListener:
    def __init__(
        self,
        queue: StorageQueue,
        settings: QueueSettings,
        handle: Handler,
        *,
        poison: PoisonQueue = lambda _message: None,
        host: HostLinks,
        discards_bad_encoding: bool = False,
        lease: float = LEASE_SECONDS,
    ) -> None:
        """`lease`: seconds for which a message that is worked
        on is invisible to others, at least 1; `discards_bad_encoding`: what is not base64 is deleted, not poison.
        """
        self._queue = queue
        self._settings = settings
        self._handle = handle
        self._poison = poison
        self._host = host
        self._discards_bad_encoding = discards_bad_encoding
        self._lease = max(1, round(lease))
        self._queue_seen = False
        self._running: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._stopping = asyncio.Event()
        self.delays: list[float] = []
        """Of the last polls, in seconds."""

    @property
    def name(self) -> str:
        return self._queue.name

    @property
    def running(self) -> int:
        return len(self._running)

    def wake(self) -> None:
        """Poll at once: a message was put into the queue."""
        self._wake.set()

    def stop(self) -> None:
        """Take no more messages; functions that run go on (see `finish`)."""
        self._stopping.set()
        self._wake.set()

    async def run(self) -> None:
        """Work until `stop`. An error that ends the host goes to `fault`, and the listener ends."""
        backoff = Backoff(self._settings.max_polling_interval)
        try:
            while not self._stopping.is_set():
                self._wake.clear()
                if await self._poll():
                    self._host.received()
                    backoff.reset()
                    await self._wait_for_threshold()
                else:
                    delay = backoff.next()
                    self.delays = [*self.delays[-999:], delay]
                    await self._wait(max(delay, POLL_SECONDS) if self._host.rests() else delay)
        except StorageError as error:
            log.error("%s: %s: the host ends", self.name, error)  # noqa: TRY400
            self._host.fault(error)

    async def finish(self) -> None:
        """Wait until all functions have ended and their messages are completed."""
        while self._running:
            await asyncio.wait(self._running)

    def abandon(self) -> None:
        """Forget what is being worked on, as a killed host does: the messages reappear when their lease ends."""
        self.stop()
        for task in self._running:
            task.cancel()

    async def _wait(self, delay: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(delay):
                await self._wake.wait()

    async def _wait_for_threshold(self) -> None:
        while len(self._running) > self._settings.new_batch_threshold and not self._stopping.is_set():
            stopped = asyncio.create_task(self._stopping.wait())
            await asyncio.wait({stopped, *self._running}, return_when=asyncio.FIRST_COMPLETED)
            stopped.cancel()

    async def _poll(self) -> bool:
        """Receive a batch and start on it; return whether there was a message. Raise StorageError for what ends the
        host.
        """
        try:
            if not self._queue_seen:
                await retried(self._queue.get_properties)
                self._queue_seen = True
            messages = await retried(
                lambda: self._queue.get_messages(self._settings.batch_size, visibility_timeout=self._lease)
            )
        except StorageError as error:
            self._queue_seen = False
            if error.is_missing_queue or (error.status or 0) >= 500:
                log.debug("%s: %s", self.name, error)
                return False
            raise
        good = []
        for message in messages:
            if (body := self._decode(message.text)) is not None:
                good.append(Message(message, body))
            else:
                await self._refuse(message)
        for each in good:
            task = asyncio.create_task(self._process(each))
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        return bool(good)

    def _decode(self, text: str) -> bytes | None:
        if not self._settings.base64:
            return text.encode()
        try:
            return base64.b64decode(text.translate(WHITE_SPACE), validate=True)
        except (binascii.Error, ValueError):
            return None

    async def _refuse(self, message: Received) -> None:
        """Delete a message that is not base64, or put it into the poison queue: another attempt cannot succeed."""
        log.error("%s: message %s is not base64", self.name, message.id)
        try:
            if self._discards_bad_encoding:
                await self._delete(message, message.receipt)
            elif poison := self._poison(message):
                await self._bury(message, message.receipt, poison)
        except StorageError as error:
            self._host.fault(error)

    async def _process(self, message: Message) -> None:
        received = message.received
        lease = Lease(self._queue, received, self._lease)
        try:
            # Received so often without an end: the hosts ended meanwhile.
            if received.dequeue_count > self._settings.max_dequeue_count and (poison := self._poison(received)):
                await self._bury(received, received.receipt, poison)
                return
            renewing = asyncio.create_task(lease.renew())
            try:
                succeeded = await self._handle(message)
            finally:
                await lease.end(renewing)
            await self._complete(received, lease.receipt, succeeded=succeeded)
        except (StorageError, HostFaultError) as error:
            self._host.fault(error)

    async def _complete(self, message: Received, receipt: str, *, succeeded: bool) -> None:
        poison = None if succeeded else self._poison(message)
        if succeeded:
            await self._delete(message, receipt)
        elif poison is None:
            pass
        elif message.dequeue_count >= self._settings.max_dequeue_count:
            await self._bury(message, receipt, poison)
        else:
            seconds = round(self._settings.visibility_timeout)
            try:
                await retried(lambda: self._queue.update_message(message.id, receipt, visibility_timeout=seconds))
            except StorageError as error:
                _ignore_lost_lease(error)

    async def _bury(self, message: Received, receipt: str, poison: StorageQueue) -> None:
        await put_or_create(poison, message.text)
        self._host.moved(poison.name)
        await self._delete(message, receipt)
        log.error(
            "message %s of %s failed %s times and is in %s now",
            *(message.id, self.name, message.dequeue_count, poison.name),
        )

    async def _delete(self, message: Received, receipt: str) -> None:
        try:
            await retried(lambda: self._queue.delete_message(message.id, receipt))
        except StorageError as error:
            _ignore_lost_lease(error)


def _ignore_lost_lease(error: StorageError) -> None:
    """Raise the error again unless it says that the message is gone or belongs to another."""
    if error.status not in (400, 404):
        raise error
    log.warning("the result of a run counts for nothing: %s", error)
