"""The stack with `--identity`: storage by managed identity over HTTPS, with the settings and the code of Azure."""

import ssl
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from local.azurite import ACCOUNT_KEY
from local.stack import CONNECTIONS, Stack, StackOptions
from tests.system.system import System, balanced, people

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(sys.platform != "linux", reason="reads the environment of a process from /proc"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def system(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[System]:
    segments = tmp_path_factory.mktemp("segments")
    (segments / "AtStart.csv").write_text(people("start", 2))
    options = StackOptions(
        identity=True,
        segments=segments,
        workers=1,
        klaviyo_options=("--job-seconds", "0.2", "--no-limits"),
        settings={"AzureFunctionsJobHost__extensions__queues__maxPollingInterval": "00:00:02"},
        timers=False,
        grace=3,
    )
    async with Stack(options) as stack:
        running = System(stack, tmp_path_factory.mktemp("logs"))
        await running.open()
        yield running
        await running.close()


async def app_environment(system: System) -> dict[str, str]:
    (worker,) = await system.stack.workers()
    entries = Path(f"/proc/{worker['pid']}/environ").read_text().split("\0")
    return dict(entry.split("=", 1) for entry in entries if entry)


async def test_a_run_reads_and_writes_with_the_identity(system: System) -> None:
    """The segment is read through synchronous clients of the SDK, everything else through asynchronous ones."""
    await system.upload("Identity.csv", people("identity", 3) + "no.address,Nobody\n")
    run = await system.run(await system.export("Identity"))
    assert run["state"] == "completed_with_warnings", run
    assert (run["counts"]["read"], run["counts"]["accepted"], run["counts"]["rejected"]) == (4, 3, 1)
    assert balanced(run)
    assert [row["reason"] for row in await system.rejects(run)] == ["email_malformed"]


async def test_segments_of_the_start_are_there(system: System) -> None:
    run = await system.run(await system.export("AtStart"))
    assert (run["state"], run["counts"]["accepted"]) == ("successful", 2), run


async def test_a_new_blob_starts_a_run(system: System) -> None:
    await system.upload("IdentityEvent.csv", people("before", 1))
    export = await system.export("IdentityEvent", schedule={"kind": "segment_updated"})
    await system.upload("IdentityEvent.csv", people("after", 2))
    run = await system.started_by_itself(export)
    assert (run["state"], run["counts"]["accepted"]) == ("successful", 2), run


async def test_no_connection_string_and_no_account_key_reach_the_app(system: System) -> None:
    environment = await app_environment(system)
    for connection in CONNECTIONS:
        assert connection not in environment
        assert environment[f"{connection}__blobServiceUri"].startswith("https://")
    for name, text in environment.items():
        assert ACCOUNT_KEY not in text, name
        assert "AccountKey" not in text, name


async def test_storage_takes_tokens_for_storage_alone(system: System) -> None:
    """Azurite checks audience, issuer and times of a token. (The vault's side: tests/local/vault.)"""
    environment = await app_environment(system)
    endpoints = {
        "blob": environment["ExportsStorage__blobServiceUri"] + "?comp=list",
        "queue": environment["ExportsStorage__queueServiceUri"] + "?comp=list",
        "table": environment["ExportsStorage__tableServiceUri"] + "/Tables",
    }
    context = ssl.create_default_context(cafile=system.stack.storage_ca_file)
    async with httpx.AsyncClient(verify=context, trust_env=False) as http:
        for resource, allowed in (("https://storage.azure.com", True), ("https://vault.azure.net", False)):
            answer = await http.get(
                environment["IDENTITY_ENDPOINT"],
                params={
                    "api-version": "2019-08-01",
                    "resource": resource,
                    "client_id": environment["ExportsStorage__clientId"],
                },
                headers={"X-IDENTITY-HEADER": environment["IDENTITY_HEADER"]},
            )
            headers = {
                "Authorization": f"Bearer {answer.json()['access_token']}",
                "x-ms-version": "2025-11-05",
                "Accept": "application/json;odata=nometadata",  # what tables can answer with
            }
            for service, url in endpoints.items():
                status = (await http.get(url, headers=headers)).status_code
                assert status == (200 if allowed else 403), (resource, service, status)
