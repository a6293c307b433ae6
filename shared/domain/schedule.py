"""When an export runs by itself.

A cron expression has five fields and is read in its time zone. Local time decides, so that 02:00 stays 02:00 across
a change to or from daylight saving; a time that such a change skips is due right after the gap, one that it repeats
is due once, while expressions for every hour or every few minutes keep their pace (cronsim follows Debian's cron).
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

from shared.domain.base import WHOLE, Instant, Stored, Value

OFF = "off"
PARTS_QUIET_SECONDS = 30


def _checked_expression(text: str) -> str:
    if len(text.split()) != 5:
        raise ValueError("a cron expression has five fields: minute, hour, day of month, month, day of week")
    try:
        next(CronSim(text, datetime.now(UTC)))
    except CronSimError as error:
        raise ValueError(f"no cron expression: {str(error).lower()}") from None
    except StopIteration:
        raise ValueError("this cron expression is never due") from None
    return text


def _checked_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError("no IANA time zone; write for example Europe/Berlin or UTC") from None
    return name


LOOKS_LIKE_CRON = r"^[0-9*,/-]+\s+[0-9*,/-]+\s+[0-9LWlw*,/-]+\s+[0-9A-Za-z*,/-]+\s+[0-9A-Za-z#*,/-]+$"
LOOKS_LIKE_A_ZONE = r"^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$"
"""For the OpenAPI document: as much of the rules as a pattern can say."""

CronExpression = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=100),
    AfterValidator(_checked_expression),
    Field(json_schema_extra={"pattern": LOOKS_LIKE_CRON, "examples": ["0 6 * * 1", "*/30 8-18 * * MON-FRI"]}),
]
TimeZone = Annotated[
    str,
    StringConstraints(max_length=64),
    AfterValidator(_checked_zone),
    Field(json_schema_extra={"pattern": LOOKS_LIKE_A_ZONE, "examples": ["Europe/Berlin", "UTC"]}),
]


def _with_kind(schema: dict[str, Any]) -> None:
    # It tells the kinds apart, so that it cannot be left out although each has a default.
    schema["required"] = ["kind", *(name for name in schema.get("required", []) if name != "kind")]


class OneOfSeveral(Value):
    """A schedule of one kind."""

    model_config = ConfigDict(json_schema_extra=_with_kind)


class Manual(OneOfSeveral):
    """Only on demand."""

    kind: Literal["manual"] = "manual"


class Refresh(OneOfSeveral):
    """With the system refresh, whose times and time zone are settings of the app."""

    kind: Literal["refresh"] = "refresh"


class Cron(OneOfSeveral):
    """At times of its own: minute, hour, day of month, month, day of week."""

    kind: Literal["cron"] = "cron"
    expression: CronExpression
    time_zone: TimeZone = "UTC"


class SegmentUpdated(OneOfSeveral):
    """When its segment was written.

    A segment of several parts is complete when its model.json was written, if it has one; else when nothing was
    written for `quiet_seconds`. Left out, that is 0 for a segment in one file and 30 for one in several.
    """

    kind: Literal["segment_updated"] = "segment_updated"
    quiet_seconds: Annotated[int, Field(ge=0, le=86_400), WHOLE] | None = None

    def quiet(self, *, parts: bool) -> timedelta:
        """How long nothing may have been written."""
        seconds = self.quiet_seconds if self.quiet_seconds is not None else PARTS_QUIET_SECONDS if parts else 0
        return timedelta(seconds=seconds)


type Schedule = Annotated[Manual | Refresh | Cron | SegmentUpdated, Field(discriminator="kind")]


@dataclass(frozen=True)
class Timetable:
    """Times given by cron expressions in one time zone. Each expression may name several hours and weekdays."""

    expressions: tuple[str, ...]
    time_zone: str

    @classmethod
    def parse(cls, text: str, time_zone: str) -> Timetable:
        """From a setting: expressions separated by semicolons, or `off`.

        `0 2 * * *` is daily, `0 6,18 * * 1,4` twice on Mondays and Thursdays; `0 6 * * *; 30 13 * * *` two times a
        day. Raises ValueError that says what is wrong.
        """
        parts = [] if text.strip().lower() == OFF else text.split(";")
        return cls(tuple(_checked_expression(part.strip()) for part in parts), _checked_zone(time_zone))

    def times(self, after: datetime) -> Iterator[datetime]:
        """Every time later than `after`, in the time zone's own hours."""
        zone = ZoneInfo(self.time_zone)
        last = after.astimezone(UTC)
        for moment in heapq.merge(*(_times(expression, last, zone) for expression in self.expressions)):
            if moment > last:
                yield moment.astimezone(zone)
                last = moment

    def following(self, after: datetime, count: int) -> list[datetime]:
        """The next `count` times."""
        return list(islice(self.times(after), count))

    def first_due(self, since: datetime, now: datetime) -> datetime | None:
        """The first time in (since, now], in UTC. However many there are, the schedule is due once."""
        first = next(self.times(since), None)
        return first.astimezone(UTC) if first is not None and first.astimezone(UTC) <= now else None


def _times(expression: str, after: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """Times in UTC, from a little before `after` on.

    Begun inside the hour that is repeated when clocks go back, cronsim goes astray; before it, it does not. And only
    UTC tells the two times of that hour apart: within one zone Python compares wall clocks.
    """
    for moment in CronSim(expression, (after - timedelta(hours=3)).astimezone(zone)):
        yield moment.astimezone(UTC)


@lru_cache(maxsize=8)
def system_refresh(text: str, time_zone: str) -> Timetable:
    """The system refresh, as the settings give it."""
    return Timetable.parse(text, time_zone)


def timetable(schedule: Schedule, refresh: Timetable) -> Timetable | None:
    """The times of a schedule; None where it has none (manual, segment_updated)."""
    if isinstance(schedule, Cron):
        return Timetable((schedule.expression,), schedule.time_zone)
    return refresh if isinstance(schedule, Refresh) else None


class SeenVersion(Stored):
    """A version of a segment: when it was written (whole seconds, as storage has it), and a digest of what was."""

    at: Instant
    digest: str


class ScheduleState(Stored):
    """What the scheduler remembers of an export. It is apart from the export, which people alone change.

    It belongs to the export's schedule as it is since `since` (the export's `scheduled_at`): with another one there,
    it is out of date. `checked_at` is up to when times have been dealt with; `segments` are the versions, by the names
    of the segments, that start nothing any more.
    """

    since: Instant
    checked_at: Instant
    segments: dict[str, SeenVersion] = Field(default_factory=dict)
