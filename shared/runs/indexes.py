"""The indexes of a run's rows, by bucket: one at a time is on local disk."""

from __future__ import annotations

from pathlib import Path

from shared.context import Context
from shared.domain import Run
from shared.domain import storage_layout as layout
from shared.domain.split import Bucket


class Indexes:
    """Downloads indexes to `directory`, the same one only once in a row."""

    def __init__(self, context: Context, run: Run, directory: Path) -> None:
        self._files = context.run_files(run.id)
        self._path = directory / "index.parquet"
        self._held: int | None = None
        self._exists = False

    async def load(self, bucket: Bucket) -> Path | None:
        """Return the index of the bucket, in place of the one before; None if it does not exist."""
        if self._held != bucket.number:
            # It is the largest file of a run.
            self._exists = await self._files.of(bucket).download(layout.INDEX, self._path)
            self._held = bucket.number
        return self._path if self._exists else None
