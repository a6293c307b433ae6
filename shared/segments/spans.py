"""Where a large blob may be divided, so that several workers read it: at row groups, or between lines.

A text is divided where a record begins as far as its next bytes show. In JSON Lines, and in CSV without quotes, each
line is a record. In CSV with quotes a line break may belong to a value: there the following rows must have as many
fields as the header, if the bytes before are outside of quotes, or else within them. That is proved while the text is
read: a range that does not end with its last record raises SpansInDoubt, and the blob is read as a whole
(shared/planning/decoded_files.py).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import accumulate, pairwise

from shared.segments.formats.csv_records import read_rows
from shared.segments.part_schema import Csv, Parquet, Part, Span, TextForm, is_read_by_row
from shared.segments.tables.documents import RangeReader

WINDOW_BYTES = 256 * 1024
WINDOWS = 8
"""So many windows are looked at for a record that surely begins there; then the two ranges stay one."""
AT_ONCE = 8


async def divide_part(container: RangeReader, part: Part, size_of: Callable[[Part], int], most: int) -> list[Span]:
    """Return the ranges of a part that is larger than `most`; none where it is not, or cannot be divided.

    Of Parquet, a row group stays whole. What is compressed, not UTF-8 or has escape characters is not divided.
    Raises SourceChanged and the other errors of reading a blob.
    """
    form, spans = part.form, []
    if size_of(part) > most:
        if isinstance(form, Parquet):
            spans = _group_rows(part, size_of, most)
        elif isinstance(form, TextForm) and form.is_plain and not is_read_by_row(form):
            spans = await _text_spans(container, part, form, -(-size_of(part) // most))
    return spans if len(spans) > 1 else []


def with_span(part: Part, span: Span | None) -> Part:
    """Return the range of a part; None is all of it."""
    if span is None:
        return part
    form = part.form
    if isinstance(form, Parquet):
        first_rows = accumulate((group.rows for group in part.row_groups), initial=0)
        groups = tuple(
            group for group, first in zip(part.row_groups, first_rows, strict=False) if span.first <= first < span.last
        )
        rows = span.last - span.first - form.deleted.count("1", *span)
        return replace(part, span=span, rows=rows, row_groups=groups)
    if isinstance(form, Csv) and span.first:
        form = _without_header(form)
    return replace(part, span=span, form=form)


def _group_rows(part: Part, size_of: Callable[[Part], int], most: int) -> list[Span]:
    edges, total, row = [0], 0, 0
    for group in part.row_groups:
        size = size_of(replace(part, rows=group.rows, row_groups=(group,)))
        if row > edges[-1] and total + size > most:
            edges.append(row)
            total = 0
        total += size
        row += group.rows
    return [Span(*edge) for edge in pairwise([*edges, row])]


async def _text_spans(container: RangeReader, part: Part, form: TextForm, pieces: int) -> list[Span]:
    size = part.source.size
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(start: int) -> int | None:
        async with turns:
            return await _find_border(container, part, form, start)

    found = await asyncio.gather(*(one(size * number // pieces) for number in range(1, pieces)))
    edges = [0, *sorted({edge for edge in found if edge is not None and 0 < edge < size}), size]
    return [Span(*edge) for edge in pairwise(edges)]


async def _find_border(container: RangeReader, part: Part, form: TextForm, start: int) -> int | None:
    source = part.source
    for offset in range(start, min(source.size, start + WINDOWS * WINDOW_BYTES), WINDOW_BYTES):
        length = min(WINDOW_BYTES, source.size - offset)
        text = await container.read_range(source.blob, offset, length, source.etag)
        if (border := await asyncio.to_thread(find_border, text, form)) is not None:
            return offset + border
    return None


def find_border(text: bytes, form: TextForm) -> int | None:
    """Return where a record begins in a piece of a text, after its first line break; None if that is not certain."""
    quote = form.dialect.quote.encode() if isinstance(form, Csv) else b""
    if not isinstance(form, Csv) or not quote or quote not in text:
        return text.find(b"\n") + 1 or None
    # One of the two is wrong: what it takes for rows has quotes within values, or another number of fields.
    borders = [_first_record(text, form, quote, within_quotes=within) for within in (False, True)]
    certain = [border for border in borders if border is not None]
    return certain[0] if len(certain) == 1 else None


def _first_record(text: bytes, form: Csv, quote: bytes, *, within_quotes: bool) -> int | None:
    """Return where the first record begins, if all complete records from there on are rows as wide as the header."""
    ends = list(_record_ends(text.splitlines(keepends=True), quote, within_quotes=within_quotes))
    if len(ends) < 2:
        return None
    rows = read_rows([text[ends[0] : ends[-1]]], _without_header(form))
    return ends[0] if all(not (row.problem or row.padded) for row in rows) else None


def _record_ends(lines: Iterable[bytes], quote: bytes, *, within_quotes: bool) -> Iterator[int]:
    end, is_within = 0, within_quotes
    for line in lines:
        end += len(line)
        is_within ^= bool(line.count(quote) % 2)
        if line.endswith(b"\n") and not is_within:
            yield end


def _without_header(form: Csv) -> Csv:
    return replace(form, dialect=replace(form.dialect, header=False, skip=0))
