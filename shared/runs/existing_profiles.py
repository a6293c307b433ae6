"""Mode update: before a chunk is sent, leave out the profiles that Klaviyo does not have.

A bulk import creates what it does not find. So the people of a chunk are looked up, 100 a page, and only those found
are sent. No one is added who was not at Klaviyo at the look; a look counts for VALID_FOR. A profile that is deleted at
Klaviyo between the look and the import is created again: the import cannot be told otherwise.
"""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from shared.context import Context
from shared.domain import Chunk, Mode, Run
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.identity import Identity, identity_of
from shared.errors import BodyRefused, Transient, Unavailable
from shared.klaviyo import Klaviyo
from shared.klaviyo.bodies import read_profiles
from shared.klaviyo.consent_calls import pieces
from shared.runs.claims import Claim
from shared.storage.stored_files import RunFiles
from shared.texts import text

VALID_FOR = timedelta(minutes=10)
"""How old a look may be when the chunk is sent: rate limits may delay a chunk, and profiles are rarely deleted."""


@dataclass
class Lookup:
    """How far a chunk was looked up: `next` is the first profile that is not, `unknown` those that were not found.

    Both are places in the body. `begun` is a time in ISO 8601.
    """

    begun: str
    next: int = 0
    unknown: list[int] = field(default_factory=list)


def must_look_up(run: Run, chunk: Chunk, at: datetime) -> bool:
    """Return whether the chunk's people are to be looked up before it is sent."""
    return run.export.mode is Mode.UPDATE and (chunk.looked_up_at is None or at - chunk.looked_up_at > VALID_FOR)


async def find_unknown(context: Context, run: Run, claimed: Claim[Chunk], body: bytes) -> tuple[list[int], datetime]:
    """Return the places in the body of profiles that Klaviyo does not have, and since when that is known.

    An attempt that is interrupted leaves its progress, from which the next one continues. Raises Transient, KeyRefused.
    """
    files, chunk = context.run_files(run.id), claimed.item
    lookup = await _read(files, chunk)
    before = lookup.next
    klaviyo = await context.klaviyo(run)
    profiles = await asyncio.to_thread(read_profiles, body)
    kind = run.export.mapping.identity
    people = [identity_of(profile[kind], kind) for profile in profiles]
    seconds = context.settings.klaviyo_timeout_seconds
    try:
        # The claim covers so much time.
        async with asyncio.timeout(seconds):
            await _look_up(klaviyo, kind, people, lookup)
    except (Transient, TimeoutError, BodyRefused) as error:
        if lookup.next > before:
            claimed.progressed = True
            await files.write_json(layout.LOOKUP, asdict(lookup), chunk=chunk.body_name)
        if isinstance(error, TimeoutError):
            raise Unavailable(text("klaviyo-lookups-timeout", seconds=seconds)) from None
        if isinstance(error, BodyRefused):
            # Nothing was sent that could be wrong for good.
            raise Unavailable(error.cause) from None
        raise
    return lookup.unknown, datetime.fromisoformat(lookup.begun)


async def _look_up(klaviyo: Klaviyo, kind: Identity, people: list[str], lookup: Lookup) -> None:
    for piece in pieces(people[lookup.next :]):
        found = await klaviyo.find_profiles(kind, piece)
        lookup.unknown += [lookup.next + place for place, person in enumerate(piece) if person not in found]
        lookup.next += len(piece)


async def _read(files: RunFiles, chunk: Chunk) -> Lookup:
    at = now()
    stored: dict[str, Any] | None = await files.read_json(layout.LOOKUP, chunk=chunk.body_name)
    lookup = Lookup(**stored) if stored else None
    if lookup is None or at - datetime.fromisoformat(lookup.begun) > VALID_FOR:
        return Lookup(at.isoformat())
    return lookup
