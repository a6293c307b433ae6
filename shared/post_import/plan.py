"""What a run does after its import: remove people from the list, clear fields, change consent.

It is decided once, when every chunk is settled. The lists of people are written, the decision is recorded on the run
with the names of the lists, and then the lists are cut into batches. If a process dies in between, nothing is done that
was not decided, and the lists of the decision are cut into the same batches again.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any

from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.batch import Batch, BatchAction, PostImport
from shared.errors import StateConflict
from shared.post_import.decision import decide
from shared.post_import.other_exports import open_people_lists
from shared.post_import.people_files import read_people
from shared.runs.work_kinds import BatchWork

log = logging.getLogger(__name__)

BATCH_SIZES = {
    BatchAction.REMOVE: 1000,
    BatchAction.CLEAR: 100,
    BatchAction.SUBSCRIBE: 1000,
    BatchAction.UNSUBSCRIBE: 1000,
    BatchAction.SUPPRESS: 1000,
}


async def has_post_import_work(context: Context, run: Run) -> bool:
    """Return whether post-import work is left. It is decided at the first call; a run that stops cancels it."""
    if run.stopping:
        return await _withdraw_batches(context, run)
    if run.prepared is None:
        return False
    if run.post_import is None:
        decided = await _decide(context, run)
        if decided is None:
            return True
        run = decided
    if run.post_import is not None and not run.post_import.cut:
        await _cut(context, run, run.post_import)
    waiting = [found.value async for found in context.batches.of_run(run.id) if found.value.is_open]
    return bool(waiting)


async def _withdraw_batches(context: Context, run: Run) -> bool:
    """Cancel every batch that no worker processes; return whether some are being processed."""
    busy = False
    async for found in context.batches.of_run(run.id):
        at = now()
        if not found.value.is_open:
            continue
        if found.value.is_claimed(at):
            busy = True
            continue
        try:
            await context.batches.replace(found.value.canceled(at), found.etag)
        except StateConflict:
            busy = True
    return busy


async def _decide(context: Context, run: Run) -> Run | None:
    """Decide what is done after the import, and record it on the run before any of it is done.

    The record names the lists of this decision: what another attempt writes has no effect. Returns the run with the
    decision; None if it is to stop.
    """
    decision = await decide(context, run)

    def record(r: Run) -> Run | None:
        if r.stopping or r.post_import is not None:
            return None
        return r.post_import_decided(decision.plan, decision.removal, decision.warning, now())

    current = await context.runs.update(run.id, record)
    return current if current is not None and not current.stopping else None


async def _cut(context: Context, run: Run, plan: PostImport) -> None:
    """Write file, record and message of each batch of the lists, then record that all batches exist."""
    async with open_people_lists(context) as (people_lists, directory):
        for work, people in plan.lists.items():
            path = directory / "list.parquet"
            rows = read_people(context.run_files(run.id), people_lists, people, path, BATCH_SIZES[work])
            await _cut_list(context, run, work, rows)

    def record(r: Run) -> Run | None:
        if r.post_import is None or r.state.final:
            return None
        return r.post_import_cut(now())

    await context.runs.update(run.id, record)


async def _cut_list(context: Context, run: Run, work: BatchAction, rows: AsyncIterator[list[tuple[Any, ...]]]) -> None:
    first = number = 0
    async for people in rows:
        batch = Batch(
            run_id=run.id, name=f"{work}-{number:05d}", work=work, first=first, last=first + len(people)
        )  # fmt: skip
        entries = [BATCH_ENTRIES[work](*person) for person in people]
        await context.run_files(run.id).write_json(layout.BATCH, entries, batch=batch.name)
        await context.batches.create(batch)
        await BatchWork(context).send(batch)
        first, number = batch.last, number + 1
    log.info("run %s: %d to %s, in %d batches", run.id, first, work, number)


def _list_fields(identity: str, bits: int) -> list[Any]:
    """Return the person and the names of the fields to clear."""
    from shared.planning.profile_sql import FIELD_BITS

    return [identity, [field for place, field in enumerate(FIELD_BITS) if bits >> place & 1]]


def _parse_consent_time(identity: str, channel: str, address: str, text: str | None) -> list[Any]:
    """Return the person, channel and address, and since when they consent: None if the text is no time in the past."""
    try:
        since = datetime.fromisoformat(text or "")
    except ValueError:
        return [identity, channel, address, None]
    since = since if since.tzinfo else since.replace(tzinfo=UTC)
    return [identity, channel, address, since.isoformat() if since < now() else None]


def _list_entry(*person: str) -> list[Any]:
    return [*person]


BATCH_ENTRIES: dict[BatchAction, Callable[..., Any]] = {
    BatchAction.REMOVE: str, BatchAction.CLEAR: _list_fields, BatchAction.SUBSCRIBE: _parse_consent_time,
    BatchAction.UNSUBSCRIBE: _list_entry, BatchAction.SUPPRESS: _list_entry,
}  # fmt: skip
"""What the file of a batch has for each person of the list."""
