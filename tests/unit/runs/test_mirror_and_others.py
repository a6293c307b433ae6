"""A mirror run and the other exports of its list: people whom another export sends stay on it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from datetime import timedelta

import pytest
import pytest_asyncio

from shared.domain import Mode, Run
from shared.domain.base import now
from shared.domain.messages import FollowRun, Message, ProcessBatch, Queue
from shared.maintenance.retention import INTERVAL, purge_old
from shared.post_import.process_batch import process_batch
from shared.runs.cancel import cancel
from shared.runs.recovery import handle_poison
from tests.fakes.effort import some
from tests.fakes.small_app import SmallApp, removal_of, small_app


@pytest_asyncio.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as app:
        await app.export(mode=Mode.MIRROR, removal_limit_percent=100)
        yield app


def people(*numbers: int) -> list[dict[str, str]]:
    return [{"Email": f"p{n}@example.com", "Name": f"N{n}"} for n in numbers]


def emails(*numbers: int) -> set[str]:
    return {f"p{n}@example.com" for n in numbers}


def hold_back(app: SmallApp, *, batches: bool = True) -> list[tuple[Queue, Message]]:
    """Take the messages for batches (or all) out of the queues."""
    kept = [one for one in app.messages if isinstance(one[1], ProcessBatch) or not batches]
    app.messages[:] = [one for one in app.messages if one not in kept]
    return kept


async def planned(app: SmallApp) -> tuple[str, list[tuple[Queue, Message]]]:
    """A run of exp_1 whose removal is planned and about to begin: its id, and the messages that begin it."""
    run_id = await app.start()
    held: list[tuple[Queue, Message]] = []
    while not held:
        await app.work()
        held = hold_back(app)
    return run_id, held


async def of_run(app: SmallApp, run_id: str) -> Run:
    run: Run = (await app.context.runs.get(run_id)).value
    return run


async def test_all_stay_where_an_export_of_another_identity_ran_since_the_plan(app: SmallApp) -> None:
    """Whom it has put on the list cannot be told."""
    await app.export("exp_2", "Others", mapping={"identity": "phone_number", "phone_number": "Phone", "email": "Email"})
    app.segment(people(*range(10)))
    await app.run()
    app.segment(people(*range(7)))
    run_id, held = await planned(app)
    app.segment([{"Email": "p8@example.com", "Phone": "+12065550100"}], "Others")
    await app.run("exp_2")
    app.messages.extend(held)
    run = await app.ended(run_id)
    assert (await app.members()).keys() == emails(*range(10))
    assert run.counts.removed == 0
    assert removal_of(await app.run()).state == "held"


async def test_whom_a_run_has_added_since_the_plan_stays(app: SmallApp) -> None:
    await app.export("exp_2", "Others")
    app.segment(people(*range(10)))
    await app.run()
    app.segment(people(*range(7)))
    run_id, held = await planned(app)
    app.segment(people(8, 20), "Others")
    await app.run("exp_2")
    app.messages.extend(held)
    run = await app.ended(run_id)
    assert (await app.members()).keys() == emails(*range(7), 8, 20)
    assert (run.counts.removed, run.warnings, removal_of(run).state) == (2, [], "done")
    assert (await app.run()).removal is None, "p8 is the other export's from now on"
    assert (await app.members()).keys() == emails(*range(7), 8, 20)


async def test_whom_a_detached_export_has_stays(app: SmallApp) -> None:
    await app.export("exp_2", "Others")
    app.segment(people(*range(10)))
    await app.run()
    app.segment(people(8, 20), "Others")
    await app.run("exp_2")
    found = await app.context.exports.get("exp_2")
    await app.context.exports.replace("exp_2", found.value.without_connection(now()), found.etag)
    app.segment(people(*range(7)))
    assert (await app.run()).counts.removed == 2, "p7 and p9"
    assert (await app.members()).keys() == emails(*range(7), 8, 20)


async def test_whom_an_active_run_is_sending_stays(app: SmallApp) -> None:
    await app.export("exp_2", "Others")
    app.segment(people(*range(10)))
    await app.run()
    app.segment(people(*range(7)))
    run_id, held = await planned(app)
    app.segment(people(8, 20), "Others")
    other = await app.start("exp_2")
    while not (await of_run(app, other)).cut:
        await app.work()
    sending = hold_back(app, batches=False)
    app.messages.extend(held)
    run = await app.ended(run_id)
    assert run.counts.removed == 2
    app.messages.extend(sending)
    await app.ended(other)
    assert (await app.members()).keys() == emails(*range(7), 8, 20)


async def test_whom_another_run_was_sending_and_did_not_get_accepted_is_looked_at_again(app: SmallApp) -> None:
    await app.export("exp_2", "Others")
    app.segment(people(*range(10)))
    await app.run()
    app.segment(people(8, 20), "Others")
    other = await app.start("exp_2")
    while not (await of_run(app, other)).cut:
        await app.work()
    sending = hold_back(app, batches=False)
    app.segment(people(*range(8)))
    assert (await app.run()).counts.removed == 1, "p9; p8 is being sent"
    await app.sim("POST", "/jobs", {"fail_emails": ["p8@example.com"]})
    app.messages.extend(sending)
    await app.ended(other)
    await app.sim("POST", "/jobs", {})
    app.segment(people(20), "Others")
    await app.run("exp_2")
    assert (await app.run()).counts.removed == 1, "p8 is on the list because of this export, and of no other"
    assert (await app.members()).keys() == emails(*range(8), 20)


async def test_a_delta_run_sends_whom_another_export_took_off_the_list(app: SmallApp) -> None:
    """The import came between the look and the removal: the look cannot see it."""
    await app.export("exp_2", "Others", mode=Mode.MIRROR, removal_limit_percent=1)
    app.segment(people(*range(10)))
    await app.run()
    app.segment(people(8, 20), "Others")
    await app.run("exp_2")
    # Held back: the other export has p8 on the list, but is about to remove it.
    app.segment(people(20), "Others")
    await app.run("exp_2")
    app.segment(people(*range(8)))
    assert (await app.run()).counts.removed == 2
    assert (await app.members()).keys() == emails(*range(8), 20)
    app.segment(people(8, 20), "Others")
    run = await app.run("exp_2")
    assert (run.counts.added, run.counts.unchanged) == (1, 1)
    assert (await app.members()).keys() == emails(*range(8), 8, 20)
    assert (await app.run("exp_2")).counts.unchanged == 2, "applied once"


async def test_who_was_taken_off_while_absent_is_sent_when_back(app: SmallApp) -> None:
    """Runs of the other export come between, and forget nothing."""
    await app.export("exp_2", "Others", mode=Mode.MIRROR, removal_limit_percent=1)
    app.segment(people(*range(10)))
    await app.run()
    app.segment(people(8, 20), "Others")
    await app.run("exp_2")
    app.segment(people(20), "Others")
    await app.run("exp_2")
    app.segment(people(*range(8)))
    await app.run()
    await app.run("exp_2")
    app.segment(people(8, 20), "Others")
    assert (await app.run("exp_2")).counts.added == 1
    assert (await app.members()).keys() == emails(*range(8), 8, 20)


async def test_a_removal_that_is_under_way_is_applied_after_its_end_too(app: SmallApp) -> None:
    await app.export("exp_2", "Others", mode=Mode.MIRROR, removal_limit_percent=1)
    app.segment(people(*range(10)))
    await app.run()
    app.segment(people(8, 20), "Others")
    await app.run("exp_2")
    app.segment(people(20), "Others")
    await app.run("exp_2")
    app.segment(people(*range(8)))
    run_id, held = await planned(app)
    app.segment(people(8, 20), "Others")
    assert (await app.run("exp_2")).counts.added == 1, "sent, to be sure"
    klaviyo = await app.client()
    await klaviyo.remove_members("SIMLST", [(await app.members())["p8@example.com"]["id"]])
    app.messages.extend(held)
    await app.ended(run_id)
    assert (await app.run("exp_2")).counts.added == 1, "and again, since the removal was not over then"
    assert (await app.run("exp_2")).counts.unchanged == 2
    assert emails(8, 20) <= (await app.members()).keys()


async def test_removals_that_all_snapshots_include_are_deleted(app: SmallApp) -> None:
    await app.export("exp_2", "Others")
    app.segment(people(*range(10)))
    app.segment(people(20), "Others")
    await app.run()
    await app.run("exp_2")
    app.segment(people(*range(8)))
    await app.run()
    later = now() + timedelta(hours=3)
    await purge_old(app.context, later)
    files = app.context.files.blobs
    assert [name for name in files if name.startswith("removals/")], (
        "the snapshot of the other export does not include it yet"
    )
    assert not [name for name in files if name.startswith("removals/") and b"example" in files[name]]
    await app.run("exp_2")
    await purge_old(app.context, later + INTERVAL)
    assert not [name for name in app.context.files.blobs if name.startswith("removals/")]
    assert not await app.context.list_removals.all()


async def test_a_lost_note_of_a_removal_sends_everything(app: SmallApp) -> None:
    await app.export("exp_2", "Others")
    app.segment(people(*range(10)))
    app.segment(people(20, 21), "Others")
    await app.run()
    await app.run("exp_2")
    app.segment(people(*range(8)))
    await app.run()
    await app.context.files.delete_by_prefix("removals/")
    run = await app.run("exp_2")
    assert run.counts.accepted == 2
    assert "All profiles are sent" in str(run.notes[0])
    assert (await app.run("exp_2")).counts.unchanged == 2


async def test_who_was_taken_off_by_a_run_without_a_proper_end_is_sent_when_back(app: SmallApp) -> None:
    app.segment(people(*range(10)))
    await app.run()
    app.segment(people(*range(8)))
    run_id, held = await planned(app)
    for _, message in held:
        assert isinstance(message, ProcessBatch)
        await process_batch(app.context, run_id, message.batch)
    assert (await app.members()).keys() == emails(*range(8))
    await app.context.files.delete_by_prefix(f"runs/{run_id}/staging/index.parquet")
    for _ in range(2):
        step = (await of_run(app, run_id)).step
        await handle_poison(app.context, Queue.FOLLOW, FollowRun(run_id=run_id, step=step).model_dump_json())
    await app.ended(run_id)
    app.segment(people(*range(10)))
    await app.run()
    assert (await app.members()).keys() == emails(*range(10))


async def test_who_was_taken_off_by_a_canceled_run_is_sent_when_back(app: SmallApp) -> None:
    """The answer to the removal was lost: the batch counts as not done."""
    app.segment(people(*range(10)))
    await app.run()
    app.segment(people(*range(8)))
    await app.sim("POST", "/faults", {"method": "DELETE", "action": "lose_answer"})
    run_id, held = await planned(app)
    for _, message in held:
        assert isinstance(message, ProcessBatch)
        await process_batch(app.context, run_id, message.batch)
    assert (await app.members()).keys() == emails(*range(8))
    await cancel(app.context, run_id, "a test")
    await app.ended(run_id)
    await app.sim("DELETE", "/faults")
    app.segment(people(*range(10)))
    await app.run()
    assert (await app.members()).keys() == emails(*range(10))


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(
    ("end", "deaths"),
    [("held", some(range(1, 9), 3)), ("canceled", some((3, 4, 6, 8), 2)), ("none", some((3, 4, 7, 11), 2))],
)
async def test_what_is_done_is_what_was_decided(  # noqa: C901 - a story with three ends
    app: SmallApp, end: str, deaths: Iterable[int], *, after: bool
) -> None:
    """Planning dies at each of its writes; by the next attempt the removal would be judged otherwise."""
    await app.export(removal_limit_percent=30)
    await app.export("exp_2", "Others")
    app.segment(people(*range(10)))
    await app.run()
    for writes in deaths:
        app.segment(people(9, 20) if end == "held" else people(20), "Others")
        await app.context.snapshots.delete("exp_2")
        await app.run("exp_2")
        app.segment(people(*range(6)) if end == "held" else people(*range(7)))
        run_id = await app.start()
        while not (await of_run(app, run_id)).cut:
            await app.work()
        while any(not one.value.settled for one in [c async for c in app.context.chunks.of_run(run_id)]):
            await app.work()
        app.fate.left, app.fate.after = writes, after
        while app.fate.left is not None and not (await of_run(app, run_id)).state.final:
            await app.work()
            if not app.messages:
                await app.step(app.sweep())
        app.fate.left = None
        if not (await of_run(app, run_id)).state.final:
            if end == "held":
                # Four left now, not three: more than the limit.
                await app.context.snapshots.delete("exp_2")
            elif end == "canceled":
                await cancel(app.context, run_id, "a test")
            else:
                # All who left are another export's now.
                app.segment(people(7, 8, 9, 20), "Others")
                await app.run("exp_2")
        run = await app.ended(run_id)
        gone = emails(*range(10)) - (await app.members()).keys()
        if end == "held":
            assert (
                run.counts.removed == len(gone) == (0 if removal_of(run).state == "held" else removal_of(run).planned)
            ), run
        elif end == "canceled":
            # A worker that died after the removal, and before it was recorded, cannot tell.
            assert run.counts.removed in (0, len(gone)), run
        elif (await app.context.snapshots.get("exp_2")).value.people > 1:
            assert not gone, run
        # A person who was removed is sent again when back in the segment.
        app.segment(people(*range(10)))
        await app.run()
        assert emails(*range(10)) <= (await app.members()).keys(), (writes, run)
