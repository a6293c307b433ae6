"""Typed records in Azure Tables, each with the ETag of the version that was read.

Runs are in run_store.py; exports in export_store.py; chunks, batches and previews in work_items.py.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import batched

from pydantic import BaseModel, ValidationError

from shared.domain import Connection, LastUse
from shared.domain.approval import PendingChange
from shared.domain.base import Record
from shared.domain.export import TargetReservation
from shared.domain.maintenance import NotedSecret, Retention
from shared.domain.notification import Health, Notification, NotificationState
from shared.domain.rate_limits import Usage
from shared.domain.removal import ListRemoval
from shared.domain.schedule import ScheduleState
from shared.domain.segment_definition import SegmentDefinition
from shared.domain.segment_format import ChosenFormat
from shared.domain.sign_in import SignIn, TokenLease
from shared.domain.snapshot import Snapshot
from shared.errors import NewerVersion, StateConflict
from shared.storage.ports import Delete, Document, DocumentTable, DocumentTables, Put
from shared.telemetry.guard import guarded

log = logging.getLogger(__name__)

TRANSACTION_OPERATIONS = 100
"""The most operations of one transaction (Azure Table storage, entity group transactions)."""


@dataclass(frozen=True)
class Versioned[T]:
    """A record, and the ETag of the version that was read."""

    value: T
    etag: str


def read_stored[T: BaseModel](model: type[T], body: str) -> T:
    """Return a stored value. Unknown fields are ignored at any depth, also in models that refuse them in requests.

    Raises NewerVersion for a record of a newer schema that cannot be read at all.
    """
    try:
        return model.model_validate_json(body, extra="ignore")
    except ValidationError:
        version = json.loads(body).get("schema_version", 1)
        if issubclass(model, Record) and isinstance(version, int) and version > model.SCHEMA:
            raise NewerVersion.of(model.__name__, version) from None
        raise


def to_store(value: BaseModel) -> str:
    """Return the text of a record. Raises NewerVersion: writing it would drop fields of a newer version of the app."""
    if isinstance(value, Record):
        value.require_supported_schema()
        value = value.stamped()
    return value.model_dump_json()


def readable[T: BaseModel](model: type[T], documents: Iterable[Document]) -> list[Versioned[T]]:
    """Return the records of a list, without those of a newer version of the app that this one cannot read."""
    found = []
    for document in documents:
        try:
            found.append(Versioned(read_stored(model, document.body), document.etag))
        except NewerVersion as error:
            log.warning("%s is missing in a list: %s", document.key, error)
    return found


class Records[T: BaseModel]:
    """Records of one kind by id. They are in one partition."""

    def __init__(self, tables: DocumentTables, table: str, partition: str, model: type[T]) -> None:
        self._tables = tables
        self._table = table
        self._partition = partition
        self._model = model

    async def get(self, key: str) -> Versioned[T] | None:
        """Return the record, or None."""
        document = await (await self._open()).get(self._partition, key)
        return self._read(document) if document else None

    async def all(self) -> list[Versioned[T]]:
        """Return all records, without those of a newer version that cannot be read."""
        table = await self._open()
        documents = [d async for d in table.scan("PartitionKey eq @partition", partition=self._partition)]
        return readable(self._model, documents)

    async def every(self) -> list[T]:
        """Return all records. Raises NewerVersion if one of them cannot be read: what it names must not be lost."""
        table = await self._open()
        documents = table.scan("PartitionKey eq @partition", partition=self._partition)
        return [self._read(document).value async for document in documents]

    async def by_key(self) -> dict[str, Versioned[T]]:
        """Return all records by id, without those of a newer version that cannot be read."""
        table = await self._open()
        found = [d async for d in table.scan("PartitionKey eq @partition", partition=self._partition)]
        return {document.key: one for document in found for one in readable(self._model, [document])}

    async def readable_by_key(self) -> dict[str, Versioned[T]]:
        """Return all records by id, without those that cannot be read: each is reported."""
        table, found = await self._open(), dict[str, Versioned[T]]()
        async for document in table.scan("PartitionKey eq @partition", partition=self._partition):
            with guarded("read a record", document.key):
                found[document.key] = self._read(document)
        return found

    async def exists(self, key: str) -> bool:
        """Return whether there is a record with that id, also one that cannot be read."""
        return await (await self._open()).get(self._partition, key) is not None

    async def insert(self, key: str, value: T) -> str:
        """Write a new record and return its ETag. Raises StateConflict if it exists."""
        return await (await self._open()).put(Put(self._partition, key, to_store(value)))

    async def replace(self, key: str, value: T, etag: str) -> str:
        """Write a record and return its new ETag. Raises StateConflict if it is not the version `etag` any more."""
        return await (await self._open()).put(Put(self._partition, key, to_store(value), etag))

    async def delete(self, key: str, etag: str | None = None) -> None:
        """Delete the record, if there is one. Raises StateConflict if `etag` is given and is another version."""
        await (await self._open()).delete(Delete(self._partition, key, etag))

    async def _open(self) -> DocumentTable:
        return await self._tables.table(self._table)

    def _read(self, document: Document) -> Versioned[T]:
        return Versioned(read_stored(self._model, document.body), document.etag)


def connections(tables: DocumentTables) -> Records[Connection]:
    """Return the store of connections."""
    return Records(tables, "connections", "connection", Connection)


def last_uses(tables: DocumentTables) -> Records[LastUse]:
    """Return the store of the last uses of connections, by connection id."""
    return Records(tables, "connections", "last-use", LastUse)


def sign_ins(tables: DocumentTables) -> Records[SignIn]:
    """Return the store of sign-ins to Klaviyo."""
    return Records(tables, "connections", "sign-in", SignIn)


def token_leases(tables: DocumentTables) -> Records[TokenLease]:
    """Return the store of the leases for renewing tokens, by the name of the secret."""
    return Records(tables, "connections", "token-lease", TokenLease)


def noted_secrets(tables: DocumentTables) -> Records[NotedSecret]:
    """Return the store of secrets that may be unused, by name."""
    return Records(tables, "connections", "noted-secret", NotedSecret)


def segment_formats(tables: DocumentTables) -> Records[ChosenFormat]:
    """Return the store of the chosen formats of segments, by a hash of the segment's name."""
    return Records(tables, "exports", "segment-format", ChosenFormat)


def retention(tables: DocumentTables) -> Records[Retention]:
    """Return the store of the last purge of old data: one record."""
    return Records(tables, "retention", "retention", Retention)


def notifications(tables: DocumentTables) -> Records[Notification]:
    """Return the store of notifications."""
    return Records(tables, "notifications", "notification", Notification)


def healths(tables: DocumentTables) -> Records[Health]:
    """Return the store of delivery results, by notification id."""
    return Records(tables, "notifications", "health", Health)


def notification_states(tables: DocumentTables) -> Records[NotificationState]:
    """Return the store of what was notified, by the id of the export or connection."""
    return Records(tables, "notifications", "state", NotificationState)


def definitions(tables: DocumentTables) -> Records[SegmentDefinition]:
    """Return the store of defined segments, by `definition_key` of their names."""
    return Records(tables, "exports", "segment-definition", SegmentDefinition)


def pending_changes(tables: DocumentTables) -> Records[PendingChange]:
    """Return the changes that wait for approval, by their ids."""
    return Records(tables, "exports", "pending-change", PendingChange)


def schedule_states(tables: DocumentTables) -> Records[ScheduleState]:
    """Return the store of schedule states, by export id."""
    return Records(tables, "exports", "schedule-state", ScheduleState)


def snapshots(tables: DocumentTables) -> Records[Snapshot]:
    """Return the store of snapshots, by export id."""
    return Records(tables, "snapshots", "snapshot", Snapshot)


def list_removals(tables: DocumentTables) -> Records[ListRemoval]:
    """Return the store of removals from lists, by the id of the run that removed."""
    return Records(tables, "snapshots", "removal", ListRemoval)


def target_reservations(tables: DocumentTables) -> Records[TargetReservation]:
    """Return the store of claims: which export sends which segment to which list."""
    return Records(tables, "exports", "claim", TargetReservation)


async def delete_partition(table: DocumentTable, partition: str) -> None:
    """Delete all documents of a partition. Several processes may do so at the same time."""
    keys = [document.key async for document in table.scan("PartitionKey eq @partition", partition=partition)]
    for group in batched(keys, TRANSACTION_OPERATIONS):
        deletes = [Delete(partition, key) for key in group]
        try:
            await table.transact(deletes)
        except StateConflict:
            # Storage refuses the transaction if one of its documents does not exist any more.
            for delete in deletes:
                await table.delete(delete)


class UsageTable:
    """The requests to Klaviyo in its rate windows: one record for each account and endpoint."""

    def __init__(self, tables: DocumentTables) -> None:
        self._tables = tables

    async def read(self, key: str) -> tuple[Usage, str | None]:
        """Return the record and its ETag: an empty record and None if there is none."""
        document = await (await self._tables.table("budgets")).get("budget", key)
        return (Usage.model_validate_json(document.body), document.etag) if document else (Usage(), None)

    async def write(self, key: str, usage: Usage, etag: str | None) -> str:
        """Write the record and return its new ETag. Raises StateConflict if it is not the version `etag` any more."""
        return await (await self._tables.table("budgets")).put(Put("budget", key, usage.model_dump_json(), etag))
