from itertools import pairwise

from benchmarks.hundred_million import Plan, simulate, windows_alone
from shared.domain.rate_limits import Limits

LIMITS = Limits(10, 150, burst_seconds=1, steady_seconds=60)


def test_windows_alone_are_klaviyos_arithmetic() -> None:
    assert windows_alone(10, LIMITS) == 0
    assert 1 <= windows_alone(11, LIMITS) < 1.1
    # The 151st has to wait until the first of a full minute's window is a minute old.
    assert 60 <= windows_alone(151, LIMITS) < 61
    assert 120 <= windows_alone(301, LIMITS) < 121


def test_more_instances_are_never_slower_and_the_windows_are_the_floor() -> None:
    plans = [Plan(profiles=5_000_000, partitions=20, buckets=20, preparers=n) for n in (1, 2, 4, 8)]
    outcomes = [simulate(plan, LIMITS) for plan in plans]
    for fewer, more in pairwise(outcomes):
        assert more.read <= fewer.read
        assert more.cut <= fewer.cut
        assert more.sent <= fewer.sent
    assert all(o.read < o.cut < o.sent and o.floor < o.sent for o in outcomes)


def test_one_instance_reads_and_cuts_everything_itself() -> None:
    plan = Plan(profiles=4_000_000, partitions=4, buckets=4, preparers=1, read_rate=1e6, cut_rate=1e6, start_seconds=0)
    outcome = simulate(plan, LIMITS)
    assert outcome.read == 4
    assert outcome.cut == 8


def test_uploaders_bind_where_posts_are_slow() -> None:
    plan = Plan(profiles=100_000, partitions=1, buckets=1, uploaders=1, post_seconds=30, start_seconds=0)
    assert simulate(plan, LIMITS).sent > 10 * 30
