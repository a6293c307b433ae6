"""The whole system as a client sees it: HTTP, storage, and the Klaviyo simulator's own inspection."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
import time
import uuid
from pathlib import Path
from typing import Any

import httpx
from azure.data.tables.aio import TableServiceClient
from azure.storage.blob.aio import BlobServiceClient
from backports import zstd

from local.klaviyo import MAIN_KEY
from local.stack import Stack
from shared.api.openapi import document
from shared.api.routes import MACHINE_ROUTES, ROUTES
from tests.fakes.waiting import LIMIT_SECONDS, rounds

SETTINGS = {
    "KEEP_CHUNKS": "true",
    "MISSING_AFTER_SECONDS": "1",
    "AzureFunctionsJobHost__extensions__queues__maxPollingInterval": "00:00:02",
}
"""Of the app that the tests of this folder share."""
FINAL = {"successful", "completed_with_warnings", "failed", "skipped", "canceled"}
OPERATIONS = document((*ROUTES, *MACHINE_ROUTES))["paths"]
Answer = tuple[int, Any]


def _documented(method: str, path: str) -> set[int]:
    """Return the statuses that the OpenAPI document gives for a call; unknown operations get 401, 404 or 405."""
    for template, operations in OPERATIONS.items():
        pattern = re.sub(r"{\w+}", "[^/]+", template)
        if method.lower() in operations and re.fullmatch(pattern, path.partition("?")[0]):
            return {int(status) for status in operations[method.lower()]["responses"]}
    return {401, 404, 405} if path.startswith("/api/") else set(range(100, 600))


class System:
    """A running stack with one connection, `connection`, on the simulator's main account."""

    def __init__(self, stack: Stack, logs: Path) -> None:
        self.stack = stack
        self.logs = logs
        self.http = httpx.AsyncClient(trust_env=False, timeout=LIMIT_SECONDS)
        trusted = stack.storage_ca_file or True
        self.blobs = BlobServiceClient.from_connection_string(stack.storage, connection_verify=trusted)
        self.tables = TableServiceClient.from_connection_string(stack.storage, connection_verify=trusted)
        self.connection = ""
        self.keys = {MAIN_KEY}
        """Every key that was ever given to the app."""

    async def open(self) -> None:
        status, made = await self.call("POST", "/api/connections", connect(MAIN_KEY))
        assert status == 201, made
        self.connection = made["id"]

    async def close(self) -> None:
        await self.http.aclose()
        await self.blobs.close()
        await self.tables.close()

    async def call(
        self, method: str, path: str, body: Any = None, *, who: str | None = "administrator", **headers: str
    ) -> Answer:
        response = await self.ask(method, path, body, who=who, **headers)
        is_json = "json" in response.headers.get("content-type", "")
        return response.status_code, response.json() if is_json else response.text

    async def ask(
        self, method: str, path: str, body: Any = None, *, who: str | None = "administrator", **headers: str
    ) -> httpx.Response:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        user = dict(self.stack.users[who]) if who else {}
        response = await self.http.request(method, self.stack.app + path, json=body, headers=user | given)
        documented = _documented(method, path)
        assert response.status_code in documented, f"{method} {path}: {response.status_code} is not in the document"
        return response

    async def sim(self, method: str, path: str, body: Any = None) -> Any:
        response = await self.http.request(method, f"{self.stack.klaviyo}/_sim{path}", json=body)
        assert response.is_success, response.text
        return response.json() if response.content else None

    # Segments.

    async def upload(self, blob: str, data: str | bytes) -> None:
        raw = data.encode() if isinstance(data, str) else data
        await self.blobs.get_container_client("segments").upload_blob(blob, raw, overwrite=True)

    async def files(self, container: str, prefix: str = "") -> dict[str, bytes]:
        """Return the content of blobs by name, decompressed."""
        client = self.blobs.get_container_client(container)
        names = [name async for name in client.list_blob_names(name_starts_with=prefix)]
        found = {name: await (await client.download_blob(name)).readall() for name in names}
        return {name: zstd.decompress(data) if name.endswith(".zst") else data for name, data in found.items()}

    # Exports and runs.

    async def new_list(self) -> str:
        """Make a list in the main account; return its id."""
        return str((await self.sim("POST", "/lists", {"name": f"List {uuid.uuid4().hex[:8]}"}))["id"])

    def export_of(self, segment: str, list_id: str, **changes: Any) -> dict[str, Any]:
        body = {
            "name": f"{segment} {uuid.uuid4().hex[:6]}",
            "connection_id": self.connection,
            "list_id": list_id,
            "segments": [segment],
            "mapping": {"email": "email"},
        }
        return body | changes

    async def export(self, segment: str, list_id: str | None = None, **changes: Any) -> dict[str, Any]:
        status, made = await self.call(
            "POST", "/api/exports", self.export_of(segment, list_id or await self.new_list(), **changes)
        )
        assert status == 201, made
        return dict(made)

    async def start(self, export: dict[str, Any]) -> dict[str, Any]:
        status, run = await self.call("POST", f"/api/exports/{export['id']}/runs")
        assert status == 202, run
        return dict(run)

    async def run(self, export: dict[str, Any]) -> dict[str, Any]:
        return await self.ended((await self.start(export))["id"])

    async def ended(self, run_id: str) -> dict[str, Any]:
        end = time.monotonic() + LIMIT_SECONDS
        while True:
            status, run = await self.call("GET", f"/api/runs/{run_id}")
            assert status == 200, run
            if run["state"] in FINAL:
                return dict(run)
            assert time.monotonic() < end, f"not ended in time: {run}"
            await asyncio.sleep(0.2)

    async def runs(self, export: dict[str, Any]) -> list[dict[str, Any]]:
        status, found = await self.call("GET", f"/api/exports/{export['id']}/runs")
        assert status == 200, found
        runs: list[dict[str, Any]] = found["runs"]
        return runs

    async def started_by_itself(self, export: dict[str, Any]) -> dict[str, Any]:
        """Wait for the first run of an export that a trigger starts; return it when it is final."""
        for _ in rounds():
            if found := await self.runs(export):
                break
            await asyncio.sleep(0.2)
        return await self.ended(found[-1]["id"])

    async def rejects(self, run: dict[str, Any], **options: Any) -> list[dict[str, str]]:
        status, text = await self.call("GET", f"/api/runs/{run['id']}/rejects.csv", **options)
        assert status == 200, text
        return list(csv.DictReader(io.StringIO(text, newline="")))

    async def members(self, list_id: str) -> dict[str, dict[str, Any]]:
        response = await self.http.get(f"{self.stack.klaviyo}/_sim/lists/{list_id}/members")
        return {one["email"]: one for one in map(json.loads, response.text.splitlines())}

    async def journal(self, after: int = 0) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.sim("GET", f"/requests?after={after}")
        return found

    async def mark(self) -> int:
        """Return the number of the last request that Klaviyo has seen."""
        found = await self.journal()
        return int(found[-1]["n"]) if found else 0

    async def backdate(self, export: dict[str, Any]) -> None:
        """Pretend that the schedule of the export was checked two days ago."""
        table = self.tables.get_table_client("exports")
        entity = await table.get_entity("schedule-state", export["id"])
        body = json.loads(entity["body"])
        assert body["checked_at"]
        long_ago = time.gmtime(time.time() - 2 * 86_400)
        entity["body"] = json.dumps(body | {"checked_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", long_ago)})
        await table.update_entity(entity)


def connect(key: str, **changes: Any) -> dict[str, Any]:
    return {"display_name": "Shop", "api_key": key, "consent": True, "access": "contributors"} | changes


def balanced(run: dict[str, Any]) -> bool:
    """Return whether every source row of a final run is counted once."""
    c: dict[str, int] = run["counts"]
    return c["read"] == c["accepted"] + c["unchanged"] + c["duplicates"] + c["rejected"] + c["failed"]


def people(prefix: str, count: int) -> str:
    return "email,name\n" + "".join(f"{prefix}{n}@example.com,Name {n}\n" for n in range(count))
