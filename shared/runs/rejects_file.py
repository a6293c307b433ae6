"""The rejects file of a run, and the record of the rows that a retry sends."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import batched
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shared.context import Context
from shared.domain import Chunk, ChunkState, Run
from shared.domain import storage_layout as layout
from shared.domain.chunk import NOT_AT_KLAVIYO
from shared.planning.rejects import HEADER, Reject, Why, klaviyo_says, rejects_csv
from shared.runs.indexes import Indexes
from shared.runs.profile_outcomes import find_uncut
from shared.runs.unsent_rows import UnsentRows
from shared.segments.formats.line_map import LineMap
from shared.storage.stored_files import RunFiles, checked
from shared.texts import Text, text

if TYPE_CHECKING:
    from shared.planning.unaccepted_rows import Unaccepted, UnacceptedRows

log = logging.getLogger(__name__)

BLOCK_LINES = 10_000
NOT_FOUND = Why("rejected", "not_found")
NOT_SENT = Why("failed", "not_sent")
MAYBE_FAILED = Why("failed", "import_failed", listed=False)
"""Klaviyo counts failed profiles without naming them: a retry sends all profiles that may be meant."""


async def write_rejects_file(
    context: Context,
    run: Run,
    chunks: list[Chunk],
    directory: Path,
    indexes: Indexes,
    require_unchanged: Callable[[], Awaitable[None]],
) -> None:
    """Write the rejects file and, if rows failed, which rows those are: their row numbers, no personal data.

    Without an index, rows are listed without their places in the segment. `require_unchanged` raises StateConflict
    where another process ended the run, and may have deleted what is read here: then nothing is written.
    """
    # Imported here: loading DuckDB takes its time.
    from shared.planning.unaccepted_rows import UnacceptedRows

    settings, files = context.settings, context.run_files(run.id)
    rows = await asyncio.to_thread(
        UnacceptedRows, directory, memory_mb=settings.prepare_memory_mb, threads=settings.prepare_threads
    )
    unsent = UnsentRows(files, directory / "unsent.csv", require_unchanged)
    try:
        unidentified = await collect_unaccepted(files, run, chunks, rows)
        stored = await files.read_json(layout.ROW_LOCATIONS)
        if stored is None:
            await require_unchanged()
            log.error("run %s: the file with the lines of its rows is missing", run.id)
        blocks = _list_unaccepted(rows, run, indexes, unsent)
        lines = _format_rejects(files, blocks, run, RowLocator.of(stored, run, unsent), unidentified)
        await files.write(layout.REJECTS, checked(lines, require_unchanged))
    finally:
        unsent.close()
        rows.close()


async def _format_rejects(
    files: RunFiles, blocks: AsyncIterator[list[Unaccepted]], run: Run, locator: RowLocator, unidentified: list[Text]
) -> AsyncIterator[bytes]:
    """Return the file in pieces: rows that were not sent, rows that were not accepted, failures without a row."""
    yield HEADER.encode()
    for bucket in run.buckets:
        async for piece in files.of(bucket).stream(layout.PREPARED_REJECTS):
            yield piece
    async for block in blocks:
        yield rejects_csv(await asyncio.to_thread(locator.locate, block), run.export.mapping.identity)
    for details in batched(unidentified, BLOCK_LINES):
        yield rejects_csv((locator.first_blob, 0, "failed", "import_failed", detail, None) for detail in details)


async def _list_unaccepted(
    rows: UnacceptedRows, run: Run, indexes: Indexes, unsent: UnsentRows
) -> AsyncIterator[list[Unaccepted]]:
    """Yield the rows that were not accepted, bucket by bucket. The reader adds those that failed to `unsent`."""
    for bucket in run.buckets:
        blocks = rows.blocks(await indexes.load(bucket), bucket)
        while block := await asyncio.to_thread(next, blocks, None):
            yield block
        await unsent.complete(bucket)


async def collect_unaccepted(files: RunFiles, run: Run, chunks: list[Chunk], rows: UnacceptedRows) -> list[Text]:
    """Add the rows that were not accepted, one chunk at a time. Return the details of failures without a row."""
    unidentified: list[Text] = []
    for chunk in chunks:
        refused = await files.read_refused(chunk)
        reasons = {ordinal: _why_rejected(message) for ordinal, message in refused.items()}
        if chunk.state is ChunkState.IMPORTED and chunk.failed:
            errors = await files.read_import_errors(chunk)
            reasons |= {
                ordinal: Why("failed", "import_failed", klaviyo_says(message)) for ordinal, message in errors.items()
            }
            if missing := chunk.failed - len(errors):
                detail = text("row-not-named", job=chunk.job_id or "")
                reasons |= {ordinal: MAYBE_FAILED for ordinal in chunk.ordinals() if ordinal not in reasons}
                unidentified += [detail] * missing
        elif chunk.state is ChunkState.FAILED:
            reasons |= dict.fromkeys(chunk.ordinals(), Why("failed", "chunk_failed", chunk.error))
        elif chunk.state is ChunkState.CANCELED:
            reasons |= dict.fromkeys(chunk.ordinals(), Why("failed", "not_sent", chunk.error))
        elif chunk.state is ChunkState.UPLOADED:
            reasons |= dict.fromkeys(chunk.ordinals(), Why("failed", "unconfirmed"))
        if reasons:
            await asyncio.to_thread(rows.add, reasons)
    await asyncio.to_thread(rows.add_ranges, [(first, last, NOT_SENT) for first, last in find_uncut(run, chunks)])
    return unidentified


def _why_rejected(message: str) -> Why:
    return NOT_FOUND if message == NOT_AT_KLAVIYO else Why("rejected", "refused_by_klaviyo", klaviyo_says(message))


class RowLocator:
    """Finds blob and line of a row by its part and its number among the staged rows.

    The numbers of rows that failed are added to `unsent`.
    """

    def __init__(self, blobs: list[str], starts: list[int], lines: list[LineMap], unsent: UnsentRows) -> None:
        self._unsent = unsent
        self._blobs = blobs
        self._starts = starts
        self._lines = lines

    @property
    def first_blob(self) -> str:
        """The first blob of the run."""
        return self._blobs[0]

    @classmethod
    def of(cls, stored: Any, run: Run, unsent: UnsentRows) -> RowLocator:
        """Return the locator of stored ROW_LOCATIONS. Without them, rows are located in the first blob at line 0."""
        if stored is None:
            return cls([source.blob for source in run.sources], [], [], unsent)
        lines = [LineMap.of(part["starts"], part["offsets"]) for part in stored["lines"]]
        return cls(stored["blobs"], stored["starts"], lines, unsent)

    def locate(self, block: list[Unaccepted]) -> list[Reject]:
        """Return the lines of the rejects file for these rows."""
        rejects: list[Reject] = []
        for row in block:
            blob, line = self.first_blob, 0
            if row.file is not None and row.row is not None and self._lines:
                blob, line = self._blobs[row.file], self._lines[row.file].line(row.row - self._starts[row.file])
                if row.outcome == "failed":
                    self._unsent.add(row.row)
            if row.listed:
                rejects.append((blob, line, row.outcome, row.reason, row.detail, row.identity))
        return rejects
