"""Bounds of what openpyxl reads of a workbook: a ZIP archive whose parts may expand to anything.

- Sizes are those of the archive's directory. Python's zipfile reads no more of a part than stated there.
- A part begins with its root element: a document type, which could declare entities, is refused.
- openpyxl keeps something of each row and text, and what is between two of them: both are limited.
"""

from __future__ import annotations

import re
from typing import IO
from zipfile import BadZipFile, ZipFile

from shared.errors import AppError, SegmentTooLarge, SegmentUnreadable
from shared.segments.formats.dialect import MAX_LINE_BYTES
from shared.texts import text

MAX_WORKBOOK_BYTES = 64 * 1024 * 1024
"""Of the file. 1,000,000 rows of 12 columns take about as much."""
MAX_TEXTS_BYTES = 48 * 1024 * 1024
"""Of the part with the texts that cells share, unpacked: its texts are held in memory, about four times as much."""
MAX_TEXTS = 2_000_000
MAX_DESCRIPTION_BYTES = 8 * 1024 * 1024
"""Of every other part that is read, unpacked."""
MAX_READ_BYTES = 8 * 1024 * 1024
"""What is read of the file at once. The archive's directory is: no workbook has a longer one."""
MAX_PARTS = 5_000
MAX_ROWS = 1_048_576
"""The rows of a sheet, by Excel's specification."""

PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]*\?>)?\s*<[A-Za-z_]")
ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
TEXT = re.compile(rb"<(?:\w+:)?si[\s/>]")
END_OF_ROWS = re.compile(rb"</(?:\w+:)?sheetData\s*>")
LONGEST_TAG = 64
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an OLE file begins: an encrypted workbook, or an old .xls."""


def check_beginning(file: IO[bytes], blob: str) -> None:
    """Raise SegmentUnreadable for a workbook that is encrypted, or in the old format."""
    if file.read(len(ENCRYPTED)) == ENCRYPTED:
        raise SegmentUnreadable(text("workbook-protected", blob=blob))
    file.seek(0)


def check_part(archive: ZipFile, name: str, most: int, limit: str, blob: str) -> None:
    """Raise SegmentTooLarge or SegmentUnreadable for a part that must not be parsed."""
    size = archive.getinfo(name).file_size
    if size > most:
        raise SegmentTooLarge(text("workbook-part-too-large", blob=blob, part=name, size=size, most=most, limit=limit))
    with archive.open(name) as source:
        if not PROLOG.match(source.read(1024)):
            raise Unusual


class Unusual(Exception):
    """The workbook has what no program writes, and what may need too much memory."""


class BoundedFile:
    """A file of which little is read at once."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.seek, self.tell = file.seek, file.tell

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size if 0 <= size <= MAX_READ_BYTES else MAX_READ_BYTES + 1)
        if len(data) > MAX_READ_BYTES:
            raise Unusual
        return data


class BoundedXml:
    """The XML of at most `most` rows or texts, in which each begins at most MAX_LINE_BYTES after the one before.

    The parser holds what lies between two of them, and something of each. With `end`, the XML ends there.
    """

    def __init__(
        self, source: IO[bytes], begins: re.Pattern[bytes], most: int, end: re.Pattern[bytes] | None = None
    ) -> None:
        self._source = source
        self._begins = begins
        self._most = most
        self._end = end
        self._rest = b""
        self._since = 0
        self._count = 0
        self.consumed = 0
        self.ended = False

    def read(self, size: int) -> bytes:
        data = b"" if self.ended else self._source.read(size)
        # A tag may have begun in the piece before. One that is whole there was counted with it.
        self.consumed += len(data)
        before = len(self._rest)
        seen = self._rest + data
        if self._end and (end := self._end.search(seen)):
            seen = seen[: end.end()]
            data = seen[before:]
            self.ended = True
        found = [match.end() for match in self._begins.finditer(seen) if match.end() > before]
        self._count += len(found)
        self._since = len(seen) - found[-1] if found else self._since + len(data)
        # Comments and CDATA, which no program writes, could contain what looks like tags.
        if self._since > MAX_LINE_BYTES or self._count > self._most or b"<!" in seen:
            raise Unusual
        self._rest = seen[-LONGEST_TAG:]
        return data


class Explained:
    """Raises what openpyxl and zipfile raise as SegmentUnreadable, without the values in their messages."""

    def __init__(self, blob: str) -> None:
        self._blob = blob

    def __enter__(self) -> None:
        pass

    def __exit__(self, _type: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, BadZipFile | EOFError):
            raise SegmentUnreadable(text("workbook-damaged", blob=self._blob)) from None
        if isinstance(error, Unusual):
            raise SegmentUnreadable(text("workbook-unusual", blob=self._blob)) from None
        if isinstance(error, Exception) and not isinstance(error, AppError | OSError):
            raise SegmentUnreadable(text("workbook-unreadable", blob=self._blob, error=type(error).__name__)) from None
