"""What was read a moment ago, for readers to whom that is new enough."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

AT_MOST = 1000


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
