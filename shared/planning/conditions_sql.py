"""Conditions of a defined segment → SQL that is true or false, never NULL.

Columns are texts in canonical form (source_sql.py). Values of conditions become quoted literals; nothing else of a
definition gets into the SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shared.domain.segment_definition import MOMENTS, AllOf, AnyOf, Condition, Node, Operator
from shared.planning.value_sql import WHITE, quoted

ZONED = r"[T ].*(Z|[+-][0-9]{2}:?[0-9]{2})$"
"""The end of a time that says which zone it is in."""

COMPARISONS = {
    Operator.LESS_THAN: "<",
    Operator.AT_MOST: "<=",
    Operator.MORE_THAN: ">",
    Operator.AT_LEAST: ">=",
}


@dataclass(frozen=True)
class Clock:
    """The time that relative dates are relative to, and the zone of days and of times that do not say theirs."""

    at: datetime
    zone: str

    @property
    def today(self) -> date:
        """Return the date in the zone."""
        return self.at.astimezone(ZoneInfo(self.zone)).date()

    def begin_of(self, days_from_today: int) -> datetime:
        """Return the first moment of a day in the zone, at the earliest and latest in the years that SQL has."""
        try:
            day = self.today + timedelta(days=days_from_today)
        except OverflowError:
            day = date.max - timedelta(days=1) if days_from_today > 0 else date(1, 1, 2)
        return datetime.combine(day, time(), ZoneInfo(self.zone))

    def read(self, text: str) -> datetime:
        """Return a date or time of a definition."""
        found = datetime.fromisoformat(text)
        return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(self.zone))


def condition_sql(node: Node | None, value_of: Callable[[str], str], clock: Clock) -> str:
    """Return the SQL of conditions; `true` if there are none. `value_of` returns the SQL of a column's text."""
    match node:
        case None:
            return "true"
        case AllOf():
            return "(" + " AND ".join(condition_sql(one, value_of, clock) for one in node.all) + ")"
        case AnyOf():
            return "(" + " OR ".join(condition_sql(one, value_of, clock) for one in node.any) + ")"
        case Condition():
            return _comparison(node, value_of(node.column), clock)


def _comparison(condition: Condition, text: str, clock: Clock) -> str:
    operator = condition.operator
    # A list is trimmed item by item.
    value = text if operator in LISTS else f"coalesce(trim({text}, {WHITE}), '')"
    if test := TEXT_TESTS.get(operator):
        return test(value, [f"lower({quoted(text)})" for text in condition.values])
    first = condition.values[0]
    if sign := COMPARISONS.get(operator):
        # DuckDB takes NaN, which data frames write for a missing number, for larger than any number.
        number = f"nullif(TRY_CAST({value} AS DOUBLE), 'nan'::DOUBLE)"
        return f"coalesce({number} {sign} {float(first)!r}::DOUBLE, false)"
    return _between(value, *_bounds(operator, first, clock), clock)


def _bounds(operator: Operator, given: str, clock: Clock) -> tuple[datetime | None, datetime | None]:
    """Return the first moment that an operator is true of, and the first one after it; None where there is none."""
    if operator in MOMENTS:
        moment = clock.read(given)
        return (None, moment) if operator is Operator.BEFORE else (moment, None)
    days = int(given)
    if operator is Operator.IN_NEXT_DAYS:
        return clock.begin_of(0), clock.begin_of(days + 1)
    begin = clock.begin_of(-days)
    return (None, begin) if operator is Operator.BEFORE_LAST_DAYS else (begin, clock.begin_of(1))


def _has_any(value: str, listed: Sequence[str]) -> str:
    """Return whether a list in JSON has one of the values; a text that is no list is a list of itself."""
    items = f"coalesce(TRY_CAST(TRY_CAST({value} AS JSON) AS VARCHAR[]), [{value}])"
    texts = f"list_transform({items}, lambda item: lower(trim(item, {WHITE})))"
    # Looking for the text takes a tenth of the time of reading the list. Only an escaped one looks different.
    likely = " OR ".join([f"contains({value}, chr(92))", *(f"contains(lower({value}), {one})" for one in listed)])
    return f"coalesce(CASE WHEN {likely} THEN list_has_any({texts}, [{', '.join(listed)}]) END, false)"


def _between(value: str, first: datetime | None, end: datetime | None, clock: Clock) -> str:
    """Return whether a date or time is at `first` or later, and before `end`; false for what is neither.

    A time with a zone is compared as an instant; a date, or a time without a zone, as one of the clock's zone.
    """

    def compared(type_: str, zone: ZoneInfo | None) -> str:
        bounds = [(">=", first), ("<", end)]
        parsed = f"TRY_CAST({value} AS {type_})"
        return " AND ".join(
            f"{parsed} {sign} {quoted(_text(moment.astimezone(zone or UTC)) + ('' if zone else '+00'))}::{type_}"
            for sign, moment in bounds
            if moment is not None
        )

    zoned, local = compared("TIMESTAMPTZ", None), compared("TIMESTAMP", ZoneInfo(clock.zone))
    return f"coalesce(CASE WHEN regexp_matches({value}, {quoted(ZONED)}) THEN {zoned} ELSE {local} END, false)"


def _text(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(" ")


LISTS = frozenset({Operator.HAS_ANY_OF, Operator.HAS_NONE_OF})

TEXT_TESTS: dict[Operator, Callable[[str, Sequence[str]], str]] = {
    Operator.IS_ANY_OF: lambda value, listed: f"(lower({value}) IN ({', '.join(listed)}))",
    Operator.IS_NONE_OF: lambda value, listed: f"(lower({value}) NOT IN ({', '.join(listed)}))",
    Operator.CONTAINS: lambda value, listed: f"contains(lower({value}), {listed[0]})",
    Operator.CONTAINS_NOT: lambda value, listed: f"(NOT contains(lower({value}), {listed[0]}))",
    Operator.STARTS_WITH: lambda value, listed: f"starts_with(lower({value}), {listed[0]})",
    Operator.ENDS_WITH: lambda value, listed: f"ends_with(lower({value}), {listed[0]})",
    Operator.HAS_ANY_OF: _has_any,
    Operator.HAS_NONE_OF: lambda value, listed: f"(NOT {_has_any(value, listed)})",
    Operator.IS_BLANK: lambda value, _: f"({value} = '')",
    Operator.IS_NOT_BLANK: lambda value, _: f"({value} <> '')",
    Operator.IS_TRUE: lambda value, _: f"(lower({value}) IN ('true', '1', 'yes'))",
    Operator.IS_FALSE: lambda value, _: f"(lower({value}) IN ('false', '0', 'no'))",
}
"""The SQL of operators on texts, by the SQL of the value and of the condition's values in lower case."""
