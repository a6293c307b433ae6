"""The root command: which app, and who signs in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer

from segments_to_klaviyo import Client, FunctionKeyAuth, HeaderAuth, TokenAuth
from segments_to_klaviyo.cli.outcome import ReportingGroup

app = typer.Typer(
    cls=ReportingGroup,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Segments to Klaviyo: run exports, follow runs, keep exports as code.",
    epilog="Exit codes and examples: docs/client.md.",
)


@dataclass(frozen=True)
class Access:
    """Which app is used and how to sign in: from options, variables, and what `login` saved."""

    app_url: str | None
    client_id: str | None
    function_key: str | None
    headers: dict[str, str]

    def client(self) -> Client:
        """Return a client. Raises typer.BadParameter where something is missing."""
        if not self.app_url:
            raise typer.BadParameter("Give the address of the app with --app (STK_APP_URL), or use: stk login.")
        try:
            return Client(self.app_url, self._auth())
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None

    def _auth(self) -> httpx.Auth:
        if self.headers:
            return HeaderAuth(self.headers)
        if self.function_key:
            return FunctionKeyAuth(self.function_key)
        if self.client_id:
            return TokenAuth(self.client_id)
        raise typer.BadParameter(
            "Give the app's registration with --client-id (STK_CLIENT_ID) or use stk login; "
            "or give --function-key (STK_FUNCTION_KEY) or --header."
        )


@app.callback()
def connect(
    context: typer.Context,
    app_url: Annotated[str | None, typer.Option("--app", envvar="STK_APP_URL", help="Address of the app.")] = None,
    client_id: Annotated[
        str | None, typer.Option(envvar="STK_CLIENT_ID", help="Its registration in Entra ID (AUTH_CLIENT_ID).")
    ] = None,
    function_key: Annotated[
        str | None, typer.Option(envvar="STK_FUNCTION_KEY", help="Function key, to start exports and read their runs.")
    ] = None,
    header: Annotated[
        list[str] | None, typer.Option(envvar="STK_HEADER", help="NAME:VALUE instead of signing in (local stack).")
    ] = None,
) -> None:
    context.obj = access_of(app_url, client_id, function_key, header)


def access_of(app_url: str | None, client_id: str | None, function_key: str | None, header: list[str] | None) -> Access:
    """Return what options and variables give, and of the rest what `login` saved. Raises typer.BadParameter."""
    saved = load_settings()
    headers: dict[str, str] = {}
    for text in header or ():
        name, colon, value = text.partition(":")
        if not colon or not name.strip():
            raise typer.BadParameter("--header takes NAME:VALUE.")
        headers[name.strip()] = value.strip()
    # A saved registration belongs to the saved app.
    same = app_url is None or app_url == saved.get("app_url")
    return Access(
        app_url or saved.get("app_url"), client_id or (saved.get("client_id") if same else None), function_key, headers
    )


def client_of(context: typer.Context) -> Client:
    """Return the client of a command; it is closed when the command ends."""
    access: Access = context.obj
    client: Client = context.with_resource(access.client())
    return client


def settings_file() -> Path:
    """Return where `login` saves the app's address and registration. No secret is in it."""
    return Path(typer.get_app_dir("segments-to-klaviyo")) / "settings.json"


def load_settings() -> dict[str, str]:
    """Return what `login` saved; empty where nothing usable is there."""
    try:
        found: Any = json.loads(settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}
