"""/api/exports, and the starts of their runs."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from shared.api.access import find_connection, find_export, find_managed
from shared.api.auth import Principal
from shared.api.etag import check_match, save, tag
from shared.api.http import Request, Response, answer
from shared.api.paging import listed
from shared.api.requests import ExportChange, NewExport, Start, show_export
from shared.context import Context
from shared.domain import Export, Run, Trigger
from shared.domain.base import new_id, now
from shared.domain.schedule import ScheduleState
from shared.errors import AlreadyExported, Invalid, ListNotFound, NotFound, RunActive
from shared.runs.finish import public
from shared.runs.remove_export import remove_export
from shared.runs.segment_updates import remember_saved, seen_now
from shared.runs.start import start_run
from shared.runs.targets import claim_target, release_target

REQUIRED = (
    "name",
    "connection_id",
    "list_id",
    "segments",
    "mapping",
    "mode",
    "schedule",
    "enabled",
    "shared_identifiers",
)
MACHINE = "function key"


async def list_exports(context: Context, request: Request, who: Principal) -> Response:
    """All of them, by name; `?name=` keeps those that it is part of."""
    every = [export.value for export in await context.exports.all()]
    page = listed(request, every, lambda export: export.name, lambda export: export.id)
    shown = [show_export(export, context.settings) for export in page.items]
    return answer({"exports": shown, "next_cursor": page.next_cursor})


async def create_export(context: Context, request: Request, who: Principal) -> Response:
    """Saving does not run it; `?run=true` does."""
    new = request.json(NewExport)
    return await _create(context, request, who, {name: getattr(new, name) for name in NewExport.model_fields})


async def duplicate_export(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """A copy under another name, with what the body changes: at least the list or the segment."""
    change = request.json(ExportChange)
    source = (await find_managed(context, id, who)).value
    values = {name: getattr(source, name) for name in NewExport.model_fields}
    values["name"] = f"Copy of {source.name}"[:200]
    return await _create(context, request, who, values | _update(change))


async def read_export(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """One export, with the next five times at which it runs by itself."""
    export = (await find_export(context, id)).value
    return answer(show_export(export, context.settings), headers={"ETag": tag(export)})


async def change_export(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """What is left out stays. A run under way goes on as it was started. `?run=true` runs it once saved."""
    update = _update(request.json(ExportChange))
    run_wanted = _run_wanted(request)
    found = await find_managed(context, id, who)
    before = found.value
    check_match(request, before)
    changed = before.model_copy(update=update | {"updated_at": now()})
    moves = bool({"connection_id", "list_id", "segments"} & update.keys())
    moment = now()
    if moves:
        await _check_target(context, who, changed)
    state: ScheduleState | None = None
    if has_new_schedule(before, changed):
        changed = changed.model_copy(update={"scheduled_at": moment})
        state = await seen_now(context, changed)
    if run_wanted and (active := await context.runs.active_of(id)):
        raise RunActive(f"Run {active} of this export is still going on; nothing was saved.")
    saved = await save(context.exports, id, found, changed)
    if state is not None:
        await remember_saved(context, saved, state)
    if moves:
        await release_target(context, id, before=moment)
    request.trail.note(id, before=audited(before), after=audited(saved))
    shown = show_export(saved, context.settings)
    if run_wanted:
        shown["run"] = public(await start_run(context, saved, Trigger.ON_DEMAND, who.name))
    return answer(shown, headers={"ETag": tag(saved)})


async def delete_export(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """With its snapshot. Raises Conflict while it runs. Its runs stay in the history."""
    found = await find_managed(context, id, who)
    check_match(request, found.value)
    await remove_export(context, found)
    request.trail.note(id, before=audited(found.value))
    return Response(204)


async def detach_export(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """Take its connection away: it keeps all else, and does not run until it gets another."""
    found = await find_managed(context, id, who)
    check_match(request, found.value)
    detached = found.value.model_copy(update={"connection_id": "", "updated_at": now()})
    saved = await save(context.exports, id, found, detached)
    await release_target(context, id)
    request.trail.note(id, before=audited(found.value), after=audited(saved))
    return answer(show_export(saved, context.settings), headers={"ETag": tag(saved)})


async def start_export(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """Run it now. `full` sends all profiles.

    With the header Idempotency-Key, asking again answers the same run; with another body it is refused (422).
    """
    start = request.json(Start)
    found = await find_managed(context, id, who)
    key = start_key(request, who.id)
    run = await start_run(context, found.value, Trigger.ON_DEMAND, who.name, key=key, full=start.full)
    request.trail.note(id, after={"run_id": run.id})
    return started(run)


async def start_by_machine(context: Context, request: Request, identifier: str) -> Response:
    """The same for machines, which show a function key instead of a user."""
    start = request.json(Start)
    found = await find_export(context, identifier)
    key = start_key(request, _machine(request))
    run = await start_run(context, found.value, Trigger.API_KEY, MACHINE, key=key, full=start.full)
    request.trail.note(identifier, after={"run_id": run.id})
    return started(run)


def _machine(request: Request) -> str:
    """Return which machine asks: each function key is a caller of its own. The host has checked the key."""
    function_key = request.headers.get("x-functions-key") or request.query.get("code", "")
    return f"{MACHINE} {hashlib.sha256(function_key.encode()).hexdigest()}"


def start_key(request: Request, caller: str) -> str | None:
    """Return the header Idempotency-Key with the caller, so that keys of two callers never meet. Raises Invalid."""
    key = request.headers.get("idempotency-key")
    if key is None:
        return None
    if not (0 < len(key) <= 255 and key.isascii() and key.isprintable()):
        raise Invalid("Idempotency-Key takes 1 to 255 visible ASCII characters.", field="Idempotency-Key")
    # As JSON: no id of a caller can hold what separates it from the key.
    return json.dumps([caller, key])


def started(run: Run) -> Response:
    """202 with the run."""
    return answer(public(run), 202, {"Location": f"/api/runs/{run.id}"})


def audited(export: Export) -> dict[str, Any]:
    """An export for the audit record."""
    return export.model_dump(mode="json", exclude={"created_at", "updated_at", "scheduled_at"})


async def _create(context: Context, request: Request, who: Principal, values: dict[str, Any]) -> Response:
    moment = now()
    export = Export(
        **values, id=new_id("exp"), created_by=who.name, created_at=moment, updated_at=moment, scheduled_at=moment
    )
    run_wanted = _run_wanted(request)
    await _check_target(context, who, export)
    state = await seen_now(context, export)
    await context.exports.insert(export.id, export)
    await remember_saved(context, export, state)
    request.trail.note(export.id, after=audited(export))
    shown = show_export(export, context.settings)
    if run_wanted:
        shown["run"] = public(await start_run(context, export, Trigger.ON_DEMAND, who.name))
    return answer(shown, 201, {"Location": f"/api/exports/{export.id}", "ETag": tag(export)})


def _update(change: ExportChange) -> dict[str, Any]:
    update = {name: getattr(change, name) for name in change.model_fields_set}
    for name in REQUIRED:
        if name in update and update[name] is None:
            raise Invalid(f"{name} cannot be taken away.", field=name)
    return update


def _run_wanted(request: Request) -> bool:
    wanted = request.query.get("run", "false")
    if wanted not in ("true", "false"):
        raise Invalid("run is true or false.", field="run")
    return wanted == "true"


def has_new_schedule(before: Export, changed: Export) -> bool:
    """Whether what was due or written before the change starts nothing."""
    return (changed.schedule, changed.segments) != (before.schedule, before.segments) or (
        changed.active and not before.active
    )


async def _check_target(context: Context, who: Principal, export: Export) -> None:
    """The connection is there and open to the caller, Klaviyo knows the list, and nobody else fills it from here."""
    try:
        connection = (await find_connection(context, who, export.connection_id)).value
    except NotFound as error:
        raise Invalid(str(error), field="connection_id") from None
    try:
        await context.klaviyo_for(connection.secret_name, connection.account_id).get_list(export.list_id)
    except ListNotFound as error:
        unknown = Invalid(str(error), field="list_id")
        unknown.type, unknown.title = error.type, error.title  # type: ignore[misc]
        raise unknown from None
    # Right before the claim: what was saved while Klaviyo was asked is seen.
    accounts = {c.value.id: c.value.account_id for c in await context.connections.all()}
    for other in (found.value for found in await context.exports.all()):
        same_list = other.list_id == export.list_id and accounts.get(other.connection_id) == connection.account_id
        if other.id != export.id and same_list and set(other.segments) & set(export.segments):
            raise AlreadyExported(
                f"The export {other.name!r} ({other.id}) sends this segment to this list already. Change that one, "
                "or choose another list or segment.",
                field="list_id",
                errors=[{"id": other.id, "name": other.name}],
            )
    await claim_target(context, export, connection.account_id)
