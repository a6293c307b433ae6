"""GET /api/exports: the list of exports, searched and filtered, with the last runs of each."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from shared.api.exports import Export
from shared.api.operations import Call
from shared.api.paging import CountedPage, NameQuery, page_by_name
from shared.api.runs import managed_exports
from shared.domain import RunState
from shared.storage.export_store import ListedExport

DETACHED = "none"


class ExportsQuery(NameQuery):
    """Query of the exports. All conditions must hold."""

    search: str = Field(
        "", description="Only exports with this in their name, segments, list ID or list name, in any case."
    )
    segment: str | None = Field(None, description="Only exports of this segment.")
    list_id: str | None = Field(None, description="Only exports to this list.")
    connection_id: str | None = Field(
        None, description="Only exports of this connection; `none`: those that are detached."
    )
    last_state: RunState | None = Field(None, description="Only exports whose last run is in this state.")
    attention: Literal["true"] | None = Field(
        None, description="Only exports whose last run failed or exceeded a limit, or whose removal is held back."
    )
    scheduled: Literal["true"] | None = Field(
        None, description="Only exports with an active schedule that the caller manages: those that `run-all` starts."
    )
    order: Literal["name", "-name"] = Field("name", description="`-name`: from the last name to the first.")


class Exports(CountedPage):
    """Exports by name."""

    exports: list[Export]


async def list_exports(call: Call, query: ExportsQuery) -> Exports:
    """List exports, by name, with their last runs."""
    listed, connections = await asyncio.gather(call.context.exports.listed(), call.context.connections.all())
    wanted = await _with_last_run(call, query, _search(query, listed))
    if query.scheduled:
        managed = set(await managed_exports(call))
        wanted = [export for export in wanted if export.active and export.id in managed]
    page = page_by_name(
        query, wanted, lambda export: export.name, lambda export: export.id, descending=query.order == "-name"
    )
    recent = await call.context.runs.lists.recent.of(export.id for export in page.items)
    recent = await call.context.runs.lists.refresh_recent(recent)
    usable = {c.value.id: c.value for c in connections if call.caller.can_use(c.value)}
    exports = []
    for item in page.items:
        answer = Export.of(item.read(), call.context.settings)
        answer.add_recent(recent[item.id])
        if connection := usable.get(item.connection_id):
            answer.connection_name, answer.account_name = connection.display_name, connection.account_name
        exports.append(answer)
    return Exports(exports=exports, total=page.total, next_cursor=page.next_cursor)


def _search(query: ExportsQuery, exports: Iterable[ListedExport]) -> list[ListedExport]:
    text = query.search.strip().casefold()
    connection = "" if query.connection_id == DETACHED else query.connection_id
    return [
        export
        for export in exports
        if text in export.text
        and query.segment in (None, "", *export.segments)
        and query.list_id in (None, "", export.list_id)
        and (not query.connection_id or connection == export.connection_id)
    ]


async def _with_last_run(call: Call, query: ExportsQuery, exports: list[ListedExport]) -> list[ListedExport]:
    recent = call.context.runs.lists.recent
    if query.attention:
        attention = await recent.ids_with_attention()
        exports = [export for export in exports if export.id in attention]
    if query.last_state:
        in_state = await recent.ids_with_last_state(query.last_state)
        exports = [export for export in exports if export.id in in_state]
    return exports
