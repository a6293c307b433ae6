"""What users send, and what they are shown."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field, SecretStr, StringConstraints, model_validator

from shared.api.auth import Role
from shared.domain import Access, Connection, Export, Mapping, Mode, Schedule
from shared.domain.base import INTEGRAL, Name, Value, now
from shared.domain.consent import Subscription
from shared.domain.export import MAX_SEGMENTS, Country, ListId, SegmentName, SharedIdentifiers
from shared.domain.notification import Event, Format
from shared.domain.schedule import Manual, timetable
from shared.settings import Settings

SecretName = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{1,127}$")]
"""A Key Vault secret's name."""

ConnectionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$")]
ExportId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$")]
Events = Annotated[list[Event], Field(min_length=1, max_length=len(Event))]
NEXT_TIMES = 5

Limit = Annotated[int, Field(ge=1, le=1_000_000_000), INTEGRAL]
"""How many profiles a run may send. The original connector's limit was 100,000."""


Percent = Annotated[int, Field(ge=1, le=100), INTEGRAL]
REMOVAL_LIMIT = Field(None, description="Mode mirror; null takes the setting REMOVAL_LIMIT_PERCENT.")


def _each_once(names: list[str]) -> list[str]:
    if len(set(names)) < len(names):
        raise ValueError("A segment stands there twice.")
    return names


Segments = Annotated[
    list[SegmentName],
    Field(min_length=1, max_length=MAX_SEGMENTS, json_schema_extra={"uniqueItems": True}),
    AfterValidator(_each_once),
]
"""In the order that counts: of a person who stands in several, the row of the last-named counts."""


def _given(*names: str) -> dict[str, Any]:
    """For the OpenAPI document: all of these are there and not null."""
    return {"required": list(names), "properties": {name: {"not": {"type": "null"}} for name in names}}


def _new_connection(schema: dict[str, Any]) -> None:
    schema["oneOf"] = [_given("api_key"), _given("secret_name")]
    # It is refused by a sentence of its own, and so no required field of the model.
    schema["required"].append("consent")
    consent = schema["properties"]["consent"]
    consent["const"] = True
    del consent["default"]


ApiKey = Annotated[SecretStr, Field(min_length=1, max_length=500, json_schema_extra={"pattern": "^[!-~]+$"})]
WebhookUrl = Annotated[
    SecretStr, Field(min_length=1, max_length=2000, json_schema_extra={"pattern": r"^https://[A-Za-z0-9\[][!-~]*$"})
]


def _check_key(key: SecretStr | None) -> None:
    # In a header, so: visible ASCII, no line break. Klaviyo's private keys begin with pk_.
    if key is not None and not (
        key.get_secret_value().isascii() and key.get_secret_value().isprintable() and " " not in key.get_secret_value()
    ):
        raise ValueError("api_key: a private API key has no spaces or special characters; copy it again from Klaviyo.")


class NewConnection(Value):
    """Body of POST /api/connections: exactly one of `api_key` and `secret_name`."""

    model_config = ConfigDict(json_schema_extra=_new_connection)

    display_name: Name
    type: Literal["klaviyo"] = "klaviyo"
    access: Access = Access.ADMINISTRATORS
    api_key: ApiKey | None = None
    secret_name: SecretName | None = None
    consent: bool = Field(False, description="To data privacy and compliance. Without it nothing is sent to Klaviyo.")
    profile_limit: Limit | None = None

    @model_validator(mode="after")
    def _one_key(self) -> NewConnection:
        if (self.api_key is None) == (self.secret_name is None):
            raise ValueError("Give either api_key or secret_name, the name of a secret in the vault.")
        _check_key(self.api_key)
        return self


class ConnectionChange(Value):
    """Body of PATCH /api/connections/{id}: what is left out stays. A key renews the stored one."""

    display_name: Name | None = None
    access: Access | None = None
    api_key: ApiKey | None = None
    profile_limit: Limit | None = Field(None, description="null takes the limit away.")

    @model_validator(mode="after")
    def _usable_key(self) -> ConnectionChange:
        _check_key(self.api_key)
        return self


class NewList(Value):
    """Body of POST /api/connections/{id}/lists."""

    name: Name


class NewExport(Value):
    """Body of POST /api/exports."""

    name: Name
    connection_id: ConnectionId
    list_id: ListId
    segments: Segments
    mapping: Mapping
    mode: Mode = Mode.UPSERT
    schedule: Schedule = Manual()
    enabled: bool = True
    profile_limit: Limit | None = None
    default_country: Country | None = None
    removal_limit_percent: Percent | None = REMOVAL_LIMIT
    subscribe: Subscription | None = None
    shared_identifiers: SharedIdentifiers = SharedIdentifiers.LEAVE_OUT


class ExportChange(Value):
    """Body of PATCH /api/exports/{id} and POST /api/exports/{id}/duplicate: what is left out stays."""

    name: Name | None = None
    connection_id: ConnectionId | None = None
    list_id: ListId | None = None
    segments: Segments | None = None
    mapping: Mapping | None = None
    mode: Mode | None = None
    schedule: Schedule | None = None
    enabled: bool | None = None
    profile_limit: Limit | None = None
    default_country: Country | None = None
    removal_limit_percent: Percent | None = REMOVAL_LIMIT
    subscribe: Subscription | None = None
    shared_identifiers: SharedIdentifiers | None = None


class NewNotification(Value):
    """Body of POST /api/notifications. `url` is https and may hold a secret part: it is never shown again."""

    name: Name
    url: WebhookUrl
    format: Format = Format.JSON
    events: Events
    enabled: bool = True


class NotificationChange(Value):
    """Body of PATCH /api/notifications/{id}: what is left out stays."""

    name: Name | None = None
    url: WebhookUrl | None = None
    format: Format | None = None
    events: Events | None = None
    enabled: bool | None = None
    renew_signing_secret: bool = False


class Start(Value):
    """Body of POST /api/exports/{id}/runs; may be left out. `full` sends all profiles, not only what changed."""

    full: bool = False


class Erasure(Value):
    """Body of POST /api/people/erase. `klaviyo` also asks Klaviyo to delete the profile, which cannot be undone."""

    email: str = Field(min_length=3, max_length=320, json_schema_extra={"format": "email"})
    klaviyo: bool = False


class SchedulesChange(Value):
    """Body of PATCH /api/schedules: which exports (all that the caller manages, if left out) get what."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [_given("schedule"), _given("enabled")]})

    exports: list[ExportId] | None = Field(None, max_length=1000)
    schedule: Schedule | None = None
    enabled: bool | None = None

    @model_validator(mode="after")
    def _something_to_change(self) -> SchedulesChange:
        if self.schedule is None and self.enabled is None:
            raise ValueError("Give schedule, enabled, or both.")
        return self


def show_connection(connection: Connection, role: Role) -> dict[str, Any]:
    """Administrators see it all (there is no key in it); others the display name and type only."""
    if role < Role.ADMINISTRATOR:
        return connection.model_dump(mode="json", include={"id", "display_name", "type"})
    return connection.model_dump(mode="json", exclude={"schema_version", "secret_is_managed"})


def show_export(export: Export, settings: Settings) -> dict[str, Any]:
    """An export as it was given, with its identity and times, and when it runs next by itself (local times)."""
    shown = export.model_dump(mode="json", exclude={"scheduled_at", "schema_version", "mapping"})
    shown["connection_id"] = export.connection_id or None
    times = timetable(export.schedule, settings.refresh) if export.active else None
    shown["next_runs"] = [moment.isoformat() for moment in times.following(now(), NEXT_TIMES)] if times else []
    shown["mapping"] = export.mapping.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return shown
