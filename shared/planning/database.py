"""Open DuckDB as this app uses it: limited memory, temporary files in one directory, no extensions loaded."""

from __future__ import annotations

import ctypes
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from shared.planning.temp_disk import Work, resource_errors

M_MMAP_THRESHOLD = -3
LARGE = 1024 * 1024

HASHED_BY = f"duckdb {duckdb.__version__}"
"""What computes hashes of identities: another version of DuckDB may compute others."""

INTERRUPT_SECONDS = 0.001
"""Between two attempts to close a database that is in use."""

PART_ROWS = 2_000_000
"""Rows that are grouped at a time: more rows need more parts, not more memory."""


def open_database(directory: Path, name: str, *, memory_mb: int, threads: int, disk_mb: int | None = None) -> Any:
    """Open a database in a file of `directory`; what does not fit into memory is spilled there, up to `disk_mb`."""
    _release_large_blocks()
    db = duckdb.connect(
        str(directory / name),
        config={
            "threads": threads,
            "memory_limit": f"{memory_mb}MB",
            "temp_directory": str(directory / "spill"),
            "preserve_insertion_order": True,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            # Otherwise DuckDB caches what it read, up to the memory limit; the system caches files, too.
            "enable_external_file_cache": False,
        },
    )
    if disk_mb:
        db.execute(f"SET max_temp_directory_size = '{disk_mb}MB'")
    db.execute("SET enable_progress_bar = false")
    return db


def close_database(db: Any) -> None:
    """Close a database. A call in another thread, whose task was canceled, is interrupted first."""
    while True:
        try:
            db.close()
        except duckdb.ResourceInUseException:
            # Repeatedly: between two queries there is nothing to interrupt.
            db.interrupt()
            time.sleep(INTERRUPT_SECONDS)
        else:
            return


class WorkDatabase:
    """A database for one kind of work after preparing, opened at the first call.

    Every call raises TempDiskFull or SegmentTooLarge, with the name of the work, where disk or memory is not enough.
    """

    def __init__(self, work: Work, directory: Path, name: str, *, memory_mb: int, threads: int) -> None:
        self._work = work
        self._open = partial(open_database, directory, name, memory_mb=memory_mb, threads=threads)
        self._opening = threading.Lock()
        self._opened: Any = None
        self._closed = False

    @property
    def _db(self) -> Any:
        # Opening one takes 20 ms, and many runs have no such work.
        with self._opening, resource_errors(self._work):
            if self._closed:
                raise duckdb.ConnectionException("closed")
            self._opened = self._opened or self._open()
            return self._opened

    def execute(self, query: str, parameters: Sequence[Any] | None = None) -> None:
        """Run a statement."""
        with resource_errors(self._work):
            self._db.execute(query, parameters)

    def register(self, files: Any) -> None:
        """Let queries read files of a file system."""
        self._db.register_filesystem(files)

    def named_rows(self, query: str) -> list[dict[str, Any]]:
        """Return the rows of a small result by the names of the columns."""
        with resource_errors(self._work):
            found = self._db.execute(query)
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def rows(self, query: str, parameters: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
        """Return the rows of a small result."""
        with resource_errors(self._work):
            return self._db.execute(query, parameters).fetchall()  # type: ignore[no-any-return]

    def blocks(self, query: str, size: int) -> Iterator[list[tuple[Any, ...]]]:
        """Yield the rows of a result of any size, so many at a time."""
        with resource_errors(self._work):
            cursor = self._db.cursor()
            try:
                cursor.execute(query)
                while rows := cursor.fetchmany(size):
                    yield rows
            finally:
                cursor.close()

    def close(self) -> None:
        """Close the database, if it was opened. A thread whose task was canceled cannot open it any more."""
        with self._opening:
            self._closed = True
        if self._opened:
            close_database(self._opened)


def arrow_batches(db: Any, query: str) -> list[Any]:
    """Return the result of the query as Arrow record batches that have rows. Raises TempDiskFull, SegmentTooLarge."""
    import nanoarrow

    with resource_errors():
        return [batch for batch in nanoarrow.ArrayStream(db.sql(query)) if len(batch)]


def hashes_that_repeat(db: Any, table: str, hashes: str, rows: int) -> bool:
    """Create the temporary `table` (hashed) with the hashes that occur twice or more; return whether there are any.

    `hashes` is a query of one column `hashed` with about `rows` rows.
    """
    db.execute(f"CREATE OR REPLACE TEMP TABLE {table} (hashed UBIGINT)")
    parts = 1 + rows // PART_ROWS
    for part in range(parts):
        db.execute(f"""
            INSERT INTO {table} SELECT hashed FROM ({hashes})
            WHERE hashed % {parts} = {part} GROUP BY hashed HAVING count(*) > 1
        """)
    return bool(db.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])


def _release_large_blocks() -> None:
    """Return every block of 1 MiB or more to the system as soon as it is freed.

    By default glibc raises this threshold, up to 32 MiB, with the size of what was freed before (mallopt(3)), and keeps
    smaller ones: with chunk bodies of some MB the process then grew with the number of chunks (measured: 363 MiB
    instead of 309 after 1,000 of them). Elsewhere than on Linux nothing happens.
    """
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "mallopt"):
        libc.mallopt(M_MMAP_THRESHOLD, LARGE)
