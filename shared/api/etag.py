"""Optimistic concurrency: an ETag is a hash of what users can change, so that the app's own notes do not alter it."""

from __future__ import annotations

import hashlib

from pydantic import BaseModel

from shared.api.http import Request
from shared.errors import PreconditionFailed, StateConflict
from shared.state.records import Records, Versioned

OWN_NOTES = ("scheduled_at", "seen", "starting")
TRIES = 10


def tag(value: BaseModel) -> str:
    """The record's ETag, with its quotation marks."""
    text = value.model_dump_json(exclude=set(OWN_NOTES))
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:24]}"'


def check_match(request: Request, value: BaseModel) -> None:
    """Raises PreconditionFailed where If-Match names other versions than the one there is."""
    given = request.headers.get("if-match")
    if given is None:
        return
    wanted = {part.strip() for part in given.split(",")}
    if not wanted & {"*", tag(value)}:
        raise PreconditionFailed("It was changed since you read it. Read it again, then make your change.")


async def save[T: BaseModel](records: Records[T], identifier: str, found: Versioned[T], changed: T) -> T:
    """Write a change of what was read. Raises PreconditionFailed where somebody else changed it meanwhile.

    Where only the app took a note on it (that its schedule was looked at), the change is made all the same, and the
    note kept unless the change is about it.
    """
    for _ in range(TRIES):
        try:
            await records.replace(identifier, changed, found.etag)
        except StateConflict:
            again = await records.get(identifier)
            if again is None or tag(again.value) != tag(found.value):
                break
            notes = {
                name: getattr(again.value, name)
                for name in OWN_NOTES
                if hasattr(changed, name) and getattr(changed, name) == getattr(found.value, name)
            }
            changed, found = changed.model_copy(update=notes), again
        else:
            return changed
    raise PreconditionFailed("Somebody else changed it at the same moment. Read it again, then make your change.")
