"""Sample rows of a segment, read as the preparation of a run reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from shared.planning.source_sql import NeedsCare, Reading
from shared.segments.part_schema import Part

MEMORY_MB = 192


def sample(files: Any, parts: Sequence[Part], rows: int, *, memory_mb: int = MEMORY_MB) -> list[dict[str, str | None]]:
    """Return the first rows of `parts`: column → text. Raises errors of reading. Synchronous: call it in a thread."""
    reading = Reading(files, parts, 1 << 40)
    names = [column.name for column in reading.columns]
    try:
        with duckdb.connect(config={"threads": 1, "memory_limit": f"{memory_mb}MB"}) as db:
            reading.attach(db)
            with reading.one_thread(db, memory_mb=memory_mb):
                try:
                    found = _first(db, reading, len(names), rows)
                except NeedsCare:
                    reading.check_rows()
                    found = _first(db, reading, len(names), rows)
    finally:
        reading.close()
    return [dict(zip(names, row, strict=True)) for row in found]


def _first(db: Any, reading: Reading, width: int, rows: int) -> list[tuple[str | None, ...]]:
    columns = ", ".join(f"c{number}" for number in range(width))
    try:
        found: list[tuple[str | None, ...]] = db.execute(
            f"SELECT {columns} FROM ({reading.relation()}) WHERE problem IS NULL LIMIT {rows}"
        ).fetchall()
    except duckdb.Error as error:
        raise reading.failure(error) from None
    return found
