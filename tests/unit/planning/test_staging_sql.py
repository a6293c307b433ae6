"""Each named step of the staging query runs on its own, and says what the step is for."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from local.samples import write_segment
from shared.domain import Mapping
from shared.domain.identity import Identity
from shared.planning.profile_sql import RowSql
from shared.planning.scan_sql import BUFFER_BYTES
from shared.planning.stage_rows import GROUP_ROWS
from shared.planning.staging_sql import assembled_profile, staging_steps, step_query
from shared.segments.formats.dialect import MAX_LINE_BYTES

MAPPING = Mapping.model_validate(
    {
        "email": "mail",
        "phone_number": "tel",
        "external_id": "id",
        "first_name": "name",
        "location.city": "city",
        "properties": {"Total": {"column": "total", "type": "number"}, "Note": "note"},
    }
)
COLUMNS = ("mail", "tel", "id", "name", "city", "total", "note")
ROWS = (
    ("Ada@Example.com", "+12065550100", "A1", "Ada", "Tallinn", "1.10", "x"),
    (" ben@example.com ", "206 555 0100", "", 'B "Ben"', "", "many", "a\nb"),
    ("", "-", "n/a", None, None, None, None),
)


def relation_of(columns: tuple[str, ...]) -> str:
    listed = ", ".join(f"{name} AS c{number}" for number, name in enumerate(columns))
    return f"SELECT {listed}, 0::USMALLINT AS file, NULL::VARCHAR AS problem FROM people"


STEPS = staging_steps(relation_of(COLUMNS), RowSql(COLUMNS, MAPPING), {})


def rows_of(step: str) -> list[dict[str, Any]]:
    with duckdb.connect(config={"threads": 1}) as db:
        db.execute(f"CREATE TABLE people ({', '.join(f'{name} VARCHAR' for name in COLUMNS)})")
        db.executemany(f"INSERT INTO people VALUES ({', '.join('?' * len(COLUMNS))})", ROWS)
        query = step_query(STEPS, step)
        print(query)
        found = db.execute(query)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


EXPECTED: dict[str, list[dict[str, Any]]] = {
    "source": [{"c0": "Ada@Example.com"}, {"c0": " ben@example.com "}, {"c0": ""}],
    "checked": [{"is_fast_path": True}, {"is_fast_path": False}, {"is_fast_path": False}],
    "recognized": [
        {"email_valid_as_is": True, "phone_valid_as_is": True},
        {"email_valid_as_is": False, "phone_valid_as_is": False},
        {"email_valid_as_is": False, "phone_valid_as_is": False},
    ],
    "addressed": [
        {"email": "Ada@Example.com", "phone": "+12065550100"},
        {"email": "ben@example.com", "phone": "206 555 0100"},
        {"email": "", "phone": None},
    ],
    "identified": [
        {"address": "ada@example.com", "phone_is_e164": True},
        {"address": "ben@example.com", "phone_is_e164": False},
        {"address": "", "phone_is_e164": True},
    ],
    "trimmed": [
        {"t1": None, "t2": None, "t3": None},
        {"t1": "206 555 0100", "t2": "", "t3": 'B "Ben"'},
        {"t1": "-", "t2": "n/a", "t3": None},
    ],
    "valued": [
        {"a2": "A1", "a3": "Ada", "p0": "1.10", "p1": "x", "invalid_values": None},
        {"a2": None, "a3": 'B "Ben"', "p0": None, "p1": "a\nb"},
        {"a2": None, "a3": None, "p0": None, "p1": None},
    ],
    "grouped": [
        {"needs_no_escapes": True, "location": None, "properties": None},
        {"needs_no_escapes": False, "location": "", "properties": r',"Note":"a\nb"'},
        {"needs_no_escapes": True, "location": "", "properties": ""},
    ],
    "rendered": [
        {"attributes": ',"first_name":"Ada","location":{"city":"Tallinn"},"properties":{"Total":1.10,"Note":"x"}'},
        {"attributes": r',"first_name":"B \"Ben\"","properties":{"Note":"a\nb"}'},
        {"attributes": ""},
    ],
    "staged": [
        {"email": "Ada@Example.com", "e164": "+12065550100", "external_id": "A1", "phone": None, "reason": None},
        {"email": None, "e164": None, "external_id": None, "phone": "206 555 0100", "reason": None},
        {"email": None, "e164": None, "external_id": None, "phone": None, "reason": "email_missing"},
    ],
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step(step: str) -> None:
    for row, expected in zip(rows_of(step), EXPECTED[step], strict=True):
        assert row | expected == row


def test_the_size_is_that_of_the_finished_profile() -> None:
    profile = assembled_profile(
        Identity.EMAIL,
        email="email",
        needs_review="true",
        phone="e164",
        external_id="external_id",
        attributes="attributes",
        unset="NULL::VARCHAR",
    )
    with duckdb.connect(config={"threads": 1}) as db:
        db.execute(f"CREATE TABLE people ({', '.join(f'{name} VARCHAR' for name in COLUMNS)})")
        db.executemany(f"INSERT INTO people VALUES ({', '.join('?' * len(COLUMNS))})", ROWS)
        query = f"SELECT size, strlen({profile}) FROM ({step_query(STEPS, 'rendered')})"
        assert all(size == length for size, length in db.execute(query).fetchall())


EVERY_RULE = Mapping.model_validate(
    {
        "email": "mail",
        "phone_number": "tel",
        "external_id": "id",
        "last_name": "name",
        "locale": "locale",
        "image": "image",
        "location.city": "city",
        "location.country": "country",
        "properties": {"Note": "note", "Name": "name"},
    }
)
VALUES = {
    "mail": ("Ada@Example.com", "ada@example.com ", "a" * 65 + "@example.com", "ada@b", "ä@example.com", None),
    "tel": ("+12065550100", "+1206555010\u00a0", "0", "", "=+1206"),
    "id": ("A1", "0", "-1", "00", "0A0", "-A1", "1001.0", "1E5", "4.93E+11", "A 1", "n/a", '="1"', "f" * 256, None),
    "name": (
        *(
            "Ada",
            "Nora",
            "N\u00fa\u00f1ez",
            "Nanna",
            "None",
            "None ",
            "NaN",
            "NaT",
            "NA",
            "Na",
            "Non",
            "Nona",
            "N/A",
            "null",
        ),
        *(
            "undefined",
            "\u0141ucja",
            "\u00a0Ada",
            "\u200bAda",
            "\ufeffnull",
            " Ada",
            "Ada ",
            'A"da',
            "A\\da",
            "A\nda",
            "A\x1fda",
        ),
        *("A\x7fda", "=A", "-", "0", "1.0", "Z\u00e9\u00a0", "\U0001f600", ""),
    ),
    "locale": ("de_DE", "de-Latn-DE", "de-DE ", "german"),
    "image": ("https://a.example/1", 'https://a.example/"', "https://a.example/1\u00a0", "a.example"),
    "city": (
        "Tallinn",
        "1001.0",
        "1.000",
        "12",
        "12E5",
        "12E+5",
        "1,00",
        "A1.0",
        '="7"',
        "=7",
        "+7",
        "\t7",
        "\u0e44",
        "7 ",
    ),
    "country": (
        "Estonia",
        "C\u00f4te d'Ivoire",
        "A",
        "A1",
        " A",
        "A ",
        "A\u00a0",
        "\u00a0A",
        "A" * 101,
        "\u0416" * 60,
        "",
    ),
    "note": ("x", " x", "x ", "!", "\u2003", "\u00a0", "\ufeff", "\x1fx", "x\x00y", "", None),
}


def test_rows_are_the_same_with_and_without_the_fast_path() -> None:
    columns = tuple(VALUES)
    plain = {name: values[0] for name, values in VALUES.items()}
    rows = [tuple((plain | {name: value}).values()) for name, values in VALUES.items() for value in values]
    steps = staging_steps(relation_of(columns), RowSql(columns, EVERY_RULE), {})
    slow = steps | {"checked": "SELECT *, false AS is_fast_path FROM source"}
    with duckdb.connect(config={"threads": 1}) as db:
        db.execute(f"CREATE TABLE people ({', '.join(f'{name} VARCHAR' for name in columns)})")
        db.executemany(f"INSERT INTO people VALUES ({', '.join('?' * len(columns))})", rows)
        fast_rows = db.execute(f"SELECT is_fast_path FROM ({step_query(steps, 'checked')})").fetchall()
        assert 25 < sum(fast for (fast,) in fast_rows) < len(rows) - 25
        found = db.execute(step_query(steps, "staged")).fetchall()
        expected = db.execute(step_query(slow, "staged")).fetchall()
    for row, one, other in zip(rows, found, expected, strict=True):
        assert one == other, row


def test_a_buffer_of_csv_fills_one_row_group(tmp_path: Path) -> None:
    """DuckDB packs one row group for each buffer: further ones would wait in memory, more with each buffer."""
    file = tmp_path / "people.csv"
    write_segment(file, 1_000)
    assert MAX_LINE_BYTES < BUFFER_BYTES < 1.05 * GROUP_ROWS * file.stat().st_size / 1_000
