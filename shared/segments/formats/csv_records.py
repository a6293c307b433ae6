"""CSV, row by row: the line on which each row begins, and which rows are broken.

DuckDB's reader takes all text between two quotes for one value, even if the first is a stray quote: the rows in between
become part of one person's value. This reader finds such rows. It is several times slower, and reads only parts in
which DuckDB found something unusual (shared/planning/source_sql.py).

Several lines are one row, unless
- the quoted value never ends, ends before something other than a delimiter, or is longer than the longest row,
- a line in it is a row by itself: it has as many fields as the header (or as other rows of the file), with an email
  address in the same column,
- or three or more lines have, each, as many fields as the header.
Then the first line is a broken row, and reading continues at the next line. If the next MAX_BROKEN_ROWS rows are broken
too, the file is not readable. A row with fewer fields than the header is blank at its end; one with more is broken,
unless those are blank: some writers end each row with a delimiter.

A row that is not broken has the values that DuckDB reads.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from shared.errors import SegmentUnreadable
from shared.segments.formats.dialect import MAX_LINE_BYTES
from shared.segments.formats.text_streams import split_lines
from shared.segments.part_schema import Csv
from shared.texts import Text, text

ADDRESS = re.compile(r"""[^@\s",;|<>]+@[^@\s",;|<>]+\.[^@\s",;|<>.]+""")
RUNS_ON = text("row-quote-runs-on")
NEVER_ENDS = text("row-quote-never-ends")
STRAY_END = text("row-quote-stray-end")
TOO_LONG = text("row-too-long", limit=MAX_LINE_BYTES // (1024 * 1024))
DAMAGED = text("row-damaged")
NUL = text("row-nul")
UNENDED = (RUNS_ON, NEVER_ENDS, TOO_LONG)
"""The problems of a row in which a quoted value begins and does not end."""
FEWEST_FIELDS = 4
FEWEST_LINES = 3
"""At least so many lines with at least so many fields each are rows, not text that contains delimiters."""
MAX_BROKEN_ROWS = 1_000
"""If so many rows in succession are broken after a quoted value that does not end, the file is not readable."""


class Row(NamedTuple):
    """A row that begins at `line` (from 1). A broken one has a `problem`, no fields, and the `address` that is in it.

    `padded`: the row in the file has fewer fields than `fields`.
    """

    line: int
    fields: list[str]
    problem: Text | None = None
    address: str = ""
    padded: bool = False


def read_rows(pieces: Iterable[bytes], form: Csv, email: int | None = None, blob: str = "The file") -> Iterator[Row]:
    """Yield the rows of a CSV file in UTF-8, each as wide as the header. The header and empty lines are not yielded.

    `email` is the position of the column of email addresses, if known.
    Raises SegmentUnreadable, which names `blob` and the line, if a quoted value does not end and no row follows it.
    """
    return _limit_broken_rows(_Reader(pieces, form, email).rows(), blob)


def _limit_broken_rows(rows: Iterator[Row], blob: str) -> Iterator[Row]:
    first, broken = 0, 0
    for row in rows:
        if not row.problem:
            broken = 0
        elif broken or row.problem in UNENDED:
            first = first if broken else row.line
            broken += 1
            if broken > MAX_BROKEN_ROWS:
                raise SegmentUnreadable(text("quote-never-ends", blob=blob, line=first, lines=MAX_BROKEN_ROWS))
        yield row


class _Reader:
    def __init__(self, pieces: Iterable[bytes], form: Csv, email: int | None) -> None:
        self._lines = form.dialect.hide_escapes(split_lines(pieces))
        self._dialect = form.dialect
        self._delimiter = form.dialect.delimiter
        self._quote = form.dialect.quote_mark
        one, quote = re.escape(self._delimiter), re.escape(self._quote)
        # A field, quoted or not, after a delimiter or at the beginning.
        self._fields = re.compile(
            rf"(?:^|(?<={one}))(?:( *{quote}(?:[^{quote}]|{quote}{quote})*{quote} *)(?={one}|\Z)|([^{one}]*))"
        )
        self._quotes = re.compile(f"(?:{quote})+")
        self._width = len(form.columns)
        self._email = email
        # How many fields complete rows have.
        self._widths = {self._width}
        self._pushed_back: deque[str] = deque()
        self._held: list[str] = []
        self._size = 0
        self._cause = NEVER_ENDS
        self._ended = False
        # After a broken row, its quoted value may end in a later row, and a short row may be a line of that value.
        self._end_is_due = False
        self._accepts_short_rows = True

    def rows(self) -> Iterator[Row]:
        for _ in islice(self._lines, self._dialect.skip):
            pass
        line = 1 + self._dialect.skip
        header_due = self._dialect.header
        reader = self._new_reader()
        held = self._held
        while True:
            held.clear()
            try:
                fields = next(reader)
                broken = len(held) > 1 and not header_due and self._contains_rows()
            except StopIteration:
                return
            except csv.Error:
                fields = self._read_with_spaces_after_quotes()
                broken = not fields
            row = self._reject_first_line(line) if broken else None
            following = line + sum(map(self._dialect.lines_in, held))
            if header_due:
                header_due = not fields and not broken
            elif row or fields or self._width == 1:
                yield row or self._check(line, fields or [""])
            line = following
            if self._ended:
                reader = self._new_reader()

    def _new_reader(self) -> Iterator[list[str]]:
        self._ended = False
        return self._dialect.reader(self._feed(), strict=True)

    def _feed(self) -> Iterator[str]:
        """Yield lines; stop before a line that cannot belong to the row that begins in `_held`."""
        source, pushed_back, held = self._lines, self._pushed_back, self._held
        while True:
            line = pushed_back.popleft() if pushed_back else next(source, None)
            if line is None:
                break
            held.append(line)
            if len(held) > 1 and self._must_end_before(line):
                break
            yield line
        self._ended = True

    def _must_end_before(self, line: str) -> bool:
        self._size = len(line) + (self._size if len(self._held) > 2 else len(self._held[0]))
        if self._size > MAX_LINE_BYTES:
            self._cause = TOO_LONG
            return True
        if self._quote in line and self._quote in line.replace(2 * self._quote, ""):
            # The quoted value may end here: the complete row is checked then.
            return False
        if self._is_row(self._split(line)):
            self._cause = RUNS_ON
            return True
        return False

    def _contains_rows(self) -> bool:
        """Tell whether lines of a row whose quotes are in order are rows by themselves."""
        # The end of a value and the text after it look like a row if the address follows. The first line does not.
        first, others = self._split_open_quote(self._held[0]), [self._split(line) for line in self._held[1:]]
        contains = self._is_row(first) and any(self._is_row(fields) for fields in others)
        if not contains and self._width >= FEWEST_FIELDS and len(self._held) >= FEWEST_LINES:
            contains = all(len(fields) == self._width for fields in (first, *others))
        if contains:
            self._cause = RUNS_ON
        return contains

    def _reject_first_line(self, line: int) -> Row:
        """Reject only the first line; the others are read again."""
        held = self._held
        self._pushed_back.extendleft(reversed(held[1:]))
        del held[1:]
        row = Row(line, [], self._cause, self._address(self._split_open_quote(held[0]), self._split(held[0])))
        self._end_is_due = self._cause == RUNS_ON
        self._accepts_short_rows = False
        self._cause = NEVER_ENDS
        return row

    def _check(self, line: int, fields: list[str]) -> Row:
        text = self._held[0] if len(self._held) == 1 else "".join(self._held)
        if self._dialect.skips_leading_spaces and (f"{self._delimiter} " in text or text.startswith(" ")):
            fields = self._restore_leading_spaces(fields, text)
        fields = self._drop_surplus_blanks(fields)
        if problem := self._problem(text, len(fields)):
            return Row(line, [], problem, self._address(fields))
        self._accepts_short_rows = True
        missing = self._width - len(fields)
        if missing:
            self._widths.add(len(fields))
        return Row(line, self._dialect.values(fields) + [""] * missing, padded=missing > 0)

    def _problem(self, raw: str, found: int) -> Text | None:
        """Return why a row of `found` fields cannot be read, or None where it can."""
        if self._end_is_due and self._quote in raw:
            self._end_is_due = False
            if self._ends_a_value(raw):
                return STRAY_END
        if found > self._width:
            return text("row-more-fields", found=found, width=self._width)
        if "\x00" in raw:
            return NUL
        if not raw.isascii() and not _is_text(self._dialect.show_escapes(raw)):
            return DAMAGED
        if len(raw) > MAX_LINE_BYTES // 4 and len(raw.encode()) > MAX_LINE_BYTES:
            return TOO_LONG
        if found < self._width and not self._accepts_short_rows and found not in self._widths:
            return text("row-fewer-fields", found=found, width=self._width)
        return None

    def _read_with_spaces_after_quotes(self) -> list[str]:
        """Return the fields of a line in which spaces follow closing quotes; none if that is not its problem."""
        if len(self._held) > 1:
            return []
        quote = re.escape(self._quote)
        text = re.sub(rf"{quote} +(?=[{re.escape(self._delimiter)}\r\n]|$)", lambda _: self._quote, self._held[0])
        try:
            return next(self._dialect.reader([text], strict=True), [])
        except csv.Error:
            return []

    def _restore_leading_spaces(self, fields: list[str], text: str) -> list[str]:
        """Return the fields with the leading spaces that the reader also skipped before values without quotes."""
        raw = [quoted or plain for quoted, plain in self._fields.findall(text.rstrip("\r\n"))]
        if len(raw) != len(fields):
            return fields
        quote = self._quote
        return [
            field if value.lstrip(" ").startswith(quote) else value for field, value in zip(fields, raw, strict=True)
        ]

    def _drop_surplus_blanks(self, fields: list[str]) -> list[str]:
        """Return the fields without blank ones after the last column."""
        last = len(fields)
        while last > self._width and not fields[last - 1].strip():
            last -= 1
        return fields if last == len(fields) else fields[:last]

    def _split(self, line: str) -> list[str]:
        """Return a line's fields as if quotes had no meaning."""
        return self._drop_surplus_blanks(line.rstrip("\r\n").split(self._delimiter))

    def _split_open_quote(self, line: str) -> list[str]:
        """Return a line's fields as if the quoted value that does not end in it were not quoted."""
        fields = next(csv.reader([line], delimiter=self._delimiter, quotechar=self._quote), [""]) or [""]
        return self._drop_surplus_blanks([*fields[:-1], *fields[-1].rstrip("\r\n").split(self._delimiter)])

    def _is_row(self, fields: Sequence[str]) -> bool:
        # A line without a delimiter is a row only in a file with one column: else each line of a note could be one.
        if len(fields) not in self._widths or (len(fields) == 1 and self._width > 1):
            return False
        if self._email is None:
            return any(ADDRESS.fullmatch(field.strip(f" {self._quote}")) for field in fields)
        return bool(self._address(fields))

    def _address(self, *readings: Sequence[str]) -> str:
        """Return the email address at the position of the email column; empty if there is none."""
        for fields in readings:
            if self._email is not None and self._email < len(fields):
                value = fields[self._email].strip(f" {self._quote}")
                if value.isascii() and value.isprintable() and ADDRESS.fullmatch(value):
                    return value
        return ""

    def _ends_a_value(self, text: str) -> bool:
        """Tell whether the first unpaired quote in the row, within a field, could end a quoted value."""
        for run in self._quotes.finditer(text):
            if len(run[0]) % 2:
                before, after = text[: run.start()][-1:], text[run.end() :][:1]
                return before not in ("", self._delimiter, "\r", "\n") and after in ("", self._delimiter, "\r", "\n")
        return False


def _is_text(text: str) -> bool:
    """Tell whether all bytes of it could be decoded."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
