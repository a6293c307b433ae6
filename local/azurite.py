"""Azurite, Microsoft's emulation of Azure Storage: blob, queue and table on free ports."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from local.certificates import CertificateFiles
from local.processes import ROOT, Child, StartError

SENDS = Path(__file__).with_name("azurite_sends.cjs")
PARTITIONS = Path(__file__).with_name("azurite_partitions.cjs")
PROGRAM = ROOT / "node_modules" / ".bin" / "azurite"
SERVICES = ("blob", "queue", "table")
# The account every storage emulator has, printed in Azurite's README: no secret.
ACCOUNT = "devstoreaccount1"
ACCOUNT_KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
LISTENING = re.compile(r"Azurite (\w+) service is successfully listening at (https?://\S+)")


@dataclass(frozen=True, slots=True)
class Azurite:
    process: Child
    endpoints: Mapping[str, str]
    """URL of the account in each of SERVICES."""

    @property
    def connection_string(self) -> str:
        """With the account's key."""
        protocol = self.endpoints["blob"].partition(":")[0]
        return f"DefaultEndpointsProtocol={protocol};AccountName={ACCOUNT};AccountKey={ACCOUNT_KEY};" + "".join(
            f"{service.capitalize()}Endpoint={self.endpoints[service]};" for service in SERVICES
        )


async def start_azurite(
    data: Path,
    access_log: Path | None = None,
    certificate: CertificateFiles | None = None,
    *,
    sends: Path | None = None,
) -> Azurite:
    """Start Azurite on the folder `data`.

    With `access_log`, a line for every request goes there. With `certificate` it answers over HTTPS and takes tokens
    of Entra ID beside the account key: it checks their audience, issuer and times, not their signature. Into the named
    pipe `sends`, which is made, goes the name of each queue that gets a message.
    """
    if not PROGRAM.exists():
        raise StartError(f"{PROGRAM} is missing: run `npm ci` (or `make setup`)")
    data.mkdir(parents=True, exist_ok=True)
    identity = (
        ("--oauth", "basic", "--cert", str(certificate.certificate), "--key", str(certificate.key))
        if certificate
        else ()
    )
    if sends is not None:
        sends.unlink(missing_ok=True)
        os.mkfifo(sends, 0o600)
    child = await Child.start(
        "azurite",
        [
            *("node", "--require", str(PARTITIONS), *(("--require", str(SENDS)) if sends else ())),
            *(str(PROGRAM.resolve()), "--location", str(data)),
            *(f"--{service}Port=0" for service in SERVICES),
            # Azurite knows the API versions of its own day; newer SDKs send later ones.
            *("--skipApiVersionCheck", "--disableTelemetry"),
            *identity,
            *(() if access_log else ("--silent",)),
        ],
        env={"SENDS": str(sends)} if sends else None,
    )
    try:
        async with asyncio.timeout(180):
            endpoints = await _endpoints(child)
    except TimeoutError:
        await child.stop(grace=0)
        raise StartError("azurite was not ready within 180 s") from None
    except BaseException:
        await child.stop(grace=0)
        raise
    # Without a log it has nothing more to say than that it ends.
    child.forward_output(silent=access_log is None, to=access_log)
    return Azurite(child, endpoints)


async def _endpoints(child: Child) -> dict[str, str]:
    found: dict[str, str] = {}
    while len(found) < len(SERVICES):
        if match := LISTENING.search(await child.read_line()):
            found[match[1].lower()] = f"{match[2]}/{ACCOUNT}"
    return found
