"""Lists of runs by export, segment, Klaviyo list, connection, state, trigger and user: rows that name a run.

Each is a partition of its own. Runs themselves are ordered by time: to find those of one export there, storage would
read the whole history. A row may name a run that is in another state by now, or that was deleted: the run that was read
decides.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import ClassVar, NamedTuple

from shared.domain import Run, RunState, Trigger
from shared.domain.base import Stored
from shared.domain.run_id import newest_first
from shared.errors import StateConflict
from shared.storage.ports import Delete, DocumentTable, DocumentTables, Mark, Put
from shared.storage.records import TRANSACTION_OPERATIONS, read_stored
from shared.storage.run_keys import newest_key, oldest_key

WRITTEN_AT_ONCE = 8
READ_AT_ONCE = 1000
"""Rows of a list that one request reads where lists are compared: as many as Azure Tables answers at most."""
READS_OF_EACH = 20
"""How often the next rows of each list are read for one page."""


@dataclass(frozen=True)
class RunFilter:
    """Which runs are wanted. None: any. Times are of queueing, inclusive.

    `segment`, `list_id` and `connection_id` are those of the export when the run started.
    """

    export_id: str | None = None
    state: RunState | None = None
    trigger: Trigger | None = None
    started_by: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    segment: str | None = None
    list_id: str | None = None
    connection_id: str | None = None

    def accepts(self, run: Run) -> bool:
        """Return whether a run is wanted, apart from its time."""
        return (
            self.export_id in (None, run.export_id)
            and self.state in (None, run.state)
            and self.trigger in (None, run.trigger)
            and self.started_by in (None, run.started_by)
            and self.segment in (None, *run.export.segments)
            and self.list_id in (None, run.export.list_id)
            and self.connection_id in (None, run.export.connection_id)
        )


class Completion(Stored):
    """How far the rows of runs of earlier versions are written: to the run with the key `after`, or all of them."""

    KEY: ClassVar = ("run-index", "complete-3")
    """Named after what the lists are by. 3: segment, list and connection."""

    after: str = ""
    complete: bool = False


class Rows(NamedTuple):
    """The keys of the next runs in a list, and whether there are more."""

    keys: list[str]
    more: bool


class RunIndex:
    """The rows of all lists."""

    def __init__(self, tables: DocumentTables, read_at_once: int = READ_AT_ONCE) -> None:
        self._tables = tables
        self._read_at_once = read_at_once
        self._complete = False

    async def add(self, *runs: Run) -> None:
        """Add the rows of runs. Those that exist stay."""
        partitions: dict[str, list[Mark]] = {}
        for run in runs:
            for partition in _partitions(run):
                partitions.setdefault(partition, []).append(Mark(partition, newest_first(run.id)))
        table = await self._open()
        writes = [marks for each in partitions.values() for marks in batched(each, TRANSACTION_OPERATIONS)]
        for group in batched(writes, WRITTEN_AT_ONCE):
            await asyncio.gather(*(table.transact(marks) for marks in group))

    async def remove(self, run: Run) -> None:
        """Delete the rows of a run."""
        table, key = await self._open(), newest_first(run.id)
        await asyncio.gather(*(table.delete(Delete(partition, key)) for partition in _partitions(run)))

    async def is_complete(self) -> bool:
        """Return whether every run has its rows: also those of versions that wrote none, or fewer."""
        if not self._complete:
            self._complete = (await self.completion())[0].complete
        return self._complete

    async def completion(self) -> tuple[Completion, str | None]:
        """Return how far the rows of earlier runs are written, and the ETag of that record."""
        found = await (await self._open()).get(*Completion.KEY)
        return (read_stored(Completion, found.body), found.etag) if found else (Completion(), None)

    async def record_completion(self, reached: Completion, etag: str | None) -> bool:
        """Record how far the rows are written; return False if another process has recorded it."""
        try:
            await (await self._open()).put(Put(*Completion.KEY, reached.model_dump_json(), etag))
        except StateConflict:
            return False
        return True

    async def candidates(self, wanted: RunFilter, after: str, size: int) -> AsyncIterator[tuple[list[str], str | None]]:
        """Yield keys of runs that may be wanted, in order, and after which key to go on (None: there are no more).

        Every wanted run is among them. `after` is the key of the last run that was read; empty: from the newest.
        `partitions_with(wanted)` must not be empty.
        """
        partitions = partitions_with(wanted)
        # Of one list, every run is wanted.
        each = size if len(partitions) == 1 else self._read_at_once
        end = oldest_key(wanted.since) if wanted.since else None
        start = max(newest_key(wanted.until) if wanted.until else "", oldest_after(after))
        for _ in range(READS_OF_EACH):
            lists = await asyncio.gather(*(self._rows(partition, start, end, each) for partition in partitions))
            short = min(lists, key=lambda rows: (rows.more, len(rows.keys)))
            if not short.more and len(short.keys) <= size:
                # To read these few runs takes less than to find them in the other lists.
                yield short.keys, None
                return
            common, known = find_common(lists)
            yield common, known
            if known is None:
                return
            start = max(oldest_after(known), *(next((key for key in rows.keys if key > known), "") for rows in lists))

    async def _rows(self, partition: str, start: str, end: str | None, size: int) -> Rows:
        query, parameters = "PartitionKey eq @partition and RowKey ge @start", {"partition": partition, "start": start}
        if end:
            query, parameters["end"] = f"{query} and RowKey lt @end", end
        return Rows(*await (await self._open()).first_keys(query, size, **parameters))

    async def _open(self) -> DocumentTable:
        return await self._tables.table("runs")


def oldest_after(key: str) -> str:
    """Return a key that sorts after this one and before every other run's; empty for an empty one."""
    return key and f"{key}."


def find_common(lists: Sequence[Rows]) -> tuple[list[str], str | None]:
    """Return the keys that are in all lists, as far as each is known, and the last key that is (None: the end)."""
    known = min((rows.keys[-1] for rows in lists if rows.more), default=None)
    common = sorted(set.intersection(*(set(rows.keys) for rows in lists)))
    if known is None:
        return common, None
    ended = any(not rows.more and (not rows.keys or rows.keys[-1] <= known) for rows in lists)
    return [key for key in common if key <= known], None if ended else known


def _partitions(run: Run) -> list[str]:
    """Return the lists that name a run. States that are not final have none: few runs are active."""
    found = [
        f"of {run.export_id}",
        f"by {run.trigger.value}",
        _list_of("connection", run.export.connection_id),
        _list_of("list", run.export.list_id),
        *(_list_of("segment", segment) for segment in run.export.segments),
    ]
    if run.trigger is Trigger.ON_DEMAND:
        found.append(_list_of("who", run.started_by))
    if run.state.final:
        found += [f"of {run.export_id} {run.state.value}", f"in {run.state.value}"]
    return found


def partitions_with(wanted: RunFilter) -> list[str]:
    """Return the lists that have all wanted runs: these are in each of them. None: runs are wanted by time only."""
    state = wanted.state.value if wanted.state and wanted.state.final else None
    found = []
    if wanted.export_id:
        found.append(f"of {wanted.export_id} {state}" if state else f"of {wanted.export_id}")
    elif state:
        found.append(f"in {state}")
    if wanted.started_by and wanted.trigger is Trigger.ON_DEMAND:
        found.append(_list_of("who", wanted.started_by))
    elif wanted.trigger:
        found.append(f"by {wanted.trigger.value}")
    if wanted.segment:
        found.append(_list_of("segment", wanted.segment))
    if wanted.list_id:
        found.append(_list_of("list", wanted.list_id))
    if wanted.connection_id:
        found.append(_list_of("connection", wanted.connection_id))
    return found


def _list_of(what: str, name: str) -> str:
    # A name may have characters that no key may have.
    return f"{what} {hashlib.sha256(name.encode()).hexdigest()[:32]}"
