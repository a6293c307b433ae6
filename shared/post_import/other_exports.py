"""Several exports of one list: a run must not remove people whom another export has on the list.

A run that removes people reads which people other exports have on the list or are sending to it: when it plans, and
again before each batch. An import may still happen between the reading and the removal. So a removal is recorded before
it starts, and every export of the list applies it to its snapshot when it next compares with it.
"""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from shared.context import Context
from shared.domain import Mode, Run
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.batch import Batch, BatchAction
from shared.domain.identity import Identity
from shared.domain.people_list import PeopleList
from shared.domain.removal import ListRemoval
from shared.domain.run_values import PinnedRemovals
from shared.domain.snapshot import Snapshot
from shared.domain.split import Bucket, overlapping
from shared.errors import Unavailable
from shared.planning.snapshot_compare import Baseline
from shared.texts import text

if TYPE_CHECKING:
    from shared.planning.people_lists import PeopleLists


@dataclass(frozen=True)
class Holder:
    """Files of another export with people of the list; their content never changes.

    sending            they are the index of an active run, else a snapshot
    hashed_by          what computed their buckets: each file has the people of one
    identity           which identifier its people are named by
    includes_departed  people who departed from the segment of that export stay on the list
    """

    files: tuple[str, ...]
    sending: bool
    identity: Identity
    hashed_by: str
    includes_departed: bool = False

    def files_of(self, bucket: Bucket, hashed_by: str) -> tuple[str, ...]:
        """Return the files that may have people of the bucket. `hashed_by` is what computed it."""
        if hashed_by != self.hashed_by:
            return self.files
        return tuple(self.files[number] for number in overlapping(bucket, len(self.files)))


async def find_holders(context: Context, run: Run) -> list[Holder]:
    """Return the files with the people whom other exports have on the run's list, or are sending to it.

    Detached exports too: their people stay on the list.
    """
    holders = []
    target = (run.account_id, run.export.list_id)
    for other in [found.value for found in await context.exports.all()]:
        if other.id == run.export_id or other.list_id != run.export.list_id:
            continue
        # The run is read first: if it ends meanwhile, the snapshot that is read next is the one that it wrote.
        active = await context.runs.active_of(other.id)
        sending = await context.runs.get(active) if active else None
        if sending and _sends_to(sending.value, target):
            active_run, files = sending.value, context.run_files(sending.value.id)
            index = tuple(files.of(bucket).path(layout.INDEX) for bucket in active_run.buckets)
            identity = active_run.export.mapping.identity
            holders.append(Holder(index, sending=True, identity=identity, hashed_by=active_run.hashed_by))
        snapshot = await context.snapshots.get(other.id)
        if snapshot and (snapshot.value.account_id, snapshot.value.list_id) == target:
            held = snapshot.value
            departed = other.mode is not Mode.MIRROR
            people = Holder(tuple(held.files), sending=False, identity=held.identity, hashed_by=held.hashed_by)
            holders.append(replace(people, includes_departed=departed))
    return holders


def _sends_to(run: Run, target: tuple[str, str]) -> bool:
    # A run that is not prepared has sent nothing, and its index may still change. An undo sends no one.
    return run.prepared is not None and run.undo_of is None and (run.account_id, run.export.list_id) == target


def has_other_identity(run: Run, holders: Sequence[Holder]) -> bool:
    """Return whether another export names people of the list in another way: whom it has cannot be told."""
    return any(holder.identity is not run.export.mapping.identity for holder in holders)


async def add_holder(
    context: Context, holder: Holder, files: Sequence[str], people_lists: PeopleLists, directory: Path
) -> bool:
    """Note who of the opened people is in these files of a holder, which are on disk one at a time.

    Return whether all of them still exist.
    """
    from shared.planning.people_lists import in_index, in_snapshot

    path = directory / "holder.parquet"
    for file in files:
        if not await context.snapshot_files.download_path(file, path):
            return False
        relation = in_index(path) if holder.sending else in_snapshot(path, also_left=holder.includes_departed)
        await asyncio.to_thread(people_lists.add_holder, relation, sending=holder.sending)
    return True


async def find_people_to_keep(context: Context, run: Run, batch: Batch) -> list[int]:
    """Return the places (from 0) in a removal's batch of people whom other exports added to the list since the plan.

    Raises Unavailable if files of other exports are replaced while they are read.
    """
    plan = run.post_import
    if plan is None or batch.work is not BatchAction.REMOVE:
        return []
    new = [holder for holder in await find_holders(context, run) if not {*holder.files} <= {*plan.holders}]
    if not new:
        return []
    if has_other_identity(run, new):
        return list(range(batch.last - batch.first))
    key = hashlib.sha256("\n".join(sorted(file for holder in new for file in holder.files)).encode()).hexdigest()[:16]
    files, people = context.run_files(run.id), plan.lists[BatchAction.REMOVE]
    found: list[int] = []
    for bucket in people.filled_buckets:
        if bucket.last <= batch.first or batch.last <= bucket.first:
            continue
        # The result is the same for all batches, and is computed once.
        name = f"{key}-{bucket.number:05d}"
        places = await files.read_json(layout.STAYERS, holders=name)
        if places is None:
            places = await _find_places(context, run, people, bucket, new)
            await files.write_json(layout.STAYERS, places, holders=name)
        found += [bucket.first + place for place in places]
    return [place - batch.first for place in found if batch.first <= place < batch.last]


async def _find_places(
    context: Context, run: Run, listed: PeopleList, bucket: Bucket, holders: Sequence[Holder]
) -> list[int]:
    """Return the places in a bucket of a list of those people whom any of the holders has."""
    async with open_people_lists(context) as (people_lists, directory):
        people = directory / "people.parquet"
        replaced = Unavailable(text("other-exports-changed"))
        if not await context.run_files(run.id).download_people(listed, bucket, people):
            raise replaced
        await asyncio.to_thread(people_lists.open_list, people)
        for holder in holders:
            paths = holder.files_of(bucket, run.hashed_by)
            if not await add_holder(context, holder, paths, people_lists, directory):
                raise replaced
        return await asyncio.to_thread(people_lists.places)


@asynccontextmanager
async def open_people_lists(context: Context) -> AsyncIterator[tuple[PeopleLists, Path]]:
    """Open the database of lists of people, in a temporary directory."""
    # Imported here: loading DuckDB takes its time.
    from shared.planning.people_lists import PeopleLists

    settings = context.settings
    with tempfile.TemporaryDirectory(prefix="people-", dir=settings.temp_dir) as name:
        directory = Path(name)
        people_lists = await asyncio.to_thread(
            PeopleLists, directory, memory_mb=settings.prepare_memory_mb, threads=settings.prepare_threads
        )
        try:
            yield people_lists, directory
        finally:
            people_lists.close()


async def record_removal(context: Context, run: Run, people: PeopleList) -> None:
    """Record which people the run removes from the list, by hashes. Called before it removes the first."""
    removal = ListRemoval(run_id=run.id, account_id=run.account_id, list_id=run.export.list_id, people=people)
    if found := await context.list_removals.get(run.id):
        await context.list_removals.replace(run.id, removal, found.etag)
    else:
        await context.list_removals.insert(run.id, removal)


async def find_list_removals(
    context: Context, account_id: str, list_id: str, snapshot: Snapshot | None
) -> PinnedRemovals:
    """Return the removals from the list that the snapshot does not include yet, and those whose runs have ended."""
    applied = []
    if snapshot and (snapshot.account_id, snapshot.list_id) == (account_id, list_id):
        applied = snapshot.applied_removals
    lists, ended = [], []
    for found in await context.list_removals.all():
        removal = found.value
        if (removal.account_id, removal.list_id) != (account_id, list_id):
            continue
        if removal.run_id in applied:
            ended.append(removal.run_id)
            continue
        lists.append(removal.people)
        run = await context.runs.get(removal.run_id)
        if run is None or run.value.state.final:
            ended.append(removal.run_id)
    return PinnedRemovals(lists=lists, ended=ended)


async def apply_removals(
    context: Context, run: Run, baseline: Baseline, directory: Path, bucket: Bucket | None
) -> Baseline | None:
    """Return the baseline without people whom runs have removed from the list. None: a file of them is missing.

    With a `bucket`, only its people are in the baseline.
    """
    from shared.planning.database import HASHED_BY

    paths: list[Path] = []
    for removed in run.list_removals.lists:
        for one in removed.buckets_with(bucket, HASHED_BY):
            path = directory / f"removed-{len(paths)}.parquet"
            file = context.snapshot_files.removal_path(removed, one)
            if not await context.snapshot_files.download_path(file, path):
                return None
            paths.append(path)
    return replace(baseline, removed=tuple(paths), salt=salt(run))


def salt(run: Run) -> str:
    """Return the salt of the hashes of a list's people: the same for all its exports with the same identity."""
    identity = run.export.mapping.identity
    kind = "" if identity is Identity.EMAIL else f"{identity}:"
    return f"{run.account_id}:{run.export.list_id}:{kind}"


async def purge_removals(context: Context) -> None:
    """Delete the removals that the snapshots of all exports of their list include, and files without a record."""
    removals = [found.value for found in await context.list_removals.all()]
    if removals:
        active = [found.value for one in await context.runs.active() if (found := await context.runs.get(one))]
        busy = {run.export.list_id for run in active}
        snapshots = [found.value for found in await context.snapshots.all()]
        for removal in removals:
            target = (removal.account_id, removal.list_id)
            of_list = [snapshot for snapshot in snapshots if (snapshot.account_id, snapshot.list_id) == target]
            if removal.list_id not in busy and all(removal.run_id in snapshot.applied_removals for snapshot in of_list):
                await context.list_removals.delete(removal.run_id)

    async def find_referenced() -> set[str]:
        lists = [found.value.people for found in await context.list_removals.all()]
        return {context.snapshot_files.removal_path(one, bucket) for one in lists for bucket in one.buckets}

    await context.snapshot_files.delete_unreferenced(layout.REMOVAL, find_referenced, now())
