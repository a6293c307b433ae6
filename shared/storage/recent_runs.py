"""The last runs of each export in outline: one record for each export, beside the runs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from shared.domain import RunState
from shared.domain.list_check import LastListCheck
from shared.domain.recent_runs import RecentRuns, RunOutline
from shared.errors import StateConflict
from shared.storage.caches import TtlCache
from shared.storage.ports import Delete, Document, DocumentTable, DocumentTables, Property, Put
from shared.storage.records import read_stored
from shared.texts import text

ATTEMPTS = 10
KEPT_SECONDS = 15
"""How long a process keeps which exports have a last run in a state: for users who type while they filter."""
READ_ONE_BY_ONE = 200
"""Of more exports, all records are read."""


class RecentRunsTable:
    """The records, by export id. `state` is the last run's, `attention` says why a user should look.

    `people_missing` is whether the last list check found people missing who were not sent again.
    """

    PARTITION = "recent"

    def __init__(self, tables: DocumentTables) -> None:
        self._tables = tables
        self._by_state = TtlCache[set[str]](KEPT_SECONDS)

    async def note(self, export_id: str, *runs: RunOutline) -> None:
        """Add runs to the record of their export, or replace what is kept of them."""
        await self._change(export_id, lambda recent: recent.with_runs(*runs))

    async def note_list_check(self, export_id: str, check: LastListCheck) -> None:
        """Note the result of the last check of the export's list."""
        await self._change(export_id, lambda recent: recent.with_list_check(check))

    async def note_alerts(self, export_id: str, violated: Iterable[str]) -> None:
        """Note which alert rules of the export are violated, by their keys."""
        await self._change(export_id, lambda recent: recent.with_alerts(violated))

    async def _change(self, export_id: str, change: Callable[[RecentRuns], RecentRuns]) -> None:
        table = await self._open()
        for attempt in range(ATTEMPTS):
            found = await table.get(self.PARTITION, export_id)
            recent = _read(found) if found else RecentRuns()
            changed = change(recent)
            if changed == recent:
                return
            try:
                await table.put(self._put(export_id, changed, found.etag if found else None))
            except StateConflict:
                await asyncio.sleep(0.01 * attempt)
                continue
            return
        raise StateConflict(text("record-busy", record=export_id))

    async def of(self, export_ids: Iterable[str]) -> dict[str, RecentRuns]:
        """Return the records of these exports. An export that has not run has an empty one."""
        table, ids = await self._open(), list(export_ids)
        if len(ids) > READ_ONE_BY_ONE:
            known = await self._where("state ge @value", value="")
            return {one: known.get(one, RecentRuns()) for one in ids}
        found = await asyncio.gather(*(table.get(self.PARTITION, one) for one in ids))
        return {one: _read(document) if document else RecentRuns() for one, document in zip(ids, found, strict=True)}

    async def ids_with_last_state(self, state: RunState) -> set[str]:
        """Return the ids of the exports whose last run is in that state: of seconds ago."""
        return await self._by_state.get(state.value, lambda: self._keys("state eq @value", state.value))

    async def ids_with_attention(self) -> set[str]:
        """Return the ids of the exports that a user should look at."""
        return await self._keys("attention gt @value", "")

    async def with_attention(self) -> dict[str, RecentRuns]:
        """Return the records of the exports that a user should look at, by export id."""
        return await self._where("attention gt @value", value="")

    async def with_missing_people(self) -> dict[str, RecentRuns]:
        """Return the records of the exports whose last list check found people missing who were not sent again."""
        return await self._where("people_missing eq @value", value=True)

    async def delete(self, export_id: str) -> None:
        """Delete the record of an export."""
        await (await self._open()).delete(Delete(self.PARTITION, export_id))

    async def _keys(self, condition: str, value: str) -> set[str]:
        query = f"PartitionKey eq @partition and {condition}"
        return set(await (await self._open()).keys(query, partition=self.PARTITION, value=value))

    async def _where(self, condition: str, *, value: str | bool) -> dict[str, RecentRuns]:
        query = f"PartitionKey eq @partition and {condition}"
        found = [d async for d in (await self._open()).scan(query, partition=self.PARTITION, value=value)]
        return {document.key: _read(document) for document in found}

    async def _open(self) -> DocumentTable:
        return await self._tables.table("runs")

    def _put(self, export_id: str, recent: RecentRuns, etag: str | None) -> Put:
        last = recent.last
        properties: tuple[tuple[str, Property], ...] = (
            ("state", last.state.value if last else ""),
            ("attention", recent.attention or ""),
            ("people_missing", recent.list_check is not None and recent.list_check.has_missing),
        )
        return Put(self.PARTITION, export_id, recent.model_dump_json(exclude_defaults=True), etag, properties)


def _read(document: Document) -> RecentRuns:
    return read_stored(RecentRuns, document.body)
