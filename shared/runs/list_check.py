"""Check a list: read it back from Klaviyo, compare it with the snapshot of an export, and repair what is missing.

Reading is 100 people a call, 750 calls a minute (Klaviyo's OpenAPI file), so a million people take a quarter of an
hour. It is done in stretches: each ends after a minute or when the rate window is used up, writes its people to a file,
and records how far it came. Nothing is sent or removed; people whom the export did not add are never touched.
"""

from __future__ import annotations

import asyncio
import csv
import io
import tempfile
import time
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from shared.context import Context
from shared.domain import Export, Run, Trigger
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.identity import Identity, identity_of
from shared.domain.list_check import RECORD_KEPT, ListCheck, ListCheckCounts, ListCheckState, new_list_check
from shared.domain.run import new_run
from shared.domain.snapshot import Snapshot
from shared.errors import Conflict, ListCheckOutdated, RateLimited, StateConflict
from shared.klaviyo.lookups import Member
from shared.post_import.other_exports import find_list_removals
from shared.runs.baseline import load_baseline
from shared.runs.claims import Claim
from shared.runs.job_kinds import ListCheckWork
from shared.runs.start import start_run
from shared.runs.work import send_later, work_on
from shared.storage.records import Versioned
from shared.telemetry.guard import guarded
from shared.texts import text

if TYPE_CHECKING:
    from shared.planning.snapshot_compare import Baseline

STRETCH_SECONDS = 60.0
STRETCH_PEOPLE = 50_000
"""People of one file: some MB, in memory while their pages are read."""
NEXT_STRETCH_SECONDS = 1.0


async def request_list_check(context: Context, export: Export, who: str) -> ListCheck:
    """Record a check of the export's list, and ask for it.

    Raises Conflict where the list is being checked, the export is running, or it has sent nothing yet.
    """
    if any(check.is_open for check in await context.list_checks.all() if check.export_id == export.id):
        raise Conflict(text("list-check-active"))
    if await context.runs.active_of(export.id):
        raise Conflict(text("list-check-run-active"))
    found = await context.snapshots.get(export.id)
    connection = await context.connections.get(export.connection_id) if export.connection_id else None
    if found is None or connection is None or found.value.list_id != export.list_id:
        raise Conflict(text("list-check-nothing-sent"))
    if found.value.identity is not export.mapping.identity:
        raise Conflict(text("list-check-identity-changed"))
    check = new_list_check(export, connection.value.account_id, found.value, who, now())
    await context.list_checks.insert(check)
    await ListCheckWork(context).request(check)
    return check


async def check_list(context: Context, check_id: str) -> None:
    """Do the next stretch of a check unless it has ended or another worker does it."""
    found = await context.list_checks.get(check_id)
    await work_on(ListCheckWork(context), found, lambda claimed: _check(context, claimed))


async def _check(context: Context, claimed: Claim[ListCheck]) -> None:
    if not claimed.item.read_all:
        delay = await _read_stretch(context, claimed)
        if not claimed.item.read_all:
            await send_later(ListCheckWork(context), claimed, delay, counted=False)
            return
    counts = await _compare(context, claimed.item)
    check = await claimed.change(lambda check: check.completed(counts, now()))
    # Where this process dies here, lists of exports show the check before this one.
    await context.runs.lists.recent.note_list_check(check.export_id, check.last_result)
    await delete_parts(context, check)


async def _read_stretch(context: Context, claimed: Claim[ListCheck]) -> float:
    """Read pages for a while and write their people to one file. Return the seconds to wait before the next stretch."""
    check, end = claimed.item, time.monotonic() + STRETCH_SECONDS
    klaviyo = await context.klaviyo(_as_run(check))
    people: list[Member] = []
    cursor, delay = check.cursor, NEXT_STRETCH_SECONDS
    while time.monotonic() < end and len(people) < STRETCH_PEOPLE:
        try:
            page, cursor = await klaviyo.lookups.members_page(check.export.list_id, check.snapshot.identity, cursor)
        except RateLimited as error:
            if not people:
                raise
            delay = max(delay, error.retry_after or 0)
            break
        people += page
        if cursor is None:
            break
    if people:
        lines, name = _lines(people, check.snapshot.identity), f"{check.parts:05d}"
        await context.stored_files.write(layout.LIST_PART, lines, check=check.id, part=name)
    await claimed.change(lambda check: check.read_on(cursor, len(people)))
    claimed.progressed = True
    return delay


def _lines(people: list[Member], kind: Identity) -> bytes:
    out = io.StringIO(newline="")
    # Of a person without the identifier the cell is blank, and read as null.
    csv.writer(out).writerows((identity_of(one.identifier or "", kind), int(one.suppressed)) for one in people)
    return out.getvalue().encode()


async def _compare(context: Context, check: ListCheck) -> ListCheckCounts:
    # Imported here: loading DuckDB takes its time.
    from shared.planning.list_compare import ListCompare

    await require_same_snapshot(context, check)
    settings = context.settings
    with tempfile.TemporaryDirectory(prefix="list-", dir=settings.temp_dir) as folder:
        directory = Path(folder)
        baseline = await _load_expected(context, check, directory)
        compare = await asyncio.to_thread(ListCompare, directory, threads=settings.prepare_threads)
        try:
            for number in range(check.parts):
                part, name = directory / "part.csv", f"{number:05d}"
                if not await context.stored_files.download(layout.LIST_PART, part, check=check.id, part=name):
                    raise ListCheckOutdated(text("list-check-file-gone"))
                await asyncio.to_thread(compare.add, part)
            out = directory / "differences.csv"
            counts = await asyncio.to_thread(compare.compare, baseline, out)
            await context.stored_files.upload(layout.LIST_DIFFERENCES, out, check=check.id)
        finally:
            compare.close()
    return counts


async def _load_expected(context: Context, check: ListCheck, directory: Path) -> Baseline:
    removals = await find_list_removals(context, check.account_id, check.export.list_id, check.snapshot)
    run = _as_run(check).compared_with(check.snapshot, removals, check.account_id)
    baseline, _ = await load_baseline(context, run, directory)
    if baseline is None:
        raise ListCheckOutdated(text("list-check-record-deleted"))
    return baseline


async def require_same_snapshot(context: Context, check: ListCheck) -> Versioned[Snapshot]:
    """Return the export's snapshot. Raise ListCheckOutdated where it is not the one that the check compares with."""
    found = await context.snapshots.get(check.export_id)
    if found is None or found.value.files != check.snapshot.files:
        raise ListCheckOutdated(text("list-check-run-since"))
    return found


async def repair_list(context: Context, check: ListCheck, export: Export, who: str) -> Run:
    """Start a run that sends again who is missing on the list, and return it.

    Raises Conflict where the check has no result, no one is missing, or the export has run since; and RunActive.
    """
    if check.state is not ListCheckState.READY:
        raise Conflict(text("list-check-nothing-to-repair"))
    if check.repaired_by is not None:
        raise Conflict(text("list-check-repaired", run=str(check.repaired_by)))
    if not check.counts.missing:
        raise Conflict(text("list-check-none-missing"))
    if await context.runs.active_of(export.id):
        raise Conflict(text("list-check-run-active"))
    await _unmark_missing(context, check)
    run = await start_run(context, export, Trigger.ON_DEMAND, who)
    # The run has begun: the note is only shown.
    with guarded("note a repair", check.id):
        await record_repair(context, check.id, run.id)
    return run


async def _unmark_missing(context: Context, check: ListCheck) -> None:
    from shared.planning.list_compare import unmark_missing

    try:
        found = await require_same_snapshot(context, check)
    except ListCheckOutdated as error:
        raise Conflict(error.cause) from error
    files, snapshot = context.snapshot_files, found.value
    with tempfile.TemporaryDirectory(prefix="repair-", dir=context.settings.temp_dir) as name:
        before, after = Path(name) / "before.parquet", Path(name) / "after.parquet"
        differences = Path(name) / "differences.csv"
        replaced, people, memory_mb = dict[str, str](), 0, context.settings.prepare_memory_mb
        has_result = await context.stored_files.download(layout.LIST_DIFFERENCES, differences, check=check.id)
        for file in snapshot.files:
            if not has_result or not await files.download_path(file, before):
                raise Conflict(text("list-check-result-gone"))
            people += await asyncio.to_thread(unmark_missing, before, differences, after, memory_mb=memory_mb)
            replaced[file] = await files.upload_snapshot(check.export_id, "repaired", after)
    try:
        rewritten = snapshot.rewritten(replaced, snapshot.people - people)
        await context.snapshots.replace(check.export_id, rewritten, found.etag)
    except StateConflict as error:
        raise Conflict(text("list-check-run-started")) from error


async def record_repair(context: Context, check_id: str, run_id: str) -> None:
    """Note on the check which run repairs its list."""
    if found := await context.list_checks.get(check_id):
        repaired = found.value.repaired(run_id)
        with suppress(StateConflict):
            await context.list_checks.replace(repaired, found.etag)
        await context.runs.lists.recent.note_list_check(repaired.export_id, repaired.last_result)


async def delete_parts(context: Context, check: ListCheck) -> None:
    """Delete the files of people that were read."""
    await context.stored_files.delete(layout.LIST_PART, check=check.id)


async def look_after_list_checks(context: Context, at: datetime | None = None) -> None:
    """Resume checks that no worker does, begin those that are due, and delete old ones. The sweep calls this."""
    at = at or now()
    checks = await context.list_checks.all()
    for check in checks:
        with guarded("maintain list checks", check.id):
            await _look_after(context, check, at)
    for export in [found.read() for found in await context.exports.listed() if found.checked_by_timer]:
        with guarded("check lists", export.id):
            await _begin_if_due(context, export, [check for check in checks if check.export_id == export.id], at)


async def _look_after(context: Context, check: ListCheck, at: datetime) -> None:
    stalled = timedelta(seconds=context.settings.stalled_after_seconds)
    if check.is_open and not check.is_claimed(at) and check.is_due(at) and check.created_at + stalled < at:
        await ListCheckWork(context).send(check)
    if check.created_at + timedelta(days=context.settings.personal_data_days) < at:
        await context.stored_files.delete(layout.LIST_DIFFERENCES, check=check.id)
        await delete_parts(context, check)
    if check.created_at + RECORD_KEPT < at:
        await context.list_checks.delete(check.id)


async def _begin_if_due(context: Context, export: Export, checks: list[ListCheck], at: datetime) -> None:
    days = export.check_list_every_days
    if days is None or not export.active:
        return
    last = max((check.created_at for check in checks), default=export.created_at)
    if last + timedelta(days=days) > at:
        return
    with suppress(Conflict):
        await request_list_check(context, export, "timer")


def _as_run(check: ListCheck) -> Run:
    """Return a run of the export as it was, for what works on runs. It is never recorded."""
    return new_run(check.export, Trigger.ON_DEMAND, check.asked_by)
