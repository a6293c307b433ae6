"""Sample rows of a segment, read as the preparation of a run reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from shared.planning.source_sql import NeedsCare, Reading
from shared.segments.part_schema import Part

MEMORY_MB = 192
MAX_DISTINCT = 5_000


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


def distinct_rows(
    files: Any, parts: Sequence[Part], columns: Sequence[str], rows: int, *, memory_mb: int = MEMORY_MB
) -> tuple[list[tuple[str, ...]], bool]:
    """Return the different values of some columns in the first `rows` rows, and whether there are no more rows.

    A JSON list in the only column becomes one value for each item. Raises errors of reading. Synchronous: call it in a
    thread.
    """
    reading = Reading(files, parts, 1 << 40, only=columns)
    position = {column.name: f"c{number}" for number, column in enumerate(reading.columns)}
    values = [position[column] for column in columns]
    if len(values) == 1:
        items = f"TRY_CAST(TRY_CAST({values[0]} AS JSON) AS VARCHAR[])"
        values = [f"unnest(coalesce({items}, [{values[0]}]))"]
    try:
        with duckdb.connect(config={"threads": 1, "memory_limit": f"{memory_mb}MB"}) as db:
            reading.attach(db)
            with reading.one_thread(db, memory_mb=memory_mb):
                try:
                    return _distinct(db, reading, values, rows)
                except NeedsCare:
                    reading.check_rows()
                    return _distinct(db, reading, values, rows)
    finally:
        reading.close()


def _distinct(db: Any, reading: Reading, values: Sequence[str], rows: int) -> tuple[list[tuple[str, ...]], bool]:
    try:
        db.execute(f"CREATE OR REPLACE TEMP TABLE seen AS FROM ({reading.relation()}) LIMIT {rows}")
        found = db.execute(f"SELECT DISTINCT {', '.join(values)} FROM seen WHERE problem IS NULL").fetchmany(
            MAX_DISTINCT
        )
        [(count,)] = db.execute("SELECT count(*) FROM seen").fetchall()
    except duckdb.Error as error:
        raise reading.failure(error) from None
    return found, count < rows and len(found) < MAX_DISTINCT
