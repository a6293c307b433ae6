"""A first portion of a run is sent and judged; then the others follow, wait for a user, or are not sent."""

from __future__ import annotations

import asyncio
import csv
import io
import random
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest

from shared.domain import Run, RunState
from shared.domain.base import now
from shared.domain.canary import Canary, CanaryState
from shared.domain.impact import HoldWhen
from shared.runs.canary import confirm_canary
from shared.runs.cancel import cancel
from shared.runs.retry import retry
from tests.fakes.large_segment import LITTLE_DISK, PADDED, PADDED_ROWS, put
from tests.fakes.small_app import LIST, WORK, SmallApp, error_of, small_app
from tests.fakes.waiting import rounds

NAMES = [f"p{number}@example.com" for number in range(23)]
PEOPLE = [{"Email": name, "Name": "N", "City": "Riga"} for name in NAMES]
"""In chunks of five."""


@pytest.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as made:
        made.segment(PEOPLE)
        yield made


def canary(size: int = 7, **options: Any) -> Canary:
    return Canary.model_validate({"profiles": size, **options})


def state_of(run: Run) -> CanaryState:
    assert run.canary is not None
    return run.canary.state


async def stored(app: SmallApp, run_id: str) -> Run:
    run: Run = (await app.context.runs.get(run_id)).value
    return run


async def until_waiting(app: SmallApp, run_id: str) -> Run:
    """Work, and sweep, until the run waits for confirmation; return it."""
    for _ in rounds():
        await app.work()
        run = await stored(app, run_id)
        if run.waits:
            break
        assert not run.state.final, run
        if not app.messages:
            await asyncio.sleep(0.002)
            await app.sweep()
    return run


async def sent(app: SmallApp) -> list[list[str]]:
    """Return the people of each import job, in the order of the requests."""
    return [await app.sim("GET", f"/jobs/{job['id']}/emails") for job in await app.sim("GET", "/jobs")]


async def sent_first(app: SmallApp, options: dict[str, Any]) -> set[str]:
    """Return whom a run sends first that sends everyone."""
    before = len(await sent(app))
    run_id = await app.start(**options)
    await until_waiting(app, run_id)
    found = {name for job in (await sent(app))[before:] for name in job}
    await confirm_canary(app.context, run_id, "ann")
    assert state_of(await app.ended(run_id)) is CanaryState.PASSED
    return found


async def test_the_others_go_on_by_themselves_after_a_first_portion_that_went_well(app: SmallApp) -> None:
    await app.export(canary=canary(max_failed_percent=50))
    run = await app.run()
    assert run.canary is not None
    assert run.canary.result is not None
    assert (run.state, run.counts.accepted, run.counts.failed) == (RunState.SUCCESSFUL, 23, 0)
    assert (run.canary.state, run.canary.profiles, run.canary.result.accepted) == (CanaryState.PASSED, 7, 7)
    assert [len(job) for job in await sent(app)] == [5, 2, 5, 5, 5, 1]
    assert Counter(name for job in await sent(app) for name in job) == Counter(NAMES)


async def test_the_others_wait_for_a_user_whatever_messages_and_sweeps_come(app: SmallApp) -> None:
    await app.export(canary=canary(then="wait"))
    run_id = await app.start()
    run = await until_waiting(app, run_id)
    assert run.canary is not None
    assert (run.state, run.counts.accepted, state_of(run)) == (RunState.UPLOADING, 7, CanaryState.WAITING)
    for _ in range(5):
        await app.work()
        await app.sweep()
    assert len(await sent(app)) == 2
    assert f"waits:{run_id}" in (await app.context.notification_states.get("exp_1")).value.notified_at
    recent = (await app.context.runs.lists.recent.of(["exp_1"]))["exp_1"]
    assert (recent.attention, recent.held_run and recent.held_run.id) == ("held", run_id)

    assert await confirm_canary(app.context, run_id, "ann")
    # A second confirmation changes nothing.
    again = await confirm_canary(app.context, run_id, "bob")
    assert again is not None
    assert again.canary is not None
    assert again.canary.confirmed_by == "ann"
    run = await app.ended(run_id)
    assert (run.state, run.counts.accepted, state_of(run)) == (RunState.SUCCESSFUL, 23, CanaryState.PASSED)
    assert Counter(name for job in await sent(app) for name in job) == Counter(NAMES)
    recent = (await app.context.runs.lists.recent.of(["exp_1"]))["exp_1"]
    assert recent.attention is None


async def test_the_others_are_not_sent_after_a_portion_that_failed_and_the_next_run_sends_them(app: SmallApp) -> None:
    await app.export(canary=canary(max_failed_percent=10))
    await app.sim("POST", "/jobs", {"fail_emails": NAMES[:20]})
    run = await app.run()
    accepted = run.counts.accepted
    assert (run.state, error_of(run).type) == (
        RunState.COMPLETED_WITH_WARNINGS if accepted else RunState.FAILED,
        "canary-failed",
    )
    assert (state_of(run), run.counts.failed, run.counts.balanced) == (CanaryState.STOPPED, 23 - accepted, True)
    text = app.context.files.blobs[f"runs/{run.id}/rejects.csv"].decode()
    rejects = list(csv.DictReader(io.StringIO(text, newline="")))
    assert Counter(one["reason"] for one in rejects) == {"import_failed": 7 - accepted, "not_sent": 16}
    assert {(one["email"], int(one["line"])) for one in rejects} <= {(n, i + 2) for i, n in enumerate(NAMES)}

    await app.sim("POST", "/jobs", {})
    again = await app.ended((await retry(app.context, run.id, "ann")).id)
    assert (again.state, again.counts.accepted, again.counts.unchanged) == ("successful", 23 - accepted, accepted)
    assert (await app.members()).keys() == set(NAMES)
    assert (await app.run()).counts.unchanged == 23


async def test_a_run_that_is_not_confirmed_ends_and_one_that_waits_can_be_canceled(app: SmallApp) -> None:
    await app.export(canary=canary(then="wait"))
    run_id = await app.start()
    await until_waiting(app, run_id)

    def expired(run: Run) -> Run:
        assert run.canary is not None
        return run.canary_recorded(run.canary.waiting([], -1, now()), now())

    await app.context.runs.update(run_id, expired)
    run = await app.ended(run_id)
    assert (run.state, error_of(run).type) == (RunState.COMPLETED_WITH_WARNINGS, "canary-not-confirmed")
    assert (run.counts.accepted, run.counts.failed, state_of(run)) == (7, 16, CanaryState.STOPPED)
    assert await confirm_canary(app.context, run_id, "ann") is None

    run_id = await app.start()
    await until_waiting(app, run_id)
    await cancel(app.context, run_id, "ann")
    run = await app.ended(run_id)
    assert (run.state, run.counts.unchanged, run.counts.accepted, run.counts.failed) == (RunState.CANCELED, 7, 7, 9)
    assert run.counts.balanced


async def test_a_flow_that_goes_live_meanwhile_holds_a_run_that_would_go_on(app: SmallApp) -> None:
    await app.export(canary=canary(), hold_when=HoldWhen(triggers_live_flows=True))
    run_id = await app.start()
    await app.work()
    await app.sim("POST", f"/lists/{LIST}/flows", {"name": "Welcome"})
    run = await until_waiting(app, run_id)
    assert run.canary is not None
    assert [(reason.code, reason.parameters) for reason in run.canary.reasons] == [
        ("canary-flows", {"flows": ["Welcome"]})
    ]
    await confirm_canary(app.context, run_id, "ann")
    assert (await app.ended(run_id)).counts.accepted == 23


async def test_a_run_of_few_people_has_no_first_portion(app: SmallApp) -> None:
    await app.export(canary=canary(23, then="wait"))
    run = await app.run()
    assert (run.state, run.counts.accepted, run.canary) == (RunState.SUCCESSFUL, 23, None)


async def test_the_same_people_are_first_at_every_run_in_one_piece_and_in_many() -> None:
    found = []
    parts = [PEOPLE[:9], PEOPLE[9:15], PEOPLE[15:]]
    export: dict[str, Any] = {"mapping": {"email": "Email", "first_name": "Name"}, "canary": canary(then="wait")}
    async with small_app() as app:
        await app.export(**export)
        for options in ({}, {"full": True}):
            put(app, parts)
            found.append(await sent_first(app, options))
            parts.reverse()
    async with small_app(**LITTLE_DISK) as app:
        await app.export(**export)
        put(app, parts)
        found.append(await sent_first(app, {}))
    assert [len(names) for names in found] == [7] * 3
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("seed", range(4))
async def test_deaths_and_messages_twice_at_any_time_change_nothing(seed: int) -> None:
    rng = random.Random(seed)
    split = seed == 3
    async with small_app(**(LITTLE_DISK if split else {})) as app:
        size, then = rng.randrange(1, 20), rng.choice(["wait", "continue"])
        await app.export(mapping={"email": "Email", "first_name": "Name"}, canary=canary(size, then=then))
        rows = [*PEOPLE, {"Email": "no address"}, PEOPLE[0] | {"Name": "Last"}]
        if split:
            put(app, [rows[:9], rows[9:15], rows[15:]])
        else:
            app.segment(rows)
        # Rows that only make the segment large, of three people in each part.
        padded = PADDED * 3 if split else 0
        kept, doubled = 23 + padded, 1 + (PADDED * PADDED_ROWS - padded if split else 0)
        run_id, deaths = await app.start(), 0
        for _ in rounds():
            if (run := await stored(app, run_id)).state.final:
                break
            if run.waits and rng.random() < 0.3:
                assert sum(map(len, await sent(app))) == size
                await app.step(confirm_canary(app.context, run_id, "ann"))
            work = [each for each in app.messages if each[0] in WORK]
            # Following a run goes on while nothing prepares it, so messages never end: the sweep has its own timer.
            if not work or rng.random() < 0.1:
                await asyncio.sleep(0.002)
                await app.sweep()
                continue
            each = rng.choice(work)
            app.messages.remove(each)
            app.fate.left, app.fate.after = (rng.randrange(1, 9), rng.random() < 0.5) if deaths < 6 else (None, False)
            if not await app.deliver(*each):
                deaths += 1
                app.messages.append(each)
            elif rng.random() < 0.2:
                app.messages.append(each)
            app.fate.left = None
        run = await app.ended(run_id)
        assert (run.error, run.counts.balanced, run.counts.accepted, state_of(run)) == (None, True, kept, "passed")
        assert (run.counts.rejected, run.counts.duplicates, deaths > 1) == (1, doubled, True)
        posted = Counter(name for job in await sent(app) for name in job)
        assert set(posted) == set(await app.members())
        assert len(posted) == kept
