"""Compare staged rows with the snapshot: new, changed, unchanged and departed people.

The comparison runs in windows of a million people, selected by the hash of the address, so that memory is constant.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.domain.split import Bucket
from shared.planning.bucket_sql import within
from shared.planning.profile_sql import FIELD_BITS
from shared.planning.value_sql import quoted

WINDOW_PEOPLE = 1_000_000

PHONE_BIT = 1 << FIELD_BITS.index("phone_number")
EMAIL_BIT = 1 << FIELD_BITS.index("email")


@dataclass(frozen=True)
class Baseline:
    """The snapshot's files, and which parts of it are valid (shared.domain.snapshot.UsableParts).

    With a `bucket`, only its people are there.
    `removed` are files of `person_hash` values: people who were removed from the list since, hashed with `salt`.
    """

    paths: tuple[Path, ...]
    fingerprints: bool
    list: bool
    bucket: Bucket | None = None
    removed: tuple[Path, ...] = ()
    salt: str = ""

    @property
    def relation(self) -> str:
        """Return the people to compare with. People removed from the list have no fingerprint, so they are sent."""
        fingerprint = "fingerprint" if self.fingerprints else "NULL::UBIGINT"
        on_list = "managed" if self.list else "false"
        people = f"read_parquet([{', '.join(quoted(str(path)) for path in self.paths)}])"
        if self.bucket is not None:
            people = f"(SELECT * FROM {people} WHERE {within(self.bucket)})"
        if self.removed:
            files = ", ".join(quoted(str(path)) for path in self.removed)
            removed = f"(SELECT DISTINCT person FROM read_parquet([{files}]))"
            people += f" LEFT JOIN {removed} ON person = {person_hash('identity', self.salt)}"
            fingerprint = f"CASE WHEN person IS NULL THEN {fingerprint} END"
            on_list = f"{on_list} AND person IS NULL"
        columns = f"identity, {fingerprint} AS fingerprint, fields, consented::UINTEGER AS consented"
        columns += f", {on_list} AS managed, departed_at"
        return f"(SELECT {columns} FROM {people})"


def person_hash(identity: str, salt: str) -> str:
    """Return a hash that does not reveal the address and does not depend on the version of DuckDB."""
    return f"md5_number_lower({quoted(salt)} || {identity})"


def compare(db: Any, staged: str, baseline: Baseline | None) -> None:
    """Create the tables `compared` (staged rows of people in the snapshot) and `departed` (people in no row).

    Unchanged rows are added to `excluded` as `unchanged`. `staged` is the relation of staged rows with the
    columns file_row_number, file, identity, hashed, reason, phone, fingerprint.
    """
    db.execute("CREATE TABLE compared (row BIGINT, same BOOLEAN, known BOOLEAN, fields UINTEGER, consented UINTEGER)")
    db.execute("CREATE TABLE departed (identity VARCHAR, managed BOOLEAN, departed_at DATE)")
    if baseline is None:
        return
    people = f"(SELECT *, hash(identity) AS hashed FROM {baseline.relation})"
    windows = _windows(db, staged, people)
    same = f"{final_fingerprint('s', 'p')} IS NOT DISTINCT FROM b.fingerprint"
    for window in range(windows):
        within = f"WHERE hashed % {windows} = {window}" if windows > 1 else ""
        snapshot_rows = f"(SELECT * FROM {people} {within})"
        rows = f"(SELECT file_row_number, identity, hashed, phone, fingerprint FROM {staged} {within})"
        db.execute(f"""
            INSERT INTO compared
            SELECT s.file_row_number, b.fingerprint IS NOT NULL AND {same}, b.managed, b.fields, b.consented
            FROM {rows} s JOIN {snapshot_rows} b ON b.hashed = s.hashed AND b.identity = s.identity
            LEFT JOIN phones p ON p.text = s.phone
        """)
        db.execute(f"""
            INSERT INTO departed
            SELECT b.identity, b.managed, b.departed_at FROM {snapshot_rows} b
            ANTI JOIN {rows} s ON b.hashed = s.hashed AND b.identity = s.identity
        """)
    db.execute(f"""
        INSERT INTO excluded
        SELECT row, file, 'unchanged', NULL FROM (SELECT row FROM compared WHERE same) c
        JOIN (SELECT file_row_number, file FROM {staged}) s ON s.file_row_number = c.row
        ANTI JOIN (SELECT row AS dropped FROM excluded) d ON d.dropped = c.row
    """)


def write_index(db: Any, staged: str, rows: int, path: Path) -> None:
    """Write one row for each row to send, in order (staging.py): its location, identity, fingerprint and fields.

    `known`: this export had added the person to the list before, with `old_fields`.
    """
    # Parts instead of a table: a table would use memory up to the limit. A single part need not be written again.
    # Several are smaller: what sorting one takes is added to what more rows have left in memory.
    size = WINDOW_PEOPLE if rows <= WINDOW_PEOPLE else WINDOW_PEOPLE // 2
    parts = []
    for number, first in enumerate(range(0, max(rows, 1), size)):
        part = path.with_name(f"{path.stem}-{number}.parquet")
        _write(db, _kept(staged, first, first + size), part)
        parts.append(part)
    if len(parts) == 1:
        parts[0].replace(path)
        return
    _write(db, f"FROM read_parquet([{', '.join(quoted(str(part)) for part in parts)}])", path)
    for part in parts:
        part.unlink()


def _write(db: Any, query: str, path: Path) -> None:
    db.execute(f"COPY ({query}) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2)")


def _kept(staged: str, first: int, last: int) -> str:
    """Return the index of the rows to send among the staged rows [first, last)."""
    within = f"BETWEEN {first} AND {last - 1}"
    # A value that is there and is not sent is not blank: what was sent before stays.
    unsent = (
        f"((CASE WHEN s.phone IS NOT NULL AND p.e164 IS NULL THEN {PHONE_BIT} ELSE 0 END)"
        f" | (CASE WHEN o.row IS NOT NULL THEN {EMAIL_BIT} ELSE 0 END))"
    )
    return f"""
        SELECT s.file, s.row, s.identity, {final_fingerprint("s", "p")} AS fingerprint,
               ((s.fields & ~{unsent}) | (coalesce(c.fields, 0) & {unsent}))::UINTEGER AS fields,
               coalesce(c.known, false) AS known, c.fields AS old_fields
        FROM (SELECT file, file_row_number AS row, identity, phone, fingerprint, fields FROM {staged}
              WHERE file_row_number {within}) s
        ANTI JOIN (SELECT row FROM excluded WHERE row {within}) d ON d.row = s.row
        LEFT JOIN (SELECT * FROM compared WHERE row {within}) c ON c.row = s.row
        LEFT JOIN (SELECT row FROM omitted WHERE email AND row {within}) o ON o.row = s.row
        LEFT JOIN phones p ON p.text = s.phone
        ORDER BY s.row
    """


def write_departed(db: Any, path: Path) -> int:
    """Write the people of the snapshot who are in no row of the segment; return how many."""
    db.execute(f"COPY departed TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd)")
    return int(db.execute("SELECT count(*) FROM departed").fetchall()[0][0])


def final_fingerprint(staged: str, phone: str) -> str:
    """Return the fingerprint of the final profile: a phone number that needs review is validated after staging."""
    mixed = f"hash({staged}.fingerprint, {phone}.e164)"
    return f"CASE WHEN {staged}.phone IS NULL THEN {staged}.fingerprint ELSE {mixed} END"


def _windows(db: Any, staged: str, people: str) -> int:
    counted = db.execute(f"SELECT (SELECT count(*) FROM {people}), (SELECT count(*) FROM {staged})").fetchall()[0]
    return max(1, -(-int(max(counted)) // WINDOW_PEOPLE))
