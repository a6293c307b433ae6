"""What the post-import work of a run did, from the records of its batches."""

from __future__ import annotations

from dataclasses import dataclass

from shared.context import Context
from shared.domain import Counts, Run
from shared.domain.batch import Batch, BatchAction

COUNTED_AS = {
    BatchAction.REMOVE: "removed",
    BatchAction.CLEAR: "cleared",
    BatchAction.SUBSCRIBE: "subscribed",
    BatchAction.UNSUBSCRIBE: "unsubscribed",
    BatchAction.SUPPRESS: "unsubscribed",
}
MISSED = {
    BatchAction.REMOVE: "who left the segment could not be removed from the list",
    BatchAction.CLEAR: "still have old values in fields that are blank now",
    BatchAction.SUBSCRIBE: "who consented to marketing could not be subscribed",
    BatchAction.UNSUBSCRIBE: "who said no to marketing could not be unsubscribed",
    BatchAction.SUPPRESS: "who said no to marketing could not be suppressed",
}


RETRIED = "; the next run tries again."


@dataclass(frozen=True)
class PostImportResult:
    """The batches of a run, the people for whom each work was done, and those for whom it was not."""

    batches: list[Batch]
    done: dict[BatchAction, int]
    missed: dict[BatchAction, int]

    @property
    def removed_all(self) -> bool:
        """True if all planned removals are done."""
        return not self.missed[BatchAction.REMOVE]

    @property
    def warnings(self) -> list[str]:
        """A warning for each work that was not done for everybody, with the first reason."""
        found = []
        for work, people in self.missed.items():
            if people:
                reasons = (batch.error for batch in self.batches if batch.work is work and batch.error)
                reason = next(reasons, None)
                found.append(f"{people:,} people {MISSED[work]}" + (f": {reason}" if reason else RETRIED))
        return found

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
    def notes(self) -> list[str]:
        """What the run tells beside warnings."""
        if not self.suppressed:
            return []
        who = "1 person says" if self.suppressed == 1 else f"{self.suppressed:,} people say"
        return [f"{who} yes in the segment, but opted out at Klaviyo: not subscribed. not-subscribed.csv lists them."]


async def load_post_import_result(context: Context, run: Run) -> PostImportResult:
    """Read the batches of the run."""
    batches = [found.value async for found in context.batches.of_run(run.id)]
    done = {work: sum(batch.done for batch in batches if batch.work is work) for work in BatchAction}
    return PostImportResult(batches, done, {work: _count_missed(run, batches, work) for work in BatchAction})


def _count_missed(run: Run, batches: list[Batch], work: BatchAction) -> int:
    """Return for how many people the work was planned, but not done. People who stay on the list are not among them."""
    plan = run.post_import
    if plan is None or work not in plan.lists:
        return 0
    return plan.lists[work].people - sum(batch.settled for batch in batches if batch.work is work)
