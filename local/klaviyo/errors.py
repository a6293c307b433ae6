"""JSON:API errors as Klaviyo answers them.

Shape: `{"errors": [{"id", "status", "code", "title", "detail", "source": {"pointer"|"parameter"}, "links",
"meta"}]}` (responses ClientError and ServerError of its OpenAPI file; guide "Rate limits, status codes, and
errors").

Refused         the request is answered with an error status
└── Throttled   429, with Retry-After
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson


@dataclass(frozen=True, slots=True)
class Problem:
    """One entry of `errors`. `pointer` is a place in the body, `parameter` a query parameter or header."""

    code: str
    title: str
    detail: str
    pointer: str | None = None
    parameter: str | None = None
    meta: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Refused(Exception):  # an answer, not a failure of ours
    """The request is answered with `status` and these problems."""

    status: int
    problems: Sequence[Problem]
    headers: dict[str, str] = field(default_factory=dict)


class Throttled(Refused):
    """A window of the endpoint's rate limit is used up."""

    def __init__(self, retry_after: int) -> None:
        detail = f"Request was throttled. Expected available in {retry_after} second{'s' * (retry_after != 1)}."
        super().__init__(
            429,
            [Problem("throttled", "Request was throttled.", detail, pointer="/data/")],
            {"Retry-After": str(retry_after)},
        )


def invalid(detail: str, *, pointer: str | None = None, parameter: str | None = None) -> Problem:
    return Problem("invalid", "Invalid input.", detail, pointer, parameter)


def bad_request(detail: str, *, pointer: str | None = None, parameter: str | None = None) -> Refused:
    return Refused(400, [invalid(detail, pointer=pointer, parameter=parameter)])


def not_found(what: str, identifier: str, *, pointer: str | None = None) -> Refused:
    detail = f"A {what} with id {identifier} does not exist."
    return Refused(404, [Problem("not_found", "Not found.", detail, pointer)])


_BY_STATUS = {
    400: ("invalid", "Invalid input."),
    401: ("authentication_failed", "Incorrect authentication credentials."),
    403: ("permission_denied", "You do not have permission to perform this action."),
    404: ("not_found", "Not found."),
    405: ("method_not_allowed", "Method not allowed."),
    406: ("not_acceptable", "Could not satisfy the request Accept header."),
    409: ("duplicate_profile", "Conflict."),
    410: ("gone", "Gone."),
    413: ("payload_too_large", "Payload too large."),
    415: ("unsupported_media_type", "Unsupported media type in request."),
    429: ("throttled", "Request was throttled."),
    503: ("unavailable", "Service unavailable."),
}


def of_status(status: int, detail: str | None = None) -> Refused:
    """The error Klaviyo would give with this status where nothing more is known."""
    code, title = _BY_STATUS.get(status, ("error", "A server error occurred."))
    return Refused(status, [Problem(code, title, detail or title)])


def document(refused: Refused, ids: Sequence[str]) -> bytes:
    """The body of an error answer; `ids` has one id for each problem."""
    errors: list[dict[str, Any]] = []
    for problem, identifier in zip(refused.problems, ids, strict=True):
        source: dict[str, str] = {}
        if problem.pointer is not None:
            source["pointer"] = problem.pointer
        if problem.parameter is not None:
            source["parameter"] = problem.parameter
        errors.append(
            {
                "id": identifier,
                "status": refused.status,
                "code": problem.code,
                "title": problem.title,
                "detail": problem.detail,
                "source": source,
                "links": {},
                "meta": problem.meta,
            }
        )
    return orjson.dumps({"errors": errors})
