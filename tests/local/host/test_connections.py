"""Connections by managed identity: one token for all clients of an identity, replaced before it ends."""

import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from azure.core.credentials_async import AsyncTokenCredential
from azure.storage.blob.aio import BlobServiceClient
from azure.storage.queue.aio import QueueServiceClient

from local.host.connections import RENEWAL_SECONDS, blob_service, queue_service

SCOPE = "https://storage.azure.com/.default"


class Endpoint:
    """A token endpoint whose tokens are numbered and live for `lifetime` seconds."""

    def __init__(self) -> None:
        self.lifetime = 3600
        self.client_ids: list[str | None] = []

    async def __call__(self, request: web.Request) -> web.Response:
        self.client_ids.append(request.query.get("client_id"))
        token = {"access_token": f"token {len(self.client_ids)}", "expires_on": str(int(time.time()) + self.lifetime)}
        return web.json_response(token | {"resource": request.query["resource"], "token_type": "Bearer"})


@pytest_asyncio.fixture
async def endpoint(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Endpoint]:
    made = Endpoint()
    app = web.Application()
    app.router.add_get("/token", made.__call__)
    async with TestServer(app) as server:
        monkeypatch.setenv("IDENTITY_ENDPOINT", str(server.make_url("/token")))
        monkeypatch.setenv("IDENTITY_HEADER", "secret")
        yield made


def settings(client_id: str) -> dict[str, str]:
    return {
        "AzureWebJobsStorage__blobServiceUri": "https://host.blob.core.windows.net",
        "AzureWebJobsStorage__queueServiceUri": "https://host.queue.core.windows.net",
        "AzureWebJobsStorage__credential": "managedidentity",
        "AzureWebJobsStorage__clientId": client_id,
    }


def credential_of(service: BlobServiceClient | QueueServiceClient) -> AsyncTokenCredential:
    credential = service.credential
    assert isinstance(credential, AsyncTokenCredential)
    return credential


async def token(service: BlobServiceClient | QueueServiceClient) -> str:
    async with service:
        return (await credential_of(service).get_token(SCOPE)).token


async def test_clients_share_a_token_and_no_connection_name_means_the_hosts_storage(endpoint: Endpoint) -> None:
    environment = settings("shared")
    assert await token(blob_service("AzureWebJobsStorage", environment)) == "token 1"
    assert await token(blob_service("", environment)) == "token 1"
    assert await token(queue_service("", environment)) == "token 1"
    assert await token(queue_service("", settings("another"))) == "token 2"
    assert endpoint.client_ids == ["shared", "another"]


async def test_a_token_is_replaced_before_it_ends(endpoint: Endpoint) -> None:
    endpoint.lifetime = RENEWAL_SECONDS - 10
    environment = settings("short")
    assert await token(blob_service("", environment)) == "token 1"
    endpoint.lifetime = RENEWAL_SECONDS + 60
    assert await token(blob_service("", environment)) == "token 2"
    assert await token(blob_service("", environment)) == "token 2"
