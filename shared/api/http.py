"""A request and an answer, independent of any framework; errors as problem details."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Awaitable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from shared.errors import (
    MAX_ERRORS,
    AppError,
    Invalid,
    LengthRequired,
    RequestError,
    RunError,
    ScopesMissing,
    TooLarge,
    Transient,
    Unavailable,
    field_problem,
)
from shared.texts import Parameter, Text, text

HANDLER_SECONDS = 60
MAX_BODY_BYTES = 1_000_000
MAX_FIELD_CHARACTERS = 200
RETRY_AFTER_SECONDS = 10
MIN_COMPRESSED_BYTES = 1_400
"""What fits into one packet gains nothing."""
GZIP_LEVEL = 5
JSON = "application/json"
PROBLEM_JSON = "application/problem+json"


@dataclass(frozen=True)
class Request:
    """`path` begins with `/`; names of headers are in lower case."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def json[T: BaseModel](self, model: type[T]) -> T:
        """Return the body, validated. Raise Invalid, naming every field at fault. `check_length` comes before."""
        try:
            return model.model_validate_json(self.body or b"{}", strict=True)
        except ValidationError as error:
            raise invalid(error) from None

    def parameters[T: BaseModel](self, model: type[T]) -> T:
        """Return the query parameters, validated. Raise Invalid. Unknown parameters are ignored."""
        try:
            return model.model_validate(dict(self.query))
        except ValidationError as error:
            raise invalid(error) from None


@dataclass(frozen=True)
class Response:
    """An answer: status, body and headers."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class FieldProblem(BaseModel):
    """One of several errors: a field and what is wrong with it, or an export by id and name."""

    field: str | None = None
    detail: str | None = None
    code: str | None = Field(None, description="What `detail` says (docs/texts.md).", examples=["field-required"])
    parameters: dict[str, Parameter] | None = None
    id: str | None = None
    name: str | None = None


class Problem(BaseModel):
    """RFC 9457 problem details. `type` is stable: programs may rely on it. `detail` says what to do."""

    type: str
    title: str
    status: int
    detail: str = Field(examples=["What happened, where, and what to do."])
    code: str | None = Field(None, description="What `detail` says (docs/texts.md).", examples=["run-still-active"])
    parameters: dict[str, Parameter] | None = Field(None, examples=[{"run": "20261121-223210456-k3f9x2"}])
    field: str | None = Field(None, examples=[])
    errors: list[FieldProblem] | None = Field(None, description="The first 100 errors.", examples=[])
    more_errors: int | None = Field(None, description="How many errors `errors` does not list.", examples=[])
    missing_scopes: list[str] | None = Field(
        None, description="Scopes that the key or sign-in lacks, with the type `key-refused`.", examples=[]
    )


async def within[T](seconds: float, work: Awaitable[T]) -> T:
    """Return the result of a handler. Raise Unavailable where it takes longer than `seconds`.

    A handler that never ends would run into host.json's functionTimeout, which ends the whole worker process.
    """
    try:
        async with asyncio.timeout(seconds) as limit:
            return await work
    except TimeoutError:
        if not limit.expired():
            raise
        raise Unavailable(text("app-too-slow", seconds=seconds)) from None


def check_length(request: Request) -> None:
    """Raise TooLarge for a large body, whatever the route; LengthRequired for one with chunked transfer encoding.

    Of `Transfer-Encoding: chunked` Azure Functions passes on an empty body (recorded on its host 4.1037), which must
    not be read as `{}`.
    """
    header = request.headers.get("content-length", "")
    announced = int(header) if header.isascii() and header.isdigit() and len(header) < 16 else 0
    length = max(len(request.body), announced)
    if length > MAX_BODY_BYTES:
        raise TooLarge(text("body-too-large", size=length, limit=MAX_BODY_BYTES))
    if "transfer-encoding" in request.headers and not request.body:
        raise LengthRequired(text("body-without-length"))


def invalid(error: ValidationError) -> Invalid:
    """Return Pydantic's errors as one Invalid: the first as its detail, all in `errors`.

    Values are not repeated: one of them may be a key.
    """
    items = error.errors(include_input=False, include_url=False)[:MAX_ERRORS]
    found = [(".".join(map(str, item["loc"]))[:MAX_FIELD_CHARACTERS], field_problem(item)) for item in items]
    field, problem = found[0]
    return Invalid(
        text("field-invalid", field=field, problem=problem) if field else problem,
        field=field or None,
        errors=[{"field": field, "detail": problem.message, **_code_of(problem)} for field, problem in found],
        more_errors=error.error_count() - len(found),
    )


def _code_of(cause: Text) -> dict[str, Any]:
    return cause.model_dump(mode="json", include={"code", "parameters"})


def is_unicode(text: str) -> bool:
    """Return whether the text can be encoded: JSON may escape half of a surrogate pair, which no encoding accepts."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def json_response(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return an answer in JSON."""
    return Response(status, _encode(value), {"Content-Type": JSON, "Cache-Control": "no-store", **(headers or {})})


def compressed(response: Response, request: Request) -> Response:
    """Return the answer in gzip where the caller accepts it: a page of 50 exports is a tenth as long.

    No answer holds a secret, so that nothing is learned from its length.
    """
    kind = response.headers.get("Content-Type", "")
    if len(response.body) < MIN_COMPRESSED_BYTES or kind not in (JSON, PROBLEM_JSON):
        return response
    headers = dict(response.headers) | {"Vary": "Accept-Encoding"}
    if choose_encoding(request, ("gzip",)) is None:
        return Response(response.status, response.body, headers)
    body = gzip.compress(response.body, GZIP_LEVEL, mtime=0)
    return Response(response.status, body, headers | {"Content-Encoding": "gzip"})


def choose_encoding(request: Request, offered: Iterable[str]) -> str | None:
    """Return the first of these content encodings that `Accept-Encoding` allows, or None for a plain body."""
    weights = {
        name.strip(): weight.replace(" ", "")
        for name, _, weight in (
            offer.partition(";") for offer in request.headers.get("accept-encoding", "").lower().split(",")
        )
    }
    refused = {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return next((name for name in offered if weights.get(name, weights.get("*", "q=0")) not in refused), None)


def problem_response(error: AppError) -> Response:
    """Return an error as problem details. Only errors of this app get here: their texts are written for users."""
    headers = {"Content-Type": PROBLEM_JSON, "Cache-Control": "no-store"}
    status = 500
    if isinstance(error, RequestError):
        status = error.status
    elif isinstance(error, RunError):
        # What would end a run (a refused key, a missing list) is here something that the caller can fix.
        status = 400
    elif isinstance(error, Transient):
        status = 503
        headers["Retry-After"] = str(round(error.retry_after or RETRY_AFTER_SECONDS))
    problem: dict[str, Any] = {"type": error.type, "title": error.title.message, "status": status, "detail": str(error)}
    problem |= _code_of(error.cause)
    if isinstance(error, ScopesMissing):
        problem["missing_scopes"] = error.scopes
    if isinstance(error, RequestError):
        headers |= error.headers
        listed = {"field": error.field, "errors": error.errors, "more_errors": error.more_errors}
        problem |= {name: value for name, value in listed.items() if value}
    return Response(status, _encode(problem), headers)


def _encode(value: Any) -> bytes:
    """Return JSON. Half of a surrogate pair, which a value of a segment may hold, becomes a question mark."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
