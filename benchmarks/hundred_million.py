"""How long 100 million profiles take, by a simulation of the queueing (docs/scale.md says what it stands for).

`python -m benchmarks.hundred_million [--profiles N] [--preparers 1,2,4,8]`

Three stages, each a queue with so many servers:

    read    a source partition → staged rows, split by hash of the identity into buckets       preparers
    bucket  one bucket, once *all* partitions are read: deduplicate, compare, cut into chunks   preparers
    upload  one chunk, as soon as it is cut and Klaviyo's windows have room                     uploaders

Times of the stages are measured ones (docs/speed.md), given as parameters. The windows are those of the app's own rate
budget (shared/domain/rate_limits.py), not a formula.
"""

from __future__ import annotations

import argparse
import heapq
from dataclasses import dataclass

from shared.domain.rate_limits import Limits, Usage
from shared.klaviyo.budget import LIMITS, Endpoint


@dataclass(frozen=True)
class Plan:
    """`…_rate` in profiles a second of one instance; `post_seconds` is a chunk's upload, from claim to record."""

    profiles: int = 100_000_000
    partitions: int = 100
    buckets: int = 100
    chunk: int = 10_000
    preparers: int = 4
    uploaders: int = 16
    read_rate: float = 300_000
    cut_rate: float = 250_000
    post_seconds: float = 2.0
    start_seconds: float = 10.0
    """Until an instance is there: a cold start and the queue's polling."""


@dataclass(frozen=True)
class Outcome:
    """Seconds from the start."""

    read: float
    cut: float
    sent: float
    floor: float
    """What the windows alone need."""


def simulate(plan: Plan, limits: Limits = LIMITS[Endpoint.START_IMPORT]) -> Outcome:
    """Play the plan. Deterministic."""
    read = _serve([plan.start_seconds] * plan.partitions, plan.profiles / plan.partitions / plan.read_rate,
                  plan.preparers)  # fmt: skip
    # A person may stand in any partition: no bucket can begin before the last one is read.
    barrier = max(read)
    in_bucket = -(-plan.profiles // plan.buckets)
    chunks = [min(plan.chunk, in_bucket - done) for done in range(0, in_bucket, plan.chunk)]
    ends = _serve([barrier] * plan.buckets, in_bucket / plan.cut_rate, plan.preparers)
    ready: list[float] = []
    for end in ends:
        begun = end - in_bucket / plan.cut_rate
        held = 0
        for chunk in chunks:
            held += chunk
            ready.append(begun + held / plan.cut_rate)
    sent = _upload(sorted(ready), plan.uploaders, plan.post_seconds, limits)
    return Outcome(read=barrier, cut=max(ready), sent=sent, floor=windows_alone(len(ready), limits))


def windows_alone(posts: int, limits: Limits) -> float:
    """Seconds until the last of so many POSTs may go, if all are ready at once."""
    return _upload([0.0] * posts, posts, 0.0, limits)


def _serve(arrivals: list[float], seconds: float, servers: int) -> list[float]:
    """When each is done, first come, first served."""
    free = [0.0] * servers
    done = []
    for arrival in arrivals:
        begin = max(arrival, heapq.heappop(free))
        heapq.heappush(free, begin + seconds)
        done.append(begin + seconds)
    return done


def _upload(ready: list[float], uploaders: int, seconds: float, limits: Limits) -> float:
    """When the last one is sent."""
    free = [0.0] * uploaders
    usage, now, last = Usage(), 0.0, 0.0
    for moment in ready:
        now = max(now, moment, heapq.heappop(free))
        while (wait := usage.wait_seconds(limits, now)) > 0:
            now += wait + 1e-3
        usage = usage.with_request(limits, now)
        heapq.heappush(free, now + seconds)
        last = max(last, now + seconds)
    return last


def main() -> None:
    """Print a table, a line for each number of preparing instances."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hundred_million", description=__doc__)
    parser.add_argument("--profiles", type=int, default=Plan.profiles)
    parser.add_argument("--preparers", default="1,2,4,8,16")
    parser.add_argument("--read-rate", type=float, default=Plan.read_rate)
    parser.add_argument("--cut-rate", type=float, default=Plan.cut_rate)
    parser.add_argument("--post-seconds", type=float, default=Plan.post_seconds)
    chosen = parser.parse_args()
    print("| preparing instances | read after | cut after | sent after | the windows alone | ratio |")
    print("|---|---|---|---|---|---|")
    for preparers in map(int, chosen.preparers.split(",")):
        plan = Plan(profiles=chosen.profiles, preparers=preparers, read_rate=chosen.read_rate,
                    cut_rate=chosen.cut_rate, post_seconds=chosen.post_seconds)  # fmt: skip
        outcome = simulate(plan)
        cells = [outcome.read, outcome.cut, outcome.sent, outcome.floor]
        minutes = " | ".join(f"{seconds / 60:.1f} min" for seconds in cells)
        print(f"| {preparers} | {minutes} | {outcome.sent / outcome.floor:.2f} |")


if __name__ == "__main__":
    main()
