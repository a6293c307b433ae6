"""Keeps the worker processes running: starts them, and another one where one has died."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from local.host.functions import Function
from local.processes import ROOT, Child, StartError

RESTART_DELAY = 0.5
"""Seconds before a dead worker has a successor; doubled each time that one does not start either."""
MAX_RESTART_DELAY = 10.0
PATIENCE = 30.0
"""Seconds a call waits where no worker runs at all."""

log = logging.getLogger("local.host.workers")


class NoWorkerError(Exception):
    """No worker came up in time."""


@dataclass(frozen=True, slots=True)
class Worker:
    index: int
    pid: int
    url: str


class Workers:
    def __init__(self, app: Path, arguments: Sequence[str], *, count: int, grace: float) -> None:
        """`arguments` go to each worker; `grace`: seconds it may take to end by itself."""
        self._app = app
        self._arguments = ("--app", str(app), "--grace", str(grace), *arguments)
        self._count = count
        self._grace = grace
        self._ready: dict[int, Worker] = {}
        self._children: dict[int, Child] = {}
        self._keepers: list[asyncio.Task[None]] = []
        self._changed = asyncio.Event()
        self._turn = itertools.count()
        self.functions: list[Function] = []

    def all(self) -> list[Worker]:
        return [self._ready[index] for index in sorted(self._ready)]

    async def start(self) -> None:
        """Starts all of them. Raises StartError when one does not start (its stderr says why)."""
        async with asyncio.TaskGroup() as group:
            for index in range(self._count):
                group.create_task(self._start(index))
        self._keepers = [asyncio.create_task(self._keep(index)) for index in range(self._count)]

    async def stop(self) -> None:
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        await asyncio.gather(*(child.stop(grace=self._grace + 2) for child in self._children.values()))

    async def next(self) -> Worker:
        """One that runs, in turn. Raises NoWorkerError when there is none for long."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not self._ready:
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            raise NoWorkerError from None
        workers = self.all()
        return workers[next(self._turn) % len(workers)]

    async def _start(self, index: int) -> None:
        command = [sys.executable, "-m", "local.host.worker", *self._arguments]
        # In Azure the app's folder is the current directory.
        child = await Child.start(f"worker {index}", command, env={"PYTHONPATH": str(ROOT)}, cwd=self._app)
        self._children[index] = child
        values = await child.ready()
        self.functions = [Function.from_json(function) for function in values["functions"]]
        self._ready[index] = Worker(index, child.pid, f"http://127.0.0.1:{values['port']}")
        self._changed.set()

    async def _keep(self, index: int) -> None:
        delay = RESTART_DELAY
        while True:
            code = await self._children[index].wait()
            self._ready.pop(index, None)
            log.warning("worker %s ended with exit code %s; another starts", index, code)
            await asyncio.sleep(delay)
            with contextlib.suppress(ProcessLookupError):
                await self._children[index].stop(grace=0)
            try:
                await self._start(index)
                delay = RESTART_DELAY
            except StartError as error:
                log.error("%s", error)  # noqa: TRY400
                delay = min(delay * 2, MAX_RESTART_DELAY)
