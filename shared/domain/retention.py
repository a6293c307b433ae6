"""How far old data has been deleted."""

from __future__ import annotations

from shared.domain.base import Instant, Stored


class Retention(Stored):
    """`looked_at` is when it was last attended to; runs queued before `personal_until` have no personal data left."""

    looked_at: Instant
    personal_until: Instant | None = None
