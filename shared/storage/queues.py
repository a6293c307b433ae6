"""The app's queues in Azure Queue storage."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from azure.core.credentials_async import AsyncTokenCredential
from azure.core.exceptions import ResourceExistsError, ResourceNotFoundError
from azure.storage.queue import TextBase64EncodePolicy
from azure.storage.queue.aio import QueueClient

from shared import telemetry
from shared.domain.messages import Message, Queue
from shared.settings import Storage
from shared.storage.azure_clients import NETWORK, OPERATION_SECONDS, RETRIES, connect, deadline

MAX_DELAY_SECONDS = 7 * 24 * 3600
"""The longest visibility time-out of a message (Azure Queue storage, Put Message)."""
NEVER_EXPIRES = -1
"""By default a message expires after seven days: one with a delay of seven days would never be delivered."""


class Queues:
    """The app's queues in one storage account."""

    def __init__(
        self,
        storage: Storage,
        credential: AsyncTokenCredential | None,
        operation_seconds: float = OPERATION_SECONDS,
    ) -> None:
        self._operation_seconds = operation_seconds
        # The Functions host reads base64 by default (host.json, queues.messageEncoding).
        encoding = TextBase64EncodePolicy()
        self._clients = {
            queue: connect(
                QueueClient, storage, storage.queue_uri, credential,
                queue_name=queue, message_encode_policy=encoding, **RETRIES, **NETWORK,
            )
            for queue in Queue
        }  # fmt: skip

    async def send(self, message: Message, *, delay: float = 0) -> None:
        """Put a message into its queue, visible after `delay` seconds (rounded; at most seven days).

        Raises Unavailable where that takes longer than `operation_seconds`.
        """
        client = self._clients[message.queue]
        options = {"visibility_timeout": round(min(delay, MAX_DELAY_SECONDS)), "time_to_live": NEVER_EXPIRES}
        if message.traceparent is None:
            message = message.with_trace(telemetry.origin())
        text = message.model_dump_json(exclude_none=True)
        async with deadline("Queue storage", self._operation_seconds):
            try:
                await client.send_message(text, **options)
            except ResourceNotFoundError:
                with suppress(ResourceExistsError):
                    await client.create_queue()
                await client.send_message(text, **options)

    async def age(self, queue: Queue, at: datetime) -> float:
        """Return the seconds from when the first visible message was sent until `at`; 0 where there is none.

        Raises Unavailable where that takes longer than `operation_seconds`.
        """
        try:
            async with deadline("Queue storage", self._operation_seconds):
                messages = await self._clients[queue].peek_messages(max_messages=1)
        except ResourceNotFoundError:
            return 0.0
        since = messages[0].inserted_on if messages else None
        return max(0.0, (at - since).total_seconds()) if since else 0.0

    async def close(self) -> None:
        """Close the connections."""
        for client in self._clients.values():
            await client.close()
