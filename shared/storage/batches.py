"""The batches of runs: partition = run id, key = the batch's name."""

from __future__ import annotations

from collections.abc import AsyncIterator

from shared.domain.batch import Batch
from shared.errors import StateConflict
from shared.storage.records import Versioned, read_stored, to_store
from shared.storage.tables import Document, Put, Table, Tables, delete_partition


class Batches:
    """Every write is conditional on the version that was read."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def create(self, batch: Batch) -> bool:
        """Whether it was new."""
        try:
            await (await self._open()).put(Put(batch.run_id, batch.name, to_store(batch)))
        except StateConflict:
            return False
        return True

    async def get(self, run_id: str, name: str) -> Versioned[Batch] | None:
        """The batch, or None."""
        document = await (await self._open()).get(run_id, name)
        return _batch(document) if document else None

    async def replace(self, batch: Batch, etag: str) -> str:
        """Raises StateConflict where it is another version by now."""
        return await (await self._open()).put(Put(batch.run_id, batch.name, to_store(batch), etag))

    async def of_run(self, run_id: str) -> AsyncIterator[Versioned[Batch]]:
        """All batches of a run, by name."""
        async for document in (await self._open()).scan("PartitionKey eq @run", run=run_id):
            yield _batch(document)

    async def forget(self, run_id: str) -> None:
        """Delete the records of a run's batches."""
        await delete_partition(await self._open(), run_id)

    async def _open(self) -> Table:
        return await self._tables.table("batches")


def _batch(document: Document) -> Versioned[Batch]:
    return Versioned(read_stored(Batch, document.body), document.etag)
