"""`python -m tests.faults.soak MINUTES [SEED]`: the random mix until the time is up. Stops at the first breach."""

from __future__ import annotations

import asyncio
import secrets
import sys
import time

from tests.faults.lab import Lab, options
from tests.faults.mix import Tally, one_run
from tests.faults.proxy import FlakyStack


async def main(minutes: float, seed: int) -> None:
    tally = Tally()
    end = time.monotonic() + minutes * 60
    async with FlakyStack(options()) as stack:
        lab = await Lab(stack).open()
        while time.monotonic() < end:
            print(f"seed {seed} …", end=" ", flush=True)
            run = await one_run(stack, lab, seed, tally)
            print(run["state"], run["counts"], flush=True)
            seed += 1
        tally.faults.update(stack.flaky.injected)
        await lab.close()
    print(tally)


if __name__ == "__main__":
    chosen = int(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[2] else secrets.randbelow(1_000_000)
    asyncio.run(main(float(sys.argv[1]), chosen))
