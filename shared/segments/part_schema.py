"""What a segment's parts look like inside: columns with their kinds, and what it takes to read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from shared.domain import Source

Kind = Literal["string", "number", "boolean", "date", "datetime", "list"]
Compression = Literal["none", "gzip", "zstd"]
Encoding = str
"""The name of one of Python's codecs, in its own spelling: `utf-8`, `utf-16-le`, `cp1252`, …."""

HEAD_BYTES = 1024 * 1024
MAX_LINE_BYTES = 2 * 1024 * 1024
"""Of a row of CSV, or of a line of JSON Lines."""
MAX_COLUMNS = 20_000
INSTANT = "TIMESTAMP IN UTC"
"""The type of a time that is UTC, but not marked so in its file: Spark writes such."""


class TextCounts(NamedTuple):
    """What a text holds: line feeds, whether one of them ends it, whether there is a NUL in it."""

    line_feeds: int
    ends_line: bool
    has_nul: bool


@dataclass(frozen=True)
class Column:
    """`culture` says how a CSV part writes its numbers and dates (`en-US`); without one they are as in JSON and ISO."""

    name: str
    kind: Kind = "string"
    culture: str = ""


@dataclass(frozen=True)
class Constant:
    """A column whose value the file does not hold: it is the same for all rows of the file, or blank (None)."""

    column: Column
    value: str | None = None


@dataclass(frozen=True)
class Form:
    """How one part is read: the columns that the file holds, and those that it does not."""

    columns: tuple[Column, ...]
    constants: tuple[Constant, ...] = field(default=(), kw_only=True)

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns of the file, then the constant ones."""
        return (*self.columns, *(constant.column for constant in self.constants))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all columns."""
        return tuple(column.name for column in self.all_columns)


@dataclass(frozen=True)
class Csv(Form):
    """`skip` counts the lines before the first row (empty ones, `sep=;`), which is the header unless `header` is false.

    `guessed` says that the encoding follows from the bytes alone.
    """

    delimiter: str = ","
    skip: int = 0
    header: bool = True
    encoding: Encoding = "utf-8"
    compression: Compression = "none"
    guessed: bool = False

    @property
    def first_line(self) -> int:
        """The line on which the first record stands, where each record is one line."""
        return 1 + self.skip + self.header


@dataclass(frozen=True)
class JsonLines(Form):
    """One JSON object a line; the columns are the keys that the first part of the file shows. `guessed`: see Csv."""

    encoding: Encoding = "utf-8"
    compression: Compression = "none"
    guessed: bool = False


@dataclass(frozen=True)
class Parquet(Form):
    """`types` are DuckDB's or INSTANT, and `positions` the places in the file from 0, a column each."""

    types: tuple[str, ...] = ()
    positions: tuple[int, ...] = ()


@dataclass(frozen=True)
class Given:
    """What a document says of a part; None and no columns where it says nothing.

    `constants` replace columns of the same name in the file. `exact`: further columns of the file are not the table's.
    `instants` are columns whose times are UTC, even where the file does not say so.
    """

    columns: tuple[Column, ...] = ()
    delimiter: str | None = None
    header: bool | None = None
    encoding: Encoding | None = None
    constants: tuple[Constant, ...] = ()
    exact: bool = False
    instants: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Part:
    """A blob and how it is read. `rows` is known of Parquet only."""

    source: Source
    form: Form
    rows: int | None = field(default=None, compare=False)


def union(parts: Iterable[Part]) -> tuple[Column, ...]:
    """The columns of all parts by name, in the order in which they first stand; of two kinds it is a string."""
    found: dict[str, Column] = {}
    for form in dict.fromkeys(part.form for part in parts):
        for column in form.all_columns:
            known = found.setdefault(column.name, column)
            if known.kind != column.kind:
                found[column.name] = Column(column.name)
    return tuple(found.values())
