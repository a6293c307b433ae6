"""NCRONTAB expressions: `{second} {minute} {hour} {day} {month} {day of week}`, UTC.

learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions. Unlike cron,
NCRONTAB wants day *and* day of week to match where both are given.
"""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta

from cronsim import CronSim, CronSimError

from local.host.functions import AppError

FIELDS = 6


class Schedule:
    def __init__(self, expression: str) -> None:
        """Raises AppError for what is no NCRONTAB expression; five fields get second 0."""
        fields = expression.split()
        if len(fields) == FIELDS - 1:
            fields.insert(0, "0")
        self._expression = " ".join(fields)
        try:
            CronSim(self._expression, datetime(2000, 1, 1))  # noqa: DTZ001  cronsim counts in naive time
        except CronSimError as error:
            raise AppError(f"the schedule {expression!r} is no NCRONTAB expression: {error}") from None
        if len(fields) != FIELDS:
            raise AppError(f"the schedule {expression!r} has not six fields")

    def after(self, moment: datetime) -> datetime:
        """The first tick after `moment` (aware, UTC)."""
        ticks = CronSim(self._expression, moment.replace(tzinfo=None))
        ticks.day_and = True
        return next(ticks).replace(tzinfo=moment.tzinfo)

    def is_frequent(self, moment: datetime) -> bool:
        """Whether it ticks more than once a minute: such a timer is not monitored."""
        ticks = [moment]
        for _ in range(5):
            ticks.append(self.after(ticks[-1]))
        return any(b - a < timedelta(minutes=1) for a, b in itertools.pairwise(ticks[1:]))
