"""/api/runs: runs, and how they are started, canceled and retried."""

from __future__ import annotations

from dataclasses import replace

from pydantic import BaseModel, ConfigDict, Field

from shared.api.changes import require_approval_of_full_run
from shared.api.models import Refusal
from shared.api.operations import Accepted, Call, Status
from shared.api.paging import WITHOUT_USER, HistoryQuery, Page, cursor_text
from shared.api.permissions import Permission, check_can_manage, find_export, find_managed_export
from shared.context import Context
from shared.domain import Run as StoredRun
from shared.domain import RunState, Trigger
from shared.domain.base import Value
from shared.domain.run_id import RUN_ID
from shared.domain.run_report import RunReport
from shared.domain.run_values import RunOptions
from shared.errors import Conflict, NotFound
from shared.runs.cancel import cancel
from shared.runs.retry import retry
from shared.runs.start import start_run
from shared.storage.records import Versioned
from shared.storage.run_index import RunFilter
from shared.texts import text


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


class RunQuery(HistoryQuery):
    """Query of the runs of one export."""

    state: RunState | None = Field(None, description="Only runs in this state.")
    trigger: Trigger | None = Field(None, description="Only runs with this trigger.")


class AllRunsQuery(RunQuery):
    """Query of all runs."""

    export_id: str | None = Field(None, description="Only runs of this export.")
    segment: str | None = Field(None, description="Only runs that read this segment.")
    list_id: str | None = Field(None, description="Only runs to this list.")
    connection_id: str | None = Field(None, description="Only runs with this connection.")

    def wanted(self) -> RunFilter:
        """Return what the runs are of. An empty parameter is none, as in the list of exports."""
        return RunFilter(
            export_id=self.export_id or None,
            segment=self.segment or None,
            list_id=self.list_id or None,
            connection_id=self.connection_id or None,
        )


async def list_runs(call: Call, query: AllRunsQuery) -> Runs:
    """List runs, newest first."""
    return await _page(call.context, query, query.wanted())


async def list_runs_of_export(call: Call, export_id: str, query: RunQuery) -> Runs:
    """List the runs of an export, newest first."""
    await find_export(call.context, export_id)
    return await _page(call.context, query, RunFilter(export_id=export_id))


async def _page(context: Context, query: RunQuery, of: RunFilter) -> Runs:
    who, trigger = query.who, query.trigger
    if who is not None:
        trigger = WITHOUT_USER.get(who, Trigger.ON_DEMAND)
        user = None if who in WITHOUT_USER else await context.audit.user(who)
        who = user.name if user else who
        if query.trigger not in (None, trigger):
            return Runs(runs=[], next_cursor=None)
    wanted = replace(
        of,
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
    return started(call, run)


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
        except Exception as error:  # noqa: BLE001 - raised again unless the app or storage refused
            refused.append(Refusal.of_failure(export_id, error))
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
    return started(call, canceled)


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
    return started(call, again)


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


def started(call: Call, run: StoredRun) -> Accepted[Run]:
    """Answer with a run that was started, or goes on, and the address at which it can be followed."""
    return Accepted(Run.of(run), location=_status_url(call, run))


def _status_url(call: Call, run: StoredRun, *, action: str = "runs") -> str:
    """Return the address at which the run can be followed: absolute where the app knows its own, for Data Factory."""
    return f"{call.context.settings.public_url or ''}/api/exports/{run.export_id}/{action}/{run.id}"
