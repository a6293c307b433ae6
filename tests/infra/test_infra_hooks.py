"""The deployment hooks, run by sh against stand-ins for az, azd and curl that record what they are asked."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.infra.infra_bicep import INFRA, ROOT

FUNCTIONS = re.findall(r'^@app\.function_name\("(.+)"\)$', (ROOT / "function_app.py").read_text(), re.MULTILINE)

AZ = """#!/bin/sh
echo "az $*" >> "$CALLS"
case "$*" in
*listKeys*) echo true ;;
*/functions\\?api-version*) cat "$WORLD/functions" ;;
*"functionapp show"*) echo /subscriptions/s/app ;;
*"storage account show"*--query\\ location*) echo northeurope ;;
*"storage account list"*) echo /subscriptions/s/exports ;;
*"lock list"*) echo /subscriptions/s/exports/lock ;;
*"role assignment list"*) cat "$WORLD/roles" ;;
*"deployment group create"*)
  left=$(cat "$WORLD/refusals")
  if [ "$left" -gt 0 ]; then echo $((left - 1)) > "$WORLD/refusals"; exit 1; fi ;;
esac
"""
CURL = """#!/bin/sh
echo "curl $*" >> "$CALLS"
status=$(head -n 1 "$WORLD/statuses")
sed -i 1d "$WORLD/statuses"
printf %s "$status"
"""

ENVIRONMENT = {
    "AZURE_SUBSCRIPTION_ID": "the-subscription",
    "RESOURCE_GROUP": "rg-test",
    "APP_NAME": "func-test",
    "APP_URL": "https://func-test.example",
    "SEGMENTS_ACCOUNT": "stseg",
    "SEGMENTS_ACCOUNT_GROUP": "rg-data",
    "SEGMENTS_CONTAINER": "segments",
    "EXPORTS_ACCOUNT": "stexp",
    "DEAD_LETTER_CONTAINER": "deadletters",
    "ACTION_GROUP_ID": "/actions",
    "IDENTITY_PRINCIPAL_ID": "identity",
    "AUTH_CLIENT_ID": "registration",
    "HOOK_WAIT_SECONDS": "0",
}


class World:
    """A folder of stand-ins and of what they answer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.calls_file = folder / "calls"
        self.calls_file.touch()
        for name, text in {"az": AZ, "azd": '#!/bin/sh\necho "azd $*" >> "$CALLS"\n', "curl": CURL}.items():
            (folder / name).write_text(text)
            (folder / name).chmod(0o755)
        self.functions = FUNCTIONS
        self.refusals = 0
        self.roles = ["/assignments/read"]
        self.statuses = ["401"]

    def run(self, hook: str, folder: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
        (self.folder / "functions").write_text("".join(f"{name}\n" for name in self.functions))
        (self.folder / "roles").write_text("".join(f"{role}\n" for role in self.roles))
        (self.folder / "refusals").write_text(str(self.refusals))
        (self.folder / "statuses").write_text("".join(f"{status}\n" for status in self.statuses))
        known = {
            "PATH": f"{self.folder}:{os.environ['PATH']}",
            "CALLS": str(self.calls_file),
            "WORLD": str(self.folder),
        }
        return subprocess.run(
            ["sh", INFRA / "hooks" / f"{hook}.sh"],
            cwd=folder,
            env=known | ENVIRONMENT | environment,
            capture_output=True,
            text=True,
            timeout=280,
            check=False,
        )

    def calls(self, words: str) -> list[str]:
        return [line for line in self.calls_file.read_text().splitlines() if words in line]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@pytest.mark.parametrize("hook", ["preprovision", "postprovision", "postdeploy", "predown", "postdown"])
def test_every_hook_selects_the_subscription_first(world: World, hook: str) -> None:
    world.run(hook)
    assert world.calls("az ")[0] == "az account set --subscription the-subscription"


NODE = """#!/bin/sh
echo "node $*" >> "$CALLS"
[ "$1" != -e ] || exit "$OLD_NODE"
"""
NPM = """#!/bin/sh
echo "npm $*" >> "$CALLS"
[ "$1" != ls ] || exit "$MISSING"
"""


@pytest.fixture
def sources(world: World) -> Path:
    """A checkout with the console's sources, and stand-ins for node and npm."""
    for name, text in {"node": NODE, "npm": NPM}.items():
        (world.folder / name).write_text(text)
        (world.folder / name).chmod(0o755)
    (world.folder / "console").mkdir()
    return world.folder


@pytest.mark.parametrize(("missing", "installed"), [("0", []), ("1", ["npm ci --omit=dev --no-audit --no-fund"])])
def test_packaging_builds_the_console(world: World, sources: Path, missing: str, installed: list[str]) -> None:
    done = world.run("prepackage", sources, OLD_NODE="0", MISSING=missing)
    assert done.returncode == 0, done.stderr
    assert world.calls("npm ci") == installed
    assert world.calls("node tools") == ["node tools/build_console.mjs"]


def test_packaging_without_node_says_what_is_missing(world: World, sources: Path) -> None:
    done = world.run("prepackage", sources, OLD_NODE="1", MISSING="0")
    assert done.returncode == 1
    assert "Node 20 or newer is missing" in done.stderr
    assert not world.calls("npm")


def test_the_package_of_a_release_is_deployed_as_it_is(world: World, sources: Path) -> None:
    (sources / "console").rmdir()
    assert world.run("prepackage", sources, OLD_NODE="1", MISSING="1").returncode == 0
    assert not world.calls("n")


def test_providers_are_registered_before_anything_is_created(world: World) -> None:
    done = world.run("preprovision")
    assert done.returncode == 0, done.stderr
    registered = {line.split()[4] for line in world.calls("az provider register")}
    used = {
        kind
        for file in INFRA.rglob("*.bicep")
        for kind in re.findall(r"^resource \w+ '(Microsoft\.\w+)/", file.read_text(), re.MULTILINE)
    }
    assert registered == used - {"Microsoft.Authorization", "Microsoft.Consumption", "Microsoft.Resources"} | {
        "Microsoft.App"
    }


def test_a_right_deployment_is_ready(world: World) -> None:
    done = world.run("postdeploy")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "Ready: https://func-test.example\n"
    (created,) = world.calls("az deployment group create")
    assert "segmentsLocation=northeurope" in created
    (asked,) = world.calls("curl ")
    assert asked.endswith("https://func-test.example/api/me")
    assert "X-MS-CLIENT-PRINCIPAL: " in asked


@pytest.mark.parametrize("functions", [[], FUNCTIONS[:-1], [*FUNCTIONS, "another"]])
def test_functions_that_the_host_does_not_list_fail_the_deployment(world: World, functions: list[str]) -> None:
    world.functions = functions
    done = world.run("postdeploy")
    assert done.returncode == 1
    assert "does not list the functions" in done.stderr
    assert not world.calls("az deployment group create")


def test_a_role_that_is_not_effective_yet_is_waited_for(world: World) -> None:
    world.refusals = 3
    done = world.run("postdeploy")
    assert done.returncode == 0, done.stderr
    assert len(world.calls("az deployment group create")) == 4


def test_an_event_subscription_that_never_succeeds_fails_the_deployment(world: World) -> None:
    world.refusals = 100
    done = world.run("postdeploy")
    assert done.returncode == 1
    assert "could not be created" in done.stderr


@pytest.mark.parametrize("statuses", [["200"], ["503", "200"], ["403"], ["404"], ["302"], ["500"] * 12])
def test_a_forged_administrator_fails_the_deployment(world: World, statuses: list[str]) -> None:
    world.statuses = statuses
    done = world.run("postdeploy")
    assert done.returncode == 1
    assert f"answered {statuses[-1]} instead of 401" in done.stderr


def test_an_app_that_is_still_starting_is_waited_for(world: World) -> None:
    world.statuses = ["000", "503", "401"]
    assert world.run("postdeploy").returncode == 0


def test_going_down_removes_the_lock(world: World) -> None:
    done = world.run("predown")
    assert done.returncode == 0, done.stderr
    assert world.calls("az lock delete") == ["az lock delete --ids /subscriptions/s/exports/lock"]


def test_going_down_removes_the_roles_in_an_existing_account(world: World) -> None:
    assert world.run("predown", EXISTING_SEGMENTS_ACCOUNT="stseg").returncode == 0
    assert world.calls("az role assignment delete") == ["az role assignment delete --ids /assignments/read"] * 2


def test_going_down_again_finds_the_roles_removed(world: World) -> None:
    # az ends with an error where it finds no assignment to delete.
    world.roles = []
    assert world.run("predown", EXISTING_SEGMENTS_ACCOUNT="stseg").returncode == 0
    assert world.calls("az role assignment delete") == []
