"""An export: what is sent where."""

from __future__ import annotations

import re
from collections.abc import Mapping as AnyMapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, WithJsonSchema

from shared.domain.alert import MAX_ALERTS, AlertRule
from shared.domain.base import INTEGRAL, Instant, Name, Record, Stored
from shared.domain.canary import Canary
from shared.domain.impact import HoldWhen
from shared.domain.mapping import Mapping
from shared.domain.row_log import RowLog
from shared.domain.schedule import Manual, Schedule
from shared.domain.subscription import Subscription
from shared.errors import InvalidValue
from shared.texts import Text, text

ListId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{1,32}$")]
"""A Klaviyo list id: letters and digits, nothing that could reach into a URL."""

SEGMENT_PATTERN = r"^[^./\\?#\x00-\x1f\x7f][^/\\?#\x00-\x1f\x7f]{0,199}$"


def usable_name(name: str) -> str:
    """Return the name of a segment. Raise InvalidValue where it cannot be one."""
    if not re.fullmatch(SEGMENT_PATTERN, name):
        raise InvalidValue(text("field-segment-name"))
    return name


SegmentName = Annotated[
    str, AfterValidator(usable_name), WithJsonSchema({"type": "string", "pattern": SEGMENT_PATTERN})
]
"""A segment's name: one step of a path, nothing that could climb out of the container."""

MAX_SEGMENTS = 20


def _each_once(names: list[str]) -> list[str]:
    if len(set(names)) < len(names):
        raise InvalidValue(text("field-segment-twice"))
    return names


Segments = Annotated[
    list[SegmentName],
    Field(min_length=1, max_length=MAX_SEGMENTS, json_schema_extra={"uniqueItems": True}),
    AfterValidator(_each_once),
]
"""In order of precedence: of a person who is in several, the row of the last-named counts."""

Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
ProfileLimit = Annotated[int, Field(ge=1, le=1_000_000_000), INTEGRAL]
Percent = Annotated[int, Field(ge=1, le=100), INTEGRAL]


CheckInterval = Annotated[int, Field(ge=1, le=30), INTEGRAL]


class Mode(StrEnum):
    """`upsert` adds and updates; `mirror` also removes from the list who left the segment.

    `update` sends only people whom Klaviyo has already, so that no profile is added to the account.
    """

    UPSERT = "upsert"
    MIRROR = "mirror"
    UPDATE = "update"


class TargetReservation(Stored):
    """Which export is about to fill a list with a segment: a guard until it is saved (shared/runs/targets.py)."""

    key: str
    export_id: str
    at: Instant


class SharedIdentifiers(StrEnum):
    """What becomes of a phone number or external id that several people of an export share."""

    LEAVE_OUT = "leave_out"
    SEND_LAST = "send_last"


class ExportConfiguration(BaseModel):
    """What people decide about an export, beside its connection. The API takes, stores and answers these fields."""

    name: Name = Field(examples=["Loyal customers to newsletter"])
    list_id: ListId = Field(description="A Klaviyo list of the connection's account.", examples=["Y6nRLr"])
    segments: Segments = Field(
        description="Of a person who is in several, the row of the last-named counts.", examples=[["LoyalCustomers"]]
    )
    mapping: Mapping = Field(
        examples=[
            {
                "email": "EMail",
                "first_name": "FirstName",
                "location.city": "City",
                "properties": {"Loyalty Tier": "LoyaltyTier"},
            }
        ]
    )
    mode: Mode = Mode.UPSERT
    schedule: Schedule = Field(
        Manual(),
        examples=[
            {"kind": "refresh"},
            {"kind": "cron", "expression": "0 6 * * 1", "time_zone": "Europe/Berlin"},
            {"kind": "segment_updated", "quiet_seconds": 120},
        ],
    )
    enabled: bool = Field(default=True, description="Otherwise it runs only on demand.")
    profile_limit: ProfileLimit | None = Field(None, description="A run that would send more profiles is skipped.")
    default_country: Country | None = Field(
        None, description="ISO 3166, two letters: of phone numbers without a country code."
    )
    removal_limit_percent: Percent | None = Field(
        None, description="Mode mirror; null takes the setting REMOVAL_LIMIT_PERCENT."
    )
    subscribe: Subscription | None = Field(
        None,
        description="What a yes or no in a column does to consent, by channel. null: consent is not changed.",
        examples=[{"email": {"column": "Opt-in", "true_values": ["Yes"], "consented_at_column": "Opted in on"}}],
    )
    respect_suppressions: bool = Field(
        default=True,
        description="People who opted out at Klaviyo after their consent, or at any time if the consent has no time, "
        "are not subscribed.",
    )
    confirm_ignoring_suppressions: bool = Field(
        default=False,
        description="Required with `respect_suppressions: false`: people who opted out may then get messages again.",
    )
    shared_identifiers: SharedIdentifiers = SharedIdentifiers.LEAVE_OUT
    hold_when: HoldWhen | None = Field(
        None,
        description="When a run waits for confirmation before it sends anything.",
        examples=[{"new_profiles_over": 1000, "plan_share_over": 95, "triggers_live_flows": True}],
    )
    canary: Canary | None = Field(
        None,
        description="A first portion of each run that is followed to its end and judged before the others are sent.",
        examples=[{"profiles": 1000, "then": "wait", "max_failed_percent": 2}],
    )
    check_list_every_days: CheckInterval | None = Field(
        None, description="How often the list is read back and compared with what was sent; null: on demand only."
    )
    row_log: RowLog | None = Field(
        None, description="Keep what happened to each row of a run, in files with personal data; null: no log."
    )
    alerts: list[AlertRule] = Field(
        default_factory=list,
        max_length=MAX_ALERTS,
        examples=[[{"kind": "rejected_share", "over_percent": 5}, {"kind": "no_run_by", "time": "07:00"}]],
    )


def runs_by_itself(*, enabled: bool, connection_id: str, schedule_kind: str) -> bool:
    """Tell whether an export with these values is started by the app."""
    return enabled and bool(connection_id) and schedule_kind != "manual"


class Export(ExportConfiguration, Record):
    """An export as it is stored.

    `connection_id` is empty while the export is detached: it keeps its configuration and does not run. `list_name` is
    the name that the list had when it was chosen. `scheduled_at`
    is since when it has its present schedule and segments: what was due or written before starts nothing. What the
    scheduler remembers is a record of its own (ScheduleState).
    """

    SCHEMA: ClassVar[int] = 3
    """2: `mapping.identity`. 3: `canary`."""

    id: str
    connection_id: str = ""
    list_name: str = ""
    created_by: str = ""
    created_at: Instant
    updated_at: Instant
    scheduled_at: Instant

    @property
    def detached(self) -> bool:
        """It has no connection."""
        return not self.connection_id

    @property
    def active(self) -> bool:
        """It runs by itself."""
        return self.schema_supported and runs_by_itself(
            enabled=self.enabled, connection_id=self.connection_id, schedule_kind=self.schedule.kind
        )

    def changed(self, values: AnyMapping[str, Any], at: datetime) -> Export:
        """Return the export with other values of its configuration or another connection.

        With another schedule or other segments, or active again, nothing that was due or written before starts it.
        """
        export = self.model_copy(update={**values, "updated_at": at})
        if export.respect_suppressions:
            # The next time that opt-outs are to be ignored, it is confirmed again.
            export = export.model_copy(update={"confirm_ignoring_suppressions": False})
        return export.model_copy(update={"scheduled_at": at}) if self._is_rescheduled_by(export) else export

    def _is_rescheduled_by(self, export: Export) -> bool:
        return (export.schedule, export.segments) != (self.schedule, self.segments) or (
            export.active and not self.active
        )

    def to_list(self, name: str) -> Export:
        """Return the export with the name of its list."""
        return self.model_copy(update={"list_name": name})

    def without_connection(self, at: datetime) -> Export:
        """Return the export detached from its connection."""
        return self.model_copy(update={"connection_id": "", "updated_at": at})

    def find_contradiction(self) -> tuple[str, Text] | None:
        """Return the field that does not fit the others, and what to do; None where all fit."""
        if not self.respect_suppressions and not self.confirm_ignoring_suppressions:
            return "confirm_ignoring_suppressions", text("confirm-ignoring-suppressions")
        if self.subscribe and self.subscribe.needs_phone_number and self.mapping.phone_number is None:
            return "subscribe", text("channels-need-phone")
        return None

    def exceeded_limit(self, profiles: int, connection_limit: int | None) -> Text | None:
        """Return which limit a run that sends so many profiles exceeds; None where it exceeds none."""
        if self.profile_limit is not None and profiles > self.profile_limit:
            return text("limit-of-export", profiles=profiles, limit=self.profile_limit)
        if connection_limit is not None and profiles > connection_limit:
            return text("limit-of-connection", profiles=profiles, limit=connection_limit)
        return None

    def first_portion(self, profiles: int) -> int:
        """Return how many of so many profiles a run sends first, to judge them; 0 for all at once."""
        return self.canary.first_of(profiles) if self.canary is not None else 0
