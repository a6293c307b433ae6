"""Child processes that say when they are ready and of which none is left behind.

Each child leads a process group of its own, so that Ctrl-C in a terminal reaches the parent alone and
the parent stops the rest in order; and each dies with its parent (see child.py).
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent
LAUNCHER = Path(__file__).with_name("child.py")


class StartError(Exception):
    """A child ended, or stayed silent for too long, before it was ready."""


class Entered:
    """An async context manager that starts step by step: `_start` pushes the undoing of each step on `_stack`.

    A start that fails is undone.
    """

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


class Child:
    """A running child process. Its stdout belongs to the parent, its stderr is the parent's own."""

    def __init__(self, name: str, process: asyncio.subprocess.Process) -> None:
        self.name = name
        self._process = process
        self._drain: asyncio.Task[None] | None = None
        self._copy: Callable[[str], None] | None = self._to_stderr

    @classmethod
    async def start(
        cls,
        name: str,
        command: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path = ROOT,
    ) -> Child:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", "-S", str(LAUNCHER), str(os.getpid()), *command),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=None,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **(env or {})},
            cwd=cwd,
            start_new_session=True,
            limit=2**22,  # bytes of a line: a ready line lists every function of the app
        )
        return cls(name, process)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process.returncode is None

    async def read_line(self) -> str:
        """The next line of its stdout. Raises StartError when it ended."""
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            code = await self._process.wait()
            raise StartError(f"{self.name} ended with exit code {code} before it was ready")
        return line.decode(errors="replace").rstrip("\n")

    async def ready(self, *, seconds: float = 180) -> dict[str, Any]:
        """Waits for its `{"ready": true, …}` line; what it prints before or after goes to stderr."""
        try:
            async with asyncio.timeout(seconds):
                while True:
                    line = await self.read_line()
                    if (values := _ready_line(line)) is not None:
                        self.forward_output()
                        return values
                    print(f"{self.name}: {line}", file=sys.stderr)
        except TimeoutError:
            raise StartError(f"{self.name} was not ready within {seconds:g} s") from None

    def forward_output(self, *, silent: bool = False, to: Path | None = None) -> None:
        """Copies the rest of its stdout to stderr or into a file, or drops it, so that the pipe never fills."""
        if silent:
            self._copy = None
        self._drain = asyncio.create_task(self._forward() if to is None else self._write(to))

    async def _forward(self) -> None:
        with contextlib.suppress(StartError):
            while True:
                line = await self.read_line()
                if self._copy is not None:
                    self._copy(line)

    async def _write(self, path: Path) -> None:
        with path.open("w", encoding="utf-8", buffering=1) as file:
            self._copy = lambda line: print(line, file=file)
            await self._forward()

    def _to_stderr(self, line: str) -> None:
        print(f"{self.name}: {line}", file=sys.stderr)

    async def wait(self) -> int:
        return await self._process.wait()

    async def stop(self, *, grace: float = 10) -> None:
        """SIGTERM, then after `grace` seconds SIGKILL to what is left of its process group."""
        if self.running:
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(grace):
                    await self._process.wait()
        # Also when the leader ended in time: it may have left something behind.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        await self._process.wait()
        if self._drain is not None:
            await self._drain
        else:
            await self._forward()


def _ready_line(line: str) -> dict[str, Any] | None:
    try:
        values = json.loads(line)
    except ValueError:
        return None
    return values if isinstance(values, dict) and values.get("ready") is True else None


def stop_on_signals() -> asyncio.Event:
    """An event set by SIGINT or SIGTERM."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    return stopping
