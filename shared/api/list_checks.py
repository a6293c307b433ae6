"""/api/list-checks: a list read back from Klaviyo and compared with what an export has put on it."""

from __future__ import annotations

from shared.api.operations import Accepted, Call, File
from shared.api.paging import NameQuery, Page, PageQuery, page_by_name
from shared.api.permissions import IDENTIFIER, check_can_manage, find_export, find_managed_export
from shared.api.run_files import bounded
from shared.api.runs import Run
from shared.domain import storage_layout as layout
from shared.domain.list_check import ListCheck as StoredListCheck
from shared.domain.list_check import ListCheckReport, ListCheckState
from shared.errors import Conflict, NotFound
from shared.runs import list_check
from shared.texts import text


class ListCheck(ListCheckReport):
    """A check of a list. The counts are those of people, and complete once the state is `ready`."""


class ListChecks(Page):
    """The checks of an export's list, newest first."""

    list_checks: list[ListCheck]


async def check_list(call: Call, export_id: str) -> Accepted[ListCheck]:
    """Read the list back and compare it with what this export has put on it. No one is added or removed."""
    export = (await find_managed_export(call.context, call.caller, export_id)).value
    check = await list_check.request_list_check(call.context, export, call.caller.name)
    call.changed(export_id, after={"list_check_id": check.id})
    return Accepted(_shown(check), location=f"/api/list-checks/{check.id}")


async def list_checks_of_export(call: Call, export_id: str, query: PageQuery) -> ListChecks:
    """List the checks of an export's list, newest first. They are kept for 35 days."""
    await find_export(call.context, export_id)
    found = [check for check in await call.context.list_checks.all() if check.export_id == export_id]
    by_time = NameQuery.model_construct(name="", limit=query.limit, cursor=query.cursor)
    page = page_by_name(by_time, found, lambda one: one.created_at.isoformat(), lambda one: one.id, descending=True)
    return ListChecks(list_checks=[_shown(check) for check in page.items], next_cursor=page.next_cursor)


async def read_list_check(call: Call, check_id: str) -> ListCheck:
    """Read a check as it is now."""
    return _shown(await _find(call, check_id))


async def read_differences(call: Call, check_id: str) -> File:
    """Download who is missing, suppressed or foreign: a line for each person. Refused (409) while the list is read."""
    check = await _find(call, check_id)
    await check_can_manage(call.context, call.caller, check.export)
    if check.state is not ListCheckState.READY:
        raise Conflict(text("list-check-no-result"))
    pieces = bounded(call.context.stored_files, layout.LIST_DIFFERENCES, check=check.id)
    data = b"".join([piece async for piece in pieces])
    if not data:
        raise NotFound(text("list-check-result-deleted"))
    return File(f"differences-{check.id}.csv", data)


async def repair_list(call: Call, check_id: str) -> Accepted[Run]:
    """Start a run that sends again who is missing on the list. Foreign people are never touched.

    Refused (409) where no one is missing, or the export has run since the list was read.
    """
    check = await _find(call, check_id)
    export = (await find_managed_export(call.context, call.caller, check.export_id)).value
    run = await list_check.repair_list(call.context, check, export, call.caller.name)
    call.changed(check.export_id, after={"run_id": run.id, "repairs": check.id})
    return Accepted(Run.of(run), location=f"/api/exports/{run.export_id}/runs/{run.id}")


async def _find(call: Call, check_id: str) -> StoredListCheck:
    found = await call.context.list_checks.get(check_id) if IDENTIFIER.fullmatch(check_id) else None
    if found is None:
        raise NotFound(text("no-list-check"))
    return found.value


def _shown(check: StoredListCheck) -> ListCheck:
    return ListCheck(**{name: getattr(check, name) for name in ListCheckReport.model_fields})
