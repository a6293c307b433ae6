"""/runtime/webhooks/blobs: where Event Grid delivers the events of new blobs.

As HttpRequestProcessor and BlobsExtensionConfigProvider do (github.com/Azure/azure-sdk-for-net), and as recorded:
`?functionName=Host.Functions.<name>&code=<system key blobs_extension>`. The name is not checked: an event for an
unknown function is accepted and dropped later. What cannot be read is 500, so that Event Grid sends it again; of a
list with such an event the events before it are in the internal queue already.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from local.host.blobs import BlobMessage
from local.host.keys import Keys, given_key
from local.host.server import Answer, empty, read_body

PREFIX = "/runtime/webhooks/"
PATH = PREFIX + "blobs"
UNAUTHORIZED = {"WWW-Authenticate": "Bearer"}

type Enqueue = Callable[[str], Awaitable[None]]
"""Puts the text of a message into the internal queue of the blob triggers."""


class BlobWebhook:
    def __init__(self, keys: Keys, enqueue: Enqueue | None) -> None:
        """Without `enqueue` the app has no blob trigger and the address does not exist."""
        self._keys = keys
        self._enqueue = enqueue

    async def __call__(self, request: web.BaseRequest, path: str) -> web.Response:
        key = given_key(request)
        if not self._keys.is_known(key):
            return empty(401, UNAUTHORIZED)
        if not self._keys.opens_webhooks(key):
            return empty(403)
        if path.lower() != PATH or self._enqueue is None:
            return empty(404 if self._keys.is_master(key) else 403)
        if request.method == "OPTIONS":
            # The handshake of CloudEvents.
            return empty(200, {"Webhook-Allowed-Origin": request.headers.get("WebHook-Request-Origin", "")})
        kind = request.headers.get("aeg-event-type", "").lower()
        if kind == "unsubscribe":
            return empty(202)
        if kind not in ("subscriptionvalidation", "notification"):
            return empty(400)
        try:
            body = json.loads(await read_body(request))
            events: list[dict[str, Any]] = body if isinstance(body, list) else [body]
            if kind == "subscriptionvalidation":
                text = json.dumps({"validationResponse": events[0]["data"]["validationCode"]}, separators=(",", ":"))
                return Answer(text=text, headers={"Content-Type": "text/plain; charset=utf-8"})
            for event in events:
                message = BlobMessage.from_event(event, request.query.get("functionName"))
                await self._enqueue(message.to_text())
        except (ValueError, KeyError, TypeError, IndexError, AttributeError):
            return empty(500)
        return empty(202)
