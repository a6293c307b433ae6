"""A file system that takes the rows of a partition slice by slice, so that never all of them are on local disk.

DuckDB writes Parquet files of a given size, one after the other (`COPY … FILE_SIZE_BYTES`), and calls `open` for each.
There the files that are complete are handed over and deleted, while the query waits. Of a file that is open but whose
footer is not written, nothing is read: DuckDB keeps the first one open to the end.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fsspec import AbstractFileSystem


class Slices(AbstractFileSystem):  # type: ignore[misc]
    """`slices://staged`: the files that DuckDB writes there lie in `directory`; each goes to `take`, once."""

    protocol = "slices"
    cachable = False

    def __init__(self, directory: Path, take: Callable[[Path], None]) -> None:
        super().__init__(skip_instance_cache=True)
        self._directory = directory
        self._take = take
        self._open: list[_Slice] = []
        self.failure: BaseException | None = None

    @property
    def target(self) -> str:
        """What to COPY to."""
        return f"{self.protocol}://staged"

    def restart(self) -> None:
        """Forget what was written: the query starts again."""
        for slice_ in self._open:
            slice_.close()
            slice_.path.unlink(missing_ok=True)
        self._open = []
        self.failure = None

    def finish(self) -> None:
        """Hand over the rest, after the query has ended."""
        for slice_ in self._open:
            slice_.close()
        self._hand_over()

    def open(self, path: str, mode: str = "wb", **_: Any) -> _Slice:  # noqa: ARG002 - as fsspec's
        """Open the next file, after those that are complete were handed over."""
        try:
            self._hand_over()
        except BaseException as error:
            # DuckDB makes an error of its own of it.
            self.failure = error
            raise
        self._open.append(_Slice(self._directory / Path(path).name))
        return self._open[-1]

    def _hand_over(self) -> None:
        for slice_ in [one for one in self._open if one.closed]:
            self._open.remove(slice_)
            self._take(slice_.path)
            slice_.path.unlink()

    def isdir(self, path: str) -> bool:  # noqa: ARG002 - as fsspec's
        return False

    def mkdir(self, path: str, **_: Any) -> None:  # noqa: ARG002 - as fsspec's
        return

    def ls(self, path: str, **_: Any) -> list[Any]:  # noqa: ARG002 - as fsspec's
        return []


class _Slice(io.FileIO):
    def __init__(self, path: Path) -> None:
        super().__init__(path, "wb")
        self.path = path
