"""A large blob is divided where records begin, or not at all."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import replace
from typing import Any

import pytest

from shared.domain import Source
from shared.segments.formats.csv_records import read_rows
from shared.segments.formats.dialect import Dialect
from shared.segments.part_schema import Column, Csv, Form, JsonLines, Parquet, Part, RowGroup, Span
from shared.segments.spans import divide_part, find_border, with_span
from tests.fakes.memory import MemoryBlobs, etag_of

COLUMNS = tuple(map(Column, ("Email", "Note", "City")))
CSV = Csv(COLUMNS)
NOTES = ("", "plain", 'says "yes", twice', "two\nlines", 'three\n"quoted"\nlines, with commas', "a,b,c\nd,e,f\n", '"')


def text_of(rng: random.Random, rows: int) -> str:
    """Return a CSV of random rows: some with line breaks, quotes and delimiters in their values."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=rng.choice(("\n", "\r\n")))
    writer.writerow([column.name for column in COLUMNS])
    for row in range(rows):
        writer.writerow([f"p{row}@example.com", rng.choice(NOTES), rng.choice(("Tartu", "", "a city"))])
    return out.getvalue()


@pytest.mark.parametrize("seed", range(30))
def test_what_is_found_is_the_beginning_of_a_record(seed: int) -> None:
    rng = random.Random(seed)
    text = text_of(rng, 60).encode()
    rows = [row.fields for row in read_rows([text], CSV)]
    headless = replace(CSV, dialect=replace(CSV.dialect, header=False))
    found = 0
    for start in range(0, len(text), 37):
        border = find_border(text[start : start + 700], CSV)
        if border is None:
            continue
        rest = [row.fields for row in read_rows([text[start + border :]], headless)]
        assert rest == rows[len(rows) - len(rest) :], (seed, start)
        found += 1
    assert found > 10


def test_each_line_of_json_lines_and_of_csv_without_quotes_is_a_record() -> None:
    assert find_border(b'"}\n{"a":"b"}\n', JsonLines(COLUMNS)) == 3
    assert find_border(b'a",b\nc"d,e\n', Csv(COLUMNS, dialect=Dialect(quote=""))) == 5
    assert find_border(b"no line break", JsonLines(COLUMNS)) is None


def part_of(form: Form, data: bytes, **more: Any) -> Part:
    return Part(Source(segment="P", blob="P.csv", etag=etag_of(data), size=len(data)), form, **more)


async def spans_of(part: Part, most: int, data: bytes) -> list[Span]:
    blobs = MemoryBlobs()
    blobs.put("P.csv", data)
    return await divide_part(blobs, part, size_of, most)


def size_of(part: Part) -> int:
    return sum(group.size for group in part.row_groups) or part.source.size


async def test_ranges_of_a_text_are_all_of_it_and_the_later_ones_have_no_header() -> None:
    text = text_of(random.Random(1), 4000).encode()
    part = part_of(CSV, text)
    spans = await spans_of(part, -(-len(text) // 4), text)
    assert (len(spans), spans[0].first, spans[-1].last) == (4, 0, len(text))
    assert [span.last for span in spans[:-1]] == [span.first for span in spans[1:]]
    rows: list[list[str]] = []
    for span in spans:
        ranged = with_span(part, span)
        assert isinstance(ranged.form, Csv)
        rows += [row.fields for row in read_rows([text[slice(*span)]], ranged.form)]
    assert rows == [row.fields for row in read_rows([text], CSV)]


async def test_row_groups_stay_whole_and_deleted_rows_do_not_count() -> None:
    groups = tuple(RowGroup(rows, 10 * rows) for rows in (10, 10, 30, 1))
    form = Parquet(COLUMNS, types=("VARCHAR",) * 3, positions=(0, 1, 2), deleted="1" + "0" * 49 + "1")
    part = part_of(form, b"", rows=49, row_groups=groups)
    spans = await spans_of(part, 300, b"")
    assert spans == [(0, 20), (20, 50), (50, 51)]
    ranged = [with_span(part, span) for span in spans]
    assert [(one.rows, [group.rows for group in one.row_groups]) for one in ranged] == [
        (19, [10, 10]),
        (30, [30]),
        (0, [1]),
    ]
    assert await spans_of(part, 600, b"") == []


@pytest.mark.parametrize(
    "form",
    [
        Csv(COLUMNS, compression="gzip"),
        Csv(COLUMNS, encoding="utf-16-le"),
        Csv(COLUMNS, dialect=Dialect(escape="\\")),
    ],
)
async def test_what_is_packed_or_encoded_otherwise_is_not_divided(form: Csv) -> None:
    assert await spans_of(part_of(form, bytes(1000)), 10, bytes(1000)) == []
