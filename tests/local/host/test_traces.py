"""The listeners of the local host do what Microsoft's were recorded to do: one test for each scenario.

Time is virtual: 600 s of a lease take none. traces/README.md says where the scenarios come from.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from local.host.functions import AppError
from local.host.schedule import Schedule
from local.host.settings import load_settings
from tests.local.host import differences
from tests.local.host.conformance import Run, TimerRun, host_settings
from tests.local.host.recorded import read
from tests.local.host.virtual import run_in_virtual_time

MESSAGES = [trace for trace in (*read("queue.json"), *read("blob.json")) if "expected" in trace]
TIMERS = read("timer.json")
SCHEDULES = read("schedules.json")


def check(trace: dict[str, Any], found: list[str]) -> None:
    """A scenario passes, or is in the table of differences and differs."""
    if trace["name"] in differences.NAMED:
        assert found, f"{trace['name']} passes: take it out of tests/local/host/differences.py"
    else:
        assert found == []


@pytest.mark.parametrize("trace", MESSAGES, ids=lambda trace: trace["name"])
def test_messages(trace: dict[str, Any], tmp_path: Path) -> None:
    async def play() -> list[str]:
        run = Run(trace, host_settings(tmp_path, trace))
        await run.play()
        return run.differences()

    check(trace, run_in_virtual_time(play()))


@pytest.mark.parametrize("trace", TIMERS, ids=lambda trace: trace["name"])
def test_timers(trace: dict[str, Any], tmp_path: Path) -> None:
    async def play() -> list[str]:
        run = TimerRun(trace, tmp_path)
        await run.play()
        return run.differences()

    check(trace, run_in_virtual_time(play()))


@pytest.mark.parametrize("each", SCHEDULES, ids=lambda each: f"{each['expression']} {each.get('after', '')}")
def test_schedules(each: dict[str, Any]) -> None:
    if not each["accepted"]:
        with pytest.raises(AppError):
            Schedule(each["expression"])
        return
    schedule = Schedule(each["expression"])
    at = datetime.fromisoformat(each["after"]).replace(tzinfo=UTC)
    if not isinstance(each["occurrences"], list):
        with pytest.raises(AppError):
            schedule.after(at)
        return
    for occurrence in each["occurrences"]:
        at = schedule.after(at)
        assert at == datetime.fromisoformat(occurrence).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "step", next(each for each in read("queue.json") if each["name"] == "settings-refused")["steps"]
)
def test_settings_that_are_refused(step: str, tmp_path: Path) -> None:
    name, _, rest = step.partition(" = ")
    value, _, answer = rest.rpartition(": ")
    values = {name[0].lower() + name[1:]: int(value) if value.lstrip("-").isdigit() else value}
    (tmp_path / "host.json").write_text(json.dumps({"extensions": {"queues": values}}))
    if answer == "accepted":
        load_settings(tmp_path, {})
    else:
        with pytest.raises(AppError, match=next(iter(values))):
            load_settings(tmp_path, {})


def test_the_page_shows_the_table_of_differences() -> None:
    _, _, rest = differences.PAGE.read_text("utf-8").partition(differences.BEGIN)
    shown, _, _ = rest.partition(differences.END)
    assert shown.strip() == differences.as_table(), "write the table into docs/azure-differences.md"


def test_the_table_names_scenarios_that_exist() -> None:
    known = {trace["name"] for trace in (*MESSAGES, *TIMERS)}
    known |= {f"{case['group']}: {case['name']}" for case in read("http.json")}
    assert differences.NAMED.keys() <= known
