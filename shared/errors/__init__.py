"""Errors, sorted by what is to be done about them.

    AppError                    internal: log it, answer 500
    ├── ConfigurationError      a setting is missing or not valid: an operator must act
    ├── RequestError            the caller must change the request: answer 4xx
    │   ├── Invalid                 400
    │   ├── Unauthenticated         401
    │   ├── Forbidden, CrossSite    403
    │   ├── NotFound                404
    │   ├── MethodNotAllowed        405
    │   ├── Conflict                409: ConnectionInUse, SegmentInUse, AlreadyExported, ApprovalRequired, RunActive,
    │   │                               PreviewActive, UndoImpossible, NewerVersion
    │   ├── LengthRequired          411
    │   ├── PreconditionFailed      412
    │   ├── TooLarge                413
    │   └── KeyReused               422
    ├── RunError                fatal for a run: end it; repeating changes nothing until a person acts
    │   ├── SegmentNotFound, SegmentEmpty, SegmentUnreadable (SpansInDoubt), SegmentInaccessible, SegmentTooLarge
    │   ├── ColumnMissing, DefinitionInvalid, TempDiskFull, OverLimit, HeldForConfirmation, RetryRecordMissing
    │   ├── CanaryFailed, CanaryNotConfirmed, UndoRecordMissing
    │   ├── ConnectionMissing, ListNotFound, KeyRefused (ScopesMissing, SignInRefused)
    │   └── NondeterministicPreparation, ListCheckOutdated, StepFailed
    ├── BodyRefused            Klaviyo refused a body: reject the profiles at fault, send the others again
    ├── SourceChanged           a source blob is not the pinned version: prepare again
    ├── WebhookFailed           a notification was not delivered: try again, or give up
    ├── StateConflict           another process wrote the record first: read it again
    └── Transient               retriable: try again after `retry_after`
        ├── Unavailable             a service did not answer, or answered 5xx
        └── RateLimited             a rate limit is used up
    InvalidValue                a validator refuses the value of a field: Pydantic's error, then an Invalid, tells it
    IllegalTransition           a record's state does not allow the change: an error in the app's code, no AppError

The class alone decides what happens. `type` is stable and part of the API (problem details, a run's `error`). Each type
has a section in docs/errors-requests.md or docs/errors-runs.md.
"""

from shared.errors.app_errors import (
    AppError,
    BodyRefused,
    ConfigurationError,
    IllegalTransition,
    RateLimited,
    SourceChanged,
    StateConflict,
    Transient,
    Unavailable,
    WebhookFailed,
)
from shared.errors.field_errors import InvalidValue, field_problem
from shared.errors.request_errors import (
    MAX_ERRORS,
    AlreadyExported,
    ApprovalRequired,
    Conflict,
    ConnectionInUse,
    CrossSite,
    Forbidden,
    Invalid,
    KeyReused,
    LengthRequired,
    MethodNotAllowed,
    NewerVersion,
    NotFound,
    PreconditionFailed,
    PreviewActive,
    RequestError,
    RunActive,
    SegmentInUse,
    TooLarge,
    Unauthenticated,
    UndoImpossible,
)
from shared.errors.run_errors import (
    CanaryFailed,
    CanaryNotConfirmed,
    ColumnMissing,
    ConnectionMissing,
    DefinitionInvalid,
    HeldForConfirmation,
    KeyRefused,
    ListCheckOutdated,
    ListNotFound,
    NondeterministicPreparation,
    OverLimit,
    RetryRecordMissing,
    RunError,
    ScopesMissing,
    SegmentEmpty,
    SegmentInaccessible,
    SegmentNotFound,
    SegmentTooLarge,
    SegmentUnreadable,
    SignInRefused,
    SpansInDoubt,
    StagingLost,
    StepFailed,
    TempDiskFull,
    UndoRecordMissing,
)

__all__ = [
    "MAX_ERRORS",
    "AlreadyExported",
    "AppError",
    "ApprovalRequired",
    "BodyRefused",
    "CanaryFailed",
    "CanaryNotConfirmed",
    "ColumnMissing",
    "ConfigurationError",
    "Conflict",
    "ConnectionInUse",
    "ConnectionMissing",
    "CrossSite",
    "DefinitionInvalid",
    "Forbidden",
    "HeldForConfirmation",
    "IllegalTransition",
    "Invalid",
    "InvalidValue",
    "KeyRefused",
    "KeyReused",
    "LengthRequired",
    "ListCheckOutdated",
    "ListNotFound",
    "MethodNotAllowed",
    "NewerVersion",
    "NondeterministicPreparation",
    "NotFound",
    "OverLimit",
    "PreconditionFailed",
    "PreviewActive",
    "RateLimited",
    "RequestError",
    "RetryRecordMissing",
    "RunActive",
    "RunError",
    "ScopesMissing",
    "SegmentEmpty",
    "SegmentInUse",
    "SegmentInaccessible",
    "SegmentNotFound",
    "SegmentTooLarge",
    "SegmentUnreadable",
    "SignInRefused",
    "SourceChanged",
    "SpansInDoubt",
    "StagingLost",
    "StateConflict",
    "StepFailed",
    "TempDiskFull",
    "TooLarge",
    "Transient",
    "Unauthenticated",
    "Unavailable",
    "UndoImpossible",
    "UndoRecordMissing",
    "WebhookFailed",
    "field_problem",
]
