"""The snapshot of an export after a run: written under new paths, bucket by bucket, then committed by one write.

A record says which file is the snapshot: a process that dies before the commit leaves the previous one. The sweep
deletes files that no record refers to.
"""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from shared.context import Context
from shared.domain import Blank, Chunk, Mapping, Mode, Run
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.batch import REVOCATIONS, Batch, BatchAction, BatchState, PostImport
from shared.domain.snapshot import FORMAT, FORMAT_OF_SEVERAL, Snapshot, Tally, hash_profile_recipe
from shared.domain.split import Bucket
from shared.domain.undo import AddedPeople
from shared.errors import StateConflict
from shared.post_import.checkpoint import Checkpoint, read_checkpoint
from shared.runs.baseline import load_current_snapshot, tracks_departures
from shared.runs.indexes import Indexes
from shared.runs.profile_outcomes import write_outcomes
from shared.storage.stored_files import UNREFERENCED_AFTER, RunFiles

if TYPE_CHECKING:
    from shared.planning.snapshot_merge import PostImportResults, SnapshotMerge, WorkList

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """How many profiles of a run had which outcome, and the record of the people whom it added (None: not recorded)."""

    tally: Tally = field(default_factory=Tally)
    added: AddedPeople | None = None


async def commit_snapshot(
    context: Context, run: Run, chunks: list[Chunk], indexes: Indexes, batches: Sequence[Batch] = ()
) -> Outcome:
    """Make the outcome of the run the export's snapshot, once, record whom it added, and return the outcome."""
    if run.prepared is None:
        return Outcome()
    found = await context.snapshots.get(run.export_id)
    before = found.value if found else None
    is_committed = before is not None and (before.run_id == run.id or _is_of_later_identity(before, run))
    tally, following = Tally(), _NextSnapshot(context, run, before, batches, now())
    added = AddedPeople(people=0, of=len(run.buckets), hashed_by=run.hashed_by) if context.settings.undo_days else None
    for bucket in run.buckets:
        async with open_merge(context, run, chunks, indexes, bucket) as (merge, directory):
            if merge is None:
                await _report_missing_index(context, run)
                return Outcome()
            if not is_committed:
                await following.write(merge, directory, bucket)
            tally = tally.plus(await asyncio.to_thread(merge.tally))
            if added is not None:
                added = await _record_added(context, run, merge, directory, bucket, added)
    if not is_committed:
        snapshot = following.record()
        try:
            if found is None:
                await context.snapshots.insert(run.export_id, snapshot)
            else:
                await context.snapshots.replace(run.export_id, snapshot, found.etag)
        except StateConflict:
            # A person was erased meanwhile, or another delivery was faster: start again from the new snapshot.
            log.info("run %s: the snapshot was changed meanwhile", run.id)
            return await commit_snapshot(context, run, chunks, indexes, batches)
    return Outcome(tally, added)


async def _record_added(
    context: Context, run: Run, merge: SnapshotMerge, directory: Path, bucket: Bucket, before: AddedPeople
) -> AddedPeople:
    """Write the people of a bucket whom the run added. Return the record with them."""
    path = directory / "added.parquet"
    people = await asyncio.to_thread(merge.write_added, path)
    if not people:
        return before
    await context.run_files(run.id).upload_added(bucket.number, path)
    return before.with_part(bucket.number, people)


def _is_of_later_identity(snapshot: Snapshot, run: Run) -> bool:
    """Return whether the export has another identity since the run that a retry repeats: its snapshot stays."""
    return run.retry_of is not None and snapshot.identity is not run.export.mapping.identity


async def _report_missing_index(context: Context, run: Run) -> None:
    current = await context.runs.get(run.id)
    # Expected if another delivery ended the run and deleted its working files.
    if current is not None and not current.value.state.final:
        log.error("run %s: its index does not exist; the snapshot is not changed", run.id)


async def purge_snapshots_without_export(context: Context) -> None:
    """Delete the snapshots of removed exports: a run that ended during the removal may leave one."""
    for export_id, found in (await context.snapshots.by_key()).items():
        if not await context.exports.exists(export_id) and found.value.written_at < now() - UNREFERENCED_AFTER:
            await context.snapshots.delete(export_id, found.etag)


async def purge_unreferenced_snapshots(context: Context) -> None:
    """Delete the files of snapshots that no record refers to."""

    async def find_referenced() -> set[str]:
        return {file for found in await context.snapshots.all() for file in found.value.files}

    await context.snapshot_files.delete_unreferenced(layout.SNAPSHOT, find_referenced, now())


@asynccontextmanager
async def open_merge(
    context: Context, run: Run, chunks: list[Chunk], indexes: Indexes, bucket: Bucket
) -> AsyncIterator[tuple[SnapshotMerge | None, Path]]:
    """Open the database that merges a bucket's index with the outcomes of its profiles, in a temporary directory.

    The database is None if the index does not exist.
    """
    # Imported here: loading DuckDB takes its time.
    from shared.planning.snapshot_merge import SnapshotMerge

    settings = context.settings
    with tempfile.TemporaryDirectory(prefix="snapshot-", dir=settings.temp_dir) as name:
        directory = Path(name)
        index = await indexes.load(bucket)
        if index is None:
            yield None, directory
            return
        outcomes = directory / "outcomes.csv"
        await write_outcomes(context, run, chunks, outcomes, bucket)
        merge = await asyncio.to_thread(
            SnapshotMerge,
            directory,
            index,
            outcomes,
            memory_mb=settings.prepare_memory_mb,
            threads=settings.prepare_threads,
        )
        try:
            yield merge, directory
        finally:
            merge.close()


@dataclass
class _NextSnapshot:
    """The files of the next snapshot, one for each bucket, and how many of their people are managed."""

    context: Context
    run: Run
    before: Snapshot | None
    batches: Sequence[Batch]
    at: datetime
    files: list[str] = field(default_factory=list)
    people: int = 0

    async def write(self, merge: SnapshotMerge, directory: Path, bucket: Bucket) -> None:
        """Write the file of the next bucket."""
        context, run = self.context, self.run
        current = await load_current_snapshot(context, run, self.before, directory, bucket)
        departed = directory / "departed.parquet"
        has_departed = await context.run_files(run.id).of(bucket).download(layout.DEPARTED, departed)
        mirrors = run.export.mode is Mode.MIRROR
        forget_after = None if mirrors else timedelta(days=context.settings.history_days)
        done = await _load_post_import_results(context, run, directory, self.batches, bucket)
        path, today = directory / "next.parquet", self.at.date()

        def write() -> int:
            known_departed = departed if has_departed and tracks_departures(run) else None
            return merge.write(path, current, known_departed, done=done, today=today, forget_after=forget_after)

        self.people += await asyncio.to_thread(write)
        self.files.append(await context.snapshot_files.upload_snapshot(run.export_id, run.id, path))

    def record(self) -> Snapshot:
        """Return the record of the snapshot."""
        from shared.planning.database import HASHED_BY

        run, several = self.run, len(self.files) > 1
        return Snapshot(
            file=self.files[0],
            more_files=self.files[1:],
            hashed_by=HASHED_BY if several else "",
            format=FORMAT_OF_SEVERAL if several else FORMAT,
            run_id=run.id,
            list_id=run.export.list_id,
            account_id=run.account_id,
            identity=run.export.mapping.identity,
            profile_recipe_hash=hash_profile_recipe(run.export),
            people=self.people,
            unidentifiable=run.prepared.unidentifiable if run.prepared else 0,
            applied_removals=[*run.list_removals.ended, run.id],
            written_at=self.at,
        )


async def _load_post_import_results(
    context: Context, run: Run, directory: Path, batches: Sequence[Batch], bucket: Bucket
) -> PostImportResults:
    """Return what the run's batches did for a bucket: its lists in `directory`, and the ranges that are done."""
    from shared.planning.snapshot_merge import PostImportResults, WorkList

    plan, files = run.post_import or PostImport(), context.run_files(run.id)

    async def load(work: BatchAction) -> WorkList | None:
        path, people = directory / f"{work}.parquet", plan.lists.get(work)
        if people is None:
            return None
        mine = people.buckets[bucket.number]
        # Without removals, departed people stay as they are; an empty list says that others have them.
        if work is not BatchAction.REMOVE and mine.last == mine.first:
            return None
        if not await files.download_people(people, mine, path):
            return None
        return WorkList(path, await find_done(files, batches, work, mine))

    consent, undecided = directory / "consent.parquet", directory / "undecided.parquet"
    has_consent = await files.of(bucket).download(layout.CONSENT, consent)
    has_undecided = plan.undecided is not None and await files.download_people(plan.undecided, bucket, undecided)
    return PostImportResults(
        undecided=undecided if has_undecided else None,
        removals=await load(BatchAction.REMOVE),
        clears=await load(BatchAction.CLEAR),
        clear_mask=clear_mask(run.export.mapping),
        subscribed=await load(BatchAction.SUBSCRIBE),
        revoked=tuple([one for work in REVOCATIONS if (one := await load(work))]),
        consent=consent if has_consent else None,
    )


async def find_done(
    files: RunFiles,
    batches: Sequence[Batch],
    work: BatchAction,
    bucket: Bucket,
    left_out: Callable[[Checkpoint], Collection[int]] = lambda checkpoint: checkpoint.left_out,
) -> list[tuple[int, int]]:
    """Return the ranges of a bucket's part of a list that are done, without people for whom the work was not done.

    `left_out` returns these people of a checkpoint.
    """
    ranges: list[tuple[int, int]] = []
    for batch in batches:
        if batch.work is not work or batch.state is not BatchState.DONE:
            continue
        if batch.last <= bucket.first or bucket.last <= batch.first:
            continue
        did_all = batch.done == batch.last - batch.first
        checkpoint = Checkpoint() if did_all else await read_checkpoint(files, batch)
        for first, last in _ranges_without(batch, left_out(checkpoint)):
            within = (max(first, bucket.first) - bucket.first, min(last, bucket.last) - bucket.first)
            ranges += [within] if within[0] < within[1] else []
    return ranges


def _ranges_without(batch: Batch, positions: Collection[int]) -> list[tuple[int, int]]:
    """Return the ranges of the list that are the batch's people without those at these positions."""
    edges = [batch.first - 1, *sorted(batch.first + place for place in positions), batch.last]
    return [(before + 1, after) for before, after in pairwise(edges) if before + 1 < after]


def clear_mask(mapping: Mapping) -> int:
    """Return the bits of the standard fields that a blank clears."""
    from shared.planning.profile_sql import FIELD_BITS

    return sum(1 << FIELD_BITS.index(field) for field, entry in mapping.fields().items() if entry.blank is Blank.CLEAR)
