"""Addresses that need review: what passes here, Klaviyo (as far as the simulator knows it) takes."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from local.klaviyo.validation import is_email
from shared.planning.value_checks import email_problem
from tests.fakes.effort import examples

LOCAL = st.text("abc.+-_'é!#{}\"( )ß", min_size=1, max_size=6)
DOMAIN = st.from_regex(r"[a-zé1-]{1,4}(\.[a-z1é-]{1,4}){0,2}", fullmatch=True)


@settings(max_examples=examples(300), deadline=None)
@given(LOCAL, DOMAIN)
@example("a", "b.c")
@example("jörg", "example.com")
@example("a", "bücher.example")
@example("a", "example.123")
def test_what_passes_is_taken(local: str, domain: str) -> None:
    address = f"{local}@{domain}"
    assert email_problem(address) is not None or is_email(address)


@pytest.mark.parametrize(
    "address", ["o'neil@example.com", "a!b@example.com", "a@xn--bcher-kva.example", "A@Example.COM"]
)
def test_unusual_ones_pass(address: str) -> None:
    assert email_problem(address) is None


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("jörg@example.com", "before the @-sign: ö"),
        ("a@bücher.example", "write xn--bcher-kva.example instead"),
        ("a@b.c", "top-level domain"),
        ("a@b@example.com", "more than one @-sign"),
        ("a@", "something after"),
        ("a b@example.com", "spaces"),
        ("a(b@example.com", "not allowed there: ("),
        ("a..b@example.com", "two dots"),
        (f"{'a' * 65}@example.com", "longer"),
        ("a\x07é@example.com", "control"),
    ],
)
def test_why_others_do_not(address: str, words: str) -> None:
    assert words in str(email_problem(address))
