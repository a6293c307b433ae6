"""`stk login`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from segments_to_klaviyo.cli.output import Output, OutputOption, show_one
from segments_to_klaviyo.cli.root import Access, client_of, settings_file


def login(
    context: typer.Context,
    *,
    save: Annotated[bool, typer.Option(help="Save address and registration (no secret) for later commands.")] = True,
    output: OutputOption = Output.TABLE,
) -> None:
    """Sign in and show who you are, with which role.

    With --app and --client-id, azure-identity's default chain is used: environment variables, workload identity,
    managed identity, Azure CLI (az login) and others. Nothing but the app's address and registration is saved.
    """
    me = client_of(context).me()
    access: Access = context.obj
    if save and access.client_id:
        file = settings_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"app_url": access.app_url, "client_id": access.client_id}), encoding="utf-8")
    show_one(me, output)
