"""The SQL expressions that turn a row into a profile.

One expression makes a profile's JSON followed by a comma, so that a stretch of the resulting Arrow column *is* the
middle of a request body. A blank value is left out, never sent as null (Klaviyo's bulk import would not clear it,
and nulls cost a third of the bytes). So is one that does not fit its field or type, and it is noted which.
"""

from __future__ import annotations

import json
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from functools import cached_property

from shared.domain import Blank, Entry, Mapping, PropertyType
from shared.domain.fields import LOCATION_FIELDS, RULES, STANDARD_FIELDS
from shared.planning.value_sql import (
    TAKES,
    Problem,
    ValueSql,
    identifier,
    is_placeholder,
    matches,
    not_blank,
    placeholder_problem,
    quoted,
    text_sql,
    trimmed,
    typed_sql,
)

CLEAR_EMAIL = r"[a-z0-9_+-]+(\.[a-z0-9_+-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}"
"""Addresses that need no further look. Whatever does not fit is doubtful, and email-validator decides."""

CLEAR_PHONE = r"\+[1-9][0-9]{6,14}"
"""E.164: passes untouched. Whatever does not fit is doubtful, and phonenumbers decides."""

MAX_PROFILE_BYTES = 100_000
"""A profile's largest size (Klaviyo, Bulk Profile Import: 100 KB a profile)."""

FIELD_BITS = (*STANDARD_FIELDS, *(f"location.{field}" for field in LOCATION_FIELDS))
"""Standard fields by the place of their bit in a snapshot. New ones go to the end: snapshots are read later."""

NOTE_PROBLEM, NOTE_END = "\x1d", "\x1f"
"""In a row's list of invalid values, what stands before the problem and what ends a note: no name holds either."""

_KINDS = {
    "number": PropertyType.NUMBER,
    "boolean": PropertyType.BOOLEAN,
    "date": PropertyType.DATE,
    "datetime": PropertyType.DATE,
    "list": PropertyType.LIST,
}
"""What a property is whose type nobody chose, by the kind of its column. All text is a string."""

# Where the identifiers stand in a profile's JSON: the address is always there and always first.
_EMAIL = r'\{"type":"profile","attributes":\{"email":"(?:[^"\\]|\\.)*"'
_PHONE = r',"phone_number":"[^"]*"'
_EXTERNAL = r',"external_id":"(?:[^"\\]|\\.)*"'


class RowSql:
    """Expressions over the columns c0, c1, … of the segment, in the order of its header.

    Columns go by position, since DuckDB takes `email` and `EMail` for one name and a header may hold anything. `kinds`
    are the columns' kinds where the segment has types.
    """

    def __init__(self, columns: Sequence[str], mapping: Mapping, kinds: Sequence[str] = ()) -> None:
        self._position = {name: number for number, name in enumerate(columns)}
        self._kinds = dict(zip(columns, kinds, strict=True)) if kinds else {}
        self._mapping = mapping
        self._columns = list(columns)

    @property
    def email(self) -> str:
        """The address as it is sent: without outer white space."""
        return trimmed(self._raw(self._mapping.email))

    @property
    def phone(self) -> str:
        """The phone number without outer white space, or NULL where it is blank or a placeholder."""
        if not self._mapping.phone_number:
            return "NULL::VARCHAR"
        raw = self._raw(self._mapping.phone_number)
        inner = trimmed(raw)
        return (
            f"CASE WHEN {matches(raw, CLEAR_PHONE)} THEN {raw} WHEN {is_placeholder(inner)} THEN NULL "
            f"ELSE nullif({inner}, '') END"
        )

    def fields(self, clean: str) -> str:
        """A bit for each standard field that has a value, in the order of FIELD_BITS; `clean` is a column."""
        bits = {field: 1 << FIELD_BITS.index(field) for field in self._mapping.fields()}
        filled = [
            f"CASE WHEN {self._filled(field, entry)} THEN {bits[field]} ELSE 0 END"
            for field, entry in self._mapping.fields().items()
        ]
        return f"(CASE WHEN {clean} THEN {sum(bits.values())} ELSE {' + '.join(filled)} END)::UINTEGER"

    @property
    def unset(self) -> str:
        """The blank properties that are to be cleared, as a JSON array; NULL without any."""
        cleared = [
            f"CASE WHEN NOT coalesce({not_blank(self._raw(entry))}, false) THEN {quoted(f',{_json(name)}')} END"
            for name, entry in self._custom.items()
            if entry.column is not None and entry.blank is Blank.CLEAR
        ]
        return f"'[' || nullif(ltrim(concat({', '.join(cleared)}), ','), '') || ']'" if cleared else "NULL::VARCHAR"

    def external_id(self, clean: str) -> str:
        """The external id as it is sent, or NULL. `clean` is a column of the surrounding query."""
        if "external_id" not in self._texts:
            return "NULL::VARCHAR"
        raw, value = self._texts["external_id"]
        return f"CASE WHEN {clean} THEN {raw} ELSE {self._value(value, raw)} END"

    def clean(self, clear: str) -> str:
        """Whether nothing of the row is blank or needs a second look: the usual one, made at half the cost.

        `clear` names a column of the surrounding query, which also has the column `phone`: it is not doubtful.
        """
        if not self._struct_can_name_all:
            return "false"
        conditions = {not_blank(self._raw(self._mapping.email))}
        if self._mapping.phone_number:
            conditions.add("phone IS NOT NULL")
        for raw, value in [*self._texts.values(), *self._location.values(), *self._properties.values()]:
            conditions.add(value.clear or not_blank(raw))
        # As the condition of a CASE, what stands further right is looked at only where all before it holds.
        return f"CASE WHEN {' AND '.join([clear, *sorted(conditions)])} THEN true ELSE false END"

    def profile(self, *, email: str, phone: str, clear: str, clean: str) -> str:
        """The profile's JSON and a comma. `email`, `phone`, `clear` and `clean` are columns of the surrounding query.

        Where the phone number is doubtful (`clear` is false), it is left out and the object left open:
        `close_profile` settles it.
        """
        members = f"{self._members(email, phone)}, CASE WHEN {clear} THEN '}}}},' END"
        built = f'concat(\'{{"type":"profile","attributes":{{\', {members})'
        if not self._struct_can_name_all:
            return built
        return f"CASE WHEN {clean} THEN {self._full(email, phone)} ELSE {built} END"

    @property
    def invalid_values(self) -> str:
        """Notes of the fields whose values have a problem: name, NOTE_PROBLEM, problem, NOTE_END; NULL without any."""
        problems = {
            name: (raw, value.problem or f"CASE WHEN NOT coalesce({value.fits}, false) THEN '{Problem.INVALID}' END")
            for name, (raw, value) in self._checked.items()
        }
        if self._mapping.phone_number:
            raw = self._raw(self._mapping.phone_number)
            problems["phone_number"] = raw, placeholder_problem(trimmed(raw))
        notes = [
            f"CASE WHEN {not_blank(raw)} THEN {quoted(name + NOTE_PROBLEM)} || ({problem}) || {quoted(NOTE_END)} END"
            for name, (raw, problem) in problems.items()
        ]
        return f"nullif(concat({', '.join(notes)}), '')" if notes else "NULL::VARCHAR"

    def takes(self, name: str) -> str:
        """What a field takes, by its name in `invalid_values`; for a warning."""
        kind = self._type(self._custom[name.removeprefix("properties.")]) if name.startswith("properties.") else None
        return TAKES[kind] if kind else RULES[name].description

    def column(self, name: str) -> str:
        """The column that fills a field, by its name in `invalid_values`."""
        if name.startswith("properties."):
            return str(self._custom[name.removeprefix("properties.")].column)
        return str(self._mapping.fields()[name].column)

    def _filled(self, field: str, entry: Entry) -> str:
        if entry.column is None:
            return "true"
        if field == "phone_number":
            return "phone IS NOT NULL"
        raw = self._raw(entry)
        none = f" AND NOT {is_placeholder(trimmed(raw))}" if field == "external_id" else ""
        return not_blank(raw) + none

    @cached_property
    def _custom(self) -> dict[str, Entry]:
        return self._mapping.custom(self._columns)

    @cached_property
    def _texts(self) -> dict[str, tuple[str, ValueSql]]:
        """Attributes but the address and the phone number: name → column's text, value."""
        standard = self._mapping.standard()
        return {
            field: self._text(entry, field)
            for field, entry in standard.items()
            if field not in ("email", "phone_number") and entry.column is not None
        }

    @cached_property
    def _location(self) -> dict[str, tuple[str, ValueSql]]:
        return {
            field: self._text(entry, f"location.{field}")
            for field, entry in self._mapping.location().items()
            if entry.column is not None
        }

    @cached_property
    def _properties(self) -> dict[str, tuple[str, ValueSql]]:
        return {
            name: (self._raw(entry), typed_sql(self._raw(entry), self._type(entry)))
            for name, entry in self._custom.items()
            if entry.column is not None
        }

    @cached_property
    def _checked(self) -> dict[str, tuple[str, ValueSql]]:
        named = {f"location.{name}": value for name, value in self._location.items()}
        named |= {f"properties.{name}": value for name, value in self._properties.items()}
        return {name: found for name, found in (self._texts | named).items() if found[1].fits is not None}

    @cached_property
    def _struct_can_name_all(self) -> bool:
        """DuckDB tells a struct's fields apart without regard to case."""
        return len({name.casefold() for name in self._custom}) == len(self._custom) and all(
            name.isprintable() for name in self._custom
        )

    def _full(self, email: str, phone: str) -> str:
        """A row without a blank. A struct becomes JSON in one call; numbers and the like are put in as they stand."""
        fields = {"email": email}
        if self._mapping.phone_number:
            fields["phone_number"] = phone
        fields |= {name: value.plain for name, (_, value) in self._texts.items()} | self._constants("")
        location = {name: value.plain for name, (_, value) in self._location.items()} | self._constants("location.")
        if location:
            fields["location"] = _struct(location)
        texts = {name: value.plain for name, (_, value) in self._properties.items() if not value.is_json}
        as_json = [
            f"{quoted(json.dumps(name, ensure_ascii=False) + ':')}, {value.plain}"
            for name, (_, value) in self._properties.items()
            if value.is_json
        ]
        as_json += [quoted(f"{_json(name)}:{_json(constant)}") for name, constant in self._constant_properties()]
        if not as_json:
            if texts:
                fields["properties"] = _struct(texts)
            return f'concat(\'{{"type":"profile","attributes":\', to_json({_struct(fields)}), \'}},\')'
        # The head without its brace, then the properties; the brace that begins the struct of texts is dropped.
        rest = f"',', substr(to_json({_struct(texts)})::VARCHAR, 2)" if texts else "'}'"
        between = ", ',', ".join(as_json)
        return (
            f'concat(\'{{"type":"profile","attributes":\', left(to_json({_struct(fields)})::VARCHAR, -1), '
            f"',\"properties\":{{', {between}, {rest}, '}}}},')"
        )

    def _members(self, email: str, phone: str) -> str:
        members = [f"'\"email\":' || to_json({email})"]
        if self._mapping.phone_number:
            members.append(_member("phone_number", phone))
        members += [_member(name, self._value(value, raw)) for name, (raw, value) in self._texts.items()]
        members += [quoted(f",{_json(name)}:{_json(constant)}") for name, constant in self._plain("").items()]
        location = [_member(name, self._value(value, raw)) for name, (raw, value) in self._location.items()]
        location += [quoted(f",{_json(name)}:{_json(constant)}") for name, constant in self._plain("location.").items()]
        properties = [
            _member(name, self._value(value, raw), is_json=value.is_json)
            for name, (raw, value) in self._properties.items()
        ]
        properties += [quoted(f",{_json(name)}:{_json(constant)}") for name, constant in self._constant_properties()]
        groups = [_group(name, group) for name, group in (("location", location), ("properties", properties)) if group]
        return ", ".join([*members, *groups])

    def _plain(self, prefix: str) -> dict[str, str]:
        """Constants of the standard fields with that prefix, by their names without it. All are texts."""
        group = self._mapping.location() if prefix else self._mapping.standard()
        return {field: str(entry.constant) for field, entry in group.items() if entry.constant is not None}

    def _constants(self, prefix: str) -> dict[str, str]:
        return {field: quoted(text) for field, text in self._plain(prefix).items()}

    def _constant_properties(self) -> list[tuple[str, object]]:
        return [(name, entry.constant) for name, entry in self._custom.items() if entry.constant is not None]

    def _value(self, value: ValueSql, raw: str) -> str:
        """What is sent, or NULL where it is blank or does not fit."""
        fits = f" AND {value.fits}" if value.fits else ""
        return f"CASE WHEN {not_blank(raw)}{fits} THEN {value.value} END"

    def _text(self, entry: Entry, field: str) -> tuple[str, ValueSql]:
        raw = self._raw(entry)
        return raw, text_sql(raw, field)

    def _type(self, entry: Entry) -> PropertyType:
        return entry.type or _KINDS.get(self._kinds.get(entry.column or "", "string"), PropertyType.STRING)

    def _raw(self, entry: Entry) -> str:
        return f"c{self._position[str(entry.column)]}"


def close_profile(body: str, doubtful: str, settled: str) -> str:
    """The finished profile; one with a doubtful phone number gets the settled one, if any, and is closed."""
    member = f"',\"phone_number\":' || to_json({settled})"
    return f"CASE WHEN {doubtful} IS NULL THEN {body} ELSE concat({body}, {member}, '}}}},') END"


def with_unset(profile: str, unset: str) -> str:
    """The finished profile with what is to be cleared of it (schema ProfileMetaPatchProperties)."""
    meta = f"""concat(left({profile}, -2), ',"meta":{{"patch_properties":{{"unset":', {unset}, '}}}}}},')"""
    return f"CASE WHEN {unset} IS NULL THEN {profile} ELSE {meta} END"


def without(body: str, *, phone: str, external_id: str) -> str:
    """The profile without identifiers that may not be sent; `phone` and `external_id` are SQL conditions."""
    no_phone = f"regexp_replace({body}, {quoted(f'^({_EMAIL}){_PHONE}')}, '\\1')"
    first = f"CASE WHEN {phone} THEN {no_phone} ELSE {body} END"
    no_external_id = f"regexp_replace({first}, {quoted(f'^({_EMAIL}(?:{_PHONE})?){_EXTERNAL}')}, '\\1')"
    return f"CASE WHEN {external_id} THEN {no_external_id} ELSE {first} END"


def identifier_in(body: str, field: str) -> str:
    """The phone number or external id in a profile, as JSON text without its quotes."""
    before = _EMAIL if field == "phone_number" else f"{_EMAIL}(?:{_PHONE})?"
    return f"regexp_extract({body}, {quoted(f'^{before},"{field}":"((?:[^"\\\\]|\\\\.)*)"')}, 1)"


def _struct(fields: AnyMapping[str, str]) -> str:
    return "struct_pack(" + ", ".join(f"{identifier(name)} := {value}" for name, value in fields.items()) + ")"


def _member(name: str, value: str, *, is_json: bool = False) -> str:
    # Every member brings a comma before it, but the address, which is first.
    return f"{quoted(f',{_json(name)}:')} || {value if is_json else f'to_json({value})'}"


def _group(name: str, members: Sequence[str]) -> str:
    # The members come with a comma before each; without any there is no group.
    return f"',\"{name}\":{{' || nullif(ltrim(concat({', '.join(members)}), ','), '') || '}}'"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


__all__ = [
    "CLEAR_EMAIL",
    "CLEAR_PHONE",
    "FIELD_BITS",
    "MAX_PROFILE_BYTES",
    "NOTE_END",
    "NOTE_PROBLEM",
    "RowSql",
    "close_profile",
    "identifier",
    "identifier_in",
    "quoted",
    "with_unset",
    "without",
]
