"""Wait in tests by time, never by a number of attempts: how many fit into a second depends on the machine."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator

LIMIT_SECONDS = 200
"""Below the limit of a test (pyproject.toml). A wait ends when its state is reached, so a long limit costs nothing."""


def rounds(seconds: float = LIMIT_SECONDS) -> Iterator[int]:
    """Yield 0, 1, 2, … until the caller leaves its loop. Raises AssertionError when the time is up."""
    end = time.monotonic() + seconds
    for number in itertools.count():
        assert time.monotonic() < end, f"not reached within {seconds} s, after {number} rounds"
        yield number
