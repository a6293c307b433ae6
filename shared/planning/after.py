"""Whom a run removes, clears or subscribes after its import: lists made from what preparing left behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from shared.planning.database import open_database
from shared.planning.sql import quoted


class After:
    """Lists in `directory`, in an order that the same input always gives. Call it in a thread; close it at the end."""

    def __init__(self, directory: Path, *, memory_mb: int, threads: int) -> None:
        self._db = open_database(directory, "after.duckdb", memory_mb=memory_mb, threads=threads)

    def close(self) -> None:
        """Let go of the database."""
        self._db.close()

    def removals(self, gone: Path, held_by_others: Sequence[str], out: Path) -> int:
        """Ours who are gone, less those whom another export has on the same list; how many.

        `held_by_others` are relations with a column `identity`.
        """
        others = "".join(f" ANTI JOIN ({relation}) USING (identity)" for relation in held_by_others)
        query = f"SELECT identity FROM (SELECT identity FROM {_file(gone)} WHERE ours){others} ORDER BY identity"
        self._db.execute(f"COPY ({query}) TO {quoted(str(out))} (FORMAT parquet, COMPRESSION zstd)")
        return self.count(out)

    def count(self, path: Path) -> int:
        """How many people a list has."""
        return int(self._db.execute(f"SELECT count(*) FROM {_file(path)}").fetchall()[0][0])

    def batches(self, path: Path, size: int) -> Iterator[list[tuple[Any, ...]]]:
        """The list, so many at a time."""
        cursor = self._db.cursor()
        cursor.execute(f"SELECT * FROM {_file(path)}")
        while rows := cursor.fetchmany(size):
            yield rows
        cursor.close()


def in_snapshot(path: Path, *, also_left: bool) -> str:
    """Those whom another export's snapshot has on its list; without those it is about to remove itself."""
    left = "" if also_left else " AND left_at IS NULL"
    return f"SELECT identity FROM {_file(path)} WHERE ours{left}"


def in_index(path: Path) -> str:
    """Those whom another export's run is sending."""
    return f"SELECT identity FROM {_file(path)}"


def _file(path: Path) -> str:
    return f"read_parquet({quoted(str(path))})"
