"""The rows that a retry sends: those that the repeated run did not get accepted.

They are stored by bucket, as ranges [first, last) of row numbers, so that a retry in pieces reads those of its bucket.
Where the retry has another number of buckets, files are refined or joined, as those of a snapshot are.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple, Self

from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.split import Bucket
from shared.errors import RetryRecordMissing
from shared.storage.stored_files import RunFiles
from shared.texts import text


class UnsentBucket(NamedTuple):
    """Which people's rows are in a file: a bucket, and what hashed identities. It is part of the file's name."""

    number: int
    of: int
    hashed_by: str

    @classmethod
    def new(cls, bucket: Bucket) -> Self:
        """Return the bucket as this version of the app hashes people."""
        # Imported here: loading DuckDB takes its time.
        from shared.planning.database import HASHED_BY

        return cls(bucket.number, bucket.of, HASHED_BY.replace(" ", "-"))

    @classmethod
    def parse(cls, path: str) -> Self:
        """Return the bucket of a file by its path in storage."""
        number, of, hashed_by = path.rpartition("/")[2].removesuffix(".csv").split("_")
        return cls(int(number), int(of), hashed_by)

    @property
    def text(self) -> str:
        """Return the name of its file, without folder and extension."""
        return f"{self.number}_{self.of}_{self.hashed_by}"

    def may_share_people_with(self, other: UnsentBucket) -> bool:
        """Return whether a person may be in both buckets: the first bits of the hash decide."""
        if self.hashed_by != other.hashed_by:
            return True
        few, many = sorted((self, other), key=lambda bucket: bucket.of)
        return many.number * few.of // many.of == few.number


async def has_unsent_rows(context: Context, run_id: str) -> bool:
    """Return whether it is recorded which rows of the run were not accepted."""
    return bool(await context.run_files(run_id).list(layout.UNSENT))


async def load_rows_of_retry(
    context: Context, run: Run, directory: Path, bucket: Bucket | None = None
) -> list[Path] | None:
    """Return files in `directory` with the rows, of the bucket's people at least; None for a run that is no retry.

    Raises RetryRecordMissing: sending every row instead would be another run than the one that was asked for.
    """
    if run.retry_of is None:
        return None
    files = context.run_files(run.retry_of)
    stored = await files.list(layout.UNSENT)
    if not stored:
        raise RetryRecordMissing(text("retry-record-deleted", run=run.retry_of))
    wanted = UnsentBucket.new(bucket or Bucket(0, 1))
    paths = []
    for number, name in enumerate(name for name in stored if UnsentBucket.parse(name).may_share_people_with(wanted)):
        paths.append(directory / f"unsent-{number}.csv")
        await files.download_path(name, paths[-1])
    return paths


class UnsentRows:
    """Writes the rows of a run that a retry sends, one bucket after the other, each to storage when it is complete.

    `require_unchanged` is called before that, and raises where the run was ended by another process.
    """

    def __init__(self, files: RunFiles, path: Path, require_unchanged: Callable[[], Awaitable[None]]) -> None:
        self._files = files
        self._path = path
        self._require_unchanged = require_unchanged
        self._ranges = RowRanges(path)

    def add(self, row: int) -> None:
        """Add a row of the present bucket. Those in ascending order become few ranges."""
        self._ranges.add(row)

    async def complete(self, bucket: Bucket) -> None:
        """Store the rows that were added as those of a bucket, if there are any."""
        self._ranges.close()
        if not self._ranges.empty:
            await self._require_unchanged()
            await self._files.upload(layout.UNSENT, self._path, bucket=UnsentBucket.new(bucket).text)
        self._ranges = RowRanges(self._path)

    def close(self) -> None:
        """Close the local file."""
        self._ranges.close()


class RowRanges:
    """Row numbers, written to a file as lines with the first and the last (excluded) of each range."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="ascii")
        self._range: tuple[int, int] | None = None
        self.empty = True

    def add(self, row: int) -> None:
        """Add a row number."""
        if self._range is not None and self._range[0] <= row <= self._range[1]:
            self._range = (self._range[0], row + 1)
            return
        self._flush()
        self._range = (row, row + 1)

    def close(self) -> None:
        """Write the last range, and close the file."""
        self._flush()
        self._file.close()

    def _flush(self) -> None:
        if self._range is not None:
            self._file.write(f"{self._range[0]},{self._range[1]}\n")
            self._range = None
            self.empty = False
