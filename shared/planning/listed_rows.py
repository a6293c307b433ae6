"""List rows of a staged segment with their places in its blobs, as finished lines of CSV or as values.

DuckDB renders the lines, as rejects.py would: in Python, a million lines take as long as reading half the segment. The
windows keep memory constant, whatever the number of lines.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import batched
from typing import Any

from shared.domain.identity import Identity
from shared.planning.database import arrow_batches
from shared.planning.rejects import FORMULA_STARTS, MAX_CELL, REASONS, Reject
from shared.planning.value_sql import quoted
from shared.segments.formats.line_map import LineMap
from shared.texts import Text, text

STRETCH = 1024
WINDOW_BYTES = 16 * 1024 * 1024
"""Of the lines rendered at a time, if all were as long as the longest. A window takes DuckDB 30 ms beside its lines."""
WINDOW_LINES = 10_000
"""Lines rendered at a time at least. An address has up to 1,000 characters, so that they have at most some 40 MB."""
BLOCK_ROWS = 10_000


DUPLICATE = text("row-duplicate", line="<line>", blob="<blob>")
"""With marks in place of the parameters, which DuckDB fills in."""
REJECT_CELLS = ("blob_cell", "line", "outcome", "reason", "detail")


class RowLists:
    """The rejects and the shared identifiers of a staged segment, in source order.

    `db` has the view `staged` and the tables of resolve.py and shared_identifiers.py; `kind` says what the identity of
    a row is. `counts` are the staged rows of each blob, `lines` the lines of its records. About `window_bytes`, but not
    fewer than `window_lines` lines, are in memory at a time. Synchronous: call it in a thread; one list at a time.
    """

    def __init__(
        self,
        db: Any,
        kind: Identity,
        blobs: Sequence[str],
        counts: Sequence[int],
        lines: Sequence[LineMap],
        *,
        window_bytes: int = WINDOW_BYTES,
        window_lines: int = WINDOW_LINES,
    ) -> None:
        self._db = db
        # Only the column of the identity is filled.
        self._identifiers = ["identity" if one is kind else "''" for one in Identity]
        self._window_bytes = window_bytes
        self._window_lines = window_lines
        # The staged rows [first, last) are in the part, each at the line row + line_offset.
        db.execute("CREATE OR REPLACE TABLE places (first BIGINT, last BIGINT, part INTEGER, line_offset BIGINT)")
        _insert(db, "places", _places(counts, lines))
        db.execute("CREATE OR REPLACE TABLE blobs (part INTEGER, blob VARCHAR, blob_json VARCHAR)")
        _insert(db, "blobs", ((part, blob, json.dumps(blob)[1:-1]) for part, blob in enumerate(blobs)))
        cell = _quote(protect_sql(_make_printable("blob")))
        db.execute(f"CREATE OR REPLACE TABLE blobs AS SELECT *, {cell} AS blob_cell FROM blobs")

    def rejects(self) -> Iterator[Reject]:
        """Yield the rows that are not sent. The detail is None where the text of the reason says all."""
        for window in self._rejects():
            query = f"SELECT blob, line, outcome, reason, code, parameters, identity FROM ({window}) ORDER BY row"
            for *place, code, parameters, identity in self._db.execute(query).fetchall():
                yield *place, Text.restore(code, parameters) if code else None, identity

    def rejects_csv(self) -> Iterator[bytes]:
        """Yield the lines of the rejects file, without its header."""
        texts = " ".join(f"WHEN {quoted(reason)} THEN {quoted(str(said))}" for reason, said in REASONS.items())
        detail = f"coalesce(nullif(detail, ''), CASE reason {texts} END)"
        blank = ", ".join(f"coalesce({name}, '') AS {name}" for name in ("identity", "code", "parameters"))
        for window in self._rejects():
            yield from self._lines(
                f"SELECT * REPLACE ({detail} AS detail, {blank}) FROM ({window})",
                (*REJECT_CELLS, *self._identifiers, "code", _quote("parameters")),
                texts=("detail", "identity"),
                order="row",
            )

    def shared_csv(self) -> Iterator[bytes]:
        """Yield the lines of shared-identifiers.csv, without its header; nothing if there are none."""
        listed = "SELECT row, field, value, if(sent, 'sent', 'left_out') AS outcome FROM shared_identifiers"
        for window in self._windows(listed, "value"):
            yield from self._lines(
                window,
                ("blob_cell", "line", "field", "value", "outcome", *self._identifiers),
                texts=("value", "identity"),
                order="row, field DESC",
            )

    def _rejects(self) -> Iterator[str]:
        """Yield queries of the rejects, a window each."""
        listed = """
            SELECT row, if(reason = 'duplicate', 'duplicate', 'rejected') AS outcome, reason, detail
            FROM excluded WHERE reason <> 'unchanged'
        """
        message = _filled(DUPLICATE.message, line="later + p.line_offset", blob="b.blob")
        parameters = _filled(DUPLICATE.packed_parameters(), line="later + p.line_offset", blob="b.blob_json")
        for window in self._windows(listed, "detail"):
            # The detail of a duplicate is the row that counts; of others, a packed text.
            yield f"""
                SELECT w.* EXCLUDE (detail, later),
                       if(b.blob IS NULL, s.detail, {message}) AS detail,
                       if(b.blob IS NULL, s.code, {quoted(DUPLICATE.code)}) AS code,
                       if(b.blob IS NULL, s.parameters, {parameters}) AS parameters
                FROM (SELECT *, if(outcome = 'duplicate', TRY_CAST(detail AS BIGINT), NULL) AS later FROM ({window})) w
                LEFT JOIN places p ON later >= p.first AND later < p.last
                LEFT JOIN blobs b ON b.part = p.part
                LEFT JOIN said s ON s.packed = w.detail
            """

    def _windows(self, listed: str, texts: str) -> Iterator[str]:
        """Yield queries of the listed rows with blob, line and identity, for a window of rows each.

        `listed` is a query with the column `row`, and the column `texts` of what differs in length.
        """
        stretches = self._db.execute(
            f"SELECT row // {STRETCH} AS stretch, count(*) FROM ({listed}) GROUP BY 1 ORDER BY 1"
        ).fetchall()
        at_once = self._lines_at_once(listed, texts) if stretches else 0
        first, total = 0, 0
        for number, (stretch, count) in enumerate(stretches, 1):
            total += count
            if total >= at_once or number == len(stretches):
                last = (stretch + 1) * STRETCH
                yield f"""
                    SELECT l.*, blob, blob_cell, l.row + line_offset AS line, identity
                    FROM (FROM ({listed}) WHERE row >= {first} AND row < {last}) l
                    JOIN (SELECT file_row_number AS row, identity FROM staged
                          WHERE file_row_number >= {first} AND file_row_number < {last}) USING (row)
                    JOIN (SELECT * EXCLUDE part, part AS place FROM places WHERE last > {first} AND first < {last}) p
                         ON l.row >= p.first AND l.row < p.last
                    JOIN blobs ON blobs.part = place
                """
                first, total = last, 0

    def _lines_at_once(self, listed: str, texts: str) -> int:
        # A line has the blob up to three times, and the text as a message and as its parameters.
        longest = self._db.execute(f"""
            SELECT 300 + (SELECT max(3 * strlen(blob)) FROM blobs)
                       + coalesce((SELECT max(strlen(identity)) FROM staged), 0)
                       + coalesce((SELECT max(2 * strlen({texts})) FROM ({listed})), 0)
        """).fetchall()[0][0]
        return max(self._window_lines, self._window_bytes // int(longest))

    def _lines(self, query: str, cells: Sequence[str], *, texts: Sequence[str], order: str) -> Iterator[bytes]:
        for batch in arrow_batches(self._db, csv_lines(query, cells, texts=texts, order=order)):
            _, offsets, data = batch.child(0).buffers
            ends = memoryview(offsets).cast("B").cast("i")
            yield bytes(memoryview(data).cast("B")[ends[0] : ends[len(batch)]])


def _filled(said: str, *, line: str, blob: str) -> str:
    """Return the SQL of what a duplicate says. The blob comes last: its name may contain a mark."""
    return f"replace(replace({quoted(said)}, '<line>', ({line})::VARCHAR), '<blob>', {blob})"


def csv_lines(query: str, cells: Sequence[str], *, texts: Sequence[str], order: str) -> str:
    """Return the query of the lines of CSV (column `line`), each with its end, as rejects.py would write them.

    `cells` are columns of the query, or SQL of them; those in `texts` are rendered, the others are written as they are.
    """
    # A query for each step: DuckDB would evaluate an expression again at each place that uses it.
    for step in (_make_printable, protect_sql, _quote):
        query = f"SELECT * REPLACE ({', '.join(f'{step(name)} AS {name}' for name in texts)}) FROM ({query})"
    return f"SELECT concat({", ',', ".join(cells)}, chr(13), chr(10)) AS line FROM ({query}) ORDER BY {order}"


def _make_printable(cell: str) -> str:
    # Not more bytes than MAX_CELL are not more characters: most texts need no count.
    shown = f"if(strlen({cell}) > {MAX_CELL}, left({cell}, {MAX_CELL}), {cell})"
    return f"regexp_replace({shown}, {_unprintable()}, ' ', 'g')"


def protect_sql(cell: str) -> str:
    """Return the SQL of a text with an apostrophe before what a spreadsheet would read as a formula."""
    starts = ", ".join(map(quoted, FORMULA_STARTS))
    return f"if(left(ltrim({cell}), 1) IN ({starts}), '''' || {cell}, {cell})"


def _quote(cell: str) -> str:
    doubled = f"""'"' || replace({cell}, '"', '""') || '"'"""
    return f"""if(contains({cell}, ',') OR contains({cell}, '"'), {doubled}, {cell})"""


@cache
def _unprintable() -> str:
    """Return the pattern, as SQL, of a character that Python's `str.isprintable` does not accept.

    From Python itself: the two follow different versions of Unicode.
    """
    printable = bytes(map(str.isprintable, map(chr, range(sys.maxunicode + 1))))
    runs = (f"\\x{{{run.start():x}}}-\\x{{{run.end() - 1:x}}}" for run in re.finditer(b"\0+", printable))
    return quoted(f"[{''.join(runs)}]")


def _places(counts: Sequence[int], lines: Sequence[LineMap]) -> Iterator[tuple[int, int, int, int]]:
    start = 0
    for part, (count, line_map) in enumerate(zip(counts, lines, strict=True)):
        for first, last, offset in line_map.stretches(count):
            yield start + first, start + last, part, offset - start
        start += count


def _insert(db: Any, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    for block in batched(rows, BLOCK_ROWS):
        columns = [list(column) for column in zip(*block, strict=True)]
        db.execute(f"INSERT INTO {table} SELECT {', '.join(['unnest(?)'] * len(columns))}", columns)
