"""A run's staging together with the blobs it came from: counts, rejects with their lines, bodies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shared.domain import Run
from shared.planning.cut import Body, cut
from shared.planning.rejects import Reject
from shared.planning.sql import envelope
from shared.runs.context import Context
from shared.segments.csvfile import CsvFormat, LineMap, inflate, locate, plain_lines


class StagedRun:
    """A run's staging, with its sources. `only` are the ranges of rows that a retry sends; None sends all."""

    def __init__(
        self, context: Context, run: Run, layout: CsvFormat, directory: Path, only: list[list[int]] | None
    ) -> None:
        # Imported late: only preparing needs DuckDB, which takes its time to load.
        from shared.planning.staging import Staging

        settings = context.settings
        self.warnings: list[str] = []
        self._export = run.export
        self._only = only
        self._max_rows = settings.max_segment_rows
        self._layout = layout
        self._compressed = run.sources[0].blob.endswith(".gz")
        self._sources = [source for source in run.sources if source.size]
        self._limit = settings.max_segment_bytes
        self._files = context.open_files(self._sources, ".csv.gz" if self._compressed else ".csv")
        self._breaks: list[tuple[int, bool]] = []
        self._staging = Staging(directory, memory_mb=settings.prepare_memory_mb, threads=settings.prepare_threads)

    def read(self) -> list[LineMap]:
        """Read and check everything (takes its time: call it in a thread). Where each source's records stand."""
        if self._compressed:
            # Looked through before DuckDB sees it: how far a gzip file unpacks is not to be trusted.
            left = self._limit
            for number in range(len(self._sources)):
                breaks, ends_with_break, size = self._look_through(number, left)
                self._breaks.append((breaks, ends_with_break))
                left -= size
        self._staging.read(
            self._files,
            self._layout,
            self._export.mapping,
            max_rows=self._max_rows,
            row_bytes=20 * len(self._layout.columns) + 100,
        )
        if not self._compressed:
            self._breaks = [self._files.line_breaks(path) for path in self._files.paths]
        self.warnings = self._staging.settle(self._export.default_country, self._only)
        return [self._lines(number) for number in range(len(self._sources))]

    def interrupt(self) -> None:
        """Make a `read` in another thread end soon."""
        self._staging.interrupt()

    def close(self) -> None:
        """Let go of database and files."""
        self._staging.close()
        self._files.shutdown()

    def counts(self) -> tuple[int, int, int, int]:
        """Rows read, rejected, duplicates, unchanged."""
        return self._staging.counts()

    def starts(self) -> list[int]:
        """The staged row at which each source begins."""
        return self._staging.starts()

    def index(self) -> bytes:
        """The index file."""
        return self._staging.index_file.read_bytes()

    def rejects(self, lines: list[LineMap]) -> Iterator[Reject]:
        """Every row that is not sent: first those that are no records, then the others in order."""
        for number, rows in sorted(self._staging.malformed.items()):
            for row, message in sorted(rows.items()):
                line = lines[number].bad.get(row, row)
                yield self._sources[number].blob, line, "rejected", "malformed_row", message, None
        for file, record, reason, detail, email in self._staging.left_out():
            outcome = "duplicate" if reason == "duplicate" else "rejected"
            shown = self._where_the_last_stands(lines, detail) if reason == "duplicate" else detail
            yield self._sources[file].blob, lines[file].line(record), outcome, reason, shown, email

    def bodies(self, list_id: str, profiles: int, size: int) -> Iterator[Body]:
        """The request bodies, in order."""
        return cut(self._staging.profiles(), envelope(list_id), profiles=profiles, size=size)

    def _where_the_last_stands(self, lines: list[LineMap], row: str | None) -> str:
        last = int(row or 0)
        starts = self._staging.starts()
        file = max(n for n, start in enumerate(starts) if start <= last)
        line = lines[file].line(last - starts[file])
        return f"The same person stands further down, at line {line} of {self._sources[file].blob}; that row counts."

    def _lines(self, number: int) -> LineMap:
        malformed = self._staging.malformed.get(number, {})
        records = self._staging.parsed[number]
        breaks, ends_with_break = self._breaks[number]
        if not malformed and breaks + (not ends_with_break) == records + 1 + self._layout.skip:
            return plain_lines(self._layout.skip)
        return locate(self._pieces(number, self._limit), self._layout, set(malformed))

    def _look_through(self, number: int, limit: int) -> tuple[int, bool, int]:
        """Line breaks of an unpacked source, whether it ends with one, and its size."""
        breaks, last, size = 0, b"", 0
        for piece in self._pieces(number, limit):
            breaks += piece.count(b"\n")
            last = piece[-1:] or last
            size += len(piece)
        return breaks, last == b"\n", size

    def _pieces(self, number: int, limit: int) -> Iterator[bytes]:
        raw = _blocks(self._files, self._files.paths[number])
        return inflate(raw, self._sources[number].blob, limit) if self._compressed else raw


def _blocks(files: Any, path: str) -> Iterator[bytes]:
    with files.open(path) as file:
        while block := file.read(4 * 1024 * 1024):
            yield block
