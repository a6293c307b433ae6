"""/api/audit, and the writing of its entries."""

from __future__ import annotations

import logging
import time
from typing import Any

from shared.api.auth import Identity, Principal
from shared.api.http import Request, Response, answer
from shared.api.paging import cursor_text, page_of
from shared.context import Context
from shared.domain.audit import Entry, Result, differing, entry_id
from shared.domain.base import now
from shared.errors import Invalid

log = logging.getLogger(__name__)

type Change = tuple[str | None, dict[str, Any] | None, dict[str, Any] | None]

STRANGERS_A_MINUTE = 20
"""How many denials of people who are not signed in one process records: nobody can fill the table from outside."""

_strangers: list[float] = []


async def list_audit(context: Context, request: Request, who: Principal) -> Response:
    """Entries from the newest on; `?who=`, `?action=`, `?target=`, `?result=`, `?from=`, `?to=`."""
    page = page_of(request)
    equal = {name: request.query[name] for name in ("who", "action", "target", "result") if name in request.query}
    if equal.get("result") not in (None, *Result):
        raise Invalid("result is changed or denied.", field="result")
    entries, following = await context.audit.page(
        page.limit, page.cursor, equal=equal, since=page.since, until=page.until
    )
    shown = [entry.model_dump(mode="json") for entry in entries]
    return answer({"entries": shown, "next_cursor": cursor_text(following)})


async def record(
    context: Context, request: Request, who: Identity | None, action: str, target: str | None, status: int
) -> None:
    """Keep what a request changed, or that it was denied. Where that fails, the log says so."""
    denied = status in (401, 403)
    changes = request.trail.changes
    if not denied and not changes:
        return
    if who is None and not _room_for_stranger():
        return
    if denied:
        log.warning("denied: %s to a %s", action, (who and who.role_name) or "stranger")
    noted: list[Change] = [(target, None, None)] if denied else list(changes)
    for about, before, after in noted:
        moment = now()
        old, new = differing(before, after)
        entry = Entry(
            id=entry_id(moment),
            at=moment,
            who_id=who.id if who else None,
            who=who.name if who else None,
            role=who.role_name if who else None,
            action=action,
            target=about,
            result=Result.DENIED if denied else Result.CHANGED,
            status=status,
            before=old,
            after=new,
        )
        try:
            await context.audit.add(entry)
        except Exception:
            # The change is made: that its record is missing must not make it look as if it were not.
            log.exception("audit: %s by a %s was not recorded", action, entry.role or "stranger")


def _room_for_stranger() -> bool:
    moment = time.monotonic()
    _strangers[:] = [at for at in _strangers if at > moment - 60][-STRANGERS_A_MINUTE:]
    if len(_strangers) >= STRANGERS_A_MINUTE:
        return False
    _strangers.append(moment)
    return True
