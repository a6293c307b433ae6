"""A segment's parts → one SQL relation: whatever their form, every column as text in its canonical form.

    c0, c1, …   VARCHAR, in the order of the columns: a number as JSON writes it, `true` or `false`, a date in
                ISO 8601, a list as JSON; NULL or '' where it is blank
    file        USMALLINT: which part
    problem     what is wrong with the row, where it is none; of its values only the email address may be there

Text that CSV, JSON or a schema gives stays as it is where it does not fit its column's kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import groupby
from typing import Any

import duckdb

from shared.errors import SegmentTooLarge, SegmentUnreadable
from shared.planning.change_log_sql import COLUMNS as CHANGE_COLUMNS
from shared.planning.change_log_sql import change_columns
from shared.planning.decoded_files import DecodedFiles, is_plain
from shared.planning.scan_sql import scan
from shared.planning.selection_sql import COLUMNS as SELECTION_COLUMNS
from shared.planning.selection_sql import selection_columns
from shared.planning.temp_disk import disk_failure
from shared.segments.formats.line_map import LineMap, map_kept_rows, map_lines, map_plain_lines
from shared.segments.formats.text_streams import split_lines
from shared.segments.part_schema import (
    Column,
    Csv,
    Form,
    JsonLines,
    Parquet,
    Part,
    Selection,
    Span,
    TextCounts,
    TextForm,
    Workbook,
    is_read_by_row,
    union,
)
from shared.texts import text

MAX_PARTS = 10_000
BY_THREAD = ".parquet"
"""Put behind the path of what DuckDB's threads read at several places at once."""


LOCAL_PATH = re.compile(r"""\\?["']/[^"']*["']""")


class NeedsCare(Exception):
    """DuckDB gave up on text that can be read row by row: the parts with these `numbers`."""

    def __init__(self, numbers: list[int]) -> None:
        super().__init__(numbers)
        self.numbers = numbers


class PagesTooLarge(Exception):
    """The pages of Parquet that several threads hold at once do not fit into memory; one thread's may."""


class Reading:
    """The parts of a run's segments, opened.

    `files` is where the blobs lie: an fsspec file system with `paths` in the order of the `parts` that are not local
    files (it takes a path with BY_THREAD behind it too), `failures`, and `text_counts(path)`. `limit` bounds the bytes
    that packed parts unpack to. `email` names the column of email addresses, where it is known. `only` are the columns
    that are read; None: all. `columns` are those of all parts of the segments, where these parts are not all.
    """

    def __init__(
        self,
        files: Any,
        parts: Sequence[Part],
        limit: int,
        email: str | None = None,
        *,
        only: Collection[str] | None = None,
        columns: tuple[Column, ...] | None = None,
    ) -> None:
        if len(parts) > MAX_PARTS:
            raise SegmentTooLarge(text("too-many-parts", parts=len(parts), limit=MAX_PARTS))
        self.parts = parts
        known = union(parts) if columns is None else columns
        self.columns: tuple[Column, ...] = tuple(c for c in known if only is None or c.name in only)
        self._files = files
        blobs = iter(files.paths)
        self._paths = [str(part.path or next(blobs)) for part in parts]
        self._decoded = DecodedFiles(files, self._paths, parts, limit, email)
        self._line_maps: dict[int, LineMap] = {}
        self.check_rows(number for number, part in enumerate(parts) if is_read_by_row(part.form))
        self._alone = False
        self._interrupted = False

    def interrupt(self) -> None:
        """Make what another thread reads end soon: from now on every read fails."""
        self._interrupted = True
        self._files.stop()

    def attach(self, db: Any) -> None:
        """Let a database read the parts."""
        db.register_filesystem(self._files)
        db.register_filesystem(self._decoded)
        if columns := max((len(part.form.types) for part in self.parts if isinstance(part.form, Parquet)), default=0):
            # Else a thread reads a whole row group before it begins: 128 MB are usual.
            db.execute("SET disable_parquet_prefetching = true")
            threads = db.execute("SELECT current_setting('threads')").fetchall()[0][0]
            self._files.expect(columns * threads)

    def check_rows(self, numbers: Iterable[int] | None = None) -> None:
        """From now on, read these parts of text (by default all) row by row, with what is wrong with each."""
        self._decoded.checked.update(self._unchecked(TextForm) if numbers is None else numbers)

    @property
    def checks_rows(self) -> bool:
        """Whether some part is read row by row."""
        return bool(self._decoded.checked)

    def find_unusual(self, records: Sequence[int]) -> list[int]:
        """Return the CSV parts that must be read row by row, after a scan that gave so many `records` of each.

        Usually, each line is a record: then no row can be missing. Where that is not so, the part is read once more to
        find each record's line, and whether all of them are rows.
        """
        found = []
        for number, part in enumerate(self.parts):
            if not isinstance(part.form, Csv) or number in self._decoded.checked:
                continue
            counts = self._text_counts(number)
            lines = counts.line_feeds + (not counts.ends_line)
            if counts.has_nul:
                found.append(number)
            elif counts.has_bare_cr or lines != records[number] + part.form.dialect.first_record_line - 1:
                lines_of_rows = self._find_lines(number, records[number])
                if lines_of_rows is None:
                    found.append(number)
                else:
                    self._line_maps[number] = lines_of_rows
        return found

    def _unchecked(self, *forms: type[Form]) -> list[int]:
        checked = self._decoded.checked
        return [n for n, part in enumerate(self.parts) if isinstance(part.form, forms) and n not in checked]

    def _find_lines(self, number: int, records: int) -> LineMap | None:
        """On which line each record stands; None where the part's rows are others than its records."""
        found = LineMap()
        record = -1
        for record, row in enumerate(self._decoded.rows(number)):
            if self._interrupted:
                raise SegmentUnreadable(text("reading-interrupted"))
            if row.problem or row.padded:
                return None
            found.add(record, row.line)
        return found if record + 1 == records else None

    @contextmanager
    def one_thread(self, db: Any, *, memory_mb: int) -> Iterator[None]:
        """One thread, which may take half as much again: it holds no more beside what it reads."""
        self._alone = True
        before = db.execute("SELECT current_setting('threads'), current_setting('memory_limit')").fetchall()[0]
        db.execute(f"SET threads = 1; SET memory_limit = '{memory_mb * 3 // 2}MB'")
        try:
            yield
        finally:
            db.execute(f"SET threads = {before[0]}; SET memory_limit = '{before[1]}'")

    def relation(self) -> str:
        """The SQL of all parts, in order. Parts of one form, one after the other, are read by one scan."""
        scans = []
        first = 0
        for (form, rows, checked, segment, selection), group in groupby(enumerate(self.parts), key=self._how):
            count = len(list(group))
            paths = [self._path(number) for number in range(first, first + count)]
            plain = not any(path.startswith(DecodedFiles.protocol) for path in paths)
            columns = self.columns if selection is None else self._chosen(selection)
            more = partial(self._more, form, segment, selection)
            scans.append(scan(form, paths, columns, first, plain=plain, checked=checked, rows=rows, more=more))
            first += count
        return " UNION ALL ".join(scans)

    def _how(self, numbered: tuple[int, Part]) -> tuple[Form, Span | None, bool, str, Selection | None]:
        """Return what parts of one scan have in common; the segment only if the relation has columns about it."""
        number, part = numbered
        segment = part.source.segment if self.has_changes or self.has_selections else ""
        return part.form, part.row_span, number in self._decoded.checked, segment, part.selection

    def _chosen(self, selection: Selection) -> tuple[Column, ...]:
        """Return the columns. A column that does not belong to the segment has no name: no file has such a column."""
        chosen = selection.columns
        return tuple(c if chosen is None or c.name in chosen else Column("") for c in self.columns)

    def _more(self, form: Form, segment: str, selection: Selection | None, value_of: Callable[[str], str]) -> list[str]:
        changes = change_columns(form.change_log, segment, value_of) if self.has_changes else []
        return changes + (selection_columns(selection, segment, value_of) if self.has_selections else [])

    @property
    def has_changes(self) -> bool:
        """Tell whether some part has changes of rows: then the relation has the columns of change_log_sql.py, too."""
        return any(part.form.change_log for part in self.parts)

    @property
    def has_selections(self) -> bool:
        """Tell whether some part is of a defined segment: then the relation has columns of selection_sql.py, too."""
        return any(part.selection for part in self.parts)

    @property
    def more_columns(self) -> tuple[str, ...]:
        """Return the names of the columns that say which rows belong to the segments."""
        return (CHANGE_COLUMNS if self.has_changes else ()) + (SELECTION_COLUMNS if self.has_selections else ())

    def failure(self, error: duckdb.Error) -> Exception:
        """What DuckDB's error means: the one that a file raised, if one did."""
        if self._files.failures:
            return self._files.failures[0]  # type: ignore[no-any-return]
        if full := disk_failure(error):
            return full
        if isinstance(error, duckdb.OutOfMemoryException):
            # DuckDB wants many times the length of a line of JSON that is longer than it may be.
            if lines := self._unchecked(JsonLines):
                return NeedsCare(lines)
            parquet = any(isinstance(part.form, Parquet) for part in self.parts)
            if parquet and not self._alone:
                return PagesTooLarge()
            if parquet:
                return SegmentTooLarge(text("row-groups-too-large", problem=_first(error)))
            return SegmentTooLarge(text("rows-too-long", problem=_first(error)))
        unchecked = self._unchecked(TextForm)
        # Of a row that is longer than its buffer, DuckDB says that this is not implemented.
        if unchecked and isinstance(error, duckdb.InvalidInputException | duckdb.NotImplementedException):
            named = re.search(r"^ *file = (\S+)$", str(error), re.MULTILINE)
            return NeedsCare([number for number in unchecked if named and self._path(number) == named[1]] or unchecked)
        return SegmentUnreadable(text("segment-unreadable", problem=_first(error)))

    def check(self) -> None:
        """Raise what a file raised where DuckDB went on all the same."""
        if self._files.failures:
            raise self._files.failures[0]

    def line_map(self, number: int, records: int) -> LineMap:
        """On which line each of the part's `records` stands."""
        form = self.parts[number].form
        if isinstance(form, Parquet):
            first = span.first if (span := self.parts[number].row_span) else 0
            return map_kept_rows(form.deleted, span) if form.deleted else map_plain_lines(1 + first)
        if isinstance(form, Csv | Workbook) and number in self._decoded.checked:
            return self._decoded.line_map(number)
        if isinstance(form, Csv):
            return self._line_maps.get(number) or map_plain_lines(form.dialect.first_record_line)
        counts = self._text_counts(number)
        one_each = counts.line_feeds + (not counts.ends_line) == records
        return map_plain_lines(1) if one_each else map_lines(self._decoded.pieces(number))

    def count_lines(self, number: int) -> int:
        """Return how many lines end in a range of a text that was read; 0 for rows of Parquet, which have no lines."""
        if self.parts[number].byte_span is None:
            return 0
        counts = self._text_counts(number)
        # One that stands alone ends a line, too.
        return sum(1 for _ in split_lines(self._decoded.pieces(number))) if counts.has_bare_cr else counts.line_feeds

    def close(self) -> None:
        """Close the files."""
        self._files.shutdown()

    def _text_counts(self, number: int) -> TextCounts:
        if self._is_decoded(number):
            return self._decoded.counts(number)
        return self._files.text_counts(self._paths[number])  # type: ignore[no-any-return]

    def _is_decoded(self, number: int) -> bool:
        return number in self._decoded.checked or not is_plain(self.parts[number])

    def _path(self, number: int) -> str:
        path = self._decoded.path(number) if self._is_decoded(number) else self._paths[number]
        by_thread = isinstance(self.parts[number].form, Parquet) and self.parts[number].path is None
        return path + BY_THREAD if by_thread else path


def _first(error: Exception) -> str:
    """The first line of DuckDB's message: what follows it quotes the query or the row. No path of this machine."""
    return LOCAL_PATH.sub("…", str(error).split("\n", 1)[0])[:300]
