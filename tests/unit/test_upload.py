"""Uploading chunks: what a message may bring, what a chunk costs, what progress says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from shared.domain import ChunkState, RunState
from shared.runs.finish import public
from shared.runs.upload import upload
from shared.state.queues import Message, Queue
from shared.state.tables import Delete, Put
from tests.unit.small_app import SmallApp, small_app


def people(count: int) -> list[dict[str, str]]:
    return [{"Email": f"p{n}@example.com", "Name": f"N{n}"} for n in range(count)]


async def rejects(app: SmallApp, run_id: str) -> list[list[str]]:
    text = app.context.files.blobs.get(f"runs/{run_id}/rejects.csv", b"").decode()
    return [line.split(",") for line in text.splitlines()[1:]]


async def uploaded(app: SmallApp, run_id: str) -> None:
    """Prepare the run and upload its chunks, without following it."""
    for queue in (Queue.PREPARE, Queue.UPLOAD):
        for message in [m for q, m in app.messages if q is queue]:
            app.messages.remove((queue, message))
            assert await app.deliver(queue, message)


async def test_state_in_a_message_is_not_believed() -> None:
    async with small_app() as app:
        app.segment(people(3))
        await app.export()
        run_id = await app.start()
        await uploaded(app, run_id)
        found = await app.context.chunks.get(run_id, "00000")
        assert found.value.job_id
        forged = found.value.model_copy(update={"state": ChunkState.READY, "job_id": None, "tries": 0})
        text: dict[str, Any] = {"v": 1, "run_id": run_id, "chunk": "00000", "etag": found.etag}
        text["record"] = forged.model_dump(mode="json")
        await upload(app.context, Message.parse(json.dumps(text)))
        assert len(await app.calls("bulk_import_profiles")) == 1, "the chunk was posted again"
        assert (await app.context.chunks.get(run_id, "00000")).value == found.value


@pytest.mark.parametrize("etag", ["*", '"*"', "W/*", 'W/"*"', " * ", "", '""'])
def test_an_etag_that_stands_for_any_version_is_refused(etag: str) -> None:
    with pytest.raises(ValueError, match="ETag"):
        Put("p", "k", "{}", etag)
    with pytest.raises(ValueError, match="ETag"):
        Delete("p", "k", etag)


async def test_a_chunk_costs_two_reads_and_two_writes_of_tables() -> None:
    async with small_app() as app:
        app.segment(people(5))
        await app.export()
        run_id = await app.start()
        [prepare] = [m for q, m in app.messages if q is Queue.PREPARE]
        await app.deliver(Queue.PREPARE, prepare)
        tables = app.context.chunks._tables
        chunks, runs = await tables.table("chunks"), await tables.table("runs")
        before = (chunks.reads, chunks.writes, runs.reads, runs.writes)
        await upload(app.context, Message(run_id=run_id, chunk="00000"))
        after = (chunks.reads, chunks.writes, runs.reads, runs.writes)
        assert [b - a for a, b in zip(before, after, strict=True)] == [1, 2, 1, 0]


async def test_progress_never_shows_more_uploaded_than_there_are_chunks() -> None:
    async with small_app() as app:
        app.segment(people(10))
        await app.export()
        await app.sim("POST", "/bad-emails", {"emails": ["p0@example.com", "p7@example.com"], "pointers": False})
        await app.sim("POST", "/jobs", {"job_seconds": 0.2})
        run_id = await app.start()
        seen: list[dict[str, int]] = []
        for _ in range(1000):
            await app.work()
            run = (await app.context.runs.get(run_id)).value
            chunks = public(run)["chunks"]
            seen.append(chunks)
            assert chunks["uploaded"] <= chunks["total"], seen
            if run.state.final:
                break
        assert run.state is RunState.COMPLETED_WITH_WARNINGS
        assert max(one["total"] for one in seen) > 2, "nothing was split"


async def test_a_failed_row_has_its_address_in_the_rejects_file() -> None:
    async with small_app() as app:
        app.segment(people(4))
        await app.export()
        await app.sim("POST", "/jobs", {"fail_emails": ["p2@example.com"]})
        run = await app.run()
        [row] = await rejects(app, run.id)
        assert (row[1], row[2], row[3], row[-1]) == ("4", "failed", "import_failed", "p2@example.com")
