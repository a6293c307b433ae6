"""The local host answers the recorded requests as Microsoft's host did: traces/http.json, sent again."""

import contextlib
import json
import sys
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from local.azurite import start_azurite
from local.processes import Child
from local.storage import create_containers, create_queues
from tests.local.host import differences
from tests.local.host.replay import Replay
from tests.local.host.test_traces import TRACES, read

CASES = read("http.json")


@contextlib.asynccontextmanager
async def running(app: str, folder: Path, **settings: str) -> AsyncGenerator[dict[str, str]]:
    """Run the recorded app; give the line that its host prints when it is ready."""
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


@pytest.mark.parametrize("app", ["plain", "project", "all"])
async def test_recorded_requests_are_answered_alike(app: str, tmp_path: Path) -> None:
    async with running(app, tmp_path) as ready:
        keys = json.loads((tmp_path / "keys.json").read_text())
        names = {name: own["default"] for name, own in keys["functions"].items()}
        names |= {
            "master": ready["master_key"],
            "host": ready["function_key"],
            "blobs_extension": ready["blob_key"],
        }
        await make_second_host_key(ready)
        replay = Replay(int(ready["url"].rpartition(":")[2]), names)
        found: dict[str, list[str]] = {}
        for case in CASES:
            if case["app"] == app and (differ := await replay.differences(case)):
                found[f"{case['group']}: {case['name']}"] = differ
    expected = {name for name in differences.NAMED if name in {f"{c['group']}: {c['name']}" for c in of(app)}}
    assert {name: differ for name, differ in found.items() if name not in expected} == {}
    assert expected <= found.keys(), "what passes does not belong into tests/local/host/differences.py"


def of(app: str) -> list[dict[str, Any]]:
    return [case for case in CASES if case["app"] == app]


async def make_second_host_key(ready: dict[str, str]) -> None:
    """The recorded host had two."""
    url = f"{ready['url']}/admin/host/functionkeys/two"
    value = {"name": "two", "value": "z" * 54 + "=="}
    async with (
        ClientSession() as session,
        session.put(url, json=value, headers={"x-functions-key": ready["master_key"]}) as answer,
    ):
        assert answer.status == 201
