"""The snapshot of an export after a run: written under a new path, then committed by one conditional write.

A record says which file is the snapshot: a process that dies before the commit leaves the previous one. The sweep
deletes files that no record refers to.
"""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from shared.context import Context
from shared.domain import Blank, Chunk, Mapping, Mode, Run
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.batch import REVOCATIONS, Batch, BatchAction, BatchState, PostImport
from shared.domain.snapshot import Snapshot, Tally, hash_profile_recipe
from shared.errors import StateConflict
from shared.post_import.checkpoint import Checkpoint, read_checkpoint
from shared.runs.baseline import load_current_snapshot, tracks_departures
from shared.runs.profile_outcomes import write_outcomes
from shared.storage.stored_files import UNREFERENCED_AFTER, RunFiles

if TYPE_CHECKING:
    from shared.planning.snapshot_merge import PostImportResults, SnapshotMerge, WorkList

log = logging.getLogger(__name__)


async def commit_snapshot(
    context: Context, run: Run, chunks: list[Chunk], batches: Sequence[Batch] = (), *, index: Path | None = None
) -> Tally:
    """Make the outcome of the run the export's snapshot, once, and return how many profiles had which outcome.

    `index` is the run's index if it is on this machine already.
    """
    if run.prepared is None:
        return Tally()
    found = await context.snapshots.get(run.export_id)
    async with open_merge(context, run, chunks, index) as (merge, directory):
        if merge is None:
            await _report_missing_index(context, run)
            return Tally()
        if found is None or not (found.value.run_id == run.id or _is_of_later_identity(found.value, run)):
            snapshot = await _write_snapshot(context, run, merge, directory, found.value if found else None, batches)
            try:
                if found is None:
                    await context.snapshots.insert(run.export_id, snapshot)
                else:
                    await context.snapshots.replace(run.export_id, snapshot, found.etag)
            except StateConflict:
                # A person was erased meanwhile, or another delivery was faster: start again from the new snapshot.
                log.info("run %s: the snapshot was changed meanwhile", run.id)
                return await commit_snapshot(context, run, chunks, batches, index=index)
        return await asyncio.to_thread(merge.tally)


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
        return {found.value.file for found in await context.snapshots.all()}

    await context.snapshot_files.delete_unreferenced(layout.SNAPSHOT, find_referenced, now())


@asynccontextmanager
async def open_merge(
    context: Context, run: Run, chunks: list[Chunk], index: Path | None = None
) -> AsyncIterator[tuple[SnapshotMerge | None, Path]]:
    """Open the database that merges the run's index with the outcomes of its profiles, in a temporary directory.

    The database is None if the index does not exist.
    """
    # Imported here: loading DuckDB takes its time.
    from shared.planning.snapshot_merge import SnapshotMerge

    settings = context.settings
    with tempfile.TemporaryDirectory(prefix="snapshot-", dir=settings.temp_dir) as name:
        directory = Path(name)
        if index is None:
            index = directory / "index.parquet"
            if not await context.run_files(run.id).download(layout.INDEX, index):
                yield None, directory
                return
        outcomes = directory / "outcomes.csv"
        await write_outcomes(context, run, chunks, outcomes)
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


async def _write_snapshot(
    context: Context, run: Run, merge: SnapshotMerge, directory: Path, before: Snapshot | None, batches: Sequence[Batch]
) -> Snapshot:
    """Write the file of the next snapshot, and return its record."""
    current = await load_current_snapshot(context, run, before, directory)
    departed = directory / "departed.parquet"
    has_departed = await context.run_files(run.id).download(layout.DEPARTED, departed)
    mirrors = run.export.mode is Mode.MIRROR
    forget_after = None if mirrors else timedelta(days=context.settings.history_days)
    done = await _load_post_import_results(context, run, directory, batches)
    path, at = directory / "next.parquet", now()

    def write() -> int:
        known_departed = departed if has_departed and tracks_departures(run) else None
        return merge.write(path, current, known_departed, done=done, today=at.date(), forget_after=forget_after)

    people = await asyncio.to_thread(write)
    return Snapshot(
        file=await context.snapshot_files.upload_snapshot(run.export_id, run.id, path),
        run_id=run.id,
        list_id=run.export.list_id,
        account_id=run.account_id,
        identity=run.export.mapping.identity,
        profile_recipe_hash=hash_profile_recipe(run.export),
        people=people,
        unidentifiable=run.prepared.unidentifiable if run.prepared else 0,
        applied_removals=[*run.list_removals.ended, run.id],
        written_at=at,
    )


async def _load_post_import_results(
    context: Context, run: Run, directory: Path, batches: Sequence[Batch]
) -> PostImportResults:
    """Return what the run's batches did: lists of people in `directory`, and the ranges that were done."""
    from shared.planning.snapshot_merge import PostImportResults, WorkList

    plan, files = run.post_import or PostImport(), context.run_files(run.id)

    async def load(work: BatchAction) -> WorkList | None:
        path = directory / f"{work}.parquet"
        if work not in plan.lists or not await files.download_path(plan.lists[work].file, path):
            return None
        ranges: list[tuple[int, int]] = []
        for batch in batches:
            if batch.work is work and batch.state is BatchState.DONE:
                ranges += await _find_done_ranges(files, batch)
        return WorkList(path, ranges)

    consent, undecided = directory / "consent.parquet", directory / "undecided.parquet"
    has_consent = await files.download(layout.CONSENT, consent)
    has_undecided = plan.undecided is not None and await files.download_path(plan.undecided, undecided)
    return PostImportResults(
        undecided=undecided if has_undecided else None,
        removals=await load(BatchAction.REMOVE),
        clears=await load(BatchAction.CLEAR),
        clear_mask=clear_mask(run.export.mapping),
        subscribed=await load(BatchAction.SUBSCRIBE),
        revoked=tuple([one for work in REVOCATIONS if (one := await load(work))]),
        consent=consent if has_consent else None,
    )


async def _find_done_ranges(files: RunFiles, batch: Batch) -> list[tuple[int, int]]:
    """Return the ranges of the list that the batch did, without people for whom the work was not done."""
    did_all = batch.done == batch.last - batch.first
    checkpoint = Checkpoint() if did_all else await read_checkpoint(files, batch)
    edges = [batch.first - 1, *sorted(batch.first + place for place in checkpoint.left_out), batch.last]
    return [(before + 1, after) for before, after in pairwise(edges) if before + 1 < after]


def clear_mask(mapping: Mapping) -> int:
    """Return the bits of the standard fields that a blank clears."""
    from shared.planning.profile_sql import FIELD_BITS

    return sum(1 << FIELD_BITS.index(field) for field, entry in mapping.fields().items() if entry.blank is Blank.CLEAR)
