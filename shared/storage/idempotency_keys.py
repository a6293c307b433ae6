"""The run that belongs to an idempotency key.

A key is bound to the id of a run *before* the run starts. A request that is repeated with the same key, at the same
time or after a crash, starts the run with that id or finds it started.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from shared.domain.base import Instant, Stored
from shared.errors import KeyReused, StateConflict
from shared.storage.ports import Delete, DocumentTable, DocumentTables, Put
from shared.texts import text

PARTITION = "start"
LIFETIME = timedelta(hours=24)


class Start(Stored):
    """The record of a key. `request` is the hash of the request: the key is refused for another one."""

    run_id: str
    request: str
    at: Instant


class IdempotencyKeys:
    """Keys, stored as hashes for a day."""

    def __init__(self, tables: DocumentTables) -> None:
        self._tables = tables

    async def claim(self, key: str, run_id: str, at: datetime, *, request: str = "") -> str:
        """Return the id of the run that belongs to the key: `run_id` if the key is new.

        Raises KeyReused if the key was used for another `request` within a day.
        """
        table = await self._open()
        hashed = _hash(key)
        mine = Start(run_id=run_id, request=_hash(request), at=at).model_dump_json()
        replaced: str | None = None
        while True:
            try:
                await table.put(Put(PARTITION, hashed, mine, replaced))
            except StateConflict:
                found = await table.get(PARTITION, hashed)
            else:
                return run_id
            known = Start.model_validate_json(found.body) if found else None
            if known is not None and known.at > at - LIFETIME:
                if known.request != _hash(request):
                    raise KeyReused(text("idempotency-key-used", run=known.run_id), field="Idempotency-Key")
                return known.run_id
            # It is too old, or was just deleted.
            replaced = found.etag if found else None

    async def known(self, key: str, at: datetime) -> str | None:
        """Return the id of the run that belongs to the key, or None."""
        found = await (await self._open()).get(PARTITION, _hash(key))
        claimed = Start.model_validate_json(found.body) if found else None
        return claimed.run_id if claimed and claimed.at > at - LIFETIME else None

    async def purge(self, at: datetime) -> None:
        """Delete keys that are older than a day."""
        table = await self._open()
        async for document in table.scan("PartitionKey eq @partition", partition=PARTITION):
            if Start.model_validate_json(document.body).at <= at - LIFETIME:
                await table.delete(Delete(PARTITION, document.key, document.etag))

    async def _open(self) -> DocumentTable:
        return await self._tables.table("starts")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
