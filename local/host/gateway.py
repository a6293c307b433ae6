"""The front of the host: what reaches a function from outside its queues comes through here."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientError, ClientSession, DummyCookieJar, TCPConnector, web
from yarl import URL

from local.entered import Entered
from local.host import easyauth
from local.host.admin import Admin
from local.host.blobs import FUNCTION_PREFIX
from local.host.blobs import QUEUE as BLOB_QUEUE
from local.host.connections import HOST_STORAGE, queue_service
from local.host.forward import Forwarder
from local.host.functions import BLOB, HTTP, TIMER, Function
from local.host.keys import Keys
from local.host.listener import create_queue
from local.host.routes import Routes
from local.host.schedule import Schedule
from local.host.settings import load_settings
from local.host.supervisor import Workers
from local.host.timers import TimerState, run_timer
from local.host.watcher import Watcher
from local.host.webhook import PATH as WEBHOOK_PATH
from local.host.webhook import BlobWebhook
from local.host.wire import MAX_BODY


@dataclass(frozen=True, slots=True)
class GatewayOptions:
    app: Path
    data: Path
    """Keys and timer state are kept here."""
    port: int = 0
    workers: int = 2
    worker_arguments: Sequence[str] = ()
    timers: bool = True
    blob_poll: float = 1.0
    """Seconds between two looks into a watched container."""
    grace: float = 5.0
    """Seconds for what runs when the host is stopped."""


class Gateway(Entered):
    """`async with Gateway(options) as gateway:` serves; leaving it stops the workers too."""

    def __init__(self, options: GatewayOptions) -> None:
        super().__init__()
        self._options = options
        self.keys: Keys
        self.url: str

    async def _start(self) -> None:
        options = self._options
        settings = load_settings(options.app)
        workers = Workers(options.app, options.worker_arguments, count=options.workers, grace=options.grace)
        self._stack.push_async_callback(workers.stop)
        await workers.start()
        functions = {function.name: function for function in workers.functions}
        self.keys = Keys.load(options.data / "keys.json", functions)
        session = await self._stack.enter_async_context(_session())
        forwarder = Forwarder(workers, session)
        http = [function for function in functions.values() if function.kind == HTTP]
        blobs = [function for function in functions.values() if function.kind == BLOB]
        app = web.Application(client_max_size=MAX_BODY)
        app.add_routes(Admin(self.keys, functions, workers, forwarder).routes())
        app.router.add_get("/.auth/login/local", easyauth.login)
        app.router.add_get("/.auth/login/aad", easyauth.login)
        app.router.add_get("/.auth/logout", easyauth.logout)
        app.router.add_get("/.auth/me", easyauth.me)
        if blobs:
            await self._add_webhook(app, blobs)
        handle = FunctionHandler(Routes(http, settings.route_prefix), self.keys, forwarder)
        app.router.add_route("*", r"/{path:[\s\S]*}", handle.__call__)
        await self._serve(app)
        for function in blobs:
            await self._watch(function, session)
        if options.timers:
            state = TimerState(options.data / "timers.json")
            timers = [function for function in functions.values() if function.kind == TIMER]
            for function in timers:
                Schedule(function.option("schedule"))  # a wrong one stops the start, not a task
            for function in timers:
                self._spawn(run_timer(function, state, forwarder.timer))

    async def _serve(self, app: web.Application) -> None:
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=self._options.grace, auto_decompress=False)
        await runner.setup()
        self._stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", self._options.port).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"

    async def _add_webhook(self, app: web.Application, blobs: Sequence[Function]) -> None:
        service = await self._stack.enter_async_context(queue_service(HOST_STORAGE))
        queue = service.get_queue_client(BLOB_QUEUE)
        await create_queue(queue)
        names = {function.name for function in blobs}
        app.router.add_post(WEBHOOK_PATH, BlobWebhook(self.keys, names, queue).__call__)

    async def _watch(self, function: Function, session: ClientSession) -> None:
        async def deliver(function: Function, event: dict[str, Any]) -> bool:
            query = {"functionName": FUNCTION_PREFIX + function.name, "code": self.keys.blobs_extension}
            try:
                async with session.post(
                    URL(self.url + WEBHOOK_PATH).with_query(query),
                    json=[event],
                    headers={"aeg-event-type": "Notification"},
                ) as response:
                    return response.ok
            except ClientError:
                return False

        watcher = Watcher(function, deliver)
        self._stack.push_async_callback(watcher.close)
        await watcher.start()
        self._spawn(watcher.run(self._options.blob_poll))

    def _spawn(self, work: Any) -> None:
        task: asyncio.Task[None] = asyncio.create_task(work)

        async def end() -> None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

        self._stack.push_async_callback(end)


def _session() -> ClientSession:
    """Passes bytes and headers through as they are: nothing decompressed, added or remembered."""
    return ClientSession(
        auto_decompress=False,
        cookie_jar=DummyCookieJar(),
        skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
        # Not kept: a connection kept to a worker that has died meanwhile would make a call fail for nothing.
        connector=TCPConnector(force_close=True, limit=0),
    )


class FunctionHandler:
    """Any address that is not the host's own: route, key, worker."""

    def __init__(self, routes: Routes, keys: Keys, forwarder: Forwarder) -> None:
        self._routes = routes
        self._keys = keys
        self._forwarder = forwarder

    async def __call__(self, request: web.Request) -> web.Response:
        found = self._routes.find(request.method, request.rel_url.raw_path)
        if not isinstance(found, frozenset):
            function, params = found
            if not self._keys.open_function(function, request):
                return web.Response(status=401)
            return await self._forwarder.http(function, params, request)
        if found:
            return web.Response(status=405, headers={"Allow": ", ".join(sorted(found))})
        return web.Response(status=404)
