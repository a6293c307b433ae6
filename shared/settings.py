"""Settings, read from environment variables.

bootstrap calls `Settings.read(os.environ)` once. The variables are the field names in upper case, except the two
storage connections, which follow the convention of Azure Functions: `<name>` is a connection string (local),
`<name>__blobServiceUri`, `__queueServiceUri`, `__tableServiceUri`, `__clientId` configure an identity-based connection.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from shared.domain.schedule import Timetable, TimeZone, system_refresh
from shared.errors import ConfigurationError, InvalidValue, field_problem
from shared.texts import text


class Storage(BaseModel):
    """Connection to a storage account: a connection string, or URIs and a managed identity."""

    model_config = ConfigDict(frozen=True)

    name: str
    connection_string: str | None = None
    blob_uri: str | None = None
    queue_uri: str | None = None
    table_uri: str | None = None
    client_id: str | None = None

    @classmethod
    def read(cls, name: str, environ: Mapping[str, str]) -> Storage:
        """Read the variables of one connection. Raise ConfigurationError if neither form is complete."""
        connection_string = environ.get(name)
        blob_uri = environ.get(f"{name}__blobServiceUri")
        if not connection_string and not blob_uri:
            raise ConfigurationError(text("setting-no-storage", name=name))
        if not connection_string and not environ.get(f"{name}__queueServiceUri"):
            raise ConfigurationError(text("setting-no-queues", name=name))
        table_uri = environ.get(f"{name}__tableServiceUri") or (blob_uri or "").replace(".blob.", ".table.") or None
        return cls(
            name=name,
            connection_string=connection_string or None,
            blob_uri=blob_uri,
            queue_uri=environ.get(f"{name}__queueServiceUri"),
            table_uri=table_uri,
            client_id=environ.get(f"{name}__clientId"),
        )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Settings(BaseModel):
    """All settings. Units are in the names or the descriptions."""

    model_config = ConfigDict(frozen=True)

    segments_storage: Storage
    exports_storage: Storage
    segments_container: str = Field("segments", description="Container of the segments; the app only reads it.")
    exports_container: str = Field("exports", description="Container of the app's own files.")

    key_vault_url: str = Field(description="https URL of the Key Vault with the Klaviyo keys.")
    key_vault_ca_file: str | None = Field(None, description="CA file of a local vault; never set in Azure.")
    managed_identity_client_id: str | None = Field(None, description="Client id of the user-assigned identity.")
    key_cache_seconds: float = Field(300, ge=0, description="How long a key is kept in memory.")

    applicationinsights_connection_string: str | None = Field(
        None, description="Application Insights for traces, metrics and logs; not set: none are sent."
    )
    telemetry_dir: str | None = Field(
        None, description="Folder for traces, metrics and logs of the local stack; never set in Azure."
    )

    klaviyo_url: str = Field(
        "https://a.klaviyo.com", description="https URL of Klaviyo's API; http only for a simulator on this machine."
    )
    klaviyo_client_id: str | None = Field(
        None,
        pattern=r"^[A-Za-z0-9_-]{1,200}$",
        description="Client id of your app in Klaviyo, for connections by sign-in; not set: by key only.",
    )
    klaviyo_authorize_url: str = Field(
        "https://www.klaviyo.com/oauth/authorize",
        description="https URL of Klaviyo's page that asks users; http only for a simulator on this machine.",
    )
    klaviyo_revision: str = Field("2026-10-15", pattern=r"^\d{4}-\d{2}-\d{2}$")
    klaviyo_timeout_seconds: float = Field(60, gt=0)

    refresh_schedule: str = Field(
        "0 2 * * *",
        description="Times of the system refresh: cron expressions (5 fields) separated by semicolons, or `off`.",
    )
    refresh_time_zone: TimeZone = Field("UTC", description="IANA time zone of the refresh schedule.")

    notification_cooldown_seconds: float = Field(
        21_600, ge=0, description="How long a notification for the same cause is not repeated."
    )
    key_expiry_days: int = Field(14, ge=0, description="Notify when a secret expires within this number of days.")
    webhooks_to_loopback: bool = Field(
        default=False, description="Allow notifications by http to this machine; only for the local stack."
    )
    event_grid_topic_url: str | None = Field(
        None, description="Endpoint of an Event Grid topic that gets every event as a CloudEvent; not set: none."
    )
    app_url: str | None = Field(
        None, description="URL of the app, for links in notifications and the address of a started run."
    )
    website_hostname: str | None = Field(None, description="Set by Azure; the app's host where `APP_URL` is not set.")

    history_days: int = Field(400, ge=1, description="How long runs and audit records are kept.")
    removal_limit_percent: int = Field(
        30,
        ge=1,
        le=100,
        description="Mode mirror: the largest share of the list that a run removes without confirmation.",
    )
    personal_data_days: int = Field(30, ge=1, description="How long files with personal data (rejects) are kept.")
    row_log_days: int = Field(30, ge=1, description="How long row logs are kept, of exports that have one (`row_log`).")
    undo_days: int = Field(
        30,
        ge=0,
        description="How long a run can be undone, at most `PERSONAL_DATA_DAYS`; 0: whom a run added is not recorded.",
    )

    require_approval: bool = Field(
        default=False,
        description="Changes that can remove or message people take effect when another administrator approves.",
    )

    prepare_memory_mb: int = Field(192, ge=64, description="Memory limit of DuckDB while preparing.")
    prepare_threads: int = Field(2, ge=1)
    prepare_disk_mb: int | None = Field(
        None,
        ge=16,
        description="Temporary disk that preparing one run may use, in MB; not set: 90 % of the free space.",
    )
    select_seconds: float = Field(
        300, gt=0, le=1200, description="How long the SELECT of a defined segment may take; then the run fails."
    )
    temp_dir: str | None = Field(None, description="Parent of the folder for temporary files.")
    max_segment_rows: int = Field(200_000_000, ge=1)
    max_segment_bytes: int = Field(100_000_000_000, ge=1, description="Uncompressed bytes of all parts of a run.")
    chunk_profiles: int = Field(10_000, ge=1, le=10_000)
    chunk_bytes: int = Field(5_000_000, ge=200_000, le=5_000_000)

    lease_seconds: float = Field(60, gt=0, description="How long a run or chunk stays claimed after its worker died.")
    stalled_after_seconds: float = Field(120, gt=0, description="A run without progress for this time is resumed.")
    chunk_attempts: int = Field(
        10, ge=1, description="Maximum attempts to send a chunk or to prepare a run before it fails."
    )
    cancel_grace_seconds: float = Field(
        10, ge=0, description="How long a canceled run waits for import jobs that were already sent."
    )
    import_job_timeout_seconds: float = Field(
        6 * 3600, gt=0, description="How long an import job may stay unfinished before its chunk fails."
    )
    missing_after_seconds: float = Field(
        30, ge=0, description="How long Klaviyo must report a job or list as not found before it counts as deleted."
    )
    keep_chunks: bool = Field(
        default=False, description="Keep the chunk bodies of ended runs, compressed with Zstandard (for diagnosis)."
    )

    @field_validator("refresh_schedule")
    @classmethod
    def _readable_schedule(cls, text: str) -> str:
        Timetable.parse(text, "UTC")
        return text

    @field_validator("klaviyo_url", "klaviyo_authorize_url", "key_vault_url", "event_grid_topic_url")
    @classmethod
    def _require_https(cls, url: str | None) -> str | None:
        """Keys and personal data are sent there: without encryption only to this machine."""
        if url is None:
            return None
        parts = urlsplit(url)
        if not parts.hostname or parts.username is not None or parts.password is not None:
            raise InvalidValue(text("field-https-host"))
        if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(parts.hostname)):
            raise InvalidValue(text("field-https"))
        return url

    @property
    def claim_seconds(self) -> float:
        """How long a chunk or batch is claimed: one call to Klaviyo, and the time to record its result."""
        return self.klaviyo_timeout_seconds + self.lease_seconds

    @property
    def refresh(self) -> Timetable:
        """The timetable of the system refresh."""
        return system_refresh(self.refresh_schedule, self.refresh_time_zone)

    @property
    def public_url(self) -> str | None:
        """The public URL of the app, without a trailing slash."""
        url = self.app_url or (f"https://{self.website_hostname}" if self.website_hostname else None)
        return url.rstrip("/") if url else None

    def with_temp_dir(self, path: str) -> Settings:
        """Return the settings with another folder for temporary files."""
        return type(self)(**{**dict(self), "temp_dir": path})

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Settings:
        """Read all settings. Raise ConfigurationError with the variable and the reason."""
        values: dict[str, object] = {
            name: environ[name.upper()] for name in cls.model_fields if environ.get(name.upper()) not in (None, "")
        }
        values["segments_storage"] = Storage.read("SegmentsStorage", environ)
        values["exports_storage"] = Storage.read("ExportsStorage", environ)
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            first = error.errors()[0]
            name = str(first["loc"][0]).upper()
            problem = field_problem(first)
            raise ConfigurationError(
                text("setting-invalid", name=name, problem=problem, value=environ.get(name, ""))
            ) from None
