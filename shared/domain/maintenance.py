"""When old data was last deleted, which secrets may be unused, and whether a person is being erased."""

from __future__ import annotations

from shared.domain.base import Instant, Stored
from shared.domain.work_item import WorkItem


class Retention(Stored):
    """`purged_at` is when the last purge of old data began."""

    purged_at: Instant


class NotedSecret(Stored):
    """A secret of the vault that may be one that no record names. `at` is when that was noted."""

    at: Instant


class Erasure(WorkItem):
    """The erasure of a person. While it is claimed, no run is prepared and no other person is erased."""

    @property
    def is_open(self) -> bool:
        """An erasure can always begin; one at a time."""
        return True
