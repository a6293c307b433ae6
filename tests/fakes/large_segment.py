"""A segment that is large for its app: with PREPARE_DISK_MB = 16 its preparation is split."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Mapping, Sequence

from tests.fakes.small_app import SmallApp

COLUMNS = ("Email", "Name", "City", "Phone", "Id", "Yes", "Padding")
LITTLE_DISK = {"PREPARE_DISK_MB": "16"}
PADDED, PADDED_ROWS = 2, 300


PADDING = "x" * 22_000
"""Of a column that is not sent, so that a part is large: a compressed one counts as what its beginning expands to."""


def put(app: SmallApp, parts: Sequence[Sequence[Mapping[str, str]]], name: str = "People") -> None:
    """Store rows as the compressed parts of a segment; the first PADDED are large."""
    for key in [key for key in app.context.segments.blobs if key.startswith(f"{name}/")]:
        del app.context.segments.blobs[key]
    for number, rows in enumerate(parts):
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, COLUMNS, restval="")
        writer.writeheader()
        if number < PADDED:
            for row in range(PADDED_ROWS):
                email = f"padded{number}.{row % 3}@example.com"
                writer.writerow({"Email": email, "Padding": PADDING})
        writer.writerows(rows)
        app.context.segments.blobs[f"{name}/{number}.csv.gz"] = gzip.compress(out.getvalue().encode(), 1, mtime=0)
