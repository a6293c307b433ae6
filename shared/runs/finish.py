"""End a run: count, write the rejects file and the report, record the final state, delete the staging.

Everything before the final record can be done again with the same result; what comes after it, the sweep does where
this process dies.
"""

from __future__ import annotations

import asyncio
import logging
import tempfile
from array import array
from collections.abc import AsyncIterator
from itertools import batched
from pathlib import Path
from typing import TYPE_CHECKING

from shared.context import Context
from shared.domain import Chunk, ChunkState, Counts, Progress, Run
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.batch import Work
from shared.domain.removal import Removal
from shared.domain.run import outcome
from shared.domain.run_report import RunReport
from shared.errors import StateConflict
from shared.notifications.delivery import notify_of_run
from shared.planning.rejects import HEADER, Reject, Why, rejects_csv
from shared.post_import.plan import count_missed, outcome_of_batches
from shared.runs import metrics
from shared.runs.profile_outcomes import find_uncut
from shared.runs.snapshots import commit_snapshot
from shared.segments.formats.line_map import LineMap

if TYPE_CHECKING:
    from shared.planning.unaccepted_rows import Unaccepted, UnacceptedRows

log = logging.getLogger(__name__)


async def finish(context: Context, run_id: str) -> None:
    """Bring a run whose chunks are all settled (or that is to stop) to its final state."""
    found = await context.runs.get(run_id)
    if found is None or found.value.state.final:
        return
    run = found.value
    chunks = [chunk.value async for chunk in context.chunks.of_run(run_id)]
    counts, progress = tally(run, chunks)
    unconfirmed = sum(c.profiles for c in chunks if c.state is ChunkState.UPLOADED)
    warnings = list(run.warnings)
    if unconfirmed and run.cancel_requested_at:
        warnings.append(
            f"{unconfirmed:,} profiles had been handed to Klaviyo when the run was canceled; their import was not "
            "waited for. They count as failed (unconfirmed), and the list may hold them. Retry the run to send them "
            "again: that changes nothing where Klaviyo has them."
        )
    uncut = list(find_uncut(run, chunks))
    failed = counts.failed + unconfirmed + sum(last - first for first, last in uncut)
    counts = counts.model_copy(update={"failed": failed})
    batches, done, missed = await outcome_of_batches(context, run)
    warnings += missed
    counts = counts.model_copy(update=done)
    with tempfile.TemporaryDirectory(prefix="finish-", dir=context.settings.temp_dir) as name:
        directory = Path(name)
        path = directory / "index.parquet"
        # Once: with a run of many rows it is the largest file that is read here.
        index = path if await context.run_files(run_id).download(layout.INDEX, path) else None
        tally_ = await commit_snapshot(context, run, chunks, batches, index=index)
        added, updated = tally_.split(counts.accepted)
        counts = counts.model_copy(update={"added": added, "updated": updated})
        if not counts.balanced:
            log.error("run %s: the counts do not add up: %s", run_id, counts.model_dump_json())
        if counts.rejected or counts.duplicates or counts.failed:
            await _write_rejects(context, run, chunks, uncut, directory, index)
    ended = _ended(run, counts, progress, warnings, removed_all=not count_missed(run, batches, Work.REMOVE))
    await context.run_files(run_id).write(layout.REPORT, report(ended).encode())
    try:
        await context.runs.end(ended, found.etag)
    except StateConflict:
        # Somebody ended it first, or wrote in between (a cancellation): whoever follows next decides anew.
        log.info("run %s: was changed while it ended", run_id)
        again = await context.runs.get(run_id)
        if again is not None and not again.value.state.final:
            await finish(context, run_id)
        return
    log.info("run %s: %s", run_id, ended.state)
    metrics.ended(ended)
    await clean(context, ended.id)


async def end_plainly(context: Context, run_id: str) -> None:
    """End a run whose end cannot be brought about properly: counted from its records, without a rejects file."""
    found = await context.runs.get(run_id)
    if found is None or found.value.state.final:
        return
    run = found.value
    chunks = [chunk.value async for chunk in context.chunks.of_run(run_id)]
    counts, progress = tally(run, chunks)
    settled = counts.accepted + counts.unchanged + counts.duplicates + counts.rejected
    counts = counts.model_copy(update={"failed": counts.read - settled, "added": counts.accepted})
    batches, done, missed = await outcome_of_batches(context, run)
    counts = counts.model_copy(update=done)
    warnings = [*run.warnings, *missed, "The rejects file could not be written; the app's log says why."]
    ended = _ended(run, counts, progress, warnings, removed_all=not count_missed(run, batches, Work.REMOVE))
    await context.runs.end(ended, found.etag)
    log.error("run %s: ended without its rejects file", run_id)
    metrics.ended(ended)


def _ended(run: Run, counts: Counts, progress: Progress, warnings: list[str], *, removed_all: bool) -> Run:
    """The run in the final state that its counts mean."""
    moment = now()
    return run.model_copy(
        update={
            "state": outcome(counts, warnings, canceled=run.cancel_requested_at is not None, error=run.error),
            "counts": counts,
            "chunks": progress,
            "warnings": warnings,
            "removal": _removal_at_the_end(run, removed_all=removed_all),
            "ended_at": moment,
            "heartbeat_at": moment,
            "lease": None,
        }
    )


def _removal_at_the_end(run: Run, *, removed_all: bool) -> Removal | None:
    removal = run.removal
    if removal is None or removal.state == "held":
        return removal
    # What was not done is left to the next run, or to a confirmation.
    return removal.model_copy(update={"state": "done" if removed_all else "held"})


async def clean(context: Context, run_id: str) -> None:
    """Tell of a final run, then delete its staging: bodies, index, records of its chunks."""
    found = await context.runs.get(run_id)
    if found is None or not found.value.state.final or found.value.cleaned:
        return
    run = found.value
    await notify_of_run(context, run)
    if not context.settings.keep_chunks:
        await context.run_files(run_id).delete_working_files()
        await context.chunks.forget(run_id)
        await context.batches.forget(run_id)
    await context.runs.update(run_id, lambda r: None if r.cleaned else r.model_copy(update={"cleaned": True}))


def report(run: Run) -> str:
    """The run as the API shows it, for whoever looks into storage."""
    return RunReport.of(run).model_dump_json(indent=2)


class RowRanges:
    """Row numbers in ascending order, written as JSON: ranges [first, last), neighbours share one."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="ascii")
        self._range: tuple[int, int] | None = None
        self.empty = True

    def add(self, row: int) -> None:
        """One more row."""
        if self._range is not None and row <= self._range[1]:
            self._range = (self._range[0], row + 1)
            return
        self._flush()
        self._range = (row, row + 1)

    def close(self) -> None:
        """Write what is left, and close the file."""
        self._flush()
        self._file.write("[]" if self.empty else "]")
        self._file.close()

    def _flush(self) -> None:
        if self._range is not None:
            self._file.write(f"{'[' if self.empty else ','}[{self._range[0]},{self._range[1]}]")
            self.empty = False


async def _write_rejects(
    context: Context,
    run: Run,
    chunks: list[Chunk],
    uncut: list[tuple[int, int]],
    directory: Path,
    index: Path | None,
) -> None:
    """Write the rejects file and, for a retry, which rows failed: their places in the staged form, no personal data."""
    # Imported late: DuckDB takes its time to load.
    from shared.planning.unaccepted_rows import UnacceptedRows

    settings, files = context.settings, context.run_files(run.id)
    rows = await asyncio.to_thread(
        UnacceptedRows, directory, index, memory_mb=settings.prepare_memory_mb, threads=settings.prepare_threads
    )
    path = directory / "unsent"
    unsent = RowRanges(path)
    try:
        unnamed = await _collect_unaccepted(context, run, chunks, rows)
        await asyncio.to_thread(rows.add_ranges, [(first, last, Why("failed", "not_sent")) for first, last in uncut])
        locator = await _Locator.load(context, run, lost=index is None)
        rejects = _rejects(context, run, rows, locator, unnamed, unsent)
        await files.write(layout.REJECTS, rejects)
    finally:
        unsent.close()
        rows.close()
    if not unsent.empty:
        await files.upload(layout.UNSENT, path)


async def _rejects(
    context: Context, run: Run, rows: UnacceptedRows, locator: _Locator, unnamed: list[str], unsent: RowRanges
) -> AsyncIterator[bytes]:
    """The rejects file: what preparing left out, then what Klaviyo refused or could not import, or was not sent."""
    yield HEADER.encode()
    async for piece in context.run_files(run.id).stream(layout.PREPARED_REJECTS):
        yield piece
    blocks = rows.blocks()
    while block := await asyncio.to_thread(next, blocks, None):
        yield rejects_csv(await asyncio.to_thread(locator.rejects, block, unsent))
    for details in batched(unnamed, 10_000):
        yield rejects_csv((locator.first_blob, 0, "failed", "import_failed", detail, None) for detail in details)


async def _collect_unaccepted(context: Context, run: Run, chunks: list[Chunk], rows: UnacceptedRows) -> list[str]:
    """Add what was not accepted, one chunk at a time. The details of failed profiles that Klaviyo does not name."""
    files = context.run_files(run.id)
    unnamed: list[str] = []
    for chunk in chunks:
        found: dict[int, Why] = {}
        refused = await files.read_refused(chunk)
        found |= {ordinal: Why("rejected", "refused_by_klaviyo", message) for ordinal, message in refused.items()}
        if chunk.state is ChunkState.IMPORTED and chunk.failed:
            errors = await files.read_import_errors(chunk)
            found |= {ordinal: Why("failed", "import_failed", message) for ordinal, message in errors.items()}
            if missing := chunk.failed - len(errors):
                # A retry sends all who may be meant.
                detail = f"Klaviyo counts it among the failed of import job {chunk.job_id}, but names no row."
                meant = Why("failed", "import_failed", listed=False)
                found |= {n: meant for n in chunk.ordinals() if n not in found}
                unnamed += [detail] * missing
        elif chunk.state in (ChunkState.FAILED, ChunkState.CANCELED):
            reason = "chunk_failed" if chunk.state is ChunkState.FAILED else "not_sent"
            found |= dict.fromkeys(chunk.ordinals(), Why("failed", reason, chunk.error))
        elif chunk.state is ChunkState.UPLOADED:
            found |= dict.fromkeys(chunk.ordinals(), Why("failed", "unconfirmed"))
        if found:
            await asyncio.to_thread(rows.add, found)
    return unnamed


class _Locator:
    """Blob and line of rows by their part and their place in the staged form."""

    def __init__(self, blobs: list[str], starts: list[int], lines: list[LineMap]) -> None:
        self._blobs = blobs
        self._starts = starts
        self._lines = lines

    @property
    def first_blob(self) -> str:
        """The first blob of the run."""
        return self._blobs[0]

    @classmethod
    async def load(cls, context: Context, run: Run, *, lost: bool) -> _Locator:
        found = await context.run_files(run.id).read_json(layout.ROW_LOCATIONS)
        if found is None or lost:
            # They were deleted: the rows are still counted and listed, without their place in the segment.
            log.error("run %s: the index of its rows is gone", run.id)
            return cls([source.blob for source in run.sources], [], [])
        lines = [LineMap(array("q", m["starts"]), array("q", m["offsets"])) for m in found["lines"]]
        return cls(found["blobs"], found["starts"], lines)

    def rejects(self, block: list[Unaccepted], unsent: RowRanges) -> list[Reject]:
        """Lines of the rejects file; what failed is noted in `unsent`."""
        rejects: list[Reject] = []
        for one in block:
            blob, line = self.first_blob, 0
            if one.file is not None and one.row is not None and self._lines:
                blob, line = self._blobs[one.file], self._lines[one.file].line(one.row - self._starts[one.file])
                if one.outcome == "failed":
                    unsent.add(one.row)
            if one.listed:
                rejects.append((blob, line, one.outcome, one.reason, one.detail, one.email))
        return rejects


def tally(run: Run, chunks: list[Chunk]) -> tuple[Counts, Progress]:
    """Counts and progress as the chunks' records have them."""
    prepared = run.prepared
    counts = Counts(
        read=prepared.read if prepared else 0,
        unchanged=prepared.unchanged if prepared else 0,
        duplicates=prepared.duplicates if prepared else 0,
        rejected=(prepared.rejected if prepared else 0) + sum(chunk.rejected for chunk in chunks),
        accepted=sum(chunk.accepted for chunk in chunks),
        failed=sum(chunk.failed for chunk in chunks),
    )
    whole = [chunk for chunk in chunks if chunk.state is not ChunkState.SPLIT]
    progress = Progress(
        total=len(whole) if run.cut else None,
        # A chunk whose every profile Klaviyo refused has no job, and nothing of it is left to upload.
        uploaded=sum(1 for c in whole if c.job_id or c.state is ChunkState.IMPORTED),
        imported=sum(1 for c in whole if c.state is ChunkState.IMPORTED),
        failed=sum(1 for c in whole if c.state in (ChunkState.FAILED, ChunkState.CANCELED)),
    )
    return counts, progress
