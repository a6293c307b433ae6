"""The lists of rows that DuckDB renders: the same bytes as rejects.py, each row at its place."""

import csv
import io
import sys
from functools import partial

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.identity import Identity
from shared.planning.listed_rows import RowLists, csv_lines
from shared.planning.rejects import FORMULA_STARTS, REASONS, rejects_csv
from shared.planning.value_sql import quoted
from shared.texts import text
from tests.fakes.effort import examples
from tests.fakes.staged_segment import staged

HOSTILE = st.text(
    st.sampled_from([*FORMULA_STARTS, *"'\",;\t\r\n\0 a\u00a0\u200b\u202e\u3000é😀\ue000\ufffe"]), max_size=8
)
TEXTS = (
    HOSTILE
    | st.text(max_size=30)
    | st.builds(str.__mul__, st.sampled_from(["é", "x", "=", "😀"]), st.integers(998, 1003))
)
EVERY_CHARACTER = [
    *(chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000),
    # Sixteen in a text: by themselves, a million rows would take most of a minute.
    *("".join(map(chr, range(code, code + 16))) for code in range(0x10000, sys.maxunicode, 16)),
]


def rendered(texts: list[str]) -> bytes:
    with duckdb.connect() as db:
        db.execute("CREATE TABLE texts AS SELECT unnest(?::VARCHAR[]) AS text", [texts])
        query = csv_lines(
            "SELECT *, 'b' AS blob, 7 AS line, 'rejected' AS outcome, 'duplicate' AS reason, "
            f"{quoted(str(REASONS['duplicate']))} AS detail, text AS identity, rowid AS row FROM texts",
            ("blob", "line", "outcome", "reason", "detail", "identity", "''", "''", "''", "''"),
            texts=("detail", "identity"),
            order="row",
        )
        return "".join(line for (line,) in db.execute(query).fetchall()).encode()


def expected(texts: list[str]) -> bytes:
    return rejects_csv(("b", 7, "rejected", "duplicate", None, one) for one in texts)


@settings(max_examples=examples(15), deadline=None)
@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=20))
def test_hostile_texts_are_rendered_as_python_renders_them(texts: list[str]) -> None:
    assert rendered(texts) == expected(texts)


def test_every_character_is_rendered_as_python_renders_it() -> None:
    assert rendered(EVERY_CHARACTER) == expected(EVERY_CHARACTER)
    after = [f"=a{character}" for character in EVERY_CHARACTER[:0x3000]]
    assert rendered(after) == expected(after)


def test_the_rejects_file_has_the_rows_in_order_over_several_windows_and_parts() -> None:
    # Some records have two lines, so that lines are not row numbers; parts of one row, and without a row that counts.
    header = "email,name\n"
    parts = [
        header + "".join(f'p{n % 400}@example.com,"a{chr(10) if n % 7 == 0 else " "}b"\n' for n in range(3000)),
        header + "no address,x\n",
        header + ",=1\n" + "".join(f"p{n}@example.com,b\n" for n in range(390, 3000)),
    ]
    with staged(*parts) as segment:
        rejects = segment.rejects()
        data = b"".join(segment.run.lists(segment.lines).rejects_csv())
        assert data == rejects_csv(rejects)
        staging = segment.run._staging
        lists = partial(RowLists, staging._db, Identity.EMAIL, segment.run.blobs, staging.parsed, segment.lines)
        in_windows = lists(window_bytes=0, window_lines=300)
        assert list(in_windows.rejects()) == rejects
        pieces = list(in_windows.rejects_csv())
        assert len(pieces) > 2
        assert b"".join(pieces) == data
        by_bytes = list(lists(window_bytes=600_000, window_lines=1).rejects_csv())
        assert b"".join(by_bytes) == data
        assert 1 < len(by_bytes) < len(pieces)
        assert len(rejects) == segment.counts[1] + segment.counts[2]
    lines = [(blob, line) for blob, line, *_ in rejects]
    assert lines == sorted(set(lines))
    # Where each row and the row that counts is, from the texts themselves.
    places, last = [], {}
    for number, part in enumerate(parts, 1):
        reader = csv.reader(io.StringIO(part, newline=""))
        line = 1
        for row in reader:
            if line > 1:
                places.append((row[0], f"People/{number}.csv", line))
            line = reader.line_num + 1
    for email, blob, line in places:
        last[email] = (blob, line)
    assert [(email, blob, line) for blob, line, *_, email in rejects if email] == [
        place for place in places if place[0] and ("@" not in place[0] or last[place[0]] != place[1:])
    ]
    for _, _, outcome, _, detail, address in rejects:
        if outcome == "duplicate" and address:
            blob, line = last[address]
            assert detail == text("row-duplicate", line=str(line), blob=blob)
