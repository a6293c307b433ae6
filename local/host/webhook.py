"""/runtime/webhooks/blobs: where Event Grid delivers the events of new blobs.

As HttpRequestProcessor and BlobsExtensionConfigProvider do (github.com/Azure/azure-sdk-for-net), and as recorded:
`?functionName=Host.Functions.<name>&code=<system key blobs_extension>`. The name is not checked: an event for an
unknown function is accepted and dropped later. What cannot be read is 500, so that Event Grid sends it again; of a
list with such an event the events before it are in the internal queue already.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web

from local.host.blobs import BlobMessage
from local.host.keys import Keys, given_key
from local.host.server import Answer, empty, read_body
from local.host.storage_queues import StorageError

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
        return await self.answer(
            request.method,
            request.query.get("functionName"),
            {name.lower(): value for name, value in request.headers.items()},
            await read_body(request),
        )

    async def answer(
        self, method: str, function_id: str | None, headers: Mapping[str, str], body: bytes
    ) -> web.Response:
        """Answer a request with a good key. Header names are in lower case."""
        assert self._enqueue is not None
        if method == "OPTIONS":
            # The handshake of CloudEvents.
            return empty(200, {"Webhook-Allowed-Origin": headers.get("webhook-request-origin", "")})
        kind = headers.get("aeg-event-type", "").lower()
        if kind == "unsubscribe":
            return empty(202)
        if kind not in ("subscriptionvalidation", "notification"):
            return empty(400)
        try:
            value = json.loads(body)
            events: list[dict[str, Any]] = value if isinstance(value, list) else [value]
            if kind == "subscriptionvalidation":
                text = json.dumps({"validationResponse": events[0]["data"]["validationCode"]}, separators=(",", ":"))
                return Answer(text=text, headers={"Content-Type": "text/plain; charset=utf-8"})
            for event in events:
                await self._enqueue(BlobMessage.from_event(event, function_id).to_text())
        except (ValueError, KeyError, TypeError, IndexError, AttributeError, StorageError):
            return empty(500)
        return empty(202)
