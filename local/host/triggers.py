"""A trigger's event → what the worker library wants of it: data and trigger metadata as TypedData.

The shapes are those the decoders in azure.functions read (queue.py, timer.py, blob.py, http.py): names
of metadata, times as ISO text with seconds, whole numbers as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from azure.storage.blob import BlobProperties

from local.host import protos
from local.host.protos import TypedData
from local.host.storage_queues import Received
from local.host.wire import HttpCall

type Metadata = dict[str, TypedData]

NEVER = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


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


def queue_payload(message: Received, text: str) -> bytes:
    """Return what a worker is sent of a message: see `queue_data`."""
    return json.dumps(
        {
            "text": text,
            "Id": message.id,
            "DequeueCount": message.dequeue_count,
            "PopReceipt": message.receipt,
            "InsertionTime": _time(message.inserted_on),
            "ExpirationTime": _time(message.expires_on),
            "NextVisibleTime": _time(message.next_visible_on),
        }
    ).encode()


def queue_data(payload: bytes) -> tuple[TypedData, Metadata]:
    values = json.loads(payload)
    text = values.pop("text")
    count = values.pop("DequeueCount")
    metadata = {name: TypedData(string=value) for name, value in values.items() if value is not None}
    return TypedData(string=text), metadata | {"DequeueCount": TypedData(json=str(count))}


def manual_queue_data(text: str) -> tuple[TypedData, Metadata]:
    """A queue function that is run by hand: the message was never in a queue."""
    metadata = {
        "DequeueCount": TypedData(json="0"),
        "InsertionTime": TypedData(string=_time(datetime.now(UTC))),
        "ExpirationTime": TypedData(string=_time(NEVER)),
        "NextVisibleTime": TypedData(string=_time(NEVER)),
    }
    return TypedData(string=text), metadata


def timer_data(*, past_due: bool, status: Mapping[str, str] | None) -> TypedData:
    """`status` is {Last, Next, LastUpdated}; None for a timer that is not monitored."""
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


def _time(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
