"""Schedules: when an export runs without a request.

A cron expression has five fields and is evaluated in its time zone, so that 02:00 stays 02:00 local time across a
change to or from daylight saving. A time that the change skips is due right after the gap, one that it repeats is due
once; expressions for every hour or every few minutes keep their interval (cronsim follows Debian's cron).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from shared.domain.base import INTEGRAL, Instant, Stored, Value
from shared.errors import InvalidValue
from shared.texts import text

OFF = "off"
MULTI_PART_QUIET_SECONDS = 30


def _checked_expression(expression: str) -> str:
    if len(expression.split()) != 5:
        raise InvalidValue(text("field-cron-fields"))
    try:
        next(CronSim(expression, datetime.now(UTC)))
    except CronSimError as error:
        raise InvalidValue(text("field-cron-invalid", part=str(error).removeprefix("Bad "))) from None
    except StopIteration:
        raise InvalidValue(text("field-cron-never")) from None
    return expression


def _checked_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise InvalidValue(text("field-time-zone")) from None
    return name


CRON_PATTERN = r"^[0-9*,/-]+\s+[0-9*,/-]+\s+[0-9LWlw*,/-]+\s+[0-9A-Za-z*,/-]+\s+[0-9A-Za-z#*,/-]+$"
TIME_ZONE_PATTERN = r"^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$"
"""For the OpenAPI document: the part of the rules that a pattern can express."""

CronExpression = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=100),
    AfterValidator(_checked_expression),
    Field(json_schema_extra={"pattern": CRON_PATTERN, "examples": ["0 6 * * 1", "*/30 8-18 * * MON-FRI"]}),
]
TimeZone = Annotated[
    str,
    StringConstraints(max_length=64),
    AfterValidator(_checked_zone),
    Field(json_schema_extra={"pattern": TIME_ZONE_PATTERN, "examples": ["Europe/Berlin", "UTC"]}),
]


def _with_kind(schema: dict[str, Any]) -> None:
    # The discriminator is required, although each kind has a default for it.
    schema["required"] = ["kind", *(name for name in schema.get("required", []) if name != "kind")]


class ScheduleKind(Value):
    """A schedule of one kind."""

    model_config = ConfigDict(json_schema_extra=_with_kind)


class Manual(ScheduleKind):
    """Only on demand."""

    kind: Literal["manual"] = "manual"


class Refresh(ScheduleKind):
    """At the times of the system refresh, which are settings of the app."""

    kind: Literal["refresh"] = "refresh"


class Cron(ScheduleKind):
    """At the times of a cron expression: minute, hour, day of month, month, day of week."""

    kind: Literal["cron"] = "cron"
    expression: CronExpression
    time_zone: TimeZone = "UTC"


class SegmentUpdated(ScheduleKind):
    """After its segment was updated.

    A segment with several parts is complete when its model.json was written, if it has one; otherwise when nothing was
    written for `quiet_seconds`. The default is 0 seconds for a segment in one file, 30 for several files.
    """

    kind: Literal["segment_updated"] = "segment_updated"
    quiet_seconds: Annotated[int, Field(ge=0, le=86_400), INTEGRAL] | None = None

    def quiet(self, *, parts: bool) -> timedelta:
        """Return how long the segment must be unchanged before a run starts."""
        seconds = self.quiet_seconds if self.quiet_seconds is not None else MULTI_PART_QUIET_SECONDS if parts else 0
        return timedelta(seconds=seconds)


type Schedule = Annotated[Manual | Refresh | Cron | SegmentUpdated, Field(discriminator="kind")]


@dataclass(frozen=True)
class Timetable:
    """The times of cron expressions in one time zone."""

    expressions: tuple[str, ...]
    time_zone: str

    @classmethod
    def parse(cls, text: str, time_zone: str) -> Timetable:
        """Parse a setting: expressions separated by semicolons, or `off`.

        `0 2 * * *` is daily, `0 6,18 * * 1,4` twice on Mondays and Thursdays; `0 6 * * *; 30 13 * * *` twice a
        day. Raises ValueError with the reason.
        """
        parts = [] if text.strip().lower() == OFF else text.split(";")
        return cls(tuple(_checked_expression(part.strip()) for part in parts), _checked_zone(time_zone))

    def times(self, after: datetime) -> Iterator[datetime]:
        """Yield every time later than `after`, in the time zone."""
        zone = ZoneInfo(self.time_zone)
        last = after.astimezone(UTC)
        for at in heapq.merge(*(_times(expression, last, zone) for expression in self.expressions)):
            if at > last:
                yield at.astimezone(zone)
                last = at

    def following(self, after: datetime, count: int) -> list[datetime]:
        """Return the next `count` times."""
        return list(islice(self.times(after), count))

    def first_due(self, since: datetime, now: datetime) -> datetime | None:
        """Return the first time in (since, now] in UTC, or None. Several missed times are one due time."""
        first = next(self.times(since), None)
        return first.astimezone(UTC) if first is not None and first.astimezone(UTC) <= now else None


def _times(expression: str, after: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield times in UTC, from three hours before `after`.

    cronsim gives wrong times if it starts inside the hour that is repeated when clocks go back, so it starts before.
    Only UTC distinguishes the two occurrences of that hour: within one zone Python compares wall-clock times.
    """
    for at in CronSim(expression, (after - timedelta(hours=3)).astimezone(zone)):
        yield at.astimezone(UTC)


@lru_cache(maxsize=8)
def system_refresh(text: str, time_zone: str) -> Timetable:
    """Return the timetable of the system refresh."""
    return Timetable.parse(text, time_zone)


def timetable(schedule: Schedule, refresh: Timetable) -> Timetable | None:
    """Return the timetable of a schedule; None for kinds without times (manual, segment_updated)."""
    if isinstance(schedule, Cron):
        return Timetable((schedule.expression,), schedule.time_zone)
    return refresh if isinstance(schedule, Refresh) else None


class SeenVersion(Stored):
    """A version of a segment: when it was written (storage gives whole seconds), and a digest of names and ETags."""

    at: Instant
    digest: str


class ScheduleState(Stored):
    """The scheduler's state of an export. A record of its own: only people change the export itself.

    `since` equals the export's `scheduled_at`; if that differs, the schedule was changed and this state is out of
    date. Due times up to `checked_at` are processed; `segments` has the last processed version of each segment.
    """

    since: Instant
    checked_at: Instant
    segments: dict[str, SeenVersion] = Field(default_factory=dict)

    def checked(self, at: datetime) -> ScheduleState:
        """Return the state with all times up to `at` dealt with."""
        return self.model_copy(update={"checked_at": at})

    def with_seen(self, versions: dict[str, SeenVersion]) -> ScheduleState:
        """Return the state with these versions of segments, by name, as ones that start nothing any more."""
        return self.model_copy(update={"segments": self.segments | versions})
