"""A blob as a file for libraries that seek: ZIP archives have their directory at the end."""

from __future__ import annotations

import asyncio
import io

from shared.domain import Source
from shared.segments.tables.documents import RangeReader

BLOCK_BYTES = 256 * 1024
KEPT_BLOCKS = 16


class RangeFile(io.RawIOBase):
    """A pinned blob, read in blocks. Make it in the event loop; use it in another thread."""

    def __init__(self, container: RangeReader, source: Source) -> None:
        super().__init__()
        self._container = container
        self._source = source
        self._loop = asyncio.get_running_loop()
        self._blocks: dict[int, bytes] = {}
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._source.size}[whence]
        self._position = max(0, origin + offset)
        return self._position

    def read(self, size: int = -1) -> bytes:
        """Return bytes from the position on. Raises the errors of reading the blob, such as SourceChanged."""
        end = self._source.size if size < 0 else min(self._source.size, self._position + size)
        found = []
        while self._position < end:
            start = self._position // BLOCK_BYTES * BLOCK_BYTES
            piece = self._block(start)[self._position - start : end - start]
            if not piece:
                break
            found.append(piece)
            self._position += len(piece)
        return b"".join(found)

    def _block(self, start: int) -> bytes:
        block = self._blocks.get(start)
        if block is None:
            length = min(BLOCK_BYTES, self._source.size - start)
            reading = self._container.read_range(self._source.blob, start, length, self._source.etag)
            block = asyncio.run_coroutine_threadsafe(reading, self._loop).result()
            if len(self._blocks) >= KEPT_BLOCKS:
                self._blocks.pop(next(iter(self._blocks)))
            self._blocks[start] = block
        return block
