"""How a CSV text is written. A dialect configures both readers: DuckDB's (`duckdb_options`) and Python's (`reader`).

A new property of the text (another quote character, an escape character) is a field here, an option of each reader,
and a value that documents may declare (shared/segments/tables/declarations.py).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

MAX_LINE_BYTES = 2 * 1024 * 1024
"""The longest row of CSV, and the longest line of JSON Lines."""
DELIMITERS = ",;\t|"
"""The delimiters that are detected. Others are declared."""
QUOTE = '"'
"""What encloses a value. Within one, it is written twice."""

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
    """How rows are written: `skip` lines (blank ones, `sep=;`), then the header if there is one, then records."""

    delimiter: str = ","
    skip: int = 0
    header: bool = True

    @property
    def first_record_line(self) -> int:
        """Return the line (from 1) of the first record, if each record is one line."""
        return 1 + self.skip + self.header

    @property
    def skips_leading_spaces(self) -> bool:
        """Tell whether spaces after a delimiter may precede a quote."""
        return self.delimiter != " "

    def reader(self, lines: Iterable[str], *, strict: bool = False) -> Iterator[list[str]]:
        """Return Python's reader of such lines, from the first row on. If `strict`, a broken row raises csv.Error."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=QUOTE,
            doublequote=True,
            skipinitialspace=self.skips_leading_spaces,
            strict=strict,
        )

    def duckdb_options(self, width: int, *, max_line_bytes: int = MAX_LINE_BYTES) -> str:
        """Return the arguments of DuckDB's `read_csv` for `width` columns of text: r0, r1, …."""
        columns = ", ".join(f"r{number}: 'VARCHAR'" for number in range(width))
        delimiter = self.delimiter.replace("'", "''")
        return (
            f"auto_detect = false, header = {self.header}, skip = {self.skip}, delim = '{delimiter}', "
            f"quote = '{QUOTE}', escape = '{QUOTE}', columns = {{{columns}}}, max_line_size = {max_line_bytes}"
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
