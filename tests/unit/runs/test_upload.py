"""Uploading chunks: what a message may bring, what a chunk costs, what odd answers do and do not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from shared.domain import ChunkState, Run, RunState
from shared.domain.base import now
from shared.domain.messages import Queue
from shared.domain.run_report import RunReport
from shared.runs.dispatch import handle_message
from shared.runs.upload import upload
from shared.storage.ports import Delete, Put
from tests.fakes.small_app import SmallApp, small_app
from tests.fakes.waiting import rounds


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
        forged = found.value.model_copy(update={"state": ChunkState.READY, "job_id": None, "attempts": 0})
        text: dict[str, Any] = {"v": 1, "kind": "upload_chunk", "run_id": run_id, "chunk": "00000", "etag": found.etag}
        text["record"] = forged.model_dump(mode="json")
        await app.step(handle_message(app.context, "upload", json.dumps(text)))
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
        await upload(app.context, run_id, "00000")
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
        for _ in rounds():
            await app.work()
            run = (await app.context.runs.get(run_id)).value
            chunks = RunReport.of(run).model_dump()["chunks"]
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
        assert (row[1], row[2], row[3], row[5]) == ("4", "failed", "import_failed", "p2@example.com")


POST = {"method": "POST", "path": "import-jobs/?$"}
CHALLENGE = {"action": "challenge", "status": 403}


async def posts(app: SmallApp) -> list[dict[str, Any]]:
    found = await app.sim("GET", "/requests?after=0")
    return [one for one in found if one["method"] == "POST" and one["path"].rstrip("/").endswith("import-jobs")]


async def accepted_by_klaviyo(app: SmallApp) -> set[str]:
    return set(await app.members())


async def exported(app: SmallApp, count: int, *faults: dict[str, Any]) -> Run:
    app.segment(people(count))
    await app.export()
    for fault in faults:
        await app.sim("POST", "/faults", fault)
    return await app.run()


OTHER = [
    CHALLENGE,
    CHALLENGE | {"status": 401},
    CHALLENGE | {"status": 503},
    {"action": "status", "status": 400, "body": "<html>Bad request</html>"},
    {"action": "status", "status": 403, "body": {"message": "Forbidden"}},
    {"action": "status", "status": 404, "body": "<html>Not found</html>"},
    {"action": "status", "status": 413, "body": "<html>Too large</html>"},
    {"action": "status", "status": 422, "body": ""},
    {"action": "status", "status": 404},
    {"action": "garble_answer", "status": 202, "body": {"data": None}},
    {"action": "garble_answer", "status": 200, "body": "<html>Welcome</html>"},
]


@pytest.mark.parametrize("fault", OTHER)
@pytest.mark.parametrize("path", ["import-jobs/?$", "/api/lists/", "import-jobs/.", "import-errors"])
async def test_one_odd_answer_costs_nobody(fault: dict[str, Any], path: str) -> None:
    """At each call of a run: the list, the POST, the jobs, their errors."""
    async with small_app() as app:
        await app.sim("POST", "/jobs", {"fail_emails": ["p1@example.com"]})
        run = await exported(app, 4, {"path": path, "times": 1} | fault)
        assert run.error is None
        assert (run.counts.accepted, run.counts.failed, run.counts.rejected) == (3, 1, 0)
        assert await accepted_by_klaviyo(app) == {f"p{n}@example.com" for n in (0, 2, 3)}
        assert len(await posts(app)) <= 2


@pytest.mark.parametrize("path", ["import-jobs/?$", "/api/lists/"])
async def test_a_key_that_klaviyo_itself_refuses_ends_the_run_at_once(path: str) -> None:
    async with small_app() as app:
        run = await exported(app, 4, {"path": path, "action": "status", "status": 403})
        assert run.error is not None
        assert run.error.type == "key-refused"
        assert len(await posts(app)) <= 1


async def test_a_list_that_stays_missing_ends_the_run() -> None:
    async with small_app() as app:
        run = await exported(app, 4, {"path": "/api/lists/", "action": "status", "status": 404})
        assert run.error is not None
        assert run.error.type == "list-not-found"
        assert not await posts(app)


@pytest.mark.parametrize("looks", [1, 2])
async def test_a_job_that_is_not_found_at_first_is_waited_for(looks: int) -> None:
    async with small_app(MISSING_AFTER_SECONDS="5") as app:
        await app.sim("POST", "/jobs", {"unseen_looks": looks})
        run = await exported(app, 4)
        assert (run.counts.accepted, run.counts.failed) == (4, 0)
        assert len(await posts(app)) == 1


async def test_a_job_that_stays_missing_fails_its_chunk() -> None:
    async with small_app() as app:
        await app.sim("POST", "/jobs", {"outcome": "gone"})
        run = await exported(app, 4)
        assert (run.counts.accepted, run.counts.failed) == (0, 4)
        assert len(await posts(app)) == 1


@pytest.mark.parametrize("status", [400, 413, 422])
@pytest.mark.parametrize("count", [1, 2, 5, 1000])
async def test_a_refusal_of_everything_is_halved_within_bounds_and_can_be_tried_again(status: int, count: int) -> None:
    async with small_app(CHUNK_PROFILES="1000") as app:
        run = await exported(app, count, POST | {"action": "status", "status": status})
        assert len(await posts(app)) <= 15
        assert (run.counts.failed, run.counts.rejected) == (count, 0)
        assert {row[3] for row in await rejects(app, run.id)} == {"chunk_failed"}
        await app.http.delete("/_sim/faults")
        again = await app.run()
        assert (again.counts.accepted, again.state) == (count, RunState.SUCCESSFUL)


@pytest.mark.parametrize("bad", [{0}, {4}, {0, 4}, {1, 2}, {0, 7, 13, 31}, {0, 16, 24, 28, 30, 31}])
async def test_bad_profiles_that_klaviyo_does_not_name_are_found_by_halving(bad: set[int]) -> None:
    async with small_app(CHUNK_PROFILES="32") as app:
        emails = {f"p{n}@example.com" for n in bad}
        await app.sim("POST", "/bad-emails", {"emails": sorted(emails), "pointers": False})
        run = await exported(app, 32)
        assert (run.counts.accepted, run.counts.rejected, run.counts.failed) == (32 - len(bad), len(bad), 0)
        assert {row[5] for row in await rejects(app, run.id)} == emails
        assert not emails & await accepted_by_klaviyo(app)


async def test_a_part_that_is_bad_throughout_is_given_up_and_the_rest_is_sent() -> None:
    async with small_app(CHUNK_PROFILES="256") as app:
        emails = [f"p{n}@example.com" for n in range(128)]
        await app.sim("POST", "/bad-emails", {"emails": emails, "pointers": False})
        run = await exported(app, 256)
        assert (run.counts.accepted, run.counts.failed + run.counts.rejected) == (128, 128)
        assert len(await posts(app)) <= 35


async def test_a_long_retry_after_is_obeyed_and_adds_no_messages() -> None:
    async with small_app() as app:
        app.segment(people(20))
        await app.export()
        await app.sim("POST", "/faults", POST | {"action": "rate_limit", "seconds": 67_608})
        run_id = await app.start()
        for _ in range(40):
            await app.work()
            await app.step(app.sweep())
        assert len(await posts(app)) == 4, "one for each chunk: their clients share no budget here"
        uploads = [message for queue, message in app.messages if queue is Queue.UPLOAD]
        assert len(uploads) <= 4, "messages add up"
        found = [chunk.value async for chunk in app.context.chunks.of_run(run_id)]
        assert {chunk.state for chunk in found} == {ChunkState.READY}
        assert any(67_000 < (one.not_before - now()).total_seconds() < 67_609 for one in found if one.not_before)
        assert all(chunk.attempts == 0 for chunk in found)


async def test_a_long_retry_after_of_the_list_is_obeyed_by_preparing_and_sweep() -> None:
    async with small_app() as app:
        app.segment(people(5))
        await app.export()
        await app.sim("POST", "/faults", {"path": "/api/lists/", "action": "rate_limit", "seconds": 67_608})
        run_id = await app.start()
        await app.work()
        app.messages.clear()
        for _ in range(20):
            await app.step(app.sweep())
            await app.work()
        run = (await app.context.runs.get(run_id)).value
        assert run.error is None
        found = await app.sim("GET", "/requests?after=0")
        assert len([one for one in found if one["path"].startswith("/api/lists/")]) == 1
