"""The work engine: claim, heartbeat, release, retry, give up, for any kind of work item."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from shared.domain import Chunk, ChunkState
from shared.domain.base import later, now
from shared.domain.messages import Message, UploadChunk
from shared.domain.work_item import LONGEST_BACKOFF_SECONDS, RetryPolicy
from shared.errors import AppError, KeyRefused, ListNotFound, RateLimited, RunError, Unavailable
from shared.runs import claims
from shared.runs.claims import AlreadyClaimed, Claim, ClaimLost, claim
from shared.runs.work import WAIT_SECONDS, WorkKind, postpone, work_on
from shared.texts import Text, text
from tests.fakes.memory import Fate, MemoryQueues
from tests.fakes.waiting import rounds
from tests.fakes.work_items import MemoryItems

POLICY = RetryPolicy(3, record_delays_over=100)


def chunk(**changes: Any) -> Chunk:
    return Chunk(run_id="r", name="00000", first=0, last=4, profiles=4, bytes=1).model_copy(update=changes)


class Kind(WorkKind[Chunk]):
    """Chunks in memory; `ended` are errors that ended the run."""

    name = "chunk"

    def __init__(self, item: Chunk | None, *, missing_after: float = 30) -> None:
        self.items = MemoryItems(item)
        self.ended: list[RunError] = []
        self.waiting: list[bool] = []
        context: Any = SimpleNamespace(
            queues=MemoryQueues(Fate()), settings=SimpleNamespace(missing_after_seconds=missing_after)
        )
        super().__init__(context, self.items, POLICY, 60)

    def message(self, item: Chunk) -> Message:
        return UploadChunk(run_id=item.run_id, chunk=item.name)

    def given_up(self, item: Chunk, error: AppError) -> Chunk:
        return item.given_up(error.cause)

    async def end_run(self, claimed: Claim[Chunk], error: RunError) -> None:
        await claimed.release(counted=False)
        self.ended.append(error)

    async def must_wait(self) -> bool:
        return self.waiting.pop(0) if self.waiting else False

    async def work(self, *outcomes: Exception | None) -> Chunk:
        """One attempt for each outcome: an error that the step raises, or None where it completes the work."""
        left = list(outcomes)

        async def step(claimed: Claim[Chunk]) -> None:
            if (outcome := left.pop(0)) is not None:
                raise outcome
            await claimed.change(lambda item: item.uploaded("job", now()))

        for _ in outcomes:
            await work_on(self, self.items.found, step)
        return self.items.found.value

    @property
    def sent(self) -> int:
        """How many messages ask for the chunk."""
        return len(self.context.queues.messages)  # type: ignore[attr-defined]


async def test_completed_work_is_recorded_with_two_writes() -> None:
    kind = Kind(chunk())
    done = await kind.work(None)
    assert (done.state, done.job_id, done.claimed_by, done.attempts) == (ChunkState.UPLOADED, "job", None, 1)
    assert (kind.items.writes, kind.sent) == (2, 0)
    assert await kind.work(None) == done, "a second message changes nothing"


async def test_unavailable_service_is_retried_until_the_attempts_are_used_up() -> None:
    kind = Kind(chunk())
    item = await kind.work(Unavailable(Text(code="503")), Unavailable(Text(code="503")))
    assert (item.state, item.attempts, item.claimed_by, kind.sent) == (ChunkState.READY, 2, None, 2)
    item = await kind.work(Unavailable(Text(code="503")))
    assert (item.state, str(item.error), kind.sent) == (ChunkState.FAILED, "503", 2)


async def test_used_up_rate_limit_is_no_attempt() -> None:
    kind = Kind(chunk())
    item = await kind.work(*[RateLimited(Text(code="429"), retry_after=1)] * 9)
    assert (item.state, item.attempts, item.not_before, kind.sent) == (ChunkState.READY, 0, None, 9)


async def test_progress_is_no_failed_attempt() -> None:
    kind = Kind(chunk())

    async def step(claimed: Claim[Chunk]) -> None:
        claimed.progressed = True
        raise Unavailable(Text(code="503"))

    for _ in range(9):
        await work_on(kind, kind.items.found, step)
    assert (kind.items.found.value.attempts, kind.items.found.value.state) == (0, ChunkState.READY)


async def test_long_delay_is_recorded_and_nothing_begins_earlier() -> None:
    kind = Kind(chunk())
    item = await kind.work(RateLimited(Text(code="429"), retry_after=5000))
    assert item.not_before is not None
    assert item.not_before > later(now(), 4900)
    assert await kind.work(None) == item, "it is not due"


async def test_error_of_the_run_releases_the_item_and_ends_the_run() -> None:
    kind = Kind(chunk())
    item = await kind.work(KeyRefused(text("key-characters")))
    assert (item.attempts, item.claimed_by, [error.type for error in kind.ended]) == (0, None, ["key-refused"])


async def test_missing_list_ends_the_run_when_a_later_look_confirms_it() -> None:
    kind = Kind(chunk())
    item = await kind.work(ListNotFound(text("list-gone", list="LIST01")))
    assert (item.missing_since is not None, item.attempts, kind.sent, kind.ended) == (True, 0, 1, [])
    kind.items.put(item.model_copy(update={"missing_since": now() - timedelta(seconds=31)}))
    await kind.work(ListNotFound(text("list-gone", list="LIST01")))
    assert [error.type for error in kind.ended] == ["list-not-found"]


@pytest.mark.parametrize("error", [ValueError("a bug"), asyncio.CancelledError()], ids=["bug", "cancelled"])
async def test_unexpected_error_releases_the_item_and_reaches_the_host(error: BaseException) -> None:
    kind = Kind(chunk())

    async def step(claimed: Claim[Chunk]) -> None:
        raise error

    with pytest.raises(type(error)):
        await work_on(kind, kind.items.found, step)
    item = kind.items.found.value
    assert (item.claimed_by, item.attempts, item.state) == (None, 1, ChunkState.READY)


async def test_item_whose_attempts_all_died_is_given_up_without_another() -> None:
    kind = Kind(chunk(attempts=3))
    item = await kind.work(None)
    assert (item.state, item.job_id) == (ChunkState.FAILED, None)


async def test_item_claimed_by_another_is_left_alone() -> None:
    held = chunk(claimed_by="another", claimed_until=later(now(), 60), attempts=1)
    kind = Kind(held)
    assert await kind.work(None) == held
    assert kind.sent == 0
    kind.waits_for_claims = True  # type: ignore[misc]
    await kind.work(None)
    assert kind.sent == 1


async def test_expired_claim_is_taken_and_its_holder_records_nothing() -> None:
    kind = Kind(chunk())
    first = await claim(kind.items, kind.items.found, -1)
    second = await claim(kind.items, kind.items.found, 60)
    assert first is not None
    assert second is not None
    with pytest.raises(ClaimLost):
        await first.change(lambda item: item.uploaded("first", now()))
    await first.release()
    done = await second.change(lambda item: item.uploaded("second", now()))
    assert (done.job_id, kind.items.found.value) == ("second", done)


async def test_claim_that_loses_the_write_looks_again() -> None:
    kind = Kind(chunk())
    stale = kind.items.found
    kind.items.lost.append(chunk(missing_since=now()))
    claimed = await claim(kind.items, stale, 60)
    assert claimed is not None
    assert claimed.item.missing_since is not None, "what another wrote stays"
    with pytest.raises(AlreadyClaimed):
        await claim(kind.items, kind.items.found, 60)
    kind.items.stored = None
    with pytest.raises(ClaimLost):
        await claimed.change(lambda item: item.uploaded("job", now()))


async def test_item_waits_before_and_after_its_claim() -> None:
    for waits in ([True], [False, True]):
        kind = Kind(chunk())
        kind.waiting = waits
        item = await kind.work(None)
        assert (item.state, item.attempts, item.claimed_by, kind.sent) == (ChunkState.READY, 0, None, 1)
    assert WAIT_SECONDS > 0


async def test_postponing_records_long_delays_only() -> None:
    kind = Kind(chunk())
    await postpone(kind, kind.items.found, 5)
    assert (kind.items.writes, kind.sent) == (0, 1)
    await postpone(kind, kind.items.found, 500)
    assert (kind.items.writes, kind.sent) == (1, 2)
    assert kind.items.found.value.not_before is not None


async def test_heartbeat_renews_the_claim_while_the_work_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "HEARTBEAT_SECONDS", 0.01)
    kind = Kind(chunk())
    claimed = await claim(kind.items, kind.items.found, 0.3)
    assert claimed is not None
    until = claimed.item.claimed_until
    assert until is not None
    async with claimed.kept():
        for _ in rounds():
            assert claimed.item.claimed_until is not None
            if claimed.item.claimed_until > until:
                break
            await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    "change", [{"state": ChunkState.CANCELED}, {"claimed_by": "another"}, None], ids=["closed", "taken", "deleted"]
)
async def test_work_is_stopped_when_the_claim_is_lost(
    change: dict[str, Any] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "HEARTBEAT_SECONDS", 0.01)
    kind = Kind(chunk())
    claimed = await claim(kind.items, kind.items.found, 60)
    assert claimed is not None

    async def work() -> None:
        async with claimed.kept():
            if change is None:
                kind.items.stored = None
            else:
                kind.items.put(claimed.item.model_copy(update=change))
            await asyncio.Event().wait()

    with pytest.raises(ClaimLost):
        await work()
    task = asyncio.current_task()
    assert task is not None
    assert task.cancelling() == 0, "what the task does next is not cancelled"


async def test_work_that_completed_its_item_ends_in_peace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "HEARTBEAT_SECONDS", 0.01)
    kind = Kind(chunk())
    claimed = await claim(kind.items, kind.items.found, 60)
    assert claimed is not None
    async with claimed.kept():
        await claimed.change(lambda item: item.uploaded("job", now()))
        await asyncio.sleep(0.1)


def test_policy_doubles_its_delays_up_to_the_longest() -> None:
    policy = RetryPolicy(20, first_delay=2)
    delays = [policy.decide(attempt, Unavailable(Text(code="503"))).delay for attempt in range(1, 9)]
    assert delays == [2, 4, 8, 16, 32, 64, LONGEST_BACKOFF_SECONDS, LONGEST_BACKOFF_SECONDS]
    named = policy.decide(7, Unavailable(Text(code="503"), retry_after=5))
    assert (named.delay, named.counted, named.give_up) == (5, True, False)


def test_policy_decides_when_to_give_up() -> None:
    error = Unavailable(Text(code="503"))
    assert [POLICY.decide(attempt, error).give_up for attempt in (1, 2, 3, 4)] == [False, False, True, True]
    assert not POLICY.decide(9, error, progressed=True).give_up
    assert not POLICY.decide(9, RateLimited(Text(code="429"), retry_after=1)).give_up
    assert [RetryPolicy(9, poison_attempts=2).gives_up_poison(attempt) for attempt in (1, 2)] == [False, True]
    assert [POLICY.gives_up_poison(attempt) for attempt in (2, 3)] == [False, True]


class Gated(Kind):
    """Chunks of which the process works on one at a time."""

    is_gated = True
    gate_wait_seconds = 0.0


async def test_a_gated_kind_works_on_one_item_at_a_time_and_the_other_goes_back_uncounted() -> None:
    first, second = Gated(chunk()), Gated(chunk(name="00001"))
    ended = asyncio.Event()

    async def long_step(claimed: Claim[Chunk]) -> None:
        await ended.wait()
        await claimed.change(lambda item: item.uploaded("job", now()))

    working = asyncio.create_task(work_on(first, first.items.found, long_step))
    await asyncio.sleep(0)
    item = await second.work(None)
    assert (item.state, item.attempts, item.claimed_by, second.sent) == (ChunkState.READY, 0, None, 1)
    assert await second.work(None) == item, "a second message of it ends without another one"
    assert second.sent == 1

    ended.set()
    await working
    assert first.items.found.value.state is ChunkState.UPLOADED
    later_item = item.model_copy(update={"not_before": None})
    await second.items.replace(later_item, second.items.found.etag)
    assert (await second.work(None)).state is ChunkState.UPLOADED, "the gate is open again"


class Piecewise(Gated):
    """Another instance shall soon have the messages that find the gate closed."""

    gate_delay_seconds = 2.0


async def test_a_short_delay_at_the_gate_is_not_recorded() -> None:
    first, second = Gated(chunk()), Piecewise(chunk(name="00001"))
    ended = asyncio.Event()

    async def long_step(claimed: Claim[Chunk]) -> None:
        await ended.wait()

    working = asyncio.create_task(work_on(first, first.items.found, long_step))
    await asyncio.sleep(0)
    item = await second.work(None)
    assert (item.attempts, item.not_before, second.sent) == (0, None, 1)
    ended.set()
    await working


async def test_the_gate_opens_where_the_work_fails() -> None:
    first, second = Gated(chunk()), Gated(chunk(name="00001"))
    with pytest.raises(ZeroDivisionError):
        await first.work(ZeroDivisionError())
    assert (await second.work(None)).state is ChunkState.UPLOADED


async def test_an_item_that_is_completed_while_it_waits_at_the_gate_sends_nothing() -> None:
    first, second = Gated(chunk()), Gated(chunk(name="00001"))
    ended = asyncio.Event()

    async def long_step(claimed: Claim[Chunk]) -> None:
        await ended.wait()

    working = asyncio.create_task(work_on(first, first.items.found, long_step))
    await asyncio.sleep(0)
    stale = second.items.found
    await second.items.replace(stale.value.claimed("x", later(now(), 60), now()).uploaded("job", now()), stale.etag)

    async def never(claimed: Claim[Chunk]) -> None:
        raise AssertionError

    await work_on(second, stale, never)
    assert second.sent == 0
    ended.set()
    await working
