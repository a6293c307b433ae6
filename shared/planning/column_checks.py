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
        wanted = "; ".join(f"{field} ← {column!r}{similar_columns(column, have)}" for column, field in missing.items())
        listed = ", ".join(column.name for column in reading.columns[:50])
        raise ColumnMissing(f"The segment has no such column: {wanted}. It has: {listed}. Change the data matching.")
    column = mapping.identity_column
    without = next((part for part in reading.parts if column not in part.names), None)
    if without:
        raise ColumnMissing(
            f"{without.source.blob} has no column {column!r} ({mapping.identity}), as other parts have. It has: "
            f"{', '.join(without.names[:20])}. Write all parts alike."
        )


def similar_columns(column: str, have: set[str]) -> str:
    """Return, in brackets, the columns that are named almost so; empty if there are none."""
    folded = {name.casefold(): name for name in sorted(have)}
    near = [folded[name] for name in get_close_matches(column.casefold(), folded, n=3, cutoff=0.75)]
    return f" (did you mean {' or '.join(repr(name) for name in near)}?)" if near else ""


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


def missing_columns(table: str, names: Sequence[str], columns: Sequence[str]) -> str | None:
    """Return a sentence about the columns of a definition that the table does not have; None if it has all."""
    have = set(columns)
    missing = [f"{name!r}{similar_columns(name, have)}" for name in names if name not in have]
    if not missing:
        return None
    return f"The table {table} has no column {', '.join(missing[:20])}. It has: {', '.join(columns[:50])}."
