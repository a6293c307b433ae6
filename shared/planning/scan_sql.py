"""The SQL that reads files of one format, each column as text in canonical form: CSV, JSON Lines, Parquet.

Text of a CSV column with a kind is converted from the culture that wrote it. A value that does not fit stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable

from shared.planning.value_sql import quoted
from shared.segments.formats.dialect import CHECKED, MAX_LINE_BYTES
from shared.segments.part_schema import (
    INSTANT,
    Column,
    Csv,
    Form,
    JsonLines,
    Parquet,
    Span,
    Workbook,
)
from shared.texts import text

NO_OBJECT = text("row-no-json-object").packed()
KEY_TWICE = text("row-key-twice").packed()
"""Problems of rows, packed: so they are in the column `problem`."""

BUFFER_BYTES = 3 * 1024 * 1024
"""Of CSV that DuckDB reads as it is; more than MAX_LINE_BYTES. For each buffer, DuckDB packs one row group of the
staged file (GROUP_ROWS) and keeps further ones in memory. Rows of 150 bytes fill one: 20 MB of rows wait, whatever the
size of the segment. With buffers of 8 MB, 92 MB waited after a million rows, and as much as the limit allows after
four."""
CHECKED_BUFFER_BYTES = 8 * 1024 * 1024

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


def scan(
    form: Form,
    paths: list[str],
    columns: tuple[Column, ...],
    first: int,
    *,
    plain: bool,
    checked: bool,
    rows: Span | None = None,
    more: Callable[[Callable[[str], str]], list[str]] = lambda _: [],
) -> str:
    """Return the SELECT that reads files of one format: c0, c1, …, file (from `first`), problem, and `more`.

    `rows` is the range of a Parquet file's rows; None: all. `more` returns further columns; it is given a function that
    returns the SQL of a column's text by its name.
    """
    match form:
        case Csv():
            values, problem, source = _checked_csv(form, paths) if checked else _csv(form, paths, plain=plain)
        case JsonLines():
            values, problem, source = _json(form, paths, plain=plain)
        case Workbook():
            values, problem, source = _checked_csv(form, paths)
        case Parquet():
            values, problem, source = _parquet(form, paths, rows)
        case _:
            raise NotImplementedError(type(form).__name__)
    known = dict(zip((column.name for column in form.columns), values, strict=True))
    known |= {c.column.name: "NULL::VARCHAR" if c.value is None else quoted(c.value) for c in form.constants}

    def text_of(name: str) -> str:
        return known.get(name, "NULL::VARCHAR")

    listed = [f"{text_of(column.name)} AS c{n}" for n, column in enumerate(columns)]
    file = f"(file_index + {first})::USMALLINT" if len(paths) > 1 else f"{first}::USMALLINT"
    listed += [f"{file} AS file", f"{problem} AS problem", *more(text_of)]
    return f"SELECT {', '.join(listed)} FROM {source}"


def _csv(form: Csv, paths: list[str], *, plain: bool) -> tuple[list[str], str, str]:
    # Where it finds a row that is none, it gives up: the part is read row by row then.
    source = f"""read_csv([{_list(paths)}], {form.dialect.duckdb_options(len(form.columns))},
        compression = '{"none" if plain else "gzip"}', buffer_size = {BUFFER_BYTES})
    """
    return [_typed(f"r{number}", column) for number, column in enumerate(form.columns)], "NULL::VARCHAR", source


def _checked_csv(form: Form, paths: list[str]) -> tuple[list[str], str, str]:
    """What DecodedFiles makes of a part that is read row by row: the last column is what is wrong with the row."""
    width = len(form.columns)
    # Quotes and delimiters may need more room than they took.
    options = CHECKED.duckdb_options(width + 1, max_line_bytes=3 * MAX_LINE_BYTES)
    source = f"""read_csv([{_list(paths)}], {options}, new_line = '\\n', compression = 'gzip',
        buffer_size = {CHECKED_BUFFER_BYTES})
    """
    return [_typed(f"r{number}", column) for number, column in enumerate(form.columns)], f"r{width}", source


def _json(form: JsonLines, paths: list[str], *, plain: bool) -> tuple[list[str], str, str]:
    names = [column.name for column in form.columns]
    pointers = ", ".join(quoted("/" + name.replace("~", "~0").replace("/", "~1")) for name in names)
    # A line that cannot be read is NULL. All values of an object are extracted at once. Two comparisons that are cheap
    # tell that most objects have no key twice: as many keys as values, or as many keys as columns that are there.
    source = f"""(
        SELECT file_index, problem, CASE WHEN problem IS NULL THEN v END AS v
        FROM (
            SELECT file_index, v, CASE
                WHEN coalesce(json IS NULL OR json_type(json) <> 'OBJECT', true) THEN {quoted(NO_OBJECT)}
                WHEN len(json_keys(json)) = list_count(v) THEN NULL
                WHEN len(json_keys(json)) = list_count(json_extract(json, [{pointers}])) THEN NULL
                WHEN len(json_keys(json)) <> list_unique(json_keys(json)) THEN {quoted(KEY_TWICE)}
                END AS problem
            FROM (
                SELECT file_index, json, json_extract_string(json, [{pointers}]) AS v
                FROM read_ndjson_objects([{_list(paths)}], ignore_errors = true,
                    compression = '{"none" if plain else "gzip"}', maximum_object_size = {MAX_LINE_BYTES})
            )
        )
    )"""
    return [f"v[{number + 1}]" for number in range(len(names))], "problem", source


def _parquet(form: Parquet, paths: list[str], rows: Span | None) -> tuple[list[str], str, str]:
    aliases = ", ".join(f"r{number}" for number in range(max(form.positions, default=0) + 1))
    values = [_canonical(f"r{number}", type_) for number, type_ in zip(form.positions, form.types, strict=True)]
    source = f"read_parquet([{_list(paths)}])"
    # Files of one form have the same rows deleted; the row number is that in its file.
    conditions = [f"get_bit({quoted(form.deleted)}::BIT, file_row_number::INTEGER) = 0"] if form.deleted else []
    if rows:
        # DuckDB reads the row groups alone that have such rows.
        conditions.append(f"file_row_number >= {rows.first} AND file_row_number < {rows.last}")
    if conditions:
        source = f"(SELECT * FROM {source} WHERE {' AND '.join(conditions)})"
    return values, "NULL::VARCHAR", f"{source} AS t({aliases})"


def _canonical(value: str, type_: str) -> str:
    """A value of DuckDB's type as text."""
    if type_ == "VARCHAR":
        return value
    if type_.endswith("]") or type_.startswith(("STRUCT", "MAP", "UNION", "VARIANT")):
        return f"to_json({value})::VARCHAR"
    if type_ == "BLOB":
        # Text that its writer did not mark as such; NULL where it is none.
        return f"TRY(decode({value}))"
    if type_ in ("FLOAT", "DOUBLE"):
        return f"CASE WHEN isfinite({value}) THEN {_float_text(value, type_)} END"
    if type_.startswith("DECIMAL"):
        return f"CASE WHEN {value} = trunc({value}) THEN {value}::HUGEINT::VARCHAR ELSE {value}::VARCHAR END"
    if type_.startswith("TIMESTAMP") or type_ == INSTANT:
        zoned = f"timezone('UTC', {value})" if type_ == "TIMESTAMP WITH TIME ZONE" else value
        utc = " || 'Z'" if type_ in (INSTANT, "TIMESTAMP WITH TIME ZONE") else ""
        return f"replace({zoned}::VARCHAR, ' ', 'T'){utc}"
    return f"{value}::VARCHAR"


def _float_text(value: str, type_: str) -> str:
    """A float as text: whole numbers without decimals; those that may have been others have an exponent."""
    exact = 1 << (53 if type_ == "DOUBLE" else 24)
    inexact = f"replace({value}::VARCHAR, '.0', 'e+0')"
    return (
        f"CASE WHEN {value} <> trunc({value}) THEN {value}::VARCHAR "
        f"WHEN abs({value}) < {exact} THEN {value}::BIGINT::VARCHAR ELSE {inexact} END"
    )


def _list(paths: list[str]) -> str:
    return ", ".join(quoted(path) for path in paths)


def _typed(value: str, column: Column) -> str:
    """Return the SQL of a column's value in canonical form. `value` is an SQL expression of type VARCHAR."""
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
        # Groups are separated by points, spaces (also those that do not break) or apostrophes.
        plain = f"replace(regexp_replace({value}, {quoted('[. \u00a0\u202f’' + chr(39) + ']')}, '', 'g'), ',', '.')"
        grouped = "-?([0-9]+|[0-9]{1,3}([. \u00a0\u202f’'][0-9]{3})+)(,[0-9]+)?"
    return (
        f"CASE WHEN regexp_full_match({value}, {quoted(grouped)}) THEN {plain} "
        f"WHEN regexp_full_match({value}, {quoted(JSON_NUMBER)}) THEN {value} ELSE {value} END"
    )


def _moment(value: str, culture: str, iso: str, pattern: str) -> str:
    """Return the SQL of a date or time in ISO 8601: from ISO 8601 in any culture, else from the culture's order."""
    known = (
        f"CASE WHEN regexp_full_match({value}, {quoted(ISO_DATE)}) OR regexp_full_match({value}, {quoted(ISO_MOMENT)})"
    )
    if not culture:
        return f"{known} THEN {iso} ELSE {value} END"
    tried = ", ".join(quoted(format_) for format_ in date_formats(culture))
    parsed = f"strftime(try_strptime(trim({value}), [{tried}]), {quoted(pattern)})"
    return f"{known} THEN {iso} ELSE coalesce({parsed}, {value}) END"


def date_formats(culture: str) -> list[str]:
    """Return the formats of dates that a culture may write, for strptime."""
    language = culture.partition("-")[0]
    if language in YEAR_FIRST or culture in YEAR_FIRST_CULTURES:
        order = ("%Y", "%m", "%d")
    elif culture in MONTH_FIRST_CULTURES:
        order = ("%m", "%d", "%Y")
    else:
        order = ("%d", "%m", "%Y")
    times = ("", " %H:%M:%S", " %H:%M", " %I:%M:%S %p", " %I:%M %p")
    return [sign.join(order) + time for sign in ("/", ".", "-") for time in times]
