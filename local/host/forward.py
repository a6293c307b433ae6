"""Passes calls from the gateway on to a worker."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Mapping
from typing import Any

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout, web
from multidict import CIMultiDict

from local.host import easyauth
from local.host.functions import Function
from local.host.supervisor import NoWorkerError, Workers
from local.host.wire import HOP_BY_HOP, METHOD_HEADER, PARAMS_HEADER, URL_HEADER, WIRE_HEADERS

HTTP_TIMEOUT = 230.0
"""Seconds Azure's load balancer waits for an answer (functions-scale, "Function app timeout duration")."""

log = logging.getLogger("local.host.forward")


class Forwarder:
    def __init__(self, workers: Workers, session: ClientSession) -> None:
        self._workers = workers
        self._session = session

    async def http(self, function: Function, params: Mapping[str, str], request: web.Request) -> web.Response:
        """The function's answer; 502 when its worker died of it, 503 without a worker, 504 too late."""
        headers = _headers(request, params)
        body = await request.read()
        query = f"?{request.rel_url.raw_query_string}" if request.rel_url.raw_query_string else ""
        try:
            # A worker that refuses the connection has died just now, and has seen nothing of the call.
            for _ in range(3):
                worker = await self._workers.next()
                try:
                    return await self._call(f"{worker.url}/http/{function.name}{query}", headers, body)
                except ClientConnectorError:
                    continue
        except NoWorkerError:
            return web.Response(status=503, text="no worker runs")
        except TimeoutError:
            return web.Response(status=504)
        except (ClientError, OSError) as error:
            log.warning("%s: the worker went away: %s", function.name, type(error).__name__)
        return web.Response(status=502)

    async def timer(self, function: Function, values: Mapping[str, Any]) -> None:
        """Runs a timer function on one worker and waits for its end; a failure stands in the log."""
        await self._post("timer", function, values)

    async def fire(self, function: Function, text: str) -> None:
        await self._post("fire", function, {"input": text})

    async def _post(self, kind: str, function: Function, values: Mapping[str, Any]) -> None:
        worker = await self._workers.next()
        timeout = ClientTimeout(total=None)
        try:
            async with self._session.post(f"{worker.url}/{kind}/{function.name}", json=values, timeout=timeout):
                pass
        except (ClientError, OSError) as error:
            log.warning("%s: the worker went away: %s", function.name, type(error).__name__)

    async def _call(self, url: str, headers: CIMultiDict[str], body: bytes) -> web.Response:
        timeout = ClientTimeout(total=HTTP_TIMEOUT)
        # As a file: aiohttp would send large bytes in one go and hold everything else up.
        data = io.BytesIO(body) if body else None
        async with self._session.post(
            url, headers=headers, data=data, timeout=timeout, allow_redirects=False
        ) as response:
            kept = CIMultiDict(
                (name, text)
                for name, text in response.headers.items()
                if name.lower() not in HOP_BY_HOP and name.lower() != "content-length"
            )
            return web.Response(status=response.status, headers=kept, body=await response.read())


def _headers(request: web.Request, params: Mapping[str, str]) -> CIMultiDict[str]:
    headers = CIMultiDict(
        (name, text)
        for name, text in request.headers.items()
        if name.lower() not in HOP_BY_HOP | WIRE_HEADERS
        and name.lower() != "content-length"
        and not easyauth.is_own(name)
    )
    headers.update(easyauth.principal_headers(request))
    headers[METHOD_HEADER] = request.method
    headers[URL_HEADER] = f"{request.scheme}://{request.host}{request.rel_url.raw_path_qs}"
    headers[PARAMS_HEADER] = json.dumps(params)
    return headers
