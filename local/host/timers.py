"""Timer functions: each tick goes to one worker.

As in the timer extension (TimerListener, github.com/Azure/azure-webjobs-sdk-extensions): the next
tick is counted from the end of the last run, so runs of one function do not overlap; with
`useMonitor` (the default, but not for schedules under a minute) the last tick is remembered, and one
missed while the host was down is made up for at once, past due.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from local.host.functions import Function
from local.host.schedule import Schedule

log = logging.getLogger("local.host.timers")

type Fire = Callable[[Function, Mapping[str, Any]], Awaitable[None]]
"""Runs a timer function with {"past_due", "last", "following"} (see wire.py) and waits for its end."""


class TimerState:
    """The last tick of each timer, in a file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._last: dict[str, str] = json.loads(file.read_text("utf-8")) if file.exists() else {}

    def last(self, name: str) -> datetime | None:
        text = self._last.get(name)
        return datetime.fromisoformat(text) if text else None

    def store(self, name: str, tick: datetime) -> None:
        self._last[name] = tick.isoformat()
        self._file.write_text(json.dumps(self._last), "utf-8")


async def run_timer(function: Function, state: TimerState, fire: Fire) -> None:
    """Runs until cancelled."""
    schedule = Schedule(function.option("schedule"))
    now = datetime.now(UTC)
    monitor = function.trigger.get("useMonitor") is not False and not schedule.is_frequent(now)
    last = state.last(function.name) if monitor else None
    missed = last is not None and schedule.after(last) < now
    if missed or function.trigger.get("runOnStartup") is True:
        await _tick(function, schedule, state, fire, now, past_due=missed)
    while True:
        tick = schedule.after(datetime.now(UTC))
        await asyncio.sleep((tick - datetime.now(UTC)).total_seconds())
        await _tick(function, schedule, state, fire, tick, past_due=False)
        # The clock may stand a moment before the tick still: it must not be fired again.
        await asyncio.sleep(max(0.0, (tick - datetime.now(UTC)).total_seconds()))


async def _tick(
    function: Function,
    schedule: Schedule,
    state: TimerState,
    fire: Fire,
    tick: datetime,
    *,
    past_due: bool,
) -> None:
    last = state.last(function.name)
    state.store(function.name, tick)
    try:
        await fire(
            function,
            {
                "past_due": past_due,
                "last": last.isoformat() if last else None,
                "following": schedule.after(tick).isoformat(),
            },
        )
    except Exception:
        # A timer outlives whatever happens to one tick: a worker killed, none there.
        log.exception("a tick of %s was lost", function.name)
