"""Storage that is busy, or whose answers are lost."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.faults.lab import Lab, options, people
from tests.faults.proxy import FlakyStack

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def flaky() -> AsyncIterator[tuple[FlakyStack, Lab]]:
    async with FlakyStack(options()) as stack:
        lab = await Lab(stack).open()
        yield stack, lab
        await lab.close()


async def test_busy_storage_and_lost_answers_cost_nobody(flaky: tuple[FlakyStack, Lab]) -> None:
    stack, lab = flaky
    group = people("Flaky", 1000, bad=5, doubled=5)
    export, list_id = await lab.export(group)
    stack.flaky.busy, stack.flaky.lose = 0.06, 0.05
    try:
        # A start, or the list, may fail as well: a user tries again.
        for _ in range(30):
            await lab.http.post(f"/api/exports/{export}/runs")
            if listed := (await lab.http.get(f"/api/exports/{export}/runs")).json().get("runs"):
                break
        run_id = listed[0]["id"]
        await lab.ended(run_id, 120)
    finally:
        stack.flaky.busy = stack.flaky.lose = 0
    assert sum(stack.flaky.injected.values()) > 5
    run = await lab.check(run_id, list_id, group)
    assert run["counts"]["failed"] == 0
