"""Azure's services in memory, as the stores see them. `Fate` lets the process die at any of their operations."""

from __future__ import annotations

import asyncio
import hashlib
import operator
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from shared.domain.messages import Message, Queue
from shared.domain.rate_limits import Usage
from shared.errors import KeyRefused, SourceChanged, StateConflict, Unavailable
from shared.segments.tables.table_files import ContainerAddress
from shared.storage.confirmed_writes import ConfirmedWrites
from shared.storage.ports import BlobInfo, Delete, Document, Mark, Put
from shared.texts import text

SEGMENTS = ContainerAddress("acme", "segments")
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


class Died(BaseException):
    """The process was killed."""


class Fate:
    """Counts operations down to the one at which the process dies: before its work is done, or right after.

    With another `error`, the process lives: storage did not do the work, or its answer was lost. If that is `lasting`,
    no operation works from then on, until `left` is set again.
    """

    def __init__(self, error: Callable[[], BaseException] = Died, *, lasting: bool = False) -> None:
        self.left: int | None = None
        self.after = False
        self._error = error
        self._lasting = lasting

    def strike(self, *, after: bool) -> None:
        self.read()
        if self.left is None or after != self.after:
            return
        self.left -= 1
        if self.left <= 0:
            if not self._lasting:
                self.left = None
            raise self._error()

    def read(self) -> None:
        """An operation that changes nothing: it fails only while storage is away."""
        if self.left is not None and self.left <= 0:
            raise self._error()


OPERATORS = {"eq": operator.eq, "lt": operator.lt, "le": operator.le, "gt": operator.gt, "ge": operator.ge}


def _holds(entity: dict[str, Any], condition: str, parameters: dict[str, Any]) -> bool:
    name, compare, text = condition.split(" ")
    value = parameters[text[1:]] if text.startswith("@") else {"true": True}.get(text, text.strip("'"))
    return name in entity and bool(OPERATORS[compare](entity[name], value))


class MemoryTable(ConfirmedWrites):
    def __init__(self, fate: Fate | None = None) -> None:
        self.rows: dict[tuple[str, str], tuple[Put, int]] = {}
        self._write_ids: dict[tuple[str, str], str] = {}
        self.reads = self.writes = 0
        self._fate = fate or Fate()
        self._version = 0

    async def get(self, partition: str, key: str) -> Document | None:
        # Like a request over the network: other tasks run meanwhile.
        await asyncio.sleep(0)
        self._fate.read()
        self.reads += 1
        found = self.rows.get((partition, key))
        write_id = self._write_ids.get((partition, key), "")
        return Document(partition, key, found[0].body, str(found[1]), write_id) if found else None

    async def scan(self, query: str, **parameters: Any) -> AsyncIterator[Document]:
        """Understands comparisons joined by `and`, which is all that the app asks."""
        self._fate.read()
        rows = sorted(self.rows.items())
        # Like a request over the network: other tasks run meanwhile.
        await asyncio.sleep(0)
        for (partition, key), (put, version) in rows:
            entity = {"PartitionKey": partition, "RowKey": key, **dict(put.properties)}
            if all(_holds(entity, condition, parameters) for condition in query.split(" and ")):
                yield Document(partition, key, put.body, str(version))

    async def keys(self, query: str, **parameters: Any) -> list[str]:
        return [document.key async for document in self.scan(query, **parameters)]

    async def first_keys(self, query: str, size: int, **parameters: Any) -> tuple[list[str], bool]:
        found = await self.keys(query, **parameters)
        return found[:size], len(found) > size

    async def full_page(
        self, query: str, parameters: dict[str, str], size: int, cursor: dict[str, str] | None
    ) -> tuple[list[Document], dict[str, str] | None]:
        """The cursor names the first document of the page."""
        first = (cursor or {}).get("RowKey", "")
        found = [each async for each in self.scan(query, **parameters) if each.key >= first]
        following = {"PartitionKey": found[size].partition, "RowKey": found[size].key} if len(found) > size else None
        return found[:size], following

    async def _written(self, partition: str, key: str) -> Document | None:
        return await self.get(partition, key)

    async def _put(self, put: Put, write_id: str) -> str:
        self._fate.strike(after=False)
        self._check(put)
        etag = self._write(put, write_id)
        self._fate.strike(after=True)
        return etag

    async def _delete(self, delete: Delete) -> None:
        self._fate.strike(after=False)
        found = self.rows.get((delete.partition, delete.key))
        if found and delete.etag and delete.etag != str(found[1]):
            raise StateConflict(text("record-changed", record=str(delete.key)))
        self.rows.pop((delete.partition, delete.key), None)
        self._fate.strike(after=True)

    async def _transact(self, operations: Sequence[Put | Delete | Mark], write_id: str) -> None:
        self._fate.strike(after=False)
        for operation in operations:
            if isinstance(operation, Put):
                self._check(operation)
            elif isinstance(operation, Delete) and (operation.partition, operation.key) not in self.rows:
                raise StateConflict(text("record-changed", record=str(operation.key)))
        for operation in operations:
            if isinstance(operation, Put):
                self._write(operation, write_id)
            elif isinstance(operation, Mark):
                self._write(Put(operation.partition, operation.key, "{}"), write_id)
            else:
                self.rows.pop((operation.partition, operation.key), None)
        self._fate.strike(after=True)

    def _check(self, put: Put) -> None:
        found = self.rows.get((put.partition, put.key))
        if put.etag != (str(found[1]) if found else None):
            raise StateConflict(text("record-changed", record=str(put.key)))

    def _write(self, put: Put, write_id: str) -> str:
        self._version += 1
        self.writes += 1
        self.rows[put.partition, put.key] = (put, self._version)
        self._write_ids[put.partition, put.key] = write_id
        return str(self._version)


class MemoryTables:
    def __init__(self, fate: Fate | None = None) -> None:
        self._fate = fate or Fate()
        self.tables: dict[str, MemoryTable] = {}

    async def table(self, name: str) -> MemoryTable:
        return self.tables.setdefault(name, MemoryTable(self._fate))


class MemoryBlobs:
    """A container. `requests` counts listings and reads of ranges, which are what a segment's inspection asks."""

    def __init__(self, fate: Fate | None = None, address: ContainerAddress = SEGMENTS) -> None:
        self.blobs: dict[str, bytes] = {}
        self.address = address
        self.requests = self.writes = 0
        self.fate = fate or Fate()

    def put(self, name: str, data: bytes | str) -> None:
        """Store a blob, as a user does: no fault strikes."""
        self.blobs[name] = data.encode() if isinstance(data, str) else data

    async def list(self, prefix: str = "") -> AsyncIterator[BlobInfo]:
        self.requests += 1
        for name, data in sorted(self.blobs.items()):
            if name.startswith(prefix):
                yield BlobInfo(name, len(data), etag_of(data), MOMENT)

    async def list_top(self) -> AsyncIterator[BlobInfo]:
        async for blob in self.list():
            if "/" not in blob.name:
                yield blob

    async def read(self, name: str) -> bytes | None:
        return self.blobs.get(name)

    async def read_range(self, name: str, offset: int, length: int, etag: str) -> bytes:
        self.requests += 1
        data = self.blobs.get(name)
        if data is None or etag_of(data) != etag:
            raise SourceChanged(text("blob-overwritten", blob=name))
        return data[offset : offset + length]

    async def stream(self, name: str) -> AsyncIterator[bytes]:
        if name in self.blobs:
            yield self.blobs[name]

    async def write(self, name: str, data: Any, content_type: str, *, etag: str | None = None) -> None:
        if etag is not None and (name not in self.blobs or etag != etag_of(self.blobs[name])):
            raise StateConflict(text("record-changed", record=name))
        self.fate.strike(after=False)
        self.writes += 1
        self.blobs[name] = data if isinstance(data, bytes) else b"".join([piece async for piece in data])
        self.fate.strike(after=True)

    async def delete_by_prefix(self, prefix: str) -> int:
        self.fate.strike(after=False)
        names = [name for name in self.blobs if name.startswith(prefix)]
        for name in names:
            del self.blobs[name]
        return len(names)


def etag_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


class MemoryQueues:
    """Messages in any order: delays are not kept."""

    def __init__(self, fate: Fate | None = None) -> None:
        self.messages: list[tuple[Queue, Any]] = []
        self.fate = fate or Fate()

    async def send(self, message: Message, *, delay: float = 0) -> None:
        self.fate.strike(after=False)
        self.messages.append((message.queue, message))
        self.fate.strike(after=True)

    async def age(self, queue: Queue, moment: datetime) -> float:
        return 0.0


class MemoryVault:
    """Secrets by name; `asked` holds the names that were read, and whether the cache was passed by. The next
    `refusals` writes fail.
    """

    def __init__(self, secrets: dict[str, str] | None = None) -> None:
        self.secrets = dict(secrets or {})
        self.expiries: dict[str, datetime] = {}
        self.asked: list[tuple[str, bool]] = []
        self.refusals = 0

    async def key(self, secret_name: str, *, fresh: bool = False) -> str:
        self.asked.append((secret_name, fresh))
        if secret_name not in self.secrets:
            raise KeyRefused(text("secret-missing", secret=secret_name))
        return self.secrets[secret_name]

    async def expires(self, secret_name: str) -> datetime | None:
        return self.expiries.get(secret_name)

    async def store(self, secret_name: str, key: str, kind: str = "") -> None:
        # Like a request over the network: other tasks run meanwhile.
        await asyncio.sleep(0)
        self._refuse()
        self.secrets[secret_name] = key

    def _refuse(self) -> None:
        if self.refusals:
            self.refusals -= 1
            raise Unavailable(text("vault-not-stored"))

    async def remove(self, secret_name: str) -> None:
        self._refuse()
        self.secrets.pop(secret_name, None)


class Unlimited:
    """Usage of the rate budgets that is never kept: no request waits."""

    async def read(self, key: str) -> tuple[Usage, str | None]:
        return Usage(), None

    async def write(self, key: str, usage: Usage, etag: str | None) -> str:
        return "1"
