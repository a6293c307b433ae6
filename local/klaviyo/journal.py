"""What was asked and what came of it. Keys are never in it, only the account they belong to."""

from __future__ import annotations

import time
from collections import Counter, deque
from dataclasses import asdict, dataclass
from typing import Any

KEPT = 20_000


@dataclass(slots=True)
class Entry:
    """`at` is seconds since 1970; `status` is None where the connection was cut without one; `endpoint` is
    the operation id; `fault` the action of the rule that fired.
    """

    n: int
    at: float
    method: str
    path: str
    query: str
    status: int | None = None
    endpoint: str | None = None
    account: str | None = None
    body_bytes: int = 0
    body_sha256: str | None = None
    profiles: int | None = None
    fault: str | None = None


class Journal:
    """The last requests, and counts of all of them."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._count = 0
        self.by_endpoint: Counter[tuple[str, str]] = Counter()

    def open(self, method: str, path: str, query: str) -> Entry:
        self._count += 1
        entry = Entry(self._count, time.time(), method, path, query)
        self._entries.append(entry)
        return entry

    def close(self, entry: Entry) -> None:
        status = "cut" if entry.status is None else str(entry.status)
        self.by_endpoint[entry.endpoint or "unknown", status] += 1

    def after(self, number: int) -> list[dict[str, Any]]:
        return [asdict(entry) for entry in self._entries if entry.n > number]
