"""Read the kept profiles of a staged segment as Arrow buffers, in windows that fit into memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shared.planning.database import arrow_batches
from shared.planning.first_portion import join_portion
from shared.planning.identity_sql import IdentitySql
from shared.planning.staging_sql import assembled_profile

STRETCH = 1024
"""Rows that are never divided between windows."""
WINDOW_ROWS = 120 * STRETCH
WINDOW_BYTES = 16 * 1024 * 1024


def kept_profiles(db: Any, who: IdentitySql, *, first: bool | None = None) -> Iterator[tuple[memoryview, memoryview]]:
    """Yield the kept profiles in order, as Arrow buffers: n + 1 int32 offsets, and the bytes.

    A profile ends with a comma. `first`: only those of the first portion, or only the others (first_portion.py).
    `db` has the view `staged` and the tables of resolve.py and shared_identifiers.py.
    Raises TempDiskFull, SegmentTooLarge.
    """
    reviewed, shared = db.execute("SELECT (SELECT count(*) FROM phones), (SELECT count(*) FROM omitted)").fetchall()[0]
    # Two threads would return the rows in any order, and so would a join with its sides exchanged.
    db.execute("SET threads = 1")
    db.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
    for begin, end in _windows(db, first=first):
        query = _window(who, begin, end, first=first, reviewed=bool(reviewed), shared=bool(shared))
        batches = arrow_batches(db, query)
        if not _in_order(batches):
            # One thread and a join that fits into memory keep the order, but DuckDB does not guarantee it.
            batches = arrow_batches(db, query + " ORDER BY s.file_row_number")
        while batches:
            # Released before the next: two windows must not be in memory at once.
            yield _buffers(batches.pop(0))


def _window(who: IdentitySql, begin: int, end: int, *, first: bool | None, reviewed: bool, shared: bool) -> str:
    """Return the query for the kept ones among the staged rows [begin, end): row number, finished profile."""
    between = f">= {begin} AND {{0}} < {end}"
    only = _only(between.format("row"), first=first)
    staged = f"(SELECT * FROM staged {only} WHERE file_row_number {between.format('file_row_number')}) s"
    excluded = f"(SELECT row FROM excluded WHERE row {between.format('row')}) d"
    email, phone, external_id, joins = who.staged_email, "s.e164", "s.external_id", ""
    if reviewed:
        joins += f" LEFT JOIN (FROM phones WHERE text IN (SELECT phone FROM {staged})) p ON p.text = s.phone"
        phone = f"coalesce({phone}, p.e164)"
    if shared:
        # An identifier that several people share is not sent.
        joins += f" LEFT JOIN (SELECT * FROM omitted WHERE row {between.format('row')}) o ON o.row = file_row_number"
        phone = f"CASE WHEN o.phone THEN NULL ELSE {phone} END"
        external_id = f"CASE WHEN o.external_id THEN NULL ELSE {external_id} END"
        email = f"CASE WHEN o.email THEN NULL ELSE {email} END"
    profile = assembled_profile(
        who.kind,
        email=email,
        needs_review="s.needs_review",
        phone=phone,
        external_id=external_id,
        attributes="s.attributes",
        unset="s.unset",
    )
    return (
        f"SELECT s.file_row_number AS row, {profile} AS profile FROM {staged} "
        f"ANTI JOIN {excluded} ON d.row = s.file_row_number{joins}"
    )


def _only(within: str = ">= 0", *, first: bool | None) -> str:
    return "" if first is None else join_portion("file_row_number", within, first=first)


def _windows(db: Any, *, first: bool | None) -> Iterator[tuple[int, int]]:
    """Yield ranges of staged rows that fit into memory at once, whatever the size of the profiles."""
    stretches = db.execute(
        f"SELECT file_row_number // {STRETCH} AS stretch, sum(size) FROM staged {_only(first=first)} "
        "GROUP BY 1 ORDER BY 1"
    ).fetchall()
    begin, total = 0, 0
    for stretch, size in stretches:
        if total and (total + size > WINDOW_BYTES or stretch - begin >= WINDOW_ROWS // STRETCH):
            yield begin * STRETCH, stretch * STRETCH
            begin, total = stretch, 0
        total += size or 0
    if stretches:
        yield begin * STRETCH, (stretches[-1][0] + 1) * STRETCH


def _buffers(batch: Any) -> tuple[memoryview, memoryview]:
    _, offsets, data = batch.child(1).buffers
    return memoryview(offsets).cast("B").cast("i")[: len(batch) + 1], memoryview(data).cast("B")


def _in_order(batches: list[Any]) -> bool:
    last = -1
    for batch in batches:
        rows = memoryview(batch.child(0).buffers[1]).cast("B").cast("q")[: len(batch)].tolist()
        if rows[0] <= last or rows != sorted(rows):
            return False
        last = rows[-1]
    return True
