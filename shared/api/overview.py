"""GET /api/overview: what needs a user, what is running, and what runs next."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Literal

from pydantic import AwareDatetime, BaseModel, Field

from shared.api.changes import PendingChange
from shared.api.operations import Call
from shared.api.permissions import Permission
from shared.api.same_names import distinctions
from shared.domain import Connection
from shared.domain.alert import AlertRule
from shared.domain.approval import PendingChange as StoredChange
from shared.domain.base import now
from shared.domain.list_check import LastListCheck
from shared.domain.recent_runs import Attention, RecentRuns, RunOutline
from shared.domain.schedule import timetable
from shared.storage.export_store import ListedExport
from shared.storage.records import Versioned

SHOWN = 20
"""How many of each kind an overview names; it counts them all."""
AHEAD = timedelta(days=1)
KEY_NEWS = timedelta(days=1)
ORDER: tuple[Attention, ...] = ("held", "failed", "alert", "skipped")


class ExportAttention(BaseModel):
    """An export that needs a user.

    `run` is the run that failed, was skipped, or held back a removal; the last one where alert rules are violated.
    """

    id: str = Field(examples=["exp_k3f9x27m4t2c"])
    name: str = Field(examples=["Loyal customers to newsletter"])
    why: Attention = Field(examples=["failed"])
    connection_id: str | None = Field(examples=["con_k3f9x27m4t2c"])
    run: RunOutline | None
    alerts: list[AlertRule] = Field(description="The alert rules that are violated now.", examples=[[]])
    recent_runs: list[RunOutline] = Field(examples=[[]])


class MissingPeople(BaseModel):
    """An export whose last list check found people missing on the list who were not sent again."""

    id: str = Field(examples=["exp_k3f9x27m4t2c"])
    name: str = Field(examples=["Loyal customers to newsletter"])
    list_check: LastListCheck


class KeyProblem(BaseModel):
    """A connection whose key was refused, or expires soon. Only administrators see it."""

    id: str = Field(examples=["con_k3f9x27m4t2c"])
    display_name: str = Field(examples=["Klaviyo"])
    problem: Literal["refused", "expires"] = Field(examples=["refused"])
    exports: int = Field(description="How many exports use it.", examples=[3])


class NamedChange(PendingChange):
    """A change that waits for approval, with the name of its export."""

    export_name: str = Field(examples=["Loyal customers to newsletter"])


class ActiveRun(BaseModel):
    """A run that has not ended."""

    id: str = Field(examples=["20261121-223210456-k3f9x2"])
    export_id: str = Field(examples=["exp_k3f9x27m4t2c"])
    export_name: str = Field(examples=["Loyal customers to newsletter"])
    state: str = Field(examples=["importing"])


class NextRun(BaseModel):
    """When an export runs next by its schedule."""

    export_id: str = Field(examples=["exp_k3f9x27m4t2c"])
    export_name: str = Field(examples=["Loyal customers to newsletter"])
    at: AwareDatetime


class Overview(BaseModel):
    """What needs a user first. Lists name up to 20; `counts` counts all."""

    exports: int = Field(description="How many exports there are.", examples=[12])
    connections: int = Field(description="How many connections the caller may use.", examples=[1])
    counts: dict[str, int] = Field(
        description="Counts of what needs attention: failed, held, alert, skipped, detached, missing, keys, changes.",
        examples=[
            {"failed": 1, "held": 0, "alert": 0, "skipped": 0, "detached": 0, "missing": 0, "keys": 0, "changes": 0}
        ],
    )
    attention: list[ExportAttention]
    missing: list[MissingPeople] = Field(examples=[[]])
    keys: list[KeyProblem]
    changes: list[NamedChange]
    active: list[ActiveRun]
    active_count: int = Field(examples=[1])
    next_runs: list[NextRun]
    next_count: int = Field(description="How many exports are scheduled within the next 24 hours.", examples=[1])
    distinctions: dict[str, str] = Field(
        description="Of exports and connections here whose name another one has, by id: what tells them apart.",
        examples=[{"exp_k3f9x27m4t2c": "LoyalCustomers → Newsletter"}],
    )


async def read_overview(call: Call) -> Overview:
    """Read what needs attention, what is running, and what runs within a day."""
    context, at = call.context, now()
    exports, connections, recent, incomplete, changes, active = await asyncio.gather(
        context.exports.listed(),
        context.connections.all(),
        context.runs.lists.recent.with_attention(),
        context.runs.lists.recent.with_missing_people(),
        context.pending_changes.all() if context.settings.require_approval else _none(),
        context.runs.active(),
    )
    by_id = {export.id: export for export in exports}
    attention = _attention(by_id, recent)
    missing = _missing(by_id, incomplete)
    keys = await _key_problems(call, [found.value for found in connections], exports, recent, at)
    upcoming = _next_runs(call, exports, at)
    waiting = [found.value for found in changes if found.value.export_id in by_id]
    reasons = Counter(one.why for one in attention)
    running = await _active_runs(call, active[:SHOWN])
    same = distinctions(exports, (found.value for found in connections))
    named = {one.id for one in attention[:SHOWN]} | {one.id for one in missing[:SHOWN]} | {one.id for one in keys}
    named |= {change.export_id for change in waiting} | {one.export_id for one in running}
    named |= {one.export_id for one in upcoming[:SHOWN]}
    return Overview(
        exports=len(exports),
        connections=sum(call.caller.can_use(found.value) for found in connections),
        counts={
            **{why: reasons[why] for why in ("failed", "held", "alert", "skipped")},
            "detached": sum(not export.connection_id for export in exports),
            "missing": len(missing),
            "keys": len(keys),
            "changes": len(waiting),
        },
        attention=attention[:SHOWN],
        missing=missing[:SHOWN],
        keys=keys[:SHOWN],
        changes=[
            NamedChange(**dict(PendingChange.of(change)), export_name=by_id[change.export_id].name)
            for change in sorted(waiting, key=lambda change: change.requested_at)[:SHOWN]
        ],
        active=running,
        active_count=len(active),
        next_runs=upcoming[:SHOWN],
        next_count=len(upcoming),
        distinctions={one: same[one] for one in sorted(named & same.keys())},
    )


async def _none() -> list[Versioned[StoredChange]]:
    return []


def _attention(exports: Mapping[str, ListedExport], recent: Mapping[str, RecentRuns]) -> list[ExportAttention]:
    """Return the exports that need a user: the newest first, removals before failures, alerts before limits."""
    found = []
    for export_id, runs in recent.items():
        why, export = runs.attention, exports.get(export_id)
        if export is None or why is None:
            continue
        # A rule that was changed or removed since then is not violated.
        alerts = [rule for rule in export.read().alerts if rule.key in runs.alerts] if runs.alerts else []
        run = runs.held_run if why == "held" else runs.last_ended
        if alerts if why == "alert" else run:
            found.append(
                ExportAttention(
                    id=export.id,
                    name=export.name,
                    why=why,
                    connection_id=export.connection_id or None,
                    run=run,
                    alerts=alerts,
                    recent_runs=runs.runs,
                )
            )
    return sorted(found, key=lambda one: (ORDER.index(one.why), -one.run.queued_at.timestamp() if one.run else 0))


def _missing(exports: Mapping[str, ListedExport], recent: Mapping[str, RecentRuns]) -> list[MissingPeople]:
    """Return the exports with people missing on their lists: most of them first."""
    found = [
        MissingPeople(id=export_id, name=exports[export_id].name, list_check=runs.list_check)
        for export_id, runs in recent.items()
        if runs.list_check is not None and export_id in exports
    ]
    return sorted(found, key=lambda one: -one.list_check.missing)


async def _key_problems(
    call: Call,
    connections: Iterable[Connection],
    exports: Iterable[ListedExport],
    recent: Mapping[str, RecentRuns],
    at: datetime,
) -> list[KeyProblem]:
    if not call.caller.has(Permission.MANAGE_CONNECTIONS):
        return []
    using = Counter(export.connection_id for export in exports)
    refused = {
        export.connection_id
        for export in exports
        if (runs := recent.get(export.id)) and (last := runs.last_ended) and last.error == "key-refused"
    }
    found, every = [], list(connections)
    states = await asyncio.gather(*(call.context.notification_states.get(one.id) for one in every))
    for connection, state in zip(every, states, strict=True):
        told = state.value.notified_at if state else {}
        # A change of the connection after the notice is taken as its answer.
        news = {why for why, when in told.items() if when > connection.updated_at and at - when < KEY_NEWS}
        if connection.id in refused or "refused" in news:
            problem: Literal["refused", "expires"] = "refused"
        elif "expires" in news:
            problem = "expires"
        else:
            continue
        found.append(
            KeyProblem(
                id=connection.id,
                display_name=connection.display_name,
                problem=problem,
                exports=using[connection.id],
            )
        )
    return found


async def _active_runs(call: Call, run_ids: Iterable[str]) -> list[ActiveRun]:
    found = await asyncio.gather(*(call.context.runs.get(run_id) for run_id in run_ids))
    runs = [each.value for each in found if each is not None and not each.value.state.final]
    return [
        ActiveRun(id=run.id, export_id=run.export_id, export_name=run.export.name, state=run.state.value)
        for run in sorted(runs, key=lambda run: run.id, reverse=True)
    ]


def _next_runs(call: Call, exports: Iterable[ListedExport], at: datetime) -> list[NextRun]:
    times: dict[str, datetime | None] = {}
    found = []
    for export in exports:
        if not export.active:
            continue
        # Many exports have the same schedule: each is computed once.
        if export.schedule not in times:
            table = timetable(export.read().schedule, call.context.settings.refresh)
            following = table.following(at, 1) if table else []
            times[export.schedule] = following[0] if following else None
        due = times[export.schedule]
        if due is not None and due - at <= AHEAD:
            found.append(NextRun(export_id=export.id, export_name=export.name, at=due))
    return sorted(found, key=lambda one: one.at)
