"""A browser that goes through Klaviyo's page of a sign-in, and what the app answers to it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from local.klaviyo import CLIENT_ID, CLIENT_SECRET
from shared.api.permissions import Principal
from shared.api.sign_ins import begin_sign_in, complete_sign_in
from shared.klaviyo.oauth import CLIENT_SECRET_NAME
from tests.fakes.api_calls import ADMINISTRATOR, answer
from tests.fakes.small_app import SmallApp

SETTINGS = {"KLAVIYO_CLIENT_ID": CLIENT_ID, "APP_URL": "http://127.0.0.1:7071"}


def configure(app: SmallApp) -> None:
    """Store the client secret."""
    app.memory.vault.secrets[CLIENT_SECRET_NAME] = CLIENT_SECRET


async def begin(app: SmallApp, connection_id: str | None = None, caller: Principal = ADMINISTRATOR) -> dict[str, str]:
    """Begin a sign-in; return what Klaviyo's page is asked."""
    body = {"connection_id": connection_id}
    made = json.loads((await answer(app.context, begin_sign_in, body=body, caller=caller)).body)
    return dict(parse_qsl(urlsplit(made["url"]).query))


async def decide(
    app: SmallApp, asked: dict[str, str], decide: str = "allow", account: str = "SIMCON"
) -> dict[str, str]:
    """Decide on Klaviyo's page; return what the browser brings back."""
    query = asked | {"decide": decide, "account": account}
    response = await app.http.get("/oauth/authorize", params=query)
    assert response.status_code == 302, response.text
    back = response.headers["location"]
    assert back.startswith("http://127.0.0.1:7071/connections/sign-in?")
    return dict(parse_qsl(urlsplit(back).query))


async def complete(app: SmallApp, back: dict[str, str], caller: Principal = ADMINISTRATOR) -> Any:
    return json.loads((await answer(app.context, complete_sign_in, body=back, caller=caller)).body)


async def sign_in(app: SmallApp, connection_id: str | None = None, account: str = "SIMCON") -> Any:
    """Go through a whole sign-in."""
    return await complete(app, await decide(app, await begin(app, connection_id), account=account))
