"""The recordings of Microsoft's host, and the app that was recorded."""

import contextlib
import json
import sys
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

from local.azurite import start_azurite
from local.processes import Child
from local.storage import create_containers, create_queues

TRACES = Path(__file__).parent / "traces"


def read(name: str) -> list[dict[str, Any]]:
    """Read a file of traces. Fail with its name where it cannot be read."""
    try:
        found: list[dict[str, Any]] = json.loads((TRACES / name).read_text("utf-8"))
    except ValueError as error:
        raise AssertionError(f"traces/{name} cannot be read: {error}") from None
    return found


@contextlib.asynccontextmanager
async def running(app: str, folder: Path, **settings: str) -> AsyncGenerator[dict[str, str]]:
    """Run the recorded app; yield the line that its host prints when it is ready."""
    azurite = await start_azurite(folder / "azurite")
    storage = azurite.connection_string
    try:
        await create_containers(storage, "segments")
        await create_queues(storage, "test-queue", "test-queue-poison")
        connections = dict.fromkeys(("AzureWebJobsStorage", "QStorage", "BStorage"), storage)
        settings = {
            **settings,
            "TESTAPP": app,
            "EVENTS": str(folder / "events"),
            "CONTAINER": "segments",
            "TSCHED": "0 0 0 1 1 *",
            "AzureFunctionsJobHost__extensions__blobs__maxDegreeOfParallelism": "16",  # 8 a processor: there were 2
        }
        arguments = ("--app", str(TRACES / "app"), "--data", str(folder), "--workers", "1", "--log-level", "CRITICAL")
        host = await Child.start("host", [sys.executable, "-m", "local.host", *arguments], env=connections | settings)
        try:
            yield await host.ready()
        finally:
            await host.stop()
    finally:
        await azurite.process.stop()
