"""`stk plan`, `stk apply`, `stk export`, `stk schema`: exports as code."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from segments_to_klaviyo.apply import apply_plan
from segments_to_klaviyo.cli.outcome import ExitCode, note
from segments_to_klaviyo.cli.output import Output, OutputOption, show_json
from segments_to_klaviyo.cli.root import client_of
from segments_to_klaviyo.errors import ManifestError
from segments_to_klaviyo.manifest import Manifest, json_schema, read_manifest, write_manifest
from segments_to_klaviyo.plan import Plan, make_plan
from segments_to_klaviyo.plan_report import as_json, describe
from segments_to_klaviyo.read_all import read_all

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The file with exports as code.")]
VariablesOption = Annotated[
    Path | None, typer.Option("--variables", help="YAML file with NAME: value; it goes before the environment.")
]
PruneOption = Annotated[bool, typer.Option("--prune", help="Delete what only the app has, in the file's sections.")]
DEFAULT_FILE = Path("segments.yaml")
COLOURS = {"+": "green", "~": "yellow", "-": "red"}


def plan(
    context: typer.Context,
    file: FileArgument = DEFAULT_FILE,
    variables: VariablesOption = None,
    *,
    prune: PruneOption = False,
    output: OutputOption = Output.TABLE,
) -> None:
    """Show what differs between the file and the app (exit code 2 if anything does). Nothing is changed."""
    found = client_of(context).drive(make_plan(_read(file, variables), prune=prune))
    _show(found, output)
    if found.changes:
        raise typer.Exit(ExitCode.DIFFERENCES)


def apply(
    context: typer.Context,
    file: FileArgument = DEFAULT_FILE,
    variables: VariablesOption = None,
    *,
    prune: PruneOption = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    output: OutputOption = Output.TABLE,
) -> None:
    """Change the app so that it has what the file says. Shows the plan and asks first."""
    client = client_of(context)
    found = client.drive(make_plan(_read(file, variables), prune=prune))
    _show(found, output)
    if not found.changes:
        return
    if not yes:
        if not sys.stdin.isatty():
            raise typer.BadParameter("This is not a terminal: read the plan, then pass --yes.")
        typer.confirm("Apply these changes?", abort=True, err=True)
    done = 0

    def on_change(_change: Any) -> None:
        nonlocal done
        done += 1

    try:
        waiting = client.drive(apply_plan(found, on_change=on_change))
    finally:
        note.print(f"{done} of {len(found.changes)} changes made.")
    for name in waiting:
        note.print(f"{name}: a change waits for the approval of another administrator.", markup=False)


def export(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option(help="A file instead of the standard output.")] = None,
) -> None:
    """Write what the app has as a file for plan and apply."""
    text = write_manifest(client_of(context).drive(read_all()))
    if out:
        out.write_text(text, encoding="utf-8")
    else:
        typer.echo(text, nl=False)


def schema() -> None:
    """Print the JSON Schema of segments.yaml, for editors."""
    show_json(json_schema())


def _show(found: Plan, output: Output) -> None:
    if output is Output.JSON:
        show_json(as_json(found))
        return
    for line in describe(found).splitlines():
        typer.secho(line, fg=COLOURS.get(line[:1]))


def _read(file: Path, variables: Path | None) -> Manifest:
    values = dict(os.environ)
    if variables:
        try:
            given: Any = yaml.load(_text(variables), Loader=yaml.BaseLoader)  # noqa: S506  text only
        except yaml.YAMLError as error:
            raise ManifestError([f"{variables}: {error}"]) from None
        if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
            raise ManifestError([f"{variables}: takes lines NAME: value."])
        values |= {str(name): value for name, value in given.items()}
    return read_manifest(_text(file), values, file=str(file))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ManifestError([f"{file}: cannot be read: {error}"]) from None
