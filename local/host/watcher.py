"""Event Grid for Azurite, which sends no events: looks into a container and reports what is new.

Event shape: learn.microsoft.com/azure/event-grid/event-schema-blob-storage. Like Event Grid it delivers
at least once: an event the webhook did not take is sent again.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from azure.core.exceptions import AzureError, ResourceNotFoundError
from azure.storage.blob import BlobProperties
from azure.storage.blob.aio import ContainerClient

from local.host.connections import blob_service
from local.host.functions import Function

TOPIC = "/subscriptions/local/resourceGroups/local/providers/Microsoft.Storage/storageAccounts/"
CREATED = "Microsoft.Storage.BlobCreated"
REST_FOR_EACH = 0.004
"""Seconds: 20 times what the SDK works for a blob of a listing."""

log = logging.getLogger("local.host.events")

type Deliver = Callable[[Function, dict[str, Any]], Awaitable[bool]]
"""Sends an event to a function's webhook; answers whether it was taken."""


class Watcher:
    """Watches the container of one blob function."""

    def __init__(self, function: Function, deliver: Deliver) -> None:
        self._function = function
        self._deliver = deliver
        self._known: dict[str, str] = {}
        self._wake = asyncio.Event()
        self._service = blob_service(function.option("connection"))
        self._container = self._service.get_container_client(container_of(function))

    async def start(self) -> None:
        """Takes note of the blobs there are: they cause no event."""
        self._known = {name: str(blob.etag) for name, blob in (await self._list()).items()}

    async def run(self, every: float) -> None:
        """Looks every `every` seconds, and after `wake`, until cancelled.

        To look at thousands of blobs keeps this process busy, so it rests longer between two looks at them.
        """
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), max(every, REST_FOR_EACH * len(self._known)))
            self._wake.clear()
            try:
                await self._look()
            except (AzureError, OSError) as error:
                log.warning("%s: %s", self._container.container_name, type(error).__name__)

    def wake(self, name: str) -> None:
        """Look at once if `name` is `<container>/`, of the container that is watched."""
        if name == f"{self._container.container_name}/":
            self._wake.set()

    async def close(self) -> None:
        await self._service.close()

    async def _look(self) -> None:
        blobs = await self._list()
        self._known = {name: etag for name, etag in self._known.items() if name in blobs}
        for name, blob in blobs.items():
            if self._known.get(name) == blob.etag:
                continue
            if await self._deliver(self._function, blob_created(self._container, blob)):
                self._known[name] = str(blob.etag)

    async def _list(self) -> dict[str, BlobProperties]:
        try:
            return {blob.name: blob async for blob in self._container.list_blobs()}
        except ResourceNotFoundError:
            return {}


def container_of(function: Function) -> str:
    """The binding's path `segments/{name}` begins with the container."""
    return function.option("path").partition("/")[0]


def blob_created(container: ContainerClient, blob: BlobProperties) -> dict[str, Any]:
    name = container.container_name
    return {
        "topic": f"{TOPIC}{container.account_name}",
        "subject": f"/blobServices/default/containers/{name}/blobs/{blob.name}",
        "eventType": CREATED,
        "id": str(uuid.uuid4()),
        "data": {
            "api": "PutBlob",
            "requestId": str(uuid.uuid4()),
            "eTag": str(blob.etag).strip('"'),
            "contentType": blob.content_settings.content_type,
            "contentLength": blob.size,
            "blobType": "BlockBlob",
            "url": container.get_blob_client(blob.name).url,
            "sequencer": f"{int(blob.last_modified.timestamp()):032X}",
            "storageDiagnostics": {"batchId": str(uuid.uuid4())},
        },
        "dataVersion": "",
        "metadataVersion": "1",
        "eventTime": blob.last_modified.isoformat(),
    }
