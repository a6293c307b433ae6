"""/admin: what Azure has there for the master key, and /admin/local, which only this host has."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Mapping
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from local.host.forward import Forwarder
from local.host.functions import HTTP, Function
from local.host.keys import Keys
from local.host.metrics import page
from local.host.supervisor import Workers


class Admin:
    """`/admin/functions`, `/admin/functions/<name>`, `/admin/host/status`, `/admin/local/workers`,
    `/admin/local/metrics`.

    The last two want no key: they tell nothing but process ids and figures.
    """

    def __init__(self, keys: Keys, functions: Mapping[str, Function], workers: Workers, forwarder: Forwarder) -> None:
        self._keys = keys
        self._functions = functions
        self._workers = workers
        self._forwarder = forwarder
        self._fired: set[asyncio.Task[None]] = set()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/admin/functions", self._guarded(self._list)),
            web.post("/admin/functions/{name}", self._guarded(self._fire)),
            web.get("/admin/host/status", self._guarded(self._status)),
            web.get("/admin/local/workers", self._list_workers),
            web.get("/admin/local/metrics", self._metrics),
        ]

    def _guarded(self, handler: Handler) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            if not self._keys.open_admin(request):
                return web.Response(status=401)
            return await handler(request)

        return guarded

    async def _list(self, _request: web.Request) -> web.Response:
        return web.json_response(
            [
                {"name": function.name, "config": {"bindings": [dict(function.trigger)]}}
                for function in self._functions.values()
            ]
        )

    async def _fire(self, request: web.Request) -> web.Response:
        function = self._functions.get(request.match_info["name"])
        if function is None:
            return web.Response(status=404)
        if function.kind == HTTP:
            return web.Response(status=400, text="an HTTP function is called at its own address")
        try:
            body = json.loads(await request.text() or "{}")
            text = body.get("input") or ""
        except (ValueError, AttributeError):
            return web.Response(status=400, text='the body is {"input": "…"}')
        task = asyncio.create_task(self._forwarder.fire(function, text if isinstance(text, str) else json.dumps(text)))
        self._fired.add(task)
        task.add_done_callback(self._fired.discard)
        return web.Response(status=202)

    async def _status(self, _request: web.Request) -> web.Response:
        return web.json_response({"id": "local", "state": "Running", "version": "4.0-local"})

    async def _list_workers(self, _request: web.Request) -> web.Response:
        return web.json_response([{"index": worker.index, "pid": worker.pid} for worker in self._workers.all()])

    async def _metrics(self, _request: web.Request) -> web.Response:
        folder = os.environ.get("TELEMETRY_DIR")
        return web.Response(text=page(Path(folder)) if folder else "TELEMETRY_DIR is not set: nothing is measured.\n")
