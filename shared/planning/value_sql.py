"""The SQL of single values: whether there is one, whether it fits its type or field, and how it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from string import ascii_lowercase, ascii_uppercase

from shared.domain import PropertyType
from shared.domain.fields import RULES, Rule, zones
from shared.domain.identity import BLANKS
from shared.domain.placeholders import (
    MAX_EXACT,
    NAME_PLACEHOLDER,
    PLACEHOLDER,
    SCIENTIFIC,
    WHOLE_FLOAT,
)
from shared.texts import text

WHITE = f"'{BLANKS}'"
"""What is trimmed, as an SQL literal: the characters themselves, since DuckDB knows no \\u escape."""

MAX_NUMBER = 60
"""Characters of a number. With an exponent of two digits at the most, none of them overflows a double."""

_JSON_NUMBER = r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?"
_ANY_NUMBER = r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?"
_TRUE = "('true', 'yes', '1', 'y', 't', 'on')"
_FALSE = "('false', 'no', '0', 'n', 'f', 'off')"
_ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?"
_OTHER_DATE = r"([0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4})( .*)?"
_DATES = ("%m/%d/%Y", "%Y/%m/%d", "%d.%m.%Y")
"""Beside ISO 8601. With slashes the month comes first, as Klaviyo itself reads them (its developer guide, Acceptable
date and timestamp formats); with dots the day."""
_TIMES = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p")

# A list is flat: texts, numbers, true and false. No half of a surrogate pair: strict readers refuse the whole body.
_TEXT_ITEM = (
    r'"([^"\\\x00-\x1f]|\\(["\\/bfnrt]|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}'
    r'|u([0-9a-ce-fA-CE-F][0-9a-fA-F]|[dD][0-7])[0-9a-fA-F]{2}))*"'
)
_ITEM = rf"({_TEXT_ITEM}|-?(0|[1-9][0-9]{{0,30}})(\.[0-9]{{1,30}})?([eE][+-]?[0-9]{{1,2}})?|true|false)"
_LIST = rf"\[\s*({_ITEM}(\s*,\s*{_ITEM})*)?\s*\]"
_LIST_WITH_NULLS = _LIST.replace("|true|false)", "|true|false|null)")

TAKES = {
    PropertyType.NUMBER: text("takes-number"),
    PropertyType.BOOLEAN: text("takes-boolean"),
    PropertyType.DATE: text("takes-date"),
    PropertyType.LIST: text("takes-list"),
}
"""What a property of a type takes, as warnings say it."""


NAMES = ("first_name", "last_name")
"""Fields in which a placeholder is sent as it is, with a warning: people have such names."""

_BEYOND_ASCII = r"\x{a1}-\x{200a}\x{200c}-\x{fefe}\x{ff00}-\x{10ffff}"
_LETTER = f"A-Za-z{_BEYOND_ASCII}"
_VISIBLE = rf"!#-\[\]-~{_BEYOND_ASCII}"
_REST = r'[^\x00-\x1f"\\]*'
"""For use in patterns of plain texts: characters that are not blank, and any that need no escape in JSON."""

PLAIN_TEXT = f"[{_VISIBLE}]{_REST}"
_PLAIN_ID = r"([1-9]|[0A-Za-z_][0-9A-Za-z_-]*[1-9])[0-9A-Za-z_-]*"
"""External ids that are neither a placeholder nor a float."""
_PLAIN_FREE_TEXT = rf'([{_LETTER}]{_REST}|[0-9][^\x00-\x1f"\\.,+]*)'
"""Neither a float nor a formula."""
_PLAIN_NAME = (
    rf"([{_LETTER.replace('A-Za-z', 'A-MO-Za-mo-tv-z')}]"
    rf"|N([b-np-z{_BEYOND_ASCII}]|a[a-z{_BEYOND_ASCII}]|o[a-mo-z{_BEYOND_ASCII}])){_REST}"
)
"""No placeholder: these begin with N, n or u; None, NaN and NaT are among them."""
_PLAIN_COUNTRY = rf'[{_LETTER}]([^0-9\x00-\x1f"\\]*[{_VISIBLE.replace("!#-", "!#-/:-")}])?'
"""Obeys the field's rule, but for the length."""

FORMULA_TEXT = '="[^"]*"'
"""A formula whose result is a text: spreadsheets write `="00123"` to keep the zeros."""


class Problem(StrEnum):
    """What is wrong with a value. Values with `placeholder_name` or `formula` are sent."""

    INVALID = "invalid"
    PLACEHOLDER = "placeholder"
    PLACEHOLDER_NAME = "placeholder_name"
    LOST_DIGITS = "lost_digits"
    FORMULA = "formula"


NOTE_PROBLEM, PROBLEM_VALUE, NOTE_END = "\x1d", "\x1e", "\x1f"
"""Separators in `invalid_values`: before a problem, before the placeholder that was found, after a note. No field name
contains them."""


@dataclass(frozen=True)
class ValueSql:
    """SQL expressions over one column's text, and (all but `as_is` and `valid_as_is`) over the trimmed text.

    Where the text matches `plain` and `valid_as_is` is true (None: always), `as_is` is sent and needs no escapes.
    Otherwise `converted` is sent where `fits` is true (None: always). `is_json`: the value is JSON already; otherwise a
    text that needs quotes. `problem` is what to warn about a text that is not blank; NULL for nothing (None: `invalid`
    where it does not fit).
    """

    as_is: str
    converted: str
    plain: str | None = None
    valid_as_is: str | None = None
    fits: str | None = None
    is_json: bool = False
    problem: str | None = None


def text_sql(raw: str, inner: str, field: str) -> ValueSql:
    """Return the SQL of a text for a standard field, by the field's rule. `inner` is the trimmed text."""
    rule = RULES.get(field)
    if field == "external_id" and rule is not None:
        return _external_id_sql(raw, inner, rule)
    if rule is None:
        return _free_text_sql(raw, inner, field)
    plain, valid_as_is = f"[{_VISIBLE}]({_REST}[{_VISIBLE}])?", _obeys(rule, raw)
    if field == "location.country":
        plain, valid_as_is = _PLAIN_COUNTRY, f"strlen({raw}) <= {rule.max_length}"
    sent = "replace({0}, '_', '-')" if field == "locale" else "{0}"
    return ValueSql(sent.format(raw), sent.format(inner), plain, valid_as_is, fits=_obeys(rule, inner))


def _external_id_sql(raw: str, inner: str, rule: Rule) -> ValueSql:
    formula, inner = matches(inner, FORMULA_TEXT), without_formula(inner)
    placeholder, lost = is_placeholder(inner), _lost_digits(inner)
    return ValueSql(
        as_is=raw,
        converted=_whole_or(inner, inner),
        plain=_PLAIN_ID,
        valid_as_is=f"strlen({raw}) <= {rule.max_length}",
        fits=f"({_obeys(rule, inner)} AND NOT {placeholder} AND NOT {lost})",
        problem=f"CASE WHEN {placeholder} THEN {_named(Problem.PLACEHOLDER, inner)} "
        f"WHEN {lost} THEN {quoted(Problem.LOST_DIGITS)} "
        f"WHEN NOT {_obeys(rule, inner)} THEN {quoted(Problem.INVALID)} "
        f"WHEN {formula} THEN {quoted(Problem.FORMULA)} END",
    )


def _free_text_sql(raw: str, inner: str, field: str) -> ValueSql:
    formula = matches(inner, FORMULA_TEXT)
    problem = f"WHEN {formula} THEN {quoted(Problem.FORMULA)} "
    problem += f"WHEN {_lost_digits(inner)} THEN {quoted(Problem.LOST_DIGITS)} END"
    if field in NAMES:
        problem = f"WHEN {matches(inner, NAME_PLACEHOLDER)} THEN {_named(Problem.PLACEHOLDER_NAME, inner)} {problem}"
    return ValueSql(
        as_is=raw,
        converted=f"CASE WHEN {formula} THEN {without_formula(inner)} ELSE {_whole_or(inner, raw)} END",
        plain=_PLAIN_NAME if field in NAMES else _PLAIN_FREE_TEXT,
        fits=f"NOT {_lost_digits(inner)}",
        problem=f"CASE {problem}",
    )


_FLOAT = f"{WHOLE_FLOAT}|{SCIENTIFIC}"


def without_formula(inner: str) -> str:
    """Return the SQL of a trimmed text without the formula that keeps it a text in a spreadsheet."""
    return f"CASE WHEN {matches(inner, FORMULA_TEXT)} THEN nullif(({inner})[3:-2], '') ELSE {inner} END"


def is_placeholder(inner: str) -> str:
    """Return the SQL of whether an identifier, trimmed, is a placeholder."""
    return matches(inner, PLACEHOLDER)


def placeholder_problem(inner: str) -> str:
    """Return the SQL of the problem of an identifier that is a placeholder; NULL for others."""
    return f"CASE WHEN {is_placeholder(inner)} THEN {_named(Problem.PLACEHOLDER, inner)} END"


def _named(problem: Problem, inner: str) -> str:
    # A sign of a placeholder may be one of the separators of notes.
    shown = f"translate(left({inner}, 40), {quoted(NOTE_PROBLEM + PROBLEM_VALUE + NOTE_END)}, '   ')"
    return f"{quoted(problem + PROBLEM_VALUE)} || {shown}"


def _whole_or(inner: str, other: str) -> str:
    return f"CASE WHEN {matches(inner, _FLOAT)} THEN {_whole_number(inner)} ELSE {other} END"


def _lost_digits(inner: str) -> str:
    return f"({matches(inner, _FLOAT)} AND {_whole_number(inner)} IS NULL)"


def _whole_number(inner: str) -> str:
    """The SQL of shared.domain.placeholders.whole_number."""
    whole = f"regexp_extract({inner}, '^([+-]?[0-9]+)[.,]0+$', 1)"
    sign_and_digits = f"regexp_extract({inner}, '^([+-]?[0-9]+)', 1)"
    decimals = f"regexp_extract({inner}, '[.,]([0-9]+)[eE]', 1)"
    exponent = f"try_cast(regexp_extract({inner}, '[eE](.+)$', 1) AS INTEGER)"
    exact = "abs(try_cast({0} AS HUGEINT)) <= " + str(MAX_EXACT)
    both = f"concat({sign_and_digits}, {decimals})"
    return (
        f"CASE WHEN {matches(inner, WHOLE_FLOAT)} THEN CASE WHEN {exact.format(whole)} THEN {whole} END "
        f"WHEN {decimals} <> '' AND strlen({decimals}) = {exponent} AND {exact.format(both)} THEN {both} END"
    )


def typed_sql(raw: str, inner: str, kind: PropertyType) -> ValueSql:
    """Return the SQL of a property's value as JSON of its type. `inner` is the trimmed text."""
    match kind:
        case PropertyType.NUMBER:
            valid_as_is = f"{matches(raw, _JSON_NUMBER)} AND strlen({raw}) <= {MAX_NUMBER}"
            plainer = f"regexp_replace({inner}, '^\\+?(-?)0*([0-9])', '\\1\\2')"
            fits = f"{matches(inner, _ANY_NUMBER)} AND strlen({inner}) <= {MAX_NUMBER}"
            return ValueSql(raw, plainer, valid_as_is=valid_as_is, fits=fits, is_json=True)
        case PropertyType.BOOLEAN:
            word = f"lower({inner})"
            value = f"CASE WHEN {word} IN {_TRUE} THEN 'true' ELSE 'false' END"
            fits = f"({word} IN {_TRUE} OR {word} IN {_FALSE})"
            return ValueSql(raw, value, valid_as_is=f"{raw} IN ('true', 'false')", fits=fits, is_json=True)
        case PropertyType.DATE:
            return _date_sql(raw, inner)
        case PropertyType.LIST:
            return _list_sql(raw, inner)
        case PropertyType.STRING:
            return ValueSql(raw, raw, PLAIN_TEXT)


def _date_sql(raw: str, inner: str) -> ValueSql:
    # Cast to see whether there is such a day and such a time.
    iso = "{0} AND try_cast({1} AS TIMESTAMP) IS NOT NULL"
    days = ", ".join(quoted(day) for day in _DATES)
    moments = ", ".join(quoted(f"{day} {time}") for day in _DATES for time in _TIMES)
    day, moment = f"try_strptime({inner}, [{days}])", f"try_strptime({inner}, [{moments}])"
    is_iso = iso.format(matches(inner, _ISO), inner)
    other = f"coalesce(strftime({day}, '%Y-%m-%d'), strftime({moment}, '%Y-%m-%dT%H:%M:%S'))"
    return ValueSql(
        as_is=f"replace({raw}, ' ', 'T')",
        converted=f"CASE WHEN {is_iso} THEN replace({inner}, ' ', 'T') ELSE {other} END",
        valid_as_is=iso.format(matches(raw, _ISO), raw),
        fits=f"(({is_iso}) OR ({matches(inner, _OTHER_DATE)} AND {other} IS NOT NULL))",
    )


def _list_sql(raw: str, inner: str) -> ValueSql:
    mark = f"CASE WHEN position(';' IN {inner}) > 0 THEN ';' ELSE ',' END"
    parts = f"list_transform(string_split({inner}, {mark}), lambda part: trim(part, {WHITE}))"
    parts = f"list_filter({parts}, lambda part: part <> '')"
    items = f"list_filter(json_extract({inner}, '$[*]'), lambda item: json_type(item) <> 'NULL')"
    without_nulls = f"to_json({items})::VARCHAR"
    return ValueSql(
        as_is=raw,
        converted=f"CASE WHEN {matches(inner, _LIST)} THEN {inner} WHEN starts_with({inner}, '[') THEN {without_nulls} "
        f"ELSE to_json({parts})::VARCHAR END",
        valid_as_is=matches(raw, _LIST),
        fits=f"(NOT starts_with({inner}, '[') OR {matches(inner, _LIST_WITH_NULLS)})",
        is_json=True,
    )


def _obeys(rule: Rule, text: str) -> str:
    conditions = []
    if rule.max_length is not None:
        conditions.append(f"length({text}) <= {rule.max_length}")
    if rule.pattern is not None:
        conditions.append(matches(text, rule.pattern))
    if rule.minimum is not None:
        conditions.append(f"try_cast({text} AS DOUBLE) BETWEEN {rule.minimum} AND {rule.maximum}")
    if rule.is_time_zone:
        conditions.append(f"{text} IN ({', '.join(quoted(zone) for zone in sorted(zones()))})")
    return f"({' AND '.join(conditions)})"


def matches(text: str, pattern: str) -> str:
    """Return the SQL of whether the whole text matches the pattern."""
    return f"regexp_full_match({text}, {quoted(pattern)})"


def not_blank(text: str) -> str:
    """Return the SQL of whether the text has a visible character."""
    # Whatever sorts from "!" to "~" begins with such a character: trim, which is slow, is asked rarely.
    return f"(({text} >= '!' AND {text} < chr(127)) OR trim({text}, {WHITE}) <> '')"


def trimmed(text: str) -> str:
    """Return the SQL of the text without outer white space. trim() is slow: most texts are plain ASCII without any."""
    return f"CASE WHEN regexp_full_match({text}, '[!-~]*') THEN {text} ELSE trim({text}, {WHITE}) END"


def folded_sql(address: str) -> str:
    """Return the SQL of an address's normalized form: the rule of shared.domain.identity, for a trimmed address."""
    # Text of ASCII alone has as many bytes as characters. For that lower() is right, and much faster.
    folded = f"translate({address}, '{ascii_uppercase}', '{ascii_lowercase}')"
    return f"CASE WHEN strlen({address}) = length({address}) THEN lower({address}) ELSE {folded} END"


def quoted(text: str) -> str:
    """Return an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"
