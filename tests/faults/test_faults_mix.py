"""A bounded random mix, the same in every run of the tests; `make soak MINUTES=…` goes on for long, with others."""

from __future__ import annotations

import os

import pytest

from tests.faults.lab import Lab, options
from tests.faults.mix import Tally, one_run
from tests.faults.proxy import FlakyStack

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_random_mix_of_faults(capsys: pytest.CaptureFixture[str]) -> None:
    seed = int(os.environ.get("SEED") or 1)
    tally = Tally()
    with capsys.disabled():
        print(f"\nrandom mix: SEED={seed}")
    async with FlakyStack(options()) as stack:
        lab = await Lab(stack).open()
        for number in range(int(os.environ.get("MIX_RUNS") or 2)):
            await one_run(stack, lab, seed + number, tally)
        await lab.emptied()
        await lab.close()
    with capsys.disabled():
        print(tally)
    assert tally.runs
