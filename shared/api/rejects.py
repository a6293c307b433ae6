"""/api/runs/{id}/rejects: the rows that a run did not send; a file and pages."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from shared.api.operations import Call, File
from shared.api.paging import Page, PageBody, PageQuery, row_cursor, row_number
from shared.api.run_files import Row, Search, download, find_ended_run, names, rows_of
from shared.domain import storage_layout as layout
from shared.domain.base import Value
from shared.errors import InvalidValue
from shared.planning.rejects import HEADER, REASONS
from shared.texts import Parameter, text


class Reject(BaseModel):
    """A row that was not sent, where it is and why."""

    blob: str = Field(examples=["LoyalCustomers.csv"])
    line: int = Field(description="0 where Klaviyo did not name the row.", examples=[17])
    outcome: Literal["rejected", "duplicate", "failed"]
    reason: str = Field(examples=["email_malformed"])
    detail: str = Field(examples=["There is no @-sign."])
    email: str = Field(
        description="Set if it is the export's identity. The same applies to the next two.", examples=["ann@"]
    )
    phone_number: str = Field("", examples=[""])
    external_id: str = Field("", examples=[""])
    standard: bool = Field(default=False, description="Whether the detail only repeats the reason.")
    code: str | None = Field(
        None, description="What `detail` says (docs/texts.md); null if it is standard.", examples=["row-email-no-at"]
    )
    parameters: dict[str, Parameter] = Field(default_factory=dict)

    @classmethod
    def of(cls, row: Row) -> Reject:
        """Return a row of the rejects file."""
        standard = row["detail"] == str(REASONS.get(row["reason"]))
        said = {"code": row.get("code") or None, "parameters": json.loads(row.get("parameters") or "{}")}
        return cls.model_validate(row | said | {"standard": standard})


class Reason(BaseModel):
    """How many rows were not sent for a reason, and the first of them."""

    reason: str = Field(examples=["email_malformed"])
    count: int = Field(examples=[38])
    example: Reject | None = Field(None, examples=[None])


class Rejects(Page):
    """A page of a run's rejects."""

    rejects: list[Reject]
    reasons: list[Reason] | None = Field(
        description="Counts of all rejects, whatever the filter; null after the first page."
    )


def _check_reason(reason: str | None) -> str | None:
    if reason is not None and reason not in REASONS:
        raise InvalidValue(text("field-one-of", allowed=[*REASONS]))
    return reason


OptionalReason = Annotated[
    str | None, AfterValidator(_check_reason), Field(description="Only rows with this reason.", examples=["duplicate"])
]


class RejectFilter(BaseModel):
    """Query of a run's rejects by reason."""

    reason: OptionalReason = Field(None, json_schema_extra={"enum": [*REASONS]})

    def accepts(self, row: Row) -> bool:
        """Return whether a row is wanted."""
        return self.reason in (None, row["reason"])


class RejectQuery(RejectFilter, PageQuery):
    """Query of the rejects of a run."""


class RejectSearch(Value):
    """A search in the rejects of a run."""

    search: Search = Field(
        description="Only rows whose line is this number, or whose address, number or id contains this, in any case.",
        examples=["ann@example.com"],
    )
    reason: OptionalReason = Field(None, json_schema_extra={"enum": [*REASONS, None]})

    def accepts(self, row: Row) -> bool:
        """Return whether a row is wanted."""
        return self.reason in (None, row["reason"]) and names(self.search, row)


class RejectPageSearch(RejectSearch, PageBody):
    """A search in the rejects of a run, in pages."""


async def read_rejects(call: Call, run_id: str, query: RejectFilter) -> File:
    """Download the rejects file, or its rows with one reason. Refused (409) while the run is active; 404 after the
    file was deleted.
    """
    whole = await download(call, run_id, layout.REJECTS, HEADER)
    return whole if query.reason is None else File(whole.name, _filtered(whole.body, query.accepts))


async def download_rejects(call: Call, run_id: str, body: RejectSearch) -> File:
    """Download the rows of the rejects file that a search finds. Nothing is changed."""
    whole = await download(call, run_id, layout.REJECTS, HEADER)
    return File(whole.name, _filtered(whole.body, body.accepts))


def _filtered(body: bytes, accepts: Callable[[Row], bool]) -> bytes:
    """Return the header, and the rows that are wanted, as they are in the file."""
    header, *lines = body.decode("utf-8", "replace").split("\r\n")
    columns = header.split(",")
    wanted = [line for line in lines if line and accepts(dict(zip(columns, next(csv.reader([line])), strict=False)))]
    return "\r\n".join([header, *wanted, ""]).encode()


async def list_rejects(call: Call, run_id: str, query: RejectQuery) -> Rejects:
    """List the rejects of a run in pages. The first page also counts the rejects by reason."""
    return await _page_of_rejects(call, run_id, query, query.accepts)


async def search_rejects(call: Call, run_id: str, body: RejectPageSearch) -> Rejects:
    """Find rejects of a run by line, address, number or id, in pages as the list has them. Nothing is changed."""
    return await _page_of_rejects(call, run_id, body, body.accepts)


async def _page_of_rejects(
    call: Call, run_id: str, page: PageQuery | PageBody, accepts: Callable[[Row], bool]
) -> Rejects:
    run = await find_ended_run(call, run_id)
    first = row_number(page.cursor)
    found: list[Reject] = []
    counts: Counter[str] = Counter()
    examples: dict[str, Reject] = {}
    following: int | None = None
    number = -1
    async for row in rows_of(call.context, run, layout.REJECTS):
        number += 1
        counts[row["reason"]] += 1
        if row["reason"] not in examples:
            examples[row["reason"]] = Reject.of(row)
        if number < first or not accepts(row):
            continue
        if len(found) < page.limit:
            found.append(Reject.of(row))
        else:
            following = following or number
            if page.cursor:
                break
    reasons = [Reason(reason=name, count=count, example=examples[name]) for name, count in counts.most_common()]
    return Rejects(
        rejects=found,
        next_cursor=row_cursor(following) if following else None,
        reasons=None if page.cursor else reasons,
    )
