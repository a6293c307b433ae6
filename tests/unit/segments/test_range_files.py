"""A blob as a file that threads share: DuckDB seeks and reads it by several."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

from shared.segments.range_files import RangeFile

CONTENT = bytes(range(256)) * 4


class Ranges:
    async def read_range(self, name: str, offset: int, length: int, etag: str) -> bytes:
        assert (name, etag) == ("a.parquet", "1")
        return CONTENT[offset : offset + length]


async def test_each_thread_has_a_position_of_its_own() -> None:
    file = RangeFile(Ranges(), "a.parquet", SimpleNamespace(size=len(CONTENT), etag="1"), block_bytes=100)
    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as other:
        await asyncio.wrap_future(one.submit(file.seek, 930))
        await asyncio.wrap_future(other.submit(file.seek, 4))
        assert await asyncio.wrap_future(one.submit(file.read, 200)) == CONTENT[930:]
        assert await asyncio.wrap_future(other.submit(file.read, 250)) == CONTENT[4:254]
        assert await asyncio.wrap_future(other.submit(file.tell)) == 254
