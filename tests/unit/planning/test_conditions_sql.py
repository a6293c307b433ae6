"""Conditions of defined segments: what each operator says of a value."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shared.domain.identity import BLANKS
from shared.domain.segment_definition import AllOf, AnyOf, Condition, Node, Operator
from shared.planning.conditions_sql import Clock, condition_sql
from tests.fakes.effort import examples

# In Berlin it is 00:30 on the 26th; the clock is put forward on 2026-03-29.
CLOCK = Clock(datetime(2026, 11, 25, 23, 30, tzinfo=UTC), "Europe/Berlin")


@pytest.fixture(scope="module")
def db() -> Iterator[Any]:
    with duckdb.connect() as connection:
        yield connection


def holds(db: Any, node: Node, value: str | None, clock: Clock = CLOCK) -> bool:
    [(found,)] = db.execute(
        f"SELECT {condition_sql(node, lambda _: 'v', clock)} FROM (SELECT ? AS v)", [value]
    ).fetchall()
    assert isinstance(found, bool), "a condition is true or false, never NULL"
    return found


def condition(operator: str, *values: str) -> Condition:
    return Condition(column="c", operator=Operator(operator), values=list(values))


@pytest.mark.parametrize(
    ("operator", "values", "true_of", "false_of"),
    [
        ("is_any_of", ["DE", "at"], ["de", " AT "], ["D", "", None, "DE,AT"]),
        ("is_none_of", ["DE"], ["AT", "", None], ["de", " DE"]),
        ("contains", ["100%_'x"], ["a 100%_'X b"], ["100", "", None]),
        ("contains_not", ["x"], ["abc", "", None], ["aXb"]),
        ("starts_with", ["Mü"], ["müller"], ["Mu", "aMü", "", None]),
        ("ends_with", [".de"], ["a@x.DE"], ["a.de.x", "", None]),
        ("has_any_of", ["Loyal", 'say "hi"'], ['["New", "LOYAL"]', "loyal", '["say \\"hi\\""]', '["\\u004coyal"]'],
         ['["Loyal2"]', "[]", "", None, "not loyal", '{"Loyal": 1}', '["x", null]']),
        ("has_none_of", ["Loyal"], ['["New"]', "", None, "[]"], ['["Loyal"]', "Loyal"]),
        ("is_blank", [], ["", "  ", None], ["x"]),
        ("is_not_blank", [], ["x"], ["", " ", None]),
        ("less_than", ["10"], ["9.99", "-1e3"], ["10", "abc", "", None]),
        ("at_most", ["10"], ["10", "9"], ["10.01", "x"]),
        ("more_than", ["-0.5"], ["0", "9"], ["-0.5", "", "NaN", None]),
        ("at_least", ["1e3"], ["1000", "2000"], ["999", "x", "nan", "-nan"]),
        ("is_true", [], ["true", "True", "1"], ["false", "2", "", None]),
        ("is_false", [], ["false", "0"], ["true", "", None]),
        ("before", ["2026-11-22"], ["2026-11-21", "2026-11-21T22:59:59Z"],
         ["2026-11-22", "2026-11-21T23:00:00Z", "soon", "", None]),
        ("on_or_after", ["2026-11-22T10:30:00Z"], ["2026-11-22T10:30:00Z", "2026-11-22T11:30:00"],
         ["2026-11-22T11:29:59", "2026-11-22T10:29:59+00:00", ""]),
        ("in_last_days", ["0"], ["2026-11-26", "2026-11-25T23:00:00Z", "2026-11-26T23:59:59"],
         ["2026-11-25", "2026-11-25T22:59:59Z", "2026-11-27", "2026-11-27T00:00:00", "x", None]),
        ("in_last_days", ["30"], ["2026-10-27", "2026-11-26T08:00:00+01:00"], ["2026-10-26", "2026-12-01"]),
        ("before_last_days", ["30"], ["2026-10-26T23:59:59", "1999-01-01"], ["2026-10-27", "", None]),
        ("in_next_days", ["7"], ["2026-11-26", "2026-12-03T23:00:00"], ["2026-12-04", "2026-11-25", ""]),
        ("in_last_days", ["36500"], ["1990-01-01"], ["1800-01-01"]),
    ],
)  # fmt: skip
def test_an_operator(
    db: Any, operator: str, values: list[str], true_of: list[str | None], false_of: list[str | None]
) -> None:
    node = condition(operator, *values)
    assert [value for value in true_of if not holds(db, node, value)] == []
    assert [value for value in false_of if holds(db, node, value)] == []


def test_days_are_those_of_the_zone_across_a_change_of_the_clock(db: Any) -> None:
    clock = Clock(datetime(2026, 3, 30, 12, tzinfo=UTC), "Europe/Berlin")
    node = condition("in_last_days", "2")
    assert holds(db, node, "2026-03-27T23:00:00Z", clock)
    assert not holds(db, node, "2026-03-27T22:59:59Z", clock)
    assert holds(db, node, "2026-03-30T21:59:59Z", clock)
    assert not holds(db, node, "2026-03-30T22:00:00Z", clock)


def test_groups(db: Any) -> None:
    x, y = condition("contains", "x"), condition("contains", "y")
    assert holds(db, AllOf(all=[x, y]), "xy")
    assert not holds(db, AllOf(all=[x, y]), "x")
    assert holds(db, AnyOf(any=[x, y]), "y")
    assert holds(db, AllOf(all=[AnyOf(any=[x, y]), condition("is_not_blank")]), "x")


EDGES = BLANKS + "".join(character for character in map(chr, range(0x10000)) if character.isspace())
"""What the app trims of a column's text, and a definition of its values."""


@settings(max_examples=examples(30), deadline=None)
@example(value="", wanted="\ufeff")
@given(value=st.text(max_size=8), wanted=st.text(min_size=1, max_size=8))
def test_values_are_never_sql(value: str, wanted: str) -> None:
    wanted = wanted.replace("\x00", "").strip(EDGES) or "'"
    with duckdb.connect() as connection:
        for operator in (Operator.IS_ANY_OF, Operator.CONTAINS, Operator.HAS_ANY_OF):
            node = condition(operator, wanted)
            assert holds(connection, node, wanted), "a value is equal to itself"
            holds(connection, node, value.replace("\x00", ""))
