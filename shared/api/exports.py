"""/api/exports: what is sent where."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from shared.api.changes import (
    PendingChange,
    hold_sensitive,
    hold_sensitive_of_new,
    pending_change_of,
    safe_of_new,
)
from shared.api.export_target import ConnectionId, claim_checked_target
from shared.api.models import CompactMapping, every_field_optional, is_none, next_runs, shared_fields
from shared.api.operations import Answer, Call, Created, IfMatch, save
from shared.api.paging import Flag
from shared.api.permissions import find_export, find_managed_export
from shared.api.runs import Run
from shared.domain import Export as StoredExport
from shared.domain import Trigger
from shared.domain.base import Value, new_id, now
from shared.domain.export import ExportConfiguration
from shared.domain.list_check import LastListCheck
from shared.domain.recent_runs import Attention, RecentRuns, RunOutline
from shared.errors import Invalid, RunActive
from shared.runs.remove_export import remove_export
from shared.runs.segment_updates import remember_saved, seen_now
from shared.runs.start import start_run
from shared.runs.targets import release_target
from shared.settings import Settings
from shared.storage.records import Versioned
from shared.texts import text

TARGET_FIELDS = {"connection_id", "list_id", "segments"}


class NewExport(ExportConfiguration, Value):
    """An export to add."""

    connection_id: ConnectionId


class ExportChange(every_field_optional(NewExport, [{"enabled": False}, {"list_id": "Xw2pQt"}])):  # type: ignore[misc]
    """A change of an export: fields that are left out do not change."""


class Export(ExportConfiguration):
    """An export. `next_runs` are the next five times at which it runs automatically, in the schedule's time zone."""

    # An answer has every field, also those that a request can leave out.
    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    id: str = Field(examples=["exp_k3f9x27m4t2c"])
    connection_id: str | None = Field(
        description="null while the export is detached: it does not run.", examples=["con_k3f9x27m4t2c"]
    )
    mapping: CompactMapping
    created_by: str = Field(examples=["alex@contoso.example"])
    created_at: AwareDatetime
    updated_at: AwareDatetime
    next_runs: list[AwareDatetime] = Field(examples=[["2026-11-22T02:00:00Z"]])
    pending_change: PendingChange | None = Field(
        None, description="The change that waits for approval, with the setting REQUIRE_APPROVAL.", exclude_if=is_none
    )
    run: Run | None = Field(None, description="The run that ?run=true started.", exclude_if=is_none, examples=[])
    recent_runs: list[RunOutline] | None = Field(
        None, description="In responses: its last runs, newest first, up to 14.", exclude_if=is_none, examples=[]
    )
    attention: Attention | None = Field(
        None, description="In responses: why it needs a user's attention.", exclude_if=is_none, examples=[]
    )
    last_list_check: LastListCheck | None = Field(
        None, description="In responses: the last check of its list.", exclude_if=is_none, examples=[]
    )
    list_name: str = Field("", description="In responses: the name of the list when it was chosen.", examples=["News"])
    account_name: str | None = Field(
        None, description="In responses: the Klaviyo account, as the next field.", exclude_if=is_none, examples=[]
    )
    connection_name: str | None = Field(
        None, description="In responses: its connection, if the caller may use it.", exclude_if=is_none, examples=[]
    )

    def add_recent(self, recent: RecentRuns) -> None:
        """Add its last runs and the last check of its list."""
        self.recent_runs, self.attention, self.last_list_check = recent.runs, recent.attention, recent.list_check

    @classmethod
    def of(cls, export: StoredExport, settings: Settings) -> Export:
        """Return a stored export as the API answers it."""
        return cls(
            **shared_fields(export, cls)
            | {
                "connection_id": export.connection_id or None,
                "next_runs": next_runs(export.schedule, settings) if export.active else [],
            }
        )


class SaveQuery(BaseModel):
    """Query of a request that saves an export."""

    run: Flag = Field(default=False, description="Run the export once it is saved.")


async def create_export(call: Call, body: NewExport, query: SaveQuery) -> Created[Export]:
    """Add an export. Saving does not run it; `?run=true` does."""
    return await _create(call, dict(body), query)


async def duplicate_export(call: Call, export_id: str, body: ExportChange, query: SaveQuery) -> Created[Export]:
    """Copy an export under another name, with the changes of the body. It must change the list or the segments."""
    source = (await find_managed_export(call.context, call.caller, export_id)).value
    values = shared_fields(source, NewExport) | {"name": f"Copy of {source.name}"[:200]}
    return await _create(call, values | body.given(), query)


async def read_export(call: Call, export_id: str) -> Answer[Export]:
    """Read one export."""
    export = (await find_export(call.context, export_id)).value
    return Answer(await _answer(call, export), export)


async def change_export(
    call: Call, export_id: str, body: ExportChange, query: SaveQuery, if_match: IfMatch
) -> Answer[Export]:
    """Change an export. Fields that are left out do not change. `?run=true` runs it once it is saved."""
    context, values = call.context, body.given()
    found = await find_managed_export(context, call.caller, export_id)
    if_match.check(found.value)
    at = now()
    wanted = found.value.changed(values, at)
    _require_fitting_fields(wanted)
    has_new_target = bool(TARGET_FIELDS & values.keys())
    if has_new_target:
        list_name = await claim_checked_target(call, wanted)
    if query.run and (active := await context.runs.active_of(export_id)):
        raise RunActive(text("export-run-active", run=active))
    values = await hold_sensitive(call, found.value, values)
    if has_new_target and values.get("list_id", found.value.list_id) == wanted.list_id:
        values["list_name"] = list_name
    saved = await save_changes(call, found, values, at)
    if has_new_target:
        await release_target(context, export_id, before=at)
    return Answer(await _saved(call, saved, query), saved)


async def delete_export(call: Call, export_id: str, if_match: IfMatch) -> None:
    """Remove an export and its snapshot. Refused (409) while it runs. Its runs stay in the history."""
    found = await find_managed_export(call.context, call.caller, export_id)
    if_match.check(found.value)
    await remove_export(call.context, found)
    call.changed(export_id, before=_audited(found.value))


async def detach_export(call: Call, export_id: str, if_match: IfMatch) -> Answer[Export]:
    """Detach an export from its connection. It keeps its configuration and does not run until it has another."""
    found = await find_managed_export(call.context, call.caller, export_id)
    if_match.check(found.value)
    saved = await save(call.context.exports, export_id, found, found.value.without_connection(now()))
    call.changed(export_id, before=_audited(found.value), after=_audited(saved))
    await release_target(call.context, export_id)
    return Answer(await _answer(call, saved), saved)


async def save_changes(
    call: Call, found: Versioned[StoredExport], values: dict[str, Any], at: datetime
) -> StoredExport:
    """Save an export with other values and return it. What its segments are now does not start a run."""
    changed = found.value.changed(values, at)
    state = await seen_now(call.context, changed) if changed.scheduled_at == at else None
    saved = await save(call.context.exports, changed.id, found, changed)
    call.changed(changed.id, before=_audited(found.value), after=_audited(saved))
    if state is not None:
        await remember_saved(call.context, saved, state)
    return saved


def _audited(export: StoredExport) -> dict[str, Any]:
    """Return what the audit record keeps of an export."""
    return export.model_dump(mode="json", exclude={"created_at", "updated_at", "scheduled_at"})


async def _create(call: Call, values: dict[str, Any], query: SaveQuery) -> Created[Export]:
    at = now()
    export = StoredExport(
        **values, id=new_id("exp"), created_by=call.caller.name, created_at=at, updated_at=at, scheduled_at=at
    )
    _require_fitting_fields(export)
    export = export.to_list(await claim_checked_target(call, export))
    wanted, export = export, safe_of_new(call.context, export)
    state = await seen_now(call.context, export)
    await call.context.exports.insert(export.id, export)
    call.changed(export.id, after=_audited(export))
    await remember_saved(call.context, export, state)
    await hold_sensitive_of_new(call, export, wanted)
    return Created(await _saved(call, export, query), export, f"/api/exports/{export.id}")


def _require_fitting_fields(export: StoredExport) -> None:
    if (found := export.find_contradiction()) is not None:
        field, problem = found
        raise Invalid(problem, field=field)


async def _saved(call: Call, export: StoredExport, query: SaveQuery) -> Export:
    """Return the saved export; with `?run=true`, start a run and include it."""
    answer = await _answer(call, export)
    if query.run:
        answer.run = Run.of(await start_run(call.context, export, Trigger.ON_DEMAND, call.caller.name))
    return answer


async def _answer(call: Call, export: StoredExport) -> Export:
    """Return an export with its last runs, its pending change and the name of its connection."""
    context, lists = call.context, call.context.runs.lists
    answer = Export.of(export, context.settings)
    answer.pending_change = await pending_change_of(context, export.id)
    recent = (await lists.refresh_recent(await lists.recent.of([export.id])))[export.id]
    answer.add_recent(recent)
    connection = await context.connections.get(export.connection_id) if export.connection_id else None
    if connection and call.caller.can_use(connection.value):
        answer.connection_name = connection.value.display_name
        answer.account_name = connection.value.account_name
    return answer
