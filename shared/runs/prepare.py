"""Prepare a run: read its segment into a staged form, check, count, then cut chunks and enqueue each at once.

Counts, rejects and the index are recorded before the first chunk is sent, so that another attempt can continue after a
death at any point: the same pinned blobs give the same chunks. A segment that does not fit on one instance is divided
into pieces (split_run.py). Claim, heartbeat and retries are in work.py.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import tempfile
from itertools import chain
from pathlib import Path

from shared import telemetry
from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.impact import LOOKED_UP_AT_MOST
from shared.domain.messages import FollowRun
from shared.domain.run_values import Prepared
from shared.domain.split import Bucket
from shared.errors import SourceChanged, TempDiskFull
from shared.klaviyo import Klaviyo
from shared.notifications.delivery import notify_of_start
from shared.planning.rejects import SHARED_HEADER
from shared.post_import.other_exports import find_list_removals
from shared.runs.baseline import load_baseline
from shared.runs.claims import Claim
from shared.runs.cut import cut_chunks
from shared.runs.defined_parts import read_members, run_selects
from shared.runs.gate import Preparation, pass_gate
from shared.runs.partitions import plan_partitions, segment_parts, stages_of
from shared.runs.row_log import upload_prepared_rows
from shared.runs.sources import sent_values, sources_of
from shared.runs.split_run import advance
from shared.runs.staged_run import StagedRun, in_thread, stream
from shared.runs.undo import prepare_undo
from shared.runs.unsent_rows import load_rows_of_retry
from shared.runs.work import give_up, send_later, work_on
from shared.runs.work_kinds import PreparationWork
from shared.segments.formats.line_map import LineMap
from shared.segments.part_schema import Part, union
from shared.texts import Text

log = logging.getLogger(__name__)

START_OVER_DELAY_SECONDS = 5.0
TOO_LOW = 2
"""How many times the estimate a segment may need that outgrew its disk."""


async def prepare(context: Context, run_id: str) -> None:
    """Prepare the run unless it is prepared, has ended, or another worker prepares it."""
    await work_on(PreparationWork(context), await context.runs.get(run_id), lambda claimed: _prepare(context, claimed))


async def _prepare(context: Context, claimed: Claim[Run]) -> None:
    run = claimed.item
    telemetry.add_attributes(export_id=run.export_id)
    if run.prepared is None and run.split is None:
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
    target = await klaviyo.get_list(claimed.item.export.list_id)
    if claimed.item.missing_since:
        await claimed.change(lambda run: run.found_again())
    if claimed.item.undo_of is not None:
        await prepare_undo(context, claimed, claimed.item.undo_of, target.name)
        return
    parts = await _pin(context, claimed, directory)
    run = await _pin_base(context, claimed, target.name, parts)
    if run.split is None and not await _divide_if_needed(context, claimed, parts, directory):
        try:
            await _prepare_in_one_piece(context, claimed, klaviyo, parts, directory)
        except TempDiskFull:
            if run.prepared is not None:
                raise
            # The estimate was too low.
            await _divide_if_needed(context, claimed, parts, directory, times=TOO_LOW)
    if claimed.item.split is not None:
        await advance(context, claimed, klaviyo, parts)


async def _divide_if_needed(
    context: Context, claimed: Claim[Run], parts: list[Part], directory: Path, *, times: int = 0
) -> bool:
    """Divide the preparation if it does not fit on one instance; with `times`, in any case. Return whether it was."""
    # Imported here: only preparing needs DuckDB, and loading it takes its time.
    from shared.planning.fit import divide
    from shared.planning.temp_disk import TempDisk

    run = claimed.item
    if run.prepared is not None:
        return False
    split = divide(
        parts,
        sent_values(run.export, parts),
        people=run.people_to_compare,
        row_log=run.export.row_log is not None,
        disk_mb=TempDisk(directory, context.settings.prepare_disk_mb).limit_mb,
        stages=stages_of(run, parts),
        times=times or 1,
        whole=not times,
    )
    if split is None:
        return False
    await plan_partitions(context, run, split, parts)
    await claimed.change(lambda run: run.divided(split, now()))
    log.info("run %s: prepared in %d buckets", run.id, split.buckets)
    return True


async def _prepare_in_one_piece(
    context: Context, claimed: Claim[Run], klaviyo: Klaviyo, parts: list[Part], directory: Path
) -> None:
    run = claimed.item
    parts = await read_members(context, parts, directory)
    baseline, note = await load_baseline(context, run, directory)
    only = await load_rows_of_retry(context, run, directory)
    staged = StagedRun(context, run, parts, directory, only, baseline)
    try:
        with telemetry.stage("read"):
            lines = await in_thread(staged.read, interrupt=staged.interrupt)
        prepared = _result(staged, note)

        async def write_files(prepared: Prepared) -> None:
            await _write_staging(context, run, prepared, staged, lines)

        async def sample() -> list[str]:
            return await asyncio.to_thread(staged.sample_of_added, LOOKED_UP_AT_MOST)

        found = Preparation(prepared, staged.findings, staged.columns, sample, write_files)
        await pass_gate(context, claimed, klaviyo, found)
        await context.queues.send(FollowRun(run_id=run.id, step=claimed.item.step), delay=1)
        with telemetry.stage("cut"):
            total = await cut_chunks(context, claimed.item, staged.bodies)
        await claimed.change(lambda run: run.cut_completed(total, now()))
        log.info("run %s: %d chunks cut", run.id, total)
    finally:
        staged.close()


def _result(staged: StagedRun, note: Text | None) -> Prepared:
    return Prepared.of(staged.findings, staged.warnings, [note] if note else [], staged.first_portion)


async def _pin(context: Context, claimed: Claim[Run], directory: Path) -> list[Part]:
    """Pin the blobs of the segments on the run, the first time, and return how each is read."""
    if not claimed.item.sources:
        pinned = await sources_of(context, claimed.item.export)
        await claimed.change(lambda run: run.pinned(*pinned))
    parts = await segment_parts(context, claimed.item)
    return await run_selects(context, parts, claimed.item.definitions, directory)


async def _pin_base(context: Context, claimed: Claim[Run], list_name: str, parts: list[Part]) -> Run:
    """Pin the present snapshot on the run; once the run is recorded as prepared, or divided, it stays the same."""
    run = claimed.item
    if run.prepared is not None or run.split is not None:
        return run
    account_id = (await context.connection(run)).account_id
    found = await context.snapshots.get(run.export_id)
    snapshot = found.value if found else None
    list_removals = await find_list_removals(context, account_id, run.export.list_id, snapshot)
    columns = [column.name for column in union(parts)]
    earlier = await _last_read(context, run)
    return await claimed.change(
        lambda run: run.compared_with(snapshot, list_removals, account_id).described(list_name, columns, earlier)
    )


async def _last_read(context: Context, run: Run) -> Run | None:
    """Return the last earlier run of the export that read rows, if it is among those that are kept in outline."""
    recent = (await context.runs.lists.recent.of([run.export_id]))[run.export_id]
    before = recent.last_read_before(run.id)
    found = await context.runs.get(before.id) if before else None
    return found.value if found else None


async def _write_staging(
    context: Context, run: Run, prepared: Prepared, staged: StagedRun, lines: list[LineMap]
) -> None:
    """Write what is known before anything is sent: the rejects and the index of kept rows."""
    files = context.run_files(run.id)

    lists = await asyncio.to_thread(staged.lists, lines)
    shared = lists.shared_csv()
    if first := await asyncio.to_thread(next, shared, None):
        await files.write(layout.SHARED_IDENTIFIERS, stream(chain([SHARED_HEADER.encode() + first], shared)))
    if prepared.rejected or prepared.duplicates:
        await files.write(layout.PREPARED_REJECTS, stream(lists.rejects_csv()))
    for kind, path in staged.files():
        await files.upload(kind, path)
    if run.export.row_log:
        await upload_prepared_rows(files, staged.prepared_rows(run.export.row_log), Bucket(0, 1))
    where = {
        "blobs": staged.blobs,
        "starts": staged.starts(),
        "lines": [line_map.stored for line_map in lines],
    }
    await files.write_json(layout.ROW_LOCATIONS, where)


async def _start_over(context: Context, claimed: Claim[Run], error: SourceChanged) -> None:
    """Read the new version of a segment that was overwritten while it was read, as long as nothing is sent."""
    kind = PreparationWork(context)
    if not claimed.item.may_be_unpinned:
        await give_up(kind, claimed, error)
        return
    await claimed.change(lambda run: run.unpinned())
    await send_later(kind, claimed, START_OVER_DELAY_SECONDS, counted=False)
