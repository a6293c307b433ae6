"""What can go wrong, sorted by what is to be done about it.

    AppError
    ├── ConfigurationError      a setting is missing or wrong: an operator must act
    ├── RequestError            the caller must change the request (HTTP 4xx)
    │   ├── Invalid                 400
    │   ├── Unauthenticated         401
    │   ├── Forbidden               403
    │   ├── CrossSite               403
    │   ├── NotFound                404
    │   ├── Conflict                409
    │   ├── LengthRequired          411
    │   ├── PreconditionFailed      412
    │   ├── TooLarge                413
    │   └── KeyReused               422
    ├── RunError                ends a run: trying again changes nothing until somebody acts
    │   ├── SegmentNotFound, SegmentEmpty, SegmentUnreadable, SegmentInaccessible, ColumnMissing, SegmentTooLarge
    │   ├── TempDiskFull, OverLimit, RetryRecordMissing
    │   ├── ConnectionMissing, ListNotFound, KeyRefused
    │   └── NondeterministicPreparation, Unfinished
    ├── ChunkRefused            Klaviyo refused a body: its offenders are rejected, the rest is sent again
    ├── SourceChanged           a source blob is another version than the one the run pinned
    ├── WebhookFailed           a notification did not arrive: tried again, or given up
    ├── StateConflict           somebody else wrote the record first: read it again
    └── Transient               trying again later may help
        ├── Unavailable             a service did not answer, or answered 5xx
        └── RateLimited             a window is used up; `retry_after` says for how long

The type alone decides: RequestError is answered, RunError ends the run, Transient sends the message back with a
delay. `type` is stable and part of the API (problem details, a run's error); every one has a section in
docs/troubleshooting.md.
"""

from __future__ import annotations

from typing import ClassVar

MAX_ERRORS = 100
"""How many single errors an answer names."""


class AppError(Exception):
    """Anything of ours. `str(error)` is the detail: what happened, where, and what to do."""

    type: ClassVar[str] = "internal"
    title: ClassVar[str] = "Something went wrong inside the app"


class ConfigurationError(AppError):
    """A setting is missing or has a value that cannot be used."""

    type = "configuration"
    title = "The app is not configured correctly"


class RequestError(AppError):
    """The caller must change something. `field` is the dotted path of the value at fault, if one is.

    Of `errors` the first 100 are kept; `more_errors` counts those that are not listed.
    """

    status: ClassVar[int] = 400
    type = "invalid-request"
    title = "The request cannot be carried out"

    def __init__(
        self,
        detail: str,
        *,
        field: str | None = None,
        errors: list[dict[str, str]] | None = None,
        more_errors: int = 0,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.field = field
        self.errors = (errors or [])[:MAX_ERRORS]
        self.more_errors = more_errors + len(errors or []) - len(self.errors)
        self.headers = headers or {}


class Invalid(RequestError):
    """A value does not fit."""


class Unauthenticated(RequestError):
    """Nobody is signed in."""

    status = 401
    type = "sign-in-required"
    title = "Sign in first"


class Forbidden(RequestError):
    """Signed in, but not allowed."""

    status = 403
    type = "not-allowed"
    title = "You are not allowed to do this"


class CrossSite(RequestError):
    """A page of another site had the reader's browser send it."""

    status = 403
    type = "cross-site"
    title = "The request came from another website"


class NotFound(RequestError):
    """There is no such thing."""

    status = 404
    type = "not-found"
    title = "Not found"


class Conflict(RequestError):
    """It contradicts what is there: an active run, a connection in use."""

    status = 409
    type = "conflict"
    title = "This contradicts what is already there"


class ConnectionInUse(Conflict):
    """Exports use the connection; `errors` names them."""

    type = "connection-in-use"
    title = "Exports use this connection"


class AlreadyExported(Conflict):
    """Another export sends the same segment to the same list."""

    type = "already-exported"
    title = "Another export sends this segment to this list"


class RunActive(Conflict):
    """The export is running already."""

    type = "run-active"
    title = "The export is running already"


class NewerVersion(Conflict):
    """A newer version of the app wrote the record or the message, in a shape that this one must not act on."""

    type = "newer-version"
    title = "A newer version of the app wrote this"

    @classmethod
    def of(cls, what: str, version: int) -> NewerVersion:
        """What it is, and the version of its shape."""
        return cls(
            f"{what} has schema version {version}, which this version of the app does not know. It is left as it is "
            "for the newer version: deploy that one again."
        )


class PreviewActive(Conflict):
    """The caller's last preview is still being made."""

    type = "preview-active"
    title = "A preview is being made already"


class LengthRequired(RequestError):
    """The body was sent in chunks, of which Azure Functions passes nothing on."""

    status = 411
    type = "length-required"
    title = "The request needs the header Content-Length"


class PreconditionFailed(RequestError):
    """Somebody else changed it since it was read."""

    status = 412
    type = "stale-version"
    title = "Somebody else changed this in the meantime"


class TooLarge(RequestError):
    """The body is larger than any request of this API has to be."""

    status = 413
    type = "request-too-large"
    title = "The request is too large"


class KeyReused(RequestError):
    """The idempotency key belongs to a request that asked for something else."""

    status = 422
    type = "idempotency-key-reused"
    title = "The Idempotency-Key was used for another request"


class RunError(AppError):
    """Ends the run."""

    type = "run-failed"
    title = "The run failed"


class SegmentNotFound(RunError):
    """No blob lies under the segment's name."""

    type = "segment-not-found"
    title = "The segment does not exist"


class SegmentEmpty(RunError):
    """The segment has no row."""

    type = "segment-empty"
    title = "The segment is empty"


class SegmentUnreadable(RunError):
    """The segment's bytes are not what its name says."""

    type = "segment-unreadable"
    title = "The segment cannot be read"


class SegmentInaccessible(RunError):
    """Storage refuses to hand over a blob of the segment: archived, denied."""

    type = "segment-inaccessible"
    title = "Storage refuses to hand over the segment"

    @classmethod
    def archived(cls, blob: str) -> SegmentInaccessible:
        """The blob is in the archive tier."""
        return cls(
            f"{blob} is in the archive tier, which cannot be read. Rehydrate it: set its access tier to hot or cool, "
            "and start a new run when storage has finished, which takes hours."
        )


class SegmentTooLarge(RunError):
    """The segment passes a limit of this app."""

    type = "segment-too-large"
    title = "The segment is over a limit"

    @classmethod
    def rows(cls, most: int) -> SegmentTooLarge:
        """It has more rows than the setting allows."""
        return cls(
            f"The segment has more than {most:,} rows (setting MAX_SEGMENT_ROWS). Split it, or raise the setting."
        )


class TempDiskFull(RunError):
    """Preparing needs more temporary disk than it may use, or than there is."""

    type = "temp-disk-full"
    title = "The segment needs more temporary disk than there is"


class RetryRecordMissing(RunError):
    """The file with the rows that the repeated run did not get accepted is gone."""

    type = "retry-record-missing"
    title = "The record of the rows to send again is gone"


class OverLimit(RunError):
    """More profiles than the export may send."""

    type = "over-limit"
    title = "The run would exceed the profile limit"


class ColumnMissing(RunError):
    """A mapped column is not in the segment."""

    type = "column-missing"
    title = "A mapped column is missing"


class ConnectionMissing(RunError):
    """The export's connection was removed."""

    type = "connection-missing"
    title = "The export has no connection"


class ListNotFound(RunError):
    """Klaviyo does not know the list."""

    type = "list-not-found"
    title = "The Klaviyo list does not exist"


class KeyRefused(RunError):
    """Klaviyo answered 401 or 403, or the vault has no such secret."""

    type = "key-refused"
    title = "Klaviyo refused the API key"


class NondeterministicPreparation(RunError):
    """A run taken up again cuts its chunks otherwise than before it stopped."""

    type = "nondeterministic-preparation"
    title = "The run could not be continued"


class Unfinished(RunError):
    """A step kept failing until its attempts were used up."""

    type = "step-failed"
    title = "A step of the run kept failing"


class ChunkRefused(AppError):
    """Klaviyo refused a body as a whole (400, 413, 422).

    `offenders` maps a profile's index in the body to Klaviyo's words about it; empty where no pointer names one.
    """

    type = "chunk-refused"
    title = "Klaviyo refused the profiles"

    def __init__(self, detail: str, *, status: int, offenders: dict[int, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.offenders = offenders or {}


class SourceChanged(AppError):
    """The blob's ETag is another than the one pinned."""

    type = "segment-changed"
    title = "The segment was overwritten while the run read it"


class WebhookFailed(AppError):
    """A receiver did not take a notification. `gone`: it never will; `retry_after` in seconds, as it asked for."""

    type = "webhook-failed"
    title = "The notification was not delivered"

    def __init__(self, detail: str, *, gone: bool, retry_after: float = 0) -> None:
        super().__init__(detail)
        self.gone = gone
        self.retry_after = retry_after


class StateConflict(AppError):
    """A conditional write lost."""

    type = "state-conflict"
    title = "The record was changed by somebody else"


class Transient(AppError):
    """May work later."""

    type = "unavailable"
    title = "A service is not available at the moment"

    def __init__(self, detail: str, *, retry_after: float | None = None) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class Unavailable(Transient):
    """No answer, a 5xx, or an answer that says nothing: not the service's own, or of an unknown shape."""


class RateLimited(Transient):
    """A window of Klaviyo's limits is used up. `retry_after` in seconds."""

    type = "rate-limited"
    title = "Klaviyo's rate limit is used up"

    def __init__(self, detail: str, *, retry_after: float) -> None:
        super().__init__(detail, retry_after=retry_after)
