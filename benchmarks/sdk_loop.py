"""The official SDK in a loop: what an engineer would write first. Rows of a CSV file → bodies of 10,000 → the SDK.

`python -m benchmarks.sdk_loop FILE [URL]`: post to URL, or only build and serialise the bodies.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from contextlib import suppress
from itertools import batched
from pathlib import Path
from typing import Any

from klaviyo_api import KlaviyoAPI

from local.klaviyo import MAIN_KEY
from local.samples import MAPPING

LIST_ID = "SIMLST"


class Serialise:
    """Takes the place of the SDK's REST client: serialises the body as it does, and sends nothing."""

    def __init__(self) -> None:
        self.bytes = 0

    def request(self, *_: str, body: Any = None, **_named: Any) -> Any:
        self.bytes += len(json.dumps(body))
        raise Sent


class Sent(Exception):
    """The body was made."""


def profile(row: dict[str, str]) -> dict[str, Any]:
    attributes: dict[str, Any] = {}
    for field, column in MAPPING.items():
        if isinstance(column, dict):
            attributes[field] = {name: row[c] for name, c in column.items() if row[c]}
        elif row[column]:
            if field.startswith("location."):
                attributes.setdefault("location", {})[field.removeprefix("location.")] = row[column]
            else:
                attributes[field] = row[column]
    return {"type": "profile", "attributes": attributes}


def body(rows: tuple[dict[str, str], ...], list_id: str) -> dict[str, Any]:
    return {
        "data": {
            "type": "profile-bulk-import-job",
            "attributes": {"profiles": {"data": [profile(row) for row in rows]}},
            "relationships": {"lists": {"data": [{"type": "list", "id": list_id}]}},
        }
    }


def main(file: str, url: str | None, list_id: str) -> None:
    api = KlaviyoAPI(MAIN_KEY, max_retries=1, **({"test_host": url} if url else {}))
    if url is None:
        api.api_client.rest_client = Serialise()
    began, sent = time.perf_counter(), 0
    with Path(file).open(newline="", encoding="utf-8") as source:
        for rows in batched(csv.DictReader(source), 10_000, strict=False):
            with suppress(Sent):
                api.Profiles.bulk_import_profiles(body(rows, list_id))
            sent += len(rows)
    seconds = time.perf_counter() - began
    print(json.dumps({"profiles": sent, "seconds": seconds}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 and sys.argv[2] else None, LIST_ID)
