"""Parts that DuckDB cannot read directly (compressed, not UTF-8, with malformed rows), decoded while they are read.

They are handed over as gzip without compression: a form that DuckDB reads from its beginning to its end and of which
nobody need know the size, so that nothing is read twice and nothing is kept.
"""

from __future__ import annotations

import csv
import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from fsspec import AbstractFileSystem

from shared.errors import AppError, SpansInDoubt
from shared.segments.formats.csv_records import STRAY_END, UNENDED, Row, read_rows
from shared.segments.formats.dialect import CHECKED, MAX_LINE_BYTES
from shared.segments.formats.line_map import LineMap
from shared.segments.formats.text_streams import PIECE, replace_long_lines, to_utf8, unpack
from shared.segments.formats.workbooks import read_sheet
from shared.segments.part_schema import Csv, Form, Part, TextCounts, TextForm, Workbook
from shared.texts import text

UNKNOWN_SIZE = 1 << 60
IN_DOUBT = (*UNENDED, STRAY_END)
"""Problems of a row after which it is not certain that a range of a text begins and ends where it was thought to."""


def is_plain(part: Part) -> bool:
    """Tell whether DuckDB can read the part directly."""
    form = part.form
    if isinstance(form, TextForm):
        return form.is_plain
    return not isinstance(form, Workbook)


@dataclass
class Counts:
    """Counts of a text, updated while it is read."""

    line_feeds: int = 0
    ends_line: bool = True
    has_nul: bool = False
    has_bare_cr: bool = False
    size: int = 0

    def note(self, piece: bytes) -> None:
        """Add one more piece."""
        counts = TextCounts.of(piece)
        self.line_feeds += counts.line_feeds
        self.ends_line = counts.ends_line if piece else self.ends_line
        self.has_nul = self.has_nul or counts.has_nul
        self.has_bare_cr = self.has_bare_cr or counts.has_bare_cr
        self.size += len(piece)


class DecodedFiles(AbstractFileSystem):  # type: ignore[misc]
    """`decoded://0`, `decoded://1`, …: the parts with these numbers, as UTF-8 text.

    `files` is where they lie, at `paths`. All of them together may have `limit` bytes. What goes wrong is noted in the
    `failures` of `files`, since DuckDB makes an error of its own of what is raised here.

    The CSV parts in `checked`, and workbooks, are given as CSV with commas, one column more than they have, and no
    header: each row of them in order, the broken ones blank but for their email address, with what is wrong in the
    last column. `email` names the column of email addresses. In checked JSON Lines, a line that is too long is one
    that is no object.
    """

    protocol = "decoded"
    cachable = False

    def __init__(
        self, files: Any, paths: Sequence[str], parts: Sequence[Part], limit: int, email: str | None = None
    ) -> None:
        super().__init__(skip_instance_cache=True)
        self._files = files
        self._paths = paths
        self._parts = parts
        self._limit = limit
        self._email = email
        self._counts: dict[int, Counts] = {}
        self._line_maps: dict[int, LineMap] = {}
        self.checked: set[int] = set()

    def path(self, number: int) -> str:
        """Return the path of the part with that number."""
        return f"{self.protocol}://{number}"

    def counts(self, number: int) -> TextCounts:
        """Return the counts of what was read of the part so far."""
        counts = self._counts.get(number, Counts())
        return TextCounts(counts.line_feeds, counts.ends_line, counts.has_nul, counts.has_bare_cr)

    def line_map(self, number: int) -> LineMap:
        """On which line each row of a checked part stands, once it was read."""
        return self._line_maps[number]

    def pieces(self, number: int) -> Iterator[bytes]:
        """Yield the part's text as UTF-8."""
        part = self._parts[number]
        form = part.form
        counts = self._counts[number] = Counts()
        raw = _blocks(self._files, self._paths[number])
        if isinstance(form, TextForm):
            others = sum(known.size for other, known in self._counts.items() if other != number)
            raw = to_utf8(unpack(raw, part.source.blob, form.compression, self._limit - others), form.encoding)
        for piece in raw:
            counts.note(piece)
            yield piece

    def rows(self, number: int) -> Iterator[Row]:
        """The rows of a CSV part or a workbook, with where each begins and what is wrong with it."""
        form = self._parts[number].form
        if isinstance(form, Workbook):
            return self._rows_of_sheet(number, form)
        assert isinstance(form, Csv)
        return read_rows(self.pieces(number), form, self._email_position(form), self._parts[number].source.blob)

    def _rows_of_sheet(self, number: int, form: Workbook) -> Iterator[Row]:
        source = self._parts[number].source
        with self._files.open(self._files.paths[number]) as file:
            yield from read_sheet(file, source.blob, form, source.size, self._limit)

    def _email_position(self, form: Form) -> int | None:
        """Return the position of the email address in a row; None if the file has no such column."""
        return next((n for n, column in enumerate(form.columns) if column.name == self._email), None)

    def open(self, path: str, mode: str = "rb", **_: Any) -> _Stream:
        """Open for reading from the beginning to the end."""
        return _Stream(self, int(self._strip_protocol(path)))

    def packed(self, number: int) -> Iterator[bytes]:
        """Yield the text as a gzip file without compression, as DuckDB reads it."""
        pieces = self.pieces(number)
        if number in self.checked:
            has_rows = isinstance(self._parts[number].form, Csv | Workbook)
            pieces = self._checked_rows(number) if has_rows else replace_long_lines(pieces, MAX_LINE_BYTES, b"0")
        wrapper = zlib.compressobj(level=0, wbits=31)
        try:
            for piece in pieces:
                yield wrapper.compress(piece)
        except AppError as error:
            self._files.failures.append(error)
            raise
        yield wrapper.flush()

    def _checked_rows(self, number: int) -> Iterator[bytes]:
        form = self._parts[number].form
        found = self._line_maps[number] = LineMap()
        email = self._email_position(form)
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=CHECKED.delimiter, lineterminator="\n")
        for record, row in enumerate(self.rows(number)):
            found.add(record, row.line)
            fields = row.fields
            if row.problem:
                if row.problem in IN_DOUBT and self._parts[number].span:
                    raise SpansInDoubt(text("quotes-do-not-match", blob=self._parts[number].source.blob))
                fields = [""] * len(form.columns)
                if email is not None:
                    fields[email] = row.address
            writer.writerow([*fields, row.problem.packed() if row.problem else ""])
            if out.tell() > PIECE // 4:
                yield out.getvalue().encode()
                out.seek(0)
                out.truncate()
        yield out.getvalue().encode()

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        return {"name": self._strip_protocol(path), "size": UNKNOWN_SIZE, "type": "file"}

    def exists(self, path: str, **_: Any) -> bool:
        return True

    def isfile(self, path: str) -> bool:
        return True

    def glob(self, path: str, **_: Any) -> list[str]:
        return [self._strip_protocol(path)]

    def modified(self, path: str) -> datetime:
        return datetime(2000, 1, 1, tzinfo=UTC)


class _Stream(io.RawIOBase):
    """A sequential stream: seeking backwards reads the part again."""

    def __init__(self, files: DecodedFiles, number: int) -> None:
        super().__init__()
        self._files = files
        self._number = number
        self._begin()

    def _begin(self) -> None:
        self._pieces = self._files.packed(self._number)
        self._rest = memoryview(b"")
        self._position = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence != io.SEEK_SET:
            raise io.UnsupportedOperation("the size is not known")
        if offset < self._position:
            self._begin()
        while self._position < offset and self.read(min(offset - self._position, PIECE)):
            pass
        return self._position

    def read(self, size: int = -1) -> bytes:
        found = []
        left = size if size >= 0 else UNKNOWN_SIZE
        while left:
            if not self._rest:
                piece = next(self._pieces, None)
                if piece is None:
                    break
                self._rest = memoryview(piece)
            taken = self._rest[:left]
            self._rest = self._rest[len(taken) :]
            found.append(taken)
            left -= len(taken)
        data = b"".join(found)
        self._position += len(data)
        return data


def _blocks(files: Any, path: str) -> Iterator[bytes]:
    with files.open(path) as file:
        while block := file.read(PIECE):
            yield block
