"""A batch: people for whom a run does something after its import, at most 1,000 at a time.

A batch goes the way of a chunk: a blob with what is to be done, a record, a message; claimed before it is worked on.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from shared.domain.base import Instant, Record, Stored


class Work(StrEnum):
    """Take people off the list, clear standard fields, hand over their yes to marketing."""

    REMOVE = "remove"
    CLEAR = "clear"
    SUBSCRIBE = "subscribe"


class BatchState(StrEnum):
    """`ready` → `done`, `failed` (given up) or `canceled` (taken back)."""

    READY = "ready"
    DONE = "done"
    FAILED = "failed"
    CANCELED = "canceled"


class PeopleList(Stored):
    """A list of people in storage: the blob, and how many there are."""

    file: str
    people: int


class PostImport(Stored):
    """What a run does after its import, decided at once and before any of it is done.

    `lists` are the people of each work; no batch is made of any other list. `holders` are the blobs that told whom
    other exports have on the list; `undecided` lists those who left, but whom another export was sending at that time.
    `cut`: all batches are recorded.
    """

    lists: dict[Work, PeopleList] = Field(default_factory=dict)
    holders: list[str] = Field(default_factory=list)
    undecided: str | None = None
    cut: bool = False


class Batch(Record):
    """The people at [first, last) of the run's list for this work; `name` is the work and its place: `remove-00003`.

    `done` counts people, `failed` those whom Klaviyo refused, `stayed` those whom another export has put on the list
    since the removal was planned. `claimed_until`, `not_before`, `missing_since` (of the list) as for a chunk.
    """

    run_id: str
    name: str
    work: Work
    first: int
    last: int
    state: BatchState = BatchState.READY
    claimed_until: Instant | None = None
    not_before: Instant | None = None
    missing_since: Instant | None = None
    attempts: int = 0
    done: int = 0
    failed: int = 0
    stayed: int = 0
    error: str | None = None
