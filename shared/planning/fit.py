"""Whether a segment fits on one instance, from what is known before anything is read; else how it is divided.

What counts is temporary disk. Memory is limited whatever the size: DuckDB writes to disk what does not fit into
PREPARE_MEMORY_MB, and rows or row groups that are too long for it end the run with an error of their own.

The estimates are in bytes of the staged form and are upper limits for usual segments. Measured on 2026-11-26 by staging
200,000 people (`local.samples`, DuckDB 2.0.0), in bytes staged for each byte of the file, and the factor used:

    CSV, 12 columns sent            0.74, 111 bytes a row      1
    CSV, 40 columns of few values   0.68, 176 bytes a row      1
    CSV, 43 columns, of which 2     32 bytes a row of 461      56: what these columns have in the first rows, with a
      are sent; 12; all             138; 526                   margin, and at least as in Parquet; 172; 461
    CSV in gzip, Zstandard          2.1, 2.2                   what its beginning expands to (2.9)
    JSON Lines, 12 columns          0.35                       0.5: keys are not staged
    JSON Lines, 43, of which 2; 12  32, 138 bytes of 1,337     56, 188, in the same way
    Excel workbook, 12 columns      1.1                        2
    Parquet, 12 columns             3.0, 111 bytes a row       40 bytes a row and 8 a value (136), or what the columns
    Parquet, 40 columns             16, 176 bytes a row        that are sent have before compression
    the email address alone        21 bytes a row             48, of text at most that of the whole file

Beside it, preparing needs an index of 8 bytes a row, and spills: in all 1.0 to 1.5 times the staged form (twice for 40
columns of Parquet). Where an estimate was too low, the disk's limit is noticed while reading; the run is divided then
(shared/runs/prepare.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from shared.domain.base import new_id
from shared.domain.split import MAX_BUCKETS, Split, Stage
from shared.errors import SegmentTooLarge
from shared.planning.database import HASHED_BY
from shared.planning.prepared_rows import WINDOW_BYTES
from shared.planning.selected_parts import member_parts
from shared.planning.temp_disk import MEGABYTE
from shared.segments.part_schema import NO_VALUES, JsonLines, Parquet, Part, RowSample, SentValues, TextForm, Workbook
from shared.texts import text

JSON_LINES = 0.5
WORKBOOK = 2
"""How many times its size a file is staged at most, usually."""
ROW_BYTES = 40
VALUE_BYTES = 8
"""Of a Parquet file, whose number of rows is known: bytes of a row, and of each value of it that is sent."""
SAMPLE_MARGIN = 1.25
"""The first rows of a text may have shorter values than the others."""
CHANGE_BYTES = 80
MEMBER_BYTES = 45
"""Of a row of a Parquet file: its key in a table of changes (43 bytes staged, and 44 spilled to find the latest), and
the key that is compared with those of members (39 bytes)."""
PERSON_BYTES = 40
"""Of a snapshot, in its file and in memory that is spilled."""
WORKING = 1.3
"""What preparing needs beside the staged rows: the index, and what is spilled."""
ROW_LOG_BYTES = 2 * WINDOW_BYTES
"""Of a window of the row log: its file, and what is sorted."""
SURELY = 3
"""So many times the disk is an estimate that no usual table fits into."""
PARTS_OF_DISK = 4
"""So many times a partition or a bucket fits: its rows, a copy by bucket, what is downloaded and spilled."""
SLICES_OF_DISK = 8
UNDIVIDED_BYTES = 15_000_000_000
"""What one instance reads in 22 minutes, at 77,000 rows of 152 bytes a second and core (docs/scale.md): an invocation
ends after 25 minutes."""


def estimate(part: Part, sent: SentValues) -> int:
    """Return how many bytes the rows of a part take at most, usually, when they are staged with these values."""
    form = part.form
    if isinstance(form, Parquet):
        sizes = dict(zip(form.names, part.column_sizes, strict=False))
        share = sum(sizes.get(name, 0) for name in sent.columns) / sum(sizes.values()) if any(sizes.values()) else 1
        unpacked = sum(group.size for group in part.row_groups) * share
        rows = part.rows or 0
        return max(int(unpacked), rows * (ROW_BYTES + VALUE_BYTES * sent.number)) + rows * _key_bytes(part)
    size = part.span.last - part.span.first if part.span else part.source.size
    if isinstance(form, Workbook):
        return size * WORKBOOK
    unpacked = size * part.expansion
    whole = int(unpacked * (JSON_LINES if isinstance(form, JsonLines) else 1))
    if part.sample is None:
        return whole
    return min(whole, int(unpacked / part.sample.size * part.sample.rows * _row_bytes(part, part.sample, sent)))


def _row_bytes(part: Part, sample: RowSample, sent: SentValues) -> float:
    """Return how many bytes a row of a text is staged in at most, usually: at least as many as one of Parquet."""
    values = sum(sample.column_sizes.get(name, 0) for name in sent.columns) / sample.rows
    return max(values * SAMPLE_MARGIN, ROW_BYTES + VALUE_BYTES * sent.number) + _key_bytes(part)


def divide(
    parts: Sequence[Part],
    sent: SentValues,
    *,
    people: int,
    disk_mb: int,
    row_log: bool = False,
    stages: Sequence[Stage] = tuple(Stage),
    times: int = 1,
    whole: bool = True,
) -> Split | None:
    """Return how the preparation of these parts is divided, or None if it fits into `disk_mb`.

    `people` are those of the snapshot to compare with, `row_log` whether the run keeps one, `stages` those that it
    needs. With `whole` false it is divided in any case, and the estimate counts `times`. Raises SegmentTooLarge where
    it does not even fit when it is divided.
    """
    disk = disk_mb * MEGABYTE
    estimates = [estimate(part, sent) for part in parts] + [estimate(part, NO_VALUES) for part in member_parts(parts)]
    staged = times * sum(estimates)
    logged = min(staged, ROW_LOG_BYTES) if row_log else 0
    if whole and staged * WORKING + people * PERSON_BYTES + logged <= disk:
        return None
    if any(part.path for part in parts):
        raise SegmentTooLarge(text("disk-one-piece", limit=disk_mb))
    share = disk // PARTS_OF_DISK
    buckets = max(2, _power_of_two(-(-(staged + people * PERSON_BYTES) // share)))
    if buckets > MAX_BUCKETS:
        raise SegmentTooLarge(
            text("disk-total", needed=staged // MEGABYTE, pieces=MAX_BUCKETS, piece=share // MEGABYTE)
        )
    return Split(
        key=new_id("p"),
        partition_bytes=share,
        slice_bytes=max(1, disk // SLICES_OF_DISK),
        buckets=buckets,
        groups=max(1, buckets // 4),
        hashed_by=HASHED_BY,
        stages=list(stages),
    )


def check_select(parts: Sequence[Part], columns: Callable[[str], bool], disk_mb: int) -> None:
    """Raise SegmentTooLarge if the tables of a SELECT surely do not fit: they are copied before it runs.

    `columns` tells whether it reads a column of that name.
    """
    needed = 0
    for part in parts:
        names = frozenset(filter(columns, part.names))
        needed += estimate(part, SentValues(len(names), names))
    if needed > SURELY * disk_mb * MEGABYTE:
        raise SegmentTooLarge(text("disk-one-piece", limit=disk_mb))


def check_undivided(part: Part, sent: SentValues) -> None:
    """Raise SegmentTooLarge if one instance cannot read the part in one invocation, and it cannot be divided."""
    least = int(part.source.size * part.expansion) if isinstance(part.form, TextForm) else estimate(part, sent)
    if least > UNDIVIDED_BYTES:
        raise SegmentTooLarge(
            text("file-indivisible", blob=part.source.blob, size=least // MEGABYTE, limit=UNDIVIDED_BYTES // MEGABYTE)
        )


def partitions(parts: Sequence[Part], sent: SentValues, partition_bytes: int) -> list[tuple[int, int]]:
    """Return ranges [first, last) of parts that are read as one piece each: one part, or as many as stay below."""
    edges, total = [0], 0
    for number, part in enumerate(parts):
        size = estimate(part, sent)
        if number > edges[-1] and total + size > partition_bytes:
            edges.append(number)
            total = 0
        total += size
    return list(pairwise([*edges, len(parts)]))


def _key_bytes(part: Part) -> int:
    """Return how many bytes of each row the keys take that are staged beside the values."""
    changes = CHANGE_BYTES if part.form.change_log else 0
    members = MEMBER_BYTES if part.selection and part.selection.key else 0
    return changes + members


def _power_of_two(least: int) -> int:
    return 1 << max(0, least - 1).bit_length()
