"""When an export runs by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from cronsim import CronSim
from pydantic import Field

from shared.domain.base import Value


class Manual(Value):
    """Only on demand."""

    kind: Literal["manual"] = "manual"


class Refresh(Value):
    """With the system refresh, whose cron expression and time zone are settings of the app."""

    kind: Literal["refresh"] = "refresh"


class SegmentUpdated(Value):
    """When a blob of one of its segments was written."""

    kind: Literal["segment_updated"] = "segment_updated"


type Schedule = Annotated[Manual | Refresh | SegmentUpdated, Field(discriminator="kind")]


def last_due(expression: str, time_zone: str, now: datetime) -> datetime:
    """The latest time at or before `now` at which `expression` (5 fields) was due, in UTC.

    Local time decides, so that 02:00 stays 02:00 across a change to or from daylight saving; a time that such a
    change skips is due right after the gap, one that it repeats is due once (cronsim follows Debian's cron).
    Raises cronsim.CronSimError or zoneinfo.ZoneInfoNotFoundError for an expression or zone that is none.
    """
    # cronsim yields what lies strictly before its start: a second later, the present minute counts too.
    local = (now + timedelta(seconds=1)).replace(microsecond=0).astimezone(ZoneInfo(time_zone))
    return next(CronSim(expression, local, reverse=True)).astimezone(UTC)


def is_due(expression: str, time_zone: str, now: datetime, since: datetime) -> bool:
    """Whether a time lies in (since, now]. However many do, it is due once."""
    return last_due(expression, time_zone, now) > since
