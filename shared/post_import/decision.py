"""Decide what a run does after its import: which people are removed from the list, cleared, subscribed, unsubscribed.

The people are written to lists under paths that no other attempt has; the decision names these lists.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from shared.context import Context
from shared.domain import Mode, Run
from shared.domain import storage_layout as layout
from shared.domain.batch import REVOCATIONS, BatchAction, PeopleList, PostImport
from shared.domain.removal import Removal, check_removal_limit
from shared.post_import.held_removals import write_held_removals
from shared.post_import.other_exports import (
    find_holders,
    has_other_identity,
    load_holders,
    open_people_lists,
    record_removal,
    salt,
)
from shared.runs.baseline import tracks_departures
from shared.runs.snapshots import clear_mask, open_merge

if TYPE_CHECKING:
    from shared.planning.people_lists import PeopleLists


OTHER_IDENTITY = (
    "No one was removed: another export of this list names people by another identity, so that nobody can tell whom it "
    "has on the list. Give all exports of the list the same identity, or a list of its own to each."
)


@dataclass(frozen=True)
class PostImportDecision:
    """What is done, and what becomes of people who departed. `warning` says why the guard holds the removal back."""

    plan: PostImport
    removal: Removal | None
    warning: str | None


async def decide(context: Context, run: Run) -> PostImportDecision:
    """Write the lists of people, and return what is to be done with them. Nothing is done yet."""
    async with open_people_lists(context) as (people_lists, directory):
        lists = _Lists(context, run, directory, people_lists)
        removal, warning = await lists.write_removal()
        await lists.write_clears_and_consent()
    plan = PostImport(lists=lists.written, holders=lists.holders, undecided=lists.undecided)
    return PostImportDecision(plan, removal, warning)


@dataclass
class _Lists:
    """Writes the lists of a run.

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
    undecided: str | None = None
    cannot_compare: bool = False

    async def write_removal(self) -> tuple[Removal | None, str | None]:
        """Write the list of people to remove, unless the guard holds the removal back. Return it with a warning."""
        run, context = self.run, self.context
        prepared, baseline = run.prepared, run.baseline
        if run.export.mode is not Mode.MIRROR or prepared is None or baseline is None or not tracks_departures(run):
            return None, None
        departed = self.directory / "departed.parquet"
        if not prepared.departed or not await context.run_files(run.id).download(layout.DEPARTED, departed):
            return None, None
        path = self.directory / "remove.parquet"
        count = await self._find_people_to_remove(departed, path)
        if not count:
            return None, None
        limit = run.export.removal_limit_percent or context.settings.removal_limit_percent
        warning = (
            OTHER_IDENTITY
            if self.cannot_compare
            else check_removal_limit(
                prepared, baseline, count, limit_percent=limit, approved_removals=run.approved_removals
            )
        )
        if warning is not None:
            await write_held_removals(context, run, self.people_lists, path)
        else:
            await self._upload(BatchAction.REMOVE, path, count)
            hashes = self.directory / "hashes.parquet"
            await asyncio.to_thread(self.people_lists.hashes, path, salt(run), hashes)
            await record_removal(context, run, hashes)
        share = round(100 * count / max(baseline.people, count), 1)
        return Removal(planned=count, share_percent=share, state="held" if warning else "removing"), warning

    async def _find_people_to_remove(self, departed: Path, path: Path) -> int:
        """Write the departed people whom no other export has on the list, and return how many."""
        found = await find_holders(self.context, self.run)
        self.cannot_compare = has_other_identity(self.run, found)
        holders = await load_holders(self.context, found, self.directory)
        self.holders = [holder.file for holder in holders]
        on_list = [relation for holder, relation in holders.items() if not holder.sending]
        sending = [relation for holder, relation in holders.items() if holder.sending]
        undecided = self.directory / "undecided.parquet"
        count = await asyncio.to_thread(self.people_lists.removals, departed, on_list, sending, path, undecided)
        if sending:
            self.undecided = await self.context.run_files(self.run.id).upload_people("undecided", undecided)
        return count

    async def write_clears_and_consent(self) -> None:
        """Write the lists of people whose fields are cleared, and of people who newly say yes or no to marketing."""
        run, context = self.run, self.context
        mask = clear_mask(run.export.mapping)
        if not mask and run.export.subscribe is None:
            return
        chunks = [chunk.value async for chunk in context.chunks.of_run(run.id)]
        async with open_merge(context, run, chunks) as (merge, _):
            if merge is None:
                return
            path = self.directory / "list.parquet"
            if mask and (count := await asyncio.to_thread(merge.clears, mask, path)):
                await self._upload(BatchAction.CLEAR, path, count)
            consent = self.directory / "consent.parquet"
            if not await context.run_files(run.id).download(layout.CONSENT, consent):
                return
            if count := await asyncio.to_thread(merge.subscribers, consent, path):
                await self._upload(BatchAction.SUBSCRIBE, path, count)
            for work, when_false in REVOCATIONS.items():
                rules = run.export.subscribe.rules() if run.export.subscribe else ()
                channels = [channel for channel, rule in rules if rule.when_false is when_false]
                if channels and (count := await asyncio.to_thread(merge.revokers, consent, channels, path)):
                    await self._upload(work, path, count)

    async def _upload(self, work: BatchAction, path: Path, count: int) -> None:
        name = await self.context.run_files(self.run.id).upload_people(work, path)
        self.written[work] = PeopleList(file=name, people=count)
