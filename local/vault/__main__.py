"""The vault as a process: `python -m local.vault --port 0 --data DIR`.

When ready it prints one line: {"ready": true, "url": "https://localhost:PORT", "ca_file": …,
"identity_endpoint": …, "identity_header": …}. Secrets are kept in DIR across restarts.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import secrets
import ssl
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from aiohttp import web

from local.certificates import make_certificate
from local.processes import stop_on_signals
from local.vault.faults import Control
from local.vault.identity import PATH, IdentityEndpoint, Tokens
from local.vault.store import Store
from local.vault.vault import Vault


async def serve(data: Path, port: int, given: dict[str, str]) -> None:
    stopping = stop_on_signals()
    data.mkdir(parents=True, exist_ok=True)
    tokens = Tokens.load(data / "token.key")
    header = secrets.token_hex(16).upper()
    store = Store(data / "secrets.json")
    for name, value in given.items():
        if name.lower() not in store:
            store.set(name, {"value": value})
    vault = Vault(store, tokens, Control())
    identity = web.Application()
    identity.router.add_get(PATH, IdentityEndpoint(tokens, header).__call__)
    async with AsyncExitStack() as stack:
        identity_port = await _start(stack, identity, 0)
        ca_file = data / "ca.pem"
        vault_port = await _start(stack, vault.application(), port, make_certificate(ca_file))
        vault.url = f"https://localhost:{vault_port}"
        ready = {
            "ready": True,
            "url": vault.url,
            "ca_file": str(ca_file),
            "identity_endpoint": f"http://127.0.0.1:{identity_port}{PATH}",
            "identity_header": header,
        }
        print(json.dumps(ready), flush=True)
        await stopping.wait()


async def _start(stack: AsyncExitStack, app: web.Application, port: int, tls: ssl.SSLContext | None = None) -> int:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.TCPSite(runner, "127.0.0.1", port, ssl_context=tls).start()
    bound: int = runner.addresses[0][1]
    return bound


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m local.vault")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--data", type=Path, help="keeps the secrets; default a temporary folder")
    parser.add_argument("--secret", action="append", default=[], help="NAME=VALUE: there from the start")
    args = parser.parse_args()
    given = dict(text.split("=", 1) for text in args.secret)
    if args.data is not None:
        asyncio.run(serve(args.data.resolve(), args.port, given))
        return
    with tempfile.TemporaryDirectory(prefix="local-vault-") as folder:
        asyncio.run(serve(Path(folder), args.port, given))


if __name__ == "__main__":
    main()
