"""The real API of the app in this process, on storage in memory, behind httpx transports of the client."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from local.klaviyo import MAIN_KEY
from shared.api.http import Request
from shared.api.routes import handle, handle_machine
from tests.fakes.small_app import SmallApp, small_app

from segments_to_klaviyo import AsyncClient, HeaderAuth


class EverySecret(dict[str, str]):
    """A vault's secrets: every name that was not stored has a good key."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> str:
        return MAIN_KEY


class InProcess(httpx.AsyncBaseTransport):
    """Hands requests to the app's API, as the platform would."""

    def __init__(self, small: SmallApp) -> None:
        self.small = small
        small.memory.vault.secrets = EverySecret(small.memory.vault.secrets)
        self.context = small.context
        self.requests: list[tuple[str, str]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        body = await request.aread()
        headers = {name.lower(): value for name, value in request.headers.items()}
        if role := headers.pop("x-test-role", None):
            claims = [{"typ": "name", "val": f"A {role}"}, {"typ": "roles", "val": role}]
            headers["x-ms-client-principal"] = base64.b64encode(json.dumps({"claims": claims}).encode()).decode()
        path = request.url.raw_path.decode().partition("?")[0]
        self.requests.append((request.method, path))
        given = Request(request.method, path, dict(request.url.params), headers, body)
        if re.fullmatch("/api/exports/[^/]+/run(/[^/]+)?", path):
            response = await handle_machine(self.context, given)
        else:
            response = await handle(self.context, given, auth_enabled=True)
        return httpx.Response(response.status, content=response.body, headers=dict(response.headers), request=request)


@asynccontextmanager
async def app_in_process(**settings: str) -> AsyncIterator[InProcess]:
    async with small_app(**settings) as small:
        yield InProcess(small)


def client_of(transport: InProcess, role: str = "Administrator") -> AsyncClient:
    return AsyncClient("https://app.example", HeaderAuth({"x-test-role": role}), transport=transport)
