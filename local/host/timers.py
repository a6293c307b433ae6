"""Timer functions, as the timer extension runs them (TimerListener, github.com/Azure/azure-webjobs-sdk-extensions).

Recorded (tests/local/host/traces):
- the status {Last, Next, LastUpdated} is written after the run, also after a failed one; a host that ends during a
  run has not written it, so that the tick runs again, past due, at the next start;
- a missed tick is made up for once at the start, also for a timer that has never run;
- a status whose Next does not follow from its Last by the present schedule is replaced, and nothing is made up;
- the next tick is counted from the beginning of the last run: one that falls into a run follows right after it;
- timers that tick more than once a minute, or with useMonitor false, have no status.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from local.host.functions import AppError, Function
from local.host.instance import HostEndedError
from local.host.schedule import Schedule

log = logging.getLogger("local.host.timers")

NEVER = datetime.min.replace(tzinfo=UTC)
"""Last of a timer that has not run."""

type Fire = Callable[[Function, Mapping[str, Any]], Awaitable[None]]
"""Runs a timer function with {"past_due", "status"} (see wire.py) and waits for its end. Raises HostEndedError."""


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class TimerStatus:
    last: datetime
    """Beginning of the last run."""
    next: datetime
    last_updated: datetime

    def as_json(self) -> dict[str, str]:
        """Return what the host stores, and the function sees as `schedule_status`."""
        return {"Last": _text(self.last), "Next": _text(self.next), "LastUpdated": _text(self.last_updated)}

    @classmethod
    def from_json(cls, values: Any) -> Self:
        """Raise AppError for a status that cannot be read."""
        try:
            last, following, updated = (_parse(values[name]) for name in ("Last", "Next", "LastUpdated"))
        except (KeyError, TypeError, ValueError) as error:
            raise AppError(f"the stored status of a timer cannot be read: {values!r:.100}") from error
        return cls(last, following, updated)


class TimerState:
    """The status of each timer, in a file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._stored: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.exists() else {}

    def read(self, name: str) -> TimerStatus | None:
        stored = self._stored.get(name)
        return None if stored is None else TimerStatus.from_json(stored)

    def write(self, name: str, status: TimerStatus) -> None:
        self._stored[name] = status.as_json()
        self._file.write_text(json.dumps(self._stored), "utf-8")


class TimerListener:
    def __init__(
        self, function: Function, state: TimerState, fire: Fire, now: Callable[[], datetime] = utc_now
    ) -> None:
        """Raise AppError for a wrong schedule."""
        self._function = function
        self._schedule = Schedule(function.option("schedule"))
        self._state = state
        self._fire = fire
        self._now = now
        self._monitored = function.trigger.get("useMonitor") is not False and not self._schedule.is_frequent(now())
        self._started = now()
        """Beginning of the last run, or of the listener."""
        self._status: TimerStatus | None = None
        """As the function will see it; None for a timer that is not monitored."""

    async def run(self) -> None:
        """Work until cancelled. A host that ends during a run starts again, and with it the listener."""
        while True:
            try:
                await self.start()
                await self._run()
            except HostEndedError:
                log.warning("%s: the host ended during a run, which is not noted", self._function.name)

    async def start(self) -> None:
        """Make up for a missed tick, or run because of runOnStartup, and wait for the end of that run."""
        self._started = now = self._now()
        status = self._state.read(self._function.name) if self._monitored else None
        missed = False
        if self._monitored:
            expected = None if status is None else self._after(status)
            if status is None or expected is None:
                self._state.write(self._function.name, TimerStatus(NEVER, self._schedule.after(now), now))
                status = TimerStatus(NEVER, self._schedule.after(now), NEVER)
            elif expected != status.next:
                # Another schedule by now: a tick of the new one is not made up for.
                status = TimerStatus(NEVER, self._schedule.after(now), status.last_updated)
                self._state.write(self._function.name, status)
            else:
                missed = now > status.next
        self._status = status
        if missed or self._function.trigger.get("runOnStartup") is True:
            await self._tick(status.next if status else self._schedule.after(now), past_due=missed)

    async def _run(self) -> None:
        while True:
            tick = self._schedule.after(self._started)
            while (left := (tick - self._now()).total_seconds()) > 0:
                await asyncio.sleep(left)
            await self._tick(tick, past_due=False)

    def _after(self, status: TimerStatus) -> datetime | None:
        """Return the tick that follows from the status, None when there is none."""
        try:
            return self._schedule.after(status.last_updated if status.last == NEVER else status.last)
        except AppError:
            return None

    async def _tick(self, tick: datetime, *, past_due: bool) -> None:
        self._started = self._now()
        status = self._status
        seen = TimerStatus(status.last, tick, status.last_updated).as_json() if status else None
        try:
            await self._fire(self._function, {"past_due": past_due, "status": seen})
        except HostEndedError:
            raise
        except Exception:
            # A timer outlives whatever happens to one run.
            log.exception("a run of %s was lost", self._function.name)
        if self._monitored:
            self._status = TimerStatus(self._started, self._schedule.after(self._started), self._started)
            self._state.write(self._function.name, self._status)


def _text(at: datetime) -> str:
    return "0001-01-01T00:00:00+00:00" if at == NEVER else at.isoformat()


def _parse(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
