"""/admin: what Azure's host has there for the master key, and /admin/local, which only this host has."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from local.host.forward import Forwarder
from local.host.functions import HTTP, Function
from local.host.instances import Instances
from local.host.keys import Keys, given_key
from local.host.metrics import page
from local.host.server import Answer, empty, read_body
from local.host.settings import HostSettings

PREFIX = "/admin/"
UNAUTHORIZED = {"WWW-Authenticate": "Bearer"}
VERSION = "4.1037.0"
"""Of the host that was recorded."""
COMMIT = "89dc438d476542786f2fc4070f553423213a6223"

type Handler = Callable[[web.BaseRequest, list[str]], Awaitable[web.Response] | web.Response | None]
"""Gets the request and the steps of the path below /admin/; None: there is no such address."""


class Admin:
    """`/admin/functions…`, `/admin/host/…`, `/admin/warmup`; `/admin/local/workers`, `/admin/local/metrics`, and
    `DELETE /admin/local/instances/<index>`, which ends an instance as if its machine had been lost.

    Those below /admin/local ask for no key.
    """

    def __init__(
        self,
        app: Path,
        settings: HostSettings,
        keys: Keys,
        instances: Instances,
        forwarder: Forwarder,
    ) -> None:
        self._app = app
        self._settings = settings
        self._keys = keys
        self._instances = instances
        self._forwarder = forwarder
        self._fired: set[asyncio.Task[None]] = set()

    async def __call__(self, request: web.BaseRequest, path: str) -> web.Response | None:
        """Return the answer, or None for an address that is not the host's own: it is the functions' then."""
        steps = path[len(PREFIX) :].rstrip("/").split("/")
        lower = [step.lower() for step in steps]
        method = request.method.upper()
        if answer := self._without_key(method, lower):
            return answer
        handler = self._handler(method, lower)
        if handler is None:
            return None
        key = given_key(request)
        if not self._keys.is_known(key):
            return empty(401, UNAUTHORIZED)
        if not self._keys.is_master(key):
            return empty(403)
        found = handler(request, steps)
        return await found if isinstance(found, Awaitable) else found

    def _without_key(self, method: str, steps: list[str]) -> web.Response | None:
        """Answer what asks for no key; return None for every other address."""
        match method, steps:
            case "GET" | "POST", ["host", "ping"]:
                return empty(200, {"Cache-Control": "no-store,no-cache", "Pragma": "no-cache"})
            case "GET" | "POST", ["warmup"]:
                return empty(200)
            case "GET", ["local", "workers"]:
                return _json(
                    [
                        {"index": each.index, "name": each.place.name, "pid": each.worker.pid}
                        for each in self._instances.all()
                        if each.worker
                    ]
                )
            case "DELETE", ["local", "instances", index] if index.isdigit():
                return self._end_host(int(index))
            case "GET", ["local", "metrics"]:
                return _metrics()
            case _:
                return None

    def _handler(self, method: str, steps: list[str]) -> Handler | None:
        """Return what answers an address that asks for the master key, None where there is no such address."""
        handler: Handler | None = None
        match method, steps:
            case "GET", ["functions"]:
                handler = self._list
            case "GET", ["functions", _] | ["functions", _, "status"]:
                handler = self._show
            case "POST", ["functions", _]:
                handler = self._fire
            case "GET", ["host", "status"]:
                handler = self._status
            case "GET", ["host", "config"]:
                handler = self._config
            case "GET", ["host", "drain", "status"]:
                handler = _drain_status
            case "GET" | "PUT" | "POST" | "DELETE", (
                ["functions", _, "keys", *names] | ["host", "keys" | "functionkeys" | "systemkeys", *names]
            ) if len(names) <= 1 and (names or method == "GET"):
                handler = self._named_keys
        return handler

    def _end_host(self, index: int) -> web.Response:
        for instance in self._instances.all():
            if instance.index == index:
                instance.end_host()
                return empty(202)
        return empty(404)

    def _list(self, request: web.BaseRequest, _steps: list[str]) -> web.Response:
        functions = sorted(self._instances.functions.values(), key=lambda function: function.name.upper())
        return _json([self._described(function, f"https://{request.host}") for function in functions])

    def _show(self, request: web.BaseRequest, steps: list[str]) -> web.Response:
        function = self._named(steps[1])
        if function is None:
            return empty(404)
        if len(steps) > 2:
            return _json({})
        return _json(self._described(function, f"http://{request.host}"))

    def _described(self, function: Function, base: str) -> dict[str, Any]:
        template = None
        if function.kind == HTTP:
            route = str(function.trigger.get("route") or function.name)
            template = "/".join(part for part in (base, self._settings.route_prefix, route) if part)
        return {
            "name": function.name,
            "script_root_path_href": None,
            "script_href": f"{base}/admin/vfs/site/wwwroot/function_app.py",
            "config_href": None,
            "test_data_href": f"{base}/admin/vfs/data/Functions/sampledata/{function.name}.dat",
            "href": f"{base}/admin/functions/{function.name}",
            "invoke_url_template": template,
            "language": "python",
            "config": {
                "name": function.name,
                "entryPoint": function.name,
                "scriptFile": "function_app.py",
                "language": "python",
                "functionDirectory": str(self._app),
                "bindings": [dict(function.trigger), *function.outputs],
            },
            "files": None,
            "test_data": "",
            "isDisabled": False,
            "isDirect": False,
            "isProxy": False,
        }

    async def _fire(self, request: web.BaseRequest, steps: list[str]) -> web.Response:
        if request.content_type != "application/json" or "Content-Type" not in request.headers:
            return empty(415)
        try:
            values = json.loads(await read_body(request))
            text = values.get("input")
        except (ValueError, AttributeError):
            return empty(400)
        if isinstance(text, dict | list):
            return empty(400)
        function = self._named(steps[1])
        if function is None:
            return empty(404)
        if text is not None and not isinstance(text, str):
            text = json.dumps(text)
        task = asyncio.create_task(self._forwarder.fire(function, text))
        self._fired.add(task)
        task.add_done_callback(self._fired.discard)
        return empty(202)

    def _status(self, _request: web.BaseRequest, _steps: list[str]) -> web.Response:
        return _json(
            {
                "id": "local",
                "state": "Running",
                "version": f"{VERSION}.0",
                "versionDetails": f"{VERSION}+{COMMIT}",
                "platformVersion": "",
                "instanceId": "",
                "computerName": "",
                "processUptime": 0,
                "functionAppContentEditingState": "Unknown",
            }
        )

    def _config(self, _request: web.BaseRequest, _steps: list[str]) -> web.Response:
        text = json.dumps(self._settings.as_json(), indent=2)
        return Answer(text=text, headers={"Content-Type": "text/plain; charset=utf-8"})

    async def _named_keys(self, request: web.BaseRequest, steps: list[str]) -> web.Response:
        """Read, set or delete keys: …/keys is all of them, …/keys/NAME is one."""
        named, name = self._keys_at(steps)
        if named is None:
            return empty(404)
        href = f"http://{request.host}/admin/" + "/".join(steps)
        links = [{"rel": "self", "href": href}]
        if name is None:
            return _json({"keys": [{"name": key, "value": value} for key, value in named.items()], "links": links})
        if request.method == "DELETE":
            if named.pop(name, None) is None:
                return empty(404)
            self._keys.save()
            return empty(204)
        if request.method != "GET":
            try:
                named[name] = str(json.loads(await read_body(request))["value"])
            except (ValueError, KeyError, TypeError):
                return empty(400)
            self._keys.save()
        elif name not in named:
            return empty(404)
        answer = _json({"name": name, "value": named[name], "links": links})
        if request.method != "GET":
            answer.set_status(201)
            answer.headers["Location"] = href
        return answer

    def _keys_at(self, steps: list[str]) -> tuple[dict[str, str] | None, str | None]:
        """Return the keys at an address, None where there are none, and the name of the one that is meant."""
        if steps[0].lower() == "functions":
            function, rest = self._named(steps[1]), steps[3:]
            named = self._keys.functions[function.name] if function else None
        else:
            rest = steps[2:]
            named = self._keys.systems if steps[1].lower() == "systemkeys" else self._keys.hosts
        name = rest[0] if rest else None
        return ({"_master": self._keys.master}, name) if name == "_master" else (named, name)

    def _named(self, name: str) -> Function | None:
        return next((each for each in self._instances.functions.values() if each.name.lower() == name.lower()), None)


def _drain_status(_request: web.BaseRequest, _steps: list[str]) -> web.Response:
    return _json({"state": "Disabled", "outstandingInvocations": 0, "outstandingRetries": 0})


def _metrics() -> web.Response:
    folder = os.environ.get("TELEMETRY_DIR")
    text = page(Path(folder)) if folder else "TELEMETRY_DIR is not set: nothing is measured.\n"
    return Answer(text=text, headers={"Content-Type": "text/plain; charset=utf-8"})


def _json(value: Any) -> web.Response:
    return Answer(
        text=json.dumps(value, separators=(",", ":"), ensure_ascii=False),
        headers={"Content-Type": "application/json; charset=utf-8"},
    )
