"""host.json as far as it rules the local host; what is absent has the default it has in Azure.

Names and defaults: learn.microsoft.com/azure/azure-functions/functions-host-json and
…/functions-bindings-storage-queue#host-json. As in Azure, an app setting
`AzureFunctionsJobHost__extensions__queues__batchSize` goes before the file.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local.host.functions import AppError

OVERRIDE = "AzureFunctionsJobHost__"
SPAN = re.compile(r"(-)?(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})(\.\d+)?")
MIN_POLLING_SECONDS = 0.1
MAX_BATCH = 32
"""Azure Storage hands out no more messages than this in one call."""


@dataclass(frozen=True, slots=True)
class QueueSettings:
    batch_size: int = 16
    new_batch_threshold: int = 16
    max_polling_interval: float = 60.0
    """Seconds."""
    visibility_timeout: float = 0.0
    """Seconds between a failure and the next attempt."""
    max_dequeue_count: int = 5
    base64: bool = True


@dataclass(frozen=True, slots=True)
class HostSettings:
    queues: QueueSettings
    route_prefix: str = "api"
    function_timeout: float | None = 1800.0
    """Seconds; None for no end."""
    poison_blob_threshold: int = 5
    """Attempts of a blob event before it counts as poison."""
    blob_parallelism: int = 8
    """maxDegreeOfParallelism of the blob triggers."""

    def as_json(self) -> dict[str, Any]:
        """Return what GET /admin/host/config shows."""
        queues = self.queues
        return {
            "extensions": {
                "http": {
                    "dynamicThrottlesEnabled": False,
                    "enableChunkedRequestBinding": False,
                    "maxConcurrentRequests": -1,
                    "maxOutstandingRequests": -1,
                    "routePrefix": self.route_prefix,
                },
                "blobs": {
                    "maxDegreeOfParallelism": self.blob_parallelism,
                    "poisonBlobThreshold": self.poison_blob_threshold,
                },
                "queues": {
                    "batchSize": queues.batch_size,
                    "newBatchThreshold": queues.new_batch_threshold,
                    "maxPollingInterval": span(queues.max_polling_interval),
                    "maxDequeueCount": queues.max_dequeue_count,
                    "visibilityTimeout": span(queues.visibility_timeout),
                    "messageEncoding": "Base64" if queues.base64 else "None",
                },
            },
            "concurrency": {
                "dynamicConcurrencyEnabled": False,
                "maximumFunctionConcurrency": 500,
                "cpuThreshold": 0.8,
                "snapshotPersistenceEnabled": True,
            },
        }


def load_settings(
    app: Path, environment: Mapping[str, str] = os.environ, *, processors: int = os.cpu_count() or 1
) -> HostSettings:
    """Reads host.json of the folder `app`. Raises AppError when it is missing or wrong."""
    file = app / "host.json"
    try:
        values = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise AppError(f"{file}: {error}") from error
    for name, text in environment.items():
        if name.startswith(OVERRIDE):
            _override(values, name.removeprefix(OVERRIDE).split("__"), text)
    extensions = values.get("extensions", {})
    queues, default = extensions.get("queues", {}), QueueSettings()
    batch_size = int(queues.get("batchSize", default.batch_size))
    threshold = int(queues.get("newBatchThreshold", batch_size // 2 * processors))
    interval = seconds(queues.get("maxPollingInterval", "00:01:00"))
    dequeue_count = int(queues.get("maxDequeueCount", default.max_dequeue_count))
    encoding = str(queues.get("messageEncoding", "base64"))
    for name, value, is_accepted in (
        ("batchSize", batch_size, 1 <= batch_size <= MAX_BATCH),
        ("newBatchThreshold", threshold, threshold >= 0),
        ("maxPollingInterval", interval, interval >= MIN_POLLING_SECONDS),
        ("maxDequeueCount", dequeue_count, dequeue_count >= 1),
        ("messageEncoding", encoding, encoding.lower() in ("base64", "none")),
    ):
        if not is_accepted:
            raise AppError(f"host.json: Azure refuses {value!r} for queues.{name}")
    return HostSettings(
        queues=QueueSettings(
            batch_size=batch_size,
            new_batch_threshold=threshold,
            max_polling_interval=interval,
            visibility_timeout=seconds(queues.get("visibilityTimeout", "00:00:00")),
            max_dequeue_count=dequeue_count,
            base64=encoding.lower() == "base64",
        ),
        route_prefix=str(extensions.get("http", {}).get("routePrefix", "api")).strip("/"),
        function_timeout=_timeout(values.get("functionTimeout", "00:30:00")),
        poison_blob_threshold=int(extensions.get("blobs", {}).get("poisonBlobThreshold", 5)),
        blob_parallelism=int(extensions.get("blobs", {}).get("maxDegreeOfParallelism", 8 * processors)),
    )


def seconds(value: float | str) -> float:
    """Return `[-][d.]hh:mm:ss[.fff]`, .NET's TimeSpan, in seconds; a number is one of days. Raise AppError."""
    if isinstance(value, int | float):
        return float(value) * 86400
    match = SPAN.fullmatch(value.strip())
    if match is None:
        raise AppError(f"host.json: {value!r} is no time span hh:mm:ss")
    sign, days, hours, minutes, whole, fraction = match.groups()
    value = int(days or 0) * 86400 + int(hours) * 3600 + int(minutes) * 60 + int(whole) + float(fraction or 0)
    return -value if sign else value


def span(value: float) -> str:
    """Return seconds as .NET writes a TimeSpan."""
    days, rest = divmod(value, 86400)
    hours, rest = divmod(rest, 3600)
    minutes, rest = divmod(rest, 60)
    fraction = f"{rest % 1:.7f}"[1:] if rest % 1 else ""
    return (f"{days:.0f}." if days else "") + f"{int(hours):02}:{int(minutes):02}:{int(rest):02}{fraction}"


def _timeout(value: Any) -> float | None:
    return None if str(value) == "-1" else seconds(value)


def _override(values: dict[str, Any], path: list[str], text: str) -> None:
    for name in path[:-1]:
        values = values.setdefault(name, {})
    values[path[-1]] = text
