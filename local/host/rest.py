"""When an instance rests: Azure scales an app in that has nothing to do, and only the platform looks for messages."""

from __future__ import annotations

from collections.abc import Callable

IDLE_SECONDS = 60.0
"""Without a message, until all instances but the first rest."""
POLL_SECONDS = 10.0
"""Between two polls of a queue by an instance that rests. A message that is sent wakes it (sends.py)."""


class Idle:
    """Whether no listener has received a message for IDLE_SECONDS."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._last = clock()

    def note_message(self) -> None:
        """Note that a listener received a message."""
        self._last = self._clock()

    def is_idle(self) -> bool:
        """Return whether that is long ago."""
        return self._clock() - self._last > IDLE_SECONDS
