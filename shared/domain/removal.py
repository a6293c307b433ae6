"""Removing from the list who left the segment: how much a run may do by itself, and what other exports are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from shared.domain.base import Stored
from shared.domain.snapshot import Snapshot

if TYPE_CHECKING:
    from shared.domain.run import Prepared


class Removal(Stored):
    """`planned` people left, `share_percent` of those whom the export had on the list.

    `held`: nobody is removed until somebody confirms, or a later run finds it in order. `removing`, then `done`.
    """

    planned: int
    share_percent: float = 0
    state: Literal["held", "removing", "done"] = "removing"


class ListRemoval(Stored):
    """A note that a run takes people off a list, written before it does.

    Other exports must not count them as unchanged. `file` names them by hashes (`person_hash` in
    shared/planning/snapshot_compare.py), not by addresses. The note is kept until the snapshots of all exports of the
    list include it.
    """

    run_id: str
    account_id: str
    list_id: str
    file: str


def guard(
    prepared: Prepared, base: Snapshot, planned: int, *, limit_percent: int, approved_removals: int | None
) -> str | None:
    """Why so many are not removed by themselves; None where they may be. `approved_removals` were confirmed."""
    if approved_removals is not None and planned <= approved_removals:
        return None
    confirm = "Nobody was removed. If that is right, confirm the removal of this run; if not, mend the segment."
    if prepared.read - prepared.unidentifiable <= 0:
        return f"The segment is empty, so all {planned:,} people would be removed from the list. {confirm}"
    share = 100 * planned / max(base.people, planned)
    if share > limit_percent:
        return (
            f"{planned:,} people left the segment, {share:.1f} % of those on the list; the limit is {limit_percent} %. "
            f"{confirm}"
        )
    unidentifiable = prepared.unidentifiable - base.unidentifiable
    if 100 * unidentifiable > planned * limit_percent:
        return (
            f"{planned:,} people left the segment, but {unidentifiable:,} more rows than before have no usable e-mail "
            f"address: they may be the same people. {confirm}"
        )
    return None
