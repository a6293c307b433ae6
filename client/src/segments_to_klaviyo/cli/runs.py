"""`stk runs …`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from segments_to_klaviyo import Client, Run, models
from segments_to_klaviyo.cli.outcome import exit_code_of, note
from segments_to_klaviyo.cli.output import Output, OutputOption, show_all, show_one
from segments_to_klaviyo.cli.root import client_of

app = typer.Typer(no_args_is_help=True, help="Runs: what is happening, what happened.")

RunId = Annotated[str, typer.Argument(metavar="RUN", help="Id of the run.")]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings are a failure (exit code 13).")]
TimeoutOption = Annotated[float | None, typer.Option(help="Seconds to wait at most (exit code 5).")]


@app.command("list")
def list_runs(
    context: typer.Context,
    *,
    export: Annotated[str | None, typer.Option(help="Id or name of an export.")] = None,
    segment: Annotated[str | None, typer.Option(help="Only runs that read this segment.")] = None,
    list_id: Annotated[str | None, typer.Option("--list", help="Only runs to the Klaviyo list with this id.")] = None,
    connection: Annotated[str | None, typer.Option(help="Only runs with the connection with this id.")] = None,
    state: Annotated[str | None, typer.Option(help="Only runs in this state.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 20,
    output: OutputOption = Output.TABLE,
) -> None:
    """List runs, newest first."""
    from segments_to_klaviyo.cli.exports import find_export_id

    client = client_of(context)
    export_id = find_export_id(client, export) if export else None
    wanted: Any = state
    runs = client.list_runs(
        export_id=export_id, segment=segment, list_id=list_id, connection_id=connection, state=wanted
    )
    found = list(islice(runs, limit))
    show_all(
        found,
        {
            "run": lambda run: run.id,
            "export": lambda run: run.export_name,
            "state": lambda run: run.state,
            "read": lambda run: run.counts.read,
            "accepted": lambda run: run.counts.accepted,
            "rejected": lambda run: run.counts.rejected + run.counts.failed,
            "queued": lambda run: run.queued_at,
        },
        output,
    )


@app.command("show")
def show(context: typer.Context, run: RunId, output: OutputOption = Output.TABLE) -> None:
    """Show a run."""
    show_one(client_of(context).read_run(run), output)


@app.command("watch")
def watch(
    context: typer.Context,
    run: RunId,
    *,
    timeout: TimeoutOption = None,
    strict: Strict = False,
    output: OutputOption = Output.TABLE,
) -> None:
    """Wait for the end of a run. An interrupt does not stop the run."""
    client = client_of(context)
    with progress() as on_progress:
        ended = client.wait_for_run(run, timeout=timeout, on_progress=on_progress)
    finish(ended, output, strict=strict)


@app.command("cancel")
def cancel(
    context: typer.Context,
    run: RunId,
    *,
    wait: Annotated[bool, typer.Option(help="Wait for its end.")] = True,
    output: OutputOption = Output.TABLE,
) -> None:
    """Cancel a run. What was sent stays sent."""
    client = client_of(context)
    found = client.cancel_run(run)
    if wait:
        with progress() as on_progress:
            found = client.wait_for_run(found, on_progress=on_progress)
    show_one(found, output)


@app.command("retry")
def retry(
    context: typer.Context,
    run: RunId,
    *,
    wait: Annotated[bool, typer.Option(help="Wait for the end of the new run.")] = True,
    strict: Strict = False,
    output: OutputOption = Output.TABLE,
) -> None:
    """Send again what a run could not send."""
    client = client_of(context)
    started = client.retry_run(run)
    follow_and_finish(client, started, output, wait=wait, strict=strict)


@app.command("confirm")
def confirm(
    context: typer.Context,
    run: RunId,
    *,
    wait: Annotated[bool, typer.Option(help="Wait for the end of the run that sends.")] = True,
    strict: Strict = False,
    output: OutputOption = Output.TABLE,
) -> None:
    """Have a run send that waits for confirmation: before it sends anything, or after its first portion."""
    client = client_of(context)
    confirmed = client.confirm_run(run)
    follow_and_finish(client, confirmed, output, wait=wait, strict=strict)


@app.command("undo")
def undo(
    context: typer.Context,
    run: RunId,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be done.")] = False,
    pause: Annotated[
        bool, typer.Option(help="Disable the export first: its next run would add these people again.")
    ] = True,
    wait: Annotated[bool, typer.Option(help="Wait for the end of the new run.")] = True,
    strict: Strict = False,
    output: OutputOption = Output.TABLE,
) -> None:
    """Take off the list whom a run added, and no one else."""
    client = client_of(context)
    if dry_run:
        show_one(client.read_undo(run), output)
        return
    started = client.undo_run(run, pause_export=pause)
    follow_and_finish(client, started, output, wait=wait, strict=strict)


@app.command("rejects")
def rejects(
    context: typer.Context,
    run: RunId,
    *,
    csv: Annotated[Path | None, typer.Option(help="Download all as CSV into this file; - for standard output.")] = None,
    reason: Annotated[str | None, typer.Option(help="Only rows with this reason.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 50,
    output: OutputOption = Output.TABLE,
) -> None:
    """Show the rows that were not sent, and why. They contain personal data."""
    client = client_of(context)
    if csv:
        content = client.read_rejects(run)
        if str(csv) == "-":
            sys.stdout.buffer.write(content)
        else:
            csv.write_bytes(content)
        return
    found = list(islice(client.list_rejects(run, reason=reason), limit))
    show_all(
        found,
        {
            "blob": lambda row: row.blob,
            "line": lambda row: row.line or "",
            "outcome": lambda row: row.outcome,
            "reason": lambda row: row.reason,
            "email": lambda row: row.email,
            "phone_number": lambda row: row.phone_number,
            "external_id": lambda row: row.external_id,
            "detail": lambda row: row.detail,
        },
        output,
    )
    if output is Output.TABLE and len(found) == limit:
        note.print(f"The first {limit:,} only. --limit shows more, --csv FILE downloads all.")


@contextmanager
def progress() -> Iterator[Any]:
    """Give a callback that shows how a run goes on, on the standard error: a line that changes, or a line a state."""
    seen: Counter[str] = Counter()
    with note.status("…") as line:

        def on_progress(run: Run) -> None:
            words = _words(run)
            if not note.is_terminal:
                if not seen[state := _state(run)]:
                    note.print(f"Run {run.id}: {state}", markup=False)
                seen[state] += 1
                return
            line.update(words)

        yield on_progress


def finish(run: Run, output: Output, *, strict: bool) -> None:
    """Print a run and end with its exit code."""
    show_one(run, output)
    raise typer.Exit(exit_code_of(run, strict=strict))


def follow_and_finish(client: Client, run: Run, output: Output, *, wait: bool, strict: bool) -> None:
    """Print a run, at its end if `wait`, and end with its exit code."""
    if wait:
        with progress() as on_progress:
            run = client.wait_for_run(run, on_progress=on_progress)
    finish(run, output, strict=strict)


def start_and_wait(client: Client, export_id: str, **options: Any) -> Run:
    """Run an export and return the run at its end."""
    with progress() as on_progress:
        return client.run_and_wait(export_id, raise_on_failure=False, on_progress=on_progress, **options)


def _state(run: models.Run) -> str:
    waits = run.canary is not None and run.canary.state == "waiting" and not run.final
    return f"{run.state}, waits for confirmation (stk runs confirm {run.id})" if waits else run.state


def _words(run: models.Run) -> str:
    total = "?" if run.chunks.total is None else f"{run.chunks.total:,}"
    return (
        f"{run.id} {_state(run)}: {run.counts.read:,} read, {run.counts.accepted:,} accepted, "
        f"{run.chunks.imported:,} of {total} chunks imported"
    )
