"""The erasure of one person: asked for, then done by a worker. The record does not say who it is.

The person's identifiers are in a file of their own until the erasure has ended.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Self

from pydantic import Field

from shared.domain.base import Instant
from shared.domain.run_values import Failure
from shared.domain.work_item import WorkItem
from shared.texts import Text


class ErasureState(StrEnum):
    """`queued` → `done` or `failed`."""

    QUEUED = "queued"
    DONE = "done"
    FAILED = "failed"


class ErasureJob(WorkItem):
    """What was asked for, and how far it came.

    klaviyo           whether accounts of Klaviyo are asked to delete the profile
    waiting_for       why the erasure cannot begin yet; None where it can
    erased_at         when the person was erased from what the app stores
    snapshots, files  in how many of them the person was
    requested         ids of the accounts that were asked
    refused           why an account could not be asked, by its id
    """

    id: str
    asked_by: str
    klaviyo: bool
    state: ErasureState = ErasureState.QUEUED
    waiting_for: Text | None = None
    erased_at: Instant | None = None
    snapshots: int = 0
    files: int = 0
    requested: list[str] = Field(default_factory=list)
    refused: dict[str, Text] = Field(default_factory=dict)
    error: Failure | None = None
    created_at: Instant
    ended_at: Instant | None = None

    @property
    def is_open(self) -> bool:
        """The erasure is not done."""
        return self.state is ErasureState.QUEUED

    def waits_for(self, reason: Text) -> Self:
        """Note why the erasure cannot begin."""
        return self._with(waiting_for=reason)

    def erased(self, snapshots: int, files: int, at: datetime) -> Self:
        """Record that the person is erased from what the app stores."""
        return self._with(erased_at=at, snapshots=snapshots, files=files, waiting_for=None)

    def asked(self, requested: Sequence[str], refused: Mapping[str, Text]) -> Self:
        """Record which accounts were asked to delete the profile."""
        return self._with(requested=list(requested), refused=dict(refused))

    def completed(self, at: datetime) -> Self:
        """Record that all is done."""
        return self._ended(ErasureState.DONE, at)

    def failed_with(self, error: Failure, at: datetime) -> Self:
        """Record that it was given up, and why."""
        return self._ended(ErasureState.FAILED, at, error=error)

    def _ended(self, state: ErasureState, at: datetime, **changes: object) -> Self:
        self.require(self.is_open, str(state))
        return self._with(
            state=state, ended_at=at, claimed_by=None, claimed_until=None, not_before=None, waiting_for=None, **changes
        )


def new_erasure(asked_by: str, at: datetime, *, klaviyo: bool) -> ErasureJob:
    """Return an erasure that waits to be done, with an id that cannot be guessed."""
    return ErasureJob(id=f"era_{secrets.token_hex(16)}", asked_by=asked_by, klaviyo=klaviyo, created_at=at)
