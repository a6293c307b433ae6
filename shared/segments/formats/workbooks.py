"""Excel workbooks: columns from the first rows of a sheet, and its rows as text in canonical form.

Numbers, dates and booleans become what JSON and ISO 8601 write; a number whose format is zeros alone (`00000`) keeps
them. Results of formulas are those that were saved. Errors (`#N/A`) are blank.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from typing import IO, NamedTuple

from shared.errors import SegmentUnreadable
from shared.segments.formats.csv_files import is_header, name_columns
from shared.segments.formats.csv_records import ADDRESS, TOO_LONG, Row
from shared.segments.formats.dialect import MAX_LINE_BYTES
from shared.segments.formats.workbook_files import Cell, OpenWorkbook, SheetName, choose_sheet, open_workbook
from shared.segments.part_schema import MAX_COLUMNS, Column, Declaration, Kind, Workbook
from shared.texts import text

SAMPLED_ROWS = 200
EXACT_DIGITS = 10**15
"""Excel computes with 15 digits: of a larger number, others may be lost."""
CONTROL = re.compile(r"_x00[01][0-9A-Fa-f]_")
"""Control characters in texts of OOXML, above all the CR of a line break (ECMA-376, ST_Xstring)."""


class InspectedWorkbook(NamedTuple):
    """How a workbook is read, and its number of rows, an estimate unless `exact`."""

    form: Workbook
    rows: int
    exact: bool


class _Value(NamedTuple):
    """A cell's value as text, and its kind. A blank one has no text."""

    text: str
    kind: Kind


class _Values:
    """Turns cells into text by the formats of a workbook's styles."""

    def __init__(self, book: OpenWorkbook) -> None:
        from openpyxl.styles.numbers import is_datetime

        formats = book.number_formats
        self._dates = {style for style, code in enumerate(formats) if is_datetime(code) == "date"}
        self._zeros = {style: len(code) for style, code in enumerate(formats) if re.fullmatch("0{2,}", code)}

    def of(self, cell: Cell) -> _Value:
        """Return the value of a cell."""
        value = cell.value
        if cell.is_error:
            return _Value("", "string")
        if isinstance(value, bool):
            return _Value("true" if value else "false", "boolean")
        if isinstance(value, int | float):
            return self._number(value, cell.style)
        if isinstance(value, datetime):
            if cell.style in self._dates and value.time() == time():
                return _Value(value.date().isoformat(), "date")
            return _Value(value.isoformat(), "datetime")
        if isinstance(value, date):
            return _Value(value.isoformat(), "date")
        if isinstance(value, timedelta):
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return _Value(f"{minutes // 60}:{minutes % 60:02}:{seconds:02}", "string")
        return _Value(CONTROL.sub("", str(value)), "string")

    def _number(self, value: float, style: int) -> _Value:
        if not math.isfinite(value):
            return _Value("", "number")
        if isinstance(value, float) and value.is_integer() and abs(value) < EXACT_DIGITS:
            value = int(value)
        if isinstance(value, int):
            width = self._zeros.get(style, 0)
            return _Value(f"{value:0{width}}", "string" if width else "number")
        text = repr(value)
        # A whole number that may have had other digits has an exponent, as those of Parquet have.
        return _Value(text.removesuffix(".0") + "e+0" if text.endswith(".0") else text, "number")


def inspect_workbook(
    file: IO[bytes], blob: str, size: int, limit: int, declared: Declaration | None = None
) -> InspectedWorkbook | None:
    """Return the sheet and its columns by its first rows; None if the sheet is empty. Synchronous.

    The first row with two values is the header, unless it, or a row above it, contains an email address; then the
    first row is. Rows above the header are not read. Raises SegmentUnreadable, SegmentTooLarge.
    """
    declared = declared or Declaration()
    book = open_workbook(file, blob, size, limit)
    sheet = choose_sheet(book, declared.sheet)
    values = _Values(book)
    read = ((number, [(cell.column, values.of(cell)) for cell in cells]) for number, cells in book.rows(sheet))
    filled = ((number, row) for number, row in read if any(value.text.strip() for _, value in row))
    sample = list(islice(filled, SAMPLED_ROWS))
    if not sample:
        return None
    start = _first_row(sample) if declared.header is None and not declared.columns else 0
    texts = [_fields(row) for _, row in sample[start:]]
    header = is_header(texts[0], declared)
    width = len(texts[0]) if header else max(map(len, texts))
    if width > MAX_COLUMNS:
        raise SegmentUnreadable(text("too-many-columns", blob=blob, columns=width, limit=MAX_COLUMNS))
    first = texts[0] + [""] * (width - len(texts[0]))
    columns = name_columns([first, *texts[1:]], declared, blob, header=header)
    if not declared.columns:
        columns = _with_kinds(columns, [row for _, row in sample[start + header :]])
    form = Workbook(
        columns,
        sheet=sheet.name,
        first_row=sample[start][0] + header,
        has_header=header,
        sheets=tuple(one.name for one in book.sheets),
    )
    count = len(sample) - start - header
    exact = len(sample) < SAMPLED_ROWS
    return InspectedWorkbook(form, count if exact else _estimate(book, sheet, sample[-1][0]), exact)


def read_sheet(file: IO[bytes], blob: str, form: Workbook, size: int, limit: int) -> Iterator[Row]:
    """Yield the rows of a workbook's sheet, each as wide as its columns. Blank rows are not yielded.

    A value to the right of the columns is not read. Raises SegmentUnreadable, SegmentTooLarge. Synchronous.
    """
    book = open_workbook(file, blob, size, limit)
    values = _Values(book)
    width = len(form.columns)
    for number, cells in book.rows(choose_sheet(book, form.sheet)):
        if number < form.first_row:
            continue
        fields, length = [""] * width, 0
        for cell in cells:
            if cell.column <= width:
                fields[cell.column - 1] = text = values.of(cell).text
                length += len(text)
                if length > MAX_LINE_BYTES // 4:
                    break
        if length > MAX_LINE_BYTES // 4:
            yield Row(number, [], TOO_LONG)
        elif any(field.strip() for field in fields):
            yield Row(number, fields)


def _first_row(sample: Sequence[tuple[int, Sequence[tuple[int, _Value]]]]) -> int:
    """Return the position of the header: a title may be above it."""
    for position, (_, row) in enumerate(sample):
        texts = [value.text for _, value in row if value.text.strip()]
        if any(ADDRESS.fullmatch(text.strip()) for text in texts):
            break
        if len(texts) > 1:
            return position
    return 0


def _fields(row: Sequence[tuple[int, _Value]]) -> list[str]:
    found = {column: value.text for column, value in row if value.text.strip()}
    return [found.get(column, "") for column in range(1, max(found, default=0) + 1)]


def _with_kinds(columns: tuple[Column, ...], rows: Sequence[Sequence[tuple[int, _Value]]]) -> tuple[Column, ...]:
    kinds: dict[int, set[Kind]] = {}
    for column, value in chain.from_iterable(rows):
        if value.text:
            kinds.setdefault(column, set()).add(value.kind)
    return tuple(
        replace(column, kind=next(iter(found))) if len(found := kinds.get(number, set())) == 1 else column
        for number, column in enumerate(columns, start=1)
    )


def _estimate(book: OpenWorkbook, sheet: SheetName, rows: int) -> int:
    """Return about how many rows a sheet has by the size of its first ones."""
    return max(rows, round(rows * book.size(sheet) / max(book.consumed, 1)))
