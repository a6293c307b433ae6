"""`stk exports …`."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from segments_to_klaviyo import Client, models
from segments_to_klaviyo.cli.outcome import ExitCode, note
from segments_to_klaviyo.cli.output import Output, OutputOption, as_json, show_all, show_json, show_one
from segments_to_klaviyo.cli.root import access_of, client_of
from segments_to_klaviyo.cli.runs import Strict, TimeoutOption, finish, start_and_wait
from segments_to_klaviyo.errors import ClientError

app = typer.Typer(no_args_is_help=True, help="Exports: what is sent where.")

EXPORT_ID = re.compile(r"exp_[a-z0-9]{1,40}")


def _complete(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the ids that begin like this, with names; nothing where the app cannot be asked."""
    try:
        with access_of(**context.find_root().params).client() as client:
            found = list(client.list_exports())
    except Exception:  # noqa: BLE001  completion has no place for an error
        return []
    return [(one.id, one.name) for one in found if one.id.startswith(incomplete)]


ExportArgument = Annotated[str, typer.Argument(metavar="EXPORT", help="Id or name.", autocompletion=_complete)]


@app.command("list")
def list_exports(
    context: typer.Context,
    name: Annotated[str | None, typer.Option(help="Only those whose name contains this.")] = None,
    output: OutputOption = Output.TABLE,
) -> None:
    """List exports."""
    show_all(
        list(client_of(context).list_exports(name)),
        {
            "id": lambda one: one.id,
            "name": lambda one: one.name,
            "segments": lambda one: ", ".join(one.segments),
            "mode": lambda one: one.mode,
            "enabled": lambda one: one.enabled,
            "next run": lambda one: one.next_runs[0] if one.next_runs else "on demand",
        },
        output,
    )


@app.command("show")
def show(context: typer.Context, export: ExportArgument, output: OutputOption = Output.TABLE) -> None:
    """Show an export."""
    client = client_of(context)
    show_one(client.read_export(find_export_id(client, export)), output)


@app.command("run")
def run(  # noqa: PLR0913  options of a command
    context: typer.Context,
    export: ExportArgument,
    *,
    wait: Annotated[bool, typer.Option(help="Wait for the end of the run.")] = True,
    full: Annotated[bool, typer.Option("--full", help="Send all profiles, not only what changed.")] = False,
    idempotency_key: Annotated[
        str | None, typer.Option(help="The same key within a day gives the same run, also when it is repeated.")
    ] = None,
    timeout: TimeoutOption = None,
    cancel_on_interrupt: Annotated[bool, typer.Option(help="Ctrl-C or SIGTERM cancels the run.")] = True,
    strict: Strict = False,
    output: OutputOption = Output.TABLE,
) -> None:
    """Run an export and wait for its end. The exit code tells the result."""
    client = client_of(context)
    export_id = find_export_id(client, export)
    if wait:
        ended = start_and_wait(
            client,
            export_id,
            full=full,
            idempotency_key=idempotency_key,
            timeout=timeout,
            cancel_on_interrupt=cancel_on_interrupt,
        )
        finish(ended, output, strict=strict)
    show_one(client.start_export(export_id, full=full, idempotency_key=idempotency_key), output)


@app.command("preview")
def preview(
    context: typer.Context,
    export: ExportArgument,
    timeout: Annotated[float, typer.Option(help="Seconds to wait at most (exit code 5).")] = 600,
    output: OutputOption = Output.TABLE,
) -> None:
    """Show what a run would do. Nothing is sent to Klaviyo."""
    client = client_of(context)
    with note.status("preparing …"):
        found = client.preview_and_wait(find_export_id(client, export), timeout=timeout)
    if output is Output.JSON:
        show_json(as_json(found))
    else:
        # The profiles are personal data: only JSON shows them.
        show_one(found, output, leave_out=("profiles", "rejects"))
    if found.state == "failed":
        raise typer.Exit(ExitCode.FAILED)


@app.command("enable")
def enable(context: typer.Context, export: ExportArgument, output: OutputOption = Output.TABLE) -> None:
    """Let an export run by its schedule."""
    _set_enabled(context, export, output, enabled=True)


@app.command("disable")
def disable(context: typer.Context, export: ExportArgument, output: OutputOption = Output.TABLE) -> None:
    """Let an export run on demand only."""
    _set_enabled(context, export, output, enabled=False)


def find_export_id(client: Client, text: str) -> str:
    """Return the id of the export with this id or name. Raises ClientError where there is none, or several."""
    if EXPORT_ID.fullmatch(text):
        return text
    found = [one.id for one in client.list_exports(text) if one.name == text]
    if not found:
        raise ClientError(f"There is no export with the id or name {text!r}.")
    if len(found) > 1:
        raise ClientError(f"{len(found)} exports have this name. Give the id: {', '.join(found)}.")
    return found[0]


def _set_enabled(context: typer.Context, export: str, output: Output, *, enabled: bool) -> None:
    client = client_of(context)
    found = client.read_export(find_export_id(client, export))
    if found.enabled is not enabled:
        found = client.change_export(found.id, models.ExportChange(enabled=enabled), etag=found.etag)
    show_one(found, output)
