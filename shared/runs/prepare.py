"""Prepare a run: read its segment into a staged form, check, count, then cut chunks and enqueue each at once.

Whatever is recorded before the first chunk is sent (counts, rejects, index) comes first, so that a run whose
preparing dies at any point can be taken up again: the same pinned blobs give the same chunks.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import batched
from pathlib import Path
from typing import Any

from shared import telemetry
from shared.context import Context
from shared.domain import Connection, Counts, Export, Run, RunState
from shared.domain import storage_layout as layout
from shared.domain.base import is_confirmed_missing, now
from shared.domain.run import Prepared, later
from shared.errors import (
    ListNotFound,
    NondeterministicPreparation,
    OverLimit,
    RateLimited,
    RetryRecordMissing,
    RunError,
    SourceChanged,
    Transient,
)
from shared.notifications.delivery import notify_of_start
from shared.planning.rejects import SHARED_HEADER, rejects_csv, shared_csv
from shared.post_import.other_exports import notice_removals
from shared.runs.baseline import load_baseline
from shared.runs.cut import cut_chunks
from shared.runs.erasure_lock import waits_for_erasure
from shared.runs.failing import fail_run
from shared.runs.lease import Superseded, change_leased, drop_lease, keeping_lease, take_lease
from shared.runs.sources import parts_of, sources_of
from shared.runs.staged_run import StagedRun
from shared.segments.formats.line_map import LineMap
from shared.segments.part_schema import Part
from shared.storage.queues import Message, Queue

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 5
INTERRUPT_SECONDS = 0.5


async def work(context: Context, message: Message) -> None:
    """What a message of the queue asks for."""
    if message.preview:
        from shared.runs.preview import make

        await make(context, message.run_id)
    else:
        await prepare(context, message.run_id)


async def prepare(context: Context, run_id: str) -> None:
    """Prepare the run, unless it is prepared, ended, or somebody else is at it."""
    owner = uuid.uuid4().hex
    if await waits_for_erasure(context, Message(run_id=run_id)):
        return
    run = await take_lease(context, run_id, owner)
    if run is None:
        return
    # Again, now that an eraser sees that the run is under way.
    if await waits_for_erasure(context, Message(run_id=run_id)):
        await drop_lease(context, run_id, owner)
        return
    telemetry.add_attributes(export_id=run.export_id)
    if run.prepared is None:
        await notify_of_start(context, run)
    directory = Path(tempfile.mkdtemp(prefix="run-", dir=context.settings.temp_dir))
    try:
        async with keeping_lease(context, run, owner):
            await _prepare(context, run, owner, directory)
    except Superseded:
        log.info("run %s: preparing stopped", run_id)
        await drop_lease(context, run_id, owner)
    except SourceChanged as error:
        await _start_over(context, run, owner, error)
    except ListNotFound as error:
        await _look_again(context, run, owner, error)
    except RunError as error:
        await drop_lease(context, run_id, owner)
        await fail_run(context, run_id, error)
    except Transient as error:
        await _try_later(context, run, owner, error)
    except BaseException:
        await drop_lease(context, run_id, owner)
        raise
    finally:
        await asyncio.to_thread(shutil.rmtree, directory, ignore_errors=True)


async def _prepare(context: Context, run: Run, owner: str, directory: Path) -> None:
    klaviyo = await context.klaviyo(run)
    await klaviyo.get_list(run.export.list_id)
    if run.list_missing_since:
        found = {"list_missing_since": None}
        run = await change_leased(context, run.id, owner, lambda r: r.model_copy(update=found))
    run, parts = await _pin(context, run, owner)

    run = await _pin_base(context, run, owner)
    base, note = await load_baseline(context, run, directory)
    staged = StagedRun(context, run, parts, directory, await _only(context, run), base)
    try:
        with telemetry.stage("read"):
            lines = await in_thread(staged.read, interrupt=staged.interrupt)
        read, rejected, duplicates, unchanged = staged.counts()
        kept = read - rejected - duplicates - unchanged
        await _check_limits(context, run, kept)
        prepared = Prepared(
            read=read,
            rejected=rejected,
            duplicates=duplicates,
            unchanged=unchanged,
            kept=kept,
            unidentifiable=staged.unidentifiable,
            gone=staged.departed,
            warnings=staged.warnings,
            notes=[note] if note else [],
        )
        if run.prepared is None:
            gone = await _vanished(context, run, staged.columns)
            prepared = prepared.model_copy(update={"warnings": [*gone, *prepared.warnings]})
            await _write_staging(context, run, prepared, staged, lines)
        elif not prepared.produces_same_chunks(run.prepared):
            # Before anything that the run already stands on is overwritten.
            raise NondeterministicPreparation(
                f"The segment now gives {prepared.kept:,} profiles, {run.prepared.kept:,} before the run was "
                "interrupted (was the app upgraded meanwhile?). Start a new run."
            )
        run = await _record_prepared(context, run, owner, run.prepared or prepared)
        # Only now: until the warnings are on the run, another attempt must find the columns of the last run.
        await _remember_columns(context, run, staged.columns)
        with telemetry.stage("cut"):
            await cut_chunks(context, run, owner, staged)
    finally:
        staged.close()


async def _check_limits(context: Context, run: Run, kept: int) -> None:
    """Raises OverLimit where the run would send more than its export or its connection allows."""
    if (over := over_limit(kept, run.export, await context.connection(run))) is not None:
        raise OverLimit(f"{over} Nothing was sent. Make the segment smaller, or raise the limit.")


def over_limit(kept: int, export: Export, connection: Connection | None) -> str | None:
    """Which limit so many profiles pass, in words; None where they pass none."""
    of_connection = connection.profile_limit if connection else None
    for owner, limit in (("export", export.profile_limit), ("connection", of_connection)):
        if limit is not None and kept > limit:
            return f"The run would send {kept:,} profiles; the {owner}'s limit is {limit:,}."
    return None


async def _vanished(context: Context, run: Run, columns: list[str]) -> list[str]:
    """A warning about the columns of the last run that are gone, where they became properties by the wildcard.

    (A column that the mapping names and that is gone ends the run.)
    """
    before = await context.stored_files.read_json(layout.COLUMNS, export=run.export_id)
    gone = sorted(set(before) - set(columns)) if before and run.export.mapping.maps_all_others else []
    if not gone:
        return []
    names = ", ".join(column[:100] for column in gone[:20])
    return [f"Of the last run's columns {len(gone):,} are gone: {names}. Klaviyo keeps the values sent earlier."]


async def _remember_columns(context: Context, run: Run, columns: list[str]) -> None:
    """Write down the columns for the next run to compare with."""
    await context.stored_files.write_json(layout.COLUMNS, columns, export=run.export_id)


async def _only(context: Context, run: Run) -> list[list[int]] | None:
    """The rows that a retry sends: those that the repeated run did not get accepted. None for any other run.

    Raises RetryRecordMissing: sending every row instead would be another run than the one that was asked for.
    """
    if run.retry_of is None:
        return None
    found = await context.run_files(run.retry_of).read_json(layout.UNSENT)
    if found is None:
        raise RetryRecordMissing(
            f"The record of the rows that run {run.retry_of} did not get accepted was deleted. "
            "Start a new run: it sends every row that Klaviyo has not accepted."
        )
    return [list(pair) for pair in found]


async def in_thread[T](work: Callable[[], T], *, interrupt: Callable[[], None]) -> T:
    """Run `work` in a thread; when cancelled, interrupt it until it has ended and closed its files."""
    thread = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(thread)
    except asyncio.CancelledError:
        while not thread.done():
            interrupt()
            await asyncio.wait([thread], timeout=INTERRUPT_SECONDS)
        # Read it: asyncio logs an exception that is never retrieved.
        thread.exception()
        raise


async def _pin(context: Context, run: Run, owner: str) -> tuple[Run, list[Part]]:
    """The blobs of the segments, pinned on the run the first time, and how each is read."""
    sources = run.sources
    if not sources:
        sources = await sources_of(context, run.export)
        run = await change_leased(context, run.id, owner, lambda r: r.model_copy(update={"sources": sources}))
    return run, await parts_of(context, sources)


async def _pin_base(context: Context, run: Run, owner: str) -> Run:
    """The snapshot as it is now, pinned on the run; once the run is recorded as prepared it stays the same."""
    if run.prepared is not None:
        return run
    account_id = (await context.connection(run)).account_id
    found = await context.snapshots.get(run.export_id)
    snapshot = found.value if found else None
    noticed = await notice_removals(context, account_id, run.export.list_id, snapshot)
    base = {"account_id": account_id, "base": snapshot, "noticed": noticed}
    return await change_leased(context, run.id, owner, lambda r: r.model_copy(update=base))


async def _record_prepared(context: Context, run: Run, owner: str, prepared: Prepared) -> Run:
    """Record on the run what preparing found; from here on it sends."""
    counts = Counts(
        read=prepared.read,
        rejected=prepared.rejected,
        duplicates=prepared.duplicates,
        unchanged=prepared.unchanged,
    )
    changes = {
        "state": RunState.UPLOADING,
        "prepared": prepared,
        "counts": counts,
        "warnings": prepared.warnings,
        "notes": prepared.notes,
    }
    return await change_leased(context, run.id, owner, lambda r: r.model_copy(update=changes | {"heartbeat_at": now()}))


async def _write_staging(
    context: Context, run: Run, prepared: Prepared, staged: StagedRun, lines: list[LineMap]
) -> None:
    """Put down all that is known before anything is sent: rejects and the index of kept rows, in storage."""
    files = context.run_files(run.id)

    async def rejects() -> AsyncIterator[bytes]:
        found = staged.rejects(lines)
        while block := await asyncio.to_thread(_next, found):
            yield rejects_csv(block)

    shared = staged.shared(lines)
    if first := await asyncio.to_thread(next, shared, None):

        async def people() -> AsyncIterator[bytes]:
            yield SHARED_HEADER.encode() + shared_csv([first])
            while block := await asyncio.to_thread(_next, shared):
                yield shared_csv(block)

        await files.write(layout.SHARED_IDENTIFIERS, people())
    if prepared.rejected or prepared.duplicates:
        await files.write(layout.PREPARED_REJECTS, rejects())
    for kind, path in staged.files():
        await files.upload(kind, path)
    where = {
        "blobs": staged.blobs,
        "starts": staged.starts(),
        "lines": [{"starts": list(m.starts), "offsets": list(m.offsets)} for m in lines],
    }
    await files.write_json(layout.ROW_LOCATIONS, where)


def _next[T](rows: Iterator[T]) -> list[T]:
    return list(next(batched(rows, 5000), ()))


async def _start_over(context: Context, run: Run, owner: str, error: SourceChanged) -> None:
    """The segment was overwritten while it was read: with nothing sent yet, begin anew with the new version."""
    current = await context.runs.get(run.id)
    if current is None:
        return
    if current.value.retry_of or current.value.prepared is not None or current.value.prepare_attempts >= MAX_ATTEMPTS:
        await drop_lease(context, run.id, owner)
        await fail_run(context, run.id, _as_run_error(error))
        return

    def forget(r: Run) -> Run | None:
        if r.lease is None or r.lease.owner != owner:
            return None
        return r.model_copy(update={"sources": [], "lease": None, "heartbeat_at": now()})

    await context.runs.update(run.id, forget)
    await context.queues.send(Queue.PREPARE, Message(run_id=run.id), delay=5)


async def _look_again(context: Context, run: Run, owner: str, error: ListNotFound) -> None:
    """End the run where its list has been missing for a while; else look again after one."""
    moment = now()
    if is_confirmed_missing(run.list_missing_since, moment, context.settings.missing_after_seconds):
        await drop_lease(context, run.id, owner)
        await fail_run(context, run.id, error)
        return
    since = {"list_missing_since": run.list_missing_since or moment}
    await _prepare_later(context, run, owner, context.settings.missing_after_seconds, since)


async def _try_later(context: Context, run: Run, owner: str, error: Transient) -> None:
    limited = isinstance(error, RateLimited)
    if run.prepare_attempts >= context.settings.chunk_attempts and not limited:
        await drop_lease(context, run.id, owner)
        await fail_run(context, run.id, _as_run_error(error))
        return
    delay = error.retry_after or min(2.0**run.prepare_attempts, 120)
    log.info("run %s: %s; again in %.0f s", run.id, error.type, delay)
    # No room in Klaviyo's window is no failed attempt.
    await _prepare_later(context, run, owner, delay, {"prepare_attempts": run.prepare_attempts - 1} if limited else {})


async def _prepare_later(context: Context, run: Run, owner: str, delay: float, changes: dict[str, Any]) -> None:
    """Let the run be prepared after `delay` seconds, and by nothing before: the sweep reads the time, too."""
    changes = changes | {"lease": None, "prepare_not_before": later(now(), delay), "heartbeat_at": now()}

    def wait(r: Run) -> Run | None:
        return r.model_copy(update=changes) if r.lease and r.lease.owner == owner else None

    await context.runs.update(run.id, wait)
    await context.queues.send(Queue.PREPARE, Message(run_id=run.id), delay=delay)


def _as_run_error(error: SourceChanged | Transient) -> RunError:
    failure = RunError(str(error))
    failure.type, failure.title = error.type, error.title  # type: ignore[misc]
    return failure
