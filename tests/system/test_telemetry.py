"""One run as traces, metrics and logs tell it: the files that the stack's processes write."""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from shared.telemetry.export import FILE_SECONDS
from tests.fakes.waiting import LIMIT_SECONDS
from tests.infra.infra_queries import Metric, Trace, Workspace, alert_queries, workbook_queries
from tests.system.system import System

pytestmark = pytest.mark.asyncio(loop_scope="session")

WARN = 13
"""OpenTelemetry's number of the severity WARN."""

STEPS = {"start", "prepare", "upload", "follow"}


def lines(system: System, kind: str) -> list[dict[str, Any]]:
    files = (system.stack.data / "telemetry").glob(f"*.{kind}.jsonl")
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


def of_run(found: list[dict[str, Any]], run: str) -> list[dict[str, Any]]:
    return [line for line in found if line["attributes"].get("run_id") == run]


async def until(true: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(LIMIT_SECONDS):
        while not await true():
            await asyncio.sleep(0.2)


async def metrics(system: System) -> Counter[str]:
    text = (await system.http.get(f"{system.stack.app}/admin/local/metrics")).text
    return Counter({name: float(value) for name, value in re.findall(r"^(\S+) (\S+)$", text, re.MULTILINE)})


async def settled(system: System) -> Counter[str]:
    """The metrics once nothing comes after: a run of the test before is told of with a delay."""
    before, same = await metrics(system), 0
    # Each process writes its metrics every FILE_SECONDS, later where the machine is busy.
    while same < 3:
        await asyncio.sleep(FILE_SECONDS)
        after = await metrics(system)
        same = same + 1 if after == before else 0
        before = after
    return before


async def test_a_run_is_one_trace_across_queues_and_is_measured(system: System) -> None:
    before = await settled(system)
    await system.upload("Told.csv", "email\nann@example.com\nbob@example.com\nann@example.com\nnobody\n")
    export = await system.export("Told")
    run = await system.run(export)
    assert run["state"] == "completed_with_warnings"

    async def finished() -> bool:
        return any(span["name"] == "finish" for span in of_run(lines(system, "spans"), run["id"]))

    await until(finished)
    spans = of_run(lines(system, "spans"), run["id"])
    assert {span["name"] for span in spans} >= STEPS | {"read", "cut", "post", "finish"}
    assert len({span["context"]["trace_id"] for span in spans}) == 1
    start = next(span for span in spans if span["name"] == "start")
    assert start["parent_id"] is None
    steps = [span for span in spans if span["name"] in STEPS - {"start"}]
    assert {span["parent_id"] for span in steps} == {start["context"]["span_id"]}, "all of them stand below the start"
    assert {span["attributes"]["export_id"] for span in steps} == {run["export_id"]}

    told = of_run(lines(system, "logs"), run["id"])
    assert f"run {run['id']}: completed_with_warnings" in [line["body"] for line in told]
    assert {line["trace_id"] for line in told} == {start["context"]["trace_id"]}

    stages = ("wait", "read", "cut", "post", "import", "finish", "run")
    grown = [f'exports_stage_seconds_count{{stage="{stage}"}}' for stage in stages]
    grown += [f'exports_chunks{{outcome="{outcome}"}}' for outcome in ("uploaded", "imported")]
    grown.append('exports_runs{state="completed_with_warnings"}')

    async def counted() -> bool:
        # Each process tells its own, when it comes to it.
        found = await metrics(system)
        return all(found[name] > before[name] for name in grown)

    await until(counted)
    after = await metrics(system)
    for outcome, rows in {"accepted": 2, "duplicates": 1, "rejected": 1, "failed": 0}.items():
        name = f'exports_profiles{{outcome="{outcome}"}}'
        assert after[name] - before[name] == rows, name
    assert 0 < after['exports_budget_use{account="SIMCON",endpoint="start-import"}'] <= 1


async def test_a_sweep_tells_how_long_messages_wait_and_which_runs_go_on(system: System) -> None:
    await system.stack.fire("sweep")

    async def swept() -> bool:
        return 'exports_oldest_message_seconds{queue="export-runs"}' in await metrics(system)

    await until(swept)
    after = await metrics(system)
    assert after['exports_oldest_message_seconds{queue="export-runs"}'] < 60
    assert 'exports_active_runs{state="preparing"}' in after


async def test_alerts_and_workbook_over_what_the_app_wrote(system: System) -> None:
    """A run that fails fires its alert, a run that ends well does not; the workbook has rows for both."""
    await system.upload("Alerted.csv", "email\nann@example.com\n")
    good = await system.run(await system.export("Alerted"))
    export = await system.export("Alerted")
    await system.blobs.get_container_client("segments").delete_blob("Alerted.csv")
    failed = await system.run(export)
    assert (good["state"], failed["state"]) == ("successful", "failed")

    async def told() -> bool:
        bodies = {line["body"] for line in lines(system, "logs")}
        return {f"run {good['id']}: successful", f"run {failed['id']}: failed"} <= bodies

    await until(told)
    traces = [
        Trace(
            str(line["body"]), 1 + (line["severity_number"] > 12), attributes.get("run_id"), attributes.get("export_id")
        )
        for line in lines(system, "logs")
        for attributes in [line["attributes"]]
    ]
    points = [
        Metric(line["name"], float(line.get("value", line.get("sum", 0))), tuple(line["attributes"].items()))
        for line in lines(system, "metrics")
    ]
    workspace = Workspace(traces, points)
    alerts = alert_queries()
    fired = {row["Run"] for row in workspace.ask(alerts["run-failed"])}
    assert failed["id"] in fired
    assert good["id"] not in fired
    assert workspace.ask(alerts["noSuccess"]), "a run was successful: the alert counts it"
    for silent in ("poison-message", "counts-unbalanced", "audit-lost", "webhook-dead", "oldMessage"):
        assert workspace.ask(alerts[silent]) == [], silent
    queries = workbook_queries().values()
    shown = [query for query in queries if workspace.ask(query)]
    for metric in ("exports.runs", "exports.profiles", "exports.chunks", "exports.stage_seconds"):
        assert any(f'"{metric}"' in query for query in shown), metric
    assert any(query.startswith("AppTraces") for query in shown)
