"""Which run an idempotency key stands for.

The key is bound to a run's id *before* the run begins: whoever asks again with the same key, at the same time or
after a crash half-way, begins the run of that same id or finds it begun.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from shared.domain.base import Instant, Stored
from shared.errors import KeyReused, StateConflict
from shared.storage.ports import Delete, DocumentTable, DocumentTables, Put

PARTITION = "start"
LIFE = timedelta(hours=24)


class Start(Stored):
    """The record of a key.

    `request` is the hash of what was asked for: the key answers no request that asks for something else.
    """

    run_id: str
    request: str
    at: Instant


class IdempotencyKeys:
    """Keys are kept for a day, as hashes."""

    def __init__(self, tables: DocumentTables) -> None:
        self._tables = tables

    async def claim(self, key: str, run_id: str, moment: datetime, *, request: str = "") -> str:
        """Return the id of the run that the key stands for: `run_id` where the key is new.

        Raises KeyReused where the key was used within a day for another `request`.
        """
        table = await self._open()
        hashed = _hash(key)
        mine = Start(run_id=run_id, request=_hash(request), at=moment).model_dump_json()
        try:
            await table.put(Put(PARTITION, hashed, mine))
        except StateConflict:
            found = await table.get(PARTITION, hashed)
            if found is None:
                return run_id
            known = Start.model_validate_json(found.body)
            if known.at > moment - LIFE:
                if known.request != _hash(request):
                    raise KeyReused(
                        f"This key started run {known.run_id} with another body. Send that body again, or another key.",
                        field="Idempotency-Key",
                    ) from None
                return known.run_id
            await table.put(Put(PARTITION, hashed, mine, found.etag))
        return run_id

    async def known(self, key: str, moment: datetime) -> str | None:
        """The id of the run that the key stands for, if it was claimed."""
        found = await (await self._open()).get(PARTITION, _hash(key))
        claimed = Start.model_validate_json(found.body) if found else None
        return claimed.run_id if claimed and claimed.at > moment - LIFE else None

    async def purge(self, moment: datetime) -> None:
        """Forget keys whose day is over."""
        table = await self._open()
        async for document in table.scan("PartitionKey eq @partition", partition=PARTITION):
            if Start.model_validate_json(document.body).at <= moment - LIFE:
                await table.delete(Delete(PARTITION, document.key, document.etag))

    async def _open(self) -> DocumentTable:
        return await self._tables.table("starts")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
