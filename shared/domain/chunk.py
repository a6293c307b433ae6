"""A chunk: at most 10,000 profiles, one Klaviyo import job.

A run's kept rows stand in a fixed order, 0 … kept-1 (the *ordinals*; the run's index file says which blob and line
each came from). A chunk is the range [first, last) of them, less those in `skipped`: the profiles that Klaviyo
refused. So what a chunk holds can always be told from its record alone, however often it was cut down.
"""

from __future__ import annotations

from collections.abc import Sequence
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


HALVINGS_WITHOUT_SUCCESS = 3
"""So often is a chunk halved while Klaviyo accepts no part of it: 8 parts, 15 requests in all."""
MAX_PARTS = 300
"""Parts that one chunk is split into at most: two minutes of the account's window."""


class NextStep(StrEnum):
    """What becomes of a chunk that Klaviyo refused as a whole, without naming a profile."""

    SPLIT = "split"
    REJECT = "reject"
    """It is one profile, and another part of the chunk was accepted: it is this one that Klaviyo does not take."""
    WAIT = "wait"
    """Whether any part is accepted is not known yet."""
    GIVE_UP = "give_up"


class Chunk(Record):
    """`name` is its place among the run's chunks and the name of its blob: `00017`, halves `00017.0`, `00017.1`.

    `revision` counts the bodies made for it: `00017.json.zst`, then `00017.r1.json.zst` after profiles were left out.
    `packed`: they are packed with Zstandard, as all are but those that the first version of the app left behind.
    `skipped` has bit i set where ordinal first+i is left out. `claimed_until` guards the time between asking and
    recording: no other delivery posts the chunk before then. `not_before` is when Klaviyo wants to be asked again.
    `missing_since` is when it first said that the list (of a chunk that is ready) or the job does not exist.
    `refusal` are its words where it refused the chunk as a whole, and what follows is not decided yet, or the chunk
    failed for it. `maybe_accepted`: an earlier request with these profiles, in this chunk or in the one that it was
    split from, got no answer.
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
    not_before: Instant | None = None
    missing_since: Instant | None = None
    refusal: str | None = None
    maybe_accepted: bool = False
    attempts: int = 0
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
    def retried(self) -> bool:
        """An earlier request with its profiles than the present one got no answer: Klaviyo may have accepted them."""
        return self.maybe_accepted or self.attempts > 1

    @property
    def surely_refused(self) -> bool:
        """Klaviyo refused it as a whole, so that none of its profiles was accepted."""
        return self.state is ChunkState.FAILED and self.refusal is not None and not self.retried

    @property
    def body_name(self) -> str:
        """The blob of its newest body, below the run's chunks folder."""
        revision = f".r{self.revision}" if self.revision else ""
        return f"{self.name}{revision}.json{'.zst' if self.packed else ''}"

    def ordinals(self) -> list[int]:
        """The ordinals of its profiles, in the order of the body."""
        return [n for n in range(self.first, self.last) if not self.skipped >> (n - self.first) & 1]

    @property
    def depth(self) -> int:
        """How often it was halved: 0 for a chunk as it was cut."""
        return self.name.count(".")

    @property
    def root(self) -> str:
        """The name of the chunk, as it was cut, that this is a part of."""
        return self.name.partition(".")[0]

    def after_refusal(self, family: Sequence[Chunk]) -> NextStep:
        """Return what follows when Klaviyo refuses it as a whole. `family` are all parts of the chunk as it was cut.

        Halving finds a bad profile only while some part is accepted. Where three halvings in a row find none, it is
        not the profiles (or nearly all of them), and going on would cost the account's window for nothing.
        """
        names = self.name.split(".")
        ancestor = ".".join(names[: max(1, len(names) - HALVINGS_WITHOUT_SUCCESS)])
        near = [part for part in family if part.name == ancestor or part.name.startswith(ancestor + ".")]
        if any(part.job_id for part in near):
            if self.profiles == 1:
                return NextStep.REJECT
            return NextStep.SPLIT if len(family) + 2 <= MAX_PARTS else NextStep.GIVE_UP
        if self.profiles > 1 and self.depth < HALVINGS_WITHOUT_SUCCESS:
            return NextStep.SPLIT
        undecided = any(p.state is ChunkState.READY and not p.refusal for p in near if p.name != self.name)
        return NextStep.WAIT if undecided else NextStep.GIVE_UP

    def without(self, indexes: set[int]) -> int:
        """`skipped`, with the profiles at these indexes of the present body added."""
        skipped = self.skipped
        for index, ordinal in enumerate(self.ordinals()):
            if index in indexes:
                skipped |= 1 << (ordinal - self.first)
        return skipped
