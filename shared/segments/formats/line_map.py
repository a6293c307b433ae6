"""On which line (of text) each record of a part stands; of Parquet, which row it is."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from shared.segments.formats.text_streams import lines


@dataclass
class LineMap:
    """On which line each record of a file stands, kept as the places where the distance changes.

    `starts[i]` is the first record (from 0) for which line = record + `offsets[i]` holds.
    """

    starts: array[int] = field(default_factory=lambda: array("q", [0]))
    offsets: array[int] = field(default_factory=lambda: array("q", [2]))

    def line(self, record: int) -> int:
        """The line (from 1) on which a record that was read begins."""
        return record + self.offsets[bisect_right(self.starts, record) - 1]

    def note(self, record: int, line: int) -> None:
        """Records come in order; only a change of the distance takes room."""
        offset = line - record
        if offset != self.offsets[-1]:
            self.starts.append(record)
            self.offsets.append(offset)


def plain_lines(first: int) -> LineMap:
    """The map of a file in which every record is one line, the first of them at line `first`."""
    return LineMap(offsets=array("q", [first]))


def locate_lines(pieces: Iterable[bytes]) -> LineMap:
    """The map of a file in which lines of white space are no records."""
    found = plain_lines(1)
    record = 0
    for number, line in enumerate(lines(pieces), start=1):
        if line.strip(" \t\r\n"):
            found.note(record, number)
            record += 1
    return found
