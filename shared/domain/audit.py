"""The audit record: who changed what, and who was denied what."""

from __future__ import annotations

import json
import secrets
from datetime import datetime
from enum import StrEnum
from typing import Any

from shared.domain.base import ALPHABET, Instant, Stored

MAX_VALUE_CHARACTERS = 12_000


class Result(StrEnum):
    """`changed`: it was done. `denied`: nobody was signed in, or they were not allowed."""

    CHANGED = "changed"
    DENIED = "denied"


class Entry(Stored):
    """One change, or one access denied.

    `action` is method and route (`PATCH /api/exports/{id}`), `target` the id of what it was about. `before` and
    `after` hold the fields that differ; neither ever holds a key.
    """

    id: str
    at: Instant
    who_id: str | None
    who: str | None
    role: str | None
    action: str
    target: str | None
    result: Result
    status: int
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None


def entry_id(moment: datetime) -> str:
    """Sorts from the newest to the oldest."""
    return before_id(moment) + "-" + "".join(secrets.choice(ALPHABET) for _ in range(6))


def before_id(moment: datetime) -> str:
    """What every id of that millisecond begins with."""
    return f"{9_999_999_999_999 - round(moment.timestamp() * 1000):013d}"


def differing(
    before: dict[str, Any] | None, after: dict[str, Any] | None
) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """The fields of both that differ; all fields where one of them is None. Very long values are left out."""
    if before is not None and after is not None:
        names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        before = {name: before[name] for name in names if name in before}
        after = {name: after[name] for name in names if name in after}
    return _bounded(before), _bounded(after)


def _bounded(values: dict[str, Any] | None) -> dict[str, Any] | None:
    # An entity of Azure Tables holds 32,768 characters in one property: two such halves and the rest must fit.
    if values is None or len(json.dumps(values)) <= MAX_VALUE_CHARACTERS:
        return values
    bounded: dict[str, Any] = {}
    left = MAX_VALUE_CHARACTERS
    for name, value in sorted(values.items(), key=lambda item: len(json.dumps(item[1]))):
        left -= len(name) + len(json.dumps(value))
        if left < 0:
            bounded["(left out)"] = "Further values are too long for the audit record."
            break
        bounded[name] = value
    return bounded
