"""Answers for machines, which show a function key instead of a user."""

from __future__ import annotations

from shared.api import audit
from shared.api.auth import Identity
from shared.api.exports import MACHINE, start_by_machine
from shared.api.http import HANDLER_SECONDS, Request, Response, check_length, problem, within
from shared.context import Context
from shared.errors import AppError, PreconditionFailed, StateConflict


async def start(context: Context, request: Request, export_id: str, *, seconds: float = HANDLER_SECONDS) -> Response:
    """Answer POST /api/exports/{id}/run within `seconds`: the host has checked the key."""
    try:
        check_length(request)
        response = await within(seconds, start_by_machine(context, request, export_id))
    except StateConflict as error:
        response = problem(PreconditionFailed(f"{error} Try again."))
    except AppError as error:
        response = problem(error)
    who = Identity(MACHINE, MACHINE, None)
    await audit.record(context, request, who, "POST /api/exports/{id}/run", export_id, response.status)
    return response
