"""A lost lease does not stop a function: of every step of a run, two deliveries run at the same time."""

import asyncio
import random
from typing import Any

import pytest

from shared.domain import Mode, RunState
from shared.domain.messages import Message, PrepareRun, Queue
from tests.fakes.small_app import WORK, SmallApp, small_app
from tests.fakes.waiting import rounds

PEOPLE = 23
"""In chunks of five."""


async def deliver_twice(app: SmallApp, queue: Queue, message: Message, turns: int) -> None:
    """Deliver a message, and again while the first delivery is that many turns of the loop on its way."""

    async def later() -> None:
        for _ in range(turns):
            await asyncio.sleep(0)
        await app.deliver(queue, message)

    await asyncio.gather(app.deliver(queue, message), later())


async def finish(app: SmallApp, run_id: str, chance: random.Random) -> Any:
    for _ in rounds():
        waiting, app.messages[:] = [each for each in app.messages if each[0] in WORK], []
        for queue, message in waiting:
            await deliver_twice(app, queue, message, chance.randrange(12))
        run = (await app.context.runs.get(run_id)).value
        if run.state.final and run.cleaned:
            break
        if not app.messages:
            await app.sweep()
        await asyncio.sleep(0.002)
    return run


@pytest.mark.parametrize("seed", range(6))
async def test_every_step_delivered_twice_at_once_does_its_work_once(seed: int) -> None:
    async with small_app() as app:
        rows = [{"Email": f"p{number}@example.com", "Name": "N", "City": "C", "Tier": "T"} for number in range(PEOPLE)]
        app.segment([*rows, rows[0] | {"Name": "Last"}, rows[1] | {"Email": "no address"}])
        await app.export()
        run_id = await app.start()
        app.messages.append((Queue.PREPARE, PrepareRun(run_id=run_id)))
        run = await finish(app, run_id, random.Random(seed))
        assert run.state is RunState.COMPLETED_WITH_WARNINGS
        counts = run.counts
        assert (counts.read, counts.accepted, counts.duplicates, counts.rejected, counts.failed) == (
            25,
            PEOPLE,
            1,
            1,
            0,
        )
        assert len(await app.calls("bulk_import_profiles")) == 5, "each chunk was posted once"
        assert len(await app.members()) == PEOPLE


@pytest.mark.parametrize("seed", range(4))
async def test_removing_delivered_twice_at_once_removes_once(seed: int) -> None:
    async with small_app() as app:
        chance = random.Random(seed)
        await app.export(mode=Mode.MIRROR, removal_limit_percent=100)
        for left in (PEOPLE, 4):
            app.segment([{"Email": f"p{number}@example.com", "Name": "N"} for number in range(left)])
            run = await finish(app, await app.start(), chance)
            assert run.state is RunState.SUCCESSFUL
        assert run.counts.removed == PEOPLE - 4
        assert (await app.members()).keys() == {f"p{number}@example.com" for number in range(4)}
        assert (await app.snapshot()).keys() == (await app.members()).keys()
