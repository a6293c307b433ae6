"""The rows of one partition, written to a file for each bucket while they are read (domain/split.py).

Such a file has the columns of staged.parquet and `row`, the row's number in its partition. Rows that name no person are
spread by that number. Where rows depend on others by keys, the keys are written, too: to a file for each group of them
(row_keys.py).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from shared.domain.identity import Identity
from shared.domain.split import PieceFiles, Split
from shared.planning.bucket_sql import bucket_sql, write_by_bucket
from shared.planning.identity_sql import IdentitySql
from shared.planning.resolve import review_values
from shared.planning.row_keys import KeyColumns
from shared.planning.slices import Slices
from shared.planning.source_sql import Reading
from shared.planning.stage_rows import GROUP_ROWS, StagedRows, stage_rows, staged_format
from shared.planning.staging import Staging
from shared.planning.value_sql import quoted

type SliceFiles = dict[PieceFiles, dict[int, Path]]
"""The files of a slice: of rows by the number of the bucket, of keys by the number of the group."""


class SettledBuckets:
    """Tells the bucket of each row. A phone number that is the identity is reviewed for it, and again in the bucket."""

    def __init__(self, identity: Identity, default_country: str | None, buckets: int) -> None:
        self._who = IdentitySql(identity)
        self._default_country = default_country
        self._buckets = buckets

    def of(self, db: Any, rows: str) -> str:
        """Return the relation of the rows with the column `bucket`. It is valid until the next call."""
        identity, phones = "identity", ""
        if self._who.kind is Identity.PHONE_NUMBER:
            db.execute(f"CREATE OR REPLACE VIEW staged AS FROM {rows}")
            db.execute("DROP TABLE IF EXISTS bad_emails; DROP TABLE IF EXISTS phones")
            review_values(db, self._who, self._default_country)
            identity, phones = "coalesce(identity, p.e164)", "LEFT JOIN phones p ON p.text = r.phone"
        bucket = f"""CASE WHEN {identity} IS NULL OR {identity} = '' THEN (row % {self._buckets})::INTEGER
                          ELSE {bucket_sql(f"hash({identity})", self._buckets)} END"""
        return f"(SELECT r.*, {bucket} AS bucket FROM {rows} r {phones})"


class SlicedRows(ABC):
    """Where the rows of one partition go: slice by slice to files, while they are read.

    `deliver` gets the number of a slice and its files; they are deleted when it returns. Synchronous.
    """

    def __init__(
        self, db: Any, directory: Path, split: Split, keys: KeyColumns, deliver: Callable[[int, SliceFiles], None]
    ) -> None:
        self._db = db
        self._split = split
        self._keys = keys
        self._deliver = deliver
        self._records: Counter[int] = Counter()
        self.slices = 0
        self._slices = Slices(directory, self._divide)
        db.register_filesystem(self._slices)

    def write(self, query: str) -> None:
        """Write the rows of a query, in place of those that were written before."""
        self._restart()
        # Rows are numbered as they come, so by one thread.
        self._db.execute("SET threads = 1")
        numbered = f"SELECT *, row_number() OVER () - 1 AS row FROM ({query})"
        options = f"{staged_format(GROUP_ROWS)}, FILE_SIZE_BYTES {self._split.slice_bytes}"
        try:
            self._db.execute(f"COPY ({numbered}) TO {quoted(self._slices.target)} ({options})")
        except duckdb.Error:
            if self._slices.failure is not None:
                raise self._slices.failure from None
            raise
        self._slices.finish()

    def count(self, parts: int) -> list[int]:
        """Return how many rows of each part were written."""
        return [self._records[number] for number in range(parts)]

    def _restart(self) -> None:
        self._records.clear()
        self.slices = 0
        self._slices.restart()

    def _divide(self, path: Path) -> None:
        db = self._db.cursor()
        try:
            rows = f"read_parquet({quoted(str(path))}, hive_partitioning = false)"
            self._records.update(dict(db.execute(f"SELECT file, count(*) FROM {rows} GROUP BY file").fetchall()))
            files = self._write_files(db, rows, path)
        finally:
            db.close()
        self.slices += 1
        # DuckDB names the files data_0, data_1, … in the order of the rows; the first is handed over last.
        self._deliver(int(path.stem.rpartition("_")[2]), files)
        for file in [file for written in files.values() for file in written.values()]:
            file.unlink()

    @abstractmethod
    def _write_files(self, db: Any, rows: str, path: Path) -> SliceFiles:
        """Write what is passed on of the slice in the file `path`, whose relation is `rows`, to files beside it."""

    def _write_keys(self, db: Any, rows: str, path: Path) -> SliceFiles:
        return {
            kind: write_by_bucket(db, query, path.with_suffix(f".{kind}"), "key_group")
            for kind, query in self._keys.queries(rows, self._split.buckets).items()
        }


class PartitionRows(SlicedRows):
    """The rows of profiles. `first` is the number of the partition's first part among all parts."""

    def __init__(self, *args: Any, first: int, buckets: SettledBuckets) -> None:
        super().__init__(*args)
        self._first = first
        self._buckets = buckets

    def _write_files(self, db: Any, rows: str, path: Path) -> SliceFiles:
        settled = self._buckets.of(db, rows)
        query = f"""
            SELECT * {self._keys.exclude} REPLACE ((file + {self._first})::USMALLINT AS file)
            FROM {settled} WHERE {self._keys.belongs}
        """
        files = write_by_bucket(db, query, path.with_suffix(""))
        if not files:
            # Not none: a bucket without rows needs the columns.
            files[0] = path.with_suffix(".empty")
            db.execute(f"COPY ({query}) TO {quoted(str(files[0]))} ({staged_format(GROUP_ROWS)})")
        return {PieceFiles.ROWS: files, **self._write_keys(db, settled, path)}


class UnreadableRow(NamedTuple):
    """A row that cannot be read: the number of its part, its number in the partition, what is wrong with it."""

    file: int
    row: int
    problem: str


class MemberRows(SlicedRows):
    """The rows of a table of members: only their keys are passed on. `unreadable` is the first row that is none."""

    unreadable: UnreadableRow | None = None

    def read(self, reading: Reading, memory_mb: int) -> list[int]:
        """Read all parts. Return the records of each. Raises the errors of reading."""

        def query() -> str:
            return f"SELECT * RENAME (problem AS broken) FROM ({reading.relation()})"

        return stage_rows(self._db, reading, query, self, memory_mb=memory_mb)

    def _restart(self) -> None:
        super()._restart()
        self.unreadable = None

    def _write_files(self, db: Any, rows: str, path: Path) -> SliceFiles:
        query = f"SELECT file, row, broken FROM {rows} WHERE broken IS NOT NULL ORDER BY row LIMIT 1"
        for found in db.execute(query).fetchall():
            # The first slice is handed over last.
            self.unreadable = min(one for one in (self.unreadable, UnreadableRow(*found)) if one)
        return self._write_keys(db, f"(SELECT *, NULL::INTEGER AS bucket FROM {rows})", path)


class PartitionStaging(Staging):
    """Reads the rows of one partition to PartitionRows, which `open_rows` returns for the database."""

    def __init__(self, directory: Path, open_rows: Callable[[Any], PartitionRows], **options: Any) -> None:
        super().__init__(directory, **options)
        self.rows = open_rows(self._db)

    def _staged_rows(self, group_rows: int) -> StagedRows:  # noqa: ARG002 - slices are divided anyway
        return self.rows

    def _leave_out(self, reading: Reading) -> int:  # noqa: ARG002 - which rows are outdated, other pieces decide
        return 0
