"""Yesterday's state and messages, taken up by today's code: see README.md."""

import base64
import json
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from local.klaviyo import MAIN_KEY
from shared.domain import Export, Run, RunState
from shared.maintenance.sweep import sweep
from shared.runs.finish import public
from shared.runs.follow import follow
from shared.runs.poison import give_up
from shared.runs.prepare import prepare
from shared.runs.retry import retry
from shared.runs.step import step
from shared.runs.upload import upload
from shared.storage.queues import Message, Queue
from shared.storage.records import UsageTable
from shared.storage.tables import Tables
from tests.upgrade.world import World, world

RECORDED = sorted(Path(__file__).parent.glob("*.json"))
HALF_DONE = ("queued", "preparing", "cutting", "uploading", "importing")
PEOPLE = 23

pytestmark = pytest.mark.asyncio(loop_scope="module")


class AtOnce:
    """Queues whose messages are worked on in order, whatever their delay."""

    def __init__(self) -> None:
        self.waiting: deque[tuple[Queue, str]] = deque()

    async def send(self, queue: Queue, message: Message, *, delay: float = 0) -> None:
        self.waiting.append((queue, message.model_dump_json(exclude_none=True)))

    async def age(self, queue: Queue, moment: datetime) -> float:
        return 0.0

    async def drain(self, context: Any) -> None:
        """Work on all messages, until none is left or nobody gets anywhere."""
        work = {
            Queue.PREPARE: lambda c, m: prepare(c, m.run_id),
            Queue.UPLOAD: upload,
            Queue.FOLLOW: lambda c, m: follow(c, m.run_id, m.step),
        }
        for _ in range(500):
            if not self.waiting:
                return
            queue, text = self.waiting.popleft()
            await step(context, queue, text, work[queue])
        raise AssertionError(f"still waiting: {self.waiting}")


class Restored:
    """Today's app upon what was recorded."""

    def __init__(self, at: World, recorded: dict[str, Any]) -> None:
        self.at = at
        self.recorded = recorded
        self.queues = AtOnce()
        self.context = replace(at.context, queues=self.queues)

    async def fill(self) -> None:
        """Everything as it was; but ETags and job ids, which storage and Klaviyo give out anew."""
        anew: dict[str, str] = {}
        for path, data in self.recorded["blobs"].items():
            container, _, name = path.partition("/")
            if name.endswith(("report.json", "unsent.json")):
                # The layout of files changed before the first release, without a step that moves them.
                name = name.replace("runs/", "history/")
            done = await self.at.blobs.get_blob_client(container, name).upload_blob(base64.b64decode(data))
            anew[self.recorded["etags"][path]] = str(done["etag"]).strip('"')
        anew |= await self._jobs()
        for name, entities in self.recorded["tables"].items():
            table = await self.at.tables.create_table_if_not_exists(name)
            for entity in entities:
                body = entity["body"]
                for old, new in anew.items():
                    body = body.replace(old, new)
                await table.create_entity(entity | {"body": body})

    async def _jobs(self) -> dict[str, str]:
        """Klaviyo has the jobs that it had taken, and is done with them."""
        anew = {}
        async with httpx.AsyncClient(base_url=self.at.klaviyo.url) as http:
            for chunk in self.recorded["tables"]["chunks"]:
                body = json.loads(chunk["body"])
                if body["job_id"]:
                    blob = f"exports/runs/{body['run_id']}/chunks/{body['name']}.json"
                    data = base64.b64decode(self.recorded["blobs"][blob])
                    headers = {"authorization": f"Klaviyo-API-Key {MAIN_KEY}", "revision": "2026-10-15"}
                    headers["content-type"] = "application/vnd.api+json"
                    answer = await http.post("/api/profile-bulk-import-jobs", content=data, headers=headers)
                    anew[body["job_id"]] = answer.raise_for_status().json()["data"]["id"]
            while any(job["status"] != "complete" for job in (await http.get("/_sim/jobs")).json()):
                pass
        assert len(anew) >= 4
        return anew

    async def run_of(self, name: str) -> Run:
        rows = self.recorded["tables"]["runs"]
        identifier = next(json.loads(row["body"])["id"] for row in rows if row.get("export_id") == f"exp_{name}")
        return (await self.at.context.runs.get(identifier)).value

    async def go_on(self) -> None:
        """All messages that lay in the queues, then the sweep's, until all is quiet."""
        for name, texts in self.recorded["queues"].items():
            self.queues.waiting.extend((Queue(name), text) for text in texts)
        await self.queues.drain(self.context)
        await sweep(self.context)
        await self.queues.drain(self.context)


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=RECORDED, ids=lambda file: file.stem)
async def restored(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Restored]:
    recorded = json.loads(request.param.read_text("utf-8"))
    async with world(tmp_path_factory.mktemp("upgrade")) as at:
        found = Restored(at, recorded)
        await found.fill()
        found.before = {name: await found.run_of(name) for name in HALF_DONE}
        await found.go_on()
        yield found


async def test_the_record_holds_a_run_at_every_point(restored: Restored) -> None:
    states = {name: run.state for name, run in restored.before.items()}
    assert states == {
        "queued": RunState.QUEUED,
        "preparing": RunState.PREPARING,
        "cutting": RunState.UPLOADING,
        "uploading": RunState.UPLOADING,
        "importing": RunState.IMPORTING,
    }
    assert not restored.before["cutting"].cut


@pytest.mark.parametrize("name", HALF_DONE)
async def test_a_run_half_done_is_brought_to_its_end(restored: Restored, name: str) -> None:
    run = await restored.run_of(name)
    assert run.state is RunState.COMPLETED_WITH_WARNINGS, run.error
    assert run.error is None
    assert run.counts.balanced
    assert (run.counts.accepted, run.counts.duplicates, run.counts.rejected) == (PEOPLE, 1, 1)
    assert run.cleaned
    rejects = (await restored.context.files.read(f"{run.folder}/rejects.csv")).decode()
    assert len(rejects.splitlines()) == 3


async def test_klaviyo_holds_everybody_once(restored: Restored) -> None:
    async with httpx.AsyncClient(base_url=restored.at.klaviyo.url) as http:
        members = (await http.get("/_sim/lists/SIMLST/members")).text.splitlines()
    assert sorted(json.loads(line)["email"] for line in members)[:2] == ["p00@example.com", "p01@example.com"]
    assert len(members) == PEOPLE


async def test_what_has_ended_is_shown_as_it_was_and_can_be_retried(restored: Restored) -> None:
    run = await restored.run_of("ended")
    report = json.loads(await restored.context.files.read(f"{run.history_folder}/report.json"))
    shown = public(run)
    assert {name: shown[name] for name in report if name not in ("counts", "chunks")} == {
        name: value for name, value in report.items() if name not in ("counts", "chunks")
    }
    assert report["counts"].items() <= shown["counts"].items()
    again = await retry(restored.context, run.id, "alex@contoso.example")
    await restored.queues.drain(restored.context)
    done = (await restored.context.runs.get(again.id)).value
    assert done.error is None
    assert (done.counts.accepted, done.counts.unchanged) == (2, PEOPLE - 2)


async def test_every_record_is_read(restored: Restored) -> None:
    context = restored.context
    tables = restored.recorded["tables"]
    exports = [found.value for found in await context.exports.all()]
    assert len(exports) == len(tables["exports"])
    for row in tables["exports"]:
        written = json.loads(row["body"])
        export = next(each for each in exports if each.id == written["id"])
        assert export.mapping.named_columns().keys() >= {"Email", "First Name", "Tier"}
        assert export.schedule.kind == written["schedule"]["kind"]
        assert (export.profile_limit, export.default_country) == (1000, "DE")
        assert isinstance(export, Export)
    assert [found.value.id for found in await context.connections.all()] == ["con_upgrade"]
    entries, _ = await context.audit.page(10, None, equal={"who": "1"})
    assert entries[0].after == {"name": "Export queued"}
    assert (await context.retention.get("retention")).value.looked_at
    own = Tables(context.settings.exports_storage, None)
    assert (await UsageTable(own).read("SIMCON:start-import"))[0].times == [1.5, 2.5]
    await own.close()


async def test_a_poison_message_of_yesterday_changes_nothing_that_has_ended(restored: Restored) -> None:
    for name, texts in restored.recorded["queues"].items():
        for text in texts:
            await give_up(restored.context, Queue(name), text)
    await restored.queues.drain(restored.context)
    assert (await restored.run_of("importing")).error is None
