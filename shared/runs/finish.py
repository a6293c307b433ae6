"""End a run: count, write the rejects file and the report, record the final state, delete the staging.

Everything before the final record can be done again with the same result; what comes after it, the sweep does where
this process dies.
"""

from __future__ import annotations

import asyncio
import json
import logging
import tempfile
from array import array
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from typing import Any

from shared.domain import Chunk, ChunkState, Counts, Progress, Run
from shared.domain.base import now
from shared.domain.batch import Work
from shared.domain.removal import Removal
from shared.domain.run import history_folder, outcome
from shared.errors import StateConflict
from shared.planning.rejects import HEADER, Reject, rejects_csv
from shared.runs import measures
from shared.runs.after import count_missed, outcome_of_batches
from shared.runs.context import Context
from shared.runs.notify import announce
from shared.runs.snapshot import take_over
from shared.segments.linemap import LineMap

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
    uncut = _uncut(run, chunks)
    failed = counts.failed + unconfirmed + sum(last - first for first, last in uncut)
    counts = counts.model_copy(update={"failed": failed})
    batches, done, missed = await outcome_of_batches(context, run)
    warnings += missed
    counts = counts.model_copy(update=done)
    tally_ = await take_over(context, run, chunks, batches)
    added, updated = tally_.split(counts.accepted)
    counts = counts.model_copy(update={"added": added, "updated": updated})
    if not counts.balanced:
        log.error("run %s: the counts do not add up: %s", run_id, counts.model_dump_json())

    if counts.rejected or counts.duplicates or counts.failed:
        unsent = RowRanges()
        rejects = _rejects(context, run, chunks, uncut, unsent)
        await context.files.write(f"{run.folder}/rejects.csv", rejects, "text/csv")
        if unsent.ranges:
            # What a retry sends: rows by their place in the staged form, no personal data.
            await context.files.write(unsent_name(run.id), json.dumps(unsent.ranges).encode(), "application/json")
    ended = _ended(run, counts, progress, warnings, removed_all=not count_missed(run, batches, Work.REMOVE))
    await context.files.write(f"{run.history_folder}/report.json", report(ended).encode(), "application/json")
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
    measures.ended(ended)
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
    measures.ended(ended)


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
            "touched_at": moment,
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
    await announce(context, run)
    if not context.settings.keep_chunks:
        await context.files.delete_folder(f"{run.folder}/chunks/")
        await context.files.delete_folder(f"{run.folder}/staging/")
        await context.chunks.forget(run_id)
        await context.batches.forget(run_id)
    await context.runs.update(run_id, lambda r: None if r.cleaned else r.model_copy(update={"cleaned": True}))


def report(run: Run) -> str:
    """The run as the API shows it, for whoever looks into storage."""
    return json.dumps(public(run), indent=2)


def public(run: Run) -> dict[str, Any]:
    """A run as users see it."""
    shown = run.model_dump(
        mode="json",
        include={
            "id", "export_id", "trigger", "started_by", "retry_of", "state", "counts", "chunks", "warnings", "notes",
            "removal", "error", "queued_at", "started_at", "ended_at", "cancel_requested_at",
        },
    )  # fmt: skip
    shown["export_name"] = run.export.name
    # While chunks are still being cut, as many are known as were uploaded.
    shown["chunks"]["total"] = run.chunks.uploaded if run.chunks.total is None else run.chunks.total
    return shown


def _uncut(run: Run, chunks: list[Chunk]) -> list[tuple[int, int]]:
    """Ranges of kept rows that no chunk holds: cutting was stopped before them."""
    kept = run.prepared.kept if run.prepared else 0
    held = sorted((c.first, c.last) for c in chunks if "." not in c.name)
    gaps, reached = [], 0
    for first, last in held:
        if first > reached:
            gaps.append((reached, first))
        reached = max(reached, last)
    if reached < kept:
        gaps.append((reached, kept))
    return gaps


class RowRanges:
    """Row numbers, given in any order, as ranges [first, last); neighbours share one."""

    def __init__(self) -> None:
        self.ranges: list[list[int]] = []

    def add(self, row: int) -> None:
        """One more row."""
        if self.ranges and self.ranges[-1][1] == row:
            self.ranges[-1][1] = row + 1
        else:
            self.ranges.append([row, row + 1])


def unsent_name(run_id: str) -> str:
    """The blob that says which rows a run read but could not get accepted."""
    return f"{history_folder(run_id)}/unsent.json"


async def _rejects(
    context: Context, run: Run, chunks: list[Chunk], uncut: list[tuple[int, int]], unsent: RowRanges
) -> AsyncIterator[bytes]:
    """The rejects file: what preparing left out, then what Klaviyo refused or could not import, or was not sent."""
    yield HEADER.encode()
    async for piece in context.files.stream(f"{run.folder}/staging/rejects.csv"):
        yield piece
    finder: _Finder | None = None
    async for vain in _sent_in_vain(context, run, chunks, uncut):
        if not vain.rows and not vain.unnamed:
            continue
        finder = finder or await _Finder.load(context, run)
        for block in batched(sorted(vain.rows.items()), 10_000):
            yield rejects_csv(await asyncio.to_thread(finder.rejects, dict(block), unsent))
        if vain.unnamed:
            yield rejects_csv(await asyncio.to_thread(finder.unnamed, vain, unsent))


@dataclass(frozen=True)
class Vain:
    """What was not accepted of one chunk: by ordinal outcome, reason and detail.

    `unnamed` further profiles failed without Klaviyo saying which: they are among `among`.
    """

    rows: dict[int, tuple[str, str, str | None]]
    unnamed: int = 0
    among: tuple[int, ...] = ()
    detail: str = ""


async def _sent_in_vain(
    context: Context, run: Run, chunks: list[Chunk], uncut: list[tuple[int, int]]
) -> AsyncIterator[Vain]:
    """One chunk at a time, so that memory stays flat."""
    for chunk in chunks:
        rows: dict[int, tuple[str, str, str | None]] = {}
        for revision in range(chunk.revision):
            words = await _words(context, f"{run.folder}/staging/refused/{chunk.name}.r{revision}.json")
            rows |= {int(n): ("rejected", "refused_by_klaviyo", text) for n, text in words.items()}
        if chunk.state is ChunkState.IMPORTED and chunk.failed:
            words = await _words(context, f"{run.folder}/staging/failed/{chunk.name}.json")
            rows |= {int(n): ("failed", "import_failed", text) for n, text in words.items()}
            if chunk.failed > len(words):
                detail = f"Klaviyo counts it among the failed of import job {chunk.job_id}, but names no row."
                among = tuple(n for n in chunk.ordinals() if n not in rows)
                yield Vain(rows, chunk.failed - len(words), among, detail)
                continue
        elif chunk.state in (ChunkState.FAILED, ChunkState.CANCELED):
            reason = "chunk_failed" if chunk.state is ChunkState.FAILED else "not_sent"
            rows |= dict.fromkeys(chunk.ordinals(), ("failed", reason, chunk.error))
        elif chunk.state is ChunkState.UPLOADED:
            rows |= dict.fromkeys(chunk.ordinals(), ("failed", "unconfirmed", None))
        yield Vain(rows)
    for first, last in uncut:
        for start in range(first, last, 50_000):
            yield Vain(dict.fromkeys(range(start, min(start + 50_000, last)), ("failed", "not_sent", None)))


async def _words(context: Context, name: str) -> dict[str, str]:
    data = await context.files.read(name)
    return dict(json.loads(data)) if data else {}


class _Finder:
    """Blob and line of kept rows by their ordinals."""

    def __init__(self, index: bytes, blobs: list[str], starts: list[int], lines: list[LineMap]) -> None:
        self._index = index
        self._blobs = blobs
        self._starts = starts
        self._lines = lines

    @classmethod
    async def load(cls, context: Context, run: Run) -> _Finder:
        index = await context.files.read(f"{run.folder}/staging/index.parquet")
        where = await context.files.read(f"{run.folder}/staging/lines.json")
        if index is None or where is None:
            # Somebody deleted them: the rows are still counted and listed, but nobody knows where they stood.
            log.error("run %s: the index of its rows is gone", run.id)
            return cls(b"", [source.blob for source in run.sources], [], [])
        found = json.loads(where)
        lines = [LineMap(array("q", m["starts"]), array("q", m["offsets"])) for m in found["lines"]]
        return cls(index, found["blobs"], found["starts"], lines)

    def rejects(self, rows: dict[int, tuple[str, str, str | None]], unsent: RowRanges) -> list[Reject]:
        """Lines of the rejects file; what failed is noted in `unsent`."""
        rejects: list[Reject] = []
        for ordinal, (blob, line, row, email) in self._places(sorted(rows)):
            outcome_, reason, detail = rows[ordinal]
            if outcome_ == "failed" and row is not None:
                unsent.add(row)
            rejects.append((blob, line, outcome_, reason, detail, email))
        return rejects

    def unnamed(self, vain: Vain, unsent: RowRanges) -> list[Reject]:
        """A line for each profile that failed nobody knows where. A retry sends all that may be meant again."""
        places = self._places(list(vain.among))
        for _, (_, _, row, _) in places:
            if row is not None:
                unsent.add(row)
        return [(places[0][1][0], 0, "failed", "import_failed", vain.detail, None)] * vain.unnamed

    def _places(self, ordinals: list[int]) -> list[tuple[int, tuple[str, int, int | None, str | None]]]:
        from shared.planning.staging import read_index

        if not self._index:
            return [(ordinal, (self._blobs[0], 0, None, None)) for ordinal in ordinals]
        with tempfile.TemporaryDirectory(prefix="index-") as directory:
            path = Path(directory) / "index.parquet"
            path.write_bytes(self._index)
            found = read_index(path, ordinals)
        return [
            (ordinal, (self._blobs[file], self._lines[file].line(row - self._starts[file]), row, email))
            for ordinal, (file, row, email) in zip(ordinals, found, strict=True)
        ]


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
        uploaded=sum(1 for c in whole if c.job_id),
        imported=sum(1 for c in whole if c.state is ChunkState.IMPORTED),
        failed=sum(1 for c in whole if c.state in (ChunkState.FAILED, ChunkState.CANCELED)),
    )
    return counts, progress
