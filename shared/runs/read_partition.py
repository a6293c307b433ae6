"""Read one partition of a segment that is prepared in pieces: its rows by bucket, and keys by group of keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from shared.domain.split import PieceFiles, PieceResult, as_bits
from shared.runs.partitions import planned_parts, segment_parts
from shared.runs.piece_folder import PieceFolder, name_of
from shared.runs.split_run import LINES
from shared.runs.staged_run import in_thread

if TYPE_CHECKING:
    from shared.planning.partition_rows import MemberRows, PartitionRows, SlicedRows, SliceFiles
    from shared.planning.source_sql import Reading


async def read_partition(folder: PieceFolder) -> PieceResult:
    """Read the piece's parts. Raises the errors of reading a segment, TempDiskFull, SpansInDoubt."""
    # Imported here: only preparing needs DuckDB, and loading it takes its time.
    from shared.planning.source_sql import Reading

    run, piece, context = folder.run, folder.piece, folder.context
    parts = await segment_parts(context, run)
    planned = await planned_parts(context, run, parts)
    mine = planned.all[piece.first : piece.last]
    of_members = piece.first >= len(planned.rows)
    reading = Reading(
        context.open_files([part.source for part in mine], [part.byte_span for part in mine]),
        mine,
        context.settings.max_segment_bytes,
        run.export.mapping.email_column,
        columns=() if of_members else planned.columns,
    )
    written: dict[int, SliceFiles] = {}
    loop = asyncio.get_running_loop()

    def deliver(number: int, files: SliceFiles) -> None:
        named = {name_of(kind, number, to): path for kind, paths in files.items() for to, path in paths.items()}
        asyncio.run_coroutine_threadsafe(folder.upload(named), loop).result()
        written[number] = files

    partition = _Members(folder, reading, deliver) if of_members else _Profiles(folder, reading, deliver)

    def interrupt() -> None:
        reading.interrupt()
        partition.interrupt()

    def read() -> list[dict[str, Any]]:
        with folder.disk.watch(partition.interrupt):
            return partition.read()

    try:
        lines = await in_thread(read, interrupt=interrupt)
    finally:
        partition.close()
        reading.close()
    await folder.write_json(LINES, lines)

    def bits(kind: PieceFiles) -> list[str]:
        # Slices of an attempt with more of them, before the segment was read in another way, do not count.
        return [as_bits(written[number].get(kind, {})) for number in range(partition.rows.slices)]

    return PieceResult(
        records=partition.records,
        of_members=of_members,
        written=bits(PieceFiles.ROWS),
        changes=bits(PieceFiles.CHANGES),
        members=bits(PieceFiles.MEMBERS),
    )


class _Partition:
    """What is read, with its database. Synchronous: call it in a thread, and close it."""

    rows: SlicedRows
    records: list[int]
    """How many rows each part has."""

    def __init__(self, folder: PieceFolder, reading: Reading) -> None:
        self._folder = folder
        self._reading = reading

    def lines(self) -> list[dict[str, Any]]:
        """Return for each part which line each of its records begins at, and how many lines end in it."""
        return [
            self._reading.line_map(number, records).stored | {"ended": self._reading.count_lines(number)}
            for number, records in enumerate(self.records)
        ]


class _Profiles(_Partition):
    """Rows of profiles."""

    def __init__(self, folder: PieceFolder, reading: Reading, deliver: Callable[[int, SliceFiles], None]) -> None:
        from shared.planning.partition_rows import PartitionRows, PartitionStaging, SettledBuckets
        from shared.planning.row_keys import KeyColumns

        super().__init__(folder, reading)
        export, split = folder.run.export, folder.split
        keys = KeyColumns.of(reading)

        def open_rows(db: Any) -> PartitionRows:
            buckets = SettledBuckets(export.mapping.identity, export.default_country, split.buckets)
            first = folder.piece.first
            return PartitionRows(db, folder.directory, split, keys, deliver, first=first, buckets=buckets)

        self._staging = PartitionStaging(folder.directory, open_rows, subscription=export.subscribe, **folder.options)
        self.rows: PartitionRows = self._staging.rows
        self.interrupt, self.close = self._staging.interrupt, self._staging.close

    def read(self) -> list[dict[str, Any]]:
        """Read all rows. Return the lines of each part."""
        self._staging.read(
            self._reading,
            self._folder.run.export.mapping,
            max_rows=self._folder.context.settings.max_segment_rows,
            row_bytes=20 * len(self._reading.columns) + 100,
            # Other partitions may have rows.
            may_be_empty=True,
        )
        self.records = self._staging.parsed
        return self.lines()


class _Members(_Partition):
    """Rows of a table of members."""

    def __init__(self, folder: PieceFolder, reading: Reading, deliver: Callable[[int, SliceFiles], None]) -> None:
        from shared.planning.database import open_database
        from shared.planning.partition_rows import MemberRows
        from shared.planning.row_keys import KeyColumns

        super().__init__(folder, reading)
        self._db = open_database(folder.directory, "members.duckdb", **folder.options)
        keys = KeyColumns.of(reading, of_members=True)
        self.rows: MemberRows = MemberRows(self._db, folder.directory, folder.split, keys, deliver)
        self.interrupt, self.close = self._db.interrupt, self._db.close

    def read(self) -> list[dict[str, Any]]:
        """Read all keys. Return the lines of each part, and of the first row that is none its line and problem."""
        memory_mb = self._folder.context.settings.prepare_memory_mb
        self.records, reading = self.rows.read(self._reading, memory_mb), self._reading
        lines = self.lines()
        if (found := self.rows.unreadable) is not None:
            record = found.row - sum(self.records[: found.file])
            line = reading.line_map(found.file, self.records[found.file]).line(record)
            lines[found.file]["unreadable"] = [line, found.problem]
        return lines
