"""/api/changes: changes that wait for the approval of another administrator."""

from __future__ import annotations

from typing import Any

from pydantic import AwareDatetime, BaseModel, Field

from shared.api.models import shared_fields
from shared.api.operations import Call, save
from shared.api.paging import CountedPage, NameQuery, page_by_name
from shared.api.permissions import IDENTIFIER, Permission, find_export
from shared.context import Context
from shared.domain import Export, Trigger
from shared.domain.approval import FULL_RUN, SAFE_VALUES, sensitive_values, values_now
from shared.domain.approval import PendingChange as StoredChange
from shared.domain.base import new_id, now
from shared.domain.export import ExportConfiguration
from shared.domain.run_values import RunOptions
from shared.errors import ApprovalRequired, Conflict, Forbidden, NotFound
from shared.runs.start import start_run
from shared.storage.records import Versioned
from shared.telemetry.guard import guarded
from shared.texts import text


class PendingChange(BaseModel):
    """A change that takes effect when another administrator approves it."""

    id: str = Field(examples=["chg_k3f9x27m4t2c"])
    export_id: str = Field(examples=["exp_k3f9x27m4t2c"])
    values: dict[str, Any] = Field(
        description="The requested values by field; `full` is a run that sends all profiles.",
        examples=[{"mode": "mirror"}],
    )
    before: dict[str, Any] = Field(
        description="The values when the change was requested.", examples=[{"mode": "upsert"}]
    )
    requested_by: str = Field(examples=["alex@contoso.example"])
    requested_by_id: str = Field(examples=["11112222-3333-4444-5555-666677778888"])
    requested_at: AwareDatetime

    @classmethod
    def of(cls, change: StoredChange) -> PendingChange:
        """Return a stored change as the API answers it."""
        return cls(**shared_fields(change, cls))


class PendingChanges(CountedPage):
    """Changes that wait for approval, by the user who requested them."""

    changes: list[PendingChange]


class ApprovalResult(BaseModel):
    """What happened to a pending change. `run_id` is the full run that was started."""

    approved: bool
    export_id: str = Field(examples=["exp_k3f9x27m4t2c"])
    run_id: str | None = Field(None, examples=["20261121-223210456-k3f9x2"])


async def list_changes(call: Call, query: NameQuery) -> PendingChanges:
    """List the changes that wait for approval, by the name of the user who requested them."""
    every = [found.value for found in await call.context.pending_changes.all()]
    page = page_by_name(query, every, lambda change: change.requested_by, lambda change: change.id)
    return PendingChanges(
        changes=[PendingChange.of(change) for change in page.items], total=page.total, next_cursor=page.next_cursor
    )


async def approve_change(call: Call, change_id: str) -> ApprovalResult:
    """Approve a change, which takes effect at once. The administrator who requested it cannot approve it.

    Refused (409) if the export was changed since the request in one of these fields, or so that they do not fit.
    """
    context = call.context
    found = await _find(context, change_id)
    change = found.value
    if change.requested_by_id == call.caller.id:
        raise Forbidden(text("change-own"))
    export = await find_export(context, change.export_id)
    present = values_now(export.value, change.values)
    if present not in (change.before, change.values):
        raise Conflict(text("change-outdated"))
    run_id = None
    if FULL_RUN in change.values:
        run = await start_run(
            context, export.value, Trigger.ON_DEMAND, change.requested_by, key=change.id, options=RunOptions(full=True)
        )
        run_id = run.id
        call.changed(change.export_id, after={"run_id": run.id, "approved_change": change.id})
    elif present == change.before:
        # Else an earlier request approved it, and failed after that.
        values = export.value.model_dump(mode="json") | change.values
        wanted = Export.model_validate(values)
        changed = export.value.changed({name: getattr(wanted, name) for name in change.values}, now())
        if (contradiction := changed.find_contradiction()) is not None:
            raise Conflict(contradiction[1])
        await save(context.exports, change.export_id, export, changed)
        call.changed(
            change.export_id, before=change.before, after={**change.values, "requested_by": change.requested_by}
        )
    await context.pending_changes.delete(change.id)
    return ApprovalResult(approved=True, export_id=change.export_id, run_id=run_id)


async def reject_change(call: Call, change_id: str) -> ApprovalResult:
    """Reject a change, which then never takes effect. The user who requested it, and administrators, can."""
    found = await _find(call.context, change_id)
    change = found.value
    if change.requested_by_id != call.caller.id and not call.caller.has(Permission.APPROVE_CHANGES):
        raise Forbidden(text("change-of-others"))
    await call.context.pending_changes.delete(change.id, found.etag)
    call.changed(change.export_id, before={"pending": change.values}, after={"rejected_change": change.id})
    return ApprovalResult(approved=False, export_id=change.export_id)


async def hold_sensitive(call: Call, before: Export, values: dict[str, Any]) -> dict[str, Any]:
    """Return the values that take effect at once; the sensitive ones become the export's pending change.

    Without the setting REQUIRE_APPROVAL all values take effect at once.
    """
    if not call.context.settings.require_approval:
        return values
    wanted = ExportConfiguration.model_validate(
        {name: values.get(name, getattr(before, name)) for name in ExportConfiguration.model_fields}
    )
    sensitive = sensitive_values(before, wanted)
    if sensitive:
        await _request(call, before, sensitive)
    return {name: value for name, value in values.items() if name not in sensitive}


def safe_of_new(context: Context, export: Export) -> Export:
    """Return a new export as it takes effect at once: with safe values, where the others have to be approved."""
    return export.changed(SAFE_VALUES, export.updated_at) if context.settings.require_approval else export


async def hold_sensitive_of_new(call: Call, safe: Export, wanted: Export) -> None:
    """Make the sensitive values of a new export, which is saved with safe ones, its pending change."""
    if sensitive := sensitive_values(safe, wanted):
        await _request(call, safe, sensitive)


async def require_approval_of_full_run(call: Call, export_id: str) -> None:
    """Raise ApprovalRequired, and request the full run, if another administrator has to approve it."""
    if call.context.settings.require_approval:
        export = (await find_export(call.context, export_id)).value
        change = await _request(call, export, {FULL_RUN: True})
        raise ApprovalRequired(text("full-run-needs-approval", change=change.id))


async def pending_change_of(context: Context, export_id: str) -> PendingChange | None:
    """Return the pending change of an export."""
    if not context.settings.require_approval:
        return None
    found = [each.value for each in await context.pending_changes.all() if each.value.export_id == export_id]
    return PendingChange.of(max(found, key=lambda one: one.requested_at)) if found else None


async def _request(call: Call, export: Export, values: dict[str, Any]) -> StoredChange:
    change = StoredChange(
        id=new_id("chg"),
        export_id=export.id,
        values=values,
        before=values_now(export, values),
        requested_by_id=call.caller.id,
        requested_by=call.caller.name,
        requested_at=now(),
    )
    await call.context.pending_changes.insert(change.id, change)
    call.changed(export.id, before=change.before, after={"pending": values, "requested_change": change.id})
    # One that is left behind can be rejected.
    with guarded("delete earlier pending changes", export.id):
        for found in await call.context.pending_changes.all():
            if found.value.export_id == export.id and found.value.id != change.id:
                await call.context.pending_changes.delete(found.value.id)
    return change


async def _find(context: Context, change_id: str) -> Versioned[StoredChange]:
    found = await context.pending_changes.get(change_id) if IDENTIFIER.fullmatch(change_id) else None
    if found is None:
        raise NotFound(text("no-change", change=change_id[:100]))
    return found
