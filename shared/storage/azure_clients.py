"""How the asynchronous clients of storage and vault reach the network, how they try again, and for how long."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from azure.core.exceptions import HttpResponseError, ServiceRequestError, ServiceResponseError

from shared.errors import Unavailable

OPERATION_SECONDS = 28
"""How long one operation may take, with all its attempts. The clients' own time-outs bound each read, not the whole: an
answer that trickles in would outlive a claim. Two of them, claiming a chunk and recording what came of its call to
Klaviyo, take less than LEASE_SECONDS."""

RETRIES: dict[str, Any] = {"initial_backoff": 0.5, "increment_base": 2, "retry_total": 5, "random_jitter_range": 1}
"""Waits of about 0.5, 2.5, 4.5, 8.5 and 16.5 seconds: half a minute, then the queue's own retries take over. By default
the first wait is 15 s (azure-storage-blob 12, ExponentialRetry)."""

NETWORK: dict[str, Any] = {"use_env_settings": False, "connection_data_block_size": 1024 * 1024}
"""With the environment's settings, aiohttp looks for a .netrc file in a thread at every single request; by default,
answers are read in pieces of 4 KiB."""


@asynccontextmanager
async def deadline(service: str, seconds: float) -> AsyncIterator[None]:
    """Bound one operation, to the last byte of its answer. Raises Unavailable where it takes longer."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        raise Unavailable(f"{service} did not answer within {seconds:g} seconds. Try again later.") from None


def is_away(error: Exception) -> bool:
    """Whether storage did not answer, or said that it is busy or broken: asking later may help."""
    if isinstance(error, HttpResponseError):
        return error.status_code is not None and (error.status_code in (408, 429) or error.status_code >= 500)
    return isinstance(error, ServiceRequestError | ServiceResponseError)
