"""A preview: what a run of an export would do, found without sending anything."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from pydantic import Field

from shared.domain.base import Instant
from shared.domain.export import Export
from shared.domain.run_values import Failure
from shared.domain.segment_definition import PinnedDefinition, SegmentDefinition
from shared.domain.work_item import WorkItem

KEPT = timedelta(days=1)
"""How long a preview is kept: its result holds personal data."""


class PreviewState(StrEnum):
    """`preparing` → `ready` or `failed`."""

    PREPARING = "preparing"
    READY = "ready"
    FAILED = "failed"


class Preview(WorkItem):
    """`export` is the export as it was when the preview was requested; `export_id` is None where it is not saved.

    A preview of a defined segment has a `definition` instead, and the `tables` that it reads. The result is in a file
    once the state is `ready`.
    """

    id: str
    export_id: str | None = None
    export: Export | None = None
    definition: PinnedDefinition | None = None
    tables: list[str] = Field(default_factory=list)
    asked_by: str
    state: PreviewState = PreviewState.PREPARING
    error: Failure | None = None
    created_at: Instant
    ended_at: Instant | None = None

    @property
    def is_open(self) -> bool:
        """The result is still to be made."""
        return self.state is PreviewState.PREPARING

    def is_being_made(self, at: datetime) -> bool:
        """Return whether a result is still to be expected."""
        return self.is_open and not self.is_expired(at)

    def is_expired(self, at: datetime) -> bool:
        """Return whether the preview is old enough to be deleted."""
        return at - self.created_at >= KEPT

    def completed(self, at: datetime) -> Self:
        """Record that the result is in its file."""
        return self._ended(PreviewState.READY, at)

    def failed_with(self, error: Failure, at: datetime) -> Self:
        """Record why there is no result."""
        return self._ended(PreviewState.FAILED, at, error=error)

    def _ended(self, state: PreviewState, at: datetime, **changes: object) -> Self:
        self.require(self.is_open, str(state))
        return self._with(state=state, ended_at=at, claimed_by=None, claimed_until=None, not_before=None, **changes)


def preview_id() -> str:
    """Return an id that cannot be guessed."""
    return f"pre_{secrets.token_hex(16)}"


def new_preview(export: Export, export_id: str | None, asked_by: str, at: datetime) -> Preview:
    """Return a preview that waits to be made."""
    return Preview(id=preview_id(), export_id=export_id, export=export, asked_by=asked_by, created_at=at)


def new_segment_preview(definition: SegmentDefinition, asked_by: str, at: datetime) -> Preview:
    """Return a preview of a defined segment that waits to be made."""
    return Preview(
        id=preview_id(), definition=definition.pinned(at), tables=definition.tables, asked_by=asked_by, created_at=at
    )
