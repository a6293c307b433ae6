"""The audit record: who changed what, and which requests were denied."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from pydantic import Field

from shared.domain.base import ALPHABET, Instant, Stored

MAX_VALUE_CHARACTERS = 12_000
SEEN_AGAIN = timedelta(days=1)


class Result(StrEnum):
    """`changed`: the request was carried out. `denied`: the caller was not signed in, or not allowed."""

    CHANGED = "changed"
    DENIED = "denied"


class Entry(Stored):
    """One change, or one denied request.

    `action` is method and route (`PATCH /api/exports/{id}`), `target` the id of the object. `before` and `after` hold
    the fields that differ; neither ever holds a key.
    """

    id: str = Field(examples=["8236243469543-k3f9x2"])
    at: Instant
    who_id: str | None = Field(examples=["11112222-3333-4444-5555-666677778888"])
    who: str | None = Field(examples=["alex@contoso.example"])
    role: str | None = Field(examples=["administrator"])
    action: str = Field(examples=["PATCH /api/exports/{id}"])
    target: str | None = Field(examples=["exp_k3f9x27m4t2c"])
    result: Result
    status: int = Field(examples=[200])
    before: dict[str, Any] | None = Field(None, examples=[{"enabled": True}])
    after: dict[str, Any] | None = Field(None, examples=[{"enabled": False}])


class KnownUser(Stored):
    """A user who changed something, or was denied to, with the name at that time."""

    id: str = Field(examples=["11112222-3333-4444-5555-666677778888"])
    name: str = Field(examples=["alex@contoso.example"])
    seen_at: Instant

    def is_current(self, name: str, at: datetime) -> bool:
        """Return whether nothing is to be written where the user was seen again at that time."""
        return self.name == name and at - self.seen_at < SEEN_AGAIN


@dataclass(frozen=True)
class Change:
    """What was changed: the object's id, and its values before (None: it was created) and after (None: removed)."""

    target: str | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    def differing(self) -> Change:
        """Return the fields that differ; all fields where one side is None. Very long values are left out."""
        before, after = self.before, self.after
        if before is not None and after is not None:
            names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
            before = {name: before[name] for name in names if name in before}
            after = {name: after[name] for name in names if name in after}
        return Change(self.target, _bounded(before), _bounded(after))


def entry_id(at: datetime) -> str:
    """Return a new id; ids sort from the newest entry to the oldest."""
    return id_prefix(at) + "-" + "".join(secrets.choice(ALPHABET) for _ in range(6))


def id_prefix(at: datetime) -> str:
    """Return what the ids of all entries of that millisecond begin with."""
    return f"{9_999_999_999_999 - round(at.timestamp() * 1000):013d}"


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
