"""The line of each record of a part (in Parquet: the row), for rejects."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from shared.segments.formats.text_streams import split_lines


@dataclass
class LineMap:
    """The line on which each record of a file begins, stored as the records at which the offset changes.

    `starts[i]` is the first record (from 0) for which line = record + `offsets[i]` holds.
    """

    starts: array[int] = field(default_factory=lambda: array("q", [0]))
    offsets: array[int] = field(default_factory=lambda: array("q", [2]))

    @classmethod
    def of(cls, starts: Iterable[int], offsets: Iterable[int]) -> LineMap:
        """Return the map with these records and offsets."""
        return cls(array("q", starts), array("q", offsets))

    @property
    def stored(self) -> dict[str, list[int]]:
        """Return the map as JSON has it: the arguments of `of`."""
        return {"starts": list(self.starts), "offsets": list(self.offsets)}

    def line(self, record: int) -> int:
        """Return the line (from 1) on which a record (from 0) begins."""
        return record + self.offsets[bisect_right(self.starts, record) - 1]

    def stretches(self, records: int) -> Iterator[tuple[int, int, int]]:
        """Yield the ranges [first, last) of equal offsets among the first `records`, each with its offset."""
        ends = chain(self.starts[1:], [records])
        for first, end, offset in zip(self.starts, ends, self.offsets, strict=True):
            if first < (last := min(end, records)):
                yield first, last, offset

    def add(self, record: int, line: int) -> None:
        """Store the line of the next record. Records come in order; only a change of the offset uses memory."""
        offset = line - record
        if offset != self.offsets[-1]:
            self.starts.append(record)
            self.offsets.append(offset)


def map_plain_lines(first: int) -> LineMap:
    """Return the map of a file in which each record is one line, the first at line `first`."""
    return LineMap(offsets=array("q", [first]))


def map_kept_rows(deleted: str, rows: tuple[int, int] | None = None) -> LineMap:
    """Return the map of a file, or of a range [first, last) of its rows, of which those marked `1` are no records."""
    first, last = rows or (0, len(deleted))
    found = map_plain_lines(1 + first)
    record = 0
    for row, mark in enumerate(deleted[first:last], start=1 + first):
        if mark == "0":
            found.add(record, row)
            record += 1
    return found


def map_lines(pieces: Iterable[bytes]) -> LineMap:
    """Return the map of a file in which each line is a record, except lines of white space."""
    found = map_plain_lines(1)
    record = 0
    for number, line in enumerate(split_lines(pieces), start=1):
        if line.strip(" \t\r\n"):
            found.add(record, number)
            record += 1
    return found
