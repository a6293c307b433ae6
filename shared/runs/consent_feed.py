"""Read opt-outs at Klaviyo for the consent feeds of connections, and write them to storage as CSV.

The sweep begins looks that are due, and sends a message again where no worker goes on. One message reads one part.
"""

from __future__ import annotations

import csv
import io
import logging
from collections.abc import Iterable
from dataclasses import astuple

from shared.context import Context
from shared.domain import Connection
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.consent_feed import FeedLook, FoundOptOut
from shared.domain.schedule import timetable
from shared.errors import BodyRefused
from shared.runs.claims import Claim
from shared.runs.work import work_on
from shared.runs.work_kinds import FeedWork
from shared.telemetry.guard import guarded

PAGES_OF_A_PART = 20
"""2,000 profiles: what a part holds in memory, and what is read again after an interruption."""
COLUMNS = ("timestamp", "reason", "list_id", "profile_id", "email", "phone_number", "external_id")

log = logging.getLogger(__name__)


async def begin_due_looks(context: Context) -> None:
    """Begin the looks that are due, and take up those that no worker goes on with. The sweep calls this."""
    for found in await context.connections.all():
        if found.value.consent_feed is not None:
            with guarded("read opt-outs", found.value.id):
                await _begin_if_due(context, found.value)


async def _begin_if_due(context: Context, connection: Connection) -> None:
    feed, at = connection.consent_feed, now()
    times = timetable(feed.schedule, context.settings.refresh) if feed else None
    found = await context.feed_looks.get(connection.id)
    if found is None:
        # A new feed looks at once.
        look = FeedLook(connection_id=connection.id, checked_at=at, last_progress_at=at).begun(at)
        await context.feed_looks.create(look)
    elif found.value.is_open:
        look = found.value
        waited = (at - look.last_progress_at).total_seconds()
        if look.is_claimed(at) or not look.is_due(at) or waited < context.settings.stalled_after_seconds:
            return
    elif times is not None and found.value.due(times, at):
        look = found.value.begun(at)
        await context.feed_looks.replace(look, found.etag)
    else:
        return
    if look.is_open:
        await FeedWork(context).send(look)


async def read_opt_outs(context: Context, connection_id: str, scope: str, part: int) -> None:
    """Read a part of a look, unless it is read or another worker reads it."""
    found = await context.feed_looks.get(connection_id)
    if found is None or (found.value.scope, found.value.part) != (scope, part):
        return
    await work_on(FeedWork(context), found, lambda claimed: _read_part(context, claimed))


async def _read_part(context: Context, claimed: Claim[FeedLook]) -> None:
    look = claimed.item
    connection = await context.connections.get(look.connection_id)
    if connection is None or connection.value.consent_feed is None or look.until is None:
        await claimed.change(lambda item: item.given_up(None, now()))
        return
    klaviyo = context.klaviyo_for(connection.value)
    people: list[FoundOptOut] = []
    cursor = look.cursor
    for _ in range(PAGES_OF_A_PART):
        try:
            page, cursor = await klaviyo.opted_out(look.scope, look.read_until, look.until, cursor)
        except BodyRefused:
            if cursor is None:
                raise
            following = await claimed.change(lambda item: item.begun_again(now()))
            await FeedWork(context).send(following, delay=1)
            return
        people += page
        if cursor is None:
            break
    if people:
        names = {"connection": look.connection_id, "file": look.file_name}
        await context.stored_files.write(layout.OPT_OUTS, _csv_of(people), **names)
    following = await claimed.change(lambda item: item.part_read(len(people), cursor, now()))
    if following.is_open:
        await FeedWork(context).send(following)
    else:
        log.info("connection %s: opt-outs read: %d", look.connection_id, following.people)


def _csv_of(people: Iterable[FoundOptOut]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in people:
        at, *others = astuple(one)
        writer.writerow([at.isoformat(), *others])
    return out.getvalue().encode()
