"""A list of people in storage, in a file for each bucket: no step has a whole list on its disk."""

from __future__ import annotations

from typing import Self

from pydantic import Field

from shared.domain.base import Stored
from shared.domain.split import Bucket, buckets_of, overlapping


class PeopleList(Stored):
    """The files of a list, and how many people each has. A file without people need not exist.

    name       part of the paths of the files, which no other list has
    by_bucket  the number of people of each bucket, in order: the position of a person counts from the first bucket
    hashed_by  what computed the buckets; empty: they are not known to be those of hashes
    """

    name: str
    by_bucket: list[int] = Field(default_factory=list)
    hashed_by: str = ""

    @property
    def people(self) -> int:
        """How many people the list has."""
        return sum(self.by_bucket)

    @property
    def buckets(self) -> list[Bucket]:
        """The buckets; each has the people at [first, last) of the list."""
        return buckets_of(self.by_bucket)

    def named(self, name: str) -> Self:
        """Return a list with as many people under another name."""
        return self.model_copy(update={"name": name})

    @property
    def filled_buckets(self) -> list[Bucket]:
        """The buckets that have people."""
        return [one for one in self.buckets if one.last > one.first]

    def buckets_with(self, bucket: Bucket | None, hashed_by: str) -> list[Bucket]:
        """Return the buckets that have people, among them all of `bucket` (None: all people).

        `hashed_by` is what computed that bucket.
        """
        if bucket is None or not hashed_by == self.hashed_by != "":
            return self.filled_buckets
        numbers = set(overlapping(bucket, len(self.by_bucket)))
        return [one for one in self.filled_buckets if one.number in numbers]
