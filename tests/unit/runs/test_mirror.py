"""Who left the segment leaves the list: whole runs in mode mirror."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from shared.domain import Mode, RunState
from shared.domain.base import now
from shared.domain.removal import check_removal_limit
from shared.domain.run_values import Prepared
from shared.domain.snapshot import Snapshot
from shared.klaviyo.consent_calls import PAGE, URL_BYTES, pieces
from shared.runs.cancel import cancel
from tests.fakes.effort import some
from tests.fakes.small_app import WORK, SmallApp, error_of, removal_of, small_app
from tests.fakes.waiting import rounds


@pytest_asyncio.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as app:
        await app.export(mode=Mode.MIRROR)
        yield app


def people(*numbers: int) -> list[dict[str, str]]:
    return [{"Email": f"p{n}@example.com", "Name": f"N{n}"} for n in numbers]


def emails(*numbers: int) -> set[str]:
    return {f"p{n}@example.com" for n in numbers}


async def test_who_left_is_removed_and_sent_again_when_back(app: SmallApp) -> None:
    app.segment(people(*range(10)))
    await app.run()
    await app.sim("POST", "/suppressions", {"email": "p9@example.com"})
    app.segment(people(*range(8)))
    run = await app.run()
    assert run.state is RunState.SUCCESSFUL
    assert run.counts.removed == 2
    assert removal_of(run).model_dump() == {"planned": 2, "share_percent": 20.0, "state": "done"}
    assert (await app.members()).keys() == emails(*range(8))
    gone = await app.sim("GET", "/profiles/by-email?email=p9@example.com")
    assert gone["consent"]["suppressions"], "neither the account nor consent is touched"
    assert (await app.snapshot()).keys() == emails(*range(8))
    assert (await app.run()).removal is None
    app.segment(people(*range(9)))
    run = await app.run()
    assert (run.counts.added, run.counts.unchanged) == (1, 8)
    assert (await app.members()).keys() == emails(*range(9))


async def test_people_of_others_stay(app: SmallApp) -> None:
    """Whom this export never put there, and whom another export has on the same list."""
    await app.export("exp_2", "Others")
    app.segment(people(*range(10)))
    app.segment(people(8, 20), "Others")
    await app.run()
    await app.run("exp_2")
    app.segment(people(*range(8)))
    run = await app.run()
    assert run.counts.removed == 1
    assert (await app.members()).keys() == emails(*range(9), 20)
    assert (await app.run()).removal is None, "p8 is the other export's from now on"
    app.segment(people(20), "Others")
    await app.run("exp_2")
    assert (await app.members()).keys() == emails(*range(9), 20), "that one adds and updates only"


async def test_whom_another_mirror_is_about_to_remove_and_whom_another_run_is_sending(app: SmallApp) -> None:
    await app.export("exp_2", "Others", mode=Mode.MIRROR, removal_limit_percent=1)
    app.segment(people(*range(10)))
    app.segment(people(8, 20), "Others")
    await app.run()
    await app.run("exp_2")
    app.segment(people(20), "Others")
    app.segment(people(20), "Others")
    assert (await app.run("exp_2")).removal is None, "p8 left the other too, but is the first one's"
    app.segment(people(9, 20), "Others")
    other = await app.start("exp_2")
    while not (await app.context.runs.get(other)).value.cut:
        await app.work()
    waiting, app.messages[:] = list(app.messages), []
    app.segment(people(*range(8)))
    assert (await app.run()).counts.removed == 1
    assert emails(9) <= (await app.members()).keys()
    app.messages.extend(waiting)
    await app.ended(other)
    assert (await app.members()).keys() == emails(*range(8), 9, 20)


async def test_a_person_who_is_not_on_the_list_any_more_counts_as_removed(app: SmallApp) -> None:
    app.segment(people(*range(10)))
    await app.run()
    [profile] = [one for one in (await app.members()).values() if one["email"] == "p9@example.com"]
    klaviyo = await app.client()
    await klaviyo.remove_members("SIMLST", [profile["id"]])
    app.segment(people(*range(8)))
    assert (await app.run()).counts.removed == 2


async def test_too_many_are_held_until_confirmed(app: SmallApp) -> None:
    app.segment(people(*range(10)))
    await app.run()
    app.segment(people(*range(5)))
    held = await app.run()
    assert held.state is RunState.COMPLETED_WITH_WARNINGS
    assert removal_of(held).state == "held"
    assert "30%" in str(held.warnings[0])
    assert len(await app.members()) == 10
    app.segment(people(*range(4)))
    still = await app.run(approved_removals=removal_of(held).planned)
    assert removal_of(still).state == "held", "five were confirmed, not six"
    await app.export(removal_limit_percent=60)
    assert (await app.run()).counts.removed == 6
    assert len(await app.members()) == 4


async def test_an_empty_segment_removes_people_only_when_confirmed(app: SmallApp) -> None:
    app.segment([])
    assert error_of(await app.run()).type == "segment-empty", "nothing was sent before"
    app.segment(people(1, 2))
    await app.run()
    app.segment([])
    await app.export(removal_limit_percent=100)
    held = await app.run()
    assert (held.state, held.error, removal_of(held).state) == (RunState.COMPLETED_WITH_WARNINGS, None, "held")
    assert len(await app.members()) == 2
    assert (await app.run(approved_removals=2)).counts.removed == 2
    assert not await app.members()


async def test_unidentifiable_rows_may_be_people_who_departed(app: SmallApp) -> None:
    app.segment(people(*range(10)))
    await app.run()
    rows = people(*range(10))
    rows[3]["Email"] = "p3 at example.com"
    app.segment(rows)
    held = await app.run()
    assert removal_of(held).state == "held"
    assert "usable email address" in str(held.warnings[0])
    again = await app.run()
    assert (again.counts.removed, removal_of(again).state) == (1, "done"), "no other person is removed"


async def test_upsert_removes_no_people_and_records_departures(app: SmallApp) -> None:
    await app.export(mode=Mode.UPSERT)
    app.segment(people(*range(10)))
    await app.run()
    app.segment(people(*range(8)))
    assert (await app.run()).removal is None
    assert len(await app.members()) == 10
    await app.export(mode=Mode.MIRROR)
    assert (await app.run()).counts.removed == 2


async def test_another_list_leaves_the_old_ones_people_alone(app: SmallApp) -> None:
    app.segment(people(*range(10)))
    await app.run()
    await app.export(list_id="SIMVIP")
    app.segment(people(*range(8)))
    assert (await app.run()).removal is None
    assert len(await app.members()) == 10
    assert (await app.members("SIMVIP")).keys() == emails(*range(8))


async def test_klaviyo_fails_in_between(app: SmallApp) -> None:
    app.segment(people(*range(250)))
    await app.run()
    app.segment(people(*range(180)))
    for path in ("/api/lists/SIMLST/profiles", "/api/lists/SIMLST/relationships/profiles"):
        await app.sim("POST", "/faults", {"path": path, "action": "status", "status": 503, "times": 2})
        await app.sim("POST", "/faults", {"path": path, "action": "rate_limit", "seconds": 1, "times": 2})
        await app.sim("POST", "/faults", {"path": path, "action": "lose_answer", "times": 1})
    run = await app.run()
    assert (run.counts.removed, run.error, run.warnings) == (70, None, [])
    assert len(await app.members()) == 180


async def test_klaviyo_refuses_to_the_last(app: SmallApp) -> None:
    """The next run tries again."""
    app.segment(people(*range(10)))
    await app.run()
    app.segment(people(*range(8)))
    await app.sim("POST", "/faults", {"method": "DELETE", "action": "status", "status": 500})
    run = await app.run()
    assert run.state is RunState.COMPLETED_WITH_WARNINGS
    assert run.counts.removed == 0
    assert "could not be removed" in str(run.warnings[0])
    await app.sim("DELETE", "/faults")
    assert (await app.run()).counts.removed == 2
    assert len(await app.members()) == 8


@pytest.mark.parametrize("after", [False, True])
async def test_a_death_at_any_write_of_the_removal(app: SmallApp, *, after: bool) -> None:
    """And every message twice."""
    await app.export(removal_limit_percent=100)
    for writes in some((1, 3, 6, 8), 2):
        app.segment(people(*range(12)))
        await app.run()
        app.segment(people(*range(9)))
        run_id = await app.start()
        while not (await app.context.runs.get(run_id)).value.cut:
            await app.work()
        app.messages.extend(list(app.messages))
        app.fate.left, app.fate.after = writes, after
        run = await app.ended(run_id)
        app.fate.left = None
        assert (run.counts.removed, removal_of(run).state, run.error) == (3, "done", None), writes
        assert (await app.members()).keys() == emails(*range(9)), writes
        assert (await app.snapshot()).keys() == emails(*range(9)), writes


async def test_cancelling_takes_the_rest_back(app: SmallApp) -> None:
    app.segment(people(*range(10)))
    await app.run()
    app.segment(people(*range(8)))
    await app.sim("POST", "/faults", {"path": "/profiles", "method": "GET", "action": "rate_limit", "seconds": 1})
    run_id = await app.start()
    while (await app.context.runs.get(run_id)).value.removal is None:
        await app.work()
    await app.work()
    await cancel(app.context, run_id, "a test")
    run = await app.ended(run_id)
    assert (run.state, removal_of(run).state, run.counts.removed) == (RunState.CANCELED, "held", 0)
    await app.sim("DELETE", "/faults")
    assert (await app.run()).counts.removed == 2


def test_look_ups_are_full_pages_that_fit_into_a_url() -> None:
    short = [f"p{n}@example.com" for n in range(250)]
    assert [len(piece) for piece in pieces(short)] == [PAGE, PAGE, 50]
    long = [f"{'ü' * 60}{n}@{'x' * 60}.example" for n in range(100)]
    found = list(pieces(long))
    assert [email for piece in found for email in piece] == long
    assert all(sum(len(email.encode()) for email in piece) < URL_BYTES for piece in found)
    assert list(pieces([])) == []


@pytest.mark.parametrize(
    ("planned", "read", "unidentifiable", "approved_removals", "held"),
    [
        (30, 70, 0, None, False),
        (31, 69, 0, None, True),
        (31, 69, 0, 31, False),
        (32, 68, 0, 31, True),
        (1, 5, 5, None, True),
        (10, 95, 2 + 3, None, False),
        (10, 95, 2 + 4, None, True),
    ],
)
def test_the_guard(planned: int, read: int, unidentifiable: int, approved_removals: int | None, *, held: bool) -> None:
    base = Snapshot(
        file="", run_id="", list_id="L", account_id="A", profile_recipe_hash="", people=100, unidentifiable=2,
        written_at=now(),
    )  # fmt: skip
    prepared = Prepared(read=read, rejected=0, duplicates=0, kept=0, unidentifiable=unidentifiable)
    assert (
        check_removal_limit(prepared, base, planned, limit_percent=30, approved_removals=approved_removals) is not None
    ) is held


async def test_a_batch_that_klaviyo_answers_slowly_goes_on_in_a_new_message_before_its_claim_ends() -> None:
    async with small_app(KLAVIYO_TIMEOUT_SECONDS="1.5", CHUNK_PROFILES="1000") as app:
        await app.export(mode=Mode.MIRROR, removal_limit_percent=100)
        app.segment(people(*range(500)))
        await app.run()
        app.segment(people(*range(50)))
        await app.sim("POST", "/faults", {"path": "/profiles", "method": "GET", "action": "delay", "seconds": 0.4})
        run_id = await app.start()
        looks: list[int] = []
        for _ in rounds():
            for queue, message in [m for m in app.messages if m[0] in WORK]:
                app.messages.remove((queue, message))
                before = await app.sim("GET", "/requests?after=0")
                await app.deliver(queue, message)
                found = await app.sim("GET", f"/requests?after={before[-1]['n']}")
                looks.append(
                    len([one for one in found if one["method"] == "GET" and one["path"].endswith("/profiles")])
                )
            run = (await app.context.runs.get(run_id)).value
            if run.state.final:
                break
        assert (run.counts.removed, run.warnings) == (450, [])
        assert sum(looks) >= 5
        assert max(looks) <= 4, "five look-ups of 0.4 s do not fit into one message"
