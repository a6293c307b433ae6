"""Record what a version of the app leaves in storage: `python record.py FILE`, run with that version's code.

See README.md. Touches inner functions of that version: what of them has changed since is to be changed here, too.
"""

import asyncio
import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from world import World, world

from shared.domain import Access, Connection, Consent, Cron, Export, Manual, Mapping, Refresh, SegmentUpdated, Trigger
from shared.domain.audit import Entry, Result, entry_id
from shared.domain.base import now
from shared.domain.maintenance import Retention
from shared.domain.rate_limits import Usage
from shared.runs import prepare as preparing
from shared.runs.follow import follow
from shared.runs.lease import take_lease
from shared.runs.prepare import prepare
from shared.runs.start import start_run
from shared.runs.upload import upload
from shared.storage.queues import Message
from shared.storage.records import UsageTable
from shared.storage.tables import Tables

PEOPLE = "Email,First Name,Tier\r\n" + "".join(f"p{n:02d}@example.com,Zoë {n},Gold\r\n" for n in range(23))
SEGMENT = PEOPLE + 'nobody,"a\r\nbreak",\r\nP05@example.com,Ann,Silver\r\n'
SCHEDULES = [Manual(), Refresh(), Cron(expression="0 6 * * 1", time_zone="Europe/Berlin"), SegmentUpdated()]
RUNS = ("ended", "queued", "preparing", "cutting", "uploading", "importing")


class Died(BaseException):
    """The process was killed."""


async def configured(at: World) -> dict[str, Export]:
    """One connection, and an export for each run."""
    moment = datetime(2026, 11, 21, tzinfo=UTC)
    connection = Connection(
        id="con_upgrade",
        display_name="Klaviyo",
        access=Access.CONTRIBUTORS,
        secret_name="klaviyo-con-upgrade",
        account_id="SIMCON",
        account_name="Contoso",
        consent=Consent(by="alex@contoso.example", at=moment),
        created_at=moment,
        updated_at=moment,
    )
    await at.context.connections.insert(connection.id, connection)
    exports = {}
    for number, name in enumerate(RUNS):
        exports[name] = Export(
            id=f"exp_{name}",
            name=f"Export {name}",
            connection_id=connection.id,
            list_id="SIMLST",
            segments=["People"],
            mapping=Mapping.model_validate(
                {"email": "Email", "first_name": "First Name", "properties": {"Loyalty": "Tier", "*": "*"}}
            ),
            schedule=SCHEDULES[number % len(SCHEDULES)],
            enabled=False,
            default_country="DE",
            profile_limit=1000,
            created_at=moment,
            updated_at=moment,
            scheduled_at=moment,
        )
        await at.context.exports.insert(exports[name].id, exports[name])
    return exports


async def ended(at: World, export: Export) -> None:
    """A run to its end, with people that failed: what a retry takes up."""
    run = await start_run(at.context, export, Trigger.API_KEY, "machine", key="night")
    await prepare(at.context, run.id)
    for number in range(3):
        await upload(at.context, Message(run_id=run.id, chunk=f"{number:05d}"))
    for _ in range(200):
        found = await at.context.runs.get(run.id)
        if found.value.state.final:
            return
        await follow(at.context, run.id, found.value.step)
        await asyncio.sleep(0.1)
    raise SystemExit("the run did not end")


async def half_done(at: World, name: str, export: Export) -> None:
    """A run that its process left at the point of that name."""
    context = at.context
    run = await start_run(context, export, Trigger.ON_DEMAND, "alex@contoso.example")
    if name == "queued":
        return
    if name == "preparing":
        taken = await take_lease(context, run.id, "gone")
        await preparing._pin(context, taken, "gone")
        return
    if name == "cutting":
        create, context.chunks.create = context.chunks.create, dying(context.chunks.create)
        try:
            await prepare(context, run.id)
        except Died:
            pass
        finally:
            context.chunks.create = create
        return
    await prepare(context, run.id)
    for number in range(1 if name == "uploading" else 3):
        await upload(context, Message(run_id=run.id, chunk=f"{number:05d}"))
    if name == "importing":
        await follow(context, run.id, 0)


def dying(create: Any) -> Any:
    """Makes the first record; then the process dies."""
    made = 0

    async def made_once(chunk: Any) -> Any:
        nonlocal made
        made += 1
        if made > 1:
            raise Died
        return await create(chunk)

    return made_once


async def record(file: Path, folder: Path) -> None:
    async with world(folder) as at:
        await at.context.segments._container.upload_blob("People.csv", SEGMENT.encode())
        exports = await configured(at)
        async with httpx.AsyncClient() as http:
            steer = f"{at.klaviyo.url}/_sim"
            await http.post(f"{steer}/jobs", json={"fail_emails": ["p03@example.com", "p14@example.com"]})
            await ended(at, exports["ended"])
            await http.post(f"{steer}/jobs", json={"job_seconds": 3600})
            for name in RUNS[1:]:
                await half_done(at, name, exports[name])
        entry = Entry(
            id=entry_id(now()),
            at=now(),
            who_id="1",
            who="alex@contoso.example",
            role="administrator",
            action="POST /api/exports",
            target="exp_queued",
            result=Result.CHANGED,
            status=201,
            after={"name": "Export queued"},
        )
        await at.context.audit.add(entry)
        await at.context.retention.insert("retention", Retention(looked_at=now()))
        tables = Tables(at.context.settings.exports_storage, None)
        await UsageTable(tables).write("SIMCON:start-import", Usage().model_copy(update={"times": [1.5, 2.5]}), None)
        await tables.close()
        await asyncio.sleep(4)  # until the delayed messages can be seen
        found = await at.dump()
    states = {each["export_id"]: each["state"] for each in found["tables"]["runs"] if "state" in each}
    print(states, {name: len(found["queues"][name]) for name in found["queues"]}, file=sys.stderr)
    file.write_text(json.dumps(found, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="record-") as directory:
        asyncio.run(record(Path(sys.argv[1]).resolve(), Path(directory)))
