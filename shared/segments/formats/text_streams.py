"""The bytes of a blob as UTF-8 text, in bounded pieces: decompressed, decoded, split into lines."""

from __future__ import annotations

import codecs
import io
import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

from shared.errors import AppError, SegmentTooLarge, SegmentUnreadable
from shared.segments.formats.dialect import MAX_LINE_BYTES
from shared.segments.part_schema import Compression, Encoding
from shared.texts import text

PIECE = 4 * 1024 * 1024
BOM = b"\xef\xbb\xbf"
MARK_DAMAGE, DAMAGE = "mark-damage", "\udcff"
"""The error handler for bytes that cannot be decoded. Each becomes DAMAGE, which `surrogateescape` writes as 0xFF."""
EXPANSION_BYTES, EXPANSION_LIMIT = 256 * 1024, 16 * 1024 * 1024
"""So much of a compressed file, and of what it unpacks to, tells how compressible it is."""
FORMATS = {"gzip": "gzip", "zstd": "Zstandard"}
SUFFIXES = {"gzip": ".gz", "zstd": ".zst"}


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
    # Imported late: few segments are compressed with Zstandard.
    from backports.zstd import DecompressionParameter, ZstdDecompressor

    # Bounds the memory that a frame may request: 64 MB, eight times what the highest usual level needs.
    return ZstdDecompressor(options={DecompressionParameter.window_log_max: 26})


def _errors(compression: Compression) -> type[Exception]:
    if compression == "gzip":
        return zlib.error
    from backports.zstd import ZstdError

    return ZstdError


def unpack(pieces: Iterable[bytes], blob: str, compression: Compression, limit: int) -> Iterator[bytes]:
    """Yield the decompressed bytes of a file (several members count as one) in bounded pieces.

    Raises SegmentTooLarge as soon as there are more than `limit` bytes: a small file can expand to terabytes.
    Raises SegmentUnreadable if the data is damaged or incomplete.
    """
    if compression == "none":
        yield from pieces
        return
    total = 0
    damaged = SegmentUnreadable(text("compressed-damaged", blob=blob, format=FORMATS[compression]))
    unpacker = _unpacker(compression)
    in_member = False
    for piece in pieces:
        data = piece
        while data or not (unpacker.eof or getattr(unpacker, "needs_input", True)):
            try:
                out = unpacker.decompress(data, PIECE)
            except _errors(compression):
                raise damaged from None
            in_member = not unpacker.eof
            total += len(out)
            if total > limit:
                raise SegmentTooLarge(text("unpacks-too-large", blob=blob, limit=limit))
            if out:
                yield out
            # zlib returns the input that it did not use; Zstandard keeps it.
            data = getattr(unpacker, "unconsumed_tail", b"")
            if unpacker.eof:
                data = unpacker.unused_data
                unpacker = _unpacker(compression)
    if in_member:
        raise damaged


def unpack_head(head: bytes, blob: str, compression: Compression, length: int) -> bytes:
    """Return what the first bytes of a compressed file decompress to, at most `length` bytes.

    Raises SegmentUnreadable if nothing can be decompressed.
    """
    if compression == "none" or not head:
        return head
    found = b""
    try:
        for piece in unpack([head], blob, compression, 1 << 60):
            found += piece
            if len(found) >= length:
                break
    except AppError:
        # The last member may end after the head, but something must be readable.
        if not found:
            suffix, name = SUFFIXES[compression], FORMATS[compression]
            raise SegmentUnreadable(text("compressed-wrong-name", blob=blob, suffix=suffix, format=name)) from None
    return found[:length]


def find_expansion(head: bytes, compression: Compression) -> float:
    """Return how many times its size the beginning of a compressed file unpacks to; 1 where that is not known."""
    if compression == "none" or not head:
        return 1
    beginning, unpacked = head[:EXPANSION_BYTES], 0
    try:
        for piece in unpack([beginning], "", compression, EXPANSION_LIMIT):
            unpacked += len(piece)
    except AppError:
        # It is incomplete, or very compressible.
        pass
    return max(1, unpacked / len(beginning))


def to_utf8(pieces: Iterable[bytes], encoding: Encoding) -> Iterator[bytes]:
    """Yield the same text in UTF-8, without a byte order mark.

    What cannot be decoded becomes a byte that is not valid UTF-8 either: the reader of the text rejects the row.
    """
    if encoding == "utf-8":
        yield from pieces
        return
    decoder = codecs.getincrementaldecoder(encoding)(MARK_DAMAGE)
    started = False
    for piece in pieces:
        text = decoder.decode(piece)
        if text and not started:
            text, started = text.removeprefix("\ufeff"), True
        yield text.encode("utf-8", "surrogateescape")
    yield decoder.decode(b"", final=True).encode("utf-8", "surrogateescape")


def _mark_damage(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return DAMAGE, error.end


codecs.register_error(MARK_DAMAGE, _mark_damage)


def split_lines(pieces: Iterable[bytes]) -> Iterator[str]:
    """Yield lines with their ends, as csv.reader expects them, without a byte order mark.

    Bytes that are not UTF-8 become lone surrogates. Of a line longer than MAX_LINE_BYTES only the beginning is kept,
    which is longer than that too.
    """
    rest, started = b"", False
    for piece in pieces:
        block = rest + piece
        if not started and len(block) >= len(BOM):
            block, started = block.removeprefix(BOM), True
        # A CR at the very end may be the first half of a CRLF.
        cut = max(block.rfind(b"\n"), block.rfind(b"\r", 0, len(block) - 1)) + 1
        yield from io.StringIO(block[:cut].decode("utf-8", "surrogateescape"), newline="")
        rest = block[cut:]
        if len(rest) > MAX_LINE_BYTES + 1:
            rest = rest[: MAX_LINE_BYTES + 1] + rest[-1:]
    if rest:
        text = rest.removeprefix(b"" if started else BOM).decode("utf-8", "surrogateescape")
        yield from io.StringIO(text, newline="")


def replace_long_lines(pieces: Iterable[bytes], longest: int, replacement: bytes) -> Iterator[bytes]:
    """Yield the text with each line of more than `longest` bytes replaced by `replacement`."""
    rest, is_long = b"", False
    for piece in pieces:
        *whole, last = piece.split(b"\n")
        found = []
        for line in whole:
            long = is_long or len(rest) + len(line) > longest
            found.append(replacement if long else rest + line)
            rest, is_long = b"", False
        if found:
            yield b"\n".join([*found, b""])
        is_long = is_long or len(rest) + len(last) > longest
        rest = b"" if is_long else rest + last
    yield replacement if is_long else rest
