"""The key is in the vault and in the Authorization header, and nowhere else; addresses are in no log and no record.

Encoded forms (percent, base64, JSON escapes) are searched as well.

The last to run of this folder (conftest sees to it): it looks through all that the others left behind.
"""

import asyncio
import base64
import csv
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
import pytest_asyncio
from azure.storage.queue.aio import QueueServiceClient

from tests.encodings import addresses, readings, stands_in
from tests.fakes.waiting import LIMIT_SECONDS
from tests.system.system import System

pytestmark = pytest.mark.asyncio(loop_scope="session")

# Of the stack's own: the users that sign in, who are told in records of what they did.
USERS = re.compile(r"[a-z]+@contoso\.example")


async def entities(system: System) -> dict[str, str]:
    found = {}
    async for table in system.tables.list_tables():
        if table.name.startswith("AzureWebJobs"):
            continue
        async for entity in system.tables.get_table_client(table.name).list_entities():
            found[f"{table.name}/{entity['PartitionKey']}/{entity['RowKey']}"] = repr(dict(entity))
    return found


async def messages(system: System) -> dict[str, str]:
    """What waits in every queue, poison queues too."""
    found: dict[str, str] = {}
    async with QueueServiceClient.from_connection_string(system.stack.storage) as service:
        async for queue in service.list_queues():
            async with service.get_queue_client(queue.name) as client:
                for number, message in enumerate(await client.peek_messages(max_messages=32)):
                    found[f"{queue.name}/{number}"] = base64.b64decode(message.content).decode(errors="replace")
    return found


async def blobs(system: System) -> dict[str, str]:
    return {name: data.decode(errors="replace") for name, data in (await system.files("exports")).items()}


@dataclass
class Left:
    """What the folder's tests left behind, by place. Of all but blobs also what can be read out of it by decoding."""

    logs: dict[str, str]
    tables: dict[str, str]
    queues: dict[str, str]
    blobs: dict[str, str]
    erased_in: list[str]

    def all(self) -> Iterator[tuple[str, str]]:
        for kind in (self.logs, self.tables, self.queues, self.blobs):
            yield from kind.items()

    def outside_files(self) -> Iterator[tuple[str, str]]:
        for kind in (self.logs, self.tables, self.queues):
            yield from kind.items()


async def runs_that_touch_people(system: System) -> list[str]:
    """A run that removes people from a list, one that subscribes, and two erasures; the addresses."""
    removed, stays = [f"traces.gone{n}@example.com" for n in range(2)], "traces.stays+news@example.com"
    erased = ["traces.erased@example.com", "traces.erased2@example.com"]
    header = "email,agreed\n"
    await system.upload("TracesLeft.csv", header + "".join(f"{each},yes\n" for each in [*removed, stays, *erased]))
    export = await system.export(
        "TracesLeft", mode="mirror", removal_limit_percent=100, subscribe={"column": "agreed", "true_values": ["yes"]}
    )
    run = await system.run(export)
    assert (run["counts"]["accepted"], run["counts"]["subscribed"]) == (5, 5), run
    await system.upload("TracesLeft.csv", header + "".join(f"{each},yes\n" for each in [stays, *erased]))
    assert (await system.run(export))["counts"]["removed"] == 2
    for email in erased:
        status, erasure = await system.call("POST", "/api/people/erasures", {"email": email, "klaviyo": True})
        assert status == 202, erasure
        end = time.monotonic() + LIMIT_SECONDS
        while erasure["state"] == "queued":
            assert time.monotonic() < end, erasure
            await asyncio.sleep(0.3)
            _, erasure = await system.call("GET", f"/api/people/erasures/{erasure['id']}")
        assert (erasure["state"], erasure["snapshots"], len(erasure["requested"])) == ("done", 1, 1), erasure
    return [*removed, stays, *erased]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def left(system: System) -> Left:
    before = await blobs(system)
    people = await runs_that_touch_people(system)
    erased_in = [place for place, text in (await blobs(system)).items() if "traces.erased" in text]
    await system.upload("Traces.csv", "email\ntraces.one@example.com\nno.address.traces\n")
    run = await system.run(await system.export("Traces"))
    assert run["state"] == "completed_with_warnings"
    files = before | await blobs(system)
    logs = {"stack.log": system.logs.read_text(errors="replace")}
    for file in (system.stack.data / "telemetry").iterdir():
        logs[f"telemetry/{file.name}"] = file.read_text("utf-8")
    records = await entities(system)
    assert run["id"] in logs["stack.log"], "the log is the app's"
    for kind in ("spans", "logs"):
        assert any(run["id"] in text for name, text in logs.items() if kind in name), kind
    assert any(name.startswith("runs/") for name in records)
    assert any(name.startswith("connections/") for name in records)
    assert any("/chunks/" in name and "traces.one@example.com" in text for name, text in files.items())
    # The search finds what is there, encoded as in a request of Klaviyo's.
    assert stands_in(people[2], readings(quote(f'any(email,["{people[2]}"])', safe="")))
    found = [logs, records, await messages(system)]
    decoded = [{place: readings(text) for place, text in kind.items()} for kind in found]
    return Left(decoded[0], decoded[1], decoded[2], files, erased_in)


async def test_no_key_anywhere(system: System, left: Left) -> None:
    assert len(system.keys) >= 1
    for place, text in left.all():
        for key in system.keys:
            assert not stands_in(key, text), place


async def test_no_key_in_any_answer(system: System) -> None:
    runs = (await system.call("GET", "/api/runs?limit=200"))[1]["runs"]
    paths = ["/api/me", "/api/connections", f"/api/connections/{system.connection}", "/api/exports", "/api/segments"]
    for path in [*paths, "/api/runs?limit=200", *(f"/api/runs/{run['id']}" for run in runs[:20])]:
        response = await system.ask("GET", path)
        assert response.status_code == 200
        for key in system.keys:
            assert key not in response.text
            assert key not in str(response.headers)


async def test_no_address_in_logs_records_and_messages(left: Left) -> None:
    for place, text in left.outside_files():
        assert addresses(USERS.sub("", text)) == [], place
        assert not stands_in("no.address.traces", text), place
        assert not re.search(r"traces\.(gone|stays|erased|one)", text), place


async def test_an_erased_person_is_in_no_file(left: Left) -> None:
    assert left.erased_in == []


async def test_no_name_or_number_of_the_sample_in_logs_records_and_messages(contoso: Path, left: Left) -> None:
    with contoso.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))[:500]
    whole = "\n".join(text for _, text in left.outside_files())
    for row in rows:
        for column in ("EMail", "FullName", "Telephone", "StreetAddress"):
            assert row[column] not in whole
    for row in rows[:20]:
        for column in ("EMail", "FullName"):
            assert not stands_in(row[column], whole)
