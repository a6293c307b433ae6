"""The SQL expressions that turn a row into a profile.

One expression makes a profile's JSON followed by a comma, so that a stretch of the resulting Arrow column *is* the
middle of a request body. A blank value is left out, never sent as null (Klaviyo's bulk import would not clear it,
and nulls cost a third of the bytes).
"""

from __future__ import annotations

import json
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence

from shared.domain import Mapping

CLEAR_EMAIL = r"[a-z0-9_+-]+(\.[a-z0-9_+-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}"
"""Addresses that need no further look. Whatever does not fit is doubtful, and email-validator decides."""

CLEAR_PHONE = r"\+[1-9][0-9]{6,14}"
"""E.164: passes untouched. Whatever does not fit is doubtful, and phonenumbers decides."""

MAX_PROFILE_BYTES = 100_000
"""A profile's largest size (Klaviyo, Bulk Profile Import: 100 KB a profile)."""

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
        return trimmed(self._raw(self._mapping.email))

    @property
    def identity(self) -> str:
        """What makes two rows the same person."""
        return f"lower({self.email})"

    @property
    def phone(self) -> str:
        """The phone number without outer white space, or NULL."""
        column = self._mapping.phone_number
        return f"nullif({trimmed(self._raw(column))}, '')" if column else "NULL::VARCHAR"

    def profile(self, *, email: str, phone: str) -> str:
        """The profile's JSON and a comma, without the phone number's member where it is doubtful.

        `email` and `phone` name columns of the surrounding query. The last member is left open for
        `close_profile`, which puts the settled phone number in.
        """
        members = [f"'\"email\":' || to_json({email})"]
        for field, column in self._mapping.standard().items():
            if field == "phone_number":
                members.append(f"',\"phone_number\":' || to_json({phone})")
            elif field == "external_id":
                members.append(self._member(field, f"nullif({trimmed(self._raw(column))}, '')"))
            elif field != "email":
                members.append(self._member(field, self._value(column)))
        if location := self._mapping.location():
            members.append(self._group("location", location))
        if custom := self._mapping.custom(self._columns):
            members.append(self._group("properties", custom))
        return f'concat(\'{{"type":"profile","attributes":{{\', {", ".join(members)})'

    def _group(self, name: str, fields: AnyMapping[str, str]) -> str:
        members = ", ".join(self._member(field, self._value(column)) for field, column in fields.items())
        # The members come with a comma before each; without any there is no group.
        return f"',\"{name}\":{{' || nullif(ltrim(concat({members}), ','), '') || '}}'"

    def _member(self, name: str, value: str) -> str:
        return f"{quoted(',' + json.dumps(name, ensure_ascii=False) + ':')} || to_json({value})"

    def _value(self, column: str) -> str:
        raw = self._raw(column)
        # Whatever sorts from "!" to "~" begins with a character to be seen: trim, which is slow, is asked rarely.
        return f"CASE WHEN ({raw} >= '!' AND {raw} < chr(127)) OR trim({raw}, {WHITE}) <> '' THEN {raw} END"

    def _raw(self, column: str) -> str:
        return f"c{self._position[column]}"


WHITE = "' \t\r\n\u00a0\u200b\ufeff'"
"""What is trimmed, as an SQL literal: the characters themselves, since DuckDB knows no \\u escape."""


def trimmed(text: str) -> str:
    """Without outer white space; what is plain ASCII without any is not asked further, since trim is slow."""
    return f"CASE WHEN regexp_full_match({text}, '[!-~]*') THEN {text} ELSE trim({text}, {WHITE}) END"


def close_profile(body: str, phone: str) -> str:
    """The finished profile: the settled phone number's member, if any, the brackets and the comma."""
    return f"concat({body}, ',\"phone_number\":' || to_json({phone}), '}}}},')"


def quoted(text: str) -> str:
    """An SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def envelope(list_id: str) -> tuple[bytes, bytes]:
    """What stands before and after the profiles in the body of POST /api/profile-bulk-import-jobs."""
    before = '{"data":{"type":"profile-bulk-import-job","attributes":{"profiles":{"data":['
    after = ']}},"relationships":{"lists":{"data":[{"type":"list","id":' + json.dumps(list_id) + "}]}}}}"
    return before.encode(), after.encode()
