"""Bytes of a blob → UTF-8 text, piece by piece: unpacked, in the right encoding, line by line."""

from __future__ import annotations

import codecs
import csv
import io
import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

from shared.errors import AppError, SegmentTooLarge, SegmentUnreadable
from shared.segments.part_schema import MAX_LINE_BYTES, Compression, Encoding

PIECE = 4 * 1024 * 1024
BOM = b"\xef\xbb\xbf"
MARK_DAMAGE, DAMAGE = "mark-damage", "\udcff"
"""How bytes that cannot be decoded are handled: each becomes DAMAGE, which `surrogateescape` writes as a byte 0xFF."""
FORMATS = {"gzip": "gzip", "zstd": "Zstandard"}
SUFFIXES = {"gzip": ".gz", "zstd": ".zst"}

csv.field_size_limit(1 << 30)


class _Unpacker(Protocol):
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...


def _unpacker(compression: Compression) -> _Unpacker:
    if compression == "gzip":
        # With 32 added, zlib takes its own header too, as `Content-Encoding: deflate` has it.
        return zlib.decompressobj(wbits=32 + 15)
    # Imported late: few segments are packed so.
    from backports.zstd import DecompressionParameter, ZstdDecompressor

    # What a frame asks for in memory is bounded: 64 MB, eight times what the strongest usual level takes.
    return ZstdDecompressor(options={DecompressionParameter.window_log_max: 26})


def _errors(compression: Compression) -> type[Exception]:
    if compression == "gzip":
        return zlib.error
    from backports.zstd import ZstdError

    return ZstdError


def unpack(pieces: Iterable[bytes], blob: str, compression: Compression, limit: int) -> Iterator[bytes]:
    """The uncompressed bytes of a packed file (several members count as one), in bounded pieces.

    Raises SegmentTooLarge as soon as there are more than `limit` of them: a small file can unpack to terabytes.
    """
    if compression == "none":
        yield from pieces
        return
    total = 0
    damaged = SegmentUnreadable(
        f"{blob} is damaged: its {FORMATS[compression]} data ends or breaks in the middle. Write it anew."
    )
    unpacker = _unpacker(compression)
    within = False
    for piece in pieces:
        data = piece
        while data or not (unpacker.eof or getattr(unpacker, "needs_input", True)):
            try:
                out = unpacker.decompress(data, PIECE)
            except _errors(compression):
                raise damaged from None
            within = not unpacker.eof
            total += len(out)
            if total > limit:
                raise SegmentTooLarge(
                    f"{blob} unpacks to more than {limit:,} bytes (setting MAX_SEGMENT_BYTES). Split the segment, "
                    "or raise the setting."
                )
            if out:
                yield out
            # zlib hands back what it did not take; Zstandard keeps it.
            data = getattr(unpacker, "unconsumed_tail", b"")
            if unpacker.eof:
                data = unpacker.unused_data
                unpacker = _unpacker(compression)
    if within:
        raise damaged


def unpack_head(head: bytes, blob: str, compression: Compression, length: int) -> bytes:
    """As much as the first bytes of a packed file give, at most `length`; the end may be missing."""
    if compression == "none" or not head:
        return head
    found = b""
    try:
        for piece in unpack([head], blob, compression, 1 << 60):
            found += piece
            if len(found) >= length:
                break
    except AppError:
        # The last member may be cut off with the head; but something must have come out.
        if not found:
            suffix, name = SUFFIXES[compression], FORMATS[compression]
            raise SegmentUnreadable(
                f"{blob} is named {suffix} but is not {name}, or is damaged. Write it anew, or rename it."
            ) from None
    return found[:length]


def to_utf8(pieces: Iterable[bytes], encoding: Encoding) -> Iterator[bytes]:
    """The same text in UTF-8, without a byte order mark. What cannot be decoded becomes a byte that is no UTF-8 either,
    so that the reader of the text rejects the row.
    """
    if encoding == "utf-8":
        yield from pieces
        return
    decoder = codecs.getincrementaldecoder(encoding)(MARK_DAMAGE)
    begun = False
    for piece in pieces:
        text = decoder.decode(piece)
        if text and not begun:
            text, begun = text.removeprefix("\ufeff"), True
        yield text.encode("utf-8", "surrogateescape")
    yield decoder.decode(b"", final=True).encode("utf-8", "surrogateescape")


def _mark_damage(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return DAMAGE, error.end


codecs.register_error(MARK_DAMAGE, _mark_damage)


def lines(pieces: Iterable[bytes]) -> Iterator[str]:
    """Lines with their ends, as csv.reader wants them, without a BOM; bytes that are no UTF-8 are lone surrogates.

    Of a line that is longer than MAX_LINE_BYTES only the beginning is kept, which is longer, too.
    """
    rest, begun = b"", False
    for piece in pieces:
        block = rest + piece
        if not begun and len(block) >= len(BOM):
            block, begun = block.removeprefix(BOM), True
        # A CR at the very end may be the first half of a CRLF.
        cut = max(block.rfind(b"\n"), block.rfind(b"\r", 0, len(block) - 1)) + 1
        yield from io.StringIO(block[:cut].decode("utf-8", "surrogateescape"), newline="")
        rest = block[cut:]
        if len(rest) > MAX_LINE_BYTES + 1:
            rest = rest[: MAX_LINE_BYTES + 1] + rest[-1:]
    if rest:
        text = rest.removeprefix(b"" if begun else BOM).decode("utf-8", "surrogateescape")
        yield from io.StringIO(text, newline="")


def shorten_lines(pieces: Iterable[bytes], longest: int, instead: bytes) -> Iterator[bytes]:
    """The text with `instead` in the place of each line that has more than `longest` bytes."""
    rest, is_long = b"", False
    for piece in pieces:
        *whole, last = piece.split(b"\n")
        found = []
        for line in whole:
            long = is_long or len(rest) + len(line) > longest
            found.append(instead if long else rest + line)
            rest, is_long = b"", False
        if found:
            yield b"\n".join([*found, b""])
        is_long = is_long or len(rest) + len(last) > longest
        rest = b"" if is_long else rest + last
    yield instead if is_long else rest
