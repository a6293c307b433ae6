"""What can go wrong, sorted by what the caller can do about it.

ClientError
├── SignInFailed            no token: sign in, or give another credential
├── AppUnreachable          the app did not answer, also after retries
├── InvalidId               what was given cannot be an id or name, such as an empty text
├── UnexpectedAnswer        the answer is not one of this API: wrong address, or another version of the app
├── ProblemError            the app refused the request (RFC 9457 problem details)
│   ├── InvalidRequest          400, 411, 413, 422
│   ├── SignInRequired          401
│   ├── NotAllowed              403
│   ├── NotFound                404
│   ├── Conflict                409
│   │   └── RunActive               409 of type `run-active`
│   ├── StaleVersion            412
│   └── AppUnavailable          429 and 5xx, also after retries
├── RunNotSuccessful        the run ended as failed, skipped or canceled
├── WaitTimeout             the run or preview did not end in time
└── ManifestError           segments.yaml cannot be used
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from segments_to_klaviyo.models import Problem, Run


class ClientError(Exception):
    """Any error of this package. `str(error)` says what happened and what to do."""


class SignInFailed(ClientError):
    """No token was obtained."""


class AppUnreachable(ClientError):
    """The app could not be reached, or the connection broke."""


class UnexpectedAnswer(ClientError):
    """The answer has another form than this API's."""


class InvalidId(ClientError, ValueError):
    """The text cannot be an id or name: it would lead to another address."""


class ProblemError(ClientError):
    """The app refused the request.

    `problem.type` is stable, so programs may compare it. `retry_after` is in seconds, None where the app gave no time.
    """

    def __init__(self, problem: Problem, retry_after: float | None = None) -> None:
        super().__init__(f"{problem.title}. {problem.detail}".strip())
        self.problem = problem
        self.retry_after = retry_after

    @property
    def type(self) -> str:
        """The problem's type, such as `run-active`."""
        return self.problem.type

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.problem.status


class InvalidRequest(ProblemError):
    """The request cannot be used as it is. `problem.errors` names the fields."""


class SignInRequired(ProblemError):
    """No user is signed in, or the function key is wrong."""


class NotAllowed(ProblemError):
    """The caller's role does not allow this."""


class NotFound(ProblemError):
    """There is no such thing."""


class Conflict(ProblemError):
    """The request contradicts the present state."""


class RunActive(Conflict):
    """The export is already running."""


class StaleVersion(ProblemError):
    """The resource was changed since it was read. Read it again, then repeat the change."""


class AppUnavailable(ProblemError):
    """The app, or a service that it needs, is not available at the moment."""


class RunNotSuccessful(ClientError):
    """A run ended badly. `run` is the run in its final state."""

    def __init__(self, run: Run) -> None:
        reason = f"{run.error.title}. {run.error.detail}" if run.error else "; ".join(map(str, run.warnings))
        super().__init__(f"Run {run.id} of {run.export_name!r} ended as {run.state}. {reason}".strip())
        self.run = run


class WaitTimeout(ClientError):
    """The wait ended before the run or preview did."""


class ManifestError(ClientError):
    """The file with exports as code cannot be used. `errors` are lines: `segments.yaml:12: exports.0.mode: …`."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors


_BY_TYPE: dict[str, type[ProblemError]] = {"run-active": RunActive}
_BY_STATUS: dict[int, type[ProblemError]] = {
    401: SignInRequired,
    403: NotAllowed,
    404: NotFound,
    409: Conflict,
    412: StaleVersion,
    429: AppUnavailable,
}


def problem_error(problem: Problem, retry_after: float | None) -> ProblemError:
    """Return the error of a problem: by its type where there is a class for it, else by its status."""
    kind = _BY_TYPE.get(problem.type) or _BY_STATUS.get(problem.status)
    if kind is None:
        kind = AppUnavailable if problem.status >= 500 else InvalidRequest
    return kind(problem, retry_after)
