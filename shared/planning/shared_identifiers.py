"""Identifiers beside the identity that more than one person of an export has.

Klaviyo merges profiles that come to share one, for good (its help centre, Understanding identity resolution). So such
a number, id or address is left out of all of them, or sent with the last alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shared.domain.findings import SharedFinding
from shared.domain.identity import Identity
from shared.planning.database import hashes_that_repeat
from shared.planning.identity_sql import SHARED_COLUMNS, IdentitySql
from shared.planning.value_sql import quoted
from shared.texts import Text, text


def find_shared(db: Any, who: IdentitySql, staged: str, kept: str, rows: int, *, send_last: bool) -> None:
    """Create the tables shared_identifiers (row, file, field, value, and whether it is `sent` nevertheless) and omitted
    (row, and whether its phone number, its external id, its address are not sent; a bad address is not, either).

    `staged` and `kept` are relations with the columns of the staged form: all rows, and those that count after
    deduplication, one a person. `rows` counts the staged ones.
    """
    create_shared_identifiers(db)
    for field in who.others:
        # By hash first: the texts are compared only where a hash occurs twice. Most segments have none.
        if not hashes_that_repeat(db, "candidates", _hashes(who, field, staged), rows):
            continue
        db.execute(f"CREATE OR REPLACE TEMP TABLE holders AS {_values(who, field, kept)}")
        db.execute(f"""
            INSERT INTO shared_identifiers
            SELECT row, file, '{field}', value, {send_last} AND row = last FROM holders
            JOIN (SELECT value, max(row) AS last FROM holders GROUP BY value HAVING count(*) > 1) USING (value)
        """)
    db.execute("DROP TABLE IF EXISTS holders")
    db.execute("DROP TABLE IF EXISTS candidates")
    create_omitted(db, who, staged)


def add_shared_of_buckets(db: Any, identifiers: str, rows: int, *, send_last: bool) -> None:
    """Add the identifiers that several people share to shared_identifiers, each with its `bucket`.

    `identifiers` is a relation of those of all buckets whose values have certain hashes, one row for each person who
    has it: bucket, row, file, field, value; `rows` is how many.
    """
    hashed = "hash(field, value)"
    if not hashes_that_repeat(db, "candidates", f"SELECT {hashed} AS hashed FROM {identifiers}", rows):
        return
    db.execute(f"""
        INSERT INTO shared_identifiers BY NAME
        SELECT bucket, row, file, field, value, {send_last} AND row = last AS sent
        FROM (SELECT *, count(*) OVER same AS people, max(row) OVER same AS last
              FROM {identifiers} SEMI JOIN candidates ON candidates.hashed = {hashed}
              WINDOW same AS (PARTITION BY field, value))
        WHERE people > 1
    """)


def create_shared_identifiers(db: Any) -> None:
    """Create the temporary table shared_identifiers, empty."""
    # DuckDB logs and packs the rows of other tables, which takes as long again. No later stage of a piece needs them.
    columns = "row BIGINT, file USMALLINT, field VARCHAR, value VARCHAR, sent BOOLEAN"
    db.execute(f"CREATE TEMP TABLE shared_identifiers ({columns})")


def create_omitted(db: Any, who: IdentitySql, staged: str) -> None:
    """Create the table omitted from shared_identifiers and bad addresses."""
    columns = ", ".join(f"bool_or(field = '{field}') AS {name}" for field, name in SHARED_COLUMNS.items())
    db.execute(f"""
        CREATE TABLE omitted AS
        SELECT row, {columns} FROM (SELECT row, field FROM shared_identifiers WHERE NOT sent {_bad_emails(who, staged)})
        GROUP BY row ORDER BY row
    """)


def every_identifier(who: IdentitySql, kept: str) -> str:
    """Return the query of the identifiers of the kept rows: row, file, field, value."""
    return " UNION ALL ".join(
        f"SELECT row, file, {quoted(field)} AS field, value FROM ({_values(who, field, kept, among_candidates=False)})"
        for field in who.others
    )


def with_omissions(db: Any, who: IdentitySql, staged: str) -> str:
    """Return the relation of the staged rows, with fingerprints that differ where an identifier is omitted."""
    if not db.execute("SELECT count(*) FROM omitted").fetchall()[0][0]:
        return staged
    mixed = f"hash(fingerprint, {', '.join(f'o.{SHARED_COLUMNS[field]}' for field in who.others)})"
    return f"""(SELECT s.* REPLACE (CASE WHEN o.row IS NULL THEN fingerprint ELSE {mixed} END AS fingerprint)
                FROM {staged} s LEFT JOIN omitted o ON o.row = s.file_row_number)"""


def count_shared(db: Any) -> list[SharedFinding]:
    """Return how many identifiers several people share, by field."""
    found = db.execute(
        "SELECT field, count(DISTINCT value), count(*) FROM shared_identifiers GROUP BY field ORDER BY field DESC"
    ).fetchall()
    return [SharedFinding(field=field, values=values, people=people) for field, values, people in found]


def sharing_warnings(found: Sequence[SharedFinding], *, send_last: bool) -> list[Text]:
    """Return one warning for each field."""
    if send_last:
        return [
            text("shared-identifiers-sent-last", field=one.field, values=one.values, people=one.people) for one in found
        ]
    return [text("shared-identifiers-omitted", field=one.field, values=one.values, people=one.people) for one in found]


def _bad_emails(who: IdentitySql, staged: str) -> str:
    """Return the rest of a query: rows whose address is not sent because it is bad. By email, these rows are out."""
    if who.kind is Identity.EMAIL:
        return ""
    return f"""
        UNION ALL
        SELECT file_row_number, 'email' FROM {staged} AS s JOIN bad_emails ON bad_emails.address = {who.staged_address}
        WHERE needs_review AND reason IS NULL
    """


def _column(who: IdentitySql, field: Identity) -> str:
    return {"phone_number": "s.e164", "external_id": "s.external_id", "email": who.staged_address}[field]


def _hashes(who: IdentitySql, field: Identity, staged: str) -> str:
    """Return the query of the hashes of an identifier in the rows that may be sent."""
    column = _column(who, field)
    own = f"SELECT hash({column}) AS hashed FROM {staged} AS s WHERE reason IS NULL AND {column} IS NOT NULL"
    if field is not Identity.PHONE_NUMBER:
        return own
    return f"""
        {own}
        UNION ALL
        SELECT hash(phones.e164) FROM {staged} AS s JOIN phones ON phones.text = s.phone
        WHERE reason IS NULL AND phones.e164 IS NOT NULL
    """


def _values(who: IdentitySql, field: Identity, kept: str, *, among_candidates: bool = True) -> str:
    """Return the query of rows and values among the kept rows: the candidates' or all."""
    column = _column(who, field)
    own = f"""
        SELECT file_row_number AS row, file, {column} AS value FROM {kept} AS s
        {f"SEMI JOIN candidates ON candidates.hashed = hash({column})" if among_candidates else ""}
        WHERE {column} IS NOT NULL
    """
    if field is Identity.EMAIL:
        return f"SELECT * FROM ({own}) ANTI JOIN bad_emails ON bad_emails.address = value"
    if field is Identity.EXTERNAL_ID:
        return own
    return f"""
        {own}
        UNION ALL
        SELECT file_row_number, file, phones.e164 FROM {kept} AS k JOIN phones ON phones.text = k.phone
        {"SEMI JOIN candidates ON candidates.hashed = hash(phones.e164)" if among_candidates else ""}
        WHERE phones.e164 IS NOT NULL
    """
