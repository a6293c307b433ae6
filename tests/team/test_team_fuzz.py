"""The OpenAPI document held against the running app: schemathesis makes requests from it, good and bad ones.

The short run takes the same requests every time, so that a failure means that something changed;
`SCHEMATHESIS_SECONDS=900 pytest tests/team/test_team_fuzz.py` goes on for long, and goes further.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from local.klaviyo import MAIN_KEY
from tests.fakes.waiting import LIMIT_SECONDS
from tests.system.system import System, connect

pytestmark = pytest.mark.asyncio(loop_scope="session")

SECONDS = int(os.environ.get("SCHEMATHESIS_SECONDS") or 0)
PHASES = "examples,coverage,fuzzing,stateful" if SECONDS else "fuzzing"
# A time limit would let a faster machine make requests that were never made before.
LIMITS = ("--max-time", str(SECONDS), "--workers", "2") if SECONDS else ("--max-examples", "3", "--seed", "1")
HOOK = {"name": "Fuzzed", "url": "https://hooks.invalid/x", "events": ["run.failed"]}
NOT_CHECKED = {
    "positive_data_acceptance": "what fits the document can name a list that Klaviyo does not have",
    "ignored_auth": "the local host trusts the header; test_route_permissions.py walks every route",
    "allow_header_conformance": "methods that no function takes are answered by the host, for all routes alike",
}


async def real_things(team: System) -> dict[str, list[str]]:
    """Ids by the area of the API, of things that may be changed and removed; the first connection stays."""
    await team.upload("Fuzzed.csv", "email,name\nfuzzed@example.com,F\nno-address,G\n")
    found: dict[str, list[str]] = {"segments": ["Fuzzed"]}
    connections = [(await team.call("POST", "/api/connections", connect(MAIN_KEY)))[1]["id"] for _ in range(4)]
    exports = [await team.export("Fuzzed", connection_id=connections[0]) for _ in range(12)]
    found["exports"] = [export["id"] for export in exports]
    found["runs"] = [(await team.run(export))["id"] for export in exports[:3]]
    _, preview = await team.call("POST", f"/api/exports/{exports[0]['id']}/preview")
    found["previews"] = [preview["id"]]
    found["notifications"] = [(await team.call("POST", "/api/notifications", HOOK))[1]["id"] for _ in range(5)]
    _, lookup = await team.call("POST", "/api/people/lookup", {"email": "fuzzed@example.com"})
    found["people"] = [lookup["id"]]
    found["connections"] = connections
    return found


async def give_real_things(team: System, document: dict[str, Any]) -> None:
    """What lies there becomes a choice of the document beside what is made up: requests get past 404 and 400."""
    found = await real_things(team)
    connection, *found["connections"] = found["connections"]
    for path, methods in document["paths"].items():
        ids = found.get(path.split("/")[2], [])
        for parameter in (p for operation in methods.values() for p in operation.get("parameters", ())):
            if parameter["in"] == "path":
                parameter["schema"] = {"anyOf": [{"enum": ids}, parameter["schema"]]}
            elif parameter["name"] == "cursor":
                where = path.replace("{id}", ids[0]) if "{" in path else path
                _, page = await team.call("GET", f"{where}?limit=1")
                if page["next_cursor"]:
                    parameter["schema"] = {"anyOf": [{"enum": [page["next_cursor"]]}, parameter["schema"]]}
            elif parameter["name"] == "If-Match":
                parameter["schema"] = {"anyOf": [{"enum": ["*"]}, parameter["schema"]]}
    known: dict[str, list[Any]] = {
        "connection_id": [connection],
        "list_id": [await team.new_list() for _ in range(8)],
        "segments": [["Fuzzed"]],
        "api_key": [MAIN_KEY],
        "url": [HOOK["url"]],
    }
    schemas = document["components"]["schemas"]
    for name in ("NewConnection", "ConnectionChange", "NewExport", "ExportChange", "NewNotification"):
        properties = schemas[name]["properties"]
        for field in known.keys() & properties.keys():
            properties[field] = {"anyOf": [{"enum": known[field]}, properties[field]]}


@pytest.mark.timeout(SECONDS * 2 + 580)
async def test_every_answer_is_as_the_document_says(team: System, tmp_path: Path) -> None:
    _, document = await team.call("GET", "/api/openapi.json")
    # The local stack's way of signing in.
    document["components"]["securitySchemes"]["user"] = {"type": "apiKey", "in": "header", "name": "X-Local-User"}
    await give_real_things(team, document)
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(document))
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "run", str(file), "--url", team.stack.app),
        *("--header", "X-Local-User: administrator", "--header", f"x-functions-key: {team.stack.function_key}"),
        *("--generation-with-security-parameters", "false", "--phases", PHASES),
        *LIMITS,
        *("--request-timeout", str(LIMIT_SECONDS)),
        *("--checks", "all", "--exclude-checks", ",".join(NOT_CHECKED)),
        *("--continue-on-failure", "--suppress-health-check", "all", "--generation-database", "none", "--no-color"),
    ]
    process = await asyncio.create_subprocess_exec(
        *command, cwd=tmp_path, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    output, _ = await process.communicate()
    print(output.decode())
    assert process.returncode == 0
