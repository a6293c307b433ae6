"""What a run and the other exports of its list have to know of each other.

A run that removes looks whom others have on the list, or are sending to it: when it plans, and again before each batch.
An import may still come between the look and the removal. So a removal is noted before it begins, and every export of
the list takes the notes into account when it next compares with its snapshot.
"""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from shared.context import Context
from shared.domain import Export, Mode, Run
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.batch import Batch, Work
from shared.domain.removal import ListRemoval
from shared.domain.run import Noticed
from shared.domain.snapshot import Snapshot
from shared.errors import Unavailable
from shared.planning.snapshot_compare import Baseline


@dataclass(frozen=True)
class Holder:
    """A file of another export that names people of the list. `sending`: the index of an active run, else a snapshot.

    Its content never changes. `also_left`: those who left that export's segment stay on the list.
    """

    blob: str
    sending: bool
    also_left: bool = False


async def find_holders(context: Context, run: Run) -> list[Holder]:
    """Return what tells whom other exports have on the run's list, or are sending to it."""
    holders = []
    for other in await _same_list(context, run):
        # The run first: where it ends meanwhile, the snapshot that is read afterwards is the one that it left.
        active = await context.runs.active_of(other.id)
        sending = await context.runs.get(active) if active else None
        if sending and sending.value.prepared is not None:
            # Before that nothing was sent, and its index may still become another.
            holders.append(Holder(context.run_files(sending.value.id).path(layout.INDEX), sending=True))
        snapshot = await context.snapshots.get(other.id)
        if snapshot and snapshot.value.list_id == run.export.list_id:
            holders.append(Holder(snapshot.value.file, sending=False, also_left=other.mode is Mode.UPSERT))
    return holders


async def load_holders(context: Context, holders: Sequence[Holder], directory: Path) -> dict[Holder, str]:
    """Download the files, and return SQL relations with a column `identity`. Those that are gone are left out."""
    from shared.planning.people_lists import in_index, in_snapshot

    relations = {}
    for number, holder in enumerate(holders):
        path = directory / f"holder-{number}.parquet"
        if await context.snapshot_files.download_path(holder.blob, path):
            relations[holder] = in_index(path) if holder.sending else in_snapshot(path, also_left=holder.also_left)
    return relations


async def find_stayers(context: Context, run: Run, batch: Batch) -> list[int]:
    """Return at which places of a removal's batch (from 0) are people whom others have put on the list since the plan.

    Raises Unavailable where the others' files change faster than they can be read.
    """
    plan = run.post_import
    if plan is None or batch.work is not Work.REMOVE:
        return []
    new = [holder for holder in await find_holders(context, run) if holder.blob not in plan.holders]
    if not new:
        return []
    key = hashlib.sha256("\n".join(sorted(holder.blob for holder in new)).encode()).hexdigest()[:16]
    files = context.run_files(run.id)
    # The same for all batches: found once, so that the work is not done again for each of them.
    places = await files.read_json(layout.STAYERS, holders=key)
    if places is None:
        places = await _find_places(context, plan.lists[Work.REMOVE].file, new)
        await files.write_json(layout.STAYERS, places, holders=key)
    return [place - batch.first for place in places if batch.first <= place < batch.last]


async def _find_places(context: Context, file: str, holders: Sequence[Holder]) -> list[int]:
    # Imported late: DuckDB takes its time to load.
    from shared.planning.people_lists import After

    settings = context.settings
    with tempfile.TemporaryDirectory(prefix="others-", dir=settings.temp_dir) as name:
        directory = Path(name)
        people = directory / "people.parquet"
        relations = await load_holders(context, holders, directory)
        if len(relations) < len(holders) or not await context.snapshot_files.download_path(file, people):
            raise Unavailable("Other exports of the list are being written at this moment.")
        after = await asyncio.to_thread(
            After, directory, memory_mb=settings.prepare_memory_mb, threads=settings.prepare_threads
        )
        try:
            return await asyncio.to_thread(after.places, people, list(relations.values()))
        finally:
            after.close()


async def note_removal(context: Context, run: Run, hashes: Path) -> None:
    """Write down whom the run is about to take off the list, before it takes off anybody."""
    file = await context.snapshot_files.upload_removal(run.id, hashes)
    note = ListRemoval(run_id=run.id, account_id=run.account_id, list_id=run.export.list_id, file=file)
    if found := await context.list_removals.get(run.id):
        await context.list_removals.replace(run.id, note, found.etag)
    else:
        await context.list_removals.insert(run.id, note)


async def notice_removals(context: Context, account_id: str, list_id: str, snapshot: Snapshot | None) -> Noticed:
    """Return the removals from the list that the snapshot has not taken into account, and those that are over."""
    before = snapshot.noticed if snapshot and (snapshot.account_id, snapshot.list_id) == (account_id, list_id) else []
    files, over = [], []
    for found in await context.list_removals.all():
        note = found.value
        if (note.account_id, note.list_id) != (account_id, list_id):
            continue
        if note.run_id in before:
            over.append(note.run_id)
            continue
        files.append(note.file)
        run = await context.runs.get(note.run_id)
        if run is None or run.value.state.final:
            over.append(note.run_id)
    return Noticed(files=files, over=over)


async def apply_removals(context: Context, run: Run, baseline: Baseline, directory: Path) -> Baseline | None:
    """Return the baseline without people whom runs have removed from the list. None: a file of them is missing."""
    paths = []
    for number, file in enumerate(run.noticed.files):
        path = directory / f"removed-{number}.parquet"
        if not await context.snapshot_files.download_path(file, path):
            return None
        paths.append(path)
    return replace(baseline, removed=tuple(paths), salt=salt(run))


def salt(run: Run) -> str:
    """Return what the addresses of a list are hashed with: the same for all its exports."""
    return f"{run.account_id}:{run.export.list_id}:"


async def purge_removals(context: Context) -> None:
    """Delete the notes that the snapshots of all exports of their list have noticed, and files that no note names."""
    notes = [found.value for found in await context.list_removals.all()]
    if notes:
        active = [found.value for one in await context.runs.active() if (found := await context.runs.get(one))]
        busy = {run.export.list_id for run in active}
        snapshots = [found.value for found in await context.snapshots.all()]
        for note in notes:
            target = (note.account_id, note.list_id)
            of_list = [one for one in snapshots if (one.account_id, one.list_id) == target]
            if note.list_id not in busy and all(note.run_id in one.noticed for one in of_list):
                await context.list_removals.delete(note.run_id)

    async def referenced() -> set[str]:
        return {found.value.file for found in await context.list_removals.all()}

    await context.snapshot_files.delete_unreferenced(layout.REMOVAL, referenced, now())


async def _same_list(context: Context, run: Run) -> list[Export]:
    accounts = {found.value.id: found.value.account_id for found in await context.connections.all()}
    return [
        found.value
        for found in await context.exports.all()
        if found.value.id != run.export_id
        and found.value.list_id == run.export.list_id
        and accounts.get(found.value.connection_id) == run.account_id
    ]
