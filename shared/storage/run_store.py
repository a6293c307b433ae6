"""Runs in Azure Tables, and the mark of each export that has an active run or is removed."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from itertools import batched
from typing import NamedTuple

from shared.domain import Export, Run
from shared.domain.run_id import newest_first
from shared.errors import NotFound, RunActive, StateConflict
from shared.storage.ports import Delete, Document, DocumentTable, DocumentTables, Property, Put
from shared.storage.records import TRANSACTION_OPERATIONS, Versioned, read_stored, readable, to_store
from shared.storage.run_keys import RUN_PARTITION, newest_key
from shared.storage.run_lists import RunLists
from shared.texts import text

UPDATE_ATTEMPTS = 30


class MarkedRemoval(NamedTuple):
    """When the removal of an export began, and the time of the export's last change before."""

    at: datetime
    export_updated_at: datetime

    @classmethod
    def of(cls, text: str) -> MarkedRemoval:
        """Return what a mark says."""
        at, _, updated_at = text.partition(" ")
        return cls(datetime.fromisoformat(at), datetime.fromisoformat(updated_at))


class Runs:
    """Runs, and a mark for each export that has an active run or is removed.

    Both are in one partition: a run and the mark of its export are written, and deleted, by one transaction. So an
    export that is removed starts no run, and an export with an active run is not removed. `lists` follow the runs, and
    never decide what a run does.
    """

    PARTITION = RUN_PARTITION
    ACTIVE = "active:"
    REMOVED = "removed:"

    def __init__(self, tables: DocumentTables) -> None:
        self._tables = tables
        self.lists = RunLists(tables, self.active)

    async def begin(self, run: Run) -> None:
        """Insert the run and mark it as the active run of its export.

        Raises RunActive if another run is active, NotFound if the export is removed.
        """
        mark = Put(self.PARTITION, self.ACTIVE + run.export_id, run.id)
        try:
            await (await self._open()).transact([self._put(run, None), mark])
        except StateConflict:
            raise _not_begun(run, await self._mark(run.export_id)) from None
        await self.lists.add(run)

    async def mark_removed(self, export: Export, at: datetime) -> None:
        """Mark the export as removed: it starts no further run. Raises RunActive if it has an active run."""
        body = f"{self.REMOVED}{at.isoformat()} {export.updated_at.isoformat()}"
        mark = Put(self.PARTITION, self.ACTIVE + export.id, body)
        try:
            await (await self._open()).put(mark)
        except StateConflict:
            found = await self._mark(export.id)
            if found is None or not found.body.startswith(self.REMOVED):
                raise _active(found) from None

    async def unmark_removed(self, export_id: str) -> None:
        """Delete the mark of the removal; the mark of an active run stays."""
        found = await self._mark(export_id)
        if found is not None and found.body.startswith(self.REMOVED):
            await (await self._open()).delete(Delete(self.PARTITION, found.key, found.etag))

    async def removed(self) -> dict[str, MarkedRemoval]:
        """Return the exports that are marked as removed."""
        return {
            mark.key.removeprefix(self.ACTIVE): MarkedRemoval.of(mark.body.removeprefix(self.REMOVED))
            async for mark in self._marks()
            if mark.body.startswith(self.REMOVED)
        }

    async def record(self, *runs: Run) -> None:
        """Insert runs that are final already, such as one that was skipped. Raises StateConflict if one exists."""
        for group in batched(runs, TRANSACTION_OPERATIONS):
            try:
                await (await self._open()).transact([self._put(run, None) for run in group])
            except StateConflict:
                # It may be of an earlier attempt that died before it was listed, or whose answer was lost.
                await self.lists.add(*[run for run in group if await self.get(run.id)])
                raise
        await self.lists.add(*runs)

    async def end(self, run: Run, etag: str) -> None:
        """Write the final state and delete the mark, both or none. Raises StateConflict if `etag` is old."""
        # Before: if the process dies in between, the lists are written again with the end.
        await self.lists.add(run)
        await (await self._open()).transact([self._put(run, etag), Delete(self.PARTITION, self.ACTIVE + run.export_id)])

    async def active_of(self, export_id: str) -> str | None:
        """Return the id of the active run of the export, or None."""
        found = await self._mark(export_id)
        return found.body if found and not found.body.startswith(self.REMOVED) else None

    async def active(self) -> list[str]:
        """Return the ids of all active runs."""
        return [mark.body async for mark in self._marks() if not mark.body.startswith(self.REMOVED)]

    async def unclean(self) -> list[Versioned[Run]]:
        """Return final runs whose working files are not deleted yet."""
        query = "PartitionKey eq @partition and RowKey lt 'active:' and unclean eq true"
        return readable(Run, [d async for d in (await self._open()).scan(query, partition=self.PARTITION)])

    async def get(self, run_id: str) -> Versioned[Run] | None:
        """The run, or None."""
        document = await (await self._open()).get(self.PARTITION, newest_first(run_id))
        return _run(document) if document else None

    async def reload(self, item: Run) -> Versioned[Run] | None:
        """Return the run as it is stored now, or None."""
        return await self.get(item.id)

    async def update(self, run_id: str, change: Callable[[Run], Run | None]) -> Run | None:
        """Apply `change` to the newest version until the write succeeds.

        `change` returns None if nothing is to be written. Returns the run as it is then; None if there is no such run.
        Raises StateConflict if other processes change the run at every attempt, and NewerVersion.
        """
        for attempt in range(UPDATE_ATTEMPTS):
            found = await self.get(run_id)
            if found is None:
                return None
            found.value.require_supported_schema()
            changed = change(found.value)
            if changed is None:
                return found.value
            try:
                await self.replace(changed, found.etag)
            except StateConflict:
                await asyncio.sleep(random.uniform(0, 0.02 * (attempt + 1)))  # noqa: S311
                continue
            return changed
        raise StateConflict(text("record-busy", record=run_id))

    async def replace(self, item: Run, etag: str) -> str:
        """Write a run that is not ending and return its new ETag. Raises StateConflict if `etag` is old."""
        return await (await self._open()).put(self._put(item, etag))

    async def queued_until(self, at: datetime) -> AsyncIterator[Run]:
        """Return runs queued at that time or before, newest first."""
        query = "PartitionKey eq @partition and RowKey lt 'active:' and RowKey ge @until"
        parameters = {"partition": self.PARTITION, "until": newest_key(at)}
        async for document in (await self._open()).scan(query, **parameters):
            for found in readable(Run, [document]):
                yield found.value

    async def remove(self, run: Run) -> None:
        """Delete the record of a run, and its rows in the lists."""
        await (await self._open()).delete(Delete(self.PARTITION, newest_first(run.id)))
        await self.lists.remove(run)

    async def _mark(self, export_id: str) -> Document | None:
        return await (await self._open()).get(self.PARTITION, self.ACTIVE + export_id)

    async def _marks(self) -> AsyncIterator[Document]:
        query = "PartitionKey eq @partition and RowKey ge 'active:' and RowKey lt 'active;'"
        async for document in (await self._open()).scan(query, partition=self.PARTITION):
            yield document

    async def _open(self) -> DocumentTable:
        return await self._tables.table("runs")

    def _put(self, run: Run, etag: str | None) -> Put:
        properties: tuple[tuple[str, Property], ...] = (
            ("export_id", run.export_id),
            ("state", run.state.value),
            ("trigger", run.trigger.value),
            ("started_by", run.started_by),
            ("unclean", run.state.final and not run.cleaned),
        )
        return Put(self.PARTITION, newest_first(run.id), to_store(run), etag, properties)


def _not_begun(run: Run, mark: Document | None) -> NotFound | RunActive:
    """Return why the run conflicts with the mark of its export."""
    if mark is not None and mark.body.startswith(Runs.REMOVED):
        return NotFound(text("export-removed", export=run.export_id))
    return _active(mark)


def _active(mark: Document | None) -> RunActive:
    return RunActive(text("run-still-active", run=mark.body if mark else "(just ended)"))


def _run(document: Document) -> Versioned[Run]:
    return Versioned(read_stored(Run, document.body), document.etag)
