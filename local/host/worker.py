"""A worker process: runs the app, takes its queue messages, answers the gateway.

`python -m local.host.worker --app DIR [--queue-lease SECONDS] [--grace SECONDS] [--log-level LEVEL]`
prints one line when ready: {"ready": true, "port": …, "functions": [{"name", "id", "trigger"}, …]}.
SIGTERM: no more messages are taken, what runs may end within the grace, the rest is cancelled.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

from aiohttp import web
from azure.storage.queue.aio import QueueServiceClient

from local.host.answers import answer
from local.host.blobs import POISON_QUEUE as BLOB_POISON_QUEUE
from local.host.blobs import QUEUE as BLOB_QUEUE
from local.host.connections import HOST_STORAGE, queue_service
from local.host.functions import BLOB, QUEUE, AppError, Function
from local.host.library import InvocationError, Library
from local.host.listener import POISON_SUFFIX, Handler, QueueListener
from local.host.logs import configure_logging
from local.host.runner import Runner
from local.host.server import body_limit
from local.host.settings import HostSettings, QueueSettings, load_settings
from local.host.triggers import http_data
from local.host.wire import HttpCall
from local.processes import stop_on_signals


async def serve(app: Path, *, lease: float, grace: float, log_level: str) -> None:
    stopping = stop_on_signals()
    # What the app prints goes to stderr; the one ready line goes to the gateway.
    ready = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    configure_logging(log_level)
    settings = load_settings(app)
    library = await Library.load(app, timeout=settings.function_timeout)
    # The app may have configured logging for itself while it was imported; in Azure that has no effect.
    configure_logging(log_level)
    runner = Runner(library)
    async with AsyncExitStack() as clients:
        listeners = Listeners(clients, settings, lease)
        for function in library.functions.values():
            if function.kind == QUEUE:
                await listeners.add_function(function, runner.queue_handler(function))
        if any(function.kind == BLOB for function in library.functions.values()):
            await listeners.add_blobs(runner.handle_blob)
        server = web.AppRunner(application(runner), access_log=None, shutdown_timeout=grace, auto_decompress=False)
        await server.setup()
        await web.TCPSite(server, "127.0.0.1", 0).start()
        described = [function.as_json() for function in library.functions.values()]
        with ready:
            print(
                json.dumps({"ready": True, "port": server.addresses[0][1], "functions": described}),
                file=ready,
            )
        await listeners.run(stopping)
        await asyncio.gather(listeners.finish(grace), server.cleanup())


class Listeners:
    """The queue listeners of this worker and the clients they use."""

    def __init__(self, clients: AsyncExitStack, settings: HostSettings, lease: float) -> None:
        self._clients = clients
        self._settings = settings
        self._lease = lease
        self._services: dict[str, QueueServiceClient] = {}
        self._listeners: list[QueueListener] = []

    async def add_function(self, function: Function, handle: Handler) -> None:
        name = function.option("queueName")
        poison = None if name.endswith(POISON_SUFFIX) else name + POISON_SUFFIX
        await self._add(function.option("connection"), name, poison, self._settings.queues, handle)

    async def add_blobs(self, handle: Handler) -> None:
        settings = replace(self._settings.queues, base64=True, max_dequeue_count=self._settings.poison_blob_threshold)
        await self._add(HOST_STORAGE, BLOB_QUEUE, BLOB_POISON_QUEUE, settings, handle)

    async def _add(
        self, connection: str, name: str, poison: str | None, settings: QueueSettings, handle: Handler
    ) -> None:
        if connection not in self._services:
            self._services[connection] = await self._clients.enter_async_context(queue_service(connection))
        service = self._services[connection]
        self._listeners.append(
            QueueListener(
                service.get_queue_client(name),
                service.get_queue_client(poison) if poison else None,
                settings,
                handle,
                lease=self._lease,
            )
        )

    async def run(self, stopping: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(_wait(stopping))
            for listener in self._listeners:
                group.create_task(listener.run(stopping))

    async def finish(self, grace: float) -> None:
        await asyncio.gather(*(listener.finish(grace) for listener in self._listeners))


async def _wait(stopping: asyncio.Event) -> None:
    await stopping.wait()


def application(runner: Runner) -> web.Application:
    """The HTTP side: see wire.py."""

    async def http(request: web.Request) -> web.Response:
        function = runner.functions[request.match_info["function"]]
        call = HttpCall.unpack(await request.read())
        data = http_data(call)
        try:
            return answer(await runner.run(function, data, headers=call.headers))
        except InvocationError:
            return web.Response(status=500)

    async def timer(request: web.Request) -> web.Response:
        values = await request.json()
        try:
            await runner.timer(runner.functions[request.match_info["function"]], **values)
        except InvocationError:
            return web.Response(status=500)
        return web.Response(status=204)

    async def fire(request: web.Request) -> web.Response:
        values = await request.json()
        try:
            await runner.by_hand(runner.functions[request.match_info["function"]], values["input"])
        except InvocationError:
            return web.Response(status=500)
        return web.Response(status=204)

    # The gateway has refused what is above the limit; the head comes on top.
    app = web.Application(client_max_size=2 * body_limit())
    app.router.add_post("/http/{function}", http)
    app.router.add_post("/timer/{function}", timer)
    app.router.add_post("/fire/{function}", fire)
    return app


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m local.host.worker")
    parser.add_argument("--app", type=Path, required=True)
    parser.add_argument("--queue-lease", type=float, default=600)
    parser.add_argument("--grace", type=float, default=5)
    parser.add_argument("--log-level", default="INFO")
    asyncio.run(_run_and_exit(parser.parse_args()))


async def _run_and_exit(args: argparse.Namespace) -> None:
    code = 0
    try:
        await serve(args.app.resolve(), lease=args.queue_lease, grace=args.grace, log_level=args.log_level)
    except AppError as error:
        print(f"worker: {error}", file=sys.stderr)
        code = 1
    # Not by returning: threads of the app, in a long query for instance, would hold the process up.
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
