"""kill -9 and faults while people are looked up, subscribed and unsubscribed: each ends as their state and row say."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from local.klaviyo import MAIN_KEY
from tests.fakes.waiting import rounds
from tests.faults.lab import Lab, People

pytestmark = pytest.mark.asyncio(loop_scope="session")

SAYS = ("yes", "no", "maybe")
ROWS, KNOWN, OPTED_OUT = 180, 150, 60
RULE = {"column": "Name", "true_values": ["yes"], "false_values": ["no"], "when_false": "unsubscribe"}
LOOK = "^/api/profiles$"


def email(number: int) -> str:
    return f"consent.{number}@example.com"


async def hold_people(lab: Lab) -> None:
    """Klaviyo has most of the people; some of those who will say yes have unsubscribed."""
    known = [{"type": "profile", "attributes": {"email": email(number)}} for number in range(KNOWN)]
    body = {"data": {"type": "profile-bulk-import-job", "attributes": {"profiles": {"data": known}}}}
    key = {"authorization": f"Klaviyo-API-Key {MAIN_KEY}", "revision": "2026-10-15"}
    answer = await lab.sim.post("/api/profile-bulk-import-jobs", json=body, headers=key)
    assert answer.status_code == 202, answer.text
    for number in range(0, OPTED_OUT, len(SAYS)):
        for _ in rounds():
            answer = await lab.sim.post("/_sim/suppressions", json={"email": email(number)})
            if answer.is_success:
                break
            await asyncio.sleep(0.1)
        assert answer.is_success, answer.text


async def person(lab: Lab, number: int) -> dict[str, Any] | None:
    answer = await lab.sim.get("/_sim/profiles/by-email", params={"email": email(number)})
    return dict(answer.json()) if answer.is_success else None


async def test_killed_while_consent_changes(lab: Lab) -> None:
    await hold_people(lab)
    group = People("Consent", [(email(number), SAYS[number % len(SAYS)]) for number in range(ROWS)])
    export, list_id = await lab.export(group, mode="update", subscribe={"email": RULE})
    for rule in (
        {"action": "status", "status": 429, "times": 1},
        {"action": "status", "status": 503, "times": 1},
        {"action": "delay", "seconds": 1.0, "times": 3},
    ):
        await lab.fault(method="GET", path=LOOK, **rule)
    jobs = "^/api/profile-subscription-bulk-(create|delete)-jobs$"
    # Klaviyo works, and answers late: the workers die in between.
    await lab.fault(method="POST", path=jobs, action="delay", seconds=1.5, times=2)
    run_id = await lab.start(export)
    await lab.until_state(run_id, "uploading")
    await asyncio.sleep(0.7)
    await lab.kill(every=True)
    await lab.until(run_id, lambda run: run["chunks"]["imported"])
    await asyncio.sleep(2)
    await lab.kill(every=True)
    run = await lab.ended(run_id)
    counts = run["counts"]
    assert (counts["accepted"], counts["rejected"], counts["not_found"]) == (KNOWN, ROWS - KNOWN, ROWS - KNOWN), run
    assert (counts["subscribed"], counts["suppressed"]) == (KNOWN // 3 - OPTED_OUT // 3, OPTED_OUT // 3), run
    # Of a call that was made but not recorded, no one is on the list any more at the next look.
    assert counts["unsubscribed"] <= KNOWN // 3, run
    members = await lab.members(list_id)
    for number in range(ROWS):
        found, says = await person(lab, number), SAYS[number % len(SAYS)]
        if number >= KNOWN:
            assert found is None, "a person was added"
            continue
        assert found is not None
        consent = found["consent"] or {"email": "NEVER_SUBSCRIBED", "suppressions": [], "list_suppressions": []}
        opted_out = says == "yes" and number < OPTED_OUT
        assert consent["email"] == (
            "UNSUBSCRIBED" if opted_out else "SUBSCRIBED" if says == "yes" else "NEVER_SUBSCRIBED"
        )
        assert bool(consent["suppressions"]) == opted_out, "no one is unsubscribed from the whole account by the app"
        assert [one["list_id"] for one in consent["list_suppressions"]] == ([list_id] if says == "no" else [])
        assert (email(number) in members) == (says != "no")
    answer = await lab.http.get(f"/api/runs/{run_id}/not-subscribed.csv")
    assert answer.text.count("unsubscribed") == OPTED_OUT // 3
