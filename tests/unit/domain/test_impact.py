"""What a run would change at Klaviyo: figures, guard, sentence."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from shared.domain.impact import HoldWhen, Impact, PlanUsage, TriggeredFlow

WELCOME = TriggeredFlow(id="flow_1", name="Welcome", status="live")
DRAFT = TriggeredFlow(id="flow_2", name="Draft", status="draft")


def plan(used: int, allowed: int) -> PlanUsage:
    return PlanUsage(used=used, allowed=allowed, as_of=datetime(2026, 11, 1, tzinfo=UTC))


def impact(added: int = 0, looked_up: int | None = None, known: int = 0, **values: object) -> Impact:
    looked_up = added if looked_up is None else looked_up
    return Impact.model_validate(
        {"added": added, "updated": 0, "removed": 0, "looked_up": looked_up, "known": known} | values
    )


@pytest.mark.parametrize(
    ("added", "looked_up", "known", "new", "estimated"),
    [(10, 10, 4, 6, False), (10_000, 1000, 250, 7500, True), (0, 0, 0, 0, False), (10, 0, 0, 10, True)],
)
def test_new_profiles(added: int, looked_up: int, known: int, new: int, *, estimated: bool) -> None:
    found = impact(added, looked_up, known)
    assert (found.new_profiles, found.estimated) == (new, estimated)


@pytest.mark.parametrize(
    ("hold_when", "found", "held"),
    [
        (HoldWhen(new_profiles_over=5), impact(6), True),
        (HoldWhen(new_profiles_over=6), impact(6), False),
        (HoldWhen(new_profiles_over=5), impact(9, known=4), False),
        (HoldWhen(plan_share_over=95), impact(6, plan=plan(90, 100)), True),
        (HoldWhen(plan_share_over=96), impact(6, plan=plan(90, 100)), False),
        (HoldWhen(plan_share_over=95), impact(6, known=6, plan=plan(99, 100)), False),
        # What cannot be read holds the run too.
        (HoldWhen(plan_share_over=95), impact(6), True),
        (HoldWhen(triggers_live_flows=True), impact(6, flows=[DRAFT]), False),
        (HoldWhen(triggers_live_flows=True), impact(6, flows=[DRAFT, WELCOME]), True),
        (HoldWhen(triggers_live_flows=True), impact(0, flows=[WELCOME]), False),
        (HoldWhen(triggers_live_flows=True), impact(6), True),
    ],
)
def test_the_guard(hold_when: HoldWhen, found: Impact, *, held: bool) -> None:
    assert bool(found.checked(hold_when, None).held) is held
    assert found.checked(None, None).held == []
    # A user confirmed as many new profiles as were shown, and not one more.
    assert found.checked(hold_when, found.new_profiles).held == []
    if held and found.new_profiles:
        assert found.checked(hold_when, found.new_profiles - 1).held


def test_the_sentence_leaves_out_what_is_not_known() -> None:
    full = impact(1200, 1000, 500, updated=30, removed=2, plan=plan(4400, 5000), flows=[WELCOME, DRAFT])
    assert full.sentence == (
        "This run would add 1,200 people to the list (about 600 of them new at Klaviyo), update 30 and remove 2; "
        "5,000 of the 5,000 profiles of the plan would be used; 1 live flow would start for the people added."
    )
    assert impact(0, updated=3).sentence == "This run would add 0 people to the list and update 3."


def test_a_guard_without_a_condition_is_refused() -> None:
    with pytest.raises(ValidationError, match="at least one condition"):
        HoldWhen()
