"""Work on a batch: claimed like a chunk, done through Klaviyo's calls, taken up where it stopped.

    ready ──claim──► calls ──► done
                      ├─ 429, no room in the budget ──► later, from where it stands; not counted as a try
                      ├─ 5xx, no answer, none of Klaviyo's own ──► later; failed after CHUNK_ATTEMPTS
                      ├─ 404 ──► looked at again after a while, then the run ends
                      └─ 401, 403 ──► the run ends

Each of the calls can be made again without harm: nobody is on a list less than not at all, null is null.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import quote

from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.base import is_confirmed_missing, is_due, now
from shared.domain.batch import Batch, BatchState, Work
from shared.domain.run import later
from shared.errors import ChunkRefused, ListNotFound, RateLimited, RunError, StateConflict, Transient, Unavailable
from shared.klaviyo import Klaviyo
from shared.post_import.other_exports import find_stayers
from shared.runs.failing import fail_run
from shared.storage.queues import Message, Queue
from shared.storage.records import Versioned

log = logging.getLogger(__name__)

PAGE = 100
URL_BYTES = 6000
"""Of addresses in one look-up. Klaviyo names no limit; proxies commonly end at 8 KB."""


async def process_batch(context: Context, run_id: str, name: str) -> None:
    """Do the batch's work unless it is done, its run is to stop, or somebody else is at it."""
    found_run, found = await asyncio.gather(
        context.recent_runs.get(run_id, lambda: context.runs.get(run_id)), context.batches.get(run_id, name)
    )
    if found_run is None or found is None or found_run.value.stopping or found.value.state is not BatchState.READY:
        return
    run, batch = found_run.value, found.value
    run.require_supported_schema()
    if run.post_import is None and (newest := await context.runs.get(run_id)):
        # What was read a moment ago may be older than the decision.
        run = newest.value
    if run.post_import is None or batch.work not in run.post_import.lists:
        log.error("run %s: batch %s is no part of what was decided", run_id, name)
        return
    batch.require_supported_schema()
    moment = now()
    if not is_due(batch.not_before, moment):
        # Whatever set the time sent the message for it, too.
        return
    if batch.claimed_until and batch.claimed_until > moment:
        await send_batch(context, batch, delay=(batch.claimed_until - moment).total_seconds() + 1)
        return
    people = await context.run_files(run_id).read_json(layout.BATCH, batch=name)
    if people is None:
        await _settle(context, found, BatchState.FAILED, error="The batch is no longer in storage.")
        return
    try:
        klaviyo = await context.klaviyo(run)
        claimed = await _claim(context, found)
    except RunError as error:
        await fail_run(context, run_id, error)
        return
    except StateConflict:
        await send_batch(context, batch, delay=2)
        return
    with suppress(StateConflict):
        # Where the claim had run out and somebody else took the batch over, theirs counts.
        await _work(context, klaviyo, run, claimed, people)


async def send_batch(context: Context, batch: Batch, *, delay: float = 0) -> None:
    """The message that asks for a batch's work."""
    await context.queues.send(Queue.UPLOAD, Message(run_id=batch.run_id, batch=batch.name), delay=delay)


async def give_up_batch(context: Context, run_id: str, name: str) -> None:
    """Its message failed to the last."""
    found = await context.batches.get(run_id, name)
    if found is not None and found.value.state is BatchState.READY:
        await _settle(context, found, BatchState.FAILED, error="It failed again and again; the app's log says why.")


async def _work(context: Context, klaviyo: Klaviyo, run: Run, claimed: Versioned[Batch], people: list[Any]) -> None:
    batch = claimed.value
    attempts = batch.attempts - 1
    files = context.run_files(run.id)
    known = await files.read_json(layout.CHECKPOINT, batch=batch.name)
    reached: dict[str, Any] = known or {"at": 0, "ids": [], "refused": [], "stayed": []}
    before = json.dumps(reached)
    try:
        await _work_for_a_while(context, klaviyo, run, batch, people, reached)
    except (Transient, RunError, ChunkRefused) as error:
        moved = json.dumps(reached) != before
        if moved:
            await files.write_json(layout.CHECKPOINT, reached, batch=batch.name)
        if isinstance(error, ListNotFound):
            await _look_again(context, claimed, error, attempts=attempts)
        elif isinstance(error, RunError):
            await _unclaim(context, claimed, attempts=attempts)
            await fail_run(context, run.id, error)
        elif isinstance(error, ChunkRefused):
            await _settle(context, claimed, BatchState.FAILED, error=str(error))
        else:
            # Only attempts without progress count, and no room in a window is no failed try.
            await _later(
                context, claimed, error, attempts=attempts if moved or isinstance(error, RateLimited) else None
            )
    else:
        refused, stayed = len(set(reached["refused"])), len(reached["stayed"])
        if refused or stayed:
            # The snapshot asks whom the work was not done for.
            await files.write_json(layout.CHECKPOINT, reached, batch=batch.name)
        done = len(people) - refused - stayed
        await _settle(context, claimed, BatchState.DONE, done=done, failed=refused, stayed=stayed)


async def _work_for_a_while(
    context: Context, klaviyo: Klaviyo, run: Run, batch: Batch, people: list[Any], reached: dict[str, Any]
) -> None:
    """Do the work within the claim's time; `reached` says how far it came. Raises Unavailable where it took longer."""
    seconds = context.settings.klaviyo_timeout_seconds
    # Before the time begins: where others have written a snapshot, it is read here, once for all batches.
    await find_stayers(context, run, batch)
    try:
        async with asyncio.timeout(seconds):
            if batch.work is Work.REMOVE:
                await remove(klaviyo, run, people, reached, lambda: find_stayers(context, run, batch))
            else:
                await WORK[batch.work](klaviyo, run, people, reached)
    except TimeoutError:
        raise Unavailable(f"Klaviyo did not answer all that the batch asks within {seconds:g} seconds.") from None


async def _look_again(context: Context, claimed: Versioned[Batch], error: ListNotFound, *, attempts: int) -> None:
    """End the run where the list has been missing for a while; else look again after one."""
    batch, moment = claimed.value, now()
    await _unclaim(context, claimed, attempts=attempts, missing_since=batch.missing_since or moment)
    if is_confirmed_missing(batch.missing_since, moment, context.settings.missing_after_seconds):
        await fail_run(context, batch.run_id, error)
    else:
        await send_batch(context, batch, delay=context.settings.missing_after_seconds)


async def remove(
    klaviyo: Klaviyo,
    run: Run,
    people: list[str],
    reached: dict[str, Any],
    find_stayed: Callable[[], Awaitable[list[int]]],
) -> None:
    """Look up who of them is on the list, in full pages, then take these off it. Who is gone already is done.

    `find_stayed` returns the places of those who must stay. It is asked right before anybody is taken off.
    """
    while True:
        stayed = await find_stayed()
        if stayed != reached["stayed"]:
            # Whose ids were found before may be another's to keep: begin again without them.
            reached |= {"stayed": stayed, "at": 0, "ids": []}
        elif reached["at"] >= len(people):
            break
        leaving = _but(people, set(stayed))
        for piece in pieces(leaving[reached["at"] :]):
            reached["ids"] += await klaviyo.members(run.export.list_id, piece)
            reached["at"] += len(piece)
        reached["at"] = len(people)
    if reached["ids"]:
        await klaviyo.remove_members(run.export.list_id, reached["ids"])


async def clear(klaviyo: Klaviyo, run: Run, people: list[list[Any]], reached: dict[str, Any]) -> None:
    """One call a person: address, fields."""
    for email, fields in people[reached["at"] :]:
        try:
            await klaviyo.clear_fields(email, fields)
        except ChunkRefused:
            reached["refused"].append(reached["at"])
        reached["at"] += 1


async def subscribe(klaviyo: Klaviyo, run: Run, people: list[list[Any]], reached: dict[str, Any]) -> None:
    """One call for those with a time in the past, one for the others; whom Klaviyo names as wrong is left out."""
    subscription = run.export.subscribe
    if subscription is None:
        return
    numbered = list(enumerate(people))
    for kind, historical in enumerate((True, False)):
        if reached["at"] > kind:
            continue
        left = [(n, email, at) for n, (email, at) in numbered if (at is not None) is historical]
        while left := [one for one in left if one[0] not in reached["refused"]]:
            given = [(email, at) for _, email, at in left]
            try:
                await klaviyo.subscribe(
                    run.export.list_id, given, historical=historical, source=subscription.custom_source
                )
                break
            except ChunkRefused as error:
                named = [left[index][0] for index in error.offenders if index < len(left)]
                if not named:
                    raise
                reached["refused"] += named
        reached["at"] = kind + 1


def _but(people: list[str], places: set[int]) -> list[str]:
    return [person for place, person in enumerate(people) if place not in places]


Doing = Callable[[Klaviyo, Run, list[Any], dict[str, Any]], Awaitable[None]]
WORK: dict[Work, Doing] = {Work.CLEAR: clear, Work.SUBSCRIBE: subscribe}


def pieces(emails: Sequence[str]) -> Iterator[Sequence[str]]:
    """Look-ups: as many addresses as a page holds people, as long as they fit into a URL."""
    start = size = 0
    for place, email in enumerate(emails):
        length = len(quote(email, safe="")) + len("%22%22%2C")
        if place > start and (place - start == PAGE or size + length > URL_BYTES):
            yield emails[start:place]
            start, size = place, 0
        size += length
    if start < len(emails):
        yield emails[start:]


async def _claim(context: Context, found: Versioned[Batch]) -> Versioned[Batch]:
    until = later(now(), context.settings.claim_seconds)
    claimed = found.value.model_copy(update={"claimed_until": until, "attempts": found.value.attempts + 1})
    return Versioned(claimed, await context.batches.replace(claimed, found.etag))


async def _unclaim(context: Context, claimed: Versioned[Batch], *, attempts: int, **changes: Any) -> None:
    free = claimed.value.model_copy(update={"claimed_until": None, "attempts": attempts, **changes})
    await context.batches.replace(free, claimed.etag)


async def _later(context: Context, claimed: Versioned[Batch], error: Transient, *, attempts: int | None) -> None:
    batch = claimed.value
    if attempts is None and batch.attempts >= context.settings.chunk_attempts:
        reason = f"Given up after {batch.attempts} attempts: {error}"
        await _settle(context, claimed, BatchState.FAILED, error=reason)
        return
    delay = max(1, error.retry_after or min(2.0 ** (batch.attempts - 1), 120))
    # A long time that Klaviyo asks for is on the record, so that whatever sends messages for batches that stand still
    # does not add to them.
    long = error.retry_after is not None and delay > context.settings.stalled_after_seconds
    not_before = later(now(), delay) if long else None
    await _unclaim(context, claimed, attempts=batch.attempts if attempts is None else attempts, not_before=not_before)
    await send_batch(context, batch, delay=delay)


async def _settle(context: Context, found: Versioned[Batch], state: BatchState, **changes: Any) -> None:
    settled = found.value.model_copy(update={"state": state, "claimed_until": None, **changes})
    await context.batches.replace(settled, found.etag)
    if state is BatchState.FAILED:
        log.warning("run %s: batch %s failed", settled.run_id, settled.name)
