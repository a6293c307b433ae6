"""Decide what a run does after its import: which people are removed from the list, cleared, subscribed, unsubscribed.

The people are written to lists under paths that no other attempt has; the decision names these lists.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from shared.context import Context
from shared.domain import Mode, Run
from shared.domain import storage_layout as layout
from shared.domain.batch import REVOCATIONS, BatchAction, PostImport
from shared.domain.people_list import PeopleList
from shared.domain.removal import Removal, check_removal_limit
from shared.post_import.held_removals import write_held_removals
from shared.post_import.other_exports import (
    Holder,
    add_holder,
    find_holders,
    has_other_identity,
    open_people_lists,
    record_removal,
    salt,
)
from shared.post_import.people_files import ListWriter
from shared.runs.baseline import tracks_departures
from shared.runs.indexes import Indexes
from shared.runs.snapshots import clear_mask, open_merge
from shared.storage.stored_files import unique_name
from shared.texts import Text, text

if TYPE_CHECKING:
    from shared.planning.people_lists import PeopleLists
    from shared.planning.snapshot_merge import SnapshotMerge


OTHER_IDENTITY = text("removal-held-other-identity")


@dataclass(frozen=True)
class PostImportDecision:
    """What is done, and what becomes of people who departed. `warning` says why the guard holds the removal back."""

    plan: PostImport
    removal: Removal | None
    warning: Text | None


async def decide(context: Context, run: Run) -> PostImportDecision:
    """Write the lists of people, and return what is to be done with them. Nothing is done yet."""
    async with open_people_lists(context) as (people_lists, directory):
        lists = _Lists(context, run, directory, people_lists)
        removal: Removal | None = None
        if run.undo_of is not None:
            warning = await lists.write_undo()
        else:
            removal, warning = await lists.write_removal()
            await lists.write_clears_and_consent()
    plan = PostImport(lists=lists.written, holders=lists.holders, undecided=lists.undecided)
    return PostImportDecision(plan, removal, warning)


@dataclass
class _Lists:
    """Writes the lists of a run, bucket by bucket.

    written    the lists by what is done with their people
    holders    the files that say which people other exports have on the list
    undecided  the list of departed people whom another export is sending at this time
    cannot_compare  whether another export of the list has another identity
    """

    context: Context
    run: Run
    directory: Path
    people_lists: PeopleLists
    written: dict[BatchAction, PeopleList] = field(default_factory=dict)
    holders: list[str] = field(default_factory=list)
    undecided: PeopleList | None = None
    cannot_compare: bool = False

    async def write_removal(self) -> tuple[Removal | None, Text | None]:
        """Write the list of people to remove, unless the guard holds the removal back. Return it with a warning."""
        run, context = self.run, self.context
        prepared, baseline = run.prepared, run.baseline
        if run.export.mode is not Mode.MIRROR or prepared is None or baseline is None or not tracks_departures(run):
            return None, None
        people = await self._find_people_to_remove() if prepared.departed else None
        if people is None or not people.people:
            return None, None
        count = people.people
        limit = run.export.removal_limit_percent or context.settings.removal_limit_percent
        warning = (
            OTHER_IDENTITY
            if self.cannot_compare
            else check_removal_limit(
                prepared, baseline, count, limit_percent=limit, approved_removals=run.approved_removals
            )
        )
        if warning is not None:
            await write_held_removals(context, run, self.people_lists, people, self.directory)
        else:
            await self._plan_removal(people)
        share = round(100 * count / max(baseline.people, count), 1)
        return Removal(planned=count, share_percent=share, state="held" if warning else "removing"), warning

    async def write_undo(self) -> Text | None:
        """Write the list of people whom the undone run added, but those whom another export has on the list.

        The request to undo the run is the confirmation: no guard holds the removal back. Return a warning where no one
        can be removed.
        """
        people = await self._find_people_to_remove()
        if self.cannot_compare:
            return OTHER_IDENTITY
        # Also an empty list: the snapshot is to show that the export no longer has these people.
        if people is not None:
            await self._plan_removal(people)
        return None

    async def _plan_removal(self, people: PeopleList) -> None:
        self.written[BatchAction.REMOVE] = people
        run, path, hashes = self.run, self.directory / "remove.parquet", self.directory / "hashes.parquet"
        removed = people.named(unique_name(run.id))
        for bucket in people.filled_buckets:
            if await self.context.run_files(run.id).download_people(people, bucket, path):
                await asyncio.to_thread(self.people_lists.hashes, path, salt(run), hashes)
                await self.context.snapshot_files.upload_removal(removed.name, bucket, hashes)
        await record_removal(self.context, run, removed)

    async def _find_people_to_remove(self) -> PeopleList | None:
        """Write the departed people whom no other export has on the list. None if their files are gone."""
        run, files = self.run, self.context.run_files(self.run.id)
        found = await find_holders(self.context, run)
        self.cannot_compare = has_other_identity(run, found)
        gone: set[Holder] = set()
        listed, undecided = ListWriter(files, BatchAction.REMOVE, run), ListWriter(files, "undecided", run)
        departed, path, only_sent = (self.directory / f"{name}.parquet" for name in ("departed", "remove", "undecided"))
        for bucket in run.buckets:
            if not await files.of(bucket).download(layout.DEPARTED, departed):
                return None
            await asyncio.to_thread(self.people_lists.open_departed, departed)
            for holder in found:
                paths = holder.files_of(bucket, run.hashed_by)
                if not await add_holder(self.context, holder, paths, self.people_lists, self.directory):
                    gone.add(holder)
            people, sent = await asyncio.to_thread(self.people_lists.removals, path, only_sent)
            await listed.add(bucket, path, people)
            if sent:
                await undecided.add(bucket, only_sent, sent)
        # Those whose files are replaced meanwhile are read again before each batch.
        self.holders = [file for holder in found if holder not in gone for file in holder.files]
        if any(holder.sending for holder in found):
            self.undecided = undecided.written()
        return listed.written()

    async def write_clears_and_consent(self) -> None:
        """Write the lists of people whose fields are cleared, and of people who newly say yes or no to marketing."""
        run, context = self.run, self.context
        mask = clear_mask(run.export.mapping)
        if not mask and run.export.subscribe is None:
            return
        chunks = [chunk.value async for chunk in context.chunks.of_run(run.id)]
        indexes = Indexes(context, run, self.directory)
        files, lists = context.run_files(run.id), dict[BatchAction, ListWriter]()
        consent, path = self.directory / "consent.parquet", self.directory / "list.parquet"
        for bucket in run.buckets:
            async with open_merge(context, run, chunks, indexes, bucket) as (merge, _):
                if merge is None:
                    return
                has_consent = await files.of(bucket).download(layout.CONSENT, consent)
                for work, write in self._writers(merge, mask, consent if has_consent else None).items():
                    if people := await asyncio.to_thread(write, path):
                        writer = lists.setdefault(work, ListWriter(files, work, run))
                        await writer.add(bucket, path, people)
        self.written |= {work: writer.written() for work, writer in lists.items()}

    def _writers(
        self, merge: SnapshotMerge, mask: int, consent: Path | None
    ) -> dict[BatchAction, Callable[[Path], int]]:
        """Return what writes each list of a bucket, and returns how many entries it has."""
        writers: dict[BatchAction, Callable[[Path], int]] = {}
        if mask:
            writers[BatchAction.CLEAR] = partial(merge.clears, mask)
        if consent is not None:
            writers[BatchAction.SUBSCRIBE] = partial(merge.subscribers, consent)
            rules = list(self.run.export.subscribe.rules()) if self.run.export.subscribe else []
            for work, when_false in REVOCATIONS.items():
                channels = [channel for channel, rule in rules if rule.when_false is when_false]
                if channels:
                    writers[work] = partial(merge.revokers, consent, channels)
        return writers
