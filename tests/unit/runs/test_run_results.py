"""What a run says of itself is so, also where it was interrupted."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from local.klaviyo import MAIN_KEY
from shared.domain import Chunk, ChunkState, RunState
from shared.runs import prepare
from shared.runs.cancel import cancel
from shared.runs.chunk_counts import count_chunks
from shared.runs.import_jobs import read_import_jobs
from shared.runs.retry import retry
from shared.runs.sources import sources_of
from tests.fakes.effort import some
from tests.fakes.small_app import SmallApp, small_app


@pytest_asyncio.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app(CANCEL_GRACE_SECONDS="0", LEASE_SECONDS="0.3") as app:
        await app.export(mapping={"email": "Email", "properties": {"*": "*"}})
        yield app


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("writes", some([1, 4, 6, 8, 9, 10, 11], 4))
async def test_a_warning_of_preparing_outlives_any_death(app: SmallApp, writes: int, *, after: bool) -> None:
    app.segment("Email,City,Tier\none@example.com,A,1\nnobody,,\n")
    await app.run()
    app.segment("Email,City\ntwo@example.com,B\nnobody,\n")
    run_id = await app.start()
    app.fate.left, app.fate.after = writes, after
    run = await app.ended(run_id)
    app.fate.left = None
    assert [text for text in run.warnings if "no longer exist (1): Tier" in str(text)], run.warnings
    assert not [text for text in (await app.run()).warnings if "no longer exist" in str(text)]


@pytest.mark.parametrize("failed", [False, True])
async def test_a_run_that_is_stopped_claims_nothing_that_it_did_not_wait_for(app: SmallApp, *, failed: bool) -> None:
    app.segment("Email\n" + "".join(f"p{n}@example.com\n" for n in range(7)))
    await app.sim("POST", "/jobs", {"job_seconds": 3600})
    run_id = await app.start()
    while (await app.context.runs.get(run_id)).value.chunks.uploaded < 2:
        await app.work()
    active = (await app.context.runs.get(run_id)).value
    sizes = [job.profiles async for job in read_import_jobs(app.context, active)]
    assert sum(sizes) == 7
    if failed:
        await app.sim("DELETE", f"/keys/{MAIN_KEY}")
    else:
        await cancel(app.context, run_id, "a test")
    run = await app.ended(run_id)
    assert run.state is (RunState.FAILED if failed else RunState.CANCELED)
    assert run.warnings[-1].code == ("failed-unconfirmed" if failed else "canceled-unconfirmed")
    counts = run.counts
    assert (counts.read, counts.accepted, counts.added, counts.updated, counts.failed) == (7, 0, 0, 0, 7)
    assert "7 profiles" in str(run.warnings[-1])
    rejects = app.context.files.blobs[f"runs/{run_id}/rejects.csv"].decode()
    assert {row["reason"] for row in csv.DictReader(io.StringIO(rejects, newline=""))} == {"unconfirmed"}
    jobs = [job async for job in read_import_jobs(app.context, run)]
    assert [(job.profiles, job.confirmed, job.accepted) for job in jobs] == [(size, False, 0) for size in sizes]
    await app.sim("POST", "/jobs", {"job_seconds": 0})
    await app.sim("POST", "/keys", {"key": MAIN_KEY})
    again = await app.ended((await retry(app.context, run_id, "a test")).id)
    assert again.counts.accepted == 7
    jobs = [job async for job in read_import_jobs(app.context, again)]
    assert [(job.confirmed, job.accepted) for job in jobs] == [(True, size) for size in sizes]
    assert all(job.id and job.posted_at for job in jobs)


async def test_progress_never_shows_more_imported_than_uploaded(app: SmallApp) -> None:
    """Of a chunk whose every profile was refused nothing is left to upload, though it has no job."""
    run_id = await app.start()
    run = (await app.context.runs.get(run_id)).value.model_copy(update={"cut": True})
    refused = Chunk(run_id=run_id, name="00000.0", first=0, last=1, profiles=0, bytes=0, state=ChunkState.IMPORTED)
    sent = refused.model_copy(update={"name": "00000.1", "job_id": "job", "state": ChunkState.UPLOADED})
    _, progress = count_chunks(run, [refused, sent])
    assert (progress.total, progress.uploaded, progress.imported) == (2, 2, 1)


@pytest.mark.parametrize("attempts", [0, 4])
async def test_an_overwritten_segment_is_read_anew_whatever_failed_before(
    app: SmallApp, monkeypatch: pytest.MonkeyPatch, attempts: int
) -> None:
    monkeypatch.setattr(prepare, "START_OVER_DELAY_SECONDS", 0.01)
    app.segment("Email\none@example.com\n")
    run_id = await app.start()
    pinned = await sources_of(app.context, (await app.context.exports.get("exp_1")).value)
    await app.context.runs.update(run_id, lambda run: run.pinned(*pinned).model_copy(update={"attempts": attempts}))
    app.segment("Email\ntwo@example.com\nthree@example.com\n")
    run = await app.ended(run_id)
    assert (run.error, run.counts.accepted, run.versions_read) == (None, 2, 1)
