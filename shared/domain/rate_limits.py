"""Rate limits: the recent requests of an account, and how long to wait before the next."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from pydantic import Field

from shared.domain.base import Stored


@dataclass(frozen=True)
class Limits:
    """Maximum requests in `burst_seconds` and in `steady_seconds`.

    Both windows are slightly longer than Klaviyo's (1 s and 60 s), because the network delays requests unevenly.
    """

    burst: int
    steady: int
    burst_seconds: float = 1.1
    steady_seconds: float = 60.5


JOBS_ONE_BY_ONE = 3
"""Up to so many import jobs are read one by one, more by pages of the account's jobs."""
JOBS_PER_PAGE = 100


def min_api_calls(chunks: int) -> int:
    """Return the minimum number of API calls of a run: the list, a POST a chunk, a read of each job or page.

    More are needed where jobs take long (they are read repeatedly) or have errors to read.
    """
    return 1 + chunks + (chunks if chunks <= JOBS_ONE_BY_ONE else ceil(chunks / JOBS_PER_PAGE))


def min_duration_seconds(requests: int, limits: Limits) -> float:
    """Return the minimum time from the first to the last of so many requests, without other users of the account."""
    usage, at = Usage(), 0.0
    for _ in range(requests):
        at += usage.wait_seconds(limits, at)
        usage = usage.with_request(limits, at)
    return at


class Usage(Stored):
    """The recorded use of an endpoint by an account. All times are seconds since 1970.

    `times` are past requests and reservations up to some seconds ahead. `other_requests` is the estimated use by other
    clients of the account until `other_requests_until`. No request is sent before `blocked_until`.
    """

    times: list[float] = Field(default_factory=list)
    other_requests: int = 0
    other_requests_until: float = 0
    blocked_until: float = 0

    def wait_seconds(self, limits: Limits, now: float) -> float:
        """Return the seconds until one more request fits; 0 if it fits now."""
        if now < self.blocked_until:
            return self.blocked_until - now
        steady = [t for t in self.times if t > now - limits.steady_seconds]
        other = self.other_requests if now < self.other_requests_until else 0
        if (surplus := len(steady) + other - limits.steady) >= 0:
            ends = [self.other_requests_until] if other else []
            ends += [t + limits.steady_seconds for t in steady[surplus : surplus + 1]]
            return min(ends) - now
        burst = [t for t in steady if t > now - limits.burst_seconds]
        return burst[-limits.burst] + limits.burst_seconds - now if len(burst) >= limits.burst else 0

    def next_slot(self, limits: Limits, now: float, max_wait_seconds: float) -> float | None:
        """Return when one more request may be sent; None if that is more than `max_wait_seconds` away."""
        at = now
        while (wait := self.wait_seconds(limits, at)) > 0:
            at += wait + 1e-3
            if at > now + max_wait_seconds:
                return None
        return at

    def with_request(self, limits: Limits, at: float) -> Usage:
        """Add a request at `at`; drop times that are in no window any more."""
        times = [t for t in self.times if t > at - limits.steady_seconds]
        return self.model_copy(update={"times": sorted([*times, round(at, 3)])})

    def blocked(self, until: float) -> Usage:
        """Return the record of an account that must not be asked before `until`."""
        return self.model_copy(update={"blocked_until": until})

    def with_other_requests(self, requests: int, until: float) -> Usage:
        """Return the record with requests that other users of the account made, as counted until `until`."""
        return self.model_copy(update={"other_requests": requests, "other_requests_until": until})
