"""A blob as a file for libraries that seek: ZIP archives and Parquet have their directory at the end."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from threading import Lock, get_ident
from typing import Any, Protocol

from fsspec import AbstractFileSystem

from shared.segments.tables.documents import BlobVersion


class BlobRanges(Protocol):
    """What reading ranges needs of storage."""

    async def read_range(self, name: str, offset: int, length: int, etag: str) -> bytes:
        """Return bytes of the pinned version. Raises SourceChanged if it does not exist any more."""
        ...


BLOCK_BYTES = 256 * 1024
SEARCH_BYTES = 64 * 1024
"""Of a file that is searched: about a row group of a row log."""
KEPT_BLOCKS = 16


class RangeFile(io.RawIOBase):
    """A pinned blob, read in blocks. Make it in the event loop, or give that; use it in other threads.

    Each thread has a position of its own: DuckDB reads a file by `seek` and `read` of several threads, and another
    thread may seek in between, also where the database has one thread.
    """

    def __init__(
        self,
        container: BlobRanges,
        name: str,
        blob: BlobVersion,
        loop: asyncio.AbstractEventLoop | None = None,
        block_bytes: int = BLOCK_BYTES,
    ) -> None:
        super().__init__()
        self._container = container
        self._name = name
        self._source = blob
        self._loop = loop or asyncio.get_running_loop()
        self._block_bytes = block_bytes
        self._blocks: dict[int, bytes] = {}
        self._fetching = Lock()
        self._positions: dict[int, int] = {}

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._positions.get(get_ident(), 0)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self.tell(), io.SEEK_END: self._source.size}[whence]
        position = self._positions[get_ident()] = max(0, origin + offset)
        return position

    def read(self, size: int = -1) -> bytes:
        """Return bytes from the position on. Raises the errors of reading the blob, such as SourceChanged."""
        position = self.tell()
        end = self._source.size if size < 0 else min(self._source.size, position + size)
        found = []
        while position < end:
            start = position // self._block_bytes * self._block_bytes
            piece = self._block(start)[position - start : end - start]
            if not piece:
                break
            found.append(piece)
            position += len(piece)
        self._positions[get_ident()] = position
        return b"".join(found)

    def _block(self, start: int) -> bytes:
        with self._fetching:
            block = self._blocks.get(start)
            if block is None:
                length = min(self._block_bytes, self._source.size - start)
                reading = self._container.read_range(self._name, start, length, self._source.etag)
                block = asyncio.run_coroutine_threadsafe(reading, self._loop).result()
                if len(self._blocks) >= KEPT_BLOCKS:
                    self._blocks.pop(next(iter(self._blocks)))
                self._blocks[start] = block
            return block


class Listed(BlobVersion, Protocol):
    """An entry of a listing."""

    @property
    def name(self) -> str: ...


class RangeFiles(AbstractFileSystem):  # type: ignore[misc]
    """Listed blobs as a file system for DuckDB, which reads only the parts of a Parquet file that a query needs.

    Make it in the event loop; use it in other threads. `replace` does not wait for a query: call it between queries.
    """

    protocol = "ranges"
    cachable = False

    def __init__(self, container: BlobRanges) -> None:
        super().__init__(skip_instance_cache=True)
        self._container = container
        self._loop = asyncio.get_running_loop()
        self._blobs: dict[str, Listed] = {}
        self._count = 0

    def replace(self, blobs: Iterable[Listed]) -> list[str]:
        """Set the blobs in place of those before; return their paths. No path is used twice."""
        self._blobs = {}
        for blob in blobs:
            self._count += 1
            self._blobs[f"{self._count}.parquet"] = blob
        return [f"{self.protocol}://{name}" for name in self._blobs]

    def open(self, path: str, mode: str = "rb", **_: Any) -> RangeFile:  # noqa: ARG002 - as fsspec's
        """Open a file for reading."""
        blob = self._blobs[self._strip_protocol(path)]
        return RangeFile(self._container, blob.name, blob, self._loop, SEARCH_BYTES)

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        name = self._strip_protocol(path)
        return {"name": name, "size": self._blobs[name].size, "type": "file"}

    def exists(self, path: str, **_: Any) -> bool:
        return self._strip_protocol(path) in self._blobs

    def isfile(self, path: str) -> bool:
        return self.exists(path)

    def glob(self, path: str, **_: Any) -> list[str]:
        return [self._strip_protocol(path)] if self.exists(path) else []

    def modified(self, path: str) -> datetime:  # noqa: ARG002 - as fsspec's
        return datetime(2000, 1, 1, tzinfo=UTC)
