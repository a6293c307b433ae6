"""One bucket put together from the rows of all partitions (partition_rows.py), and the identifiers of its people.

All rows of a person are in one bucket: that of the hash of the identity.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from shared.domain.findings import Findings
from shared.domain.identity import Identity
from shared.planning.bucket_sql import bucket_sql, numbered_files, write_by_bucket
from shared.planning.database import open_database
from shared.planning.identity_sql import IdentitySql, settle_identity
from shared.planning.resolve import kept_rows
from shared.planning.shared_identifiers import (
    add_shared_of_buckets,
    count_shared,
    create_omitted,
    create_shared_identifiers,
    every_identifier,
)
from shared.planning.stage_rows import GROUP_ROWS, staged_format
from shared.planning.staging import Staging
from shared.planning.value_sql import quoted


class BucketStaging(Staging):
    """The staged rows of one bucket, put together from the files of all partitions."""

    def load(
        self,
        files: Iterable[tuple[Path, int]],
        parsed: list[int],
        columns: Path,
        identity: Identity,
        outside: Sequence[Path] = (),
    ) -> None:
        """Take the files, each with the number of its partition's first row among all rows; they are deleted.

        `parsed` are the numbers of rows of all parts, whatever their bucket; `columns` is a file with the columns, in
        case that there are no rows; `outside` are files of the numbers of rows that do not belong to the segment. The
        column `file_row_number` of the view `staged` is the row's number among all of them, as in a segment that is
        prepared in one piece.
        """
        self.parsed = parsed
        self._who = IdentitySql(identity)
        belongs = ""
        if outside:
            # A temporary table is no part of what the next stage gets.
            self._db.execute(f"CREATE TEMP TABLE outside AS SELECT row FROM {_files(outside)}")
            belongs = "WHERE row NOT IN (FROM outside)"
        # One thread keeps the order within each file, and the files are in order.
        paths = []
        for number, (file, first) in enumerate(files):
            path = self._directory / f"staged-{number:05d}.parquet"
            rows = f"(SELECT * REPLACE (row + {first} AS row) FROM {_file(file)})"
            self._db.execute(
                f"COPY (SELECT * RENAME (row AS file_row_number) FROM {rows} {belongs} ORDER BY row) "
                f"TO {quoted(str(path))} ({staged_format(GROUP_ROWS)})"
            )
            file.unlink()
            paths.append(path)
        self._db.execute("DROP TABLE IF EXISTS outside; SET parquet_metadata_cache = true")
        empty = f"(SELECT * RENAME (row AS file_row_number) FROM {_file(columns)} WHERE false)"
        rows = _files(paths) if paths else empty
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
        db.execute(f"CREATE VIEW identifiers AS FROM {numbered_files(files, 'bucket')}")
        rows = int(db.execute("SELECT count(*) FROM identifiers").fetchall()[0][0])
        create_shared_identifiers(db)
        db.execute("ALTER TABLE shared_identifiers ADD COLUMN bucket INTEGER")
        add_shared_of_buckets(db, "identifiers", rows, send_last=send_last)
        shared = count_shared(db)
        if not shared:
            return {}, Findings()
        return write_by_bucket(db, "FROM shared_identifiers", directory / "shared"), Findings(shared=shared)
    finally:
        db.close()


def _file(path: Path) -> str:
    return _files([path])


def _files(paths: Sequence[Path]) -> str:
    return f"read_parquet([{', '.join(quoted(str(path)) for path in paths)}], hive_partitioning = false)"
