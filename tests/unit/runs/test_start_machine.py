"""A start by itself, with the process dying at every write: it is made up for, and never made twice."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from shared.domain import Cron, Export, Mapping, Run, RunState
from shared.domain.base import now
from shared.domain.export import TargetReservation
from shared.domain.messages import Queue
from shared.domain.schedule import Timetable
from shared.errors import AlreadyExported
from shared.runs.start import start_due
from shared.runs.targets import CLAIMED_FOR, claim_target, release_target
from shared.storage import records
from shared.storage.export_store import Exports
from shared.storage.idempotency_keys import IdempotencyKeys
from shared.storage.ports import Put
from shared.storage.run_store import Runs
from tests.fakes.memory import Died, Fate, MemoryQueues, MemoryTables

DAYS_AGO = datetime.now(UTC) - timedelta(days=3)


def export(name: str = "exp_1", **changes: Any) -> Export:
    values: dict[str, Any] = {
        "id": name, "name": name, "connection_id": "con_1", "list_id": "L1", "segments": ["A"],
        "mapping": Mapping(email="E"), "schedule": Cron(expression="0 6 * * *"),
        "created_at": DAYS_AGO, "updated_at": DAYS_AGO, "scheduled_at": DAYS_AGO,
    }  # fmt: skip
    return Export(**(values | changes))


async def app(fate: Fate) -> Any:
    tables = MemoryTables(fate)
    context = SimpleNamespace(
        tables=tables,
        schedule_states=records.schedule_states(tables),
        starts=IdempotencyKeys(tables),
        exports=Exports(tables),
        runs=Runs(tables),
        last_uses=records.last_uses(tables),
        target_reservations=records.target_reservations(tables),
        queues=MemoryQueues(fate),
        settings=SimpleNamespace(refresh=Timetable.parse("off", "UTC")),
    )
    await context.exports.insert("exp_1", export())
    return context


async def all_runs(context: Any) -> list[Run]:
    found = [await context.runs.get(identifier) for identifier in await context.runs.active()]
    return [each.value for each in found]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", range(1, 14))
async def test_a_start_that_dies_is_made_up_for_once(step: int, after: bool) -> None:
    fate = Fate()
    context = await app(fate)
    fate.left, fate.after = step, after
    died = False
    try:
        await start_due(context)
    except Died:
        died = True
    fate.left = None
    assert died == (step <= 11), "how many writes a start makes"
    for _ in range(2):
        await start_due(context)
    (run,) = await all_runs(context)
    assert (await context.schedule_states.get("exp_1")).value.checked_at > DAYS_AGO
    messages = [message for queue, message in context.queues.messages if queue is Queue.PREPARE]
    if died and len(messages) == 0:
        # Begun, and died before its message: the sweep finds the run quiet.
        assert run.state is RunState.QUEUED
    assert {message.run_id for message in messages} <= {run.id}


async def test_many_who_look_at_once_start_one() -> None:
    context = await app(Fate())
    await asyncio.gather(*(start_due(context) for _ in range(20)))
    assert len(await all_runs(context)) == 1


async def test_a_time_that_comes_while_the_export_runs_is_recorded_as_skipped_once() -> None:
    context = await app(Fate())
    (first,) = await start_due(context)
    tomorrow = now() + timedelta(days=1)
    await asyncio.gather(*(start_due(context, tomorrow) for _ in range(5)))
    assert await start_due(context, tomorrow) == []
    assert [run.id for run in await all_runs(context)] == [first.id]
    table = await context.tables.table("runs")
    states = [
        Run.model_validate_json(put.body).state
        for (partition, key), (put, _) in table.rows.items()
        if partition == "run" and "active" not in key
    ]
    assert sorted(states) == [RunState.QUEUED, RunState.SKIPPED]


async def test_exports_that_are_not_due_are_not_read_one_by_one() -> None:
    context = await app(Fate())
    at = now()
    for number in range(2, 42):
        await context.exports.insert(f"exp_{number}", export(f"exp_{number}", scheduled_at=at))
    table = await context.tables.table("exports")
    before = table.reads
    assert [run.export_id for run in await start_due(context, at)] == ["exp_1"]
    assert table.reads - before < 10


async def test_a_bad_export_does_not_keep_the_others_from_starting() -> None:
    context = await app(Fate())
    for name in ("exp_0", "exp_2"):
        await context.exports.insert(name, export(name))
    await context.runs.mark_removed(export("exp_0"), now())
    (await context.tables.table("exports")).rows["schedule-state", "exp_1"] = (
        Put("schedule-state", "exp_1", '{"since": "no time"}'), 1
    )  # fmt: skip
    assert {run.export_id for run in await start_due(context)} == {"exp_2"}


async def test_of_two_who_claim_the_same_target_at_once_one_gets_it() -> None:
    context = await app(Fate())
    two = [export("exp_1"), export("exp_2")]
    results = await asyncio.gather(*(claim_target(context, each, "acc") for each in two), return_exceptions=True)
    assert [type(result) for result in results if result] == [AlreadyExported]
    await claim_target(context, export("exp_3", list_id="L2"), "acc")
    await claim_target(context, export("exp_3"), "another account")
    holder = two[results.index(None)]
    await claim_target(context, holder, "acc")
    await release_target(context, holder.id)
    await claim_target(context, export("exp_4"), "acc")


async def test_a_claim_left_behind_is_taken_over_after_a_minute() -> None:
    context = await app(Fate())
    await claim_target(context, export("exp_1"), "acc")
    (found,) = await context.target_reservations.all()
    old = TargetReservation(key=found.value.key, export_id="exp_1", at=now() - CLAIMED_FOR)
    await context.target_reservations.replace(old.key, old, found.etag)
    await claim_target(context, export("exp_2"), "acc")


async def test_moving_keeps_the_new_claim() -> None:
    context = await app(Fate())
    await claim_target(context, export("exp_1"), "acc")
    moment = now() + timedelta(milliseconds=1)
    await asyncio.sleep(0.005)
    await claim_target(context, export("exp_1", list_id="L2"), "acc")
    await release_target(context, "exp_1", before=moment)
    assert len(await context.target_reservations.all()) == 1
