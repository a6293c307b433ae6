"""A connection is made, and its key renewed, only with a key that has the needed scopes; against the simulator."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
import pytest_asyncio

from local.klaviyo import MAIN_KEY, NO_SCOPES_KEY
from shared.api.auth import Principal, Role
from shared.api.connections import change_connection, create_connection
from shared.api.etag import tag
from shared.api.http import Request
from shared.context import Context
from shared.errors import KeyRefused
from shared.klaviyo import Budget, Klaviyo
from tests.fakes.klaviyo_fake import Keys, Store
from tests.fakes.small_app import SmallApp, small_app

NEEDED = ["accounts:read", "lists:read", "lists:write", "profiles:read", "profiles:write"]
ANN = Principal(id="ann", name="ann@contoso.example", role=Role.ADMINISTRATOR)


class MemoryVault:
    """Secrets in memory."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}

    async def store(self, name: str, value: str) -> None:
        self.secrets[name] = value


class App:
    def __init__(self, small: SmallApp, http: httpx.AsyncClient) -> None:
        self.small = small
        self.vault = MemoryVault()

        def client(key: str) -> Klaviyo:
            return Klaviyo(http, small.klaviyo.url, "2026-10-15", Keys(key), Budget(Store(), None), timeout_seconds=30)

        vault: Any = self.vault
        self.context: Context = replace(small.context, vault=vault, klaviyo_with=client)

    async def key(self, *scopes: str) -> str:
        key = f"pk_{'-'.join(scopes).replace(':', '_')}"
        await self.small.http.post("/_sim/keys", json={"key": key, "scopes": list(scopes)})
        return key

    async def connect(self, key: str) -> int:
        body = {"display_name": "Shop", "api_key": key, "consent": True}
        request = Request("POST", "/api/connections", body=json.dumps(body).encode())
        return (await create_connection(self.context, request, ANN)).status

    async def renew(self, key: str) -> int:
        connection = (await self.context.connections.get("con_1")).value  # type: ignore[union-attr]
        ours = connection.model_copy(update={"secret_is_managed": True})
        found = await self.context.connections.get("con_1")
        assert found is not None
        await self.context.connections.replace("con_1", ours, found.etag)
        request = Request(
            "PATCH",
            "/api/connections/con_1",
            headers={"if-match": tag(ours)},
            body=json.dumps({"api_key": key}).encode(),
        )
        return (await change_connection(self.context, request, ANN, "con_1")).status


@pytest_asyncio.fixture
async def app() -> AsyncIterator[App]:
    async with small_app() as small, httpx.AsyncClient() as http:
        yield App(small, http)


async def test_a_new_connection_needs_each_scope(app: App) -> None:
    for scope in NEEDED:
        key = await app.key(*(one for one in NEEDED if one != scope))
        with pytest.raises(KeyRefused, match=f"lacks the scopes {scope}"):
            await app.connect(key)
    with pytest.raises(KeyRefused, match=", ".join(NEEDED[1:])):
        await app.connect(NO_SCOPES_KEY)
    assert app.vault.secrets == {}
    assert len(await app.context.connections.all()) == 1
    assert await app.connect(await app.key(*NEEDED)) == 201


async def test_a_renewed_key_needs_the_scope_of_consent_where_an_export_hands_it_over(app: App) -> None:
    enough = await app.key(*NEEDED)
    assert await app.renew(enough) == 200
    await app.small.export(subscribe={"column": "ok", "true_values": ["yes"]})
    with pytest.raises(KeyRefused, match=r"lacks the scopes subscriptions:write"):
        await app.renew(enough)
    assert await app.renew(MAIN_KEY) == 200
