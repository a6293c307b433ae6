"""Floats and placeholders where identifiers, phone numbers and texts should stand."""

import io
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.placeholders import NAME_PLACEHOLDER, PLACEHOLDER, is_float, whole_number
from shared.planning.value_checks import PhoneProblem, read_phone
from shared.planning.value_sql import text_sql
from tests.fakes.effort import examples
from tests.fakes.staged_segment import staged

PEOPLE = {"email": "Email", "external_id": "Id", "phone_number": "Phone", "first_name": "First", "location.zip": "Zip"}
LOST = None

FLOATS: dict[str, str | None] = {
    "1001.0": "1001",
    "10115.0": "10115",
    "01067.00": "01067",
    "1002.000000000": "1002",
    "12345.000": "12345",
    "1003,0": "1003",
    "-5.0": "-5",
    "0.0": "0",
    "9007199254740991.0": "9007199254740991",
    "9007199254740992.0": LOST,
    "1.2345678901234567e+19": LOST,
    "1.2345678901234567e+16": LOST,
    "1e+16": LOST,
    "4.93E+11": LOST,
    "4,93012E+11": LOST,
    "4.93012345678E11": "493012345678",
    "4,93012345679E+11": "493012345679",
    "1.2345678E7": "12345678",
    "1.0E7": LOST,
    "1.5e-07": LOST,
}
NUMBERS = st.from_regex(r"[+-]?[0-9]{0,5}[.,]?[0-9]{0,5}([eE][+-]?[0-9]{1,2})?", fullmatch=True)
AS_THEY_ARE = ["1.000", "12,000", "12E5", "5e3", "1.5", "v1.0", "1.0.0", "10116", "2.10", "1001.01", "E+11", ".0", "1."]


def with_values(column: str, values: list[str]) -> tuple[list[dict[str, Any]], list[str]]:
    """The profiles of people who have these values in one column, and the warnings."""
    rows = "".join(f'p{n}@example.com,"{value}"\n' for n, value in enumerate(values))
    field = {name: source for name, source in PEOPLE.items() if source in ("Email", column)}
    with staged(f"Email,{column}\n{rows}", mapping=field, country="DE") as segment:
        assert segment.counts == (len(values), 0, 0)
        return segment.profiles(), segment.warnings


@pytest.mark.parametrize("column", ["Id", "First", "Zip"])
def test_whole_numbers_have_no_decimals_and_lost_digits_are_left_out(column: str) -> None:
    values = [value for value in [*FLOATS, *AS_THEY_ARE] if column == "Zip" or value not in ("0.0", ".0")]
    profiles, warnings = with_values(column, values)
    sent = [_only_value(profile) for profile in profiles]
    assert dict(zip(values, sent, strict=True)) == {value: FLOATS.get(value, value) for value in values}
    lost = sum(whole is LOST for whole in FLOATS.values())
    assert len(warnings) == 1
    assert warnings[0].startswith(
        f"{lost} values of the column '{column}' were left out, because they are written as a decimal number"
    )


def _only_value(profile: dict[str, Any]) -> str | None:
    values = [value for field, value in profile.items() if field != "email"]
    return None if not values else values[0]["zip"] if isinstance(values[0], dict) else values[0]


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(st.sampled_from([*FLOATS, *AS_THEY_ARE]) | NUMBERS, min_size=1, max_size=30))
def test_sql_and_python_read_the_same_whole_numbers(texts: list[str]) -> None:
    value = text_sql("t", "t", "location.zip")
    with duckdb.connect() as db:
        query = f"SELECT CASE WHEN {value.fits} THEN {value.converted} END FROM (SELECT unnest(?::VARCHAR[]) AS t)"
        found = [row[0] for row in db.execute(query, [texts]).fetchall()]
    assert found == [whole_number(text) if is_float(text) else text for text in texts]


def test_floats_of_parquet_are_whole_numbers_or_left_out() -> None:
    rows = """
        (VALUES ('ann@example.com', 1001::DOUBLE, 493012345678::DOUBLE, 10115::FLOAT, 12345.00::DECIMAL(20, 2)),
                ('bob@example.com', NULL, NULL, NULL, NULL),
                ('cem@example.com', 9007199254740992::DOUBLE, 493012345679::DOUBLE, 493012345678::FLOAT, 7),
                ('dot@example.com', 1e17::DOUBLE, 1.5::DOUBLE, 16777217::FLOAT, 8.5)) AS t(Email, Id, Phone, Zip, First)
    """
    with staged(_parquet(rows), mapping=PEOPLE, country="DE", suffix=".parquet") as segment:
        assert segment.profiles() == [
            {
                "email": "ann@example.com",
                "phone_number": "+493012345678",
                "external_id": "1001",
                "first_name": "12345",
                "location": {"zip": "10115"},
            },
            {"email": "bob@example.com"},
            {"email": "cem@example.com", "phone_number": "+493012345679", "first_name": "7"},
            {"email": "dot@example.com", "first_name": "8.50"},
        ]
        assert len(segment.warnings) == 3


def test_numbers_of_parquet_stay_numbers_in_properties() -> None:
    rows = "(SELECT 'a@example.com' AS Email, 3::DOUBLE AS d, 0.1::FLOAT AS f, 16777218::FLOAT AS g, 1e30 AS h)"
    with staged(_parquet(rows), mapping={"email": "Email", "properties": {"*": "*"}}, suffix=".parquet") as segment:
        assert segment.profiles()[0]["properties"] == {"d": 3, "f": 0.1, "g": 16777218, "h": 1e30}


def _parquet(rows: str) -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as db:
        path = Path(folder) / "rows.parquet"
        db.execute(f"COPY (SELECT * FROM {rows}) TO '{path}' (FORMAT parquet)")
        return path.read_bytes()


def test_numbers_of_json_are_whole_numbers() -> None:
    people = [
        '{"Email":"ann@example.com","Phone":493012345678.0,"Id":1001.0}',
        '{"Email":"bob@example.com","Phone":493012345679,"Id":1002}',
        '{"Email":"cem@example.com","Phone":4.9301234568e11,"Id":1e3}',
        '{"Email":"dot@example.com","Id":1.2345678901234567e19}',
    ]
    mapping = {field: PEOPLE[field] for field in ("email", "external_id", "phone_number")}
    with staged("\n".join(people) + "\n", mapping=mapping, country="DE", suffix=".jsonl") as segment:
        assert segment.profiles() == [
            {"email": "ann@example.com", "phone_number": "+493012345678", "external_id": "1001"},
            {"email": "bob@example.com", "phone_number": "+493012345679", "external_id": "1002"},
            {"email": "cem@example.com", "phone_number": "+493012345680", "external_id": "1000"},
            {"email": "dot@example.com"},
        ]
        assert [warning[:34] for warning in segment.warnings] == ["1 value of the column 'Id' was lef"]


@pytest.mark.parametrize(
    ("text", "country", "sent"),
    [
        ("493012345678.0", "DE", "+493012345678"),
        ("+493012345678.0", None, "+493012345678"),
        ("3012345679.0", "DE", "+493012345679"),
        ("03012345680,00", "DE", "+493012345680"),
        ("00493012345703.0", "DE", "+493012345703"),
        ("'493012345678.0", "DE", "+493012345678"),
        ("(030) 12345678.0", "DE", "+493012345678"),
        ("4.93012345678E+11", "DE", "+493012345678"),
        ("493012345678.000000", "DE", "+493012345678"),
        ("206.555.0100", "US", "+12065550100"),
        ("2222.0000", "DK", "+4522220000"),
        ("tel:+493012345687", "DE", "+493012345687"),
        ("privat: 030 12345698", "DE", "+493012345698"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        ("+1 800 FLOWERS", "DE", "+18003569377"),
        ("4.93012E+11", "DE", PhoneProblem.LOST_DIGITS),
        ("4,93012E+11", "NO", PhoneProblem.LOST_DIGITS),
        ("493012345678.5", "DE", PhoneProblem.LOST_DIGITS),
        ("1-800-FLOWERS", "DE", PhoneProblem.LETTERS),
        ("030 1234 or 5678", "DE", PhoneProblem.LETTERS),
        ("030 12345697 (privat)", "DE", PhoneProblem.LETTERS),
        ("001-811-506-2553x442", "US", PhoneProblem.EXTENSION),
        ("+49 30 12345691 ext 5", "DE", PhoneProblem.EXTENSION),
        ("+49 30 12345692 Durchwahl 5", "DE", PhoneProblem.EXTENSION),
        ("(206) 555-0100 #12", "US", PhoneProblem.EXTENSION),
        ("nonsense", "DE", PhoneProblem.INVALID),
        ("030 12345682 / 030 12345683", "DE", PhoneProblem.INVALID),
    ],
)
def test_a_phone_number_is_the_one_that_was_meant_or_none(
    text: str, country: str | None, sent: str | PhoneProblem
) -> None:
    read = read_phone(text, country)
    assert read == ((None, sent) if isinstance(sent, PhoneProblem) else (sent, None))


def test_warnings_of_phone_numbers_say_why() -> None:
    numbers = ["030 12345678 x5", "030 12345679 ext. 6", "4.93E+11", "1-800-FLOWERS", "nonsense"]
    profiles, warnings = with_values("Phone", numbers)
    assert all("phone_number" not in profile for profile in profiles)
    assert [warning.partition(",")[0] + warning.partition("because")[2][:24] for warning in warnings] == [
        "2 phone numbers were left out they have an extension:",
        "1 phone number was left out no valid number could b",
        "1 phone number was left out it contains letters, wh",
        "1 phone number was left out it is written as a deci",
    ]


PLACEHOLDERS = [
    "NULL", "null", "\\N", "None", "nan", "NaN", "N/A", "n/a", "#N/A", "#REF!", "#DIV/0!", "-", "--", "0", "0.0", "000",
    "00000000-0000-0000-0000-000000000000", "{00000000-0000-0000-0000-000000000000}", "<NA>", "(null)", "undefined",
    "unknown", "NaT", "-1", "?", " NULL ", "1.#IND", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
]  # fmt: skip
VALUES = ["nullable", "Nan7", "-12", "00000000-0000-0000-0000-000000000001", "C0", "x", "7", "0x", "n", "é", "12-0"]


@pytest.mark.parametrize("column", ["Id", "Phone"])
def test_placeholders_are_no_identifiers(column: str) -> None:
    profiles, warnings = with_values(column, PLACEHOLDERS)
    assert [profile.keys() for profile in profiles] == [{"email"}] * len(PLACEHOLDERS)
    assert len(warnings) == 1
    assert warnings[0].startswith(f"{len(PLACEHOLDERS)} values of the column '{column}' were treated as blank: '")


def test_the_warning_names_the_placeholders() -> None:
    _, warnings = with_values("Id", ["NULL", "NULL", "N/A"])
    assert len(warnings) == 1
    assert warnings[0].startswith(
        "3 values of the column 'Id' were treated as blank: 'N/A', 'NULL' in external_id means"
    )


def test_control_characters_as_placeholders() -> None:
    signs = ["\x1d", "\x1e", "\x1f", "-\x1f-", "\x1fnull\x1e"]
    for column in ("Id", "Phone"):
        profiles, warnings = with_values(column, signs)
        assert [profile.keys() for profile in profiles] == [{"email"}] * len(signs)
        assert len(warnings) == 1
        assert warnings[0].startswith(f"5 values of the column '{column}' were treated as blank: '")


def test_other_identifiers_are_sent() -> None:
    profiles, warnings = with_values("Id", VALUES)
    assert [profile["external_id"] for profile in profiles] == VALUES
    assert warnings == []


def test_names_that_look_like_placeholders_are_sent_with_a_warning() -> None:
    names = ["NULL", "\\N", "nan", "#N/A", " N/A ", "Null", "Nan", "Na", "Ann", "Élodie", "O'Neil", "7"]
    profiles, warnings = with_values("First", names)
    assert [profile["first_name"] for profile in profiles] == names
    assert len(warnings) == 1
    assert warnings[0].startswith(
        "5 values of the column 'First' were sent, although they don't look like names: '#N/A', '"
    )


def test_a_placeholder_counts_as_blank_where_blanks_clear() -> None:
    text = "Email,Id,Phone\nann@example.com,NULL,NULL\nbob@example.com,7,+493012345678\n"
    with staged(text, mapping={field: PEOPLE[field] for field in ("email", "external_id", "phone_number")}) as segment:
        fields = segment.run._staging._db.execute("SELECT fields FROM staged ORDER BY file_row_number").fetchall()
    assert [row[0] for row in fields] == [0b001, 0b111]


def test_patterns_mean_the_same_in_python_and_sql() -> None:
    import re

    texts = [*PLACEHOLDERS, *VALUES, *FLOATS, *AS_THEY_ARE, "", " ", "\u2013", "Null", "NULL"]
    with duckdb.connect() as db:
        for pattern in (PLACEHOLDER, NAME_PLACEHOLDER):
            found = db.execute(
                "SELECT regexp_full_match(t, ?) FROM (SELECT unnest(?) AS t)", [pattern, texts]
            ).fetchall()
            assert [row[0] for row in found] == [re.fullmatch(pattern, text) is not None for text in texts]


CASES = Path(__file__).resolve().parents[4] / "shared" / "cases" / "files"


@pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not there")
@pytest.mark.parametrize("name", ["Nulls.csv", "PhId.csv", "Ph.csv", "PdFloat2.csv"])
def test_the_shared_cases(name: str) -> None:
    data = (CASES / name).read_bytes()
    header = io.BytesIO(data).readline().decode().strip().split(",")
    mapping = {field: column for field, column in PEOPLE.items() if column in header}
    with staged(data, mapping=mapping, country="DE") as segment:
        sent = json.dumps([profile.get("external_id") for profile in segment.profiles()])
    assert sent == {"PdFloat2.csv": '["1001", null, "1003"]'}.get(name, json.dumps([None] * (sent.count("null"))))
