"""Which export fills which list with which segment: no two may do the same.

A request that looks through the exports and then saves one can be overtaken by another that does the same. So
before saving, each claims the target by a conditional write. A claim guards the time until the export is saved; from
then on the export itself speaks for it. One that was left behind is taken over after that time.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from shared.context import Context
from shared.domain import Export
from shared.domain.base import now
from shared.domain.export import Claim
from shared.errors import AlreadyExported, StateConflict

GUARDED = timedelta(seconds=60)


async def claim_target(context: Context, export: Export, account_id: str) -> None:
    """To be called once the exports were looked through. Raises AlreadyExported where another request was faster."""
    for segment in export.segments:
        key = hashlib.sha256(f"{account_id}\n{export.list_id}\n{segment}".encode()).hexdigest()
        mine = Claim(key=key, export_id=export.id, at=now())
        found = await context.claims.get(key)
        try:
            if found is None:
                await context.claims.insert(key, mine)
            elif found.value.export_id != export.id and mine.at - found.value.at < GUARDED:
                raise _taken(segment)
            else:
                await context.claims.replace(key, mine, found.etag)
        except StateConflict:
            raise _taken(segment) from None


async def release_target(context: Context, export_id: str, *, before: datetime | None = None) -> None:
    """The export no longer fills its target (`before`: the one that it claimed before then)."""
    for found in await context.claims.all():
        if found.value.export_id == export_id and (before is None or found.value.at < before):
            await context.claims.delete(found.value.key)


def _taken(segment: str) -> AlreadyExported:
    return AlreadyExported(
        f"Another export that sends {segment} to this list is being saved at this moment, or was saved within "
        "the last minute. Look at the list of exports, then try again.",
        field="list_id",
    )
