"""Adding a connection, and renewing its key, requires a key with the needed scopes; against the simulator."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
import pytest_asyncio

from local.klaviyo import MAIN_KEY, NO_SCOPES_KEY
from shared.api.connections import change_connection, create_connection
from shared.api.operations import etag
from shared.context import Context
from shared.errors import KeyRefused
from shared.klaviyo import Budget, Klaviyo
from tests.fakes.api_calls import answer
from tests.fakes.klaviyo_fake import Keys, Store
from tests.fakes.small_app import SmallApp, small_app

NEEDED = ["accounts:read", "lists:read", "lists:write", "profiles:read", "profiles:write"]


class MemoryVault:
    """Secrets in memory."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}

    async def store(self, name: str, value: str, kind: str) -> None:
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
        return (await answer(self.context, create_connection, body=body)).status

    async def renew(self, key: str) -> int:
        connection = (await self.context.connections.get("con_1")).value  # type: ignore[union-attr]
        managed = connection.model_copy(update={"secret_is_managed": True})
        found = await self.context.connections.get("con_1")
        assert found is not None
        await self.context.connections.replace("con_1", managed, found.etag)
        headers = {"if-match": etag(managed)}
        changed = await answer(self.context, change_connection, "con_1", body={"api_key": key}, headers=headers)
        return changed.status


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


async def test_a_renewed_key_needs_the_subscription_scope_where_an_export_subscribes(app: App) -> None:
    enough = await app.key(*NEEDED)
    assert await app.renew(enough) == 200
    await app.small.export(subscribe={"column": "ok", "true_values": ["yes"]})
    with pytest.raises(KeyRefused, match=r"lacks the scopes subscriptions:write"):
        await app.renew(enough)
    assert await app.renew(MAIN_KEY) == 200
