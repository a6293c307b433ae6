"""How often an account was asked lately, and how long until it may be asked again."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from shared.domain.base import Stored


@dataclass(frozen=True)
class Limits:
    """Requests in `burst_seconds`, and in `steady_seconds`.

    Both windows are a little longer than Klaviyo's, since requests do not arrive as evenly as they leave.
    """

    burst: int
    steady: int
    burst_seconds: float = 1.1
    steady_seconds: float = 60.5


def least_seconds(requests: int, limits: Limits) -> float:
    """How long so many requests take at the least where nobody else asks: from the first to the last."""
    usage, moment = Usage(), 0.0
    for _ in range(requests):
        moment += usage.wait(limits, moment)
        usage = usage.taken(limits, moment)
    return moment


class Usage(Stored):
    """The record: when requests were made or will be (seconds since 1970), what others seem to use, and a full stop.

    A request may take room some seconds ahead and wait for its time. `others` requests are taken as made by somebody
    else until `others_until`; nothing is sent before `blocked_until`.
    """

    times: list[float] = Field(default_factory=list)
    others: int = 0
    others_until: float = 0
    blocked_until: float = 0

    def wait(self, limits: Limits, now: float) -> float:
        """Seconds until one more request fits; 0 where it fits now."""
        if now < self.blocked_until:
            return self.blocked_until - now
        steady = [t for t in self.times if t > now - limits.steady_seconds]
        foreign = self.others if now < self.others_until else 0
        if (surplus := len(steady) + foreign - limits.steady) >= 0:
            ends = [self.others_until] if foreign else []
            ends += [t + limits.steady_seconds for t in steady[surplus : surplus + 1]]
            return min(ends) - now
        burst = [t for t in steady if t > now - limits.burst_seconds]
        return burst[-limits.burst] + limits.burst_seconds - now if len(burst) >= limits.burst else 0

    def next(self, limits: Limits, now: float, patience: float) -> float | None:
        """When one more request may be made; None where that is more than `patience` seconds away."""
        moment = now
        while (wait := self.wait(limits, moment)) > 0:
            moment += wait + 1e-3
            if moment > now + patience:
                return None
        return moment

    def taken(self, limits: Limits, moment: float) -> Usage:
        """One more request, at that moment; what no window remembers is forgotten."""
        times = [t for t in self.times if t > moment - limits.steady_seconds]
        return self.model_copy(update={"times": sorted([*times, round(moment, 3)])})
