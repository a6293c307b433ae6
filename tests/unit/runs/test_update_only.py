"""Mode update: people whom Klaviyo has are changed, no one is added, under faults and deaths too."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import pytest_asyncio

from local.klaviyo import MAIN_KEY
from shared.domain import Chunk, Mode, RunState
from shared.domain.base import now
from shared.domain.impact import HoldWhen
from shared.runs.existing_profiles import VALID_FOR, must_look_up
from shared.runs.preview import UPDATE_ONLY, make_preview, read_result, request_preview
from tests.fakes.effort import some
from tests.fakes.small_app import SmallApp, small_app

KEY = {"authorization": f"Klaviyo-API-Key {MAIN_KEY}", "revision": "2026-10-15"}
KNOWN = {0, 3, 4, 7, 11}
PEOPLE = 13


@pytest_asyncio.fixture
async def app() -> AsyncIterator[SmallApp]:
    """Chunks of five: one is half known, one has no one whom Klaviyo knows."""
    async with small_app() as app:
        for number in KNOWN:
            await create(app, number)
        await app.export(mode=Mode.UPDATE)
        app.segment([{"Email": f"P{n}@example.com", "Name": f"N{n}"} for n in range(PEOPLE)])
        yield app


async def create(app: SmallApp, number: int) -> None:
    body = {"data": {"type": "profile", "attributes": {"email": f"p{number}@example.com"}}}
    assert (await app.http.post("/api/profile-import", headers=KEY, json=body)).is_success


async def names(app: SmallApp) -> dict[int, str | None]:
    """The people at Klaviyo, by number, with their names."""
    return {int(email[1:].partition("@")[0]): one["first_name"] for email, one in (await app.members()).items()}


async def profiles(app: SmallApp) -> int:
    return int((await app.sim("GET", "/state"))["accounts"]["SIMCON"]["profiles"])


async def test_only_whom_klaviyo_has_is_changed(app: SmallApp) -> None:
    run = await app.run()
    assert (run.state, run.counts.accepted, run.counts.rejected, run.counts.not_found) == (
        RunState.SUCCESSFUL, len(KNOWN), PEOPLE - len(KNOWN), PEOPLE - len(KNOWN),
    )  # fmt: skip
    assert run.counts.balanced
    assert await names(app) == {number: f"N{number}" for number in KNOWN}
    assert await profiles(app) == len(KNOWN), "no one was added"
    text = app.context.files.blobs[f"runs/{run.id}/rejects.csv"].decode()
    rejects = list(csv.DictReader(io.StringIO(text, newline="")))
    assert {(int(row["line"]) - 2, row["outcome"], row["reason"]) for row in rejects} == {
        (number, "rejected", "not_found") for number in range(PEOPLE) if number not in KNOWN
    }
    # Who was accepted is unchanged; who was not found is looked up again, and found once they exist.
    await create(app, 1)
    run = await app.run()
    assert (run.counts.unchanged, run.counts.accepted) == (len(KNOWN), 1)
    assert run.counts.not_found == PEOPLE - len(KNOWN) - 1
    assert (await names(app))[1] == "N1"


async def test_an_interrupted_look_continues(app: SmallApp) -> None:
    for status in (429, 503, 400):
        await app.sim("POST", "/faults", {"path": "/api/profiles", "action": "status", "status": status, "times": 2})
    run = await app.run()
    assert (run.counts.accepted, run.counts.not_found, run.counts.failed) == (len(KNOWN), PEOPLE - len(KNOWN), 0)
    assert await profiles(app) == len(KNOWN)


async def test_without_a_look_nothing_is_sent(app: SmallApp) -> None:
    await app.sim("POST", "/faults", {"path": "/api/profiles", "action": "status", "status": 503})
    run = await app.run()
    assert (run.state, run.counts.failed) == (RunState.FAILED, PEOPLE)
    assert not await app.calls("bulk_import_profiles")


@pytest.mark.parametrize("after", [False, True])
async def test_a_death_at_any_write_adds_nobody(app: SmallApp, *, after: bool) -> None:
    """And every message twice."""
    for writes in some((1, 4, 8), 2):
        run_id = await app.start(full=True)
        while not (await app.context.runs.get(run_id)).value.cut:
            await app.work()
        app.messages.extend(list(app.messages))
        app.fate.left, app.fate.after = writes, after
        run = await app.ended(run_id)
        app.fate.left = None
        assert (run.counts.accepted, run.counts.not_found) == (len(KNOWN), PEOPLE - len(KNOWN)), writes
        assert await profiles(app) == len(KNOWN), writes


@pytest.mark.parametrize("identity", ["external_id", "phone_number"])
async def test_people_are_looked_up_by_the_identity(app: SmallApp, identity: str) -> None:
    """Also where the identity is no address: the address of a person whom Klaviyo has is not asked for."""
    known = {"external_id": 'A 1,"x"', "phone_number": "+12065550101"}
    body = {"data": {"type": "profile", "attributes": known}}
    assert (await app.http.post("/api/profile-import", headers=KEY, json=body)).is_success
    before = await profiles(app)
    mapping = {"identity": identity, identity: "Tier", "first_name": "Name"}
    await app.export("exp_2", segment="Others", mapping=mapping, mode=Mode.UPDATE)
    strange = {"external_id": 'a 1,"x"', "phone_number": "+12065550102"}
    app.segment([{"Tier": known[identity], "Name": "Known"}, {"Tier": strange[identity], "Name": "Strange"}], "Others")
    run = await app.run("exp_2")
    assert (run.counts.accepted, run.counts.not_found, await profiles(app)) == (1, 1, before)


def test_a_look_counts_for_some_minutes() -> None:
    at = now()
    chunk = Chunk(run_id="r", name="00000", first=0, last=2, profiles=2, bytes=9)
    run: Any = SimpleNamespace(export=SimpleNamespace(mode=Mode.UPDATE))
    assert must_look_up(run, chunk, at)
    looked_up = chunk.claimed("a worker", at, at).looked_up(at)
    assert (looked_up.attempts, looked_up.claimed_by) == (0, None), "the look is no attempt to post"
    assert not must_look_up(run, looked_up, at + VALID_FOR)
    assert must_look_up(run, looked_up, at + VALID_FOR + timedelta(seconds=1))
    smaller = chunk.without_unknown({0}, 5, at)
    assert (smaller.profiles, smaller.rejected, smaller.not_found, smaller.looked_up_at) == (1, 1, 1, at)
    run.export.mode = Mode.MIRROR
    assert not must_look_up(run, chunk, at)


async def test_nobody_new_is_foreseen_and_no_run_is_held_for_it(app: SmallApp) -> None:
    await app.export(hold_when=HoldWhen(new_profiles_over=0))
    export = (await app.context.exports.get("exp_1")).value
    asked = await request_preview(app.context, export, "exp_1", "a test")
    await make_preview(app.context, asked.id)
    result = await read_result(app.context, (await app.context.previews.get(asked.id)).value)
    assert result["impact"]["new_profiles"] == 0
    assert (result["impact"]["added"], result["counts"]["added"]) == (len(KNOWN), PEOPLE)
    assert UPDATE_ONLY.model_dump() in result["warnings"]
    assert result["api_calls"] == 1 + 3 + 3 + 1, "the list, three chunks, their jobs, a look"
    assert (await app.run()).counts.accepted == len(KNOWN)
