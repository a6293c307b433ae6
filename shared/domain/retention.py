"""When old data was last deleted."""

from __future__ import annotations

from shared.domain.base import Instant, Stored


class Retention(Stored):
    """`looked_at` is when storage was last searched for old data."""

    looked_at: Instant
