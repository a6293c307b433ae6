"""Answers for machines, which show a function key instead of a user."""

from __future__ import annotations

from shared.api.exports import start_by_machine
from shared.api.http import Response, problem
from shared.errors import AppError
from shared.runs.context import Context


async def start(context: Context, export_id: str) -> Response:
    """POST /api/exports/{id}/run: the host has checked the key."""
    try:
        return await start_by_machine(context, export_id)
    except AppError as error:
        return problem(error)
