"""Storage, a Klaviyo and the app's use cases between them, in one process: no host, so that each step is the test's.

Used with today's code by test_upgrade.py, and with an older version's by record.py.
"""

import base64
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from azure.data.tables.aio import TableServiceClient
from azure.storage.blob.aio import BlobServiceClient
from azure.storage.queue.aio import QueueServiceClient

from local.azurite import start_azurite
from local.klaviyo import MAIN_KEY, Options, Simulator
from local.storage import create_containers
from shared.bootstrap import build
from shared.settings import Settings

CONTAINERS = ("segments", "exports")


@dataclass
class World:
    """`context` is the app; `klaviyo` the simulator."""

    context: Any
    klaviyo: Simulator
    blobs: BlobServiceClient
    queues: QueueServiceClient
    tables: TableServiceClient

    async def dump(self) -> dict[str, Any]:
        """All that lies in storage, as JSON: {"tables": …, "queues": …, "blobs": …, "etags": …}."""
        found: dict[str, Any] = {"tables": {}, "queues": {}, "blobs": {}, "etags": {}}
        async for table in self.tables.list_tables():
            client = self.tables.get_table_client(table.name)
            found["tables"][table.name] = [dict(entity) async for entity in client.list_entities()]
        async for queue in self.queues.list_queues():
            client = self.queues.get_queue_client(str(queue.name))
            messages = [message async for message in client.receive_messages(messages_per_page=32)]
            found["queues"][str(queue.name)] = sorted(base64.b64decode(m.content).decode() for m in messages)
        for name in CONTAINERS:
            container = self.blobs.get_container_client(name)
            async for blob in container.list_blobs():
                data = await (await container.download_blob(blob.name)).readall()
                found["blobs"][f"{name}/{blob.name}"] = base64.b64encode(data).decode()
                found["etags"][f"{name}/{blob.name}"] = str(blob.etag).strip('"')
        return found


@asynccontextmanager
async def world(folder: Path, **settings: str) -> AsyncIterator[World]:
    """Everything empty."""
    async with AsyncExitStack() as stack:
        azurite = await start_azurite(folder / "azurite")
        stack.push_async_callback(azurite.process.stop)
        storage = azurite.connection_string
        await create_containers(storage, *CONTAINERS)
        klaviyo = await stack.enter_async_context(Simulator(Options(limits=False)))
        given = {
            "SegmentsStorage": storage,
            "ExportsStorage": storage,
            "KEY_VAULT_URL": "https://localhost:1",
            "KLAVIYO_URL": klaviyo.url,
            "CHUNK_PROFILES": "10",
        }
        context = build(Settings.read(given | settings), {})
        stack.push_async_callback(context.close)
        # The vault plays no part here.
        context = replace(context, klaviyo_for=lambda _secret, _account: context.klaviyo_with(MAIN_KEY))
        blobs = await stack.enter_async_context(BlobServiceClient.from_connection_string(storage))
        queues = await stack.enter_async_context(QueueServiceClient.from_connection_string(storage))
        tables = await stack.enter_async_context(TableServiceClient.from_connection_string(storage))
        yield World(context, klaviyo, blobs, queues, tables)
