"""/api/runs/{id}/rejects: the rows that a run did not send, as a file and in pages.

They have personal data: only who manages the export may see them.
"""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field

from shared.api.operations import Call, File
from shared.api.paging import Page, PageQuery, cursor_text
from shared.api.permissions import check_can_manage
from shared.api.runs import find_run
from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.storage_layout import StoredData
from shared.errors import Conflict, Invalid, NotFound, TooLarge
from shared.planning.rejects import HEADER, NOT_SUBSCRIBED_HEADER, REASONS, SHARED_HEADER

MAX_DOWNLOAD_BYTES = 64 * 1024 * 1024
COLUMNS = HEADER.strip().split(",")


class Reject(BaseModel):
    """A row that was not sent, where it is and why."""

    blob: str = Field(examples=["LoyalCustomers.csv"])
    line: int = Field(description="0 where Klaviyo did not name the row.", examples=[17])
    outcome: Literal["rejected", "duplicate", "failed"]
    reason: str = Field(examples=["email_malformed"])
    detail: str = Field(examples=["There must be something after the @-sign."])
    email: str = Field(description="Filled where it is the export's identity, as the next ones.", examples=["ann@"])
    phone_number: str = Field("", examples=[""])
    external_id: str = Field("", examples=[""])


class Reason(BaseModel):
    """How many rows were not sent for a reason."""

    reason: str = Field(examples=["email_malformed"])
    count: int = Field(examples=[38])


class Rejects(Page):
    """A page of a run's rejects."""

    rejects: list[Reject]
    reasons: list[Reason] | None = Field(
        description="Counts of all rejects, whatever the filter; null after the first page."
    )


def _check_reason(reason: str) -> str:
    if reason not in REASONS:
        raise ValueError(f"Write one of {', '.join(REASONS)}")
    return reason


class RejectQuery(PageQuery):
    """Query of the rejects of a run."""

    reason: Annotated[str | None, AfterValidator(_check_reason), Field(json_schema_extra={"enum": [*REASONS]})] = Field(
        None, description="Only rows with this reason."
    )


async def read_rejects(call: Call, run_id: str) -> File:
    """Download the rejects file. Refused (409) while the run is active; 404 after the file was deleted."""
    return await _download(call, run_id, layout.REJECTS, HEADER)


async def read_shared(call: Call, run_id: str) -> File:
    """Download the identifiers that several people share, a line for each person."""
    return await _download(call, run_id, layout.SHARED_IDENTIFIERS, SHARED_HEADER)


async def read_not_subscribed(call: Call, run_id: str) -> File:
    """Download who says yes in the segment, but opted out at Klaviyo: a line for each channel of a person."""
    return await _download(call, run_id, layout.NOT_SUBSCRIBED, NOT_SUBSCRIBED_HEADER)


async def list_rejects(call: Call, run_id: str, query: RejectQuery) -> Rejects:
    """List the rejects of a run in pages. The first page also counts the rejects by reason."""
    run = await _find_ended(call, run_id)
    first = _row_number(query.cursor)
    page: list[Reject] = []
    counts: Counter[str] = Counter()
    following: str | None = None
    number = -1
    async for row in _rows(call.context, run):
        number += 1
        counts[row["reason"]] += 1
        if number < first or query.reason not in (None, row["reason"]):
            continue
        if len(page) < query.limit:
            page.append(Reject.model_validate(row))
        else:
            following = following or str(number)
            if query.cursor:
                break
    reasons = [Reason(reason=name, count=count) for name, count in counts.most_common()]
    return Rejects(
        rejects=page,
        next_cursor=cursor_text({"RowKey": following} if following else None),
        reasons=None if query.cursor else reasons,
    )


async def _find_ended(call: Call, run_id: str) -> Run:
    run = (await find_run(call.context, run_id)).value
    await check_can_manage(call.context, call.caller, run.export)
    if not run.state.final:
        raise Conflict("The run is still active; its rejects file is written when it ends.")
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
            raise TooLarge(f"The file is too large for the API. Download it from storage: {files.path(kind)}.")
        yield piece
    days = context.settings.personal_data_days
    if not total and run.queued_at < now() - timedelta(days=days):
        raise NotFound(f"Files with personal data are deleted after {days} days (setting PERSONAL_DATA_DAYS).")


async def _rows(context: Context, run: Run) -> AsyncIterator[dict[str, str]]:
    """Yield the rows. No field of the file holds a line break (shared/planning/rejects.py), so each line is a row."""
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    rest, header = "", True
    async for piece in _file(context, run):
        *lines, rest = (rest + decode(piece)).split("\r\n")
        for fields in csv.reader(lines[1:] if header and lines else lines):
            # A file that an older version wrote has fewer columns.
            yield dict(zip(COLUMNS, fields, strict=False))
        header = header and not lines


def _row_number(cursor: dict[str, str] | None) -> int:
    text = (cursor or {}).get("RowKey", "0")
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise Invalid("cursor: This cursor is not one that this API returned.", field="cursor")
    return int(text)
