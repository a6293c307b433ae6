"""Caches of this process: values that were read a moment ago, and blocks of files."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from threading import Lock

AT_MOST = 1000
BUDGET = 64 * 1024 * 1024
SMALLEST, LARGEST = 256 * 1024, 2 * 1024 * 1024


class TtlCache[T]:
    """Values by key, kept for `seconds` in this process. Only for reading: a write needs the newest version."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._kept: dict[str, tuple[float, T]] = {}

    async def get(self, key: str, read: Callable[[], Awaitable[T]]) -> T:
        """The value, read anew where it is older than that."""
        known = self._kept.get(key)
        if known is not None and known[0] > self._clock():
            return known[1]
        value = await read()
        if len(self._kept) >= AT_MOST:
            self._kept.clear()
        self._kept[key] = (self._clock() + self._seconds, value)
        return value


class Blocks:
    """The blocks used last, of all files together: `BUDGET` bytes, and what is being read right now.

    Parquet is read page by page, a page of each column after the other: with a block for every place that is read at,
    each byte is asked for about once. So a block is the smaller, the more places there are. A page may lie in two.
    """

    def __init__(self) -> None:
        self.size = LARGEST
        self._held: OrderedDict[tuple[str, int], Future[bytes]] = OrderedDict()
        self._lock = Lock()

    def expect(self, places: int) -> None:
        """Say, before anything is read, at how many places (columns times threads) files will be read."""
        self.size = min(LARGEST, max(SMALLEST, BUDGET // max(2 * places, 1)))

    def get(self, file: str, start: int, fetch: Callable[[int, int], bytes]) -> bytes:
        """The block of `file` from `start` on. `fetch(start, length)` is called once for all threads that want it."""
        key = (file, start)
        with self._lock:
            found = self._held.pop(key, None)
            block = found or Future[bytes]()
            self._held[key] = block
            while len(self._held) * self.size > BUDGET and len(self._held) > 1:
                self._held.popitem(last=False)
        if found is None:
            try:
                block.set_result(fetch(start, self.size))
            except BaseException as error:
                with self._lock:
                    self._held.pop(key, None)
                block.set_exception(error)
                raise
        return block.result()

    def spent(self, file: str, start: int) -> None:
        """Take note that the block was read to its end: it is the first to be let go of."""
        with self._lock:
            if (file, start) in self._held:
                self._held.move_to_end((file, start), last=False)

    def clear(self) -> None:
        """Let go of all blocks."""
        with self._lock:
            self._held.clear()
