"""The line on which each record begins."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from shared.segments.formats.csv_records import Row, read_rows
from shared.segments.formats.dialect import Dialect
from shared.segments.formats.line_map import LineMap, map_plain_lines
from shared.segments.part_schema import Column, Csv


def form(*names: str, skip: int = 0) -> Csv:
    return Csv(tuple(Column(name) for name in names), dialect=Dialect(skip=skip))


LAYOUT = form("a", "b")


def read(data: bytes, layout: Csv = LAYOUT) -> list[Row]:
    one = list(read_rows([data], layout))
    for size in (1, 7):
        small = [data[start : start + size] for start in range(0, len(data), size)]
        assert list(read_rows(small, layout)) == one, "how the bytes come in does not matter"
    return one


def found(text: str, records: int, layout: Csv = LAYOUT) -> list[int]:
    rows = read(text.encode(), layout)
    assert len(rows) == records
    assert not any(row.problem for row in rows)
    return [row.line for row in rows]


def test_one_line_for_each_record() -> None:
    assert found("a,b\n1,2\n3,4\n", 2) == [2, 3]
    assert [map_plain_lines(2).line(n) for n in (0, 1, 10**9)] == [2, 3, 10**9 + 2]
    assert map_plain_lines(5).line(0) == 5


def test_quoted_line_breaks_and_crlf() -> None:
    assert found('a,b\r\n1,"x\r\ny\r\nz"\r\n3,4\r\n5,"p\nq"\r\n7,8', 4) == [2, 5, 6, 8]


def test_a_header_of_several_lines() -> None:
    assert found('"a\nx",b\n1,2\n3,4\n', 2, form("a\nx", "b")) == [3, 4]


def test_a_byte_order_mark_is_not_text() -> None:
    assert found('\ufeff"a\nx",b\n1,2\n', 1, form("a\nx", "b")) == [3]
    assert found("\ufeff\na,b\n1,2\n", 1, form("a", "b", skip=1)) == [3]


def test_empty_lines_are_not_records() -> None:
    assert found("\n\na,b\n1,2\n\n3,4\n\n\n5,6\n", 3, form("a", "b", skip=2)) == [4, 6, 9]


def test_broken_rows_are_located() -> None:
    rows = read(b'a,b\n1,"x\ny"\n1,2,3\n3,4\nlonely\n5,6\n')
    assert [(row.line, bool(row.problem), row.padded) for row in rows] == [
        (2, False, False),
        (4, True, False),
        (5, False, False),
        (6, False, True),
        (7, False, False),
    ]


def test_invalid_bytes_do_not_change_line_numbers() -> None:
    rows = read(b'a,b\n1,\xff\xfe\n3,"x\n\xc3"\n5,6\n')
    assert [(row.line, bool(row.problem)) for row in rows] == [(2, True), (3, True), (5, False)]


def test_only_changes_of_the_offset_use_memory() -> None:
    lines = map_plain_lines(2)
    for record in range(2001):
        lines.add(record, record + (2 if record <= 1000 else 3))
    assert len(lines.starts) == 2
    assert lines.line(2000) == 2003


@given(st.lists(st.tuples(st.text('ab\n\r",', max_size=6), st.text("xy", min_size=1, max_size=3)), max_size=30))
def test_lines_are_those_that_a_writer_counts(rows: list[tuple[str, str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["a", "b"])
    expected = []
    for row in rows:
        # Lines end with LF, CRLF or CR; what a reader counts is what an editor shows.
        expected.append(len(io.StringIO(text.getvalue(), newline="").readlines()) + 1)
        writer.writerow(row)
    assert [row.line for row in read_rows([text.getvalue().encode()], LAYOUT)] == expected


def test_line_map_by_hand() -> None:
    lines = LineMap()
    for record, line in ((0, 2), (1, 3), (2, 6), (3, 7), (4, 9)):
        lines.add(record, line)
    assert [lines.line(n) for n in range(7)] == [2, 3, 6, 7, 9, 10, 11]
