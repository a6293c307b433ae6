"""kill -9 after the import: while people are removed, fields cleared, consent handed over."""

from __future__ import annotations

import asyncio

import pytest

from tests.faults.lab import Lab, People, people

pytestmark = pytest.mark.asyncio(loop_scope="session")

MAPPING = {"email": "Email", "first_name": {"column": "Name", "blank": "clear"}, "properties": {"Row": "Row"}}
STAGES = {
    "looking up who left": {"method": "GET", "path": "/api/lists/[^/]+/profiles$"},
    "removing": {"method": "DELETE", "path": "/relationships/profiles$"},
    "clearing": {"method": "POST", "path": "^/api/profile-import$"},
    "subscribing": {"method": "POST", "path": "^/api/profile-subscription-bulk-create-jobs$"},
}


@pytest.mark.parametrize("stage", STAGES)
async def test_killed_while(lab: Lab, stage: str) -> None:
    before = people("Sync" + stage.title().replace(" ", ""), 400)
    subscribe = {"channel": "email", "column": "Name", "true_values": ["Name 7"]}
    export, list_id = await lab.export(
        before, mode="mirror", mapping=MAPPING, subscribe=subscribe if stage == "subscribing" else None
    )
    await lab.check(await lab.start(export), list_id, before)
    rows = [(email, "" if number == 3 else name) for number, (email, name) in enumerate(before.rows[:330])]
    if stage == "subscribing":
        rows[11] = (rows[11][0], "Name 7")
    after = People(before.name, rows)
    await lab.upload(f"{after.name}.csv", after.text)
    # Klaviyo works, and answers late: the workers die in between.
    await lab.fault(**STAGES[stage], action="delay", seconds=1.5, times=2)
    run_id = await lab.start(export)
    await lab.until(run_id, lambda run: run["removal"] is not None)
    await asyncio.sleep(0.7)
    await lab.kill(every=True)
    run = await lab.ended(run_id)
    assert (run["state"], run["warnings"], run["removal"]["state"]) == ("successful", [], "done"), run
    assert (run["counts"]["removed"], run["counts"]["cleared"]) == (70, 1)
    assert run["counts"]["subscribed"] == (1 if stage == "subscribing" else 0)
    members = await lab.members(list_id)
    assert members.keys() == {email for email, _ in rows}
    assert members[rows[3][0]]["first_name"] is None
    again = await lab.ended(await lab.start(export))
    assert (again["counts"]["unchanged"], again["removal"]) == (330, None)
