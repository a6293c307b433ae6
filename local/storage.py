"""Fills the storage of the stack before the app starts."""

from __future__ import annotations

import asyncio
import contextlib
import re
from pathlib import Path
from typing import Any

from azure.core.exceptions import ResourceExistsError
from azure.storage.blob.aio import BlobServiceClient, ContainerClient
from azure.storage.queue.aio import QueueServiceClient

from local.processes import ROOT

UPLOADS_AT_ONCE = 4
BLOCK = 1 << 20  # aiohttp warns of larger bodies
DIRECT: dict[str, Any] = {"use_env_settings": False, "max_single_put_size": BLOCK, "max_block_size": BLOCK}
"""Past a proxy the environment may name: the storage is on this machine."""


async def create_containers(connection_string: str, *names: str, ca_file: Path | None = None) -> None:
    async with BlobServiceClient.from_connection_string(
        connection_string, connection_verify=_trusted(ca_file), **DIRECT
    ) as service:
        for name in names:
            with contextlib.suppress(ResourceExistsError):
                await service.create_container(name)


async def create_queues(connection_string: str, *names: str, ca_file: Path | None = None) -> None:
    async with QueueServiceClient.from_connection_string(
        connection_string, connection_verify=_trusted(ca_file), use_env_settings=False
    ) as service:
        for name in names:
            with contextlib.suppress(ResourceExistsError):
                await service.create_queue(name)


def deployed_queues() -> list[str]:
    """Return the queues that a deployment creates, out of infra/: what is missing there is missing here."""
    main = (ROOT / "infra" / "main.bicep").read_text("utf-8")
    access = (ROOT / "infra" / "modules" / "segments-access.bicep").read_text("utf-8")
    listed = re.search(r"^var queues = \[\n(.*?)^\]", main, re.MULTILINE | re.DOTALL)
    poison = re.search(r"^var poisonQueue = '([^']+)'", access, re.MULTILINE)
    if listed is None or poison is None:
        raise ValueError("infra/main.bicep or infra/modules/segments-access.bicep does not list its queues")
    return [*re.findall(r"'([^']+)'", listed[1]), poison[1]]


async def upload_folder(connection_string: str, container: str, folder: Path, *, ca_file: Path | None = None) -> None:
    """Uploads every file below `folder`, over what is there; a blob's name is the path below it."""
    turn = asyncio.Semaphore(UPLOADS_AT_ONCE)

    async def upload(target: ContainerClient, file: Path) -> None:
        async with turn:
            with file.open("rb") as content:
                name = file.relative_to(folder).as_posix()
                await target.upload_blob(name, content, overwrite=True)

    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    async with ContainerClient.from_connection_string(
        connection_string, container, connection_verify=_trusted(ca_file), **DIRECT
    ) as target:
        await asyncio.gather(*(upload(target, file) for file in files))


def _trusted(ca_file: Path | None) -> str | bool:
    return True if ca_file is None else str(ca_file)
