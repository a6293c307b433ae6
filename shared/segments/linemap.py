"""On which line (of text) each record of a part stands; of Parquet, which row it is."""

from __future__ import annotations

import csv
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from shared.segments.layout import Csv
from shared.segments.text import lines


@dataclass
class LineMap:
    """On which line each record of a file stands, kept as the places where the distance changes.

    `starts[i]` is the first record (from 0) for which line = record + `offsets[i]` holds.
    """

    starts: array[int] = field(default_factory=lambda: array("q", [0]))
    offsets: array[int] = field(default_factory=lambda: array("q", [2]))
    bad: dict[int, int] = field(default_factory=dict)

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


def locate(pieces: Iterable[bytes], form: Csv, malformed: set[int]) -> LineMap:
    """Read the file once more to find each record's line, where line breaks stand in fields or rows were malformed.

    `malformed` holds the numbers, among all records including header and empty lines (from 1), that the reader
    left out; their lines are in the answer's `bad`.
    """
    found = plain_lines(form.first_line)
    reader = csv.reader(lines(pieces), delimiter=form.delimiter)
    record, number, before = 0, 0, 0
    header_seen = not form.header
    for row in reader:
        number += 1
        line, before = before + 1, reader.line_num
        if number in malformed:
            found.bad[number] = line
        elif not row and len(form.columns) > 1:
            continue
        elif not header_seen:
            header_seen = bool(row)
        else:
            found.note(record, line)
            record += 1
    return found


def locate_lines(pieces: Iterable[bytes]) -> LineMap:
    """The map of a file in which lines of white space are no records."""
    found = plain_lines(1)
    record = 0
    for number, line in enumerate(lines(pieces), start=1):
        if line.strip(" \t\r\n"):
            found.note(record, number)
            record += 1
    return found
