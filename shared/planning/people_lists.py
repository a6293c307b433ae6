"""Whom a run removes, clears or subscribes after its import: lists made from what preparing left behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from shared.planning.database import open_database
from shared.planning.snapshot_compare import person_hash
from shared.planning.value_sql import quoted


class After:
    """Lists in `directory`, in an order that the same input always gives. Call it in a thread; close it at the end."""

    def __init__(self, directory: Path, *, memory_mb: int, threads: int) -> None:
        self._db = open_database(directory, "after.duckdb", memory_mb=memory_mb, threads=threads)

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def removals(
        self, departed: Path, holders: Sequence[str], sending: Sequence[str], out: Path, undecided: Path
    ) -> int:
        """Write the managed people who departed, without those whom another export has on the list or is sending to it.

        `holders` and `sending` are relations with a column `identity`. Those who are only being sent go to `undecided`.
        """
        left = f"SELECT identity FROM (SELECT identity FROM {_file(departed)} WHERE managed){_without(holders)}"
        self._write(f"{left}{_without(sending)}", out)
        sent = f" SEMI JOIN ({' UNION ALL '.join(sending)}) USING (identity)" if sending else " WHERE false"
        self._write(left + sent, undecided)
        return self.count(out)

    def hashes(self, people: Path, salt: str, out: Path) -> None:
        """Write the people of a list by their hashes."""
        self._db.execute(
            f"COPY (SELECT {person_hash('identity', salt)} AS person FROM {_file(people)} ORDER BY person) "
            f"TO {quoted(str(out))} (FORMAT parquet, COMPRESSION zstd)"
        )

    def places(self, people: Path, relations: Sequence[str]) -> list[int]:
        """At which places of a list there are people of these relations."""
        rows = self._db.execute(
            f"SELECT file_row_number FROM read_parquet({quoted(str(people))}, file_row_number = true) "
            f"SEMI JOIN ({' UNION ALL '.join(relations)}) USING (identity) ORDER BY file_row_number"
        ).fetchall()
        return [int(row[0]) for row in rows]

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

    def _write(self, query: str, path: Path) -> None:
        self._db.execute(f"COPY ({query} ORDER BY identity) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd)")


def _without(relations: Sequence[str]) -> str:
    return "".join(f" ANTI JOIN ({relation}) USING (identity)" for relation in relations)


def in_snapshot(path: Path, *, also_left: bool) -> str:
    """Those whom another export's snapshot has on its list; without those it is about to remove itself."""
    left = "" if also_left else " AND departed_at IS NULL"
    return f"SELECT identity FROM {_file(path)} WHERE managed{left}"


def in_index(path: Path) -> str:
    """Those whom another export's run is sending."""
    return f"SELECT identity FROM {_file(path)}"


def _file(path: Path) -> str:
    return f"read_parquet({quoted(str(path))})"
