"""The profiles of an account: identity, upsert, merge.

Identity is email (whatever its case), phone number or external_id. Where the identifiers of one change
belong to several profiles, these become one ("deterministic profile merge", help centre, Understanding
identity resolution). The oldest stays; what it lacks it takes from the others. Merges cannot be undone; they
are logged.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from local.klaviyo.attributes import merged, patched
from local.klaviyo.ids import Ids
from local.klaviyo.profile import Change, Consent, Profile, fold_email
from local.klaviyo.roll import Roll

IDENTIFIERS = ("external_id", "email", "phone_number")


class Profiles:
    """`absorbed(kept, gone)` is called on a merge, before `gone` disappears."""

    def __init__(self, ids: Ids, absorbed: Callable[[Profile, Profile], None]) -> None:
        self.roll = Roll()
        self.merges: list[dict[str, Any]] = []
        self._ids = ids
        self._absorbed = absorbed
        self._by: dict[str, dict[str, Profile]] = {name: {} for name in IDENTIFIERS}

    def __len__(self) -> int:
        return len(self.roll)

    def find(self, field: str, value: str) -> Profile | None:
        """Return the profile with this value of `id` or of an identifier, None if there is none."""
        if field == "id":
            return self.roll.get(value)
        return self._by[field].get(fold_email(value) if field == "email" else value)

    def upsert(self, change: Change, now: float, *, nulls_clear: bool = False) -> tuple[Profile, bool]:
        """Create or update the profile that a change names. Return it, and whether it is new."""
        email = fold_email(change.email) if change.email is not None else None
        if self._is_new(change, email):
            return self._create(change, email, now), True
        profile = self._identify(change, email, now)
        created = profile is None
        if profile is None:
            profile = Profile(self._ids.ulid(), now)
            self.roll.add(profile, now)
        self._set_identifiers(profile, change, email)
        if nulls_clear:
            for name in change.clears:
                self._rename(profile, name, None)
        if created and not change.has_null:
            profile.attributes = change.attributes
        elif change.has_null or change.attributes != profile.attributes:
            profile.attributes = merged(profile.attributes, change.attributes, nulls_clear=nulls_clear)
        if change.patch:
            profile.attributes = patched(profile.attributes, change.patch)
        profile.updated = now
        return profile, created

    def conflict(self, change: Change) -> Profile | None:
        """Return the second of the profiles that the identifiers of a change belong to; None for one or none."""
        email = fold_email(change.email) if change.email is not None else None
        held = sorted({one.id for one in self._matches(change, email) if one is not None})
        return self.roll.get(held[1]) if len(held) > 1 else None

    def _matches(self, change: Change, email: str | None) -> tuple[Profile | None, ...]:
        """Return the profiles with its id, external id, address and phone number."""
        by = self._by
        return (
            self.roll.get(change.profile_id) if change.profile_id is not None else None,
            by["external_id"].get(change.external_id) if change.external_id is not None else None,
            by["email"].get(email) if email is not None else None,
            by["phone_number"].get(change.phone_number) if change.phone_number is not None else None,
        )

    def _set_identifiers(self, profile: Profile, change: Change, email: str | None) -> None:
        if email is not None and email != profile.email:
            self._rename(profile, "email", email)
        if change.phone_number is not None and change.phone_number != profile.phone_number:
            self._rename(profile, "phone_number", change.phone_number)
        if change.external_id is not None and change.external_id != profile.external_id:
            self._rename(profile, "external_id", change.external_id)

    def _is_new(self, change: Change, email: str | None) -> bool:
        """Return whether no profile has its identifiers and it asks for nothing special: checked fast."""
        by = self._by
        return (
            change.profile_id is None
            and change.patch is None
            and not change.has_null
            and not change.clears
            and email not in by["email"]
            and change.phone_number not in by["phone_number"]
            and change.external_id not in by["external_id"]
        )

    def _create(self, change: Change, email: str | None, now: float) -> Profile:
        profile = Profile(self._ids.ulid(), now)
        profile.attributes = change.attributes
        by = self._by
        if email is not None:
            profile.email = email
            by["email"][email] = profile
        if change.phone_number is not None:
            profile.phone_number = change.phone_number
            by["phone_number"][change.phone_number] = profile
        if change.external_id is not None:
            profile.external_id = change.external_id
            by["external_id"][change.external_id] = profile
        self.roll.add(profile, now)
        return profile

    def delete(self, profile: Profile) -> None:
        for name in IDENTIFIERS:
            self._rename(profile, name, None)
        self.roll.remove(profile.id)

    def _identify(self, change: Change, email: str | None, now: float) -> Profile | None:
        matches = self._matches(change, email)
        found = {one.id: one for one in matches if one is not None}
        if not found:
            return None
        # Ids rise with time: the smallest is the oldest.
        kept, *others = (found[identifier] for identifier in sorted(found))
        for gone in others:
            names = [name for name, one in zip(("id", *IDENTIFIERS), matches, strict=True) if one is gone]
            self._merge(kept, gone, names, now)
        return kept

    def _merge(self, kept: Profile, gone: Profile, names: list[str], now: float) -> None:
        self.merges.append(
            {
                "at": now,
                "kept": kept.id,
                "gone": gone.id,
                "matched_by": names,
                "kept_email": kept.email,
                "gone_email": gone.email,
            }
        )
        self._absorbed(kept, gone)
        for name in IDENTIFIERS:
            value = getattr(gone, name)
            self._rename(gone, name, None)
            if getattr(kept, name) is None:
                self._rename(kept, name, value)
        kept.attributes = merged(gone.attributes, kept.attributes, nulls_clear=False)
        if gone.consent is not None:
            _take_consent(kept, gone.consent)
        self.roll.remove(gone.id)

    def _rename(self, profile: Profile, name: str, value: str | None) -> None:
        index = self._by[name]
        old = getattr(profile, name)
        if old is not None:
            del index[old]
        setattr(profile, name, value)
        if value is not None:
            index[value] = profile


def _take_consent(kept: Profile, consent: Consent) -> None:
    if kept.consent is None:
        kept.consent = consent
        return
    known = {one["reason"] for one in kept.consent.suppressions}
    kept.consent.suppressions += [one for one in consent.suppressions if one["reason"] not in known]


def timestamp(seconds: float) -> str:
    """ISO 8601 in UTC with an offset, as in Klaviyo's examples: `2022-11-08T00:00:00+00:00`."""
    return time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(seconds))
