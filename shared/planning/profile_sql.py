"""The SQL expressions that turn a row of a segment into the values and the JSON of a profile.

A blank value is omitted, never sent as null (Klaviyo's bulk import would not clear it, and nulls cost a third of the
bytes). A value that does not fit its field or type is omitted too, and recorded in `invalid_values`. The steps that
evaluate these expressions are in `staging_sql.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import batched
from typing import Any

from shared.domain import Blank, Entry, Mapping, PropertyType
from shared.domain.fields import LOCATION_FIELDS, RULES, STANDARD_FIELDS
from shared.domain.identity import Identity
from shared.planning.profile_json import Group, Member, ProfileJson, json_text
from shared.planning.value_sql import (
    NOTE_END,
    NOTE_PROBLEM,
    TAKES,
    Problem,
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

EMAIL_IN_ANY_CASE = EMAIL_VALID_AS_IS.replace("a-z", "A-Za-z")
"""Addresses whose normalized form, which `lower` makes, is valid without review."""

E164 = r"\+[1-9][0-9]{6,14}"
"""Phone numbers that are sent as they are. phonenumbers decides about all others."""

BETWEEN = "\x1f"
"""Separates texts that are matched together. No plain text contains it."""
PATTERNS_AT_ONCE = 40

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
    def is_fast_path(self) -> str:
        """Return the SQL of whether every value of the row is there, valid as it is and needs no escapes, as most are.

        A few patterns over all texts of a row take half the time of one for each text.
        """
        plain = [(self._raw(member.entry), member.value.plain) for member in self._members if member.value.plain]
        email, phone = self._mapping.email, self._mapping.phone_number
        plain += [(self._raw(email), EMAIL_IN_ANY_CASE)] if email else []
        plain += [(self._raw(phone), E164)] if phone else []
        conditions = []
        for some in batched(sorted(plain), PATTERNS_AT_ONCE, strict=False):
            columns = f", {quoted(BETWEEN)}, ".join(column for column, _ in some)
            conditions.append(matches(f"concat({columns})", BETWEEN.join(pattern for _, pattern in some)))
        conditions += sorted({member.value.valid_as_is for member in self._members if member.value.valid_as_is})
        # As the condition of a CASE, each is evaluated only for the rows in which those before it hold.
        return f"CASE WHEN {' AND '.join(conditions)} THEN true ELSE false END"

    @property
    def email_valid_as_is(self) -> str:
        """Return the SQL of whether the address needs no review as far as its letters decide."""
        if not self._mapping.email:
            return "false"
        matched = matches(self._raw(self._mapping.email), EMAIL_IN_ANY_CASE)
        return f"CASE WHEN is_fast_path THEN true ELSE coalesce({matched}, false) END"

    @property
    def email(self) -> str:
        """Return the SQL of the address as it is sent, without outer white space; as the identity, it may be blank.

        It reads the column `email_valid_as_is`.
        """
        if not self._mapping.email:
            return "NULL::VARCHAR"
        raw = self._raw(self._mapping.email)
        inner = trimmed(raw) if self.identity is Identity.EMAIL else f"nullif({trimmed(raw)}, '')"
        return f"CASE WHEN email_valid_as_is THEN {raw} ELSE {inner} END"

    @property
    def phone_valid_as_is(self) -> str:
        """Return the SQL of whether the column has a phone number that is sent as it is."""
        if not self._mapping.phone_number:
            return "false"
        matched = matches(self._raw(self._mapping.phone_number), E164)
        return f"CASE WHEN is_fast_path THEN true ELSE coalesce({matched}, false) END"

    @property
    def phone(self) -> str:
        """Return the SQL of the phone number without outer white space; NULL if it is blank or a placeholder.

        It reads the column `phone_valid_as_is`.
        """
        if not self._mapping.phone_number:
            return "NULL::VARCHAR"
        raw = self._raw(self._mapping.phone_number)
        inner = trimmed(raw)
        return (
            f"CASE WHEN phone_valid_as_is THEN {raw} WHEN {is_placeholder(inner)} THEN NULL "
            f"ELSE nullif({inner}, '') END"
        )

    @property
    def trimmed(self) -> dict[str, str]:
        """Return the SQL of the mapped texts without outer white space, by the name of the column.

        They are NULL on the fast path. Columns, since the expressions that follow have each of them many times.
        """
        entries = [member.entry for member in self._members]
        entries += [self._mapping.phone_number] if self._mapping.phone_number else []
        return {self._inner(one): f"CASE WHEN NOT is_fast_path THEN {trimmed(self._raw(one))} END" for one in entries}

    @property
    def values(self) -> dict[str, str]:
        """Return the SQL of each member's value by the name of its column; NULL if it is blank or does not fit."""
        found = {}
        for member in self._members:
            fits = f" AND {member.value.fits}" if member.value.fits else ""
            checked = f"CASE WHEN {self._inner(member.entry)} <> ''{fits} THEN {member.value.converted} END"
            found[member.value_column] = f"CASE WHEN is_fast_path THEN {member.value.as_is} ELSE {checked} END"
        return found

    @property
    def external_id(self) -> str:
        """Return the column of `values` with the external id as it is sent; NULL if it is not mapped."""
        return next((m.value_column for m in self._attributes if m.name == "external_id"), "NULL::VARCHAR")

    @cached_property
    def json(self) -> ProfileJson:
        """The JSON of the profile."""
        properties = {name: entry.constant for name, entry in self._custom.items() if entry.constant is not None}
        return ProfileJson(
            Group([m for m in self._attributes if m.name != "external_id"], _constants(self._mapping.standard())),
            Group(self._location, _constants(self._mapping.location())),
            Group(self._properties, properties),
            self._members,
        )

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
            f"CASE WHEN NOT coalesce({not_blank(self._raw(entry))}, false) THEN {quoted(f',{json_text(name)}')} END"
            for name, entry in self._custom.items()
            if entry.column is not None and entry.blank is Blank.CLEAR
        ]
        return f"'[' || nullif(ltrim(concat({', '.join(cleared)}), ','), '') || ']'" if cleared else "NULL::VARCHAR"

    @property
    def invalid_values(self) -> str:
        """Return the SQL of notes about values with a problem: name, NOTE_PROBLEM, problem, NOTE_END; NULL if none."""
        problems = {
            name: (
                self._inner(member.entry),
                member.value.problem
                or f"CASE WHEN NOT coalesce({member.value.fits}, false) THEN '{Problem.INVALID}' END",
            )
            for name, member in self._checked.items()
        }
        if self._mapping.phone_number:
            inner = self._inner(self._mapping.phone_number)
            problems["phone_number"] = inner, placeholder_problem(inner)
        notes = [
            f"CASE WHEN {inner} <> '' THEN {quoted(name + NOTE_PROBLEM)} || ({problem}) || {quoted(NOTE_END)} END"
            for name, (inner, problem) in problems.items()
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
        if field == "email":
            return "email <> ''"
        inner = self._inner(entry)
        no_placeholder = f" AND NOT {is_placeholder(without_formula(inner))}" if field == "external_id" else ""
        return f"{inner} <> ''{no_placeholder}"

    @cached_property
    def _custom(self) -> dict[str, Entry]:
        return self._mapping.custom(self._columns)

    @cached_property
    def _attributes(self) -> list[Member]:
        """Return the members of the attributes, without the address and the phone number."""
        return [
            Member(field, entry, text_sql(self._raw(entry), self._inner(entry), field), f"a{number}")
            for number, (field, entry) in enumerate(self._mapping.standard().items())
            if field not in ("email", "phone_number") and entry.column is not None
        ]

    @cached_property
    def _location(self) -> list[Member]:
        return [
            Member(field, entry, text_sql(self._raw(entry), self._inner(entry), f"location.{field}"), f"l{number}")
            for number, (field, entry) in enumerate(self._mapping.location().items())
            if entry.column is not None
        ]

    @cached_property
    def _properties(self) -> list[Member]:
        return [
            Member(name, entry, typed_sql(self._raw(entry), self._inner(entry), self._type(entry)), f"p{number}")
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

    def _type(self, entry: Entry) -> PropertyType:
        return entry.type or _KINDS.get(self._kinds.get(entry.column or "", "string"), PropertyType.STRING)

    def _raw(self, entry: Entry) -> str:
        return f"c{self._position[str(entry.column)]}"

    def _inner(self, entry: Entry) -> str:
        """Return the column of the step `trimmed` with the entry's text."""
        return f"t{self._position[str(entry.column)]}"


def _constants(entries: dict[str, Entry]) -> dict[str, Any]:
    return {field: str(entry.constant) for field, entry in entries.items() if entry.constant is not None}
