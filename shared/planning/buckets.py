"""Staged rows by bucket: a partition written to many of them, and one bucket put together from all partitions.

All rows of a person are in one bucket: that of the hash of the identity. Rows that name no person are spread by their
number. Such a file has the columns of staged.parquet and `row`, the row's number in its partition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb

from shared.domain.findings import Findings
from shared.domain.identity import Identity
from shared.domain.split import Split
from shared.planning.bucket_sql import bucket_sql
from shared.planning.database import open_database
from shared.planning.identity_sql import IdentitySql, settle_identity
from shared.planning.resolve import kept_rows, review_values
from shared.planning.shared_identifiers import (
    count_shared,
    create_omitted,
    create_shared_identifiers,
    every_identifier,
    find_shared_of_buckets,
)
from shared.planning.slices import Slices
from shared.planning.stage_rows import GROUP_ROWS, StagedRows, staged_format
from shared.planning.staging import Staging
from shared.planning.value_sql import quoted


def write_by_bucket(db: Any, query: str, folder: Path) -> dict[int, Path]:
    """Write the rows of a query with the column `bucket` to a file for each bucket, in no order. Return the files."""
    db.execute(
        f"COPY ({query}) TO {quoted(str(folder))} "
        f"({staged_format(GROUP_ROWS)}, PARTITION_BY (bucket), OVERWRITE_OR_IGNORE)"
    )
    return {int(path.parent.name.partition("=")[2]): path for path in folder.glob("bucket=*/*.parquet")}


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


class PartitionRows:
    """Where the rows of one partition go: to files by bucket, while they are read.

    `deliver` gets the number of a slice and its file for each bucket that has rows; the files are deleted when it
    returns. `first` is the number of the partition's first part among all parts. Synchronous.
    """

    def __init__(
        self,
        db: Any,
        directory: Path,
        split: Split,
        first: int,
        buckets: SettledBuckets,
        deliver: Callable[[int, dict[int, Path]], None],
    ) -> None:
        self._db = db
        self._split = split
        self._first = first
        self._buckets = buckets
        self._deliver = deliver
        self._records: Counter[int] = Counter()
        self.slices = 0
        self._slices = Slices(directory, self._divide)
        db.register_filesystem(self._slices)

    def write(self, query: str) -> None:
        """Write the rows of a query, in place of those that were written before."""
        self._records.clear()
        self.slices = 0
        self._slices.restart()
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

    def _divide(self, path: Path) -> None:
        db, folder = self._db.cursor(), path.with_suffix("")
        try:
            rows = _file(path)
            self._records.update(dict(db.execute(f"SELECT file, count(*) FROM {rows} GROUP BY file").fetchall()))
            query = f"SELECT * REPLACE ((file + {self._first})::USMALLINT AS file) FROM {self._buckets.of(db, rows)}"
            files = write_by_bucket(db, query, folder)
            if not files:
                # Not none: a bucket without rows needs the columns.
                files[0] = folder.with_suffix(".empty")
                db.execute(f"COPY ({query}) TO {quoted(str(files[0]))} ({staged_format(GROUP_ROWS)})")
        finally:
            db.close()
        self.slices += 1
        # DuckDB names the files data_0, data_1, … in the order of the rows; the first is handed over last.
        self._deliver(int(path.stem.rpartition("_")[2]), files)
        for file in files.values():
            file.unlink()


class PartitionStaging(Staging):
    """Reads the rows of one partition to PartitionRows, which `open_rows` returns for the database."""

    def __init__(self, directory: Path, open_rows: Callable[[Any], PartitionRows], **options: Any) -> None:
        super().__init__(directory, **options)
        self.rows = open_rows(self._db)

    def _staged_rows(self, group_rows: int) -> StagedRows:  # noqa: ARG002 - slices are divided anyway
        return self.rows


class BucketStaging(Staging):
    """The staged rows of one bucket, put together from the files of all partitions."""

    def load(self, files: Iterable[tuple[Path, int]], parsed: list[int], columns: Path, identity: Identity) -> None:
        """Take the files, each with the number of its partition's first row among all rows; they are deleted.

        `parsed` are the numbers of rows of all parts, whatever their bucket; `columns` is a file with the columns, in
        case that there are no rows. The column `file_row_number` of the view
        `staged` is the row's number among all of them, as in a segment that is prepared in one piece.
        """
        self.parsed = parsed
        self._who = IdentitySql(identity)
        # One thread keeps the order within each file, and the files are in order.
        paths = []
        for number, (file, first) in enumerate(files):
            path = self._directory / f"staged-{number:05d}.parquet"
            self._db.execute(
                f"COPY (SELECT * EXCLUDE (row), row + {first} AS file_row_number "
                f"FROM {_file(file)} ORDER BY row) "
                f"TO {quoted(str(path))} ({staged_format(GROUP_ROWS)})"
            )
            file.unlink()
            paths.append(path)
        self._db.execute("SET parquet_metadata_cache = true")
        listed = ", ".join(quoted(str(path)) for path in paths)
        empty = f"(SELECT * EXCLUDE (row), row AS file_row_number FROM {_file(columns)} WHERE false)"
        rows = f"read_parquet([{listed}])" if paths else empty
        # The tables of an earlier stage came with its views.
        self._db.execute("DROP VIEW IF EXISTS staged; DROP VIEW IF EXISTS unsettled")
        self._db.execute(f"CREATE VIEW staged AS SELECT * FROM {rows}")
        if self._db.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'phones'").fetchall()[0][0]:
            settle_identity(self._db, self._who.kind)

    def identifiers(self) -> str:
        """Return the query of the identifiers of the kept rows."""
        return every_identifier(self._who, kept_rows(self._db))

    def write_by_bucket(self, query: str, folder: Path) -> dict[int, Path]:
        """Write the rows of a query with the column `bucket` to a file for each."""
        return write_by_bucket(self._db, query, folder)

    def take_shared(self, files: Sequence[Path]) -> None:
        """Take the identifiers that the bucket's people share with others, from files of `write_shared`."""
        create_shared_identifiers(self._db)
        for file in files:
            self._db.execute(f"INSERT INTO shared_identifiers BY NAME FROM {_file(file)}")
        create_omitted(self._db, self._who, "staged")

    @property
    def read_rows(self) -> int:
        """The number of rows of the bucket."""
        return int(self._db.execute("SELECT count(*) FROM staged").fetchall()[0][0])


def write_identifiers(staging: BucketStaging, folder: Path, groups: int) -> dict[int, Path]:
    """Write the identifiers of the bucket's kept rows to a file for each group of them, by the hash of the value."""
    query = f"SELECT *, {bucket_sql('hash(field, value)', groups)} AS bucket FROM ({staging.identifiers()})"
    return staging.write_by_bucket(query, folder)


def write_shared(
    files: Sequence[tuple[int, Path]], directory: Path, *, send_last: bool, **options: Any
) -> tuple[dict[int, Path], Findings]:
    """Write the identifiers of a group that several people share to a file for each bucket. Return these, and how many.

    `files` are those of `write_identifiers`, each with the number of its bucket.
    """
    if not files:
        return {}, Findings()
    db = open_database(directory, "shared.duckdb", **options)
    try:
        given = " UNION ALL ".join(f"SELECT *, {bucket} AS bucket FROM {_file(path)}" for bucket, path in files)
        db.execute(f"CREATE VIEW identifiers AS {given}")
        rows = int(db.execute("SELECT count(*) FROM identifiers").fetchall()[0][0])
        create_shared_identifiers(db)
        query = find_shared_of_buckets(db, "identifiers", rows, send_last=send_last)
        db.execute("ALTER TABLE shared_identifiers ADD COLUMN bucket INTEGER")
        db.execute(f"INSERT INTO shared_identifiers BY NAME {query}")
        shared = count_shared(db)
        if not shared:
            return {}, Findings()
        return write_by_bucket(db, "FROM shared_identifiers", directory / "shared"), Findings(shared=shared)
    finally:
        db.close()


def _file(path: Path) -> str:
    return f"read_parquet({quoted(str(path))}, hive_partitioning = false)"
