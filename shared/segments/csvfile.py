"""CSV: what its first bytes tell (columns, delimiter), and on which line each record stands."""

from __future__ import annotations

import csv
import io
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from shared.errors import SegmentTooLarge, SegmentUnreadable

HEAD_BYTES = 1024 * 1024
DELIMITERS = ",;\t|"
MAX_COLUMNS = 20_000
BOM = b"\xef\xbb\xbf"

csv.field_size_limit(1 << 30)


@dataclass(frozen=True)
class CsvFormat:
    """`columns` as the header names them, in order; `skip` counts empty lines before the header."""

    columns: tuple[str, ...]
    delimiter: str = ","
    skip: int = 0


def inspect(head: bytes, blob: str, *, compressed: bool) -> CsvFormat | None:
    """Columns and delimiter from the first bytes of a blob; None where it is empty.

    Raises SegmentUnreadable, naming `blob` and what to do, where it is no UTF-8 text with a header.
    """
    if compressed and head:
        head = _inflate_head(head, blob)
    if not head.removeprefix(BOM).strip():
        return None
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head[:512]:
        raise SegmentUnreadable(f"{blob} is UTF-16 or no text at all. Write it as UTF-8.")
    text = _decode(head.removeprefix(BOM), blob)
    body = text.lstrip("\r\n")
    skip = text[: len(text) - len(body)].replace("\r\n", "\n").count("\n")
    try:
        headers = {d: next(csv.reader(io.StringIO(body, newline=""), delimiter=d)) for d in DELIMITERS}
    except csv.Error as error:
        raise SegmentUnreadable(f"The header of {blob} cannot be read: {error}.") from None
    delimiter = max(DELIMITERS, key=lambda d: len(headers[d]))
    header = headers[delimiter]
    if len(header) > MAX_COLUMNS:
        raise SegmentUnreadable(f"{blob} has {len(header)} columns; at most {MAX_COLUMNS} are read.")
    return CsvFormat(tuple(_distinct(header)), delimiter, skip)


def _distinct(header: list[str]) -> Iterator[str]:
    """Names without outer spaces; an empty one becomes `column 3`, a second `Name` becomes `Name (2)`."""
    seen: set[str] = set()
    counts: dict[str, int] = {}
    for number, raw in enumerate(header, start=1):
        plain = name = raw.strip() or f"column {number}"
        while name in seen:
            counts[plain] = counts.get(plain, 1) + 1
            name = f"{plain} ({counts[plain]})"
        seen.add(name)
        yield name


def _inflate_head(head: bytes, blob: str) -> bytes:
    found = b""
    try:
        # Several members count as one file here too; the last one may be cut off with the head.
        while head and len(found) < HEAD_BYTES:
            unpacker = zlib.decompressobj(wbits=31)
            found += unpacker.decompress(head, HEAD_BYTES - len(found))
            head = unpacker.unused_data
    except zlib.error:
        if not found:
            raise SegmentUnreadable(f"{blob} is named .gz but is not gzip. Write it anew, or rename it.") from None
    return found


def _decode(data: bytes, blob: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # The head may end in the middle of a character, and a bad byte further down costs its row only: what cannot
        # be done without is the header.
        readable = data[: error.start].decode("utf-8")
        if "\n" in readable.lstrip("\r\n"):
            return readable
        raise SegmentUnreadable(
            f"{blob} is not UTF-8: byte {error.start + 1} of its header is {data[error.start]:#04x}. Write it as UTF-8."
        ) from None


def inflate(pieces: Iterable[bytes], blob: str, limit: int) -> Iterator[bytes]:
    """The uncompressed bytes of a gzip file (several members count as one), in bounded pieces.

    Raises SegmentTooLarge as soon as there are more than `limit` of them: a small file can unpack to terabytes.
    """
    total = 0
    damaged = SegmentUnreadable(f"{blob} is damaged: its gzip data ends or breaks in the middle. Write it anew.")
    unpacker = zlib.decompressobj(wbits=31)
    within = False
    for piece in pieces:
        data = piece
        while data:
            try:
                out = unpacker.decompress(data, 1 << 22)
            except zlib.error:
                raise damaged from None
            within = not unpacker.eof
            total += len(out)
            if total > limit:
                raise SegmentTooLarge(
                    f"{blob} unpacks to more than {limit:,} bytes (setting MAX_SEGMENT_BYTES). Split the segment, "
                    "or raise the setting."
                )
            yield out
            data = unpacker.unconsumed_tail
            if unpacker.eof:
                data = unpacker.unused_data
                unpacker = zlib.decompressobj(wbits=31)
    if within:
        raise damaged


@dataclass
class LineMap:
    """On which line each record of a file stands, kept as the places where the distance changes.

    `starts[i]` is the first record (0 = the first after the header) for which line = record + `offsets[i]` holds.
    """

    starts: array[int] = field(default_factory=lambda: array("q", [0]))
    offsets: array[int] = field(default_factory=lambda: array("q", [2]))
    bad: dict[int, int] = field(default_factory=dict)

    def line(self, record: int) -> int:
        """The line (from 1) on which a record that was read begins."""
        return record + self.offsets[bisect_right(self.starts, record) - 1]

    def note(self, record: int, line: int) -> None:
        """Records come in order; only a change of the distance takes room."""
        offset = line - record
        if offset != self.offsets[-1]:
            self.starts.append(record)
            self.offsets.append(offset)


def plain_lines(skip: int) -> LineMap:
    """The map of a file in which every record is one line."""
    return LineMap(offsets=array("q", [2 + skip]))


def locate(pieces: Iterable[bytes], layout: CsvFormat, malformed: set[int]) -> LineMap:
    """Read the file once more to find each record's line, where line breaks stand in fields or rows were malformed.

    `malformed` holds the numbers, among all records including header and empty lines (from 1), that the reader
    left out; their lines are in the answer's `bad`.
    """
    lines = LineMap(offsets=array("q", [2 + layout.skip]))
    reader = csv.reader(_text_lines(pieces), delimiter=layout.delimiter)
    record, number, before = 0, 0, 0
    header_seen = False
    for row in reader:
        number += 1
        line, before = before + 1, reader.line_num
        if number in malformed:
            lines.bad[number] = line
        elif not row and len(layout.columns) > 1:
            continue
        elif not header_seen:
            header_seen = bool(row)
        else:
            lines.note(record, line)
            record += 1
    return lines


def _text_lines(pieces: Iterable[bytes]) -> Iterator[str]:
    """Lines with their ends, as csv.reader wants them, without a BOM; bytes that are no UTF-8 are replaced."""
    rest, begun = b"", False
    for piece in pieces:
        block = rest + piece
        if not begun and len(block) >= len(BOM):
            block, begun = block.removeprefix(BOM), True
        cut = block.rfind(b"\n") + 1
        yield from io.StringIO(block[:cut].decode("utf-8", "replace"), newline="")
        rest = block[cut:]
    if rest:
        yield from io.StringIO(rest.decode("utf-8", "replace"), newline="")
