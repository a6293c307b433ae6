"""Requests, retries and pauses without any I/O.

An operation is a generator (a `Flow`) that yields what is to be done (a `Request` or a `Pause`), receives its result
and returns the operation's value. `client.py` drives it with a blocking or an asynchronous transport: there is one
implementation of every operation.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any, Generic, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from segments_to_klaviyo.errors import AppUnavailable, AppUnreachable, ProblemError, UnexpectedAnswer, problem_error
from segments_to_klaviyo.models import Problem, Resource

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)

RETRY_SECONDS = 120.0
"""For how long a request is repeated: a deployment or restart of the app is over by then."""

FIRST_PAUSE_SECONDS = 0.5
MAX_PAUSE_SECONDS = 20.0
NEVER_PROCESSED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""The app has not seen the request, so that any method can be sent again."""


@dataclass(frozen=True)
class Request:
    """A request to the app. `path` begins with `/api/`.

    `repeatable`: sending it twice does no harm (a read, or a start with an idempotency key), so that it is repeated
    also where the outcome of the first attempt is not known. `key_path` is the path for callers with a function key.
    """

    method: str
    path: str
    key_path: str | None = None
    params: Mapping[str, str] = field(default_factory=dict)
    json: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    repeatable: bool = False


@dataclass(frozen=True)
class Pause:
    """Wait for so many seconds."""

    seconds: float


Flow = Generator["Request | Pause", Any, T]
"""Yields requests and pauses; receives an `httpx.Response` for a request; returns T."""


@dataclass(frozen=True)
class Page(Generic[T]):
    """A part of a list. `next_cursor` is None at the end."""

    items: list[T]
    next_cursor: str | None


@dataclass(frozen=True)
class Paged(Generic[T]):
    """A list that is read page by page."""

    read_page: Callable[[str | None], Flow[Page[T]]]


def send(request: Request, *, seconds: float = RETRY_SECONDS) -> Flow[httpx.Response]:
    """Send a request until it is answered, for at most `seconds`, and return the successful response.

    Pauses as long as `Retry-After` says, else longer from attempt to attempt. Raises ProblemError, AppUnreachable,
    UnexpectedAnswer.
    """
    deadline = time.monotonic() + seconds
    attempt = 0
    while True:
        attempt += 1
        pause: float | None = None
        try:
            response: httpx.Response = yield request
        except httpx.TransportError as error:
            failure: ProblemError | AppUnreachable = AppUnreachable(
                f"The app cannot be reached: {str(error) or type(error).__name__}"
            )
            failure.__cause__ = error
            again = request.repeatable or isinstance(error, NEVER_PROCESSED)
        else:
            if response.is_success:
                return response
            if response.is_redirect:
                # Credentials are sent nowhere else.
                raise UnexpectedAnswer(
                    f"{response.request.url.path} redirects to {response.headers.get('location', '')[:200]}. "
                    "Is this the address of the app?"
                )
            failure = _failure(response)
            again = isinstance(failure, AppUnavailable) and (request.repeatable or response.status_code == 429)
            pause = failure.retry_after
        if not pause:
            # None, or 0: no service gets better by being asked again at once.
            pause = min(FIRST_PAUSE_SECONDS * 2 ** (attempt - 1), MAX_PAUSE_SECONDS) * random.uniform(0.5, 1)  # noqa: S311
        if not again or time.monotonic() + pause > deadline:
            raise failure
        yield Pause(pause)


def read(request: Request, model: type[M], *, seconds: float = RETRY_SECONDS) -> Flow[M]:
    """Send a request and return the answer as a model. Raises as `send` does."""
    response = yield from send(request, seconds=seconds)
    return parse(response, model)


def parse(response: httpx.Response, model: type[M]) -> M:
    """Return a response's JSON as a model, with its ETag. Raises UnexpectedAnswer."""
    try:
        value = model.model_validate_json(response.content)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the body"
        raise UnexpectedAnswer(
            f"The answer to {response.request.method} {response.request.url.path} is not a {model.__name__} "
            f"({where}: {first['msg']}). Is this the address of the app, and of the same version as this client?"
        ) from None
    if isinstance(value, Resource):
        value._etag = response.headers.get("etag")  # noqa: SLF001  set here only: it is not in the body
    return value


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Return the seconds of `Retry-After`, which holds seconds or an HTTP date (RFC 9110, 10.2.3); None without one."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=timezone.utc)
    return max(0.0, (at - (now or datetime.now(timezone.utc))).total_seconds())


def same_address(location: str | None, fallback: str) -> str:
    """Return the path and query of a `Location` header: credentials are sent to no other host."""
    if not location:
        return fallback
    url = httpx.URL(location)
    return url.raw_path.decode("ascii")


def _failure(response: httpx.Response) -> ProblemError:
    seconds = retry_after(response.headers)
    try:
        problem = Problem.model_validate_json(response.content)
    except ValidationError:
        # The platform in front of the app answered: no problem details.
        problem = Problem(
            type="about:blank",
            title=f"{response.status_code} {response.reason_phrase}".strip(),
            status=response.status_code,
            detail="",
        )
    return problem_error(problem, seconds)


def everything(pages: Paged[T]) -> Flow[list[T]]:
    """Return all items of a list."""
    found: list[T] = []
    cursor: str | None = None
    while True:
        page = yield from pages.read_page(cursor)
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            return found
