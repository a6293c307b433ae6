"""When old data was last deleted, and whether a person is being erased."""

from __future__ import annotations

from shared.domain.base import Instant, Stored


class Retention(Stored):
    """`looked_at` is when storage was last searched for old data."""

    looked_at: Instant


class Erasure(Stored):
    """A person is being erased by `owner`: until then no run is prepared, and no other person is erased."""

    owner: str
    until: Instant
