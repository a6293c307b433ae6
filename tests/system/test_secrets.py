"""The key stands in the vault and in the Authorization header, and nowhere else; addresses in no log and no record.

The last to run of this folder (conftest sees to it): it looks through all that the others left behind.
"""

import base64
import csv
import re
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from azure.storage.queue.aio import QueueServiceClient

from tests.system.system import System

pytestmark = pytest.mark.asyncio(loop_scope="session")

# Of the stack's own: the users that sign in, who are told in records of what they did.
USERS = re.compile(r"[a-z]+@contoso\.example")
ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}")


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


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def left_behind(system: System) -> dict[str, dict[str, Any]]:
    """By kind: every text by its place."""
    await system.upload("Traces.csv", "email\ntraces.one@example.com\nno.address.traces\n")
    run = await system.run(await system.export("Traces"))
    assert run["state"] == "completed_with_warnings"
    blobs = {name: data.decode(errors="replace") for name, data in (await system.files("exports")).items()}
    logs = {"stack.log": system.logs.read_text(errors="replace")}
    for file in (system.stack.data / "telemetry").iterdir():
        logs[f"telemetry/{file.name}"] = file.read_text("utf-8")
    found = {"logs": logs, "tables": await entities(system), "queues": await messages(system), "blobs": blobs}
    assert run["id"] in logs["stack.log"], "the log is the app's"
    for kind in ("spans", "logs"):
        assert any(run["id"] in text for name, text in logs.items() if kind in name), kind
    assert any(name.startswith("runs/") for name in found["tables"])
    assert any(name.startswith("connections/") for name in found["tables"])
    assert any("/chunks/" in name and "traces.one@example.com" in text for name, text in blobs.items())
    return found


async def test_no_key_anywhere(system: System, left_behind: dict[str, dict[str, Any]]) -> None:
    assert len(system.keys) >= 1
    for kind, texts in left_behind.items():
        for place, text in texts.items():
            for key in system.keys:
                assert key not in text, (kind, place)
                assert base64.b64encode(key.encode()).decode().rstrip("=")[:-1] not in text, (kind, place)


async def test_no_key_in_any_answer(system: System) -> None:
    runs = (await system.call("GET", "/api/runs?limit=200"))[1]["runs"]
    paths = ["/api/me", "/api/connections", f"/api/connections/{system.connection}", "/api/exports", "/api/segments"]
    for path in [*paths, "/api/runs?limit=200", *(f"/api/runs/{run['id']}" for run in runs[:20])]:
        response = await system.ask("GET", path)
        assert response.status_code == 200
        for key in system.keys:
            assert key not in response.text
            assert key not in str(response.headers)


async def test_no_address_in_logs_records_and_messages(left_behind: dict[str, dict[str, Any]]) -> None:
    for kind in ("logs", "tables", "queues"):
        for place, text in left_behind[kind].items():
            assert ADDRESS.findall(USERS.sub("", text)) == [], (kind, place)
            assert "no.address.traces" not in text, (kind, place)


async def test_no_name_or_number_of_the_sample_in_logs_records_and_messages(
    contoso: Path, left_behind: dict[str, dict[str, Any]]
) -> None:
    with contoso.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))[:500]
    texts = [text for kind in ("logs", "tables", "queues") for text in left_behind[kind].values()]
    whole = "\n".join(texts)
    for row in rows:
        for column in ("EMail", "FullName", "Telephone", "StreetAddress"):
            assert row[column] not in whole
