"""DuckDB as this app uses it: bounded in memory, spilling to one directory, loading nothing by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb


def open_database(directory: Path, name: str, *, memory_mb: int, threads: int) -> Any:
    """A database in a file of `directory`. What does not fit into memory goes to `directory/spill`."""
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
        },
    )
    db.execute("SET enable_progress_bar = false")
    return db
