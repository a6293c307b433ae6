"""The staged form of a run's segment, with the blobs that its rows came from: counts, rejects, request bodies."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from shared.context import Context
from shared.domain import Export, Mapping, Mode, Run, SharedIdentifiers
from shared.domain import storage_layout as layout
from shared.domain.findings import Findings
from shared.domain.identity import Identity
from shared.domain.mapping import can_be_property
from shared.domain.row_log import RowLog
from shared.domain.stored_data import StoredData
from shared.klaviyo.bodies import ImportBody, cut_bodies, import_envelope
from shared.planning.snapshot_compare import Baseline
from shared.segments.formats.line_map import LineMap
from shared.segments.part_schema import Part, union
from shared.texts import Text, text

if TYPE_CHECKING:
    from shared.planning.listed_rows import RowLists
    from shared.planning.staging import Staging

INTERRUPT_SECONDS = 0.5


class StagedRun:
    """The staged form of the run's segment, in a local directory. Synchronous: call it in a thread, and close it.

    `only` are files with ranges of rows that a retry sends; None: all. People whose profile is as in `baseline` are
    not sent.
    """

    def __init__(
        self,
        context: Context,
        run: Run,
        parts: list[Part],
        directory: Path,
        only: list[Path] | None,
        baseline: Baseline | None = None,
    ) -> None:
        # Imported here: only preparing needs DuckDB, and loading it takes its time.
        from shared.planning.source_sql import Reading
        from shared.planning.staging import Staging
        from shared.planning.temp_disk import TempDisk

        settings = context.settings
        self.warnings: list[Text] = []
        self.findings = Findings()
        self._export = run.export
        self._only = only
        self._baseline = baseline
        self._max_rows = settings.max_segment_rows
        self._parts = parts
        files = context.open_files([part.source for part in parts if part.path is None])
        self._reading = Reading(files, parts, settings.max_segment_bytes, run.export.mapping.email_column)
        self._disk = TempDisk(directory, settings.prepare_disk_mb)
        self._staging = Staging(
            directory,
            memory_mb=settings.prepare_memory_mb,
            threads=settings.prepare_threads,
            disk_mb=self._disk.limit_mb,
            subscription=run.export.subscribe,
        )

    def read(self) -> list[LineMap]:
        """Read and check all rows. Return for each part which line each of its records begins at.

        Raises the errors of reading a segment, and TempDiskFull.
        """
        with self._disk.watch(self._staging.interrupt):
            return self._read()

    def _read(self) -> list[LineMap]:
        self._staging.read(
            self._reading,
            self._export.mapping,
            max_rows=self._max_rows,
            row_bytes=20 * len(self._reading.columns) + 100,
            # Whether all people may be removed is decided by the removal's guard.
            may_be_empty=self._export.mode is Mode.MIRROR and self._baseline is not None,
        )
        self._staging.resolve(
            self._export.default_country,
            self._only,
            self._baseline,
            send_last=self._export.shared_identifiers is SharedIdentifiers.SEND_LAST,
        )
        self.findings = self._staging.findings()
        if self.first_portion:
            self._staging.put_first(self.first_portion)
        self.warnings = find_warnings(self._export, self._parts, self.findings)
        return [self._reading.line_map(number, records) for number, records in enumerate(self._staging.parsed)]

    def interrupt(self) -> None:
        """Make `read` in another thread end soon. Between two queries it has no effect: call it again."""
        self._reading.interrupt()
        self._staging.interrupt()

    def close(self) -> None:
        """Close the database and the files."""
        self._staging.close()
        self._reading.close()

    @property
    def blobs(self) -> list[str]:
        """The blobs of the parts, in order; of a workbook also the sheet."""
        return [part.place for part in self._parts]

    def counts(self) -> tuple[int, int, int, int]:
        """Return the numbers of rows: read, rejected, duplicates, unchanged."""
        found = self.findings
        return found.read, found.rejected, found.duplicates, found.unchanged

    def starts(self) -> list[int]:
        """Return the staged row at which each part begins."""
        return self._staging.starts()

    def files(self) -> list[tuple[StoredData, Path]]:
        """Return the local files that later steps read: the index, departed people and, where asked for, consent."""
        files = [(layout.INDEX, self._staging.index_file), (layout.DEPARTED, self._staging.departed_file)]
        return [*files, (layout.CONSENT, self._staging.consent_file)] if self._export.subscribe else files

    def lists(self, lines: list[LineMap]) -> RowLists:
        """Return the lists of rows that are not sent and of identifiers that several people share."""
        return self._staging.lists(self.blobs, lines)

    def prepared_rows(self, row_log: RowLog) -> Iterator[tuple[int, Path]]:
        """Yield files of all rows for the row log, window by window. `lists` must have been called."""
        return self._staging.prepared_rows(row_log)

    @property
    def columns(self) -> list[str]:
        """The names of the columns of the segments."""
        return [column.name for column in self._reading.columns]

    def reasons(self) -> list[tuple[str, str, int]]:
        """Return reason, outcome and count of the rows that are not sent, without unchanged rows."""
        counts = self._staging.reasons()
        return [(name, "duplicate" if name == "duplicate" else "rejected", count) for name, count in counts.items()]

    @property
    def adds_profiles(self) -> bool:
        """Whether the run sends people whom Klaviyo does not have."""
        return self._export.mode is not Mode.UPDATE

    @property
    def first_portion(self) -> int:
        """How many of the profiles to send are sent first, to judge them."""
        return self._export.first_portion(self.findings.kept)

    def against_snapshot(self) -> tuple[int, int, int]:
        """Return how many people to send are new to the list, how many are on it, and how many a mirror removes."""
        found = self.findings
        return found.added, found.updated, found.departed if self._export.mode is Mode.MIRROR else 0

    @property
    def identity(self) -> Identity:
        """Which identifier tells the people apart."""
        return self._export.mapping.identity

    def sample_of_added(self, people: int) -> list[str]:
        """Return the identities of at most so many people who are new to the list."""
        return self._staging.sample_of_added(people)

    def bodies(self, list_id: str, profiles: int, size: int) -> Iterator[ImportBody]:
        """Return the request bodies, in order, with at most so many profiles and `size` bytes each."""
        return cut_staged(self._staging, list_id, profiles, size)


def cut_staged(staging: Staging, list_id: str, profiles: int, size: int) -> Iterator[ImportBody]:
    """Yield the request bodies of all profiles, in order; no body has profiles of the first portion and others."""
    cut = partial(cut_bodies, envelope=import_envelope(list_id), profiles=profiles, size=size)
    if not staging.first_people:
        yield from cut(staging.profiles())
        return
    yield from cut(staging.profiles(first=True))
    for body in cut(staging.profiles(first=False)):
        yield body.after(staging.first_people)


def find_warnings(export: Export, parts: Sequence[Part], found: Findings) -> list[Text]:
    """Return the warnings of a run, but those that compare with the run before it."""
    from shared.planning.column_checks import warnings
    from shared.planning.warnings import warnings_of

    columns = union(parts)
    return [
        *warnings(parts),
        *_warn_of_unusable_columns(export.mapping, [column.name for column in columns]),
        *warnings_of(
            found,
            columns,
            export.mapping,
            default_country=export.default_country,
            send_last=export.shared_identifiers is SharedIdentifiers.SEND_LAST,
        ),
    ]


def _warn_of_unusable_columns(mapping: Mapping, columns: Sequence[str]) -> list[Text]:
    if not mapping.maps_all_others:
        return []
    unusable = [name for name in mapping.unmapped(columns) if not can_be_property(name)]
    return [text("columns-not-mapped", columns=[name[:100] for name in unusable[:20]])] if unusable else []


async def stream(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Return pieces of a file that are made in a thread."""
    while piece := await asyncio.to_thread(next, pieces, None):
        yield piece


async def in_thread[T](work: Callable[[], T], *, interrupt: Callable[[], None]) -> T:
    """Run `work` in a thread and return its result; when cancelled, interrupt it until it has closed its files."""
    thread = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(thread)
    except asyncio.CancelledError:
        while not thread.done():
            interrupt()
            await asyncio.wait([thread], timeout=INTERRUPT_SECONDS)
        # Read it: asyncio logs an exception that is never retrieved.
        thread.exception()
        raise
