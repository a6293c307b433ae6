"""Keys of runs in Azure Tables: bounds by time. The keys sort from the newest run to the oldest."""

from __future__ import annotations

from datetime import UTC, datetime

from shared.domain.run_id import newest_first, run_id

RUN_PARTITION = "run"
"""The partition of runs and marks."""


def newest_key(at: datetime) -> str:
    """Return a key that sorts before every run queued in that millisecond or earlier."""
    return newest_first(run_id(at.astimezone(UTC))).rpartition("-")[0]


def oldest_key(at: datetime) -> str:
    """Return a key that sorts after every run queued in that millisecond or later."""
    return newest_key(at) + "."
