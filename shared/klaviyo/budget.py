"""The rate budget: all instances and exports of one account stay inside Klaviyo's windows together.

Klaviyo counts requests for each account and endpoint in fixed windows of 1 s and 60 s. When a window begins is not
known, so the app stores the times of its own requests and allows no more than the limit in *any* window of that length.
The times are in one record in storage, written with optimistic concurrency: there is no lock and no leader.

Limits: Klaviyo's OpenAPI file, `x-klaviyo-ratelimit`, revision 2026-07-15.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import Protocol

from shared import telemetry
from shared.domain.rate_limits import Limits, Usage
from shared.errors import RateLimited, StateConflict
from shared.klaviyo.error_rules import retry_after
from shared.texts import text

MAX_ATTEMPTS = 12
PATIENCE = 3.0
"""Seconds that a request waits for its time. A request that would wait longer raises RateLimited."""


class Endpoint(StrEnum):
    """Requests that Klaviyo counts together."""

    ACCOUNTS = "accounts"
    LISTS = "lists"
    PROFILES = "profiles"
    FIND_PROFILES = "find-profiles"
    START_IMPORT = "start-import"
    JOBS = "import-jobs"
    JOB = "import-job"
    IMPORT_ERRORS = "import-errors"
    LIST_PROFILES = "list-profiles"
    REMOVE = "remove-from-list"
    PROFILE_IMPORT = "profile-import"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    SUPPRESS = "suppress"
    DELETION = "deletion"
    SUPPRESSIONS = "suppressions"
    FLOW_TRIGGERS = "flow-triggers"
    BILLING = "billing"


LIMITS = {
    Endpoint.START_IMPORT: Limits(10, 150),
    Endpoint.JOBS: Limits(10, 150),
    Endpoint.JOB: Limits(10, 150),
    Endpoint.IMPORT_ERRORS: Limits(10, 150),
    Endpoint.LIST_PROFILES: Limits(75, 750),
    Endpoint.REMOVE: Limits(10, 150),
    Endpoint.PROFILE_IMPORT: Limits(75, 750),
    Endpoint.FIND_PROFILES: Limits(75, 750),
    Endpoint.SUBSCRIBE: Limits(75, 750),
    Endpoint.UNSUBSCRIBE: Limits(75, 750),
    Endpoint.SUPPRESS: Limits(75, 750),
}
"""Endpoints with a budget. The others are called rarely, by people; a 429 there is raised as RateLimited."""


class UsageStore(Protocol):
    """Where the records lie; `shared.storage.records` keeps them in Azure Tables."""

    async def read(self, key: str) -> tuple[Usage, str | None]:
        """Return the record and its ETag; an empty record and None if there is none."""
        ...

    async def write(self, key: str, usage: Usage, etag: str | None) -> str:
        """Write the record and return its new ETag. Raises StateConflict if its version changed."""
        ...


@dataclass(eq=False, slots=True)
class _Turn:
    """A request that waits for its time: `moment`, or None where it would have to wait for too long."""

    is_decided: bool = False
    moment: float | None = None
    wait_seconds: float = 0.0


class Budget:
    """The budget of one account. With `account` None (not known yet) there is no limit."""

    def __init__(
        self,
        store: UsageStore,
        account: str | None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        patience: float = PATIENCE,
    ) -> None:
        self._store = store
        self._account = account
        self._clock = clock
        self._sleep = sleep
        self._patience = patience
        # Requests of one process wait here, so that only processes compete for the record.
        self._locks: dict[Endpoint, asyncio.Lock] = {endpoint: asyncio.Lock() for endpoint in LIMITS}
        # Who waits for the lock: the first to get it decides for all.
        self._turns: dict[Endpoint, list[_Turn]] = {endpoint: [] for endpoint in LIMITS}
        # What this process wrote last: until another process writes, it need not be read again.
        self._known: dict[str, tuple[Usage, str | None]] = {}
        # What was last read; another process may have written since.
        self._seen: dict[Endpoint, Usage] = {}

    async def take(self, endpoint: Endpoint) -> None:
        """Reserve one request and wait for its time. Raises RateLimited if the wait is longer than `patience`."""
        limits = LIMITS.get(endpoint)
        if limits is None or self._account is None:
            return
        turn = _Turn()
        self._turns[endpoint].append(turn)
        try:
            async with self._locks[endpoint]:
                if not turn.is_decided:
                    await self._decide(endpoint, limits, self._turns[endpoint])
        finally:
            self._turns[endpoint].remove(turn)
        if turn.moment is None:
            telemetry.waits.add(1, {"endpoint": endpoint})
            raise RateLimited(text("rate-window-used", endpoint=endpoint), retry_after=turn.wait_seconds)
        if (ahead := turn.moment - self._clock()) > 0:
            await self._sleep(ahead)
        used = len(self._seen[endpoint].times) / limits.steady
        telemetry.budget_use.set(used, {"endpoint": endpoint, "account": self._account})

    async def _decide(self, endpoint: Endpoint, limits: Limits, turns: Sequence[_Turn]) -> None:
        """Reserve a request for everyone who waits now, as far as they fit: one write for all of them."""
        waiting = [turn for turn in turns if not turn.is_decided]
        moments: list[float] = []
        wait_seconds = 0.0

        def reserve(usage: Usage, now: float) -> Usage | None:
            nonlocal wait_seconds
            moments.clear()
            for _ in waiting:
                if (found := usage.next_slot(limits, now, self._patience)) is None:
                    break
                usage = usage.with_request(limits, found)
                moments.append(found)
            wait_seconds = usage.wait_seconds(limits, now)
            return usage if moments else None

        await self._change_locked(endpoint, reserve)
        for turn, moment in zip_longest(waiting, moments):
            turn.is_decided, turn.moment, turn.wait_seconds = True, moment, wait_seconds

    def must_wait(self, endpoint: Endpoint) -> float:
        """Return the seconds until `take` would succeed, as far as this process knows, without a request to storage."""
        limits, usage = LIMITS.get(endpoint), self._seen.get(endpoint)
        if limits is None or usage is None:
            return 0
        now = self._clock()
        return 0 if usage.next_slot(limits, now, self._patience) is not None else usage.wait_seconds(limits, now)

    async def learn(self, endpoint: Endpoint, status: int, headers: Mapping[str, str]) -> None:
        """Record what an answer says about the windows: other integrations use them, too."""
        if status == 429:
            telemetry.throttled.add(1, {"endpoint": endpoint})
        limits = LIMITS.get(endpoint)
        if limits is None or self._account is None:
            return
        if status == 429:
            pause = retry_after(headers) or 1.0

            def block(usage: Usage, now: float) -> Usage | None:
                until = now + pause
                return usage.blocked(until) if until > usage.blocked_until else None

            await self._change(endpoint, block)
            return
        remaining, reset = _number(headers.get("ratelimit-remaining")), _number(headers.get("ratelimit-reset"))
        if remaining is None or reset is None or remaining > limits.steady / 5:
            return

        def notice(usage: Usage, now: float) -> Usage | None:
            # Klaviyo's window may hold fewer of the app's requests: only the rest counts as others'.
            ours = sum(1 for t in usage.times if now - limits.steady_seconds < t <= now)
            others = max(0, limits.steady - int(remaining) - ours)
            if (others <= usage.other_requests and now < usage.other_requests_until) or not others:
                return None
            return usage.with_other_requests(others, now + min(reset, 60))

        await self._change(endpoint, notice)

    async def _change(self, endpoint: Endpoint, change: Callable[[Usage, float], Usage | None]) -> None:
        async with self._locks[endpoint]:
            await self._change_locked(endpoint, change)

    async def _change_locked(self, endpoint: Endpoint, change: Callable[[Usage, float], Usage | None]) -> None:
        key = f"{self._account}:{endpoint}"
        for attempt in range(MAX_ATTEMPTS):
            known = self._known.pop(key) if key in self._known else await self._store.read(key)
            usage, etag = known
            self._seen[endpoint] = usage
            changed = change(usage, self._clock())
            if changed is None:
                return
            try:
                self._known[key] = changed, await self._store.write(key, changed, etag)
                self._seen[endpoint] = changed
            except StateConflict:
                await asyncio.sleep(random.uniform(0, 0.01 * (attempt + 1)))  # noqa: S311
                continue
            return
        raise RateLimited(text("rate-record-contention", endpoint=endpoint), retry_after=1)


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text is not None else None
    except ValueError:
        return None
