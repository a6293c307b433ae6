"""The first portion of a run's people (domain/canary.py): who they are, and how they come before the others.

    table first_rows   the staged rows of the first portion: row

People are ordered by the hash of their identity, and the first of them are the portion: the same ones whenever the same
people are sent. The buckets of a preparation that is split follow the same order (bucket_sql.py). So the portion is in
the first buckets, and has the people whom it would have in one piece.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

from shared.planning.value_sql import quoted

WINDOW_ROWS = 1_000_000


def put_first(db: Any, index: Path, people: int, ordered: Path) -> None:
    """Create `first_rows` with so many people, and write the index with them before the others.

    The rows of the portion stay in the order of the segment, and so do the others.
    """
    source = f"read_parquet({quoted(str(index))})"
    db.execute(f"""
        CREATE OR REPLACE TABLE first_rows AS
        FROM (SELECT row FROM {source} ORDER BY hash(identity), row LIMIT {people}) ORDER BY row
    """)
    rows = int(db.execute(f"SELECT coalesce(max(row) + 1, 0) FROM {source}").fetchall()[0][0])
    parts: list[Path] = []
    for first in (True, False):
        # In windows: sorting all rows at once would use memory up to the limit.
        for begin, end in pairwise([*range(0, rows, WINDOW_ROWS), rows]):
            part = ordered.with_name(f"{ordered.stem}-{len(parts)}.parquet")
            within = f"BETWEEN {begin} AND {end - 1}"
            join = join_portion("i.row", within, first=first)
            _write(db, f"SELECT i.* FROM {source} i {join} WHERE i.row {within} ORDER BY i.row", part)
            parts.append(part)
    _write(db, f"FROM read_parquet([{', '.join(quoted(str(part)) for part in parts)}])", ordered)
    for part in parts:
        part.unlink()


def join_portion(row: str, within: str = ">= 0", *, first: bool) -> str:
    """Return the SQL join that leaves the rows of the first portion, or the others.

    `row` is the column of their number, `within` a condition on it.
    """
    kind = "SEMI" if first else "ANTI"
    return f"{kind} JOIN (SELECT row AS first_row FROM first_rows WHERE row {within}) ON first_row = {row}"


def _write(db: Any, query: str, path: Path) -> None:
    db.execute(f"COPY ({query}) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2)")
