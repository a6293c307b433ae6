"""Writes of documents whose result is known although the answer was lost.

Storage may do a write whose answer never arrives. A second attempt, also one of storage's own client, then conflicts
with the first, and looks like a write of another process. So each write stores an id of its own with the documents.
After a failure the document is read: with that id, the write was done.
"""

from __future__ import annotations

import secrets
from abc import ABC, abstractmethod
from collections.abc import Sequence

from shared.storage.ports import Delete, Document, Mark, Put


class ConfirmedWrites(ABC):
    """A table whose writes fail only if they were not done, or storage cannot be read either.

    What is left then is as if the process had died there. A write that another process has replaced before it could be
    confirmed counts as a conflict.
    """

    @abstractmethod
    async def _put(self, put: Put, write_id: str) -> str:
        """Write a document and its write id, and return its new ETag."""

    @abstractmethod
    async def _delete(self, delete: Delete) -> None:
        """Delete a document."""

    @abstractmethod
    async def _transact(self, operations: Sequence[Put | Delete | Mark], write_id: str) -> None:
        """Do all operations or none. The documents that are written get the write id."""

    @abstractmethod
    async def _written(self, partition: str, key: str) -> Document | None:
        """Return the document as it is after a write that failed, or None."""

    async def put(self, put: Put) -> str:
        """Write a document and return its new ETag. Raise StateConflict."""
        write_id = new_write_id()
        try:
            return await self._put(put, write_id)
        except Exception as failure:  # noqa: BLE001 - raised again unless the write was done
            return (await self._confirm(put, write_id, failure)).etag

    async def delete(self, delete: Delete) -> None:
        """Delete a document, if there is one. Raise StateConflict."""
        try:
            await self._delete(delete)
        except Exception as failure:
            if await self._read(delete, failure) is not None:
                raise

    async def transact(self, operations: Sequence[Put | Delete | Mark]) -> None:
        """Do all operations or none: at most 100, all in one partition. Raise StateConflict."""
        write_id = new_write_id()
        try:
            await self._transact(operations, write_id)
        except Exception as failure:
            put = next((one for one in operations if isinstance(one, Put | Mark)), None)
            if put is None:
                raise
            # All were done, or none.
            await self._confirm(put, write_id, failure)

    async def _confirm(self, put: Put | Mark, write_id: str, failure: Exception) -> Document:
        """Return the document as this write left it. Raise the failure if the write was not done."""
        found = await self._read(put, failure)
        if found is None or found.write_id != write_id:
            raise failure
        return found

    async def _read(self, operation: Put | Delete | Mark, failure: Exception) -> Document | None:
        """Return the document. Raise the failure of the write if storage cannot be read."""
        try:
            return await self._written(operation.partition, operation.key)
        except Exception:  # noqa: BLE001 - what the write failed by is raised
            raise failure from None


def new_write_id() -> str:
    """Return an id that no other write has."""
    return secrets.token_hex(8)
