"""An export: what is sent where."""

from __future__ import annotations

import re
from collections.abc import Mapping as AnyMapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, WithJsonSchema

from shared.domain.alert import MAX_ALERTS, AlertRule
from shared.domain.base import INTEGRAL, NON_BLANK, Instant, Name, Record, Stored, Value
from shared.domain.mapping import Mapping
from shared.domain.mapping_schema import ColumnName
from shared.domain.schedule import Manual, Schedule

ListId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{1,32}$")]
"""A Klaviyo list id: letters and digits, nothing that could reach into a URL."""

SEGMENT_PATTERN = r"^[^./\\?#\x00-\x1f\x7f][^/\\?#\x00-\x1f\x7f]{0,199}$"
UNUSABLE_NAME = "a segment's name has at most 200 characters, none of / \\ ? # and does not begin with a dot"


def usable_name(name: str) -> str:
    """Return the name of a segment. Raises ValueError with a sentence for the user where it cannot be one."""
    if not re.fullmatch(SEGMENT_PATTERN, name):
        raise ValueError(f"{UNUSABLE_NAME}. Rename the blob or folder.")
    return name


SegmentName = Annotated[
    str, AfterValidator(usable_name), WithJsonSchema({"type": "string", "pattern": SEGMENT_PATTERN})
]
"""A segment's name: one step of a path, nothing that could climb out of the container."""

MAX_SEGMENTS = 20


def _each_once(names: list[str]) -> list[str]:
    if len(set(names)) < len(names):
        raise ValueError("A segment is named twice.")
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


class Mode(StrEnum):
    """`upsert` adds and updates; `mirror` also removes from the list who left the segment."""

    UPSERT = "upsert"
    MIRROR = "mirror"


class TargetReservation(Stored):
    """Which export is about to fill a list with a segment: a guard until it is saved (shared/runs/targets.py)."""

    key: str
    export_id: str
    at: Instant


class SharedIdentifiers(StrEnum):
    """What becomes of a phone number or external id that several people of an export share."""

    LEAVE_OUT = "leave_out"
    SEND_LAST = "send_last"


TrueValue = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), NON_BLANK]


class Subscription(Value):
    """Subscribes people whose `column` has one of `true_values` (case-insensitive), once.

    Klaviyo's bulk subscribe removes suppressions: a person who unsubscribed or reported spam would get e-mails again.
    So a person is subscribed when the column first says so, and not again while it keeps saying so. A time in the
    past in `consented_at_column` makes it a historical import: Klaviyo sends no confirmation message.
    """

    channel: Literal["email"] = "email"
    column: ColumnName
    true_values: list[TrueValue] = Field(min_length=1, max_length=50)
    consented_at_column: ColumnName | None = None
    custom_source: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None


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
    subscribe: Subscription | None = None
    shared_identifiers: SharedIdentifiers = SharedIdentifiers.LEAVE_OUT
    alerts: list[AlertRule] = Field(
        default_factory=list,
        max_length=MAX_ALERTS,
        examples=[[{"kind": "rejected_share", "over_percent": 5}, {"kind": "no_run_by", "time": "07:00"}]],
    )


class Export(ExportConfiguration, Record):
    """An export as it is stored.

    `connection_id` is empty while the export is detached: it keeps its configuration and does not run. `scheduled_at`
    is since when it has its present schedule and segments: what was due or written before starts nothing. What the
    scheduler remembers is a record of its own (ScheduleState).
    """

    id: str
    connection_id: str = ""
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
        return self.schema_supported and self.enabled and not self.detached and self.schedule.kind != "manual"

    def changed(self, values: AnyMapping[str, Any], at: datetime) -> Export:
        """Return the export with other values of its configuration or another connection.

        With another schedule or other segments, or active again, nothing that was due or written before starts it.
        """
        export = self.model_copy(update={**values, "updated_at": at})
        return export.model_copy(update={"scheduled_at": at}) if self._is_rescheduled_by(export) else export

    def _is_rescheduled_by(self, export: Export) -> bool:
        return (export.schedule, export.segments) != (self.schedule, self.segments) or (
            export.active and not self.active
        )

    def without_connection(self, at: datetime) -> Export:
        """Return the export detached from its connection."""
        return self.model_copy(update={"connection_id": "", "updated_at": at})

    def exceeded_limit(self, profiles: int, connection_limit: int | None) -> str | None:
        """Return which limit a run that sends so many profiles exceeds, as a sentence; None where it exceeds none."""
        for owner, limit in (("export", self.profile_limit), ("connection", connection_limit)):
            if limit is not None and profiles > limit:
                return f"The run would send {profiles:,} profiles; the {owner}'s limit is {limit:,}."
        return None
