"""Previews: what a run would do. They show personal data, so they are for whoever may manage the export."""

from __future__ import annotations

from typing import Any

from shared.api.access import IDENTIFIER, check_may_manage, find_connection, find_managed
from shared.api.auth import Principal
from shared.api.http import Request, Response, answer
from shared.api.requests import NewExport
from shared.context import Context
from shared.domain import Export
from shared.domain.base import now
from shared.domain.preview import Preview, preview_id
from shared.errors import NotFound
from shared.runs import preview

FOUND = (
    "counts", "reasons", "warnings", "profiles", "rejects", "unused_columns", "chunks", "api_calls", "min_seconds",
)  # fmt: skip


async def preview_export(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """Find out what a run of the export would do. Nothing is sent. Raises PreviewActive."""
    export = (await find_managed(context, id, who)).value
    return _asked(request, await preview.ask(context, export, id, who.id))


async def preview_unsaved(context: Context, request: Request, who: Principal) -> Response:
    """The same for an export that is not saved: the body is that of POST /api/exports."""
    new = request.json(NewExport)
    await find_connection(context, who, new.connection_id)
    moment = now()
    values = {name: getattr(new, name) for name in NewExport.model_fields}
    export = Export(**values, id=preview_id(), created_at=moment, updated_at=moment, scheduled_at=moment)
    return _asked(request, await preview.ask(context, export, None, who.id))


async def read_preview(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """A preview as it stands; kept for a day."""
    found = await context.previews.get(id) if IDENTIFIER.fullmatch(id) else None
    if found is None:
        raise NotFound("There is no such preview. A preview is kept for a day.")
    await check_may_manage(context, found.value.export, who)
    return answer(_show(found.value) | await preview.result_of(context, found.value))


def _asked(request: Request, asked: Preview) -> Response:
    request.trail.note(asked.export_id or asked.id, after={"preview_id": asked.id})
    return answer(_show(asked), 202, {"Location": f"/api/previews/{asked.id}"})


def _show(one: Preview) -> dict[str, Any]:
    shown = one.model_dump(mode="json", include={"id", "export_id", "state", "created_at", "ended_at", "error"})
    return shown | dict.fromkeys(FOUND)
