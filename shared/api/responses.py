"""What the API answers, as models: the OpenAPI document is made from them, and a test holds answers against them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, Field, RootModel

from shared import domain
from shared.domain import audit, notification
from shared.domain.consent import Subscription
from shared.domain.preview import PreviewState
from shared.domain.removal import Removal


class Me(BaseModel):
    """Who is signed in."""

    id: str
    name: str
    role: Literal["viewer", "contributor", "administrator"]
    version: str
    """Of the app."""


class Document(RootModel[dict[str, Any]]):
    """An OpenAPI 3.1 document."""


class Column(BaseModel):
    """A column of a segment. `examples` are values, up to three; of one segment only, not in the list of all."""

    name: str
    type: Literal["string", "number", "boolean", "date", "datetime", "list"]
    examples: list[str]


class Segment(BaseModel):
    """A segment as it lies in storage; `size` in bytes.

    `kind` is csv, csv.gz, csv.zst, jsonl (also .gz, .zst), parquet, cdm or delta. `rows` is an estimate unless
    `rows_exact`, null where nobody can tell. The types of CSV columns are what their values look like.
    """

    name: str
    kind: str
    parts: int
    size: int
    updated: AwareDatetime
    rows: int | None
    rows_exact: bool
    columns: list[Column]
    problems: list[str]


class Segments(BaseModel):
    """All segments, by name."""

    segments: list[Segment]
    next_cursor: str | None


class SegmentDetails(Segment):
    """A segment with up to 20 of its rows, and the data matching that its columns suggest."""

    sample: list[dict[str, str | None]]
    suggestion: domain.Mapping | None = Field(
        description="A data matching made from the names of the columns; null where none looks like an e-mail address."
    )


class Named(BaseModel):
    """Something by id and name."""

    id: str
    name: str


class Connection(BaseModel):
    """A connection. Contributors and viewers see id, display name and type only."""

    id: str
    display_name: str
    type: Literal["klaviyo"]
    access: domain.Access | None = None
    secret_name: str | None = None
    account_id: str | None = None
    account_name: str | None = None
    consent: domain.Consent | None = None
    profile_limit: int | None = Field(None, description="The most profiles that a run with it may send.")
    created_at: AwareDatetime | None = None
    updated_at: AwareDatetime | None = None
    last_used_at: AwareDatetime | None = Field(None, description="When a run last began with it.")
    exports: list[Named] = Field(default_factory=list, description="The exports that use it.")


class Connections(BaseModel):
    """Those that the caller may use, by name."""

    connections: list[Connection]
    next_cursor: str | None


class Verified(BaseModel):
    """Whether the key is good and has every scope that the connection needs."""

    verified: bool
    account_id: str
    account_name: str
    missing_scopes: list[str]
    missing_optional_scopes: list[str] = Field(
        description="`subscriptions:write`: exports with `subscribe` would need it; none uses the connection. "
        "`data-privacy:write`: erasing a person at Klaviyo needs it."
    )
    problem: str | None


class List(Named):
    """A Klaviyo list."""


class Lists(BaseModel):
    """The lists of the account, by name."""

    lists: list[List]
    next_cursor: str | None


class Run(BaseModel):
    """A run as it stands. Once its state is final: read = accepted + unchanged + duplicates + rejected + failed."""

    id: str
    export_id: str
    export_name: str
    trigger: domain.Trigger
    started_by: str
    retry_of: str | None
    state: domain.RunState
    counts: domain.Counts
    chunks: domain.Progress
    warnings: list[str]
    notes: list[str] = Field(description="Worth knowing, and no reason to worry: why everything was sent again, say.")
    removal: Removal | None = Field(description="Mode mirror: what becomes of those who left the segment.")
    error: domain.Failure | None
    queued_at: AwareDatetime
    started_at: AwareDatetime | None
    ended_at: AwareDatetime | None
    cancel_requested_at: AwareDatetime | None


class Runs(BaseModel):
    """A page of runs, newest first. `next_cursor` is what `?cursor=` takes to go on; null at the end."""

    runs: list[Run]
    next_cursor: str | None


class Reject(BaseModel):
    """A row that was not accepted: where it stands and why. `line` 0: Klaviyo did not name the row."""

    blob: str
    line: int
    outcome: Literal["rejected", "duplicate", "failed"]
    reason: str
    detail: str
    email: str


class Reason(BaseModel):
    """How many rows were left out for a reason."""

    reason: str
    count: int


class Rejects(BaseModel):
    """A page of a run's rejects. `reasons` counts all of them, whatever the filter; null after the first page."""

    rejects: list[Reject]
    next_cursor: str | None
    reasons: list[Reason] | None


class Export(BaseModel):
    """An export. `next_runs` are the next five times at which it runs by itself, in the schedule's time zone."""

    id: str
    name: str
    connection_id: str | None = Field(description="null while the export is detached: it does not run then.")
    list_id: str
    segments: list[str]
    mapping: domain.Mapping
    mode: domain.Mode
    schedule: domain.Schedule
    enabled: bool
    profile_limit: int | None
    default_country: str | None
    removal_limit_percent: int | None
    subscribe: Subscription | None
    shared_identifiers: domain.SharedIdentifiers
    created_by: str
    created_at: AwareDatetime
    updated_at: AwareDatetime
    next_runs: list[AwareDatetime]
    run: Run | None = Field(None, description="The run that ?run=true started.")


class PreviewCounts(BaseModel):
    """`removed`: people whom mode mirror would remove from the list. The others are rows of the segment."""

    read: int
    to_send: int
    added: int
    updated: int
    unchanged: int
    removed: int
    duplicates: int
    rejected: int


class PreviewReason(BaseModel):
    """Why so many rows would not be sent."""

    reason: str
    outcome: str
    count: int
    message: str


class PreviewReject(BaseModel):
    """A row that would not be sent."""

    blob: str
    line: int
    outcome: str
    reason: str
    detail: str
    email: str | None


class Preview(BaseModel):
    """What a run would do. What was found is null until the state is `ready`.

    `api_calls` and `min_seconds` are the least that Klaviyo's limits allow: jobs that take long, or errors to read,
    need more.
    """

    id: str
    export_id: str | None = Field(description="null where the export is not saved.")
    state: PreviewState
    created_at: AwareDatetime
    ended_at: AwareDatetime | None
    error: domain.Failure | None
    counts: PreviewCounts | None
    reasons: list[PreviewReason] | None
    warnings: list[str] | None
    profiles: list[dict[str, Any]] | None = Field(description="The first 20, as they would be sent.")
    rejects: list[PreviewReject] | None = Field(description="At most 20.")
    unused_columns: list[str] | None
    chunks: int | None
    api_calls: int | None
    min_seconds: float | None


class Exports(BaseModel):
    """All exports, by name."""

    exports: list[Export]
    next_cursor: str | None


class SystemRefresh(BaseModel):
    """The system refresh, as the app's settings give it."""

    expressions: list[str]
    time_zone: str
    next_runs: list[AwareDatetime]


class ExportSchedule(Named):
    """When an export runs."""

    schedule: domain.Schedule
    enabled: bool
    next_runs: list[AwareDatetime]


class Schedules(BaseModel):
    """When what runs."""

    refresh: SystemRefresh
    exports: list[ExportSchedule]
    next_cursor: str | None


class Refusal(BaseModel):
    """Why one of many was left as it is."""

    export_id: str
    type: str
    title: str
    detail: str


class SchedulesChanged(BaseModel):
    """The exports that were changed, and those that were not."""

    changed: list[str]
    refused: list[Refusal]


class RunAll(BaseModel):
    """The runs that were started, and the exports that could not start."""

    runs: list[Run]
    refused: list[Refusal]


class Notification(BaseModel):
    """A webhook. `url` is shown without its path and query; `signing_secret` once, where it was made."""

    id: str
    name: str
    url: str
    format: notification.Format
    events: list[notification.Event]
    enabled: bool
    created_at: AwareDatetime
    updated_at: AwareDatetime
    health: notification.Health
    signing_secret: str | None = None


class Notifications(BaseModel):
    """All of them, by name."""

    notifications: list[Notification]
    next_cursor: str | None


class Tested(BaseModel):
    """Whether a test arrived, and if not, why."""

    delivered: bool
    problem: str | None


class Erased(BaseModel):
    """Where the person stood. `requested` and `refused` are Klaviyo accounts: asked to delete them, and why not."""

    snapshots: int
    files: int
    requested: list[str]
    refused: dict[str, str]


class AuditEntry(audit.Entry):
    """One change, or one access denied. `before` and `after` hold the fields that differ, and never a key."""


class Audit(BaseModel):
    """A page of the audit record, newest first."""

    entries: list[AuditEntry]
    next_cursor: str | None


class FieldProblem(BaseModel):
    """One of several things at fault: a field and what is wrong with it, or an export by id and name."""

    field: str | None = None
    detail: str | None = None
    id: str | None = None
    name: str | None = None


class Problem(BaseModel):
    """RFC 9457 problem details. `type` is stable: programs may rely on it. `detail` says what to do."""

    type: str
    title: str
    status: int
    detail: str
    field: str | None = None
    errors: list[FieldProblem] | None = Field(None, description="The first 100.")
    more_errors: int | None = Field(None, description="How many more there are than `errors` lists.")
