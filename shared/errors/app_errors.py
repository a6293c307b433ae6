"""The base class of all errors, and those that are neither a request's nor a run's."""

from __future__ import annotations

from typing import ClassVar

from shared.texts import Text, error_title


class AppError(Exception):
    """Any error of this app. `cause` is the detail: what happened, where, and what to do.

    `title` is the text of its type in the message catalog.
    """

    type: ClassVar[str] = "internal"
    title: ClassVar[Text] = error_title("internal")

    def __init_subclass__(cls) -> None:
        cls.title = error_title(cls.type)

    def __init__(self, cause: Text) -> None:
        super().__init__(cause.message)
        self.cause = cause


class ConfigurationError(AppError):
    """A setting is missing or has a value that is not valid."""

    type = "configuration"


class BodyRefused(AppError):
    """Klaviyo refused a body as a whole: `status` is 400, 409, 413 or 422.

    `answer` is Klaviyo's message, `offenders` maps a profile's index in the body to the message about it. It is empty
    where Klaviyo names none.
    """

    type = "chunk-refused"

    def __init__(self, cause: Text, *, status: int, answer: str = "", offenders: dict[int, str] | None = None) -> None:
        super().__init__(cause)
        self.status = status
        self.answer = answer or cause.message
        self.offenders = offenders or {}


class SourceChanged(AppError):
    """A source blob has another ETag than the run pinned."""

    type = "segment-changed"


class WebhookFailed(AppError):
    """A receiver did not accept a notification.

    `gone`: it never will. `retry_after`: seconds to wait, from the receiver's answer, else 0.
    """

    type = "webhook-failed"

    def __init__(self, cause: Text, *, gone: bool, retry_after: float = 0) -> None:
        super().__init__(cause)
        self.gone = gone
        self.retry_after = retry_after


class StateConflict(AppError):
    """A conditional write failed: the record was changed since it was read."""

    type = "state-conflict"


class Transient(AppError):
    """A later attempt may succeed. `retry_after`: seconds to wait, None where the service named none."""

    type = "unavailable"

    def __init__(self, cause: Text, *, retry_after: float | None = None) -> None:
        super().__init__(cause)
        self.retry_after = retry_after


class Unavailable(Transient):
    """A service gave no answer, a 5xx, or an answer that is not its own or has an unknown shape."""


class RateLimited(Transient):
    """One of Klaviyo's rate limits is used up for `retry_after` seconds."""

    type = "rate-limited"

    def __init__(self, cause: Text, *, retry_after: float) -> None:
        super().__init__(cause, retry_after=retry_after)


class IllegalTransition(Exception):
    """A record was to make a transition that its state does not allow: an error in the app's code, for its log."""
