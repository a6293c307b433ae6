"""/api/runs: what is happening, what happened."""

from __future__ import annotations

import re
from enum import StrEnum

from shared.api.access import check_may_manage, find_export, find_managed
from shared.api.auth import Principal
from shared.api.exports import start_key, started
from shared.api.http import Request, Response, answer
from shared.api.paging import cursor_text, page_of
from shared.context import Context
from shared.domain import Mode, Run, RunState, Trigger
from shared.errors import Conflict, Invalid, NotFound
from shared.runs.cancel import cancel
from shared.runs.finish import public
from shared.runs.retry import retry
from shared.runs.start import begun, key_of, start_run
from shared.storage.records import Versioned

RUN_ID = re.compile(r"[0-9]{8}-[0-9]{9}-[a-z0-9]{6}")


async def list_runs(context: Context, request: Request, who: Principal, id: str | None = None) -> Response:  # noqa: A002
    """Runs from the newest on; `?state=`, `?export_id=`, `?trigger=`, `?who=`, `?from=`, `?to=`."""
    if id is not None:
        await find_export(context, id)
    export_id = id or request.query.get("export_id")
    page = page_of(request)
    state, trigger = _one_of(RunState, request, "state"), _one_of(Trigger, request, "trigger")
    runs, following = await context.runs.page(
        page.limit,
        page.cursor,
        export_id=export_id,
        state=state,
        trigger=trigger,
        started_by=request.query.get("who"),
        since=page.since,
        until=page.until,
    )
    return answer({"runs": [public(run) for run in runs], "next_cursor": cursor_text(following)})


async def read_run(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """One run, as it stands."""
    return answer(public((await find_run(context, id)).value))


async def cancel_run(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """Nothing more is sent; the run ends within seconds."""
    run = (await find_run(context, id)).value
    await check_may_manage(context, run.export, who)
    canceled = await cancel(context, id, who.name)
    request.trail.note(id, after={"cancel_requested_by": who.name})
    return answer(public(canceled), 202, {"Location": f"/api/runs/{id}"})


async def retry_run(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """Send again what was not accepted. The export must be there still, with the same connection.

    With the header Idempotency-Key, asking again answers the same run.
    """
    run = (await find_run(context, id)).value
    export = (await find_managed(context, run.export_id, who)).value
    if export.connection_id != run.export.connection_id:
        raise Conflict("The export has another connection since that run, or none. Run the export instead.")
    again = await retry(context, id, who.name, key=start_key(request, who.id))
    request.trail.note(id, after={"run_id": again.id})
    return started(again)


async def confirm_removal(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """Start a run that may take as many people off the list as this one held back.

    Raises Conflict where it held back none, or a later run has looked at the segment since. With the header
    Idempotency-Key, asking again answers the same run.
    """
    run = (await find_run(context, id)).value
    export = (await find_managed(context, run.export_id, who)).value
    key = key_of(id, start_key(request, who.id))
    if known := await begun(context, key_of(export.id, key)):
        # Its own run is a later one that has looked at the segment.
        return started(known)
    held = run.removal
    if held is None or held.state != "held" or not run.state.final:
        raise Conflict("No removal of this run waits for a confirmation.")
    if export.mode is not Mode.MIRROR or export.list_id != run.export.list_id:
        raise Conflict("The export was changed since that run: it removes nobody, or has another list. Run it instead.")
    newest = await context.snapshots.get(export.id)
    if newest is None or newest.value.run_id != run.id:
        raise Conflict("A later run has looked at the segment since. Look at that one.")
    again = await start_run(context, export, Trigger.ON_DEMAND, who.name, key=key, approved_removals=held.planned)
    request.trail.note(id, after={"run_id": again.id, "approved_removals": held.planned})
    return started(again)


async def find_run(context: Context, identifier: str) -> Versioned[Run]:
    """Raises NotFound."""
    found = await context.runs.get(identifier) if RUN_ID.fullmatch(identifier) else None
    if found is None:
        raise NotFound(f"There is no run {identifier[:100]}.")
    return found


def _one_of[E: StrEnum](kind: type[E], request: Request, name: str) -> E | None:
    text = request.query.get(name)
    if text is None:
        return None
    try:
        return kind(text)
    except ValueError:
        raise Invalid(f"{name} is one of {', '.join(kind)}.", field=name) from None
