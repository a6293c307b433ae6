"""The stores of work items in Azure Tables: chunks, batches, pieces, previews, consent feeds and erasures.

Every write is conditional on the version that was read.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from contextlib import suppress

from shared.domain import Chunk
from shared.domain.batch import Batch
from shared.domain.chunk import Split
from shared.domain.consent_feed import FeedLook
from shared.domain.erasure_job import ErasureJob
from shared.domain.list_check import ListCheck
from shared.domain.maintenance import Erasure
from shared.domain.person_lookup import PersonLookup
from shared.domain.preview import Preview
from shared.domain.split import Piece, Stage
from shared.errors import PreviewActive, StateConflict
from shared.storage.ports import Delete, Document, DocumentTable, DocumentTables, Put
from shared.storage.records import Records, Versioned, delete_partition, read_stored, readable, to_store
from shared.texts import text


class RunItemStore[T: Chunk | Batch | Piece]:
    """The work items of runs: partition = run id, key = the item's name."""

    def __init__(self, tables: DocumentTables, table: str, model: type[T]) -> None:
        self._tables = tables
        self._table = table
        self._model = model

    async def create(self, item: T) -> bool:
        """Write a new item; return whether there was none of its name."""
        try:
            await (await self._open()).put(Put(item.run_id, item.name, to_store(item)))
        except StateConflict:
            return False
        return True

    async def get(self, run_id: str, name: str) -> Versioned[T] | None:
        """Return the item, or None."""
        document = await (await self._open()).get(run_id, name)
        return self._read(document) if document else None

    async def reload(self, item: T) -> Versioned[T] | None:
        """Return the item as it is stored now, or None."""
        return await self.get(item.run_id, item.name)

    async def replace(self, item: T, etag: str) -> str:
        """Write the item and return its new ETag. Raises StateConflict where it is no longer the version `etag`."""
        return await (await self._open()).put(Put(item.run_id, item.name, to_store(item), etag))

    async def of_run(self, run_id: str) -> AsyncIterator[Versioned[T]]:
        """Yield all items of a run, ordered by name."""
        async for document in (await self._open()).scan("PartitionKey eq @run", run=run_id):
            yield self._read(document)

    async def forget(self, run_id: str) -> None:
        """Delete the records of a run's items."""
        await delete_partition(await self._open(), run_id)

    async def _open(self) -> DocumentTable:
        return await self._tables.table(self._table)

    def _read(self, document: Document) -> Versioned[T]:
        return Versioned(read_stored(self._model, document.body), document.etag)


class Chunks(RunItemStore[Chunk]):
    """The chunks of runs."""

    def __init__(self, tables: DocumentTables) -> None:
        super().__init__(tables, "chunks", Chunk)

    async def family(self, chunk: Chunk) -> list[Chunk]:
        """Return all parts of the chunk, as it was cut, that this is a part of, this one included."""
        query = "PartitionKey eq @run and RowKey ge @first and RowKey lt @last"
        # "/" comes right after ".": parts are named 00017.0, 00017.0.1, …
        names = {"first": chunk.root, "last": chunk.root + "/"}
        return [self._read(d).value async for d in (await self._open()).scan(query, run=chunk.run_id, **names)]

    async def split(self, split: Split, etag: str) -> None:
        """Write the split parent and create its halves, all or none. Raises StateConflict where `etag` is old."""
        parent = split.parent
        await (await self._open()).transact(
            [
                Put(parent.run_id, parent.name, to_store(parent), etag),
                *(Put(half.run_id, half.name, to_store(half)) for half in split.halves),
            ]
        )


class Batches(RunItemStore[Batch]):
    """The batches of post-import work of runs."""

    def __init__(self, tables: DocumentTables) -> None:
        super().__init__(tables, "batches", Batch)


class Pieces(RunItemStore[Piece]):
    """The pieces of preparations that are split."""

    def __init__(self, tables: DocumentTables) -> None:
        super().__init__(tables, "pieces", Piece)

    async def of_stage(self, run_id: str, key: str, stage: Stage) -> list[Versioned[Piece]]:
        """Return the pieces of a stage, by number."""
        query = "PartitionKey eq @run and RowKey ge @first and RowKey lt @last"
        # "." comes right after "-".
        names = {"first": f"{key}-{stage}-", "last": f"{key}-{stage}."}
        return [self._read(d) async for d in (await self._open()).scan(query, run=run_id, **names)]


class Previews:
    """The previews of a day, and which of them is the newest of its person.

    Both are in one partition, so that a preview is inserted together with its person's mark.
    """

    ACTIVE = "active:"
    PARTITION = "preview"

    def __init__(self, tables: DocumentTables) -> None:
        self._tables = tables
        self._records = Records(tables, "exports", "preview", Preview)

    async def get(self, preview_id: str) -> Versioned[Preview] | None:
        """Return the preview, or None."""
        return await self._records.get(preview_id)

    async def reload(self, item: Preview) -> Versioned[Preview] | None:
        """Return the preview as it is stored now, or None."""
        return await self.get(item.id)

    async def replace(self, item: Preview, etag: str) -> str:
        """Write the preview and return its new ETag. Raises StateConflict where it is no longer the version `etag`."""
        return await self._records.replace(item.id, item, etag)

    async def begin(self, preview: Preview) -> None:
        """Insert the preview as the newest of its person. Raises PreviewActive while an earlier one is being made."""
        table, key = await self._open(), self._mark_key(preview)
        mark = await table.get(self.PARTITION, key)
        earlier = await self.get(mark.body) if mark else None
        if earlier is not None and earlier.value.is_being_made(preview.created_at):
            raise PreviewActive(text("preview-active", preview=earlier.value.id))
        try:
            await table.transact(
                [
                    Put(self.PARTITION, preview.id, to_store(preview)),
                    Put(self.PARTITION, key, preview.id, mark.etag if mark else None),
                ]
            )
        except StateConflict:
            raise PreviewActive(text("preview-active-now")) from None

    async def all(self) -> list[Versioned[Preview]]:
        """Return all previews."""
        query = "PartitionKey eq @partition and RowKey ge 'pre_'"
        documents = [d async for d in (await self._open()).scan(query, partition=self.PARTITION)]
        return readable(Preview, documents)

    async def remove(self, preview: Preview) -> None:
        """Delete the preview, and its person's mark where the mark names it."""
        table, key = await self._open(), self._mark_key(preview)
        mark = await table.get(self.PARTITION, key)
        if mark is not None and mark.body == preview.id:
            # Where another preview began meanwhile, the mark is that one's.
            with suppress(StateConflict):
                await table.delete(Delete(self.PARTITION, key, mark.etag))
        await self._records.delete(preview.id)

    async def _open(self) -> DocumentTable:
        return await self._tables.table("exports")

    def _mark_key(self, preview: Preview) -> str:
        return self.ACTIVE + hashlib.sha256(preview.asked_by.encode()).hexdigest()


class FeedLooks:
    """How far the consent feed of each connection has come, by the connection's id."""

    def __init__(self, tables: DocumentTables) -> None:
        self._records = Records(tables, "connections", "consent-feed", FeedLook)

    async def get(self, connection_id: str) -> Versioned[FeedLook] | None:
        """Return the record; None before the first look."""
        return await self._records.get(connection_id)

    async def create(self, look: FeedLook) -> None:
        """Write a new record. Raises StateConflict if it exists."""
        await self._records.insert(look.connection_id, look)

    async def all(self) -> list[Versioned[FeedLook]]:
        """Return all records."""
        return await self._records.all()

    async def reload(self, item: FeedLook) -> Versioned[FeedLook] | None:
        """Return the record as it is stored now, or None."""
        return await self.get(item.connection_id)

    async def replace(self, item: FeedLook, etag: str) -> str:
        """Write the record and return its new ETag. Raises StateConflict where it is no longer the version `etag`."""
        return await self._records.replace(item.connection_id, item, etag)

    async def delete(self, connection_id: str) -> None:
        """Delete the record, if there is one."""
        await self._records.delete(connection_id)


class Jobs[T: ErasureJob | ListCheck | PersonLookup]:
    """Work that users ask for beside runs, by its id."""

    def __init__(self, records: Records[T]) -> None:
        self._records = records

    async def get(self, job_id: str) -> Versioned[T] | None:
        """Return the job, or None."""
        return await self._records.get(job_id)

    async def all(self) -> list[T]:
        """Return all jobs."""
        return [found.value for found in await self._records.all()]

    async def insert(self, job: T) -> None:
        """Write a new job."""
        await self._records.insert(job.id, job)

    async def reload(self, item: T) -> Versioned[T] | None:
        """Return the job as it is stored now, or None."""
        return await self.get(item.id)

    async def replace(self, item: T, etag: str) -> str:
        """Write the job and return its new ETag. Raises StateConflict where it is no longer the version `etag`."""
        return await self._records.replace(item.id, item, etag)

    async def delete(self, job_id: str) -> None:
        """Delete the job's record."""
        await self._records.delete(job_id)


def list_checks(tables: DocumentTables) -> Jobs[ListCheck]:
    """Return the list checks of the last weeks."""
    return Jobs(Records(tables, "exports", "list-check", ListCheck))


def erasure_jobs(tables: DocumentTables) -> Jobs[ErasureJob]:
    """Return the erasures of people that were asked for."""
    return Jobs(Records(tables, "retention", "erasure-job", ErasureJob))


def person_lookups(tables: DocumentTables) -> Jobs[PersonLookup]:
    """Return the lookups of people of the last day."""
    return Jobs(Records(tables, "retention", "person-lookup", PersonLookup))


class Erasures:
    """The lock of erasures: one record, which is claimed while a person is erased."""

    KEY = "erasure"

    def __init__(self, tables: DocumentTables) -> None:
        self._records = Records(tables, "retention", "erasure", Erasure)

    async def get(self) -> Versioned[Erasure] | None:
        """Return the record; None before the first erasure."""
        return await self._records.get(self.KEY)

    async def create(self) -> None:
        """Write the record, unless it exists."""
        with suppress(StateConflict):
            await self._records.insert(self.KEY, Erasure())

    async def reload(self, item: Erasure) -> Versioned[Erasure] | None:  # noqa: ARG002 - there is one
        """Return the record as it is stored now."""
        return await self.get()

    async def replace(self, item: Erasure, etag: str) -> str:
        """Write the record and return its new ETag. Raises StateConflict where it is no longer the version `etag`."""
        return await self._records.replace(self.KEY, item, etag)
