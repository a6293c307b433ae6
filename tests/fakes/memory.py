"""Tables, blobs and queues in memory, as the use cases see them; any of their operations can be the process's last."""

from __future__ import annotations

import asyncio
import operator
from collections.abc import AsyncIterator, Sequence
from typing import Any

from shared.errors import StateConflict
from shared.storage.ports import Delete, Document, Put
from shared.storage.queues import Message, Queue


class Died(BaseException):
    """The process was killed."""


class Fate:
    """Counts operations down to the one at which the process dies: before its work is done, or right after."""

    def __init__(self) -> None:
        self.left: int | None = None
        self.after = False

    def strike(self, *, after: bool) -> None:
        if self.left is None or after != self.after:
            return
        self.left -= 1
        if self.left <= 0:
            self.left = None
            raise Died


OPERATORS = {"eq": operator.eq, "lt": operator.lt, "le": operator.le, "gt": operator.gt, "ge": operator.ge}


def _holds(entity: dict[str, Any], condition: str, parameters: dict[str, Any]) -> bool:
    name, compare, text = condition.split(" ")
    value = parameters[text[1:]] if text.startswith("@") else {"true": True}.get(text, text.strip("'"))
    return name in entity and bool(OPERATORS[compare](entity[name], value))


class MemoryTable:
    def __init__(self, fate: Fate) -> None:
        self.rows: dict[tuple[str, str], tuple[Put, int]] = {}
        self.reads = self.writes = 0
        self._fate = fate
        self._version = 0

    async def get(self, partition: str, key: str) -> Document | None:
        # As over a network: others get on meanwhile.
        await asyncio.sleep(0)
        self.reads += 1
        found = self.rows.get((partition, key))
        return Document(partition, key, found[0].body, str(found[1])) if found else None

    async def scan(self, query: str, **parameters: Any) -> AsyncIterator[Document]:
        """Understands comparisons joined by `and`, which is all that the app asks."""
        rows = sorted(self.rows.items())
        # As over a network: others get on meanwhile.
        await asyncio.sleep(0)
        for (partition, key), (put, version) in rows:
            entity = {"PartitionKey": partition, "RowKey": key, **dict(put.properties)}
            if all(_holds(entity, condition, parameters) for condition in query.split(" and ")):
                yield Document(partition, key, put.body, str(version))

    async def full_page(
        self, query: str, parameters: dict[str, str], size: int, cursor: dict[str, str] | None
    ) -> tuple[list[Document], dict[str, str] | None]:
        """The cursor names the first document of the page."""
        first = (cursor or {}).get("RowKey", "")
        found = [each async for each in self.scan(query, **parameters) if each.key >= first]
        following = {"PartitionKey": found[size].partition, "RowKey": found[size].key} if len(found) > size else None
        return found[:size], following

    async def put(self, put: Put) -> str:
        self._fate.strike(after=False)
        self._check(put)
        etag = self._write(put)
        self._fate.strike(after=True)
        return etag

    async def delete(self, delete: Delete) -> None:
        self._fate.strike(after=False)
        found = self.rows.get((delete.partition, delete.key))
        if found and delete.etag and delete.etag != str(found[1]):
            raise StateConflict(delete.key)
        self.rows.pop((delete.partition, delete.key), None)
        self._fate.strike(after=True)

    async def transact(self, operations: Sequence[Put | Delete]) -> None:
        self._fate.strike(after=False)
        for operation in operations:
            if isinstance(operation, Put):
                self._check(operation)
            elif (operation.partition, operation.key) not in self.rows:
                raise StateConflict(operation.key)
        for operation in operations:
            if isinstance(operation, Put):
                self._write(operation)
            else:
                self.rows.pop((operation.partition, operation.key), None)
        self._fate.strike(after=True)

    def _check(self, put: Put) -> None:
        found = self.rows.get((put.partition, put.key))
        if put.etag != (str(found[1]) if found else None):
            raise StateConflict(put.key)

    def _write(self, put: Put) -> str:
        self._version += 1
        self.writes += 1
        self.rows[put.partition, put.key] = (put, self._version)
        return str(self._version)


class MemoryTables:
    def __init__(self, fate: Fate) -> None:
        self._fate = fate
        self._tables: dict[str, MemoryTable] = {}

    async def table(self, name: str) -> MemoryTable:
        return self._tables.setdefault(name, MemoryTable(self._fate))


class MemoryBlobs:
    def __init__(self, fate: Fate) -> None:
        self.blobs: dict[str, bytes] = {}
        self._fate = fate

    async def read(self, name: str) -> bytes | None:
        return self.blobs.get(name)

    async def stream(self, name: str) -> AsyncIterator[bytes]:
        if name in self.blobs:
            yield self.blobs[name]

    async def write(self, name: str, data: Any, content_type: str, *, etag: str | None = None) -> None:
        if etag is not None and (name not in self.blobs or etag != str(hash(self.blobs[name]))):
            raise StateConflict(name)
        self._fate.strike(after=False)
        self.blobs[name] = data if isinstance(data, bytes) else b"".join([piece async for piece in data])
        self._fate.strike(after=True)

    async def delete_by_prefix(self, prefix: str) -> int:
        self._fate.strike(after=False)
        names = [name for name in self.blobs if name.startswith(prefix)]
        for name in names:
            del self.blobs[name]
        return len(names)


class MemoryQueues:
    """Messages in any order: delays are not kept."""

    def __init__(self, fate: Fate) -> None:
        self.messages: list[tuple[Queue, Message]] = []
        self._fate = fate

    async def send(self, queue: Queue, message: Message, *, delay: float = 0) -> None:
        self._fate.strike(after=False)
        self.messages.append((queue, message))
        self._fate.strike(after=True)
