"""DuckDB as this app uses it: bounded in memory, spilling to one directory, loading nothing by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from shared.planning.memory import release_large_blocks

PART_ROWS = 2_000_000
"""So many rows are grouped at a time: more rows take more parts, not more memory."""


def open_database(directory: Path, name: str, *, memory_mb: int, threads: int, disk_mb: int | None = None) -> Any:
    """A database in a file of `directory`. What does not fit into memory goes to `directory/spill`, up to `disk_mb`."""
    release_large_blocks()
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
            # Else what was read is kept until the limit is reached; the system does as well, outside of this process.
            "enable_external_file_cache": False,
        },
    )
    if disk_mb:
        db.execute(f"SET max_temp_directory_size = '{disk_mb}MB'")
    db.execute("SET enable_progress_bar = false")
    return db


def hashes_that_repeat(db: Any, table: str, hashes: str, rows: int) -> bool:
    """Make `table` (hashed) of those values of the relation `hashes` that stand in it twice or more; whether any does.

    `rows` is about how many there are.
    """
    db.execute(f"CREATE OR REPLACE TABLE {table} (hashed UBIGINT)")
    parts = 1 + rows // PART_ROWS
    for part in range(parts):
        db.execute(f"""
            INSERT INTO {table} SELECT hashed FROM ({hashes})
            WHERE hashed % {parts} = {part} GROUP BY hashed HAVING count(*) > 1
        """)
    return bool(db.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])
