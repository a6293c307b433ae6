"""A run's rejects, as their file and page by page. They hold personal data: for whoever manages the export."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any

from shared.api.access import check_may_manage
from shared.api.auth import Principal
from shared.api.http import Request, Response, answer
from shared.api.paging import cursor_text, page_of
from shared.api.runs import find_run
from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.storage_layout import StoredData
from shared.errors import Conflict, Invalid, NotFound, TooLarge
from shared.planning.rejects import HEADER, REASONS, SHARED_HEADER

MAX_DOWNLOAD = 64 * 1024 * 1024
COLUMNS = HEADER.strip().split(",")


async def read_rejects(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """The rejects file, for whoever may run the export: it holds personal data.

    Raises Conflict while the run is going on, NotFound where the file was deleted when its time was over.
    """
    return await _download(context, await _ended(context, who, id), layout.REJECTS, HEADER)


async def read_shared(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """Phone numbers and external ids that several people share, a line for each of them; for the same people."""
    return await _download(context, await _ended(context, who, id), layout.SHARED_IDENTIFIERS, SHARED_HEADER)


async def list_rejects(context: Context, request: Request, who: Principal, id: str) -> Response:  # noqa: A002
    """The same rows page by page; `?reason=`. The first page says how often there is which reason."""
    run = await _ended(context, who, id)
    page, reason = page_of(request), request.query.get("reason")
    if reason not in (None, *REASONS):
        raise Invalid(f"reason is one of {', '.join(REASONS)}.", field="reason")
    first = _row_number(page.cursor)
    shown: list[dict[str, Any]] = []
    reasons: Counter[str] = Counter()
    following: str | None = None
    number = -1
    async for row in _rows(context, run):
        number += 1
        reasons[row["reason"]] += 1
        if number < first or reason not in (None, row["reason"]):
            continue
        if len(shown) < page.limit:
            shown.append(row | {"line": int(row["line"])})
        else:
            following = following or str(number)
            if page.cursor:
                break
    counted = [{"reason": name, "count": count} for name, count in reasons.most_common()]
    return answer(
        {
            "rejects": shown,
            "next_cursor": cursor_text({"RowKey": following} if following else None),
            "reasons": None if page.cursor else counted,
        }
    )


async def _ended(context: Context, who: Principal, identifier: str) -> Run:
    run = (await find_run(context, identifier)).value
    await check_may_manage(context, run.export, who)
    if not run.state.final:
        raise Conflict("The run is still going on; its rejects file is written at the end.")
    return run


async def _download(context: Context, run: Run, kind: StoredData, header: str) -> Response:
    body = b"".join([piece async for piece in _file(context, run, kind)])
    stem = PurePosixPath(kind.name).stem
    headers = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{stem}-{run.id}.csv"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(200, body or header.encode(), headers)


async def _file(context: Context, run: Run, kind: StoredData = layout.REJECTS) -> AsyncIterator[bytes]:
    files, total = context.run_files(run.id), 0
    async for piece in files.stream(kind):
        total += len(piece)
        if total > MAX_DOWNLOAD:
            raise TooLarge(f"The file is too large to be sent here. It is in storage as {files.path(kind)}.")
        yield piece
    days = context.settings.personal_data_days
    if not total and run.queued_at < now() - timedelta(days=days):
        raise NotFound(f"Files with personal data are deleted after {days} days (setting PERSONAL_DATA_DAYS).")


async def _rows(context: Context, run: Run) -> AsyncIterator[dict[str, str]]:
    """No field of the file holds a line break (shared/planning/rejects.py), so each line is a row."""
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    rest, header = "", True
    async for piece in _file(context, run):
        *lines, rest = (rest + decode(piece)).split("\r\n")
        for fields in csv.reader(lines[1:] if header and lines else lines):
            yield dict(zip(COLUMNS, fields, strict=True))
        header = header and not lines


def _row_number(cursor: dict[str, str] | None) -> int:
    text = (cursor or {}).get("RowKey", "0")
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise Invalid("cursor is not one that this API gave.", field="cursor")
    return int(text)
