"""A preview: what a run of an export would do, found without sending anything."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from shared.domain.base import Instant, Record
from shared.domain.export import Export
from shared.domain.run import Failure

KEPT = timedelta(days=1)
"""How long a preview is kept: its result holds personal data."""


class PreviewState(StrEnum):
    """`preparing` → `ready` or `failed`."""

    PREPARING = "preparing"
    READY = "ready"
    FAILED = "failed"


class Preview(Record):
    """`export` is the export as it was when the preview was asked for; `export_id` is None where it is not saved. The
    result lies in a file, once it is `ready`.
    """

    id: str
    export_id: str | None = None
    export: Export
    asked_by: str
    state: PreviewState = PreviewState.PREPARING
    error: Failure | None = None
    created_at: Instant
    ended_at: Instant | None = None
    owner: str = ""
    leased_until: Instant | None = None
    attempts: int = 0

    def is_being_made(self, at: datetime) -> bool:
        """Whether its result is still to come."""
        return self.state is PreviewState.PREPARING and at - self.created_at < KEPT

    def leased(self, moment: datetime) -> bool:
        """Somebody is at it and has said so lately."""
        return self.leased_until is not None and self.leased_until > moment


def preview_id() -> str:
    """Nobody guesses it."""
    return f"pre_{secrets.token_hex(16)}"
