"""What is deployed: the app and requirements.txt, nothing of the development environment."""

import json
import re
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

from tests.infra.infra_bicep import ROOT
from tests.infra.infra_code import TRIGGERS
from tools.console import build_console

WORKER = "azure-functions-runtime"
SIZE_BAR_MB = 310
"""Of the installed packages, without bytecode. The largest parts: deltalake 134 MB with its arro3 11 (docs/adr/0023),
duckdb 65 (reads and checks segments without a Python object for each row), phonenumbers 23 (E.164 of every country),
cryptography 15 (Entra ID tokens), pydantic 9 (what users send), azure 8 and aiohttp 7 (storage and vault),
openpyxl 1 (workbooks). 296.5 in all:
there is room for new versions only."""

ALL_RIGHT = {
    "check_programming_model_v2": "an optional look for decorators, which are there",
    "check_native_dependency_risk": "the build is remote, on the platform itself",
    "check_binding_connection_resolution": "infra/modules/app.bicep sets them; test_infra_code.py checks that",
    "check_host_json_log_level_conflict": "on purpose: of the host itself warnings only, of functions also results",
    "check_app_insights": "infra/modules/app.bicep sets it",
}
"""Warnings of azure-functions-doctor and why each may stay."""


def layout(folder: Path) -> Path:
    """The app as a deployment carries it."""
    build_console()
    app = folder / "app"
    app.mkdir()
    for name in ("function_app.py", "host.json", "requirements.txt", ".funcignore"):
        shutil.copy(ROOT / name, app)
    shutil.copytree(ROOT / "shared", app / "shared", ignore=shutil.ignore_patterns("__pycache__"))
    return app


def install(target: Path, *pins: str) -> None:
    """What pip would put there, linked from where it has put it already: the environment that setup made."""
    for pin in pins:
        name, _, version = pin.partition("==")
        found = distribution(name)
        assert found.version == version, f"{name} {found.version} is installed, {version} is pinned: make setup"
        for file in found.files or ():
            if ".." not in file.parts:
                linked = target / file
                linked.parent.mkdir(parents=True, exist_ok=True)
                source = str(found.locate_file(file))
                try:
                    linked.hardlink_to(source)
                except OSError:  # another device
                    shutil.copy(source, linked)


def pins(file: str) -> list[str]:
    return re.findall(r"^[a-z0-9-]+==[^\s;]+", (ROOT / file).read_text(), re.MULTILINE)


def test_requirements_are_exact() -> None:
    lines = [
        line
        for line in (ROOT / "requirements.txt").read_text().splitlines()
        if line and not line.strip().startswith("#")
    ]
    assert len(lines) > 20
    for line in lines:
        assert re.match(r"[a-z0-9-]+==[\w.]+( \\)?$|\s+--hash=sha256:[0-9a-f]{64}( \\)?$", line), line


def test_the_doctor_finds_nothing(tmp_path: Path) -> None:
    doctor = Path(sys.executable).with_name("azure-functions-doctor")
    done = subprocess.run(
        [
            *(doctor, "doctor", "--path", layout(tmp_path), "--profile", "deploy", "--format", "json"),
            *("--hosting-plan", "flex-consumption", "--target-python", "3.13"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(done.stdout)
    items = [item for section in report["results"] for item in section["items"]]
    assert len(items) > 10
    found = {item["rule_id"]: item["value"] for item in items if item["status"] not in ("pass", "skip")}
    assert {rule: text for rule, text in found.items() if rule not in ALL_RIGHT} == {}


def test_the_app_runs_on_its_requirements_alone(tmp_path: Path) -> None:
    app, packages, worker = layout(tmp_path), tmp_path / "packages", tmp_path / "worker"
    shutil.copy(ROOT / "local/host/protos.py", tmp_path)
    install(packages, *pins("requirements.txt"))
    install(worker, *(pin for pin in pins("requirements-dev.txt") if pin.startswith(f"{WORKER}==")))
    # -I -S: no environment variables, no user or site packages, so nothing of the development environment.
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-B", Path(__file__).with_name("index_alone.py"), app, packages, worker],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == sorted(TRIGGERS)
    size = sum(file.stat().st_size for file in packages.rglob("*") if file.is_file() and file.suffix != ".pyc")
    assert size / 1e6 < SIZE_BAR_MB
