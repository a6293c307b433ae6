"""A trigger's event → what the worker library wants of it: data and trigger metadata as TypedData.

The shapes are those the decoders in azure.functions read (queue.py, timer.py, blob.py, http.py): names
of metadata, times as ISO text with seconds, whole numbers as JSON.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from azure.storage.blob import BlobProperties
from azure.storage.queue import QueueMessage

from local.host import protos
from local.host.protos import TypedData
from local.host.wire import HttpCall

type Metadata = dict[str, TypedData]


def http_data(call: HttpCall) -> TypedData:
    """The body goes as bytes (RawHttpBodyBytes)."""
    return TypedData(
        http=protos.RpcHttp(
            method=call.method,
            url=call.url,
            headers=call.headers,
            query=call.query,
            params=call.params,
            body=TypedData(bytes=call.body),
        )
    )


def queue_data(message: QueueMessage, body: bytes) -> tuple[TypedData, Metadata]:
    metadata = {
        "Id": TypedData(string=message.id),
        "DequeueCount": TypedData(json=str(message.dequeue_count)),
        "PopReceipt": TypedData(string=message.pop_receipt or ""),
        "InsertionTime": _time(message.inserted_on),
        "ExpirationTime": _time(message.expires_on),
        "NextVisibleTime": _time(message.next_visible_on),
    }
    try:
        return TypedData(string=body.decode()), metadata
    except UnicodeDecodeError:
        return TypedData(bytes=body), metadata


def manual_queue_data(text: str) -> tuple[TypedData, Metadata]:
    """A queue function fired by hand: the message was never in a queue."""
    now = datetime.now(UTC)
    metadata = {
        "Id": TypedData(string=""),
        "DequeueCount": TypedData(json="1"),
        "PopReceipt": TypedData(string=""),
        "InsertionTime": _time(now),
        "ExpirationTime": _time(now + timedelta(days=7)),
        "NextVisibleTime": _time(now),
    }
    return TypedData(string=text), metadata


def timer_data(*, past_due: bool, last: str | None, following: str | None) -> TypedData:
    """`last` and `following` are ISO times of the ticks before and after this one."""
    status = {"Last": last, "Next": following, "LastUpdated": last} if last else None
    return TypedData(
        json=json.dumps({"Schedule": {"AdjustForDST": True}, "ScheduleStatus": status, "IsPastDue": past_due})
    )


def blob_client_data(*, connection: str, container: str, name: str) -> TypedData:
    """For the SDK types of azurefunctions-extensions-bindings-blob, which make their own client."""
    content = {"Connection": connection, "ContainerName": container, "BlobName": name}
    return TypedData(
        model_binding_data=protos.ModelBindingData(
            version="1.0",
            source="AzureStorageBlobs",
            content_type="application/json",
            content=json.dumps(content),
        )
    )


def blob_metadata(*, container: str, properties: BlobProperties, uri: str) -> Metadata:
    described: dict[str, Any] = {
        "ContentLength": properties.size,
        "ContentType": properties.content_settings.content_type,
        "ETag": properties.etag,
        "LastModified": properties.last_modified.isoformat(),
    }
    return {
        "BlobTrigger": TypedData(string=f"{container}/{properties.name}"),
        "Uri": TypedData(string=uri),
        "Properties": TypedData(json=json.dumps(described)),
        "Metadata": TypedData(json=json.dumps(properties.metadata or {})),
    }


def _time(moment: datetime | str | None) -> TypedData:
    if not isinstance(moment, datetime):
        return TypedData(string=moment or "")
    return TypedData(string=moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00"))
