"""Schedules of timers: NCRONTAB expressions and intervals, UTC.

`{second} {minute} {hour} {day} {month} {day of week}`, without the second where there are five fields; or
`hh:mm:ss`, an interval. learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions;
what is accepted and which ticks follow is recorded in tests/local/host/traces. Unlike cron, NCRONTAB wants day and
day of week to match where both are given, and knows no `L`, `W`, `#`, `?`, no day of week 7 and no `@daily`.
"""

from __future__ import annotations

import calendar
import itertools
import re
from datetime import datetime, timedelta

from local.host.functions import AppError

FIELDS = ((0, 59), (0, 59), (0, 23), (1, 31), (1, 12), (0, 6))
"""Least and greatest value of each."""
MONTHS = [name.lower() for name in calendar.month_name[1:]]
DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
NAMES = {4: dict(zip(MONTHS, range(1, 13), strict=True)), 5: dict(zip(DAYS, range(7), strict=True))}
PART = re.compile(r"(?:(\*)|([0-9A-Za-z]+)(?:-([0-9A-Za-z]+))?)(?:/([0-9]+))?")
INTERVAL = re.compile(r"(?:(\d+)\.)?(\d{1,2}):(\d{2})(?::(\d{2}))?")
LAST_YEAR = 9999
ABBREVIATION_LENGTH = 3


class Schedule:
    def __init__(self, expression: str) -> None:
        """Raise AppError for what Azure refuses."""
        self._interval = _interval(expression)
        if self._interval is None:
            fields = [field for field in expression.split(" ") if field]
            if len(fields) == len(FIELDS) - 1:
                fields.insert(0, "0")
            if len(fields) != len(FIELDS):
                raise AppError(f"the schedule {expression!r} does not have five or six fields")
            try:
                self._values = [sorted(_values(field, index)) for index, field in enumerate(fields)]
            except ValueError as error:
                raise AppError(f"the schedule {expression!r} is no NCRONTAB expression: {error}") from None
        self._expression = expression

    def after(self, at: datetime) -> datetime:
        """Return the first tick after `at` (aware, UTC). Raise AppError for a date that never comes."""
        if self._interval is not None:
            return at + self._interval
        seconds, minutes, hours, days, months, week_days = self._values
        start = at.replace(microsecond=0) + timedelta(seconds=1)
        times = [(hour, minute, second) for hour in hours for minute in minutes for second in seconds]
        for year in range(start.year, min(start.year + 30, LAST_YEAR)):
            for month, day in itertools.product(months, days):
                if day > calendar.monthrange(year, month)[1] or (year, month, day) < (
                    start.year,
                    start.month,
                    start.day,
                ):
                    continue
                midnight = start.replace(year=year, month=month, day=day, hour=0, minute=0, second=0)
                if midnight.isoweekday() % 7 not in week_days:
                    continue
                for hour, minute, second in times:
                    tick = midnight.replace(hour=hour, minute=minute, second=second)
                    if tick >= start:
                        return tick
        raise AppError(f"the schedule {self._expression!r} never comes")

    def is_frequent(self, at: datetime) -> bool:
        """Return whether it ticks more than once in the minute after `at`: such a timer is not monitored."""
        return self.after(self.after(at)) - at <= timedelta(minutes=1)


def _interval(expression: str) -> timedelta | None:
    match = INTERVAL.fullmatch(expression)
    if match is None:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def _values(field: str, index: int) -> set[int]:
    """Return the values of a field. Raise ValueError."""
    least, greatest = FIELDS[index]
    found: set[int] = set()
    for part in field.split(","):
        match = PART.fullmatch(part)
        if match is None:
            raise ValueError(f"{part!r} is not understood")
        every, first, last, step = match.groups()
        start, end = (least, greatest) if every else (_value(first, index), _value(last or first, index))
        if step is not None and not every and last is None:
            end = greatest
        # A reversed range is the same as the right way round.
        found |= set(range(min(start, end), max(start, end) + 1, max(int(step or 1), 1)))
    return found


def _value(text: str, index: int) -> int:
    least, greatest = FIELDS[index]
    if text.isdigit():
        value = int(text)
        if not least <= value <= greatest:
            raise ValueError(f"{value} is not between {least} and {greatest}")
        return value
    names = [
        number
        for name, number in NAMES.get(index, {}).items()
        if len(text) >= ABBREVIATION_LENGTH and name.startswith(text.lower())
    ]
    if not names:
        raise ValueError(f"{text!r} is not understood")
    return names[0]
