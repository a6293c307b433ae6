"""Open DuckDB as this app uses it: limited memory, temporary files in one directory, no extensions loaded."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from typing import Any

import duckdb

from shared.planning.temp_disk import resource_errors

M_MMAP_THRESHOLD = -3
LARGE = 1024 * 1024

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


def arrow_batches(db: Any, query: str) -> list[Any]:
    """Return the result of the query as Arrow record batches that have rows. Raises TempDiskFull, SegmentTooLarge."""
    import nanoarrow

    with resource_errors():
        return [batch for batch in nanoarrow.ArrayStream(db.sql(query)) if len(batch)]


def hashes_that_repeat(db: Any, table: str, hashes: str, rows: int) -> bool:
    """Create `table` (hashed) with the hashes that occur twice or more; return whether there are any.

    `hashes` is a query of one column `hashed` with about `rows` rows.
    """
    db.execute(f"CREATE OR REPLACE TABLE {table} (hashed UBIGINT)")
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
