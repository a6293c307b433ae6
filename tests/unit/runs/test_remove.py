"""Removing an export beside starts and deaths: one of the two wins, and nothing of a removed export is left."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from shared.domain import Export, Run, Trigger
from shared.domain.base import now
from shared.errors import NotFound, RunActive, StateConflict
from shared.maintenance.retention import purge_old
from shared.runs.remove_export import CONTINUED_AFTER, MARKED, finish_export_removals, remove_export
from shared.runs.start import start_run
from shared.storage.records import Versioned
from shared.storage.stored_files import UNREFERENCED_AFTER
from tests.fakes.memory import Died
from tests.fakes.small_app import SmallApp, small_app


async def filled(app: SmallApp) -> Versioned[Export]:
    """An export that has run once."""
    await app.export()
    app.segment([{"Email": f"p{n}@example.com"} for n in range(3)])
    await app.run()
    found: Versioned[Export] = await app.context.exports.get("exp_1")
    return found


async def left_of(app: SmallApp) -> list[str]:
    """What is stored of the export, its runs and their files aside."""
    context = app.context
    records = {
        "export": context.exports, "snapshot": context.snapshots, "standing": context.notification_states,
        "state": context.schedule_states,
    }  # fmt: skip
    found = [name for name, kind in records.items() if await kind.exists("exp_1")]
    return found + [name for name in context.files.blobs if name.startswith(("snapshots/", "columns/"))]


async def time_passes(app: SmallApp, by: timedelta) -> None:
    """The mark was written so long ago."""
    table = await app.context.runs._tables.table("runs")
    for key, (put, version) in list(table.rows.items()):
        if put.body.startswith("removed:"):
            aged = f"removed:{(now() - by).isoformat()} {put.body.split()[1]}"
            table.rows[key] = (type(put)(put.partition, put.key, aged), version)


@pytest.mark.parametrize("head_start", range(6))
async def test_of_a_start_and_a_removal_at_the_same_time_one_wins(head_start: int) -> None:
    async with small_app() as app:
        found = await filled(app)

        async def start() -> Run:
            return await start_run(app.context, found.value, Trigger.ON_DEMAND, "a test")

        async def remove() -> None:
            for _ in range(head_start):
                await asyncio.sleep(0)
            await remove_export(app.context, found)

        started: Run | BaseException
        removed: BaseException | None
        started, removed = await asyncio.gather(start(), remove(), return_exceptions=True)
        if isinstance(started, BaseException):
            assert isinstance(started, NotFound)
            assert removed is None
            assert await left_of(app) == []
        else:
            assert isinstance(removed, RunActive)
            await app.ended(started.id)
            assert await app.snapshot()


async def test_a_start_that_read_the_export_before_its_removal_is_refused() -> None:
    async with small_app() as app:
        found = await filled(app)
        await remove_export(app.context, found)
        assert await app.context.runs.active() == []
        assert await app.context.runs.active_of("exp_1") is None
        with pytest.raises(NotFound):
            await start_run(app.context, found.value, Trigger.ON_DEMAND, "a test", key="once")
        assert await left_of(app) == []


async def test_a_removal_of_an_export_that_was_changed_leaves_it_as_it_is() -> None:
    async with small_app() as app:
        found = await filled(app)
        await app.export(name="exp_1", profile_limit=7)
        with pytest.raises(StateConflict):
            await remove_export(app.context, found)
        assert (await app.run()).export.profile_limit == 7


async def test_an_export_that_was_changed_after_its_removal_failed_stays() -> None:
    async with small_app() as app:
        found = await filled(app)
        app.fate.left = 2
        with pytest.raises(Died):
            await remove_export(app.context, found)
        await app.context.exports.replace("exp_1", found.value.changed({"profile_limit": 7}, now()), found.etag)
        await time_passes(app, CONTINUED_AFTER)
        await finish_export_removals(app.context)
        assert (await app.run()).export.profile_limit == 7


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", range(1, 12))
async def test_a_removal_that_dies_is_made_up_for(step: int, after: bool) -> None:
    async with small_app() as app:
        found = await filled(app)
        app.fate.left, app.fate.after = step, after
        died = False
        try:
            await remove_export(app.context, found)
        except Died:
            died = True
        app.fate.left = None
        if died and await app.context.runs.removed():
            with pytest.raises(NotFound):
                await start_run(app.context, found.value, Trigger.ON_DEMAND, "a test")
        for passed in (timedelta(), CONTINUED_AFTER, MARKED):
            await time_passes(app, passed)
            await finish_export_removals(app.context)
        assert await app.context.runs.removed() == {}
        if await app.context.exports.exists("exp_1"):
            assert step == 1, "only what died before its first write did not happen"
            assert (await app.run()).counts.unchanged == 3
        else:
            assert await left_of(app) == []


async def test_a_snapshot_that_a_removed_export_left_behind_is_deleted() -> None:
    """A worker that ended a run a second time, beside the removal, may write one."""
    async with small_app() as app:
        found = await filled(app)
        snapshot = (await app.context.snapshots.get("exp_1")).value
        data = app.context.files.blobs[snapshot.file]
        await remove_export(app.context, found)
        old = snapshot.model_copy(update={"written_at": now() - UNREFERENCED_AFTER - timedelta(seconds=1)})
        await app.context.snapshots.insert("exp_1", old)
        app.context.files.blobs[snapshot.file] = data
        await purge_old(app.context)
        assert await left_of(app) == []
