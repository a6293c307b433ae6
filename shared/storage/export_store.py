"""Exports in Azure Tables, and the list of them all, which a process keeps until one of them is written.

To read thousands of exports takes storage a second. So each write also changes one small document, the stamp: a list
that was read under the same stamp is still right. A conditional write reads the export itself.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from shared.domain import Export
from shared.errors import StateConflict
from shared.storage.ports import DocumentTables, Put
from shared.storage.records import Records, read_stored

KEPT_SECONDS = 60
"""How long a list is kept at most: a process that died between a write and the stamp leaves the stamp as it was."""
KEPT_CHARACTERS = 100_000_000
"""A longer list is not kept."""
STAMP = ("export-list", "stamp")


@dataclass(frozen=True)
class ListedExport:
    """What a list is searched by. `text` is folded: name, segments and list."""

    id: str
    name: str
    connection_id: str
    list_id: str
    segments: tuple[str, ...]
    text: str
    active: bool
    subscribes: bool
    schedule: str
    body: str

    @classmethod
    def of(cls, export: Export) -> ListedExport:
        """Return an export as the list keeps it."""
        return cls(
            id=export.id,
            name=export.name,
            connection_id=export.connection_id,
            list_id=export.list_id,
            segments=tuple(export.segments),
            text="\n".join((export.name, *export.segments, export.list_id)).casefold(),
            active=export.active,
            subscribes=export.subscribe is not None,
            schedule=export.schedule.model_dump_json(),
            body=export.model_dump_json(),
        )

    def read(self) -> Export:
        """Return the whole export, as it was when the list was read."""
        return read_stored(Export, self.body)


@dataclass(frozen=True)
class _KeptList:
    stamp: str
    until: float
    exports: tuple[ListedExport, ...]


class Exports(Records[Export]):
    """Exports by id."""

    def __init__(self, tables: DocumentTables, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(tables, "exports", "export", Export)
        self._clock = clock
        self._kept: _KeptList | None = None

    async def listed(self) -> tuple[ListedExport, ...]:
        """Return all exports, sorted by name: as they were after the last write that has ended, by any process."""
        # The stamp is read before the exports: what is written meanwhile makes the list old, never wrong.
        document = await (await self._open()).get(*STAMP)
        stamp = document.body if document else ""
        kept = self._kept
        if kept is not None and kept.stamp == stamp and kept.until > self._clock():
            return kept.exports
        found = [ListedExport.of(export.value) for export in await self.all()]
        exports = tuple(sorted(found, key=lambda export: (export.name.casefold(), export.id)))
        fits = sum(len(export.body) for export in exports) <= KEPT_CHARACTERS
        self._kept = _KeptList(stamp, self._clock() + KEPT_SECONDS, exports) if fits else None
        return exports

    async def insert(self, key: str, value: Export) -> str:
        """Write a new export and return its ETag. Raises StateConflict if it exists."""
        etag = await super().insert(key, value)
        await self._restamp()
        return etag

    async def replace(self, key: str, value: Export, etag: str) -> str:
        """Write an export and return its new ETag. Raises StateConflict if it is not the version `etag` any more."""
        new = await super().replace(key, value, etag)
        await self._restamp()
        return new

    async def delete(self, key: str, etag: str | None = None) -> None:
        """Delete the export, if there is one. Raises StateConflict if `etag` is given and is another version."""
        await super().delete(key, etag)
        await self._restamp()

    async def _restamp(self) -> None:
        table, stamp = await self._open(), secrets.token_hex(8)
        found = await table.get(*STAMP)
        try:
            await table.put(Put(*STAMP, stamp, found.etag if found else None))
        except StateConflict:
            # Another process has changed it, after this one's write.
            return
