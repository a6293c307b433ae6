"""Lists of the people whom a run removes, clears or subscribes, made from the files of its preparation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shared.planning.database import WorkDatabase
from shared.planning.snapshot_compare import person_hash
from shared.planning.temp_disk import FINDING_PEOPLE
from shared.planning.value_sql import quoted


class PeopleLists:
    """Writes lists in a deterministic order. Synchronous: call it in a thread; close it at the end."""

    def __init__(self, directory: Path, *, memory_mb: int, threads: int) -> None:
        self._db = WorkDatabase(FINDING_PEOPLE, directory, "after.duckdb", memory_mb=memory_mb, threads=threads)

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def open_departed(self, departed: Path) -> None:
        """Begin with the managed people of a bucket who departed; `add_holder` follows for each file of a holder."""
        self._open(f"SELECT identity, 0 AS place FROM {_file(departed)} WHERE managed")

    def open_list(self, people: Path) -> None:
        """Begin with the people of a list, in the same way."""
        rows = f"read_parquet({quoted(str(people))}, file_row_number = true)"
        self._open(f"SELECT identity, file_row_number AS place FROM {rows}")

    def _open(self, people: str) -> None:
        self._db.execute(f"CREATE OR REPLACE VIEW people AS {people}")
        self._db.execute("CREATE OR REPLACE TABLE held (identity VARCHAR, sending BOOLEAN)")

    def add_holder(self, relation: str, *, sending: bool) -> None:
        """Note who of the people is in a relation with a column `identity`.

        These are people whom another export has on the list, or (`sending`) is sending to it. The file of the relation
        is not needed afterwards, so that only one is on disk.
        """
        self._db.execute(
            f"INSERT INTO held SELECT identity, {sending} FROM people SEMI JOIN ({relation}) USING (identity)"
        )

    def removals(self, out: Path, undecided: Path) -> tuple[int, int]:
        """Write the people whom no holder has; those who are only being sent go to `undecided`. Return how many."""
        self._write("SELECT identity FROM people ANTI JOIN held USING (identity)", out)
        only_sent = "SELECT identity FROM held GROUP BY identity HAVING bool_and(sending)"
        self._write(f"SELECT identity FROM people SEMI JOIN ({only_sent}) USING (identity)", undecided)
        return self.count(out), self.count(undecided)

    def places(self) -> list[int]:
        """Return the positions (from 0) in the list of the people whom a holder has."""
        rows = self._db.rows("SELECT place FROM people SEMI JOIN held USING (identity) ORDER BY place")
        return [int(row[0]) for row in rows]

    def hashes(self, people: Path, salt: str, out: Path) -> None:
        """Write the hashes of the people of a list."""
        self._db.execute(
            f"COPY (SELECT {person_hash('identity', salt)} AS person FROM {_file(people)} ORDER BY person) "
            f"TO {quoted(str(out))} (FORMAT parquet, COMPRESSION zstd)"
        )

    def count(self, path: Path) -> int:
        """Return the number of people of a list."""
        return int(self._db.rows(f"SELECT count(*) FROM {_file(path)}")[0][0])

    def batches(self, path: Path, size: int) -> Iterator[list[tuple[Any, ...]]]:
        """Return the rows of a list in batches of `size`."""
        return self._db.blocks(f"SELECT * FROM {_file(path)}", size)

    def _write(self, query: str, path: Path) -> None:
        self._db.execute(f"COPY ({query} ORDER BY identity) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd)")


def in_snapshot(path: Path, *, also_left: bool) -> str:
    """Return the people of a snapshot's file whom another export has on the list.

    Without `also_left`, those are missing whom it will remove itself.
    """
    left = "" if also_left else " AND departed_at IS NULL"
    return f"SELECT identity FROM {_file(path)} WHERE managed{left}"


def in_index(path: Path) -> str:
    """Return the people of an index whom another export's run is sending."""
    return f"SELECT identity FROM {_file(path)}"


def _file(path: Path) -> str:
    return f"read_parquet({quoted(str(path))})"
