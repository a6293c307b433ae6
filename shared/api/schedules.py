"""/api/schedules and /api/run-all: what concerns many exports at once."""

from __future__ import annotations

from typing import Any

from shared.api.access import check_may_manage, find_managed
from shared.api.auth import Principal
from shared.api.etag import save
from shared.api.exports import audited, has_new_schedule, start_key
from shared.api.http import Request, Response, answer
from shared.api.paging import listed
from shared.api.requests import NEXT_TIMES, SchedulesChange, show_export
from shared.context import Context
from shared.domain import Export, Trigger
from shared.domain.base import now
from shared.domain.schedule import ScheduleState
from shared.errors import AppError, Forbidden
from shared.runs.finish import public
from shared.runs.segment_updates import remember_saved, seen_now
from shared.runs.start import start_run
from shared.storage.records import Versioned


async def list_schedules(context: Context, request: Request, who: Principal) -> Response:
    """The system refresh with its next five times, and exports by name with theirs.

    `?name=` keeps those exports that it is part of.
    """
    refresh = context.settings.refresh
    every = [export.value for export in await context.exports.all()]
    page = listed(request, every, lambda export: export.name, lambda export: export.id)
    exports = []
    for export in page.items:
        shown = show_export(export, context.settings)
        exports.append({name: shown[name] for name in ("id", "name", "schedule", "enabled", "next_runs")})
    return answer(
        {
            "refresh": {
                "expressions": list(refresh.expressions),
                "time_zone": refresh.time_zone,
                "next_runs": [moment.isoformat() for moment in refresh.following(now(), NEXT_TIMES)],
            },
            "exports": exports,
            "next_cursor": page.next_cursor,
        }
    )


async def change_schedules(context: Context, request: Request, who: Principal) -> Response:
    """Give many exports the same schedule, or enable or disable them. Those refused are named; the others change."""
    change = request.json(SchedulesChange)
    update = change.model_dump(include={"enabled"}, exclude_none=True)
    if change.schedule is not None:
        update["schedule"] = change.schedule
    changed: list[str] = []
    refused: list[dict[str, Any]] = []
    for identifier in change.exports if change.exports is not None else await _managed(context, who):
        try:
            found = await find_managed(context, identifier, who)
            await _change(context, request, found, update)
        except AppError as error:
            refused.append(_refusal(identifier, error))
        else:
            changed.append(identifier)
    return answer({"changed": changed, "refused": refused})


async def run_all(context: Context, request: Request, who: Principal) -> Response:
    """Run every enabled export with an active schedule that the caller manages. Those that cannot start are named."""
    key = start_key(request, who.id)
    begun: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    for identifier in await _managed(context, who):
        try:
            export = (await find_managed(context, identifier, who)).value
            if not export.active:
                continue
            run = await start_run(context, export, Trigger.ON_DEMAND, who.name, key=key)
        except AppError as error:
            refused.append(_refusal(identifier, error))
        else:
            request.trail.note(identifier, after={"run_id": run.id})
            begun.append(public(run))
    return answer({"runs": begun, "refused": refused}, 202)


async def _change(context: Context, request: Request, found: Versioned[Export], update: dict[str, Any]) -> None:
    before = found.value
    moment = now()
    changed = before.model_copy(update=update | {"updated_at": moment})
    state: ScheduleState | None = None
    if has_new_schedule(before, changed):
        changed = changed.model_copy(update={"scheduled_at": moment})
        state = await seen_now(context, changed)
    saved = await save(context.exports, before.id, found, changed)
    if state is not None:
        await remember_saved(context, saved, state)
    request.trail.note(before.id, before=audited(before), after=audited(saved))


async def _managed(context: Context, who: Principal) -> list[str]:
    managed = []
    for found in await context.exports.all():
        try:
            await check_may_manage(context, found.value, who)
        except Forbidden:
            continue
        managed.append(found.value.id)
    return managed


def _refusal(identifier: str, error: AppError) -> dict[str, Any]:
    return {"export_id": identifier, "type": error.type, "title": error.title, "detail": str(error)}
