"""POST /api/runs/{id}/source-row: the row of a segment that a run did not send, as it is in the segment."""

from __future__ import annotations

import asyncio
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from shared.api.operations import Call
from shared.api.permissions import check_can_manage
from shared.api.runs import find_run
from shared.context import Context
from shared.domain import Run, Source
from shared.domain.base import INTEGRAL, Value
from shared.errors import Conflict, NotFound, SourceChanged
from shared.segments.inspect_parts import inspect_all
from shared.segments.part_schema import Part
from shared.texts import text


class SourceRowQuery(Value):
    """The row of a segment, as the rejects file names it."""

    blob: Annotated[str, StringConstraints(min_length=1, max_length=1100)] = Field(examples=["LoyalCustomers.csv"])
    line: Annotated[int, INTEGRAL] = Field(ge=1, le=10_000_000_000, examples=[17])


class SourceValue(BaseModel):
    """A value of a row; null where it is blank. Values longer than 1,000 characters are cut."""

    column: str = Field(examples=["EMail"])
    value: str | None = Field(examples=["ann@"])


class SourceRow(BaseModel):
    """A row of a segment: its values, or its text where it cannot be read as a row."""

    values: list[SourceValue]
    text: str = Field(examples=[""])


async def read_source_row(call: Call, run_id: str, body: SourceRowQuery) -> SourceRow:
    """Read a row of the version of the segment that the run read. Nothing is changed.

    Refused (409) where the segment was written again since then: its rows are other ones.
    """
    run = (await find_run(call.context, run_id)).value
    await check_can_manage(call.context, call.caller, run.export)
    try:
        part = await _find_part(call.context, run, body.blob)
        # Imported late: it needs DuckDB, which takes its time to load.
        from shared.planning.source_row import read_row

        found = await asyncio.to_thread(lambda: read_row(call.context.open_files([part.source]), part, body.line))
    except SourceChanged:
        raise Conflict(text("file-changed-since-run", blob=body.blob)) from None
    return SourceRow(
        values=[SourceValue(column=column, value=value) for column, value in found.values], text=found.text
    )


async def _find_part(context: Context, run: Run, place: str) -> Part:
    """Return how the blob is read, as the run read it. Raises NotFound, SourceChanged."""
    source = next((one for one in run.sources if not one.describes and _is_at(one, place)), None)
    if source is None:
        raise NotFound(text("no-file-of-run"))
    same = [one for one in run.sources if (one.segment, one.table) == (source.segment, source.table)]
    chosen = next((one.format for one in same if one.format), None)
    documents = [one for one in same if one.describes]
    blob = source.with_format(chosen) if chosen else source
    parts = await inspect_all(context.segments, [*documents, blob])
    if not parts:
        raise NotFound(text("file-without-rows"))
    return parts[0]


def _is_at(source: Source, place: str) -> bool:
    """Return whether the rejects file names the blob so: a workbook with its sheet, a formula with an apostrophe."""
    return place in (source.blob, f"'{source.blob}") or place.startswith(f"{source.blob}, sheet ")
