"""When old data was last deleted, and whether a person is being erased."""

from __future__ import annotations

from shared.domain.base import Instant, Stored


class Retention(Stored):
    """`purged_at` is when the last purge of old data began."""

    purged_at: Instant


class Erasure(Stored):
    """A person is being erased by `owner`: until then no run is prepared, and no other person is erased."""

    owner: str
    until: Instant
