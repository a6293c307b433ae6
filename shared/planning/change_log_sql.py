"""Tables to which changes are appended: the newest row of each key counts, and not if it is a deletion.

change_key       segment and key; NULL if the part is not such a table, or the key is blank
change_version   the row's version, a number; NULL if it has none
changed_at       when the row was written, in ISO 8601; NULL if unknown
is_deletion      whether the row deletes its key
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shared.planning.value_sql import quoted
from shared.segments.part_schema import ChangeLog

COLUMNS = ("change_key", "change_version", "changed_at", "is_deletion")


def change_columns(log: ChangeLog | None, segment: str, value_of: Callable[[str], str]) -> list[str]:
    """Return the SQL of the columns above for a scan. `value_of` returns the SQL of a column's text."""
    if log is None:
        return [
            "NULL::VARCHAR AS change_key", "NULL::BIGINT AS change_version", "NULL::VARCHAR AS changed_at",
            "false AS is_deletion",
        ]  # fmt: skip

    def text(name: str) -> str:
        return f"nullif(trim({value_of(name)}), '')" if name else "NULL::VARCHAR"

    return [
        f"{quoted(segment + chr(10))} || {key_text(text(log.key))} AS change_key",
        f"TRY_CAST({text(log.version)} AS BIGINT) AS change_version",
        f"{text(log.changed_at)} AS changed_at",
        f"coalesce(lower({text(log.deleted)}) IN ('true', '1'), false) AS is_deletion",
    ]


def key_text(value: str) -> str:
    """Return the SQL of a key as it is compared; NULL if it is blank.

    GUIDs are written with and without braces, in either letter case.
    """
    # Trimming a set of characters takes five times as long as trimming spaces.
    bare = f"CASE WHEN contains({value}, '{{') THEN trim({value}, ' {{}}') ELSE trim({value}) END"
    return f"nullif(nullif(lower({bare}), 'null'), '')"


def add_outdated_rows(db: Any) -> None:
    """Add the rows of `staged` that do not count to the table `outside`: outdated ones, and deletions without a key."""
    db.execute(f"""
        INSERT INTO outside
        {outdated_sql("(SELECT *, file_row_number AS row FROM staged)", "change_key")}
        UNION ALL
        SELECT file_row_number FROM staged WHERE change_key IS NULL AND is_deletion
    """)


def outdated_sql(rows: str, key: str) -> str:
    """Return the query of the numbers of outdated rows among those that have a key.

    `rows` is a relation with the columns above and `row`, the place of a row in the order in which they were written;
    `key` are the columns of the key. Outdated are all rows of a key but the newest, and the newest one too if it is a
    deletion. A deletion without a version, as Dataverse writes them, is newer than what was written before it.
    """
    return f"""
        SELECT row FROM (
            SELECT {key}, row, changed_at, is_deletion, coalesce(
                change_version,
                max(change_version) OVER (
                    PARTITION BY {key} ORDER BY changed_at NULLS FIRST, row ROWS UNBOUNDED PRECEDING
                )
            ) AS version
            FROM {rows} WHERE change_key IS NOT NULL
        )
        QUALIFY is_deletion OR row_number() OVER (
            PARTITION BY {key} ORDER BY version DESC NULLS LAST, changed_at DESC NULLS LAST, row DESC
        ) > 1
    """
