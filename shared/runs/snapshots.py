"""A run's snapshot: the one it compares with, and the one it leaves behind.

A record says which of the export's files counts. A new snapshot is
written whole under a new name, then the record is switched by one conditional write: whatever dies before that
leaves the old one. Files that no record names are deleted by the sweep.
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
from shared.domain import Blank, Chunk, ChunkState, Mapping, Mode, Run
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.batch import Batch, BatchState, PostImport, Work
from shared.domain.snapshot import FORMAT, Snapshot, Tally, Use, Verdict, shape, use, why_unused
from shared.errors import StateConflict
from shared.planning.snapshot_compare import Base
from shared.post_import.other_exports import with_removals
from shared.storage.stored_files import UNREFERENCED_AFTER

if TYPE_CHECKING:
    from shared.planning.snapshot_merge import Done, Merge

log = logging.getLogger(__name__)


async def fetch(context: Context, run: Run, directory: Path) -> tuple[Base | None, str | None]:
    """What the run compares with, as a file in `directory`, and why it is less than everything."""
    held = _use(run)
    if run.base is None or held is None:
        return None, why_unused(run.base, run.account_id)
    path = directory / "snapshot.parquet"
    if not await context.snapshot_files.download_path(run.base.file, path):
        return None, "All profiles are sent, not only what changed: the file of the last snapshot is gone."
    base = await with_removals(context, run, Base(path, held.fingerprints, held.list), directory)
    if base is None:
        note = "All profiles are sent, not only what changed: the record of whom another run took off the list is gone."
        return Base(path, fingerprints=False, list=held.list), note
    return base, held.note


async def commit_snapshot(
    context: Context, run: Run, chunks: list[Chunk], batches: Sequence[Batch] = (), *, index: Path | None = None
) -> Tally:
    """Make the run's outcome the export's snapshot, once; counts by what was known of the people before.

    `index` is the run's index where it is on this machine already.
    """
    if run.prepared is None:
        return Tally()
    found = await context.snapshots.get(run.export_id)
    async with merging(context, run, chunks, index) as (merge, directory):
        if merge is None:
            current = await context.runs.get(run.id)
            # Where another delivery ended the run meanwhile, its staging is gone as it should be.
            if current is not None and not current.value.state.final:
                log.error("run %s: nobody can tell whom it sent; the snapshot stays as it was", run.id)
            return Tally()
        if found is None or found.value.run_id != run.id:
            after = await _write(context, run, merge, directory, found.value if found else None, batches)
            try:
                # The switch: before it the old snapshot counts, after it the new one.
                if found is None:
                    await context.snapshots.insert(run.export_id, after)
                else:
                    await context.snapshots.replace(run.export_id, after, found.etag)
            except StateConflict:
                # Somebody was erased meanwhile, or another delivery was quicker: begin anew with what is there now.
                log.info("run %s: the snapshot was changed meanwhile", run.id)
                return await commit_snapshot(context, run, chunks, batches, index=index)
        return await asyncio.to_thread(merge.tally)


async def purge_ownerless(context: Context) -> None:
    """Delete the records of snapshots whose export is removed: a run that ended beside the removal may leave one."""
    for export_id, found in (await context.snapshots.by_key()).items():
        if not await context.exports.exists(export_id) and found.value.written_at < now() - UNREFERENCED_AFTER:
            await context.snapshots.delete(export_id, found.etag)


async def purge_unnamed(context: Context) -> None:
    """Delete the files that no record names (any more)."""

    async def referenced() -> set[str]:
        return {found.value.file for found in await context.snapshots.all()}

    await context.snapshot_files.delete_unreferenced(layout.SNAPSHOT, referenced, now())


@asynccontextmanager
async def merging(
    context: Context, run: Run, chunks: list[Chunk], index: Path | None = None
) -> AsyncIterator[tuple[Merge | None, Path]]:
    # Imported late: DuckDB takes its time to load.
    from shared.planning.snapshot_merge import Merge

    settings = context.settings
    with tempfile.TemporaryDirectory(prefix="snapshot-", dir=settings.temp_dir) as name:
        directory = Path(name)
        if index is None:
            index = directory / "index.parquet"
            if not await context.run_files(run.id).download(layout.INDEX, index):
                yield None, directory
                return
        verdicts = directory / "verdicts.csv"
        await write_verdicts(context, run, chunks, verdicts)
        merge = await asyncio.to_thread(
            Merge, directory, index, verdicts, memory_mb=settings.prepare_memory_mb, threads=settings.prepare_threads
        )
        try:
            # An index that an older version of the app wrote names nobody.
            yield merge if merge.usable else None, directory
        finally:
            merge.close()


async def _write(
    context: Context, run: Run, merge: Merge, directory: Path, before: Snapshot | None, batches: Sequence[Batch]
) -> Snapshot:
    held = use(before, run.export, run.account_id, full=False)
    base = None
    if (
        before is not None
        and held is not None
        and await context.snapshot_files.download_path(before.file, directory / "base.parquet")
    ):
        path = directory / "base.parquet"
        base = await with_removals(context, run, Base(path, held.fingerprints, held.list), directory)
        base = base or Base(path, fingerprints=False, list=held.list)
    gone = directory / "gone.parquet"
    seen_all = await context.run_files(run.id).download(layout.DEPARTED, gone) and tracks_departures(run)
    forget_after = None if run.export.mode is Mode.MIRROR else timedelta(days=context.settings.history_days)
    path = directory / "next.parquet"
    moment = now()

    done = await _done(context, run, directory, batches)

    def work() -> int:
        absent = gone if seen_all else None
        return merge.write(path, base, absent, done=done, today=moment.date(), forget_after=forget_after)

    people = await asyncio.to_thread(work)
    name = await context.snapshot_files.upload_snapshot(run.export_id, run.id, path)
    prepared = run.prepared
    return Snapshot(
        file=name,
        run_id=run.id,
        list_id=run.export.list_id,
        account_id=run.account_id,
        shape=shape(run.export),
        format=FORMAT,
        people=people,
        unidentifiable=prepared.unidentifiable if prepared else 0,
        noticed=[*run.noticed.over, run.id],
        written_at=moment,
    )


async def _done(context: Context, run: Run, directory: Path, batches: Sequence[Batch]) -> Done:
    """What the run's batches did."""
    from shared.planning.snapshot_merge import Done, Listed

    plan, files = run.post_import or PostImport(), context.run_files(run.id)

    async def listed(work: Work) -> Listed | None:
        path = directory / f"{work}.parquet"
        if work not in plan.lists or not await files.download_path(plan.lists[work].file, path):
            return None
        ranges: list[tuple[int, int]] = []
        for batch in batches:
            if batch.work is work and batch.state is BatchState.DONE:
                ranges += await _without_refused(context, run, batch)
        return Listed(path, ranges)

    consent = directory / "consent.parquet"
    asked = await files.download(layout.CONSENT, consent)
    undecided = directory / "undecided.parquet"
    some = plan.undecided is not None and await files.download_path(plan.undecided, undecided)
    return Done(
        undecided=undecided if some else None,
        removals=await listed(Work.REMOVE),
        clears=await listed(Work.CLEAR),
        clear_mask=clear_mask(run.export.mapping),
        subscribed=await listed(Work.SUBSCRIBE),
        consent=consent if asked else None,
    )


async def _without_refused(context: Context, run: Run, batch: Batch) -> list[tuple[int, int]]:
    """The ranges of the list that the batch did, less whom Klaviyo refused, and who stayed."""
    reached = None
    if batch.failed or batch.stayed:
        reached = await context.run_files(run.id).read_json(layout.CHECKPOINT, batch=batch.name)
    note = reached or {"refused": [], "stayed": []}
    refused = sorted({batch.first + n for n in (*note["refused"], *note["stayed"])})
    edges = [batch.first - 1, *refused, batch.last]
    return [(before + 1, after) for before, after in pairwise(edges) if before + 1 < after]


def clear_mask(mapping: Mapping) -> int:
    """The bits of the standard fields that a blank clears."""
    from shared.planning.profile_sql import FIELD_BITS

    return sum(1 << FIELD_BITS.index(field) for field, entry in mapping.fields().items() if entry.blank is Blank.CLEAR)


def _use(run: Run) -> Use | None:
    return use(run.base, run.export, run.account_id, full=run.full)


def tracks_departures(run: Run) -> bool:
    """Whether who is in no row has left. A retry reads an old version of the segment: they may have come since."""
    return run.retry_of is None or (run.base is not None and run.base.run_id == run.retry_of)


async def write_verdicts(context: Context, run: Run, chunks: list[Chunk], path: Path) -> None:
    """Write what became of the profiles that were not accepted: ranges [first, last) of ordinals, and the verdict.

    As CSV, one chunk at a time, so that memory stays flat.
    """
    kept = run.prepared.kept if run.prepared else 0
    reached = 0
    with path.open("w", encoding="ascii") as file:
        for chunk in sorted(chunks, key=lambda c: (c.first, c.last)):
            ranges = []
            if "." not in chunk.name:
                if chunk.first > reached:
                    ranges.append((reached, chunk.first, Verdict.NOT_TAKEN))
                reached = max(reached, chunk.last)
            # What was refused before it was split is refused in its halves, too: they carry its mask.
            if chunk.state is not ChunkState.SPLIT:
                ranges += _ranges(await _judge(context, run, chunk))
            file.writelines(f"{first},{last},{verdict}\n" for first, last, verdict in ranges)
        if reached < kept:
            file.write(f"{reached},{kept},{Verdict.NOT_TAKEN}\n")


async def _judge(context: Context, run: Run, chunk: Chunk) -> dict[int, Verdict]:
    sent = chunk.ordinals()
    found = dict.fromkeys(set(range(chunk.first, chunk.last)) - set(sent), Verdict.NOT_TAKEN)
    never_asked = chunk.state is ChunkState.CANCELED and not chunk.attempts and not chunk.maybe_accepted
    if chunk.surely_refused or never_asked:
        found |= dict.fromkeys(sent, Verdict.NOT_TAKEN)
    elif chunk.state is not ChunkState.IMPORTED:
        # Also one that was given up: an answer may have been lost on the way.
        found |= dict.fromkeys(sent, Verdict.UNCLEAR)
    elif chunk.failed:
        named = set(await context.run_files(run.id).read_import_errors(chunk))
        found |= dict.fromkeys(named, Verdict.NOT_TAKEN)
        if chunk.failed > len(named):
            found |= dict.fromkeys(set(sent) - named, Verdict.UNCLEAR)
    return found


def _ranges(found: dict[int, Verdict]) -> list[tuple[int, int, Verdict]]:
    ranges: list[tuple[int, int, Verdict]] = []
    for ordinal, verdict in sorted(found.items()):
        if ranges and ranges[-1][1] == ordinal and ranges[-1][2] is verdict:
            ranges[-1] = (ranges[-1][0], ordinal + 1, verdict)
        else:
            ranges.append((ordinal, ordinal + 1, verdict))
    return ranges
