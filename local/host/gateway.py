"""The front of the host: what reaches a function from outside its queues comes through here."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, DummyCookieJar, TCPConnector, web
from yarl import URL

from local.host import easyauth
from local.host.admin import PREFIX as ADMIN_PREFIX
from local.host.admin import Admin
from local.host.blobs import FUNCTION_PREFIX
from local.host.blobs import QUEUE as BLOB_QUEUE
from local.host.connections import HOST_STORAGE, Queues
from local.host.forward import Forwarder
from local.host.functions import BLOB, HTTP, TIMER, Function
from local.host.instance import InstanceOptions
from local.host.instances import Instances, running_groups, running_instances
from local.host.keys import Keys, given_key
from local.host.listener import LEASE_SECONDS
from local.host.requests import encode_path, join_headers, read_query
from local.host.routes import BadPathError, Routes, decode_path
from local.host.sends import Sends
from local.host.server import Answer, HostServer, empty, read_body
from local.host.settings import load_settings
from local.host.storage_queues import StorageQueue, put_or_create
from local.host.timers import TimerListener, TimerState
from local.host.watcher import Watcher
from local.host.webhook import PATH as WEBHOOK_PATH
from local.host.webhook import PREFIX as WEBHOOK_PREFIX
from local.host.webhook import BlobWebhook, Enqueue
from local.host.wire import HttpCall
from local.processes import Entered

NO_HOME_PAGE = "AzureWebJobsDisableHomepage"


@dataclass(frozen=True, slots=True)
class GatewayOptions:
    app: Path
    data: Path
    """Keys and timer state are kept here."""
    port: int = 0
    instances: int = 2
    is_flex: bool = False
    """Instances and their limits as in Flex Consumption, instead of `instances`: groups.py, limits.py."""
    scale: Mapping[str, int] = field(default_factory=dict)
    """Instances of a function group that has more than one."""
    worker_arguments: Sequence[str] = ()
    lease: float = LEASE_SECONDS
    """Seconds for which a message that is worked on is invisible."""
    sends: Path | None = None
    """A pipe that says which queue has got a message, and which container a blob (sends.py)."""
    timers: bool = True
    blob_poll: float = 1.0
    """Seconds between two looks into a watched container."""
    grace: float = 5.0
    """Seconds for what runs when the host is stopped."""


class Gateway(Entered):
    """`async with Gateway(options) as gateway:` serves; leaving it stops the instances too."""

    def __init__(self, options: GatewayOptions) -> None:
        super().__init__()
        self._options = options
        self.keys: Keys
        self.url: str

    async def _start(self) -> None:
        options = self._options
        settings = load_settings(options.app)
        queues = Queues()
        # Before the instances: they complete messages until they are stopped.
        self._stack.push_async_callback(queues.close)
        session = await self._stack.enter_async_context(_session())
        arguments = (*options.worker_arguments, "--grace", str(options.grace))
        each = InstanceOptions(options.app, settings, arguments, options.lease, options.grace)
        instances = await self._stack.enter_async_context(
            running_groups(options.scale, options.data / "disks", each, session, queues)
            if options.is_flex
            else running_instances(options.instances, each, session, queues)
        )
        functions = instances.functions
        self.keys = Keys.load(options.data / "keys.json", functions)
        forwarder = Forwarder(instances)
        blobs = [function for function in functions.values() if function.kind == BLOB]
        timers = [function for function in functions.values() if function.kind == TIMER]
        state = TimerState(options.data / "timers.json")
        # A wrong schedule stops the start.
        listeners = [TimerListener(function, state, forwarder.timer) for function in timers]
        front = Front(
            Admin(options.app, settings, self.keys, instances, forwarder),
            BlobWebhook(self.keys, _enqueue(queues.queue(HOST_STORAGE, BLOB_QUEUE), instances) if blobs else None),
            Routes((each for each in functions.values() if each.kind == HTTP), settings.route_prefix),
            self.keys,
            forwarder,
        )
        await self._serve(front)
        watchers = [await self._watch(function, session) for function in blobs]
        for instance in instances.all():
            instance.listen()

        def wake(name: str) -> None:
            instances.wake(name)
            for watcher in watchers:
                watcher.wake(name)

        if options.sends is not None:
            self._stack.callback(Sends(options.sends, wake).close)
        if options.timers:
            for listener in listeners:
                self._spawn(listener.run())

    async def _serve(self, front: Front) -> None:
        runner = web.ServerRunner(HostServer(front.__call__), shutdown_timeout=self._options.grace)
        await runner.setup()
        self._stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", self._options.port).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"

    async def _watch(self, function: Function, session: ClientSession) -> Watcher:
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
        return watcher

    def _spawn(self, work: Any) -> None:
        task: asyncio.Task[None] = asyncio.create_task(work)

        async def end() -> None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

        self._stack.push_async_callback(end)


def _enqueue(queue: StorageQueue, instances: Instances) -> Enqueue:
    """Return what puts a blob event into the internal queue, which the first event creates."""

    async def enqueue(text: str) -> None:
        await put_or_create(queue, base64.b64encode(text.encode()).decode())
        instances.wake(BLOB_QUEUE)

    return enqueue


def _session() -> ClientSession:
    """Passes bytes and headers through as they are: nothing decompressed, added or remembered."""
    return ClientSession(
        auto_decompress=False,
        cookie_jar=DummyCookieJar(),
        skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
        # Not kept: a connection kept to a worker that has died meanwhile would make a call fail for nothing.
        connector=TCPConnector(force_close=True, limit=0),
    )


class Front:
    """Every request from outside: sign-in, /admin, the webhook, then the functions, then the home page."""

    def __init__(self, admin: Admin, webhook: BlobWebhook, routes: Routes, keys: Keys, forwarder: Forwarder) -> None:
        self._admin = admin
        self._webhook = webhook
        self._routes = routes
        self._keys = keys
        self._forwarder = forwarder

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        target, _, query = request.raw_path.partition("?")
        try:
            path = decode_path(target if target.startswith("/") else urlsplit(target).path)
        except BadPathError:
            return empty(400)
        lower = path.lower()
        if (sign_in := easyauth.PAGES.get(lower)) and request.method == "GET":
            return await sign_in(request)
        if lower.startswith(ADMIN_PREFIX) and (answer := await self._admin(request, path)):
            return answer
        if lower.startswith(WEBHOOK_PREFIX):
            return await self._webhook(request, path.rstrip("/"))
        found = self._routes.find(request.method, path)
        if found is None:
            return home_page() if path == "/" else empty(404)
        function, params = found
        if not self._keys.opens_function(given_key(request), function):
            return empty(401)
        # Without a length the host hands over nothing: a chunked body is lost.
        body = await read_body(request) if request.content_length else b""
        return await self._forwarder.http(
            function,
            HttpCall(
                method=request.method.upper(),
                url=f"{request.scheme}://{request.host}{encode_path(path)}" + (f"?{query}" if query else ""),
                headers=join_headers(_headers(request)),
                query=read_query(query),
                params=params,
                body=body,
            ),
        )


def home_page() -> web.Response:
    if os.environ.get(NO_HOME_PAGE, "").lower() == "true":
        return empty(204)
    text = "<!DOCTYPE html><html><body><h1>Your Azure Function App is up and running.</h1></body></html>"
    return Answer(text=text, headers={"Content-Type": "text/html; charset=utf-8"})


def _headers(request: web.BaseRequest) -> Iterable[tuple[str, str]]:
    """What the client sent, with the headers of Easy Auth in place of its own."""
    yield from ((name, text) for name, text in request.headers.items() if not easyauth.is_own(name))
    yield from easyauth.principal_headers(request).items()
