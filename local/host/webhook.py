"""/runtime/webhooks/blobs: where Event Grid tells of new blobs.

As HttpRequestProcessor and BlobsExtensionConfigProvider do (github.com/Azure/azure-sdk-for-net):
`?functionName=Host.Functions.<name>&code=<system key blobs_extension>`; the first contact is a
validation, answered with the code it brings; each event becomes a message in the internal queue; 202.
"""

from __future__ import annotations

import base64
from collections.abc import Collection
from typing import Any

from aiohttp import web
from azure.storage.queue.aio import QueueClient

from local.host.blobs import FUNCTION_PREFIX, BlobMessage
from local.host.keys import Keys

PATH = "/runtime/webhooks/blobs"
VALIDATION = "SubscriptionValidation"
VALIDATION_EVENT = "Microsoft.EventGrid.SubscriptionValidationEvent"


class BlobWebhook:
    def __init__(self, keys: Keys, functions: Collection[str], queue: QueueClient) -> None:
        self._keys = keys
        self._functions = functions
        self._queue = queue

    async def __call__(self, request: web.Request) -> web.Response:
        if not self._keys.open_blob_webhook(request):
            return web.Response(status=401)
        function = request.query.get("functionName", "").removeprefix(FUNCTION_PREFIX)
        if function not in self._functions:
            return web.Response(status=404)
        try:
            body = await request.json()
            events: list[dict[str, Any]] = body if isinstance(body, list) else [body]
            if _is_validation(request, events):
                code = events[0]["data"]["validationCode"]
                return web.json_response({"validationResponse": code})
            messages = [BlobMessage.from_event(event, function) for event in events]
        except (ValueError, KeyError, TypeError, IndexError):
            return web.Response(status=400)
        for message in messages:
            await self._queue.send_message(base64.b64encode(message.to_text().encode()).decode())
        return web.Response(status=202)


def _is_validation(request: web.Request, events: list[dict[str, Any]]) -> bool:
    header = request.headers.get("aeg-event-type", "")
    return header == VALIDATION or events[0].get("eventType") == VALIDATION_EVENT
