"""The whole system on one machine: storage, vault, Klaviyo, and the app on its host.

    async with Stack(StackOptions(segments=folder)) as stack:
        stack.app, stack.klaviyo, stack.storage, stack.users["administrator"], stack.function_key
        await stack.workers()     # [{"index": 0, "pid": 4711}, …]; kill one: another starts in its place

Every process of it ends with the block, also when the start fails half-way, and with this process even
if that is killed. Enter it in a thread that lives as long as the block does (see child.py).
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import socket
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from local.azurite import start_azurite
from local.certificates import write_certificate
from local.host.easyauth import USER_HEADER, USERS
from local.klaviyo import CLIENT_ID, CLIENT_SECRET
from local.klaviyo.oauth import AUTHORIZE_PATH
from local.processes import ROOT, Child, Entered, StartError
from local.storage import create_containers, create_queues, deployed_queues, upload_folder
from local.vault.identity import CLIENT_ID as IDENTITY_CLIENT_ID
from shared.klaviyo.oauth import CLIENT_SECRET_NAME
from tools.console import build_console

SEGMENTS_CONTAINER = "segments"
EXPORTS_CONTAINER = "exports"
CONSOLE_PATH = "/"
SENDS = "sends"
"""The pipe from Azurite to the host."""
LOOPBACK = "127.0.0.1,localhost"
REQUEST_BODY_LIMIT = "2000000"
"""Bytes, as in infra/modules/app.bicep."""
FLEX_SETTINGS = {"PREPARE_DISK_MB": "650"}
"""What infra/modules/app.bicep sets because of the instances of Flex Consumption."""
CONNECTIONS = {
    "AzureWebJobsStorage": ("blob", "queue", "table"),
    "SegmentsStorage": ("blob", "queue"),
    "ExportsStorage": ("blob", "queue", "table"),
}
"""The storage connections among the app settings, and the services that each of them names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StackOptions:
    app: Path = ROOT
    """Folder with function_app.py and host.json."""
    port: int = 0
    """Of the app; 0 is a free one."""
    workers: int = 2
    """Instances: each is a host of its own with one worker process."""
    is_flex: bool = False
    """As in Flex Consumption instead: an instance for each function group, with its disk, memory and core."""
    scale: Mapping[str, int] = field(default_factory=dict)
    """With `is_flex`: instances of a function group, `{"prepare": 4}`; 1 where it is not named."""
    queues: Sequence[str] = ()
    """Created before the app starts, as its deployment would; without any, those of infra/."""
    klaviyo_url: str | None = None
    """Another endpoint; then no simulator is started."""
    klaviyo_options: Sequence[str] = ()
    """Given to the simulator: ("--job-seconds", "2", "--no-limits")."""
    vault: bool = True
    """With the identity endpoint beside it."""
    identity: bool = False
    """Storage by managed identity over HTTPS, with the settings of infra/modules/app.bicep; needs the vault."""
    data: Path | None = None
    """Where state is kept; without it, in a temporary folder removed at the end."""
    segments: Path | None = None
    """Its files are uploaded before the app starts, with their paths below it as names."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """More app settings; they go before the stack's own."""
    queue_lease: float = 600.0
    """Seconds after which the messages of an instance that ended reappear."""
    timers: bool = True
    blob_poll: float = 1.0
    """Seconds between two looks for new blobs."""
    grace: float = 5.0
    """Seconds for what runs when the stack is stopped."""
    log_level: str = "INFO"
    storage_log: Path | None = None
    """Where a line for every request to storage is written."""
    telemetry: bool = False
    """Traces, metrics and logs as files below `data`/telemetry, and /admin/local/metrics."""


class Stack(Entered):
    app: str
    """URL of the app, as those of klaviyo and vault, without a slash at the end."""
    klaviyo: str
    storage: str
    """Connection string, for looking into it from outside."""
    storage_ca_file: str | None = None
    """What the certificate of the storage is signed with, where it answers over HTTPS."""
    vault: str | None = None
    vault_ca_file: str | None = None
    data: Path
    function_key: str
    master_key: str
    blob_key: str
    users: Mapping[str, Mapping[str, str]] = {name: {USER_HEADER: name} for name in USERS}
    """Headers that make a request that user's."""

    def __init__(self, options: StackOptions) -> None:
        super().__init__()
        self.options = options

    async def workers(self) -> list[dict[str, Any]]:
        """The workers that are ready: index, name and pid of each."""
        async with ClientSession() as session, session.get(f"{self.app}/admin/local/workers") as response:
            response.raise_for_status()
            workers: list[dict[str, Any]] = await response.json()
            return workers

    async def end_instance(self, index: int) -> None:
        """End an instance as if its machine had been lost; another one starts in its place."""
        async with (
            ClientSession() as session,
            session.delete(f"{self.app}/admin/local/instances/{index}") as response,
        ):
            response.raise_for_status()

    async def fire(self, function: str, text: str = "") -> None:
        """Runs a timer, queue or blob function by hand; does not wait for its end."""
        headers = {"x-functions-key": self.master_key}
        async with (
            ClientSession(headers=headers) as session,
            session.post(f"{self.app}/admin/functions/{function}", json={"input": text}) as response,
        ):
            response.raise_for_status()

    def ready_line(self) -> dict[str, Any]:
        """What `python -m local up` prints; a contract, since scripts read it."""
        return {
            "ready": True,
            "app": self.app,
            "console": self.app + CONSOLE_PATH,
            "klaviyo": self.klaviyo,
            "storage": self.storage,
            "storage_ca_file": self.storage_ca_file,
            "vault": self.vault,
            "users": self.users,
            "function_key": self.function_key,
            "master_key": self.master_key,
            "blob_key": self.blob_key,
        }

    async def _start(self) -> None:
        options = self.options
        if options.app == ROOT:
            await asyncio.to_thread(build_console)
        self.data = options.data.resolve() if options.data else self._temporary()
        try:
            async with asyncio.TaskGroup() as group:
                storage = group.create_task(self._start_storage())
                vault = group.create_task(self._start_vault())
                klaviyo = group.create_task(self._start_klaviyo())
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None
        settings = storage.result() | vault.result() | klaviyo.result() | self._measured()
        temporary = self.data / "temporary"
        temporary.mkdir(exist_ok=True)
        flex = FLEX_SETTINGS if options.is_flex else {}
        await self._start_host({"TEMP_DIR": str(temporary)} | flex | settings | dict(options.settings))

    def _measured(self) -> dict[str, str]:
        if not self.options.telemetry:
            return {}
        folder = self.data / "telemetry"
        shutil.rmtree(folder, ignore_errors=True)  # of processes that are gone
        folder.mkdir(parents=True)
        return {"TELEMETRY_DIR": str(folder), "PYTHON_ENABLE_OPENTELEMETRY": "true"}

    def _temporary(self) -> Path:
        # Not failing on what a process killed just now may have left half-written.
        folder = tempfile.TemporaryDirectory(prefix="local-stack-", ignore_cleanup_errors=True)
        return Path(self._stack.enter_context(folder))

    async def _start_storage(self) -> dict[str, str]:
        certificate = write_certificate(self.data / "certificate") if self.options.identity else None
        azurite = await start_azurite(
            self.data / "azurite", self.options.storage_log, certificate, sends=self.data / SENDS
        )
        self._stack.push_async_callback(azurite.process.stop)
        self.storage = azurite.connection_string
        ca_file = certificate.authority if certificate else None
        await create_containers(self.storage, SEGMENTS_CONTAINER, EXPORTS_CONTAINER, ca_file=ca_file)
        await create_queues(self.storage, *(self.options.queues or deployed_queues()), ca_file=ca_file)
        if self.options.segments is not None:
            await upload_folder(self.storage, SEGMENTS_CONTAINER, self.options.segments, ca_file=ca_file)
        if certificate:
            self.storage_ca_file = str(certificate.authority)
            connections = identity_settings(azurite.endpoints) | {
                # The storage clients of the SDK read the first (aiohttp) or the second (requests).
                "SSL_CERT_FILE": str(certificate.bundle),
                "REQUESTS_CA_BUNDLE": str(certificate.bundle),
            }
        else:
            connections = dict.fromkeys(CONNECTIONS, self.storage)
        return connections | {
            "SEGMENTS_CONTAINER": SEGMENTS_CONTAINER,
            "EXPORTS_CONTAINER": EXPORTS_CONTAINER,
            "FUNCTIONS_WORKER_RUNTIME": "python",
            "WEBSITE_AUTH_ENABLED": "true",
            "TIMER_SCHEDULE": "0 */5 * * * *",
            "SWEEP_SCHEDULE": "*/30 * * * * *",
            "WEBHOOKS_TO_LOOPBACK": "true",
            "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT": REQUEST_BODY_LIMIT,
            # A proxy of the machine's is not for what runs on it.
            "NO_PROXY": _no_proxy(),
            "no_proxy": _no_proxy(),
        }

    async def _start_vault(self) -> dict[str, str]:
        if not self.options.vault:
            return {}
        secret = f"{CLIENT_SECRET_NAME}={CLIENT_SECRET}"
        ready = await self._child("vault", "local.vault", "--data", str(self.data / "vault"), "--secret", secret)
        self.vault, self.vault_ca_file = ready["url"], ready["ca_file"]
        return {
            "KEY_VAULT_URL": ready["url"],
            "KEY_VAULT_CA_FILE": ready["ca_file"],
            "IDENTITY_ENDPOINT": ready["identity_endpoint"],
            "IDENTITY_HEADER": ready["identity_header"],
        }

    async def _start_klaviyo(self) -> dict[str, str]:
        if self.options.klaviyo_url is not None:
            self.klaviyo = self.options.klaviyo_url.rstrip("/")
            return {"KLAVIYO_URL": self.klaviyo}
        ready = await self._child("klaviyo", "local.klaviyo", "--port", "0", *self.options.klaviyo_options)
        self.klaviyo = ready["url"]
        return {
            "KLAVIYO_URL": self.klaviyo,
            "KLAVIYO_CLIENT_ID": CLIENT_ID,
            "KLAVIYO_AUTHORIZE_URL": self.klaviyo + AUTHORIZE_PATH,
        }

    async def _start_host(self, settings: Mapping[str, str]) -> None:
        options = self.options
        # Users come back to the app from Klaviyo's page: it has to know its address before it starts.
        port = options.port or _free_port()
        ready = await self._child(
            *("host", "local.host", "--app", str(options.app), "--data", str(self.data / "host")),
            *("--port", str(port), "--workers", str(options.workers)),
            *("--queue-lease", str(options.queue_lease), "--blob-poll", str(options.blob_poll)),
            *("--grace", str(options.grace), "--log-level", options.log_level),
            # In Azure no one tells a host of messages.
            *(["--flex"] if options.is_flex else ["--sends", str(self.data / SENDS)]),
            *(f"--scale={name}={count}" for name, count in options.scale.items()),
            *([] if options.timers else ["--no-timers"]),
            env={"APP_URL": f"http://127.0.0.1:{port}"} | dict(settings),
            # The host stops its workers within its own grace, then itself.
            grace=2 * options.grace + 5,
        )
        self.app = ready["url"]
        self.function_key = ready["function_key"]
        self.master_key = ready["master_key"]
        self.blob_key = ready["blob_key"]

    async def _child(
        self,
        name: str,
        module: str,
        *arguments: str,
        env: Mapping[str, str] | None = None,
        grace: float = 5,
    ) -> dict[str, Any]:
        child = await Child.start(name, [sys.executable, "-m", module, *arguments], env=env)

        async def stop() -> None:
            await child.stop(grace=grace)

        self._stack.push_async_callback(stop)
        return await child.ready()


def _free_port() -> int:
    """Return a port that is free, below those that the system gives to any process until the host has started."""
    for port in random.sample(range(16_000, 32_000), 100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise StartError("no port is free")


def identity_settings(endpoints: Mapping[str, str]) -> dict[str, str]:
    """Return the app settings of identity-based connections; `endpoints` maps blob, queue and table to URLs."""
    settings = {"MANAGED_IDENTITY_CLIENT_ID": IDENTITY_CLIENT_ID}
    for connection, services in CONNECTIONS.items():
        settings |= {f"{connection}__{service}ServiceUri": endpoints[service] for service in services}
        settings |= {f"{connection}__credential": "managedidentity", f"{connection}__clientId": IDENTITY_CLIENT_ID}
    return settings


def _no_proxy() -> str:
    given = os.environ.get("no_proxy") or os.environ.get("NO_PROXY")
    return f"{LOOPBACK},{given}" if given else LOOPBACK
