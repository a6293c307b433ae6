"""All instances of the app: started and stopped together, asked in turn."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Sequence

from aiohttp import ClientSession

from local.host.connections import Queues
from local.host.functions import Function
from local.host.instance import Instance, InstanceOptions
from local.host.rest import Idle


class Instances:
    """All instances of the app. Requests go to them in turn."""

    def __init__(self, instances: Sequence[Instance]) -> None:
        self._instances = instances
        self._turn = 0

    @property
    def functions(self) -> dict[str, Function]:
        return self._instances[0].functions

    def all(self) -> Sequence[Instance]:
        return self._instances

    def wake(self, queue: str) -> None:
        """Have all poll a queue at once: a message was put into it."""
        for instance in self._instances:
            instance.wake(queue)

    def next(self) -> Instance:
        """Return the next one whose worker is ready; any, where none is."""
        for _ in self._instances:
            self._turn += 1
            instance = self._instances[self._turn % len(self._instances)]
            if instance.worker is not None:
                return instance
        return self._instances[self._turn % len(self._instances)]


@contextlib.asynccontextmanager
async def running_instances(
    count: int, options: InstanceOptions, session: ClientSession, queues: Queues
) -> AsyncGenerator[Instances]:
    """Start `count` instances, without their listeners; stop them at the end. Raise StartError."""
    idle = Idle(asyncio.get_running_loop().time)
    instances = [Instance(index, options, session, queues, idle) for index in range(count)]
    try:
        try:
            async with asyncio.TaskGroup() as group:
                for instance in instances:
                    group.create_task(instance.start())
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None
        yield Instances(instances)
    finally:
        await asyncio.gather(*(instance.stop() for instance in instances))
