"""Compare the people on a list at Klaviyo with the snapshot of an export, and prepare its repair."""

from __future__ import annotations

from pathlib import Path

from shared.domain.list_check import Difference, ListCheckCounts
from shared.planning.database import WorkDatabase
from shared.planning.listed_rows import protect_sql
from shared.planning.snapshot_compare import Baseline
from shared.planning.temp_disk import COMPARING_LIST
from shared.planning.value_sql import quoted

MEMORY_MB = 64
WINDOW_PEOPLE = 250_000
"""Compared at a time, so that memory is nearly the same for a list of any length (a million people: 140 MiB of the
process, 100,000: 112 MiB; with 192 MB and windows of a million: 200 MiB)."""

CSV_OPTIONS = "auto_detect = false, delim = ',', quote = '\"', escape = '\"'"
"""Detected, a quote in the first lines could be taken for another sign."""


class ListCompare:
    """The people on the list, as files of lines `identity,suppressed`. Synchronous: call it in a thread; close it."""

    def __init__(self, directory: Path, *, threads: int) -> None:
        self._db = WorkDatabase(COMPARING_LIST, directory, "list.duckdb", memory_mb=MEMORY_MB, threads=threads)
        self._db.execute("CREATE TABLE on_list (identity VARCHAR, suppressed BOOLEAN)")

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def add(self, part: Path) -> None:
        """Add the people of a file."""
        columns = "{'identity': 'VARCHAR', 'suppressed': 'BOOLEAN'}"
        self._db.execute(
            f"INSERT INTO on_list FROM read_csv({quoted(str(part))}, header = false, {CSV_OPTIONS}, "
            f"columns = {columns})"
        )

    def compare(self, baseline: Baseline, out: Path) -> ListCheckCounts:
        """Write the differences as CSV without formulas, and return how many people there are of each kind.

        A person who was read on two pages, because others joined or left meanwhile, counts once.
        """
        self._db.execute("CREATE TABLE differences (identity VARCHAR, difference VARCHAR)")
        people = f"(SELECT identity FROM {baseline.relation} WHERE managed AND departed_at IS NULL)"
        departed = f"(SELECT identity FROM {baseline.relation} WHERE managed AND departed_at IS NOT NULL)"
        found, expected = self._db.rows(f"SELECT (SELECT count(*) FROM on_list), (SELECT count(*) FROM {people})")[0]
        windows = max(1, -(-max(found, expected) // WINDOW_PEOPLE))
        on_list = unidentifiable = self._db.rows("SELECT count(*) FROM on_list WHERE identity IS NULL")[0][0]
        for window in range(windows):
            within = f"hash(identity) % {windows} = {window}"
            self._db.execute(f"""
                CREATE OR REPLACE TABLE members AS
                SELECT identity, bool_or(suppressed) AS suppressed FROM on_list
                WHERE identity NOT NULL AND {within} GROUP BY identity
            """)
            on_list += self._db.rows("SELECT count(*) FROM members")[0][0]
            self._db.execute(f"""
                INSERT INTO differences
                SELECT coalesce(l.identity, p.identity),
                       CASE WHEN l.identity IS NULL THEN '{Difference.MISSING}'
                            WHEN p.identity IS NULL THEN '{Difference.FOREIGN}' ELSE '{Difference.SUPPRESSED}' END
                FROM members l
                FULL JOIN (SELECT identity FROM {people} WHERE {within}) p ON p.identity = l.identity
                WHERE l.identity IS NULL OR p.identity IS NULL OR l.suppressed
            """)
        # Who left the segment stays on the list in mode upsert: not foreign, and not missed either.
        self._db.execute(f"""
            DELETE FROM differences WHERE difference = '{Difference.FOREIGN}'
            AND identity IN (SELECT identity FROM {departed})
        """)
        listed = f"SELECT {protect_sql('d.identity')} AS identity, difference FROM differences d"
        ordered = f"{listed} ORDER BY difference DESC, d.identity"
        self._db.execute(f"COPY ({ordered}) TO {quoted(str(out))} (FORMAT csv, HEADER true)")
        counted = dict(self._db.rows("SELECT difference, count(*) FROM differences GROUP BY 1"))
        counts = {kind.value: counted.get(kind.value, 0) for kind in Difference}
        counts["foreign"] += unidentifiable
        return ListCheckCounts(on_list=on_list, expected=expected, **counts)


def unmark_missing(snapshot: Path, differences: Path, out: Path, *, memory_mb: int) -> int:
    """Write the snapshot with missing people as not on the list; return how many they are.

    The next run sends these people again. What was sent about their consent stays noted.
    """
    db = WorkDatabase(COMPARING_LIST, out.parent, "repair.duckdb", memory_mb=memory_mb, threads=1)
    try:
        columns = "{'listed': 'VARCHAR', 'difference': 'VARCHAR'}"
        db.execute(
            f"CREATE OR REPLACE TABLE missing AS SELECT listed FROM read_csv({quoted(str(differences))}, "
            f"header = true, {CSV_OPTIONS}, columns = {columns}) WHERE difference = '{Difference.MISSING}'"
        )
        people = f"(SELECT *, {protect_sql('identity')} AS listed FROM read_parquet({quoted(str(snapshot))}))"
        changed = db.rows(f"SELECT count(*) FROM {people} SEMI JOIN missing USING (listed)")[0][0]
        db.execute(f"""
            COPY (
                SELECT p.* EXCLUDE (listed) REPLACE (
                    CASE WHEN m.listed IS NULL THEN p.fingerprint END AS fingerprint,
                    p.managed AND m.listed IS NULL AS managed
                )
                FROM {people} p LEFT JOIN missing m ON m.listed = p.listed
            ) TO {quoted(str(out))} (FORMAT parquet, COMPRESSION zstd)
        """)
        return int(changed)
    finally:
        db.close()
