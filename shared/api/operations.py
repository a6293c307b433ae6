"""Operations: what a handler takes and returns, read from its signature.

Validation, answers and the OpenAPI document follow from the signature. The first parameter is the `Call`, the second
the variable part of the path, if it has one. The others are passed by name:

    body: Model             the JSON body
    query: Model            the query parameters
    if_match: IfMatch       the header If-Match
    idempotency_key: str    the header Idempotency-Key (None without it)

It returns a model (200), `Answer[Model]` (200 with an ETag), `Created[Model]` (201), `Accepted[Model]` (202),
`Status[Model]` (202 until the work is done, then 200), `File` (200, CSV) or None (204). Errors of shared/errors are
raised.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from shared.api.http import Request, Response, json_response
from shared.api.permissions import Permission, Principal
from shared.context import Context
from shared.domain.audit_record import Change
from shared.errors import Invalid, PreconditionFailed, StateConflict
from shared.storage.records import Records, Versioned
from shared.texts import text

Handler = Callable[..., Awaitable[Any]]

POLL_SECONDS = 2
"""What `Retry-After` of a 202 says: how long to wait before the address in `Location` is read."""


@dataclass(frozen=True)
class Call:
    """The context and the caller of a request, and what the handler changed, for the audit record."""

    context: Context
    caller: Principal
    changes: list[Change] = field(default_factory=list)

    def changed(
        self, target: str, *, before: dict[str, Any] | None = None, after: dict[str, Any] | None = None
    ) -> None:
        """Add a change of the object with the id `target`. Neither side may hold a key or data of customers."""
        self.changes.append(Change(target, before, after))


@dataclass(frozen=True)
class Answer[Model: BaseModel]:
    """An answer with headers: the ETag of a stored record, and where the object is."""

    model: Model
    record: BaseModel | None = None
    location: str | None = None
    status: ClassVar[int] = 200

    @property
    def actual_status(self) -> int:
        """The status of this answer, for answers that have several."""
        return self.status


@dataclass(frozen=True)
class Created[Model: BaseModel](Answer[Model]):
    """An object was created."""

    status = 201


@dataclass(frozen=True)
class Accepted[Model: BaseModel](Answer[Model]):
    """Work was started."""

    status = 202


@dataclass(frozen=True)
class Status[Model: BaseModel](Answer[Model]):
    """Started work: 202 until it is done, then 200. The usual pattern for orchestrators that poll."""

    done: bool = False

    @property
    def actual_status(self) -> int:
        return 200 if self.done else 202


@dataclass(frozen=True)
class File:
    """A CSV file to download."""

    name: str
    body: bytes


def etag(record: BaseModel) -> str:
    """Return the ETag of a stored record, in quotation marks: a hash of what people can change."""
    # The version of its schema says who wrote the record, not what it says.
    text = record.model_dump_json(exclude={"schema_version"})
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:24]}"'


@dataclass(frozen=True)
class IfMatch:
    """The header If-Match: the versions that a change may be based on; None accepts every version."""

    header: str | None = None

    def check(self, record: BaseModel) -> None:
        """Raise PreconditionFailed where the stored record is another version."""
        if self.header is None:
            return
        versions = {part.strip() for part in self.header.split(",")}
        if not versions & {"*", etag(record)}:
            raise PreconditionFailed(text("changed-since-read"))


async def save[T: BaseModel](records: Records[T], identifier: str, found: Versioned[T], changed: T) -> T:
    """Replace a record that was read, and return it. Raise PreconditionFailed where another request changed it."""
    try:
        await records.replace(identifier, changed, found.etag)
    except StateConflict:
        raise PreconditionFailed(text("changed-at-same-time")) from None
    return changed


def read_idempotency_key(headers: Mapping[str, str], caller_id: str) -> str | None:
    """Return the header Idempotency-Key together with the caller, so that keys of two callers differ. Raise Invalid."""
    key = headers.get("idempotency-key")
    if key is None:
        return None
    if not (0 < len(key) <= 255 and key.isascii() and key.isprintable()):
        raise Invalid(text("idempotency-key-invalid"), field="Idempotency-Key")
    # As JSON: no caller's id can hold the separator.
    return json.dumps([caller_id, key])


@dataclass(frozen=True)
class Route:
    """One operation of the API. Without a permission, the host has checked a function key."""

    method: str
    path: str
    permission: Permission | None
    handler: Handler

    @property
    def template(self) -> str:
        """The path as OpenAPI writes it: `/api/exports/{id}`."""
        return re.sub(r"<(\w+)>", r"{\1}", self.path)

    @property
    def variables(self) -> list[str]:
        """The names of the variable parts of the path, in their order."""
        return re.findall(r"<(\w+)>", self.path)

    @cached_property
    def _hints(self) -> dict[str, Any]:
        return get_type_hints(self.handler)

    @property
    def body(self) -> type[BaseModel] | None:
        """The model of the JSON body."""
        return self._hints.get("body")

    @property
    def query(self) -> type[BaseModel] | None:
        """The model of the query parameters."""
        return self._hints.get("query")

    @property
    def takes_if_match(self) -> bool:
        """Whether the header If-Match counts."""
        return "if_match" in self._hints

    @property
    def takes_idempotency_key(self) -> bool:
        """Whether the header Idempotency-Key counts."""
        return "idempotency_key" in self._hints

    @property
    def answer(self) -> type[Answer[Any]] | None:
        """The kind of answer with headers, if it has them."""
        origin = get_origin(self._hints["return"])
        return origin if inspect.isclass(origin) and issubclass(origin, Answer) else None

    @property
    def model(self) -> type[BaseModel] | None:
        """The model of the answer; None for a file, and for an answer without content."""
        returned = get_args(self._hints["return"])[0] if self.answer else self._hints["return"]
        return returned if inspect.isclass(returned) and issubclass(returned, BaseModel) else None

    @property
    def status(self) -> int:
        """The status of a success."""
        if self._hints["return"] is type(None):
            return 204
        return self.answer.status if self.answer else 200

    async def run(self, call: Call, request: Request, *arguments: str) -> Response:
        """Validate the request, call the handler, and return its answer."""
        arguments_by_name: dict[str, Any] = {}
        if self.body:
            arguments_by_name["body"] = request.json(self.body)
        if self.query:
            arguments_by_name["query"] = request.parameters(self.query)
        if self.takes_if_match:
            arguments_by_name["if_match"] = IfMatch(request.headers.get("if-match"))
        if self.takes_idempotency_key:
            arguments_by_name["idempotency_key"] = read_idempotency_key(request.headers, call.caller.id)
        return self.respond(await self.handler(call, *arguments, **arguments_by_name))

    def respond(self, result: Any) -> Response:
        """Return what a handler returned as an answer."""
        if isinstance(result, File):
            headers = {
                "Content-Type": "text/csv; charset=utf-8",
                "Content-Disposition": f'attachment; filename="{result.name}"',
                "X-Content-Type-Options": "nosniff",
                "Cache-Control": "no-store",
            }
            return Response(200, result.body, headers)
        if result is None:
            return Response(204)
        headers = {}
        status = self.status
        if isinstance(result, Answer):
            status = result.actual_status
            if result.location:
                headers["Location"] = result.location
            if result.location and status == 202:
                headers["Retry-After"] = str(POLL_SECONDS)
            if result.record:
                headers["ETag"] = etag(result.record)
            result = result.model
        return json_response(result.model_dump(mode="json"), status, headers)
