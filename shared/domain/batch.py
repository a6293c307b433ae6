"""A batch: people for whom a run does something after its import, at most 1,000 at a time.

A batch is handled like a chunk: a blob with the people, a record, a message; claimed before it is worked on.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Self

from pydantic import Field

from shared.domain.base import Stored
from shared.domain.people_list import PeopleList
from shared.domain.subscription import WhenFalse
from shared.domain.work_item import WorkItem
from shared.texts import Text


class BatchAction(StrEnum):
    """Remove people from the list, clear standard fields, subscribe to marketing, revoke consent, suppress."""

    REMOVE = "remove"
    CLEAR = "clear"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    SUPPRESS = "suppress"


REVOCATIONS = {BatchAction.UNSUBSCRIBE: WhenFalse.UNSUBSCRIBE, BatchAction.SUPPRESS: WhenFalse.SUPPRESS}
"""The work that a no asks for, by the rule of its channel."""


class BatchState(StrEnum):
    """`ready` → `done`, `failed` (given up) or `canceled` (withdrawn)."""

    READY = "ready"
    DONE = "done"
    FAILED = "failed"
    CANCELED = "canceled"


class PostImport(Stored):
    """What a run does after its import: decided at once, before any of it is done.

    `lists` are the people of each kind of work; no batch is made of any other list. `holders` are the blobs that tell
    whom other exports have on the list; `undecided` lists the people who left the segment, but whom another export was
    sending at that time. `cut`: all batches are recorded.
    """

    lists: dict[BatchAction, PeopleList] = Field(default_factory=dict)
    holders: list[str] = Field(default_factory=list)
    undecided: PeopleList | None = None
    cut: bool = False

    @property
    def undecided_people(self) -> int:
        """How many people are undecided."""
        return self.undecided.people if self.undecided else 0

    def with_all_batches(self) -> Self:
        """Note that every batch of the lists is recorded."""
        return self.model_copy(update={"cut": True})


class Batch(WorkItem):
    """The people at [first, last) of the run's list for this work; `name` is the work and its place: `remove-00003`.

    `done` counts people, `failed` those whom Klaviyo refused, `stayed` those whom another export has put on the list
    since the removal was planned, or who were not put on it by the undone run. `suppressed` are those who are not
    subscribed because they opted out at Klaviyo, `skipped` those for whom nothing could be done: no phone number,
    not on the list. In batches about consent, each channel of a person is counted. `error` says why the batch failed.
    """

    run_id: str
    name: str
    work: BatchAction
    first: int
    last: int
    state: BatchState = BatchState.READY
    done: int = 0
    failed: int = 0
    stayed: int = 0
    suppressed: int = 0
    skipped: int = 0
    error: Text | None = None

    @property
    def is_open(self) -> bool:
        """The batch waits to be worked on."""
        return self.state is BatchState.READY

    def completed(self, *, failed: int, stayed: int, suppressed: int = 0, skipped: int = 0) -> Self:
        """Record that the work is done for all people but these."""
        done = self.last - self.first - failed - stayed - suppressed - skipped
        self.require(self.is_open and done >= 0, "completed")
        return self._moved_to(
            BatchState.DONE, done=done, failed=failed, stayed=stayed, suppressed=suppressed, skipped=skipped
        )

    @property
    def settled(self) -> int:
        """For how many people it is decided: done, or not to be done."""
        return self.done + self.stayed + self.suppressed + self.skipped

    def given_up(self, reason: Text) -> Self:
        """Record that the work is not done, and why."""
        self.require(self.is_open, "failed")
        return self._moved_to(BatchState.FAILED, error=reason)

    def canceled(self, at: datetime) -> Self:
        """Withdraw a batch that no worker is working on."""
        self.require(self.is_open and not self.is_claimed(at), "canceled")
        return self._moved_to(BatchState.CANCELED)

    def _moved_to(self, state: BatchState, **changes: object) -> Self:
        return self._with(state=state, claimed_by=None, claimed_until=None, not_before=None, **changes)
