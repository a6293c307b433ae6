"""/api/runs/{id}/held-removals: people whom a run did not remove from the list; a file and pages."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import BaseModel, Field

from shared.api.operations import Call, File
from shared.api.paging import Page, PageBody, PageQuery
from shared.api.run_files import Row, Search, download, find_ended_run, names, page_of_rows, rows_of
from shared.domain import storage_layout as layout
from shared.planning.rejects import HELD_REMOVALS_HEADER


class PeopleSearch(PageBody):
    """A search in a list of people, in pages."""

    search: Search = Field(
        description="Only people whose identifier contains this, in any case.", examples=["ann@example.com"]
    )


class HeldPerson(BaseModel):
    """A person whom a run would have removed from the list, by the identity of the export."""

    email: str = Field("", examples=["ann@example.com"])
    phone_number: str = Field("", examples=[""])
    external_id: str = Field("", examples=[""])


class HeldPeople(Page):
    """A page of the people whose removal waits for confirmation."""

    people: list[HeldPerson]


async def read_held_removals(call: Call, run_id: str) -> File:
    """Download the people whom the run would have removed from the list, had the removal not been held back."""
    return await download(call, run_id, layout.HELD_REMOVALS, HELD_REMOVALS_HEADER)


async def list_held_removals(call: Call, run_id: str, query: PageQuery) -> HeldPeople:
    """List the people whose removal a run held back, in pages."""
    return await _page_of_people(call, run_id, query, lambda _row: True)


async def search_held_removals(call: Call, run_id: str, body: PeopleSearch) -> HeldPeople:
    """Find people among those whose removal a run held back, in pages. Nothing is changed."""
    return await _page_of_people(call, run_id, body, lambda row: names(body.search, row))


async def _page_of_people(
    call: Call, run_id: str, page: PageQuery | PageBody, accepts: Callable[[Row], bool]
) -> HeldPeople:
    run = await find_ended_run(call, run_id)
    rows = rows_of(call.context, run, layout.HELD_REMOVALS)
    people, following = await page_of_rows(rows, page, accepts)
    return HeldPeople(people=[HeldPerson.model_validate(row) for row in people], next_cursor=following)
