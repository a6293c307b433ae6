"""Blobs as files, pinned by ETag: what DuckDB reads a segment through.

Reading is sequential almost always, so a file keeps one block ahead of its reader. Every range is asked for with
If-Match: a blob that is overwritten or deleted between two ranges raises SourceChanged, and is never mixed.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from azure.core import MatchConditions
from azure.core.credentials import TokenCredential
from azure.core.exceptions import AzureError, ResourceModifiedError, ResourceNotFoundError
from azure.storage.blob import BlobClient, BlobServiceClient, ContainerClient
from fsspec import AbstractFileSystem

from shared.domain import Source
from shared.errors import AppError, SourceChanged, Unavailable
from shared.settings import Storage
from shared.state.retries import RETRIES

BLOCK = 8 * 1024 * 1024


class PinnedFile(io.RawIOBase):
    """One pinned blob."""

    def __init__(
        self,
        blob: BlobClient,
        source: Source,
        pool: ThreadPoolExecutor,
        failures: list[AppError],
        breaks: dict[int, tuple[int, bool]],
    ) -> None:
        super().__init__()
        self._breaks = breaks
        self._blob = blob
        self._source = source
        self._pool = pool
        self._failures = failures
        self._position = 0
        self._block: tuple[int, bytes] = (0, b"")
        self._ahead: tuple[int, Future[bytes]] | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    @property
    def size(self) -> int:
        """In bytes."""
        return self._source.size

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._source.size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def read(self, size: int = -1) -> bytes:
        left = self._source.size - self._position
        wanted = left if size is None or size < 0 else min(size, left)
        pieces = []
        while wanted > 0:
            start, data = self._block_at(self._position)
            piece = data[self._position - start : self._position - start + wanted]
            pieces.append(piece)
            self._position += len(piece)
            wanted -= len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def readinto(self, buffer: Any) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if self._ahead:
            self._ahead[1].cancel()
            self._ahead = None
        self._block = (0, b"")
        super().close()

    def _block_at(self, position: int) -> tuple[int, bytes]:
        start, data = self._block
        if start <= position < start + len(data):
            return self._block
        start = position // BLOCK * BLOCK
        data = self._ahead[1].result() if self._ahead and self._ahead[0] == start else self._fetch(start)
        self._block = (start, data)
        following = start + BLOCK
        self._ahead = (following, self._pool.submit(self._fetch, following)) if following < self.size else None
        return self._block

    def _fetch(self, start: int) -> bytes:
        try:
            download = self._blob.download_blob(
                offset=start,
                length=min(BLOCK, self._source.size - start),
                max_concurrency=1,
                etag=f'"{self._source.etag}"',
                match_condition=MatchConditions.IfNotModified,
            )
            data = bytes(download.readall())
        except (ResourceModifiedError, ResourceNotFoundError):
            failure: AppError = SourceChanged(f"{self._source.blob} was overwritten or deleted while the run read it.")
        except AzureError:
            failure = Unavailable(f"{self._source.blob} could not be read from storage.")
        else:
            self._breaks[start] = (data.count(b"\n"), data.endswith(b"\n"))
            return data
        # DuckDB turns what is raised here into an error of its own: the true one is kept for whoever asked.
        self._failures.append(failure)
        raise failure


class PinnedFiles(AbstractFileSystem):  # type: ignore[misc]
    """A file system of exactly the pinned blobs: `pinned://0`, `pinned://1`, …, in the order of `sources`.

    `failures` holds what went wrong while a library read a file.
    """

    protocol = "pinned"
    cachable = False

    def __init__(self, container: ContainerClient, sources: Iterable[Source]) -> None:
        super().__init__(skip_instance_cache=True)
        self._container = container
        self._sources = {str(number): source for number, source in enumerate(sources)}
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="read-ahead")
        self._breaks: dict[str, dict[int, tuple[int, bool]]] = {}
        self.failures: list[AppError] = []

    @property
    def paths(self) -> list[str]:
        """Every file's path, in the order of the sources."""
        return [f"{self.protocol}://{name}" for name in self._sources]

    def open(self, path: str, mode: str = "rb", **_: Any) -> PinnedFile:
        """Open for reading."""
        source = self._find(path)
        breaks = self._breaks.setdefault(self._strip_protocol(path), {})
        return PinnedFile(self._container.get_blob_client(source.blob), source, self._pool, self.failures, breaks)

    def line_breaks(self, path: str) -> tuple[int, bool]:
        """How many line feeds the file holds, and whether it ends with one, of what was read so far."""
        blocks = self._breaks.get(self._strip_protocol(path), {})
        return sum(count for count, _ in blocks.values()), blocks[max(blocks)][1] if blocks else True

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        source = self._find(path)
        return {"name": self._strip_protocol(path), "size": source.size, "type": "file", "ETag": source.etag}

    def exists(self, path: str, **_: Any) -> bool:
        return self._strip_protocol(path) in self._sources

    def isfile(self, path: str) -> bool:
        return self.exists(path)

    def glob(self, path: str, **_: Any) -> list[str]:
        return [self._strip_protocol(path)] if self.exists(path) else []

    def modified(self, path: str) -> Any:
        return datetime(2000, 1, 1, tzinfo=UTC)

    def shutdown(self) -> None:
        """Stop reading ahead."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _find(self, path: str) -> Source:
        try:
            return self._sources[self._strip_protocol(path)]
        except KeyError:
            raise FileNotFoundError(path) from None


def container_client(storage: Storage, container: str, credential: TokenCredential | None) -> ContainerClient:
    """The synchronous client that pinned files read through (DuckDB reads from threads of its own)."""
    single: dict[str, Any] = {
        "max_single_get_size": BLOCK,
        "max_chunk_get_size": BLOCK,
        "connection_data_block_size": 1024 * 1024,
        **RETRIES,
    }
    service = (
        BlobServiceClient.from_connection_string(storage.connection_string, **single)
        if storage.connection_string
        else BlobServiceClient(str(storage.blob_uri), credential=credential, **single)
    )
    return service.get_container_client(container)
