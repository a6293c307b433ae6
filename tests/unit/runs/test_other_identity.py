"""Whole runs whose people are told apart by external id or phone number."""

import csv
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from shared.domain import Mode, RunState
from shared.domain.identity import Identity, Person
from shared.domain.subscription import ChannelConsent, Subscription
from shared.runs.retry import retry
from tests.fakes.small_app import LIST, SmallApp, error_of, removal_of, small_app

BY_ID = {"identity": "external_id", "external_id": "Id", "email": "Email", "first_name": "Name"}
BY_PHONE = {"identity": "phone_number", "phone_number": "Phone", "first_name": {"column": "Name", "blank": "clear"}}
BY_EMAIL = {"email": "Email", "external_id": "Id", "first_name": "Name"}


@pytest_asyncio.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as app:
        await app.export(mode=Mode.MIRROR, removal_limit_percent=60, mapping=BY_ID)
        yield app


def segment(app: SmallApp, rows: dict[str, str], column: str = "Email") -> None:
    """Store a segment of people by id, each with the value of one more column."""
    app.segment(f"Id,{column},Name\n" + "".join(f"{id_},{value},N\n" for id_, value in rows.items()))


async def on_list(app: SmallApp, field: str = "external_id") -> dict[str, dict[str, Any]]:
    lines = (await app.http.get(f"/_sim/lists/{LIST}/members")).text.splitlines()
    return {one[field]: one for one in map(json.loads, lines)}


async def test_a_changed_address_stays_the_same_profile_and_who_left_is_removed(app: SmallApp) -> None:
    segment(app, {"A1": "ann@example.com", "a1": "bob@example.com", "C": "", "D": "dan@example.com"})
    run = await app.run()
    assert (run.state, run.counts.added) == (RunState.SUCCESSFUL, 4)
    before = await on_list(app)
    segment(app, {"A1": "ann@new.example", "C": "", "D": "dan@example.com"})
    run = await app.run()
    assert (run.counts.updated, run.counts.unchanged, run.counts.removed) == (1, 2, 1), "a1 is another person than A1"
    after = await on_list(app)
    assert after.keys() == {"A1", "C", "D"}
    assert (after["A1"]["id"], after["A1"]["email"]) == (before["A1"]["id"], "ann@new.example")
    assert (await app.snapshot()).keys() == {"A1", "C", "D"}
    assert not (await app.sim("GET", "/state"))["merges"]


async def test_people_by_phone_number_without_an_address(app: SmallApp) -> None:
    await app.export(mapping=BY_PHONE, default_country="US")
    segment(app, {"1": "+12065550100", "2": "206-555-0101", "3": "(206) 555 0101", "4": "no number", "5": ""}, "Phone")
    run = await app.run()
    assert (run.counts.added, run.counts.duplicates, run.counts.rejected) == (2, 1, 2)
    app.segment("Id,Phone,Name\n2,(206) 555-0101,\n")
    run = await app.run()
    assert (run.counts.cleared, run.counts.removed) == (1, 1)
    members = await on_list(app, "phone_number")
    assert members.keys() == {"+12065550101"}
    assert members["+12065550101"].get("first_name") is None


async def test_another_identity_sends_everything_once_and_removes_nobody(app: SmallApp) -> None:
    await app.export(mapping=BY_EMAIL)
    segment(app, {f"K{n}": f"p{n}@example.com" for n in range(5)})
    await app.run()
    await app.export(mapping=BY_ID)
    segment(app, {f"K{n}": f"p{n}@example.com" for n in range(4)})
    run = await app.run()
    assert (run.counts.accepted, run.counts.removed, run.removal) == (4, 0, None)
    assert "the identity was changed" in str(run.notes[0])
    assert (await app.snapshot()).keys() == {"K0", "K1", "K2", "K3"}
    assert len(await on_list(app)) == 5, "who left in between stays"
    segment(app, {f"K{n}": f"p{n}@example.com" for n in range(3)})
    run = await app.run()
    assert (run.counts.unchanged, run.counts.removed, run.notes) == (3, 1, [])


async def test_a_retry_from_before_the_change_leaves_the_new_snapshot_alone(app: SmallApp) -> None:
    await app.export(mapping=BY_EMAIL)
    segment(app, {f"K{n}": f"p{n}@example.com" for n in range(5)})
    await app.sim("POST", "/jobs", {"fail_emails": ["p3@example.com"], "times": 1})
    failed = await app.run()
    await app.export(mapping=BY_ID)
    await app.run()
    repeated = await app.ended((await retry(app.context, failed.id, "a test")).id)
    assert (repeated.counts.accepted, repeated.counts.unchanged) == (1, 4)
    assert (await app.snapshot()).keys() == {"K0", "K1", "K2", "K3", "K4"}


async def test_nobody_is_removed_while_another_export_names_people_in_another_way(app: SmallApp) -> None:
    await app.export("exp_2", "Others", mapping=BY_EMAIL)
    app.segment("Id,Email,Name\n9,p1@example.com,N\n", "Others")
    segment(app, {"K0": "p0@example.com", "K1": "p1@example.com", "K2": "p2@example.com"})
    await app.run()
    await app.run("exp_2")
    segment(app, {"K0": "p0@example.com", "K2": "p2@example.com"})
    run = await app.run()
    assert removal_of(run).state == "held"
    assert "identifies people differently" in str(run.warnings[-1])
    assert "p1@example.com" in await app.members()
    run = await app.run(approved_removals=1)
    assert removal_of(run).state == "held", "a confirmation does not tell who is whom"


@pytest.mark.parametrize("form", ["usual", "wrong_pointer", "wrapped"])
async def test_a_conflict_is_the_failure_of_that_person_alone(app: SmallApp, form: str) -> None:
    segment(app, {"1": "p1@example.com", "2": "p2@example.com"})
    await app.run()
    await app.sim("POST", "/options", {"conflicts": "refuse"})
    await app.sim("POST", "/jobs", {"error_form": form})
    segment(app, {"1": "p2@example.com", "2": "", "3": "p3@example.com"})
    run = await app.run()
    assert (run.counts.accepted, run.counts.failed) == (2, 1)
    rejects = next(data for name, data in app.context.files.blobs.items() if name == f"runs/{run.id}/rejects.csv")
    line = rejects.decode().splitlines()[1]
    answer = "A profile already exists with one of these identifiers."
    [row] = csv.reader([line])
    assert row[:8] == ["People.csv", "2", "failed", "import_failed", f"Klaviyo says: {answer}", "", "", "1"]
    assert (row[8], json.loads(row[9])) == ("row-klaviyo", {"answer": answer})
    members = await on_list(app)
    assert (members["1"]["email"], members["2"]["email"]) == ("p1@example.com", "p2@example.com")
    assert not (await app.sim("GET", "/state"))["merges"]


async def test_without_a_conflict_error_klaviyo_merges(app: SmallApp) -> None:
    segment(app, {"1": "p1@example.com", "2": "p2@example.com"})
    await app.run()
    segment(app, {"1": "p2@example.com", "2": ""})
    await app.run()
    assert len((await app.sim("GET", "/state"))["merges"]) == 1


async def test_only_an_address_that_is_sent_is_subscribed(app: SmallApp) -> None:
    consent = Subscription(email=ChannelConsent(column="Yes", true_values=["yes"]))
    await app.export(mapping=BY_ID, subscribe=consent)
    rows = ["A,a@example.com,yes", "B,,yes", "C,no address,yes", "D,d@example.com,yes", "E,D@example.com,yes"]
    app.segment("Id,Email,Yes,Name\n" + "".join(f"{row},N\n" for row in rows))
    run = await app.run()
    assert (run.counts.accepted, run.counts.subscribed) == (5, 1)
    assert any("4 people say yes to email, but" in str(warning) for warning in run.warnings)
    assert (await app.sim("GET", "/profiles/by-email?email=a@example.com"))["consent"]["email"] == "SUBSCRIBED"
    app.segment("Id,Email,Yes,Name\nA,a@new.example,yes,N\nB,b@example.com,yes,N\n")
    assert (await app.run()).counts.subscribed == 1, "B has an address now; A was subscribed before"


async def test_a_broken_row_by_external_id_removes_nobody(app: SmallApp) -> None:
    segment(app, {f"K{n}": f"p{n}@example.com" for n in range(10)})
    await app.run()
    text = "".join(f"K{n},p{n}@example.com,{'N' if n else ''' "N" broken'''}\n" for n in range(5))
    app.segment("Id,Email,Name\n" + text)
    run = await app.run()
    assert (run.counts.rejected, removal_of(run).state, removal_of(run).planned) == (1, "held", 6)
    assert "but 1 more row has no usable external ID than before" in str(run.warnings[-1])
    assert len(await on_list(app)) == 10


async def test_a_segment_without_the_identity_ends_the_run(app: SmallApp) -> None:
    app.segment("Email,Name\np1@example.com,N\n")
    assert error_of(await app.run()).type == "column-missing"


@pytest.mark.parametrize(
    ("mapping", "person", "left"),
    [
        (BY_ID, Person.of(external_id="A1"), {"a1"}),
        (BY_ID, Person.of(email="ann@example.com"), {"A1", "a1"}),
        (BY_PHONE | {"email": "Email"}, Person.of(phone_number="+12065550100"), {"+12065550101"}),
        (BY_EMAIL, Person.of(email="ANN@example.com", external_id="A1"), {"bob@example.com"}),
    ],
)
async def test_a_person_is_erased_by_the_identity_of_each_export(
    app: SmallApp, mapping: dict[str, Any], person: Person, left: set[str]
) -> None:
    await app.export(mapping=mapping)
    app.segment("Id,Email,Phone,Name\nA1,ann@example.com,+12065550100,N\na1,bob@example.com,+12065550101,N\n")
    await app.run()
    erased = await app.erase(person, klaviyo=True)
    assert (erased.snapshots, erased.requested) == (2 - len(left), ["SIMCON"])
    assert (await app.snapshot()).keys() == left
    emails = {one["email"] for one in (await on_list(app, "id")).values()}
    assert emails == {"bob@example.com"}, f"{Identity} at Klaviyo"
