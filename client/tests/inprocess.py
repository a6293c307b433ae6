"""The real API of the app in this process, on storage in memory, behind httpx transports of the client."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import httpx
from shared.api.http import Request
from shared.api.routes import handle, handle_machine
from tests.fakes.small_app import SmallApp, small_app

from segments_to_klaviyo import AsyncClient, HeaderAuth

LISTS = ("SIMLST",)


class MemoryVault:
    """Secrets in memory: every name has a good key."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}

    async def key(self, name: str, *, fresh: bool = False) -> str:  # noqa: ARG002  as the vault
        return self.secrets.get(name, "pk_any")

    async def store(self, name: str, value: str, kind: str = "") -> None:  # noqa: ARG002
        self.secrets[name] = value

    async def remove(self, name: str) -> None:
        self.secrets.pop(name, None)


class InProcess(httpx.AsyncBaseTransport):
    """Hands requests to the app's API, as the platform would."""

    def __init__(self, small: SmallApp) -> None:
        vault: Any = MemoryVault()
        self.small = small
        self.context = replace(small.context, vault=vault)
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
async def app_in_process() -> AsyncIterator[InProcess]:
    async with small_app() as small:
        yield InProcess(small)


def client_of(transport: InProcess, role: str = "Administrator") -> AsyncClient:
    return AsyncClient("https://app.example", HeaderAuth({"x-test-role": role}), transport=transport)
