"""The local vault as the real SDKs see it: azure-keyvault-secrets with a managed identity."""

import ssl
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jwt
import pytest
import pytest_asyncio
from aiohttp import ClientSession, TCPConnector
from azure.core.exceptions import (
    ClientAuthenticationError,
    HttpResponseError,
    ResourceExistsError,
    ResourceNotFoundError,
)
from azure.identity.aio import ManagedIdentityCredential
from azure.keyvault.secrets.aio import SecretClient

from local.processes import Child
from local.vault.identity import ISSUER

pytestmark = pytest.mark.asyncio(loop_scope="session")


class LocalVault:
    def __init__(self, ready: dict[str, Any]) -> None:
        self.url, self.ca_file = ready["url"], ready["ca_file"]
        self.endpoint, self.header = ready["identity_endpoint"], ready["identity_header"]

    def client(self, credential: Any, **options: Any) -> SecretClient:
        return SecretClient(
            self.url, credential, verify_challenge_resource=False, connection_verify=self.ca_file, **options
        )

    def session(self) -> ClientSession:
        context = ssl.create_default_context(cafile=self.ca_file)
        return ClientSession(self.url, connector=TCPConnector(ssl=context))


async def start(data: Path) -> tuple[Child, LocalVault]:
    child = await Child.start("vault", [sys.executable, "-m", "local.vault", "--data", str(data)])
    return child, LocalVault(await child.ready())


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def vault(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[LocalVault]:
    child, running = await start(tmp_path_factory.mktemp("vault"))
    yield running
    await child.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def client(vault: LocalVault, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SecretClient]:
    monkeypatch.setenv("IDENTITY_ENDPOINT", vault.endpoint)
    monkeypatch.setenv("IDENTITY_HEADER", vault.header)
    async with ManagedIdentityCredential() as credential, vault.client(credential) as secrets:
        yield secrets


@pytest_asyncio.fixture(loop_scope="session")
async def control(vault: LocalVault) -> AsyncIterator[ClientSession]:
    async with vault.session() as session:
        yield session
        await session.delete("/_vault/faults")


async def test_versions_and_attributes(client: SecretClient) -> None:
    first = await client.set_secret("key-1", "one", tags={"a": "b"}, content_type="text/plain")
    second = await client.set_secret("key-1", "two", expires_on=datetime(2030, 1, 1, tzinfo=UTC))
    newest = await client.get_secret("KEY-1")
    assert (newest.value, newest.properties.version) == ("two", second.properties.version)
    assert newest.properties.expires_on == datetime(2030, 1, 1, tzinfo=UTC)
    older = await client.get_secret("key-1", first.properties.version)
    assert (older.value, older.properties.tags, older.properties.content_type) == (
        "one",
        {"a": "b"},
        "text/plain",
    )
    assert [p.version async for p in client.list_properties_of_secret_versions("key-1")] == [
        first.properties.version,
        second.properties.version,
    ]
    assert "key-1" in [p.name async for p in client.list_properties_of_secrets()]


async def test_disabled_secret_is_not_told(client: SecretClient) -> None:
    made = await client.set_secret("off", "x")
    await client.update_secret_properties("off", made.properties.version, enabled=False)
    with pytest.raises(HttpResponseError) as raised:
        await client.get_secret("off")
    assert raised.value.status_code == 403


async def test_soft_delete(client: SecretClient) -> None:
    with pytest.raises(ResourceNotFoundError) as missing:
        await client.get_secret("gone")
    assert missing.value.error
    assert missing.value.error.code == "SecretNotFound"
    await client.set_secret("gone", "x")
    deleted = await client.delete_secret("gone")
    assert deleted.scheduled_purge_date
    assert deleted.deleted_date
    assert deleted.scheduled_purge_date > deleted.deleted_date
    with pytest.raises(ResourceNotFoundError):
        await client.get_secret("gone")
    with pytest.raises(ResourceExistsError) as raised:
        await client.set_secret("gone", "y")
    assert raised.value.error
    assert "ObjectIsDeletedButRecoverable" in str(raised.value.error.innererror)
    assert [d.name async for d in client.list_deleted_secrets()] == ["gone"]
    await client.recover_deleted_secret("gone")
    assert (await client.get_secret("gone")).value == "x"
    await client.delete_secret("gone")
    await client.purge_deleted_secret("gone")
    await client.set_secret("gone", "z")
    assert (await client.get_secret("gone")).value == "z"


async def test_only_tokens_of_the_identity_open_it(
    vault: LocalVault, control: ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IDENTITY_ENDPOINT", vault.endpoint)
    monkeypatch.setenv("IDENTITY_HEADER", "wrong")
    async with ManagedIdentityCredential() as credential, vault.client(credential) as secrets:
        with pytest.raises(ClientAuthenticationError):
            await secrets.get_secret("any")
    unsigned = jwt.encode({"aud": "https://vault.azure.net", "iss": ISSUER, "exp": 2**32}, "", "none")
    for header in ({}, {"Authorization": "Bearer forged"}, {"Authorization": f"Bearer {unsigned}"}):
        async with control.get("/secrets/any?api-version=7.5", headers=header) as answer:
            assert answer.status == 401
            assert 'resource="https://vault.azure.net"' in answer.headers["WWW-Authenticate"]
    parameters = {"resource": "https://storage.azure.com", "api-version": "2019-08-01"}
    async with ClientSession() as session:
        async with session.get(vault.endpoint, params=parameters) as answer:
            assert answer.status == 401
        headers = {"X-IDENTITY-HEADER": vault.header}
        other = parameters | {"client_id": "00000000-0000-4000-8000-000000000002"}
        async with session.get(vault.endpoint, params=other, headers=headers) as answer:
            assert answer.status == 400, "an identity that the app does not have"
        async with session.get(vault.endpoint, params=parameters, headers=headers) as answer:
            token = (await answer.json())["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    async with control.get("/secrets/any?api-version=7.5", headers=headers) as answer:
        assert answer.status == 401, "a token for something else"


async def test_faults_on_request(client: SecretClient, control: ClientSession) -> None:
    await client.set_secret("steady", "x")
    await control.delete("/_vault/requests")
    await control.put("/_vault/faults", json={"unavailable_requests": 1})
    assert (await client.get_secret("steady")).value == "x", "the SDK tries again"
    async with control.get("/_vault/requests") as answer:
        log = await answer.json()
    assert [entry["status"] for entry in log] == [503, 200]
    assert log[0] == {"method": "GET", "path": "/secrets/steady/", "status": 503}
    await control.put("/_vault/faults", json={"forbidden": True})
    with pytest.raises(HttpResponseError) as raised:
        await client.get_secret("steady")
    assert raised.value.error
    assert (raised.value.status_code, raised.value.error.code) == (403, "Forbidden")
    await control.delete("/_vault/faults")
    assert (await client.get_secret("steady")).value == "x"


async def test_secrets_outlive_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for attempt in ("first", "second"):
        child, running = await start(tmp_path)
        monkeypatch.setenv("IDENTITY_ENDPOINT", running.endpoint)
        monkeypatch.setenv("IDENTITY_HEADER", running.header)
        try:
            async with ManagedIdentityCredential() as credential, running.client(credential) as secrets:
                if attempt == "first":
                    await secrets.set_secret("kept", "value")
                assert (await secrets.get_secret("kept")).value == "value"
        finally:
            await child.stop()
    assert (tmp_path / "secrets.json").stat().st_mode & 0o077 == 0
