"""The store of work items in memory: the twin of the stores in Azure Tables."""

from __future__ import annotations

from shared.domain.work_item import WorkItem
from shared.errors import StateConflict
from shared.storage.records import Versioned
from shared.texts import text


class MemoryItems[T: WorkItem]:
    """One work item, with conditional writes. `lost` are writes that another worker gets ahead of."""

    def __init__(self, item: T | None) -> None:
        self.stored = item
        self.lost: list[T] = []
        self.writes = 0
        self._version = 0

    @property
    def found(self) -> Versioned[T]:
        """The item as a step reads it."""
        assert self.stored is not None
        return Versioned(self.stored, str(self._version))

    async def reload(self, item: T) -> Versioned[T] | None:
        """Return the item as it is stored now."""
        return self.found if self.stored is not None else None

    async def replace(self, item: T, etag: str) -> str:
        """Write the item where it is still the version `etag`."""
        if self.lost:
            self.put(self.lost.pop(0))
        if self.stored is None or etag != str(self._version):
            raise StateConflict(text("records-changed"))
        self.put(item)
        return str(self._version)

    def put(self, item: T) -> None:
        """Write the item, as another worker does."""
        self.stored = item
        self._version += 1
        self.writes += 1
