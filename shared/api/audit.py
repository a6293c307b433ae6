"""/api/audit: the audit record, and how its entries are written."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from shared.api.operations import Call
from shared.api.paging import HistoryQuery, Page, cursor_text
from shared.api.permissions import Identity
from shared.api.same_names import distinctions
from shared.context import Context
from shared.domain.audit_record import Change, Entry, KnownUser, Result, entry_id
from shared.domain.base import Value, now
from shared.domain.run_id import RUN_ID

log = logging.getLogger(__name__)

ANONYMOUS_DENIALS_PER_MINUTE = 20
"""How many denials of callers who are not signed in one process records: they must not fill the table."""

MAX_USERS = 20

_anonymous_denials: list[float] = []


class AuditQuery(HistoryQuery):
    """Query of the audit record."""

    action: str | None = Field(None, description="Only this action, such as `PATCH /api/exports/{id}`.")
    target: str | None = Field(None, description="Only changes of the object with this id.")
    result: Literal["changed", "denied"] | None = Field(None, description="Only changes, or only denials.")


class UserSearch(Value):
    """A search for users. Their names are in no URL."""

    search: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)] = Field(
        description="Only users whose name contains this, in any case.", examples=["alex"]
    )


class User(BaseModel):
    """A user who changed something within the kept history."""

    id: str = Field(examples=["11112222-3333-4444-5555-666677778888"])
    name: str = Field(examples=["alex@contoso.example"])


class Users(BaseModel):
    """Up to 20 users, by name."""

    users: list[User]


class AuditEntry(Entry):
    """One change, or one denied request. `before` and `after` hold the fields that differ, and never a key."""

    target_name: str | None = Field(None, description="The name of the object, or of the run's export, where known.")


class Audit(Page):
    """A page of the audit record, newest first."""

    entries: list[AuditEntry]
    distinctions: dict[str, str] = Field(
        description="Of exports and connections here whose name another one has, and their runs, by id: what tells "
        "them apart.",
        examples=[{"exp_k3f9x27m4t2c": "LoyalCustomers → Newsletter"}],
    )


async def list_audit(call: Call, query: AuditQuery) -> Audit:
    """List changes and denied requests, newest first."""
    entries, following = await call.context.audit.page(
        query.limit,
        query.cursor,
        equal=query.model_dump(include={"who", "action", "target", "result"}, exclude_none=True),
        since=query.since,
        until=query.until,
    )
    names, same = await _names(call.context, entries)
    found = [AuditEntry(**dict(entry), target_name=names.get(entry.target or "")) for entry in entries]
    shown = {entry.target for entry in entries}
    distinct = {one: text for one, text in same.items() if one in shown}
    return Audit(entries=found, distinctions=distinct, next_cursor=cursor_text(following))


async def search_users(call: Call, body: UserSearch) -> Users:
    """Find users by name, whose ids are the values of `who` in other addresses. Nothing is changed."""
    text = body.search.casefold()
    found = [user for user in await call.context.audit.users() if text in user.name.casefold()]
    return Users(users=[User(id=user.id, name=user.name) for user in found[:MAX_USERS]])


async def _names(context: Context, entries: list[Entry]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names of the entries' objects by id, and what tells apart those of the same name.

    Names are the present ones, else as recorded; of a run that of its export.
    """
    exports, connections = await asyncio.gather(context.exports.listed(), context.connections.all())
    same = distinctions(exports, (found.value for found in connections))
    names = {export.id: export.name for export in exports} | {c.value.id: c.value.display_name for c in connections}
    for entry in entries:
        values = (entry.before or {}) | (entry.after or {})
        if entry.target and (recorded := values.get("name") or values.get("display_name")):
            names.setdefault(entry.target, str(recorded))
    of_runs = sorted({entry.target for entry in entries if entry.target and RUN_ID.fullmatch(entry.target)})
    runs = await asyncio.gather(*(context.runs.get(run_id) for run_id in of_runs))
    found = [run.value for run in runs if run]
    same |= {run.id: same[run.export_id] for run in found if run.export_id in same}
    return names | {run.id: run.export.name for run in found}, same


async def record_denial(
    context: Context, caller: Identity | None, action: str, target: str | None, status: int
) -> None:
    """Record that a request was denied (401, 403)."""
    if caller is None and not _may_record_anonymous():
        return
    log.warning("denied: %s (role: %s)", action, caller.role_name if caller else None)
    await _record(context, caller, action, status, Result.DENIED, Change(target, None, None))


async def record_changes(
    context: Context, caller: Identity | None, action: str, status: int, changes: list[Change]
) -> None:
    """Record what a request changed."""
    for change in changes:
        await _record(context, caller, action, status, Result.CHANGED, change)


async def _record(
    context: Context, caller: Identity | None, action: str, status: int, result: Result, change: Change
) -> None:
    at = now()
    differing = change.differing()
    entry = Entry(
        id=entry_id(at),
        at=at,
        who_id=caller.id if caller else None,
        who=caller.name if caller else None,
        role=caller.role_name if caller else None,
        action=action,
        target=change.target,
        result=result,
        status=status,
        before=differing.before,
        after=differing.after,
    )
    try:
        await context.audit.add(entry)
        if caller:
            await context.audit.see_user(KnownUser(id=caller.id, name=caller.name, seen_at=at))
    except Exception:
        # The change is made: a missing record must not make it look as if it were not.
        log.exception("audit: %s (role: %s) was not recorded", action, entry.role)


def _may_record_anonymous() -> bool:
    at = time.monotonic()
    recent = [earlier for earlier in _anonymous_denials if earlier > at - 60]
    _anonymous_denials[:] = recent[-ANONYMOUS_DENIALS_PER_MINUTE:]
    if len(_anonymous_denials) >= ANONYMOUS_DENIALS_PER_MINUTE:
        return False
    _anonymous_denials.append(at)
    return True
