"""Process a batch: Klaviyo's calls for its people, with a checkpoint to continue from.

    ready ──claim──► calls ──► done
                      ├─ 429, no room in the rate window ──► later, from the checkpoint; not counted as an attempt
                      ├─ 5xx, no answer, an answer that is not Klaviyo's ──► later; failed after CHUNK_ATTEMPTS
                      ├─ 404 ──► checked again after a while, then the run ends
                      └─ 401, 403 ──► the run ends

Claim, retry and giving up are in `shared/runs/work.py`. Repeating each of the calls is harmless: a person who is not
on the list is not removed, a cleared field stays clear, and before each call about consent people are looked up again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from functools import partial
from typing import Any

from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.batch import Batch, BatchAction
from shared.errors import BodyRefused, RunError, Transient, Unavailable
from shared.klaviyo import Klaviyo
from shared.klaviyo.consent_calls import pieces
from shared.post_import.checkpoint import Checkpoint, read_checkpoint
from shared.post_import.consent import subscribe, suppress, unsubscribe
from shared.post_import.other_exports import find_people_to_keep
from shared.post_import.take_off import take_off
from shared.runs.claims import Claim
from shared.runs.work import work_on
from shared.runs.work_kinds import BatchWork
from shared.storage.stored_files import RunFiles
from shared.texts import Text, text

log = logging.getLogger(__name__)


async def process_batch(context: Context, run_id: str, name: str) -> None:
    """Do the batch's work unless it is done or its run is to stop."""
    found_run, found = await asyncio.gather(
        context.recent_runs.get(run_id, lambda: context.runs.get(run_id)), context.batches.get(run_id, name)
    )
    if found_run is None or found is None or found_run.value.stopping or not found.value.is_open:
        return
    run = found_run.value
    run.require_supported_schema()
    if run.post_import is None and (newest := await context.runs.get(run_id)):
        # The cached run may be older than the decision.
        run = newest.value
    if run.post_import is None or found.value.work not in run.post_import.lists:
        log.error("run %s: batch %s is not part of the post-import plan", run_id, name)
        return
    await work_on(BatchWork(context), found, lambda claimed: _process(context, run, claimed))


async def _write_checkpoint(files: RunFiles, batch: Batch, checkpoint: Checkpoint) -> None:
    await files.write_json(layout.CHECKPOINT, asdict(checkpoint), batch=batch.name)


async def _process(context: Context, run: Run, claimed: Claim[Batch]) -> None:
    batch = claimed.item
    files = context.run_files(run.id)
    people = await files.read_json(layout.BATCH, batch=batch.name)
    if people is None:
        await _fail(claimed, text("batch-missing"))
        return
    klaviyo = await context.klaviyo(run)
    checkpoint = await read_checkpoint(files, batch)
    before = asdict(checkpoint)
    try:
        await _work_until_deadline(context, klaviyo, run, batch, people, checkpoint)
    except (Transient, RunError, BodyRefused) as error:
        if asdict(checkpoint) != before:
            claimed.progressed = True
            await _write_checkpoint(files, batch, checkpoint)
        if isinstance(error, BodyRefused):
            await _fail(claimed, error.cause)
            return
        raise
    if checkpoint.left_out:
        # The snapshot needs to know for whom the work was not done.
        await _write_checkpoint(files, batch, checkpoint)
    counts = checkpoint.counts()
    await claimed.change(lambda batch: batch.completed(**counts))


async def _fail(claimed: Claim[Batch], reason: Text) -> None:
    batch = await claimed.change(lambda batch: batch.given_up(reason))
    log.warning("run %s: batch %s failed", batch.run_id, batch.name)


async def _work_until_deadline(
    context: Context, klaviyo: Klaviyo, run: Run, batch: Batch, people: list[Any], checkpoint: Checkpoint
) -> None:
    """Do the work within the time that the claim covers. Raises Unavailable where it takes longer."""
    seconds = context.settings.klaviyo_timeout_seconds
    # Before the time begins: where others have written a snapshot, it is read here, once for all batches.
    await find_people_to_keep(context, run, batch)
    try:
        async with asyncio.timeout(seconds):
            if batch.work is BatchAction.REMOVE:
                find_stayed = partial(find_people_to_keep, context, run, batch)
                if run.undo_of is None:
                    await remove(klaviyo, run, people, checkpoint, find_stayed)
                else:
                    save = partial(_write_checkpoint, context.run_files(run.id), batch, checkpoint)
                    await take_off(klaviyo, run, people, checkpoint, find_stayed, save)
            else:
                await CALLS[batch.work](klaviyo, run, people, checkpoint)
    except TimeoutError:
        raise Unavailable(text("klaviyo-batch-timeout", seconds=seconds)) from None


async def remove(
    klaviyo: Klaviyo,
    run: Run,
    people: list[str],
    checkpoint: Checkpoint,
    find_stayed: Callable[[], Awaitable[list[int]]],
) -> None:
    """Look up which of the people are on the list, in full pages, then remove these from it.

    `find_stayed` returns the positions of people who must stay. It is called right before anyone is removed.
    """
    while True:
        stayed = await find_stayed()
        if stayed != checkpoint.stayed:
            # Profiles that were found before may have to stay: begin again without them.
            checkpoint.restart(stayed)
        elif checkpoint.next >= len(people):
            break
        leaving = _without(people, set(stayed))
        for piece in pieces(leaving[checkpoint.next :]):
            checkpoint.profile_ids += await klaviyo.members(run.export.list_id, run.export.mapping.identity, piece)
            checkpoint.next += len(piece)
        checkpoint.next = len(people)
    if checkpoint.profile_ids:
        await klaviyo.remove_members(run.export.list_id, checkpoint.profile_ids)


async def clear(klaviyo: Klaviyo, run: Run, people: list[list[Any]], checkpoint: Checkpoint) -> None:
    """Clear fields with one call for each person; `people` are pairs of identity and fields."""
    for person, fields in people[checkpoint.next :]:
        try:
            await klaviyo.clear_fields(run.export.mapping.identity, person, fields)
        except BodyRefused:
            checkpoint.refused.append(checkpoint.next)
        checkpoint.next += 1


def _without(people: list[str], positions: set[int]) -> list[str]:
    return [person for position, person in enumerate(people) if position not in positions]


Call = Callable[[Klaviyo, Run, list[Any], Checkpoint], Awaitable[None]]
CALLS: dict[BatchAction, Call] = {
    BatchAction.CLEAR: clear,
    BatchAction.SUBSCRIBE: subscribe,
    BatchAction.UNSUBSCRIBE: unsubscribe,
    BatchAction.SUPPRESS: suppress,
}
