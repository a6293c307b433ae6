"""`stk segments …`."""

from __future__ import annotations

from typing import Annotated

import typer

from segments_to_klaviyo.cli.output import Output, OutputOption, show_all, show_one
from segments_to_klaviyo.cli.root import client_of

app = typer.Typer(no_args_is_help=True, help="Segments: the customer data in storage.")


@app.command("list")
def list_segments(
    context: typer.Context,
    name: Annotated[str | None, typer.Option(help="Only those whose name contains this.")] = None,
    output: OutputOption = Output.TABLE,
) -> None:
    """List segments."""
    show_all(
        list(client_of(context).list_segments(name)),
        {
            "name": lambda one: one.name,
            "kind": lambda one: one.kind,
            "rows": lambda one: one.rows if one.rows is None or one.rows_exact else f"about {one.rows:,}",
            "columns": lambda one: len(one.columns),
            "updated": lambda one: one.updated,
            "problems": lambda one: "; ".join(map(str, one.problems)),
        },
        output,
    )


@app.command("show")
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Name of the segment.")],
    output: OutputOption = Output.TABLE,
) -> None:
    """Show a segment with its columns and the mapping that they suggest."""
    found = client_of(context).read_segment(name)
    # Sample rows and examples are personal data: only JSON shows them.
    show_one(found, output, leave_out=("sample", "columns"))
    if output is Output.TABLE:
        show_all(found.columns, {"column": lambda one: one.name, "type": lambda one: one.type}, output)
