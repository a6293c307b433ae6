"""One rule says which spellings of an address are one person: in Python, in SQL, and in whole runs."""

import sys

import duckdb
import pytest

from local.klaviyo.profile import fold_email
from shared.domain.identity import identity_of
from shared.domain.subscription import ChannelConsent, Subscription
from shared.planning.staging_sql import consent_sql
from shared.planning.value_sql import folded_sql
from tests.fakes.staged_segment import staged

PAIRS = [
    ("\u212aim@example.com", "kim@example.com"),
    ("al\u0130@example.com", "ali@example.com"),
    ("\u017fam@example.com", "sam@example.com"),
    ("\uff41nn@example.com", "ann@example.com"),
    ("\u0430nn@example.com", "ann@example.com"),
]
"""Kelvin sign, dotted I, long s, full-width a, Cyrillic a: none of them is the person with the ASCII letter."""


@pytest.mark.parametrize(("lookalike", "ascii_address"), PAIRS)
def test_look_alike_letters_are_another_person(lookalike: str, ascii_address: str) -> None:
    assert identity_of(lookalike) != ascii_address
    assert fold_email(lookalike) == identity_of(lookalike)


def test_case_and_outer_blanks_are_the_same_person() -> None:
    assert identity_of(" \u00a0\ufeffAnn.O'Neil+X@EXAMPLE.com\t\u200b") == "ann.o'neil+x@example.com"


def test_sql_and_python_agree_on_every_character() -> None:
    characters = [chr(code) for code in range(1, sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
    texts = [f"A{character}Z@Example.com" for character in characters]
    with duckdb.connect() as db:
        found = db.execute(f"SELECT {folded_sql('t')} FROM (SELECT unnest(?::VARCHAR[]) AS t)", [texts]).fetchall()
    assert [row[0] for row in found] == [identity_of(text) for text in texts]


@pytest.mark.parametrize(("lookalike", "ascii_address"), PAIRS)
def test_an_address_that_looks_alike_takes_nobodys_place(lookalike: str, ascii_address: str) -> None:
    text = f"email,name\n{ascii_address},Right\n{lookalike},Wrong\n"
    with staged(text, mapping={"email": "email", "first_name": "name"}) as segment:
        assert segment.profiles() == [{"email": ascii_address, "first_name": "Right"}]
        assert segment.reasons() == [("People.csv", 3, "email_malformed")]


def test_consent_is_read_in_any_case_of_any_alphabet() -> None:
    rule = ChannelConsent(column="v", true_values=["OK", "\u0130yi", "\u0434\u0430"])
    said = consent_sql(["v"], Subscription(email=rule))["said_email"]
    values = ["ok", "OK", "\u0130yi", "\u0130YI", " ok ", "\u0414\u0410", "no", ""]
    with duckdb.connect() as db:
        found = db.execute(f"SELECT {said} FROM (SELECT unnest(?::VARCHAR[]) AS c0)", [values]).fetchall()
    assert [row[0] for row in found] == [True] * 6 + [None] * 2
