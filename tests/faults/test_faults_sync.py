"""kill -9 after the import: while people are removed, fields cleared, consent handed over."""

from __future__ import annotations

import asyncio

import pytest

from tests.faults.lab import Lab, People, people

pytestmark = pytest.mark.asyncio(loop_scope="session")

MAPPING = {"email": "Email", "first_name": {"column": "Name", "blank": "clear"}, "properties": {"Row": "Row"}}
PARTS = (("First", 0, 200), ("Second", 100, 400), ("Third", 350, 500))
"""Which of 500 people are in which segment: from the first number to before the second. Export two is undone."""
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


async def test_killed_while_a_run_among_three_exports_of_a_list_is_undone(lab: Lab) -> None:
    """Person by person: whom the run added and no one else leaves the list, and is counted once."""
    every = people("UndoAll", 500).rows
    first, second, third = (People(f"Undo{part}", every[start:end]) for part, start, end in PARTS)
    export, list_id = await lab.export(first)
    await lab.check(await lab.start(export), list_id, first)
    others = [(await lab.export(group, list_id=list_id))[0] for group in (second, third)]
    # Klaviyo tells to the second when a person joined a list.
    await asyncio.sleep(1.1)
    undone, last = [await lab.ended(await lab.start(other)) for other in others]
    assert (undone["counts"]["added"], last["counts"]["added"]) == (300, 150)
    await lab.fault(method="GET", path="/api/lists/[^/]+/profiles$", action="delay", seconds=1.5, times=2)
    await lab.fault(method="DELETE", path="/relationships/profiles$", action="delay", seconds=1.5, times=1)
    answer = await lab.http.post(f"/api/runs/{undone['id']}/undo", json={})
    assert answer.status_code == 202, answer.text
    for _ in range(3):
        await asyncio.sleep(1)
        await lab.kill(every=True)
    run = await lab.ended(answer.json()["id"])
    # Of the 300 people, 100 are those of the first export and 50 those of the third.
    assert (run["state"], run["warnings"], run["counts"]["removed"]) == ("successful", [], 150), run
    assert [note["parameters"] for note in run["notes"]] == [{"count": 150}]
    assert (await lab.members(list_id)).keys() == {email for email, _ in (*first.rows, *third.rows)}
    assert (await lab.run(undone["id"]))["undone_by"] == run["id"]
