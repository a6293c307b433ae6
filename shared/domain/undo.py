"""Undoing a run: taking the people off the list whom it added, and why that may not be possible.

At its end a run records the people who were new to its export and whom Klaviyo accepted, or may have accepted. Some of
them may have been on the list before, by other ways; others leave it and join again. Klaviyo tells when a person most
recently joined a list (`joined_group_at` of the profiles of a list, OpenAPI revision 2026-07-15), so the run that
undoes another removes only those who joined while that run was active.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from pydantic import Field

from shared.domain.base import Instant, Stored
from shared.texts import Text, text

LATE_IMPORT = timedelta(hours=1)
"""How long after the end of a run Klaviyo may still import what it had not confirmed. It publishes no job duration."""
SECOND = timedelta(seconds=1)


class AddedPeople(Stored):
    """The record of whom a run may have added to the list: how many `people`, in which `parts`.

    A part is the file of one of `of` buckets of people, by number (`ADDED` in domain/storage_layout.py); `hashed_by` is
    what computed them.
    """

    people: int
    parts: list[int] = Field(default_factory=list)
    of: int = 1
    hashed_by: str = ""

    def with_part(self, number: int, people: int) -> Self:
        """Return the record with the people of one more bucket."""
        return self.model_copy(update={"people": self.people + people, "parts": [*self.parts, number]})


class JoinPeriod(Stored):
    """When the people whom a run added joined the list: from `since` to before `until`.

    Klaviyo shows the time to the second, so both are full seconds. `unconfirmed`: up to `until`, Klaviyo may still
    import what it had not confirmed.
    """

    since: Instant
    until: Instant
    unconfirmed: bool = False

    @classmethod
    def of_run(cls, begun: datetime, ended: datetime, *, confirmed: bool) -> JoinPeriod:
        """Return the period of a run. Without `confirmed`, Klaviyo may still have been importing at its end."""
        until = ended + (SECOND if confirmed else LATE_IMPORT)
        return cls(since=begun.replace(microsecond=0), until=until.replace(microsecond=0), unconfirmed=not confirmed)

    def is_importing(self, at: datetime) -> bool:
        """Return whether Klaviyo may still add people to the list."""
        return self.unconfirmed and at < self.until


class UndoRefusal(StrEnum):
    """Why a run cannot be undone."""

    NOT_ENDED = "not_ended"
    IS_UNDO = "is_undo"
    UNDONE = "undone"
    NOTHING_ADDED = "nothing_added"
    NOT_RECORDED = "not_recorded"
    EXPIRED = "expired"
    EXPORT_REMOVED = "export_removed"
    CONNECTION_CHANGED = "connection_changed"
    OTHER_IDENTITY = "other_identity"
    EXPORT_RUNNING = "export_running"

    @property
    def text(self) -> Text:
        """What is wrong and what to do."""
        return _TEXTS[self]


_TEXTS = {
    UndoRefusal.NOT_ENDED: text("undo-not-ended"),
    UndoRefusal.IS_UNDO: text("undo-is-undo"),
    UndoRefusal.UNDONE: text("undo-undone"),
    UndoRefusal.NOTHING_ADDED: text("undo-nothing-added"),
    UndoRefusal.NOT_RECORDED: text("undo-not-recorded"),
    UndoRefusal.EXPIRED: text("undo-expired"),
    UndoRefusal.EXPORT_REMOVED: text("undo-export-removed"),
    UndoRefusal.CONNECTION_CHANGED: text("undo-connection-changed"),
    UndoRefusal.OTHER_IDENTITY: text("undo-other-identity"),
    UndoRefusal.EXPORT_RUNNING: text("undo-export-running"),
}


class NotUndone(StrEnum):
    """What undoing a run leaves as the run made it: profiles in the account, their fields, consent, flows, removals."""

    PROFILES = "profiles"
    FIELDS = "fields"
    CONSENT = "consent"
    FLOWS = "flows"
    REMOVALS = "removals"
