"""The canary of a run: a first portion of its people, followed to the end and judged before the others are sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from shared.domain.base import INTEGRAL, Instant, Stored, Value
from shared.domain.chunk import Chunk
from shared.errors import InvalidValue
from shared.texts import Text, text

CanaryProfiles = Annotated[int, Field(ge=1, le=1_000_000), INTEGRAL]
CanaryPercent = Annotated[int, Field(ge=1, le=50), INTEGRAL]
WaitHours = Annotated[int, Field(ge=1, le=72), INTEGRAL]


class Then(StrEnum):
    """What follows a first portion that went well: the other people are sent, or wait for confirmation."""

    CONTINUE = "continue"
    WAIT = "wait"


class Canary(Value):
    """The first portion of each run: a number of people, or a percentage of those whom the run sends."""

    profiles: CanaryProfiles | None = Field(None, description="How many people are sent first.")
    percent: CanaryPercent | None = Field(None, description="In place of `profiles`: this percentage of the people.")
    then: Then = Field(Then.CONTINUE, description="What follows once the first portion went well.")
    max_failed_percent: float = Field(
        5, ge=0, lt=100, description="The run ends if more of the first portion were refused or failed at Klaviyo."
    )
    wait_hours: WaitHours = Field(
        20, description="How long the run waits for confirmation; then it ends, and the next run sends the others."
    )

    @model_validator(mode="after")
    def _has_one_size(self) -> Self:
        if (self.profiles is None) == (self.percent is None):
            raise InvalidValue(text("field-profiles-or-percent"))
        return self

    def first_of(self, profiles: int) -> int:
        """Return how many of so many people are sent first: rounded up; 0 where that is everyone."""
        first = self.profiles if self.profiles is not None else -(-profiles * (self.percent or 0) // 100)
        return first if first < profiles else 0


class CanaryState(StrEnum):
    """`sending` → `passed`; `sending` → `waiting` → `confirmed` → `passed`. `stopped`: the others were not sent."""

    SENDING = "sending"
    WAITING = "waiting"
    CONFIRMED = "confirmed"
    PASSED = "passed"
    STOPPED = "stopped"


class CanaryResult(Stored):
    """What happened to the first portion. `not_found` are those of the rejected whom Klaviyo does not have."""

    accepted: int = 0
    rejected: int = 0
    failed: int = 0
    not_found: int = 0

    @classmethod
    def of(cls, chunks: Sequence[Chunk]) -> Self:
        """Return the outcome of the chunks of a first portion."""
        return cls(
            accepted=sum(chunk.accepted for chunk in chunks),
            rejected=sum(chunk.rejected for chunk in chunks),
            failed=sum(chunk.failed for chunk in chunks),
            not_found=sum(chunk.not_found for chunk in chunks),
        )

    def problem(self, max_failed_percent: float, others: int) -> Text | None:
        """Return why so many others are not sent; None if the first portion went well."""
        bad = self.rejected - self.not_found + self.failed
        tried = self.accepted + bad
        share = 100 * bad / tried if tried else 0
        if share <= max_failed_percent:
            return None
        limit = max_failed_percent
        return text("canary-failed", bad=bad, tried=tried, share=round(share, 1), limit=limit, others=others)


class RunCanary(Stored):
    """The first portion of a run: the profiles with the ordinals 0 … `profiles` - 1 (domain/chunk.py).

    result          once each of its chunks has its outcome
    reasons         why the run waits, beside the export's `then`
    waits_until     when a run that waits ends
    """

    profiles: int
    state: CanaryState = CanaryState.SENDING
    result: CanaryResult | None = None
    reasons: list[Text] = Field(default_factory=list)
    waits_until: Instant | None = None
    confirmed_by: str | None = None
    confirmed_at: Instant | None = None

    def holds_back(self, ordinal: int) -> bool:
        """Return whether the profile with this ordinal must not be sent yet."""
        return self.state is not CanaryState.PASSED and ordinal >= self.profiles

    def judged(self, chunks: Sequence[Chunk]) -> Self | None:
        """Return the first portion with its result; None while a chunk has no outcome. `chunks` are all of the run."""
        first = [chunk for chunk in chunks if chunk.first < self.profiles]
        if not all(chunk.settled for chunk in first):
            return None
        return self.model_copy(update={"result": CanaryResult.of(first)})

    def waiting(self, reasons: Sequence[Text], hours: int, at: datetime) -> Self:
        """Wait for a confirmation, at most so many hours."""
        until = at + timedelta(hours=hours)
        return self._moved_to(CanaryState.WAITING, reasons=list(reasons), waits_until=until)

    def confirmed(self, by: str, at: datetime) -> Self:
        """Record who confirmed that the others are sent."""
        return self._moved_to(CanaryState.CONFIRMED, confirmed_by=by, confirmed_at=at)

    def passed(self) -> Self:
        """Record that the other chunks are requested."""
        return self._moved_to(CanaryState.PASSED)

    def ended(self) -> Self:
        """Return the first portion as its run leaves it."""
        return self if self.state is CanaryState.PASSED else self._moved_to(CanaryState.STOPPED)

    def _moved_to(self, state: CanaryState, **changes: object) -> Self:
        return self.model_copy(update={"state": state, **changes})
