"""Blank values that clear, and consent that is handed over once: whole runs."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from shared.domain import Mode, RunState
from shared.domain.subscription import ChannelConsent, Subscription
from tests.fakes.effort import some
from tests.fakes.small_app import SmallApp, error_of, small_app

MAPPING = {
    "email": "Email",
    "first_name": {"column": "Name", "blank": "clear"},
    "title": "Tier",
    "location.city": {"column": "City", "blank": "clear"},
    "properties": {"Tier": {"column": "Tier", "blank": "clear"}, 'Od"d': "Tier"},
}
YES = Subscription(
    email=ChannelConsent(column="Yes", true_values=["Yes", "1"], consented_at_column="Since", custom_source="CRM")
)


@pytest_asyncio.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as app:
        yield app


def people(*numbers: int, **changes: str) -> list[dict[str, str]]:
    return [{"Email": f"p{n}@example.com", "Name": f"N{n}", "City": "Ulm", "Tier": "a"} | changes for n in numbers]


async def test_blanks_clear_what_they_are_told_to_and_nothing_else(app: SmallApp) -> None:
    await app.export(mapping=MAPPING)
    rows = people(1, 2)
    rows.append({"Email": "never@example.com"})
    app.segment(rows)
    first = await app.run()
    assert (first.counts.accepted, first.counts.cleared) == (3, 0), "nobody had a value before"
    assert not await app.calls("create_or_update_profile")
    rows[0] |= {"Name": " ", "City": "", "Tier": ""}
    app.segment(rows)
    run = await app.run()
    assert (run.state, run.counts.updated, run.counts.cleared) == (RunState.SUCCESSFUL, 1, 1)
    held = (await app.members())["p1@example.com"]
    assert (held.get("first_name"), held["title"]) == (None, "a"), "a blank title is kept"
    assert held["location"]["city"] is None
    assert held["properties"] == {'Od"d': "a"}
    assert len(await app.calls("create_or_update_profile")) == 1
    again = await app.run()
    assert (again.counts.unchanged, again.counts.cleared) == (3, 0)
    rows[0]["Name"] = "Back"
    app.segment(rows)
    assert (await app.run()).counts.updated == 1
    assert (await app.members())["p1@example.com"]["first_name"] == "Back"


async def test_a_mapping_that_begins_to_clear_clears_what_was_sent_before(app: SmallApp) -> None:
    await app.export(mapping=MAPPING | {"first_name": "Name"})
    rows = people(1, 2)
    app.segment(rows)
    await app.run()
    rows[0]["Name"] = ""
    app.segment(rows)
    assert (await app.run()).counts.cleared == 0
    assert (await app.members())["p1@example.com"]["first_name"] == "N1"
    await app.export(mapping=MAPPING)
    assert (await app.run()).counts.cleared == 1
    assert (await app.members())["p1@example.com"].get("first_name") is None


async def test_what_could_not_be_cleared_is_tried_again(app: SmallApp) -> None:
    await app.export(mapping=MAPPING)
    rows = people(1, 2)
    app.segment(rows)
    await app.run()
    rows[0]["Name"] = rows[1]["Name"] = ""
    app.segment(rows)
    await app.sim("POST", "/faults", {"path": "/api/profile-import", "action": "status", "status": 500})
    run = await app.run()
    assert (run.state, run.counts.cleared) == (RunState.COMPLETED_WITH_WARNINGS, 0)
    assert "2 people still have old values" in str(run.warnings[0])
    await app.sim("DELETE", "/faults")
    await app.sim("POST", "/faults", {"path": "/api/profile-import", "action": "status", "status": 400, "times": 1})
    assert (await app.run()).counts.cleared == 1
    assert (await app.run()).counts.cleared == 1
    assert {one.get("first_name") for one in (await app.members()).values()} == {None}
    assert (await app.run()).counts.unchanged == 2


async def consent_of(app: SmallApp, number: int) -> str:
    found = await app.sim("GET", f"/profiles/by-email?email=p{number}@example.com")
    return found["consent"]["email"] if found["consent"] else "-"


async def test_a_yes_is_handed_over_once(app: SmallApp) -> None:
    await app.export(subscribe=YES)
    rows = people(1, 2, 3, 4)
    rows[0]["Yes"], rows[1]["Yes"], rows[2]["Yes"] = "yes", " 1 ", "no"
    rows[1]["Since"] = "2025-03-01T10:00:00"
    app.segment(rows)
    run = await app.run()
    assert (run.state, run.counts.subscribed) == (RunState.SUCCESSFUL, 2)
    assert [await consent_of(app, n) for n in (1, 2, 3, 4)] == ["SUBSCRIBED", "SUBSCRIBED", "-", "-"]
    assert len(await app.calls("bulk_subscribe_profiles")) == 2, "one with a time in the past, one without"
    at = (await app.sim("GET", "/profiles/by-email?email=p2@example.com"))["consent"]["email_at"]
    assert at.startswith("2025-03-01T10:00")
    # A person who then unsubscribes stays unsubscribed, whatever is sent again.
    await app.sim("POST", "/suppressions", {"email": "p1@example.com"})
    rows[0]["City"] = "Bonn"
    app.segment(rows)
    assert (await app.run()).counts.subscribed == 0
    assert (await app.run(full=True)).counts.subscribed == 0
    await app.export(list_id="SIMVIP")
    assert (await app.run()).counts.subscribed == 0
    assert await consent_of(app, 1) == "UNSUBSCRIBED"
    # A new consent of a person whose profile is as before.
    rows[3]["Yes"] = "Yes"
    rows[0]["Yes"] = ""
    app.segment(rows)
    run = await app.run()
    assert (run.counts.unchanged, run.counts.subscribed) == (4, 1)
    assert await consent_of(app, 4) == "SUBSCRIBED"
    rows[0]["Yes"] = "Yes"
    app.segment(rows)
    run = await app.run()
    assert (run.counts.subscribed, run.counts.suppressed) == (0, 1), "a yes without a time is no newer than the opt-out"
    rows[0]["Since"] = datetime.now(UTC).isoformat()
    app.segment(rows)
    assert (await app.run()).counts.subscribed == 1, "said yes after the opt-out"


async def test_only_whom_klaviyo_accepted_is_subscribed(app: SmallApp) -> None:
    await app.export(subscribe=YES)
    app.segment(people(1, 2, 3, Yes="Yes"))
    await app.sim("POST", "/jobs", {"fail_emails": ["p2@example.com"]})
    assert (await app.run()).counts.subscribed == 2
    await app.sim("POST", "/jobs", {})
    assert (await app.run()).counts.subscribed == 1


async def test_who_leaves_a_mirror_and_comes_back_is_not_subscribed_again(app: SmallApp) -> None:
    await app.export(subscribe=YES, mode=Mode.MIRROR, removal_limit_percent=100)
    app.segment(people(1, 2, Yes="Yes"))
    await app.run()
    await app.sim("POST", "/suppressions", {"email": "p2@example.com"})
    app.segment(people(1, Yes="Yes"))
    assert (await app.run()).counts.removed == 1
    app.segment(people(1, 2, Yes="Yes"))
    run = await app.run()
    assert (run.counts.added, run.counts.subscribed) == (1, 0)
    assert await consent_of(app, 2) == "UNSUBSCRIBED"


async def test_without_subscribe_consent_is_never_touched(app: SmallApp) -> None:
    await app.export()
    app.segment(people(1, 2, Yes="Yes"))
    assert (await app.run()).counts.subscribed == 0
    assert not await app.calls("bulk_subscribe_profiles")


async def test_a_missing_consent_column_ends_the_run(app: SmallApp) -> None:
    await app.export(subscribe=Subscription(email=ChannelConsent(column="Opt-in", true_values=["1"])))
    app.segment(people(1))
    assert error_of(await app.run()).type == "column-missing"


@pytest.mark.parametrize("after", [False, True])
async def test_a_death_at_any_write(app: SmallApp, *, after: bool) -> None:
    """And every message twice: fields are cleared, and nobody who said no meanwhile is subscribed."""
    await app.export(subscribe=YES, mapping=MAPPING)
    for writes in some((1, 4, 6, 9), 2):
        rows = people(writes * 10, writes * 10 + 1)
        app.segment(rows)
        await app.run()
        rows[0] |= {"Name": "", "Yes": "Yes"}
        app.segment(rows)
        run_id = await app.start()
        while not (await app.context.runs.get(run_id)).value.cut:
            await app.work()
        app.messages.extend(list(app.messages))
        app.fate.left, app.fate.after = writes, after
        run = await app.ended(run_id)
        app.fate.left = None
        assert (run.counts.cleared, run.counts.subscribed, run.error) == (1, 1, None), writes
        held = await app.snapshot()
        assert held[f"p{writes * 10}@example.com"]["consented"]
        assert (await app.run()).counts.unchanged == 2, writes
