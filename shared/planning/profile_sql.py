"""The SQL expressions that turn a row of a segment into the values and the JSON of a profile.

A blank value is omitted, never sent as null (Klaviyo's bulk import would not clear it, and nulls cost a third of the
bytes). A value that does not fit its field or type is omitted too, and recorded in `invalid_values`. The steps that
evaluate these expressions are in `staging_sql.py`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from shared.domain import Blank, Entry, Mapping, PropertyType
from shared.domain.fields import LOCATION_FIELDS, RULES, STANDARD_FIELDS
from shared.domain.identity import Identity
from shared.planning.value_sql import (
    NOTE_END,
    NOTE_PROBLEM,
    TAKES,
    Problem,
    ValueSql,
    is_placeholder,
    matches,
    not_blank,
    placeholder_problem,
    quoted,
    text_sql,
    trimmed,
    typed_sql,
    without_formula,
)
from shared.texts import Text

EMAIL_VALID_AS_IS = r"[a-z0-9_+-]+(\.[a-z0-9_+-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}"
"""Identities that are valid without review. email-validator decides about all others."""

E164 = r"\+[1-9][0-9]{6,14}"
"""Phone numbers that are sent as they are. phonenumbers decides about all others."""

MAX_PROFILE_BYTES = 100_000
"""A profile's largest size (Klaviyo, Bulk Profile Import: 100 KB a profile)."""

FIELD_BITS = (*STANDARD_FIELDS, *(f"location.{field}" for field in LOCATION_FIELDS))
"""Standard fields by the position of their bit in a snapshot. Add new ones at the end: old snapshots stay readable."""

_KINDS = {
    "number": PropertyType.NUMBER,
    "boolean": PropertyType.BOOLEAN,
    "date": PropertyType.DATE,
    "datetime": PropertyType.DATE,
    "list": PropertyType.LIST,
}
"""The type of a property without a chosen type, by the kind of its column. Text is a string."""


@dataclass(frozen=True)
class Member:
    """A member of a profile's JSON that is filled by a column.

    `value_column` names the column of the step `valued` that holds what is sent: JSON where `value.is_json`, else text.
    """

    name: str
    raw: str
    value: ValueSql
    value_column: str


class RowSql:
    """Expressions over the columns c0, c1, … of the segment, in the order of its header.

    Columns are named by position: DuckDB takes `email` and `EMail` for one name, and a header may contain anything.
    `kinds` are the columns' kinds where the segment has types.
    """

    def __init__(self, columns: Sequence[str], mapping: Mapping, kinds: Sequence[str] = ()) -> None:
        self._position = {name: number for number, name in enumerate(columns)}
        self._kinds = dict(zip(columns, kinds, strict=True)) if kinds else {}
        self._mapping = mapping
        self._columns = list(columns)
        self.identity = mapping.identity

    @property
    def email(self) -> str:
        """Return the SQL of the address as it is sent, without outer white space; as the identity, it may be blank."""
        inner = trimmed(self._raw(self._mapping.email)) if self._mapping.email else "NULL::VARCHAR"
        return inner if self.identity is Identity.EMAIL else f"nullif({inner}, '')"

    @property
    def phone(self) -> str:
        """Return the SQL of the phone number without outer white space; NULL if it is blank or a placeholder."""
        if not self._mapping.phone_number:
            return "NULL::VARCHAR"
        raw = self._raw(self._mapping.phone_number)
        inner = trimmed(raw)
        return (
            f"CASE WHEN {matches(raw, E164)} THEN {raw} WHEN {is_placeholder(inner)} THEN NULL "
            f"ELSE nullif({inner}, '') END"
        )

    @property
    def is_fast_path(self) -> str:
        """Return the SQL of whether every value of the row is there and valid as it is, as in most rows.

        It reads the columns `phone` and `phone_is_e164`.
        """
        conditions = {not_blank(self._raw(self._mapping.email))} if self._mapping.email else set()
        if self._mapping.phone_number:
            conditions.add("phone IS NOT NULL")
        for member in self._members:
            conditions.add(member.value.valid_as_is or not_blank(member.raw))
        # As the condition of a CASE, each is evaluated only for the rows in which those before it hold.
        return f"CASE WHEN {' AND '.join(['phone_is_e164', *sorted(conditions)])} THEN true ELSE false END"

    @property
    def values(self) -> dict[str, str]:
        """Return the SQL of each member's value by the name of its column; NULL if it is blank or does not fit."""
        found = {}
        for member in self._members:
            fits = f" AND {member.value.fits}" if member.value.fits else ""
            checked = f"CASE WHEN {not_blank(member.raw)}{fits} THEN {member.value.converted} END"
            found[member.value_column] = f"CASE WHEN is_fast_path THEN {member.value.as_is} ELSE {checked} END"
        return found

    @property
    def external_id(self) -> str:
        """Return the column of `values` with the external id as it is sent; NULL if it is not mapped."""
        return next((m.value_column for m in self._attributes if m.name == "external_id"), "NULL::VARCHAR")

    @property
    def all_texts(self) -> str:
        """Return the SQL of all texts of the row's values, one after the other."""
        return _joined([member.value_column for member in self._members if not member.value.is_json])

    @property
    def location(self) -> str:
        """Return the SQL of the members of `location`, each after a comma; empty if there are none."""
        constants = {name.removeprefix("location."): value for name, value in self._constants("location.").items()}
        return _joined([*(self._rendered(member) for member in self._location), *_constant_members(constants)])

    @property
    def properties(self) -> str:
        """Return the SQL of the members of `properties`, each after a comma; empty if there are none."""
        constants = {name: entry.constant for name, entry in self._custom.items() if entry.constant is not None}
        return _joined([*(self._rendered(member) for member in self._properties), *_constant_members(constants)])

    @property
    def attributes(self) -> str:
        """Return the SQL of the attributes' JSON after the identifiers: each member after a comma, without the brace.

        It reads the columns `location` and `properties`.
        """
        members = [self._rendered(member) for member in self._attributes if member.name != "external_id"]
        members += _constant_members(self._constants(""))
        for group in ("location", "properties"):
            opened = f"CASE WHEN {group} <> '' THEN {quoted(f',"{group}":{{')} END"
            members.append(f"{opened}, ltrim({group}, ','), CASE WHEN {group} <> '' THEN '}}' END")
        return _joined(members)

    @property
    def fields(self) -> str:
        """Return the SQL of a bit for each standard field that has a value, in the order of FIELD_BITS."""
        bits = {field: 1 << FIELD_BITS.index(field) for field in self._mapping.fields()}
        filled = [
            f"CASE WHEN {self._has_value(field, entry)} THEN {bits[field]} ELSE 0 END"
            for field, entry in self._mapping.fields().items()
        ]
        return f"(CASE WHEN is_fast_path THEN {sum(bits.values())} ELSE {' + '.join(filled)} END)::UINTEGER"

    @property
    def unset(self) -> str:
        """Return the SQL of the names of blank properties that are to be cleared, as a JSON array; NULL if none."""
        cleared = [
            f"CASE WHEN NOT coalesce({not_blank(self._raw(entry))}, false) THEN {quoted(f',{_json(name)}')} END"
            for name, entry in self._custom.items()
            if entry.column is not None and entry.blank is Blank.CLEAR
        ]
        return f"'[' || nullif(ltrim(concat({', '.join(cleared)}), ','), '') || ']'" if cleared else "NULL::VARCHAR"

    @property
    def invalid_values(self) -> str:
        """Return the SQL of notes about values with a problem: name, NOTE_PROBLEM, problem, NOTE_END; NULL if none."""
        problems = {
            name: (
                member.raw,
                member.value.problem
                or f"CASE WHEN NOT coalesce({member.value.fits}, false) THEN '{Problem.INVALID}' END",
            )
            for name, member in self._checked.items()
        }
        if self._mapping.phone_number:
            raw = self._raw(self._mapping.phone_number)
            problems["phone_number"] = raw, placeholder_problem(trimmed(raw))
        notes = [
            f"CASE WHEN {not_blank(raw)} THEN {quoted(name + NOTE_PROBLEM)} || ({problem}) || {quoted(NOTE_END)} END"
            for name, (raw, problem) in problems.items()
        ]
        if not notes:
            return "NULL::VARCHAR"
        return f"CASE WHEN is_fast_path THEN NULL ELSE nullif(concat({', '.join(notes)}), '') END"

    def describe_valid_values(self, name: str) -> Text:
        """Return which values a field takes, by its name in `invalid_values`; for a warning."""
        kind = self._type(self._custom[name.removeprefix("properties.")]) if name.startswith("properties.") else None
        return TAKES[kind] if kind else RULES[name].description

    def column(self, name: str) -> str:
        """Return the column that fills a field, by its name in `invalid_values`."""
        if name.startswith("properties."):
            return str(self._custom[name.removeprefix("properties.")].column)
        return str(self._mapping.fields()[name].column)

    def _has_value(self, field: str, entry: Entry) -> str:
        if entry.column is None:
            return "true"
        if field == "phone_number":
            return "phone IS NOT NULL"
        raw = self._raw(entry)
        no_placeholder = f" AND NOT {is_placeholder(without_formula(trimmed(raw)))}" if field == "external_id" else ""
        return not_blank(raw) + no_placeholder

    @cached_property
    def _custom(self) -> dict[str, Entry]:
        return self._mapping.custom(self._columns)

    @cached_property
    def _attributes(self) -> list[Member]:
        """Return the members of the attributes, without the address and the phone number."""
        return [
            Member(field, self._raw(entry), text_sql(self._raw(entry), field), f"a{number}")
            for number, (field, entry) in enumerate(self._mapping.standard().items())
            if field not in ("email", "phone_number") and entry.column is not None
        ]

    @cached_property
    def _location(self) -> list[Member]:
        return [
            Member(field, self._raw(entry), text_sql(self._raw(entry), f"location.{field}"), f"l{number}")
            for number, (field, entry) in enumerate(self._mapping.location().items())
            if entry.column is not None
        ]

    @cached_property
    def _properties(self) -> list[Member]:
        return [
            Member(name, self._raw(entry), typed_sql(self._raw(entry), self._type(entry)), f"p{number}")
            for number, (name, entry) in enumerate(self._custom.items())
            if entry.column is not None
        ]

    @property
    def _members(self) -> list[Member]:
        return [*self._attributes, *self._location, *self._properties]

    @cached_property
    def _checked(self) -> dict[str, Member]:
        named = {member.name: member for member in self._attributes}
        named |= {f"location.{member.name}": member for member in self._location}
        named |= {f"properties.{member.name}": member for member in self._properties}
        return {name: member for name, member in named.items() if member.value.fits is not None}

    def _constants(self, prefix: str) -> dict[str, str]:
        """Return the constants of the standard fields or of the location. All are texts."""
        group = self._mapping.location() if prefix else self._mapping.standard()
        return {field: str(entry.constant) for field, entry in group.items() if entry.constant is not None}

    def _rendered(self, member: Member) -> str:
        """Return the SQL arguments of concat() for a member after a comma; all of them NULL without a value."""
        column = member.value_column
        name = f",{_json(member.name)}:"
        if member.value.is_json:
            return f"{_unless_null(column, name)}, {column}"
        text = f"CASE WHEN needs_no_escapes THEN {column} ELSE (to_json({column})::VARCHAR)[2:-2] END"
        return f"""{_unless_null(column, name + '"')}, {text}, {_unless_null(column, '"')}"""

    def _type(self, entry: Entry) -> PropertyType:
        return entry.type or _KINDS.get(self._kinds.get(entry.column or "", "string"), PropertyType.STRING)

    def _raw(self, entry: Entry) -> str:
        return f"c{self._position[str(entry.column)]}"


def _unless_null(column: str, text: str) -> str:
    return f"CASE WHEN {column} IS NOT NULL THEN {quoted(text)} END"


def _constant_members(constants: dict[str, Any]) -> list[str]:
    return [quoted(f",{_json(name)}:{_json(constant)}") for name, constant in constants.items()]


def _joined(members: Sequence[str]) -> str:
    return f"concat({', '.join(members)})" if members else "''"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
