"""The stores of work items in Azure Tables: chunks, batches and previews.

Every write is conditional on the version that was read.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from contextlib import suppress

from shared.domain import Chunk
from shared.domain.batch import Batch
from shared.domain.preview import Preview
from shared.errors import PreviewActive, StateConflict
from shared.storage.ports import Delete, Document, DocumentTable, DocumentTables, Put
from shared.storage.records import Records, Versioned, delete_partition, read_stored, readable, to_store


class Chunks:
    """The chunks of runs: partition = run id, key = the chunk's name."""

    def __init__(self, tables: DocumentTables) -> None:
        self._tables = tables

    async def create(self, chunk: Chunk) -> bool:
        """Write a new chunk's record; return whether there was none."""
        try:
            await (await self._open()).put(Put(chunk.run_id, chunk.name, to_store(chunk)))
        except StateConflict:
            return False
        return True

    async def get(self, run_id: str, name: str) -> Versioned[Chunk] | None:
        """The chunk, or None."""
        document = await (await self._open()).get(run_id, name)
        return _chunk(document) if document else None

    async def replace(self, chunk: Chunk, etag: str) -> str:
        """Raises StateConflict where it is another version by now."""
        return await (await self._open()).put(Put(chunk.run_id, chunk.name, to_store(chunk), etag))

    async def of_run(self, run_id: str) -> AsyncIterator[Versioned[Chunk]]:
        """All chunks of a run, in order."""
        async for document in (await self._open()).scan("PartitionKey eq @run", run=run_id):
            yield _chunk(document)

    async def family(self, chunk: Chunk) -> list[Chunk]:
        """All parts of the chunk, as it was cut, that this is a part of; that one included."""
        query = "PartitionKey eq @run and RowKey ge @first and RowKey lt @last"
        # "/" comes right after ".": parts are named 00017.0, 00017.0.1, …
        names = {"first": chunk.root, "last": chunk.root + "/"}
        return [_chunk(d).value async for d in (await self._open()).scan(query, run=chunk.run_id, **names)]

    async def split(self, parent: Chunk, etag: str, halves: list[Chunk]) -> None:
        """Put the halves in the place of the parent, all or none."""
        await (await self._open()).transact(
            [
                Put(parent.run_id, parent.name, to_store(parent), etag),
                *(Put(half.run_id, half.name, to_store(half)) for half in halves),
            ]
        )

    async def forget(self, run_id: str) -> None:
        """Delete the records of a run's chunks."""
        await delete_partition(await self._open(), run_id)

    async def _open(self) -> DocumentTable:
        return await self._tables.table("chunks")


class Batches:
    """The batches of post-import work of runs: partition = run id, key = the batch's name."""

    def __init__(self, tables: DocumentTables) -> None:
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

    async def _open(self) -> DocumentTable:
        return await self._tables.table("batches")


class Previews(Records[Preview]):
    """The previews of a day, and which of them is the newest of its person.

    Both are in one partition, so that a preview is inserted together with its person's mark.
    """

    ACTIVE = "active:"

    def __init__(self, tables: DocumentTables) -> None:
        super().__init__(tables, "exports", "preview", Preview)

    async def begin(self, preview: Preview) -> None:
        """Insert the preview as its person's newest. Raises PreviewActive while an earlier one is being made."""
        table, key = await self._open(), self._mark_key(preview)
        mark = await table.get(self._partition, key)
        earlier = await self.get(mark.body) if mark else None
        if earlier is not None and earlier.value.is_being_made(preview.created_at):
            raise PreviewActive(f"Your preview {earlier.value.id} is still being made. Wait for it.")
        try:
            await table.transact(
                [
                    Put(self._partition, preview.id, to_store(preview)),
                    Put(self._partition, key, preview.id, mark.etag if mark else None),
                ]
            )
        except StateConflict:
            raise PreviewActive("Another preview of yours began at the same moment. Wait for it.") from None

    async def all(self) -> list[Versioned[Preview]]:
        """All of them."""
        query = "PartitionKey eq @partition and RowKey ge 'pre_'"
        documents = [d async for d in (await self._open()).scan(query, partition=self._partition)]
        return readable(Preview, documents)

    async def remove(self, preview: Preview) -> None:
        """Delete the preview, and its person's mark where the mark names it."""
        table, key = await self._open(), self._mark_key(preview)
        mark = await table.get(self._partition, key)
        if mark is not None and mark.body == preview.id:
            # Where another preview began meanwhile, the mark is that one's.
            with suppress(StateConflict):
                await table.delete(Delete(self._partition, key, mark.etag))
        await self.delete(preview.id)

    def _mark_key(self, preview: Preview) -> str:
        return self.ACTIVE + hashlib.sha256(preview.asked_by.encode()).hexdigest()


def _chunk(document: Document) -> Versioned[Chunk]:
    return Versioned(read_stored(Chunk, document.body), document.etag)


def _batch(document: Document) -> Versioned[Batch]:
    return Versioned(read_stored(Batch, document.body), document.etag)
