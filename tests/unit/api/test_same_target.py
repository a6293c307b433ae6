"""Two exports never send the same segment to the same list, however slowly Klaviyo answers one request."""

from __future__ import annotations

import base64
import dataclasses
import json
from typing import Any

from shared.api.http import Request
from shared.api.routes import handle
from shared.klaviyo.client import ListInfo
from tests.fakes.small_app import LIST, SmallApp, small_app

CLAIMS = [{"typ": "name", "val": "Alex"}, {"typ": "roles", "val": "Administrator"}]
ALEX = base64.b64encode(json.dumps({"claims": CLAIMS}).encode()).decode()
BODY = {
    "name": "Second",
    "connection_id": "con_1",
    "list_id": LIST,
    "segments": ["People"],
    "mapping": {"email": "Email"},
}


class Slow:
    """Klaviyo answers so slowly that another user saves an export, whose claim has expired."""

    def __init__(self, app: SmallApp) -> None:
        self._app = app

    async def get_list(self, list_id: str) -> ListInfo:
        await self._app.export("exp_first", segment="People")
        return ListInfo(list_id, "Newsletter")


async def test_an_export_saved_while_klaviyo_answers_counts() -> None:
    async with small_app() as app:
        context: Any = dataclasses.replace(app.context, klaviyo_for=lambda *_: Slow(app))
        request = Request("POST", "/api/exports", {}, {"x-ms-client-principal": ALEX}, json.dumps(BODY).encode())
        response = await handle(context, request, auth_enabled=True)
        problem = json.loads(response.body)
        assert (response.status, problem["type"]) == (409, "already-exported")
        assert problem["errors"] == [{"id": "exp_first", "name": "exp_first"}]
