"""Undoing a run: exactly the people whom it added leave the list, whatever happens between."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
import pytest_asyncio

from shared.api.run_acts import read_undo, undo_run
from shared.api.runs import cancel_run, retry_run
from shared.domain import Cron, Mode, Run
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.identity import Identity, Person
from shared.domain.subscription import Channel
from shared.errors import Conflict, KeyReused, RunActive, UndoImpossible
from shared.klaviyo import Klaviyo, Membership
from shared.maintenance.retention import purge_old
from shared.post_import.checkpoint import Checkpoint
from shared.post_import.take_off import take_off
from tests.fakes.api_calls import answer
from tests.fakes.large_segment import LITTLE_DISK, put
from tests.fakes.small_app import LIST, SmallApp, error_of, small_app


@pytest_asyncio.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as app:
        await app.export()
        yield app


def people(*numbers: int) -> list[dict[str, str]]:
    return [{"Email": f"P{n}@example.com", "Name": f"N{n}"} for n in numbers]


def emails(*numbers: int) -> set[str]:
    return {f"p{n}@example.com" for n in numbers}


async def join(app: SmallApp, *numbers: int) -> None:
    """Put people on the list by another way than an export: a form, for example."""
    addresses = [(one, None) for one in sorted(emails(*numbers))]
    await (await app.client()).subscribe(LIST, Channel.EMAIL, addresses, historical=False, source=None)


async def next_second() -> None:
    """Wait until Klaviyo, which tells the time to the second, tells another."""
    at = datetime.now(UTC)
    await asyncio.sleep(1.01 - at.microsecond / 1_000_000)


async def preview(app: SmallApp, run: Run) -> dict[str, Any]:
    return dict(json.loads((await answer(app.context, read_undo, run.id)).body))


async def ask(app: SmallApp, run: Run, *, key: str | None = None, **body: Any) -> str:
    """Ask to undo the run; return the id of the run that does."""
    headers = {"idempotency-key": key} if key else {}
    started = json.loads((await answer(app.context, undo_run, run.id, body=body, headers=headers)).body)
    assert started["undo_of"] == run.id
    return str(started["id"])


async def undo(app: SmallApp, run: Run, **body: Any) -> Run:
    return await app.ended(await ask(app, run, **body))


async def reread(app: SmallApp, run: Run) -> Run:
    found: Run = (await app.context.runs.get(run.id)).value
    return found


async def test_whom_a_run_added_leaves_the_list_and_no_one_else(app: SmallApp) -> None:
    await join(app, 0, 50)
    await next_second()
    app.segment(people(0, 1, 2))
    await app.run()
    app.segment(people(0, 1, 2, 3, 4))
    run = await app.run()
    assert await preview(app, run) | {"until": None} == {
        "possible": True,
        "reason": None,
        "problem": None,
        "people": 2,
        "until": None,
        "export_active": False,
        "not_undone": ["profiles", "fields", "flows"],
    }
    undone = await undo(app, run)
    assert (await app.members()).keys() == emails(0, 50, 1, 2)
    assert (undone.state, undone.counts.removed, undone.counts.read) == ("successful", 2, 0)
    assert (undone.removal, undone.warnings, undone.notes) == (None, [], [])
    assert (await reread(app, run)).undone_by == undone.id


async def test_who_was_on_the_list_before_the_run_stays(app: SmallApp) -> None:
    """Also if the export knows no better than that it added them."""
    await join(app, 0, 1)
    await next_second()
    app.segment(people(0, 1, 2))
    run = await app.run()
    assert run.counts.added == 3
    undone = await undo(app, run)
    assert (await app.members()).keys() == emails(0, 1)
    assert undone.counts.removed == 1
    assert undone.notes[0].message.startswith("2 people of the undone run stay")
    assert not any(one["managed"] for one in (await app.snapshot()).values()), "none is the export's any more"


async def test_who_left_and_joined_again_stays(app: SmallApp) -> None:
    app.segment(people(0, 1, 2))
    run = await app.run()
    klaviyo = await app.client()
    for one in await klaviyo.memberships(LIST, run.export.mapping.identity, sorted(emails(1, 2))):
        await klaviyo.remove_members(LIST, [one.profile_id])
    await next_second()
    await join(app, 1)
    undone = await undo(app, run)
    assert (await app.members()).keys() == emails(1)
    assert (undone.counts.removed, len(undone.notes)) == (1, 2)
    assert "no longer on the list" in undone.notes[1].message


async def test_whom_another_export_has_stays_and_becomes_its_own(app: SmallApp) -> None:
    app.segment(people(0, 1))
    run = await app.run()
    app.segment(people(1, 2), "Others")
    await app.export("exp_2", "Others", mode=Mode.MIRROR, removal_limit_percent=100)
    await app.run("exp_2")
    await undo(app, run)
    assert (await app.members()).keys() == emails(1, 2)
    app.segment(people(2), "Others")
    await app.run("exp_2")
    assert (await app.members()).keys() == emails(2), "no other export has p1 now"


async def test_whom_an_active_run_sends_stays_until_the_run_is_undone_again(app: SmallApp) -> None:
    app.segment(people(0, 1))
    run = await app.run()
    app.segment(people(1), "Others")
    await app.export("exp_2", "Others")
    other = await app.start("exp_2")
    while not (await app.context.runs.get(other)).value.cut:
        await app.work()
    sending, app.messages[:] = list(app.messages), []
    undone = await undo(app, run)
    assert (undone.counts.removed, len(undone.warnings)) == (1, 1)
    assert "sending them" in undone.warnings[0].message
    assert (await reread(app, run)).undone_by is None
    await app.sim("POST", "/jobs", {"fail_emails": ["p1@example.com"]})
    app.messages.extend(sending)
    await app.ended(other)
    again = await undo(app, run)
    assert (await app.members(), again.counts.removed, again.warnings) == ({}, 1, [])
    assert (await reread(app, run)).undone_by == again.id


async def test_the_next_run_adds_them_again_unless_the_export_is_paused(app: SmallApp) -> None:
    await app.export(schedule=Cron(expression="0 6 * * *", time_zone="UTC"))
    app.segment(people(0, 1))
    run = await app.run()
    assert (await preview(app, run))["export_active"]
    await undo(app, run)
    export = (await app.context.exports.get("exp_1")).value
    assert not export.enabled
    again = await app.run()
    assert (again.counts.added, again.counts.unchanged) == (2, 0)
    assert (await app.members()).keys() == emails(0, 1)
    # What a later run adds can be undone in its turn, without pausing.
    await app.export(enabled=True)
    await undo(app, again, pause_export=False)
    assert (await app.context.exports.get("exp_1")).value.enabled
    assert await app.members() == {}


async def test_a_canceled_run_is_undone_also_where_its_imports_were_not_confirmed() -> None:
    async with small_app(CANCEL_GRACE_SECONDS="0.001") as app:
        await app.export()
        app.segment(people(*range(12)))
        await app.sim("POST", "/jobs", {"job_seconds": 3600})
        run_id = await app.start()
        while (await app.context.runs.get(run_id)).value.chunks.uploaded < 2:
            await app.work()
        await answer(app.context, cancel_run, run_id)
        run = await app.ended(run_id)
        assert await app.members() == {}
        for job in await app.sim("GET", "/jobs"):
            await app.sim("PATCH", f"/jobs/{job['id']}", {"outcome": "complete"})
        assert await app.members() != {}, "imported after the run had ended"
        undone = await undo(app, run)
        assert await app.members() == {}
        assert "it may still add people" in str(undone.warnings[0])
        assert (await preview(app, run))["possible"], "until Klaviyo cannot import any more"


async def test_each_refusal_has_its_reason(app: SmallApp) -> None:
    app.segment(people(0, 1))
    run_id = await app.start()
    assert (await preview(app, (await app.context.runs.get(run_id)).value))["reason"] == "not_ended"
    run = await app.ended(run_id)
    other = await app.start()
    assert (await preview(app, run))["reason"] == "export_running"
    with pytest.raises(RunActive):
        await ask(app, run)
    unchanged = await app.ended(other)
    assert (await preview(app, unchanged))["reason"] == "nothing_added"
    with pytest.raises(UndoImpossible, match="added no one"):
        await ask(app, unchanged)
    await app.export(connection_id="con_2")
    assert (await preview(app, run))["reason"] == "connection_changed"
    await app.export(connection_id="con_1")
    await app.export("exp_2", "Others", mapping={"identity": "phone_number", "phone_number": "Phone", "email": "Email"})
    app.segment([{"Email": "p8@example.com", "Phone": "+12065550100"}], "Others")
    await app.run("exp_2")
    assert (await preview(app, run))["reason"] == "other_identity"
    await app.context.exports.delete("exp_2")
    undone = await undo(app, run)
    assert (await preview(app, run))["reason"] == "undone"
    assert (await preview(app, undone))["reason"] == "is_undo"
    with pytest.raises(Conflict, match="Undo that run again"):
        await answer(app.context, retry_run, undone.id)


async def test_after_undo_days_a_run_cannot_be_undone() -> None:
    async with small_app(UNDO_DAYS="3") as app:
        await app.export()
        app.segment(people(0, 1))
        run = await app.run()
        assert [name for name in app.context.files.blobs if layout.ADDED.matches(name)]
        until = datetime.fromisoformat((await preview(app, run))["until"])
        assert until - run.queued_at == timedelta(days=3)
        await purge_old(app.context, now() + timedelta(days=3, minutes=1))
        assert not [name for name in app.context.files.blobs if layout.ADDED.matches(name)]
        undone = await undo(app, run)
        assert (undone.state, error_of(undone).type) == ("failed", "undo-record-missing")
        assert (await app.members()).keys() == emails(0, 1)


async def test_without_undo_days_nothing_is_recorded() -> None:
    async with small_app(UNDO_DAYS="0") as app:
        await app.export()
        app.segment(people(0, 1))
        run = await app.run()
        assert not [name for name in app.context.files.blobs if layout.ADDED.matches(name)]
        assert (await preview(app, run))["reason"] == "not_recorded"


async def test_two_requests_with_one_key_start_one_run(app: SmallApp) -> None:
    app.segment(people(0, 1))
    run = await app.run()
    first = await ask(app, run, key="abc")
    assert await ask(app, run, key="abc") == first
    with pytest.raises(RunActive):
        await ask(app, run)
    with pytest.raises(KeyReused):
        await ask(app, run, key="abc", pause_export=False)
    await app.ended(first)
    assert await ask(app, run, key="abc") == first
    with pytest.raises(UndoImpossible, match="already been undone"):
        await ask(app, run, key="other")


async def test_an_erased_person_is_not_in_the_record(app: SmallApp) -> None:
    app.segment(people(0, 1))
    run = await app.run()
    [before] = [app.context.files.blobs[name] for name in app.context.files.blobs if layout.ADDED.matches(name)]
    await app.erase(Person.of(email="p1@example.com"))
    [after] = [app.context.files.blobs[name] for name in app.context.files.blobs if layout.ADDED.matches(name)]
    assert before != after
    undone = await undo(app, run)
    assert (await app.members()).keys() == emails(1)
    assert undone.counts.removed == 1


@pytest.mark.parametrize("dies", [5, 14, 27])
async def test_an_undo_continues_wherever_its_worker_dies(app: SmallApp, *, dies: int) -> None:
    app.segment(people(0))
    await app.run()
    app.segment(people(*range(8)))
    run = await app.run()
    undone_id = await ask(app, run)
    app.fate.left = dies
    undone = await app.ended(undone_id)
    app.fate.left = None
    assert (await app.members()).keys() == emails(0)
    assert (undone.counts.removed, undone.warnings, undone.notes) == (7, [], [])
    assert (await reread(app, run)).undone_by == undone_id
    managed = {one["identity"] for one in (await app.snapshot()).values() if one["managed"]}
    assert managed == emails(0)


BY_ID = {"identity": "external_id", "external_id": "Id", "email": "Email", "phone_number": "Phone"}


async def test_people_by_external_id_are_found_by_address_or_number(app: SmallApp) -> None:
    """Who has neither stays: since when they are on the list cannot be looked up."""
    await app.export(mapping=BY_ID)
    app.segment("Id,Email,Phone\nA,Ann@example.com,\nB,,+12065550101\nC,,\n")
    run = await app.run()
    assert run.counts.added == 3
    undone = await undo(app, run)
    lines = (await app.http.get(f"/_sim/lists/{LIST}/members")).text.splitlines()
    assert [json.loads(line)["external_id"] for line in lines] == ["C"]
    assert (undone.counts.removed, undone.notes[0].parameters) == (2, {"count": 1})


async def test_a_person_with_another_address_is_found_alone(app: SmallApp) -> None:
    """The profile shows an address that was not asked for, as one with several addresses does."""
    app.segment(people(0, 1))
    run = await app.run()
    seen: list[list[str]] = []

    class Renamed:
        async def memberships(self, list_id: str, identity: Identity, people: list[str]) -> list[Membership]:
            seen.append(people)
            found = await klaviyo.memberships(list_id, identity, people)
            return [replace(one, identifier="other") if one.identifier == "p0@example.com" else one for one in found]

        async def remove_members(self, list_id: str, ids: list[str]) -> None:
            await klaviyo.remove_members(list_id, ids)

    klaviyo = await app.client()
    undoing = (await app.context.runs.get(await ask(app, run))).value
    checkpoint, renamed = Checkpoint(), cast("Klaviyo", Renamed())

    async def find_stayed() -> list[int]:
        return []

    async def save() -> None:
        return None

    await take_off(renamed, undoing, sorted(emails(0, 1)), checkpoint, find_stayed, save)
    assert seen == [["p0@example.com", "p1@example.com"], ["p0@example.com"]]
    assert (await app.members(), checkpoint.skipped) == ({}, [])


async def test_a_run_that_was_prepared_in_pieces_is_undone() -> None:
    async with small_app(**LITTLE_DISK) as app:
        await app.export(mapping={"email": "Email", "first_name": "Name"})
        put(app, [people(0, 1), people(2), people(3)])
        await app.run()
        before = (await app.members()).keys()
        put(app, [people(*range(10)), people(*range(8, 25)), people(25)])
        run = await app.run()
        assert run.split
        assert run.added
        assert len(run.added.parts) > 1
        undone = await undo(app, run)
        assert (await app.members()).keys() == before
        assert undone.counts.removed == run.counts.added == 22
        managed = {one["identity"] for one in (await app.snapshot()).values() if one["managed"]}
        assert managed == before


async def test_an_undo_that_is_canceled_can_be_repeated(app: SmallApp) -> None:
    app.segment(people(*range(4)))
    run = await app.run()
    undone_id = await ask(app, run)
    while not (await app.context.runs.get(undone_id)).value.post_import:
        await app.work()
    await answer(app.context, cancel_run, undone_id)
    undone = await app.ended(undone_id)
    assert (undone.state, undone.removal) == ("canceled", None)
    assert (await reread(app, run)).undone_by is None
    again = await undo(app, run)
    assert await app.members() == {}
    assert (await reread(app, run)).undone_by == again.id
