"""Types of properties and rules of fields: the SQL against plain Python, on the real DuckDB."""

import csv
import io
import json
import re
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.domain.fields import RULES, fits
from tests.fakes.effort import examples
from tests.fakes.staged_segment import staged

BLANK = " \t\r\n\u00a0\u200b\ufeff"
LEFT_OUT = object()


def sent(values: list[str], entry: dict[str, Any] | str, field: str | None = None) -> tuple[list[Any], list[str]]:
    """What each value becomes as a property (or in a field), and the warnings."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(["email", "v"])
    writer.writerows([f"p{number}@example.com", value] for number, value in enumerate(values))
    mapping = {"email": "email"} | ({field: entry} if field else {"properties": {"P": entry}})
    with staged(out.getvalue(), mapping=mapping) as segment:
        # Numbers as their text: what arrives is what stood there, to the last digit.
        bodies = [json.loads(body.data, parse_float=Decimal) for body in segment.bodies()]
        profiles = [p["attributes"] for body in bodies for p in body["data"]["attributes"]["profiles"]["data"]]
        assert len(profiles) == len(values), "a value that does not fit rejects nobody"
        if field is None:
            found = [profile.get("properties", {}).get("P", LEFT_OUT) for profile in profiles]
        else:
            group, _, name = field.rpartition(".")
            found = [(profile.get(group, {}) if group else profile).get(name, LEFT_OUT) for profile in profiles]
        return found, segment.warnings


def number(text: str) -> Any:
    if len(text) > 60 or not re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?", text):
        return LEFT_OUT
    return Decimal(text)


def boolean(text: str) -> Any:
    if text.lower() in ("true", "yes", "1", "y", "t", "on"):
        return True
    return False if text.lower() in ("false", "no", "0", "n", "f", "off") else LEFT_OUT


NUMBERS = ["0", "-1", "+5", "007", "1.10", "-0.0", "12345678901234567890.123456789", "1e5", "1E-7", ".5", "5.", "1,5",
           "0x1f", "1e999", "nan", "inf", "--1", "1 000", " 7 ", "\u00a08", "١", "00", "-007.50", "1_000"]  # fmt: skip
WORDS = ["yes", "Yes", "NO", "true", "FALSE", "1", "0", "y", "n", "on", "off", " t ", "2", "maybe", "ja", "nein"]


@settings(max_examples=examples(6), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(NUMBERS) | st.from_regex(r"[+-]?[0-9]{0,3}[.,eE]?[0-9]{0,3}", fullmatch=True)
                | st.decimals(allow_nan=False, allow_infinity=False).map(str), min_size=1, max_size=40))  # fmt: skip
def test_numbers(values: list[str]) -> None:
    found, warnings = sent(values, {"column": "v", "type": "number"})
    expected = [number(value.strip(BLANK)) for value in values]
    assert found == expected
    wrong = sum(e is LEFT_OUT and value.strip(BLANK) != "" for e, value in zip(expected, values, strict=True))
    assert len(warnings) == bool(wrong)
    assert all(w.startswith(f"{wrong} value") and "'v'" in w and "properties.P" in w for w in warnings)


@settings(max_examples=examples(4), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS) | st.text("yesnotrufal10 ", max_size=5), min_size=1, max_size=40))
def test_booleans(values: list[str]) -> None:
    found, _ = sent(values, {"column": "v", "type": "boolean"})
    assert found == [boolean(value.strip(BLANK)) for value in values]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-11-22", "2026-11-22"),
        ("2026-11-22T10:11:12Z", "2026-11-22T10:11:12Z"),
        ("2026-11-22 10:11:12.123456", "2026-11-22T10:11:12.123456"),
        ("2026-11-22T10:11+02:00", "2026-11-22T10:11+02:00"),
        (" 2026-11-22 ", "2026-11-22"),
        ("5/8/1986", "1986-05-08"),
        ("12/31/2026 23:59", "2026-12-31T23:59:00"),
        ("5/8/1986 1:02:03 PM", "1986-05-08T13:02:03"),
        ("2026/1/2", "2026-01-02"),
        ("31.12.2026", "2026-12-31"),
        ("2024-02-29", "2024-02-29"),
        ("2026-02-29", LEFT_OUT),
        ("2026-13-01", LEFT_OUT),
        ("31/12/2026", LEFT_OUT),
        ("2026-11-22T25:00:00", LEFT_OUT),
        ("5/8/86", LEFT_OUT),
        ("yesterday", LEFT_OUT),
        ("1700000000", LEFT_OUT),
        ("infinity", LEFT_OUT),
        ("", LEFT_OUT),
    ],
)
def test_dates(text: str, date: object) -> None:
    found, warnings = sent([text, "2026-01-01"], {"column": "v", "type": "date"})
    assert found == [date, "2026-01-01"]
    assert len(warnings) == (date is LEFT_OUT and text != "")


@settings(max_examples=examples(4), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.datetimes(min_value=datetime(1, 1, 1)), min_size=1, max_size=30))
def test_every_iso_date_passes_as_it_is(moments: list[datetime]) -> None:
    texts = [moment.isoformat() for moment in moments]
    assert sent(texts, {"column": "v", "type": "date"}) == (texts, [])


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ('["a","b"]', ["a", "b"]),
        ('[1, 2.5, true, "x;y,z"]', [1, Decimal("2.5"), True, "x;y,z"]),
        ("[]", []),
        ('["a",null]', ["a"]),
        ("a;b, c; ;d", ["a", "b, c", "d"]),
        ("a, b,,c", ["a", "b", "c"]),
        ("alone", ["alone"]),
        ('a "quoted";\\', ['a "quoted"', "\\"]),
        (r'["\ud83d\ude00","\u00e9"]', ["😀", "é"]),
        (r'["\ud83d"]', LEFT_OUT),
        ('[["nested"]]', LEFT_OUT),
        ('[{"a":1}]', LEFT_OUT),
        ('["a"', LEFT_OUT),
        ("[1e999]", LEFT_OUT),
    ],
)
def test_lists(text: str, items: object) -> None:
    found, warnings = sent([text, "z"], {"column": "v", "type": "list"})
    assert found == [items, ["z"]]
    assert len(warnings) == (items is LEFT_OUT)


@settings(max_examples=examples(5), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5)
                         | st.booleans() | st.integers(-(10**9), 10**9), max_size=5), min_size=1, max_size=20),
       st.booleans())  # fmt: skip
def test_every_flat_json_list_arrives(lists: list[list[Any]], ascii_only: bool) -> None:
    texts = [json.dumps(items, ensure_ascii=ascii_only) for items in lists]
    assert sent(texts, {"column": "v", "type": "list"}) == (lists, [])


EXAMPLES = {
    "external_id": (["7", "x" * 255, " é "], ["x" * 256, "é" * 256]),
    "locale": (["en", "en-US", "zh-Hant-TW", "es-419", " de-DE "], ["English", "e", "en-USA-x", "12", "en US"]),
    "image": (["https://example.com/a.png", "http://x/y?z=ö"], ["example.com/a.png", "ftp://x/y", "https://", "a b"]),
    "location.country": (["Germany", "US", "Côte d'Ivoire", " Peru "], ["49", "Area 51", "x" * 101]),
    "location.latitude": (["59.43", "-90", "90.0", " 1 "], ["90.1", "-91", "59,43", "N59", "1e1", "nan"]),
    "location.longitude": (["24.75", "-180", "180"], ["180.5", "200", "E24"]),
    "location.timezone": (["Europe/Berlin", "UTC", " America/New_York "], ["CET+1", "Berlin", "europe/berlin"]),
    "location.ip": (["127.0.0.1", "2001:db8::1", "::1"], ["here", "1.2.3", "300"]),
}


@pytest.mark.parametrize("field", RULES)
def test_rules_of_fields(field: str) -> None:
    good, bad = EXAMPLES[field]
    values = [*good, *bad, "", " "]
    found, warnings = sent(values, "v", field)
    assert found == [value.strip() for value in good] + [LEFT_OUT] * (len(bad) + 2)
    rule = f"{field} must be {RULES[field].description}"
    assert warnings == [f"{len(bad)} values of the column 'v' were left out: {rule}."]
    assert [fits(field, value) for value in good + bad] == [True] * len(good) + [False] * len(bad)


def test_a_locale_with_an_underscore_is_written_as_klaviyo_wants_it() -> None:
    assert sent(["en_US", " pt_BR "], "v", "locale") == (["en-US", "pt-BR"], [])


def test_constants_stand_in_every_profile() -> None:
    mapping = {
        "email": "email",
        "first_name": "v",
        "locale": {"constant": "en-US"},
        "location.country": {"constant": "Côte d'Ivoire"},
        "location.latitude": {"constant": 5.5},
        "properties": {
            "Source": {"constant": 'a "b"'},
            "n": {"constant": 1.5},
            "yes": {"constant": True},
            "tags": {"constant": ["a", 1]},
            "Tier": "t",
        },
    }
    with staged("email,v,t\na@example.com,Ann,gold\nb@example.com,,\n", mapping=mapping) as segment:
        assert segment.warnings == []
        always = {"Source": 'a "b"', "n": 1.5, "yes": True, "tags": ["a", 1]}
        common = {"locale": "en-US", "location": {"country": "Côte d'Ivoire", "latitude": "5.5"}}
        assert segment.profiles() == [
            {"email": "a@example.com", "first_name": "Ann", **common, "properties": always | {"Tier": "gold"}},
            {"email": "b@example.com", **common, "properties": always},
        ]


MIXED = {
    "email": "email",
    "properties": {
        "N": {"column": "n", "type": "number"},
        "B": {"column": "b", "type": "boolean"},
        "D": {"column": "d", "type": "date"},
        "L": {"column": "l", "type": "list"},
        "T": "t",
        "n": "n",
    },
}


def test_all_types_side_by_side_whole_and_with_gaps() -> None:
    rows = 'a@x.com,1.50,true,2026-01-02,"[1]",t\nb@x.com,,yes,,a;b,\nc@x.com,x,x,x,[x],x\n'
    whole = {"email": "email", "properties": {k: v for k, v in MIXED["properties"].items() if k != "n"}}  # type: ignore[attr-defined]
    for mapping, more in ((MIXED, {"n": "1.50"}), (whole, {})):
        with staged("email,n,b,d,l,t\n" + rows, mapping=mapping) as segment:
            first, second, third = (profile["properties"] for profile in segment.profiles())
            assert first == {"N": 1.5, "B": True, "D": "2026-01-02", "L": [1], "T": "t"} | more
            assert second == {"B": True, "L": ["a", "b"]}
            assert third == {"T": "x"} | ({"n": "x"} if more else {})
            assert [w.split(" must be ")[0] for w in segment.warnings] == [
                f"1 value of the column {c!r} was left out: properties.{c.upper()}" for c in "bdln"
            ]


def test_types_follow_the_source_where_it_has_them_and_text_stays_text() -> None:
    row = json.dumps({"email": "a@x.com", "n": 1.25, "b": True, "l": ["x", 1], "t": "7"})
    with staged(row + "\n", suffix=".jsonl", mapping={"email": "email", "properties": {"*": "*"}}) as segment:
        assert segment.profiles()[0]["properties"] == {"n": 1.25, "b": True, "l": ["x", 1], "t": "7"}
    chosen = {
        "email": "email",
        "properties": {"n": {"column": "n", "type": "string"}, "t": {"column": "t", "type": "number"}},
    }
    with staged(row + "\n", suffix=".jsonl", mapping=chosen) as segment:
        assert segment.profiles()[0]["properties"] == {"n": "1.25", "t": 7}
    with staged("email,n\na@x.com,1.25\n", mapping={"email": "email", "properties": {"*": "*"}}) as segment:
        assert segment.profiles()[0]["properties"] == {"n": "1.25"}


def test_the_wildcard_leaves_out_names_that_are_klaviyos_own() -> None:
    with staged("email,$source,x\na@x.com,1,2\n", mapping={"email": "email", "properties": {"*": "*"}}) as segment:
        assert segment.profiles()[0]["properties"] == {"x": "2"}
        assert segment.warnings == [
            "Columns whose names begin with $ or cannot be property names were not mapped: $source."
        ]


def test_a_number_has_at_most_sixty_characters() -> None:
    assert sent(["1" * 60, "1" * 61], {"column": "v", "type": "number"})[0] == [int("1" * 60), LEFT_OUT]
