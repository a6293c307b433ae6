"""Take the people whom an undone run added out of a snapshot: the export no longer has them on the list."""

from __future__ import annotations

from pathlib import Path

import duckdb

from shared.planning.database import WorkDatabase
from shared.planning.snapshot_compare import WINDOW_PEOPLE
from shared.planning.snapshot_merge import COLUMNS, WorkList, rows_of
from shared.planning.temp_disk import UNDOING
from shared.planning.value_sql import quoted


class UndonePeople:
    """The people of a bucket of an undone run. Synchronous: call it in a thread; close it at the end.

    `added` is a file with the people whom the run added. Of them, `removals` were to be removed from the list, and its
    ranges that are done need no longer be managed; `undecided` are sent by another export at this time. All others of
    `added` belong to other exports.
    """

    def __init__(
        self,
        directory: Path,
        added: Path,
        removals: WorkList,
        undecided: Path | None,
        *,
        memory_mb: int,
        threads: int,
    ) -> None:
        self._db = WorkDatabase(UNDOING, directory, "undone.duckdb", memory_mb=memory_mb, threads=threads)
        self._added = _file(added)
        self._people = int(self._db.rows(f"SELECT count(*) FROM {self._added}")[0][0])
        remaining = f"SELECT identity FROM {rows_of(self._db, removals, 'not_done', 'NOT')}"
        if undecided is not None:
            remaining += f" UNION ALL SELECT identity FROM {_file(undecided)}"
        self._db.execute(f"CREATE TABLE remaining AS {remaining}")

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def release(self, snapshot: Path, out: Path) -> int:
        """Write a file of a snapshot without these people as managed ones. Return how many of its people are managed.

        None of them keeps a fingerprint, so that the next run sends those who are still in the segment: it adds them
        again. Also of those who remain: whether they are on the list may not be known. What was sent of fields and
        consent stays.
        """
        self._db.execute(f"CREATE OR REPLACE TABLE released ({COLUMNS})")
        windows = max(1, -(-max(self._people, self._count(snapshot)) // WINDOW_PEOPLE))
        for window in range(windows):
            within = f"WHERE hash(identity) % {windows} = {window}" if windows > 1 else ""
            self._db.execute(f"""
                INSERT INTO released
                SELECT b.identity, CASE WHEN a.identity IS NULL THEN b.fingerprint END, b.fields, b.consented,
                       b.managed AND (a.identity IS NULL OR m.identity IS NOT NULL), b.departed_at
                FROM (SELECT * FROM {_file(snapshot)} {within}) b
                LEFT JOIN (SELECT identity FROM {self._added} {within}) a ON a.identity = b.identity
                LEFT JOIN (SELECT identity FROM remaining {within}) m ON m.identity = b.identity
            """)
        self._db.execute(f"COPY released TO {quoted(str(out))} (FORMAT parquet, COMPRESSION zstd)")
        return int(self._db.rows("SELECT count(*) FILTER (managed) FROM released")[0][0])

    def _count(self, path: Path) -> int:
        return int(self._db.rows(f"SELECT count(*) FROM {_file(path)}")[0][0])


def write_nobody(path: Path) -> None:
    """Write a file of added people without anyone."""
    with duckdb.connect() as db:
        query = "SELECT ''::VARCHAR AS identity, true AS managed WHERE false"
        db.execute(f"COPY ({query}) TO {quoted(str(path))} (FORMAT parquet)")


def _file(path: Path) -> str:
    return f"read_parquet({quoted(str(path))})"
