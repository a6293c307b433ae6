"""A run's staging together with the blobs it came from: counts, rejects with their lines, bodies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from shared.context import Context
from shared.domain import Mode, Run, SharedIdentifiers
from shared.domain import storage_layout as layout
from shared.domain.mapping import can_be_property
from shared.domain.storage_layout import StoredData
from shared.klaviyo.bodies import ImportBody, cut_bodies, import_envelope
from shared.planning.rejects import Reject, Shared
from shared.planning.snapshot_compare import Baseline
from shared.segments.formats.line_map import LineMap
from shared.segments.part_schema import Part


class StagedRun:
    """A run's staging, with its parts. `only` are the ranges of rows that a retry sends; None sends all. Those who are
    as the snapshot `baseline` has them are not sent.
    """

    def __init__(
        self,
        context: Context,
        run: Run,
        parts: list[Part],
        directory: Path,
        only: list[list[int]] | None,
        baseline: Baseline | None = None,
    ) -> None:
        # Imported late: only preparing needs DuckDB, which takes its time to load.
        from shared.planning.source_sql import Reading
        from shared.planning.staging import Staging
        from shared.planning.temp_disk import TempDisk

        settings = context.settings
        self.warnings: list[str] = []
        self._export = run.export
        self._only = only
        self._baseline = baseline
        self._max_rows = settings.max_segment_rows
        self._parts = parts
        files = context.open_files([part.source for part in parts])
        self._reading = Reading(files, parts, settings.max_segment_bytes, run.export.mapping.email.column)
        self._disk = TempDisk(directory, settings.prepare_disk_mb)
        self._staging = Staging(
            directory,
            memory_mb=settings.prepare_memory_mb,
            threads=settings.prepare_threads,
            disk_mb=self._disk.limit_mb,
            subscription=run.export.subscribe,
        )

    def read(self) -> list[LineMap]:
        """Read and check everything (takes its time: call it in a thread). Where each part's records stand.

        Raises what reading raises, and TempDiskFull.
        """
        with self._disk.watch(self._staging.interrupt):
            return self._read()

    def _read(self) -> list[LineMap]:
        from shared.planning.source_sql import warnings

        self._staging.read(
            self._reading,
            self._export.mapping,
            max_rows=self._max_rows,
            row_bytes=20 * len(self._reading.columns) + 100,
            # Where all have left, that is for the guard of the removal to judge.
            may_be_empty=self._export.mode is Mode.MIRROR and self._baseline is not None,
        )
        settled = self._staging.settle(
            self._export.default_country,
            self._only,
            self._baseline,
            send_last=self._export.shared_identifiers is SharedIdentifiers.SEND_LAST,
        )
        self.warnings = [*warnings(self._parts), *self._left_columns(), *settled]
        return [self._reading.line_map(number, records) for number, records in enumerate(self._staging.parsed)]

    def interrupt(self) -> None:
        """Make a `read` in another thread end soon. Between two queries there is nothing to interrupt: ask again."""
        self._reading.interrupt()
        self._staging.interrupt()

    def close(self) -> None:
        """Let go of database and files."""
        self._staging.close()
        self._reading.close()

    @property
    def blobs(self) -> list[str]:
        """The parts' blobs, in order."""
        return [part.source.blob for part in self._parts]

    def counts(self) -> tuple[int, int, int, int]:
        """Rows read, rejected, duplicates, unchanged."""
        return self._staging.counts()

    def starts(self) -> list[int]:
        """The staged row at which each part begins."""
        return self._staging.starts()

    def files(self) -> list[tuple[StoredData, Path]]:
        """Return the local files that later steps read: the index, departed people and, where asked for, consent."""
        files = [(layout.INDEX, self._staging.index_file), (layout.DEPARTED, self._staging.departed_file)]
        return [*files, (layout.CONSENT, self._staging.consent_file)] if self._export.subscribe else files

    @property
    def unidentifiable(self) -> int:
        """Rows without an address that tells whose they are."""
        return self._staging.unidentifiable()

    @property
    def departed(self) -> int:
        """People of the snapshot who are in no row."""
        return self._staging.departed

    def rejects(self, lines: list[LineMap]) -> Iterator[Reject]:
        """Every row that is not sent, in order."""
        for file, record, reason, detail, email in self._staging.left_out():
            outcome = "duplicate" if reason == "duplicate" else "rejected"
            shown = self._where_the_last_stands(lines, detail) if reason == "duplicate" else detail
            yield self._parts[file].source.blob, lines[file].line(record), outcome, reason, shown, email

    @property
    def columns(self) -> list[str]:
        """The columns of the segments, by name."""
        return [column.name for column in self._reading.columns]

    def reasons(self) -> list[tuple[str, str, int]]:
        """Reason, outcome and count of the rows that are not sent, but for the unchanged."""
        counts = self._staging.reasons()
        return [(name, "duplicate" if name == "duplicate" else "rejected", count) for name, count in counts.items()]

    def against_snapshot(self) -> tuple[int, int, int]:
        """Of those to be sent, how many are new to the list and how many were on it; how many a mirror removes."""
        added, updated = self._staging.known()
        return added, updated, self._staging.departed if self._export.mode is Mode.MIRROR else 0

    def shared(self, lines: list[LineMap]) -> Iterator[Shared]:
        """Identifiers that several people share: who, where, and whether it is sent all the same."""
        for file, record, field, value, sent, email in self._staging.shared():
            yield self._parts[file].source.blob, lines[file].line(record), field, value, sent, email

    def bodies(self, list_id: str, profiles: int, size: int) -> Iterator[ImportBody]:
        """The request bodies, in order."""
        return cut_bodies(self._staging.profiles(), import_envelope(list_id), profiles=profiles, size=size)

    def _left_columns(self) -> list[str]:
        mapping = self._export.mapping
        left = [
            name for name in mapping.unmapped(self.columns) if mapping.maps_all_others and not can_be_property(name)
        ]
        if not left:
            return []
        names = ", ".join(name[:100] for name in left[:20])
        return [f"Columns whose names begin with $, or cannot be a property's, were not taken: {names}."]

    def _where_the_last_stands(self, lines: list[LineMap], row: str | None) -> str:
        last = int(row or 0)
        starts = self._staging.starts()
        file = max(n for n, start in enumerate(starts) if start <= last)
        line = lines[file].line(last - starts[file])
        return (
            f"The same person stands further down, at line {line} of {self._parts[file].source.blob}; that row counts."
        )
