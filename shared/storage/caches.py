"""Caches of this process: values that were read lately, and blocks of files."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from threading import Lock

MAX_VALUES = 1000
BLOCKS_BYTES = 64 * 1024 * 1024
MIN_BLOCK_BYTES, MAX_BLOCK_BYTES = 256 * 1024, 2 * 1024 * 1024


class TtlCache[T]:
    """Values by key, kept for `seconds`. Only for reading: a conditional write needs the newest version."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._values: dict[str, tuple[float, T]] = {}

    async def get(self, key: str, read: Callable[[], Awaitable[T]]) -> T:
        """Return the value, and read it if it is not in the cache or too old."""
        cached = self._values.get(key)
        if cached is not None and cached[0] > self._clock():
            return cached[1]
        return await self.refresh(key, read)

    async def refresh(self, key: str, read: Callable[[], Awaitable[T]]) -> T:
        """Read the value, whether or not it is in the cache, and return it."""
        value = await read()
        if len(self._values) >= MAX_VALUES:
            self._values.clear()
        self._values[key] = (self._clock() + self._seconds, value)
        return value

    def forget(self, key: str) -> None:
        """Delete the value, if there is one."""
        self._values.pop(key, None)


class Aged[T]:
    """One value with its age: who asks says how old it may be. Requests at the same time wait for one reading."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = asyncio.Lock()
        self._kept: tuple[float, T] | None = None

    async def get(self, max_age: float, read: Callable[[], Awaitable[T]]) -> T:
        """Return the value, and read it if it is older than `max_age` seconds.

        Who accepts the value as it is does not wait while it is read again for another request.
        """
        asked = self._clock()
        if self._kept is not None and self._kept[0] >= asked - max_age:
            return self._kept[1]
        async with self._lock:
            if self._kept is not None and self._kept[0] >= asked - max_age:
                return self._kept[1]
            at = self._clock()
            self._kept = (at, await read())
            return self._kept[1]


class Blocks:
    """The blocks of files that were used last, `BLOCKS_BYTES` in total, besides those that are being read.

    Parquet is read page by page, a page of each column after the other. With one block for each place that is read,
    each byte is requested about once: the more places, the smaller a block is. A page may be in two blocks.
    """

    def __init__(self) -> None:
        self.size = MAX_BLOCK_BYTES
        self._blocks: OrderedDict[tuple[str, int], Future[bytes]] = OrderedDict()
        self._lock = Lock()

    def expect(self, places: int) -> None:
        """Set, before anything is read, at how many places (columns times threads) files are read."""
        self.size = min(MAX_BLOCK_BYTES, max(MIN_BLOCK_BYTES, BLOCKS_BYTES // max(2 * places, 1)))

    def get(self, file: str, start: int, fetch: Callable[[int, int], bytes]) -> bytes:
        """Return the block of the file that begins at `start`.

        `fetch(start, length)` is called once for all threads that need the block. Its error is raised in each of them.
        """
        key = (file, start)
        with self._lock:
            found = self._blocks.pop(key, None)
            block = found or Future[bytes]()
            self._blocks[key] = block
            while len(self._blocks) * self.size > BLOCKS_BYTES and len(self._blocks) > 1:
                self._blocks.popitem(last=False)
        if found is None:
            try:
                block.set_result(fetch(start, self.size))
            except BaseException as error:
                with self._lock:
                    self._blocks.pop(key, None)
                block.set_exception(error)
                raise
        return block.result()

    def mark_read(self, file: str, start: int) -> None:
        """Note that the block was read to its end: it is the first to be deleted."""
        with self._lock:
            if (file, start) in self._blocks:
                self._blocks.move_to_end((file, start), last=False)

    def clear(self) -> None:
        """Delete all blocks."""
        with self._lock:
            self._blocks.clear()
