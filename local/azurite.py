"""Azurite, Microsoft's emulation of Azure Storage: blob, queue and table on free ports."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

from local.processes import ROOT, Child, StartError

PROGRAMS = ROOT / "node_modules" / ".bin"
SERVICES = ("Blob", "Queue", "Table")
# The account every storage emulator has, printed in Azurite's README: no secret.
ACCOUNT = "devstoreaccount1"
ACCOUNT_KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="


async def start_azurite(data: Path) -> tuple[list[Child], str]:
    """Starts Azurite on the folder `data`; answers with its processes and its connection string.

    Each service is a process of its own: a node process uses one core, and bodies, records and messages are written
    at the same time.
    """
    data.mkdir(parents=True, exist_ok=True)
    children: list[Child] = []
    try:
        async with asyncio.timeout(60):
            started = await asyncio.gather(*(_start(service, data, children) for service in SERVICES))
    except TimeoutError:
        await _stop(children)
        raise StartError("azurite was not ready within 60 s") from None
    except BaseException:
        await _stop(children)
        raise
    return children, connection_string(dict(zip(SERVICES, started, strict=True)))


async def _start(service: str, data: Path, children: list[Child]) -> str:
    program = PROGRAMS / f"azurite-{service.lower()}"
    if not program.exists():
        raise StartError(f"{program} is missing: run `npm ci` (or `make setup`)")
    # Alone, not every service tells which port it got for 0.
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    child = await Child.start(
        f"azurite-{service.lower()}",
        [
            *("node", str(program.resolve()), "--location", str(data), f"--{service.lower()}Port", str(port)),
            # Azurite knows the API versions of its own day; newer SDKs send later ones.
            *("--skipApiVersionCheck", "--disableTelemetry", "--silent"),
        ],
    )
    children.append(child)
    while "successfully" not in await child.read_line():
        pass
    child.forward_output(silent=True)  # it has nothing more to say than that it ends
    return f"http://127.0.0.1:{port}"


async def _stop(children: list[Child]) -> None:
    for child in children:
        await child.stop(grace=0)


def connection_string(endpoints: dict[str, str]) -> str:
    """`endpoints` maps Blob, Queue and Table to a URL without a path."""
    return f"DefaultEndpointsProtocol=http;AccountName={ACCOUNT};AccountKey={ACCOUNT_KEY};" + "".join(
        f"{service}Endpoint={endpoints[service]}/{ACCOUNT};" for service in SERVICES
    )
