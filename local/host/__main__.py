"""The host as a process: `python -m local.host --app DIR --data DIR [options]`.

App settings are its environment. When ready it prints one line:
{"ready": true, "url": …, "master_key": …, "function_key": …, "blob_key": …}.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from pathlib import Path

from local.host.functions import AppError
from local.host.gateway import Gateway, GatewayOptions
from local.host.limits import own_mounts
from local.host.logs import configure_logging
from local.processes import StartError, stop_on_signals


async def serve(options: GatewayOptions) -> None:
    stopping = stop_on_signals()
    options.data.mkdir(parents=True, exist_ok=True)
    starting = asyncio.create_task(Gateway(options).__aenter__())
    stopped = asyncio.create_task(stopping.wait())
    # A signal may come while the workers still start.
    await asyncio.wait({starting, stopped}, return_when=asyncio.FIRST_COMPLETED)
    if not starting.done():
        starting.cancel()
        await asyncio.wait({starting})
        return
    gateway = await starting
    try:
        ready = {
            "ready": True,
            "url": gateway.url,
            "master_key": gateway.keys.master,
            "function_key": gateway.keys.host,
            "blob_key": gateway.keys.blobs_extension,
        }
        print(json.dumps(ready), flush=True)
        await stopped
    finally:
        await gateway.__aexit__()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m local.host")
    parser.add_argument("--app", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--flex", action="store_true", help="instances as in Flex Consumption, instead of --workers")
    parser.add_argument("--scale", action="append", default=[], help="GROUP=INSTANCES, with --flex")
    parser.add_argument("--queue-lease", type=float, default=600)
    parser.add_argument("--blob-poll", type=float, default=1)
    parser.add_argument("--grace", type=float, default=5)
    parser.add_argument("--sends", type=Path)
    parser.add_argument("--no-timers", action="store_true")
    parser.add_argument("--log-level", default="INFO")
    args = parser.parse_args()
    configure_logging(args.log_level)
    options = GatewayOptions(
        app=args.app.resolve(),
        data=args.data.resolve(),
        port=args.port,
        instances=args.workers,
        is_flex=args.flex,
        scale={name: int(count) for name, _, count in (text.partition("=") for text in args.scale)},
        worker_arguments=("--log-level", args.log_level),
        lease=args.queue_lease,
        sends=args.sends,
        timers=not args.no_timers,
        blob_poll=args.blob_poll,
        grace=args.grace,
    )
    if args.flex:
        own_mounts()
    try:
        asyncio.run(serve(options))
    except* (AppError, StartError, OSError) as errors:
        for error in errors.exceptions:
            print(f"host: {error}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
