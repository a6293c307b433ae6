"""Which columns of the staged form say who a row is, by the identity that the data matching names.

The one place where the identities differ in SQL. `identity` is the person in every later file: index, snapshot, lists.

    email          the address in its normalized form; `email` holds what is sent where that is something else
    phone_number   the number in E.164; NULL while it needs review (`settle_identity`)
    external_id    the id as it is sent
"""

from __future__ import annotations

from typing import Any

from shared.domain.identity import Identity
from shared.planning.value_sql import NOTE_END, NOTE_PROBLEM, Problem, folded_sql, quoted

SHARED_COLUMNS = {Identity.EMAIL: "email", Identity.PHONE_NUMBER: "phone", Identity.EXTERNAL_ID: "external_id"}
"""The columns of the table `omitted` (shared_identifiers.py), by identifier."""


class IdentitySql:
    """SQL expressions for one identity. `staged_` ones read columns of the staged form, with the prefix `s`."""

    def __init__(self, kind: Identity) -> None:
        self.kind = kind
        self._is_email = kind is Identity.EMAIL

    @property
    def identity(self) -> str:
        """Return the column of the step `rendered` that is the identity."""
        return {"email": "address", "phone_number": "e164", "external_id": "external_id"}[self.kind]

    @property
    def kept_email(self) -> str:
        """Return the SQL, in the step `rendered`, of the column `email`."""
        return "CASE WHEN email <> address THEN email END" if self._is_email else "email"

    @property
    def missing(self) -> str:
        """Return the SQL, in the step `rendered`, of why the row has no identity; NULL if it has one."""
        if self._is_email:
            return "CASE WHEN address IS NULL OR address = '' THEN 'email_missing' END"
        if self.kind is Identity.PHONE_NUMBER:
            return "CASE WHEN phone IS NULL THEN 'phone_number_missing' END"
        noted = (quoted(f"{NOTE_END}external_id{NOTE_PROBLEM}{one}{NOTE_END}") for one in UNUSABLE)
        notes = f"concat({quoted(NOTE_END)}, invalid_values)"
        unusable = " OR ".join(f"contains({notes}, {note})" for note in noted)
        return (
            f"CASE WHEN external_id IS NULL THEN CASE WHEN {unusable} THEN 'external_id_malformed' "
            "ELSE 'external_id_missing' END END"
        )

    @property
    def staged_address(self) -> str:
        """Return the SQL of the normalized email address; NULL if there is none."""
        return "s.identity" if self._is_email else folded_sql("s.email")

    @property
    def staged_email(self) -> str:
        """Return the SQL of the email address as it is sent."""
        return "coalesce(s.email, s.identity)" if self._is_email else "s.email"

    @property
    def others(self) -> list[Identity]:
        """The identifiers that several people may share: all but the identity."""
        return [one for one in (Identity.PHONE_NUMBER, Identity.EXTERNAL_ID, Identity.EMAIL) if one is not self.kind]

    @property
    def reasons_without_identity(self) -> list[str]:
        """The reasons of rows that identify no person."""
        return ["malformed_row", f"{self.kind}_missing", f"{self.kind}_malformed"]


UNUSABLE = (Problem.INVALID, Problem.LOST_DIGITS)
"""Problems of an external id that is there, but cannot be sent. A placeholder says that there is none."""


def settle_identity(db: Any, kind: Identity) -> None:
    """Give the rows of the view `staged` the identity of phone numbers that needed review.

    Needed once the table `phones` (resolve.py) is filled. The order of the rows stays.
    """
    if kind is not Identity.PHONE_NUMBER:
        return
    identity = "coalesce(r.identity, p.e164)"
    db.execute("ALTER VIEW staged RENAME TO unsettled")
    db.execute(f"""
        CREATE VIEW staged AS
        SELECT r.* REPLACE ({identity} AS identity, hash({identity}) AS hashed)
        FROM unsettled r LEFT JOIN phones p ON p.text = r.phone
    """)
