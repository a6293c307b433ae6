"""Klaviyo keys in Key Vault."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from azure.core.credentials_async import AsyncTokenCredential
from azure.core.exceptions import (
    AzureError,
    ClientAuthenticationError,
    HttpResponseError,
    ResourceNotFoundError,
)
from azure.keyvault.secrets import KeyVaultSecret
from azure.keyvault.secrets.aio import SecretClient

from shared.errors import KeyRefused, Unavailable
from shared.storage.azure_clients import OPERATION_SECONDS, deadline
from shared.storage.caches import TtlCache
from shared.texts import text

QUICK: dict[str, Any] = {"retry_total": 3, "retry_backoff_max": 4, "connection_timeout": 10, "read_timeout": 15}
"""Fewer attempts than the SDK's own ten, which would take longer than the claim of a chunk."""


class Vault:
    """Keys by secret name, kept in memory for `cache_seconds`.

    `ca_file` is for a local vault, whose certificate no public authority signed and whose address is not below
    vault.azure.net; with it the check that a challenge names the vault's own domain is off.
    """

    def __init__(
        self,
        url: str,
        credential: AsyncTokenCredential,
        *,
        cache_seconds: float,
        ca_file: str | None = None,
        operation_seconds: float = OPERATION_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        local = {"verify_challenge_resource": False, "connection_verify": ca_file} if ca_file else {}
        self._client = SecretClient(vault_url=url, credential=credential, **QUICK, **local)
        self._operation_seconds = operation_seconds
        self._cache: TtlCache[str] = TtlCache(cache_seconds, clock)

    async def key(self, secret_name: str, *, fresh: bool = False) -> str:
        """Return the key; with `fresh` not from the cache.

        Raises KeyRefused if there is no such secret, Unavailable if the vault does not answer.
        """

        async def read() -> str:
            return (await self._read(secret_name)).value or ""

        return await (self._cache.refresh if fresh else self._cache.get)(secret_name, read)

    async def _read(self, secret_name: str) -> KeyVaultSecret:
        try:
            async with deadline("The vault", self._operation_seconds):
                return await self._client.get_secret(secret_name)
        except ResourceNotFoundError as error:
            raise KeyRefused(text("secret-missing", secret=secret_name)) from error
        except ClientAuthenticationError as error:
            raise Unavailable(text("vault-identity")) from error
        except HttpResponseError as error:
            if error.status_code == 403:
                raise KeyRefused(text("secret-denied", secret=secret_name)) from error
            raise Unavailable(text("vault-unavailable")) from error
        except AzureError as error:
            raise Unavailable(text("vault-unreachable")) from error

    async def expires(self, secret_name: str) -> datetime | None:
        """Return when the secret expires, if it has a date. Raises the errors of `key`."""
        return (await self._read(secret_name)).properties.expires_on

    async def store(self, secret_name: str, key: str, kind: str) -> None:
        """Store a key, or a new version of it. `kind` is the content type of the secret."""
        try:
            async with deadline("The vault", self._operation_seconds):
                await self._client.set_secret(secret_name, key, content_type=kind)
        except AzureError as error:
            raise Unavailable(text("vault-not-stored")) from error
        finally:
            # It may have been stored although the answer was lost.
            self._cache.forget(secret_name)

    async def remove(self, secret_name: str) -> None:
        """Delete the secret, if there is one. The vault keeps it until its soft-delete time is over."""
        self._cache.forget(secret_name)
        try:
            async with deadline("The vault", self._operation_seconds):
                await self._client.delete_secret(secret_name)
        except ResourceNotFoundError:
            return
        except AzureError as error:
            raise Unavailable(text("vault-not-deleted")) from error

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()
