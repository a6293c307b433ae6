"""Arrow buffers → request bodies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Body:
    """A finished body with the profiles at ordinals [first, last)."""

    first: int
    last: int
    data: bytes


def cut(
    batches: Iterable[tuple[memoryview, memoryview]], envelope: tuple[bytes, bytes], *, profiles: int, size: int
) -> Iterator[Body]:
    """Bodies of at most `profiles` profiles and `size` bytes, envelope included.

    Each batch is int32 offsets and bytes, in which every profile ends with a comma: no Python object is made for a
    row. Where the boundaries fall depends on the rows alone, not on how they come in batches.
    """
    before, after = envelope
    room = size - len(before) - len(after)
    pieces: list[memoryview | bytes] = []
    held = filled = first = 0
    for offsets, data in batches:
        start, end = 0, len(offsets) - 1
        while start < end:
            limit = offsets[start] + room - filled + 1
            # The last offset not past the limit ends the last profile that still fits (its comma is dropped).
            stop = min(bisect_right(offsets, limit, start, min(end, start + profiles - held) + 1) - 1, end)
            if stop > start:
                pieces.append(data[offsets[start] : offsets[stop]])
                filled += offsets[stop] - offsets[start]
                held += stop - start
                start = stop
            if start < end or held == profiles:
                yield _body(first, held, pieces, envelope)
                first += held
                pieces, held, filled = [], 0, 0
        # What is left over is copied, so that the batch's memory is free while the next one is made.
        pieces = [b"".join(pieces)] if pieces else []
        del offsets, data
    if held:
        yield _body(first, held, pieces, envelope)


def _body(first: int, held: int, pieces: list[memoryview | bytes], envelope: tuple[bytes, bytes]) -> Body:
    if not held:
        raise AssertionError("A profile does not fit into an empty body: the check of its size has failed.")
    before, after = envelope
    last = pieces[-1]
    return Body(first, first + held, b"".join([before, *pieces[:-1], last[: len(last) - 1], after]))
