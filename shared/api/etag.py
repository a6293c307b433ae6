"""Optimistic concurrency: an ETag is a hash of the record. What the app itself remembers is in other records."""

from __future__ import annotations

import hashlib

from pydantic import BaseModel

from shared.api.http import Request
from shared.errors import PreconditionFailed, StateConflict
from shared.storage.records import Records, Versioned


def tag(value: BaseModel) -> str:
    """The record's ETag, with its quotation marks."""
    return f'"{hashlib.sha256(value.model_dump_json().encode()).hexdigest()[:24]}"'


def check_match(request: Request, value: BaseModel) -> None:
    """Raises PreconditionFailed where If-Match names other versions than the one there is."""
    given = request.headers.get("if-match")
    if given is None:
        return
    wanted = {part.strip() for part in given.split(",")}
    if not wanted & {"*", tag(value)}:
        raise PreconditionFailed("It was changed since you read it. Read it again, then make your change.")


async def save[T: BaseModel](records: Records[T], identifier: str, found: Versioned[T], changed: T) -> T:
    """Write a change of what was read. Raises PreconditionFailed if another request changed it in the meantime."""
    try:
        await records.replace(identifier, changed, found.etag)
    except StateConflict:
        raise PreconditionFailed(
            "Another request changed it at the same time. Read it again, then make your change."
        ) from None
    return changed
