"""Lists of the people whom a run removes, clears or subscribes, made from the files of its preparation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

    def removals(
        self, departed: Sequence[Path], holders: Sequence[str], sending: Sequence[str], out: Path, undecided: Path
    ) -> int:
        """Write the managed people who departed, without people of other exports of the list; return how many.

        `holders` and `sending` are relations with a column `identity`: people whom other exports have on the
        list, or are sending to it. People who are only in `sending` are written to `undecided`.
        """
        left = f"SELECT identity FROM (SELECT identity FROM {_files(departed)} WHERE managed){_without(holders)}"
        self._write(f"{left}{_without(sending)}", out)
        sent = f" SEMI JOIN ({' UNION ALL '.join(sending)}) USING (identity)" if sending else " WHERE false"
        self._write(left + sent, undecided)
        return self.count(out)

    def join(self, lists: Sequence[Path], out: Path, order: str) -> int:
        """Write several lists as one, in this order; return how many entries it has."""
        self._write(f"SELECT * FROM {_files(lists)}", out, order)
        return self.count(out)

    def hashes(self, people: Path, salt: str, out: Path) -> None:
        """Write the hashes of the people of a list."""
        self._db.execute(
            f"COPY (SELECT {person_hash('identity', salt)} AS person FROM {_file(people)} ORDER BY person) "
            f"TO {quoted(str(out))} (FORMAT parquet, COMPRESSION zstd)"
        )

    def places(self, people: Path, relations: Sequence[str]) -> list[int]:
        """Return the positions (from 0) of a list's people who are in one of the relations."""
        rows = self._db.rows(
            f"SELECT file_row_number FROM read_parquet({quoted(str(people))}, file_row_number = true) "
            f"SEMI JOIN ({' UNION ALL '.join(relations)}) USING (identity) ORDER BY file_row_number"
        )
        return [int(row[0]) for row in rows]

    def count(self, path: Path) -> int:
        """Return the number of people of a list."""
        return int(self._db.rows(f"SELECT count(*) FROM {_file(path)}")[0][0])

    def batches(self, path: Path, size: int) -> Iterator[list[tuple[Any, ...]]]:
        """Return the rows of a list in batches of `size`."""
        return self._db.blocks(f"SELECT * FROM {_file(path)}", size)

    def _write(self, query: str, path: Path, order: str = "identity") -> None:
        self._db.execute(f"COPY ({query} ORDER BY {order}) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd)")


def _without(relations: Sequence[str]) -> str:
    return "".join(f" ANTI JOIN ({relation}) USING (identity)" for relation in relations)


def in_snapshot(paths: Sequence[Path], *, also_left: bool) -> str:
    """Return the people whom another export has on the list; without `also_left`, not those it will remove itself."""
    left = "" if also_left else " AND departed_at IS NULL"
    return f"SELECT identity FROM {_files(paths)} WHERE managed{left}"


def in_index(paths: Sequence[Path]) -> str:
    """Return the people whom another export's run is sending."""
    return f"SELECT identity FROM {_files(paths)}"


def _file(path: Path) -> str:
    return _files([path])


def _files(paths: Sequence[Path]) -> str:
    return f"read_parquet([{', '.join(quoted(str(path)) for path in paths)}])"
