"""What all clients of Azure share: construction, network, retries, deadline, and what their errors mean."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from azure.core.exceptions import (
    AzureError,
    HttpResponseError,
    ResourceModifiedError,
    ResourceNotFoundError,
    ServiceRequestError,
    ServiceResponseError,
)

from shared.errors import AppError, SegmentInaccessible, SourceChanged, Unavailable
from shared.settings import Storage
from shared.texts import text

OPERATION_SECONDS = 28
"""How long one operation may take, with all its attempts. The clients' own time-outs bound each read, not the whole: a
slow answer would last longer than a claim. Two operations, to claim a chunk and to record the result of its call to
Klaviyo, take less than LEASE_SECONDS."""

RETRIES: dict[str, Any] = {"initial_backoff": 0.5, "increment_base": 2, "retry_total": 5, "random_jitter_range": 1}
"""Waits of about 0.5, 2.5, 4.5, 8.5 and 16.5 seconds: after half a minute the queue's own retries follow. By default
the first wait is 15 s (azure-storage-blob 12, ExponentialRetry)."""

NETWORK: dict[str, Any] = {"use_env_settings": False, "connection_data_block_size": 1024 * 1024}
"""With the settings of the environment, aiohttp looks for a .netrc file in a thread at every request. By default,
answers are read in pieces of 4 KiB."""

CHANGED = frozenset({"BlobNotFound", "ConditionNotMet", "InvalidRange"})
"""Error codes for a version that no longer exists. A blob that was overwritten by a shorter one may lack the range."""
ARCHIVED = frozenset({"BlobArchived", "BlobBeingRehydrated"})


def connect[Client](
    client: type[Client], storage: Storage, endpoint: object, credential: object, **options: Any
) -> Client:
    """Create a client of a storage account: from its connection string, or with a credential for its endpoint."""
    factory: Any = client
    if storage.connection_string:
        created: Client = factory.from_connection_string(storage.connection_string, **options)
    else:
        created = factory(str(endpoint), credential=credential, **options)
    return created


@asynccontextmanager
async def deadline(service: str, seconds: float, share: float = 1) -> AsyncIterator[None]:
    """Limit the time of one operation, to the last byte of its answer. Raises Unavailable if it takes longer.

    The body has that share of the operation's time.
    """
    try:
        async with asyncio.timeout(seconds * share):
            yield
    except TimeoutError:
        raise Unavailable(text("service-timeout", service=service, seconds=seconds)) from None


def is_unavailable(error: Exception) -> bool:
    """Return whether storage did not answer, or is overloaded or broken: a later attempt may succeed."""
    if isinstance(error, HttpResponseError):
        return error.status_code is not None and (error.status_code in (408, 429) or error.status_code >= 500)
    return isinstance(error, ServiceRequestError | ServiceResponseError)


def as_app_error(error: Exception) -> AppError | None:
    """Return the error, or that storage is unavailable where that is its cause; None for any other cause."""
    if isinstance(error, AppError):
        return error
    return Unavailable(text("storage-unavailable")) if is_unavailable(error) else None


def reading_failure(error: AzureError, blob: str) -> AppError:
    """Return the app's error for a failed read of a segment's blob: whether a retry may help, what a user can do."""
    status = error.status_code if isinstance(error, HttpResponseError) else None
    code = str(getattr(getattr(error, "error_code", None), "value", getattr(error, "error_code", None)) or "")
    if code in ARCHIVED:
        return SegmentInaccessible.archived(blob)
    if code in CHANGED or (isinstance(error, ResourceModifiedError | ResourceNotFoundError) and not code):
        return SourceChanged(text("blob-overwritten", blob=blob))
    if status is None or status == 401 or is_unavailable(error):
        return Unavailable(text("blob-unavailable", blob=blob))
    answer = f"{status} {code}".strip()
    if status == 403:
        return SegmentInaccessible(text("storage-denies", blob=blob, answer=str(answer)))
    return SegmentInaccessible(text("storage-refuses", blob=blob, answer=str(answer)))
