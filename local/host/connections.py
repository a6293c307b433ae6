"""The binding option `connection`: the name of an app setting, or of a group of them, to clients.

As in Azure (learn.microsoft.com/azure/azure-functions/functions-reference#connections):
`<name>` is a connection string; `<name>__queueServiceUri` and `<name>__blobServiceUri` are for an
identity. `AzureWebJobs<name>` goes before `<name>`, and no name at all means AzureWebJobsStorage.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from functools import cache
from typing import Any

from azure.core.credentials import AccessToken
from azure.core.credentials_async import AsyncTokenCredential
from azure.identity.aio import ManagedIdentityCredential
from azure.storage.blob.aio import BlobServiceClient
from azure.storage.queue.aio import QueueServiceClient

from local.host.functions import AppError
from local.host.storage_queues import AzureQueue

HOST_STORAGE = "AzureWebJobsStorage"
NETWORK: dict[str, Any] = {"use_env_settings": False}
"""With the environment's settings, aiohttp looks for a .netrc file in a thread at every poll."""
ONCE: dict[str, Any] = {"retry_total": 0, "connection_timeout": 10, "read_timeout": 60}
"""storage_queues.py tries again itself."""
RENEWAL_SECONDS = 300
"""How long before its end a token is replaced."""


class Queues:
    """The queues of all connections; one client for each account."""

    def __init__(self) -> None:
        self._services: dict[str, QueueServiceClient] = {}

    def queue(self, connection: str, name: str) -> AzureQueue:
        """Raise AppError for a connection that is not among the app settings."""
        if connection not in self._services:
            self._services[connection] = queue_service(connection)
        return AzureQueue(self._services[connection].get_queue_client(name))

    async def close(self) -> None:
        """Close the clients."""
        for service in self._services.values():
            await service.close()


def queue_service(name: str, environment: Mapping[str, str] = os.environ) -> QueueServiceClient:
    """Messages go in and out as they lie in the queue: decoding is the listener's business."""
    setting, value = _setting(name, "queueServiceUri", environment)
    if setting.endswith("__queueServiceUri"):
        return QueueServiceClient(value, credential=_identity(name, environment), **NETWORK, **ONCE)
    return QueueServiceClient.from_connection_string(value, **NETWORK, **ONCE)


def blob_service(name: str, environment: Mapping[str, str] = os.environ) -> BlobServiceClient:
    setting, value = _setting(name, "blobServiceUri", environment)
    if setting.endswith("__blobServiceUri"):
        return BlobServiceClient(value, credential=_identity(name, environment), **NETWORK)
    return BlobServiceClient.from_connection_string(value, **NETWORK)


def _setting(name: str, uri: str, environment: Mapping[str, str]) -> tuple[str, str]:
    name = name or HOST_STORAGE
    for setting in (f"AzureWebJobs{name}", name, f"{name}__{uri}"):
        if value := environment.get(setting):
            return setting, value
    raise AppError(f"the connection {name!r} is not among the app settings")


def _identity(name: str, environment: Mapping[str, str]) -> Identity:
    return _identity_of(environment.get(f"{name or HOST_STORAGE}__clientId"))


@cache
def _identity_of(client_id: str | None) -> Identity:
    return Identity(client_id)


class Identity(AsyncTokenCredential):
    """A managed identity whose tokens all clients of this process share. It keeps no connection open."""

    def __init__(self, client_id: str | None) -> None:
        self._client_id = client_id
        self._tokens: dict[tuple[str, ...], AccessToken] = {}

    async def get_token(self, *scopes: str, **options: Any) -> AccessToken:
        token = self._tokens.get(scopes)
        if token is None or token.expires_on - time.time() < RENEWAL_SECONDS:
            async with ManagedIdentityCredential(client_id=self._client_id) as credential:
                token = self._tokens[scopes] = await credential.get_token(*scopes, **options)
        return token

    async def close(self) -> None:
        """Do nothing: other clients use it."""

    async def __aexit__(self, *_exception: object) -> None:
        await self.close()
