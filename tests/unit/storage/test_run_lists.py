"""Lists of runs: by export, state, trigger and time, also after a death, and of runs that earlier versions wrote."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.domain import Export, Mapping, Run, RunState, Trigger
from shared.domain.run import new_run
from shared.domain.run_id import run_id
from shared.domain.run_values import Counts, Failure, Progress
from shared.errors import RunActive, StateConflict
from shared.storage.run_index import RunFilter
from shared.storage.run_store import Runs
from tests.fakes.memory import Died, Fate, MemoryTables

AT = datetime(2026, 1, 1, tzinfo=UTC)
FAILURE = Failure(type="key-refused", title="Klaviyo refused the key", detail="x")


def queued(export_id: str, minute: int, trigger: Trigger = Trigger.SCHEDULE) -> Run:
    export = Export(
        id=export_id, name=export_id, connection_id="con_1", list_id="L1", segments=["A"],
        mapping=Mapping(email="E"), created_at=AT, updated_at=AT, scheduled_at=AT,
    )  # fmt: skip
    return new_run(export, trigger, "timer").identified(run_id(AT + timedelta(minutes=minute)))


async def run(runs: Runs, started: Run, *, fails: bool = False) -> Run:
    await runs.begin(started)
    found = await runs.get(started.id)
    assert found
    run = found.value.failed_with(FAILURE, AT) if fails else found.value
    ended = run.finished(Counts(), Progress(), [], removed_all=False, at=AT)
    await runs.end(ended, found.etag)
    return ended


async def listed(runs: Runs, **wanted: Any) -> list[str]:
    """The ids of all pages, of two runs at most."""
    found, cursor = list[str](), None
    while True:
        page, cursor = await runs.lists.page(2, cursor, RunFilter(**wanted))
        assert len(page) <= 2
        found += [one.id for one in page]
        if cursor is None:
            return found


@pytest.mark.parametrize("complete", [False, True])
async def test_runs_are_listed_by_export_state_trigger_and_time(*, complete: bool) -> None:
    runs = Runs(MemoryTables())
    if complete:
        await runs.lists.complete()
    one, two, three, four = [
        await run(runs, queued("exp_1", 1)),
        await run(runs, queued("exp_2", 2, Trigger.ON_DEMAND), fails=True),
        await run(runs, queued("exp_1", 3, Trigger.ON_DEMAND), fails=True),
        await run(runs, queued("exp_1", 4)),
    ]
    five = queued("exp_2", 5)
    await runs.begin(five)
    ids = [each.id for each in (five, four, three, two, one)]
    assert await listed(runs) == ids
    assert await listed(runs, export_id="exp_1") == [four.id, three.id, one.id]
    assert await listed(runs, state=RunState.FAILED) == [three.id, two.id]
    assert await listed(runs, state=RunState.FAILED, export_id="exp_2") == [two.id]
    assert await listed(runs, state=RunState.FAILED, trigger=Trigger.SCHEDULE) == []
    assert await listed(runs, state=RunState.QUEUED) == [five.id]
    assert await listed(runs, trigger=Trigger.ON_DEMAND) == [three.id, two.id]
    assert await listed(runs, trigger=Trigger.ON_DEMAND, started_by="timer") == [three.id, two.id]
    assert await listed(runs, trigger=Trigger.ON_DEMAND, started_by="ann") == []
    assert await listed(runs, export_id="exp_1", since=AT + timedelta(minutes=3)) == [four.id, three.id]
    assert await listed(runs, export_id="exp_1", until=AT + timedelta(minutes=3)) == [three.id, one.id]
    await runs.remove(three)
    assert await listed(runs, state=RunState.FAILED) == [two.id]
    assert await listed(runs, export_id="exp_1") == [four.id, one.id]


async def test_runs_of_earlier_versions_are_added_once() -> None:
    tables = MemoryTables()
    runs = Runs(tables)
    ended = [await run(runs, queued("exp_1", minute)) for minute in range(3)]
    table = await tables.table("runs")
    for partition, key in list(table.rows):
        if partition != "run":
            del table.rows[partition, key]
    again = Runs(tables)
    await again.lists.complete()
    assert await again.lists._index.is_complete()
    ids = [each.id for each in reversed(ended)]
    assert await listed(again, export_id="exp_1") == ids
    recent = await again.lists.recent.of(["exp_1"])
    assert [each.id for each in recent["exp_1"].runs] == ids


@pytest.mark.parametrize("after", [False, True])
async def test_after_a_death_at_any_write_the_end_lists_the_run(*, after: bool) -> None:
    for number in range(1, 30):
        fate = Fate()
        runs = Runs(MemoryTables(fate))
        await runs.lists.complete()
        started = queued("exp_1", 1)
        fate.left, fate.after = number, after
        try:
            await run(runs, started, fails=True)
        except Died:
            fate.left = None
            found = await runs.get(started.id)
            if found is None:
                continue
            if not found.value.state.final:
                ended = found.value.failed_with(FAILURE, AT).finished(
                    Counts(), Progress(), [], removed_all=False, at=AT
                )
                await runs.end(ended, found.etag)
        else:
            return
        assert await listed(runs, export_id="exp_1") == await listed(runs, state=RunState.FAILED) == [started.id]
        recent = await runs.lists.recent.with_attention()
        assert [one.state for one in recent["exp_1"].runs] == [RunState.FAILED]
    pytest.fail("there were always more writes")


async def test_a_run_whose_begin_storage_did_but_did_not_answer_has_begun_and_is_listed() -> None:
    fate = Fate(ConnectionError)
    runs = Runs(MemoryTables(fate))
    await runs.lists.complete()
    done, not_done = queued("exp_1", 1), queued("exp_2", 2)
    fate.left, fate.after = 1, True
    await runs.begin(done)
    fate.left, fate.after = 1, False
    with pytest.raises(ConnectionError):
        await runs.begin(not_done)
    assert (await runs.active(), await listed(runs)) == ([done.id], [done.id])
    with pytest.raises(RunActive):
        await runs.begin(queued("exp_1", 3))


async def test_a_skipped_run_that_exists_already_is_listed() -> None:
    fate = Fate()
    runs = Runs(MemoryTables(fate))
    await runs.lists.complete()
    skipped = queued("exp_1", 1).skipped(FAILURE, AT)
    fate.left, fate.after = 1, True
    with pytest.raises(Died):
        await runs.record(skipped)
    assert await listed(runs, export_id="exp_1") == []
    with pytest.raises(StateConflict):
        await runs.record(skipped)
    assert await listed(runs, export_id="exp_1") == [skipped.id]


async def test_the_last_run_is_found_by_its_state_and_refreshed() -> None:
    runs = Runs(MemoryTables())
    await run(runs, queued("exp_1", 1), fails=True)
    await run(runs, queued("exp_2", 2))
    assert await runs.lists.recent.ids_with_last_state(RunState.FAILED) == {"exp_1"}
    assert {one: recent.attention for one, recent in (await runs.lists.recent.with_attention()).items()} == {
        "exp_1": "failed"
    }
    active = queued("exp_1", 3)
    await runs.begin(active)
    recent = await runs.lists.refresh_recent(await runs.lists.recent.of(["exp_1", "exp_3"]))
    assert [one.state for one in recent["exp_1"].runs] == [RunState.QUEUED, RunState.FAILED]
    assert recent["exp_3"].runs == []
