"""Look up a person: in which runs a row of theirs was sent, unchanged, rejected, and what was done for them.

A lookup reads the files that erasing a person rewrites (shared/runs/erasure.py): first what is known now (snapshots,
opt-outs, erasures), then runs, newest first. It is done in stretches: each ends after a minute, and the next one goes
on where it stopped. Runs whose files do not tell all are counted, with the reason.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.identity import Identity, Person, matches_fingerprint
from shared.domain.people_list import PeopleList
from shared.domain.person_lookup import LookupResult, OnExport, PersonEvent, PersonLookup, Seen, Unseen, new_lookup
from shared.domain.removal import ListRemoval
from shared.errors import StepFailed
from shared.post_import.other_exports import salt
from shared.runs.claims import Claim
from shared.runs.job_kinds import PersonLookupWork
from shared.runs.work import send_later, work_on
from shared.segments.range_files import RangeFiles
from shared.storage.run_index import RunFilter
from shared.texts import text

if TYPE_CHECKING:
    from shared.planning.find_person import ParquetSearch

STRETCH_SECONDS = 60.0
PAGE_RUNS = 20
AUDIT_PAGE = 500
ERASED = "POST /api/people/erasures"
"""The action of an erasure in the audit record."""
LISTS = {
    layout.REJECTS: (Seen.REJECTS, ""),
    layout.SHARED_IDENTIFIERS: (Seen.SHARED_IDENTIFIERS, "identifier_"),
    layout.NOT_SUBSCRIBED: (Seen.NOT_SUBSCRIBED, "not_subscribed"),
    layout.HELD_REMOVALS: (Seen.HELD_REMOVALS, "removal_held"),
}
"""Files of a run that name people: where an event is from, and its outcome, or what it begins with."""


async def request_lookup(context: Context, person: Person, who: str, days: int) -> PersonLookup:
    """Record a lookup and ask for it. The person's identifiers are stored in its file alone."""
    job = new_lookup(who, now() - timedelta(days=days), now())
    await _write(context, job.id, LookupResult(person=person.to_json()))
    await context.person_lookups.insert(job)
    await PersonLookupWork(context).request(job)
    return job


async def read_result(context: Context, lookup_id: str) -> LookupResult | None:
    """Return what a lookup has found so far; None where it was deleted."""
    stored = await context.stored_files.read(layout.PERSON_LOOKUP, lookup=lookup_id)
    return None if stored is None else LookupResult.model_validate_json(stored)


async def look_up_person(context: Context, lookup_id: str) -> None:
    """Do the next stretch of a lookup unless it is done or another worker does it."""
    found = await context.person_lookups.get(lookup_id)
    await work_on(PersonLookupWork(context), found, lambda claimed: _look_up(context, claimed))


async def _look_up(context: Context, claimed: Claim[PersonLookup]) -> None:
    result = await read_result(context, claimed.item.id)
    if result is None:
        raise StepFailed(text("lookup-identifiers-gone"))
    end = time.monotonic() + STRETCH_SECONDS
    async with _open_search(context, Person.from_json(result.person), result) as search:
        while not await search.step(claimed.item.since):
            await _record(context, claimed, search)
            if time.monotonic() > end:
                await send_later(PersonLookupWork(context), claimed, 1, counted=False)
                return
        await _record(context, claimed, search)
    await claimed.change(lambda job: job.completed(truncated=result.is_full, at=now()))


async def _record(context: Context, claimed: Claim[PersonLookup], search: _Search) -> None:
    """Write what was found so far; another attempt continues there."""
    await _write(context, claimed.item.id, search.result)
    searched, events = search.result.searched, len(search.result.events)
    await claimed.change(lambda job: job.progressed_to(searched, events))
    claimed.progressed = True


async def _write(context: Context, lookup_id: str, result: LookupResult) -> None:
    await context.stored_files.write(layout.PERSON_LOOKUP, result.model_dump_json().encode(), lookup=lookup_id)


@asynccontextmanager
async def _open_search(context: Context, person: Person, result: LookupResult) -> AsyncIterator[_Search]:
    # Imported here: loading DuckDB takes its time.
    from shared.planning.find_person import ParquetSearch

    files = RangeFiles(context.files)
    with tempfile.TemporaryDirectory(prefix="lookup-", dir=context.settings.temp_dir) as folder:
        parquet = await asyncio.to_thread(
            ParquetSearch, Path(folder), files, memory_mb=context.settings.prepare_memory_mb
        )
        try:
            yield _Search(context, person, result, Path(folder), files, parquet)
        finally:
            parquet.close()


@dataclass
class _Search:
    """The search for a person."""

    context: Context
    person: Person
    result: LookupResult
    directory: Path
    files: RangeFiles
    parquet: ParquetSearch

    async def step(self, since: datetime) -> bool:
        """Look at the next export, at what belongs to no run, or at the next page of runs. Return whether all is."""
        result = self.result
        if result.begun:
            return result.is_full or result.ended or await self._look_at_runs(since)
        snapshots = await self.context.snapshots.by_key()
        export_id = min((one for one in snapshots if one > result.after), default=None)
        if export_id is not None:
            await self._look_at_snapshot(export_id)
            result.after = export_id
            return False
        await self._look_at_opt_outs(since)
        await self._look_at_erasures(since)
        result.begun = True
        return False

    async def _look_at_snapshot(self, export_id: str) -> None:
        found = await self.context.snapshots.get(export_id)
        identity = self.person.get(found.value.identity) if found else None
        if found is None or identity is None:
            return
        snapshot = found.value
        export = await self.context.exports.get(export_id)
        for path in await self._open_files(*snapshot.files):
            known = await asyncio.to_thread(self.parquet.in_snapshot, path, identity)
            if known is not None:
                managed, departed_on = known
                self.result.exports.append(
                    OnExport(
                        export_id=export_id,
                        export_name=export.value.name if export else None,
                        list_id=snapshot.list_id,
                        managed=managed,
                        departed_on=departed_on.isoformat() if departed_on else None,
                        as_of=snapshot.written_at,
                    )
                )

    async def _look_at_opt_outs(self, since: datetime) -> None:
        async for blob in self.context.files.list(layout.OPT_OUTS.prefix()):
            for row in await self._csv_rows(blob.name):
                at = datetime.fromisoformat(row["timestamp"])
                if at >= since:
                    self._add(None, "opted_out", Seen.OPT_OUTS, at, row)

    async def _look_at_erasures(self, since: datetime) -> None:
        """Find erasures of the person in the audit record, which has salted hashes of identifiers."""
        cursor: dict[str, str] | None = None
        while True:
            entries, cursor = await self.context.audit.page(AUDIT_PAGE, cursor, equal={"action": ERASED}, since=since)
            for entry in entries:
                if any(matches_fingerprint(entry.target or "", text) for _, text in self.person.identifiers):
                    self._add(None, "erased", Seen.AUDIT, entry.at, {})
            if cursor is None:
                return

    async def _look_at_runs(self, since: datetime) -> bool:
        """Look at the next page of runs. Return whether it was the last."""
        result = self.result
        runs, cursor = await self.context.runs.lists.page(PAGE_RUNS, result.cursor, RunFilter(since=since))
        removals = await self.context.list_removals.by_key()
        for run in runs:
            if result.is_full:
                return True
            removal = removals.get(run.id)
            await self._look_at_run(run, removal.value if removal else None)
            result.searched += 1
        result.cursor, result.ended = cursor, cursor is None
        return result.ended

    async def _look_at_run(self, run: Run, removal: ListRemoval | None) -> None:
        parts = [blob.name async for blob in self.context.files.list(layout.ROW_LOG.prefix(run=run.id))]
        rows = (
            await asyncio.to_thread(self.parquet.log_rows, await self._open_files(*parts), self.person) if parts else []
        )
        for row in rows:
            fields = json.loads(row["fields"]) if row["fields"] else None
            self.result.fields_bytes += len(row["fields"] or "")
            self._add(run, row["outcome"], Seen.ROW_LOG, row["at"].replace(tzinfo=UTC), row | {"fields": fields})
        await self._look_at_lists(run, logged=bool(parts))
        if not parts and (identity := self.person.get(run.export.mapping.identity)):
            await self._look_at_people(run, removal, identity)
        reason = self._unseen(run, logged=bool(parts), found=bool(rows))
        if reason is not None:
            self.result.add_unseen(run.export_id, run.export.name, reason, run.queued_at)

    async def _look_at_people(self, run: Run, removal: ListRemoval | None, identity: str) -> None:
        """Look at whom a run without a row log added to the list, and whom it removed."""
        at = run.ended_at or run.queued_at
        added = [blob.name async for blob in self.context.files.list(layout.ADDED.prefix(run=run.id))]
        for path in await self._open_files(*added):
            if await asyncio.to_thread(self.parquet.is_among, path, identity):
                self._add(run, "added", Seen.ADDED, at, {"added": True})
        removed = removal.people if removal else PeopleList(name="")
        names = [self.context.snapshot_files.removal_path(removed, bucket) for bucket in removed.filled_buckets]
        for path in await self._open_files(*names):
            if await asyncio.to_thread(self.parquet.is_removed, path, identity, salt(run)):
                self._add(run, "removed", Seen.REMOVALS, at, {})

    async def _look_at_lists(self, run: Run, *, logged: bool) -> None:
        """Look at the files of a run that name people. What the row log has as well is not added twice."""
        for kind, (seen_in, outcome) in LISTS.items():
            if logged and kind in (layout.REJECTS, layout.NOT_SUBSCRIBED):
                continue
            for row in await self._csv_rows(kind.path(run=run.id)):
                given = row.get("outcome", "")
                whole = outcome + given if outcome in ("", "identifier_") else outcome
                reason = row.get("field") or row.get("reason")
                self._add(run, whole, seen_in, run.ended_at or run.queued_at, row | {"reason": reason})

    def _unseen(self, run: Run, *, logged: bool, found: bool) -> Unseen | None:
        """Return why the run may have done more with the person than was found; None where all is known."""
        if not run.state.final:
            return Unseen.ACTIVE
        if run.prepared is None:
            # It has read nothing, or sent nothing of what it read.
            return None
        mapping, row_log = run.export.mapping, run.export.row_log
        known = {mapping.identity, *(Identity(name) for name in mapping.fields() if name in [*Identity])}
        if not known & {kind for kind, _ in self.person.identifiers}:
            return Unseen.OTHER_IDENTIFIERS
        if row_log is None:
            return Unseen.NO_ROW_LOG
        if not logged:
            return Unseen.LOG_DELETED
        if not row_log.unchanged and not found and run.counts.unchanged:
            return Unseen.UNCHANGED_NOT_LOGGED
        return None

    async def _csv_rows(self, name: str) -> list[dict[str, str]]:
        from shared.planning.find_person import find_in_csv

        path = self.directory / "people.csv"
        if not await self.context.stored_files.download_path(name, path):
            return []
        return await asyncio.to_thread(lambda: list(find_in_csv(path, self.person)))

    async def _open_files(self, *names: str) -> list[str]:
        """Return the paths by which DuckDB reads these blobs: those that exist."""
        found = [blob for name in names async for blob in self.context.files.list(name) if blob.name == name]
        return self.files.replace(found)

    def _add(self, run: Run | None, outcome: str, seen_in: Seen, at: datetime, row: dict[str, Any]) -> None:
        told = {name: row.get(name) for name in TOLD}
        event = PersonEvent(
            at=at,
            outcome=outcome,
            seen_in=seen_in,
            run_id=run.id if run else None,
            export_id=run.export_id if run else None,
            export_name=run.export.name if run else None,
            parameters=json.loads(row.get("parameters") or "{}"),
            **{name: None if value == "" else value for name, value in told.items()},
        )
        self.result.events.append(event)


TOLD = (*Identity, "reason", "detail", "code", "channel", "added", "blob", "line", "job_id", "fields")
