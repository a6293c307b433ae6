"""All instances of the app: started and stopped together, asked in turn."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from aiohttp import ClientSession

from local.host.connections import Queues
from local.host.functions import Function
from local.host.groups import HTTP_GROUP, flex_groups
from local.host.instance import Instance, InstanceOptions, Place
from local.host.limits import mount_disk
from local.host.rest import Idle

log = logging.getLogger("local.host.instances")


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

    def next(self, function: Function) -> Instance:
        """Return the next one that runs the function and whose worker is ready; any that runs it, where none is."""
        found = [instance for instance in self._instances if instance.place.holds(function)]
        self._turn += 1
        turned = [found[(self._turn + number) % len(found)] for number in range(len(found))]
        return next((instance for instance in turned if instance.worker is not None), turned[0])


@contextlib.asynccontextmanager
async def running_instances(
    count: int, options: InstanceOptions, session: ClientSession, queues: Queues
) -> AsyncGenerator[Instances]:
    """Start `count` instances, without their listeners; stop them at the end. Raise StartError."""
    idle = Idle(asyncio.get_running_loop().time)
    places = [Place(index, str(index), is_spare=index > 0) for index in range(count)]
    instances = [Instance(place, options, session, queues, idle) for place in places]
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


@contextlib.asynccontextmanager
async def running_groups(
    scale: Mapping[str, int], folder: Path, options: InstanceOptions, session: ClientSession, queues: Queues
) -> AsyncGenerator[Instances]:
    """Start the first instance of the HTTP functions, which says what functions there are; the workers of the other
    groups start when they are first needed. Below `folder` are the temporary disks. Raise StartError, AppError.
    """
    idle = Idle(asyncio.get_running_loop().time)
    cores = sorted(os.sched_getaffinity(0))

    def instance(name: str, functions: frozenset[str] | None, *, is_spare: bool) -> Instance:
        disk = folder / name
        disk.mkdir(parents=True, exist_ok=True)
        index = len(started)
        place = Place(index, name, functions, is_spare, cores[index % len(cores)], disk, mount_disk(disk))
        if not place.is_mounted:
            log.warning("%s: no disk can be mounted here; a watcher limits the temporary files", name)
        made = Instance(place, options, session, queues, idle)
        started.append(made)
        return made

    started: list[Instance] = []
    try:
        first = instance(HTTP_GROUP, None, is_spare=False)
        await first.start()
        for group in flex_groups(first.functions.values(), scale):
            if group.name == HTTP_GROUP:
                first.place = replace(first.place, functions=group.functions)
            for number in range(1 if group.name == HTTP_GROUP else 0, group.instances):
                name = group.name if number == 0 else f"{group.name}-{number + 1}"
                instance(name, group.functions, is_spare=number > 0).start_later(first.functions)
        yield Instances(started)
    finally:
        await asyncio.gather(*(each.stop() for each in started))
