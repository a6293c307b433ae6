"""CSV: what its first bytes tell (encoding, delimiter, columns)."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from shared.errors import SegmentUnreadable
from shared.segments.layout import HEAD_BYTES, MAX_COLUMNS, Column, Compression, Csv, Encoding, Given
from shared.segments.text import BOM, unpack_head

DELIMITERS = ",;\t|"
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


def inspect(head: bytes, blob: str, compression: Compression = "none", given: Given | None = None) -> Csv | None:
    """Encoding, delimiter and columns from the first bytes of a blob and what is given; None where it is empty.

    The first row is the header, unless an e-mail address stands in it: then the columns are `column 1`, `column 2`, ….
    Where columns are given, it is the header if it names them.
    Raises SegmentUnreadable, naming `blob` and what to do, where it is no text with a first row.
    """
    given = given or Given()
    head = unpack_head(head, blob, compression, HEAD_BYTES)
    # A byte order mark in the file is surer than what is said of it.
    encoding = encoding_of(head) if _marked(head) else given.encoding or encoding_of(head)
    text = decode(head, encoding, blob)
    if not text.strip():
        return None
    body = text.lstrip("\r\n")
    skip = text[: len(text) - len(body)].replace("\r\n", "\n").count("\n")
    try:
        among = given.delimiter or DELIMITERS
        first = {d: next(csv.reader(io.StringIO(body, newline=""), delimiter=d)) for d in among}
    except csv.Error as error:
        raise SegmentUnreadable(f"The header of {blob} cannot be read: {error}.") from None
    delimiter = max(among, key=lambda d: len(first[d]))
    row = first[delimiter]
    if len(row) > MAX_COLUMNS:
        raise SegmentUnreadable(f"{blob} has {len(row)} columns; at most {MAX_COLUMNS} are read.")
    header = _is_header(row, given)
    columns = _columns(row, header, given, blob)
    return Csv(columns, delimiter, skip, header, encoding, compression)


def _is_header(row: list[str], given: Given) -> bool:
    if given.header is not None:
        return given.header
    if given.columns:
        return {field.strip().casefold() for field in row} == {column.name.casefold() for column in given.columns}
    return not any(ADDRESS.fullmatch(field.strip()) for field in row)


def _columns(row: list[str], header: bool, given: Given, blob: str) -> tuple[Column, ...]:
    if not given.columns:
        return tuple(Column(name) for name in distinct(row if header else [""] * len(row)))
    by_name = {column.name.casefold(): column for column in given.columns}
    if header and by_name.keys() == {field.strip().casefold() for field in row} and len(row) == len(by_name):
        return tuple(by_name[field.strip().casefold()] for field in row)
    if len(row) != len(given.columns):
        raise SegmentUnreadable(
            f"{blob} has {len(row)} columns, its description {len(given.columns)}. Write both anew, alike."
        )
    names = distinct([column.name for column in given.columns])
    return tuple(replace(column, name=name) for column, name in zip(given.columns, names, strict=True))


def _marked(head: bytes) -> bool:
    return head.startswith((BOM, b"\xff\xfe", b"\xfe\xff"))


def rows(head: bytes, blob: str, form: Csv, most: int) -> list[list[str]]:
    """The first rows after the header; the last one may be half a row."""
    text = decode(unpack_head(head, blob, form.compression, HEAD_BYTES), form.encoding, blob)
    reader = csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=form.delimiter)
    return list(islice((row for row in reader if row), form.header, most + form.header))


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


def encoding_of(head: bytes) -> Encoding:
    """UTF-8 unless a byte order mark, or the bytes themselves, say otherwise.

    Without a mark, a NUL in every second place of the beginning is UTF-16 (Latin letters in it have one). Text whose
    bytes above 0x7F are none of them UTF-8 is Windows-1252; where some are, it is UTF-8 with damaged rows.
    """
    if head.startswith(b"\xff\xfe"):
        return "utf-16-le"
    if head.startswith(b"\xfe\xff"):
        return "utf-16-be"
    if head.startswith(BOM):
        return "utf-8"
    start = head[:512]
    evens, odds = start[::2].count(0), start[1::2].count(0)
    if odds > len(start) / 4 and not evens:
        return "utf-16-le"
    if evens > len(start) / 4 and not odds:
        return "utf-16-be"
    # The head may end in the middle of a character, which this decoder waits for.
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(head)
    damaged = text.count("\ufffd")
    if damaged and not any(ch > "\x7f" and ch != "\ufffd" for ch in text) and b"\x00" not in head:
        return "cp1252"
    return "utf-8"


def decode(data: bytes, encoding: Encoding, blob: str) -> str:
    """The text of a file's first bytes, without a byte order mark.

    Raises SegmentUnreadable where it is no text up to its first line break.
    """
    if encoding != "utf-8":
        return data.decode(encoding, "replace").removeprefix("\ufeff")
    data = data.removeprefix(BOM)
    if b"\x00" in data[:512]:
        raise SegmentUnreadable(f"{blob} is no text: it holds NUL bytes. Write it as CSV in UTF-8.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # The head may end in the middle of a character, and a bad byte further down costs its row only: what cannot
        # be done without is the first row.
        readable = data[: error.start].decode("utf-8")
        if "\n" in readable.lstrip("\r\n"):
            return readable
        raise SegmentUnreadable(
            f"{blob} is not UTF-8: byte {error.start + 1} of its header is {data[error.start]:#04x}. Write it as UTF-8."
        ) from None
