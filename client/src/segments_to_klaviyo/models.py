"""What the API takes and answers, as models with the names of the OpenAPI document; a test compares the two.

Answers tolerate what a newer app adds: unknown fields are ignored, unknown words of an enumeration are kept as text.
Bodies, and what an export consists of (mapping, schedule, consent), are strict: `plan` and `apply` must understand all
of it, and a misspelled field is an error before anything is sent.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    SecretStr,
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_serializer,
    model_validator,
)


def _keep_unknown(value: Any, validate: ValidatorFunctionWrapHandler) -> Any:
    try:
        return validate(value)
    except ValidationError:
        if isinstance(value, str):
            return value
        raise


_TOLERANT = WrapValidator(_keep_unknown)

Access = Literal["administrators", "contributors"]
Auth = Literal["api_key", "oauth"]
Blank = Literal["keep", "clear"]
Event = Literal[
    "run.started",
    "run.succeeded",
    "run.completed_with_warnings",
    "run.failed",
    "run.held",
    "run.recovered",
    "alert.raised",
    "alert.resolved",
    "connection.key_problem",
]
Format = Literal["json", "teams", "slack"]
Language = Literal["en", "et", "hr", "id", "pl", "zh-HK"]
Mode = Literal["upsert", "mirror", "update"]
PropertyType = Literal["string", "number", "boolean", "date", "list"]
Scope = Literal["list", "all"]
SharedIdentifiers = Literal["leave_out", "send_last"]
WhenFalse = Literal["nothing", "unsubscribe", "suppress"]

UndoRefusal = Literal[
    "not_ended",
    "is_undo",
    "undone",
    "nothing_added",
    "not_recorded",
    "expired",
    "export_removed",
    "connection_changed",
    "other_identity",
    "export_running",
]
NotUndone = Literal["profiles", "fields", "consent", "flows", "removals"]
ListCheckState = Literal["reading", "ready", "failed"]
CanaryState = Literal["sending", "waiting", "confirmed", "passed", "stopped"]
PreviewState = Literal["preparing", "ready", "failed"]
Seen = Literal[
    "row_log",
    "rejects",
    "added",
    "shared_identifiers",
    "not_subscribed",
    "held_removals",
    "removals",
    "opt_outs",
    "audit",
]
Unseen = Literal["no_row_log", "unchanged_not_logged", "other_identifiers", "log_deleted", "active"]
Attention = Literal["failed", "held", "alert", "skipped"]
Permission = Literal[
    "view",
    "view_rows",
    "manage_exports",
    "manage_segments",
    "write_selects",
    "run_exports",
    "confirm_removals",
    "confirm_runs",
    "manage_connections",
    "manage_notifications",
    "approve_changes",
    "look_up_people",
    "erase_people",
    "read_audit",
]
Role = Literal["viewer", "operator", "contributor", "administrator"]
RunState = Literal[
    "queued",
    "preparing",
    "uploading",
    "importing",
    "successful",
    "completed_with_warnings",
    "failed",
    "skipped",
    "canceled",
]
Trigger = Literal["schedule", "on_demand", "segment_updated", "api_key"]

FINAL_STATES: frozenset[str] = frozenset({"successful", "completed_with_warnings", "failed", "skipped", "canceled"})
GOOD_STATES: frozenset[str] = frozenset({"successful", "completed_with_warnings"})

# Bodies.


class Body(BaseModel):
    """What the app is sent. Unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


NonBlank = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"\S")]
ColumnName = Annotated[str, StringConstraints(min_length=1, max_length=512)]
ListId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{1,32}$")]
SegmentName = Annotated[
    str, StringConstraints(pattern=r"^[^./\\?#\x00-\x1f\x7f][^/\\?#\x00-\x1f\x7f]{0,199}$", min_length=1)
]
SecretName = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{1,127}$")]
ObjectId = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"),
    AfterValidator(str.lower),
]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
ProfileLimit = Annotated[int, Field(ge=1, le=1_000_000_000)]
Percent = Annotated[int, Field(ge=1, le=100)]
CheckInterval = Annotated[int, Field(ge=1, le=30)]
ConstantText = Annotated[str, StringConstraints(min_length=1, max_length=1000, strict=True)]
ConstantNumber = Annotated[int, Field(strict=True)] | Annotated[float, Field(strict=True, allow_inf_nan=False)]
ConstantValue = Annotated[bool, Field(strict=True)] | ConstantNumber | ConstantText
Constant = ConstantValue | Annotated[list[ConstantValue], Field(max_length=100)]


class ColumnEntry(Body):
    """A column whose values fill a field. `type` and `blank` are as in docs/mapping.md."""

    column: ColumnName
    type: PropertyType | None = None
    blank: Blank = "keep"

    @model_serializer
    def _short(self) -> str | dict[str, Any]:
        given: dict[str, Any] = {"column": self.column}
        if self.type is not None:
            given["type"] = self.type
        if self.blank != "keep":
            given["blank"] = self.blank
        # As the app shows it: a column alone is its name.
        return given if len(given) > 1 else self.column


class ConstantEntry(Body):
    """The same value for everyone."""

    constant: Constant


Entry = ColumnName | ColumnEntry | ConstantEntry


class Mapping(Body):
    """Data matching: field of a profile → column or constant. `properties: {"*": "*"}` takes all other columns.

    `identity` names the field that tells people apart; that field is required.
    """

    model_config = ConfigDict(extra="forbid", populate_by_name=True, serialize_by_alias=True)

    identity: Literal["email", "phone_number", "external_id"] = "email"
    email: Entry | None = None
    phone_number: Entry | None = None
    external_id: Entry | None = None
    first_name: Entry | None = None
    last_name: Entry | None = None
    organization: Entry | None = None
    locale: Entry | None = None
    title: Entry | None = None
    image: Entry | None = None
    address1: Entry | None = Field(None, alias="location.address1")
    address2: Entry | None = Field(None, alias="location.address2")
    city: Entry | None = Field(None, alias="location.city")
    country: Entry | None = Field(None, alias="location.country")
    latitude: Entry | None = Field(None, alias="location.latitude")
    longitude: Entry | None = Field(None, alias="location.longitude")
    region: Entry | None = Field(None, alias="location.region")
    zip: Entry | None = Field(None, alias="location.zip")
    timezone: Entry | None = Field(None, alias="location.timezone")
    ip: Entry | None = Field(None, alias="location.ip")
    properties: dict[Annotated[str, StringConstraints(min_length=1, max_length=255)], Entry] = Field(
        default_factory=dict, max_length=1000
    )

    @model_validator(mode="after")
    def _require_identity(self) -> Mapping:
        if getattr(self, self.identity) is None:
            raise ValueError(f"{self.identity}: is required, because it is the identity of the people.")
        return self


class Manual(Body):
    """Only on demand."""

    kind: Literal["manual"] = "manual"


class Refresh(Body):
    """With the system refresh, whose times are settings of the app."""

    kind: Literal["refresh"] = "refresh"


class Cron(Body):
    """At times of its own: minute, hour, day of month, month, day of week, in a time zone (IANA name)."""

    kind: Literal["cron"] = "cron"
    expression: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)]
    time_zone: Annotated[str, StringConstraints(max_length=64)] = "UTC"


class SegmentUpdated(Body):
    """When the segment was written and nothing more follows for `quiet_seconds`."""

    kind: Literal["segment_updated"] = "segment_updated"
    quiet_seconds: Annotated[int, Field(ge=0, le=86_400)] | None = None


Repeat = Literal["first", "every"]


class RejectedShare(Body):
    """Alert rule: more than `over_percent` of the rows of a run were rejected or failed."""

    repeat: Repeat = "first"
    kind: Literal["rejected_share"] = "rejected_share"
    over_percent: Annotated[float, Field(ge=0, lt=100)]


class RowCount(Body):
    """Alert rule: the number of rows differs from the median of the last `runs` runs by more than a percentage."""

    repeat: Repeat = "first"
    kind: Literal["row_count"] = "row_count"
    deviation_percent: Annotated[float, Field(gt=0, le=1000)]
    runs: Annotated[int, Field(ge=1, le=20)] = 5


class Duration(Body):
    """Alert rule: a run took longer than `over_minutes`, from its request to its end."""

    repeat: Repeat = "first"
    kind: Literal["duration"] = "duration"
    over_minutes: Annotated[float, Field(gt=0, le=10_080)]


class NoRunBy(Body):
    """Alert rule: no run ended normally since local midnight, and it is later than `time` (HH:MM)."""

    repeat: Repeat = "first"
    kind: Literal["no_run_by"] = "no_run_by"
    time: Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    time_zone: Annotated[str, StringConstraints(max_length=64)] = "UTC"


AlertRule = Annotated[RejectedShare | RowCount | Duration | NoRunBy, Field(discriminator="kind")]
Alerts = Annotated[list[AlertRule], Field(max_length=10)]
Schedule = Annotated[Manual | Refresh | Cron | SegmentUpdated, Field(discriminator="kind")]


class ChannelConsent(Body):
    """The rule of a channel: people whose `column` holds one of `true_values` are subscribed, once.

    `false_values` say no, which does what `when_false` says: for the export's list, or with the scope `all` everywhere.
    """

    column: ColumnName
    true_values: Annotated[list[NonBlank], Field(min_length=1, max_length=50)]
    false_values: Annotated[list[NonBlank], Field(max_length=50)] = Field(default_factory=list)
    consented_at_column: ColumnName | None = None
    custom_source: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    when_false: WhenFalse = "nothing"
    scope: Scope = "list"


class Subscription(Body):
    """Consent to marketing that the export passes on: a rule for each channel."""

    email: ChannelConsent | None = None
    sms: ChannelConsent | None = None
    """Needs `phone_number` in the mapping."""
    whatsapp: ChannelConsent | None = None
    """Needs `phone_number` in the mapping."""
    push: ChannelConsent | None = None
    """`when_false` can only be `nothing`."""


SegmentNames = Annotated[list[SegmentName], Field(min_length=1, max_length=20)]


class ExportUser(Body):
    """A user or a group of Entra ID, by object id, who may use a connection."""

    id: ObjectId
    name: NonBlank
    kind: Literal["user", "group"] = "user"


class ConsentFeed(Body):
    """When to read who opted out at Klaviyo: at the system refresh, or by a cron expression."""

    schedule: Annotated[Refresh | Cron, Field(discriminator="kind")] = Field(default_factory=Refresh)


Opaque = Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=r"^[!-~]+$")]
ExportUsers = Annotated[list[ExportUser], Field(max_length=100)]


class NewConnection(Body):
    """A connection to make: with exactly one of `api_key`, `secret_name` (a secret in the vault) and `sign_in`."""

    display_name: NonBlank
    type: Literal["klaviyo"] = "klaviyo"
    access: Access = "administrators"
    api_key: SecretStr | None = None
    secret_name: SecretName | None = None
    sign_in: Annotated[str, StringConstraints(max_length=44)] | None = None
    consent: Literal[True]
    profile_limit: ProfileLimit | None = None
    export_users: ExportUsers = Field(default_factory=list)
    consent_feed: ConsentFeed | None = None


class FormatChange(Body):
    """A change of how the files of a segment are read: what is not set stays, None is declared or detected."""

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    escape: str | None = None
    header: bool | None = None
    sheet: str | None = None


class ConnectionChange(Body):
    """A change of a connection: what is not set stays."""

    display_name: NonBlank | None = None
    access: Access | None = None
    api_key: SecretStr | None = None
    profile_limit: ProfileLimit | None = None
    export_users: ExportUsers | None = None
    consent_feed: ConsentFeed | None = None


class HoldWhen(Body):
    """When a run waits for confirmation before it sends anything: at least one condition."""

    new_profiles_over: Annotated[int, Field(ge=0, le=1_000_000_000)] | None = None
    plan_share_over: Annotated[int, Field(ge=1, le=1000)] | None = None
    triggers_live_flows: bool = False


class Canary(Body):
    """The first portion of each run: either `profiles` or `percent`. The run ends if too many of it fail."""

    profiles: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    percent: Annotated[int, Field(ge=1, le=50)] | None = None
    then: Literal["continue", "wait"] = "continue"
    max_failed_percent: Annotated[float, Field(ge=0, lt=100)] = 5
    wait_hours: Annotated[int, Field(ge=1, le=72)] = 20


class RowLog(Body):
    """What the row log of an export keeps: also the fields that were sent, also rows that had not changed."""

    fields: bool = False
    unchanged: bool = True


class ExportSettings(Body):
    """What an export does, apart from its connection."""

    name: NonBlank
    list_id: ListId
    segments: SegmentNames
    mapping: Mapping
    mode: Mode = "upsert"
    schedule: Schedule = Field(default_factory=Manual)
    enabled: bool = True
    profile_limit: ProfileLimit | None = None
    default_country: Country | None = None
    removal_limit_percent: Percent | None = None
    subscribe: Subscription | None = None
    respect_suppressions: bool = True
    """People who opted out at Klaviyo after their consent are not subscribed."""
    confirm_ignoring_suppressions: bool = False
    """Required with `respect_suppressions: false`."""
    shared_identifiers: SharedIdentifiers = "leave_out"
    hold_when: HoldWhen | None = None
    canary: Canary | None = None
    check_list_every_days: CheckInterval | None = None
    row_log: RowLog | None = None
    alerts: Alerts = Field(default_factory=list)


class NewExport(ExportSettings):
    """An export to make."""

    connection_id: str


class ExportCheck(Body):
    """What there is so far of an export. `export_id` is the export that is edited."""

    export_id: str | None = None
    connection_id: str | None = None
    list_id: ListId | None = None
    segments: SegmentNames | None = None
    subscribe: bool = False
    schedule: Schedule | None = None


class ExportChange(Body):
    """A change of an export: what is not set stays."""

    name: NonBlank | None = None
    connection_id: str | None = None
    list_id: ListId | None = None
    segments: SegmentNames | None = None
    mapping: Mapping | None = None
    mode: Mode | None = None
    schedule: Schedule | None = None
    enabled: bool | None = None
    profile_limit: ProfileLimit | None = None
    default_country: Country | None = None
    removal_limit_percent: Percent | None = None
    subscribe: Subscription | None = None
    respect_suppressions: bool | None = None
    confirm_ignoring_suppressions: bool | None = None
    shared_identifiers: SharedIdentifiers | None = None
    hold_when: HoldWhen | None = None
    canary: Canary | None = None
    check_list_every_days: CheckInterval | None = None
    row_log: RowLog | None = None
    alerts: Alerts | None = None


Operator = Literal[
    "is_any_of",
    "is_none_of",
    "contains",
    "contains_not",
    "starts_with",
    "ends_with",
    "has_any_of",
    "has_none_of",
    "is_blank",
    "is_not_blank",
    "less_than",
    "at_most",
    "more_than",
    "at_least",
    "is_true",
    "is_false",
    "before",
    "on_or_after",
    "in_last_days",
    "before_last_days",
    "in_next_days",
]
ConditionValue = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class Condition(Body):
    """A comparison of a column with values, as its operator takes them. All are texts."""

    column: ColumnName
    operator: Operator
    values: list[ConditionValue] = Field(default_factory=list, max_length=1_000)


class AllOf(Body):
    """True where every one of its conditions is."""

    all: list[Condition | AllOf | AnyOf] = Field(min_length=1, max_length=200)


class AnyOf(Body):
    """True where at least one of its conditions is."""

    any: list[Condition | AllOf | AnyOf] = Field(min_length=1, max_length=200)


Conditions = Condition | AllOf | AnyOf


class Members(Body):
    """A table that says who is a member: a person is if a row with the person's key meets the conditions."""

    table: SegmentName
    key: ColumnName
    profile_key: ColumnName
    conditions: Conditions | None = None


class ByConditions(Body):
    """The rows of a profile table that meet the conditions, and whose people are members."""

    kind: Literal["conditions"] = "conditions"
    table: SegmentName
    conditions: Conditions | None = None
    members: Members | None = None
    columns: list[ColumnName] | None = None
    time_zone: Annotated[str, StringConstraints(max_length=64)] = "UTC"


class BySelect(Body):
    """The result of one SELECT over the tables of the catalog; administrators may write it."""

    kind: Literal["select"] = "select"
    sql: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
    time_zone: Annotated[str, StringConstraints(max_length=64)] = "UTC"


Rule = Annotated[ByConditions | BySelect, Field(discriminator="kind")]


class NewDefinition(Body):
    """A segment to define in the app."""

    name: SegmentName
    description: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1_000)] = ""
    rule: Rule


class DefinitionChange(Body):
    """A change of a defined segment: what is not set stays."""

    description: Annotated[str, StringConstraints(max_length=1_000)] | None = None
    rule: Rule | None = None


class SegmentPreviewRequest(Body):
    """A definition to preview, saved or not."""

    rule: Rule


class NewList(Body):
    """A Klaviyo list to make."""

    name: NonBlank


class NewNotification(Body):
    """A webhook to notify. `url` begins with https://."""

    name: NonBlank
    url: SecretStr
    format: Format = "json"
    language: Language = "en"
    events: Annotated[list[Event], Field(min_length=1)]
    enabled: bool = True


class NotificationChange(Body):
    """A change of a notification: what is not set stays."""

    name: NonBlank | None = None
    url: SecretStr | None = None
    format: Format | None = None
    language: Language | None = None
    events: Annotated[list[Event], Field(min_length=1)] | None = None
    enabled: bool | None = None
    renew_signing_secret: bool = False


class Start(Body):
    """How to run an export. `full` sends all profiles, not only what changed."""

    full: bool = False


class StartUndo(Body):
    """How to undo a run. `pause_export` disables the export first: its next run would add the people again."""

    pause_export: bool = True


class NewErasure(Body):
    """Whom to erase, by one or more identifiers. `klaviyo` also asks Klaviyo to delete the profile, for good."""

    email: str | None = None
    phone_number: str | None = None
    external_id: str | None = None
    klaviyo: bool = False


class NewPersonLookup(Body):
    """Whom to look up, by one or more identifiers, in the runs of the last `days`."""

    email: str | None = None
    phone_number: str | None = None
    external_id: str | None = None
    days: Annotated[int, Field(ge=1, le=400)] = 30


class RejectSearch(Body):
    """A search in the rejects of a run: `search` is a line, or a part of an address, number or id."""

    search: str
    reason: str | None = None


class RejectPageSearch(RejectSearch):
    """A search in the rejects of a run, in pages."""

    limit: int = 50
    cursor: str | None = None


class SourceRowQuery(Body):
    """The row of a segment, as the rejects file names it."""

    blob: str
    line: int


class UserSearch(Body):
    """A search for users by a part of their name."""

    search: str


class PeopleSearch(Body):
    """A search in a list of people, in pages: `search` is a part of an identifier."""

    search: str
    limit: int = 50
    cursor: str | None = None


class SchedulesChange(Body):
    """Which exports (all that the caller manages, if left out) get what."""

    exports: list[str] | None = None
    schedule: Schedule | None = None
    enabled: bool | None = None


# Answers.


class Answer(BaseModel):
    """What the app answers. Unknown fields are ignored."""

    model_config = ConfigDict(extra="ignore")


class Resource(Answer):
    """An answer that has a version."""

    _etag: str | None = PrivateAttr(None)

    @property
    def etag(self) -> str | None:
        """The version that was read, for `etag=` of a change; None where the answer had none (in lists)."""
        return self._etag


class Me(Answer):
    """The caller."""

    id: str
    name: str
    role: Annotated[Role, _TOLERANT]
    permissions: list[Annotated[Permission, _TOLERANT]] = Field(default_factory=list)
    version: str
    klaviyo_sign_in: bool = False


class Column(Answer):
    """A column of a segment. `examples` are up to three values."""

    name: str
    type: Annotated[Literal["string", "number", "boolean", "date", "datetime", "list"], _TOLERANT]
    examples: list[str]


class Text(Answer):
    """A text for users. `code` and `parameters` are stable: docs/texts.md. `message` says it in English."""

    code: str
    parameters: dict[str, int | float | str | Text | list[str] | list[Text]] = Field(default_factory=dict)
    message: str

    def __str__(self) -> str:
        return self.message


class Segment(Answer):
    """A segment in storage. `size` is in bytes; `rows` is an estimate unless `rows_exact`, None where it is unknown."""

    name: str
    kind: str
    parts: int
    size: int
    updated: AwareDatetime
    rows: int | None
    rows_exact: bool
    columns: list[Column]
    problems: list[Text]
    status: Literal["ready", "empty", "problems"] | None = None


class Segments(Answer):
    """A page of segments, by name."""

    segments: list[Segment]
    next_cursor: str | None
    total: int = 0


class Tables(Answer):
    """A page of tables, by name."""

    tables: list[Segment]
    next_cursor: str | None
    total: int = 0


class Definition(Resource):
    """A segment that is defined in the app. `tables` are all that its rule reads."""

    name: str
    description: str = ""
    rule: Rule
    tables: list[str]
    created_by: str
    created_at: AwareDatetime
    updated_at: AwareDatetime


class SuggestedSegment(Answer):
    """A segment of Customer Insights, and the rule that defines it."""

    name: str
    display_name: str
    rule: ByConditions


class SegmentSuggestion(Answer):
    """Two Customer Insights tables that belong together, and the segments in them."""

    profiles: str
    memberships: str
    segments: list[SuggestedSegment]
    complete: bool
    problem: Text | None


class SegmentSuggestions(Answer):
    """What can be defined by tables of Customer Insights."""

    suggestions: list[SegmentSuggestion]


class Definitions(Answer):
    """A page of defined segments, by name."""

    definitions: list[Definition]
    next_cursor: str | None
    total: int = 0


class SegmentDetails(Segment):
    """A segment with up to 20 rows and the mapping that its columns suggest."""

    sample: list[dict[str, str | None]]
    suggestion: Mapping | None


class SegmentFormat(Answer):
    """How files are read; None: as it is declared or detected. An empty `quote` or `escape` is none."""

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    escape: str | None = None
    header: bool | None = None
    sheet: str | None = None


class FormatOfSegment(Resource):
    """How the first file of a segment is read: `used`, and what of it was `chosen` in the app, by whom."""

    used: SegmentFormat | None
    chosen: SegmentFormat
    sheets: list[str]
    changed_by: str | None
    changed_at: AwareDatetime | None
    problems: list[Text]


class Named(Answer):
    """A thing by id and name."""

    id: str
    name: str


class CheckProblem(Answer):
    """What saving, or the first run, would refuse. `exports` are other exports it names."""

    field: str
    type: str
    title: str
    detail: str
    code: str
    parameters: dict[str, int | float | str | Text | list[str] | list[Text]] = Field(default_factory=dict)
    exports: list[Named] = Field(default_factory=list)
    missing_scopes: list[str] = Field(default_factory=list)


class CheckedExport(Answer):
    """The problems that were found; none: what is given can be saved. `next_runs` are times of the schedule."""

    problems: list[CheckProblem]
    next_runs: list[AwareDatetime] = Field(default_factory=list)


class Consent(Answer):
    """Who agreed to data privacy and compliance, when, to which version of the text."""

    by: str
    at: AwareDatetime
    text_version: str = ""


class FeedState(Answer):
    """A consent feed, and its last poll."""

    schedule: Annotated[Refresh | Cron, Field(discriminator="kind")]
    read_until: AwareDatetime | None = None
    people: int = 0
    reading: bool = False
    error: Failure | None = None


class Connection(Resource):
    """A connection. Contributors and viewers see `id`, `display_name` and `type` only."""

    id: str
    display_name: str
    type: Annotated[Literal["klaviyo"], _TOLERANT]
    auth: Annotated[Auth, _TOLERANT] | None = None
    access: Annotated[Access, _TOLERANT] | None = None
    secret_name: str | None = None
    account_id: str | None = None
    account_name: str | None = None
    consent: Consent | None = None
    profile_limit: int | None = None
    export_users: list[ExportUser] = Field(default_factory=list)
    consent_feed: FeedState | None = None
    created_at: AwareDatetime | None = None
    updated_at: AwareDatetime | None = None
    last_used_at: AwareDatetime | None = None
    exports: list[Named] = Field(default_factory=list)
    export_count: int = 0


class Connections(Answer):
    """A page of connections, by name."""

    connections: list[Connection]
    next_cursor: str | None
    total: int = 0


class NewSignIn(Body):
    """A sign-in to Klaviyo to begin; with `connection_id`, again for that connection."""

    connection_id: Annotated[str, StringConstraints(max_length=44)] | None = None


class SignInAnswer(Body):
    """What Klaviyo's page sent back: the state, with either a code or an error."""

    state: Opaque
    code: Opaque | None = None
    error: Opaque | None = None


class SignIn(Answer):
    """A sign-in that was begun: open `url` in a browser."""

    id: str
    url: str
    expires_at: AwareDatetime


class SignedIn(Answer):
    """A completed sign-in. `id` is for `sign_in` of a new connection."""

    id: str
    account_id: str
    account_name: str
    connection_id: str | None
    expires_at: AwareDatetime


class Verified(Answer):
    """Whether the key is good and has every scope that the connection needs."""

    verified: bool
    account_id: str
    account_name: str
    missing_scopes: list[str]
    missing_optional_scopes: list[str]
    problem: Text | None


class List(Named):
    """A Klaviyo list."""


class Lists(Answer):
    """A page of lists, by name."""

    lists: list[List]
    next_cursor: str | None
    total: int = 0


class Failure(Answer):
    """Why a run ended badly. `type` is stable: docs/errors-runs.md. `detail` is the English text of `code`."""

    type: str
    title: str
    detail: str
    code: str | None = None
    parameters: dict[str, int | float | str | Text | list[str] | list[Text]] = Field(default_factory=dict)


class Counts(Answer):
    """Rows: `read = accepted + unchanged + duplicates + rejected + failed` once the run is final.

    `not_found` are those of the rejected whom Klaviyo does not have (mode update).
    People: `removed` from the list, with fields `cleared`, `subscribed` to marketing, `suppressed` (not subscribed,
    because they opted out at Klaviyo) and `unsubscribed`; the last three count each channel of a person.
    """

    read: int = 0
    accepted: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    rejected: int = 0
    failed: int = 0
    removed: int = 0
    cleared: int = 0
    subscribed: int = 0
    not_found: int = 0
    suppressed: int = 0
    unsubscribed: int = 0


class Progress(Answer):
    """Chunks. `total` is None until all are cut."""

    total: int | None = None
    uploaded: int = 0
    imported: int = 0
    failed: int = 0


class Removal(Answer):
    """Mode mirror: `planned` people left the segment. While `held`, no one is removed until a user confirms it."""

    planned: int
    share_percent: float = 0
    state: Annotated[Literal["held", "removing", "done"], _TOLERANT] = "removing"


class PlanUsage(Answer):
    """Active profiles of the Klaviyo account, and how many its plan allows."""

    used: int
    allowed: int
    as_of: AwareDatetime


class TriggeredFlow(Named):
    """A flow of the list. It starts for each person added while its status is `live`."""

    status: str


class Impact(Answer):
    """What a run changes at Klaviyo. `held` says why it waits for confirmation; empty where it does not."""

    added: int
    updated: int
    removed: int
    looked_up: int
    known: int
    plan: PlanUsage | None
    flows: list[TriggeredFlow] | None
    opt_in_process: str | None
    missing_scopes: list[str] = Field(default_factory=list)
    held: list[Text] = Field(default_factory=list)
    new_profiles: int
    estimated: bool
    sentence: str


class CanaryResult(Answer):
    """What happened to a first portion. `not_found` are those of the rejected whom Klaviyo does not have."""

    accepted: int = 0
    rejected: int = 0
    failed: int = 0
    not_found: int = 0


class RunCanary(Answer):
    """The first portion of a run. While `state` is `waiting`, the others wait for confirmation."""

    profiles: int
    state: Annotated[CanaryState, _TOLERANT]
    result: CanaryResult | None = None
    reasons: list[Text] = Field(default_factory=list)
    waits_until: AwareDatetime | None = None
    confirmed_by: str | None = None
    confirmed_at: AwareDatetime | None = None


class ListCheckCounts(Answer):
    """People. `expected` are those whom the export has on the list, as far as the app knows."""

    on_list: int = 0
    expected: int = 0
    missing: int = 0
    suppressed: int = 0
    foreign: int = 0


class ListCheck(Answer):
    """A check of a list. The counts are complete once the state is `ready`."""

    id: str
    export_id: str
    state: Annotated[ListCheckState, _TOLERANT] = "reading"
    counts: ListCheckCounts = Field(default_factory=ListCheckCounts)
    read: int = 0
    repaired_by: str | None = None
    error: Failure | None = None
    created_at: AwareDatetime
    ended_at: AwareDatetime | None = None


class ListChecks(Answer):
    """The checks of an export's list, newest first."""

    list_checks: list[ListCheck]
    next_cursor: str | None


class SourceValue(Answer):
    """A value of a row; None where it is blank. Long values are cut."""

    column: str
    value: str | None


class SourceRow(Answer):
    """A row of a segment: its values, or its text where it cannot be read as a row."""

    values: list[SourceValue]
    text: str


class User(Answer):
    """A user who changed something within the kept history."""

    id: str
    name: str


class Users(Answer):
    """Users, by name."""

    users: list[User]


class ColumnChanges(Answer):
    """What differs in the columns of the segments from those that the run `run_id` read."""

    run_id: str
    added: list[str]
    removed: list[str]


class Undo(Answer):
    """What undoing a run would do: at most `people` leave the list. `reason` and `problem`: why it is not possible."""

    possible: bool
    reason: Annotated[UndoRefusal, _TOLERANT] | None
    problem: Text | None
    people: int
    until: AwareDatetime | None
    export_active: bool
    not_undone: list[Annotated[NotUndone, _TOLERANT]]


class Run(Answer):
    """A run."""

    id: str
    export_id: str
    export_name: str
    segments: list[str]
    connection_id: str
    list_id: str
    list_name: str
    column_changes: ColumnChanges | None
    trigger: Annotated[Trigger, _TOLERANT]
    started_by: str
    retry_of: str | None
    undo_of: str | None
    undone_by: str | None
    state: Annotated[RunState, _TOLERANT]
    counts: Counts
    chunks: Progress
    warnings: list[Text]
    notes: list[Text]
    removal: Removal | None
    impact: Impact | None
    canary: RunCanary | None
    error: Failure | None
    queued_at: AwareDatetime
    started_at: AwareDatetime | None
    ended_at: AwareDatetime | None
    cancel_requested_at: AwareDatetime | None

    _status_path: str | None = PrivateAttr(None)

    @property
    def final(self) -> bool:
        """Whether the run has ended."""
        return self.state in FINAL_STATES

    @property
    def successful(self) -> bool:
        """Whether the run ended well, perhaps with warnings."""
        return self.state in GOOD_STATES

    @property
    def status_path(self) -> str:
        """The path at which the caller can follow the run."""
        return self._status_path or f"/api/runs/{self.id}"

    def follow_at(self, status_path: str) -> None:
        """Set where the caller can follow the run, for one that was not returned by a start."""
        self._status_path = status_path


class Runs(Answer):
    """A page of runs, newest first."""

    runs: list[Run]
    next_cursor: str | None


class ImportJob(Answer):
    """An import job of a run at Klaviyo. `confirmed`: Klaviyo has told the outcome of its profiles."""

    id: str
    posted_at: datetime | None
    profiles: int
    confirmed: bool
    accepted: int
    rejected: int
    failed: int


class ImportJobs(Answer):
    """A page of a run's import jobs, in the order of its profiles."""

    jobs: list[ImportJob]
    next_cursor: str | None


class Reject(Answer):
    """A row that was not accepted: where it is and why. `line` 0: Klaviyo did not name the row."""

    blob: str
    line: int
    outcome: Annotated[Literal["rejected", "duplicate", "failed"], _TOLERANT]
    reason: str
    detail: str
    email: str
    phone_number: str = ""
    external_id: str = ""
    standard: bool = False
    code: str | None = None
    parameters: dict[str, int | float | str | Text | list[str] | list[Text]] = Field(default_factory=dict)


class Reason(Answer):
    """How many rows were not sent for a reason, and the first of them."""

    reason: str
    count: int
    example: Reject | None = None


class Rejects(Answer):
    """A page of a run's rejects. `reasons` counts all of them, None after the first page."""

    rejects: list[Reject]
    next_cursor: str | None
    reasons: list[Reason] | None


class HeldPerson(Answer):
    """A person whom a run would have removed from the list, by the identity of the export."""

    email: str = ""
    phone_number: str = ""
    external_id: str = ""


class HeldPeople(Answer):
    """A page of the people whose removal waits for confirmation."""

    people: list[HeldPerson]
    next_cursor: str | None


class PendingChange(Answer):
    """A change that takes effect when another administrator approves it."""

    id: str
    export_id: str
    values: dict[str, Any]
    before: dict[str, Any]
    requested_by: str
    requested_by_id: str
    requested_at: AwareDatetime


class PendingChanges(Answer):
    """A page of the changes that wait for approval."""

    changes: list[PendingChange]
    next_cursor: str | None
    total: int = 0


class ApprovalResult(Answer):
    """What happened to a pending change. `run_id` is the full run that was started."""

    approved: bool
    export_id: str
    run_id: str | None = None


class Export(Resource):
    """An export. `next_runs` are the next five times at which it runs by itself."""

    id: str
    name: str
    connection_id: str | None
    list_id: str
    segments: list[str]
    mapping: Mapping
    mode: Annotated[Mode, _TOLERANT]
    schedule: Schedule
    enabled: bool
    profile_limit: int | None
    default_country: str | None
    removal_limit_percent: int | None
    subscribe: Subscription | None
    respect_suppressions: bool = True
    confirm_ignoring_suppressions: bool = False
    shared_identifiers: Annotated[SharedIdentifiers, _TOLERANT]
    hold_when: HoldWhen | None = None
    canary: Canary | None = None
    check_list_every_days: CheckInterval | None = None
    row_log: RowLog | None = None
    alerts: list[AlertRule]
    created_by: str
    created_at: AwareDatetime
    updated_at: AwareDatetime
    next_runs: list[AwareDatetime]
    pending_change: PendingChange | None = None
    run: Run | None = None
    recent_runs: list[RunOutline] | None = None
    attention: Annotated[Attention, _TOLERANT] | None = None
    last_list_check: LastListCheck | None = None
    list_name: str = ""
    account_name: str | None = None
    connection_name: str | None = None


class LastListCheck(Answer):
    """The last check of an export's list. `repaired_by` is the run that sends again who was missing."""

    id: str
    checked_at: AwareDatetime
    missing: int = 0
    suppressed: int = 0
    foreign: int = 0
    repaired_by: str | None = None


class RunOutline(Answer):
    """A run in one line. `held` people wait for the confirmation of their removal; with `waits`, the rest of the run
    does. `error` is the type of its error.
    """

    id: str
    state: Annotated[RunState, _TOLERANT]
    queued_at: AwareDatetime
    ended_at: AwareDatetime | None = None
    read: int = 0
    accepted: int = 0
    not_sent: int = 0
    removed: int = 0
    held: int = 0
    waits: bool = False
    error: str | None = None
    undo_of: str | None = None


class PreviewCounts(Answer):
    """Rows; `removed` counts people whom mode mirror would remove from the list."""

    read: int
    to_send: int
    added: int
    updated: int
    unchanged: int
    removed: int
    duplicates: int
    rejected: int


class PreviewReason(Answer):
    """Why rows would not be sent."""

    reason: str
    outcome: str
    count: int
    code: str | None = None
    parameters: dict[str, int | float | str | Text | list[str] | list[Text]] = Field(default_factory=dict)
    message: str


class PreviewReject(Answer):
    """A row that would not be sent."""

    blob: str
    line: int
    outcome: str
    reason: str
    detail: str
    email: str | None
    phone_number: str | None = None
    external_id: str | None = None
    standard: bool = False
    code: str | None = None
    parameters: dict[str, int | float | str | Text | list[str] | list[Text]] = Field(default_factory=dict)


class SegmentSample(Answer):
    """What a defined segment has now: its rows, the rows of its table that cannot be read, and its first 20 rows."""

    rows: int
    unreadable: int
    sample: list[dict[str, str | None]]


class Preview(Answer):
    """What a run would do, or what a defined segment has. Its findings are None until the state is `ready`."""

    id: str
    export_id: str | None
    state: Annotated[PreviewState, _TOLERANT]
    created_at: AwareDatetime
    ended_at: AwareDatetime | None
    error: Failure | None
    counts: PreviewCounts | None
    impact: Impact | None
    reasons: list[PreviewReason] | None
    warnings: list[Text] | None
    profiles: list[dict[str, Any]] | None
    rejects: list[PreviewReject] | None
    unused_columns: list[str] | None
    chunks: int | None
    api_calls: int | None
    min_seconds: float | None
    segment: SegmentSample | None = None


class Exports(Answer):
    """A page of exports, by name."""

    exports: list[Export]
    next_cursor: str | None
    total: int = 0


class ExportAttention(Answer):
    """An export that needs a person. `run` failed, was skipped, or held back a removal; `alerts` are violated now."""

    id: str
    name: str
    why: Annotated[Attention, _TOLERANT]
    connection_id: str | None
    run: RunOutline | None
    alerts: list[AlertRule]
    recent_runs: list[RunOutline]


class MissingPeople(Answer):
    """An export whose last list check found people missing on the list who were not sent again."""

    id: str
    name: str
    list_check: LastListCheck


class KeyProblem(Answer):
    """A connection whose key was refused, or expires soon, and how many exports use it."""

    id: str
    display_name: str
    problem: Annotated[Literal["refused", "expires"], _TOLERANT]
    exports: int


class NamedChange(PendingChange):
    """A change that waits for approval, with the name of its export."""

    export_name: str


class ActiveRun(Answer):
    """A run that has not ended."""

    id: str
    export_id: str
    export_name: str
    state: str


class NextRun(Answer):
    """When an export runs next by its schedule."""

    export_id: str
    export_name: str
    at: AwareDatetime


class Overview(Answer):
    """What needs a person first. Lists name up to 20; the counts count all."""

    exports: int
    connections: int
    counts: dict[str, int]
    attention: list[ExportAttention]
    missing: list[MissingPeople]
    keys: list[KeyProblem]
    changes: list[NamedChange]
    active: list[ActiveRun]
    active_count: int
    next_runs: list[NextRun]
    next_count: int
    distinctions: dict[str, str] = Field(default_factory=dict)


class SystemRefresh(Answer):
    """The system refresh, as the app's settings give it."""

    expressions: list[str]
    time_zone: str
    next_runs: list[AwareDatetime]


class ExportSchedule(Named):
    """When an export runs."""

    schedule: Schedule
    enabled: bool
    next_runs: list[AwareDatetime]


class Schedules(Answer):
    """When what runs."""

    refresh: SystemRefresh
    exports: list[ExportSchedule]
    next_cursor: str | None
    total: int = 0


class Refusal(Answer):
    """Why one of many was left as it is."""

    export_id: str
    type: str
    title: str
    detail: str
    code: str
    parameters: dict[str, int | float | str | Text | list[str] | list[Text]] = Field(default_factory=dict)


class SchedulesChanged(Answer):
    """The exports that were changed, and those that were not."""

    changed: list[str]
    refused: list[Refusal]


class RunAll(Answer):
    """The runs that were started, and the exports that could not start."""

    runs: list[Run]
    refused: list[Refusal]


class Health(Answer):
    """How deliveries to a webhook went."""

    failures: int = 0
    last_success_at: AwareDatetime | None = None
    last_failure_at: AwareDatetime | None = None
    last_problem: Text | None = None
    dead_since: AwareDatetime | None = None


class Notification(Resource):
    """A webhook. `url` is shown without path and query; `signing_secret` only when it is made."""

    id: str
    name: str
    url: str
    format: Annotated[Format, _TOLERANT]
    language: Annotated[Language, _TOLERANT] = "en"
    events: list[Annotated[Event, _TOLERANT]]
    enabled: bool
    created_at: AwareDatetime
    updated_at: AwareDatetime
    health: Health
    signing_secret: str | None = None


class Notifications(Answer):
    """A page of notifications, by name."""

    notifications: list[Notification]
    next_cursor: str | None
    total: int = 0


class Tested(Answer):
    """Whether a test notification was delivered, and if not, why."""

    delivered: bool
    problem: Text | None


class Erasure(Answer):
    """An erasure, without whom it is for.

    `waiting_for` says why it cannot begin yet. `requested` and `refused` are Klaviyo accounts that were asked to delete
    the profile, and those that could not be.
    """

    id: str
    state: Annotated[Literal["queued", "done", "failed"], _TOLERANT]
    klaviyo: bool
    waiting_for: Text | None
    erased_at: AwareDatetime | None
    snapshots: int
    files: int
    requested: list[str]
    refused: dict[str, Text]
    error: Failure | None
    created_at: AwareDatetime
    ended_at: AwareDatetime | None


class PersonEvent(Answer):
    """One thing that happened to a person or of one of their rows. Identifiers are those of that row."""

    at: AwareDatetime
    outcome: str
    seen_in: Annotated[Seen, _TOLERANT]
    run_id: str | None = None
    export_id: str | None = None
    export_name: str | None = None
    email: str | None = None
    phone_number: str | None = None
    external_id: str | None = None
    reason: str | None = None
    detail: str | None = None
    code: str | None = None
    parameters: dict[str, int | float | str | Text | list[str] | list[Text]] = Field(default_factory=dict)
    channel: str | None = None
    added: bool | None = None
    blob: str | None = None
    line: int | None = None
    job_id: str | None = None
    fields: dict[str, Any] | None = None


class OnExport(Answer):
    """An export that knows a person now. `managed`: it has put the person on its list and keeps them there."""

    export_id: str
    export_name: str | None = None
    list_id: str
    managed: bool
    departed_on: str | None = None
    as_of: AwareDatetime


class UnseenRuns(Answer):
    """Runs of one export that do not tell all that happened to a person, and why."""

    export_id: str
    export_name: str
    reason: Annotated[Unseen, _TOLERANT]
    runs: int = 0
    first_at: AwareDatetime
    last_at: AwareDatetime


class PersonLookup(Answer):
    """What happened to a person. The lists are complete once the state is `done`."""

    id: str
    state: Annotated[Literal["queued", "done", "failed"], _TOLERANT]
    since: AwareDatetime
    searched: int
    truncated: bool
    exports: list[OnExport]
    events: list[PersonEvent]
    total: int
    unseen: list[UnseenRuns]
    unseen_runs: int
    error: Failure | None
    created_at: AwareDatetime
    ended_at: AwareDatetime | None
    next_cursor: str | None


class AuditEntry(Answer):
    """One change, or one denied access."""

    id: str
    at: AwareDatetime
    who_id: str | None
    who: str | None
    role: str | None
    action: str
    target: str | None
    result: Annotated[Literal["changed", "denied"], _TOLERANT]
    status: int
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    target_name: str | None = None


class Audit(Answer):
    """A page of the audit record, newest first."""

    entries: list[AuditEntry]
    next_cursor: str | None
    distinctions: dict[str, str] = Field(default_factory=dict)


class FieldProblem(Answer):
    """One of several errors: a field and what is wrong with it, or an export by id and name."""

    field: str | None = None
    detail: str | None = None
    code: str | None = None
    parameters: dict[str, int | float | str | Text | list[str] | list[Text]] | None = None
    id: str | None = None
    name: str | None = None


class Problem(Answer):
    """RFC 9457 problem details. `type` is stable; `detail` says what to do."""

    type: str
    title: str
    status: int
    detail: str
    code: str | None = None
    parameters: dict[str, int | float | str | Text | list[str] | list[Text]] | None = None
    field: str | None = None
    errors: list[FieldProblem] | None = None
    more_errors: int | None = None
    missing_scopes: list[str] | None = None


def as_time(moment: datetime) -> str:
    """Return a time as a query parameter. Raises ValueError for a time without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("A time needs a time zone.")
    return moment.isoformat()
