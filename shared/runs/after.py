"""What a run does after its import: take off the list who left, clear fields, hand over consent.

Planned once, when every chunk is settled: each list of people is written whole, then cut into batches of it. Whatever
dies in between, the list that lies there is cut again alike.
"""

from __future__ import annotations

import asyncio
import json
import logging
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shared.domain import Export, Mode, Run
from shared.domain.base import is_due, now
from shared.domain.batch import Batch, BatchState, Work
from shared.domain.removal import Removal, guard
from shared.domain.run import RunState
from shared.errors import StateConflict
from shared.runs.batches import batch_folder, send_batch
from shared.runs.context import Context
from shared.runs.files import download, upload_file
from shared.runs.snapshot import clear_mask, knows_who_left, list_name, merging

if TYPE_CHECKING:
    from shared.planning.after import After

log = logging.getLogger(__name__)

SIZES = {Work.REMOVE: 1000, Work.SUBSCRIBE: 1000, Work.CLEAR: 100}
PARQUET = "application/vnd.apache.parquet"


async def goes_on(context: Context, run: Run) -> bool:
    """Whether something is to happen after the import. It is planned first; a run that stops takes it back."""
    if run.stopping:
        return await _taking_back(context, run)
    if run.prepared is None:
        return False
    if not run.after_planned and not await _plan(context, run):
        return True
    waiting = [found.value async for found in context.batches.of_run(run.id) if found.value.state is BatchState.READY]
    if waiting and (now() - run.moved_at).total_seconds() > context.settings.stall_seconds:
        # Messages may be lost or stuck: claims make a second one harmless.
        for batch in waiting:
            if is_due(batch.not_before, now()):
                await send_batch(context, batch)
        await context.runs.update(run.id, lambda r: r.model_copy(update={"moved_at": now()}))
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


async def _plan(context: Context, run: Run) -> bool:
    """Whether the plan holds: nobody stopped the run or was quicker."""
    # Imported late: DuckDB takes its time to load.
    from shared.planning.after import After

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

    def planned(r: Run) -> Run | None:
        if r.stopping or r.after_planned:
            return None
        warnings = [*r.warnings, warning] if warning else r.warnings
        moment = now()
        changes = {"after_planned": True, "removal": removal, "warnings": warnings, "touched_at": moment}
        return r.model_copy(update=changes | {"moved_at": moment, "state": RunState.IMPORTING})

    current = await context.runs.update(run.id, planned)
    return current is not None and current.after_planned and not current.stopping


@dataclass
class _Planning:
    context: Context
    run: Run
    directory: Path
    after: After

    async def removal(self) -> tuple[Removal | None, str | None]:
        """What becomes of those who left, and a warning where nothing does."""
        run, context = self.run, self.context
        prepared, base = run.prepared, run.base
        if run.export.mode is not Mode.MIRROR or prepared is None or base is None or not knows_who_left(run):
            return None, None
        gone = self.directory / "gone.parquet"
        if not prepared.gone or not await download(context, f"{run.folder}/staging/gone.parquet", gone):
            return None, None
        path = self.directory / "remove.parquet"
        others = await self._others()
        count = await asyncio.to_thread(self.after.removals, gone, others, path)
        if not count:
            return None, None
        limit = run.export.removal_limit_percent or context.settings.removal_limit_percent
        found = guard(prepared, base, count, limit_percent=limit, may_remove=run.may_remove)
        if found is None:
            await self.cut(Work.REMOVE, path)
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
        async with merging(context, run, chunks) as (merge, _):
            if merge is None:
                return
            path = self.directory / "list.parquet"
            if mask and await asyncio.to_thread(merge.clears, mask, path):
                await self.cut(Work.CLEAR, path)
            consent = self.directory / "consent.parquet"
            if not await download(context, f"{run.folder}/staging/consent.parquet", consent):
                return
            if await asyncio.to_thread(merge.subscribers, consent, path):
                await self.cut(Work.SUBSCRIBE, path)

    async def _others(self) -> list[str]:
        """Whom other exports have on the same list of the same account, or are sending to it."""
        from shared.planning.after import in_index, in_snapshot

        relations = []
        for number, other in enumerate(await _same_list(self.context, self.run)):
            snapshot = await self.context.snapshots.get(other.id)
            path = self.directory / f"other-{number}.parquet"
            held = snapshot is not None and snapshot.value.list_id == self.run.export.list_id
            if snapshot and held and await download(self.context, snapshot.value.file, path):
                relations.append(in_snapshot(path, also_left=other.mode is Mode.UPSERT))
            active = await self.context.runs.active_of(other.id)
            path = self.directory / f"other-{number}-index.parquet"
            if active and await download(self.context, f"runs/{active}/staging/index.parquet", path):
                relations.append(in_index(path))
        return relations

    async def cut(self, work: Work, path: Path) -> None:
        """The list in storage, once; then blob, record and message for each batch of it."""
        run, context = self.run, self.context
        name = list_name(run, work)
        if not await download(context, name, self.directory / "again.parquet"):
            await upload_file(context, path, name, PARQUET)
        else:
            path = self.directory / "again.parquet"
        rows = self.after.batches(path, SIZES[work])
        first = number = 0
        while people := await asyncio.to_thread(next, rows, None):
            batch = Batch(
                run_id=run.id, name=f"{work}-{number:05d}", work=work, first=first, last=first + len(people)
            )  # fmt: skip
            body = json.dumps([GIVEN[work](*person) for person in people], ensure_ascii=False).encode()
            await context.files.write(f"{batch_folder(run)}/{batch.name}.json", body, "application/json")
            await context.batches.create(batch)
            await send_batch(context, batch)
            first, number = batch.last, number + 1
        log.info("run %s: %d to %s, in %d batches", run.id, first, work, number)


def _fields(identity: str, bits: int) -> list[Any]:
    from shared.planning.sql import FIELD_BITS

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


async def _same_list(context: Context, run: Run) -> list[Export]:
    accounts = {found.value.id: found.value.account_id for found in await context.connections.all()}
    return [
        found.value
        for found in await context.exports.all()
        if found.value.id != run.export_id
        and found.value.list_id == run.export.list_id
        and accounts.get(found.value.connection_id) == run.account_id
    ]


async def outcome_of_batches(context: Context, run: Run) -> tuple[list[Batch], dict[str, int], list[str]]:
    """The run's batches, what they add to its counts, and warnings about what could not be done."""
    batches = [found.value async for found in context.batches.of_run(run.id)]
    counts, warnings = {}, []
    for work, (count, what) in WORDS.items():
        of_work = [batch for batch in batches if batch.work is work]
        done = sum(batch.done for batch in of_work)
        missed = sum(batch.last - batch.first for batch in of_work) - done
        counts[count] = done
        if missed:
            why = next((batch.error for batch in of_work if batch.error), None)
            warnings.append(f"{missed:,} people {what}" + (f": {why}" if why else "; the next run tries again."))
    return batches, counts, warnings


WORDS = {
    Work.REMOVE: ("removed", "who left the segment could not be removed from the list"),
    Work.CLEAR: ("cleared", "still have old values in fields that are blank now"),
    Work.SUBSCRIBE: ("subscribed", "who said yes to marketing could not be subscribed"),
}
