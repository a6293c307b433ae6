"""CSV: encoding, dialect and columns from the first bytes of a file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from shared.errors import SegmentUnreadable
from shared.segments.formats.csv_records import read_rows
from shared.segments.formats.dialect import DELIMITERS, QUOTE, Dialect, Preamble, find_preamble
from shared.segments.formats.encodings import choose_encoding, decode
from shared.segments.formats.text_streams import to_utf8, unpack_head
from shared.segments.part_schema import HEAD_BYTES, MAX_COLUMNS, Column, Compression, Csv, Declaration, RowSample
from shared.texts import text

SAMPLED_ROWS = 50
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
CONTAINED_ADDRESS = re.compile(r"[^@\s]@[^@\s]+\.[^@\s.]")
WHOLE_ADDRESS = re.compile(r"[^@\s,;|]+@[^@\s,;|]+\.[^@\s,;|.]+")


def inspect_csv(
    head: bytes, blob: str, compression: Compression = "none", declared: Declaration | None = None
) -> Csv | None:
    """Return encoding, dialect and columns by a blob's first bytes and what is declared; None if it is empty.

    A first line `sep=;` names the delimiter. The first row is the header, unless it contains an email address: then
    the columns are `column 1`, `column 2`, …. Where columns are declared, it is the header if it names them.
    Raises SegmentUnreadable, which names `blob` and what to do, if it is not text with a first row.
    """
    declared = declared or Declaration()
    head = unpack_head(head, blob, compression, HEAD_BYTES)
    encoding, guessed = choose_encoding(head, blob, declared.encoding)
    decoded = decode(head, encoding, blob)
    preamble = find_preamble(decoded)
    if preamble is None:
        return None
    body = _body_after(decoded, preamble)
    dialect = declared_dialect(declared)
    delimiter = preamble.delimiter or declared.delimiter or find_delimiter(body, dialect)
    dialect = replace(dialect, delimiter=delimiter, skip=preamble.lines)
    try:
        first = _first_rows(body, dialect)
    except csv.Error as error:
        raise SegmentUnreadable(text("header-unreadable", blob=blob, problem=str(error))) from None
    row = first[0]
    if len(row) > MAX_COLUMNS:
        raise SegmentUnreadable(text("too-many-columns", blob=blob, columns=len(row), limit=MAX_COLUMNS))
    dialect = replace(dialect, header=is_header(row, declared))
    if dialect.header and _header_contains_rows(row, body, dialect):
        raise SegmentUnreadable(text("header-quote", blob=blob))
    columns = name_columns(first, declared, blob, header=dialect.header)
    return Csv(columns, dialect=dialect, encoding=encoding, compression=compression, guessed=guessed)


def declared_dialect(declared: Declaration) -> Dialect:
    """Return the dialect with the declared quote and escape characters. The delimiter is not set."""
    return Dialect(quote=QUOTE if declared.quote is None else declared.quote, escape=declared.escape or "")


def find_delimiter(body: str, dialect: Dialect | None = None) -> str:
    """Return the delimiter by which most of the first rows have as many fields as the first row.

    Of several, the one by which email addresses are whole fields, then the one that gives most fields.
    """

    def fitness(delimiter: str) -> tuple[float, bool, int]:
        try:
            first, *others = _first_rows(body, replace(dialect or Dialect(), delimiter=delimiter))
        except csv.Error:
            return 0, False, 0
        width = len(first)
        if width < 2:
            return 0, False, width
        # A row may be shorter than the header, which counts half.
        fits = [1 if len(row) == width else 0.5 if 1 < len(row) < width else 0 for row in others]
        whole = any(WHOLE_ADDRESS.fullmatch(field.strip()) for row in (first, *others) for field in row)
        return sum(fits) / len(fits) if fits else 0.1, whole, width

    return max(DELIMITERS, key=fitness)


def read_first_rows(head: bytes, blob: str, form: Csv, most: int) -> list[list[str]]:
    """Return the first rows after the header; a broken one is empty, the last one may be incomplete."""
    data = to_utf8([unpack_head(head, blob, form.compression, HEAD_BYTES)], form.encoding)
    return [row.fields for row in islice(read_rows(data, form), most)]


def sample_rows(head: bytes, blob: str, form: Csv, most: int) -> RowSample:
    """Measure the first rows, each value with its delimiter and without quotes."""
    rows = [row for row in read_first_rows(head, blob, form, most + 1) if row][:-1]
    sizes = dict.fromkeys((column.name for column in form.columns), 0)
    for row in rows:
        for column, value in zip(form.columns, row, strict=False):
            sizes[column.name] += len(value.encode(errors="replace")) + 1
    return RowSample(len(rows), sum(sizes.values()), sizes)


def make_unique(header: list[str]) -> Iterator[str]:
    """Yield names without outer spaces; an empty one becomes `column 3`, a second `Name` becomes `Name (2)`."""
    seen: set[str] = set()
    counts: dict[str, int] = {}
    for number, raw in enumerate(header, start=1):
        plain = name = raw.strip() or f"column {number}"
        while name in seen:
            counts[plain] = counts.get(plain, 1) + 1
            name = f"{plain} ({counts[plain]})"
        seen.add(name)
        yield name


def _body_after(decoded: str, preamble: Preamble) -> str:
    lines = io.StringIO(decoded, newline="")
    for _ in range(preamble.lines):
        lines.readline()
    return lines.read()


def _first_rows(body: str, dialect: Dialect) -> list[list[str]]:
    reader = dialect.reader(dialect.hide_escapes(io.StringIO(body, newline="")))
    return [dialect.values(row) for row in islice((row for row in reader if row), SAMPLED_ROWS)]


def is_header(row: list[str], declared: Declaration) -> bool:
    """Tell whether the first row has the names of the columns."""
    if declared.header is not None:
        return declared.header
    if declared.columns:
        return _folded(row) <= {column.name.casefold() for column in declared.columns}
    return not any(ADDRESS.fullmatch(field.strip()) for field in row)


def _header_contains_rows(row: list[str], body: str, dialect: Dialect) -> bool:
    """Tell whether a name in the header contains lines that are rows: values must not become a column's name."""
    multiline = [name for name in row if "\n" in name or "\r" in name]
    if not multiline:
        return False
    try:
        next(dialect.reader(dialect.hide_escapes(io.StringIO(body, newline="")), strict=True))
    except csv.Error:
        return True
    return any(CONTAINED_ADDRESS.search(name) for name in multiline)


def _folded(row: list[str]) -> set[str]:
    return {field.strip().casefold() for field in row}


def name_columns(rows: list[list[str]], declared: Declaration, blob: str, *, header: bool) -> tuple[Column, ...]:
    """Return the columns by the first rows and what is declared. Raises SegmentUnreadable if they do not agree."""
    row = rows[0]
    if not declared.columns:
        return tuple(Column(name) for name in make_unique(row if header else [""] * len(row)))
    by_name = {column.name.casefold(): column for column in declared.columns}
    named = [field.strip().casefold() for field in row] if header and len(_folded(row)) == len(row) else []
    if named and by_name.keys() >= set(named) and named != list(by_name)[: len(named)]:
        return tuple(by_name[name] for name in named)
    # Rows older than a column are shorter, also the first one; so may be a header that begins like the columns.
    may_be_short = by_name.keys() >= set(named) if header else max(map(len, rows)) > 1
    expected = len(declared.columns)
    if len(row) > expected or (len(row) < expected and not may_be_short):
        raise SegmentUnreadable(text("header-unlike-description", blob=blob, columns=len(row), expected=expected))
    names = make_unique([column.name for column in declared.columns])
    return tuple(replace(column, name=name) for column, name in zip(declared.columns, names, strict=True))
