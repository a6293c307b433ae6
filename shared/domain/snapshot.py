"""A snapshot: which people Klaviyo holds for an export, as far as the app can tell.

The record is here; the people are in a Parquet file with one row each:

    identity     who it is, by the record's `identity` (shared/domain/identity.py)
    fingerprint  hash of the profile that Klaviyo accepted last; NULL if the person must be sent again in any case
    fields       a bit for each standard field that was ever sent with a value
    consented    whether the person's consent to marketing was sent to Klaviyo
    managed      whether this export put the person on the list
    departed_at  since when the person is in no row of the segment; NULL if the person is in one
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from pydantic import Field

from shared.domain.base import Instant, Stored
from shared.domain.export import Export
from shared.domain.identity import Identity
from shared.domain.split import Bucket, overlapping
from shared.texts import Text, text

FORMAT = 2
"""The format of the file. A file of an unknown format is not read: every profile is sent."""

FORMAT_OF_SEVERAL = 3
"""The format of a snapshot with several files: an older version of the app, which would read only one, reads none."""

FORMATS_WITHOUT_FINGERPRINTS = (1,)
"""Formats whose people are valid, but whose fingerprints were computed in another way."""

OTHER_VERSION = text("all-sent-other-version")


class Snapshot(Stored):
    """The record of an export's snapshot.

    file                 path of the file with the people; of the first, where there are several
    more_files           paths of the others: each file has the people of one bucket (domain/split.py), in order
    hashed_by            what computed the buckets: another version may compute others
    run_id               the run that wrote it
    list_id, account_id  the list, and the Klaviyo account, that the people are on
    identity             which identifier the people are named by
    profile_recipe_hash  what makes a profile of a row (`hash_profile_recipe`)
    people               how many people this export put on the list
    unidentifiable       how many rows of the segment identified no person
    applied_removals     the runs, of any export, whose removals from the list the snapshot includes
    """

    file: str
    more_files: list[str] = Field(default_factory=list)
    hashed_by: str = ""
    run_id: str
    list_id: str
    account_id: str
    identity: Identity = Identity.EMAIL
    profile_recipe_hash: str
    format: int = FORMAT
    people: int = 0
    unidentifiable: int = 0
    applied_removals: list[str] = Field(default_factory=list)
    written_at: Instant

    @property
    def files(self) -> list[str]:
        """The paths of all files."""
        return [self.file, *self.more_files]

    def files_of(self, bucket: Bucket, hashed_by: str) -> list[str]:
        """Return the paths of the files that may have people of the bucket.

        `hashed_by` is what computed the bucket.
        """
        files = self.files
        if hashed_by != self.hashed_by:
            return files
        return [files[number] for number in overlapping(bucket, len(files))]

    def rewritten(self, replaced: Mapping[str, str], people: int) -> Snapshot:
        """Return the snapshot after some of its files were replaced, each path by another."""
        file, *more = [replaced.get(one, one) for one in self.files]
        return self.model_copy(update={"file": file, "more_files": more, "people": people})

    def with_undone(self, replaced: Mapping[str, str], people: int, run_id: str) -> Snapshot:
        """Return the snapshot after the run `run_id` undid another: its files were replaced, each path by another."""
        return self.rewritten(replaced, people).model_copy(
            update={"applied_removals": [*self.applied_removals, run_id]}
        )


@dataclass(frozen=True)
class UsableParts:
    """What of a snapshot is valid for a run: the fingerprints, and the people as those on the run's list.

    `note` says why not everything is.
    """

    fingerprints: bool
    list: bool
    note: Text | None = None


def hash_profile_recipe(export: Export) -> str:
    """Return a hash of what makes a profile of a row: data matching and default country."""
    parts = {"mapping": export.mapping.model_dump(mode="json", exclude_none=True, exclude_defaults=True)}
    if export.default_country:
        parts["default_country"] = {"code": export.default_country}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]


def find_usable_parts(snapshot: Snapshot | None, export: Export, account_id: str, *, full: bool) -> UsableParts | None:
    """Return what of the snapshot a run can compare with. None: nothing, as on a first run."""
    if snapshot is None or snapshot.account_id != account_id:
        return None
    if snapshot.format not in (FORMAT, FORMAT_OF_SEVERAL, *FORMATS_WITHOUT_FINGERPRINTS):
        return None
    if snapshot.identity is not export.mapping.identity:
        # Its people have other names: by those, all would have left the segment.
        return None
    if snapshot.list_id != export.list_id:
        return UsableParts(fingerprints=False, list=False, note=text("all-sent-list-changed"))
    people = UsableParts(fingerprints=False, list=True)
    if snapshot.profile_recipe_hash != hash_profile_recipe(export):
        return replace(people, note=text("all-sent-matching-changed"))
    if snapshot.format in FORMATS_WITHOUT_FINGERPRINTS:
        return replace(people, note=OTHER_VERSION)
    if full:
        return replace(people, note=text("all-sent-full"))
    return UsableParts(fingerprints=True, list=True)


def explain_unusable(snapshot: Snapshot | None, export: Export, account_id: str) -> Text | None:
    """Return why a run cannot compare with the snapshot at all. None: it is the first run."""
    if snapshot is None:
        return None
    if snapshot.account_id != account_id:
        return text("all-sent-other-account")
    if snapshot.identity is not export.mapping.identity:
        return text("all-sent-identity-changed")
    return OTHER_VERSION


class ProfileOutcome(StrEnum):
    """Of a profile that is not known to be accepted: surely not accepted, or it cannot be told."""

    NOT_ACCEPTED = "not_accepted"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True)
class Tally:
    """How many profiles a run sent, by outcome and by whether this export had put the person on the list before."""

    accepted_new: int = 0
    accepted_known: int = 0
    uncertain_known: int = 0

    def plus(self, other: Tally) -> Tally:
        """Return the sum."""
        return Tally(
            self.accepted_new + other.accepted_new,
            self.accepted_known + other.accepted_known,
            self.uncertain_known + other.uncertain_known,
        )

    def split(self, accepted: int) -> tuple[int, int]:
        """Return how many of `accepted` profiles were added to the list, and how many were updated.

        Klaviyo may count failed profiles without naming them. It is not known which of the others were accepted: known
        people are counted as updated first.
        """
        rest = max(0, accepted - self.accepted_new - self.accepted_known)
        updated = min(accepted, self.accepted_known + min(rest, self.uncertain_known))
        return accepted - updated, updated
