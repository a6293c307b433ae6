"""Rows of a staged segment for the row log, before anything is sent: their people, places, and why some are not sent.

Written in windows of rows, so that disk and memory are those of one window. What happened to the rows that are sent is
added when the run ends (logged_rows.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shared.domain.row_log import RowLog
from shared.planning.identity_sql import IdentitySql
from shared.planning.rejects import MAX_CELL
from shared.planning.value_sql import quoted

WINDOW_ROWS = 50_000
"""Source rows of one part of the log, also of a bucket, whose rows are spread over all of the segment."""
WINDOW_BYTES = 16 * 1024 * 1024
"""Fewer rows, if their profiles are kept and have more bytes than this: a part is sorted in memory."""
FEWEST_ROWS = 2_048


def write_prepared_rows(
    db: Any,
    who: IdentitySql,
    row_log: RowLog,
    index: Path,
    *,
    rows: int,
    buckets: int = 1,
    window_rows: int = WINDOW_ROWS,
) -> Iterator[tuple[int, Path]]:
    """Yield the number and the file of each window that has rows; the file is deleted afterwards.

    `db` has the view `staged` and the tables of resolve.py, shared_identifiers.py and RowLists, `index` the kept rows.
    `rows` counts the staged rows of all buckets. Columns: row, ordinal (among the kept rows of the bucket; NULL for
    others), known, the identifiers, outcome (NULL for kept rows), reason, detail, code, parameters, blob, line,
    fields.
    """
    if row_log.fields:
        average = db.execute("SELECT coalesce(avg(size), 1) FROM staged").fetchall()[0][0]
        window_rows = min(window_rows, max(FEWEST_ROWS, int(WINDOW_BYTES // max(average, 1))))
    size = window_rows * buckets
    for number, first in enumerate(range(0, rows, size)):
        path = index.with_name(f"rows-{number}.parquet")
        query = _window(db, who, row_log, index, first, first + size)
        options = "FORMAT parquet, COMPRESSION lz4, DICTIONARY_SIZE_LIMIT 1"
        if db.execute(f"COPY ({query}) TO {quoted(str(path))} ({options})").fetchall()[0][0]:
            yield number, path
        path.unlink()


def _window(db: Any, who: IdentitySql, row_log: RowLog, index: Path, first: int, last: int) -> str:
    within = f"BETWEEN {first} AND {last - 1}"
    identifiers = {
        "email": f"nullif({who.staged_address}, '')",
        "phone_number": "coalesce(s.e164, p.e164)",
        "external_id": "s.external_id",
    }
    # Of rows that are sent, identifiers are of limited length.
    cells = ", ".join(
        f"CASE WHEN d.row IS NULL THEN {sql} ELSE left({sql}, {MAX_CELL}) END AS {name}"
        for name, sql in identifiers.items()
    )
    # Attributes begin with a comma (staging_sql.py).
    fields = "CASE WHEN d.row IS NULL THEN '{' || ltrim(s.attributes, ',') || '}' END"
    kept = f"read_parquet({quoted(str(index))}, file_row_number = true)"
    attributes = ", attributes" if row_log.fields else ""
    return f"""
        SELECT s.row, n.ordinal, n.known, {cells},
               CASE WHEN d.reason IN ('unchanged', 'duplicate') THEN d.reason
                    WHEN d.row IS NOT NULL THEN 'rejected' END AS outcome,
               CASE WHEN d.reason NOT IN ('unchanged', 'duplicate') THEN d.reason END AS reason,
               left(t.detail, {MAX_CELL}) AS detail, t.code, t.parameters,
               {_places(db, first, last)}, {fields if row_log.fields else "NULL::VARCHAR"} AS fields
        FROM (SELECT file_row_number AS row, identity, email, e164, phone, external_id{attributes}
              FROM staged WHERE file_row_number {within}) s
        LEFT JOIN (SELECT row, reason, detail FROM excluded WHERE row {within}) d ON d.row = s.row
        LEFT JOIN said t ON t.packed = d.detail
        LEFT JOIN (SELECT row, file_row_number AS ordinal, known FROM {kept} WHERE row {within}) n ON n.row = s.row
        LEFT JOIN phones p ON p.text = s.phone
        {_join_places(db, first, last)}
        {"" if row_log.unchanged else "WHERE d.reason IS DISTINCT FROM 'unchanged'"}
    """


def _found_places(db: Any, first: int, last: int) -> list[tuple[str, int]]:
    """Return blob and line offset where all rows of the window have the same; more than one where they do not."""
    found: list[tuple[str, int]] = db.execute(f"""
        SELECT blob, line_offset FROM places JOIN blobs USING (part) WHERE last > {first} AND first < {last} LIMIT 2
    """).fetchall()
    return found


def _places(db: Any, first: int, last: int) -> str:
    places = _found_places(db, first, last)
    if len(places) == 1:
        return f"{quoted(places[0][0])} AS blob, s.row + {places[0][1]} AS line"
    return "b.blob, s.row + l.line_offset AS line"


def _join_places(db: Any, first: int, last: int) -> str:
    if len(_found_places(db, first, last)) == 1:
        return ""
    listed = f"(SELECT * FROM places WHERE last > {first} AND first < {last})"
    return f"ASOF LEFT JOIN {listed} l ON s.row >= l.first LEFT JOIN blobs b ON b.part = l.part"
