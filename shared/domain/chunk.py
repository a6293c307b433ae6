"""A chunk: at most 10,000 profiles, one Klaviyo import job.

The kept rows of a run have a fixed order, 0 … kept-1 (the *ordinals*; the run's index file maps each to its blob and
line). A chunk is the range [first, last) of ordinals, without those in `skipped`: the profiles that Klaviyo refused.
So the record alone tells which rows a chunk holds, however often it was split.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from shared.domain.base import Instant
from shared.domain.work_item import WorkItem
from shared.texts import Text

MAX_REASON_LENGTH = 1000
"""Characters of an error text that are kept on a record."""


NOT_AT_KLAVIYO = "not_found"
"""Replaces Klaviyo's message about a profile that it does not have."""


class ChunkState(StrEnum):
    """`ready` → `uploaded` → `imported`; or `failed`, `canceled`, or `split` into two halves that replace it."""

    READY = "ready"
    UPLOADED = "uploaded"
    IMPORTED = "imported"
    FAILED = "failed"
    CANCELED = "canceled"
    SPLIT = "split"


HALVINGS_WITHOUT_SUCCESS = 3
"""How often a chunk is halved while Klaviyo accepts no part of it: 8 parts, 15 requests in all."""
MAX_PARTS = 300
"""Parts that one chunk is split into at most: two minutes of the account's rate window."""
MAX_REVISIONS = 200
"""How often refused profiles are removed from one chunk. A Klaviyo that names all of them at once needs one."""


class NextStep(StrEnum):
    """What follows when Klaviyo refuses a chunk as a whole, without naming a profile."""

    SPLIT = "split"
    REJECT = "reject"
    """The chunk is one profile, and another part was accepted: Klaviyo does not accept this profile."""
    WAIT = "wait"
    """It is not known yet whether any part is accepted."""
    GIVE_UP = "give_up"


class Chunk(WorkItem):
    """One Klaviyo import job.

    name         its place among the run's chunks and the name of its blob: `00017`, halves `00017.0`, `00017.1`
    revision     how many bodies were made for it: `00017.json.zst`, then `00017.r1.json.zst` without refused profiles
    skipped      a bit mask: bit i is set where ordinal first+i is left out
    job_id       Klaviyo's import job; a chunk that has one is never posted again
    posted_at    when Klaviyo accepted the body
    refusal      Klaviyo's message where it refused the chunk as a whole, and what follows is not decided yet, or the
                 chunk failed for it
    maybe_accepted    an earlier request with these profiles, in this chunk or its parent, got no answer
    looked_up_at    in mode update: since when it is known that Klaviyo has all of its profiles
    accepted, failed, rejected    profiles by outcome
    not_found    those of the rejected that Klaviyo does not have
    error        why the chunk failed
    """

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
    refusal: str | None = None
    maybe_accepted: bool = False
    accepted: int = 0
    failed: int = 0
    rejected: int = 0
    not_found: int = 0
    looked_up_at: Instant | None = None
    error: Text | None = None

    @property
    def is_open(self) -> bool:
        """The chunk waits to be posted."""
        return self.state is ChunkState.READY

    @property
    def settled(self) -> bool:
        """The chunk has its outcome."""
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
        """The blob of its newest body, in the run's chunks folder."""
        revision = f".r{self.revision}" if self.revision else ""
        return f"{self.name}{revision}.json.zst"

    @property
    def depth(self) -> int:
        """How often it was halved: 0 for a chunk as it was cut."""
        return self.name.count(".")

    @property
    def root(self) -> str:
        """The name of the chunk, as it was cut, that this is a part of."""
        return self.name.partition(".")[0]

    def ordinals(self) -> list[int]:
        """Return the ordinals of its profiles, in the order of the body."""
        return [n for n in range(self.first, self.last) if not self.skipped >> (n - self.first) & 1]

    def uploaded(self, job_id: str, at: datetime) -> Chunk:
        """Record the import job that Klaviyo created for the body."""
        self.require(self.state is ChunkState.READY, "uploaded")
        return self._moved_to(ChunkState.UPLOADED, job_id=job_id, posted_at=at, missing_since=None)

    def imported(self, failed: int) -> Chunk:
        """Record that the import job is complete and `failed` of the profiles could not be imported."""
        self.require(self.state is ChunkState.UPLOADED and 0 <= failed <= self.profiles, "imported")
        return self._moved_to(ChunkState.IMPORTED, accepted=self.profiles - failed, failed=failed)

    def given_up(self, reason: Text, *, refusal: str | None = None) -> Chunk:
        """Record that none of its profiles counts as accepted, and why.

        `refusal` is Klaviyo's message where it refused the chunk as a whole.
        """
        self.require(not self.settled, "failed")
        return self._moved_to(
            ChunkState.FAILED,
            failed=self.profiles,
            error=reason,
            refusal=refusal[:MAX_REASON_LENGTH] if refusal else self.refusal,
        )

    def canceled(self, at: datetime) -> Chunk:
        """Withdraw a chunk that no worker is posting."""
        self.require(self.state is ChunkState.READY and not self.is_claimed(at), "canceled")
        return self._moved_to(ChunkState.CANCELED, failed=self.profiles)

    def undecided(self, refusal: str, at: datetime) -> Chunk:
        """Keep Klaviyo's refusal until it is known whether another part is accepted. Not counted as an attempt."""
        return self.released(at, counted=False).model_copy(update={"refusal": refusal[:MAX_REASON_LENGTH]})

    def without_profiles(self, indexes: Collection[int], size: int) -> Chunk:
        """Return the chunk without the refused profiles at these indexes of the present body.

        `size` is the length in bytes of the new body; a chunk without any profile left is imported.
        """
        self.require(self.state is ChunkState.READY and bool(indexes), "rewritten")
        ordinals = self.ordinals()
        skipped = self.skipped
        for index in indexes:
            skipped |= 1 << (ordinals[index] - self.first)
        left = len(ordinals) - len(set(indexes))
        return self._moved_to(
            ChunkState.READY if left else ChunkState.IMPORTED,
            revision=self.revision + 1,
            skipped=skipped,
            profiles=left,
            bytes=size,
            rejected=self.rejected + len(set(indexes)),
            refusal=None,
            maybe_accepted=self.retried,
            # Only attempts without progress count.
            attempts=0,
        )

    def looked_up(self, at: datetime) -> Chunk:
        """Record that Klaviyo has all of its profiles, as of that time. Not counted as an attempt to post it."""
        self.require(self.state is ChunkState.READY, "looked up")
        return self._moved_to(ChunkState.READY, looked_up_at=at, attempts=max(0, self.attempts - 1))

    def without_unknown(self, indexes: Collection[int], size: int, at: datetime) -> Chunk:
        """Return the chunk without the profiles that Klaviyo does not have, as `without_profiles`."""
        smaller = self.without_profiles(indexes, size)
        return smaller.model_copy(update={"looked_up_at": at, "not_found": self.not_found + len(set(indexes))})

    def split(self, sizes: tuple[int, int]) -> Split:
        """Replace the chunk by two halves whose bodies have `sizes` bytes.

        Profiles that were rejected earlier stay with the parent, so that they are counted once.
        """
        self.require(self.state is ChunkState.READY and self.profiles > 1, "split")
        ordinals = self.ordinals()
        middle = len(ordinals) // 2
        parent = self._moved_to(ChunkState.SPLIT, profiles=0, refusal=None)
        first = self._half(0, self.first, ordinals[middle], middle, sizes[0])
        second = self._half(1, ordinals[middle], self.last, len(ordinals) - middle, sizes[1])
        return Split(parent, (first, second))

    def after_refusal(self, family: Sequence[Chunk]) -> NextStep:
        """Return what follows when Klaviyo refuses it as a whole. `family` are all parts of the chunk as it was cut.

        Halving finds a bad profile only while some part is accepted. Where three halvings in a row find none, the
        cause is not single profiles, and more requests would use the account's rate window for nothing.
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

    def _half(self, number: int, first: int, last: int, profiles: int, size: int) -> Chunk:
        mask = (1 << (last - first)) - 1
        return Chunk(
            run_id=self.run_id,
            name=f"{self.name}.{number}",
            first=first,
            last=last,
            profiles=profiles,
            bytes=size,
            skipped=self.skipped >> (first - self.first) & mask,
            maybe_accepted=self.retried,
            looked_up_at=self.looked_up_at,
        )

    def _moved_to(self, state: ChunkState, **changes: object) -> Chunk:
        return self._with(state=state, claimed_by=None, claimed_until=None, not_before=None, **changes)


class Split(NamedTuple):
    """A chunk that was split, and the two halves that replace it."""

    parent: Chunk
    halves: tuple[Chunk, Chunk]
