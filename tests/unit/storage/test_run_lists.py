"""Lists of runs: by every filter, also after a death, and of runs that earlier versions wrote."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.domain import Export, Mapping, Run, RunState, Trigger
from shared.domain.run import new_run
from shared.domain.run_id import newest_first, run_id, run_id_time
from shared.domain.run_values import Counts, Failure, Progress
from shared.errors import RunActive, StateConflict
from shared.storage.ports import Put
from shared.storage.run_index import RunFilter, RunIndex
from shared.storage.run_store import Runs
from tests.fakes.memory import Died, Fate, MemoryTables

AT = datetime(2026, 1, 1, tzinfo=UTC)
FAILURE = Failure(type="key-refused", title="Klaviyo refused the key", detail="x")


def queued(export_id: str, minute: int, trigger: Trigger = Trigger.SCHEDULE, **of: Any) -> Run:
    target = {"connection_id": "con_1", "list_id": "L1", "segments": ["A"]} | of
    export = Export(
        id=export_id,
        name=export_id,
        mapping=Mapping(email="E"),
        created_at=AT,
        updated_at=AT,
        scheduled_at=AT,
        **target,
    )
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


@pytest.mark.parametrize("complete", [False, True])
async def test_runs_are_listed_by_what_their_export_was_of(*, complete: bool) -> None:
    runs = Runs(MemoryTables())
    if complete:
        await runs.lists.complete()
    one, two, three = [
        await run(runs, queued("exp_1", 1, segments=["Loyal", "A ü"], list_id="L2", connection_id="con_2")),
        await run(runs, queued("exp_2", 2, segments=["Loyal"]), fails=True),
        # The first export again, after it was changed.
        await run(runs, queued("exp_1", 3, Trigger.ON_DEMAND, segments=["A ü"], list_id="L3")),
    ]
    four = queued("exp_2", 4, segments=["Loyal"])
    await runs.begin(four)
    assert await listed(runs, segment="Loyal") == [four.id, two.id, one.id]
    assert await listed(runs, segment="A ü") == [three.id, one.id]
    assert await listed(runs, segment="loyal") == []
    assert await listed(runs, list_id="L2") == [one.id]
    assert await listed(runs, connection_id="con_1") == [four.id, three.id, two.id]
    assert await listed(runs, segment="Loyal", state=RunState.FAILED) == [two.id]
    assert await listed(runs, segment="Loyal", state=RunState.QUEUED) == [four.id]
    assert await listed(runs, segment="Loyal", connection_id="con_2", list_id="L2") == [one.id]
    assert await listed(runs, segment="Loyal", list_id="L3") == []
    assert await listed(runs, export_id="exp_1", connection_id="con_1") == [three.id]
    assert await listed(runs, connection_id="con_1", trigger=Trigger.ON_DEMAND, started_by="timer") == [three.id]
    assert await listed(runs, segment="Loyal", since=AT + timedelta(minutes=2)) == [four.id, two.id]
    assert await listed(runs, segment="Loyal", until=AT + timedelta(minutes=2)) == [two.id, one.id]
    await runs.remove(two)
    assert await listed(runs, segment="Loyal") == [four.id, one.id]


async def test_lists_are_compared_page_by_page_and_every_wanted_run_is_a_candidate() -> None:
    tables, chance, runs = MemoryTables(), random.Random(7), list[Run]()
    for number in range(80):
        # One connection has runs at the beginning and the end only; triggers alternate in stretches.
        connection = "con_2" if number < 5 or number > 70 else "con_1"
        trigger = Trigger.ON_DEMAND if number // 16 % 2 else Trigger.SCHEDULE
        of = {"connection_id": connection, "segments": chance.sample(["A", "B", "C"], 2)}
        runs.append(queued(f"exp_{chance.randrange(4)}", number, trigger, **of))
    index = RunIndex(tables, read_at_once=4)
    await index.add(*runs)
    for wanted in (
        RunFilter(segment="A"),
        RunFilter(segment="none", connection_id="con_1"),
        RunFilter(connection_id="con_1", trigger=Trigger.ON_DEMAND),
        RunFilter(connection_id="con_2", trigger=Trigger.SCHEDULE, segment="A"),
        RunFilter(connection_id="con_2", trigger=Trigger.ON_DEMAND),
        RunFilter(export_id="exp_1", segment="B"),
        RunFilter(export_id="exp_1", segment="B", until=AT + timedelta(minutes=60), since=AT + timedelta(minutes=30)),
    ):
        found: list[str] = []
        after: str | None = ""
        while after is not None:
            pages = [page async for page in index.candidates(wanted, after, 2)]
            found += [key for keys, _ in pages for key in keys]
            after = pages[-1][1]
        since, until = wanted.since or AT, wanted.until or AT + timedelta(days=1)
        expected = [
            newest_first(one.id)
            for one in reversed(runs)
            if wanted.accepts(one) and since <= run_id_time(one.id) <= until
        ]
        assert found == sorted(set(found))
        assert [key for key in found if key in expected] == expected
        assert len(found) <= len(expected) + 2, "runs that are not wanted are read"


async def test_runs_of_earlier_versions_are_added_once() -> None:
    tables = MemoryTables()
    runs = Runs(tables)
    ended = [await run(runs, queued("exp_1", minute)) for minute in range(3)]
    table = await tables.table("runs")
    for partition, key in list(table.rows):
        # The last version had no lists by segment, list and connection; the ones before it had none.
        if partition not in ("run", f"of {ended[0].export_id}"):
            del table.rows[partition, key]
    await table.put(Put("run-index", "complete-2", "{}"))
    again = Runs(tables)
    await again.lists.complete()
    assert await again.lists._index.is_complete()
    ids = [each.id for each in reversed(ended)]
    assert await listed(again, export_id="exp_1") == await listed(again, segment="A", list_id="L1") == ids
    recent = await again.lists.recent.of(["exp_1"])
    assert [each.id for each in recent["exp_1"].runs] == ids
    writes = table.writes
    await Runs(tables).lists.complete()
    assert table.writes == writes


async def test_many_runs_of_earlier_versions_are_added_by_several_sweeps() -> None:
    tables = MemoryTables()
    made = Runs(tables)
    ended = [queued(f"exp_{number % 3}", number).skipped(FAILURE, AT) for number in range(7)]
    await made.record(*ended)
    table = await tables.table("runs")
    for partition, key in [one for one in table.rows if one[0] != "run"]:
        del table.rows[partition, key]
    of_first = ("PartitionKey eq @one", 9)
    await Runs(tables).lists.complete(2, 2)
    assert not await RunIndex(tables).is_complete()
    assert await table.first_keys(*of_first, one="of exp_0") == (
        [newest_first(ended[6].id), newest_first(ended[3].id)],
        False,
    )
    # The others are found without the lists.
    assert await listed(Runs(tables), segment="A") == [one.id for one in reversed(ended)]
    await Runs(tables).lists.complete(2, 2)
    assert await RunIndex(tables).is_complete()
    assert await table.first_keys(*of_first, one="of exp_0") == ([newest_first(ended[n].id) for n in (6, 3, 0)], False)


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
