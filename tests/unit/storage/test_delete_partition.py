"""The records of an ended run are deleted once, by whichever processes tidy up at the same time."""

from __future__ import annotations

import asyncio

from shared.storage.ports import Put
from shared.storage.records import delete_partition
from tests.fakes.memory import Fate, MemoryTable


async def test_two_processes_delete_the_same_partition() -> None:
    table = MemoryTable(Fate())
    for number in range(250):
        await table.put(Put("run", f"{number:05}", "{}"))
    await table.put(Put("another", "00000", "{}"))
    await asyncio.gather(delete_partition(table, "run"), delete_partition(table, "run"))
    assert set(table.rows) == {("another", "00000")}
