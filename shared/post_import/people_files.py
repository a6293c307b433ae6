"""Lists of people in storage, written and read bucket by bucket: one file is on local disk at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shared.domain import Run
from shared.domain.people_list import PeopleList
from shared.domain.split import Bucket
from shared.storage.stored_files import RunFiles, unique_name

if TYPE_CHECKING:
    from shared.planning.people_lists import PeopleLists


class ListWriter:
    """Writes a list of a run, bucket by bucket, under paths that no other attempt has."""

    def __init__(self, files: RunFiles, name: str, run: Run) -> None:
        self._files = files
        self._name = unique_name(name)
        self._hashed_by = run.hashed_by
        self._by_bucket = [0] * len(run.buckets)

    async def add(self, bucket: Bucket, path: Path, people: int) -> None:
        """Write the people of a bucket; none are written for a bucket that is not added."""
        await self._files.upload_people(self._name, bucket, path)
        self._by_bucket[bucket.number] = people

    def written(self) -> PeopleList:
        """Return the list."""
        return PeopleList(name=self._name, by_bucket=self._by_bucket, hashed_by=self._hashed_by)


async def read_people(
    files: RunFiles, people_lists: PeopleLists, people: PeopleList, path: Path, size: int
) -> AsyncIterator[list[tuple[Any, ...]]]:
    """Yield the rows of a list in order, `size` at a time. `path` is where a bucket's file is meanwhile.

    The list ends where a file is gone: another delivery has ended the run.
    """
    rows: list[tuple[Any, ...]] = []
    for bucket in people.filled_buckets:
        if not await files.download_people(people, bucket, path):
            return
        blocks = people_lists.batches(path, size)
        while block := await asyncio.to_thread(next, blocks, None):
            rows += block
            while len(rows) >= size:
                yield rows[:size]
                rows = rows[size:]
    if rows:
        yield rows
