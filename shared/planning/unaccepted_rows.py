"""List the rows of a run that were not accepted with their location, in order and in constant memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from shared.domain.split import Bucket
from shared.planning.database import WorkDatabase
from shared.planning.rejects import Why, cells
from shared.planning.snapshot_compare import WINDOW_PEOPLE
from shared.planning.temp_disk import LISTING
from shared.planning.value_sql import quoted
from shared.texts import Text

BLOCK_ROWS = 10_000


class Unaccepted(NamedTuple):
    """A kept row that was not accepted: its part, its position among the staged rows and its identity, if known."""

    ordinal: int
    outcome: str
    reason: str
    detail: Text | None
    listed: bool
    file: int | None
    row: int | None
    identity: str | None


class UnacceptedRows:
    """Rows by their ordinals, in `directory`. Synchronous: call it in a thread; close it."""

    def __init__(self, directory: Path, *, memory_mb: int, threads: int) -> None:
        self._db = WorkDatabase(LISTING, directory, "unaccepted.duckdb", memory_mb=memory_mb, threads=threads)
        self._db.execute(
            "CREATE TABLE ranges "
            "(first BIGINT, last BIGINT, outcome VARCHAR, reason VARCHAR, detail VARCHAR, code VARCHAR, "
            "parameters VARCHAR, listed BOOLEAN)"
        )

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def add(self, rows: Mapping[int, Why]) -> None:
        """Add rows by their ordinals: those of one chunk."""
        self.add_ranges((ordinal, ordinal + 1, why) for ordinal, why in sorted(rows.items()))

    def add_ranges(self, ranges: Iterable[tuple[int, int, Why]]) -> None:
        """Add rows by ranges [first, last) of ordinals, in order; adjacent ranges are merged."""
        merged: list[tuple[int, int, Why]] = []
        for first, last, why in ranges:
            if merged and merged[-1][1] == first and merged[-1][2] == why:
                merged[-1] = (merged[-1][0], last, why)
            else:
                merged.append((first, last, why))
        if merged:
            columns = [[first for first, _, _ in merged], [last for _, last, _ in merged]]
            reasons = [(why.outcome, why.reason, *_cells(why.detail), why.listed) for _, _, why in merged]
            columns += [list(values) for values in zip(*reasons, strict=True)]
            kinds = ("BIGINT", "BIGINT", *["VARCHAR"] * 5, "BOOLEAN")
            given = ", ".join(f"unnest(?::{kind}[])" for kind in kinds)
            self._db.execute(f"INSERT INTO ranges SELECT {given}", columns)

    def blocks(self, index: Path | None, bucket: Bucket) -> Iterator[list[Unaccepted]]:
        """Yield the rows of a bucket in the order of their ordinals, BLOCK_ROWS at a time.

        `index` is the bucket's; None where it is lost.
        """
        where = "(SELECT 0 AS file_row_number, 0 AS file, 0 AS row, '' AS identity WHERE false)"
        if index:
            where = f"read_parquet({quoted(str(index))}, file_row_number = true)"
        # In windows of ordinals: each query reads only its part of the index.
        for start in range(bucket.first, bucket.last, WINDOW_PEOPLE):
            end = min(start + WINDOW_PEOPLE, bucket.last)
            within = f"file_row_number >= {start - bucket.first} AND file_row_number < {end - bucket.first}"
            query = f"""
                SELECT u.ordinal, u.outcome, u.reason, u.code, u.parameters, u.listed, i.file, i.row, i.identity
                FROM (SELECT unnest(range(greatest(first, {start}), least(last, {end}))) AS ordinal,
                             outcome, reason, code, parameters, listed
                      FROM ranges WHERE first < {end} AND last > {start}) u
                LEFT JOIN (FROM {where} WHERE {within}) i ON i.file_row_number + {bucket.first} = u.ordinal
                ORDER BY u.ordinal
            """
            for rows in self._db.blocks(query, BLOCK_ROWS):
                yield [_unaccepted(*row) for row in rows]


def _unaccepted(ordinal: int, outcome: str, reason: str, code: str | None, parameters: str, *rest: Any) -> Unaccepted:
    return Unaccepted(ordinal, outcome, reason, Text.restore(code, parameters) if code else None, *rest)


def _cells(detail: Text | None) -> tuple[str | None, str | None, str | None]:
    return cells(detail) if detail else (None, None, None)
