"""Lists of people to remove, clear and subscribe are kept by bucket, and mean the same as one list of all."""

from __future__ import annotations

from typing import Any

from shared.domain import Mode, Run
from shared.domain.messages import ProcessBatch
from shared.domain.people_list import PeopleList
from shared.domain.split import Bucket
from shared.domain.subscription import Subscription
from tests.fakes.large_segment import LITTLE_DISK, put
from tests.fakes.small_app import WORK, SmallApp, small_app

MAPPING = {"email": "Email", "first_name": {"column": "Name", "blank": "clear"}, "location.city": "City"}
SUBSCRIBE = Subscription.model_validate({"column": "Yes", "true_values": ["yes"]})


def people(*numbers: int, **values: str) -> list[dict[str, str]]:
    return [{"Email": f"p{n}@example.com", "Name": f"N{n}", "Yes": "no"} | values for n in numbers]


async def planned(app: SmallApp) -> tuple[str, list[Any]]:
    """Start a run and work until its batches are requested; return it with their messages."""
    run_id = await app.start()
    while not any(isinstance(message, ProcessBatch) for _, message in app.messages):
        if not app.messages:
            await app.sweep()
            continue
        queue, message = app.messages.pop(0)
        if queue in WORK:
            await app.deliver(queue, message)
    batches = [one for one in app.messages if isinstance(one[1], ProcessBatch)]
    app.messages[:] = [one for one in app.messages if one not in batches]
    return run_id, batches


async def story(app: SmallApp, *, split: bool) -> list[Any]:
    """Remove, clear and subscribe people while another export adds some of them. Return what a user sees."""
    await app.export(mapping=MAPPING, mode=Mode.MIRROR, removal_limit_percent=100, subscribe=SUBSCRIBE)
    await app.export("exp_2", "Others", mapping={"email": "Email"})
    app.segment(people(0, 1, 2, 70), "Others")
    await app.run("exp_2")
    put(app, [people(*range(40)), people(*range(40, 60), Yes="yes")])
    await app.run()
    put(app, [people(*range(30, 50), Name="", Yes="yes"), people(*range(50, 60), Name="")])
    run_id, batches = await planned(app)
    lists = [name for name in app.context.files.blobs if "/staging/people/remove-" in name]
    removals = [name for name in app.context.files.blobs if name.startswith("removals/")]
    assert (len(lists) > 1, len(removals) > 1) == (split, split), "one file for each bucket"
    # Since the plan, another export has added people of the first and the last bucket.
    app.segment(people(*range(0, 30, 4), 70), "Others")
    await app.run("exp_2")
    app.messages.extend(batches)
    run: Run = await app.ended(run_id)
    assert (run.split is not None) == split
    snapshot = {who: {**one, "departed_at": bool(one["departed_at"])} for who, one in (await app.snapshot()).items()}
    again = await app.run()
    members = {who: (one.get("first_name"), one.get("city")) for who, one in (await app.members()).items()}
    return [run.counts, run.warnings, run.removal, snapshot, again.counts, again.removal, members]


async def test_the_same_as_in_one_list() -> None:
    async with small_app() as app:
        whole = await story(app, split=False)
    async with small_app(**LITTLE_DISK) as app:
        pieces = await story(app, split=True)
    assert pieces == whole
    counts, _, removal = whole[:3]
    # Of the 30 who departed, three are of the other export from the beginning, and seven since the plan.
    assert (removal.planned, counts.removed) == (27, 20)
    assert counts.cleared > 0
    assert counts.subscribed > 0


def test_the_files_of_a_list_that_may_have_the_people_of_a_bucket() -> None:
    listed = PeopleList(name="remove-1", by_bucket=[3, 0, 2, 1], hashed_by="x")
    assert listed.people == 6
    assert [one.number for one in listed.buckets_with(Bucket(0, 2), "x")] == [0]
    assert [one.number for one in listed.buckets_with(Bucket(5, 8), "x")] == [2]
    for bucket, hashed_by in ((None, "x"), (Bucket(0, 2), "another version")):
        assert [(one.first, one.last) for one in listed.buckets_with(bucket, hashed_by)] == [(0, 3), (3, 5), (5, 6)]
    # Where it is not known what computed the buckets, all files are read.
    unknown = PeopleList(name="remove-1", by_bucket=[3, 4])
    assert len(unknown.buckets_with(Bucket(0, 2), "")) == 2
