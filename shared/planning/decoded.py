"""Parts that DuckDB cannot read as they lie (packed, not UTF-8, lines ended differently), decoded while they are read.

They are handed over as gzip without compression: a form that DuckDB reads from its beginning to its end and of which
nobody need know the size, so that nothing is read twice and nothing is kept.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from fsspec import AbstractFileSystem

from shared.errors import AppError
from shared.segments.layout import Csv, JsonLines, Part
from shared.segments.text import PIECE, ended_alike, to_utf8, unpack

UNKNOWN_SIZE = 1 << 60


def is_plain(part: Part) -> bool:
    """Whether DuckDB can read the part as it lies."""
    form = part.form
    return not isinstance(form, Csv | JsonLines) or (form.compression == "none" and form.encoding == "utf-8")


@dataclass
class Breaks:
    """Line feeds of a text, counted as it goes by, and whether it ends with one."""

    count: int = 0
    ended: bool = True
    size: int = 0

    def note(self, piece: bytes) -> None:
        """Count one more piece."""
        self.count += piece.count(b"\n")
        self.ended = piece.endswith(b"\n") if piece else self.ended
        self.size += len(piece)


class DecodedFiles(AbstractFileSystem):  # type: ignore[misc]
    """`decoded://0`, `decoded://1`, …: the parts with these numbers, as UTF-8 text.

    `files` is where they lie. All of them together may have `limit` bytes. What goes wrong is noted in the
    `failures` of `files`, since DuckDB makes an error of its own of what is raised here.
    """

    protocol = "decoded"
    cachable = False

    def __init__(self, files: Any, parts: Sequence[Part], limit: int, *, ended_alike: bool = False) -> None:
        super().__init__(skip_instance_cache=True)
        self._files = files
        self._parts = parts
        self._limit = limit
        self._ended_alike = ended_alike
        self._breaks: dict[int, Breaks] = {}

    def path(self, number: int) -> str:
        """The path of the part with that number."""
        return f"{self.protocol}://{number}"

    def breaks(self, number: int) -> Breaks:
        """Of what was read of the part so far."""
        return self._breaks.get(number, Breaks())

    def pieces(self, number: int) -> Iterator[bytes]:
        """The part's text, its lines as they are."""
        part = self._parts[number]
        form = part.form
        breaks = self._breaks[number] = Breaks()
        raw = _blocks(self._files, self._files.paths[number])
        if isinstance(form, Csv | JsonLines):
            others = sum(known.size for other, known in self._breaks.items() if other != number)
            raw = to_utf8(unpack(raw, part.source.blob, form.compression, self._limit - others), form.encoding)
        for piece in raw:
            breaks.note(piece)
            yield piece

    def open(self, path: str, mode: str = "rb", **_: Any) -> _Stream:
        """Open for reading from the beginning to the end."""
        return _Stream(self, int(self._strip_protocol(path)))

    def packed(self, number: int) -> Iterator[bytes]:
        """What DuckDB is given: the text in the shape of a gzip file."""
        form = self._parts[number].form
        pieces = self.pieces(number)
        if self._ended_alike and isinstance(form, Csv):
            pieces = ended_alike(pieces, form.delimiter)
        wrapper = zlib.compressobj(level=0, wbits=31)
        try:
            for piece in pieces:
                yield wrapper.compress(piece)
        except AppError as error:
            self._files.failures.append(error)
            raise
        yield wrapper.flush()

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
    """Sequential: going back means beginning anew."""

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
