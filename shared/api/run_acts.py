"""/api/runs/{id}/confirm and /undo: send or remove what a run held back, and take a run back."""

from __future__ import annotations

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from shared.api.operations import Accepted, Call
from shared.api.permissions import find_managed_export
from shared.api.runs import Run, find_run, started
from shared.domain import Mode, Trigger
from shared.domain.base import Value
from shared.domain.run_values import RunOptions
from shared.domain.undo import NotUndone, UndoRefusal
from shared.errors import Conflict
from shared.runs.canary import confirm_canary
from shared.runs.start import find_started_run, key_of, start_run
from shared.runs.undo import UndoPreview, preview_undo, undo
from shared.storage.run_index import RunFilter
from shared.texts import Text, text


class StartUndo(Value):
    """How to undo a run."""

    model_config = ConfigDict(json_schema_extra={"examples": [{}, {"pause_export": False}]})

    pause_export: bool = Field(
        default=True, description="Disable the export first, if it runs by itself: its next run adds the people again."
    )


class Undo(BaseModel):
    """What undoing a run would do. `reason` and `problem` say why it is not possible."""

    possible: bool
    reason: UndoRefusal | None
    problem: Text | None = Field(examples=[UndoRefusal.UNDONE.text.model_dump()])
    people: int = Field(description="Whom the run added; at most so many are removed.", examples=[200])
    until: AwareDatetime | None = Field(description="When the record of these people is deleted.")
    export_active: bool = Field(description="The export runs by itself: its next run adds the people again.")
    not_undone: list[NotUndone] = Field(description="What stays as the run made it.")

    @classmethod
    def of(cls, preview: UndoPreview) -> Undo:
        """Return a preview as the API answers it."""
        refusal = preview.refusal
        return cls(
            possible=refusal is None,
            reason=refusal,
            problem=refusal.text if refusal else None,
            people=preview.people,
            until=preview.until,
            export_active=preview.export_active,
            not_undone=preview.not_undone,
        )


async def confirm_removal(call: Call, run_id: str, idempotency_key: str | None) -> Accepted[Run]:
    """Start a run that may remove as many people from the list as a run held back.

    Refused (409) where it held back none, or a later run has read the segment. With the header Idempotency-Key, a
    repeated request answers the same run.
    """
    run = (await find_run(call.context, run_id)).value
    export = (await find_managed_export(call.context, call.caller, run.export_id)).value
    key = key_of(run_id, idempotency_key)
    if known := await find_started_run(call.context, key_of(export.id, key)):
        # This key's own run is a later one that has read the segment.
        return started(call, known)
    removal = run.removal
    if removal is None or removal.state != "held" or not run.state.final:
        raise Conflict(text("no-held-removal"))
    if export.mode is not Mode.MIRROR or export.list_id != run.export.list_id:
        raise Conflict(text("removal-export-changed"))
    newest = await call.context.snapshots.get(export.id)
    if newest is None or newest.value.run_id != run.id:
        raise Conflict(text("removal-later-run"))
    approved = removal.planned
    options = RunOptions(approved_removals=approved)
    again = await start_run(call.context, export, Trigger.ON_DEMAND, call.caller.name, key=key, options=options)
    call.changed(run_id, after={"run_id": again.id, "approved_removals": approved})
    return started(call, again)


async def confirm_run(call: Call, run_id: str, idempotency_key: str | None) -> Accepted[Run]:
    """Start a run that may do what the export's `hold_when` held a run by, up to as many new profiles.

    A run whose first portion is sent, and whose others wait, goes on itself. Refused (409) where nothing held the run,
    or the export was changed or has run since. With the header Idempotency-Key, a repeated request answers the same
    run.
    """
    run = (await find_run(call.context, run_id)).value
    export = (await find_managed_export(call.context, call.caller, run.export_id)).value
    key = key_of(run_id, idempotency_key)
    if known := await find_started_run(call.context, key_of(export.id, key)):
        return started(call, known)
    if confirmed := await confirm_canary(call.context, run_id, call.caller.name):
        call.changed(run_id, after={"confirmed_by": call.caller.name})
        return started(call, confirmed)
    if run.impact is None or not run.held_before_sending or not run.state.final:
        raise Conflict(text("run-not-held"))
    if (export.list_id, export.connection_id) != (run.export.list_id, run.export.connection_id):
        raise Conflict(text("confirm-export-changed"))
    newest, _ = await call.context.runs.lists.page(1, None, RunFilter(export_id=export.id))
    if newest and newest[0].id != run.id:
        raise Conflict(text("confirm-later-run"))
    approved = run.impact.new_profiles
    options = run.options.confirming(approved)
    again = await start_run(call.context, export, Trigger.ON_DEMAND, call.caller.name, key=key, options=options)
    call.changed(run_id, after={"run_id": again.id, "approved_new_profiles": approved})
    return started(call, again)


async def read_undo(call: Call, run_id: str) -> Undo:
    """Read what undoing a run would do: how many people leave, until when, what stays, or why it is not possible."""
    run = (await find_run(call.context, run_id)).value
    return Undo.of(await preview_undo(call.context, run))


async def undo_run(call: Call, run_id: str, body: StartUndo, idempotency_key: str | None) -> Accepted[Run]:
    """Start a run that takes off the list whom a run added, and no one else.

    The export is paused first, unless `pause_export` is false: its next run would add these people again. Refused (409)
    where the run cannot be undone. With the header Idempotency-Key, a repeated request answers the same run.
    """
    run = (await find_run(call.context, run_id)).value
    export = (await find_managed_export(call.context, call.caller, run.export_id)).value
    export.require_supported_schema()
    again = await undo(call.context, run, export, call.caller.name, pause_export=body.pause_export, key=idempotency_key)
    call.changed(run_id, after={"run_id": again.id, "pause_export": body.pause_export})
    return started(call, again)
