"""The command line for users of the app, as a process of its own."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import sys
import uuid
from pathlib import Path

import pytest

from tests.system.system import System

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROOT = Path(__file__).parents[2]


async def exports(team: System, *arguments: str, who: str = "administrator") -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    command = [sys.executable, "-m", "local.exports", "--app", team.stack.app, "--local-user", who, *arguments]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=pipe, stderr=pipe)
    out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


async def test_from_list_to_rejects(team: System) -> None:
    name = f"Cli{uuid.uuid4().hex[:6]}"
    await team.upload(f"{name}.csv", "email\none@example.com\nnobody\n")
    export = await team.export(name)
    code, out, _ = await exports(team, "list")
    assert code == 0
    assert f"{export['id']}\t{export['name']}\t{name}\ton demand" in out.splitlines()

    code, out, err = await exports(team, "run", export["name"], "--strict", "--key", name)
    run = json.loads(out)
    assert (code, run["state"], run["counts"]["accepted"]) == (1, "completed_with_warnings", 1)
    assert run["id"] in err
    code, out, _ = await exports(team, "run", export["id"], "--no-wait", "--key", name)
    assert (code, json.loads(out)["id"]) == (0, run["id"])
    code, out, _ = await exports(team, "status", run["id"], "--wait")
    assert (code, json.loads(out)["state"]) == (0, "completed_with_warnings")
    code, out, _ = await exports(team, "rejects", run["id"])
    assert code == 0
    assert [row["email"] for row in csv.DictReader(io.StringIO(out))] == ["nobody"]


async def test_refusals_say_why_on_the_error_output(team: System) -> None:
    code, out, err = await exports(team, "run", "No such export")
    assert (code, out) == (3, "")
    assert "no export" in err
    twins = [(await team.export("Cli", name="Twins"))["id"] for _ in range(2)]
    code, out, err = await exports(team, "run", "Twins", "--no-wait")
    assert (code, out) == (3, "")
    assert all(one in "".join(err.split()) for one in twins)
    code, out, err = await exports(team, "rejects", "20260101-000000000-aaaaaa", who="viewer")
    assert (code, out) == (3, "")
    assert "not allowed" in err
    assert (await exports(team, "status"))[0] == 2
