"""CSV, row by row: on which line each row begins, and which rows are broken.

DuckDB's reader takes whatever stands between two quotes for one value, also where a stray quote opens it: the rows in
between become part of one person's value. This reader finds such rows. It is several times slower, and reads only parts
in which DuckDB found something unusual (shared/planning/source_sql.py).

Several lines are one row, unless
- the quoted value never ends, ends before something other than a delimiter, or is longer than a row may be,
- a line within it is a row by itself: it has as many fields as the header (or as other rows of the file), with an
  e-mail address where the rows have theirs,
- or each of three lines or more has as many fields as the header.
Then the first line is a broken row, and reading goes on at the next line. A row with fewer fields than the header is
blank at its end; one with more is broken, unless those are blank: some writers end each row with a delimiter.

What is no broken row has the values that DuckDB reads.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from shared.segments.formats.text_streams import lines
from shared.segments.part_schema import MAX_LINE_BYTES, Csv

ADDRESS = re.compile(r"""[^@\s",;|<>]+@[^@\s",;|<>]+\.[^@\s",;|<>.]+""")
QUOTES = re.compile(r'"+')
RUNS_ON = "A quoted value begins in this row and does not end in it, but the next lines are rows. Is a quote missing?"
NEVER_ENDS = "A quoted value begins in this row and does not end as it should: a quote in it is missing or not doubled."
STRAY_END = "A quoted value that begins in a broken row further up seems to end in this row."
TOO_LONG = f"The row is longer than {MAX_LINE_BYTES // (1024 * 1024)} MiB."
DAMAGED = "The row holds bytes that are no text in the encoding of the file."
NUL = "The row holds a NUL character."
FEWEST_FIELDS = 4
FEWEST_LINES = 3
"""So many lines of so many fields each are rows, not text with delimiters in it."""


class Row(NamedTuple):
    """A row that begins at `line` (from 1). A broken one has a `problem`, no fields, and the `address` it shows.

    `padded` says that the file has fewer fields than `fields`.
    """

    line: int
    fields: list[str]
    problem: str = ""
    address: str = ""
    padded: bool = False


def read_rows(pieces: Iterable[bytes], form: Csv, email: int | None = None) -> Iterator[Row]:
    """Yield the rows of a CSV file in UTF-8, all of them as wide as the header, which is left out like empty lines.

    `email` is the position of the column of e-mail addresses, where it is known.
    """
    return _Reader(pieces, form, email).rows()


class _Reader:
    def __init__(self, pieces: Iterable[bytes], form: Csv, email: int | None) -> None:
        self._lines = lines(pieces)
        self._delimiter = form.delimiter
        one = re.escape(form.delimiter)
        # A quoted field or another one, each after a delimiter or at the beginning.
        self._fields = re.compile(rf'(?:^|(?<={one}))(?:( *"(?:[^"]|"")*" *)(?={one}|\Z)|([^{one}]*))')
        self._first_line = 1 + form.skip
        self._header = form.header
        self._width = len(form.columns)
        self._email = email
        # The numbers of fields that whole rows have.
        self._widths = {self._width}
        self._again: deque[str] = deque()
        self._held: list[str] = []
        self._size = 0
        self._cause = NEVER_ENDS
        self._ended = False
        # After a broken row: its quoted value may end further down, and what is short may be a line of that value.
        self._expects_end = False
        self._trusts_short = True

    def rows(self) -> Iterator[Row]:
        for _ in islice(self._lines, self._first_line - 1):
            pass
        line = self._first_line
        header_due = self._header
        reader = self._new_reader()
        held = self._held
        while True:
            held.clear()
            try:
                fields = next(reader)
                broken = len(held) > 1 and not header_due and self._swallows_rows()
            except StopIteration:
                return
            except csv.Error:
                fields = self._read_with_blanks_after_quotes()
                broken = not fields
            row = self._break_off(line) if broken else None
            following = line + len(held)
            if header_due:
                header_due = not fields and not broken
            elif row or fields or self._width == 1:
                yield row or self._judge(line, fields or [""])
            line = following
            if self._ended:
                reader = self._new_reader()

    def _new_reader(self) -> Iterator[list[str]]:
        self._ended = False
        return csv.reader(self._feed(), delimiter=self._delimiter, strict=True, skipinitialspace=self._delimiter != " ")

    def _feed(self) -> Iterator[str]:
        """Yield line by line; end before a line that cannot be part of the row that `_held` begins."""
        source, again, held = self._lines, self._again, self._held
        while True:
            line = again.popleft() if again else next(source, None)
            if line is None:
                break
            held.append(line)
            if len(held) > 1 and self._cannot_go_on(line):
                break
            yield line
        self._ended = True

    def _cannot_go_on(self, line: str) -> bool:
        self._size = len(line) + (self._size if len(self._held) > 2 else len(self._held[0]))
        if self._size > MAX_LINE_BYTES:
            self._cause = TOO_LONG
            return True
        if '"' in line and '"' in line.replace('""', ""):
            # The quoted value may end here: judged when it has.
            return False
        if self._is_row(self._split(line)):
            self._cause = RUNS_ON
            return True
        return False

    def _swallows_rows(self) -> bool:
        """Whether the lines of a row that ends as it should are rows by themselves."""
        # The end of a value and what follows it look like a row where the address comes later. Its first line does not.
        first, others = self._open(self._held[0]), [self._split(line) for line in self._held[1:]]
        swallows = self._is_row(first) and any(self._is_row(fields) for fields in others)
        if not swallows and self._width >= FEWEST_FIELDS and len(self._held) >= FEWEST_LINES:
            swallows = all(len(fields) == self._width for fields in (first, *others))
        if swallows:
            self._cause = RUNS_ON
        return swallows

    def _break_off(self, line: int) -> Row:
        """Reject the first line alone; the others are read again."""
        held = self._held
        self._again.extendleft(reversed(held[1:]))
        del held[1:]
        row = Row(line, [], self._cause, self._address(self._open(held[0]), self._split(held[0])))
        self._expects_end = self._cause == RUNS_ON
        self._trusts_short = False
        self._cause = NEVER_ENDS
        return row

    def _judge(self, line: int, fields: list[str]) -> Row:
        text = self._held[0] if len(self._held) == 1 else "".join(self._held)
        if self._delimiter != " " and (f"{self._delimiter} " in text or text.startswith(" ")):
            fields = self._restore_leading_spaces(fields, text)
        fields = self._drop_surplus_blanks(fields)
        found, width = len(fields), self._width
        problem = ""
        if self._expects_end and '"' in text:
            self._expects_end = False
            if self._ends_a_value(text):
                problem = STRAY_END
        if problem:
            pass
        elif found > width:
            problem = f"The row has {found} fields, the header {width}."
        elif "\x00" in text:
            problem = NUL
        elif not text.isascii() and not _is_text(text):
            problem = DAMAGED
        elif len(text) > MAX_LINE_BYTES // 4 and len(text.encode()) > MAX_LINE_BYTES:
            problem = TOO_LONG
        elif found < width:
            if self._trusts_short or found in self._widths:
                self._widths.add(found)
                fields += [""] * (width - found)
            else:
                problem = f"The row has {found} fields, the header {width}, and it follows a broken row."
        if problem:
            return Row(line, [], problem, self._address(fields))
        self._trusts_short = True
        return Row(line, fields, padded=found < width)

    def _read_with_blanks_after_quotes(self) -> list[str]:
        """The fields of a single line in which blanks follow closing quotes; none where that is not what is wrong."""
        if len(self._held) > 1:
            return []
        text = re.sub(rf'" +(?=[{re.escape(self._delimiter)}\r\n]|$)', '"', self._held[0])
        try:
            return next(csv.reader([text], delimiter=self._delimiter, strict=True, skipinitialspace=True), [])
        except csv.Error:
            return []

    def _restore_leading_spaces(self, fields: list[str], text: str) -> list[str]:
        """Return the fields with the spaces that the reader skipped where no quote follows, too."""
        raw = [value or blank for value, blank in self._fields.findall(text.rstrip("\r\n"))]
        if len(raw) != len(fields):
            return fields
        quoted = (value.lstrip(" ").startswith('"') for value in raw)
        return [field if is_quoted else value for field, value, is_quoted in zip(fields, raw, quoted, strict=True)]

    def _drop_surplus_blanks(self, fields: list[str]) -> list[str]:
        """Return the fields without blank ones that the header has no names for."""
        last = len(fields)
        while last > self._width and not fields[last - 1].strip():
            last -= 1
        return fields if last == len(fields) else fields[:last]

    def _split(self, line: str) -> list[str]:
        """A line's fields if quotes meant nothing."""
        return self._drop_surplus_blanks(line.rstrip("\r\n").split(self._delimiter))

    def _open(self, line: str) -> list[str]:
        """A line's fields if the quoted value that does not end in it were not quoted."""
        fields = next(csv.reader([line], delimiter=self._delimiter), [""]) or [""]
        return self._drop_surplus_blanks([*fields[:-1], *fields[-1].rstrip("\r\n").split(self._delimiter)])

    def _is_row(self, fields: Sequence[str]) -> bool:
        # A line without a delimiter is a row only where the file has one column: else any line of a note could be one.
        if len(fields) not in self._widths or (len(fields) == 1 and self._width > 1):
            return False
        if self._email is None:
            return any(ADDRESS.fullmatch(field.strip(' "')) for field in fields)
        return bool(self._address(fields))

    def _address(self, *readings: Sequence[str]) -> str:
        """The e-mail address that stands where the rows have theirs; empty where there is none."""
        for fields in readings:
            if self._email is not None and self._email < len(fields):
                value = fields[self._email].strip(' "')
                if value.isascii() and value.isprintable() and ADDRESS.fullmatch(value):
                    return value
        return ""

    def _ends_a_value(self, text: str) -> bool:
        """Whether the row's first single quote, within a field, would end a quoted value."""
        for run in QUOTES.finditer(text):
            if len(run[0]) % 2:
                before, after = text[: run.start()][-1:], text[run.end() :][:1]
                return before not in ("", self._delimiter, "\r", "\n") and after in ("", self._delimiter, "\r", "\n")
        return False


def _is_text(text: str) -> bool:
    """Whether every byte of it could be decoded."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
