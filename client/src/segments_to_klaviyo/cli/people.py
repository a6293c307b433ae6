"""`stk people …`."""

from __future__ import annotations

from typing import Annotated

import typer

from segments_to_klaviyo.cli.outcome import ExitCode
from segments_to_klaviyo.cli.output import Output, OutputOption, show_all, show_one
from segments_to_klaviyo.cli.root import client_of

app = typer.Typer(no_args_is_help=True, help="People: what happened to one person.")


@app.callback()
def people() -> None:
    """Keep `lookup` a command of its own: Typer makes an app with one command that command."""


@app.command("lookup")
def lookup(
    context: typer.Context,
    email: Annotated[str | None, typer.Option(help="Email address.")] = None,
    phone_number: Annotated[str | None, typer.Option(help="Phone number with its country code.")] = None,
    external_id: Annotated[str | None, typer.Option(help="External ID.")] = None,
    days: Annotated[int, typer.Option(min=1, max=400, help="Of which runs: those of the last days.")] = 30,
    output: OutputOption = Output.TABLE,
) -> None:
    """Find what happened to a person: sent, unchanged, rejected, removed, subscribed. For administrators; audited."""
    found = client_of(context).look_up_and_wait(email, phone_number=phone_number, external_id=external_id, days=days)
    if output is Output.JSON:
        show_one(found, output)
    else:
        show_all(
            found.events,
            {
                "at": lambda one: one.at,
                "outcome": lambda one: one.outcome,
                "reason": lambda one: one.reason,
                "export": lambda one: one.export_name,
                "run": lambda one: one.run_id,
                "blob": lambda one: one.blob,
                "line": lambda one: one.line,
                "seen in": lambda one: one.seen_in,
            },
            output,
        )
        show_one(found, output, leave_out=("events", "id", "next_cursor"))
    if found.state == "failed":
        raise typer.Exit(ExitCode.FAILED)
