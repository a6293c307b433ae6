"""Phone numbers and external ids that more than one person of an export has.

Klaviyo merges profiles that come to share one, for good (its help centre, Understanding identity resolution). So such
a number or id is left out of all of them, or sent with the last alone.
"""

from __future__ import annotations

from typing import Any

from shared.planning.database import hashes_that_repeat

FIELDS = {"phone_number": "phone numbers", "external_id": "external ids"}


def find_shared(db: Any, staged: str, kept: str, rows: int, *, send_last: bool) -> None:
    """Create the tables shared_identifiers (row, file, field, value, and whether it is `sent` nevertheless) and omitted
    (row, and whether its phone number, its external id are not sent).

    `staged` and `kept` are relations with the columns of the staged form: all rows, and those that count after
    deduplication, one a person. `rows` counts the staged ones.
    """
    db.execute(
        "CREATE TABLE shared_identifiers (row BIGINT, file USMALLINT, field VARCHAR, value VARCHAR, sent BOOLEAN)"
    )
    for field in FIELDS:
        # By hash first: the texts are compared only where a hash occurs twice. Most segments have none.
        if not hashes_that_repeat(db, "candidates", _hashes(field, staged), rows):
            continue
        db.execute(f"CREATE OR REPLACE TABLE holders AS {_values(field, kept)}")
        db.execute(f"""
            INSERT INTO shared_identifiers
            SELECT row, file, '{field}', value, {send_last} AND row = last FROM holders
            JOIN (SELECT value, max(row) AS last FROM holders GROUP BY value HAVING count(*) > 1) USING (value)
        """)
    db.execute("""
        CREATE TABLE omitted AS
        SELECT row, bool_or(field = 'phone_number') AS phone, bool_or(field = 'external_id') AS external_id
        FROM shared_identifiers WHERE NOT sent GROUP BY row ORDER BY row
    """)
    db.execute("DROP TABLE IF EXISTS holders")
    db.execute("DROP TABLE IF EXISTS candidates")


def with_omissions(db: Any, staged: str) -> str:
    """Return the relation of the staged rows, with fingerprints that differ where an identifier is omitted."""
    if not db.execute("SELECT count(*) FROM omitted").fetchall()[0][0]:
        return staged
    mixed = "hash(fingerprint, o.phone, o.external_id)"
    return f"""(SELECT s.* REPLACE (CASE WHEN o.row IS NULL THEN fingerprint ELSE {mixed} END AS fingerprint)
                FROM {staged} s LEFT JOIN omitted o ON o.row = s.file_row_number)"""


def sharing_warnings(db: Any, *, send_last: bool) -> list[str]:
    """Return one warning for each field."""
    found = db.execute(
        "SELECT field, count(DISTINCT value), count(*) FROM shared_identifiers GROUP BY field ORDER BY field DESC"
    ).fetchall()
    what = "sent with the last of them alone" if send_last else "left out of all of them"
    return [
        f"{values:,} {FIELDS[field] if values > 1 else FIELDS[field].removesuffix('s')} "
        f"{'belong' if values > 1 else 'belongs'} to more than one person, {people:,} people together, and "
        f"{'were' if values > 1 else 'was'} {what}: Klaviyo would merge these people. "
        "shared-identifiers.csv lists them."
        for field, values, people in found
    ]


def _hashes(field: str, staged: str) -> str:
    """Return the query of the hashes of an identifier in the rows that may be sent."""
    column = "e164" if field == "phone_number" else field
    own = f"SELECT hash({column}) AS hashed FROM {staged} WHERE reason IS NULL AND {column} IS NOT NULL"
    if field == "external_id":
        return own
    return f"""
        {own}
        UNION ALL
        SELECT hash(phones.e164) FROM {staged} AS s JOIN phones ON phones.text = s.phone
        WHERE reason IS NULL AND phones.e164 IS NOT NULL
    """


def _values(field: str, kept: str) -> str:
    """Return the query of the candidates' rows and values among the kept rows."""
    column = "e164" if field == "phone_number" else field
    own = f"""
        SELECT file_row_number AS row, file, {column} AS value FROM {kept} AS k
        SEMI JOIN candidates ON candidates.hashed = hash(k.{column}) WHERE {column} IS NOT NULL
    """
    if field == "external_id":
        return own
    return f"""
        {own}
        UNION ALL
        SELECT file_row_number, file, phones.e164 FROM {kept} AS k JOIN phones ON phones.text = k.phone
        SEMI JOIN candidates ON candidates.hashed = hash(phones.e164)
    """
