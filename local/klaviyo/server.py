"""The simulator as a server in the running event loop."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from aiohttp import web

from local.klaviyo.control import Control
from local.klaviyo.gateway import Gateway
from local.klaviyo.options import Options
from local.klaviyo.world import World

_CONTROL_BYTES = 64_000_000


class Simulator:
    """`async with Simulator(Options(...)) as sim:` serves `sim.url` until the block ends.

    `clock` (seconds) is what the rate limits go by; `world` is the state, for tests in the same process.
    """

    def __init__(self, options: Options | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._options = options or Options()
        self.world = World(self._options, clock)
        self.url = ""
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=_CONTROL_BYTES)
        app.router.add_routes(Control(self.world).routes())
        app.router.add_route("*", "/{path:(?!_sim/).*}", Gateway(self.world).handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._options.host, self._options.port)
        await site.start()
        port = self._runner.addresses[0][1]
        self.url = f"http://{self._options.host}:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
        await self.world.stop()
