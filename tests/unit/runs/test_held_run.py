"""A run that would do what its export's `hold_when` names waits for confirmation before it sends anything."""

from collections.abc import AsyncIterator

import pytest

from local.klaviyo.keys import ALL_SCOPES
from shared.domain.impact import HoldWhen
from shared.runs.preview import read_result, request_preview
from tests.fakes.small_app import LIST, SmallApp, error_of, small_app

PEOPLE = [{"Email": f"p{n}@example.com", "Name": "N", "City": "Riga", "Tier": "gold"} for n in range(8)]


@pytest.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as made:
        made.segment(PEOPLE)
        yield made


async def test_a_held_run_sends_nothing_and_runs_once_confirmed(app: SmallApp) -> None:
    await app.sim("POST", f"/lists/{LIST}/flows", {"name": "Welcome"})
    await app.export(hold_when=HoldWhen(new_profiles_over=5, triggers_live_flows=True))
    held = await app.run()
    assert (held.state, error_of(held).type) == ("skipped", "held-for-confirmation")
    assert held.impact is not None
    assert (held.impact.added, held.impact.new_profiles, len(held.impact.held)) == (8, 8, 2)
    assert (await app.members(), await app.calls("bulk_import_profiles")) == ({}, [])

    run = await app.run(approved_new_profiles=8)
    assert (run.state, run.counts.accepted, len(await app.members())) == ("successful", 8, 8)

    # One person more than was confirmed: held again. The first eight are known by now.
    app.segment([*PEOPLE, {"Email": "new@example.com"}])
    more = await app.run()
    assert more.impact is not None
    assert (more.state, more.impact.added, more.impact.new_profiles) == ("skipped", 1, 1)


async def test_many_people_are_looked_up_in_several_calls_and_estimated(app: SmallApp) -> None:
    app.segment([{"Email": f"p{n}@example.com"} for n in range(1200)])
    await app.export(hold_when=HoldWhen(new_profiles_over=10_000))
    before = len(await app.calls("get_profiles"))
    asked = await request_preview(app.context, await app.export(), "exp_1", "ann")
    await app.work()
    impact = (await read_result(app.context, (await app.context.previews.get(asked.id)).value))["impact"]
    assert (impact["added"], impact["looked_up"], impact["new_profiles"], impact["estimated"]) == (
        1200,
        1000,
        1200,
        True,
    )
    assert len(await app.calls("get_profiles")) - before == 10


async def test_people_whom_klaviyo_knows_are_not_new(app: SmallApp) -> None:
    await app.export("other", list_id="SIMVIP")
    await app.run("other")
    await app.export(hold_when=HoldWhen(new_profiles_over=0))
    run = await app.run()
    assert run.impact is not None
    assert (run.state, run.impact.added, run.impact.known) == ("successful", 8, 8)


async def test_a_missing_scope_is_named_and_holds_only_the_guard_that_needs_it(app: SmallApp) -> None:
    await app.sim("POST", "/keys", {"key": "pk_few", "scopes": sorted(ALL_SCOPES - {"flows:read", "usage:read"})})
    await app.context.vault.store("k", "pk_few")
    await app.export(hold_when=HoldWhen(new_profiles_over=100))
    run = await app.run()
    assert run.impact is not None
    assert (run.state, run.impact.missing_scopes) == ("successful", ["flows:read", "usage:read"])
    app.segment([*PEOPLE, {"Email": "new@example.com"}])
    await app.export(hold_when=HoldWhen(plan_share_over=90))
    held = await app.run()
    assert (held.state, "usage:read" in error_of(held).detail) == ("skipped", True)


async def test_the_preview_has_the_figures(app: SmallApp) -> None:
    await app.sim("POST", "/plan", {"profiles": 100, "used": 96})
    export = await app.export(hold_when=HoldWhen(plan_share_over=100))
    asked = await request_preview(app.context, export, "exp_1", "ann")
    await app.work()
    made = (await app.context.previews.get(asked.id)).value
    impact = (await read_result(app.context, made))["impact"]
    assert (impact["plan"]["used"], impact["plan"]["allowed"], impact["new_profiles"]) == (96, 100, 8)
    assert len(impact["held"]) == 1
    assert "104 of the 100 profiles" in impact["sentence"]
