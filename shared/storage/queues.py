"""Queue messages: claims, never data."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from azure.core.credentials_async import AsyncTokenCredential
from azure.core.exceptions import ResourceExistsError, ResourceNotFoundError
from azure.storage.queue import TextBase64EncodePolicy
from azure.storage.queue.aio import QueueClient
from pydantic import NonNegativeInt, StringConstraints, ValidationError, model_validator

from shared import telemetry
from shared.domain.base import Stored
from shared.domain.notification import Notice
from shared.errors import Invalid, NewerVersion
from shared.settings import Storage
from shared.storage.azure_clients import NETWORK, OPERATION_SECONDS, RETRIES, connect, deadline

MESSAGE_VERSION = 1
MAX_DELAY_SECONDS = 7 * 24 * 3600
"""The longest visibility time-out of a message (Azure Queue storage, Put Message)."""
NEVER_EXPIRES = -1
"""By default a message lives seven days: one that is seen after seven would never be."""


Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
"""The id of a run, preview or notification, or the name of a chunk or batch.

Storage refuses other texts as keys with errors that would count as failures of the work: tried again for ever.
"""


class Queue(StrEnum):
    """The queues of the app; the name in storage and in function_app.py."""

    PREPARE = "export-runs"
    UPLOAD = "chunk-uploads"
    FOLLOW = "run-progress"
    NOTIFY = "notifications"


class QueueMessage(Stored):
    """What lies in a queue. `traceparent` makes the work a part of its run's trace."""

    v: int = MESSAGE_VERSION
    traceparent: str | None = None

    @classmethod
    def parse(cls, text: str | bytes) -> Self:
        """Raises Invalid for anything that is not a message of this app, NewerVersion for one of a newer one."""
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            raise Invalid(f"Not a message of this app: {error.errors()[0]['msg']}.") from None

    @model_validator(mode="before")
    @classmethod
    def _no_newer_one(cls, given: object) -> object:
        version = given.get("v") if isinstance(given, dict) else None
        if isinstance(version, int) and version > MESSAGE_VERSION:
            raise NewerVersion.of("The message", version)
        return given


class Message(QueueMessage):
    """A claim on work. `chunk` or `batch` names one (upload), `step` the step that the run is at (follow).

    With `preview`, `run_id` is a preview's. A message holds no state: who may write to a queue must not be able to
    write records, and a message that is delivered again must not bring an old state back.
    """

    run_id: Identifier
    preview: bool = False
    chunk: Identifier | None = None
    batch: Identifier | None = None
    step: int | None = None


class Delivery(QueueMessage):
    """A notice on its way to one notification, tried so often before."""

    notification: Identifier
    notice: Notice
    attempts: NonNegativeInt = 0

    def next_attempt(self) -> Delivery:
        """Return the message of the next attempt."""
        return self.model_copy(update={"attempts": self.attempts + 1})


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

    async def send(self, queue: Queue, message: QueueMessage, *, delay: float = 0) -> None:
        """Put a message into the queue, to be seen after `delay` seconds (whole ones; at most seven days).

        Raises Unavailable where that takes longer than `operation_seconds`.
        """
        client = self._clients[queue]
        options = {"visibility_timeout": round(min(delay, MAX_DELAY_SECONDS)), "time_to_live": NEVER_EXPIRES}
        if message.traceparent is None:
            message = message.model_copy(update={"traceparent": telemetry.origin()})
        text = message.model_dump_json(exclude_none=True)
        async with deadline("Queue storage", self._operation_seconds):
            try:
                await client.send_message(text, **options)
            except ResourceNotFoundError:
                with suppress(ResourceExistsError):
                    await client.create_queue()
                await client.send_message(text, **options)

    async def age(self, queue: Queue, moment: datetime) -> float:
        """Seconds since the first message that can be seen was put in; 0 where there is none."""
        try:
            messages = await self._clients[queue].peek_messages(max_messages=1)
        except ResourceNotFoundError:
            return 0.0
        since = messages[0].inserted_on if messages else None
        return max(0.0, (moment - since).total_seconds()) if since else 0.0

    async def close(self) -> None:
        """Let go of the connections."""
        for client in self._clients.values():
            await client.close()
