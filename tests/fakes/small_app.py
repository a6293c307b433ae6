"""The app's use cases with storage in memory and the Klaviyo simulator: whole runs in milliseconds."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import httpx
from azure.core.exceptions import ServiceResponseError

from local.klaviyo import MAIN_KEY, Options, Simulator
from shared.context import Context
from shared.domain import Auth, Connection, Consent, Export, Run, Trigger
from shared.domain import Mapping as DataMatching
from shared.domain.base import now
from shared.domain.erasure_job import ErasureJob
from shared.domain.identity import Person
from shared.domain.messages import Message, Queue
from shared.domain.removal import Removal
from shared.domain.run_values import Failure, RunOptions
from shared.klaviyo import Budget, Klaviyo
from shared.runs.dispatch import handle_message
from shared.runs.erasure import perform_erasure, request_erasure
from shared.runs.finish import clean
from shared.runs.recovery import handle_poison, resume_run
from shared.runs.start import start_run
from tests.fakes.app import Memory
from tests.fakes.memory import Died, Fate, MemoryVault, Unlimited
from tests.fakes.waiting import rounds

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
LIST = "SIMLST"
WORK = (Queue.PREPARE, Queue.UPLOAD, Queue.FOLLOW)
EMAIL_AND_MORE = {"email": "Email", "first_name": "Name", "location.city": "City", "properties": {"Tier": "Tier"}}


def removal_of(run: Run) -> Removal:
    assert run.removal, "the run planned no removals"
    return run.removal


def error_of(run: Run) -> Failure:
    assert run.error, f"the run did not fail: {run.state}"
    return run.error


@dataclass
class SmallApp:
    """`klaviyo` is the simulator; `fate` decides about deaths."""

    context: Any
    memory: Memory
    klaviyo: Simulator
    http: httpx.AsyncClient
    folder: Path
    fate: Fate = field(default_factory=Fate)

    async def export(self, name: str = "exp_1", /, segment: str = "People", **changes: Any) -> Export:
        """A new export, or a change to the one of that id."""
        found = await self.context.exports.get(name)
        values: dict[str, Any] = {
            "id": name, "name": name, "connection_id": "con_1", "list_id": LIST, "segments": [segment],
            "mapping": DataMatching.model_validate(EMAIL_AND_MORE), "created_at": MOMENT, "updated_at": MOMENT,
            "scheduled_at": MOMENT,
        }  # fmt: skip
        if isinstance(changes.get("mapping"), dict):
            changes["mapping"] = DataMatching.model_validate(changes["mapping"])
        if found is not None:
            export: Export = found.value.model_copy(update=changes)
            await self.context.exports.replace(name, export, found.etag)
        else:
            export = Export(**(values | changes))
            await self.context.exports.insert(name, export)
        return export

    async def client(self) -> Klaviyo:
        """Return a client of the connection `con_1`."""
        client: Klaviyo = self.context.klaviyo_for((await self.context.connections.get("con_1")).value)
        return client

    def segment(self, text: str | Sequence[Mapping[str, str]], name: str = "People") -> None:
        """Store a segment: text, or rows as mappings of column to value."""
        if not isinstance(text, str):
            out = io.StringIO(newline="")
            writer = csv.DictWriter(out, ["Email", "Name", "City", "Tier", "Yes", "Since", "Phone"], restval="")
            writer.writeheader()
            writer.writerows(text)
            text = out.getvalue()
        self.context.segments.blobs[f"{name}.csv"] = text.encode()

    async def start(self, name: str = "exp_1", **options: Any) -> str:
        found = await self.context.exports.get(name)
        asked = RunOptions(**{name: options.pop(name) for name in RunOptions.model_fields if name in options})
        run = await start_run(self.context, found.value, Trigger.ON_DEMAND, "a test", options=asked, **options)
        return run.id

    async def run(self, name: str = "exp_1", **options: Any) -> Run:
        """Start a run and return it when it is final."""
        return await self.ended(await self.start(name, **options))

    async def ended(self, run_id: str) -> Run:
        """Work on all messages, and sweep, until the run is final; return it."""
        # Leases and claims of the dead have to run out first.
        for number in rounds():
            await self.work()
            found = await self.context.runs.get(run_id)
            if found.value.state.final and found.value.cleaned:
                break
            await asyncio.sleep(0.002)
            if not self.messages or number % 50 == 49:
                await self.step(self.sweep())
        ended: Run = found.value
        return ended

    async def ended_with_deaths(
        self, run_id: str, rng: Random, deaths: int, *, at: Callable[[Run], bool] = lambda _run: True
    ) -> Run:
        """Work on messages in random order, some of them twice, until the run is final; return it.

        The process dies so often on the way, at random operations while `at` accepts the run.
        """
        died, operations = 0, 24
        for number in rounds():
            run = (await self.context.runs.get(run_id)).value
            if run.state.final:
                break
            # As a timer does: a run that no worker prepares is followed by one message after another.
            if not self.messages or number % 50 == 49:
                await asyncio.sleep(0.002)
                await self.sweep()
                continue
            queue, message = self.messages.pop(rng.randrange(len(self.messages)))
            if queue not in WORK:
                continue
            armed = died < deaths and at(run)
            if armed:
                self.fate.left, self.fate.after = rng.randint(1, operations), rng.random() < 0.5
            survived = await self.deliver(queue, message)
            # A step that survived had fewer operations: the next death comes earlier, before the run has ended.
            operations = max(1, operations // 2) if armed and survived else 24
            if not survived or rng.random() < 0.3:
                self.messages.append((queue, message))
            died += not survived
            self.fate.left = None
        assert died == deaths, f"the process died {died} times"
        return await self.ended(run_id)

    async def erase(self, person: Person, *, klaviyo: bool = False) -> ErasureJob:
        """Ask for an erasure, make one attempt at it, and return it."""
        job = await request_erasure(self.context, person, "a test", klaviyo=klaviyo)
        self.messages.pop()
        await perform_erasure(self.context, job.id)
        found: ErasureJob = (await self.context.erasure_jobs.get(job.id)).value
        return found

    async def sweep(self) -> None:
        """Do the part of the sweep that concerns runs."""
        for run_id in await self.context.runs.active():
            await resume_run(self.context, (await self.context.runs.get(run_id)).value)
        for found in await self.context.runs.unclean():
            await clean(self.context, found.value.id)

    async def work(self) -> None:
        """Deliver each message that is in a queue now, once."""
        waiting, self.messages[:] = list(self.messages), []
        for queue, message in waiting:
            if queue in WORK and not await self.deliver(queue, message):
                self.messages.append((queue, message))

    async def deliver(self, queue: Queue, message: Message) -> bool:
        return await self.step(handle_message(self.context, queue, message.model_dump_json(exclude_none=True)))

    async def step(self, work: Any) -> bool:
        """Do the work; return whether the process survived it, and storage answered."""
        survived = True
        try:
            await work
        # Work that was done in a group of tasks dies with a group.
        except* (Died, ServiceResponseError):
            self.fate.left = None
            survived = False
        return survived

    async def poison(self, queue: Queue, message: Message) -> None:
        await handle_poison(self.context, queue, message.model_dump_json())

    @property
    def messages(self) -> list[tuple[Queue, Any]]:
        found: list[tuple[Queue, Any]] = self.context.queues.messages
        return found

    async def members(self, list_id: str = LIST) -> dict[str, dict[str, Any]]:
        """Return the members of a list, as Klaviyo has them, by address."""
        lines = (await self.http.get(f"/_sim/lists/{list_id}/members")).text.splitlines()
        return {one["email"]: one for one in map(json.loads, lines)}

    async def sim(self, method: str, path: str, body: Any = None) -> Any:
        answer = await self.http.request(method, f"/_sim{path}", json=body)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    async def calls(self, endpoint: str) -> list[dict[str, Any]]:
        """Return the accepted requests to Klaviyo with an operation id of its OpenAPI file."""
        found = await self.sim("GET", "/requests?after=0")
        return [one for one in found if one["endpoint"] == endpoint and one["status"] and one["status"] < 300]

    async def snapshot(self, name: str = "exp_1") -> dict[str, dict[str, Any]]:
        """Return the export's snapshot by identity."""
        found = await self.context.snapshots.get(name)
        if found is None:
            return {}
        paths = []
        for number, file in enumerate(found.value.files):
            paths.append(str(self.folder / f"looked-at-{number}.parquet"))
            Path(paths[-1]).write_bytes(self.context.files.blobs[file])
        rows = _reader().execute(f"FROM read_parquet({paths})")
        names = [column[0] for column in rows.description]
        people = [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
        assert len({one["identity"] for one in people}) == len(people), "a person is in the snapshot twice"
        return {one["identity"]: one for one in people}


@cache
def _reader() -> duckdb.DuckDBPyConnection:
    """Return a database to read files with: one for all tests of a process, since opening one takes 20 ms."""
    return duckdb.connect()


def patient_client(context: Context, http: httpx.AsyncClient) -> Callable[[Connection], Klaviyo]:
    """Return `klaviyo_for` with a timeout of 30 seconds."""

    def client(connection: Connection) -> Klaviyo:
        async def key(*, refused: str | None = None) -> str:
            return await context.vault.key(connection.secret_name, fresh=refused is not None)

        url, revision = context.settings.klaviyo_url, context.settings.klaviyo_revision
        if connection.auth is Auth.OAUTH:
            return context.klaviyo_for(connection)
        return Klaviyo(http, url, revision, key, Budget(Unlimited(), connection.account_id), timeout_seconds=30)

    return client


@asynccontextmanager
async def small_app(**settings: str) -> AsyncIterator[SmallApp]:
    """A connection `con_1` to the simulator's main account, and nothing else."""
    given = {
        "PREPARE_MEMORY_MB": "64",
        "PREPARE_THREADS": "1",
        "CHUNK_PROFILES": "5",
        "LEASE_SECONDS": "0.05",
        "STALLED_AFTER_SECONDS": "0.001",
        "KLAVIYO_TIMEOUT_SECONDS": "1",
        "MISSING_AFTER_SECONDS": "0.001",
    }
    with tempfile.TemporaryDirectory(prefix="small-") as name:
        async with (
            Simulator(Options(limits=False, job_seconds=0)) as klaviyo,
            httpx.AsyncClient(base_url=klaviyo.url, timeout=30, verify=False) as http,
        ):
            yield await on_new_storage(klaviyo, http, Path(name), Fate(), **(given | settings))


async def on_new_storage(
    klaviyo: Simulator, http: httpx.AsyncClient, folder: Path, fate: Fate, **settings: str
) -> SmallApp:
    """Return an app with this simulator, on storage that is empty but for `con_1`."""
    memory = Memory(fate, MemoryVault({"k": MAIN_KEY}), http, folder=folder)
    context = memory.context(**({"KLAVIYO_URL": klaviyo.url} | settings))
    # Claims of the dead end after a second; a busy machine may take longer to answer a request.
    context = replace(context, klaviyo_for=patient_client(context, http))
    at = now()
    connection = Connection(
        id="con_1", display_name="Shop", secret_name="k", account_id="SIMCON", account_name="Shop",
        consent=Consent(by="a test", at=at), created_at=at, updated_at=at,
    )  # fmt: skip
    await context.connections.insert("con_1", connection)
    return SmallApp(context, memory, klaviyo, http, folder, fate)
