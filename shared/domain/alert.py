"""Alert rules of an export, evaluated when a run ends (`no_run_by`: by the sweep)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from statistics import median
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from shared.domain.base import Stored, Value
from shared.domain.schedule import TimeZone
from shared.texts import Text, text

MAX_ALERTS = 10
MAX_COMPARED_RUNS = 20


class Repeat(StrEnum):
    """Whether only the first violation in a row is notified, or every one."""

    FIRST = "first"
    EVERY = "every"


@dataclass(frozen=True)
class RunFacts:
    """What rules look at: rows read, rows rejected or failed, minutes from request to end, rows of earlier runs."""

    read: int
    bad: int
    minutes: float
    earlier_reads: Sequence[int] = ()


class _Rule(Value):
    repeat: Repeat = Repeat.FIRST

    @property
    def key(self) -> str:
        """Identifies the rule in the notification state; a rule with other limits is another rule."""
        limits = self.model_dump_json(exclude={"repeat"})
        return f"{self.__class__.__name__}-{hashlib.sha256(limits.encode()).hexdigest()[:12]}"


class RejectedShare(_Rule):
    """More than `over_percent` of the rows of a run were rejected (apart from `not_found`) or failed."""

    kind: Literal["rejected_share"] = "rejected_share"
    over_percent: float = Field(ge=0, lt=100)

    def violation(self, facts: RunFacts) -> Text | None:
        """Return the violation or None. A run that read nothing does not violate the rule."""
        share = 100 * facts.bad / facts.read if facts.read else 0
        if share <= self.over_percent:
            return None
        return text(
            "alert-rejected-share", share=round(share, 1), bad=facts.bad, read=facts.read, limit=self.over_percent
        )


class RowCount(_Rule):
    """The number of rows differs from the median of the last `runs` runs by more than `deviation_percent`."""

    kind: Literal["row_count"] = "row_count"
    deviation_percent: float = Field(gt=0, le=1000)
    runs: int = Field(5, ge=1, le=MAX_COMPARED_RUNS)

    def violation(self, facts: RunFacts) -> Text | None:
        """Return the violation or None. Without earlier runs there is nothing to compare."""
        compared = facts.earlier_reads[-self.runs :]
        usual = median(compared) if compared else 0
        if not usual:
            return None
        deviation = 100 * (facts.read - usual) / usual
        if abs(deviation) <= self.deviation_percent:
            return None
        percent, usual, limit = round(abs(deviation)), round(usual), self.deviation_percent
        if deviation > 0:
            return text("alert-more-rows", read=facts.read, deviation=percent, usual=usual, limit=limit)
        return text("alert-fewer-rows", read=facts.read, deviation=percent, usual=usual, limit=limit)


class Duration(_Rule):
    """A run took longer than `over_minutes`, from its request to its end."""

    kind: Literal["duration"] = "duration"
    over_minutes: float = Field(gt=0, le=10_080)

    def violation(self, facts: RunFacts) -> Text | None:
        """Return the violation or None."""
        if facts.minutes <= self.over_minutes:
            return None
        return text("alert-duration", minutes=round(facts.minutes), limit=self.over_minutes)


class NoRunBy(_Rule):
    """No run ended normally since local midnight, and it is later than `time`."""

    kind: Literal["no_run_by"] = "no_run_by"
    time: Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["07:00"])]
    time_zone: TimeZone = "UTC"

    def violation(self, facts: RunFacts) -> Text | None:  # noqa: ARG002 - as every rule
        """Return None: only `missed` evaluates this rule."""
        return None

    def missed(self, last_normal_end: datetime | None, at: datetime, *, rule_since: datetime) -> Text | None:
        """Return the violation at `at` or None.

        `last_normal_end` is when a run of the export last ended normally. An export that was changed after today's
        time (`rule_since`) is not reported before tomorrow.
        """
        zone = ZoneInfo(self.time_zone)
        local = at.astimezone(zone)
        due = datetime.combine(local.date(), time.fromisoformat(self.time), zone)
        midnight = datetime.combine(local.date(), time.min, zone)
        if at < due or rule_since > due or (last_normal_end is not None and last_normal_end >= midnight):
            return None
        return text("alert-no-run-by", time=self.time, zone=self.time_zone)


type AlertRule = Annotated[RejectedShare | RowCount | Duration | NoRunBy, Field(discriminator="kind")]


class Evaluation(Stored):
    """The outcome of evaluating one rule: what to notify, if anything, and whether the rule is violated now."""

    key: str
    violation: Text | None
    notify: Literal["raised", "resolved"] | None


def evaluate(rule: AlertRule, violation: Text | None, *, violated_before: bool) -> Evaluation:
    """Decide what to notify: the first violation (or every one), and the end of violations."""
    notify: Literal["raised", "resolved"] | None = None
    if violation is not None and (rule.repeat is Repeat.EVERY or not violated_before):
        notify = "raised"
    elif violation is None and violated_before:
        notify = "resolved"
    return Evaluation(key=rule.key, violation=violation, notify=notify)
