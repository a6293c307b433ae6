"""Files of rows and people that a run left: downloaded whole, or read in pages, and searched.

They have personal data: only who manages the export may see them. A search names a person: it is in the body of a
request, never in its URL, which logs and browsers keep.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import StringConstraints

from shared.api.operations import Call, File
from shared.api.paging import PageBody, PageQuery, row_cursor, row_number
from shared.api.permissions import check_can_manage
from shared.api.runs import find_run
from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.base import NON_BLANK, now
from shared.domain.identity import Identity
from shared.domain.stored_data import StoredData
from shared.errors import Conflict, NotFound, TooLarge
from shared.planning.rejects import NOT_SUBSCRIBED_HEADER, SHARED_HEADER, without_guard
from shared.storage.stored_files import StoredFiles
from shared.texts import text

MAX_DOWNLOAD_BYTES = 64 * 1024 * 1024
MAX_SEARCH_CHARACTERS = 320

Row = dict[str, str]
"""A line of a file, by column."""

Search = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_SEARCH_CHARACTERS), NON_BLANK
]


def names(search: str, row: Row) -> bool:
    """Return whether a row has the line of that number, or an identifier that contains the text."""
    wanted = search.casefold()
    return wanted == row.get("line") or any(wanted in row.get(kind, "").casefold() for kind in Identity)


async def read_shared(call: Call, run_id: str) -> File:
    """Download the identifiers that several people share, a line for each person."""
    return await download(call, run_id, layout.SHARED_IDENTIFIERS, SHARED_HEADER)


async def read_not_subscribed(call: Call, run_id: str) -> File:
    """Download who says yes in the segment, but opted out in Klaviyo: a line for each channel of a person."""
    return await download(call, run_id, layout.NOT_SUBSCRIBED, NOT_SUBSCRIBED_HEADER)


async def find_ended_run(call: Call, run_id: str) -> Run:
    """Return a run that has ended, if the caller manages its export. Raises NotFound, Forbidden, Conflict."""
    run = (await find_run(call.context, run_id)).value
    await check_can_manage(call.context, call.caller, run.export)
    if not run.state.final:
        raise Conflict(text("rejects-not-written"))
    return run


async def download(call: Call, run_id: str, kind: StoredData, header: str) -> File:
    """Return the whole file; the header alone where the run wrote none."""
    run = await find_ended_run(call, run_id)
    body = b"".join([piece async for piece in _file(call.context, run, kind)])
    return File(f"{PurePosixPath(kind.name).stem}-{run.id}.csv", body or header.encode())


async def bounded(files: StoredFiles, kind: StoredData, **names: str) -> AsyncIterator[bytes]:
    """Yield a file in pieces: none if there is none. Raises TooLarge where it is larger than the API sends."""
    total = 0
    async for piece in files.stream(kind, **names):
        total += len(piece)
        if total > MAX_DOWNLOAD_BYTES:
            raise TooLarge(text("file-too-large", path=files.path(kind, **names)))
        yield piece


async def _file(context: Context, run: Run, kind: StoredData) -> AsyncIterator[bytes]:
    exists = False
    async for piece in bounded(context.run_files(run.id), kind):
        exists = True
        yield piece
    days = context.settings.personal_data_days
    if not exists and run.queued_at < now() - timedelta(days=days):
        raise NotFound(text("personal-data-deleted", days=days))


async def rows_of(context: Context, run: Run, kind: StoredData) -> AsyncIterator[Row]:
    """Yield the rows. No field of the file holds a line break (shared/planning/rejects.py), so each line is a row."""
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    rest, columns = "", list[str]()
    async for piece in _file(context, run, kind):
        *lines, rest = (rest + decode(piece)).split("\r\n")
        if lines and not columns:
            columns = lines.pop(0).split(",")
        for fields in csv.reader(lines):
            # Files of earlier versions have fewer columns than lines of this one, never more.
            yield dict(zip(columns, map(without_guard, fields), strict=False))


async def page_of_rows[R](
    rows: AsyncIterator[R], page: PageQuery | PageBody, accepts: Callable[[R], bool] = lambda _row: True
) -> tuple[list[R], str | None]:
    """Return a page of the rows that are accepted, and the cursor of the next page. Raises Invalid."""
    first, number = row_number(page.cursor), -1
    found: list[R] = []
    async for row in rows:
        number += 1
        if number < first or not accepts(row):
            continue
        if len(found) == page.limit:
            return found, row_cursor(number)
        found.append(row)
    return found, None
