"""`python -m local up`: the whole system, until it is stopped; `python -m local demo`: one export of it."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from local.processes import StartError, stop_on_signals
from local.stack import Stack, StackOptions

KLAVIYO_PREFIX = "--klaviyo-"

cli = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@cli.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def up(  # noqa: PLR0913 - one for each option of the command line
    context: typer.Context,
    *,
    port: Annotated[int, typer.Option(help="Port of the app; 0 is a free one.")] = 0,
    workers: Annotated[int, typer.Option(min=1, help="Instances: hosts with one worker process each.")] = 2,
    profile: Annotated[
        str | None,
        typer.Option(help="flex: the instances and limits of Azure's Flex Consumption, instead of --workers."),
    ] = None,
    scale: Annotated[
        list[str] | None, typer.Option(help="GROUP=INSTANCES with --profile flex (prepare=4); repeatable.")
    ] = None,
    klaviyo_url: Annotated[str | None, typer.Option(help="Another endpoint than the simulator.")] = None,
    data: Annotated[Path | None, typer.Option(help="Keeps state here; default a temporary folder.")] = None,
    segments: Annotated[
        Path | None, typer.Option(exists=True, file_okay=False, help="Files to upload as segments.")
    ] = None,
    setting: Annotated[list[str] | None, typer.Option(help="App setting NAME=VALUE; repeatable.")] = None,
    queue_lease: Annotated[
        float, typer.Option(min=1, help="Seconds until messages of an instance that ended reappear.")
    ] = 600,
    identity: Annotated[
        bool, typer.Option("--identity", help="Storage by managed identity over HTTPS, as in Azure.")
    ] = False,
    no_timers: Annotated[bool, typer.Option("--no-timers", help="Timers fire by hand only.")] = False,
    log_level: Annotated[str, typer.Option(help="DEBUG, INFO, WARNING or ERROR.")] = "INFO",
) -> None:
    """Start everything, print one line of JSON when ready, stay until SIGINT or SIGTERM.

    Options --klaviyo-… other than --klaviyo-url go to the simulator without that prefix:
    --klaviyo-job-seconds 2, --klaviyo-fail-percent 5 (see `python -m local.klaviyo --help`).
    """
    if profile not in (None, "flex"):
        raise typer.BadParameter(f"--profile {profile}: there is flex alone")
    if scale and not profile:
        raise typer.BadParameter("--scale is for --profile flex: use --workers")
    options = StackOptions(
        port=port,
        workers=workers,
        is_flex=profile == "flex",
        scale=_scale(scale or ()),
        klaviyo_url=klaviyo_url,
        klaviyo_options=simulator_options(context.args),
        data=data,
        segments=segments,
        settings=dict(_setting(text) for text in setting or ()),
        queue_lease=queue_lease,
        identity=identity,
        timers=not no_timers,
        log_level=log_level,
        telemetry=True,
    )
    sys.exit(asyncio.run(stay(options)))


@cli.command()
def demo(
    picture: Annotated[Path | None, typer.Option(help="Keep what is shown, as SVG.")] = None,
) -> None:
    """Start everything, run one export of sample data, show how it went, stop everything."""
    from local.demo import main

    # asyncio turns SIGINT into an orderly end; let SIGTERM be the same.
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        sys.exit(asyncio.run(main(picture)))
    except KeyboardInterrupt:
        sys.exit(130)


async def stay(options: StackOptions) -> int:
    """Run a stack until a signal; return the exit code."""
    stopped = asyncio.create_task(stop_on_signals().wait())
    stack = Stack(options)
    starting = asyncio.create_task(stack.__aenter__())
    await asyncio.wait({starting, stopped}, return_when=asyncio.FIRST_COMPLETED)
    if not starting.done():
        starting.cancel()
        await asyncio.wait({starting})
        return 0
    try:
        await starting
    except StartError as error:
        print(f"local: {error}", file=sys.stderr)
        return 1
    try:
        print(json.dumps(stack.ready_line()), flush=True)
        print(f"local: sign in to the console at {stack.app}/.auth/login/local", file=sys.stderr)
        await stopped
    finally:
        await stack.__aexit__()
    return 0


def simulator_options(arguments: list[str]) -> list[str]:
    """Return `--klaviyo-x 1` as `--x 1`. Raise typer.BadParameter for an unknown option."""
    options = []
    for argument in arguments:
        if argument.startswith(KLAVIYO_PREFIX):
            options.append("--" + argument.removeprefix(KLAVIYO_PREFIX))
        elif options and not argument.startswith("--"):
            options.append(argument)
        else:
            raise typer.BadParameter(f"{argument}: no such option")
    return options


def _scale(texts: Iterable[str]) -> dict[str, int]:
    found = {}
    for text in texts:
        name, _, count = text.partition("=")
        if not (name and count.isdigit() and int(count)):
            raise typer.BadParameter(f"--scale {text}: give GROUP=INSTANCES")
        found[name] = int(count)
    return found


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise typer.BadParameter(f"--setting {text}: give NAME=VALUE")
    return name, value


if __name__ == "__main__":
    cli()
