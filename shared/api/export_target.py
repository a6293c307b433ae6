"""Where an export sends: its connection, its list, and whether another export sends the same segment there.

Saving checks it all. `POST /api/exports/check` checks what is given so far, so that a form can tell before it is saved.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from shared.api.models import Named, next_runs
from shared.api.operations import Call
from shared.api.permissions import find_connection
from shared.context import Context
from shared.domain import Connection, Schedule
from shared.domain import Export as StoredExport
from shared.domain.base import Value
from shared.domain.export import ListId, Segments
from shared.errors import (
    AlreadyExported,
    Forbidden,
    Invalid,
    KeyRefused,
    ListNotFound,
    NotFound,
    RequestError,
    ScopesMissing,
)
from shared.klaviyo.scopes import CONSENT, usable_account
from shared.runs.targets import claim_target
from shared.texts import Parameter, text

ConnectionId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$"), Field(examples=["con_k3f9x27m4t2c"])]


class ExportCheck(Value):
    """What a form has so far of an export. `export_id` is the export that is edited."""

    export_id: str | None = Field(None, max_length=40)
    connection_id: ConnectionId | None = None
    list_id: ListId | None = None
    segments: Segments | None = None
    subscribe: bool = Field(default=False, description="The export subscribes people: that needs another scope.")
    schedule: Schedule | None = None


class CheckProblem(BaseModel):
    """What saving, or the first run, would refuse. `type` is an error type; `exports` are other exports it names."""

    field: str = Field(examples=["list_id"])
    type: str = Field(examples=["already-exported"])
    title: str = Field(examples=["Another export sends this segment to this list"])
    detail: str = Field(examples=["The export 'Loyal' (exp_p8d2m3x9c5vb) already sends this segment to this list."])
    code: str = Field(description="What `detail` says (docs/texts.md).", examples=["already-exported"])
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    exports: list[Named] = Field(default_factory=list)
    missing_scopes: list[str] = Field(default_factory=list, description="Scopes that the key lacks.", examples=[[]])


class CheckedExport(BaseModel):
    """The problems that were found; none: what is given can be saved."""

    problems: list[CheckProblem]
    next_runs: list[AwareDatetime] = Field(
        description="The next five times of the schedule; none where it has none.", examples=[["2026-11-22T02:00:00Z"]]
    )


class _UnknownList(Invalid):
    """Klaviyo has no such list: the type is that of the run error."""

    type = ListNotFound.type


async def check_export(call: Call, body: ExportCheck) -> CheckedExport:
    """Check a connection with the scopes of its key, a list, who else sends to it, and a schedule. Nothing is saved."""
    times = next_runs(body.schedule, call.context.settings) if body.schedule else []
    return CheckedExport(problems=await _find_problems(call, body), next_runs=times)


async def _find_problems(call: Call, body: ExportCheck) -> list[CheckProblem]:
    problems: list[CheckProblem] = []
    if body.connection_id is None:
        return problems
    try:
        connection = await _find_connection(call, body.connection_id)
    except (Invalid, Forbidden) as error:
        return [_problem("connection_id", error)]
    features = [CONSENT] if body.subscribe else []
    try:
        await usable_account(call.context.klaviyo_for(connection), features)
    except KeyRefused as error:
        return [_problem("connection_id", error)]
    if body.list_id is not None:
        try:
            await _check_list(call.context, connection, body.list_id)
            await _check_not_sent_already(
                call.context, connection, body.list_id, body.segments or [], body.export_id or ""
            )
        except Invalid as error:
            problems.append(_problem("list_id", error))
        except AlreadyExported as error:
            problems.append(_problem("segments" if body.segments else "list_id", error))
    return problems


async def claim_checked_target(call: Call, export: StoredExport) -> str:
    """Claim the list for the export, and return the list's name.

    Raise Invalid where the connection or the list does not exist, Forbidden where the caller may not use the
    connection, AlreadyExported where another export sends one of the segments to the list.
    """
    connection = await _find_connection(call, export.connection_id)
    list_name = await _check_list(call.context, connection, export.list_id)
    # Read right before the claim, so that what was saved while Klaviyo answered counts.
    await _check_not_sent_already(call.context, connection, export.list_id, export.segments, export.id)
    await claim_target(call.context, export, connection.account_id)
    return list_name


async def _find_connection(call: Call, connection_id: str) -> Connection:
    try:
        return (await find_connection(call.context, call.caller, connection_id)).value
    except NotFound as error:
        raise Invalid(error.cause, field="connection_id") from None


async def _check_list(context: Context, connection: Connection, list_id: str) -> str:
    try:
        return (await context.klaviyo_for(connection).get_list(list_id)).name
    except ListNotFound as error:
        raise _UnknownList(error.cause, field="list_id") from None


async def _check_not_sent_already(
    context: Context, connection: Connection, list_id: str, segments: Collection[str], export_id: str
) -> None:
    accounts = {c.value.id: c.value.account_id for c in await context.connections.all()}
    for other in await context.exports.listed():
        same_list = other.list_id == list_id and accounts.get(other.connection_id) == connection.account_id
        if other.id != export_id and same_list and set(other.segments) & set(segments):
            raise AlreadyExported(
                text("already-exported", export=other.name, id=other.id),
                field="list_id",
                errors=[{"id": other.id, "name": other.name}],
            )


def _problem(field: str, error: RequestError | KeyRefused) -> CheckProblem:
    named = error.errors if isinstance(error, AlreadyExported) else []
    return CheckProblem(
        field=field,
        type=error.type,
        title=error.title.message,
        detail=str(error),
        code=error.cause.code,
        parameters=error.cause.parameters,
        exports=[Named(id=one["id"], name=one["name"]) for one in named or []],
        missing_scopes=error.scopes if isinstance(error, ScopesMissing) else [],
    )
