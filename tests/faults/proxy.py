"""A storage account that is not always there: a proxy before Azurite that answers 503, or loses the answer."""

from __future__ import annotations

import random
import re
from collections import Counter
from typing import Any, Self

from aiohttp import ClientSession, ClientTimeout, web

from local.stack import Stack

HOP = {"host", "connection", "keep-alive", "transfer-encoding", "content-length"}
BUSY = (
    '<?xml version="1.0" encoding="utf-8"?><Error><Code>ServerBusy</Code><Message>The server is busy.</Message></Error>'
)


class FlakyStorage:
    """Forwards to the three services of an account. `busy` and `lose` are probabilities, changed as a test goes on."""

    def __init__(self, connection_string: str, seed: int = 0) -> None:
        self._upstream = connection_string
        self._random = random.Random(seed)
        self._runners: list[web.AppRunner] = []
        self._session: ClientSession | None = None
        self.busy = 0.0
        self.lose = 0.0
        self.injected: Counter[str] = Counter()
        self.connection_string = connection_string

    async def __aenter__(self) -> Self:
        self._session = ClientSession(timeout=ClientTimeout(60), auto_decompress=False)
        for endpoint in re.findall(r"http://127\.0\.0\.1:\d+", self._upstream):
            app = web.Application(client_max_size=64 * 1024 * 1024)
            app.router.add_route("*", "/{path:.*}", self._handler(endpoint))
            runner = web.AppRunner(app)
            await runner.setup()
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            self._runners.append(runner)
            port = runner.addresses[0][1]
            self.connection_string = self.connection_string.replace(endpoint, f"http://127.0.0.1:{port}")
        return self

    async def __aexit__(self, *_: object) -> None:
        for runner in self._runners:
            await runner.cleanup()
        assert self._session is not None
        await self._session.close()

    def _handler(self, endpoint: str) -> Any:
        async def forward(request: web.Request) -> web.StreamResponse:
            body = await request.read()
            if self._random.random() < self.busy:
                self.injected["503"] += 1
                return web.Response(status=503, text=BUSY, content_type="application/xml")
            headers = [(k, v) for k, v in request.headers.items() if k.lower() not in HOP]
            assert self._session is not None
            from yarl import URL

            url = URL(endpoint + request.raw_path, encoded=True)
            async with self._session.request(
                request.method, url, data=body or None, headers=headers, skip_auto_headers=("Content-Type",)
            ) as answer:
                content = await answer.read()
                if request.method in ("PUT", "POST", "DELETE", "MERGE") and self._random.random() < self.lose:
                    # The work is done; the answer is lost. A client that was killed has no connection any more.
                    self.injected["lost"] += 1
                    if request.transport is not None:
                        request.transport.abort()
                passed = [(k, v) for k, v in answer.headers.items() if k.lower() not in HOP]
                return web.Response(status=answer.status, body=content, headers=passed)

        return forward


class FlakyStack(Stack):
    """A stack whose app sees storage only through the proxy; the test itself goes past it."""

    flaky: FlakyStorage

    async def _start_host(self, settings: Any) -> None:
        settings = dict(settings)
        through = ("SegmentsStorage", "ExportsStorage")
        self.flaky = await self._stack.enter_async_context(FlakyStorage(settings["ExportsStorage"]))
        settings |= dict.fromkeys(through, self.flaky.connection_string)
        await super()._start_host(settings)
