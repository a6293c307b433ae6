"""Klaviyo's rate limits: two fixed windows, 1 s (burst) and 60 s (steady), per account and endpoint.

Source: guide "Rate limits, status codes, and errors"; the rates stand in `x-klaviyo-ratelimit` of the OpenAPI
file. All answers but 429 carry the steady window in RateLimit-* headers; 429 carries Retry-After. A request
that is refused by a limit uses up nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from local.klaviyo.errors import Throttled

BURST_SECONDS = 1
STEADY_SECONDS = 60


class Rate(NamedTuple):
    """Requests a second and requests a minute."""

    burst: int
    steady: int

    def scaled(self, factor: float) -> Rate:
        return Rate(max(1, round(self.burst * factor)), max(1, round(self.steady * factor)))


class Limits:
    """Counts requests; `clock` gives seconds and is replaced in tests."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self._used: dict[tuple[str, str, int], tuple[float, int]] = {}

    def take(self, account: str, endpoint: str, rate: Rate) -> dict[str, str]:
        """Count one request and give the RateLimit-* headers; raises Throttled when a window is full."""
        now = self.clock()
        windows = []
        retry_after = 0
        for seconds, limit in ((BURST_SECONDS, rate.burst), (STEADY_SECONDS, rate.steady)):
            start = math.floor(now / seconds) * seconds
            since, used = self._used.get((account, endpoint, seconds), (start, 0))
            if since != start:
                used = 0
            left = start + seconds - now
            if used >= limit:
                retry_after = max(retry_after, 1, math.ceil(left))
            windows.append((seconds, start, used + 1))
        if retry_after:
            raise Throttled(retry_after)
        for seconds, start, used in windows:
            self._used[account, endpoint, seconds] = (start, used)
        _, start, used = windows[-1]
        return {
            "RateLimit-Limit": str(rate.steady),
            "RateLimit-Remaining": str(max(0, rate.steady - used)),
            "RateLimit-Reset": str(max(0, math.ceil(start + STEADY_SECONDS - now))),
        }

    def clear(self) -> None:
        self._used.clear()
