"""`stk connections …`."""

from __future__ import annotations

from typing import Annotated

import typer

from segments_to_klaviyo import Client
from segments_to_klaviyo.cli.outcome import ExitCode
from segments_to_klaviyo.cli.output import Output, OutputOption, show_all, show_one
from segments_to_klaviyo.cli.root import client_of
from segments_to_klaviyo.errors import ClientError

app = typer.Typer(no_args_is_help=True, help="Connections: the Klaviyo accounts.")


@app.command("list")
def list_connections(context: typer.Context, output: OutputOption = Output.TABLE) -> None:
    """List connections."""
    show_all(
        list(client_of(context).list_connections()),
        {
            "id": lambda one: one.id,
            "name": lambda one: one.display_name,
            "account": lambda one: one.account_name,
            "access": lambda one: one.access,
            "exports": lambda one: len(one.exports),
            "last used": lambda one: one.last_used_at,
        },
        output,
    )


@app.command("verify")
def verify(
    context: typer.Context,
    connection: Annotated[str, typer.Argument(metavar="CONNECTION", help="Id or display name.")],
    output: OutputOption = Output.TABLE,
) -> None:
    """Ask Klaviyo whether the connection's key is good (exit code 10 if it is not)."""
    client = client_of(context)
    found = client.verify_connection(_find_id(client, connection))
    show_one(found, output)
    if not found.verified:
        raise typer.Exit(ExitCode.FAILED)


def _find_id(client: Client, text: str) -> str:
    found = [one.id for one in client.list_connections() if text in (one.id, one.display_name)]
    if not found:
        raise ClientError(f"There is no connection with the id or name {text!r}.")
    if len(found) > 1:
        raise ClientError(f"{len(found)} connections have this name. Give the id: {', '.join(found)}.")
    return found[0]
