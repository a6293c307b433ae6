"""The SQL expressions that turn a row into a profile.

One expression makes a profile's JSON followed by a comma, so that a stretch of the resulting Arrow column *is* the
middle of a request body. A blank value is left out, never sent as null (Klaviyo's bulk import would not clear it,
and nulls cost a third of the bytes).
"""

from __future__ import annotations

import json
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence

from shared.domain import Blank, Entry, Mapping
from shared.domain.fields import LOCATION_FIELDS, STANDARD_FIELDS

CLEAR_EMAIL = r"[a-z0-9_+-]+(\.[a-z0-9_+-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}"
"""Addresses that need no further look. Whatever does not fit is doubtful, and email-validator decides."""

CLEAR_PHONE = r"\+[1-9][0-9]{6,14}"
"""E.164: passes untouched. Whatever does not fit is doubtful, and phonenumbers decides."""

MAX_PROFILE_BYTES = 100_000
"""A profile's largest size (Klaviyo, Bulk Profile Import: 100 KB a profile)."""

FIELD_BITS = (*STANDARD_FIELDS, *(f"location.{field}" for field in LOCATION_FIELDS))
"""Standard fields by the place of their bit in a snapshot. New ones go to the end: snapshots are read later."""

LEFT_OUT = "phone_number_left_out"


class RowSql:
    """Expressions over the columns c0, c1, … of the segment, in the order of its header.

    Columns go by position, since DuckDB takes `email` and `EMail` for one name and a header may hold anything.
    """

    def __init__(self, columns: Sequence[str], mapping: Mapping) -> None:
        self._position = {name: number for number, name in enumerate(columns)}
        self._mapping = mapping
        self._columns = list(columns)

    @property
    def email(self) -> str:
        """The address as it is sent: without outer white space."""
        return trimmed(self._raw(self._column(self._mapping.email)))

    @property
    def phone(self) -> str:
        """The phone number without outer white space, or NULL."""
        phone = self._mapping.phone_number
        return f"nullif({trimmed(self._raw(self._column(phone)))}, '')" if phone else "NULL::VARCHAR"

    @property
    def fields(self) -> str:
        """A bit for each standard field that has a value, in the order of FIELD_BITS."""
        bits = []
        for field, entry in self._mapping.fields().items():
            filled = not_blank(self._raw(entry.column)) if entry.column is not None else "true"
            bits.append(f"CASE WHEN {filled} THEN {1 << FIELD_BITS.index(field)} ELSE 0 END")
        return f"({' + '.join(bits)})::UINTEGER"

    @property
    def unset(self) -> str:
        """The blank properties that are to be cleared, as a JSON array; NULL without any."""
        cleared = [
            f"CASE WHEN NOT coalesce({not_blank(self._raw(entry.column))}, false) "
            f"THEN {quoted(',' + json.dumps(name, ensure_ascii=False))} END"
            for name, entry in self._mapping.custom(self._columns).items()
            if entry.column is not None and entry.blank is Blank.CLEAR
        ]
        return f"'[' || nullif(ltrim(concat({', '.join(cleared)}), ','), '') || ']'" if cleared else "NULL::VARCHAR"

    def profile(self, *, email: str, phone: str, clear: str) -> str:
        """The profile's JSON and a comma. `email`, `phone` and `clear` name columns of the surrounding query.

        Where the phone number is doubtful (`clear` is false), it is left out and the object left open:
        `close_profile` settles it. A row without a blank, the usual one, is made in one call, at half the cost.
        """
        values = self._values(email, phone, full=False)
        full = self._values(email, phone, full=True)
        closed = f'concat(\'{{"type":"profile","attributes":\', to_json({self._struct(full)}), \'}},\')'
        members = f"{self._members(values)}, CASE WHEN {clear} THEN '}}}},' END"
        built = f'concat(\'{{"type":"profile","attributes":{{\', {members})'
        if not self._struct_can_name_all():
            return built
        columns = {self._raw(column) for column in self._columns_used()}
        none_blank = " AND ".join([clear, *sorted(not_blank(column) for column in columns)])
        return f"CASE WHEN {none_blank} THEN {closed} ELSE {built} END"

    def _values(self, email: str, phone: str, *, full: bool) -> dict[str, str]:
        """Attribute → its text, or NULL where it is blank; in a `full` row none is."""
        values = {"email": email}
        for field, column in _columns(self._mapping.standard()).items():
            if field == "phone_number":
                values[field] = phone
            elif field == "external_id":
                values[field] = f"nullif({trimmed(self._raw(column))}, '')"
            elif field != "email":
                values[field] = self._raw(column) if full else self._value(column)
        return values

    def _struct(self, values: AnyMapping[str, str]) -> str:
        fields = dict(values)
        for name, group in self._groups().items():
            members = ", ".join(f"{identifier(field)} := {self._raw(column)}" for field, column in group.items())
            fields[name] = f"struct_pack({members})"
        return "struct_pack(" + ", ".join(f"{identifier(name)} := {value}" for name, value in fields.items()) + ")"

    def _members(self, values: AnyMapping[str, str]) -> str:
        first, *others = [self._member(name, value) for name, value in values.items()]
        # Every member brings a comma before it; the first, the address, is always there and needs none.
        first = first.replace("',", "'", 1)
        groups = [self._group(name, fields) for name, fields in self._groups().items()]
        return ", ".join([first, *others, *groups])

    def _groups(self) -> dict[str, dict[str, str]]:
        groups = {
            "location": _columns(self._mapping.location()),
            "properties": _columns(self._mapping.custom(self._columns)),
        }
        return {name: fields for name, fields in groups.items() if fields}

    def _columns_used(self) -> set[str]:
        return {
            *_columns(self._mapping.standard()).values(),
            *(c for group in self._groups().values() for c in group.values()),
        }

    def _struct_can_name_all(self) -> bool:
        """DuckDB tells a struct's fields apart without regard to case."""
        names = self._mapping.custom(self._columns)
        return len({name.casefold() for name in names}) == len(names) and all(name.isprintable() for name in names)

    def _group(self, name: str, fields: AnyMapping[str, str]) -> str:
        members = ", ".join(self._member(field, self._value(column)) for field, column in fields.items())
        # The members come with a comma before each; without any there is no group.
        return f"',\"{name}\":{{' || nullif(ltrim(concat({members}), ','), '') || '}}'"

    def _member(self, name: str, value: str) -> str:
        return f"{quoted(',' + json.dumps(name, ensure_ascii=False) + ':')} || to_json({value})"

    def _value(self, column: str) -> str:
        raw = self._raw(column)
        return f"CASE WHEN {not_blank(raw)} THEN {raw} END"

    def _column(self, entry: Entry) -> str:
        return str(entry.column)

    def _raw(self, column: str) -> str:
        return f"c{self._position[column]}"


def _columns(entries: AnyMapping[str, Entry]) -> dict[str, str]:
    return {field: entry.column for field, entry in entries.items() if entry.column is not None}


WHITE = "' \t\r\n\u00a0\u200b\ufeff'"
"""What is trimmed, as an SQL literal: the characters themselves, since DuckDB knows no \\u escape."""


def not_blank(text: str) -> str:
    """Whether there is anything to be seen in it."""
    # Whatever sorts from "!" to "~" begins with such a character: trim, which is slow, is asked rarely.
    return f"(({text} >= '!' AND {text} < chr(127)) OR trim({text}, {WHITE}) <> '')"


def trimmed(text: str) -> str:
    """Without outer white space; what is plain ASCII without any is not asked further, since trim is slow."""
    return f"CASE WHEN regexp_full_match({text}, '[!-~]*') THEN {text} ELSE trim({text}, {WHITE}) END"


def close_profile(body: str, doubtful: str, settled: str) -> str:
    """The finished profile; one with a doubtful phone number gets the settled one, if any, and is closed."""
    member = f"',\"phone_number\":' || to_json({settled})"
    return f"CASE WHEN {doubtful} IS NULL THEN {body} ELSE concat({body}, {member}, '}}}},') END"


def with_unset(profile: str, unset: str) -> str:
    """The finished profile with what is to be cleared of it (schema ProfileMetaPatchProperties)."""
    meta = f"""concat(left({profile}, -2), ',"meta":{{"patch_properties":{{"unset":', {unset}, '}}}}}},')"""
    return f"CASE WHEN {unset} IS NULL THEN {profile} ELSE {meta} END"


def identifier(name: str) -> str:
    """An SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def quoted(text: str) -> str:
    """An SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def envelope(list_id: str) -> tuple[bytes, bytes]:
    """What stands before and after the profiles in the body of POST /api/profile-bulk-import-jobs."""
    before = '{"data":{"type":"profile-bulk-import-job","attributes":{"profiles":{"data":['
    after = ']}},"relationships":{"lists":{"data":[{"type":"list","id":' + json.dumps(list_id) + "}]}}}}"
    return before.encode(), after.encode()
