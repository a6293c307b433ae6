"""When exports run by themselves, and what changes many of them at once."""

import asyncio
import json
import time
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest

from local.klaviyo import MAIN_KEY
from shared.context import Context
from shared.runs.start import start_due, start_missed
from tests.system.system import System, connect
from tests.team.team import segment

pytestmark = pytest.mark.asyncio(loop_scope="session")

BERLIN = {"kind": "cron", "expression": "30 12 * * *", "time_zone": "Europe/Berlin"}


async def forgotten(team: System, export: dict[str, Any]) -> None:
    assert (await team.call("DELETE", f"/api/exports/{export['id']}"))[0] == 204


async def test_the_next_five_times_are_shown(team: System) -> None:
    export = await team.export(await segment(team), schedule=BERLIN)
    assert export["schedule"] == BERLIN
    shown = [datetime.fromisoformat(text) for text in export["next_runs"]]
    assert len(shown) == 5
    assert all((at.hour, at.minute) == (12, 30) for at in shown)
    assert shown == sorted(shown)
    status, problem = await team.call(
        "PATCH", f"/api/exports/{export['id']}", {"schedule": BERLIN | {"expression": "30 25 * * *"}}
    )
    assert (status, problem["field"]) == (400, "schedule.cron.expression")
    await forgotten(team, export)


async def test_a_missed_time_runs_once(team: System, inside: Context) -> None:
    export = await team.export(await segment(team), schedule=BERLIN)
    due = datetime.fromisoformat(export["next_runs"][0])
    third = datetime.fromisoformat(export["next_runs"][2])

    async def started(at: datetime) -> list[str]:
        return [run.id for run in await start_due(inside, at) if run.export_id == export["id"]]

    assert await started(due - timedelta(seconds=1)) == []
    (run_id,) = await started(third)
    assert await started(third) == []
    run = await team.ended(run_id)
    assert (run["trigger"], run["started_by"], run["state"]) == ("schedule", "timer", "successful")
    await forgotten(team, export)


async def test_disabled_is_not_started_and_makes_up_for_nothing(team: System, inside: Context) -> None:
    schedule = {"kind": "cron", "expression": "* * * * *"}
    export = await team.export(await segment(team), schedule=schedule, enabled=False)
    assert export["next_runs"] == []
    later = datetime.fromisoformat(export["created_at"]) + timedelta(hours=1)
    assert not [run for run in await start_due(inside, later) if run.export_id == export["id"]]
    await team.backdate(export)
    status, enabled = await team.call("PATCH", f"/api/exports/{export['id']}", {"enabled": True})
    assert (status, enabled["enabled"], len(enabled["next_runs"])) == (200, True, 5)
    now = datetime.fromisoformat(enabled["updated_at"])
    if now.second < 58:
        assert not [run for run in await start_due(inside, now) if run.export_id == export["id"]]
    await team.call("PATCH", f"/api/exports/{export['id']}", {"enabled": False})
    assert (await team.run(export))["trigger"] == "on_demand"
    await forgotten(team, export)


async def test_parts_written_one_by_one_start_one_run(team: System, inside: Context) -> None:
    name = f"Parts{uuid.uuid4().hex[:6]}"
    export = await team.export(name, schedule={"kind": "segment_updated", "quiet_seconds": 3})
    for part in range(3):
        written = time.monotonic()
        await team.upload(f"{name}/part-{part}.csv", f"email\np{part}.{name.lower()}@example.com\n")
        await asyncio.sleep(0.4)
    await start_missed(inside)
    found = await team.runs(export)
    # Not on a machine that took so long that the segment was quiet. Storage tells the time in whole seconds.
    if time.monotonic() - written < 2:
        assert found == []
    await asyncio.sleep(4)
    await asyncio.gather(start_missed(inside), start_missed(inside))
    run = await team.started_by_itself(export)
    assert (run["trigger"], run["counts"]["accepted"]) == ("segment_updated", 3)
    await start_missed(inside)
    assert len(await team.runs(export)) == 1
    await forgotten(team, export)


MODEL = json.dumps(
    {"entities": [{"name": "P", "attributes": [{"name": "email"}], "partitions": [{"location": "part-0.csv"}]}]}
)


async def test_a_model_json_is_the_mark_of_completion(team: System, inside: Context) -> None:
    name = f"Model{uuid.uuid4().hex[:6]}"
    await team.upload(f"{name}/part-0.csv", f"email\n{name.lower()}@example.com\n")
    await team.upload(f"{name}/model.json", MODEL)
    export = await team.export(name, schedule={"kind": "segment_updated", "quiet_seconds": 3600})
    # A part alone starts nothing, though it is new; the mark does, without any waiting.
    await asyncio.sleep(1.1)
    await team.upload(f"{name}/part-0.csv", f"email\n{name.lower()}@example.com\n")
    await start_missed(inside)
    await asyncio.sleep(1)
    assert await team.runs(export) == []
    await team.upload(f"{name}/model.json", MODEL + " ")
    run = await team.started_by_itself(export)
    assert run["trigger"] == "segment_updated"
    await start_missed(inside)
    assert len(await team.runs(export)) == 1
    await forgotten(team, export)


async def test_saving_does_not_run_what_lay_there_before(team: System, inside: Context) -> None:
    name = await segment(team)
    export = await team.export(name, schedule={"kind": "segment_updated"})
    await start_missed(inside)
    assert await team.runs(export) == []
    # Written in the same second as before, maybe: it is another version, so it runs.
    await team.upload(f"{name}.csv", f"email\nagain.{name.lower()}@example.com\n")
    assert (await team.started_by_itself(export))["counts"]["accepted"] == 1
    await forgotten(team, export)


async def test_many_schedules_change_at_once(team: System) -> None:
    one, two = [await team.export(await segment(team)) for _ in range(2)]
    ids = [one["id"], two["id"]]
    schedule = {"kind": "cron", "expression": "0 6 * * 1", "time_zone": "UTC"}
    status, done = await team.call(
        "PATCH", "/api/schedules", {"exports": [*ids, "exp_gone"], "schedule": schedule}, who="contributor"
    )
    assert (status, done["changed"]) == (200, ids)
    assert [(refusal["export_id"], refusal["type"]) for refusal in done["refused"]] == [("exp_gone", "not-found")]
    _, shown = await team.call("GET", "/api/schedules", who="viewer")
    of = {export["id"]: export for export in shown["exports"]}
    assert of[one["id"]]["schedule"] == of[two["id"]]["schedule"] == schedule
    assert len(of[one["id"]]["next_runs"]) == len(shown["refresh"]["next_runs"]) == 5
    assert shown["refresh"]["expressions"] == ["0 2 * * *"]
    assert (await team.call("PATCH", "/api/schedules", {}))[0] == 400
    for export in (one, two):
        await forgotten(team, export)


async def test_run_all_runs_what_has_an_active_schedule(team: System) -> None:
    _, closed = await team.call("POST", "/api/connections", connect(MAIN_KEY, access="administrators"))
    refresh, off, manual, theirs = [
        await team.export(await segment(team), **changes)
        for changes in (
            {"schedule": {"kind": "refresh"}},
            {"schedule": {"kind": "refresh"}, "enabled": False},
            {},
            {"schedule": BERLIN, "connection_id": closed["id"]},
        )
    ]
    mine = {export["id"]: name for name, export in (("refresh", refresh), ("off", off), ("manual", manual))}
    mine[theirs["id"]] = "theirs"
    key = uuid.uuid4().hex
    status, done = await team.call("POST", "/api/run-all", who="contributor", Idempotency_Key=key)
    assert status == 202
    assert [mine[run["export_id"]] for run in done["runs"] if run["export_id"] in mine] == ["refresh"]
    _, again = await team.call("POST", "/api/run-all", who="contributor", Idempotency_Key=key)
    assert [run["id"] for run in again["runs"]] == [run["id"] for run in done["runs"]]
    for run in done["runs"]:
        await team.ended(run["id"])
    _, everything = await team.call("POST", "/api/run-all")
    assert {mine[run["export_id"]] for run in everything["runs"] if run["export_id"] in mine} == {"refresh", "theirs"}
    for run in everything["runs"]:
        await team.ended(run["id"])
    for export in (refresh, off, manual, theirs):
        await forgotten(team, export)
