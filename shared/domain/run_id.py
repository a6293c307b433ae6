"""The ids of runs: they tell when a run was queued, and sort by it."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime

from shared.domain.base import ALPHABET

RUN_ID = re.compile(r"[0-9]{8}-[0-9]{9}-[a-z0-9]{6}")


def run_id(at: datetime) -> str:
    """Return an id: the time in UTC, to the millisecond, and six random characters: `20261121-223210456-k3f9x2`."""
    tail = "".join(secrets.choice(ALPHABET) for _ in range(6))
    return f"{at:%Y%m%d-%H%M%S}{at.microsecond // 1000:03d}-{tail}"


def run_id_time(identifier: str) -> datetime:
    """Return the time in a run's id, to the millisecond. Raises ValueError where the text is not the id of a run."""
    stamp, _, _ = identifier.rpartition("-")
    return datetime.strptime(stamp + "000", "%Y%m%d-%H%M%S%f").replace(tzinfo=UTC)


def newest_first(identifier: str) -> str:
    """Return a key that sorts runs from the newest to the oldest; applied twice it returns the id."""
    stamp, _, tail = identifier.rpartition("-")
    return stamp.translate(str.maketrans("0123456789", "9876543210")) + "-" + tail
