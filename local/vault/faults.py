"""Outages on request, and what was asked of the vault.

By HTTP, without a token:

    PUT    /_vault/faults    {"unavailable_requests": n, "unavailable_seconds": s, "forbidden": bool,
                              "delay_seconds": s}: whichever are given; the rest is as without faults
    GET    /_vault/faults    what is in force
    DELETE /_vault/faults    none any more
    GET    /_vault/requests  [{"method", "path", "status"}, …], oldest first; no values, no tokens
    DELETE /_vault/requests  forgets them
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

from local.vault.store import VaultError

PREFIX = "/_vault"
REMEMBERED = 10_000
"""Requests kept in the log."""


@dataclass(slots=True)
class Faults:
    unavailable_requests: int = 0
    unavailable_until: float = 0.0
    """By time.monotonic()."""
    forbidden: bool = False
    delay_seconds: float = 0.0

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Faults:
        return cls(
            unavailable_requests=int(values.get("unavailable_requests", 0)),
            unavailable_until=time.monotonic() + float(values.get("unavailable_seconds", 0)),
            forbidden=bool(values.get("forbidden", False)),
            delay_seconds=float(values.get("delay_seconds", 0)),
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "unavailable_requests": self.unavailable_requests,
            "unavailable_seconds": max(0.0, self.unavailable_until - time.monotonic()),
            "forbidden": self.forbidden,
            "delay_seconds": self.delay_seconds,
        }

    async def strike(self) -> None:
        """Raises the VaultError that is due, if any."""
        if self.delay_seconds:
            await asyncio.sleep(self.delay_seconds)
        if self.unavailable_requests > 0 or time.monotonic() < self.unavailable_until:
            self.unavailable_requests = max(0, self.unavailable_requests - 1)
            raise VaultError(HTTPStatus.SERVICE_UNAVAILABLE, "ServiceUnavailable", "The service is unavailable.")
        if self.forbidden:
            raise VaultError(
                HTTPStatus.FORBIDDEN,
                "Forbidden",
                "Caller is not authorized to perform action on resource.",
                inner="ForbiddenByRbac",
            )


class Control:
    """The routes above, and the middleware that writes the log."""

    def __init__(self) -> None:
        self.faults = Faults()
        self._requests: deque[dict[str, Any]] = deque(maxlen=REMEMBERED)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.put(f"{PREFIX}/faults", self._set),
            web.get(f"{PREFIX}/faults", self._get),
            web.delete(f"{PREFIX}/faults", self._clear),
            web.get(f"{PREFIX}/requests", self._list),
            web.delete(f"{PREFIX}/requests", self._forget),
        ]

    def middleware(self) -> Any:
        @web.middleware
        async def log(request: web.Request, handler: Handler) -> web.StreamResponse:
            response = await handler(request)
            if not request.path.startswith(PREFIX):
                self._requests.append({"method": request.method, "path": request.path, "status": response.status})
            return response

        return log

    async def _set(self, request: web.Request) -> web.Response:
        self.faults = Faults.from_json(await request.json())
        return web.json_response(self.faults.as_json())

    async def _get(self, _request: web.Request) -> web.Response:
        return web.json_response(self.faults.as_json())

    async def _clear(self, _request: web.Request) -> web.Response:
        self.faults = Faults()
        return web.json_response(self.faults.as_json())

    async def _list(self, _request: web.Request) -> web.Response:
        return web.json_response(list(self._requests))

    async def _forget(self, _request: web.Request) -> web.Response:
        self._requests.clear()
        return web.Response(status=204)
