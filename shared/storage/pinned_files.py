"""Blobs as files for DuckDB, pinned by ETag.

Text is read from the beginning to the end, so a file reads one block ahead. Parquet is read page by page, by several
threads: its blocks are shared (shared/storage/caches.py). Every range is requested with If-Match: a blob that is
overwritten or deleted between two ranges raises SourceChanged, so that versions are never mixed.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event, get_ident
from typing import Any

from azure.core import MatchConditions
from azure.core.credentials import TokenCredential
from azure.core.exceptions import AzureError
from azure.storage.blob import BlobClient, BlobServiceClient, ContainerClient
from fsspec import AbstractFileSystem

from shared.domain import Source
from shared.errors import AppError, Unavailable
from shared.segments.part_schema import Span, TextCounts
from shared.settings import Storage
from shared.storage.azure_clients import RETRIES, connect, reading_failure
from shared.storage.caches import Blocks
from shared.texts import text

BLOCK = 8 * 1024 * 1024
BY_THREAD = ".parquet"
"""The suffix of paths that several threads read, each at its own position."""


@dataclass
class _Cursor:
    """The position of a reader, its block, and the next block, which is being read ahead."""

    position: int = 0
    block: tuple[int, bytes] = (0, b"")
    ahead: tuple[int, Future[bytes]] | None = None


class PinnedFile(io.RawIOBase):
    """One pinned blob, or a range of its bytes, which is then a file of its own.

    DuckDB's threads share a file. They take turns in reading CSV. Of Parquet each reads its own row groups by `seek`
    and `read`, and another thread may read in between: with `shared` blocks each thread has its own position.
    """

    def __init__(
        self,
        blob: BlobClient,
        source: Source,
        pool: ThreadPoolExecutor,
        failures: list[AppError],
        counts: dict[int, TextCounts],
        stopped: Event,
        *,
        span: Span | None = None,
        shared: Blocks | None = None,
    ) -> None:
        super().__init__()
        self._first, end = span or (0, source.size)
        self._size = end - self._first
        self._counts = counts
        self._blob = blob
        self._source = source
        self._pool = pool
        self._failures = failures
        self._stopped = stopped
        self._shared = shared
        self._cursors: dict[int, _Cursor] = {}

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._cursor().position

    @property
    def size(self) -> int:
        """The size in bytes."""
        return self._size

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        cursor = self._cursor()
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: cursor.position, io.SEEK_END: self._size}[whence]
        cursor.position = max(0, origin + offset)
        return cursor.position

    def read(self, size: int = -1) -> bytes:
        cursor = self._cursor()
        available = self._size - cursor.position
        wanted = available if size is None or size < 0 else min(size, available)
        pieces = []
        while wanted > 0:
            start, data = self._block_at(cursor)
            piece = data[cursor.position - start : cursor.position - start + wanted]
            pieces.append(piece)
            cursor.position += len(piece)
            if self._shared and cursor.position == start + len(data):
                self._shared.mark_read(self._source.blob, start)
            wanted -= len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def readinto(self, buffer: Any) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        for cursor in self._cursors.values():
            if cursor.ahead:
                cursor.ahead[1].cancel()
        self._cursors.clear()
        super().close()

    def _cursor(self) -> _Cursor:
        return self._cursors.setdefault(get_ident() if self._shared else 0, _Cursor())

    def _block_at(self, cursor: _Cursor) -> tuple[int, bytes]:
        if self._shared:
            start = cursor.position // self._shared.size * self._shared.size
            return start, self._shared.get(self._source.blob, start, self._fetch)
        start, data = cursor.block
        if start <= cursor.position < start + len(data):
            return cursor.block
        start = cursor.position // BLOCK * BLOCK
        ahead = cursor.ahead
        data = ahead[1].result() if ahead and ahead[0] == start else self._fetch(start)
        cursor.block = (start, data)
        following = start + BLOCK
        cursor.ahead = (following, self._pool.submit(self._fetch, following)) if following < self.size else None
        return cursor.block

    def _fetch(self, start: int, length: int = BLOCK) -> bytes:
        if self._stopped.is_set():
            raise OSError("Reading was stopped.")
        length = min(length, self._size - start)
        try:
            download = self._blob.download_blob(
                offset=self._first + start,
                length=length,
                max_concurrency=1,
                etag=f'"{self._source.etag}"',
                match_condition=MatchConditions.IfNotModified,
                # Compression is detected from the bytes, not from the blob's Content-Encoding.
                decompress=False,
            )
            data = bytes(download.readall())
        except AzureError as error:
            failure = reading_failure(error, self._source.blob)
        else:
            if len(data) == length:
                if not self._shared:
                    self._counts[start] = TextCounts.of(data)
                return data
            # A reader that continues with fewer bytes would never reach the end.
            failure = Unavailable(
                text("storage-short-answer", received=len(data), length=length, blob=self._source.blob)
            )
        # DuckDB replaces the error that is raised here by one of its own: the caller reads `failures`.
        self._failures.append(failure)
        raise failure


class PinnedFiles(AbstractFileSystem):  # type: ignore[misc]
    """A file system of exactly the pinned blobs: `pinned://0`, `pinned://1`, …, in the order of `sources`.

    `spans` are the ranges of their bytes that are the files; None: the whole blob.

    `pinned://1.parquet` is the same blob as `pinned://1`, for threads that read it at several positions.

    `failures` has the errors that were raised while a library read a file.
    """

    protocol = "pinned"
    cachable = False

    def __init__(
        self, container: ContainerClient, sources: Iterable[Source], spans: Sequence[Span | None] | None = None
    ) -> None:
        super().__init__(skip_instance_cache=True)
        self._container = container
        self._sources = {str(number): source for number, source in enumerate(sources)}
        self._spans = {str(number): span for number, span in enumerate(spans or ()) if span}
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="read-ahead")
        self._counts: dict[str, dict[int, TextCounts]] = {}
        self._shared = Blocks()
        self._stopped = Event()
        self.failures: list[AppError] = []

    @property
    def paths(self) -> list[str]:
        """The paths of all files, in the order of the sources."""
        return [f"{self.protocol}://{name}" for name in self._sources]

    def open(self, path: str, mode: str = "rb", **_: Any) -> PinnedFile:
        """Open a file for reading."""
        source = self._find(path)
        counts = self._counts.setdefault(self._strip_protocol(path), {})
        blob = self._container.get_blob_client(source.blob)
        shared = self._shared if path.endswith(BY_THREAD) else None
        span = self._spans.get(self._strip_protocol(path))
        return PinnedFile(blob, source, self._pool, self.failures, counts, self._stopped, span=span, shared=shared)

    def stop(self) -> None:
        """Make every further read fail, so that a reader in another thread ends soon."""
        self._stopped.set()

    def expect(self, places: int) -> None:
        """Set, before anything is read, at how many places (columns times threads) Parquet is read."""
        self._shared.expect(places)

    def text_counts(self, path: str) -> TextCounts:
        """Return the counts of the part of the file that was read so far."""
        blocks = self._counts.get(self._strip_protocol(path), {})
        ends_line = blocks[max(blocks)].ends_line if blocks else True
        return TextCounts(
            sum(block.line_feeds for block in blocks.values()),
            ends_line,
            any(block.has_nul for block in blocks.values()),
            any(block.has_bare_cr for block in blocks.values()),
        )

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        source, span = self._find(path), self._spans.get(self._strip_protocol(path))
        size = span.last - span.first if span else source.size
        return {"name": self._strip_protocol(path), "size": size, "type": "file", "ETag": source.etag}

    def exists(self, path: str, **_: Any) -> bool:
        return self._strip_protocol(path).removesuffix(BY_THREAD) in self._sources

    def isfile(self, path: str) -> bool:
        return self.exists(path)

    def glob(self, path: str, **_: Any) -> list[str]:
        return [self._strip_protocol(path)] if self.exists(path) else []

    def modified(self, path: str) -> Any:
        return datetime(2000, 1, 1, tzinfo=UTC)

    def shutdown(self) -> None:
        """Stop reading ahead, and delete all blocks."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._shared.clear()

    def _find(self, path: str) -> Source:
        try:
            return self._sources[self._strip_protocol(path).removesuffix(BY_THREAD)]
        except KeyError:
            raise FileNotFoundError(path) from None


def container_client(storage: Storage, container: str, credential: TokenCredential | None) -> ContainerClient:
    """Create the synchronous client of a container: DuckDB reads from its own threads."""
    single: dict[str, Any] = {
        "max_single_get_size": BLOCK,
        "max_chunk_get_size": BLOCK,
        "connection_data_block_size": 1024 * 1024,
        **RETRIES,
    }
    service = connect(BlobServiceClient, storage, storage.blob_uri, credential, **single)
    return service.get_container_client(container)
