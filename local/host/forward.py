"""Passes calls from the gateway on to a worker."""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping
from typing import Any

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout, web
from multidict import CIMultiDict

from local.host.functions import Function
from local.host.server import Answer, empty
from local.host.supervisor import NoWorkerError, Workers
from local.host.wire import HttpCall

HTTP_TIMEOUT = 230.0
"""Seconds Azure's load balancer waits for an answer (functions-scale, "Function app timeout duration")."""
FRAMING_HEADERS = ("connection", "content-length", "date", "keep-alive", "transfer-encoding")

log = logging.getLogger("local.host.forward")


class Forwarder:
    def __init__(self, workers: Workers, session: ClientSession) -> None:
        self._workers = workers
        self._session = session

    async def http(self, function: Function, call: HttpCall) -> web.Response:
        """Return the function's answer, or 500 without a text when there is none."""
        packed = call.pack()
        try:
            # A worker that refuses the connection has died just now, and has seen nothing of the call.
            for _ in range(3):
                worker = await self._workers.next()
                try:
                    return await self._call(f"{worker.url}/http/{function.name}", packed)
                except ClientConnectorError:
                    continue
        except (NoWorkerError, TimeoutError) as error:
            log.warning("%s: no answer: %s", function.name, type(error).__name__)
        except (ClientError, OSError) as error:
            log.warning("%s: the worker ended: %s", function.name, type(error).__name__)
        return empty(500)

    async def timer(self, function: Function, values: Mapping[str, Any]) -> None:
        """Runs a timer function on one worker and waits for its end; a failure stands in the log."""
        await self._post("timer", function, values)

    async def fire(self, function: Function, text: str | None) -> None:
        """Run a function by hand, as POST /admin/functions/<name> does."""
        await self._post("fire", function, {"input": text})

    async def _post(self, kind: str, function: Function, values: Mapping[str, Any]) -> None:
        worker = await self._workers.next()
        timeout = ClientTimeout(total=None)
        try:
            async with self._session.post(f"{worker.url}/{kind}/{function.name}", json=values, timeout=timeout):
                pass
        except (ClientError, OSError) as error:
            log.warning("%s: the worker went away: %s", function.name, type(error).__name__)

    async def _call(self, url: str, packed: bytes) -> web.Response:
        # As a file: aiohttp would send large bytes in one go and hold everything else up.
        async with self._session.post(
            url, data=io.BytesIO(packed), timeout=ClientTimeout(total=HTTP_TIMEOUT), allow_redirects=False
        ) as response:
            kept = CIMultiDict(
                (name, text) for name, text in response.headers.items() if name.lower() not in FRAMING_HEADERS
            )
            return Answer(status=response.status, headers=kept, body=await response.read())
