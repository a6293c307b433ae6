"""Azurite, Microsoft's emulation of Azure Storage: blob, queue and table on free ports."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from local.processes import ROOT, Child, StartError

PROGRAM = ROOT / "node_modules" / ".bin" / "azurite"
SERVICES = ("Blob", "Queue", "Table")
# The account every storage emulator has, printed in Azurite's README: no secret.
ACCOUNT = "devstoreaccount1"
ACCOUNT_KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
LISTENING = re.compile(r"Azurite (\w+) service is successfully listening at (http://\S+)")


async def start_azurite(data: Path, access_log: Path | None = None) -> tuple[Child, str]:
    """Starts Azurite on the folder `data`; answers with the process and its connection string.

    With `access_log`, a line for every request goes there.
    """
    if not PROGRAM.exists():
        raise StartError(f"{PROGRAM} is missing: run `npm ci` (or `make setup`)")
    data.mkdir(parents=True, exist_ok=True)
    child = await Child.start(
        "azurite",
        [
            *("node", str(PROGRAM.resolve()), "--location", str(data)),
            *(f"--{service.lower()}Port=0" for service in SERVICES),
            # Azurite knows the API versions of its own day; newer SDKs send later ones.
            *("--skipApiVersionCheck", "--disableTelemetry"),
            *(() if access_log else ("--silent",)),
        ],
    )
    try:
        async with asyncio.timeout(60):
            endpoints = await _endpoints(child)
    except TimeoutError:
        await child.stop(grace=0)
        raise StartError("azurite was not ready within 60 s") from None
    except BaseException:
        await child.stop(grace=0)
        raise
    # Without a log it has nothing more to say than that it ends.
    child.forward_output(silent=access_log is None, to=access_log)
    return child, connection_string(endpoints)


async def _endpoints(child: Child) -> dict[str, str]:
    found: dict[str, str] = {}
    while len(found) < len(SERVICES):
        if match := LISTENING.search(await child.read_line()):
            found[match[1]] = match[2]
    return found


def connection_string(endpoints: dict[str, str]) -> str:
    """`endpoints` maps Blob, Queue and Table to a URL without a path."""
    return f"DefaultEndpointsProtocol=http;AccountName={ACCOUNT};AccountKey={ACCOUNT_KEY};" + "".join(
        f"{service}Endpoint={endpoints[service]}/{ACCOUNT};" for service in SERVICES
    )
