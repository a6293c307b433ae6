"""A work item: what one worker at a time claims, works on, retries and gives up.

Such as a chunk, a preview, an erasure, or a run for its preparation. This module has the fields and transitions that
all of them share. Every transition returns a new record and raises IllegalTransition where the
item's state does not allow it. How a worker uses them is in shared/runs/work.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from shared.domain.base import CLOCK_SKEW_SECONDS, Instant, Record
from shared.errors import IllegalTransition, RateLimited, Transient

LONGEST_BACKOFF_SECONDS = 120.0


class WorkItem(Record):
    """A record that one worker at a time works on.

    claimed_by       the worker that holds the claim: a random id
    claimed_until    when the claim expires; another worker may claim the item after that
    not_before       the earliest time of the next attempt
    missing_since    when Klaviyo first answered that the list or the import job does not exist
    attempts         attempts that began, without those that a rate limit stopped
    """

    claimed_by: str | None = None
    claimed_until: Instant | None = None
    not_before: Instant | None = None
    missing_since: Instant | None = None
    attempts: int = 0

    @property
    def is_open(self) -> bool:
        """The item still waits to be worked on."""
        raise NotImplementedError

    def is_claimed(self, at: datetime) -> bool:
        """Return whether a worker holds a claim that has not expired."""
        return self.claimed_until is not None and self.claimed_until > at

    def is_due(self, at: datetime) -> bool:
        """Return whether an attempt may begin. Clocks of different machines may differ a little."""
        return self.not_before is None or (self.not_before - at).total_seconds() < CLOCK_SKEW_SECONDS

    def is_confirmed_missing(self, at: datetime, after_seconds: float) -> bool:
        """Return whether the list or job was already missing `after_seconds` ago.

        One answer that something does not exist may be wrong: it may have been created a moment before.
        """
        return self.missing_since is not None and (at - self.missing_since).total_seconds() >= after_seconds

    def claimed(self, by: str, until: datetime, at: datetime) -> Self:
        """Begin an attempt: no other worker may begin one before `until`."""
        self.require(self.is_open and not self.is_claimed(at), "claimed")
        return self._with(claimed_by=by, claimed_until=until, attempts=self.attempts + 1)

    def renewed(self, until: datetime, at: datetime) -> Self:  # noqa: ARG002 - as every transition
        """Extend the claim that a worker holds."""
        self.require(self.is_open and self.claimed_by is not None, "renewed")
        return self._with(claimed_until=until)

    def released(
        self, at: datetime, *, not_before: datetime | None = None, counted: bool = True, missing: bool = False
    ) -> Self:
        """End an attempt that did not complete the work.

        With `counted` False it does not count as an attempt. `missing`: the list or job was not found; the time of the
        first such answer stays.
        """
        self.require(self.claimed_by is not None, "released")
        return self._with(
            claimed_by=None,
            claimed_until=None,
            not_before=not_before,
            attempts=self.attempts if counted else max(0, self.attempts - 1),
            missing_since=(self.missing_since or at) if missing else self.missing_since,
        )

    def postponed(self, not_before: datetime, at: datetime) -> Self:
        """Let no attempt begin before a time, without having begun one."""
        self.require(self.is_open and not self.is_claimed(at), "postponed")
        return self._with(not_before=not_before)

    def found_missing(self, at: datetime) -> Self:
        """Note that the list or job was not found; the time of the first such answer stays."""
        return self._with(missing_since=self.missing_since or at)

    def found_again(self) -> Self:
        """Note that the list or job exists."""
        return self._with(missing_since=None)

    def require(self, allowed: bool, transition: str) -> None:  # noqa: FBT001 - reads as an assertion
        """Raise IllegalTransition unless `allowed`."""
        if not allowed:
            state = getattr(self, "state", "-")
            raise IllegalTransition(f"{type(self).__name__} in state {state} cannot be {transition}.")

    def _with(self, **changes: Any) -> Self:
        return self.model_copy(update=changes)


@dataclass(frozen=True)
class RetryDecision:
    """What follows a failed attempt: give up, or the next attempt after `delay` seconds. `counted`: it counts."""

    give_up: bool
    delay: float
    counted: bool


@dataclass(frozen=True)
class RetryPolicy:
    """When a failed attempt is repeated, and when an item is given up.

    attempts               attempts after which the item is given up
    first_delay            seconds before the second attempt; each further delay is twice as long
    record_delays_over     longer delays (seconds) are written on the item
    poison_attempts        attempts after which a message in the poison queue gives the item up; None: `attempts`
    """

    attempts: int
    first_delay: float = 1
    record_delays_over: float = 0
    poison_attempts: int | None = None

    def decide(self, attempts: int, error: Transient, *, progressed: bool = False) -> RetryDecision:
        """Return what follows an attempt, the `attempts`-th, that ended with this error.

        A used-up rate limit is no failed attempt, nor is one that got further than the one before.
        """
        counted = not progressed and not isinstance(error, RateLimited)
        backoff = min(self.first_delay * 2.0 ** max(0, attempts - 1), LONGEST_BACKOFF_SECONDS)
        delay = max(1.0, error.retry_after or backoff)
        return RetryDecision(give_up=counted and self.is_exhausted(attempts), delay=delay, counted=counted)

    def records(self, delay: float) -> bool:
        """Return whether the delay is written on the item, so that what resumes stalled items respects it."""
        return delay > self.record_delays_over

    def is_exhausted(self, attempts: int) -> bool:
        """Return whether no further attempt may begin."""
        return attempts >= self.attempts

    def gives_up_poison(self, attempts: int) -> bool:
        """Return whether a message in the poison queue gives the item up."""
        return attempts >= (self.attempts if self.poison_attempts is None else self.poison_attempts)
