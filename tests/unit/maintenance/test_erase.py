"""Erasing a person: snapshots, kept files, Klaviyo, and the audit record without the address."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from shared.api.audit import record_changes
from shared.api.operations import Call
from shared.api.people import erase_person, read_erasure
from shared.domain import Mode, RunState
from shared.domain import storage_layout as layout
from shared.domain.audit_record import Entry
from shared.domain.base import later, now
from shared.domain.erasure_job import ErasureJob, ErasureState
from shared.domain.identity import Identity, Person
from shared.domain.maintenance import Erasure
from shared.domain.preview import PreviewState
from shared.errors import BodyRefused, Invalid, NotFound, StateConflict
from shared.maintenance.sweep import continue_erasures
from shared.runs.erasure import clean_up_erasures, perform_erasure, request_erasure
from shared.runs.erasure_lock import is_erasing
from shared.runs.preview import make_preview, request_preview
from shared.texts import text
from tests.fakes.api_calls import ADMINISTRATOR, answer
from tests.fakes.memory import MemoryBlobs
from tests.fakes.small_app import SmallApp, small_app
from tests.fakes.waiting import rounds


async def test_a_person_is_erased_everywhere() -> None:
    async with small_app(KEEP_CHUNKS="true") as app:
        await app.export(mode=Mode.MIRROR, removal_limit_percent=100)
        await app.export("exp_2", list_id="SIMVIP")
        app.segment([{"Email": f"p{n}@example.com"} for n in range(5)] + [{"Email": "P3@Example.com", "Name": "Again"}])
        await app.run()
        await app.run("exp_2")
        files = app.context.files.blobs
        assert any(b"p3@example.com" in data.lower() for name, data in files.items() if name.endswith("rejects.csv"))
        call = Call(app.context, ADMINISTRATOR)
        body = {"email": " P3@example.com", "klaviyo": True}
        asked = await answer(app.context, erase_person, body=body, call=call)
        erasure = json.loads(asked.body)
        assert (asked.status, erasure["state"], erasure["erased_at"]) == (202, "queued", None)
        assert any(b"p3@example.com" in data for name, data in files.items() if name.startswith("erasures/"))
        await app.work()
        erasure = json.loads((await answer(app.context, read_erasure, erasure["id"], call=call)).body)
        done = {name: erasure[name] for name in ("state", "snapshots", "files", "requested", "refused", "error")}
        assert done == {
            "state": "done", "snapshots": 2, "files": 4, "requested": ["SIMCON"], "refused": {}, "error": None,
        }  # fmt: skip
        for export in ("exp_1", "exp_2"):
            assert (await app.snapshot(export)).keys() == {f"p{n}@example.com" for n in (0, 1, 2, 4)}
        assert not [name for name, data in files.items() if b"p3@example.com" in data.lower()]
        assert len([name for name in files if name.startswith("snapshots/")]) == 2
        lines = next(data for name, data in files.items() if name.endswith("rejects.csv")).decode().splitlines()
        assert len(lines) == 2, "the line stays, so that counts and lines agree"
        assert lines[1].endswith(",(erased),(erased),,,,")
        (change,) = call.changes
        assert "p3" not in str(change)
        # The rest goes on as before.
        app.segment([{"Email": f"p{n}@example.com"} for n in (0, 1, 2)])
        assert (await app.run()).counts.removed == 1


async def test_what_names_nobody_is_refused() -> None:
    async with small_app() as app:
        for wrong in (
            {}, {"email": "no address"}, {"email": "a@example.com", "klaviyo": "perhaps"}, {"phone_number": "206 555"},
            {"external_id": " "}, {"email": "a@example.com", "name": "Ann"},
        ):  # fmt: skip
            with pytest.raises(Invalid):
                await answer(app.context, erase_person, body=wrong)
        assert not app.context.files.blobs
        with pytest.raises(NotFound):
            await answer(app.context, read_erasure, "era_1")


async def test_an_erasure_waits_for_the_end_of_a_run() -> None:
    async with small_app() as app:
        await app.export()
        app.segment([{"Email": "a@example.com"}, {"Email": "ann@example.com"}])
        await app.run()
        run_id = await app.start()
        await app.work()
        waiting = await app.erase(Person.of(email="ann@example.com"))
        assert (waiting.state, waiting.attempts) == (ErasureState.QUEUED, 0)
        assert run_id in str(waiting.waiting_for)
        await app.ended(run_id)
        assert "ann@example.com" in await app.snapshot()
        found = await app.context.erasure_jobs.get(waiting.id)
        await app.context.erasure_jobs.replace(found.value.postponed(now(), now()), found.etag)
        await perform_erasure(app.context, waiting.id)
        done = (await app.context.erasure_jobs.get(waiting.id)).value
        assert (done.state, done.waiting_for, done.snapshots) == (ErasureState.DONE, None, 1)
        assert "ann@example.com" not in await app.snapshot()


@pytest.mark.parametrize("writes", range(1, 11))
async def test_an_erasure_whose_worker_dies_is_continued_by_the_sweep(writes: int) -> None:
    async with small_app() as app:
        await app.export()
        app.segment([{"Email": "a@example.com"}, {"Email": "ann@example.com"}])
        await app.run()
        job = await request_erasure(app.context, Person.of(email="ann@example.com"), "a test", klaviyo=True)
        app.messages.clear()
        app.fate.left = writes
        await app.step(perform_erasure(app.context, job.id))
        app.fate.left = None
        # Its claim has to run out first.
        for _ in rounds():
            await continue_erasures(app.context)
            await app.work()
            done = (await app.context.erasure_jobs.get(job.id)).value
            if done.state is not ErasureState.QUEUED:
                break
            await asyncio.sleep(0.002)
        assert (done.state, done.requested) == (ErasureState.DONE, ["SIMCON"])
        assert (await app.snapshot()).keys() == {"a@example.com"}


async def test_whom_an_erasure_was_for_is_deleted_at_its_end_and_the_rest_with_the_history() -> None:
    async with small_app(HISTORY_DAYS="7") as app:
        job = await app.erase(Person.of(email="ann@example.com", external_id="A1"))
        left_behind = Person.of(email="ben@example.com").to_json()
        await app.context.stored_files.write_json(layout.ERASURE, left_behind, erasure="era_of_no_record")
        assert [name for name in app.context.files.blobs if name.startswith("erasures/")] == [
            "erasures/era_of_no_record.json"
        ]
        await clean_up_erasures(app.context, now() + timedelta(days=6))
        assert not app.context.files.blobs
        assert await app.context.erasure_jobs.get(job.id)
        await clean_up_erasures(app.context, now() + timedelta(days=8))
        assert await app.context.erasure_jobs.get(job.id) is None


async def test_an_account_that_does_not_answer_is_asked_again() -> None:
    async with small_app(CHUNK_ATTEMPTS="2") as app:
        await app.sim("POST", "/faults", {"action": "status", "status": 503, "path": "/api/data-privacy", "times": 1})
        job = await app.erase(Person.of(email="ann@example.com"), klaviyo=True)
        assert (job.state, [*job.refused], job.attempts) == (ErasureState.QUEUED, ["SIMCON"], 1)
        assert job.erased_at
        found = await app.context.erasure_jobs.get(job.id)
        await app.context.erasure_jobs.replace(found.value.postponed(now(), now()), found.etag)
        await perform_erasure(app.context, job.id)
        job = (await app.context.erasure_jobs.get(job.id)).value
        assert (job.state, job.requested, job.refused) == (ErasureState.DONE, ["SIMCON"], {})


async def erase_ann(app: SmallApp) -> ErasureJob:
    return await app.erase(Person.of(email="Ann@example.com "))


async def test_nobody_is_erased_in_anothers_place() -> None:
    others = ["joann@example.com", "ann@example.com.au"]
    async with small_app() as app:
        await app.export()
        app.segment([{"Email": email, "Phone": "x"} for email in others for _ in range(2)])
        await app.run()
        app.context.files.blobs["previews/prv_1.json"] = json.dumps({"profiles": [{"email": others[0]}]}).encode()
        before = dict(app.context.files.blobs)
        done = await erase_ann(app)
        assert (done.state, done.snapshots, done.files) == (ErasureState.DONE, 0, 0)
        assert app.context.files.blobs == before
        app.context.files.blobs["previews/prv_2.json"] = json.dumps(
            {"rejects": [{"email": "ANN@example.com"}]}
        ).encode()
        assert (await erase_ann(app)).files == 1
        assert app.context.files.blobs == before


async def test_a_snapshot_of_a_removed_export_is_found() -> None:
    """As a run that ended beside the removal could leave it."""
    async with small_app() as app:
        await app.export()
        app.segment([{"Email": "ann@example.com"}, {"Email": "ben@example.com"}])
        await app.run()
        await app.context.exports.delete("exp_1")
        app.context.files.blobs["snapshots/exp_9/left-behind.parquet"] = b"of no record"
        assert (await erase_ann(app)).snapshots == 1
        assert (await app.snapshot()).keys() == {"ben@example.com"}
        assert "snapshots/exp_9/left-behind.parquet" not in app.context.files.blobs


class Interrupted(MemoryBlobs):
    """Does something before the first listing below `prefix`: as another process does at that moment."""

    prefix = ""
    act: Any = None

    async def list(self, prefix: str = "") -> AsyncIterator[Any]:
        if prefix == self.prefix and self.act is not None:
            act, self.act = self.act, None
            await act()
        async for blob in super().list(prefix):
            yield blob


def between(app: SmallApp, prefix: str, act: Callable[[], Awaitable[Any]]) -> None:
    app.context.files.__class__ = Interrupted
    app.context.files.prefix, app.context.files.act = prefix, act


@pytest.mark.parametrize("moment", ["snapshots/", "runs/"])
async def test_a_run_that_begins_during_an_erasure_waits_for_its_end(moment: str) -> None:
    async with small_app() as app:
        await app.export(mode=Mode.MIRROR, removal_limit_percent=100)
        people = [f"p{n}@example.com" for n in range(12)]
        app.segment([{"Email": email} for email in ["ann@example.com", *people]])
        await app.run()
        app.segment([{"Email": email, "Name": "New"} for email in people])
        started: list[str] = []

        async def start() -> None:
            started.append(await app.start())
            for _ in range(5):
                await app.work()

        between(app, moment, start)
        assert (await erase_ann(app)).snapshots == 1
        (run_id,) = started
        assert (await app.context.runs.get(run_id)).value.state is RunState.QUEUED
        run = await app.ended(run_id)
        assert (run.state, run.counts.accepted, run.counts.removed) == (RunState.SUCCESSFUL, 12, 0)
        assert await app.snapshot()


async def test_a_preview_that_begins_during_an_erasure_waits_for_its_end() -> None:
    async with small_app() as app:
        export = await app.export()
        app.segment([{"Email": "ann@example.com"}, {"Email": "ben@example.com"}])
        previews: list[str] = []

        async def begin() -> None:
            previews.append((await request_preview(app.context, export, export.id, "Alex")).id)
            await make_preview(app.context, previews[0])

        between(app, "previews/", begin)
        await erase_ann(app)
        waiting = (await app.context.previews.get(previews[0])).value
        assert (waiting.state, waiting.attempts) == (PreviewState.PREPARING, 0)
        await app.work()
        assert (await app.context.previews.get(previews[0])).value.state is PreviewState.READY


async def test_no_person_is_erased_while_a_preview_is_prepared() -> None:
    """Its result would show the person as the segment was before."""
    async with small_app() as app:
        export = await app.export()
        app.segment([{"Email": "ann@example.com"}])
        asked = await request_preview(app.context, export, export.id, "Alex")
        found = await app.context.previews.get(asked.id)
        made = found.value.claimed("worker", later(now(), 60), now())
        etag = await app.context.previews.replace(made, found.etag)
        assert str((await erase_ann(app)).waiting_for) == "A preview that may show the person is being made."
        dead = made.renewed(now(), now())
        await app.context.previews.replace(dead, etag)
        assert (await erase_ann(app)).state is ErasureState.DONE


async def test_files_of_a_run_that_has_not_ended_are_never_deleted() -> None:
    """Though the mark was lost, as where the eraser was stopped for a minute."""
    async with small_app(CHUNK_PROFILES="2") as app:
        await app.export()
        app.segment([{"Email": f"p{n}@example.com"} for n in range(6)])
        begun: list[asyncio.Task[str]] = []

        async def begin() -> str:
            held = await app.context.erasures.get()
            await app.context.erasures.replace(Erasure(), held.etag)
            run_id = await app.start()
            await app.work()
            return run_id

        async def start() -> None:
            # Another process: it goes on where the erasure notices the loss, and ends.
            begun.append(asyncio.create_task(begin()))
            await asyncio.shield(begun[0])

        between(app, "runs/", start)
        # The heartbeat may notice the loss before the erasure ends.
        with suppress(StateConflict):
            await erase_ann(app)
        run_id = await begun[0]
        assert [name for name in app.context.files.blobs if "/chunks/" in name]
        run = await app.ended(run_id)
        assert (run.state, run.counts.accepted) == (RunState.SUCCESSFUL, 6)


async def test_the_mark_of_a_dead_eraser_runs_out_and_two_do_not_erase_at_once() -> None:
    async with small_app() as app:
        await app.export()
        app.segment([{"Email": "a@example.com"}])
        await app.context.erasures.create()
        found = await app.context.erasures.get()
        dead = found.value.claimed("another", later(now(), 0.5), now())
        await app.context.erasures.replace(dead, found.etag)
        assert str((await erase_ann(app)).waiting_for) == "Another person is being erased."
        run_id = await app.start()
        await app.work()
        assert (await app.context.runs.get(run_id)).value.state is RunState.QUEUED
        assert (await app.ended(run_id)).state is RunState.SUCCESSFUL
        await erase_ann(app)
        assert not await is_erasing(app.context)


async def test_the_audit_record_holds_no_address() -> None:
    kept: list[Entry] = []

    class Audit:
        async def add(self, entry: Entry) -> None:
            kept.append(entry)

    async with small_app() as app:
        call = Call(app.context, ADMINISTRATOR)
        await answer(app.context, erase_person, body={"email": "ann@example.com"}, call=call)
        object.__setattr__(app.context, "audit", Audit())
        await record_changes(app.context, ADMINISTRATOR, "POST /api/people/erasures", 202, call.changes)
        assert str(kept[0].target).startswith("person:")
        assert "ann" not in kept[0].model_dump_json()


async def test_what_klaviyo_says_of_the_person_is_told_without_the_address() -> None:
    class Refusing:
        async def request_deletion(self, _identity: Identity, person: str) -> None:
            raise BodyRefused(
                text("klaviyo-answered", request="POST /", status="400", answer=f"It refused '{person}'."), status=400
            )

    async with small_app() as app:
        object.__setattr__(app.context, "klaviyo_for", lambda _connection: Refusing())
        done = await app.erase(Person.of(email="ann@example.com"), klaviyo=True)
        assert done.refused["SIMCON"].message == "POST / answered 400: It refused (erased)."
