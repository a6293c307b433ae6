"""azure.yaml, the hooks and the workflows fit to what they drive."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from pathspec import GitIgnoreSpec

from shared.console.site import DIST
from tests.infra.infra_bicep import INFRA, ROOT, parsed, variable
from tools.console import build_console

HOOKS = sorted((INFRA / "hooks").glob("*.sh"))
FROM_AZD = {"AZURE_ENV_NAME", "AZURE_SUBSCRIPTION_ID"}
SET_BY_USERS = {"AUTH_SKIP", "EXISTING_TOPIC_NAME", "EXISTING_SEGMENTS_ACCOUNT"}
FOR_TESTS = {"HOOK_WAIT_SECONDS"}


def test_azd_runs_every_hook() -> None:
    text = (ROOT / "azure.yaml").read_text()
    assert re.findall(r"run: (\S+)", text) == [
        f"infra/hooks/{name}.sh"
        for name in ("prepackage", "preprovision", "postprovision", "postdeploy", "predown", "postdown")
    ]
    for name, script in re.findall(r"^ +(\w+):\n +shell: sh\n +run: \S+/(\w+)\.sh", text, re.MULTILINE):
        assert name == script
    assert {file.name for file in HOOKS} == {Path(run).name for run in re.findall(r"run: (\S+)", text)}
    service = re.search(r"^services:\n  (\w+):", text, re.MULTILINE)
    assert service
    assert f"'azd-service-name': '{service.group(1)}'" in (INFRA / "modules/app.bicep").read_text()


@pytest.mark.parametrize("hook", HOOKS, ids=lambda file: file.name)
def test_hooks_are_scripts_and_know_their_variables(hook: Path) -> None:
    assert os.access(hook, os.X_OK)
    shell = shutil.which("sh")
    assert shell
    assert subprocess.run([shell, "-n", hook], check=False).returncode == 0
    text = re.sub(r"`\w+`", "", hook.read_text())
    read = set(re.findall(r"\$\{?([A-Z][A-Z0-9_]+)", text))
    outputs = set(parsed(INFRA / "main.bicep")["outputs"])
    written = {name for file in HOOKS for name in re.findall(r"azd env set ([A-Z_]+)", file.read_text())}
    assert read <= outputs | written | FROM_AZD | SET_BY_USERS | FOR_TESTS


def test_the_second_phase_gets_what_it_takes() -> None:
    text = (INFRA / "hooks/postdeploy.sh").read_text()
    command = re.search(r"az deployment group create(?:.*\\\n)*.*", text)
    assert command
    given = set(re.findall(r"(\w+)=\"\$", command.group()))
    assert given == set(parsed(INFRA / "events.bicep")["parameters"]) - {"tags"}


def test_every_output_is_read() -> None:
    text = "".join(file.read_text() for file in HOOKS)
    docs = (ROOT / "docs/deploy.md").read_text()
    for name in parsed(INFRA / "main.bicep")["outputs"]:
        assert f"${name}" in text or name in docs, name


def test_a_deployment_carries_the_app_and_nothing_else() -> None:
    ignored = GitIgnoreSpec.from_lines((ROOT / ".funcignore").read_text().splitlines())
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    build_console()
    built = [str(path.relative_to(ROOT)) for path in DIST.rglob("*") if path.is_file()]
    deployed = {path for path in [*tracked, *built] if not ignored.match_file(path)}
    assert {path.partition("/")[0] for path in deployed} == {
        "function_app.py",
        "host.json",
        "requirements.txt",
        "shared",
    }
    assert {path for path in [*tracked, *built] if path.startswith("shared/")} <= deployed
    assert "shared/console/dist/index.html" in deployed


def test_ci_runs_what_the_project_runs() -> None:
    text = (ROOT / ".github/workflows/ci.yml").read_text()
    assert "run: make check" in text
    assert "run: make test" in text
    text = (ROOT / ".github/workflows/infra.yml").read_text()
    for words in (
        "az bicep build ",
        "az bicep lint",
        "az bicep build-params --file infra/main.bicepparam",
        'what-if --location "$AZURE_LOCATION" --parameters infra/main.bicepparam',
        "infra/main.bicep infra/events.bicep",
    ):
        assert words in text


def test_workflows_pin_what_they_use_and_may_little() -> None:
    workflows = sorted((ROOT / ".github/workflows").glob("*.yml"))
    assert {file.stem for file in workflows} == {"ci", "infra", "publish-client", "release"}
    for file in workflows:
        text = file.read_text()
        for used in re.findall(r"uses: (\S+.*)", text):
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), f"{file.name}: {used}"
        top = re.search(r"^permissions:(.*(?:\n  .*)*)", text, re.MULTILINE)
        assert top, file.name
        assert top.group(1).strip() in ("contents: read", "{}"), file.name
        for target in re.findall(r"\bmake (\w+)", text):
            assert f"\n{target}:" in (ROOT / "Makefile").read_text(), f"{file.name}: make {target}"
    release = (ROOT / ".github/workflows/release.yml").read_text()
    for words in (
        "sh infra/hooks/prepackage.sh",
        "attest-build-provenance",
        "attest-sbom",
        "shared.__version__",
        "sbom-path: out/sbom.json",
        ".funcignore",
    ):
        assert words in release


def test_the_deploy_page_says_every_variable() -> None:
    docs = (ROOT / "docs/deploy.md").read_text()
    for name in re.findall(r"readEnvironmentVariable\('(\w+)'", (INFRA / "main.bicepparam").read_text()):
        assert f"`{name}`" in docs, name


def test_the_deploy_page_says_every_role() -> None:
    docs = (ROOT / "docs/deploy.md").read_text()
    for name in re.findall(r'"name": "(.+)"', (INFRA / "roles.json").read_text()):
        assert name in docs, name


def test_every_alert_has_its_section() -> None:
    docs = (ROOT / "docs/alerts.md").read_text()
    sections = set(re.findall(r"^## (\S+)$", docs, re.MULTILINE))
    linked = set()
    for file in (INFRA / "modules/alerts.bicep", INFRA / "events.bicep"):
        linked |= set(re.findall(r"docs/alerts\.md#([\w-]+)'", file.read_text()))
    linked |= {alert["name"] for alert in variable(INFRA / "modules/alerts.bicep", "perRun")}
    assert linked == sections


def test_links_of_the_pages_lead_somewhere() -> None:
    for page in (ROOT / "docs/alerts.md", ROOT / "docs/deploy.md"):
        for target, anchor in re.findall(r"\]\((?!https?:)([\w.-]*)(?:#([\w-]+))?\)", page.read_text()):
            file = page.parent / target if target else page
            anchors = {
                re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
                for heading in re.findall(r"^#+ (.+)$", file.read_text(), re.MULTILINE)
            }
            assert not anchor or anchor in anchors, f"{page.name}: {target}#{anchor}"
