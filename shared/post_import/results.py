"""What the post-import work of a run did, from the records of its batches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from shared.context import Context
from shared.domain import Counts, Run
from shared.domain.batch import Batch, BatchAction
from shared.texts import Text, text

COUNTED_AS = {
    BatchAction.REMOVE: "removed",
    BatchAction.CLEAR: "cleared",
    BatchAction.SUBSCRIBE: "subscribed",
    BatchAction.UNSUBSCRIBE: "unsubscribed",
    BatchAction.SUPPRESS: "unsubscribed",
}
MISSED: dict[BatchAction, Callable[[int, Text], Text]] = {
    BatchAction.REMOVE: lambda count, reason: text("people-not-removed", count=count, reason=reason),
    BatchAction.CLEAR: lambda count, reason: text("fields-not-cleared", count=count, reason=reason),
    BatchAction.SUBSCRIBE: lambda count, reason: text("people-not-subscribed", count=count, reason=reason),
    BatchAction.UNSUBSCRIBE: lambda count, reason: text("people-not-unsubscribed", count=count, reason=reason),
    BatchAction.SUPPRESS: lambda count, reason: text("people-not-suppressed", count=count, reason=reason),
}


@dataclass(frozen=True)
class PostImportResult:
    """The batches of a run, the people for whom each work was done, and those for whom it was not."""

    run: Run
    batches: list[Batch]
    done: dict[BatchAction, int]
    missed: dict[BatchAction, int]

    @property
    def removed_all(self) -> bool:
        """True if all planned removals are done."""
        return not self.missed[BatchAction.REMOVE]

    def is_undone(self, at: datetime) -> bool:
        """Return whether the run that this one undoes needs no further undo."""
        plan = self.run.post_import
        planned = plan is not None and BatchAction.REMOVE in plan.lists
        return planned and not self.run.stopping and not self._undo_warnings(at)

    def warnings(self, at: datetime) -> list[Text]:
        """Return a warning for each work that was not done for everybody, with the first reason."""
        if self.run.undo_of is not None:
            return self._undo_warnings(at)
        found = []
        for work, people in self.missed.items():
            if people:
                reasons = (batch.error for batch in self.batches if batch.work is work and batch.error)
                found.append(MISSED[work](people, next(reasons, text("next-run-tries-again"))))
        return found

    def _undo_warnings(self, at: datetime) -> list[Text]:
        missed, plan, joined = self.missed[BatchAction.REMOVE], self.run.post_import, self.run.joined
        found = [text("undo-people-left", count=missed)] if missed else []
        if plan is not None and plan.undecided_people:
            found.append(text("undo-others-sending", count=plan.undecided_people))
        return [*found, text("undo-imports-late")] if joined is not None and joined.is_importing(at) else found

    def add_to(self, counts: Counts) -> Counts:
        """Return the counts with those of the post-import work."""
        totals = dict.fromkeys(COUNTED_AS.values(), 0)
        for work, people in self.done.items():
            totals[COUNTED_AS[work]] += people
        return counts.with_totals(**totals, suppressed=self.suppressed)

    @property
    def suppressed(self) -> int:
        """How many people say yes and are not subscribed because they opted out at Klaviyo; once for each channel."""
        return sum(batch.suppressed for batch in self.batches)

    @property
    def notes(self) -> list[Text]:
        """What the run tells beside warnings."""
        if self.run.undo_of is not None:
            return self._undo_notes()
        return [text("opted-out-at-klaviyo", count=self.suppressed)] if self.suppressed else []

    def _undo_notes(self) -> list[Text]:
        plan, prepared = self.run.post_import, self.run.prepared
        if plan is None or prepared is None or BatchAction.REMOVE not in plan.lists:
            return []
        listed = plan.lists[BatchAction.REMOVE].people
        stayed = prepared.departed - listed - plan.undecided_people + sum(batch.stayed for batch in self.batches)
        absent = sum(batch.skipped for batch in self.batches)
        found = [text("undo-stayed", count=stayed)] if stayed else []
        return [*found, text("undo-absent", count=absent)] if absent else found


async def load_post_import_result(context: Context, run: Run) -> PostImportResult:
    """Read the batches of the run."""
    batches = [found.value async for found in context.batches.of_run(run.id)]
    done = {work: sum(batch.done for batch in batches if batch.work is work) for work in BatchAction}
    return PostImportResult(run, batches, done, {work: _count_missed(run, batches, work) for work in BatchAction})


def _count_missed(run: Run, batches: list[Batch], work: BatchAction) -> int:
    """Return for how many people the work was planned, but not done. People who stay on the list are not among them."""
    plan = run.post_import
    if plan is None or work not in plan.lists:
        return 0
    return plan.lists[work].people - sum(batch.settled for batch in batches if batch.work is work)
