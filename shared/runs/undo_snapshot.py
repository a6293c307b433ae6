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
from shared.domain.batch import Batch, BatchAction, BatchState
from shared.domain.snapshot import Snapshot
from shared.errors import StateConflict
from shared.post_import.checkpoint import read_checkpoint
from shared.runs.snapshots import ranges_without

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
    async with _open_people(context, run, batches) as (people, directory):
        if people is None:
            return
        changed = await _rewrite(context, run, found.value, people, directory)
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


async def _rewrite(context: Context, run: Run, snapshot: Snapshot, people: UndonePeople, directory: Path) -> Snapshot:
    """Write the files of the snapshot again, one at a time, and return its record."""
    replaced, managed = {}, 0
    before, after = directory / "before.parquet", directory / "after.parquet"
    for file in snapshot.files:
        # A file that is gone has no people: the next run sends everyone.
        if await context.snapshot_files.download_path(file, before):
            managed += await asyncio.to_thread(people.release, before, after)
            replaced[file] = await context.snapshot_files.upload_snapshot(run.export_id, run.id, after)
    return snapshot.with_undone(replaced, managed, run.id)


@asynccontextmanager
async def _open_people(
    context: Context, run: Run, batches: Sequence[Batch]
) -> AsyncIterator[tuple[UndonePeople | None, Path]]:
    """Open the database of the people whom the undone run added, in a temporary directory.

    It is None if working files of the run are gone: another delivery has ended it.
    """
    # Imported here: loading DuckDB takes its time.
    from shared.planning.snapshot_merge import WorkList
    from shared.planning.undone_people import UndonePeople

    settings, files, plan = context.settings, context.run_files(run.id), run.post_import
    assert plan is not None
    with tempfile.TemporaryDirectory(prefix="undo-", dir=settings.temp_dir) as name:
        directory = Path(name)
        added = [directory / f"added-{bucket.number}.parquet" for bucket in run.buckets]
        removals, undecided = directory / "remove.parquet", directory / "undecided.parquet"
        found = [
            await files.of(bucket).download(layout.DEPARTED, path)
            for bucket, path in zip(run.buckets, added, strict=True)
        ]
        found.append(await files.download_path(plan.lists[BatchAction.REMOVE].file, removals))
        if plan.undecided is not None:
            found.append(await files.download_path(plan.undecided, undecided))
        if not all(found):
            yield None, directory
            return
        done: list[tuple[int, int]] = []
        for batch in batches:
            if batch.work is BatchAction.REMOVE and batch.state is BatchState.DONE:
                done += ranges_without(batch, (await read_checkpoint(files, batch)).still_managed)
        people = await asyncio.to_thread(
            UndonePeople,
            directory,
            added,
            WorkList(removals, done),
            undecided if plan.undecided is not None else None,
            memory_mb=settings.prepare_memory_mb,
            threads=settings.prepare_threads,
        )
        try:
            yield people, directory
        finally:
            people.close()
