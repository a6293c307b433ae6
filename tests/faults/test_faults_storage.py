"""Storage that is busy, or whose answers are lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

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
        async with asyncio.timeout(120):
            while not (listed := await _started(lab, export)):
                await asyncio.sleep(0.2)
        run_id = listed[0]["id"]
        await lab.ended(run_id)
    finally:
        stack.flaky.busy = stack.flaky.lose = 0
    assert stack.flaky.injected
    run = await lab.check(run_id, list_id, group)
    assert run["counts"]["failed"] == 0


async def _started(lab: Lab, export: str) -> list[dict[str, Any]]:
    """Ask for a run, and return the runs that are listed."""
    await lab.http.post(f"/api/exports/{export}/runs")
    answer = await lab.http.get(f"/api/exports/{export}/runs")
    runs: list[dict[str, Any]] = answer.json().get("runs", [])
    return runs
