"""`python -m local.klaviyo`: serve until SIGTERM or SIGINT; one line on stdout says where."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys

import orjson

from local.klaviyo.options import Options
from local.klaviyo.server import Simulator

# A million profiles are long-lived objects: looking for cycles among them again and again stalls the loop.
_GC_THRESHOLDS = (1_000_000, 50, 1_000)


async def _serve(options: Options) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, stop.set)
    async with Simulator(options) as simulator:
        sys.stdout.write(orjson.dumps({"ready": True, "url": simulator.url}).decode() + "\n")
        sys.stdout.flush()
        await stop.wait()


if __name__ == "__main__":
    gc.set_threshold(*_GC_THRESHOLDS)
    asyncio.run(_serve(Options.from_arguments()))
