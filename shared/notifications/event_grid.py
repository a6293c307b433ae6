"""Publishes events to an Event Grid topic with the app's managed identity.

The topic accepts CloudEvents (input schema CloudEventSchemaV1_0): POST of one event in structured JSON mode to
`<topic endpoint>?api-version=2018-01-01`, with a token for https://eventgrid.azure.net (learn.microsoft.com/azure/
event-grid/cloud-event-schema and /authenticate-with-microsoft-entra-id).
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx

from shared.errors import WebhookFailed
from shared.notifications.message_formats import CLOUD_EVENTS_TYPE
from shared.texts import text

API_VERSION = "2018-01-01"
SCOPE = "https://eventgrid.azure.net/.default"
SECONDS = 10.0


class EventGridTopic:
    """Publishes to one topic. `token` returns an access token for SCOPE, or raises Unavailable."""

    def __init__(self, http: httpx.AsyncClient, endpoint: str, token: Callable[[], Awaitable[str]]) -> None:
        self._http = http
        self._endpoint = endpoint
        self._token = token

    async def publish(self, event: dict[str, Any]) -> None:
        """Send one CloudEvent. Raise WebhookFailed unless the topic accepts it."""
        try:
            headers = {"Authorization": f"Bearer {await self._token()}", "Content-Type": CLOUD_EVENTS_TYPE}
            response = await self._http.post(
                self._endpoint,
                params={"api-version": API_VERSION},
                content=json.dumps(event, ensure_ascii=False).encode(),
                headers=headers,
                timeout=SECONDS,
            )
        except httpx.HTTPError as error:
            raise WebhookFailed(text("event-grid-unreachable", error=type(error).__name__), gone=False) from None
        if not response.is_success:
            raise WebhookFailed(text("event-grid-answered", status=str(response.status_code)), gone=False)
