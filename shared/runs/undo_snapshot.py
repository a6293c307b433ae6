"""The snapshot of an export after a run of it was undone: it no longer has the people whom that run added."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.batch import Batch, BatchAction
from shared.domain.snapshot import Snapshot
from shared.domain.split import Bucket, overlapping
from shared.errors import StateConflict
from shared.runs.snapshots import find_done

if TYPE_CHECKING:
    from shared.planning.undone_people import UndonePeople

log = logging.getLogger(__name__)


async def commit_undo(context: Context, run: Run, batches: Sequence[Batch]) -> None:
    """Take the people out of the export's snapshot whom the undone run added, once.

    Those whose removal failed or was not reached stay in it. The snapshot of another list, account or identity does
    not have them.
    """
    if run.post_import is None or BatchAction.REMOVE not in run.post_import.lists:
        return
    found = await context.snapshots.get(run.export_id)
    if found is None or not _has_people_of(run, found.value):
        return
    changed = await _rewrite(context, run, found.value, batches)
    if changed is None:
        return
    try:
        await context.snapshots.replace(run.export_id, changed, found.etag)
    except StateConflict:
        log.info("run %s: the snapshot was changed meanwhile", run.id)
        await commit_undo(context, run, batches)


async def mark_undone(context: Context, run: Run, undone: str) -> None:
    """Record on the undone run that this one undid it, and delete the record of whom it added."""
    await context.runs.update(undone, lambda old: None if old.undone_by else old.undone(run.id))
    await context.run_files(undone).delete(layout.ADDED)


def _has_people_of(run: Run, snapshot: Snapshot) -> bool:
    target = (run.account_id, run.export.list_id, run.export.mapping.identity)
    of_target = (snapshot.account_id, snapshot.list_id, snapshot.identity) == target
    return of_target and run.id not in snapshot.applied_removals


async def _rewrite(context: Context, run: Run, snapshot: Snapshot, batches: Sequence[Batch]) -> Snapshot | None:
    """Write the files of the snapshot again, one at a time, and return its record.

    None if working files of the run are gone: another delivery has ended it.
    """
    replaced, managed, files = {}, 0, snapshot.files
    with tempfile.TemporaryDirectory(prefix="undo-", dir=context.settings.temp_dir) as name:
        before, after = Path(name) / "before.parquet", Path(name) / "after.parquet"
        for number, file in enumerate(files):
            # A file that is gone has no people: the next run sends everyone.
            if not await context.snapshot_files.download_path(file, before):
                continue
            people = 0
            for bucket in _buckets_of(run, snapshot, Bucket(number, len(files))):
                async with _open_people(context, run, batches, bucket) as undone:
                    if undone is None:
                        return None
                    people = await asyncio.to_thread(undone.release, before, after)
                after.replace(before)
            managed += people
            replaced[file] = await context.snapshot_files.upload_snapshot(run.export_id, run.id, before)
    return snapshot.with_undone(replaced, managed, run.id)


def _buckets_of(run: Run, snapshot: Snapshot, bucket: Bucket) -> list[Bucket]:
    """Return the buckets of the run that may have people of a file of the snapshot, which is that of a bucket."""
    if run.hashed_by != snapshot.hashed_by:
        return run.buckets
    return [run.buckets[number] for number in overlapping(bucket, len(run.buckets))]


@asynccontextmanager
async def _open_people(
    context: Context, run: Run, batches: Sequence[Batch], bucket: Bucket
) -> AsyncIterator[UndonePeople | None]:
    """Open the database of the people of a bucket whom the undone run added.

    It is None if working files of the run are gone.
    """
    # Imported here: loading DuckDB takes its time.
    from shared.planning.snapshot_merge import WorkList
    from shared.planning.undone_people import UndonePeople

    settings, files, plan = context.settings, context.run_files(run.id), run.post_import
    assert plan is not None
    with tempfile.TemporaryDirectory(prefix="undo-", dir=settings.temp_dir) as name:
        directory = Path(name)
        added, removals, undecided = (directory / f"{one}.parquet" for one in ("added", "remove", "undecided"))
        listed = plan.lists[BatchAction.REMOVE]
        found = [
            await files.of(bucket).download(layout.DEPARTED, added),
            await files.download_people(listed, bucket, removals),
        ]
        has_undecided = plan.undecided is not None and plan.undecided.by_bucket[bucket.number] > 0
        if plan.undecided is not None and has_undecided:
            found.append(await files.download_people(plan.undecided, bucket, undecided))
        if not all(found):
            yield None
            return
        mine = listed.buckets[bucket.number]
        done = await find_done(files, batches, BatchAction.REMOVE, mine, lambda checkpoint: checkpoint.still_managed)
        people = await asyncio.to_thread(
            UndonePeople,
            directory,
            added,
            WorkList(removals, done),
            undecided if has_undecided else None,
            memory_mb=settings.prepare_memory_mb,
            threads=settings.prepare_threads,
        )
        try:
            yield people
        finally:
            people.close()
