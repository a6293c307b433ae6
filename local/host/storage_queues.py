"""A storage queue as the listeners use it, and Azure Storage behind it.

Each request is tried again as Azure's client for .NET does: six times in all, about 0.8, 1.6, 3.2, 6.4 and 12.8 s
apart, where the service answers 5xx or does not answer. An UpdateMessage never sends the content again.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from azure.core.exceptions import AzureError, HttpResponseError
from azure.storage.queue.aio import QueueClient

ATTEMPTS = 6
FIRST_RETRY_SECONDS = 0.8


class StorageError(Exception):
    """The service answered with an error, or did not answer: then `status` is None."""

    def __init__(self, status: int | None, code: str = "") -> None:
        super().__init__(f"storage answered {status} {code}" if status else "storage did not answer")
        self.status = status
        self.code = code

    @property
    def is_retried(self) -> bool:
        return self.status is None or self.status >= 500

    @property
    def is_missing_queue(self) -> bool:
        return self.status == 404 and self.code in ("QueueNotFound", "")


@dataclass(frozen=True, slots=True)
class Received:
    """A message as it was received."""

    id: str
    receipt: str
    text: str
    dequeue_count: int
    inserted_on: datetime
    expires_on: datetime
    next_visible_on: datetime


class StorageQueue(Protocol):
    """One request each. All raise StorageError."""

    @property
    def name(self) -> str: ...

    async def get_properties(self) -> None: ...

    async def create(self) -> None: ...

    async def get_messages(self, count: int, *, visibility_timeout: int) -> list[Received]: ...

    async def put_message(self, text: str) -> None: ...

    async def update_message(self, message_id: str, receipt: str, *, visibility_timeout: int) -> str:
        """Return the new receipt."""
        ...

    async def delete_message(self, message_id: str, receipt: str) -> None: ...


async def retried[T](request: Callable[[], Awaitable[T]]) -> T:
    """Make a request until it is answered, six times at most. Raise the last StorageError."""
    for attempt in range(ATTEMPTS - 1):
        try:
            return await request()
        except StorageError as error:
            if not error.is_retried:
                raise
        await asyncio.sleep(FIRST_RETRY_SECONDS * 2**attempt * random.uniform(0.8, 1.2))
    return await request()


async def put_or_create(queue: StorageQueue, text: str) -> None:
    """Put a message; create the queue first where it does not exist."""
    try:
        await retried(lambda: queue.put_message(text))
    except StorageError as error:
        if not error.is_missing_queue:
            raise
        await retried(queue.create)
        await retried(lambda: queue.put_message(text))


class AzureQueue:
    """A queue of Azure Storage, or of Azurite."""

    def __init__(self, client: QueueClient) -> None:
        """`client` must not try again by itself."""
        self._client = client

    @property
    def name(self) -> str:
        return str(self._client.queue_name)

    async def get_properties(self) -> None:
        await self._asked(self._client.get_queue_properties())

    async def create(self) -> None:
        try:
            await self._asked(self._client.create_queue())
        except StorageError as error:
            if error.status != 409:
                raise

    async def get_messages(self, count: int, *, visibility_timeout: int) -> list[Received]:
        async def first_page() -> list[Received]:
            pages = self._client.receive_messages(messages_per_page=count, visibility_timeout=visibility_timeout)
            # One page alone: the iterator would go on asking until the queue is empty.
            async for page in pages.by_page():
                return [_received(message) async for message in page]
            return []

        return await self._asked(first_page())

    async def put_message(self, text: str) -> None:
        await self._asked(self._client.send_message(text))

    async def update_message(self, message_id: str, receipt: str, *, visibility_timeout: int) -> str:
        # By its id, not as a message: with one the client sends the content again.
        updated = await self._asked(
            self._client.update_message(message_id, receipt, visibility_timeout=visibility_timeout)
        )
        return str(updated.pop_receipt)

    async def delete_message(self, message_id: str, receipt: str) -> None:
        await self._asked(self._client.delete_message(message_id, receipt))

    async def _asked[T](self, request: Awaitable[T]) -> T:
        try:
            return await request
        except HttpResponseError as error:
            code = getattr(error, "error_code", None)
            raise StorageError(error.status_code, str(getattr(code, "value", code) or "")) from error
        except (AzureError, OSError) as error:
            raise StorageError(None) from error


def _received(message: Any) -> Received:
    return Received(
        message.id,
        message.pop_receipt,
        message.content,
        message.dequeue_count,
        message.inserted_on,
        message.expires_on,
        message.next_visible_on,
    )
