"""Passes calls from the gateway on to an instance."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from typing import Any

from aiohttp import web
from multidict import CIMultiDict

from local.host.functions import Function
from local.host.instance import HostEndedError, InvocationLostError
from local.host.instances import Instances
from local.host.server import Answer, empty
from local.host.wire import HttpCall

HTTP_TIMEOUT = 230.0
"""Seconds Azure's load balancer waits for an answer (functions-scale, "Function app timeout duration")."""
FRAMING_HEADERS = ("connection", "content-length", "date", "keep-alive", "transfer-encoding")

log = logging.getLogger("local.host.forward")


class Forwarder:
    def __init__(self, instances: Instances) -> None:
        self._instances = instances

    async def http(self, function: Function, call: HttpCall) -> web.Response:
        """Return the function's answer; 500 without a text when there is none, 504 when it is too late."""
        try:
            async with asyncio.timeout(HTTP_TIMEOUT):
                reply = await self._instances.next(function).call(f"/http/{function.name}", call.pack())
        except TimeoutError:
            return empty(504)
        except InvocationLostError as error:
            log.warning("%s", error)
            return empty(500)
        kept = CIMultiDict((name, text) for name, text in reply.headers.items() if name.lower() not in FRAMING_HEADERS)
        return Answer(status=reply.status, headers=kept, body=reply.body)

    async def timer(self, function: Function, values: Mapping[str, Any]) -> None:
        """Run a timer function and wait for its end; a failure is in the log. Raise HostEndedError."""
        try:
            await self._instances.next(function).call(f"/timer/{function.name}", json.dumps(values).encode())
        except HostEndedError:
            raise
        except InvocationLostError as error:
            log.warning("%s", error)

    async def fire(self, function: Function, text: str | None) -> None:
        """Run a function by hand, as POST /admin/functions/<name> does."""
        try:
            await self._instances.next(function).call(f"/fire/{function.name}", json.dumps({"input": text}).encode())
        except InvocationLostError as error:
            log.warning("%s", error)
