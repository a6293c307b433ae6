"""Local files as the file system that a segment is read through: what shared.storage.pinned_files is for blobs."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from threading import get_ident
from typing import Any, BinaryIO

from fsspec import AbstractFileSystem

from shared.errors import AppError
from shared.segments.part_schema import TextCounts


class LocalFiles(AbstractFileSystem):  # type: ignore[misc]  # fsspec has no types
    """`pinned://0`, `pinned://1`, … in the order of `files`."""

    protocol = "pinned"
    cachable = False

    def __init__(self, files: Iterable[Path]) -> None:
        super().__init__(skip_instance_cache=True)
        self._files = {str(number): file for number, file in enumerate(files)}
        self.failures: list[AppError] = []
        self.stopped = False

    @property
    def paths(self) -> list[str]:
        return [f"{self.protocol}://{name}" for name in self._files]

    def open(self, path: str, mode: str = "rb", **_: Any) -> BinaryIO:
        # In memory: a library that does not close what it opened leaves no file open.
        data = self._file(path).read_bytes()
        return _ByThread(data) if path.endswith(".parquet") else io.BytesIO(data)

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        return {"name": self._strip_protocol(path), "size": self._file(path).stat().st_size, "type": "file"}

    def exists(self, path: str, **_: Any) -> bool:
        return self._strip_protocol(path).removesuffix(".parquet") in self._files

    def isfile(self, path: str) -> bool:
        return self.exists(path)

    def glob(self, path: str, **_: Any) -> list[str]:
        return [self._strip_protocol(path)] if self.exists(path) else []

    def modified(self, path: str) -> datetime:
        return datetime(2000, 1, 1, tzinfo=UTC)

    def text_counts(self, path: str) -> TextCounts:
        data = self._file(path).read_bytes()
        return TextCounts.of(data)

    def expect(self, places: int) -> None:
        return

    def stop(self) -> None:
        self.stopped = True

    def shutdown(self) -> None:
        return

    def _file(self, path: str) -> Path:
        return self._files[self._strip_protocol(path).removesuffix(".parquet")]


class _ByThread(io.BytesIO):
    """A place for each thread, as PinnedFile has."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._places: dict[int, int] = {}

    def seek(self, offset: int, whence: int = 0) -> int:
        self._places[get_ident()] = super().seek(offset, whence)
        return self._places[get_ident()]

    def read(self, size: int | None = -1) -> bytes:
        super().seek(self._places.get(get_ident(), 0))
        data = super().read(size)
        self._places[get_ident()] = super().tell()
        return data
