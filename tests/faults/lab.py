"""A local stack to break, and the check that must hold after whatever was done to it."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import random
import signal
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

import httpx
from azure.core.exceptions import ResourceNotFoundError
from azure.data.tables.aio import TableServiceClient
from azure.storage.blob import BlobServiceClient as SyncBlobServiceClient
from azure.storage.blob import ContentSettings
from azure.storage.blob.aio import BlobServiceClient
from azure.storage.queue import TextBase64EncodePolicy
from azure.storage.queue.aio import QueueClient

from local.klaviyo import MAIN_KEY
from local.stack import Stack, StackOptions
from shared.domain.split import Piece
from tests.fakes.waiting import LIMIT_SECONDS, rounds

QUICK = {
    "LEASE_SECONDS": "3",
    "STALLED_AFTER_SECONDS": "6",
    "KLAVIYO_TIMEOUT_SECONDS": "5",
    "MISSING_AFTER_SECONDS": "2",
    "KEY_CACHE_SECONDS": "1",
    "CANCEL_GRACE_SECONDS": "4",
    "CHUNK_PROFILES": "250",
    "SWEEP_SCHEDULE": "*/2 * * * * *",
    "AzureFunctionsJobHost__extensions__queues__visibilityTimeout": "00:00:01",
}
"""What takes minutes in Azure takes seconds here."""

STATES = ("queued", "preparing", "uploading", "importing")
FINAL = {"successful", "completed_with_warnings", "failed", "skipped", "canceled"}
MAPPING = {"email": "Email", "first_name": "Name", "properties": {"Row": "Row"}}


def options(**changes: Any) -> StackOptions:
    settings = QUICK | changes.pop("settings", {})
    defaults: dict[str, Any] = {
        "workers": 2,
        "settings": settings,
        "queue_lease": 4,
        "log_level": "WARNING",
        "klaviyo_options": ("--no-limits",),
    }
    return StackOptions(**(defaults | changes))


@dataclass
class People:
    """A segment's rows, by line (the header is line 1).

    Where there are several parts, each line of a part is numbered as if the rows of all parts were in one file.
    """

    name: str
    rows: list[tuple[str, str]]
    padding: int = 0
    """Characters of a column that nobody maps: the segment takes long to read, and has few chunks."""
    part_rows: int = 0
    """Rows of each part; 0: the segment is one file."""

    @property
    def text(self) -> str:
        """The segment as one file."""
        return self._text(0, len(self.rows))

    @property
    def parts(self) -> list[str]:
        """The files of a segment with several parts."""
        return [self._text(first, first + self.part_rows) for first in range(0, len(self.rows), self.part_rows)]

    def _text(self, first: int, last: int) -> str:
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(["Email", "Name", "Row", "Padding"])
        padding = "x" * self.padding
        for number, (email, name) in enumerate(self.rows[first:last], start=first + 2):
            writer.writerow([email, name, number, padding])
        return out.getvalue()

    def line(self, blob: str, line: int) -> int:
        """Return the line among all rows of a line of a blob."""
        part = int(blob.rpartition("/")[2].partition(".")[0]) if self.part_rows else 0
        return part * self.part_rows + line

    def email(self, line: int) -> str:
        return self.rows[line - 2][0].strip().lower()


def people(
    name: str, count: int, *, seed: int = 0, bad: int = 0, doubled: int = 0, padding: int = 0, part_rows: int = 0
) -> People:
    """So many people, some of whose addresses are none, and some of whom stand twice."""
    rng = random.Random(f"{name}{seed}")
    rows = [(f"{name.lower()}.{n}@example.com", f"Name {n}") for n in range(count)]
    for place in rng.sample(range(count), bad):
        rows[place] = (rng.choice(["", "nobody", "a@", "@b.example"]), "Bad")
    for place in rng.sample(range(count), doubled):
        rows.append((rows[place][0].upper(), "Again"))
    return People(name, rows, padding, part_rows)


@dataclass(frozen=True)
class Source:
    """How a segment is stored."""

    data: bytes
    suffix: str = ".csv"
    content_encoding: str | None = None


class Lab:
    """One stack, with the calls that scenarios are made of."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.http = httpx.AsyncClient(base_url=stack.app, headers=stack.users["administrator"], timeout=LIMIT_SECONDS)
        self.sim = httpx.AsyncClient(base_url=stack.klaviyo, timeout=LIMIT_SECONDS)
        self.blobs = BlobServiceClient.from_connection_string(stack.storage)
        self.tables = TableServiceClient.from_connection_string(stack.storage)
        self.connection = ""
        self.checked_rows = 0
        self.lists = 0

    async def open(self) -> Lab:
        self.connection = await self.connect(MAIN_KEY)
        return self

    async def close(self) -> None:
        for client in (self.http, self.sim):
            await client.aclose()
        for service in (self.blobs, self.tables):
            await service.close()

    async def connect(self, key: str) -> str:
        body = {"display_name": "Lab", "api_key": key, "consent": True}
        for _ in rounds():
            answer = await self.http.post("/api/connections", json=body)
            if answer.status_code != 503:
                break
            await asyncio.sleep(1)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def upload(self, name: str, text: str | bytes, content_encoding: str | None = None) -> None:
        def put() -> None:
            # The synchronous client: the other one warns of bodies over a megabyte.
            with SyncBlobServiceClient.from_connection_string(self.stack.storage) as service:
                service.get_blob_client("segments", name).upload_blob(
                    text, overwrite=True, content_settings=ContentSettings(content_encoding=content_encoding)
                )

        await asyncio.to_thread(put)

    async def export(self, group: People, source: Source | None = None, **more: Any) -> tuple[str, str]:
        """The segment uploaded, a list of its own, an export between them: export id, list id."""
        source = source or Source(group.text.encode())
        if group.part_rows:
            for number, text in enumerate(group.parts):
                await self.upload(f"{group.name}/{number}.csv", text)
        else:
            await self.upload(f"{group.name}{source.suffix}", source.data, source.content_encoding)
        list_id = (await self.sim.post("/_sim/lists", json={"name": group.name})).json()["id"]
        body = {
            "name": group.name,
            "connection_id": self.connection,
            "list_id": list_id,
            "segments": [group.name],
            "mapping": MAPPING,
        } | more
        answer = await self.http.post("/api/exports", json=body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"]), list_id

    async def start(self, export_id: str) -> str:
        answer = await self.http.post(f"/api/exports/{export_id}/runs")
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])

    async def run(self, run_id: str) -> dict[str, Any]:
        for _ in rounds():
            try:
                answer = await self.http.get(f"/api/runs/{run_id}")
            except httpx.HTTPError:
                await asyncio.sleep(0.2)
                continue
            if answer.status_code == 200:
                break
            # A worker that was killed took the question with it: then the host answers, without a text.
            assert answer.status_code == 503 or (answer.status_code == 500 and not answer.content), answer.text
            await asyncio.sleep(0.2)
        return dict(answer.json())

    async def until(self, run_id: str, reached: Any, pause: float = 0.1) -> dict[str, Any]:
        """Wait until `reached(run)`, looking again after each `pause`.

        What holds for a moment only may be missed: `reached` must hold from then on.
        """
        end = time.monotonic() + LIMIT_SECONDS
        while True:
            run = await self.run(run_id)
            if reached(run):
                return run
            assert time.monotonic() < end, f"not reached within {LIMIT_SECONDS} s: {json.dumps(run)}"
            await asyncio.sleep(pause)

    async def until_state(self, run_id: str, state: str) -> dict[str, Any]:
        """Wait until the run is in that state or in a later one."""
        states = STATES[STATES.index(state) :]
        return await self.until(run_id, lambda run: run["state"] in FINAL or run["state"] in states)

    async def ended(self, run_id: str) -> dict[str, Any]:
        return await self.until(run_id, lambda run: run["state"] in FINAL, pause=0.4)

    async def fault(self, **rule: Any) -> None:
        answer = await self.sim.post("/_sim/faults", json=rule)
        assert answer.is_success, answer.text

    async def calm(self) -> None:
        """No faults, no plans, no limits any more."""
        await self.sim.delete("/_sim/faults")
        await self.sim.post("/_sim/jobs", json={})
        await self.sim.post("/_sim/options", json={"limits": False, "chaos": 0, "latency_ms": 0, "job_seconds": 0})

    async def kill(self, *, every: bool = False) -> None:
        """Kill -9 of one worker, or all."""
        workers = await self.stack.workers()
        for worker in workers if every else random.sample(workers, min(len(workers), 1)):
            try:
                os.kill(worker["pid"], signal.SIGKILL)
            except ProcessLookupError:
                continue

    async def end_instance(self) -> None:
        """Lose an instance, host and worker: its messages reappear when their lease ends."""
        workers = await self.stack.workers()
        if workers:
            await self.stack.end_instance(random.choice(workers)["index"])

    def queue(self, name: str) -> QueueClient:
        return QueueClient.from_connection_string(
            self.stack.storage, name, message_encode_policy=TextBase64EncodePolicy()
        )

    async def send(self, queue: str, text: str, delay: int = 0) -> None:
        async with self.queue(queue) as client:
            await client.send_message(text, visibility_timeout=delay)

    async def rejects(self, run_id: str) -> list[dict[str, str]]:
        answer = await self.http.get(f"/api/runs/{run_id}/rejects.csv")
        assert answer.status_code == 200, answer.text
        return list(csv.DictReader(io.StringIO(answer.text, newline="")))

    async def members(self, list_id: str) -> dict[str, dict[str, Any]]:
        lines = (await self.sim.get(f"/_sim/lists/{list_id}/members")).text.splitlines()
        found = [json.loads(line) for line in lines]
        return {profile["email"]: profile for profile in found}

    async def jobs(self) -> list[dict[str, Any]]:
        answer = (await self.sim.get("/_sim/jobs")).json()
        jobs: list[dict[str, Any]] = answer["jobs"] if isinstance(answer, dict) else answer
        return jobs

    async def staging(self, run_id: str) -> list[str]:
        """Blobs of the run that should be gone after its end."""
        container = self.blobs.get_container_client("exports")
        names = [name async for name in container.list_blob_names(name_starts_with=f"runs/{run_id}/")]
        return [name for name in names if "/chunks/" in name or "/staging/" in name]

    async def pieces(self, run_id: str) -> list[Piece]:
        """Return the pieces of the run's preparation, as they are recorded now."""
        table = self.tables.get_table_client("pieces")
        try:
            found = [one["body"] async for one in table.query_entities(f"PartitionKey eq '{run_id}'")]
        except ResourceNotFoundError:
            return []  # the first piece creates the table
        return [Piece.model_validate_json(body) for body in found]

    async def chunk_records(self, run_id: str) -> list[dict[str, Any]]:
        table = self.tables.get_table_client("chunks")
        return [json.loads(e["body"]) async for e in table.query_entities(f"PartitionKey eq '{run_id}'")]

    async def check(self, run_id: str, list_id: str, group: People, *, exactly: bool = True) -> dict[str, Any]:
        """All that holds after any run, whatever happened to it.

        `exactly` False where Klaviyo may hold more than is counted: a body whose answer was lost for good.
        """
        run = await self.ended(run_id)
        counts = run["counts"]
        assert counts["read"] == sum(
            counts[name] for name in ("accepted", "unchanged", "duplicates", "rejected", "failed")
        ), run
        rejects = await self.rejects(run_id)
        outcomes = Counter(row["outcome"] for row in rejects)
        expected = {
            "rejected": counts["rejected"],
            "duplicate": counts["duplicates"],
            "failed": counts["failed"],
        }
        assert outcomes == Counter({k: v for k, v in expected.items() if v}), (outcomes, run)
        lines = [group.line(row["blob"], int(row["line"])) for row in rejects]
        assert len(set(lines)) == len(lines), "a row stands twice in the rejects"
        members = await self.members(list_id)
        if counts["read"]:
            assert counts["read"] == len(group.rows), run
            left = set(range(2, len(group.rows) + 2)) - set(lines)
            accepted = {group.email(line): line for line in left}
            assert len(accepted) == counts["accepted"] + counts["unchanged"]
            if exactly:
                assert members.keys() == accepted.keys(), (
                    len(members), len(accepted), sorted(members.keys() ^ accepted.keys())[:5], run
                )  # fmt: skip
            else:
                assert accepted.keys() <= members.keys()
            for email, line in accepted.items():
                name = group.rows[line - 2][1]
                assert members[email]["first_name"] == name, "a profile has another's data"
                assert str(members[email]["properties"]["Row"]) == str(line)
        else:
            assert not members
        self.checked_rows += counts["read"]
        end = time.monotonic() + LIMIT_SECONDS
        while left_over := await self.staging(run_id):
            assert time.monotonic() < end, left_over
            await asyncio.sleep(0.5)
        return run

    async def poisoned(self) -> dict[str, int]:
        """How many messages lie in each poison queue."""
        return await self._messages("-poison")

    async def emptied(self) -> None:
        """Wait until no queue holds a message."""
        end = time.monotonic() + LIMIT_SECONDS
        # In this order: what is poison goes there before it leaves its queue.
        while left := await self._messages("") or await self.poisoned():
            assert time.monotonic() < end, left
            await asyncio.sleep(0.5)

    async def _messages(self, suffix: str) -> dict[str, int]:
        found = {}
        for name in ("export-runs", "chunk-uploads", "run-progress"):
            async with self.queue(name + suffix) as client:
                try:
                    count = (await client.get_queue_properties()).approximate_message_count
                except ResourceNotFoundError:
                    count = 0
            if count:
                found[name] = count
        return found
