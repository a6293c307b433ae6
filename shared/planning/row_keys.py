"""Which rows of a divided segment belong to it, where that depends on rows of other partitions: an exchange of keys.

A piece that reads writes two kinds of files by the hash of a key (domain/split.py, PieceFiles):

    changes   the rows of tables with changes that have a key: is_member, change_key, change_version, changed_at,
              is_deletion, row, bucket, member_key
    members   member_key, row, bucket: of rows that belong to the segment if their key is a member's; of a member, row
              and bucket are NULL

`bucket` is NULL for rows that are in no bucket: those of members, and those that do not belong to the segment in any
case. All rows of a key are in one group, so that each group is decided on its own. What it decides are the numbers of
rows that do not belong to the segment, in a file for each bucket: outside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shared.domain.split import PieceFiles
from shared.planning.bucket_sql import bucket_sql, numbered_files, write_by_bucket
from shared.planning.change_log_sql import COLUMNS as CHANGE_COLUMNS
from shared.planning.change_log_sql import outdated_sql
from shared.planning.database import open_database
from shared.planning.selection_sql import COLUMNS as SELECTION_COLUMNS
from shared.planning.source_sql import Reading

type Keys = Sequence[tuple[int, Sequence[Path]]]
"""Files of keys, each with the number of its partition's first row among all rows."""


@dataclass(frozen=True)
class KeyColumns:
    """The columns about keys that staged rows have. `of_members`: they are rows of a table of members."""

    has_changes: bool
    has_selections: bool
    of_members: bool = False

    @classmethod
    def of(cls, reading: Reading, *, of_members: bool = False) -> KeyColumns:
        """Return those of what is read."""
        return cls(reading.has_changes, reading.has_selections, of_members)

    @property
    def exclude(self) -> str:
        """Return the SQL after `*` that leaves them out."""
        columns = (CHANGE_COLUMNS if self.has_changes else ()) + (SELECTION_COLUMNS if self.has_selections else ())
        return f"EXCLUDE ({', '.join(columns)})" if columns else ""

    @property
    def belongs(self) -> str:
        """Return the SQL condition that a row may belong to the segment, as far as the row alone tells."""
        conditions = ["NOT (change_key IS NULL AND is_deletion)"] if self.has_changes else []
        if self.has_selections:
            # A row that cannot be read may belong to it.
            conditions.append("(broken IS NOT NULL OR (in_segment AND (NOT needs_member OR member_key IS NOT NULL)))")
        return " AND ".join(conditions) or "true"

    def queries(self, rows: str, groups: int) -> dict[PieceFiles, str]:
        """Return the queries of the keys that are passed on, with the column `key_group`."""
        found = {}
        if self.has_changes:
            found[PieceFiles.CHANGES] = f"""
                SELECT {self.of_members} AS is_member, {", ".join(CHANGE_COLUMNS)}, row,
                       CASE WHEN {self.belongs} THEN bucket END AS bucket,
                       {"member_key" if self.of_members else "NULL::VARCHAR"} AS member_key,
                       {_group("change_key", groups)} AS key_group
                FROM {rows} WHERE change_key IS NOT NULL
            """
        if self.has_selections:
            present = "change_key IS NULL AND NOT is_deletion" if self.has_changes else "true"
            condition = present if self.of_members else f"needs_member AND broken IS NULL AND {self.belongs}"
            places = "NULL::BIGINT AS row, NULL::INTEGER AS bucket" if self.of_members else "row, bucket"
            found[PieceFiles.MEMBERS] = f"""
                SELECT DISTINCT member_key, {places}, {_group("member_key", groups)} AS key_group
                FROM {rows} WHERE member_key IS NOT NULL AND {condition}
            """
        return found


def compact_changes(keys: Keys, directory: Path, *, groups: int, **options: Any) -> dict[PieceFiles, dict[int, Path]]:
    """Decide which rows of a group of changes are outdated: return the files of `outside` and those of `members`."""
    if not keys:
        return {PieceFiles.ROWS: {}, PieceFiles.MEMBERS: {}}
    db = open_database(directory, "changes.duckdb", **options)
    try:
        db.execute(f"CREATE VIEW changes AS {_relation(keys)}")
        # Rows of two tables of one segment may have the same key.
        db.execute(f"CREATE TABLE outdated AS {outdated_sql('changes', 'is_member, change_key')}")
        outside = "SELECT row, bucket FROM changes SEMI JOIN outdated USING (row) WHERE bucket IS NOT NULL"
        members = f"""
            SELECT DISTINCT member_key, NULL::BIGINT AS row, NULL::INTEGER AS bucket,
                   {_group("member_key", groups)} AS key_group
            FROM changes ANTI JOIN outdated USING (row) WHERE is_member AND member_key IS NOT NULL
        """
        return {
            PieceFiles.ROWS: write_by_bucket(db, outside, directory / "outside"),
            PieceFiles.MEMBERS: write_by_bucket(db, members, directory / "members", "key_group"),
        }
    finally:
        db.close()


def match_members(keys: Keys, directory: Path, **options: Any) -> dict[int, Path]:
    """Decide which rows of a group of keys are of no member: return the files of `outside`."""
    if not keys:
        return {}
    db = open_database(directory, "members.duckdb", **options)
    try:
        db.execute(f"CREATE VIEW keys AS {_relation(keys)}")
        outside = """
            SELECT row, bucket FROM (FROM keys WHERE row IS NOT NULL)
            ANTI JOIN (SELECT member_key FROM keys WHERE row IS NULL) USING (member_key)
        """
        return write_by_bucket(db, outside, directory / "outside")
    finally:
        db.close()


def _group(key: str, groups: int) -> str:
    return bucket_sql(f"hash({key})", groups)


def _relation(keys: Keys) -> str:
    """Return the query of the keys in these files, with the rows' numbers among all rows."""
    files = [(first, path) for first, paths in keys for path in paths]
    return f"SELECT * EXCLUDE (first) REPLACE (row + first AS row) FROM {numbered_files(files, 'first')}"
