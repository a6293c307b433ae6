"""The removal of people who left the segment: how many a run may remove by itself, and the note for other exports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from shared.domain.base import Stored
from shared.domain.identity import Identity
from shared.domain.people_list import PeopleList
from shared.domain.snapshot import Snapshot
from shared.texts import Text, text

if TYPE_CHECKING:
    from shared.domain.run_values import Prepared


class Removal(Stored):
    """`planned` people left, `share_percent` of those whom the export had on the list.

    `held`: no one is removed until a user confirms it, or a later run finds fewer removals. `removing`, then `done`.
    """

    planned: int
    share_percent: float = 0
    state: Literal["held", "removing", "done"] = "removing"

    def ended(self, *, removed_all: bool) -> Removal:
        """Return the removal as its run leaves it: what was not removed is left to the next run or a confirmation."""
        if self.state == "held":
            return self
        return self.model_copy(update={"state": "done" if removed_all else "held"})


class ListRemoval(Stored):
    """A note that a run removes people from a list, written before it does.

    Other exports must not count them as unchanged. `people` names them by hashes (`person_hash` in
    shared/planning/snapshot_compare.py), not by addresses. The note is kept until the snapshots of all exports of the
    list include it.
    """

    run_id: str
    account_id: str
    list_id: str
    people: PeopleList


def check_removal_limit(
    prepared: Prepared, baseline: Snapshot, planned: int, *, limit_percent: int, approved_removals: int | None
) -> Text | None:
    """Return why so many people are not removed without a confirmation, None where they may be.

    `approved_removals` is the number that a user confirmed.
    """
    if approved_removals is not None and planned <= approved_removals:
        return None
    if prepared.read - prepared.unidentifiable <= 0:
        return text("removal-held-empty", planned=planned)
    share = 100 * planned / max(baseline.people, planned)
    if share > limit_percent:
        return text("removal-held-share", planned=planned, share=round(share, 1), limit=limit_percent)
    unidentifiable = prepared.unidentifiable - baseline.unidentifiable
    # A broken row may still show an address, and then counts as the person. It shows no other identity: even one such
    # row may be of any of those who seem to have left.
    tolerated = planned * limit_percent if baseline.identity is Identity.EMAIL else 0
    if 100 * unidentifiable > tolerated:
        return text("removal-held-unidentifiable", planned=planned, rows=unidentifiable, identity=baseline.identity)
    return None
