"""Read all parts of a segment into the view `staged`, as often as their form needs, and find the rows outside of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import duckdb

from shared.planning.change_log_sql import add_outdated_rows
from shared.planning.selection_sql import add_unselected_rows
from shared.planning.source_sql import NeedsCare, PagesTooLarge, Reading
from shared.planning.value_sql import quoted

GROUP_ROWS = 20_480
"""Of row groups, unless rows are long."""


class StagedRows(Protocol):
    """Where staged rows go."""

    def write(self, query: str) -> None:
        """Write the rows of a query, in place of those that were written before."""

    def count(self, parts: int) -> list[int]:
        """Return how many rows of each part were written."""


class StagedFile:
    """One Parquet file, and the view `staged` of it, with the rows' numbers in `file_row_number`."""

    def __init__(self, db: Any, path: Path, group_rows: int = GROUP_ROWS) -> None:
        self._db = db
        self._path = path
        self._group_rows = group_rows

    def write(self, query: str) -> None:
        """Write the rows of a query, in place of those that were written before."""
        threads = self._db.execute("SELECT current_setting('threads')").fetchall()[0][0]
        if threads == 1:
            # DuckDB 2.0 with one thread may write the parts of a UNION ALL in another order, unless an operator needs
            # the order; with several threads it keeps it.
            query = f"SELECT * FROM ({query}) QUALIFY row_number() OVER () > 0"
        self._db.execute(f"COPY ({query}) TO {quoted(str(self._path))} ({staged_format(self._group_rows)})")
        view_staged(self._db, self._path)

    def count(self, parts: int) -> list[int]:
        """Return how many rows of each part were written."""
        counts = dict(self._db.execute("SELECT file, count(*) FROM staged GROUP BY file").fetchall())
        return [counts.get(number, 0) for number in range(parts)]


def staged_format(group_rows: int) -> str:
    """Return the options of COPY for files of staged rows."""
    packed = "FORMAT parquet, PARQUET_VERSION v2, COMPRESSION snappy, DICTIONARY_SIZE_LIMIT 1"
    return f"{packed}, ROW_GROUP_SIZE {group_rows}"


def stage_rows(db: Any, reading: Reading, query: Callable[[], str], rows: StagedRows, *, memory_mb: int) -> list[int]:
    """Write the rows of a query of the reading's relation. Return the records of each part.

    `query` is asked again where parts must be read row by row. Raises the errors of reading.
    """
    reading.attach(db)

    def stage() -> None:
        try:
            rows.write(query())
        except duckdb.Error as error:
            raise reading.failure(error) from None
        reading.check()

    _stage_within_memory(db, reading, stage, memory_mb)
    records = rows.count(len(reading.parts))
    if unusual := reading.find_unusual(records):
        reading.check_rows(unusual)
        _stage_within_memory(db, reading, stage, memory_mb)
        records = rows.count(len(reading.parts))
    # Later queries read the staged form in windows: its hundreds of row groups need not be listed each time.
    db.execute("SET parquet_metadata_cache = true")
    return records


def leave_out_rows(db: Any, reading: Reading, path: Path) -> int:
    """Leave the rows out of `staged` that do not belong to the segments. Return their number.

    These are outdated and deleted rows of tables with changes, and rows that a defined segment does not select.
    """
    if not (reading.has_changes or reading.has_selections):
        return 0
    db.execute("CREATE OR REPLACE TABLE outside (row BIGINT)")
    if reading.has_changes:
        add_outdated_rows(db)
    if reading.has_selections:
        selections = dict.fromkeys(part.selection for part in reading.parts if part.selection)
        add_unselected_rows(db, [one.members for one in selections if one.members])
    view_staged(db, path, "ANTI JOIN outside ON outside.row = file_row_number")
    return int(db.execute("SELECT count(*) FROM outside").fetchall()[0][0])


def view_staged(db: Any, path: Path, condition: str = "") -> None:
    """Create the view `staged` of a Parquet file."""
    db.execute(f"""
        CREATE OR REPLACE VIEW staged AS
        SELECT * FROM read_parquet({quoted(str(path))}, file_row_number = true) {condition}
    """)


def _stage_within_memory(db: Any, reading: Reading, stage: Callable[[], None], memory_mb: int) -> None:
    try:
        _stage_with_care(reading, stage)
    except PagesTooLarge:
        with reading.one_thread(db, memory_mb=memory_mb):
            _stage_with_care(reading, stage)


def _stage_with_care(reading: Reading, stage: Callable[[], None]) -> None:
    try:
        stage()
    except NeedsCare as needed:
        # First the parts in question, then all of them: not one after the other, there may be thousands.
        reading.check_rows(None if reading.checks_rows else needed.numbers)
        _stage_with_care(reading, stage)
