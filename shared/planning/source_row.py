"""One row of a blob by its line, as the blob has it: for a person who looks why it was rejected."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import duckdb

from shared.errors import NotFound, TooLarge
from shared.planning.decoded_files import DecodedFiles
from shared.planning.sample import MEMORY_MB
from shared.planning.source_sql import Reading
from shared.segments.formats.text_streams import split_lines
from shared.segments.part_schema import Column, JsonLines, Parquet, Part
from shared.texts import text

MAX_BYTES = 64 * 1024 * 1024
"""How far into the text of a blob a row is looked for: seconds of reading."""
MAX_ROWS = 1_000_000
MAX_COLUMNS = 500
MAX_CHARACTERS = 1_000


class SourceRow(NamedTuple):
    """The values of a row, by column, and its text where it cannot be read as a row; both may be cut."""

    values: list[tuple[str, str | None]]
    text: str = ""


def read_row(files: Any, part: Part, line: int, *, max_bytes: int = MAX_BYTES) -> SourceRow:
    """Return the row that begins at that line (from 1; in Parquet the row of that number).

    `files` has the one blob of the part. Raises NotFound, TooLarge where it is further into its text than `max_bytes`,
    and the errors of reading. Synchronous: call it in a thread.
    """
    if line > MAX_ROWS:
        raise _too_far(part)
    try:
        if isinstance(part.form, Parquet):
            return _from_parquet(files, part, line)
        text = _Bounded(files, part, max_bytes)
        return _from_json(text, part, line) if isinstance(part.form, JsonLines) else _from_rows(text, part, line)
    finally:
        files.shutdown()


def _from_rows(text: _Bounded, part: Part, line: int) -> SourceRow:
    """Return a row of CSV or of a workbook."""
    for row in text.rows(0):
        if row.line == line:
            if row.problem:
                return _unreadable(_raw_line(text, part, line))
            return _with_constants(part, row.fields)
        if row.line > line:
            break
    raise _no_row(part, line)


def _from_json(text: _Bounded, part: Part, line: int) -> SourceRow:
    raw = _raw_line(text, part, line)
    try:
        found = json.loads(raw)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        return _unreadable(raw)
    values = [found.get(column.name) for column in part.form.columns]
    texts = [
        value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False) for value in values
    ]
    return _with_constants(part, texts)


def _from_parquet(files: Any, part: Part, line: int) -> SourceRow:
    form = part.form
    deleted = form.deleted[: line - 1].count("1") if isinstance(form, Parquet) else 0
    reading = Reading(files, [part], MAX_BYTES)
    names = [column.name for column in reading.columns]
    columns = ", ".join(f"c{number}" for number in range(len(names)))
    with duckdb.connect(config={"threads": 1, "memory_limit": f"{MEMORY_MB}MB"}) as db:
        reading.attach(db)
        with reading.one_thread(db, memory_mb=MEMORY_MB):
            try:
                found = db.execute(
                    f"SELECT {columns} FROM ({reading.relation()}) LIMIT 1 OFFSET {line - 1 - deleted}"
                ).fetchone()
            except duckdb.Error as error:
                raise reading.failure(error) from None
    if found is None:
        raise _no_row(part, line)
    return _cut(zip(names, found, strict=True))


def _raw_line(text: _Bounded, part: Part, line: int) -> str:
    if isinstance(part.form, JsonLines) or part.place == part.source.blob:
        for raw in islice(split_lines(text.pieces(0)), line - 1, line):
            return raw.strip("\r\n")
    raise _no_row(part, line)


def _unreadable(raw: str) -> SourceRow:
    """Return a line that cannot be read as a row."""
    return SourceRow([], _shown(raw))


def _with_constants(part: Part, values: Sequence[str | None]) -> SourceRow:
    constants = [(constant.column.name, constant.value) for constant in part.form.constants]
    return _cut([*zip(_names(part.form.columns), values, strict=False), *constants])


def _names(columns: Iterable[Column]) -> list[str]:
    return [column.name for column in columns]


def _cut(values: Iterable[tuple[str, str | None]]) -> SourceRow:
    return SourceRow(
        [(name, None if value is None else _shown(str(value))) for name, value in islice(values, MAX_COLUMNS)]
    )


def _shown(text: str) -> str:
    """Return the beginning of a text. Bytes that are not of the encoding are lone surrogates, which no answer holds."""
    return text[:MAX_CHARACTERS].encode("utf-8", "replace").decode()


class _Bounded(DecodedFiles):
    """One part, of which only the beginning is read."""

    def __init__(self, files: Any, part: Part, max_bytes: int) -> None:
        super().__init__(files, files.paths, [part], max_bytes)
        self._part = part
        self._max_bytes = max_bytes

    def pieces(self, number: int) -> Iterator[bytes]:
        """Yield the part's text as UTF-8. Raises TooLarge after `max_bytes`."""
        size = 0
        for piece in super().pieces(number):
            size += len(piece)
            if size > self._max_bytes:
                raise _too_far(self._part)
            yield piece


def _too_far(part: Part) -> TooLarge:
    return TooLarge(text("row-too-far", blob=part.place, megabytes=MAX_BYTES // 1024 // 1024, lines=MAX_ROWS))


def _no_row(part: Part, line: int) -> NotFound:
    return NotFound(text("no-row-at-line", blob=part.place, line=line))
