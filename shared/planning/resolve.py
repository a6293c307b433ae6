"""Resolve what the staging query left open: values that need review, rows that are not sent, and warnings.

    table bad_emails   addresses that email-validator refuses: address, problem
    table phones       phone numbers as phonenumbers reads them: text, e164, problem
    table excluded     the rows that are not sent: row, file, reason, detail (a packed text, or the row that counts)
    table said         the packed texts of `excluded`, as files show them: packed, detail (English), code, parameters

All functions work on a database with the view `staged` (staging.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from shared.domain.findings import MAX_PLACEHOLDERS, Findings, ValueFinding
from shared.domain.identity import Identity
from shared.planning.database import hashes_that_repeat
from shared.planning.identity_sql import IdentitySql
from shared.planning.profile_sql import RowSql
from shared.planning.rejects import cells
from shared.planning.value_checks import (
    PHONE_PROBLEMS,
    PhoneProblem,
    email_problem,
    phone_warning,
    read_phone,
    value_warning,
)
from shared.planning.value_sql import NOTE_END, NOTE_PROBLEM, PROBLEM_VALUE, Problem, quoted
from shared.texts import Text, text

BLOCK_ROWS = 5_000


def review_values(db: Any, who: IdentitySql, default_country: str | None) -> None:
    """Create `bad_emails` and `phones`: each distinct value that the SQL patterns cannot decide is read once."""
    db.execute("CREATE TABLE bad_emails (address VARCHAR, problem VARCHAR)")
    for texts in _distinct(db, who.staged_address, "needs_review AND reason IS NULL"):
        _insert(db, "bad_emails", [(one, problem.packed()) for one in texts if (problem := email_problem(one))])
    db.execute("CREATE TABLE phones (text VARCHAR, e164 VARCHAR, problem VARCHAR)")
    for texts in _distinct(db, "s.phone", "phone IS NOT NULL AND reason IS NULL"):
        _insert(db, "phones", [(one, *read_phone(one, default_country)) for one in texts])


def exclude_invalid_rows(db: Any, kind: Identity) -> None:
    """Create `excluded` with the rows that cannot be sent, those among them whose identity is malformed."""
    db.execute("""
        CREATE TABLE excluded AS
        SELECT file_row_number AS row, file, reason, broken AS detail FROM staged WHERE reason IS NOT NULL
    """)
    if kind is Identity.EMAIL:
        db.execute("""
            INSERT INTO excluded SELECT file_row_number, file, 'email_malformed', problem FROM staged
            JOIN bad_emails ON bad_emails.address = identity WHERE needs_review AND reason IS NULL
        """)
    elif kind is Identity.PHONE_NUMBER:
        texts = " ".join(f"WHEN {quoted(one)} THEN {quoted(said.packed())}" for one, said in PHONE_PROBLEMS.items())
        db.execute(f"""
            INSERT INTO excluded SELECT file_row_number, file, 'phone_number_malformed', CASE problem {texts} END
            FROM staged JOIN phones ON phones.text = staged.phone WHERE phones.e164 IS NULL AND reason IS NULL
        """)
    db.execute("CREATE TABLE said (packed VARCHAR, detail VARCHAR, code VARCHAR, parameters VARCHAR)")
    for details in _blocks(db, "SELECT DISTINCT detail FROM excluded WHERE detail IS NOT NULL"):
        _insert(db, "said", [(one, *cells(Text.unpack(one))) for one in details])


def exclude_duplicates(db: Any, rows: int) -> None:
    """Exclude all rows of a person but the last that can be sent. `rows` is the number of staged rows."""
    # Candidates by hash, then exactly: grouping 8-byte hashes takes a fraction of the memory of the addresses.
    if not hashes_that_repeat(db, "twins", "SELECT hashed FROM staged WHERE reason IS NULL", rows):
        return
    db.execute("""
        INSERT INTO excluded
        SELECT row, file, 'duplicate', last::VARCHAR
        FROM (SELECT file_row_number AS row, file, max(file_row_number) OVER (PARTITION BY identity) AS last
              FROM (SELECT * FROM staged SEMI JOIN twins USING (hashed)) s
              ANTI JOIN excluded ON excluded.row = s.file_row_number)
        WHERE row < last
    """)


def exclude_all_but(db: Any, ranges: Sequence[Path]) -> None:
    """Exclude the kept rows outside of the ranges as unchanged. The files have lines with `first,last` of each."""
    db.execute("CREATE TABLE wanted (first BIGINT, last BIGINT)")
    for path in ranges:
        options = "header = false, auto_detect = false, columns = {first: 'BIGINT', last: 'BIGINT'}"
        db.execute(f"INSERT INTO wanted FROM read_csv({quoted(str(path))}, {options})")
    db.execute(f"""
        INSERT INTO excluded
        SELECT s.file_row_number, s.file, 'unchanged', NULL FROM {kept_rows(db)} s
        ANTI JOIN wanted ON s.file_row_number >= wanted.first AND s.file_row_number < wanted.last
    """)


def kept_rows(db: Any) -> str:
    """Return the relation of the staged rows that are not excluded."""
    excluded = db.execute("SELECT count(*) FROM excluded").fetchall()[0][0]
    anti = "ANTI JOIN excluded ON excluded.row = s.file_row_number" if excluded else ""
    return f"(SELECT * FROM staged s {anti})"


def phone_problems(db: Any) -> dict[str, int]:
    """Return how many phone numbers of the kept rows are not sent, by problem."""
    counts = db.execute(f"""
        SELECT problem, count(*) FROM {kept_rows(db)} k JOIN phones ON phones.text = k.phone WHERE phones.e164 IS NULL
        GROUP BY problem ORDER BY problem
    """).fetchall()
    return dict(counts)


def count_bad_emails(db: Any, who: IdentitySql) -> int:
    """Return how many addresses of the kept rows are not sent."""
    return int(
        db.execute(f"""
            SELECT count(*) FROM {kept_rows(db)} s JOIN bad_emails ON bad_emails.address = {who.staged_address}
        """).fetchall()[0][0]
    )


def value_problems(db: Any) -> list[ValueFinding]:
    """Return how many values of the kept rows are invalid, by field and problem."""
    found = db.execute(f"""
        SELECT split_part(note, {quoted(NOTE_PROBLEM)}, 1) AS name,
               split_part(split_part(note, {quoted(NOTE_PROBLEM)}, 2), {quoted(PROBLEM_VALUE)}, 1) AS problem,
               count(*), approx_top_k(split_part(note, {quoted(PROBLEM_VALUE)}, 2), {MAX_PLACEHOLDERS})
        FROM (
            SELECT unnest(string_split(rtrim(invalid_values, {quoted(NOTE_END)}), {quoted(NOTE_END)})) AS note
            FROM {kept_rows(db)} WHERE invalid_values IS NOT NULL
        ) GROUP BY name, problem ORDER BY name, problem
    """).fetchall()
    return [
        ValueFinding(name=name, problem=problem, count=count, placeholders=sorted(placeholders))
        for name, problem, count, placeholders in found
    ]


def value_warnings(found: Findings, row: RowSql, default_country: str | None) -> list[Text]:
    """Return the warnings about addresses, phone numbers and other values that are not sent."""
    return [
        *([text("emails-left-out", count=found.bad_emails)] if found.bad_emails else []),
        *(phone_warning(PhoneProblem(problem), count, default_country) for problem, count in found.phones.items()),
        *(
            value_warning(
                Problem(one.problem),
                one.count,
                row.column(one.name),
                one.name,
                row.describe_valid_values,
                one.placeholders,
            )
            for one in found.values
        ),
    ]


def _distinct(db: Any, column: str, condition: str) -> Iterator[list[str]]:
    return _blocks(db, f"SELECT DISTINCT {column} FROM staged s WHERE {condition}")


def _blocks(db: Any, query: str) -> Iterator[list[str]]:
    """Yield the values of a query of one column, BLOCK_ROWS at a time."""
    cursor = db.cursor()
    cursor.execute(query)
    while rows := cursor.fetchmany(BLOCK_ROWS):
        yield [row[0] for row in rows]
    cursor.close()


def _insert(db: Any, table: str, rows: Sequence[Sequence[str | None]]) -> None:
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        db.execute(f"INSERT INTO {table} SELECT {', '.join(['unnest(?)'] * len(columns))}", columns)
