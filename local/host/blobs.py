"""Blob triggers fed by Event Grid: webhook → internal queue → workers.

As in the Storage Blobs extension (BlobsExtensionConfigProvider, BlobQueueTriggerExecutor and
SharedBlobQueueListenerFactory in github.com/Azure/azure-sdk-for-net): each event becomes a message in one
queue of the host's own storage, which all instances share. The ETag in the event is *not* compared with
the blob's, so duplicates and late events reach the function; a blob that is gone is passed over.
"""

from __future__ import annotations

import base64
import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import unquote

from azure.core.exceptions import ResourceNotFoundError

from local.host.connections import blob_service
from local.host.functions import Function
from local.host.protos import TypedData
from local.host.triggers import Metadata, blob_client_data, blob_metadata

QUEUE = "azure-webjobs-blobtrigger-local"
POISON_QUEUE = "webjobs-blobtrigger-poison"
FUNCTION_PREFIX = "Host.Functions."
# The storage emulators put the account first in the path, storage in Azure puts it into the host name.
ADDRESS = re.compile(r"https?://(?P<host>[^/:?]+)(?::\d+)?(?P<path>[^?]*)", re.IGNORECASE)
PATH_STYLE_HOSTS = ("127.0.0.1", "localhost")

log = logging.getLogger("local.host.blob")


BLOB_TYPES = frozenset(("BlockBlob", "PageBlob", "AppendBlob"))


class BlobMessageError(Exception):
    """A message of the internal queue that the listener cannot read: Microsoft's host ends of it."""


@dataclass(frozen=True, slots=True)
class BlobMessage:
    function_id: str | None
    """As the query of the webhook names it, unchecked."""
    container: str
    name: str
    etag: str
    blob_type: str = "BlockBlob"

    @classmethod
    def from_event(cls, event: Mapping[str, Any], function_id: str | None) -> Self:
        """Read one of Event Grid's events, whatever its type. Raise KeyError, TypeError or ValueError."""
        data = event["data"]
        # Not as a URL is read elsewhere: a "#" belongs to the name.
        parts = ADDRESS.match(data["url"])
        if parts is None:
            raise ValueError("data.url is not an address")
        if data["blobType"] not in BLOB_TYPES:
            raise ValueError("data.blobType is unknown")
        path = unquote(parts["path"]).removeprefix("/")
        if parts["host"] in PATH_STYLE_HOSTS:
            path = path.partition("/")[2]
        container, _, name = path.partition("/")
        return cls(function_id, container, name, str(data.get("eTag", "")), data["blobType"])

    def to_text(self) -> str:
        named = {} if self.function_id is None else {"FunctionId": self.function_id}
        return json.dumps(
            {
                "Type": "BlobTrigger",
                **named,
                "BlobType": self.blob_type,
                "ContainerName": self.container,
                "BlobName": self.name,
                "ETag": f'"{self.etag}"',
            },
            indent=2,
            ensure_ascii=False,
        )

    @classmethod
    def from_base64(cls, text: str) -> Self | None:
        """Return the message that a text of the internal queue holds; None for one that cannot be read."""
        try:
            return cls.from_text(base64.b64decode(text))
        except (BlobMessageError, ValueError):
            return None

    @classmethod
    def from_text(cls, text: bytes) -> Self:
        """Raise BlobMessageError."""
        try:
            values = json.loads(text)
            message = cls(
                values.get("FunctionId"),
                values["ContainerName"],
                values["BlobName"],
                values["ETag"].strip('"'),
                values["BlobType"],
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BlobMessageError(f"a message of {QUEUE} cannot be read: {type(error).__name__}") from error
        if message.function_id is None or not (message.container and message.name):
            raise BlobMessageError(f"a message of {QUEUE} names no function or no blob")
        return message


def function_name(function_id: str | None) -> str:
    """Return the name of the function that is meant; an empty text for what is not `[Host.]Functions.<name>`."""
    prefix, _, name = (function_id or "").removeprefix("Host.").partition(".")
    return name if prefix == "Functions" else ""


async def bind_blob(function: Function, message: BlobMessage) -> tuple[TypedData, Metadata] | None:
    """What a blob function is given for an event; None when the blob is gone."""
    connection = function.option("connection")
    deferred = function.trigger.get("properties", {}).get("SupportsDeferredBinding")
    async with (
        blob_service(connection) as service,
        service.get_blob_client(message.container, message.name) as blob,
    ):
        try:
            properties = await blob.get_blob_properties()
            if str(deferred).lower() == "true":
                data = blob_client_data(connection=connection, container=message.container, name=message.name)
            else:
                data = TypedData(bytes=await (await blob.download_blob()).readall())
        except ResourceNotFoundError:
            log.info("%s/%s is gone: event passed over", message.container, message.name)
            return None
        return data, blob_metadata(container=message.container, properties=properties, uri=blob.url)
