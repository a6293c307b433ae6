"""/api/runs/{id}/rejects and held-removals: rows that a run did not send, people it did not remove; files and pages.

They have personal data: only who manages the export may see them. A search names a person: it is in the body of a
request, never in its URL, which logs and browsers keep.
"""

from __future__ import annotations

import codecs
import csv
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from shared.api.operations import Call, File
from shared.api.paging import Page, PageBody, PageQuery, cursor_text
from shared.api.permissions import check_can_manage
from shared.api.runs import find_run
from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.base import NON_BLANK, Value, now
from shared.domain.identity import Identity
from shared.domain.stored_data import StoredData
from shared.errors import Conflict, Invalid, InvalidValue, NotFound, TooLarge
from shared.planning.rejects import HEADER, HELD_REMOVALS_HEADER, NOT_SUBSCRIBED_HEADER, REASONS, SHARED_HEADER
from shared.texts import Parameter, text

MAX_DOWNLOAD_BYTES = 64 * 1024 * 1024
MAX_SEARCH_CHARACTERS = 320

Row = dict[str, str]
"""A line of a file, by column."""

Search = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_SEARCH_CHARACTERS), NON_BLANK
]


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


def names(search: str, row: Row) -> bool:
    """Return whether a row has the line of that number, or an identifier that contains the text."""
    wanted = search.casefold()
    return wanted == row.get("line") or any(wanted in row.get(kind, "").casefold() for kind in Identity)


async def read_rejects(call: Call, run_id: str, query: RejectFilter) -> File:
    """Download the rejects file, or its rows with one reason. Refused (409) while the run is active; 404 after the
    file was deleted.
    """
    whole = await _download(call, run_id, layout.REJECTS, HEADER)
    return whole if query.reason is None else File(whole.name, _filtered(whole.body, query.accepts))


async def download_rejects(call: Call, run_id: str, body: RejectSearch) -> File:
    """Download the rows of the rejects file that a search finds. Nothing is changed."""
    whole = await _download(call, run_id, layout.REJECTS, HEADER)
    return File(whole.name, _filtered(whole.body, body.accepts))


def _filtered(body: bytes, accepts: Callable[[Row], bool]) -> bytes:
    """Return the header, and the rows that are wanted, as they are in the file."""
    header, *lines = body.decode("utf-8", "replace").split("\r\n")
    columns = header.split(",")
    wanted = [line for line in lines if line and accepts(dict(zip(columns, next(csv.reader([line])), strict=False)))]
    return "\r\n".join([header, *wanted, ""]).encode()


async def read_held_removals(call: Call, run_id: str) -> File:
    """Download the people whom the run would have removed from the list, had the removal not been held back."""
    return await _download(call, run_id, layout.HELD_REMOVALS, HELD_REMOVALS_HEADER)


async def list_held_removals(call: Call, run_id: str, query: PageQuery) -> HeldPeople:
    """List the people whose removal a run held back, in pages."""
    return await _page_of_people(call, run_id, query, lambda _row: True)


async def search_held_removals(call: Call, run_id: str, body: PeopleSearch) -> HeldPeople:
    """Find people among those whose removal a run held back, in pages. Nothing is changed."""
    return await _page_of_people(call, run_id, body, lambda row: names(body.search, row))


async def _page_of_people(
    call: Call, run_id: str, page: PageQuery | PageBody, accepts: Callable[[Row], bool]
) -> HeldPeople:
    run = await _find_ended(call, run_id)
    first = row_number(page.cursor)
    people: list[HeldPerson] = []
    following: int | None = None
    number = -1
    async for row in _rows(call.context, run, layout.HELD_REMOVALS):
        number += 1
        if number < first or not accepts(row):
            continue
        if len(people) == page.limit:
            following = number
            break
        people.append(HeldPerson.model_validate(row))
    return HeldPeople(people=people, next_cursor=cursor_text({"RowKey": str(following)} if following else None))


async def read_shared(call: Call, run_id: str) -> File:
    """Download the identifiers that several people share, a line for each person."""
    return await _download(call, run_id, layout.SHARED_IDENTIFIERS, SHARED_HEADER)


async def read_not_subscribed(call: Call, run_id: str) -> File:
    """Download who says yes in the segment, but opted out at Klaviyo: a line for each channel of a person."""
    return await _download(call, run_id, layout.NOT_SUBSCRIBED, NOT_SUBSCRIBED_HEADER)


async def list_rejects(call: Call, run_id: str, query: RejectQuery) -> Rejects:
    """List the rejects of a run in pages. The first page also counts the rejects by reason."""
    return await _page_of_rejects(call, run_id, query, query.accepts)


async def search_rejects(call: Call, run_id: str, body: RejectPageSearch) -> Rejects:
    """Find rejects of a run by line, address, number or id, in pages as the list has them. Nothing is changed."""
    return await _page_of_rejects(call, run_id, body, body.accepts)


async def _page_of_rejects(
    call: Call, run_id: str, page: PageQuery | PageBody, accepts: Callable[[Row], bool]
) -> Rejects:
    run = await _find_ended(call, run_id)
    first = row_number(page.cursor)
    found: list[Reject] = []
    counts: Counter[str] = Counter()
    examples: dict[str, Reject] = {}
    following: str | None = None
    number = -1
    async for row in _rows(call.context, run):
        number += 1
        counts[row["reason"]] += 1
        if row["reason"] not in examples:
            examples[row["reason"]] = Reject.of(row)
        if number < first or not accepts(row):
            continue
        if len(found) < page.limit:
            found.append(Reject.of(row))
        else:
            following = following or str(number)
            if page.cursor:
                break
    reasons = [Reason(reason=name, count=count, example=examples[name]) for name, count in counts.most_common()]
    return Rejects(
        rejects=found,
        next_cursor=cursor_text({"RowKey": following} if following else None),
        reasons=None if page.cursor else reasons,
    )


async def _find_ended(call: Call, run_id: str) -> Run:
    run = (await find_run(call.context, run_id)).value
    await check_can_manage(call.context, call.caller, run.export)
    if not run.state.final:
        raise Conflict(text("rejects-not-written"))
    return run


async def _download(call: Call, run_id: str, kind: StoredData, header: str) -> File:
    run = await _find_ended(call, run_id)
    body = b"".join([piece async for piece in _file(call.context, run, kind)])
    return File(f"{PurePosixPath(kind.name).stem}-{run.id}.csv", body or header.encode())


async def _file(context: Context, run: Run, kind: StoredData = layout.REJECTS) -> AsyncIterator[bytes]:
    files, total = context.run_files(run.id), 0
    async for piece in files.stream(kind):
        total += len(piece)
        if total > MAX_DOWNLOAD_BYTES:
            raise TooLarge(text("file-too-large", path=files.path(kind)))
        yield piece
    days = context.settings.personal_data_days
    if not total and run.queued_at < now() - timedelta(days=days):
        raise NotFound(text("personal-data-deleted", days=days))


async def _rows(context: Context, run: Run, kind: StoredData = layout.REJECTS) -> AsyncIterator[Row]:
    """Yield the rows. No field of the file holds a line break (shared/planning/rejects.py), so each line is a row."""
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    rest, columns = "", list[str]()
    async for piece in _file(context, run, kind):
        *lines, rest = (rest + decode(piece)).split("\r\n")
        if lines and not columns:
            columns = lines.pop(0).split(",")
        for fields in csv.reader(lines):
            # Files of earlier versions have fewer columns than lines of this one, never more.
            yield dict(zip(columns, fields, strict=False))


def row_number(cursor: dict[str, str] | None) -> int:
    """Return the number of the row that a page begins with. Raises Invalid."""
    number = (cursor or {}).get("RowKey", "0")
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        raise Invalid(text("cursor-invalid"), field="cursor")
    return int(number)
