"""What the tests of this folder share: a segment, the audit entries, the vault as an operator sees it."""

import ssl
import uuid
from typing import Any

import httpx

from local.vault.identity import Tokens
from tests.system.system import System


async def segment(team: System) -> str:
    """Write a segment with one person; return its name."""
    name = f"Seg{uuid.uuid4().hex[:8]}"
    await team.upload(f"{name}.csv", f"email\n{name.lower()}@example.com\n")
    return name


async def entries(team: System, query: str) -> list[dict[str, Any]]:
    """Return all audit entries that match a query, page by page, the newest first."""
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        status, page = await team.call("GET", f"/api/audit?limit=3&{query}{cursor}")
        assert status == 200, page
        found += page["entries"]
        if not page["next_cursor"]:
            return found
        cursor = f"&cursor={page['next_cursor']}"


async def put_secret(team: System, name: str, value: str, **attributes: int) -> None:
    put = await vault(team, "PUT", f"/secrets/{name}", {"value": value, "attributes": attributes})
    assert put.status_code == 200, put.text


async def vault(team: System, method: str, path: str, body: Any = None) -> httpx.Response:
    """Ask the vault as an operator does: with a token of their own."""
    token, _ = Tokens.load(team.stack.data / "vault" / "token.key").issue("https://vault.azure.net")
    context = ssl.create_default_context(cafile=team.stack.vault_ca_file)
    async with httpx.AsyncClient(verify=context, trust_env=False) as http:
        url = f"{team.stack.vault}{path}?api-version=7.5"
        return await http.request(method, url, json=body, headers={"Authorization": f"Bearer {token}"})
