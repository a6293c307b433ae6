"""How far a batch got, and for whom its work was not done."""

from __future__ import annotations

from dataclasses import dataclass, field

from shared.domain import storage_layout as layout
from shared.domain.batch import Batch
from shared.storage.stored_files import RunFiles

LeftOut = tuple[int, str, str | None]
"""A position in the batch, the reason (OptOutReason), and the time of the opt-out in ISO 8601 or None."""


@dataclass
class Checkpoint:
    """How far a batch got: `next` is the first person that is not done.

    `profile_ids` were found on the list and are to be removed from it. The others are positions in the batch: whom
    Klaviyo `refused`, whom another export keeps on the list (`stayed`), for whom nothing could be done (`skipped`), and
    who opted out (`suppressed`, with reason and time). Where a run is undone, those who are not on the list are
    `skipped`, and `joined_before` and `joined_after` were put on it at another time than by that run.
    """

    next: int = 0
    profile_ids: list[str] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    stayed: list[int] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)
    suppressed: list[LeftOut] = field(default_factory=list)
    joined_before: list[int] = field(default_factory=list)
    joined_after: list[int] = field(default_factory=list)

    @property
    def left_out(self) -> set[int]:
        """The positions of people for whom the work was not done."""
        return {*self.refused, *self.stayed, *self.skipped, *(one[0] for one in self.suppressed)}

    @property
    def still_managed(self) -> set[int]:
        """The positions of people whom the export still manages after the undo of a run."""
        return {*self.refused, *self.stayed, *self.joined_after}

    def restart(self, stayed: list[int]) -> None:
        """Begin again with the look-up of people, without those who stay."""
        self.next, self.stayed, self.profile_ids = 0, stayed, []
        self.skipped, self.joined_before, self.joined_after = [], [], []

    def counts(self) -> dict[str, int]:
        """Return the numbers of people for whom the work was not done, as `Batch.completed` takes them."""
        return {
            "failed": len(set(self.refused)),
            "stayed": len(self.stayed) + len(self.joined_before) + len(self.joined_after),
            "skipped": len(self.skipped),
            "suppressed": len(self.suppressed),
        }


async def read_checkpoint(files: RunFiles, batch: Batch) -> Checkpoint:
    """Return how far the batch got; the beginning where nothing is recorded."""
    return Checkpoint(**(await files.read_json(layout.CHECKPOINT, batch=batch.name) or {}))
