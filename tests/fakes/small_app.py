"""The app's use cases upon storage in memory, with the Klaviyo simulator behind: whole runs in milliseconds."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import httpx

from local.klaviyo import MAIN_KEY, Options, Simulator
from shared.context import Context
from shared.domain import Connection, Consent, Export, Run, Source, Trigger
from shared.domain import Mapping as DataMatching
from shared.domain.base import now
from shared.klaviyo import Budget, Klaviyo
from shared.maintenance.sweep import _resume
from shared.runs.finish import clean
from shared.runs.follow import follow
from shared.runs.poison import give_up
from shared.runs.prepare import work
from shared.runs.start import start_run
from shared.runs.step import step
from shared.runs.upload import upload
from shared.settings import Settings
from shared.storage import records, run_store, work_items
from shared.storage.audit_table import Audit
from shared.storage.caches import TtlCache
from shared.storage.idempotency_keys import IdempotencyKeys
from shared.storage.queues import Message, Queue
from shared.storage.work_items import Batches
from tests.fakes.klaviyo_fake import Store
from tests.fakes.local_files import LocalFiles
from tests.fakes.memory import Died, Fate, MemoryBlobs, MemoryQueues, MemoryTables

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
LIST = "SIMLST"
WORK = {
    Queue.PREPARE: work,
    Queue.UPLOAD: upload,
    Queue.FOLLOW: lambda context, message: follow(context, message.run_id, message.step or 0),
}
EMAIL_AND_MORE = {"email": "Email", "first_name": "Name", "location.city": "City", "properties": {"Tier": "Tier"}}


class Containers(MemoryBlobs):
    """The segments container: what the catalogue and preparing ask of it."""

    async def list(self, prefix: str = "") -> AsyncIterator[Any]:
        for name, data in sorted(self.blobs.items()):
            if name.startswith(prefix):
                yield SimpleNamespace(name=name, size=len(data), etag=str(hash(data)), modified=MOMENT, archived=False)

    async def list_top(self) -> AsyncIterator[Any]:
        async for blob in self.list():
            if "/" not in blob.name:
                yield blob

    async def read_range(self, name: str, first: int, length: int, etag: str) -> bytes:
        return self.blobs[name][first : first + length]


@dataclass
class SmallApp:
    """`klaviyo` is the simulator; `fate` decides about deaths."""

    context: Any
    klaviyo: Simulator
    http: httpx.AsyncClient
    folder: Path
    fate: Fate = field(default_factory=Fate)

    async def export(self, name: str = "exp_1", segment: str = "People", **changes: Any) -> Export:
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
            export = found.value.model_copy(update=changes)
            await self.context.exports.replace(name, export, found.etag)
        else:
            export = Export(**(values | changes))
            await self.context.exports.insert(name, export)
        return export

    def segment(self, text: str | list[Mapping[str, str]], name: str = "People") -> None:
        """Lay a segment down: text, or rows as mappings of column to value."""
        if not isinstance(text, str):
            out = io.StringIO(newline="")
            writer = csv.DictWriter(out, ["Email", "Name", "City", "Tier", "Yes", "Since", "Phone"], restval="")
            writer.writeheader()
            writer.writerows(text)
            text = out.getvalue()
        self.context.segments.blobs[f"{name}.csv"] = text.encode()

    async def start(self, name: str = "exp_1", **options: Any) -> str:
        found = await self.context.exports.get(name)
        return (await start_run(self.context, found.value, Trigger.ON_DEMAND, "a test", **options)).id

    async def run(self, name: str = "exp_1", **options: Any) -> Run:
        """A run, to its end."""
        return await self.ended(await self.start(name, **options))

    async def ended(self, run_id: str) -> Run:
        """Work on all messages, and let the sweep come, until the run has ended."""
        # Leases and claims of the dead have to run out first: a number of rounds would be a matter of luck.
        end, rounds = time.monotonic() + 60, 0
        while time.monotonic() < end:
            rounds += 1
            await self.work()
            found = await self.context.runs.get(run_id)
            if found.value.state.final and found.value.cleaned:
                return found.value
            await asyncio.sleep(0.002)
            if not self.messages or rounds % 50 == 0:
                await self.step(self.sweep())
        raise AssertionError(f"not ended: {found.value}")

    async def sweep(self) -> None:
        """Of the sweep, what concerns runs."""
        for run_id in await self.context.runs.active():
            await _resume(self.context, (await self.context.runs.get(run_id)).value)
        for found in await self.context.runs.unclean():
            await clean(self.context, found.value.id)

    async def work(self) -> None:
        """Each message that lies in a queue now, once."""
        waiting, self.messages[:] = list(self.messages), []
        for queue, message in waiting:
            if queue in WORK and not await self.deliver(queue, message):
                self.messages.append((queue, message))

    async def deliver(self, queue: Queue, message: Message) -> bool:
        return await self.step(step(self.context, queue, message.model_dump_json(exclude_none=True), WORK[queue]))

    async def step(self, work: Any) -> bool:
        """Whether the process survived it."""
        try:
            await work
        except Died:
            self.fate.left = None
            return False
        return True

    async def poison(self, queue: Queue, message: Message) -> None:
        await give_up(self.context, queue, message.model_dump_json())

    @property
    def messages(self) -> list[tuple[Queue, Message]]:
        found: list[tuple[Queue, Message]] = self.context.queues.messages
        return found

    async def members(self, list_id: str = LIST) -> dict[str, dict[str, Any]]:
        """Who is on the list, as Klaviyo has them."""
        lines = (await self.http.get(f"/_sim/lists/{list_id}/members")).text.splitlines()
        return {one["email"]: one for one in map(json.loads, lines)}

    async def sim(self, method: str, path: str, body: Any = None) -> Any:
        answer = await self.http.request(method, f"/_sim{path}", json=body)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    async def calls(self, endpoint: str) -> list[dict[str, Any]]:
        """Requests to Klaviyo that were let through, by the operation id of its OpenAPI file."""
        found = await self.sim("GET", "/requests?after=0")
        return [one for one in found if one["endpoint"] == endpoint and one["status"] and one["status"] < 300]

    async def snapshot(self, name: str = "exp_1") -> dict[str, dict[str, Any]]:
        """The export's snapshot, by person."""
        found = await self.context.snapshots.get(name)
        if found is None:
            return {}
        path = self.folder / "looked-at.parquet"
        path.write_bytes(self.context.files.blobs[found.value.file])
        with duckdb.connect() as db:
            rows = db.execute(f"FROM read_parquet('{path}')")
            names = [column[0] for column in rows.description]
            people = [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
        assert len({one["identity"] for one in people}) == len(people), "somebody stands twice in the snapshot"
        return {one["identity"]: one for one in people}


@asynccontextmanager
async def small_app(**settings: str) -> AsyncIterator[SmallApp]:
    """A connection `con_1` to the simulator's main account, and nothing else."""
    fate = Fate()
    tables = MemoryTables(fate)
    given = {
        "SegmentsStorage": "UseDevelopmentStorage=true", "ExportsStorage": "UseDevelopmentStorage=true",
        "KEY_VAULT_URL": "https://localhost:1", "PREPARE_MEMORY_MB": "64", "PREPARE_THREADS": "1",
        "CHUNK_PROFILES": "5", "LEASE_SECONDS": "0.001", "STALLED_AFTER_SECONDS": "0.001",
        "KLAVIYO_TIMEOUT_SECONDS": "1",
        "MISSING_AFTER_SECONDS": "0.001",
    }  # fmt: skip
    async with Simulator(Options(limits=False, job_seconds=0)) as klaviyo:  # noqa: SIM117
        async with httpx.AsyncClient(base_url=klaviyo.url, timeout=30) as http:
            with tempfile.TemporaryDirectory(prefix="small-") as name:
                folder = Path(name)
                segments: Any = Containers(fate)

                def open_files(sources: list[Source]) -> LocalFiles:
                    files = []
                    for number, source in enumerate(sources):
                        file = folder / f"part{number}"
                        file.write_bytes(segments.blobs[source.blob])
                        files.append(file)
                    return LocalFiles(files)

                async def key(_fresh: bool) -> str:
                    return MAIN_KEY

                def client(_secret: str, account: str | None) -> Klaviyo:
                    return Klaviyo(http, klaviyo.url, "2026-10-15", key, Budget(Store(), account), timeout_seconds=30)

                context: Any = Context(
                    settings=Settings.read(given | settings),
                    connections=records.connections(tables),
                    exports=records.exports(tables),
                    runs=run_store.Runs(tables),
                    chunks=work_items.Chunks(tables),
                    batches=Batches(tables),
                    last_uses=records.last_uses(tables),
                    starts=IdempotencyKeys(tables),
                    audit=Audit(tables),
                    retention=records.retention(tables),
                    claims=records.claims(tables),
                    notifications=records.notifications(tables),
                    healths=records.healths(tables),
                    notification_states=records.notification_states(tables),
                    snapshots=records.snapshots(tables),
                    list_removals=records.list_removals(tables),
                    previews=work_items.Previews(tables),
                    schedule_states=records.schedule_states(tables),
                    erasures=records.erasures(tables),
                    queues=MemoryQueues(fate),
                    segments=segments,
                    files=Containers(fate),
                    vault=None,  # type: ignore[arg-type]
                    sender=None,  # type: ignore[arg-type]
                    open_files=open_files,
                    klaviyo_for=client,
                    klaviyo_with=lambda _key: client("", None),
                    recent_runs=TtlCache(0),
                    recent_connections=TtlCache(0),
                )
                moment = now()
                connection = Connection(
                    id="con_1", display_name="Shop", secret_name="k", account_id="SIMCON", account_name="Shop",
                    consent=Consent(by="a test", at=moment), created_at=moment, updated_at=moment,
                )  # fmt: skip
                await context.connections.insert("con_1", connection)
                yield SmallApp(context, klaviyo, http, folder, fate)
