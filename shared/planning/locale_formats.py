"""Text of CSV whose column has a kind → its canonical form, by the culture that wrote it. What does not fit stays."""

from __future__ import annotations

from shared.planning.value_sql import quoted
from shared.segments.part_schema import Column

JSON_NUMBER = r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?"
ISO_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
ISO_MOMENT = ISO_DATE + r"[T ][0-9]{2}:[0-9]{2}.*"

POINT = frozenset({"en", "zh", "ja", "ko", "th", "he", "ms", "hi", "ga", "cy"})
"""Languages that write a decimal point; all others write a decimal comma (Unicode CLDR, numbers)."""
POINT_CULTURES = frozenset({"es-mx", "es-us", "es-pr", "es-gt", "es-pa", "de-ch", "it-ch"})
YEAR_FIRST = frozenset({"zh", "ja", "ko", "hu", "lt", "sv", "fa"})
YEAR_FIRST_CULTURES = frozenset({"en-ca", "fr-ca", "en-za"})
MONTH_FIRST_CULTURES = frozenset({"en-us", "es-us", "en-ph", "en"})
"""Cultures by the order of short dates (Unicode CLDR, dates); all others put the day first."""


def typed(value: str, column: Column) -> str:
    """The SQL of a column's value in canonical form. `value` is an SQL expression of type VARCHAR."""
    match column.kind:
        case "number":
            return _number(value, column.culture.lower())
        case "boolean":
            return (
                f"CASE lower(trim({value})) WHEN 'true' THEN 'true' WHEN '1' THEN 'true' "
                f"WHEN 'false' THEN 'false' WHEN '0' THEN 'false' ELSE {value} END"
            )
        case "date":
            return _moment(value, column.culture.lower(), f"left({value}, 10)", "%Y-%m-%d")
        case "datetime":
            return _moment(value, column.culture.lower(), f"replace({value}, ' ', 'T')", "%Y-%m-%dT%H:%M:%S")
        case _:
            return value


def _number(value: str, culture: str) -> str:
    if not culture or culture.partition("-")[0] in POINT or culture in POINT_CULTURES:
        plain = f"replace({value}, ',', '')"
        grouped = r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?"
    else:
        # Groups are parted by points, spaces (also those that do not break) or apostrophes.
        plain = f"replace(regexp_replace({value}, {quoted('[. \u00a0\u202f’' + chr(39) + ']')}, '', 'g'), ',', '.')"
        grouped = "-?([0-9]+|[0-9]{1,3}([. \u00a0\u202f’'][0-9]{3})+)(,[0-9]+)?"
    return (
        f"CASE WHEN regexp_full_match({value}, {quoted(grouped)}) THEN {plain} "
        f"WHEN regexp_full_match({value}, {quoted(JSON_NUMBER)}) THEN {value} ELSE {value} END"
    )


def _moment(value: str, culture: str, iso: str, shape: str) -> str:
    """ISO 8601 is taken by anyone; then the culture's order is tried."""
    known = (
        f"CASE WHEN regexp_full_match({value}, {quoted(ISO_DATE)}) OR regexp_full_match({value}, {quoted(ISO_MOMENT)})"
    )
    if not culture:
        return f"{known} THEN {iso} ELSE {value} END"
    tried = ", ".join(quoted(format_) for format_ in formats(culture))
    parsed = f"strftime(try_strptime(trim({value}), [{tried}]), {quoted(shape)})"
    return f"{known} THEN {iso} ELSE coalesce({parsed}, {value}) END"


def formats(culture: str) -> list[str]:
    """The shapes of dates that a culture may write, for strptime."""
    language = culture.partition("-")[0]
    if language in YEAR_FIRST or culture in YEAR_FIRST_CULTURES:
        order = ("%Y", "%m", "%d")
    elif culture in MONTH_FIRST_CULTURES:
        order = ("%m", "%d", "%Y")
    else:
        order = ("%d", "%m", "%Y")
    times = ("", " %H:%M:%S", " %H:%M", " %I:%M:%S %p", " %I:%M %p")
    return [sign.join(order) + time for sign in ("/", ".", "-") for time in times]
