"""Documents in Azure Tables: one JSON document in each entity, written on the condition of its ETag."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

from azure.core import MatchConditions
from azure.core.credentials_async import AsyncTokenCredential
from azure.core.exceptions import HttpResponseError, ResourceExistsError, ResourceModifiedError, ResourceNotFoundError
from azure.data.tables import TableTransactionError, UpdateMode
from azure.data.tables.aio import TableClient, TableServiceClient

from shared.errors import Invalid, StateConflict
from shared.settings import Storage
from shared.storage.azure_clients import NETWORK, OPERATION_SECONDS, connect, deadline
from shared.storage.confirmed_writes import ConfirmedWrites
from shared.storage.ports import Delete, Document, Mark, Property, Put
from shared.texts import text

PROPERTY_LENGTH = 16_000
"""Characters of a property. A property has at most 64 KiB in UTF-16 (Azure Table storage, data model)."""
MAX_BODY_LENGTH = 400_000
"""Characters of a document. An entity has at most 1 MiB."""
WRITE_SHARE = 0.75
"""How much of an operation's time its write has. In the rest it is read whether a write without an answer was done."""
RETRY_POST: dict[str, Any] = {"retry_on_methods": frozenset({"POST"})}
"""The client does not repeat a POST whose answer was lost, since it may have been done; here that is found out."""


class Table(ConfirmedWrites):
    """One table. A write whose condition does not hold raises StateConflict.

    Every operation raises Unavailable if it takes longer than `operation_seconds`.
    """

    def __init__(self, client: TableClient, operation_seconds: float = OPERATION_SECONDS) -> None:
        self._client = client
        self._operation_seconds = operation_seconds

    async def get(self, partition: str, key: str) -> Document | None:
        """Return the document, or None."""
        try:
            async with self._deadline():
                return _document(await self._client.get_entity(partition, key))
        except ResourceNotFoundError:
            return None

    async def scan(self, query: str, **parameters: str | bool) -> AsyncIterator[Document]:
        """Return the documents that an OData filter selects, in the order of partition and key."""
        entities = self._client.query_entities(query, parameters=parameters)
        while True:
            async with self._deadline():
                entity = await anext(entities, None)
            if entity is None:
                return
            yield _document(entity)

    async def keys(self, query: str, **parameters: str | bool) -> list[str]:
        """Return the keys of the documents that an OData filter selects: a fraction of the work of reading them."""
        pages = self._client.query_entities(query, parameters=parameters, select=["RowKey"]).by_page()
        found: list[str] = []
        while True:
            async with self._deadline():
                page = await anext(pages, None)
                if page is None:
                    return found
                found += [entity["RowKey"] async for entity in page]

    async def first_keys(self, query: str, size: int, **parameters: str | bool) -> tuple[list[str], bool]:
        """Return the first `size` keys that an OData filter selects, and whether there are more."""
        found: list[str] = []
        cursor: Any = None
        while True:
            # A page of storage may have fewer entities than asked for, or none, though there are more.
            pages = self._client.query_entities(
                query, parameters=parameters, select=["RowKey"], results_per_page=size - len(found)
            ).by_page(cursor)
            async with self._deadline():
                page = await anext(pages, None)
                found += [entity["RowKey"] async for entity in page] if page else []
            cursor = pages.continuation_token  # type: ignore[attr-defined]
            if not cursor or len(found) >= size:
                return found, bool(cursor)

    async def page(
        self, query: str, parameters: dict[str, str], size: int, cursor: dict[str, str] | None
    ) -> tuple[list[Document], dict[str, str] | None]:
        """Return a page of at most `size` documents, and the cursor of the next page."""
        pages = self._client.query_entities(query, parameters=parameters, results_per_page=size).by_page(cursor)  # type: ignore[arg-type]
        async with self._deadline():
            async for page in pages:
                found = [_document(entity) async for entity in page]
                return found, pages.continuation_token  # type: ignore[attr-defined]
        return [], None

    async def full_page(
        self, query: str, parameters: dict[str, str], size: int, cursor: dict[str, str] | None
    ) -> tuple[list[Document], dict[str, str] | None]:
        """Return a page of `size` documents: a page of storage may have fewer if the filter excludes many."""
        found: list[Document] = []
        while True:
            try:
                documents, cursor = await self.page(query, parameters, size - len(found), cursor)
            except HttpResponseError as error:
                if error.status_code != 400 or cursor is None:
                    raise
                raise Invalid(text("cursor-invalid"), field="cursor") from error
            found += documents
            if cursor is None or len(found) >= size:
                return found, cursor

    async def _put(self, put: Put, write_id: str) -> str:
        try:
            async with self._write_deadline():
                if put.etag is None:
                    result = await self._client.create_entity(_entity(put, write_id), **RETRY_POST)
                else:
                    result = await self._client.update_entity(
                        _entity(put, write_id),
                        mode=UpdateMode.REPLACE,
                        etag=put.etag,
                        match_condition=MatchConditions.IfNotModified,
                    )
        except (ResourceExistsError, ResourceModifiedError, ResourceNotFoundError) as error:
            raise StateConflict(text("record-changed", record=str(put.key))) from error
        return str(result["etag"])

    async def _written(self, partition: str, key: str) -> Document | None:
        async with deadline("Table storage", self._operation_seconds, 1 - WRITE_SHARE):
            return await self.get(partition, key)

    async def _delete(self, delete: Delete) -> None:
        condition: dict[str, Any] = (
            {"etag": delete.etag, "match_condition": MatchConditions.IfNotModified} if delete.etag else {}
        )
        try:
            async with self._write_deadline():
                await self._client.delete_entity(delete.partition, delete.key, **condition)
        except ResourceNotFoundError:
            return
        except ResourceModifiedError as error:
            raise StateConflict(text("record-changed", record=str(delete.key))) from error

    async def _transact(self, operations: Sequence[Put | Delete | Mark], write_id: str) -> None:
        batch: list[Any] = []
        for operation in operations:
            if isinstance(operation, Delete):
                entity = {"PartitionKey": operation.partition, "RowKey": operation.key}
                options = {"etag": operation.etag, "match_condition": MatchConditions.IfNotModified}
                batch.append(("delete", entity, options) if operation.etag else ("delete", entity))
            elif isinstance(operation, Mark):
                mark = _entity(Put(operation.partition, operation.key, "{}"), write_id)
                batch.append(("upsert", mark, {"mode": UpdateMode.REPLACE}))
            elif operation.etag is None:
                batch.append(("create", _entity(operation, write_id)))
            else:
                options = {
                    "mode": UpdateMode.REPLACE,
                    "etag": operation.etag,
                    "match_condition": MatchConditions.IfNotModified,
                }
                batch.append(("update", _entity(operation, write_id), options))
        try:
            async with self._write_deadline():
                await self._client.submit_transaction(batch, **RETRY_POST)
        except TableTransactionError as error:
            if error.status_code in (404, 409, 412):
                raise StateConflict(text("records-changed")) from error
            raise

    def _deadline(self) -> AbstractAsyncContextManager[None]:
        return deadline("Table storage", self._operation_seconds)

    def _write_deadline(self) -> AbstractAsyncContextManager[None]:
        return deadline("Table storage", self._operation_seconds, WRITE_SHARE)


class Tables:
    """The tables of one storage account. They are created when first used."""

    def __init__(
        self,
        storage: Storage,
        credential: AsyncTokenCredential | None,
        operation_seconds: float = OPERATION_SECONDS,
    ) -> None:
        self._operation_seconds = operation_seconds
        self._service = connect(TableServiceClient, storage, storage.table_uri, credential, **NETWORK)
        self._known: dict[str, Table] = {}
        self._lock = asyncio.Lock()

    async def table(self, name: str) -> Table:
        """Return the table of that name."""
        async with self._lock:
            if name not in self._known:
                try:
                    async with deadline("Table storage", self._operation_seconds):
                        await self._service.create_table_if_not_exists(name)
                except HttpResponseError as error:
                    # Of two processes that create a table at the same time, Azurite answers one with an unusual 409.
                    if error.status_code != 409:
                        raise
                self._known[name] = Table(self._service.get_table_client(name), self._operation_seconds)
        return self._known[name]

    async def close(self) -> None:
        """Close the connections."""
        await self._service.close()


def _entity(put: Put, write_id: str) -> dict[str, Property]:
    bodies = {f"body{number or ''}": piece for number, piece in enumerate(_pieces(put.body))}
    return {"PartitionKey": put.partition, "RowKey": put.key, **bodies, **dict(put.properties), "write_id": write_id}


def _pieces(body: str) -> list[str]:
    return [body[start : start + PROPERTY_LENGTH] for start in range(0, len(body), PROPERTY_LENGTH)] or [""]


def _document(entity: Any) -> Document:
    body, number = str(entity["body"]), 1
    while piece := entity.get(f"body{number}"):
        body, number = body + str(piece), number + 1
    write_id = str(entity.get("write_id", ""))
    return Document(entity["PartitionKey"], entity["RowKey"], body, entity.metadata["etag"], write_id)
