"""A request and an answer, free of any framework."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from shared.errors import (
    MAX_ERRORS,
    AppError,
    Invalid,
    LengthRequired,
    RequestError,
    RunError,
    TooLarge,
    Transient,
    Unavailable,
)

HANDLER_SECONDS = 60
MAX_BODY_BYTES = 1_000_000
MAX_FIELD_CHARACTERS = 200
MAX_DETAIL_CHARACTERS = 500
JSON = "application/json"
PROBLEM = "application/problem+json"


@dataclass
class AuditTrail:
    """What a handler changed, for the audit record."""

    changes: list[tuple[str, dict[str, Any] | None, dict[str, Any] | None]] = field(default_factory=list)

    def note(self, target: str, *, before: dict[str, Any] | None = None, after: dict[str, Any] | None = None) -> None:
        """`target` is the id of what was changed. Neither side may hold a key or personal data of customers."""
        self.changes.append((target, before, after))


@dataclass(frozen=True)
class Request:
    """`path` begins with `/`; header names in lower case."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    trail: AuditTrail = field(default_factory=AuditTrail)

    def json[T: BaseModel](self, model: type[T]) -> T:
        """Return the body, validated. Raises Invalid, naming every field at fault. `check_length` comes before."""
        try:
            return model.model_validate_json(self.body or b"{}", strict=True)
        except ValidationError as error:
            raise invalid(error) from None


async def within[T](seconds: float, work: Awaitable[T]) -> T:
    """Return what the handler gives. Raise Unavailable where it takes longer.

    A handler that never ends would run into host.json's functionTimeout, which ends the whole worker process.
    """
    try:
        async with asyncio.timeout(seconds) as limit:
            return await work
    except TimeoutError:
        if not limit.expired():
            raise
        raise Unavailable(
            f"The app did not finish within {seconds:g} s. Part of it may have been done all the same: "
            "look first, then try again."
        ) from None


def check_length(request: Request) -> None:
    """Raise TooLarge for a large body, whatever the route does with it; LengthRequired for one sent in chunks.

    Of `Transfer-Encoding: chunked` Azure Functions hands over an empty body (recorded on its host 4.1037), which must
    not be mistaken for `{}`.
    """
    told = request.headers.get("content-length", "")
    length = max(len(request.body), int(told) if told.isascii() and told.isdigit() and len(told) < 16 else 0)
    if length > MAX_BODY_BYTES:
        raise TooLarge(f"The body has {length:,} bytes; at most {MAX_BODY_BYTES:,} are taken.")
    if "transfer-encoding" in request.headers and not request.body:
        raise LengthRequired(
            "The body was sent in chunks (Transfer-Encoding) and did not arrive. Nothing was changed. "
            "Send it again with the header Content-Length."
        )


@dataclass(frozen=True)
class Response:
    """`body` as bytes."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def invalid(error: ValidationError) -> Invalid:
    """Pydantic's findings as one Invalid: the first as its detail, all of them in `errors`. Values are not repeated:
    one of them may be a key.
    """
    found = [
        {"field": ".".join(str(step) for step in item["loc"])[:MAX_FIELD_CHARACTERS], "detail": _sentence(item["msg"])}
        for item in error.errors(include_input=False, include_url=False, include_context=False)[:MAX_ERRORS]
    ]
    first = found[0]
    where = f"{first['field']}: " if first["field"] else ""
    more = error.error_count() - len(found)
    return Invalid(f"{where}{first['detail']}", field=first["field"] or None, errors=found, more_errors=more)


def _sentence(words: str) -> str:
    words = words.removeprefix("Value error, ").rstrip(".")[:MAX_DETAIL_CHARACTERS]
    return f"{words[:1].upper()}{words[1:]}."


def is_unicode(text: str) -> bool:
    """Whether the text can be encoded: JSON may escape half of a surrogate pair, which no encoding takes."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _encode(value: Any) -> bytes:
    """Return JSON. Half of a surrogate pair, which a value of a segment may hold, becomes a question mark."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def answer(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """JSON."""
    return Response(status, _encode(value), {"Content-Type": JSON, "Cache-Control": "no-store", **(headers or {})})


def problem(error: AppError) -> Response:
    """An error as RFC 9457 problem details. Only our own errors come here: their texts are made to be shown."""
    headers = {"Content-Type": PROBLEM, "Cache-Control": "no-store"}
    status = 500
    if isinstance(error, RequestError):
        status = error.status
    elif isinstance(error, RunError):
        # What would end a run (a refused key, a missing list) is here something the caller can mend.
        status = 400
    elif isinstance(error, Transient):
        status = 503
        headers["Retry-After"] = str(round(error.retry_after or 10))
    detail: dict[str, Any] = {"type": error.type, "title": error.title, "status": status, "detail": str(error)}
    if isinstance(error, RequestError):
        if error.field:
            detail["field"] = error.field
        if error.errors:
            detail["errors"] = error.errors
        if error.more_errors:
            detail["more_errors"] = error.more_errors
            detail["detail"] += f" {error.more_errors:,} more errors are not listed."
        headers |= error.headers
    return Response(status, _encode(detail), headers)
