"""A preparation that is divided into pieces, because one instance has too little temporary disk for the whole segment.

    read      one piece for each partition: read its rows, write them by bucket, and keys by group of keys
    compact   one piece for each group of keys: find the rows of tables with changes that are outdated
    match     one piece for each group of keys: find the rows whose person is no member of a defined segment
    resolve   one piece for each bucket: check the values, find duplicates, list phone numbers and the like
    share     one piece for each group of those: find which of them several people share
    compare   one piece for each bucket: compare with the snapshot, write the index
    cut       one piece for each bucket: cut its profiles into chunks

A partition is parts that follow one another. A bucket holds the people whose identities have certain hashes, so that
all rows of a person are in one. There are as many groups of keys as buckets. A stage begins when all pieces of the one
before are done (shared/runs/split_run.py); those that a run does not need are left out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Self

from pydantic import Field

from shared.domain.base import Stored
from shared.domain.findings import Findings
from shared.domain.work_item import WorkItem
from shared.texts import Text

MAX_BUCKETS = 1024


class Stage(StrEnum):
    """The stages of a preparation that is split, in order."""

    READ = "read"
    COMPACT = "compact"
    MATCH = "match"
    RESOLVE = "resolve"
    SHARE = "share"
    COMPARE = "compare"
    CUT = "cut"


class PieceFiles(StrEnum):
    """What files of a piece hold: rows or identifiers by bucket or group, keys of changes or of members by group."""

    ROWS = "rows"
    CHANGES = "changes"
    MEMBERS = "members"


class Bucket(NamedTuple):
    """One of `of` buckets; the profiles of it that are sent have the ordinals [first, last)."""

    number: int
    of: int
    first: int = 0
    last: int = 0


class Split(Stored):
    """How a run's preparation is split; the same for all of its attempts.

    key              part of the names of its pieces and files: what an earlier split of the run left is not mixed in
    partition_bytes  how large a partition is at most, in bytes of the staged form, unless it is one part
    slice_bytes      how much of a partition is on local disk at a time
    buckets, groups  a power of two each: buckets of people, and groups of identifiers
    hashed_by        what computes the buckets: another version may compute others
    stages           those that the run needs, in order
    stage            the present stage
    requested        the stage for all of whose pieces messages were sent
    """

    key: str
    partition_bytes: int
    slice_bytes: int
    buckets: int
    groups: int
    hashed_by: str = ""
    stages: list[Stage] = Field(default_factory=lambda: list(Stage))
    stage: Stage = Stage.READ
    requested: Stage | None = None

    @property
    def following(self) -> Stage | None:
        """The stage after the present one; None after the last."""
        place = self.stages.index(self.stage) + 1
        return self.stages[place] if place < len(self.stages) else None

    def with_requests(self) -> Self:
        """Return the split with the messages of all pieces of its stage sent."""
        return self.model_copy(update={"requested": self.stage})

    def at(self, stage: Stage) -> Self:
        """Return the split at another stage."""
        return self.model_copy(update={"stage": stage})


class PieceState(StrEnum):
    """`ready` → `done`; or `failed`, `canceled`."""

    READY = "ready"
    DONE = "done"
    FAILED = "failed"
    CANCELED = "canceled"


class PieceResult(Stored):
    """What a piece found.

    records     read: the rows of each part of the partition
    of_members  read: they are of a table of members, and in no bucket
    written     which buckets or groups it wrote files for, as the bits of hexadecimal numbers; read: one for each slice
    changes     read: the groups of keys that it wrote changes for, in the same way
    members     read, compact: the groups of keys that it wrote keys of members for, in the same way
    findings    share, compare: what is counted
    note        compare: why not everything of the snapshot was compared with
    chunks      cut: how many
    """

    records: list[int] = Field(default_factory=list)
    of_members: bool = False
    written: list[str] = Field(default_factory=list)
    changes: list[str] = Field(default_factory=list)
    members: list[str] = Field(default_factory=list)
    findings: Findings = Findings()
    note: Text | None = None
    chunks: int = 0

    def wrote(self, number: int, files: PieceFiles = PieceFiles.ROWS) -> list[int]:
        """Return the places in `written`, `changes` or `members` of what has a file for a bucket or group."""
        written = {PieceFiles.CHANGES: self.changes, PieceFiles.MEMBERS: self.members}.get(files, self.written)
        return [place for place, bits in enumerate(written) if int(bits, 16) >> number & 1]


class Piece(WorkItem):
    """One piece of a preparation.

    first, last  read: the parts [first, last) of the partition
    ended_at     when it was done or given up
    """

    run_id: str
    name: str
    key: str
    stage: Stage
    number: int
    first: int = 0
    last: int = 0
    state: PieceState = PieceState.READY
    result: PieceResult = PieceResult()
    ended_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """The piece waits to be worked on, or is being worked on."""
        return self.state is PieceState.READY

    def completed(self, result: PieceResult, at: datetime) -> Self:
        """Record what it found."""
        self.require(self.is_open, "completed")
        return self._moved_to(PieceState.DONE, result=result, ended_at=at)

    def given_up(self, at: datetime) -> Self:
        """Record that it failed."""
        self.require(self.is_open, "given up")
        return self._moved_to(PieceState.FAILED, ended_at=at)

    def canceled(self, at: datetime) -> Self:
        """Withdraw it: its run stops. A worker that has the claim keeps it until it notices."""
        self.require(self.is_open, "canceled")
        return self._with(state=PieceState.CANCELED, ended_at=at)

    def _moved_to(self, state: PieceState, **changes: object) -> Self:
        return self._with(state=state, claimed_by=None, claimed_until=None, not_before=None, **changes)


def piece_name(key: str, stage: Stage, number: int) -> str:
    """Return the name of a piece: it sorts by number within its stage."""
    return f"{key}-{stage}-{number:05d}"


def as_bits(numbers: Collection[int]) -> str:
    """Return the numbers as bits of a hexadecimal number."""
    return f"{sum(1 << number for number in numbers):x}"


def buckets_of(kept: Sequence[int]) -> list[Bucket]:
    """Return the buckets of a run by how many profiles of each are sent."""
    found, first = [], 0
    for number, count in enumerate(kept):
        found.append(Bucket(number, len(kept), first, first + count))
        first += count
    return found


def overlapping(bucket: Bucket, of: int) -> range:
    """Return the numbers of those of `of` buckets that may have people of the bucket, by the same hashes."""
    # Both are powers of two, and buckets are ranges of hashes: of two divisions, one refines the other.
    return range(bucket.number * of // bucket.of, -(-(bucket.number + 1) * of // bucket.of))
