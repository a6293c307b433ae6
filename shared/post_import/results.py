"""What the post-import work of a run did, from the records of its batches."""

from __future__ import annotations

from dataclasses import dataclass

from shared.context import Context
from shared.domain import Counts, Run
from shared.domain.batch import Batch, BatchAction

COUNTED_AS = {BatchAction.REMOVE: "removed", BatchAction.CLEAR: "cleared", BatchAction.SUBSCRIBE: "subscribed"}
MISSED = {
    BatchAction.REMOVE: "who left the segment could not be removed from the list",
    BatchAction.CLEAR: "still have old values in fields that are blank now",
    BatchAction.SUBSCRIBE: "who consented to marketing could not be subscribed",
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
        return counts.with_totals(**{COUNTED_AS[work]: people for work, people in self.done.items()})


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
    return plan.lists[work].people - sum(batch.done + batch.stayed for batch in batches if batch.work is work)
