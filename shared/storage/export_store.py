"""Exports in Azure Tables, and the list of them all, which a process keeps until one of them is written.

To read thousands of exports takes storage a second. So each write also changes one small document, the stamp: a list
that was read under the same stamp is still right. A conditional write reads the export itself.
"""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from shared.domain import Export
from shared.domain.base import Instant, Record
from shared.domain.export import runs_by_itself
from shared.errors import NewerVersion, StateConflict
from shared.storage.ports import DocumentTables, Put
from shared.storage.records import Records, read_stored, to_store
from shared.telemetry.guard import guarded

log = logging.getLogger(__name__)

ATTEMPTS = 20
KEPT_SECONDS = 300
"""How long a list is kept at most: a process that died between a write and the stamp leaves the stamp as it was.

The sweep asks every minute.
"""
KEPT_CHARACTERS = 100_000_000
"""A longer list is not kept."""
STAMP = ("export-list", "stamp")


class ExportOutline(Record):
    """The fields of a stored export that lists need. To validate all takes four times as long."""

    SCHEMA: ClassVar[int] = Export.SCHEMA

    id: str
    name: str
    connection_id: str = ""
    list_id: str
    list_name: str = ""
    segments: tuple[str, ...]
    enabled: bool = True
    schedule: dict[str, Any]
    scheduled_at: Instant
    subscribe: dict[str, Any] | None = None
    check_list_every_days: int | None = None
    alerts: tuple[Any, ...] = ()


@dataclass(frozen=True)
class ListedExport:
    """What a list is searched by. `text` is folded: name, segments, ID and name of the list.

    `target` is what is sent where: `LoyalCustomers → Newsletter`. `schedule` is JSON. `checked_by_timer`: it has alert
    rules, or its list is checked regularly.
    """

    id: str
    name: str
    connection_id: str
    list_id: str
    segments: tuple[str, ...]
    target: str
    text: str
    active: bool
    subscribes: bool
    schedule_kind: str
    schedule: str
    scheduled_at: datetime
    checked_by_timer: bool
    body: str

    @classmethod
    def of(cls, body: str) -> ListedExport:
        """Return a stored export as the list keeps it. Raises NewerVersion if this app cannot read it."""
        export = read_stored(ExportOutline, body)
        if not export.schema_supported:
            read_stored(Export, body)
        kind = export.schedule.get("kind", "")
        return cls(
            id=export.id,
            name=export.name,
            connection_id=export.connection_id,
            list_id=export.list_id,
            segments=export.segments,
            target=f"{', '.join(export.segments)} → {export.list_name or export.list_id}",
            text="\n".join((export.name, *export.segments, export.list_id, export.list_name)).casefold(),
            active=export.schema_supported
            and runs_by_itself(enabled=export.enabled, connection_id=export.connection_id, schedule_kind=kind),
            subscribes=export.subscribe is not None,
            schedule_kind=kind,
            schedule=json.dumps(export.schedule),
            scheduled_at=export.scheduled_at,
            checked_by_timer=bool(export.check_list_every_days or export.alerts),
            body=body,
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
        self._reading = asyncio.Lock()

    async def listed(self) -> tuple[ListedExport, ...]:
        """Return all exports, sorted by name: as they were after the last write that has ended, by any process."""
        kept = self._kept_under(await self._stamp())
        if kept is not None:
            return kept
        async with self._reading:
            # Requests at the same time wait for one reading.
            stamp = await self._stamp()
            if (kept := self._kept_under(stamp)) is not None:
                return kept
            # The stamp is read before the exports: what is written meanwhile makes the list old, never wrong.
            exports = _sorted(await self._read_all())
            fits = sum(len(export.body) for export in exports) <= KEPT_CHARACTERS
            self._kept = _KeptList(stamp, self._clock() + KEPT_SECONDS, exports) if fits else None
            return exports

    async def _read_all(self) -> list[ListedExport]:
        table, found = await self._open(), list[ListedExport]()
        async for document in table.scan("PartitionKey eq @partition", partition=self._partition):
            try:
                found.append(ListedExport.of(document.body))
            except NewerVersion as error:
                log.warning("%s is missing in a list: %s", document.key, error)
        return found

    async def _stamp(self) -> str:
        document = await (await self._open()).get(*STAMP)
        return document.body if document else ""

    def _kept_under(self, stamp: str) -> tuple[ListedExport, ...] | None:
        kept = self._kept
        return kept.exports if kept is not None and kept.stamp == stamp and kept.until > self._clock() else None

    async def insert(self, key: str, value: Export) -> str:
        """Write a new export and return its ETag. Raises StateConflict if it exists."""
        etag = await super().insert(key, value)
        await self._restamp(key, value)
        return etag

    async def replace(self, key: str, value: Export, etag: str) -> str:
        """Write an export and return its new ETag. Raises StateConflict if it is not the version `etag` any more."""
        new = await super().replace(key, value, etag)
        await self._restamp(key, value)
        return new

    async def delete(self, key: str, etag: str | None = None) -> None:
        """Delete the export, if there is one. Raises StateConflict if `etag` is given and is another version."""
        await super().delete(key, etag)
        await self._restamp(key, None)

    async def _restamp(self, key: str, written: Export | None) -> None:
        """Change the stamp after a write (None: the export is deleted), and the kept list with it if it is right.

        Every write changes the stamp after it: another process that was faster has not seen this write. The write is
        done, so a failure is only reported.
        """
        with guarded("change the stamp of the list of exports", key):
            if await self._changed_stamp(key, written):
                return
        self._kept = None
        log.warning("the stamp of the list of exports was not changed: the list may be five minutes old")

    async def _changed_stamp(self, key: str, written: Export | None) -> bool:
        table, stamp = await self._open(), secrets.token_hex(8)
        for attempt in range(ATTEMPTS):
            found = await table.get(*STAMP)
            try:
                await table.put(Put(*STAMP, stamp, found.etag if found else None))
            except StateConflict:
                await asyncio.sleep(0.01 * attempt)
                continue
            self._keep_written(found.body if found else "", stamp, key, written)
            return True
        return False

    def _keep_written(self, before: str, stamp: str, key: str, written: Export | None) -> None:
        kept = self._kept
        if kept is None or kept.stamp != before:
            return
        exports = [export for export in kept.exports if export.id != key]
        if written is not None:
            exports.append(ListedExport.of(to_store(written)))
        self._kept = _KeptList(stamp, kept.until, _sorted(exports))


def _sorted(exports: Iterable[ListedExport]) -> tuple[ListedExport, ...]:
    return tuple(sorted(exports, key=lambda export: (export.name.casefold(), export.id)))
