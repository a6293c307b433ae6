"""The overview: what needs a user, counted whole and named in part."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from shared.api.audit import list_audit, record_changes
from shared.api.export_list import list_exports
from shared.api.overview import SHOWN, read_overview
from shared.api.permissions import Principal, Role
from shared.domain import Trigger
from shared.domain.alert import NoRunBy
from shared.domain.audit_record import Change
from shared.domain.recent_runs import KEPT, RecentRuns, RunOutline
from shared.domain.run import new_run
from shared.domain.run_values import RunState
from shared.domain.schedule import Cron
from tests.fakes.api_calls import ADMINISTRATOR, answer
from tests.fakes.small_app import MOMENT, SmallApp, small_app

VIEWER = Principal("2", "Vic", Role.VIEWER)


def outline(minute: int, state: RunState, **changes: Any) -> RunOutline:
    identifier = f"20260101-00{minute:02}00000-abcdef"
    return RunOutline(id=identifier, state=state, queued_at=MOMENT + timedelta(minutes=minute), **changes)


def recent(*runs: RunOutline) -> RecentRuns:
    found = RecentRuns()
    for run in runs:
        found = found.with_runs(run)
    return found


SUCCESS = outline(1, RunState.SUCCESSFUL)
HELD = outline(2, RunState.COMPLETED_WITH_WARNINGS, held=40)
LATE = NoRunBy(time="07:00")
FAILED = outline(3, RunState.FAILED, error="key-refused")


@pytest.mark.parametrize(
    ("runs", "why"),
    [
        ((), None),
        ((SUCCESS,), None),
        ((SUCCESS, HELD), "held"),
        ((HELD, outline(4, RunState.SUCCESSFUL)), None),
        # A run that did not read the segment leaves the removal to confirm; that it failed is said first.
        ((HELD, FAILED), "failed"),
        ((HELD, outline(4, RunState.SKIPPED, error="run-active")), "held"),
        ((FAILED, outline(4, RunState.SKIPPED, error="run-active")), "failed"),
        ((FAILED, outline(4, RunState.IMPORTING)), "failed"),
        ((SUCCESS, outline(4, RunState.SKIPPED, error="over-limit")), "skipped"),
        ((FAILED, outline(4, RunState.CANCELED)), None),
    ],
)
def test_why_an_export_needs_a_user(runs: tuple[RunOutline, ...], why: str | None) -> None:
    assert recent(*runs).attention == why


def test_the_newest_runs_are_kept_and_an_end_stays() -> None:
    many = recent(*(outline(minute, RunState.SUCCESSFUL) for minute in range(30)))
    assert [run.id for run in many.runs] == [outline(minute, RunState.QUEUED).id for minute in range(29, 29 - KEPT, -1)]
    assert many.with_runs(outline(29, RunState.QUEUED)) == many


async def overview(app: SmallApp, caller: Principal = ADMINISTRATOR) -> dict[str, Any]:
    found = await answer(app.context, read_overview, caller=caller)
    return dict(json.loads(found.body))


async def note(app: SmallApp, export: str, *runs: RunOutline) -> None:
    for run in runs:
        await app.context.runs.lists.recent.note(export, run)


async def test_what_needs_a_user_comes_first() -> None:
    async with small_app() as app:
        assert (await overview(app))["exports"] == 0
        for name in ("exp_failed", "exp_held", "exp_well"):
            await app.export(name)
        await app.export("exp_detached", connection_id="")
        await app.export("exp_daily", schedule=Cron(expression="0 6 * * *"))
        await note(app, "exp_failed", FAILED)
        await note(app, "exp_held", HELD)
        await note(app, "exp_well", FAILED, outline(5, RunState.SUCCESSFUL))
        await note(app, "exp_removed", FAILED)
        await app.export("exp_late", alerts=[LATE])
        await app.context.runs.lists.recent.note_alerts("exp_late", [LATE.key])
        # A rule that the export does not have any more.
        await app.context.runs.lists.recent.note_alerts("exp_well", [LATE.key])
        found = await overview(app)
        assert [(one["id"], one["why"]) for one in found["attention"]] == [
            ("exp_held", "held"),
            ("exp_failed", "failed"),
            ("exp_late", "alert"),
        ]
        assert found["attention"][2]["run"] is None
        assert [rule["time"] for rule in found["attention"][2]["alerts"]] == ["07:00"]
        assert found["attention"][0]["run"]["held"] == 40
        assert found["counts"] == {
            "failed": 1,
            "held": 1,
            "alert": 1,
            "skipped": 0,
            "detached": 1,
            "missing": 0,
            "keys": 1,
            "changes": 0,
        }
        assert [(key["id"], key["problem"], key["exports"]) for key in found["keys"]] == [("con_1", "refused", 5)]
        assert [one["export_id"] for one in found["next_runs"]] == ["exp_daily"]
        assert (await overview(app, VIEWER))["keys"] == []


async def test_many_are_counted_and_some_are_named() -> None:
    async with small_app() as app:
        for number in range(SHOWN + 5):
            await app.export(f"exp_{number}")
            await note(app, f"exp_{number}", FAILED)
        found = await overview(app)
        assert (len(found["attention"]), found["counts"]["failed"]) == (SHOWN, SHOWN + 5)


async def test_exports_and_connections_of_one_name_are_told_apart() -> None:
    async with small_app() as app:
        for name, list_id in (("exp_a", "L1"), ("exp_b", "L2"), ("exp_c", "L2"), ("exp_other", "L1")):
            await app.export(name, name="Twin" if name != "exp_other" else name, list_id=list_id)
            await note(app, name, FAILED)
        await app.export("exp_shown_nowhere", name="twin", list_id="L3")
        connection = (await app.context.connections.all())[0].value
        await app.context.connections.insert("con_2", connection.model_copy(update={"id": "con_2"}))
        [segment] = (await app.context.exports.listed())[0].segments
        distinct = {"exp_a": f"{segment} → L1", "exp_b": f"{segment} → L2 (exp_b)", "exp_c": f"{segment} → L2 (exp_c)"}
        assert (await overview(app))["distinctions"] == distinct | {"con_1": "con_1"}
        run = new_run(await app.export("exp_a"), Trigger.SCHEDULE, "timer")
        await app.context.runs.begin(run)
        for target in ("exp_a", "exp_other", "con_2", run.id):
            change = Change(target, None, {"enabled": False})
            await record_changes(app.context, None, "PATCH /api/exports/{id}", 200, [change])
        page = json.loads((await answer(app.context, list_audit)).body)
        assert {one["target"]: one["target_name"] for one in page["entries"]}[run.id] == "Twin"
        assert page["distinctions"] == dict.fromkeys(("exp_a", run.id), distinct["exp_a"]) | {"con_2": "con_2"}


async def test_exports_are_searched_and_filtered() -> None:
    async with small_app() as app:
        await app.export("exp_loyal", list_id="Aa1")
        await app.export("exp_new", segments=["Loyal people"], connection_id="")
        await app.export("exp_third", list_id="Cc3")
        await note(app, "exp_loyal", FAILED)
        await note(app, "exp_third", SUCCESS)

        async def ids(**query: str) -> list[str]:
            found = json.loads((await answer(app.context, list_exports, query=query)).body)
            assert found["total"] == len(found["exports"])
            return [one["id"] for one in found["exports"]]

        assert await ids() == ["exp_loyal", "exp_new", "exp_third"]
        assert await ids(order="-name") == ["exp_third", "exp_new", "exp_loyal"]
        assert await ids(search=" LOYAL ") == ["exp_loyal", "exp_new"]
        assert await ids(search="cc3") == ["exp_third"]
        assert await ids(segment="Loyal people") == ["exp_new"]
        assert await ids(list_id="Aa1") == ["exp_loyal"]
        assert await ids(connection_id="none") == ["exp_new"]
        assert await ids(connection_id="con_1", search="third") == ["exp_third"]
        assert await ids(scheduled="true") == []
        assert await ids(last_state="failed") == await ids(attention="true") == ["exp_loyal"]
        shown = json.loads((await answer(app.context, list_exports, query={"limit": "1"})).body)
        assert (len(shown["exports"]), shown["total"]) == (1, 3)
        [first] = shown["exports"]
        assert (first["attention"], first["connection_name"]) == ("failed", "Shop")
        assert [run["state"] for run in first["recent_runs"]] == ["failed"]
