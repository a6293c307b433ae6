"""Columns: whether those exist that a mapping or a definition names, and what needs review in how parts are read."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from shared.domain import Mapping
from shared.errors import ColumnMissing
from shared.planning.source_sql import Reading
from shared.segments.part_schema import JsonLines, Part, TextForm, union
from shared.texts import Text, text


def check_columns(reading: Reading, mapping: Mapping) -> None:
    """Raise ColumnMissing where the mapping names a column that no part has, or a part has no column of identities."""
    have = {column.name for column in reading.columns}
    missing = {column: field for column, field in mapping.named_columns().items() if column not in have}
    if missing:
        wanted = [_wanted(field, column, have) for column, field in missing.items()]
        listed = [column.name for column in reading.columns[:50]]
        raise ColumnMissing(text("columns-missing", wanted=wanted, columns=listed))
    column = mapping.identity_column
    without = next((part for part in reading.parts if column not in part.names), None)
    if without:
        raise ColumnMissing(
            text(
                "column-missing-in-part",
                blob=without.source.blob,
                column=column,
                identity=mapping.identity,
                columns=without.names[:20],
            )
        )


def similar_columns(column: str, have: set[str]) -> list[str]:
    """Return the columns that are named almost so."""
    folded = {name.casefold(): name for name in sorted(have)}
    return [folded[name] for name in get_close_matches(column.casefold(), folded, n=3, cutoff=0.75)]


def _wanted(field: str, column: str, have: set[str]) -> Text:
    if similar := similar_columns(column, have):
        return text("column-wanted-similar", field=field, column=column, similar=similar)
    return text("column-wanted", field=field, column=column)


def warnings(parts: Sequence[Part]) -> list[Text]:
    """Return what needs review in how the parts are read."""
    columns = union(parts)
    found = []
    for form in dict.fromkeys(part.form for part in parts):
        blobs = [part.source.blob for part in parts if part.form == form]
        if isinstance(form, TextForm) and form.guessed:
            found.append(_guessed(blobs))
        have = set(form.names)
        missing = [column.name for column in columns if column.name not in have]
        if missing and not isinstance(form, JsonLines):
            found.append(_missing(blobs, missing[:20]))
    return found[:20]


def _guessed(blobs: Sequence[str]) -> Text:
    if len(blobs) == 1:
        return text("read-as-windows-1252", blob=blobs[0])
    return text("read-as-windows-1252-more", blob=blobs[0], more=len(blobs) - 1)


def _missing(blobs: Sequence[str], columns: Sequence[str]) -> Text:
    if len(blobs) == 1:
        return text("columns-of-other-parts", blob=blobs[0], columns=columns)
    return text("columns-of-other-parts-more", blob=blobs[0], more=len(blobs) - 1, columns=columns)


def missing_columns(table: str, names: Sequence[str], columns: Sequence[str]) -> Text | None:
    """Return what to say of the columns of a definition that the table does not have; None if it has all."""
    have = set(columns)
    missing = [name for name in names if name not in have]
    if not missing:
        return None
    similar = [near for name in missing for near in similar_columns(name, have)]
    if similar:
        return text("table-lacks-columns-similar", table=table, missing=missing, similar=similar, columns=columns)
    return text("table-lacks-columns", table=table, missing=missing, columns=columns)
