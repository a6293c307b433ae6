"""The stacks that benchmarks run on. `python -m benchmarks.stacks` stores the key that they use in a vault."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
from azure.storage.blob import BlobServiceClient

from benchmarks.measure import ROOT
from local.klaviyo import MAIN_KEY
from local.samples import MAPPING
from local.stack import Stack, StackOptions
from shared import bootstrap
from shared.api.connections import KEY_KIND
from shared.context import Context
from shared.domain import Run
from shared.settings import Settings


async def store_key() -> None:
    """Put the simulator's key into the vault of the environment, as secret `bench`."""
    context = bootstrap.build(Settings.read(os.environ))
    await context.vault.store("bench", MAIN_KEY, KEY_KIND)
    await context.close()


class OpenStack(Stack):
    """A stack that tells the settings of the app."""

    environment: dict[str, str]

    async def _start_host(self, settings: Mapping[str, str]) -> None:
        self.environment = dict(settings)
        await super()._start_host(settings)


class Services(OpenStack):
    """Storage, vault and simulator without the app: for what is measured in a process of its own."""

    async def _start_host(self, settings: Mapping[str, str]) -> None:
        self.environment = dict(settings)
        self.app = self.function_key = self.master_key = self.blob_key = ""

    async def store_key(self) -> None:
        """Put the simulator's key into the vault, as secret `bench`."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.stacks", cwd=ROOT, env=os.environ | self.environment
        )
        if await process.wait():
            raise SystemExit("The key could not be stored.")


def on_data(data: Path) -> StackOptions:
    """Return the options of a stack on the data that `benchmarks.lists` fills."""
    return StackOptions(
        data=data, workers=1, timers=False, blob_poll=3600, log_level="WARNING", klaviyo_options=("--no-limits",)
    )


def upload(storage: str, name: str, file: Path) -> None:
    """Put a file into the segments container."""
    with BlobServiceClient.from_connection_string(storage) as service, file.open("rb") as data:
        service.get_blob_client("segments", name).upload_blob(data, overwrite=True, max_concurrency=2)


async def make_export(
    http: httpx.AsyncClient,
    segment: str,
    *,
    schedule: str = "manual",
    list_id: str = "SIMVIP",
    connection: str | None = None,
) -> tuple[str, str]:
    """An export of the sample's mapping, on a new connection where none is given; the ids of both."""
    if connection is None:
        answer = await http.post("/api/connections", json={"display_name": "b", "api_key": MAIN_KEY, "consent": True})
        answer.raise_for_status()
        connection = str(answer.json()["id"])
    body = {
        "name": segment, "connection_id": connection, "list_id": list_id, "segments": [segment],
        "mapping": MAPPING, "schedule": {"kind": schedule},
    }  # fmt: skip
    export = await http.post("/api/exports", json=body)
    export.raise_for_status()
    return str(export.json()["id"]), connection


async def run_export(http: httpx.AsyncClient, export: str) -> dict[str, Any]:
    """Run it to its end."""
    return await until_ended(http, await start_run(http, export))


async def start_run(http: httpx.AsyncClient, export: str) -> str:
    """Start a run; return its id."""
    started = await http.post(f"/api/exports/{export}/runs")
    started.raise_for_status()
    return str(started.json()["id"])


async def until_prepared(context: Context, run_id: str) -> Run:
    """Wait until all chunks of a run are recorded. The HTTP API does not tell that."""
    while True:
        found = await context.runs.get(run_id)
        if found is None or found.value.error or found.value.ended_at:
            raise SystemExit(f"The run failed: {found}")
        if found.value.cut:
            return found.value
        await asyncio.sleep(0.1)


async def until_ended(http: httpx.AsyncClient, run_id: str) -> dict[str, Any]:
    """Wait for a run's end."""
    while True:
        run: dict[str, Any] = (await http.get(f"/api/runs/{run_id}")).json()
        if run["ended_at"]:
            counts = run["counts"]
            if run["error"] or counts["failed"]:
                raise SystemExit(f"The run failed: {json.dumps(run)}")
            return run
        await asyncio.sleep(0.1)


if __name__ == "__main__":
    asyncio.run(store_key())
