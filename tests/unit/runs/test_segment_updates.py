"""Exports that run when a segment is updated: each version of each segment starts one run, and saving none."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from shared.domain import Cron, Export, SegmentUpdated
from shared.domain.base import now
from shared.runs.segment_updates import remember_saved, seen_now
from shared.runs.start import start_due, start_for_blob, start_missed
from tests.fakes.customer_insights import define
from tests.fakes.memory import MemoryBlobs
from tests.fakes.small_app import SmallApp, small_app

NAMES = ["One", "Two"]


class Clocked(MemoryBlobs):
    """Blobs with the times at which they were written, in whole seconds, as storage has them."""

    times: dict[str, datetime]
    denied: str | None = None

    async def list(self, prefix: str = "") -> Any:
        if self.denied is not None and prefix.startswith(self.denied):
            raise PermissionError("403: this request is not authorized")
        async for blob in super().list(prefix):
            etag, at = f"{blob.etag}{self.times[blob.name]}", self.times[blob.name]
            yield replace(blob, etag=etag, modified=at)


def second(offset: int = 0) -> datetime:
    return now().replace(microsecond=0) + timedelta(seconds=offset)


def write(app: SmallApp, name: str, at: datetime, text: str = "a@example.com") -> None:
    blob = f"{name}.csv"
    app.context.segments.blobs[blob] = f"Email,Name,City,Tier\n{text},,,\n".encode()
    app.context.segments.times[blob] = at


async def save(app: SmallApp, name: str = "exp_1", **changes: Any) -> Export:
    """As the API saves an export."""
    values: dict[str, Any] = {"segments": NAMES, "schedule": SegmentUpdated(), "scheduled_at": now()} | changes
    found = await app.context.exports.get(name)
    if found is None:
        export = await app.export(name, **values)
    else:
        export = found.value.model_copy(update=values)
    state = await seen_now(app.context, export)
    if found is not None:
        await app.context.exports.replace(name, export, found.etag)
    await remember_saved(app.context, export, state)
    return export


async def clocked(app: SmallApp) -> None:
    app.context.segments.__class__ = Clocked
    app.context.segments.times = {}


async def sweep(app: SmallApp, times: int = 3) -> int:
    """How many runs were started; each goes on to its end."""
    started = set()
    for _ in range(times):
        for run in await start_missed(app.context):
            started.add(run.id)
            await app.ended(run.id)
    return len(started)


@pytest.mark.parametrize("apart", [0, 1, 3600])
async def test_saving_an_export_of_two_segments_starts_nothing(apart: int) -> None:
    async with small_app() as app:
        await clocked(app)
        write(app, "One", second(-3700))
        write(app, "Two", second(-3700 + apart))
        await save(app)
        assert await sweep(app) == 0


@pytest.mark.parametrize("apart", [0, 1])
async def test_two_segments_written_start_one_run_and_no_more(apart: int) -> None:
    async with small_app() as app:
        await clocked(app)
        for name in NAMES:
            write(app, name, second(-100))
        await save(app)
        write(app, "One", second(-50), "b@example.com")
        write(app, "Two", second(-50 + apart), "c@example.com")
        assert await sweep(app) == 1
        # An older version than that of the other segment is a new one all the same.
        write(app, "One", second(-45), "d@example.com")
        assert await sweep(app) == 1
        write(app, "Two", second(-47), "e@example.com")
        assert await sweep(app) == 1


async def test_each_version_starts_one_run_however_many_look() -> None:
    async with small_app() as app:
        await clocked(app)
        for name in NAMES:
            write(app, name, second(-100))
        await save(app)
        write(app, "Two", second(-50), "b@example.com")
        found = await asyncio.gather(
            *(start_for_blob(app.context, "segments", "Two.csv") for _ in range(5)),
            *(start_missed(app.context) for _ in range(5)),
        )
        (run_id,) = {run.id for runs in found for run in runs}
        await app.ended(run_id)
        assert await sweep(app) == 0


async def test_a_version_that_comes_while_the_export_runs_waits_for_its_end() -> None:
    async with small_app() as app:
        await clocked(app)
        for name in NAMES:
            write(app, name, second(-100))
        await save(app)
        run_id = await app.start()
        write(app, "Two", second(-50), "b@example.com")
        assert await start_missed(app.context) == []
        await app.ended(run_id)
        assert await sweep(app) == 1


async def test_another_segment_that_is_still_being_written_is_waited_for() -> None:
    async with small_app() as app:
        await clocked(app)
        for name in NAMES:
            write(app, name, second(-100))
        await save(app, schedule=SegmentUpdated(quiet_seconds=30))
        write(app, "One", second(-50), "b@example.com")
        write(app, "Two", second(-1), "c@example.com")
        assert await sweep(app) == 0
        write(app, "Two", second(-31), "c@example.com")
        assert await sweep(app) == 1


async def test_a_changed_schedule_or_segment_starts_nothing_even_before_anything_is_remembered() -> None:
    async with small_app() as app:
        await clocked(app)
        for name in ("One", "Two", "Three"):
            write(app, name, second(-100))
        await save(app, scheduled_at=second(-90))
        write(app, "Three", second(-50), "b@example.com")
        await save(app, segments=["One", "Three"], scheduled_at=second(-40))
        assert await sweep(app) == 0
        # The process died after the export was saved: what is written later is new, what was there is not.
        found = await app.context.exports.get("exp_1")
        later = found.value.model_copy(update={"segments": ["Two", "Three"], "scheduled_at": second(-10)})
        await app.context.exports.replace("exp_1", later, found.etag)
        assert await sweep(app) == 0
        write(app, "Two", second(-5), "c@example.com")
        assert await sweep(app) == 1


async def test_an_export_that_was_saved_after_it_was_read_starts_nothing() -> None:
    async with small_app() as app:
        await clocked(app)
        for name in NAMES:
            write(app, name, second(-50))
        cron = Cron(expression="* * * * *")
        for name, schedule in (("exp_1", SegmentUpdated()), ("exp_2", cron)):
            await app.export(name, segments=NAMES, schedule=schedule, scheduled_at=second(-300))
        read, listed = await app.context.exports.all(), await app.context.exports.listed()
        for name, schedule in (("exp_1", SegmentUpdated(quiet_seconds=1)), ("exp_2", Cron(expression="0 6 1 1 *"))):
            await save(app, name, schedule=schedule)

        class Stale:
            async def all(self) -> Any:
                return read

            async def listed(self) -> Any:
                return listed

        object.__setattr__(app.context, "exports", Stale())
        assert await start_missed(app.context) == []
        assert await start_due(app.context) == []


async def test_a_segment_that_cannot_be_read_keeps_no_other_export_from_starting() -> None:
    async with small_app() as app:
        await clocked(app)
        for name in NAMES:
            write(app, name, second(-100))
        await save(app, "exp_1", segments=["One"])
        await save(app, "exp_2", segments=["Two"])
        for name in NAMES:
            write(app, name, second(-50), "b@example.com")
        app.context.segments.denied = "One"
        assert [run.export_id for run in await start_missed(app.context)] == ["exp_2"]


async def test_many_exports_and_segments_are_read_as_lists() -> None:
    async with small_app() as app:
        await clocked(app)
        names = [f"Segment {number:02}" for number in range(40)]
        for number, name in enumerate(names):
            write(app, name, second(-100))
            await app.export(f"exp_{number}", segments=[name], schedule=SegmentUpdated(), scheduled_at=second(-50))
        write(app, names[7], second(-20), "b@example.com")
        app.context.segments.requests = 0
        table = await app.context.exports._open()
        before = table.reads
        assert [run.export_id for run in await start_missed(app.context)] == ["exp_7"]
        assert app.context.segments.requests < 5
        assert table.reads - before < 10


async def test_events_of_other_containers_and_of_what_has_not_changed_start_nothing() -> None:
    """The blob trigger checks neither container nor type: deletions and changes of the tier come, too."""
    async with small_app() as app:
        await clocked(app)
        for name in NAMES:
            write(app, name, second(-100))
        await save(app)
        for container, blob in (("segments", "One.csv"), ("segments", "Gone.csv"), ("segments", "")):
            assert await start_for_blob(app.context, container, blob) == []
        write(app, "One", second(-50), "b@example.com")
        nothing_to_ask: Any = SimpleNamespace(settings=app.context.settings)
        assert await start_for_blob(nothing_to_ask, "deadletters", "One.csv") == []
        assert len(await start_for_blob(app.context, "segments", "One.csv")) == 1


async def test_upload_whose_event_failed_to_the_last_is_started_by_the_sweep() -> None:
    """Azure attempts a failing blob function five times within 0.6 s, then the event is lost."""
    async with small_app() as app:
        await clocked(app)
        for name in NAMES:
            write(app, name, second(-100))
        await save(app)
        write(app, "One", second(-50), "b@example.com")
        for _ in range(5):
            app.fate.left = 1
            assert not await app.step(start_for_blob(app.context, "segments", "One.csv"))
        assert await sweep(app) == 1
        assert await sweep(app) == 0


async def test_each_table_of_a_defined_segment_is_watched() -> None:
    async with small_app() as app:
        await clocked(app)
        for name in NAMES:
            write(app, name, second(-100))
        keys = {"key": "Email", "profile_key": "Email"}
        await define(app.context, {"kind": "conditions", "table": "One", "members": {"table": "Two"} | keys})
        await save(app, segments=["Defined"])
        assert await sweep(app) == 0
        # The second one is older than the first, and a new version all the same.
        for name, at in (("One", -50), ("Two", -60)):
            write(app, name, second(at), f"{name}@example.com")
            assert await start_for_blob(app.context, "segments", "Three.csv") == []
            [run] = await start_for_blob(app.context, "segments", f"{name}.csv")
            await app.ended(run.id)
            assert await sweep(app) == 0
