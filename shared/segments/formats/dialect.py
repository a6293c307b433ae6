"""How a CSV text is written. A dialect configures both readers: DuckDB's (`duckdb_options`) and Python's (`reader`).

A new property of the text is a field here, an option of each reader, and a value that documents may declare
(shared/segments/tables/declarations.py). Of escape characters Python's reader alone knows: a text with one is read
row by row.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

MAX_LINE_BYTES = 2 * 1024 * 1024
"""The longest row of CSV, and the longest line of JSON Lines."""
DELIMITERS = ",;\t|"
"""The delimiters that are detected. Others are declared."""
QUOTE = '"'
"""What encloses a value, if nothing else is declared. Within one, it is written twice."""
NO_QUOTE = "\ud8ff"
"""Stands for the quote of a text without quotes: half of a surrogate pair, which no decoded text contains."""
HALVES = range(0xD800, 0xD8FF)
"""Stand for escaped characters while a line is read, for the same reason."""
ESCAPED_NULL = "N"
"""After an escape, as a whole value: blank. MySQL, Hive and PostgreSQL write it so, with a backslash."""

csv.field_size_limit(1 << 30)

SEPARATOR_LINE = re.compile(
    r"""\s*(?P<quote>"?)sep=(?:(?P<tab>\\t)|(?P<one>[^\r\n"]))(?P=quote) *(?:\r\n|\r|\n)""", re.IGNORECASE
)
"""The first line by which Excel is told the delimiter."""


class Preamble(NamedTuple):
    """What precedes the first row: so many `lines`, of which one may name the `delimiter`."""

    lines: int
    delimiter: str | None


@dataclass(frozen=True)
class Dialect:
    """How rows are written: `skip` lines (blank ones, `sep=;`), then the header if there is one, then records.

    `quote` encloses a value and is doubled within one; if empty, no character does. `escape` takes the meaning from a
    quote, a delimiter, a line break or another `escape` behind it, within quotes and without; if empty, none does.
    """

    delimiter: str = ","
    skip: int = 0
    header: bool = True
    quote: str = QUOTE
    escape: str = ""

    @property
    def first_record_line(self) -> int:
        """Return the line (from 1) of the first record, if each record is one line."""
        return 1 + self.skip + self.header

    @property
    def skips_leading_spaces(self) -> bool:
        """Tell whether spaces after a delimiter may precede a quote."""
        return self.delimiter != " "

    @property
    def quote_mark(self) -> str:
        """Return the character that encloses a value; NO_QUOTE if there is none."""
        return self.quote or NO_QUOTE

    def hide_escapes(self, lines: Iterable[str]) -> Iterator[str]:
        """Yield the lines with half a surrogate pair for each escaped character; lines with escaped ends are joined.

        So no reader needs to know of escapes, and none takes an escaped quote for the end of a value.
        """
        if not self.escape:
            yield from lines
            return
        hidden = self._hidden
        one = re.escape(self.escape)
        pattern = re.compile(rf"{one}(?:\r\n|[{one}{re.escape(self.delimiter + self.quote)}\r\n])")
        ends_escaped = re.compile(rf"(?<!{one})(?:{one}{one})*{one}(?:\r\n|\r|\n)\Z")
        held = ""
        for line in lines:
            held += line
            may_go_on = line.rstrip("\r\n").endswith(self.escape) and len(held) <= MAX_LINE_BYTES
            if may_go_on and ends_escaped.search(line):
                continue
            yield pattern.sub(lambda found: "".join(hidden[ch] for ch in found[0][1:]), held)
            held = ""
        if held:
            yield held

    def show_escapes(self, text: str) -> str:
        """Return the text with the characters that `hide_escapes` replaced."""
        return text.translate(self._shown) if self.escape and not text.isascii() else text

    def values(self, fields: Sequence[str]) -> list[str]:
        """Return fields of hidden escapes as values; a field that is ESCAPED_NULL after an escape is blank."""
        if not self.escape:
            return list(fields)
        null = self.escape + ESCAPED_NULL
        return ["" if field == null else self.show_escapes(field) for field in fields]

    def lines_in(self, line: str) -> int:
        """Return how many lines of the file a line of hidden escapes is."""
        if not self.escape:
            return 1
        feed, cr = self._hidden["\n"], self._hidden["\r"]
        return 1 + line.count(feed) + line.count(cr) - line.count(cr + feed)

    @cached_property
    def _shown(self) -> dict[int, str]:
        return {ord(half): ch for ch, half in self._hidden.items()}

    @cached_property
    def _hidden(self) -> dict[str, str]:
        escapable = dict.fromkeys((self.escape, self.delimiter, self.quote_mark, "\r", "\n"))
        return {ch: chr(half) for ch, half in zip(escapable, HALVES, strict=False)}

    def reader(self, lines: Iterable[str], *, strict: bool = False) -> Iterator[list[str]]:
        """Return Python's reader of such lines, from the first row on. If `strict`, a broken row raises csv.Error."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=self.quote_mark,
            doublequote=True,
            skipinitialspace=self.skips_leading_spaces,
            strict=strict,
        )

    def duckdb_options(self, width: int, *, max_line_bytes: int = MAX_LINE_BYTES) -> str:
        """Return the arguments of DuckDB's `read_csv` for `width` columns of text: r0, r1, …."""
        columns = ", ".join(f"r{number}: 'VARCHAR'" for number in range(width))
        delimiter, quote = (one.replace("'", "''") for one in (self.delimiter, self.quote))
        return (
            f"auto_detect = false, header = {self.header}, skip = {self.skip}, delim = '{delimiter}', "
            f"quote = '{quote}', escape = '{quote}', columns = {{{columns}}}, max_line_size = {max_line_bytes}"
        )


CHECKED = Dialect(header=False)
"""How checked rows are handed to DuckDB: commas, no header."""


def find_preamble(text: str) -> Preamble | None:
    """Return what precedes the first row; None where the text has no row."""
    named = SEPARATOR_LINE.match(text)
    body = text[named.end() if named else 0 :].lstrip("\r\n")
    if not body.strip():
        return None
    delimiter = ("\t" if named["tab"] else named["one"]) if named else None
    return Preamble(count_lines(text[: len(text) - len(body)]), delimiter)


def count_lines(text: str) -> int:
    """Return how many lines end in the text."""
    return text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
