"""Typed records in Azure Tables, each with the ETag of the version that was read.

Runs are in run_store.py; chunks, batches and previews in work_items.py.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import batched

from pydantic import BaseModel, ValidationError

from shared.domain import Connection, Export, LastUse
from shared.domain.base import Record
from shared.domain.export import Claim
from shared.domain.maintenance import Erasure, Retention
from shared.domain.notification import Health, Notification, NotificationState
from shared.domain.rate_limits import Usage
from shared.domain.removal import ListRemoval
from shared.domain.schedule import ScheduleState
from shared.domain.snapshot import Snapshot
from shared.errors import NewerVersion, StateConflict
from shared.storage.ports import Delete, Document, DocumentTable, DocumentTables, Put

log = logging.getLogger(__name__)

TRANSACTION_OPERATIONS = 100
"""The most operations of one transaction (Azure Table storage, entity group transactions)."""


@dataclass(frozen=True)
class Versioned[T]:
    """A record and the version it was read at."""

    value: T
    etag: str


def read_stored[T: BaseModel](model: type[T], body: str) -> T:
    """A value as it was stored. What it does not know is let pass at any depth, also where requests refuse it.

    Raises NewerVersion for a record of a newer shape that cannot be read at all.
    """
    try:
        return model.model_validate_json(body, extra="ignore")
    except ValidationError:
        version = json.loads(body).get("schema_version", 1)
        if issubclass(model, Record) and isinstance(version, int) and version > model.SCHEMA:
            raise NewerVersion.of(model.__name__, version) from None
        raise


def to_store(value: BaseModel) -> str:
    """The text of a record. Raises NewerVersion: writing would drop what this version of the app does not know."""
    if isinstance(value, Record):
        value.require_supported_schema()
        value = value.model_copy(update={"schema_version": value.SCHEMA})
    return value.model_dump_json()


def readable[T: BaseModel](model: type[T], documents: Iterable[Document]) -> list[Versioned[T]]:
    """For lists: what a newer version wrote, and this one cannot even show, does not hide the rest."""
    found = []
    for document in documents:
        try:
            found.append(Versioned(read_stored(model, document.body), document.etag))
        except NewerVersion as error:
            log.warning("%s is left out of a list: %s", document.key, error)
    return found


class Records[T: BaseModel]:
    """Records of one kind, all in one partition, by id."""

    def __init__(self, tables: DocumentTables, table: str, partition: str, model: type[T]) -> None:
        self._tables = tables
        self._table = table
        self._partition = partition
        self._model = model

    async def get(self, key: str) -> Versioned[T] | None:
        """The record, or None."""
        document = await (await self._open()).get(self._partition, key)
        return self._read(document) if document else None

    async def all(self) -> list[Versioned[T]]:
        """All of them."""
        table = await self._open()
        documents = [d async for d in table.scan("PartitionKey eq @partition", partition=self._partition)]
        return readable(self._model, documents)

    async def by_key(self) -> dict[str, Versioned[T]]:
        """All of them, by their ids."""
        table = await self._open()
        found = [d async for d in table.scan("PartitionKey eq @partition", partition=self._partition)]
        return {document.key: one for document in found for one in readable(self._model, [document])}

    async def exists(self, key: str) -> bool:
        """Whether there is one of that id, readable or not."""
        return await (await self._open()).get(self._partition, key) is not None

    async def insert(self, key: str, value: T) -> str:
        """Raises StateConflict where it exists."""
        return await (await self._open()).put(Put(self._partition, key, to_store(value)))

    async def replace(self, key: str, value: T, etag: str) -> str:
        """Raises StateConflict where it is another version by now."""
        return await (await self._open()).put(Put(self._partition, key, to_store(value), etag))

    async def delete(self, key: str, etag: str | None = None) -> None:
        """Raises StateConflict where it is another version by now; nothing happens where there is none."""
        await (await self._open()).delete(Delete(self._partition, key, etag))

    async def _open(self) -> DocumentTable:
        return await self._tables.table(self._table)

    def _read(self, document: Document) -> Versioned[T]:
        return Versioned(read_stored(self._model, document.body), document.etag)


def connections(tables: DocumentTables) -> Records[Connection]:
    """The connections."""
    return Records(tables, "connections", "connection", Connection)


def last_uses(tables: DocumentTables) -> Records[LastUse]:
    """When connections were last used, by their ids."""
    return Records(tables, "connections", "last-use", LastUse)


def retention(tables: DocumentTables) -> Records[Retention]:
    """How far old data has been deleted: one record."""
    return Records(tables, "retention", "retention", Retention)


def erasures(tables: DocumentTables) -> Records[Erasure]:
    """The mark of an erasure that is going on: one record at most."""
    return Records(tables, "retention", "erasure", Erasure)


def notifications(tables: DocumentTables) -> Records[Notification]:
    """Who is told what."""
    return Records(tables, "notifications", "notification", Notification)


def healths(tables: DocumentTables) -> Records[Health]:
    """How the deliveries of notifications went, by their ids."""
    return Records(tables, "notifications", "health", Health)


def notification_states(tables: DocumentTables) -> Records[NotificationState]:
    """What was told of exports and connections, by their ids."""
    return Records(tables, "notifications", "standing", NotificationState)


def exports(tables: DocumentTables) -> Records[Export]:
    """The exports."""
    return Records(tables, "exports", "export", Export)


def schedule_states(tables: DocumentTables) -> Records[ScheduleState]:
    """What the scheduler remembers of exports, by their ids."""
    return Records(tables, "exports", "schedule-state", ScheduleState)


def snapshots(tables: DocumentTables) -> Records[Snapshot]:
    """Which file is an export's snapshot, by the export's id."""
    return Records(tables, "snapshots", "snapshot", Snapshot)


def list_removals(tables: DocumentTables) -> Records[ListRemoval]:
    """Who was taken off a list, by the ids of the runs that did it."""
    return Records(tables, "snapshots", "removal", ListRemoval)


def claims(tables: DocumentTables) -> Records[Claim]:
    """Which export is about to fill which list with which segment."""
    return Records(tables, "exports", "claim", Claim)


async def delete_partition(table: DocumentTable, partition: str) -> None:
    """Delete every document of a partition. Several processes may do so at the same time."""
    keys = [document.key async for document in table.scan("PartitionKey eq @partition", partition=partition)]
    for group in batched(keys, TRANSACTION_OPERATIONS):
        deletes = [Delete(partition, key) for key in group]
        try:
            await table.transact(deletes)
        except StateConflict:
            # Storage refuses the transaction for one document that is gone.
            for delete in deletes:
                await table.delete(delete)


class UsageTable:
    """One record an account and endpoint."""

    def __init__(self, tables: DocumentTables) -> None:
        self._tables = tables

    async def read(self, key: str) -> tuple[Usage, str | None]:
        """The record and its ETag; an empty one and None where there is none."""
        document = await (await self._tables.table("budgets")).get("budget", key)
        return (Usage.model_validate_json(document.body), document.etag) if document else (Usage(), None)

    async def write(self, key: str, usage: Usage, etag: str | None) -> str:
        """The new ETag. Raises StateConflict where it is another version by now."""
        return await (await self._tables.table("budgets")).put(Put("budget", key, usage.model_dump_json(), etag))
