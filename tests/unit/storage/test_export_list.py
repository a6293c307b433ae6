"""The kept list of exports: read once, and again after a write of any process."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.domain import Cron, Export, Manual, Mapping, Refresh, SegmentUpdated
from shared.errors import NewerVersion
from shared.storage.export_store import KEPT_SECONDS, Exports, ListedExport
from shared.storage.records import to_store
from tests.fakes.memory import Died, Fate, MemoryTables

AT = datetime(2026, 1, 1, tzinfo=UTC)


def export(identifier: str, name: str, **changes: Any) -> Export:
    values: dict[str, Any] = {
        "id": identifier, "name": name, "connection_id": "con_1", "list_id": "L1", "segments": ["A"],
        "mapping": Mapping(email="E"), "created_at": AT, "updated_at": AT, "scheduled_at": AT,
    }  # fmt: skip
    return Export(**(values | changes))


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


async def names(exports: Exports) -> list[str]:
    return [one.name for one in await exports.listed()]


async def test_the_list_is_read_again_after_a_write_of_any_process() -> None:
    tables = MemoryTables()
    here, there = Exports(tables), Exports(tables)
    await here.insert("exp_1", export("exp_1", "b"))
    assert await names(there) == ["b"]
    await here.insert("exp_2", export("exp_2", "A"))
    assert await names(there) == await names(here) == ["A", "b"]
    found = await there.get("exp_1")
    assert found
    await there.replace("exp_1", export("exp_1", "0"), found.etag)
    assert await names(here) == ["0", "A"]
    await here.delete("exp_2")
    assert await names(there) == ["0"]


async def test_an_unchanged_list_is_not_read_again() -> None:
    tables = MemoryTables()
    exports = Exports(tables)
    await exports.insert("exp_1", export("exp_1", "a"))
    assert await exports.listed() is await exports.listed()


@pytest.mark.parametrize("after", [False, True])
async def test_a_write_whose_process_died_is_seen_after_some_minutes(*, after: bool) -> None:
    fate, clock = Fate(), Clock()
    tables = MemoryTables(fate)
    exports = Exports(tables, clock)
    await exports.insert("exp_1", export("exp_1", "a"))
    assert await names(exports) == ["a"]
    fate.left, fate.after = (2, False) if after else (1, True)
    with pytest.raises(Died):
        await Exports(tables).insert("exp_2", export("exp_2", "b"))
    clock.seconds += KEPT_SECONDS
    assert await names(exports) == ["a", "b"]


async def test_a_process_changes_its_own_list_and_not_a_list_that_is_old() -> None:
    tables = MemoryTables()
    here, there = Exports(tables), Exports(tables)
    await here.insert("exp_1", export("exp_1", "a"))
    assert await names(here) == ["a"]
    kept = here._kept
    await here.insert("exp_2", export("exp_2", "b"))
    assert here._kept is not kept, "the list was changed with the write"
    assert here._kept
    assert [one.name for one in here._kept.exports] == await names(here) == await names(there) == ["a", "b"]
    await there.insert("exp_3", export("exp_3", "c"))
    await here.delete("exp_1")
    assert await names(here) == await names(there) == ["b", "c"]


async def test_many_writers_at_once_leave_a_right_list() -> None:
    tables = MemoryTables()
    processes = [Exports(tables) for _ in range(5)]
    await asyncio.gather(*(one.listed() for one in processes))
    await asyncio.gather(*(one.insert(f"exp_{n}", export(f"exp_{n}", str(n))) for n, one in enumerate(processes)))
    for one in processes:
        assert await names(one) == [str(n) for n in range(5)]


async def test_the_list_answers_whole_exports() -> None:
    exports = Exports(MemoryTables())
    stored = export("exp_1", "Straße", segments=["Loyal", "New"], list_id="Xy1").to_list("Spring sale")
    await exports.insert("exp_1", stored)
    [listed] = await exports.listed()
    assert listed.read() == stored.stamped()
    assert all(text in listed.text for text in ("strasse", "loyal", "new", "xy1", "spring"))


@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize("connection", ["con_1", ""])
@pytest.mark.parametrize("schedule", [Manual(), Refresh(), Cron(expression="0 6 * * *"), SegmentUpdated()])
def test_a_list_knows_of_an_export_what_the_export_says(schedule: Any, connection: str, *, enabled: bool) -> None:
    stored = export("exp_1", "One", schedule=schedule, connection_id=connection, enabled=enabled)
    listed = ListedExport.of(to_store(stored))
    assert (listed.active, listed.schedule_kind) == (stored.active, schedule.kind)
    assert (listed.connection_id, listed.scheduled_at) == (connection, AT)
    assert (listed.subscribes, listed.checked_by_timer) == (False, False)


def test_a_list_knows_what_the_sweep_checks() -> None:
    checked = export("exp_1", "One", check_list_every_days=7)
    alerted = export("exp_2", "Two", alerts=[{"kind": "no_run_by", "time": "07:00"}])
    assert all(ListedExport.of(to_store(one)).checked_by_timer for one in (checked, alerted))


def test_an_export_of_a_newer_version_is_listed_as_one_that_does_not_run() -> None:
    body = json.loads(to_store(export("exp_1", "One", schedule=Refresh()))) | {"schema_version": Export.SCHEMA + 1}
    listed = ListedExport.of(json.dumps(body))
    assert (listed.active, listed.read().active) == (False, False)
    with pytest.raises(NewerVersion):
        ListedExport.of(json.dumps(body | {"schedule": {"kind": "lunar"}}))


class Counted(Exports):
    """Counts how often all exports are read."""

    reads = 0

    async def _read_all(self) -> list[ListedExport]:
        self.reads += 1
        return await super()._read_all()


async def test_requests_at_the_same_time_wait_for_one_reading() -> None:
    tables = MemoryTables()
    await Exports(tables).insert("exp_1", export("exp_1", "One"))
    exports = Counted(tables)
    found = await asyncio.gather(*(exports.listed() for _ in range(20)))
    assert {tuple(one.name for one in listed) for listed in found} == {("One",)}
    assert exports.reads == 1
