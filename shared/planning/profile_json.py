"""The SQL of a profile's JSON: its members from the columns of the step `valued`, and constants (staging_sql.py)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shared.domain import Entry
from shared.planning.value_sql import ValueSql, quoted


@dataclass(frozen=True)
class Member:
    """A member of a profile's JSON that is filled by a column.

    `value_column` names the column of the step `valued` that holds what is sent: JSON where `value.is_json`, else text.
    """

    name: str
    entry: Entry
    value: ValueSql
    value_column: str


@dataclass(frozen=True)
class Group:
    """Members of one JSON object, and constant ones, which follow them."""

    members: Sequence[Member]
    constants: dict[str, Any]


class ProfileJson:
    """Expressions for the attributes of a profile. `members` are all of them, the external id among them."""

    def __init__(self, attributes: Group, location: Group, properties: Group, members: Sequence[Member]) -> None:
        self._attributes = attributes
        self._location = location
        self._properties = properties
        self._members = members

    @property
    def all_texts(self) -> str:
        """Return the SQL of all texts of the row's values, one after the other."""
        return _concatenated([member.value_column for member in self._members if not member.value.is_json])

    @property
    def location(self) -> str:
        """Return the SQL of the members of `location`, each after a comma; empty if there are none."""
        return _concatenated(_rendered(self._location))

    @property
    def properties(self) -> str:
        """Return the SQL of the members of `properties`, each after a comma; empty if there are none."""
        return _concatenated(_rendered(self._properties))

    @property
    def attributes(self) -> str:
        """Return the SQL of the attributes' JSON after the identifiers: each member after a comma, without the brace.

        It reads the columns `location` and `properties`.
        """
        pieces = _rendered(self._attributes)
        for group in ("location", "properties"):
            opened = f"CASE WHEN {group} <> '' THEN {quoted(f',"{group}":{{')} END"
            pieces.append(f"{opened}, ltrim({group}, ','), CASE WHEN {group} <> '' THEN '}}' END")
        return _concatenated(pieces)

    @property
    def plain_attributes(self) -> str:
        """Return the SQL of `attributes` for a row in which every value is there and no text needs an escape."""
        pieces = _plain(self._attributes)
        for name, group in (("location", self._location), ("properties", self._properties)):
            if inner := _plain(group):
                # Without the comma before the first.
                inner[0] = inner[0].replace(",", "", 1)
                pieces += [quoted(f',"{name}":{{'), *inner, "'}'"]
        return _concatenated(pieces)


def _rendered(group: Group) -> list[str]:
    """Return the arguments of concat() for a group's members, each after a comma. Those without a value are NULL."""
    return [*(_rendered_member(member) for member in group.members), *_constant_members(group.constants)]


def _rendered_member(member: Member) -> str:
    column, name = member.value_column, f",{json_text(member.name)}:"
    if member.value.is_json:
        return f"{unless_null(column, name)}, {column}"
    text = f"CASE WHEN needs_no_escapes THEN {column} ELSE (to_json({column})::VARCHAR)[2:-2] END"
    return f"""{unless_null(column, name + '"')}, {text}, {unless_null(column, '"')}"""


def _plain(group: Group) -> list[str]:
    """Return the arguments of concat() for a group in which every member has a value and needs no escape."""
    pieces = []
    for member in group.members:
        name, column = f",{json_text(member.name)}:", member.value_column
        pieces += [quoted(name), column] if member.value.is_json else [quoted(name + '"'), column, quoted('"')]
    return pieces + _constant_members(group.constants)


def unless_null(column: str, text: str) -> str:
    """Return the SQL of a text where a column has a value; NULL where it has none."""
    return f"CASE WHEN {column} IS NOT NULL THEN {quoted(text)} END"


def _constant_members(constants: dict[str, Any]) -> list[str]:
    return [quoted(f",{json_text(name)}:{json_text(constant)}") for name, constant in constants.items()]


def _concatenated(pieces: Sequence[str]) -> str:
    return f"concat({', '.join(pieces)})" if pieces else "''"


def json_text(value: object) -> str:
    """Return a value's JSON."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
