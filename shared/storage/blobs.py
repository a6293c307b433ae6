"""Blobs in Azure: the container of the segments, which is only read, and the container of the exports."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from azure.core import MatchConditions
from azure.core.credentials_async import AsyncTokenCredential
from azure.core.exceptions import AzureError, ResourceExistsError, ResourceModifiedError, ResourceNotFoundError
from azure.storage.blob import ContentSettings
from azure.storage.blob.aio import BlobServiceClient, ContainerClient

from shared.errors import StateConflict
from shared.segments.tables.table_files import ContainerAddress
from shared.settings import Storage
from shared.storage.azure_clients import NETWORK, OPERATION_SECONDS, RETRIES, connect, deadline, reading_failure
from shared.storage.blob_pages import read_page
from shared.storage.confirmed_writes import new_write_id
from shared.storage.ports import BlobInfo
from shared.texts import text


class Blobs:
    """One container. To read or write a whole blob raises Unavailable after `operation_seconds`."""

    def __init__(self, container: ContainerClient, operation_seconds: float = OPERATION_SECONDS) -> None:
        self._container = container
        self._operation_seconds = operation_seconds
        self._exists = False

    @property
    def address(self) -> ContainerAddress:
        """The account and the container."""
        return ContainerAddress(str(self._container.account_name), self._container.container_name)

    async def list(self, prefix: str = "") -> AsyncIterator[BlobInfo]:
        """Return the blobs whose names begin with `prefix`, by name: none if the container does not exist."""
        async for blob in self._pages(prefix):
            yield blob

    async def list_top(self) -> AsyncIterator[BlobInfo]:
        """Return the blobs that are in no folder: none if the container does not exist."""
        async for blob in self._pages("", top_only=True):
            yield blob

    async def _pages(self, prefix: str, *, top_only: bool = False) -> AsyncIterator[BlobInfo]:
        marker = None
        while True:
            try:
                async with deadline("Blob storage", self._operation_seconds):
                    page = await read_page(self._container, prefix, marker, top_only=top_only)
            except ResourceNotFoundError:
                return
            for blob in page.blobs:
                yield blob
            if (marker := page.next_marker) is None:
                return

    async def read(self, name: str) -> bytes | None:
        """Return a whole blob that is known to be small, or None."""
        async with deadline("Blob storage", self._operation_seconds):
            try:
                download = await self._container.download_blob(name, max_concurrency=1)
            except ResourceNotFoundError:
                return None
            # Not readall: it copies the data into a buffer, and the buffer into bytes.
            return b"".join([piece async for piece in download.chunks()])

    async def read_range(self, name: str, offset: int, length: int, etag: str) -> bytes:
        """Return bytes of the pinned version as they are stored, whatever its Content-Encoding says.

        Raises SourceChanged if that version does not exist any more, SegmentInaccessible, Unavailable.
        """
        try:
            async with deadline("Blob storage", self._operation_seconds):
                download = await self._container.download_blob(
                    name,
                    offset=offset,
                    length=length,
                    etag=f'"{etag}"',
                    match_condition=MatchConditions.IfNotModified,
                    max_concurrency=1,
                    decompress=False,
                )
                return bytes(await download.readall())
        except AzureError as error:
            raise reading_failure(error, name) from error

    async def stream(self, name: str) -> AsyncIterator[bytes]:
        """Return the blob in pieces of a few MB: none if it does not exist."""
        try:
            download = await self._container.download_blob(name, max_concurrency=1)
        except ResourceNotFoundError:
            return
        async for piece in download.chunks():
            yield piece

    async def write(
        self, name: str, data: bytes | AsyncIterator[bytes], content_type: str, *, etag: str | None = None
    ) -> None:
        """Write or overwrite a blob. A stream is written in blocks, so that memory does not limit its size.

        Raises StateConflict if the blob is not the version `etag`, where one is given.
        """
        content = ContentSettings(content_type=content_type)
        if etag is None:
            await self._with_container(name, data=data, overwrite=True, content_settings=content)
            return
        # As with documents (confirmed_writes.py): the client's second attempt conflicts with the first.
        write_id = new_write_id()
        condition = {"etag": f'"{etag}"', "match_condition": MatchConditions.IfNotModified}
        options = {"overwrite": True, "content_settings": content, "metadata": {"write_id": write_id}}
        try:
            await self._with_container(name, data=data, **options, **condition)
        except (ResourceModifiedError, ResourceNotFoundError) as error:
            if await self._write_id(name) != write_id:
                raise StateConflict(text("record-changed", record=name)) from error

    async def _write_id(self, name: str) -> str | None:
        """Return the id of the conditional write that wrote the blob last."""
        try:
            async with deadline("Blob storage", self._operation_seconds):
                properties = await self._container.get_blob_client(name).get_blob_properties()
        except ResourceNotFoundError:
            return None
        return (properties.metadata or {}).get("write_id")

    async def delete_by_prefix(self, prefix: str) -> int:
        """Delete all blobs whose names begin with `prefix`, and return how many."""
        count = 0
        async for blob in self.list(prefix):
            try:
                await self._container.delete_blob(blob.name, delete_snapshots="include")
            except ResourceNotFoundError:
                continue
            count += 1
        return count

    async def _with_container(self, name: str, **upload: Any) -> None:
        if isinstance(upload["data"], bytes):
            async with deadline("Blob storage", self._operation_seconds):
                await self._upload(name, **upload)
        else:
            # A stream has no fixed length: each of its blocks is a request with the client's own time-out.
            await self._upload(name, **upload)

    async def _upload(self, name: str, **upload: Any) -> None:
        blob = self._container.get_blob_client(name)
        if not isinstance(upload["data"], bytes) and not self._exists:
            # A stream cannot be sent twice: the container must exist before.
            with suppress(ResourceExistsError):
                await self._container.create_container()
            self._exists = True
        try:
            await blob.upload_blob(max_concurrency=1, **upload)
        except ResourceNotFoundError:
            if not isinstance(upload["data"], bytes):
                raise
            with suppress(ResourceExistsError):
                await self._container.create_container()
            await blob.upload_blob(max_concurrency=1, **upload)


class BlobStorage:
    """The containers of one storage account."""

    def __init__(
        self,
        storage: Storage,
        credential: AsyncTokenCredential | None,
        operation_seconds: float = OPERATION_SECONDS,
    ) -> None:
        self._operation_seconds = operation_seconds
        # Chunk bodies are at most 5 MB: each is written by one request, as a whole or not at all.
        single: dict[str, Any] = {
            "max_single_put_size": 16 * 1024 * 1024,
            "max_block_size": 8 * 1024 * 1024,
            **RETRIES,
            **NETWORK,
        }
        self._service = connect(BlobServiceClient, storage, storage.blob_uri, credential, **single)

    def container(self, name: str) -> Blobs:
        """Return the container of that name."""
        return Blobs(self._service.get_container_client(name), self._operation_seconds)

    async def close(self) -> None:
        """Close the connections."""
        await self._service.close()
