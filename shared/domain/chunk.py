"""A chunk: at most 10,000 profiles, one Klaviyo import job.

A run's kept rows stand in a fixed order, 0 … kept-1 (the *ordinals*; the run's index file says which blob and line
each came from). A chunk is the range [first, last) of them, less those in `skipped`: the profiles that Klaviyo
refused. So what a chunk holds can always be told from its record alone, however often it was cut down.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from shared.domain.base import Instant, Record


class ChunkState(StrEnum):
    """`ready` → `uploaded` → `imported`; or `failed`, `canceled`, or `split` into two that take its place."""

    READY = "ready"
    UPLOADED = "uploaded"
    IMPORTED = "imported"
    FAILED = "failed"
    CANCELED = "canceled"
    SPLIT = "split"


class Chunk(Record):
    """`name` is its place among the run's chunks and the name of its blob: `00017`, halves `00017.0`, `00017.1`.

    `revision` counts the bodies made for it: `00017.json.zst`, then `00017.r1.json.zst` after profiles were left out.
    `packed`: they are packed with Zstandard, as all are but those that the first version of the app left behind.
    `skipped` has bit i set where ordinal first+i is left out. `claimed_until` guards the time between asking and
    recording: nobody else posts the chunk before then.
    """

    SCHEMA: ClassVar[int] = 2
    """2: `packed`, which an older app would not know how to send."""

    run_id: str
    name: str
    first: int
    last: int
    profiles: int
    bytes: int
    state: ChunkState = ChunkState.READY
    revision: int = 0
    skipped: int = 0
    job_id: str | None = None
    posted_at: Instant | None = None
    claimed_until: Instant | None = None
    tries: int = 0
    accepted: int = 0
    failed: int = 0
    rejected: int = 0
    error: str | None = None
    packed: bool = False

    @property
    def settled(self) -> bool:
        """Nothing more will happen to it."""
        return self.state not in (ChunkState.READY, ChunkState.UPLOADED)

    @property
    def body_name(self) -> str:
        """The blob of its newest body, below the run's chunks folder."""
        revision = f".r{self.revision}" if self.revision else ""
        return f"{self.name}{revision}.json{'.zst' if self.packed else ''}"

    def ordinals(self) -> list[int]:
        """The ordinals of its profiles, in the order of the body."""
        return [n for n in range(self.first, self.last) if not self.skipped >> (n - self.first) & 1]

    def without(self, indexes: set[int]) -> int:
        """`skipped`, with the profiles at these indexes of the present body added."""
        skipped = self.skipped
        for index, ordinal in enumerate(self.ordinals()):
            if index in indexes:
                skipped |= 1 << (ordinal - self.first)
        return skipped
