"""What leaves a process: in one of its own, since OpenTelemetry is configured once."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from local.host.metrics import page
from shared import telemetry

ROOT = Path(__file__).parents[3]
PROGRAM = """
import logging, sys, time
from shared import telemetry
from shared.telemetry import export
from shared.errors import ListNotFound
from shared.texts import text
export.configure(connection_string=None, client_id=None, folder=sys.argv[1])
log = logging.getLogger("shared.runs.any")
with telemetry.begin("start", run_id="r1", export_id="e1") as traceparent:
    assert telemetry.origin() == traceparent
with telemetry.step("prepare", traceparent, run_id="r1", chunk=None, step=0):
    telemetry.add_attributes(export_id="e1")
    for error in (ValueError("ann@example.com"), ListNotFound(text("list-gone", list="X"))):
        try:
            with telemetry.stage("read"):
                raise error
        except (ValueError, ListNotFound):
            log.exception("run %s: reading", "r1")
from shared.telemetry.guard import guarded
with guarded("check keys", "con_1"):
    raise ValueError("ann@" + "example.com")
assert telemetry.origin() is None and telemetry.attributes() == {}
telemetry.profiles.add(3, {"outcome": "accepted"})
telemetry.profiles.add(4, {"outcome": "accepted"})
telemetry.budget_use.set(0.25, {"endpoint": "jobs", "account": "A"})
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("telemetry")
    subprocess.run([sys.executable, "-c", PROGRAM, folder], cwd=ROOT, check=True)
    return folder


def lines(folder: Path, kind: str) -> list[dict[str, Any]]:
    (file,) = folder.glob(f"*.{kind}.jsonl")
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_no_text_of_an_exception_that_is_not_ours(told: Path) -> None:
    assert "ann@example.com" not in "".join(file.read_text("utf-8") for file in told.iterdir())
    foreign, ours, _ = (line["attributes"] for line in lines(told, "logs"))
    assert foreign["error.type"] == "ValueError"
    assert "error.message" not in foreign
    assert ours["error.message"] == "Klaviyo no longer has a list 'X'."


def test_every_line_and_span_says_what_it_is_about(told: Path) -> None:
    for line in [*lines(told, "logs")[:2], *lines(told, "spans")]:
        assert line["attributes"].items() >= {"run_id": "r1", "export_id": "e1"}.items()
    spans = lines(told, "spans")
    start = next(span for span in spans if span["name"] == "start")
    prepare = next(span for span in spans if span["name"] == "prepare")
    assert prepare["parent_id"] == start["context"]["span_id"]
    assert next(span["status"] for span in spans if span["name"] == "read") == {
        "status_code": "ERROR",
        "description": "ValueError",
    }


def test_metrics_of_processes_are_added_up(told: Path, tmp_path: Path) -> None:
    (file,) = told.glob("*.metrics.jsonl")
    for number in (1, 2):
        (tmp_path / f"{number}.metrics.jsonl").write_text(file.read_text("utf-8"))
    shown = page(tmp_path).splitlines()
    assert 'exports_profiles{outcome="accepted"} 14' in shown
    assert 'exports_failures{part="check keys"} 2' in shown
    assert 'exports_budget_use{account="A",endpoint="jobs"} 0.25' in shown
    assert 'exports_stage_seconds_count{stage="read"} 4' in shown
    assert page(tmp_path / "nothing") == ""


def test_nothing_is_told_where_nothing_is_configured() -> None:
    with telemetry.begin("start", run_id="r1") as traceparent, telemetry.stage("read"):
        telemetry.profiles.add(1, {"outcome": "accepted"})
        assert traceparent is None
        assert telemetry.origin() is None


def test_a_cold_start_imports_no_telemetry() -> None:
    program = "import sys, function_app; print(sorted(m for m in sys.modules if m.startswith('opentelemetry')))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
