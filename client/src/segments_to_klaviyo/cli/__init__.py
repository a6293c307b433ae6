"""The command `stk`: exports, runs, segments and connections from a terminal, a script or CI."""

from __future__ import annotations

import signal
import types
from typing import NoReturn

import typer

from segments_to_klaviyo.cli import connections, exports, manifest, people, runs, segments, sign_in
from segments_to_klaviyo.cli.outcome import ExitCode
from segments_to_klaviyo.cli.root import app

__all__ = ["app", "main"]

app.add_typer(connections.app, name="connections")
app.add_typer(exports.app, name="exports")
app.add_typer(people.app, name="people")
app.add_typer(runs.app, name="runs")
app.add_typer(segments.app, name="segments")
app.command("login")(sign_in.login)
app.command("plan")(manifest.plan)
app.command("apply")(manifest.apply)
app.command("export")(manifest.export)
app.command("schema")(manifest.schema)


def main() -> None:
    """Run the command."""
    signal.signal(signal.SIGTERM, _interrupt)
    # Typer's code for wrong usage is 2, which is what `plan` says where there are differences.
    usage_error: type[Exception] = typer.BadParameter.__mro__[1]
    usage_error.exit_code = ExitCode.USAGE  # type: ignore[attr-defined]
    app(prog_name="stk")


def _interrupt(_number: int, _frame: types.FrameType | None) -> NoReturn:
    # CI systems stop a job with SIGTERM: as Ctrl-C does, it cancels the run that the command waits for.
    raise KeyboardInterrupt
