"""Decompressing gzip: complete, bounded, and damage is reported."""

import gzip
import os

import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import SegmentTooLarge, SegmentUnreadable
from shared.segments.formats.text_streams import find_expansion, unpack
from shared.segments.part_schema import Compression

MB = 1 << 20


def pieces(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


@given(st.lists(st.binary(max_size=2000), max_size=4), st.integers(1, 700))
def test_any_split_into_members_and_pieces_gives_the_same_bytes(members: list[bytes], size: int) -> None:
    packed = b"".join(gzip.compress(member) for member in members)
    assert b"".join(unpack(pieces(packed, size), "x.csv.gz", "gzip", 10**6)) == b"".join(members)


def test_decompressed_pieces_are_bounded() -> None:
    data = os.urandom(1000) * 20_000
    found = list(unpack([gzip.compress(data)], "x.csv.gz", "gzip", 10**9))
    assert b"".join(found) == data
    assert max(map(len, found)) <= 4 * MB


def test_a_decompression_bomb_is_stopped_early() -> None:
    bomb = gzip.compress(bytes(256 * MB), 9)
    assert len(bomb) < MB
    seen: list[int] = []
    with pytest.raises(SegmentTooLarge, match="10,000,000"):
        seen.extend(map(len, unpack([bomb], "bomb.csv.gz", "gzip", 10_000_000)))
    assert sum(seen) <= 10_000_000


def test_exactly_the_limit_is_allowed() -> None:
    assert sum(map(len, unpack([gzip.compress(bytes(1000))], "x", "gzip", 1000))) == 1000


@pytest.mark.parametrize("cut", [1, 8, 9, 500])
def test_an_incomplete_file_is_damaged(cut: int) -> None:
    packed = gzip.compress(os.urandom(1000))
    with pytest.raises(SegmentUnreadable, match=r"half\.csv\.gz is damaged"):
        list(unpack(pieces(packed[:-cut], 100), "half.csv.gz", "gzip", 10**6))


def test_a_changed_byte_is_damage() -> None:
    packed = bytearray(gzip.compress(b"email\n" * 1000))
    packed[-6] ^= 0xFF
    with pytest.raises(SegmentUnreadable, match="damaged"):
        list(unpack([bytes(packed)], "x.csv.gz", "gzip", 10**6))


def test_bytes_after_the_end_are_damage() -> None:
    with pytest.raises(SegmentUnreadable, match="damaged"):
        list(unpack([gzip.compress(b"a,b\n") + b"a,b\n"], "x", "gzip", 10**6))


@pytest.mark.parametrize("compression", ["gzip", "zstd"])
def test_how_compressible_a_file_is_shows_at_its_beginning(compression: Compression) -> None:
    text = b"".join(b"%d,%d\n" % (row, row * row) for row in range(200_000))
    packed = gzip.compress(text) if compression == "gzip" else zstd.compress(text)
    assert find_expansion(packed, compression) == pytest.approx(len(text) / len(packed), rel=0.2)
    assert find_expansion(packed[:300], compression) >= 1
    assert find_expansion(text, "none") == find_expansion(b"", compression) == 1
    assert find_expansion(gzip.compress(bytes(10**8)), "gzip") > 50, "bounded"
