"""A snapshot: what Klaviyo holds of an export as far as we know. The rules; the people stand in a file of their own.

The file (Parquet, one row a person): `identity` (shared/domain/identity.py); `fingerprint` of the profile that Klaviyo
accepted last, NULL where it has to be sent again whatever it is; `fields` a bit for each standard field that was ever
sent with a value; `said_yes` whether the person's yes to marketing was handed over; `ours` whether this export put
them on the list; `left_at` since when they are not in the segment any more.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field

from shared.domain.base import Instant, Stored
from shared.domain.export import Export

FORMAT = 2
"""Of the file. What an unknown version wrote is not read: everything is sent again."""

OTHER_VERSION = "the snapshot was written by another version of the app."

PEOPLE_ONLY = (1,)
"""Formats whose people can be read, but whose fingerprints are others."""


class Snapshot(Stored):
    """Says which file is an export's snapshot, and what it is a snapshot of. `people` counts those who are ours.

    `unidentifiable` is the number of rows of the segment without a valid address. `noticed` are the runs
    (of any export) whose removals from the list it takes into account.
    """

    file: str
    run_id: str
    list_id: str
    account_id: str
    shape: str
    format: int = FORMAT
    people: int = 0
    unidentifiable: int = 0
    noticed: list[str] = Field(default_factory=list)
    written_at: Instant

    def rewritten(self, file: str, people: int) -> Snapshot:
        """Return the snapshot after a person was erased from its file."""
        return self.model_copy(update={"file": file, "people": people})


@dataclass(frozen=True)
class Use:
    """What of a snapshot holds for a run: whether its fingerprints do, whether its people are on the run's list.

    `note` says why not everything does.
    """

    fingerprints: bool
    list: bool
    note: str | None = None


def shape(export: Export) -> str:
    """A hash of all that makes a profile out of a row, the row aside."""
    parts = {"mapping": export.mapping.model_dump(mode="json", exclude_none=True, exclude_defaults=True)}
    if export.default_country:
        parts["default_country"] = {"code": export.default_country}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]


def use(snapshot: Snapshot | None, export: Export, account_id: str, *, full: bool) -> Use | None:
    """None where nothing of the snapshot can be used, as on a first run."""
    if snapshot is None:
        return None
    if snapshot.format not in (FORMAT, *PEOPLE_ONLY) or snapshot.account_id != account_id:
        return None
    if snapshot.list_id != export.list_id:
        return Use(fingerprints=False, list=False, note=_all_sent("the list is another one since the last run."))
    if snapshot.shape != shape(export):
        return Use(fingerprints=False, list=True, note=_all_sent("the data matching was changed since the last run."))
    if snapshot.format in PEOPLE_ONLY:
        return Use(fingerprints=False, list=True, note=_all_sent(OTHER_VERSION))
    if full:
        return Use(fingerprints=False, list=True, note=_all_sent("this run was started with `full`."))
    return Use(fingerprints=True, list=True)


def why_unused(snapshot: Snapshot | None, account_id: str) -> str | None:
    """Why a run begins as though it were the first; None where it is."""
    if snapshot is None:
        return None
    if snapshot.account_id != account_id:
        return _all_sent("the connection leads to another Klaviyo account since the last run.")
    return _all_sent(OTHER_VERSION)


def _all_sent(reason: str) -> str:
    return f"All profiles are sent, not only what changed: {reason}"


class Verdict(StrEnum):
    """Of a profile that was not accepted: `not_taken` surely, or `unclear`."""

    NOT_TAKEN = "not_taken"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Tally:
    """Profiles by what became of them, and whether this export had put the person on the list before."""

    accepted_new: int = 0
    accepted_known: int = 0
    unclear_known: int = 0

    def split(self, accepted: int) -> tuple[int, int]:
        """Of so many accepted ones: how many were added, how many updated.

        Klaviyo sometimes counts failed profiles without naming them. Among those nobody knows which were accepted:
        known people are counted as updated first.
        """
        rest = max(0, accepted - self.accepted_new - self.accepted_known)
        updated = min(accepted, self.accepted_known + min(rest, self.unclear_known))
        return accepted - updated, updated
