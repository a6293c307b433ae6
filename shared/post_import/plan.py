"""What a run does after its import: take off the list who left, clear fields, hand over consent.

Decided once, when every chunk is settled: each list of people is written whole, the decision is recorded on the run
with the names of these lists, and only then they are cut into batches. Whatever dies in between, nothing is done that
was not decided, and the lists of the decision are cut again alike.
"""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shared.context import Context
from shared.domain import Mode, Run
from shared.domain import storage_layout as layout
from shared.domain.base import is_due, now
from shared.domain.batch import Batch, BatchState, PeopleList, PostImport, Work
from shared.domain.removal import Removal, guard
from shared.domain.run import RunState
from shared.errors import StateConflict
from shared.post_import.other_exports import find_holders, load_holders, record_removal, salt
from shared.post_import.process_batch import send_batch
from shared.runs.baseline import tracks_departures
from shared.runs.snapshots import clear_mask, open_merge

if TYPE_CHECKING:
    from shared.planning.people_lists import After

log = logging.getLogger(__name__)

SIZES = {Work.REMOVE: 1000, Work.SUBSCRIBE: 1000, Work.CLEAR: 100}


async def has_post_import_work(context: Context, run: Run) -> bool:
    """Whether something is to happen after the import. It is decided first; a run that stops takes it back."""
    if run.stopping:
        return await _taking_back(context, run)
    if run.prepared is None:
        return False
    if run.post_import is None:
        decided = await _decide(context, run)
        if decided is None:
            return True
        run = decided
    if run.post_import is not None and not run.post_import.cut:
        await _cut(context, run, run.post_import)
    waiting = [found.value async for found in context.batches.of_run(run.id) if found.value.state is BatchState.READY]
    if waiting and (now() - run.last_progress_at).total_seconds() > context.settings.stalled_after_seconds:
        # Messages may be lost or stuck: claims make a second one harmless.
        for batch in waiting:
            if is_due(batch.not_before, now()):
                await send_batch(context, batch)
        await context.runs.update(run.id, lambda r: r.model_copy(update={"last_progress_at": now()}))
    return bool(waiting)


async def _taking_back(context: Context, run: Run) -> bool:
    """Whether somebody is still at a batch; all others are taken back."""
    busy = False
    async for found in context.batches.of_run(run.id):
        batch = found.value
        if batch.state is not BatchState.READY:
            continue
        if batch.claimed_until and batch.claimed_until > now():
            busy = True
            continue
        try:
            canceled = batch.model_copy(update={"state": BatchState.CANCELED, "claimed_until": None})
            await context.batches.replace(canceled, found.etag)
        except StateConflict:
            busy = True
    return busy


async def _decide(context: Context, run: Run) -> Run | None:
    """Decide what is done after the import, and record it on the run before any of it is done.

    The record names the very lists that were decided upon: whatever another attempt writes counts for nothing. The run
    as it is then; None where it is to stop.
    """
    # Imported late: DuckDB takes its time to load.
    from shared.planning.people_lists import After

    settings = context.settings
    with tempfile.TemporaryDirectory(prefix="after-", dir=settings.temp_dir) as name:
        directory = Path(name)
        after = await asyncio.to_thread(
            After, directory, memory_mb=settings.prepare_memory_mb, threads=settings.prepare_threads
        )
        try:
            planning = _Planning(context, run, directory, after)
            removal, warning = await planning.removal()
            await planning.clears_and_consent()
        finally:
            after.close()
    plan = PostImport(lists=planning.lists, holders=planning.holders, undecided=planning.undecided)

    def record(r: Run) -> Run | None:
        if r.stopping or r.post_import is not None:
            return None
        warnings = [*r.warnings, warning] if warning else r.warnings
        moment = now()
        changes = {"post_import": plan, "removal": removal, "warnings": warnings, "heartbeat_at": moment}
        return r.model_copy(update=changes | {"last_progress_at": moment, "state": RunState.IMPORTING})

    current = await context.runs.update(run.id, record)
    return current if current is not None and not current.stopping else None


async def _cut(context: Context, run: Run, plan: PostImport) -> None:
    """Blob, record and message for each batch of the lists; then it is recorded that all are there."""
    from shared.planning.people_lists import After

    settings = context.settings
    with tempfile.TemporaryDirectory(prefix="cut-", dir=settings.temp_dir) as name:
        directory = Path(name)
        after = await asyncio.to_thread(
            After, directory, memory_mb=settings.prepare_memory_mb, threads=settings.prepare_threads
        )
        try:
            for work, people in plan.lists.items():
                path = directory / f"{work}.parquet"
                if await context.run_files(run.id).download_path(people.file, path):
                    await _cut_list(context, run, work, after.batches(path, SIZES[work]))
        finally:
            after.close()

    def record(r: Run) -> Run | None:
        if r.post_import is None or r.state.final:
            return None
        return r.model_copy(
            update={"post_import": r.post_import.model_copy(update={"cut": True}), "heartbeat_at": now()}
        )

    await context.runs.update(run.id, record)


async def _cut_list(context: Context, run: Run, work: Work, rows: Iterator[list[tuple[Any, ...]]]) -> None:
    first = number = 0
    while people := await asyncio.to_thread(next, rows, None):
        batch = Batch(
            run_id=run.id, name=f"{work}-{number:05d}", work=work, first=first, last=first + len(people)
        )  # fmt: skip
        given = [GIVEN[work](*person) for person in people]
        await context.run_files(run.id).write_json(layout.BATCH, given, batch=batch.name)
        await context.batches.create(batch)
        await send_batch(context, batch)
        first, number = batch.last, number + 1
    log.info("run %s: %d to %s, in %d batches", run.id, first, work, number)


@dataclass
class _Planning:
    context: Context
    run: Run
    directory: Path
    after: After
    lists: dict[Work, PeopleList] = field(default_factory=dict)
    holders: list[str] = field(default_factory=list)
    undecided: str | None = None

    async def removal(self) -> tuple[Removal | None, str | None]:
        """What becomes of those who left, and a warning where nothing does."""
        run, context = self.run, self.context
        files = context.run_files(run.id)
        prepared, base = run.prepared, run.base
        if run.export.mode is not Mode.MIRROR or prepared is None or base is None or not tracks_departures(run):
            return None, None
        gone = self.directory / "departed.parquet"
        if not prepared.gone or not await files.download(layout.DEPARTED, gone):
            return None, None
        path, undecided = self.directory / "remove.parquet", self.directory / "undecided.parquet"
        others = await load_holders(context, await find_holders(context, run), self.directory)
        self.holders = [holder.file for holder in others]
        held = [relation for holder, relation in others.items() if not holder.sending]
        sending = [relation for holder, relation in others.items() if holder.sending]
        count = await asyncio.to_thread(self.after.removals, gone, held, sending, path, undecided)
        if sending:
            self.undecided = await files.upload_people("undecided", undecided)
        if not count:
            return None, None
        limit = run.export.removal_limit_percent or context.settings.removal_limit_percent
        found = guard(prepared, base, count, limit_percent=limit, approved_removals=run.approved_removals)
        if found is None:
            await self._list(Work.REMOVE, path, count)
            hashes = self.directory / "hashes.parquet"
            await asyncio.to_thread(self.after.hashes, path, salt(run), hashes)
            await record_removal(context, run, hashes)
        share = round(100 * count / max(base.people, count), 1)
        removal = Removal(planned=count, share_percent=share, state="held" if found else "removing")
        return removal, found

    async def clears_and_consent(self) -> None:
        """Lists of those whose fields are cleared, and of those who newly say yes."""
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
                await self._list(Work.CLEAR, path, count)
            consent = self.directory / "consent.parquet"
            if not await context.run_files(run.id).download(layout.CONSENT, consent):
                return
            if count := await asyncio.to_thread(merge.subscribers, consent, path):
                await self._list(Work.SUBSCRIBE, path, count)

    async def _list(self, work: Work, path: Path, count: int) -> None:
        """Write a list of people, under a name that no other attempt has."""
        name = await self.context.run_files(self.run.id).upload_people(work, path)
        self.lists[work] = PeopleList(file=name, people=count)


def _fields(identity: str, bits: int) -> list[Any]:
    from shared.planning.profile_sql import FIELD_BITS

    return [identity, [field for place, field in enumerate(FIELD_BITS) if bits >> place & 1]]


def _since(identity: str, text: str | None) -> list[Any]:
    """Since when, where that can be read and lies in the past."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return [identity, None]
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return [identity, moment.isoformat() if moment < now() else None]


GIVEN: dict[Work, Callable[..., Any]] = {Work.REMOVE: str, Work.CLEAR: _fields, Work.SUBSCRIBE: _since}
"""What stands in a batch's blob for a person of the list."""
