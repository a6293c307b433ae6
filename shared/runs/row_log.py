"""The row log of a run: prepared with its chunks, written when it ends. Another attempt writes the same files again."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shared.context import Context
from shared.domain import Chunk, ChunkState, Run
from shared.domain import storage_layout as layout
from shared.domain.batch import Batch, BatchAction, BatchState
from shared.domain.row_log import ACTIONS, DONE, ActionReason
from shared.domain.split import Bucket
from shared.post_import.checkpoint import read_checkpoint
from shared.runs.rejects_file import collect_unaccepted
from shared.storage.stored_files import RunFiles
from shared.texts import Text

if TYPE_CHECKING:
    from shared.planning.logged_rows import Action, LoggedRows

log = logging.getLogger(__name__)

ACTION_ROWS = 50_000
"""Of one part about what was done after the import: what a run did for more people is in several."""


async def upload_prepared_rows(files: RunFiles, windows: Iterator[tuple[int, Path]], bucket: Bucket) -> None:
    """Write the rows of a bucket for the run's end, window by window."""
    while (window := await asyncio.to_thread(next, windows, None)) is not None:
        number, path = window
        await files.upload(layout.PREPARED_ROWS, path, part=_part(bucket, number))


async def write_row_log(
    context: Context,
    run: Run,
    chunks: list[Chunk],
    batches: Sequence[Batch],
    require_unchanged: Callable[[], Awaitable[None]],
) -> None:
    """Write the row log of a run that ends, where its export keeps one.

    `require_unchanged` raises StateConflict where another process ended the run, and may have deleted what is read
    here: then nothing is written.
    """
    if run.export.row_log is None or run.prepared is None:
        return
    files = context.run_files(run.id)
    async with _open_rows(context, run) as (rows, directory):
        await collect_unaccepted(files, run, chunks, rows)
        await asyncio.to_thread(rows.add_jobs, list(_jobs_of(chunks)))
        before, after, full = directory / "before.parquet", directory / "after.parquet", 0
        for batch in batches:
            await asyncio.to_thread(rows.add_actions, await _actions_of(files, batch))
            if rows.actions >= ACTION_ROWS:
                await require_unchanged()
                await asyncio.to_thread(rows.write_actions, after)
                await files.upload(layout.ROW_LOG, after, part=f"{ACTIONS}-{full:05d}")
                full += 1
        await require_unchanged()
        for bucket in run.buckets:
            for part in await _parts_of(context, files, bucket):
                if not await files.download(layout.PREPARED_ROWS, before, part=part):
                    await require_unchanged()
                    log.error("run %s: rows of its row log are missing", run.id)
                    continue
                await asyncio.to_thread(rows.write_part, before, after, bucket)
                await files.upload(layout.ROW_LOG, after, part=part)
        # Written last, also without an action: where it is, the log is complete.
        await asyncio.to_thread(rows.write_actions, after)
        await files.upload(layout.ROW_LOG, after, part=ACTIONS)


@asynccontextmanager
async def _open_rows(context: Context, run: Run) -> AsyncIterator[tuple[LoggedRows, Path]]:
    # Imported here: loading DuckDB takes its time.
    from shared.planning.logged_rows import LoggedRows, RunFacts

    settings = context.settings
    facts = RunFacts(run.id, run.export_id, run.export.mapping.identity, run.started_at or run.queued_at)
    with tempfile.TemporaryDirectory(prefix="row-log-", dir=settings.temp_dir) as name:
        directory = Path(name)
        rows = await asyncio.to_thread(LoggedRows, directory, facts, memory_mb=settings.prepare_memory_mb)
        try:
            yield rows, directory
        finally:
            rows.close()


async def _parts_of(context: Context, files: RunFiles, bucket: Bucket) -> list[str]:
    """Return the names of a bucket's parts. An attempt with another number of buckets may have left others."""
    first = files.path(layout.PREPARED_ROWS, part=_part(bucket, 0))
    prefix = first.rpartition("-")[0] + "-"
    return [Path(blob.name).stem async for blob in context.files.list(prefix)]


def _part(bucket: Bucket, window: int) -> str:
    return f"{bucket.of:05d}-{bucket.number:05d}-{window:05d}"


def _jobs_of(chunks: Sequence[Chunk]) -> Iterator[Any]:
    from shared.planning.logged_rows import ImportJob

    for chunk in chunks:
        if chunk.state is not ChunkState.SPLIT and chunk.job_id:
            yield ImportJob(chunk.first, chunk.last, chunk.job_id, chunk.posted_at)


async def _actions_of(files: RunFiles, batch: Batch) -> list[Action]:
    """Return what a batch did for each of its people."""
    from shared.planning.logged_rows import Action

    people = await files.read_json(layout.BATCH, batch=batch.name) or []
    done, missed = DONE[batch.work], f"not_{DONE[batch.work]}"
    if batch.state is not BatchState.DONE:
        found = [(missed, str(ActionReason.NOT_COMPLETED))] * len(people)
    else:
        checkpoint = await read_checkpoint(files, batch)
        found = [(done, "")] * len(people)
        for places, why in (
            (checkpoint.refused, ActionReason.REFUSED_BY_KLAVIYO),
            (checkpoint.stayed, ActionReason.ON_OTHER_EXPORT),
            (checkpoint.skipped, ActionReason.NOT_POSSIBLE),
            (checkpoint.joined_before + checkpoint.joined_after, ActionReason.JOINED_AT_ANOTHER_TIME),
        ):
            for place in places:
                found[place] = missed, str(why)
        for place, opt_out, _ in checkpoint.suppressed:
            found[place] = missed, opt_out
    actions = []
    for entry, (outcome, reason) in zip(people, found, strict=True):
        person, *more = [entry] if isinstance(entry, str) else entry
        detail: Text | str | None = batch.error
        if batch.work is BatchAction.CLEAR and outcome == done:
            detail = ", ".join(more[0])
        channel = more[0] if more and batch.work is not BatchAction.CLEAR else None
        actions.append(Action(person, outcome, reason or None, detail, channel))
    return actions
