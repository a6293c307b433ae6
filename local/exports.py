"""`python -m local.exports`: list exports, run one and wait, look at a run, fetch its rejects; for people and scripts.

Which app: `--app URL` or APP_URL. Who: the account of `az login`, with `--client-id` or AUTH_CLIENT_ID naming the app's
registration; or `--local-user administrator` for the local stack. Exit codes: 0 good; 1 the run failed, was skipped or
canceled (with --strict also: completed with warnings); 2 wrong usage; 3 the app refused, or did not answer.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Annotated, Any, NoReturn

import httpx
import typer
from rich.console import Console

from local.host.easyauth import USER_HEADER

FINAL = {"successful", "completed_with_warnings", "failed", "skipped", "canceled"}
FAILED, REFUSED = 1, 3
LONGEST_SILENCE = 120
"""Seconds for which the app may not answer while a run is waited for."""

cli = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
note = Console(stderr=True, highlight=False)


@cli.callback()
def connect(
    context: typer.Context,
    app: Annotated[str | None, typer.Option(envvar="APP_URL", help="Address of the app.")] = None,
    client_id: Annotated[str | None, typer.Option(envvar="AUTH_CLIENT_ID", help="Its app registration.")] = None,
    local_user: Annotated[str | None, typer.Option(help="A user of the local stack, instead of az login.")] = None,
) -> None:
    if "--help" in sys.argv:
        # Asking how a command is used takes no app and no account.
        return
    if not app:
        raise typer.BadParameter("Give --app (APP_URL), the address of the app.")
    headers = {USER_HEADER: local_user} if local_user else {"Authorization": f"Bearer {_token(client_id)}"}
    context.obj = context.with_resource(httpx.Client(base_url=app, headers=headers, timeout=60))


@cli.command("list")
def list_exports(context: typer.Context) -> None:
    """Every export: id, name, segments, when it runs next."""
    for export in _ask(context.obj, "GET", "/api/exports").json()["exports"]:
        following = export["next_runs"][0] if export["next_runs"] else "on demand"
        typer.echo("\t".join((export["id"], export["name"], ", ".join(export["segments"]), following)))


@cli.command()
def run(
    context: typer.Context,
    export: Annotated[str, typer.Argument(help="Id or name.")],
    *,
    wait: Annotated[bool, typer.Option(help="Wait for its end and show how it goes on.")] = True,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings are a failure.")] = False,
    key: Annotated[str | None, typer.Option(help="Idempotency key: the same key answers the same run.")] = None,
) -> None:
    """Run an export. Prints the run as JSON: at its end, or as it was started."""
    headers = {"Idempotency-Key": key} if key else {}
    path = f"/api/exports/{_export_id(context.obj, export)}/runs"
    started = _ask(context.obj, "POST", path, headers=headers).json()
    note.print(f"run {started['id']}")
    ended = _follow(context.obj, started["id"]) if wait else started
    _show(ended, strict=strict)


@cli.command()
def status(
    context: typer.Context,
    run_id: str,
    *,
    wait: Annotated[bool, typer.Option(help="Wait for its end.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings are a failure.")] = False,
) -> None:
    """Print a run as JSON."""
    found = _follow(context.obj, run_id) if wait else _ask(context.obj, "GET", f"/api/runs/{run_id}").json()
    _show(found, strict=strict)


@cli.command()
def rejects(
    context: typer.Context,
    run_id: str,
    out: Annotated[Path | None, typer.Option(help="A file instead of the standard output.")] = None,
) -> None:
    """Who was not sent, and why: CSV with personal data."""
    content = _ask(context.obj, "GET", f"/api/runs/{run_id}/rejects.csv").content
    if out:
        out.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)


def _follow(http: httpx.Client, run_id: str) -> dict[str, Any]:
    heard = time.monotonic()
    with note.status("queued") as line:
        while True:
            try:
                answer = http.get(f"/api/runs/{run_id}")
            except httpx.TransportError:
                answer = httpx.Response(503)
            if answer.status_code < 500:
                heard = time.monotonic()
                found: dict[str, Any] = _checked(answer).json()
                if found["state"] in FINAL:
                    return found
                counts, chunks = found["counts"], found["chunks"]
                line.update(
                    f"{found['state']}: {counts['read']:,} read, {counts['accepted']:,} accepted, "
                    f"{chunks['imported']} of {chunks['total'] or '?'} chunks imported"
                )
            elif time.monotonic() - heard > LONGEST_SILENCE:
                _refuse(f"The app does not answer. The run goes on; ask again with: status {run_id}")
            time.sleep(1)


def _show(found: dict[str, Any], *, strict: bool) -> None:
    typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
    bad = {"failed", "skipped", "canceled"} | ({"completed_with_warnings"} if strict else set())
    if found["state"] in bad:
        raise typer.Exit(FAILED)


def _export_id(http: httpx.Client, name: str) -> str:
    exports = _ask(http, "GET", "/api/exports").json()["exports"]
    found = [export["id"] for export in exports if name in (export["id"], export["name"])]
    if not found:
        _refuse("There is no export of that id or name.")
    if len(found) > 1:
        _refuse(f"{len(found)} exports have that name. Give the id: {', '.join(found)}.")
    return str(found[0])


def _ask(http: httpx.Client, method: str, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
    try:
        return _checked(http.request(method, path, headers=headers))
    except httpx.TransportError as error:
        _refuse(f"The app cannot be reached: {error}")


def _checked(answer: httpx.Response) -> httpx.Response:
    if not answer.is_success:
        is_problem = "json" in answer.headers.get("content-type", "")
        problem = answer.json() if is_problem else {"title": f"{answer.status_code} {answer.reason_phrase}"}
        _refuse(f"{problem['title']}. {problem.get('detail', '')}".strip())
    return answer


def _token(client_id: str | None) -> str:
    # Imported late: the local stack needs neither.
    from azure.core.exceptions import ClientAuthenticationError
    from azure.identity import AzureCliCredential, CredentialUnavailableError

    if not client_id:
        raise typer.BadParameter("Give --client-id (AUTH_CLIENT_ID), or --local-user for the local stack.")
    try:
        return str(AzureCliCredential().get_token(f"api://{client_id}/.default").token)
    except (CredentialUnavailableError, ClientAuthenticationError) as error:
        _refuse(f"No token from az: {error.message.splitlines()[0]}")


def _refuse(words: str) -> NoReturn:
    note.print(words, markup=False)
    raise typer.Exit(REFUSED)


if __name__ == "__main__":
    cli()
