"""A segment that is large for its app: with PREPARE_DISK_MB = 16 its preparation is split."""

from __future__ import annotations

import base64
import csv
import gzip
import io
import random
from collections.abc import Mapping, Sequence
from functools import cache

from tests.fakes.small_app import SmallApp

COLUMNS = ("Email", "Name", "City", "Phone", "Id", "Yes", "Padding")
LITTLE_DISK = {"PREPARE_DISK_MB": "16"}
PADDED, PADDED_ROWS = 2, 300


@cache
def padding(number: int) -> str:
    """Return text that does not compress: a column that is not sent makes a part large."""
    return base64.b64encode(random.Random(number).randbytes(4_000)).decode()


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
                writer.writerow({"Email": email, "Padding": padding(number * PADDED_ROWS + row)})
        writer.writerows(rows)
        app.context.segments.blobs[f"{name}/{number}.csv.gz"] = gzip.compress(out.getvalue().encode(), 1, mtime=0)
