"""`async with` for what is started step by step."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import Self


class Entered:
    """Starts in `_start`, which puts the end of each step on `_stack`; a start that fails half-way is undone."""

    def __init__(self) -> None:
        self._stack = AsyncExitStack()

    async def _start(self) -> None:
        raise NotImplementedError

    async def __aenter__(self) -> Self:
        try:
            await self._start()
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    async def __aexit__(self, *_exception: object) -> None:
        await self._stack.aclose()
