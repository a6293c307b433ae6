"""A list check: the list at Klaviyo, read back and compared with what the app has put on it."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, Field

from shared.domain.base import Instant, Stored
from shared.domain.export import Export
from shared.domain.run_values import Failure
from shared.domain.snapshot import Snapshot
from shared.domain.work_item import WorkItem

RECORD_KEPT = timedelta(days=35)
"""How long the record of a check is kept: longer than the longest interval of regular checks."""


class ListCheckState(StrEnum):
    """`reading` → `ready` or `failed`."""

    READING = "reading"
    READY = "ready"
    FAILED = "failed"


class Difference(StrEnum):
    """What is different about a person.

    missing     the export has put the person on the list, and they are not on it
    suppressed  the person is on the list because of the export, and cannot receive email marketing
    foreign     the person is on the list, and not because of the export
    """

    MISSING = "missing"
    SUPPRESSED = "suppressed"
    FOREIGN = "foreign"


class ListCheckCounts(Stored):
    """People. `expected` are those whom the export has on the list, as far as the app knows."""

    on_list: int = 0
    expected: int = 0
    missing: int = 0
    suppressed: int = 0
    foreign: int = 0


class ListCheckReport(BaseModel):
    """What users see of a check."""

    id: str
    export_id: str
    state: ListCheckState = ListCheckState.READING
    counts: ListCheckCounts = ListCheckCounts()
    read: int = 0
    repaired_by: str | None = None
    error: Failure | None = None
    created_at: Instant
    ended_at: Instant | None = None


class LastListCheck(Stored):
    """The last check of an export's list that has a result: people, and when they were counted.

    `repaired_by` is the run that sends again who was missing.
    """

    id: str = Field(examples=["chk_5d0f7c21a9b3e846"])
    checked_at: Instant
    missing: int = Field(0, examples=[3])
    suppressed: int = 0
    foreign: int = 0
    repaired_by: str | None = None

    @property
    def has_missing(self) -> bool:
        """People are missing on the list, and no run has sent them again."""
        return self.missing > 0 and self.repaired_by is None


class ListCheck(ListCheckReport, WorkItem):
    """The check as it is stored.

    export      the export as it was when the check was requested
    account_id  the account of its connection at that time
    snapshot    the snapshot to compare with
    cursor      where the next page of the list begins
    parts       how many files of people have been written
    read        how many people they have
    repaired_by the run that sends who was missing
    """

    export: Export
    asked_by: str
    account_id: str
    snapshot: Snapshot
    cursor: str | None = None
    parts: int = 0
    read_all: bool = False

    @property
    def is_open(self) -> bool:
        """The list is still to be read or compared."""
        return self.state is ListCheckState.READING

    def read_on(self, cursor: str | None, people: int) -> Self:
        """Record that one more file of people is written, if there were any. Without a cursor it was the last one."""
        self.require(self.is_open and not self.read_all, "read on")
        parts = self.parts + bool(people)
        return self._with(cursor=cursor, parts=parts, read=self.read + people, read_all=cursor is None)

    def completed(self, counts: ListCheckCounts, at: datetime) -> Self:
        """Record the result; the differences are in their file."""
        return self._ended(ListCheckState.READY, at, counts=counts)

    def failed_with(self, error: Failure, at: datetime) -> Self:
        """Record why there is no result."""
        return self._ended(ListCheckState.FAILED, at, error=error)

    def repaired(self, run_id: str) -> Self:
        """Record the run that sends who was missing."""
        self.require(self.state is ListCheckState.READY, "repaired")
        return self._with(repaired_by=run_id)

    @property
    def last_result(self) -> LastListCheck:
        """The result in one line."""
        self.require(self.state is ListCheckState.READY and self.ended_at is not None, "shown as a result")
        counts = self.counts
        return LastListCheck(
            id=self.id,
            checked_at=self.ended_at or self.created_at,
            missing=counts.missing,
            suppressed=counts.suppressed,
            foreign=counts.foreign,
            repaired_by=self.repaired_by,
        )

    def _ended(self, state: ListCheckState, at: datetime, **changes: object) -> Self:
        self.require(self.is_open, str(state))
        return self._with(state=state, ended_at=at, claimed_by=None, claimed_until=None, not_before=None, **changes)


def new_list_check(export: Export, account_id: str, snapshot: Snapshot, asked_by: str, at: datetime) -> ListCheck:
    """Return a check whose list is still to be read."""
    return ListCheck(
        id=f"chk_{secrets.token_hex(8)}",
        export_id=export.id,
        export=export,
        account_id=account_id,
        snapshot=snapshot,
        asked_by=asked_by,
        created_at=at,
    )
