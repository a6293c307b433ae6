"""Runs as users list them: pages by what they are of, state, trigger and time, and the last runs of each export.

The lists follow the runs: a failure to write them is logged, and the end of a run writes them again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from itertools import batched

from shared.domain import Run
from shared.domain.recent_runs import RecentRuns, RunOutline
from shared.domain.run_id import newest_first
from shared.storage.ports import Document, DocumentTable, DocumentTables
from shared.storage.recent_runs import RecentRunsTable
from shared.storage.records import readable
from shared.storage.run_index import Completion, RunFilter, RunIndex, partitions_with
from shared.storage.run_keys import RUN_PARTITION, newest_key, oldest_key

log = logging.getLogger(__name__)

EXAMINED = 1000
"""How many runs one page of a filtered list reads. A page may have fewer runs than asked for, and a next one."""
LISTED_AT_ONCE = 100
EARLIER_AT_ONCE, EARLIER_PORTIONS = 1000, 5
"""Runs of earlier versions that are added before that is recorded, and how often in one sweep: half a minute's work."""
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
            await self._note(outlines)
        except Exception:
            log.exception("the lists of runs could not be written: %s", ", ".join(run.id for run in runs[:10]))

    async def _note(self, outlines: Mapping[str, Sequence[RunOutline]]) -> None:
        for group in batched(outlines.items(), WRITTEN_AT_ONCE):
            await asyncio.gather(*(self.recent.note(export_id, *found) for export_id, found in group))

    async def remove(self, run: Run) -> None:
        """Delete the rows of a run."""
        await self._index.remove(run)

    async def page(self, size: int, cursor: Cursor | None, wanted: RunFilter) -> RunPage:
        """Return a page of runs, newest first, and the cursor of the next page."""
        if wanted.state and not wanted.state.final:
            return await self._active_page(size, cursor, wanted)
        if partitions_with(wanted) and await self._index.is_complete():
            return await self._indexed_page(size, cursor, wanted)
        return await self._scanned_page(size, cursor, wanted)

    async def _active_page(self, size: int, cursor: Cursor | None, wanted: RunFilter) -> RunPage:
        after = (cursor or {}).get("RowKey", "")
        runs = await self._runs([one for one in await self._active() if newest_first(one) > after])
        found = sorted((run for run in runs if wanted.accepts(run)), key=lambda run: newest_first(run.id))
        found = [run for run in found if _within(run, wanted)]
        more = {"RowKey": newest_first(found[size - 1].id)} if len(found) > size else None
        return found[:size], more

    async def _indexed_page(self, size: int, cursor: Cursor | None, wanted: RunFilter) -> RunPage:
        after, found, examined = (cursor or {}).get("RowKey", ""), list[Run](), 0
        async for keys, following in self._index.candidates(wanted, after, size):
            for group in batched(keys, size):
                if examined >= EXAMINED or len(found) == size:
                    return found, {"RowKey": after}
                runs = {run.id: run for run in await self._runs([newest_first(key) for key in group])}
                examined += len(group)
                for key in group:
                    if len(found) == size:
                        return found, {"RowKey": after}
                    after, run = key, runs.get(newest_first(key))
                    if run is not None and wanted.accepts(run):
                        found.append(run)
            if following is None:
                return found, None
            after = following
            if len(found) == size:
                break
        return found, {"RowKey": after}

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
        found, table = list[Run](), await self._open()
        for _ in range(max(EXAMINED // size, 1)):
            documents, cursor = await table.full_page(query, parameters, size - len(found), cursor)
            found += [run for one in readable(Run, documents) if wanted.accepts(run := one.value)]
            if cursor is None or len(found) == size:
                break
        return found, cursor

    async def complete(self, portion: int = EARLIER_AT_ONCE, portions: int = EARLIER_PORTIONS) -> None:
        """Add runs of earlier versions of the app, which kept no lists or fewer, once. The sweep calls this.

        A call adds `portions` of `portion` runs, at most 1000; the next one goes on after these.
        """
        if await self._index.is_complete():
            return
        query = "PartitionKey eq @partition and RowKey lt 'active:' and RowKey gt @after"
        table = await self._open()
        for _ in range(portions):
            reached, etag = await self._index.completion()
            parameters = {"partition": RUN_PARTITION, "after": reached.after}
            documents, _more = await table.full_page(query, parameters, portion, None)
            await self._add_earlier(documents)
            complete = len(documents) < portion
            after = documents[-1].key if documents else reached.after
            recorded = await self._index.record_completion(Completion(after=after, complete=complete), etag)
            if complete and recorded:
                log.info("the runs of earlier versions were added to the lists of runs")
            if complete or not recorded:
                return

    async def _add_earlier(self, documents: Sequence[Document]) -> None:
        outlines: dict[str, list[RunOutline]] = {}
        for group in batched(documents, LISTED_AT_ONCE):
            runs = [found.value for found in readable(Run, group)]
            await self._index.add(*runs)
            for run in runs:
                outlines.setdefault(run.export_id, []).append(RunOutline.of(run))
        await self._note(outlines)

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
