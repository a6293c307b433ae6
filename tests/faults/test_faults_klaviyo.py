"""What Klaviyo and the network between can do."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.fakes.effort import some
from tests.faults.lab import Lab, People, people

pytestmark = pytest.mark.asyncio(loop_scope="session")

IMPORT = r"^/api/profile-bulk-import-jobs/?$"

# A usual run of the tests tries some of them; EFFORT=2 tries all. tests/unit/klaviyo/test_klaviyo_answers.py mixes all.
POSTS = [
    ("S429", {"action": "rate_limit", "times": 6}),
    ("S500", {"action": "status", "status": 500, "times": 5}),
    ("S502", {"action": "status", "status": 502, "times": 3, "body": "<html>Bad gateway</html>"}),
    ("S503", {"action": "status", "status": 503, "times": 5}),
    ("S504", {"action": "status", "status": 504, "times": 3}),
    ("CutBefore", {"action": "cut_before", "times": 4}),
    ("CutInBody", {"action": "cut_in_body", "times": 4}),
    ("CutAnswer", {"action": "cut_answer", "times": 4}),
    ("LostAnswer", {"action": "lose_answer", "times": 4}),
    ("Slow", {"action": "delay", "seconds": 1.5, "times": 5}),
    ("TimeOut", {"action": "delay", "seconds": 7, "times": 3}),
    ("Trickle", {"action": "trickle", "seconds": 0.1, "times": 3}),
    ("Challenge", {"action": "challenge", "status": 403, "times": 5}),
    ("Html400", {"action": "status", "status": 400, "times": 3, "body": "<html>Bad request</html>"}),
    ("Html404", {"action": "status", "status": 404, "times": 3, "body": "<html>Not found</html>"}),
    ("Html413", {"action": "status", "status": 413, "times": 3, "body": "<html>Too large</html>"}),
    ("Once404", {"action": "status", "status": 404, "times": 1}),
    ("Garbled", {"action": "garble_answer", "status": 202, "times": 3, "body": {"message": "accepted"}}),
]
POLLS = [
    ("PollChallenge", {"action": "challenge", "status": 403}),
    ("Poll404", {"action": "status", "status": 404}),
    ("PollTrickle", {"action": "trickle", "seconds": 0.1}),
    ("PollGarbled", {"action": "garble_answer", "status": 200, "body": {"data": {}}}),
]


async def exported(lab: Lab, group: People, *, exactly: bool = True) -> dict[str, Any]:
    export, list_id = await lab.export(group)
    run_id = await lab.start(export)
    await lab.ended(run_id)
    return await lab.check(run_id, list_id, group, exactly=exactly)


@pytest.mark.parametrize(("name", "rule"), some(POSTS, 6))
async def test_posts_that_fail_for_a_while_cost_nobody(lab: Lab, name: str, rule: dict[str, Any]) -> None:
    await lab.fault(method="POST", path=IMPORT, **rule)
    run = await exported(lab, people(name, 1000, bad=5, doubled=5))
    assert run["counts"]["failed"] == 0
    assert run["state"] == "completed_with_warnings"


# Five seconds pass between two looks that fail.
@pytest.mark.parametrize(("status", "times"), some([(429, 1), (500, 2), (503, 1)], 2))
async def test_polls_that_fail_for_a_while_cost_nobody(lab: Lab, status: int, times: int) -> None:
    await lab.fault(method="GET", path=r"^/api/profile-bulk-import-jobs", action="status", status=status, times=times)
    run = await exported(lab, people(f"Poll{status}", 600))
    assert run["state"] == "successful"
    assert run["counts"]["accepted"] == 600


@pytest.mark.parametrize(("name", "rule"), some(POLLS, 2))
async def test_a_poll_with_an_odd_answer_costs_nobody(lab: Lab, name: str, rule: dict[str, Any]) -> None:
    await lab.fault(method="GET", path=r"^/api/profile-bulk-import-jobs", times=1, **rule)
    run = await exported(lab, people(name, 600))
    assert run["state"] == "successful"
    assert run["counts"]["accepted"] == 600


async def test_a_job_that_is_not_found_at_first_is_waited_for(lab: Lab) -> None:
    await lab.sim.post("/_sim/jobs", json={"unseen_looks": 1})
    run = await exported(lab, people("Unseen", 600))
    assert run["state"] == "successful"
    assert len(await lab.jobs()) >= 3


@pytest.mark.parametrize("form", ["wrong_pointer", "own_pointer", "json_text", "wrapped"])
async def test_import_errors_blame_the_right_people_however_they_name_them(lab: Lab, form: str) -> None:
    group = people(f"Form{form.replace('_', '')}", 500)
    lines = (2, 99, 251, 252, 501)
    plan = {"fail_emails": [group.email(line) for line in lines], "error_form": form}
    await lab.sim.post("/_sim/jobs", json=plan)
    run = await exported(lab, group)
    rejects = await lab.rejects(run["id"])
    assert {int(row["line"]) for row in rejects} == set(lines)
    assert {row["email"] for row in rejects} == set(plan["fail_emails"])


async def test_a_refusal_of_everything_costs_few_requests_and_can_be_tried_again(lab: Lab) -> None:
    await lab.fault(method="POST", path=IMPORT, action="status", status=400)
    before = (await lab.sim.get("/_sim/requests")).json()
    group = people("AllRefused", 1000)
    export, list_id = await lab.export(group)
    run_id = await lab.start(export)
    run = await lab.check(run_id, list_id, group)
    found = (await lab.sim.get(f"/_sim/requests?after={before[-1]['n'] if before else 0}")).json()
    posts = [one for one in found if one["method"] == "POST" and "import-jobs" in one["path"]]
    assert len(posts) <= 4 * 15, "15 for each of four chunks"
    assert run["counts"]["failed"] == 1000
    await lab.calm()
    answer = await lab.http.post(f"/api/runs/{run_id}/retry")
    assert answer.status_code == 202, answer.text
    assert (await lab.ended(answer.json()["id"]))["counts"]["accepted"] == 1000


async def test_klaviyo_down_for_good_fails_the_rows_and_says_so(lab: Lab) -> None:
    await lab.fault(method="POST", path=IMPORT, action="status", status=503)
    group = people("Down", 300)
    export, list_id = await lab.export(group)
    run_id = await lab.start(export)
    await lab.until_state(run_id, "uploading")
    # Ten attempts with doubling pauses take a quarter of an hour: here the run is cancelled instead.
    await asyncio.sleep(3)
    await lab.http.post(f"/api/runs/{run_id}/cancel")
    run = await lab.check(run_id, list_id, group)
    assert run["state"] == "canceled"
    assert run["counts"]["failed"] == 300


async def test_offenders_that_klaviyo_names_are_rejected_with_its_words_and_the_rest_is_sent(lab: Lab) -> None:
    group = people("Named", 700)
    offenders = [group.email(line) for line in (2, 130, 131, 260, 701)]
    await lab.sim.post("/_sim/bad-emails", json={"emails": offenders, "pointers": True})
    export, list_id = await lab.export(group)
    run_id = await lab.start(export)
    run = await lab.check(run_id, list_id, group)
    assert run["counts"]["accepted"] == 695
    assert run["counts"]["rejected"] == 5
    rejects = await lab.rejects(run_id)
    assert {int(row["line"]) for row in rejects} == {2, 130, 131, 260, 701}
    assert all(row["reason"] == "refused_by_klaviyo" and row["detail"] for row in rejects)


async def test_offenders_that_klaviyo_does_not_name_are_found_by_halving(lab: Lab) -> None:
    group = people("Unnamed", 500)
    offenders = [group.email(line) for line in (7, 400)]
    await lab.sim.post("/_sim/bad-emails", json={"emails": offenders, "pointers": False})
    export, list_id = await lab.export(group)
    run_id = await lab.start(export)
    run = await lab.check(run_id, list_id, group)
    assert run["counts"]["accepted"] == 498
    assert {int(row["line"]) for row in await lab.rejects(run_id)} == {7, 400}


async def test_a_body_too_large_for_klaviyo_is_split(lab: Lab) -> None:
    await lab.fault(method="POST", path=IMPORT, action="status", status=413, times=2)
    run = await exported(lab, people("Large", 500))
    assert run["counts"]["accepted"] == 500


async def test_import_errors_are_read_to_the_last_page(lab: Lab) -> None:
    await lab.sim.post("/_sim/jobs", json={"fail_percent": 95})
    group = people("Pages", 500)
    run = await exported(lab, group)
    assert run["counts"]["failed"] > 400
    assert run["state"] == "completed_with_warnings"
    assert all(row["reason"] == "import_failed" for row in await lab.rejects(run["id"]))


@pytest.mark.parametrize("outcome", ["cancelled", "gone"])
async def test_jobs_that_klaviyo_gives_up_fail_their_rows(lab: Lab, outcome: str) -> None:
    await lab.sim.post("/_sim/jobs", json={"outcome": outcome, "times": 1})
    run = await exported(lab, people(f"Job{outcome}", 500), exactly=outcome != "gone")
    assert run["counts"]["failed"] == 250
    assert run["counts"]["accepted"] == 250
    assert run["state"] == "completed_with_warnings"


async def test_a_key_revoked_in_mid_run_ends_it_with_a_clear_error(lab: Lab) -> None:
    key = "pk_sim_revoked0123456789abcdef0123456789ab"
    await lab.sim.post("/_sim/keys", json={"key": key, "account": "SIMCON"})
    usual, lab.connection = lab.connection, await lab.connect(key)
    try:
        group = people("Revoked", 1500)
        export, list_id = await lab.export(group)
        # The run does not end before the key is revoked.
        await lab.fault(method="POST", path=IMPORT, action="status", status=503, skip=3)
        run_id = await lab.start(export)
        await lab.until_state(run_id, "uploading")
        await lab.sim.delete(f"/_sim/keys/{key}")
        await lab.calm()
        run = await lab.check(run_id, list_id, group, exactly=False)
        assert run["error"]["type"] == "key-refused"
        assert key not in str(run)
    finally:
        lab.connection = usual


async def test_a_list_that_vanishes_in_mid_run_ends_it_with_a_clear_error(lab: Lab) -> None:
    group = people("Vanished", 1500)
    export, list_id = await lab.export(group)
    # The run does not end before the list vanishes.
    await lab.fault(method="POST", path=IMPORT, action="status", status=503, skip=2)
    run_id = await lab.start(export)
    await lab.until_state(run_id, "uploading")
    await lab.sim.delete(f"/_sim/lists/{list_id}")
    await lab.calm()
    run = await lab.ended(run_id)
    assert run["error"]["type"] == "list-not-found"
    counts = run["counts"]
    assert counts["read"] == counts["accepted"] + counts["failed"] == 1500
    assert len(await lab.rejects(run_id)) == counts["failed"]
