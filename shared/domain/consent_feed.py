"""The consent feed of a connection: who opted out at Klaviyo, read now and then and written to storage.

A look reads what happened in a window of time, from where the last one ended to a few minutes ago. It has two passes:
opt-outs of the whole account, and of single lists. Each pass is read in parts, which are work of a few seconds: the
state remembers the place in Klaviyo's pages, so that a part that was interrupted is read again, into the same file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field

from shared.domain.base import Instant, Value
from shared.domain.opt_out import OptOutReason
from shared.domain.run_values import Failure
from shared.domain.schedule import Cron, Refresh, Timetable
from shared.domain.work_item import WorkItem

FIRST = datetime(2012, 1, 1, tzinfo=UTC)
"""Where the first look begins: before there was Klaviyo. It reads everyone who opted out until now."""
SETTLING = timedelta(minutes=5)
"""How far a look stays behind: what Klaviyo notes late would else fall between two looks."""


class ConsentFeed(Value):
    """When a connection looks for opt-outs at Klaviyo: at the system refresh, or by a cron expression."""

    schedule: Annotated[Refresh | Cron, Field(discriminator="kind")] = Refresh()


class Scope(StrEnum):
    """Whether an opt-out is from all marketing of the account, or from one list. The passes of a look, in order."""

    ACCOUNT = "account"
    LIST = "list"


@dataclass(frozen=True)
class FoundOptOut:
    """One opt-out of a profile. `list_id` is None for one from the whole account."""

    at: datetime
    reason: OptOutReason
    list_id: str | None
    profile_id: str
    email: str | None
    phone_number: str | None
    external_id: str | None


class FeedLook(WorkItem):
    """How far a connection's feed has come, and the look that is going on, if one is.

    read_until     everything that happened before is in files
    checked_at     due times up to here are dealt with
    until          the end of the window of the look that is going on; None: none is
    scope, part    which pass, and which part of it, is next
    cursor         the place in Klaviyo's pages; None at the beginning of a pass
    last_progress_at       when the state last changed
    people         opt-outs of the look so far, or of the last one
    error          why the last look was given up
    """

    connection_id: str
    read_until: Instant = FIRST
    checked_at: Instant
    until: Instant | None = None
    scope: Scope = Scope.ACCOUNT
    part: int = 0
    cursor: str | None = None
    last_progress_at: Instant
    people: int = 0
    error: Failure | None = None

    @property
    def is_open(self) -> bool:
        """A look is going on."""
        return self.until is not None

    @property
    def file_name(self) -> str:
        """The name of the file of the next part: an attempt after an interrupted one writes the same."""
        end = self.until or self.read_until
        return f"{end:%Y%m%d-%H%M%S}-{self.scope}-{self.part:05d}"

    def due(self, times: Timetable, at: datetime) -> datetime | None:
        """Return the first time since the last check at which a look was due."""
        return times.first_due(self.checked_at, at)

    def begun(self, at: datetime) -> Self:
        """Begin a look, unless nothing new can be read yet."""
        self.require(not self.is_open, "begun")
        until = (at - SETTLING).replace(microsecond=0)
        if until <= self.read_until:
            return self._with(checked_at=at)
        return self._with(
            until=until, scope=Scope.ACCOUNT, part=0, cursor=None, people=0, error=None, attempts=0, not_before=None,
            checked_at=at, last_progress_at=at,
        )  # fmt: skip

    def part_read(self, people: int, cursor: str | None, at: datetime) -> Self:
        """Note a part, and end its attempt; without a cursor the pass is over, and after the last one the look."""
        self.require(self.claimed_by is not None and self.is_open, "read")
        following: dict[str, Any] = {"part": self.part + 1}
        if cursor is None and self.scope is Scope.ACCOUNT:
            following = {"scope": Scope.LIST, "part": 0}
        elif cursor is None:
            following = {"read_until": self.until, "until": None}
        return self._with(
            claimed_by=None,
            claimed_until=None,
            attempts=0,
            cursor=cursor,
            last_progress_at=at,
            people=self.people + people,
            **following,
        )

    def begun_again(self, at: datetime) -> Self:
        """Read the window from its beginning: Klaviyo does not know the place in its pages any more."""
        self.require(self.claimed_by is not None and self.is_open, "begun again")
        return self._with(
            claimed_by=None, claimed_until=None, scope=Scope.ACCOUNT, cursor=None, part=0, people=0, last_progress_at=at
        )  # fmt: skip

    def given_up(self, error: Failure | None, at: datetime) -> Self:
        """End the look. The next one reads the same window again."""
        return self._with(
            claimed_by=None, claimed_until=None, until=None, cursor=None, error=error, last_progress_at=at
        )
