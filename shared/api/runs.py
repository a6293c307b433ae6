"""/api/runs: runs, and how they are started, canceled, retried and confirmed."""

from __future__ import annotations

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from shared.api.changes import require_approval_of_full_run
from shared.api.models import Refusal
from shared.api.operations import Accepted, Call, Status
from shared.api.paging import WITHOUT_USER, HistoryQuery, Page, cursor_text
from shared.api.permissions import Permission, check_can_manage, find_export, find_managed_export
from shared.context import Context
from shared.domain import Mode, RunState, Trigger
from shared.domain import Run as StoredRun
from shared.domain.base import Value
from shared.domain.run_report import RunReport
from shared.domain.run_values import RUN_ID, RunOptions
from shared.domain.undo import NotUndone, UndoRefusal
from shared.errors import AppError, Conflict, NotFound
from shared.runs.canary import confirm_canary
from shared.runs.cancel import cancel
from shared.runs.retry import retry
from shared.runs.start import find_started_run, key_of, start_run
from shared.runs.undo import UndoPreview, preview_undo, undo
from shared.storage.records import Versioned
from shared.storage.run_index import RunFilter
from shared.texts import Text, text


class Run(RunReport):
    """A run as it is now. Once its state is final: read = accepted + unchanged + duplicates + rejected + failed."""


class Runs(Page):
    """A page of runs, newest first."""

    runs: list[Run]


class RunAll(BaseModel):
    """The runs that were started, and the exports that could not start."""

    runs: list[Run]
    refused: list[Refusal]


class Start(Value):
    """How to run an export."""

    model_config = ConfigDict(json_schema_extra={"examples": [{}, {"full": True}]})

    full: bool = Field(default=False, description="Send all profiles, not only what changed.")

    def options(self) -> RunOptions:
        """Return the options of the run."""
        return RunOptions(full=self.full)


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


class RunQuery(HistoryQuery):
    """Query of the runs of one export."""

    state: RunState | None = Field(None, description="Only runs in this state.")
    trigger: Trigger | None = Field(None, description="Only runs with this trigger.")


class AllRunsQuery(RunQuery):
    """Query of all runs."""

    export_id: str | None = Field(None, description="Only runs of this export.")


async def list_runs(call: Call, query: AllRunsQuery) -> Runs:
    """List runs, newest first."""
    return await _page(call.context, query, query.export_id)


async def list_runs_of_export(call: Call, export_id: str, query: RunQuery) -> Runs:
    """List the runs of an export, newest first."""
    await find_export(call.context, export_id)
    return await _page(call.context, query, export_id)


async def _page(context: Context, query: RunQuery, export_id: str | None) -> Runs:
    who, trigger = query.who, query.trigger
    if who is not None:
        trigger = WITHOUT_USER.get(who, Trigger.ON_DEMAND)
        user = None if who in WITHOUT_USER else await context.audit.user(who)
        who = user.name if user else who
        if query.trigger not in (None, trigger):
            return Runs(runs=[], next_cursor=None)
    wanted = RunFilter(
        export_id=export_id,
        state=query.state,
        trigger=trigger,
        started_by=who,
        since=query.since,
        until=query.until,
    )
    runs, following = await context.runs.lists.page(query.limit, query.cursor, wanted)
    return Runs(runs=[Run.of(run) for run in runs], next_cursor=cursor_text(following))


async def read_run(call: Call, run_id: str) -> Run:
    """Read one run as it is now."""
    return Run.of((await find_run(call.context, run_id)).value)


async def read_run_status(call: Call, export_id: str, run_id: str) -> Status[Run]:
    """Follow a run: 202 with Location and Retry-After until it has ended, then 200.

    A POST that starts a run names this address in Location. The state of the run is in the body.
    """
    run = await _run_of(call.context, export_id, run_id)
    return Status(Run.of(run), location=None if run.state.final else _status_url(call, run), done=run.state.final)


async def read_run_by_machine(call: Call, export_id: str, run_id: str) -> Status[Run]:
    """Follow a run that was started with a function key: 202 until it has ended, then 200.

    Location and Retry-After say where and when to read again. Other runs are not found.
    """
    run = await _run_of(call.context, export_id, run_id)
    if run.trigger is not Trigger.API_KEY:
        raise NotFound(text("no-run-by-key", run=run_id[:100]))
    location = None if run.state.final else _status_url(call, run, action="run")
    return Status(Run.of(run), location=location, done=run.state.final)


async def start_export(call: Call, export_id: str, body: Start, idempotency_key: str | None) -> Accepted[Run]:
    """Run an export now.

    With the header Idempotency-Key, a repeated request answers the same run; with another body it is refused (422).
    """
    export = (await find_managed_export(call.context, call.caller, export_id)).value
    if body.full:
        await require_approval_of_full_run(call, export_id)
    run = await start_run(
        call.context, export, Trigger.ON_DEMAND, call.caller.name, key=idempotency_key, options=body.options()
    )
    call.changed(export_id, after={"run_id": run.id})
    return _started(call, run)


async def start_by_machine(call: Call, export_id: str, body: Start, idempotency_key: str | None) -> Accepted[Run]:
    """Run an export now, with a function key instead of a user.

    With the header Idempotency-Key, a repeated request answers the same run; with another body it is refused (422).
    """
    export = (await find_export(call.context, export_id)).value
    if body.full:
        await require_approval_of_full_run(call, export_id)
    run = await start_run(
        call.context, export, Trigger.API_KEY, call.caller.name, key=idempotency_key, options=body.options()
    )
    call.changed(export_id, after={"run_id": run.id})
    return Accepted(Run.of(run), location=_status_url(call, run, action="run"))


async def run_all(call: Call, idempotency_key: str | None) -> Accepted[RunAll]:
    """Run every enabled export with an active schedule that the caller manages. `refused` says which did not start."""
    runs: list[Run] = []
    refused: list[Refusal] = []
    for export_id in await managed_exports(call):
        try:
            export = (await find_managed_export(call.context, call.caller, export_id)).value
            if not export.active:
                continue
            run = await start_run(call.context, export, Trigger.ON_DEMAND, call.caller.name, key=idempotency_key)
        except AppError as error:
            refused.append(Refusal.of(export_id, error))
        else:
            call.changed(export_id, after={"run_id": run.id})
            runs.append(Run.of(run))
    return Accepted(RunAll(runs=runs, refused=refused))


async def managed_exports(call: Call) -> list[str]:
    """Return the ids of the exports that the caller manages."""
    usable = {found.value.id for found in await call.context.connections.all() if call.caller.can_use(found.value)}
    manages_all = call.caller.has(Permission.MANAGE_CONNECTIONS)
    return [one.id for one in await call.context.exports.listed() if manages_all or one.connection_id in usable]


async def cancel_run(call: Call, run_id: str) -> Accepted[Run]:
    """Cancel a run. Nothing more is sent; the run ends within seconds."""
    run = (await find_run(call.context, run_id)).value
    await check_can_manage(call.context, call.caller, run.export)
    canceled = await cancel(call.context, run_id, call.caller.name)
    call.changed(run_id, after={"cancel_requested_by": call.caller.name})
    return _started(call, canceled)


async def retry_run(call: Call, run_id: str, idempotency_key: str | None) -> Accepted[Run]:
    """Start a run that sends again what a run did not get accepted. The export must have the same connection.

    With the header Idempotency-Key, a repeated request answers the same run.
    """
    run = (await find_run(call.context, run_id)).value
    export = (await find_managed_export(call.context, call.caller, run.export_id)).value
    if export.connection_id != run.export.connection_id:
        raise Conflict(text("retry-other-connection"))
    again = await retry(call.context, run_id, call.caller.name, key=idempotency_key)
    call.changed(run_id, after={"run_id": again.id})
    return _started(call, again)


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
        return _started(call, known)
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
    return _started(call, again)


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
        return _started(call, known)
    if confirmed := await confirm_canary(call.context, run_id, call.caller.name):
        call.changed(run_id, after={"confirmed_by": call.caller.name})
        return _started(call, confirmed)
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
    return _started(call, again)


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
    return _started(call, again)


async def find_run(context: Context, run_id: str) -> Versioned[StoredRun]:
    """Return a run. Raise NotFound."""
    found = await context.runs.get(run_id) if RUN_ID.fullmatch(run_id) else None
    if found is None:
        raise NotFound(text("no-run", run=run_id[:100]))
    return found


async def _run_of(context: Context, export_id: str, run_id: str) -> StoredRun:
    run = (await find_run(context, run_id)).value
    if run.export_id != export_id:
        raise NotFound(text("no-run-of-export", run=run_id[:100]))
    return run


def _started(call: Call, run: StoredRun) -> Accepted[Run]:
    return Accepted(Run.of(run), location=_status_url(call, run))


def _status_url(call: Call, run: StoredRun, *, action: str = "runs") -> str:
    """Return the address at which the run can be followed: absolute where the app knows its own, for Data Factory."""
    return f"{call.context.settings.public_url or ''}/api/exports/{run.export_id}/{action}/{run.id}"
