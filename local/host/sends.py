"""The pipe that says which queue has a new visible message, and which container (`<name>/`) a new blob.

Azurite writes into it (local/azurite_sends.cjs). Polled at once, these cost no waiting. Polling goes on as without it:
the messages of an instance that was killed come back without a word.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

READ_BYTES = 65_536
"""More than a pipe holds: one read empties it."""


class Sends:
    """Calls `wake` with each name in the pipe, until it is closed."""

    def __init__(self, pipe: Path, wake: Callable[[str], None]) -> None:
        self._wake = wake
        self._rest = b""
        # Also for writing: a pipe that no one has open for writing would always be ready to be read.
        self._file = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
        asyncio.get_running_loop().add_reader(self._file, self._read)

    def close(self) -> None:
        """Stop reading."""
        asyncio.get_running_loop().remove_reader(self._file)
        os.close(self._file)

    def _read(self) -> None:
        *names, self._rest = (self._rest + os.read(self._file, READ_BYTES)).split(b"\n")
        for name in dict.fromkeys(names):
            self._wake(name.decode())
