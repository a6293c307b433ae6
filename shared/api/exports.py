"""/api/exports, and the starts of their runs."""

from __future__ import annotations

from shared.api.auth import Principal, Role
from shared.api.connections import check_etag, find_connection
from shared.api.http import Request, Response, answer
from shared.api.views import ExportChange, NewExport, show_export
from shared.domain import Export, Run, Trigger
from shared.domain.base import new_id, now
from shared.errors import Conflict, Forbidden, Invalid, ListNotFound, NotFound, RunActive
from shared.runs.context import Context
from shared.runs.finish import public
from shared.runs.start import start_run
from shared.state.records import Versioned


async def list_exports(context: Context, request: Request, who: Principal) -> Response:
    """All of them, by name."""
    found = sorted((export.value for export in await context.exports.all()), key=lambda e: e.name.casefold())
    return answer({"exports": [show_export(export) for export in found]})


async def create_export(context: Context, request: Request, who: Principal) -> Response:
    """Saving does not run it; `?run=true` does."""
    new = request.json(NewExport)
    await _check_list(context, who, new.connection_id, new.list_id)
    moment = now()
    export = Export(
        **{name: getattr(new, name) for name in NewExport.model_fields},
        id=new_id("exp"),
        created_by=who.name,
        created_at=moment,
        updated_at=moment,
        scheduled_at=moment,
    )
    etag = await context.exports.insert(export.id, export)
    shown = show_export(export)
    if request.query.get("run") == "true":
        shown["run"] = public(await start_run(context, export, Trigger.ON_DEMAND, who.name))
    return answer(shown, 201, {"Location": f"/api/exports/{export.id}", "ETag": etag})


async def read_export(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """One export."""
    found = await find_export(context, id)
    return answer(show_export(found.value), headers={"ETag": found.etag})


async def change_export(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """What is left out stays. A run under way goes on as it was started."""
    change = request.json(ExportChange)
    found = await find_export(context, id)
    await _check_may_manage(context, found.value, who)
    check_etag(request, found.etag)
    update = {name: getattr(change, name) for name in change.model_fields_set}
    for name in ("name", "connection_id", "list_id", "segments", "mapping", "mode", "schedule"):
        if name in update and update[name] is None:
            raise Invalid(f"{name} cannot be taken away.", field=name)
    changed = found.value.model_copy(update=update | {"updated_at": now()})
    if {"connection_id", "list_id"} & update.keys():
        await _check_list(context, who, changed.connection_id, changed.list_id)
    if "schedule" in update and changed.schedule != found.value.schedule:
        # Another schedule looks ahead: what lay before is not made up for.
        changed = changed.model_copy(update={"scheduled_at": now()})
    etag = await context.exports.replace(id, changed, found.etag)
    return answer(show_export(changed), headers={"ETag": etag})


async def delete_export(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """Raises Conflict while it runs. Its runs stay in the history."""
    found = await find_export(context, id)
    await _check_may_manage(context, found.value, who)
    check_etag(request, found.etag)
    if active := await context.runs.active_of(id):
        raise RunActive(f"Run {active} of this export is still going on. Wait for its end, or cancel it.")
    await context.exports.delete(id, found.etag)
    return Response(204)


async def start_export(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """Run it now."""
    found = await find_export(context, id)
    await _check_may_manage(context, found.value, who)
    return _started(await start_run(context, found.value, Trigger.ON_DEMAND, who.name))


async def start_by_machine(context: Context, identifier: str) -> Response:
    """The same for machines, which show a function key instead of a user."""
    found = await find_export(context, identifier)
    return _started(await start_run(context, found.value, Trigger.API_KEY, "function key"))


async def find_export(context: Context, identifier: str) -> Versioned[Export]:
    """Raises NotFound."""
    found = await context.exports.get(identifier)
    if found is None:
        raise NotFound(f"There is no export {identifier}.")
    return found


def _started(run: Run) -> Response:
    return answer(public(run), 202, {"Location": f"/api/runs/{run.id}"})


async def _check_may_manage(context: Context, export: Export, who: Principal) -> None:
    if who.role is Role.ADMINISTRATOR:
        return
    try:
        await find_connection(context, who, export.connection_id)
    except NotFound:
        raise Forbidden("The export has no connection; an administrator has to give it one.") from None


async def _check_list(context: Context, who: Principal, connection_id: str, list_id: str) -> None:
    try:
        connection = (await find_connection(context, who, connection_id)).value
    except NotFound as error:
        raise Invalid(str(error), field="connection_id") from None
    try:
        await context.klaviyo_for(connection.secret_name, connection.account_id).get_list(list_id)
    except ListNotFound as error:
        conflict = Invalid(str(error), field="list_id")
        conflict.type, conflict.title = error.type, error.title  # type: ignore[misc]
        raise conflict from None


__all__ = [
    "Conflict", "change_export", "create_export", "delete_export", "find_export", "list_exports", "read_export",
    "start_by_machine", "start_export",
]  # fmt: skip
