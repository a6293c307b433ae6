"""Runs as users list them: pages by export, state, trigger and time, and the last runs of each export.

The lists follow the runs: a failure to write them is logged, and the end of a run writes them again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from itertools import batched

from shared.domain import Run
from shared.domain.recent_runs import RecentRuns, RunOutline
from shared.domain.run_id import newest_first
from shared.storage.ports import Document, DocumentTable, DocumentTables
from shared.storage.recent_runs import RecentRunsTable
from shared.storage.records import readable
from shared.storage.run_index import RunFilter, RunIndex
from shared.storage.run_keys import RUN_PARTITION, newest_key, oldest_key

log = logging.getLogger(__name__)

EXAMINED = 1000
"""How many runs one page of a filtered list reads. A page may have fewer runs than asked for, and a next one."""
LISTED_AT_ONCE = 100
WRITTEN_AT_ONCE = 8

type Cursor = dict[str, str]
type RunPage = tuple[list[Run], Cursor | None]


class RunLists:
    """The lists. `active` returns the ids of all active runs."""

    def __init__(self, tables: DocumentTables, active: Callable[[], Awaitable[list[str]]]) -> None:
        self._tables = tables
        self._active = active
        self._index = RunIndex(tables)
        self.recent = RecentRunsTable(tables)

    async def add(self, *runs: Run) -> None:
        """Add runs, or their ends. A failure is logged: a run does not depend on it."""
        outlines: dict[str, list[RunOutline]] = {}
        for run in runs:
            outlines.setdefault(run.export_id, []).append(RunOutline.of(run))
        try:
            await self._index.add(*runs)
            for group in batched(outlines.items(), WRITTEN_AT_ONCE):
                await asyncio.gather(*(self.recent.note(export_id, *found) for export_id, found in group))
        except Exception:
            log.exception("the lists of runs could not be written: %s", ", ".join(run.id for run in runs[:10]))

    async def remove(self, run: Run) -> None:
        """Delete the rows of a run."""
        await self._index.remove(run)

    async def page(self, size: int, cursor: Cursor | None, wanted: RunFilter) -> RunPage:
        """Return a page of runs, newest first, and the cursor of the next page."""
        if wanted.state and not wanted.state.final:
            return await self._active_page(size, cursor, wanted)
        if await self._index.is_complete():
            found = await self._indexed_page(size, cursor, wanted)
            if found is not None:
                return found
        return await self._scanned_page(size, cursor, wanted)

    async def _active_page(self, size: int, cursor: Cursor | None, wanted: RunFilter) -> RunPage:
        after = (cursor or {}).get("RowKey", "")
        runs = await self._runs([one for one in await self._active() if newest_first(one) > after])
        found = sorted((run for run in runs if wanted.accepts(run)), key=lambda run: newest_first(run.id))
        found = [run for run in found if _within(run, wanted)]
        more = {"RowKey": newest_first(found[size - 1].id)} if len(found) > size else None
        return found[:size], more

    async def _indexed_page(self, size: int, cursor: Cursor | None, wanted: RunFilter) -> RunPage | None:
        after, found = (cursor or {}).get("RowKey"), list[Run]()
        for _ in range(max(EXAMINED // size, 1)):
            rows = await self._index.run_ids(wanted, after, size)
            if rows is None:
                return None
            listed, more = rows
            runs = {run.id: run for run in await self._runs([run_id for _, run_id in listed])}
            for key, run_id in listed:
                if len(found) == size:
                    return found, {"RowKey": str(after)}
                after, run = key, runs.get(run_id)
                if run is not None and wanted.accepts(run):
                    found.append(run)
            if not more:
                return found, None
            if len(found) == size:
                break
        return found, {"RowKey": str(after)}

    async def _scanned_page(self, size: int, cursor: Cursor | None, wanted: RunFilter) -> RunPage:
        query, parameters = "PartitionKey eq @partition and RowKey lt 'active:'", {"partition": RUN_PARTITION}
        for name, condition, value in (
            ("export", "export_id eq @export", wanted.export_id),
            ("state", "state eq @state", wanted.state and wanted.state.value),
            ("trigger", "trigger eq @trigger", wanted.trigger and wanted.trigger.value),
            ("who", "started_by eq @who", wanted.started_by),
            ("until", "RowKey ge @until", wanted.until and newest_key(wanted.until)),
            ("since", "RowKey lt @since", wanted.since and oldest_key(wanted.since)),
        ):
            if value:
                query, parameters[name] = f"{query} and {condition}", value
        documents, following = await (await self._open()).full_page(query, parameters, size, cursor)
        return [found.value for found in readable(Run, documents)], following

    async def complete(self) -> None:
        """Add every run, once: earlier versions of the app kept no lists. The sweep calls this."""
        if await self._index.is_complete():
            return
        query = "PartitionKey eq @partition and RowKey lt 'active:'"
        recent: dict[str, RecentRuns] = {}
        group: list[Document] = []
        async for document in (await self._open()).scan(query, partition=RUN_PARTITION):
            group.append(document)
            if len(group) == LISTED_AT_ONCE:
                await self._add_earlier(group, recent)
                group = []
        await self._add_earlier(group, recent)
        for export_id, kept in recent.items():
            await self.recent.note(export_id, *kept.runs)
        await self._index.mark_complete()
        log.info("the runs of earlier versions were added to the lists of runs")

    async def _add_earlier(self, documents: Sequence[Document], recent: dict[str, RecentRuns]) -> None:
        runs = [found.value for found in readable(Run, documents)]
        await self._index.add(*runs)
        for run in runs:
            recent[run.export_id] = recent.get(run.export_id, RecentRuns()).with_runs(RunOutline.of(run))

    async def refresh_recent(self, found: dict[str, RecentRuns]) -> dict[str, RecentRuns]:
        """Return the recent runs with those that had not ended as they are now. Ends that were not noted are noted."""
        last = {one: recent.last for one, recent in found.items() if recent.last and not recent.last.state.final}
        runs = await self._runs([outline.id for outline in last.values() if outline])
        refreshed = dict(found)
        for run in runs:
            refreshed[run.export_id] = found[run.export_id].with_runs(RunOutline.of(run))
            if run.state.final:
                await self.recent.note(run.export_id, RunOutline.of(run))
        return refreshed

    async def _runs(self, run_ids: list[str]) -> list[Run]:
        """Return these runs: those that exist and can be read."""
        table = await self._open()
        documents = await asyncio.gather(*(table.get(RUN_PARTITION, newest_first(one)) for one in run_ids))
        return [found.value for found in readable(Run, [one for one in documents if one])]

    async def _open(self) -> DocumentTable:
        return await self._tables.table("runs")


def _within(run: Run, wanted: RunFilter) -> bool:
    key = newest_first(run.id)
    return (not wanted.until or key >= newest_key(wanted.until)) and (
        not wanted.since or key < oldest_key(wanted.since)
    )
