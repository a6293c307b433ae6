"""The OpenAPI document held against the running app: schemathesis makes requests from it, good and bad ones.

The short run takes the same requests every time, so that a failure means that something changed;
`SCHEMATHESIS_SECONDS=900 pytest tests/system/team/test_team_fuzz.py` goes on for long, and goes further.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest

from tests.system.system import System

pytestmark = pytest.mark.asyncio(loop_scope="session")

SECONDS = int(os.environ.get("SCHEMATHESIS_SECONDS") or 12)
PHASES = "fuzzing" if SECONDS < 60 else "examples,coverage,fuzzing,stateful"
NOT_CHECKED = {
    "positive_data_acceptance": "what fits the document can name a list that Klaviyo does not have",
    "ignored_auth": "the local host signs in whoever the header names; test_who_may.py walks every route",
    "allow_header_conformance": "methods that no function takes are answered by the host, for all routes alike",
}


@pytest.mark.timeout(SECONDS * 2 + 240)
async def test_every_answer_is_as_the_document_says(team: System, tmp_path: Path) -> None:
    _, document = await team.call("GET", "/api/openapi.json")
    # The local stack's way of signing in.
    document["components"]["securitySchemes"]["user"] = {"type": "apiKey", "in": "header", "name": "X-Local-User"}
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(document))
    seed = ("--seed", "1") if SECONDS < 60 else ()
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "run", str(file), "--url", team.stack.app),
        *("--header", "X-Local-User: administrator", "--header", f"x-functions-key: {team.stack.function_key}"),
        *("--generation-with-security-parameters", "false", "--phases", PHASES),
        *("--max-time", str(SECONDS), "--workers", "2"),
        *("--checks", "all", "--exclude-checks", ",".join(NOT_CHECKED)),
        *seed,
        *("--continue-on-failure", "--suppress-health-check", "all", "--generation-database", "none", "--no-color"),
    ]
    process = await asyncio.create_subprocess_exec(
        *command, cwd=tmp_path, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()
