"""A worker process: runs the functions of the app when its host asks for it (see wire.py).

`python -m local.host.worker --app DIR [--grace SECONDS] [--core NUMBER] [--log-level LEVEL]` prints a line when ready:
{"ready": true, "port": …, "functions": [{"name", "id", "trigger", "outputs"}, …]}.
SIGTERM: what runs may end within the grace.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from local.host.answers import answer
from local.host.functions import AppError, Function
from local.host.library import InvocationError, Library
from local.host.logs import configure_logging
from local.host.runner import Runner
from local.host.server import body_limit
from local.host.triggers import http_data
from local.host.wire import HttpCall
from local.processes import stop_on_signals

MAX_HEAD_BYTES = 1 << 20


async def serve(app: Path, *, grace: float, log_level: str) -> None:
    stopping = stop_on_signals()
    # What the app prints goes to stderr; the one ready line goes to the host.
    ready = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    configure_logging(log_level)
    library = await Library.load(app)
    # The app may have configured logging for itself while it was imported; in Azure that has no effect.
    configure_logging(log_level)
    server = web.AppRunner(application(Runner(library)), access_log=None, shutdown_timeout=grace, auto_decompress=False)
    await server.setup()
    await web.TCPSite(server, "127.0.0.1", 0).start()
    described = [function.as_json() for function in library.functions.values()]
    with ready:
        print(json.dumps({"ready": True, "port": server.addresses[0][1], "functions": described}), file=ready)
    await stopping.wait()
    await server.cleanup()


def application(runner: Runner) -> web.Application:
    """The HTTP side: see wire.py."""

    async def http(request: web.Request) -> web.Response:
        call = HttpCall.unpack(await request.read())
        try:
            return answer(await runner.run(_named(request), http_data(call), headers=call.headers))
        except InvocationError:
            return web.Response(status=500)

    def without_answer(
        run: Callable[[Function, bytes], Awaitable[None]],
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            try:
                await run(_named(request), await request.read())
            except InvocationError:
                return web.Response(status=500)
            return web.Response(status=204)

        return handle

    async def timer(function: Function, payload: bytes) -> None:
        await runner.timer(function, **json.loads(payload))

    async def fire(function: Function, payload: bytes) -> None:
        await runner.by_hand(function, json.loads(payload)["input"])

    def _named(request: web.Request) -> Function:
        return runner.functions[request.match_info["function"]]

    # The gateway has refused what is above the limit; the head comes on top.
    app = web.Application(client_max_size=body_limit() + MAX_HEAD_BYTES)
    app.router.add_post("/http/{function}", http)
    app.router.add_post("/queue/{function}", without_answer(runner.queue))
    app.router.add_post("/blob/{function}", without_answer(runner.blob))
    app.router.add_post("/timer/{function}", without_answer(timer))
    app.router.add_post("/fire/{function}", without_answer(fire))
    return app


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m local.host.worker")
    parser.add_argument("--app", type=Path, required=True)
    parser.add_argument("--grace", type=float, default=5)
    parser.add_argument("--core", type=int, help="the only processor to run on")
    parser.add_argument("--log-level", default="INFO")
    asyncio.run(_run_and_exit(parser.parse_args()))


async def _run_and_exit(args: argparse.Namespace) -> None:
    code = 0
    if args.core is not None:
        # Before there are threads: these keep to it then.
        os.sched_setaffinity(0, {args.core})
    try:
        await serve(args.app.resolve(), grace=args.grace, log_level=args.log_level)
    except AppError as error:
        print(f"worker: {error}", file=sys.stderr)
        code = 1
    # Not by returning: threads of the app, in a long query for instance, would hold the process up.
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
