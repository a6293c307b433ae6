"""CSV: what its first bytes tell (encoding, delimiter, columns)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from shared.errors import SegmentUnreadable
from shared.segments.formats.csv_records import read_rows
from shared.segments.formats.encodings import choose_encoding, decode
from shared.segments.formats.text_streams import to_utf8, unpack_head
from shared.segments.part_schema import HEAD_BYTES, MAX_COLUMNS, Column, Compression, Csv, Given

DELIMITERS = ",;\t|"
SAMPLED_ROWS = 50
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
WITHIN = re.compile(r"[^@\s]@[^@\s]+\.[^@\s.]")
ALONE = re.compile(r"[^@\s,;|]+@[^@\s,;|]+\.[^@\s,;|.]+")
SEPARATOR = re.compile(
    r"""\s*(?P<quote>"?)sep=(?:(?P<tab>\\t)|(?P<one>[^\r\n"]))(?P=quote) *(?:\r\n|\r|\n)""", re.IGNORECASE
)
"""The first line by which Excel is told the delimiter."""


def inspect(head: bytes, blob: str, compression: Compression = "none", given: Given | None = None) -> Csv | None:
    """Encoding, delimiter and columns from the first bytes of a blob and what is given; None where it is empty.

    A first line `sep=;` names the delimiter. The first row is the header, unless it contains an e-mail address: then
    the columns are `column 1`, `column 2`, …. Where columns are given, it is the header if it names them.
    Raises SegmentUnreadable, naming `blob` and what to do, where it is no text with a first row.
    """
    given = given or Given()
    head = unpack_head(head, blob, compression, HEAD_BYTES)
    encoding, guessed = choose_encoding(head, blob, given.encoding)
    text = decode(head, encoding, blob)
    if not text.strip():
        return None
    named = SEPARATOR.match(text)
    body = text[named.end() if named else 0 :].lstrip("\r\n")
    if not body.strip():
        return None
    skip = count_lines(text[: len(text) - len(body)])
    separator = "\t" if named and named["tab"] else named["one"] if named else None
    delimiter = separator or given.delimiter or find_delimiter(body)
    try:
        first = _first_rows(body, delimiter)
    except csv.Error as error:
        raise SegmentUnreadable(f"The header of {blob} cannot be read: {error}.") from None
    row = first[0]
    if len(row) > MAX_COLUMNS:
        raise SegmentUnreadable(f"{blob} has {len(row)} columns; at most {MAX_COLUMNS} are read.")
    header = _is_header(row, given)
    if header and _holds_rows(row, body, delimiter):
        raise SegmentUnreadable(
            f"A quoted name in the header of {blob} does not end, or takes rows into itself. Is a quote missing? Write "
            "the header again."
        )
    columns = _columns(first, header, given, blob)
    return Csv(columns, delimiter, skip, header, encoding, compression, guessed)


def find_delimiter(body: str) -> str:
    """The delimiter by the first rows: the one that gives most rows as many fields as the first.

    Of several, the one that leaves e-mail addresses alone in their fields, then the one that gives most fields.
    """

    def fitness(delimiter: str) -> tuple[float, bool, int]:
        try:
            first, *others = _first_rows(body, delimiter)
        except csv.Error:
            return 0, False, 0
        width = len(first)
        if width < 2:
            return 0, False, width
        # A row may be shorter than the header, at a price.
        fits = [1 if len(row) == width else 0.5 if 1 < len(row) < width else 0 for row in others]
        alone = any(ALONE.fullmatch(field.strip()) for row in (first, *others) for field in row)
        return sum(fits) / len(fits) if fits else 0.1, alone, width

    return max(DELIMITERS, key=fitness)


def _first_rows(body: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, skipinitialspace=delimiter != " ")
    return list(islice((row for row in reader if row), SAMPLED_ROWS))


def count_lines(text: str) -> int:
    """How many lines end in the text."""
    return text.replace("\r\n", "\n").replace("\r", "\n").count("\n")


def _is_header(row: list[str], given: Given) -> bool:
    if given.header is not None:
        return given.header
    if given.columns:
        return _folded(row) <= {column.name.casefold() for column in given.columns}
    return not any(ADDRESS.fullmatch(field.strip()) for field in row)


def _holds_rows(row: list[str], body: str, delimiter: str) -> bool:
    """Whether a name of the header has lines that are rows: their values must not become the name of a column."""
    broken = [name for name in row if "\n" in name or "\r" in name]
    if not broken:
        return False
    try:
        skip = delimiter != " "
        next(csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True, skipinitialspace=skip))
    except csv.Error:
        return True
    return any(WITHIN.search(name) for name in broken)


def _folded(row: list[str]) -> set[str]:
    return {field.strip().casefold() for field in row}


def _columns(rows: list[list[str]], header: bool, given: Given, blob: str) -> tuple[Column, ...]:
    row = rows[0]
    if not given.columns:
        return tuple(Column(name) for name in distinct(row if header else [""] * len(row)))
    by_name = {column.name.casefold(): column for column in given.columns}
    named = [field.strip().casefold() for field in row] if header and len(_folded(row)) == len(row) else []
    if named and by_name.keys() >= set(named) and named != list(by_name)[: len(named)]:
        return tuple(by_name[name] for name in named)
    # Rows from before a column was added are shorter, the first one too; a header is, where it begins like the columns.
    short = by_name.keys() >= set(named) if header else max(map(len, rows)) > 1
    if len(row) > len(given.columns) or (len(row) < len(given.columns) and not short):
        raise SegmentUnreadable(
            f"{blob} has {len(row)} columns, its description {len(given.columns)}. Write both again, alike."
        )
    names = distinct([column.name for column in given.columns])
    return tuple(replace(column, name=name) for column, name in zip(given.columns, names, strict=True))


def rows(head: bytes, blob: str, form: Csv, most: int) -> list[list[str]]:
    """The first rows after the header, a broken one without fields; the last one may be half a row."""
    data = to_utf8([unpack_head(head, blob, form.compression, HEAD_BYTES)], form.encoding)
    return [row.fields for row in islice(read_rows(data, form), most)]


def distinct(header: list[str]) -> Iterator[str]:
    """Names without outer spaces; an empty one becomes `column 3`, a second `Name` becomes `Name (2)`."""
    seen: set[str] = set()
    counts: dict[str, int] = {}
    for number, raw in enumerate(header, start=1):
        plain = name = raw.strip() or f"column {number}"
        while name in seen:
            counts[plain] = counts.get(plain, 1) + 1
            name = f"{plain} ({counts[plain]})"
        seen.add(name)
        yield name
