"""Blobs: the segments container (only read) and the exports container (ours)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from azure.core import MatchConditions
from azure.core.credentials_async import AsyncTokenCredential
from azure.core.exceptions import AzureError, ResourceExistsError, ResourceModifiedError, ResourceNotFoundError
from azure.storage.blob import BlobProperties, ContentSettings
from azure.storage.blob.aio import BlobServiceClient, ContainerClient

from shared.errors import StateConflict
from shared.segments.tables.table_files import ContainerAddress
from shared.settings import Storage
from shared.storage.azure_clients import NETWORK, OPERATION_SECONDS, RETRIES, connect, deadline, reading_failure
from shared.storage.ports import BlobInfo


def _info(item: BlobProperties) -> BlobInfo:
    etag, archived = str(item.etag).strip('"'), str(item.blob_tier) == "Archive"
    return BlobInfo(item.name, int(item.size or 0), etag, item.last_modified, archived)


class Blobs:
    """One container. Reading or writing a blob whole raises Unavailable after `operation_seconds`."""

    def __init__(self, container: ContainerClient, operation_seconds: float = OPERATION_SECONDS) -> None:
        self._container = container
        self._operation_seconds = operation_seconds
        self._exists = False

    @property
    def address(self) -> ContainerAddress:
        """The account and the container."""
        return ContainerAddress(str(self._container.account_name), self._container.container_name)

    async def list(self, prefix: str = "") -> AsyncIterator[BlobInfo]:
        """Blobs whose names start with `prefix`, by name. Nothing where the container does not exist."""
        try:
            async for item in self._container.list_blobs(name_starts_with=prefix or None):
                yield _info(item)
        except ResourceNotFoundError:
            return

    async def list_top(self) -> AsyncIterator[BlobInfo]:
        """Blobs that are in no folder. Nothing where the container does not exist."""
        try:
            async for item in self._container.walk_blobs(delimiter="/"):
                if isinstance(item, BlobProperties):
                    yield _info(item)
        except ResourceNotFoundError:
            return

    async def read(self, name: str) -> bytes | None:
        """The whole blob, or None. For what is known to be small, or one chunk."""
        async with deadline("Blob storage", self._operation_seconds):
            try:
                download = await self._container.download_blob(name, max_concurrency=1)
            except ResourceNotFoundError:
                return None
            # Not readall: that copies what came into a buffer, and the buffer into bytes.
            return b"".join([piece async for piece in download.chunks()])

    async def read_range(self, name: str, offset: int, length: int, etag: str) -> bytes:
        """Return bytes of the pinned version as they are stored, whatever its Content-Encoding says.

        Raises SourceChanged where it is gone, SegmentInaccessible where storage refuses it, Unavailable.
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
        """The blob in pieces of a few MB; nothing where there is none."""
        try:
            download = await self._container.download_blob(name, max_concurrency=1)
        except ResourceNotFoundError:
            return
        async for piece in download.chunks():
            yield piece

    async def write(
        self, name: str, data: bytes | AsyncIterator[bytes], content_type: str, *, etag: str | None = None
    ) -> None:
        """Write or overwrite; with `etag`, that very version (raises StateConflict where it is another one, or gone).

        A stream goes up in blocks, so its size is not bound by memory.
        """
        condition: dict[str, Any] = (
            {"etag": f'"{etag}"', "match_condition": MatchConditions.IfNotModified} if etag else {}
        )
        content = ContentSettings(content_type=content_type)
        try:
            await self._with_container(name, data=data, overwrite=True, content_settings=content, **condition)
        except (ResourceModifiedError, ResourceNotFoundError) as error:
            if etag is None:
                raise
            raise StateConflict(f"{name} was changed or deleted meanwhile.") from error

    async def write_new(self, name: str, data: bytes, content_type: str) -> bool:
        """Write unless it is there already; whether it was written."""
        try:
            await self._with_container(
                name, data=data, overwrite=False, content_settings=ContentSettings(content_type=content_type)
            )
        except ResourceExistsError:
            return False
        return True

    async def delete_by_prefix(self, prefix: str) -> int:
        """Delete every blob below `prefix`; how many."""
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
            # A stream is as long as it is: each of its blocks is a request with the client's own time-out.
            await self._upload(name, **upload)

    async def _upload(self, name: str, **upload: Any) -> None:
        blob = self._container.get_blob_client(name)
        if not isinstance(upload["data"], bytes) and not self._exists:
            # A stream cannot be sent twice: the container must be there before.
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
        # Chunk bodies are at most 5 MB: each goes up in one request, which is either whole or not there.
        single: dict[str, Any] = {
            "max_single_put_size": 16 * 1024 * 1024,
            "max_block_size": 8 * 1024 * 1024,
            **RETRIES,
            **NETWORK,
        }
        self._service = connect(BlobServiceClient, storage, storage.blob_uri, credential, **single)

    def container(self, name: str) -> Blobs:
        """The container of that name."""
        return Blobs(self._service.get_container_client(name), self._operation_seconds)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._service.close()
