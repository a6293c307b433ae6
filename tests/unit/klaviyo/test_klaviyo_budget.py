"""The rate budget: no more than Klaviyo's limits in any window, across everybody who shares the store."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.errors import RateLimited
from shared.klaviyo import Budget
from shared.klaviyo.budget import Endpoint
from tests.fakes.effort import examples
from tests.fakes.klaviyo_fake import Clock, Store

POST = Endpoint.START_IMPORT


def of(store: Store, account: str | None = "ACC", clock: Clock | None = None) -> Budget:
    """Return a budget that does not wait: a request that would have to wait is refused."""
    return Budget(store, account, clock or Clock(), patience=0)


async def taken(budget: Budget, times: int, endpoint: Endpoint = POST) -> tuple[int, float]:
    """How many of so many requests had room, and how long the first without had to wait."""
    for number in range(times):
        try:
            await budget.take(endpoint)
        except RateLimited as error:
            return number, error.retry_after or 0
    return times, 0


async def test_ten_in_a_second() -> None:
    clock = Clock()
    budget = of(Store(), "ACC", clock)
    assert await taken(budget, 11) == pytest.approx((10, 1.1))
    clock.now += 0.9
    assert (await taken(budget, 1))[0] == 0
    clock.now += 0.3
    assert (await taken(budget, 11))[0] == 10


async def test_a_hundred_and_fifty_in_a_minute() -> None:
    clock = Clock()
    budget = of(Store(), "ACC", clock)
    for _ in range(15):
        assert (await taken(budget, 10))[0] == 10
        clock.now += 1.2
    count, wait = await taken(budget, 1)
    assert count == 0
    assert wait == pytest.approx(60.5 - 15 * 1.2)
    clock.now += wait + 0.01
    assert (await taken(budget, 11))[0] == 10


@settings(max_examples=examples(20), deadline=None)
@given(st.lists(st.floats(0, 4), min_size=180, max_size=240), st.floats(0, 60), st.sampled_from([0, 3]))
def test_no_fixed_window_of_any_phase_is_overrun(gaps: list[float], phase: float, patience: float) -> None:
    async def run() -> list[float]:
        clock = Clock()
        sent: list[float] = []

        async def send_after(seconds: float) -> None:
            # A request waits while others continue.
            sent[-1] = clock.now + seconds

        store = Store()
        budgets = [Budget(store, "ACC", clock, send_after, patience) for _ in range(2)]
        for number, gap in enumerate(gaps):
            clock.now += gap / 10
            sent.append(clock.now)
            try:
                await budgets[number // 20 % 2].take(POST)
            except RateLimited:
                sent.pop()
        return sent

    sent = asyncio.run(run())
    for length, limit in ((1, 10), (60, 150)):
        windows: dict[int, int] = {}
        for moment in sent:
            window = int((moment - phase) // length)
            windows[window] = windows.get(window, 0) + 1
        assert max(windows.values()) <= limit


async def test_accounts_and_endpoints_have_their_own() -> None:
    store, clock = Store(), Clock()
    budget = of(store, "ACC", clock)
    assert (await taken(budget, 10))[0] == 10
    assert (await taken(of(store, "ACC", clock), 1))[0] == 0, "another process, the same account"
    assert (await taken(of(store, "OTHER", clock), 10))[0] == 10
    assert (await taken(budget, 10, Endpoint.JOBS))[0] == 10


async def test_what_is_not_kept() -> None:
    store = Store()
    assert (await taken(of(store, None), 500))[0] == 500
    assert (await taken(of(store, "ACC"), 500, Endpoint.LISTS))[0] == 500
    assert store.writes == 0


async def test_a_429_stops_everybody_for_as_long_as_it_says() -> None:
    store, clock = Store(), Clock()
    await of(store, "ACC", clock).learn(POST, 429, {"retry-after": "20"})
    assert await taken(of(store, "ACC", clock), 1) == pytest.approx((0, 20))
    await of(store, "ACC", clock).learn(POST, 429, {"retry-after": "5"})
    assert await taken(of(store, "ACC", clock), 1) == pytest.approx((0, 20)), "the longer one counts"
    clock.now += 20.1
    assert (await taken(of(store, "ACC", clock), 1))[0] == 1


@pytest.mark.parametrize(
    ("header", "seconds"), [("67608", 67_608), ("1e9", 7 * 24 * 3600), ("Wed, 21 Oct 2026 07:28:00 GMT", 1), (None, 1)]
)
async def test_a_retry_after_that_is_none_or_endless(header: str | None, seconds: float) -> None:
    clock = Clock()
    budget = of(Store(), "ACC", clock)
    await budget.learn(POST, 429, {} if header is None else {"retry-after": header})
    assert await taken(budget, 1) == pytest.approx((0, seconds))


async def test_what_others_use_is_learnt_from_the_headers() -> None:
    clock = Clock()
    budget = of(Store(), "ACC", clock)
    assert (await taken(budget, 5))[0] == 5
    await budget.learn(POST, 202, {"ratelimit-remaining": "3", "ratelimit-reset": "40"})
    clock.now += 2
    count, wait = await taken(budget, 10)
    assert count == 3, "150 less 3 left: 5 are ours, 142 another client's"
    assert wait == pytest.approx(38)
    clock.now += 38.1
    assert (await taken(budget, 10))[0] == 10


async def test_headers_that_our_own_requests_explain_change_nothing() -> None:
    store, clock = Store(), Clock()
    budget = of(store, "ACC", clock)
    assert (await taken(budget, 10))[0] == 10
    writes = store.writes
    for headers in ({"ratelimit-remaining": "140", "ratelimit-reset": "9"}, {}, {"ratelimit-remaining": "x"}):
        await budget.learn(POST, 202, headers)
    assert store.writes == writes


async def test_a_lost_write_is_tried_again_and_not_for_ever() -> None:
    store, clock = Store(), Clock()
    budget = of(store, "ACC", clock)
    store.conflicts = 5
    await budget.take(POST)
    assert len(store.records[f"ACC:{POST}"][0].times) == 1, "counted once"
    store.conflicts = 10**6
    with pytest.raises(RateLimited) as caught:
        await budget.take(POST)
    assert caught.value.retry_after == 1


async def test_many_at_once_in_two_processes() -> None:
    store, clock = Store(), Clock()
    budgets = [of(store, "ACC", clock), of(store, "ACC", clock)]
    found = await asyncio.gather(*(budgets[n % 2].take(POST) for n in range(40)), return_exceptions=True)
    assert sum(one is None for one in found) == 10
    assert all(one is None or isinstance(one, RateLimited) for one in found)


async def test_those_who_wait_at_once_share_a_write_and_a_canceled_one_leaves_the_others_their_time() -> None:
    store = Store()
    store.write_seconds = 0.01
    budget = of(store)
    waiting = [asyncio.create_task(budget.take(POST)) for _ in range(9)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    found = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(one) for one in found] == [asyncio.CancelledError] + [type(None)] * 8
    assert store.writes == 1
    assert len(store.records[f"ACC:{POST}"][0].times) == 8


async def test_who_has_to_wait_a_little_waits_for_a_time_of_its_own() -> None:
    clock, waits = Clock(), []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    store = Store()
    budgets = [Budget(store, "ACC", clock, sleep), Budget(store, "ACC", clock, sleep)]
    found = await asyncio.gather(*(budgets[n % 2].take(POST) for n in range(45)), return_exceptions=True)
    refused = [one for one in found if one is not None]
    assert waits == pytest.approx([1.1] * 10 + [2.2] * 10, abs=0.01), "ten at once, ten after each window"
    assert len(refused) == 15
    assert all(isinstance(one, RateLimited) for one in refused)
    assert budgets[0].must_wait(POST) == pytest.approx(3.3, abs=0.01)
    assert waits[20:] == [], "asking takes nothing"
    clock.now += 1
    assert budgets[0].must_wait(POST) == 0
