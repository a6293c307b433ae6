"""Rows → profiles, on the real DuckDB: what is sent, with which values."""

import csv
import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.domain.placeholders import is_float
from shared.errors import ColumnMissing
from tests.fakes.effort import examples
from tests.fakes.staged_segment import staged

FULL = {
    "email": "email",
    "first_name": "first",
    "external_id": "id",
    "location.city": "city",
    "location.zip": "zip",
    "properties": {"Tier": "tier", 'A "quoted" \\ name': "note"},
}
HEADER = "email,first,id,city,zip,tier,note\n"


def profiles(rows: str, mapping: dict[str, Any] | None = None, header: str = HEADER) -> list[dict[str, Any]]:
    with staged(header + rows, mapping=mapping or FULL) as segment:
        return segment.profiles()


def test_every_field_in_its_place() -> None:
    assert profiles("ann@example.com,Ann,7,Riga,LV-1010,gold,hi\n") == [
        {
            "email": "ann@example.com",
            "first_name": "Ann",
            "external_id": "7",
            "location": {"city": "Riga", "zip": "LV-1010"},
            "properties": {"Tier": "gold", 'A "quoted" \\ name': "hi"},
        }
    ]


@pytest.mark.parametrize("blank", ["", '""', '" "', '"\t"', '"\u00a0"', '" \u00a0\u200b\ufeff "', '"\n"'])
def test_blanks_are_left_out_and_never_null(blank: str) -> None:
    assert profiles(f"ann@example.com{f',{blank}' * 6}\n") == [{"email": "ann@example.com"}]
    assert profiles(f"ann@example.com,Ann,{blank},{blank},1010,{blank},x\n") == [
        {
            "email": "ann@example.com",
            "first_name": "Ann",
            "location": {"zip": "1010"},
            "properties": {'A "quoted" \\ name': "x"},
        }
    ]


def test_trimmed_is_what_identifies_and_the_rest_stays_as_it_is() -> None:
    rows = '"\u00a0 ann@example.com\t"," Ann ","\ufeff 7 "," Riga",0,"0.50 ",NULL\n'
    assert profiles(rows) == [
        {
            "email": "ann@example.com",
            "first_name": " Ann ",
            "external_id": "7",
            "location": {"city": " Riga", "zip": "0"},
            "properties": {"Tier": "0.50 ", 'A "quoted" \\ name': "NULL"},
        }
    ]


TEXTS = [
    "\"'\\/",
    "a\nb\r\nc\td",
    "\x01\x1f\x7f",
    "naïve Łódź 東京 🎉",
    "\u2028\u2029\u00a0x",
    "=1+1",
    "{}[],:",
    "!",
    "~",
]


@pytest.mark.parametrize("text", TEXTS)
def test_texts_arrive_as_they_are(text: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerow(["ann@example.com", text, "", text, "", text, text])
    assert profiles(out.getvalue()) == [
        {
            "email": "ann@example.com",
            "first_name": text,
            "location": {"city": text},
            "properties": {"Tier": text, 'A "quoted" \\ name': text},
        }
    ]


# Not NUL: DuckDB takes it for the end of what a parser may read. No lone surrogates: UTF-8 has none.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
BLANK = " \t\r\n\u00a0\u200b\ufeff"


@settings(max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(TEXT.filter(lambda text: not is_float(text.strip(BLANK))), TEXT), min_size=1, max_size=60))
def test_any_text_survives_csv_sql_and_json(rows: list[tuple[str, str]]) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(["email", "a", "b"])
    for number, (a, b) in enumerate(rows):
        writer.writerow([f"p{number}@example.com", a, b])
    with staged(out.getvalue(), mapping={"email": "email", "title": "a", "properties": {"*": "*"}}) as segment:
        found = segment.profiles()
    expected = []
    for number, (a, b) in enumerate(rows):
        one: dict[str, Any] = {"email": f"p{number}@example.com"}
        if a.strip(BLANK):
            one["title"] = a
        if b.strip(BLANK):
            one["properties"] = {"b": b}
        expected.append(one)
    assert found == expected


def test_columns_go_by_their_exact_name() -> None:
    header = "email,EMail,Email, spaced ,sel'ect,*\n"
    mapping = {"email": "EMail", "first_name": "email", "properties": {"*": "*"}}
    assert profiles("x,ann@example.com,y,z,w,v\n", mapping, header) == [
        {
            "email": "ann@example.com",
            "first_name": "x",
            "properties": {"Email": "y", "spaced": "z", "sel'ect": "w", "*": "v"},
        }
    ]


def test_one_column_may_fill_several_fields() -> None:
    mapping = {"email": "email", "external_id": "email", "properties": {"Login": "email", "*": "*"}}
    assert profiles("ann@example.com,1\n", mapping, "email,n\n") == [
        {
            "email": "ann@example.com",
            "external_id": "ann@example.com",
            "properties": {"Login": "ann@example.com", "n": "1"},
        }
    ]


def test_a_missing_column_is_named_with_its_field_and_what_there_is() -> None:
    mapping = {"email": "Mail", "location.city": "Town", "properties": {"*": "*"}}
    with pytest.raises(ColumnMissing) as caught, staged("email,city\na@example.com,x\n", mapping=mapping):
        pass
    for words in ("email ← 'Mail'", "location.city ← 'Town'", "email, city"):
        assert words in str(caught.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_delimiters_and_line_endings(delimiter: str, ending: str) -> None:
    text = ending.join(["email,first", "ann@example.com,Ann", "bob@example.com,Bob", ""]).replace(",", delimiter)
    with staged("\ufeff" + text, mapping={"email": "email", "first_name": "first"}) as segment:
        assert segment.profiles() == [
            {"email": "ann@example.com", "first_name": "Ann"},
            {"email": "bob@example.com", "first_name": "Bob"},
        ]
        assert segment.counts == (2, 0, 0)


def test_many_columns() -> None:
    columns = [f"c{n}" for n in range(150)]
    header = "email," + ",".join(columns) + "\n"
    rows = "ann@example.com," + ",".join("v" for _ in columns) + "\n"
    found = profiles(rows, {"email": "email", "properties": {"*": "*"}}, header)
    assert found == [{"email": "ann@example.com", "properties": dict.fromkeys(columns, "v")}]


# Phone numbers.

PHONES = {"email": "email", "phone_number": "phone"}


def phones(*numbers: str, country: str | None = "US") -> tuple[list[str | None], list[str]]:
    rows = "".join(f'p{n}@example.com,"{number}"\n' for n, number in enumerate(numbers))
    with staged("email,phone\n" + rows, mapping=PHONES, country=country) as segment:
        assert segment.counts == (len(numbers), 0, 0), "a bad phone number rejects nobody"
        return [profile.get("phone_number") for profile in segment.profiles()], segment.warnings


def test_e164_passes_untouched() -> None:
    # The second is no number of any network: what looks like E.164 is the sender's word.
    assert phones("+12065550100", "+999000000000", " +12065550101\t") == (
        ["+12065550100", "+999000000000", "+12065550101"],
        [],
    )


def test_phone_numbers_that_need_review_are_decided() -> None:
    found, warnings = phones("(206) 555-0100", "206.555.0101", "+44 20 7946 0958", "0044 20 7946 0958", "")
    assert found[:3] == ["+12065550100", "+12065550101", "+442079460958"]
    assert found[4] is None
    assert len(warnings) == 1, "only the one with a foreign prefix is left out, a blank is no number"
    assert warnings[0].startswith("1 phone number was left out")


def test_without_a_country_only_international_ones_are_read() -> None:
    found, warnings = phones("206 555 0100", "+1 206 555 0100", country=None)
    assert found == [None, "+12065550100"]
    assert len(warnings) == 1
    assert warnings[0].endswith("from it (the export has no default country).")


def test_left_out_ones_are_counted_a_row_each() -> None:
    found, warnings = phones("nonsense", "nonsense", "206.555.0100x12", "+1206555010055555555")
    assert found == [None] * 4
    assert [warning.partition(",")[0] for warning in warnings] == [
        "1 phone number was left out",
        "3 phone numbers were left out",
    ]
    assert "it has an extension" in warnings[0]
    assert warnings[1].endswith("as one of US.")


def test_rows_that_are_not_sent_warn_of_no_phone() -> None:
    rows = "email,phone\n,nonsense\nno address,nonsense\nann@example.com,nonsense\nann@example.com,206.555.0100\n"
    with staged(rows, mapping=PHONES, country="US") as segment:
        assert segment.counts == (4, 2, 1)
        assert segment.profiles() == [{"email": "ann@example.com", "phone_number": "+12065550100"}]
        assert segment.warnings == []


def test_order_is_kept_where_phones_are_joined() -> None:
    rows = "".join(f"p{n}@example.com,{206 + n // 10000 % 3} 555 {n % 10000:04}\n" for n in range(30_000))
    with staged("email,phone\n" + rows, mapping=PHONES, country="US") as segment:
        assert segment.emails() == [f"p{n}@example.com" for n in range(30_000)]
        assert segment.profiles()[12345]["phone_number"] == "+12075552345"
