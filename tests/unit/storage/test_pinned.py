"""Pinned files under several threads: each has its own place; what one has fetched, another does not fetch again."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Lock
from typing import Any

import duckdb
import pytest
from azure.core.exceptions import ResourceModifiedError

from shared.domain import Source
from shared.errors import SourceChanged
from shared.segments.part_schema import Span
from shared.storage.caches import BLOCKS_BYTES, MAX_BLOCK_BYTES, MIN_BLOCK_BYTES, Blocks
from shared.storage.pinned_files import PinnedFiles
from tests.fakes.files import parquet


class Container:
    """One blob, as the SDK's client shows it. Counts the ranges that it is asked for."""

    def __init__(self, data: bytes) -> None:
        self.ranges: list[tuple[int, int]] = []
        self.etag = '"1"'
        self._data = data
        self._lock = Lock()

    def get_blob_client(self, _: str) -> Container:
        return self

    def download_blob(self, *, offset: int, length: int, etag: str, **_: Any) -> Any:
        if etag != self.etag:
            raise ResourceModifiedError
        with self._lock:
            self.ranges.append((offset, length))
        piece = self._data[offset : offset + length]
        return type("Downloader", (), {"readall": lambda _: piece})()


DATA = b"".join(n.to_bytes(4, "big") for n in range(2_000_000))


@pytest.fixture
def container() -> Container:
    return Container(DATA)


def files_of(container: Any, size: int) -> PinnedFiles:
    return PinnedFiles(container, [Source(segment="P", blob="P.parquet", etag="1", size=size)])


def test_threads_that_share_a_file_have_places_of_their_own(container: Container) -> None:
    files = files_of(container, len(DATA))
    files.expect(8)
    both = Barrier(2)
    with files.open("pinned://0.parquet") as file, ThreadPoolExecutor(2) as pool:

        def read(first: int) -> bytes:
            pieces = []
            file.seek(first)
            for _ in range(50):
                # The other thread seeks and reads between this one's seek and read, each time.
                both.wait(30)
                pieces.append(file.read(1000))
            return b"".join(pieces)

        starts = (0, 4_000_000)
        found = list(pool.map(read, starts))
    assert found == [DATA[first : first + 50_000] for first in starts]


def test_a_block_is_fetched_once_for_all_threads(container: Container) -> None:
    files = files_of(container, len(DATA))
    together = Barrier(4)
    with files.open("pinned://0.parquet") as file, ThreadPoolExecutor(4) as pool:

        def read(_: int) -> bytes:
            together.wait(30)
            return file.read()

        assert list(pool.map(read, range(4))) == [DATA] * 4
    assert len(container.ranges) == len(set(container.ranges)) == -(-len(DATA) // MAX_BLOCK_BYTES)


def test_blocks_are_bounded_and_those_read_to_their_end_go_first() -> None:
    blocks = Blocks()
    blocks.expect(10_000)
    assert blocks.size == MIN_BLOCK_BYTES
    fetched: list[int] = []

    def fetch(start: int, length: int) -> bytes:
        fetched.append(start)
        return bytes(length)

    held = BLOCKS_BYTES // MIN_BLOCK_BYTES
    for number in range(held):
        blocks.get("a", number * MIN_BLOCK_BYTES, fetch)
    blocks.mark_read("a", 5 * MIN_BLOCK_BYTES)
    blocks.get("b", 0, fetch)
    assert len(fetched) == held + 1
    blocks.get("a", 0, fetch)
    assert len(fetched) == held + 1
    blocks.get("a", 5 * MIN_BLOCK_BYTES, fetch)
    assert len(fetched) == held + 2
    # That one took the place of the one that was used the longest ago.
    blocks.get("a", MIN_BLOCK_BYTES, fetch)
    assert len(fetched) == held + 3


def test_a_block_that_could_not_be_fetched_is_asked_for_again(container: Container) -> None:
    files = files_of(container, len(DATA))
    container.etag = '"2"'
    with files.open("pinned://0.parquet") as file:
        with pytest.raises(SourceChanged):
            file.read(10)
        assert isinstance(files.failures[0], SourceChanged)
        container.etag = '"1"'
        assert file.read(10) == DATA[:10]


@pytest.fixture(scope="module")
def large_group() -> tuple[bytes, int]:
    """300,000 rows in one row group, 12 columns."""
    columns = ", ".join(f"hash(i * {n + 3})::VARCHAR AS c{n}" for n in range(12))
    return parquet(f"SELECT i, {columns} FROM range(300_000) t(i)", row_group_size="300000"), 300_000


def test_a_large_row_group_is_read_in_few_requests(large_group: tuple[bytes, int]) -> None:
    data, rows = large_group
    container = Container(data)
    files = files_of(container, len(data))
    files.expect(26)
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config={"threads": 2}) as db:
        db.execute("SET disable_parquet_prefetching = true")
        db.register_filesystem(files)
        out = Path(folder) / "out.parquet"
        db.execute(f"COPY (FROM read_parquet('pinned://0.parquet')) TO '{out}' (FORMAT parquet)")
        counted = db.execute(f"SELECT count(*), sum(i), bool_and(i = file_row_number) FROM read_parquet('{out}', "
                             "file_row_number = true)").fetchall()  # fmt: skip
        files.shutdown()
    assert counted == [(rows, rows * (rows - 1) // 2, True)]
    asked = sum(length for _, length in container.ranges)
    assert asked < 1.5 * len(data) + 2 * MAX_BLOCK_BYTES


def test_a_range_of_bytes_is_a_file_of_its_own(container: Container) -> None:
    source = Source(segment="P", blob="P.csv", etag="1", size=len(DATA))
    first, last = 100, 5_000_000
    files = PinnedFiles(container, [source, source], [None, Span(first, last)])  # type: ignore[arg-type]
    assert [files.info(path)["size"] for path in files.paths] == [len(DATA), last - first]
    with files.open("pinned://1") as file:
        assert file.read() == DATA[first:last]
        assert file.seek(-4, 2) == last - first - 4
        assert file.read() == DATA[last - 4 : last]
    counts = files.text_counts("pinned://1")
    assert counts.line_feeds == DATA[first:last].count(b"\n")
    files.shutdown()
