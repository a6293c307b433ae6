"""An export: what is sent where."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, WithJsonSchema

from shared.domain.alert import MAX_ALERTS, AlertRule
from shared.domain.base import Instant, Name, Record, Stored
from shared.domain.consent import Subscription
from shared.domain.mapping import Mapping
from shared.domain.schedule import Manual, Schedule

ListId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{1,32}$")]
"""A Klaviyo list id: letters and digits, nothing that could reach into a URL."""

SEGMENT_PATTERN = r"^[^./\\?#\x00-\x1f\x7f][^/\\?#\x00-\x1f\x7f]{0,199}$"
UNUSABLE_NAME = "a segment's name has at most 200 characters, none of / \\ ? # and does not begin with a dot"


def usable_name(name: str) -> str:
    """Return the name of a segment. Raises ValueError, in words, where it cannot be one."""
    if not re.fullmatch(SEGMENT_PATTERN, name):
        raise ValueError(f"{UNUSABLE_NAME}. Rename the blob or folder.")
    return name


SegmentName = Annotated[
    str, AfterValidator(usable_name), WithJsonSchema({"type": "string", "pattern": SEGMENT_PATTERN})
]
"""A segment's name: one step of a path, nothing that could climb out of the container."""

MAX_SEGMENTS = 20

Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


class Mode(StrEnum):
    """`upsert` adds and updates; `mirror` also removes from the list who left the segment."""

    UPSERT = "upsert"
    MIRROR = "mirror"


class Claim(Stored):
    """Which export is about to fill a list with a segment: a guard until it is saved (shared/runs/targets.py)."""

    key: str
    export_id: str
    at: Instant


class SharedIdentifiers(StrEnum):
    """What becomes of a phone number or external id that several people of an export share."""

    LEAVE_OUT = "leave_out"
    SEND_LAST = "send_last"


class Export(Record):
    """`default_country` (ISO 3166, two letters) is where phone numbers without a country code are read.

    `connection_id` is empty while the export is detached: it keeps its configuration and does not run. One that is
    not `enabled` runs only on demand. `scheduled_at` is since when it has its present schedule and segments: what was
    due or written before starts nothing. What the scheduler remembers is a record of its own (ScheduleState).
    """

    id: str
    name: Name
    connection_id: str = ""
    list_id: ListId
    segments: list[SegmentName] = Field(min_length=1, max_length=MAX_SEGMENTS)
    mapping: Mapping
    mode: Mode = Mode.UPSERT
    schedule: Schedule = Manual()
    enabled: bool = True
    profile_limit: int | None = Field(None, ge=1)
    default_country: Country | None = None
    removal_limit_percent: int | None = Field(None, ge=1, le=100)
    subscribe: Subscription | None = None
    shared_identifiers: SharedIdentifiers = SharedIdentifiers.LEAVE_OUT
    alerts: list[AlertRule] = Field(default_factory=list, max_length=MAX_ALERTS)
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
