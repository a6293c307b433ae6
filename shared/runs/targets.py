"""Targets: no two exports may send the same segment to the same list.

Checking the exports and then saving one leaves a gap in which another process may save the same target. So each
process claims the target by a conditional write before it saves. The claim covers the time until the export is saved;
from then on the saved export enforces it. A claim that was left behind expires after a minute.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from shared.context import Context
from shared.domain import Export
from shared.domain.base import now
from shared.domain.export import TargetReservation
from shared.errors import AlreadyExported, StateConflict
from shared.telemetry.guard import guarded
from shared.texts import text

CLAIMED_FOR = timedelta(seconds=60)


async def claim_target(context: Context, export: Export, account_id: str) -> None:
    """Claim the list for the export's segments. Call this after checking the other exports.

    Raises AlreadyExported where another process claimed it first.
    """
    for segment in export.segments:
        key = hashlib.sha256(f"{account_id}\n{export.list_id}\n{segment}".encode()).hexdigest()
        own = TargetReservation(key=key, export_id=export.id, at=now())
        found = await context.target_reservations.get(key)
        try:
            if found is None:
                await context.target_reservations.insert(key, own)
            elif found.value.export_id != export.id and own.at - found.value.at < CLAIMED_FOR:
                raise _taken(segment)
            else:
                await context.target_reservations.replace(key, own, found.etag)
        except StateConflict:
            raise _taken(segment) from None


async def release_target(context: Context, export_id: str, *, before: datetime | None = None) -> None:
    """Delete the claims of an export, or those from before a time."""
    # A claim that is left behind expires.
    with guarded("release a target", export_id):
        for found in await context.target_reservations.all():
            if found.value.export_id == export_id and (before is None or found.value.at < before):
                await context.target_reservations.delete(found.value.key)


def _taken(segment: str) -> AlreadyExported:
    return AlreadyExported(
        text("export-being-saved", segment=segment),
        field="list_id",
    )
