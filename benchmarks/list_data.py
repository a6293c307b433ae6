"""The data of `python -m benchmarks.lists`: thousands of exports and runs, as the app stores them.

The app's own stores write into memory. From there it goes into the file of Azurite's tables, while Azurite is not
running: through its HTTP interface, it would take an hour.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import batched
from pathlib import Path
from typing import Any

from azure.storage.blob.aio import BlobServiceClient

from local.azurite import ACCOUNT
from shared.domain import Export, Mapping, Run, Trigger
from shared.domain.audit_record import Entry, Result, entry_id
from shared.domain.base import now
from shared.domain.run import new_run
from shared.domain.run_id import run_id
from shared.domain.run_values import Counts, Failure, Progress
from shared.domain.schedule import ScheduleState
from shared.storage import records
from shared.storage.audit_table import Audit
from shared.storage.export_store import Exports
from shared.storage.ports import Put
from shared.storage.run_store import Runs
from tests.fakes.memory import MemoryTables

EXPORTS, SEGMENTS, RUNS, ENTRIES = 5_000, 2_000, 50_000, 20_000
AT_ONCE = 500
TABLES = ("exports", "runs", "audit")
USERS = tuple(f"{name}@contoso.example" for name in ("ann", "ben", "cem", "dora", "eva", "filip"))
NAMES = ("Loyal", "Lapsed", "VIP", "Newsletter", "Birthday", "Winback", "Store", "Web", "App", "Gift")
TIME = "%Y-%m-%dT%H:%M:%S.%f0Z"


def exports_of(connections: Sequence[str], at: datetime) -> Iterator[Export]:
    """Yield the exports: three of four run by schedule."""
    for number in range(EXPORTS):
        schedule = {"kind": "manual"} if number % 4 == 3 else {"kind": "cron", "expression": f"{number % 60} 3 * * *"}
        yield Export.model_validate(
            {
                "id": f"exp_{number:010}a0",
                "name": f"{NAMES[number % 10]} {number}",
                "connection_id": connections[number % len(connections)],
                "list_id": f"LIST{number % 3000}",
                "segments": [f"Segment {number % SEGMENTS:04}"],
                "mapping": Mapping(email="Email"),
                "schedule": schedule,
                "created_by": USERS[0],
                "created_at": at,
                "updated_at": at,
                "scheduled_at": at,
            }
        )


def runs_of(exports: Sequence[Export], at: datetime) -> Iterator[Run]:
    """Yield ended runs: as many of each export, the newest some hours ago; one of twenty failed."""
    chance = random.Random(1)
    of_each = RUNS // EXPORTS
    for number in range(RUNS):
        place = number // of_each
        queued = at - timedelta(hours=6 + 24 * (number % of_each), seconds=place)
        trigger, who = (Trigger.ON_DEMAND, USERS[number % 6]) if number % 7 == 0 else (Trigger.SCHEDULE, "timer")
        export = exports[place]
        times = dict.fromkeys(("queued_at", "heartbeat_at", "last_progress_at"), queued)
        run = Run.model_validate(dict(new_run(export, trigger, who)) | times | {"id": run_id(queued)})
        read = chance.randrange(1_000, 60_000)
        counts = Counts(read=read, accepted=read // 10, updated=read // 10, unchanged=read - read // 10)
        if chance.randrange(20) == 0:
            error = Failure(type="key-refused", title="Klaviyo refused the key", detail="The key was refused.")
            run, counts = run.failed_with(error, queued), Counts()
        ended = run.finished(counts, Progress(total=1), [], removed_all=False, at=queued + timedelta(minutes=2))
        yield ended.cleaned_up()


def entries_of(exports: Sequence[Export], at: datetime) -> Iterator[Entry]:
    """Yield audit records: changes and runs of the exports."""
    for number in range(ENTRIES):
        when, user = at - timedelta(minutes=number * 5), USERS[number % 6]
        action = "PATCH /api/exports/{id}" if number % 3 else "POST /api/exports/{id}/runs"
        yield Entry(
            id=entry_id(when), at=when, who_id=f"0000-{number % 6}", who=user, role="administrator", action=action,
            target=exports[number % EXPORTS].id, result=Result.CHANGED, status=200, before={"enabled": True},
            after={"enabled": False},
        )  # fmt: skip


async def tables_in_memory(connections: Sequence[str]) -> MemoryTables:
    """Return the tables with everything in them."""
    memory, at = MemoryTables(), now()
    exports = list(exports_of(connections, at - timedelta(days=15)))
    runs, stored, states, audit = Runs(memory), Exports(memory), records.schedule_states(memory), Audit(memory)
    await runs.lists.complete()
    for export in exports:
        await stored.insert(export.id, export)
        await states.insert(export.id, ScheduleState(since=export.scheduled_at, checked_at=at))
    for ended in batched(runs_of(exports, at), AT_ONCE):
        await runs.record(*ended)
    for entry in entries_of(exports, at):
        await audit.add(entry)
    return memory


async def write_tables(memory: MemoryTables, file: Path) -> None:
    """Add the tables to the file of Azurite's tables. Azurite must not be running, and have had these tables."""
    database = json.loads(file.read_text("utf-8"))
    collections = {collection["name"]: collection for collection in database["collections"]}
    for name in TABLES:
        table = await memory.table(name)
        _add(collections[f"{ACCOUNT}${name}"], (put for put, _ in table.rows.values()))
    file.write_text(json.dumps(database), "utf-8")


def _add(collection: dict[str, Any], puts: Iterable[Put]) -> None:
    """Add entities to a collection of LokiJS, the database that Azurite keeps its tables in."""
    written = datetime.now(UTC).strftime(TIME)
    entities = {(one["PartitionKey"], one["RowKey"]): one for one in collection["data"]}
    for put in puts:
        keys = {"PartitionKey": put.partition, "RowKey": put.key}
        times = {"Timestamp": written, "Timestamp@odata.type": "Edm.DateTime"}
        properties = keys | {"body": put.body} | dict(put.properties) | times
        etag = f"W/\"datetime'{written.replace(':', '%3A')}'\""
        entities.setdefault(
            (put.partition, put.key), keys | {"properties": properties, "lastModifiedTime": written, "eTag": etag}
        )
    meta = {"revision": 0, "created": 0, "version": 0}
    collection["data"] = found = [
        one | {"meta": meta, "$loki": number} for number, one in enumerate(entities.values(), 1)
    ]
    collection["maxId"] = len(found)
    for name, index in collection["binaryIndices"].items():
        index["values"] = sorted(range(len(found)), key=lambda place: str(found[place][name]))


async def write_segments(storage: str) -> None:
    """Write the segments into their container."""
    rows = b"Email,First name,City\nann@example.com,Ann,Tallinn\nben@example.com,Ben,Zagreb\n"
    async with BlobServiceClient.from_connection_string(storage) as service:
        container = service.get_container_client("segments")
        for numbers in batched(range(SEGMENTS), 16):
            await asyncio.gather(
                *(container.upload_blob(f"Segment {number:04}.csv", rows, overwrite=True) for number in numbers)
            )
