"""Following jobs: whom an import error is about, in whole runs."""

from __future__ import annotations

import asyncio
import csv
import io

import pytest

from local.klaviyo.jobs import ERROR_FORMS
from shared.domain.base import now
from shared.domain.messages import FollowRun, Queue
from tests.fakes.small_app import SmallApp, small_app


async def rejects(app: SmallApp, run_id: str) -> list[dict[str, str]]:
    text = app.context.files.blobs.get(f"runs/{run_id}/rejects.csv", b"").decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("form", ERROR_FORMS)
async def test_the_right_person_fails_however_an_import_error_names_them(form: str) -> None:
    failing = {"p1@example.com", "p3@example.com", "p7@example.com"}
    async with small_app() as app:
        app.segment([{"Email": f"p{n}@example.com"} for n in range(10)])
        await app.export()
        await app.sim("POST", "/jobs", {"fail_emails": sorted(failing), "error_form": form})
        run = await app.run()
        assert (run.counts.accepted, run.counts.failed, run.error) == (7, 3, None)
        found = await rejects(app, run.id)
        if form == "unknown":
            assert [(row["line"], row["outcome"], row["reason"]) for row in found] == [
                ("0", "failed", "import_failed")
            ] * 3
            assert all("names no row" in row["detail"] for row in found)
        else:
            assert {row["email"] for row in found} == failing
            assert {int(row["line"]) for row in found} == {3, 5, 9}
        # Profiles that Klaviyo did not accept are not in the snapshot: the next run sends them.
        await app.sim("POST", "/jobs", {})
        again = await app.run()
        assert again.counts.failed == 0
        assert set(await app.members()) == {f"p{n}@example.com" for n in range(10)}


async def test_step_that_finds_the_last_chunk_being_posted_waits_for_it_and_asks_for_its_job() -> None:
    async with small_app() as app:
        app.segment([{"Email": f"p{n}@example.com"} for n in range(3)])
        await app.export()
        await app.sim("POST", "/faults", {"action": "delay", "path": "/api/profile-bulk-import-jobs", "seconds": 0.3})
        run_id = await app.start()
        await app.work()
        [(queue, upload)] = [each for each in app.messages if each[0] is Queue.UPLOAD]
        app.messages.clear()
        posting = asyncio.create_task(app.deliver(queue, upload))
        while not [found async for found in app.context.chunks.of_run(run_id) if found.value.is_claimed(now())]:
            await asyncio.sleep(0.01)
        await app.deliver(Queue.FOLLOW, FollowRun(run_id=run_id, step=0))
        assert posting.done()
        assert (await app.context.runs.get(run_id)).value.state.final, "one step has ended the run"
