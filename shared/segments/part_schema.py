"""How the parts of a segment are read: columns with their kinds, file format, text dialect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from shared.domain import Source
from shared.domain.segment_definition import Node
from shared.segments.formats.dialect import Dialect

Kind = Literal["string", "number", "boolean", "date", "datetime", "list"]
Compression = Literal["none", "gzip", "zstd"]
Encoding = str
"""The name of one of Python's codecs, in its own spelling: `utf-8`, `utf-16-le`, `cp1252`, …."""

HEAD_BYTES = 1024 * 1024
"""So much of the beginning of a text is read to find its columns."""
MAX_COLUMNS = 20_000
INSTANT = "TIMESTAMP IN UTC"
"""The type of a time that is UTC, but not marked so in its file: Spark writes such."""


class TextCounts(NamedTuple):
    """What a text contains: the number of line feeds, whether it ends with one, a NUL, a CR without a line feed."""

    line_feeds: int
    ends_line: bool
    has_nul: bool
    has_bare_cr: bool = False

    @classmethod
    def of(cls, data: bytes) -> TextCounts:
        """Count a piece of text. A CR LF that two pieces divide counts as a bare CR: that costs a second look."""
        bare = b"\r" in data and data.count(b"\r") != data.count(b"\r\n")
        return cls(data.count(b"\n"), data.endswith(b"\n"), b"\x00" in data, bare)


@dataclass(frozen=True)
class Column:
    """A column. `culture` says how a CSV part writes numbers and dates (`en-US`); if empty, as in JSON and ISO 8601."""

    name: str
    kind: Kind = "string"
    culture: str = ""


@dataclass(frozen=True)
class Constant:
    """A column whose value is not in the file: one value for all rows of the file, or blank (None)."""

    column: Column
    value: str | None = None


class ChangeLog(NamedTuple):
    """The columns of a table to which changes are appended. The newest row of each `key` counts, unless it is deleted.

    The newest row is that with the highest number in `version`, then the latest `changed_at`, then the last one. Both
    may be empty: then the table has no such column.
    """

    key: str
    deleted: str
    version: str = ""
    changed_at: str = ""


@dataclass(frozen=True)
class Form:
    """How one part is read: the columns in the file, and those that are not in it. `change_log`: rows are changes."""

    columns: tuple[Column, ...]
    constants: tuple[Constant, ...] = field(default=(), kw_only=True)
    change_log: ChangeLog | None = field(default=None, kw_only=True)

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Return the columns of the file, then the constant ones."""
        return (*self.columns, *(constant.column for constant in self.constants))

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all columns."""
        return tuple(column.name for column in self.all_columns)


@dataclass(frozen=True)
class TextForm(Form):
    """A text. `guessed`: nothing but its bytes says which encoding it has."""

    encoding: Encoding = field(default="utf-8", kw_only=True)
    compression: Compression = field(default="none", kw_only=True)
    guessed: bool = field(default=False, kw_only=True)

    @property
    def is_plain(self) -> bool:
        """The bytes are the text in UTF-8: DuckDB can read them, if it knows the dialect."""
        return self.compression == "none" and self.encoding == "utf-8"


@dataclass(frozen=True)
class Csv(TextForm):
    """CSV. Both readers, DuckDB and `csv_records`, are configured from `dialect`."""

    dialect: Dialect = field(default_factory=Dialect, kw_only=True)


@dataclass(frozen=True)
class JsonLines(TextForm):
    """JSON Lines, one object a line. The columns are the keys in the first bytes of the file."""


@dataclass(frozen=True)
class Workbook(Form):
    """A sheet of an Excel workbook. `first_row` is the number of the first row below the header, as Excel shows it."""

    sheet: str = field(kw_only=True)
    first_row: int = field(kw_only=True)
    has_header: bool = field(default=True, kw_only=True)
    sheets: tuple[str, ...] = field(default=(), kw_only=True, compare=False)


@dataclass(frozen=True)
class Parquet(Form):
    """Parquet. For each column its type (DuckDB's, or INSTANT) and its position in the file, from 0.

    `deleted` has one character for each row of the file, `1` for a row that is not read; it is empty if all are.
    """

    types: tuple[str, ...] = ()
    positions: tuple[int, ...] = ()
    deleted: str = ""


class PhysicalColumn(NamedTuple):
    """A column of a table with the name that it has in the files, or with its field id there."""

    name: str
    physical_name: str
    field_id: int | None = None


@dataclass(frozen=True)
class Declaration:
    """What a document says of a part; None and no columns where it says nothing. Empty `quote`, `escape`: none.

    `constants` replace columns of the same name in the file. `exact`: other columns of the file do not belong to the
    table. `instants` are columns whose times are UTC, even if the file does not say so. `physical_columns`: the file
    has other names than the table. `deleted`: see Parquet; it may end before the last row.
    """

    columns: tuple[Column, ...] = ()
    delimiter: str | None = None
    header: bool | None = None
    encoding: Encoding | None = None
    quote: str | None = None
    escape: str | None = None
    sheet: str | None = None
    constants: tuple[Constant, ...] = ()
    exact: bool = False
    instants: frozenset[str] = frozenset()
    physical_columns: tuple[PhysicalColumn, ...] = ()
    deleted: str = ""
    change_log: ChangeLog | None = None


@dataclass(frozen=True, eq=False)
class Selection:
    """Which rows of a table belong to a defined segment, and which of its columns (None: all).

    A row does that meets the `conditions`, as of `at` with days of the time zone `zone`, and whose `key` (a column) is
    that of a member, if there are `member_parts`: the parts of the table of members, each with a selection of its own.
    Once these are read, their keys are in the file `members`: Parquet with the column member_key.
    """

    conditions: Node | None
    at: datetime
    zone: str
    key: str | None = None
    member_parts: tuple[Part, ...] = ()
    members: Path | None = None
    columns: frozenset[str] | None = None


class SentValues(NamedTuple):
    """How many values of each row are sent, and from which columns."""

    number: int
    columns: frozenset[str] = frozenset()


NO_VALUES = SentValues(0)
"""Of a row of which only keys are read."""


class Span(NamedTuple):
    """A range [first, last) of a blob: of the bytes of a text, or of the rows of a Parquet file."""

    first: int
    last: int


class RowGroup(NamedTuple):
    """A row group of a Parquet file: its rows, and its bytes before compression."""

    rows: int
    size: int


class RowSample(NamedTuple):
    """The first rows of a text: how many, their bytes, and the bytes of the values of each column."""

    rows: int
    size: int
    column_sizes: dict[str, int]


@dataclass(frozen=True)
class Part:
    """A blob and how it is read. `rows`, `row_groups` and `column_sizes` are known for Parquet only.

    `selection`: only some of its rows belong to the segment. `path`: it is a local file instead of a blob. `span`: only
    this range of the blob is read (shared/segments/spans.py). `column_sizes`: the bytes of the file's columns before
    compression. `expansion`: how many times its size the beginning of a compressed text has. `sample`: the first rows
    of a text, where it has enough.
    """

    source: Source
    form: Form
    rows: int | None = field(default=None, compare=False)
    selection: Selection | None = field(default=None, kw_only=True)
    path: Path | None = field(default=None, kw_only=True)
    span: Span | None = field(default=None, kw_only=True)
    row_groups: tuple[RowGroup, ...] = field(default=(), compare=False, kw_only=True)
    column_sizes: tuple[int, ...] = field(default=(), compare=False, kw_only=True)
    expansion: float = field(default=1, compare=False, kw_only=True)
    sample: RowSample | None = field(default=None, compare=False, kw_only=True)

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the columns that belong to the segment."""
        chosen = self.selection.columns if self.selection else None
        return tuple(column for column in self.form.all_columns if chosen is None or column.name in chosen)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the columns that belong to the segment."""
        return tuple(column.name for column in self.columns)

    @property
    def byte_span(self) -> Span | None:
        """Return the range of its blob's bytes that is opened; None for the whole blob."""
        return self.span if isinstance(self.form, TextForm) else None

    @property
    def row_span(self) -> Span | None:
        """Return the range of its blob's rows that is read; None for all rows, or a range of bytes."""
        return self.span if isinstance(self.form, Parquet) else None

    @property
    def place(self) -> str:
        """Return where its rows are, for a person who looks for one."""
        return f"{self.source.blob}, sheet {self.form.sheet}" if isinstance(self.form, Workbook) else self.source.blob


def is_read_by_row(form: Form) -> bool:
    """Tell whether DuckDB's readers do not know this form: it is read row by row, in Python."""
    return isinstance(form, Workbook) or (isinstance(form, Csv) and bool(form.dialect.escape))


def union(parts: Iterable[Part]) -> tuple[Column, ...]:
    """Return the columns of all parts by name, in the order of their first occurrence; of two kinds it is a string."""
    found: dict[str, Column] = {}
    for columns in dict.fromkeys(part.columns for part in parts):
        for column in columns:
            known = found.setdefault(column.name, column)
            if known.kind != column.kind:
                found[column.name] = Column(column.name)
    return tuple(found.values())
