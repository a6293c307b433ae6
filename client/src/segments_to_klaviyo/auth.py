"""Ways to sign in: each is an `httpx.Auth`, which both the blocking and the asynchronous client use."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Generator, Mapping
from typing import Any, Protocol

import httpx

from segments_to_klaviyo.errors import SignInFailed

EARLY_SECONDS = 300
"""A token is renewed so long before its end."""


class AccessToken(Protocol):
    """A token and its end, in seconds since 1970: azure.core.credentials.AccessToken."""

    @property
    def token(self) -> str: ...
    @property
    def expires_on(self) -> int: ...


class Credential(Protocol):
    """What issues tokens: any credential of azure-identity."""

    def get_token(self, *scopes: str) -> AccessToken: ...


class HeaderAuth(httpx.Auth):
    """Sends given headers: a user of the local stack, or a token that another program got."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._headers = dict(headers)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers.update(self._headers)
        yield request


class FunctionKeyAuth(HeaderAuth):
    """Sends a function key. With it a program starts exports and reads the runs it started, and nothing else."""

    def __init__(self, key: str) -> None:
        super().__init__({"x-functions-key": key})


class TokenAuth(httpx.Auth):
    """Sends a token of Microsoft Entra ID, and renews it before its end.

    `client_id` is the app's registration (`AUTH_CLIENT_ID`). Without `credential` it is azure-identity's
    DefaultAzureCredential: environment, workload identity, managed identity, Azure CLI and so on, in this order.
    Raises SignInFailed.
    """

    def __init__(self, client_id: str, credential: Credential | None = None) -> None:
        self._scope = f"api://{client_id}/.default"
        self._credential = credential
        self._token: AccessToken | None = None
        self._lock = threading.Lock()

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self.token()}"
        yield request

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        # azure-identity may start processes or wait for a network.
        token = await asyncio.to_thread(self.token)
        request.headers["Authorization"] = f"Bearer {token}"
        yield request

    def token(self) -> str:
        """Return a token that is good for some minutes."""
        with self._lock:
            if self._token is None or self._token.expires_on - EARLY_SECONDS < time.time():
                self._token = self._get()
            return self._token.token

    def _get(self) -> AccessToken:
        credential: Any = self._credential or _default_credential()
        self._credential = credential
        try:
            token: AccessToken = credential.get_token(self._scope)
        except Exception as error:
            # azure-identity's errors, without naming them here: the package is optional.
            if not type(error).__module__.startswith("azure."):
                raise
            message = next(iter(str(error).strip().splitlines()), type(error).__name__)
            raise SignInFailed(f"No token for {self._scope}: {message}") from error
        return token


def _default_credential() -> Any:
    try:
        # Imported late: callers with a function key do not need it.
        from azure.identity import DefaultAzureCredential
    except ImportError:
        raise SignInFailed(
            "Signing in with Microsoft Entra ID needs azure-identity: pip install 'segments-to-klaviyo-client[azure]'."
        ) from None
    return DefaultAzureCredential()
