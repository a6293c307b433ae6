"""An instance: one host with its listeners, and the one worker process that runs its functions.

Recorded on Microsoft's host (docs/azure-differences.md):
- the worker ends: every run in it fails at once, its messages come back after visibilityTimeout (the host lives and
  completes them); a new worker starts at once, after the next end ten seconds later;
- the third end of a worker, each within 30 minutes of the one before, ends the host;
- a run that is longer than functionTimeout has failed; two seconds later its worker is replaced, and the other runs
  in it get no answer before their own functionTimeout has passed;
- a host that ends completes nothing: its messages reappear when their lease ends. Another starts in its place.
"""

from __future__ import annotations

import asyncio
import io
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout
from multidict import CIMultiDict

from local.host.connections import Queues
from local.host.functions import Function
from local.host.limits import watch
from local.host.listener import LEASE_SECONDS
from local.host.listeners import HostListeners
from local.host.rest import Idle
from local.host.settings import HostSettings
from local.processes import ROOT, Child, StartError

MAX_WORKER_ENDS = 3
WORKER_ENDS_SECONDS = 1800.0
"""Ends that are further apart do not add up."""
RESTART_INTERVAL_SECONDS = 10.0
"""Between two restarts of a worker."""
HOST_RESTART_SECONDS = 0.5
"""Before another host starts in the place of one that ended: the platform's doing, not recorded."""
MAX_HOST_RESTART_SECONDS = 10.0
RECONNECT_SECONDS = 0.05
REPLACE_SECONDS = 2.0
"""Between functionTimeout and the end of the worker."""
TIMEOUT_ANSWER_SECONDS = 12.0
"""Between functionTimeout and the answer to the one who called."""

log = logging.getLogger("local.host.instance")


class InvocationLostError(Exception):
    """The run has no result: its worker ended, or it was too slow."""


class HostEndedError(InvocationLostError):
    """The whole host ended."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker answered: see wire.py."""

    status: int
    headers: CIMultiDict[str]
    body: bytes


class Worker:
    """The worker process."""

    def __init__(self, child: Child, port: int) -> None:
        self.child = child
        self.url = f"http://127.0.0.1:{port}"
        self.is_replaced = False
        """After a functionTimeout."""

    @property
    def pid(self) -> int:
        return self.child.pid


@dataclass(frozen=True, slots=True)
class InstanceOptions:
    app: Path
    settings: HostSettings
    arguments: Sequence[str] = ()
    """Of the worker."""
    lease: float = LEASE_SECONDS
    grace: float = 5.0
    """Seconds for what runs when the instance is stopped."""


@dataclass(frozen=True, slots=True)
class Place:
    """What an instance runs, and with how much of the machine."""

    index: int
    name: str
    functions: frozenset[str] | None = None
    """None: all of them."""
    is_spare: bool = False
    """Others run the same functions: it rests while there is nothing to do (rest.py)."""
    core: int | None = None
    """The processor that the worker is bound to."""
    folder: Path | None = None
    """For temporary files; with it, the limits of limits.py hold."""
    is_mounted: bool = False
    """The folder is a disk of its own."""

    def holds(self, function: Function) -> bool:
        """Return whether the function runs here."""
        return self.functions is None or function.name in self.functions


class Instance:
    def __init__(
        self, place: Place, options: InstanceOptions, session: ClientSession, queues: Queues, idle: Idle
    ) -> None:
        self.place = place
        self._idle = idle
        self._options = options
        self._session = session
        self._queues = queues
        self._worker: Worker | None = None
        self._ready = asyncio.Event()
        self._ends: list[float] = []
        self._fault: asyncio.Future[BaseException]
        self._listeners: HostListeners | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._replacing: set[asyncio.Task[None]] = set()
        self._generation = 0
        self._wanted = asyncio.Event()
        """A function was called: a worker is needed."""
        self._watcher: asyncio.Task[None] | None = None
        self.functions: dict[str, Function] = {}
        """Of the whole app."""

    @property
    def index(self) -> int:
        """Return the number of the instance in the app."""
        return self.place.index

    @property
    def worker(self) -> Worker | None:
        """Return the worker that is ready, None while there is none."""
        return self._worker

    async def start(self) -> None:
        """Raise StartError when the worker does not start (its stderr says why)."""
        await self._start_worker()

    def start_later(self, functions: dict[str, Function]) -> None:
        """Start the worker when a function of the instance is first called. `functions` are those of the app."""
        self.functions = functions

    def listen(self) -> None:
        """Start the listeners, and keep the instance running from here on."""
        self._start_host()
        self._keeper = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        """Take no more messages, let what runs end within the grace, then end the worker: what still runs fails."""
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
        if self._listeners is not None:
            self._listeners.stop()
            await self._listeners.finish(self._options.grace)
        await self._stop_worker(grace=self._options.grace)
        if self._listeners is not None:
            await self._listeners.finish(self._options.grace)
            await self._listeners.abandon()

    def wake(self, queue: str) -> None:
        """Poll a queue at once: a message was put into it."""
        if self._listeners is not None:
            self._listeners.wake(queue)

    def end_host(self) -> None:
        """End the host as if it had been killed: nothing is completed. Another one starts in its place."""
        self._report(RuntimeError("ended by hand"))

    async def call(self, path: str, payload: bytes) -> Reply:
        """Run a function in the worker. Raise InvocationLostError."""
        loop = asyncio.get_running_loop()
        worker: Worker | None = await self._ready_worker()
        # From here on: the start of a worker does not count.
        began, limit, generation = loop.time(), self._options.settings.function_timeout, self._generation
        try:
            async with asyncio.timeout(limit):
                while True:
                    worker = await self._ready_worker()
                    try:
                        return await self._post(worker.url + path, payload)
                    except ClientConnectorError:
                        # It has ended just now and has seen nothing of the call: another one will.
                        await asyncio.sleep(RECONNECT_SECONDS)
        except TimeoutError:
            log.error("%s ran longer than functionTimeout, %g s: its worker is replaced", path, limit or 0)  # noqa: TRY400
            if worker is not None:
                self._replace(worker)
                await asyncio.sleep(TIMEOUT_ANSWER_SECONDS)
            raise InvocationLostError(f"{path} ran longer than functionTimeout") from None
        except (ClientError, OSError) as error:
            if generation != self._generation:
                raise HostEndedError(f"{path}: the host ended") from error
            if worker is not None and worker.is_replaced and limit is not None:
                await asyncio.sleep(began + limit + REPLACE_SECONDS - loop.time())
            raise InvocationLostError(f"{path}: the worker ended") from error

    async def _ready_worker(self) -> Worker:
        self._wanted.set()
        while True:
            await self._ready.wait()
            if self._worker is not None and self._worker.child.running:
                return self._worker
            # It has ended just now, which the keeper will notice.
            await asyncio.sleep(0.01)

    async def _post(self, url: str, payload: bytes) -> Reply:
        # As a file: aiohttp would send large bytes in one go and hold everything else up.
        async with self._session.post(
            url, data=io.BytesIO(payload), timeout=ClientTimeout(total=None), allow_redirects=False
        ) as response:
            return Reply(response.status, CIMultiDict(response.headers), await response.read())

    def _replace(self, worker: Worker) -> None:
        async def end() -> None:
            await asyncio.sleep(REPLACE_SECONDS)
            worker.is_replaced = True
            await worker.child.stop(grace=0)

        task = asyncio.create_task(end())
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)

    # Start, end and restart of the worker and of the host.

    async def _start_worker(self) -> None:
        options, place = self._options, self.place
        command = [sys.executable, "-m", "local.host.worker", "--app", str(options.app), *options.arguments]
        command += [] if place.core is None else ["--core", str(place.core)]
        environment = {"PYTHONPATH": str(ROOT)}
        if place.folder is not None:
            environment |= {"TEMP_DIR": str(place.folder), "TMPDIR": str(place.folder)}
        # In Azure the app's folder is the current directory.
        child = await Child.start(f"worker {place.name}", command, env=environment, cwd=options.app)
        try:
            values = await child.ready()
        except BaseException:
            await child.stop(grace=0)
            raise
        self.functions = {function.name: function for function in map(Function.from_json, values["functions"])}
        if place.folder is not None:
            watched = None if place.is_mounted else place.folder
            self._watcher = asyncio.create_task(watch(f"worker {place.name}", child.pid, watched))
        self._worker = Worker(child, values["port"])
        self._ready.set()

    async def _stop_worker(self, *, grace: float) -> None:
        """End the worker with its child processes; nothing where there is none."""
        worker, self._worker = self._worker, None
        self._ready.clear()
        if worker is not None:
            await worker.child.stop(grace=grace)
        if self._watcher is not None:
            self._watcher.cancel()

    def _start_host(self) -> None:
        self._fault = asyncio.get_running_loop().create_future()
        options = self._options
        self._listeners = HostListeners(
            {name: each for name, each in self.functions.items() if self.place.holds(each)},
            options.settings,
            self._queues,
            self._run,
            self._report,
            lease=options.lease,
            received=self._idle.note_message,
            rests=lambda: self.place.is_spare and self._idle.is_idle(),
        )
        self._listeners.start()

    async def _keep(self) -> None:
        restarted_at = float("-inf")
        while True:
            worker, loop = self._worker, asyncio.get_running_loop()
            ended = asyncio.create_task(worker.child.wait() if worker else self._wanted.wait())
            either: set[asyncio.Future[Any]] = {ended, self._fault}
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if self._fault.done():
                ended.cancel()
                log.error("instance %s: the host ends: %s", self.place.name, self._fault.result())
                await self._restart_host()
                continue
            if worker is None:
                await self._start_or_restart()
                continue
            await self._stop_worker(grace=0)
            if not worker.is_replaced and self._count_end(loop.time()):
                log.error("instance %s: the worker ended for the third time: the host ends", self.place.name)
                await self._restart_host()
                continue
            code = ended.result()
            log.warning("instance %s: the worker ended with exit code %s; another starts", self.place.name, code)
            await asyncio.sleep(max(0.0, restarted_at + RESTART_INTERVAL_SECONDS - loop.time()))
            restarted_at = loop.time()
            await self._start_or_restart()

    async def _start_or_restart(self) -> None:
        try:
            await self._start_worker()
        except StartError as error:
            log.error("%s", error)  # noqa: TRY400
            await self._restart_host()

    def _count_end(self, at: float) -> bool:
        """Note an end of the worker; return whether it is one too many."""
        if self._ends and at - self._ends[-1] > WORKER_ENDS_SECONDS:
            self._ends = []
        self._ends.append(at)
        return len(self._ends) >= MAX_WORKER_ENDS

    async def _restart_host(self) -> None:
        self._generation += 1
        if self._listeners is not None:
            await self._listeners.abandon()
        await self._stop_worker(grace=0)
        self._ends, delay = [], HOST_RESTART_SECONDS
        while True:
            await asyncio.sleep(delay)
            try:
                await self._start_worker()
            except StartError as error:
                log.error("%s", error)  # noqa: TRY400
                delay = min(2 * delay, MAX_HOST_RESTART_SECONDS)
            else:
                break
        self._start_host()

    def _report(self, error: BaseException) -> None:
        if not self._fault.done():
            self._fault.set_result(error)

    async def _run(self, path: str, payload: bytes) -> bool:
        try:
            return (await self.call(path, payload)).status < 300
        except HostEndedError:
            # Completes nothing: the listener that asked for it is abandoned.
            await asyncio.Event().wait()
        except InvocationLostError as error:
            log.warning("%s", error)
        return False
