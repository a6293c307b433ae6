"""Prepare a run: read its segment into a staged form, check, count, then cut chunks and enqueue each at once.

Counts, rejects and the index are recorded before the first chunk is sent, so that another attempt can continue after a
death at any point: the same pinned blobs give the same chunks. Claim, heartbeat and retries are in work.py.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from itertools import chain
from pathlib import Path

from shared import telemetry
from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.run_values import Prepared
from shared.errors import HeldForConfirmation, NondeterministicPreparation, OverLimit, RetryRecordMissing, SourceChanged
from shared.klaviyo import Klaviyo
from shared.notifications.delivery import notify_of_start
from shared.planning.rejects import SHARED_HEADER
from shared.post_import.other_exports import find_list_removals
from shared.runs.baseline import load_baseline
from shared.runs.claims import Claim
from shared.runs.cut import cut_chunks
from shared.runs.defined_parts import resolve_definitions
from shared.runs.impact import find_impact
from shared.runs.sources import parts_of, sources_of
from shared.runs.staged_run import StagedRun, in_thread
from shared.runs.work import give_up, send_later, work_on
from shared.runs.work_kinds import PreparationWork
from shared.segments.formats.line_map import LineMap
from shared.segments.part_schema import Part

log = logging.getLogger(__name__)

MAX_VERSIONS = 5
"""Attempts in which a run may find its segment overwritten before it ends."""
START_OVER_DELAY_SECONDS = 5.0


async def prepare(context: Context, run_id: str) -> None:
    """Prepare the run unless it is prepared, has ended, or another worker prepares it."""
    await work_on(PreparationWork(context), await context.runs.get(run_id), lambda claimed: _prepare(context, claimed))


async def _prepare(context: Context, claimed: Claim[Run]) -> None:
    run = claimed.item
    telemetry.add_attributes(export_id=run.export_id)
    if run.prepared is None:
        await notify_of_start(context, run)
    directory = Path(tempfile.mkdtemp(prefix="run-", dir=context.settings.temp_dir))
    try:
        await _prepare_in(context, claimed, directory)
    except SourceChanged as error:
        await _start_over(context, claimed, error)
    finally:
        await asyncio.to_thread(shutil.rmtree, directory, ignore_errors=True)


async def _prepare_in(context: Context, claimed: Claim[Run], directory: Path) -> None:
    klaviyo = await context.klaviyo(claimed.item)
    await klaviyo.get_list(claimed.item.export.list_id)
    if claimed.item.missing_since:
        await claimed.change(lambda run: run.found_again())
    parts = await _pin(context, claimed, directory)
    run = await _pin_base(context, claimed)
    baseline, note = await load_baseline(context, run, directory)
    staged = StagedRun(context, run, parts, directory, await _only(context, run), baseline)
    try:
        with telemetry.stage("read"):
            lines = await in_thread(staged.read, interrupt=staged.interrupt)
        prepared = _result(staged, note)
        await _check_limits(context, run, prepared.kept)
        run = await _check_impact(claimed, klaviyo, staged)
        prepared = await _record_result(context, claimed, prepared, staged, lines)
        run = await claimed.change(lambda run: run.prepared_with(prepared, now()))
        # Only now: until the warnings are on the run, another attempt must find the columns of the last run.
        await _remember_columns(context, run, staged.columns)
        with telemetry.stage("cut"):
            await cut_chunks(context, claimed, staged)
    finally:
        staged.close()


def _result(staged: StagedRun, note: str | None) -> Prepared:
    read, rejected, duplicates, unchanged = staged.counts()
    return Prepared(
        read=read,
        rejected=rejected,
        duplicates=duplicates,
        unchanged=unchanged,
        kept=read - rejected - duplicates - unchanged,
        unidentifiable=staged.unidentifiable,
        departed=staged.departed,
        warnings=staged.warnings,
        notes=[note] if note else [],
    )


async def _record_result(
    context: Context, claimed: Claim[Run], prepared: Prepared, staged: StagedRun, lines: list[LineMap]
) -> Prepared:
    """Write the files of the first attempt that gets here, and return what preparing found.

    Raises NondeterministicPreparation where an earlier attempt found something else.
    """
    run = claimed.item
    if run.prepared is None:
        vanished = await _warn_of_missing_columns(context, run, staged.columns)
        prepared = prepared.with_warnings(vanished)
        await _write_staging(context, run, prepared, staged, lines)
        return prepared
    if not prepared.produces_same_chunks(run.prepared):
        # Before any file of the earlier attempt is overwritten.
        raise NondeterministicPreparation(
            f"The segment now gives {prepared.kept:,} profiles, {run.prepared.kept:,} before the run was "
            "interrupted (was the app upgraded meanwhile?). Start a new run."
        )
    return run.prepared


async def _check_limits(context: Context, run: Run, kept: int) -> None:
    """Raise OverLimit where the run would send more profiles than its export or its connection allows."""
    connection = await context.connection(run)
    if (exceeded := run.export.exceeded_limit(kept, connection.profile_limit)) is not None:
        raise OverLimit(f"{exceeded} Nothing was sent. Make the segment smaller, or raise the limit.")


async def _check_impact(claimed: Claim[Run], klaviyo: Klaviyo, staged: StagedRun) -> Run:
    """Record what the run would change at Klaviyo. Raise HeldForConfirmation where a user must confirm it first."""
    run = claimed.item
    hold_when = run.export.hold_when
    if hold_when is None or run.prepared is not None:
        return run
    impact = await find_impact(klaviyo, run.export, staged)
    impact = impact.checked(hold_when, run.approved_new_profiles)
    run = await claimed.change(lambda run: run.impact_found(impact))
    if impact.held:
        raise HeldForConfirmation(f"{' '.join(impact.held)} Nothing was sent. If this is right, confirm the run.")
    return run


async def _warn_of_missing_columns(context: Context, run: Run, columns: list[str]) -> list[str]:
    """Return a warning about columns of the last run that no longer exist and were sent as properties by the wildcard.

    (A missing column that the mapping names ends the run.)
    """
    before = await context.stored_files.read_json(layout.COLUMNS, export=run.export_id)
    gone = sorted(set(before) - set(columns)) if before and run.export.mapping.maps_all_others else []
    if not gone:
        return []
    names = ", ".join(column[:100] for column in gone[:20])
    return [f"Of the last run's columns {len(gone):,} are gone: {names}. Klaviyo keeps the values sent earlier."]


async def _remember_columns(context: Context, run: Run, columns: list[str]) -> None:
    """Write the columns for the next run to compare with."""
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


async def _pin(context: Context, claimed: Claim[Run], directory: Path) -> list[Part]:
    """Pin the blobs of the segments on the run, the first time, and return how each is read."""
    if not claimed.item.sources:
        pinned = await sources_of(context, claimed.item.export)
        await claimed.change(lambda run: run.pinned(*pinned))
    parts = await parts_of(context, claimed.item.sources)
    return await resolve_definitions(context, parts, claimed.item.definitions, directory)


async def _pin_base(context: Context, claimed: Claim[Run]) -> Run:
    """Pin the present snapshot on the run; once the run is recorded as prepared it stays the same."""
    run = claimed.item
    if run.prepared is not None:
        return run
    account_id = (await context.connection(run)).account_id
    found = await context.snapshots.get(run.export_id)
    snapshot = found.value if found else None
    list_removals = await find_list_removals(context, account_id, run.export.list_id, snapshot)
    return await claimed.change(lambda run: run.compared_with(snapshot, list_removals, account_id))


async def _write_staging(
    context: Context, run: Run, prepared: Prepared, staged: StagedRun, lines: list[LineMap]
) -> None:
    """Write what is known before anything is sent: the rejects and the index of kept rows."""
    files = context.run_files(run.id)

    lists = await asyncio.to_thread(staged.lists, lines)
    shared = lists.shared_csv()
    if first := await asyncio.to_thread(next, shared, None):
        await files.write(layout.SHARED_IDENTIFIERS, _stream(chain([SHARED_HEADER.encode() + first], shared)))
    if prepared.rejected or prepared.duplicates:
        await files.write(layout.PREPARED_REJECTS, _stream(lists.rejects_csv()))
    for kind, path in staged.files():
        await files.upload(kind, path)
    where = {
        "blobs": staged.blobs,
        "starts": staged.starts(),
        "lines": [{"starts": list(m.starts), "offsets": list(m.offsets)} for m in lines],
    }
    await files.write_json(layout.ROW_LOCATIONS, where)


async def _stream(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    while piece := await asyncio.to_thread(next, pieces, None):
        yield piece


async def _start_over(context: Context, claimed: Claim[Run], error: SourceChanged) -> None:
    """Read the new version of a segment that was overwritten while it was read, as long as nothing is sent."""
    kind = PreparationWork(context)
    if not claimed.item.may_be_unpinned or claimed.item.attempts >= MAX_VERSIONS:
        await give_up(kind, claimed, error)
        return
    await claimed.change(lambda run: run.unpinned())
    await send_later(kind, claimed, START_OVER_DELAY_SECONDS, counted=True)
