"""The command `stk`, installed from the wheel, against the local stack."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import signal
import uuid
from pathlib import Path
from typing import Any

import pytest
from tests.fakes.waiting import LIMIT_SECONDS
from tests.system.system import System

pytestmark = pytest.mark.asyncio(loop_scope="session")


class Stk:
    """Runs the command as a user of the local stack."""

    def __init__(self, commands: Path, system: System, folder: Path) -> None:
        self.commands = commands
        self.system = system
        self.folder = folder

    def environment(self, who: str | None) -> dict[str, str]:
        given = {name: value for name, value in os.environ.items() if not name.startswith(("STK_", "PYTHON"))}
        given |= {"XDG_CONFIG_HOME": str(self.folder / "config"), "STK_APP_URL": self.system.stack.app}
        if who:
            [(name, value)] = self.system.stack.users[who].items()
            given["STK_HEADER"] = f"{name}:{value}"
        return given

    async def start(
        self, *arguments: str, who: str | None = "administrator", **variables: str
    ) -> asyncio.subprocess.Process:
        pipe = asyncio.subprocess.PIPE
        return await asyncio.create_subprocess_exec(
            self.commands / "stk", *arguments, cwd=self.folder, env=self.environment(who) | variables,
            stdin=asyncio.subprocess.DEVNULL, stdout=pipe, stderr=pipe,
        )  # fmt: skip

    async def __call__(self, *arguments: str, **options: Any) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        process = await self.start(*arguments, **options)
        out, err = await process.communicate()
        return process.returncode or 0, out.decode(), err.decode()

    async def json(self, *arguments: str, **options: Any) -> Any:
        code, out, err = await self(*arguments, "--output", "json", **options)
        assert code == 0, err
        return json.loads(out)


@pytest.fixture
def stk(installed: Path, system: System, tmp_path: Path) -> Stk:
    return Stk(installed, system, tmp_path)


async def test_from_list_to_rejects(stk: Stk, system: System) -> None:
    name = f"Cli{uuid.uuid4().hex[:6]}"
    await system.upload(f"{name}.csv", "email\none@example.com\nnobody\n")
    export = await system.export(name)
    code, out, _ = await stk("exports", "list")
    assert code == 0
    [line] = [line.split("  ") for line in out.splitlines() if line.startswith(export["id"])]
    assert [cell.strip() for cell in line if cell] == [export["id"], export["name"], name, "upsert", "yes", "on demand"]
    assert (await stk.json("exports", "show", export["name"]))["id"] == export["id"]

    found = await stk.json("exports", "preview", export["id"])
    assert (found["state"], found["counts"]["to_send"]) == ("ready", 1)
    code, out, err = await stk(
        "exports", "run", export["name"], "--strict", "--idempotency-key", name, "--output", "json"
    )
    run = json.loads(out)
    assert (code, run["state"], run["counts"]["accepted"]) == (13, "completed_with_warnings", 1)
    assert f"Run {run['id']}: " in err
    assert (await stk.json("exports", "run", export["id"], "--no-wait", "--idempotency-key", name))["id"] == run["id"]
    assert (await stk.json("runs", "watch", run["id"]))["state"] == "completed_with_warnings"
    assert [one["id"] for one in await stk.json("runs", "list", "--export", export["name"])] == [run["id"]]
    assert "completed_with_warnings" in (await stk("runs", "show", run["id"]))[1]

    found = await stk.json("people", "lookup", "--email", "one@example.com", "--days", "1")
    assert (found["state"], run["id"] in {one["run_id"] for one in found["events"]}) == ("done", True)

    code, out, _ = await stk("runs", "rejects", run["id"], "--csv", "-")
    assert code == 0
    assert [row["email"] for row in csv.DictReader(io.StringIO(out))] == ["nobody"]
    assert [row["email"] for row in await stk.json("runs", "rejects", run["id"])] == ["nobody"]
    await stk("runs", "rejects", run["id"], "--csv", "rejects.csv")
    assert "nobody" in (stk.folder / "rejects.csv").read_text()


async def test_segments_connections_and_schedules(stk: Stk, system: System) -> None:
    name = f"Cli{uuid.uuid4().hex[:6]}"
    await system.upload(f"{name}.csv", "email,City\none@example.com,Bern\n")
    assert name in (await stk("segments", "list"))[1]
    found = await stk.json("segments", "show", name)
    assert found["suggestion"]["location.city"] == "City"
    _, out, _ = await stk("segments", "show", name)
    assert "City" in out
    assert "example.com" not in out, "values are shown to those only who ask for JSON"
    assert "Shop" in (await stk("connections", "list"))[1]
    assert (await stk.json("connections", "verify", system.connection))["verified"]
    export = await system.export(name)
    assert (await stk.json("exports", "disable", export["id"]))["enabled"] is False
    assert (await stk.json("exports", "enable", export["id"]))["enabled"] is True


async def test_refusals_and_wrong_usage_have_codes_of_their_own(stk: Stk, system: System) -> None:
    code, out, err = await stk("exports", "run", "No such export")
    assert (code, out) == (1, "")
    assert "no export" in err
    twins = [(await system.export("Cli", name="Twins"))["id"] for _ in range(2)]
    code, out, err = await stk("exports", "run", "Twins", "--no-wait")
    assert (code, out) == (1, "")
    assert all(one in err for one in twins)
    code, out, err = await stk("runs", "rejects", "20260101-000000000-aaaaaa", who="viewer")
    assert (code, out) == (3, "")
    assert "not allowed" in err
    assert (await stk("runs", "show"))[0] == 64
    assert (await stk("runs", "show", "x", who=None))[0] == 64
    assert (await stk("runs", "show", "x", who="stranger" if "stranger" in system.stack.users else "viewer"))[0] == 3
    code, _, err = await stk("exports", "show", "exp_1", who=None, STK_CLIENT_ID="c")
    assert (code, "segments-to-klaviyo-client[azure]" in err) == (3, True)


async def test_an_interrupt_cancels_the_run_it_waits_for(stk: Stk, system: System) -> None:
    name = f"Cli{uuid.uuid4().hex[:6]}"
    await system.upload(f"{name}.csv", "email\none@example.com\n")
    export = await system.export(name)
    await system.sim("POST", "/jobs", {"job_seconds": 30, "times": 1})
    process = await stk.start("exports", "run", export["id"])
    assert process.stderr
    line = await asyncio.wait_for(process.stderr.readline(), LIMIT_SECONDS)
    assert line.startswith(b"Run ")
    process.send_signal(signal.SIGTERM)
    await asyncio.wait_for(process.communicate(), LIMIT_SECONDS)
    assert process.returncode == 130
    _, found = await system.call("GET", f"/api/exports/{export['id']}/runs")
    [run] = found["runs"]
    assert (await system.ended(run["id"]))["state"] == "canceled"

    await system.sim("POST", "/jobs", {"job_seconds": 30, "times": 1})
    started = await stk.json("exports", "run", export["id"], "--no-wait")
    code, _, err = await stk("exports", "run", export["id"])
    assert (code, started["id"] in err) == (3, True), "the export is already running"
    assert (await stk.json("runs", "cancel", started["id"]))["state"] == "canceled"
    code, _, err = await stk("runs", "watch", started["id"])
    assert code == 12, err
    code, _, err = await stk("runs", "retry", run["id"])
    assert code == 0, err
    code, _, err = await stk("runs", "confirm", run["id"])
    assert (code, "does not wait for confirmation" in err) == (3, True)


async def test_plan_apply_export(stk: Stk, system: System) -> None:
    for _ in range(2):
        # Names that the file does not have may be there twice.
        await system.export("Cli", name="Others")
    name = f"Code{uuid.uuid4().hex[:6]}"
    list_id = await system.new_list()
    file = stk.folder / "segments.yaml"
    file.write_text(
        f"version: 1\nexports:\n  - name: {name}\n    connection: Shop\n    list_id: ${{LIST}}\n"
        f"    segments: [{name}]\n    mapping: {{email: email}}\n"
    )
    (stk.folder / "test.yaml").write_text(f"LIST: {list_id}\n")
    code, out, _ = await stk("plan")
    assert (code, out) == (1, "")
    code, out, _ = await stk("plan", "--variables", "test.yaml")
    assert (code, f'+ export "{name}"' in out) == (2, True)
    assert (await stk("apply", LIST=list_id))[0] == 64
    code, _, err = await stk("apply", "--yes", LIST=list_id)
    assert (code, "1 of 1 changes made" in err) == (0, True)
    code, out, _ = await stk("plan", LIST=list_id)
    assert (code, out.endswith("No differences.\n")) == (0, True)
    assert (await stk("exports", "show", name))[0] == 0
    assert json.loads((await stk("schema"))[1])["required"] == ["version"]


async def test_login_saves_the_address_and_no_secret(stk: Stk, system: System) -> None:
    found = await stk.json("login", STK_CLIENT_ID="11112222-3333-4444-5555-666677778888")
    assert found["role"] == "administrator"
    [saved] = (stk.folder / "config").rglob("*.json")
    assert json.loads(saved.read_text()) == {
        "app_url": system.stack.app, "client_id": "11112222-3333-4444-5555-666677778888",
    }  # fmt: skip
    code, _, _ = await stk("exports", "list", STK_APP_URL="")
    assert code == 0


async def test_shells_complete_exports(stk: Stk, system: System) -> None:
    export = await system.export("Completed")
    variables = {"_STK_COMPLETE": "complete_bash", "COMP_WORDS": "stk exports run exp_", "COMP_CWORD": "3"}
    code, out, err = await stk(**variables)
    assert export["id"] in out, (code, err)
