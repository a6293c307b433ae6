"""Every file format gives the same profiles, and rejects with their line or row."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from backports import zstd

from shared.errors import ColumnMissing, SegmentTooLarge, SegmentUnreadable
from tests.fakes.files import parquet
from tests.fakes.staged_segment import staged

MAPPING = {"email": "EMail", "first_name": "Name", "properties": {"*": "*"}}
ROWS = [
    {"EMail": "ann@example.com", "Name": "Ann", "Größe": "1,80", "Note": "a\nb"},
    {"EMail": "nobody", "Name": "B", "Größe": "", "Note": "x"},
    {"EMail": "cem@example.com", "Name": 'C "c"', "Größe": "€", "Note": ""},
    {"EMail": "ANN@example.com", "Name": "Anna", "Größe": "é", "Note": "z"},
]
EXPECTED = [
    {"email": "cem@example.com", "first_name": 'C "c"', "properties": {"Größe": "€"}},
    {"email": "ANN@example.com", "first_name": "Anna", "properties": {"Größe": "é", "Note": "z"}},
]


def csv_text(delimiter: str = ",", end: str = "\r\n") -> str:
    lines = [list(ROWS[0]), *[list(row.values()) for row in ROWS]]
    return end.join(delimiter.join('"' + v.replace('"', '""') + '"' for v in line) for line in lines) + end


def json_lines() -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)


def people_parquet() -> bytes:
    rows = ", ".join(
        "(" + ", ".join("'" + value.replace("'", "''") + "'" for value in row.values()) + ")" for row in ROWS
    )
    return parquet(f'SELECT * FROM (VALUES {rows}) AS t("EMail", "Name", "Größe", "Note")')


FORMS: dict[str, tuple[str, bytes, list[int]]] = {
    "csv": (".csv", csv_text().encode(), [2, 4]),
    "csv;": (".csv", csv_text(";").encode(), [2, 4]),
    "bom": (".csv", csv_text().encode("utf-8-sig"), [2, 4]),
    "gzip": (".csv.gz", gzip.compress(csv_text().encode()), [2, 4]),
    "zstd": (".csv.zst", zstd.compress(csv_text().encode()), [2, 4]),
    "zstd of two frames": (
        ".csv.zst",
        zstd.compress(csv_text().encode()[:40]) + zstd.compress(csv_text().encode()[40:]),
        [2, 4],
    ),
    "utf-16": (".csv", csv_text("\t").encode("utf-16"), [2, 4]),
    "utf-16-le": (".csv", csv_text().encode("utf-16-le"), [2, 4]),
    "utf-16-be": (".csv", csv_text().encode("utf-16-be"), [2, 4]),
    "utf-16 gzip": (".csv.gz", gzip.compress(csv_text().encode("utf-16")), [2, 4]),
    "cp1252": (".csv", csv_text().encode("cp1252"), [2, 4]),
    "old mac": (".csv", csv_text(end="\r").encode(), [2, 4]),
    "jsonl": (".jsonl", json_lines().encode(), [1, 2]),
    "jsonl bom": (".jsonl", json_lines().encode("utf-8-sig"), [1, 2]),
    "jsonl.gz": (".jsonl.gz", gzip.compress(json_lines().encode()), [1, 2]),
    "jsonl.zst": (".jsonl.zst", zstd.compress(json_lines().encode()), [1, 2]),
    "parquet": (".parquet", people_parquet(), [1, 2]),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_profiles(form: str) -> None:
    suffix, data, lines = FORMS[form]
    with staged(data, suffix=suffix, mapping=MAPPING) as result:
        assert result.profiles() == EXPECTED
        assert sorted(result.reasons()) == [
            (f"People{suffix}", lines[0], "duplicate"),
            (f"People{suffix}", lines[1], "email_malformed"),
        ]
        assert bool(result.warnings) == (form == "cp1252")


def test_windows_1252_is_said_by_name() -> None:
    with staged(csv_text().encode("cp1252"), mapping=MAPPING) as result:
        [warning] = result.warnings
        assert warning.startswith("People.csv was read as Windows-1252, because it is not UTF-8. Choose the encoding")


def test_without_a_header_columns_have_numbers() -> None:
    with staged("Ann,ann@example.com\nB,nobody\n", mapping={"email": "column 2", "first_name": "column 1"}) as result:
        assert result.profiles() == [{"email": "ann@example.com", "first_name": "Ann"}]
        assert result.reasons() == [("People.csv", 2, "email_malformed")]


def test_a_line_that_is_no_json_object_is_one_reject() -> None:
    text = (
        '{"email":"ann@example.com"}\n\n  \nnot json\n[1]\n"x"\n{"email":"cem@example.com"\n{"email":"bob@example.com"}'
    )
    with staged(text, suffix=".jsonl") as result:
        assert result.emails() == ["ann@example.com", "bob@example.com"]
        assert sorted(result.reasons()) == [("People.jsonl", line, "malformed_row") for line in (4, 5, 6, 7)]
        assert result.counts == (6, 4, 0)


def test_values_of_json_are_text_in_their_canonical_form() -> None:
    value = {
        "email": "ann@example.com",
        "n": 1.5,
        "i": 12345678901234567890,
        "b": True,
        "l": [1, "x", None],
        "o": {"a": {"b": 1}},
        "z": None,
        "a/b~c": "slash",
        'q"': "quote",
    }
    with staged(json.dumps(value), suffix=".jsonl", mapping={"email": "email", "properties": {"*": "*"}}) as result:
        found = {name: str(value) for name, value in result.profiles()[0]["properties"].items()}
    assert found.keys() == value.keys() - {"email", "z"}
    assert (found["i"], found["o"], found["a/b~c"], found['q"']) == (
        "12345678901234567890", '{"a":{"b":1}}', "slash", "quote",
    )  # fmt: skip


PARQUET_VALUES = {
    "i": ("42::INTEGER", "42"),
    "h": ("9223372036854775807::BIGINT", "9223372036854775807"),
    "d": ("1.50::DECIMAL(10,2)", "1.50"),
    "f": ("0.1::DOUBLE", "0.1"),
    "g": ("0.1::FLOAT", "0.1"),
    "nan": ("'NaN'::DOUBLE", None),
    "b": ("true", "true"),
    "dt": ("DATE '2026-11-22'", "2026-11-22"),
    "ts": ("TIMESTAMP '2026-11-22 10:11:12.5'", "2026-11-22T10:11:12.5"),
    "tz": ("TIMESTAMPTZ '2026-11-22 10:11:12+02'", "2026-11-22T08:11:12Z"),
    "u": ("UUID '123e4567-e89b-12d3-a456-426614174000'", "123e4567-e89b-12d3-a456-426614174000"),
    "l": ("[1, 2]", "[1,2]"),
    "s": ("{'x': 'y'}", '{"x":"y"}'),
    "m": ("MAP {'k': 1}", '{"k":1}'),
    "blob": ("'text'::BLOB", "text"),
    "bad": ("'\\xFF\\xFE'::BLOB", None),
    "null": ("NULL::VARCHAR", None),
}


def test_values_of_parquet_are_text_in_their_canonical_form() -> None:
    query = "SELECT 'ann@example.com' AS email, " + ", ".join(
        f'{sql} AS "{n}"' for n, (sql, _) in PARQUET_VALUES.items()
    )
    with staged(parquet(query), suffix=".parquet", mapping={"email": "email", "properties": {"*": "*"}}) as result:
        found = result.run._reading.relation()
        columns = [column.name for column in result.run._reading.columns]
        row = result.run._staging._db.execute(f"SELECT * FROM ({found})").fetchall()[0]
    assert dict(zip(columns, row, strict=False)) == {
        "email": "ann@example.com", **{name: text for name, (_, text) in PARQUET_VALUES.items()}
    }  # fmt: skip


def test_columns_in_another_order_are_taken_by_name() -> None:
    parts = [
        "email,first\nann@example.com,Ann\n",
        "first,email\nBob,bob@example.com\nx\n",
        "email,first\ncem@x.com,C\n",
    ]
    with staged(*parts, mapping={"email": "email", "first_name": "first"}) as result:
        assert [(p["email"], p["first_name"]) for p in result.profiles()] == [
            ("ann@example.com", "Ann"), ("bob@example.com", "Bob"), ("cem@x.com", "C"),
        ]  # fmt: skip
        assert result.reasons() == [("People/2.csv", 3, "email_missing")]
        assert result.warnings == []


def test_a_part_that_lacks_a_column_is_named_and_blank_there() -> None:
    parts = [parquet("SELECT 'ann@x.com' AS email, 'A' AS first"), parquet("SELECT 'bob@x.com' AS email")]
    with staged(*parts, suffix=".parquet", mapping={"email": "email", "first_name": "first"}) as result:
        assert result.profiles() == [{"email": "ann@x.com", "first_name": "A"}, {"email": "bob@x.com"}]
        assert result.warnings == [
            "People/2.parquet lacks columns that other parts have; they were treated as blank: first."
        ]


def test_a_part_without_the_address_column_ends_the_run() -> None:
    parts = ("email,a\nann@x.com,1\n", "mail,a\nbob@x.com,2\n")
    with pytest.raises(ColumnMissing, match=r"People/2\.csv has no column 'email'"), staged(*parts):
        pass


def test_parts_of_several_types_are_read_as_text() -> None:
    parts = [parquet("SELECT 'a@x.com' AS email, 1 AS n"), parquet("SELECT 'b@x.com' AS email, 'two' AS n")]
    with staged(*parts, suffix=".parquet", mapping={"email": "email", "properties": {"N": "n"}}) as result:
        assert [p["properties"]["N"] for p in result.profiles()] == ["1", "two"]


def test_more_than_a_hundred_parts() -> None:
    parts = [parquet(f"SELECT 'p{n}@x.com' AS email UNION ALL SELECT 'bad{n}'") for n in range(120)]
    with staged(*parts, suffix=".parquet") as result:
        assert result.emails() == [f"p{n}@x.com" for n in range(120)]
        assert result.reasons()[119] == ("People/120.parquet", 2, "email_malformed")


def test_columns_that_differ_in_case_only() -> None:
    data: dict[str, Any] = {"email": "a@x.com", "Tier": "1", "tier": "2", "TIER": "3"}
    with staged(json.dumps(data), suffix=".jsonl", mapping={"email": "email", "properties": {"x": "tier"}}) as result:
        assert result.profiles() == [{"email": "a@x.com", "properties": {"x": "2"}}]


@pytest.mark.parametrize("cut", [1, 4, 8, 20, 200])
def test_a_parquet_file_cut_off(cut: int) -> None:
    with (
        pytest.raises(SegmentUnreadable, match=r"People\.parquet"),
        staged(people_parquet()[:-cut], suffix=".parquet", mapping=MAPPING),
    ):
        pass


def test_a_parquet_file_with_a_damaged_middle() -> None:
    data = bytearray(people_parquet())
    data[4:200] = b"\xff" * 196
    with pytest.raises(SegmentUnreadable), staged(bytes(data), suffix=".parquet", mapping=MAPPING):
        pass


def test_a_footer_that_claims_more_than_there_is() -> None:
    data = people_parquet()
    for length in (len(data), 2**31, 2**32 - 1):
        wrong = data[:-8] + length.to_bytes(4, "little") + b"PAR1"
        with pytest.raises(SegmentUnreadable, match="footer"), staged(wrong, suffix=".parquet", mapping=MAPPING):
            pass


def test_parquet_with_too_many_columns() -> None:
    data = parquet("SELECT 'a@x.com' AS email, " + ", ".join(f"1 AS c{n}" for n in range(20_001)))
    with pytest.raises(SegmentUnreadable, match="20,002"), staged(data, suffix=".parquet"):
        pass


def test_json_of_any_depth_is_read_or_rejected() -> None:
    deep = '{"email":"x@x.com","a":' + "[" * 200_000 + "]" * 200_000 + "}"
    text = '{"email":"ann@x.com"}\n' + deep + "\n" + '{"email":"b@x.com","a":' + "[" * 200_000 + "\n"
    with staged(text, suffix=".jsonl") as result:
        assert result.emails() == ["ann@x.com", "x@x.com"]
        assert result.reasons() == [("People.jsonl", 3, "malformed_row")]


@pytest.mark.parametrize(
    "line",
    [
        '{"email":"a@example.com","email":"b@example.com"}',
        '{"email":"a@example.com","email":"b@example.com","tier":null}',
        '{"email":"a@example.com","tier":"x","tier":null}',
        '{"email":"a@example.com","other":"x","other":"y","third":1}',
        '{"em\\u0061il":"a@example.com","email":"b@example.com"}',
    ],
)
def test_an_object_with_the_same_key_twice_is_one_reject_without_an_address(line: str) -> None:
    text = '{"email":"ann@example.com","tier":"x","city":null}\n' + line + '\n{"Email":"x","email":"bob@example.com"}\n'
    with staged(text, suffix=".jsonl") as result:
        assert result.emails() == ["ann@example.com", "bob@example.com"]
        [(_, number, _, reason, detail, address)] = result.rejects()
        assert (number, reason, address or "") == (2, "malformed_row", "")
        assert "same key twice" in str(detail)


@pytest.mark.parametrize(
    "nested", ['{"x":{"a":1,"a":2},"email":"ann@example.com"}', '{"x":"{\\"a\\":1}","email":"ann@example.com"}']
)
def test_a_key_twice_within_a_value_is_not_the_row_s_problem(nested: str) -> None:
    with staged(nested + "\n", suffix=".jsonl") as result:
        assert result.emails() == ["ann@example.com"]


@pytest.mark.parametrize("compress", [False, True])
def test_json_lines_that_end_with_cr_are_refused(*, compress: bool) -> None:
    data = b'{"email":"ann@example.com"}\r{"email":"bob@example.com"}\r'
    with (
        pytest.raises(SegmentUnreadable, match=r"lines of People\.jsonl\S* end with CR alone"),
        staged(gzip.compress(data) if compress else data, suffix=".jsonl.gz" if compress else ".jsonl"),
    ):
        pass


@pytest.mark.parametrize(
    "text",
    ['[\n{"email":"ann@x.com"},\n{"email":"bob@x.com"}\n]', '[{"email":"a@x.com"}\n,\n{"email":"b@x.com"}\n]'],
)
def test_an_array_of_which_some_lines_are_objects_is_refused_as_a_whole(text: str) -> None:
    """Otherwise the last person would be the whole segment."""
    with (
        pytest.raises(SegmentUnreadable, match=r"People\.json is JSON, but not JSON Lines"),
        staged(text, suffix=".json"),
    ):
        pass


def test_a_first_line_that_is_too_long_to_find_columns_in() -> None:
    text = '{"email":"ann@x.com","note":"' + "x" * 1_500_000 + '"}\n{"email":"bob@x.com"}\n'
    with (
        pytest.raises(SegmentUnreadable, match=r"first line of People\.jsonl is longer"),
        staged(text, suffix=".jsonl"),
    ):
        pass


@pytest.mark.parametrize("suffix", [".csv.zst", ".jsonl.zst", ".csv.gz"])
def test_bombs_are_bounded(suffix: str) -> None:
    pack = gzip.compress if suffix.endswith("gz") else zstd.compress
    text = b"email\nann@x.com\n" if "csv" in suffix else b'{"email":"ann@x.com"}\n'
    bomb = pack(text + b" " * 50_000_000)
    with pytest.raises(SegmentTooLarge, match="MAX_SEGMENT_BYTES"), staged(bomb, suffix=suffix, max_bytes=10_000_000):
        pass


def test_a_zstd_file_that_was_cut_off() -> None:
    whole = zstd.compress(b"email\n" + b"".join(b"p%d@example.com\n" % n for n in range(5000)))
    with (
        pytest.raises(SegmentUnreadable, match=r"People\.csv\.zst .* damaged"),
        staged(whole[:-300], suffix=".csv.zst"),
    ):
        pass


def test_row_groups_are_read_by_several_threads() -> None:
    query = "SELECT 'p' || i || '@example.com' AS email, repeat(md5(i::VARCHAR), 5) AS note FROM range(300_000) t(i)"
    data = parquet(query, row_group_size="4096")
    with staged(data, suffix=".parquet", mapping={"email": "email", "properties": {"note": "note"}}) as result:
        assert result.counts == (300_000, 0, 0)
        bodies = b"".join(body.data for body in result.bodies())
    assert bodies.count(b"@example.com") == 300_000
    assert bodies.index(b"p1@") < bodies.index(b"p299999@")


def test_row_groups_too_large_for_the_memory_are_said_to_be() -> None:
    query = "SELECT 'p' || i || '@example.com' AS email, repeat(md5(i::VARCHAR), 8) AS note FROM range(400_000) t(i)"
    data = parquet(query, row_group_size="400000", compression="uncompressed")
    mapping = {"email": "email", "properties": {"note": "note"}}
    few = staged(data, suffix=".parquet", mapping=mapping, memory_mb=64)
    with pytest.raises(SegmentTooLarge, match="row groups of 32 MB"), few:
        pass
