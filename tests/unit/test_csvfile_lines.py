"""On which line each record stands."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from shared.segments.layout import Column, Csv
from shared.segments.linemap import LineMap, locate, plain_lines


def form(*names: str, skip: int = 0) -> Csv:
    return Csv(tuple(Column(name) for name in names), skip=skip)


LAYOUT = form("a", "b")


def found(text: str, records: int, layout: Csv = LAYOUT, malformed: set[int] | None = None) -> list[int]:
    data = text.encode()
    one = locate([data], layout, malformed or set())
    for size in (1, 7):
        small = [data[start : start + size] for start in range(0, len(data), size)]
        assert locate(small, layout, malformed or set()) == one, "how the bytes come in does not matter"
    return [one.line(record) for record in range(records)]


def test_plain() -> None:
    assert found("a,b\n1,2\n3,4\n", 2) == [2, 3]
    assert [plain_lines(2).line(n) for n in (0, 1, 10**9)] == [2, 3, 10**9 + 2]
    assert plain_lines(5).line(0) == 5


def test_quoted_line_breaks_and_crlf() -> None:
    assert found('a,b\r\n1,"x\r\ny\r\nz"\r\n3,4\r\n5,"p\nq"\r\n7,8', 4) == [2, 5, 6, 8]


def test_a_header_of_several_lines() -> None:
    assert found('"a\nx",b\n1,2\n3,4\n', 2, form("a\nx", "b")) == [3, 4]


def test_a_bom_is_no_text() -> None:
    assert found('\ufeff"a\nx",b\n1,2\n', 1, form("a\nx", "b")) == [3]
    assert found("\ufeff\na,b\n1,2\n", 1, form("a", "b", skip=1)) == [3]


def test_empty_lines_are_no_records() -> None:
    assert found("\n\na,b\n1,2\n\n3,4\n\n\n5,6\n", 3, form("a", "b", skip=2)) == [4, 6, 9]


def test_malformed_rows_are_passed_over_and_located() -> None:
    lines = locate([b'a,b\n1,"x\ny"\n1,2,3\n3,4\nlonely\n5,6\n'], LAYOUT, {3, 5})
    assert [lines.line(n) for n in range(3)] == [2, 5, 7]
    assert lines.bad == {3: 4, 5: 6}


def test_bytes_that_are_no_utf_8_do_not_move_lines() -> None:
    lines = locate([b'a,b\n1,\xff\xfe\n3,"x\n\xc3"\n5,6\n'], LAYOUT, set())
    assert [lines.line(n) for n in range(3)] == [2, 3, 5]


def test_only_changes_take_room() -> None:
    text = "a,b\n" + "1,2\n" * 1000 + '"x\ny",2\n' + "1,2\n" * 1000
    lines = locate([text.encode()], LAYOUT, set())
    assert len(lines.starts) == 2
    assert lines.line(2000) == 2003


@given(st.lists(st.tuples(st.text('ab\n\r",', max_size=6), st.text("xy", min_size=1, max_size=3)), max_size=30))
def test_as_a_writer_counts(rows: list[tuple[str, str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["a", "b"])
    expected = []
    for row in rows:
        # Lines end with LF, CRLF or CR; what a reader counts is what an editor shows.
        expected.append(len(io.StringIO(text.getvalue(), newline="").readlines()) + 1)
        writer.writerow(row)
    lines = locate([text.getvalue().encode()], LAYOUT, set())
    assert [lines.line(n) for n in range(len(rows))] == expected


def test_line_map_by_hand() -> None:
    lines = LineMap()
    for record, line in ((0, 2), (1, 3), (2, 6), (3, 7), (4, 9)):
        lines.note(record, line)
    assert [lines.line(n) for n in range(7)] == [2, 3, 6, 7, 9, 10, 11]
