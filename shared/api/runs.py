"""/api/runs: what is happening, what happened."""

from __future__ import annotations

import base64
import binascii
import json
import re

from shared.api.auth import Principal
from shared.api.exports import _check_may_manage, find_export
from shared.api.http import Request, Response, answer
from shared.domain import Run, RunState
from shared.errors import Conflict, Invalid, NotFound, TooLarge
from shared.planning.rejects import HEADER
from shared.runs.cancel import cancel
from shared.runs.context import Context
from shared.runs.finish import public
from shared.runs.retry import retry
from shared.state.records import Versioned

RUN_ID = re.compile(r"^\d{8}-\d{9}-[a-z0-9]{6}$")
MAX_PAGE = 200
MAX_DOWNLOAD = 64 * 1024 * 1024


async def list_runs(context: Context, request: Request, who: Principal, id: str | None = None) -> Response:  # noqa: A002
    """Runs from the newest on; `?state=`, `?export_id=`, `?limit=`, `?cursor=`."""
    if id is not None:
        await find_export(context, id)
    export_id = id or request.query.get("export_id")
    try:
        limit = int(request.query.get("limit", "50"))
        state = RunState(request.query["state"]) if "state" in request.query else None
    except ValueError:
        raise Invalid("limit must be a number, state one of the run states.", field="limit") from None
    if not 1 <= limit <= MAX_PAGE:
        raise Invalid(f"limit must lie between 1 and {MAX_PAGE}.", field="limit")
    cursor = _cursor(request.query.get("cursor"))
    runs, following = await context.runs.page(limit, cursor, export_id=export_id, state=state)
    shown: dict[str, object] = {"runs": [public(run) for run in runs]}
    shown["next_cursor"] = base64.urlsafe_b64encode(json.dumps(following).encode()).decode() if following else None
    return answer(shown)


async def read_run(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """One run, as it stands."""
    return answer(public((await find_run(context, id)).value))


async def cancel_run(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """Nothing more is sent; the run ends within seconds."""
    run = (await find_run(context, id)).value
    await _check_may_manage(context, run.export, who)
    return answer(public(await cancel(context, id, who.name)), 202, {"Location": f"/api/runs/{id}"})


async def retry_run(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """Send again what was not accepted."""
    run = (await find_run(context, id)).value
    await _check_may_manage(context, run.export, who)
    again = await retry(context, id, who.name)
    return answer(public(again), 202, {"Location": f"/api/runs/{again.id}"})


async def read_rejects(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """The rejects file. Raises Conflict while the run is going on."""
    run = (await find_run(context, id)).value
    if not run.state.final:
        raise Conflict("The run is still going on; its rejects file is written at the end.")
    name = f"{run.folder}/rejects.csv"
    pieces, total = [], 0
    async for piece in context.files.stream(name):
        pieces.append(piece)
        total += len(piece)
        if total > MAX_DOWNLOAD:
            raise TooLarge(f"The file is too large to be sent here. It lies in storage as {name}.")
    headers = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="rejects-{run.id}.csv"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(200, b"".join(pieces) or HEADER.encode(), headers)


async def find_run(context: Context, identifier: str) -> Versioned[Run]:
    """Raises NotFound."""
    found = await context.runs.get(identifier) if RUN_ID.match(identifier) else None
    if found is None:
        raise NotFound(f"There is no run {identifier}.")
    return found


def _cursor(text: str | None) -> dict[str, str] | None:
    if not text:
        return None
    try:
        cursor = json.loads(base64.urlsafe_b64decode(text))
    except (binascii.Error, ValueError):
        cursor = None
    if not isinstance(cursor, dict) or not all(isinstance(value, str) for value in cursor.values()):
        raise Invalid("cursor is not one that this API gave.", field="cursor")
    return cursor
