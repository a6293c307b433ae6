"""Lists of runs by export, state, trigger and user: rows that name a run, each list in a partition of its own.

Runs themselves are ordered by time. To find those of one export there, storage would read the whole history. A row may
name a run that is in another state by now, or that was deleted: the run that was read decides.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from shared.domain import Run, RunState, Trigger
from shared.domain.run_id import newest_first
from shared.errors import StateConflict
from shared.storage.ports import Delete, DocumentTable, DocumentTables, Put
from shared.storage.records import TRANSACTION_OPERATIONS
from shared.storage.run_keys import newest_key, oldest_key

WRITTEN_AT_ONCE = 8
COMPLETE = ("run-index", "complete-2")
"""The document that says that every run has its rows: also those of versions that wrote none, or none by user."""


@dataclass(frozen=True)
class RunFilter:
    """Which runs are wanted. None: any. Times are of queueing, inclusive."""

    export_id: str | None = None
    state: RunState | None = None
    trigger: Trigger | None = None
    started_by: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def accepts(self, run: Run) -> bool:
        """Return whether a run is wanted, apart from its time."""
        return (
            self.export_id in (None, run.export_id)
            and self.state in (None, run.state)
            and self.trigger in (None, run.trigger)
            and self.started_by in (None, run.started_by)
        )


class RunIndex:
    """The rows of all lists."""

    def __init__(self, tables: DocumentTables) -> None:
        self._tables = tables
        self._complete = False

    async def add(self, *runs: Run) -> None:
        """Add the rows of runs. Those that exist stay."""
        partitions: dict[str, list[Put]] = {}
        for run in runs:
            for partition in _partitions(run):
                partitions.setdefault(partition, []).append(Put(partition, newest_first(run.id), "{}"))
        for group in batched(partitions.values(), WRITTEN_AT_ONCE):
            await asyncio.gather(*(self._insert(puts) for puts in group))

    async def remove(self, run: Run) -> None:
        """Delete the rows of a run."""
        table, key = await self._open(), newest_first(run.id)
        await asyncio.gather(*(table.delete(Delete(partition, key)) for partition in _partitions(run)))

    async def is_complete(self) -> bool:
        """Return whether every run has its rows."""
        if not self._complete:
            self._complete = await (await self._open()).get(*COMPLETE) is not None
        return self._complete

    async def mark_complete(self) -> None:
        """Record that every run has its rows."""
        try:
            await (await self._open()).put(Put(*COMPLETE, "{}"))
        except StateConflict:
            return

    async def run_ids(
        self, wanted: RunFilter, after: str | None, size: int
    ) -> tuple[list[tuple[str, str]], bool] | None:
        """Return the keys and ids of the next runs in the shortest list that has all wanted ones, and whether there
        are more; None if no list has them.
        """
        partition = _shortest(wanted)
        if partition is None:
            return None
        query, parameters = "PartitionKey eq @partition", {"partition": partition}
        for name, condition, key in (
            ("after", "RowKey gt @after", after),
            ("until", "RowKey ge @until", wanted.until and newest_key(wanted.until)),
            ("since", "RowKey lt @since", wanted.since and oldest_key(wanted.since)),
        ):
            if key:
                query, parameters[name] = f"{query} and {condition}", key
        documents, following = await (await self._open()).full_page(query, parameters, size, None)
        return [(document.key, newest_first(document.key)) for document in documents], following is not None

    async def _insert(self, puts: Sequence[Put]) -> None:
        table = await self._open()
        for group in batched(puts, TRANSACTION_OPERATIONS):
            try:
                await table.transact(group)
            except StateConflict:
                # One of them exists.
                for put in group:
                    await _insert_one(table, put)

    async def _open(self) -> DocumentTable:
        return await self._tables.table("runs")


async def _insert_one(table: DocumentTable, put: Put) -> None:
    try:
        await table.put(put)
    except StateConflict:
        return


def _partitions(run: Run) -> list[str]:
    """Return the lists that name a run. States that are not final have none: few runs are active."""
    found = [f"of {run.export_id}", f"by {run.trigger.value}"]
    if run.trigger is Trigger.ON_DEMAND:
        found.append(_of_user(run.started_by))
    if run.state.final:
        found += [f"of {run.export_id} {run.state.value}", f"in {run.state.value}"]
    return found


def _of_user(name: str) -> str:
    # A name may have characters that no key may have.
    return f"who {hashlib.sha256(name.encode()).hexdigest()[:32]}"


def _shortest(wanted: RunFilter) -> str | None:
    state = wanted.state.value if wanted.state and wanted.state.final else None
    if wanted.export_id:
        return f"of {wanted.export_id} {state}" if state else f"of {wanted.export_id}"
    if wanted.started_by and wanted.trigger is Trigger.ON_DEMAND:
        return _of_user(wanted.started_by)
    if state:
        return f"in {state}"
    return f"by {wanted.trigger.value}" if wanted.trigger else None
