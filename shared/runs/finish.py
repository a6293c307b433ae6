"""End a run: count, commit the snapshot, write the rejects file and the report, record the final state, clean up.

Every step before the final record can be repeated with the same result. The steps after it are repeated by the sweep if
this process dies. Two processes may end a run at once: the slower one reads working files and records that the other
deletes. So a result is written only if the run is unchanged after everything was read that the result is made of.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from shared.context import Context
from shared.domain import Chunk, Counts, Run
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.run_report import RunReport
from shared.domain.undo import AddedPeople
from shared.errors import StateConflict
from shared.notifications.delivery import notify_of_run
from shared.post_import.not_subscribed import write_not_subscribed
from shared.post_import.results import PostImportResult, load_post_import_result
from shared.runs import metrics
from shared.runs.chunk_counts import count_chunks, count_unconfirmed
from shared.runs.import_jobs import format_import_jobs
from shared.runs.indexes import Indexes
from shared.runs.profile_outcomes import find_uncut
from shared.runs.rejects_file import write_rejects_file
from shared.runs.row_log import write_row_log
from shared.runs.snapshots import commit_snapshot
from shared.runs.undo_snapshot import commit_undo, mark_undone
from shared.storage.records import Versioned
from shared.texts import Text, text

log = logging.getLogger(__name__)

WITHOUT_REJECTS = text("rejects-file-missing")


async def finish(context: Context, run_id: str) -> None:
    """End a run that has no work left, or that is to stop."""
    found = await context.runs.get(run_id)
    if found is None or found.value.state.final:
        return
    try:
        ended = await _end(context, found)
    except StateConflict:
        # Another process ended the run, or changed it (a cancellation): decide again from its present state.
        log.info("run %s: was changed while it ended", run_id)
        await finish(context, run_id)
        return
    log.info("run %s: %s", run_id, ended.state)
    metrics.record_outcome(ended)
    await clean(context, ended.id)


async def _end(context: Context, found: Versioned[Run]) -> Run:
    """Write the results and the final record. Raises StateConflict where the run is no longer the version `found`."""
    run = found.value

    async def require_unchanged() -> None:
        current = await context.runs.get(run.id)
        if current is None or current.etag != found.etag:
            raise StateConflict(text("record-changed", record=run.id))

    at = now()
    chunks = [chunk.value async for chunk in context.chunks.of_run(run.id)]
    post_import = await load_post_import_result(context, run)
    counts, progress = count_chunks(run, chunks)
    counts = post_import.add_to(_count_unsent(run, chunks, counts))
    counts, added = await _write_results(context, run, chunks, post_import, counts, require_unchanged)
    warnings = [*run.warnings, *_warn_of_unconfirmed(run, chunks), *post_import.warnings(at)]
    ended = run.finished(
        counts,
        progress,
        warnings,
        removed_all=post_import.removed_all,
        at=at,
        notes=post_import.notes,
        added=added,
    )
    await require_unchanged()
    if run.undo_of is not None and post_import.is_undone(at):
        await mark_undone(context, run, run.undo_of)
    files = context.run_files(run.id)
    await files.write(layout.IMPORT_JOBS, format_import_jobs(chunks))
    await files.write(layout.REPORT, format_report(ended))
    await context.runs.end(ended, found.etag)
    return ended


async def end_without_rejects(context: Context, run_id: str) -> None:
    """End a run that `finish` cannot end: counted from its records, without snapshot and rejects file."""
    found = await context.runs.get(run_id)
    if found is None or found.value.state.final:
        return
    run = found.value
    chunks = [chunk.value async for chunk in context.chunks.of_run(run_id)]
    post_import = await load_post_import_result(context, run)
    counts, progress = count_chunks(run, chunks)
    settled = counts.accepted + counts.unchanged + counts.duplicates + counts.rejected
    counts = post_import.add_to(counts.with_totals(failed=counts.read - settled, added=counts.accepted))
    at = now()
    warnings = [*run.warnings, *post_import.warnings(at), WITHOUT_REJECTS]
    ended = run.finished(counts, progress, warnings, removed_all=post_import.removed_all, at=at)
    await context.runs.end(ended, found.etag)
    log.error("run %s: ended without its rejects file", run_id)
    metrics.record_outcome(ended)


def _count_unsent(run: Run, chunks: list[Chunk], counts: Counts) -> Counts:
    """Return the counts with the rows that were not sent, or whose import is not confirmed, as failed."""
    uncut = sum(last - first for first, last in find_uncut(run, chunks))
    return counts.with_totals(failed=counts.failed + count_unconfirmed(chunks) + uncut)


def _warn_of_unconfirmed(run: Run, chunks: list[Chunk]) -> list[Text]:
    unconfirmed = count_unconfirmed(chunks)
    if not unconfirmed:
        return []
    if run.cancel_requested_at:
        return [text("canceled-unconfirmed", count=unconfirmed)]
    return [text("failed-unconfirmed", count=unconfirmed)]


async def _write_results(
    context: Context,
    run: Run,
    chunks: list[Chunk],
    post_import: PostImportResult,
    counts: Counts,
    require_unchanged: Callable[[], Awaitable[None]],
) -> tuple[Counts, AddedPeople | None]:
    """Commit the snapshot and write the rejects file.

    Return the counts with those of added and updated people, and the record of those who were added.
    """
    with tempfile.TemporaryDirectory(prefix="finish-", dir=context.settings.temp_dir) as name:
        directory = Path(name)
        indexes = Indexes(context, run, directory)
        if run.undo_of is not None:
            await commit_undo(context, run, post_import.batches)
            await write_row_log(context, run, chunks, post_import.batches, require_unchanged)
            return counts, None
        outcome = await commit_snapshot(context, run, chunks, indexes, post_import.batches)
        added, updated = outcome.tally.split(counts.accepted)
        counts = counts.with_totals(added=added, updated=updated)
        if not counts.balanced:
            log.error("run %s: the counts do not add up: %s", run.id, counts.model_dump_json())
        if counts.rejected or counts.duplicates or counts.failed:
            await write_rejects_file(context, run, chunks, directory, indexes, require_unchanged)
    await write_row_log(context, run, chunks, post_import.batches, require_unchanged)
    await write_not_subscribed(context, run, post_import.batches, require_unchanged)
    return counts, outcome.added


async def clean(context: Context, run_id: str) -> None:
    """Notify of a run that has ended, then delete its working files and the records of its chunks and batches."""
    found = await context.runs.get(run_id)
    if found is None or not found.value.state.final or found.value.cleaned:
        return
    await notify_of_run(context, found.value)
    if not context.settings.keep_chunks:
        await context.run_files(run_id).delete_working_files()
        await context.chunks.forget(run_id)
        await context.batches.forget(run_id)
        await context.pieces.forget(run_id)
    await context.runs.update(run_id, lambda run: None if run.cleaned else run.cleaned_up())


def format_report(run: Run) -> bytes:
    """Return the run as the API shows it, as JSON."""
    return RunReport.of(run).model_dump_json(indent=2).encode()
