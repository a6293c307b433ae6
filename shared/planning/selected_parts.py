"""Segments defined by conditions → the parts of their profile table, with what decides which rows belong to them.

Nothing is read here. The parts of the table of members come with them, until they are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from shared.domain.segment_definition import ByConditions, BySelect, PinnedDefinition
from shared.errors import DefinitionInvalid, SegmentEmpty
from shared.planning.column_checks import missing_columns
from shared.segments.part_schema import Part, Selection, union
from shared.texts import text


def select_parts(parts: Sequence[Part], definitions: Sequence[PinnedDefinition]) -> list[Part]:
    """Return the parts with those of segments that are defined by conditions replaced by those of their profile table.

    Raises DefinitionInvalid, SegmentEmpty.
    """
    defined = {definition.name: definition for definition in definitions}
    found: list[Part] = []
    for name, group in groupby(parts, key=lambda part: part.source.segment):
        own = list(group)
        match defined[name].rule if name in defined else None:
            case ByConditions() as rule:
                found += _by_conditions(rule, defined[name], own)
            case _:
                found += own
    return found


def selections(parts: Sequence[Part]) -> Iterator[Selection]:
    """Yield the selections of the parts, each once."""
    yield from dict.fromkeys(part.selection for part in parts if part.selection)


def member_parts(parts: Sequence[Part]) -> list[Part]:
    """Return the parts of all tables of members that are not read yet, in order."""
    return [part for selection in selections(parts) if not selection.members for part in selection.member_parts]


def has_select(definitions: Sequence[PinnedDefinition]) -> bool:
    """Tell whether a segment is the result of a SELECT."""
    return any(isinstance(definition.rule, BySelect) for definition in definitions)


def by_table(parts: Sequence[Part]) -> dict[str, list[Part]]:
    """Return the parts of each table."""
    found: dict[str, list[Part]] = {}
    for part in parts:
        found.setdefault(part.source.table, []).append(part)
    return found


def require_rows(segment: str, table: str, parts: Sequence[Part]) -> None:
    """Raise SegmentEmpty for a table without a part that has rows."""
    if not parts:
        raise SegmentEmpty(text("table-empty", table=table, segment=segment))


def _by_conditions(rule: ByConditions, definition: PinnedDefinition, parts: Sequence[Part]) -> list[Part]:
    tables = by_table(parts)
    profiles = tables.get(rule.table, [])
    require_rows(definition.name, rule.table, profiles)
    _require_columns(definition.name, rule.table, rule.columns_of(rule.table), profiles)
    members: list[Part] = []
    if rule.members:
        rows = tables.get(rule.members.table, [])
        require_rows(definition.name, rule.members.table, rows)
        _require_columns(definition.name, rule.members.table, rule.columns_of(rule.members.table), rows)
        chosen = Selection(rule.members.conditions, definition.at, rule.time_zone, rule.members.key)
        members = [replace(part, selection=chosen) for part in rows]
    selection = Selection(
        rule.conditions,
        definition.at,
        rule.time_zone,
        rule.members.profile_key if rule.members else None,
        tuple(members),
        columns=frozenset(rule.columns) if rule.columns else None,
    )
    return [replace(part, selection=selection) for part in profiles]


def _require_columns(segment: str, table: str, names: Sequence[str], parts: Sequence[Part]) -> None:
    if missing := missing_columns(table, names, [column.name for column in union(parts)]):
        raise DefinitionInvalid(text("definition-outdated", missing=missing, segment=segment))
