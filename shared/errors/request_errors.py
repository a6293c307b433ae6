"""Errors of requests: the caller must change something. `status` is that of the HTTP answer."""

from __future__ import annotations

from typing import Any, ClassVar

from shared.errors.app_errors import AppError
from shared.texts import Text, text

MAX_ERRORS = 100
"""How many single errors one answer lists."""


class RequestError(AppError):
    """The request cannot be carried out as it is.

    `field` is the dotted path of the value at fault, if there is one. Of `errors` the first 100 are kept; `more_errors`
    counts the others. `headers` are sent with the answer.
    """

    status: ClassVar[int] = 400
    type = "invalid-request"

    def __init__(
        self,
        cause: Text,
        *,
        field: str | None = None,
        errors: list[dict[str, Any]] | None = None,
        more_errors: int = 0,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(cause)
        self.field = field
        self.errors = (errors or [])[:MAX_ERRORS]
        self.more_errors = more_errors + len(errors or []) - len(self.errors)
        self.headers = headers or {}


class Invalid(RequestError):
    """A value in the body, the query or a header is not valid."""


class Unauthenticated(RequestError):
    """The caller is not signed in."""

    status = 401
    type = "sign-in-required"


class Forbidden(RequestError):
    """The caller is signed in, but not allowed to do this."""

    status = 403
    type = "not-allowed"


class CrossSite(RequestError):
    """A browser sent the request for a page of another site."""

    status = 403
    type = "cross-site"


class NotFound(RequestError):
    """The address or the object does not exist."""

    status = 404
    type = "not-found"


class MethodNotAllowed(RequestError):
    """The address exists, but not for this method."""

    status = 405
    type = "method-not-allowed"


class Conflict(RequestError):
    """The request contradicts the current state."""

    status = 409
    type = "conflict"


class ConnectionInUse(Conflict):
    """Exports use the connection; `errors` names them."""

    type = "connection-in-use"


class SegmentInUse(Conflict):
    """Exports use the defined segment; `errors` names them."""

    type = "segment-in-use"


class AlreadyExported(Conflict):
    """Another export sends the same segment to the same list; `errors` names it."""

    type = "already-exported"


class ApprovalRequired(Conflict):
    """Another administrator has to approve this; it was requested."""

    type = "approval-required"


class RunActive(Conflict):
    """The export has an active run."""

    type = "run-active"


class UndoImpossible(Conflict):
    """The run cannot be undone; the detail says why."""

    type = "undo-impossible"


class PreviewActive(Conflict):
    """The caller's last preview is not finished."""

    type = "preview-active"


class NewerVersion(Conflict):
    """A newer version of the app wrote the record or the message, with a schema that this version must not process."""

    type = "newer-version"

    @classmethod
    def of(cls, what: str, version: int) -> NewerVersion:
        """Return the error for a kind of record and the version of its schema."""
        return cls(text("newer-version", what=what, version=version))


class LengthRequired(RequestError):
    """The body was sent with chunked transfer encoding, which Azure Functions does not pass on."""

    status = 411
    type = "length-required"


class PreconditionFailed(RequestError):
    """The object was changed since the caller read it."""

    status = 412
    type = "stale-version"


class TooLarge(RequestError):
    """The body, or the requested file, is over a limit."""

    status = 413
    type = "request-too-large"


class KeyReused(RequestError):
    """The idempotency key belongs to another request."""

    status = 422
    type = "idempotency-key-reused"
