"""Rows of a table that belong to a defined segment: those that meet its conditions, of people who are members.

in_segment       whether the row meets the conditions; true where the part is of no defined segment
member_key       segment and key of a row that meets them; NULL if the segment has no members, or the key is blank
needs_member     whether the row belongs to the segment only if its key is a member's
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from shared.planning.change_log_sql import key_text
from shared.planning.conditions_sql import Clock, condition_sql
from shared.planning.value_sql import quoted
from shared.segments.part_schema import Selection

COLUMNS = ("in_segment", "member_key", "needs_member")


def selection_columns(selection: Selection | None, segment: str, value_of: Callable[[str], str]) -> list[str]:
    """Return the SQL of the columns above for a scan. `value_of` returns the SQL of a column's text."""
    if selection is None:
        return ["true AS in_segment", "NULL::VARCHAR AS member_key", "false AS needs_member"]
    condition = condition_sql(selection.conditions, value_of, Clock(selection.at, selection.zone))
    key = "NULL::VARCHAR"
    if selection.key is not None:
        key = f"CASE WHEN {condition} THEN {quoted(segment + chr(10))} || {key_text(value_of(selection.key))} END"
    needs = "true" if selection.member_parts else "false"
    return [f"{condition} AS in_segment", f"{key} AS member_key", f"{needs} AS needs_member"]


def add_unselected_rows(db: Any, members: Sequence[Path]) -> None:
    """Add the rows of `staged` that do not belong to their defined segment to the table `outside`.

    `members` are files of keys. A row that cannot be read is not added: it may belong to the segment.
    """
    db.execute("""
        INSERT INTO outside
        SELECT file_row_number FROM staged ANTI JOIN outside ON outside.row = file_row_number
        WHERE broken IS NULL AND NOT in_segment
    """)
    if members:
        files = ", ".join(quoted(str(path)) for path in members)
        db.execute(f"""
            INSERT INTO outside
            SELECT file_row_number FROM staged
            ANTI JOIN (SELECT member_key AS key FROM read_parquet([{files}])) ON key = member_key
            ANTI JOIN outside ON outside.row = file_row_number
            WHERE needs_member AND broken IS NULL
        """)
