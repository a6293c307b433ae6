"""The next snapshot: the one before, and what became of a run's profiles.

Whom Klaviyo accepted stands in it with the new fingerprint. Whom it surely did not take keeps what was known before,
but no fingerprint. Where nobody can tell (no answer, a job that vanished) the person counts as managed, since they may
be on the list because of us, and has no fingerprint either: both are sent again by the next run.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from shared.domain.snapshot import Tally
from shared.planning.database import open_database
from shared.planning.snapshot_compare import WINDOW_PEOPLE, Baseline
from shared.planning.value_sql import quoted

COLUMNS = (
    "identity VARCHAR, fingerprint UBIGINT, fields UINTEGER, consented BOOLEAN, managed BOOLEAN, departed_at DATE"
)  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """A list of people for whom something was to be done, and the ranges [first, last) of it that were."""

    path: Path
    done: list[tuple[int, int]]


@dataclass(frozen=True)
class Done:
    """What was done after the import. `clear_mask` are the fields that a blank clears; None: nothing of the kind.

    `consent` are those who say yes or no otherwise than before; `undecided` those who left, but whom another export was
    sending at that time: they stay this export's until that is settled.
    """

    undecided: Path | None = None
    removals: Listed | None = None
    clears: Listed | None = None
    clear_mask: int = 0
    subscribed: Listed | None = None
    consent: Path | None = None


class Merge:
    """A run's outcome over its index, in `directory`. Synchronous: call it in a thread; close it at the end.

    `outcomes` is a CSV file: ranges [first, last) of ordinals, none of which overlap, and the outcome. Profiles in none
    of them were accepted.
    """

    def __init__(self, directory: Path, index: Path, outcomes: Path, *, memory_mb: int, threads: int) -> None:
        self._db = open_database(directory, "merge.duckdb", memory_mb=memory_mb, threads=threads)
        self._sent = f"(SELECT *, NULL::VARCHAR AS outcome FROM {_file(index)})"
        if outcomes.stat().st_size:
            self._assign_outcomes(index, outcomes)

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def tally(self) -> Tally:
        """Counts of what became of the profiles."""
        found = self._db.execute(f"""
            SELECT count(*) FILTER (outcome IS NULL AND NOT known), count(*) FILTER (outcome IS NULL AND known),
                   count(*) FILTER (outcome = 'uncertain' AND known)
            FROM {self._sent}
        """).fetchall()[0]
        return Tally(*found)

    def write(
        self,
        path: Path,
        baseline: Baseline | None,
        departed: Path | None,
        *,
        done: Done,
        today: date,
        forget_after: timedelta | None,
    ) -> int:
        """Write the next snapshot; how many people in it are managed.

        `departed` are people of the baseline who are in no row of the segment (None: not known, all stay as they are).
        Those who departed longer ago than `forget_after` are deleted. If removals were made, departed people are no
        longer managed: they were removed, or belong to another export. Those who remain on the list are.
        """
        self._list("remaining", done.removals, "NOT")
        if done.undecided:
            self._db.execute(f"INSERT INTO remaining SELECT identity FROM {_file(done.undecided)}")
        self._list("cleared", done.clears, "")
        self._list("subscribed", done.subscribed, "")
        self._db.execute("CREATE TABLE refused (identity VARCHAR)")
        if done.consent:
            self._db.execute(f"INSERT INTO refused SELECT identity FROM {_file(done.consent)} WHERE NOT yes")
        # A field that had a value and is blank now: until it is cleared, the person is sent again and again.
        due = f"(coalesce(b.fields, 0) & {done.clear_mask} & ~s.fields) <> 0 AND s.outcome IS NULL"
        # Who was taken off the list has to be sent again, as they are, should they come back. So has who remains: the
        # answer to a removal may have been lost.
        left_list = "g.identity IS NOT NULL AND m.identity IS NULL" if done.removals else "false"
        self._db.execute(f"CREATE TABLE merged ({COLUMNS})")
        people = self._baseline(baseline)
        windows = self._windows(people)
        absent = (
            f"read_parquet({quoted(str(departed))})"
            if departed
            else f"(SELECT identity FROM {people} WHERE departed_at NOTNULL)"
        )
        forgotten = (
            f"coalesce(b.departed_at, {_day(today)}) < {_day(today - forget_after)}" if forget_after else "false"
        )
        for window in range(windows):
            within = f"WHERE hash(identity) % {windows} = {window}" if windows > 1 else ""
            self._db.execute(f"""
                INSERT INTO merged
                SELECT coalesce(s.identity, b.identity),
                       CASE WHEN {left_list} OR m.identity IS NOT NULL THEN NULL
                            WHEN s.identity IS NULL THEN b.fingerprint
                            WHEN {due} AND c.identity IS NULL THEN NULL
                            WHEN s.outcome IS NULL THEN s.fingerprint END,
                       CASE WHEN s.identity IS NULL OR s.outcome = 'not_accepted' THEN b.fields
                            WHEN c.identity IS NOT NULL THEN s.fields | (coalesce(b.fields, 0) & ~{done.clear_mask})
                            ELSE s.fields | coalesce(b.fields, 0) END,
                       (coalesce(b.consented, false) OR y.identity IS NOT NULL) AND r.identity IS NULL,
                       CASE WHEN {left_list} THEN false WHEN s.identity IS NULL OR s.outcome = 'not_accepted'
                            THEN b.managed ELSE true END,
                       CASE WHEN g.identity IS NOT NULL THEN coalesce(b.departed_at, {_day(today)}) END
                FROM (SELECT * FROM {people} {within}) b
                FULL JOIN (SELECT identity, fingerprint, fields, outcome FROM {self._sent} {within}) s USING (identity)
                LEFT JOIN (SELECT identity FROM {absent} {within}) g
                          ON g.identity = b.identity
                LEFT JOIN remaining m ON m.identity = b.identity
                LEFT JOIN cleared c ON c.identity = s.identity
                LEFT JOIN subscribed y ON y.identity = coalesce(s.identity, b.identity)
                LEFT JOIN refused r ON r.identity = coalesce(s.identity, b.identity)
                WHERE NOT (b.identity IS NULL AND coalesce(s.outcome, '') = 'not_accepted')
                  AND NOT (g.identity IS NOT NULL AND ({forgotten}
                           OR NOT b.consented AND (NOT b.managed OR {left_list})))
            """)
        self._db.execute(f"COPY merged TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd)")
        return int(self._db.execute("SELECT count(*) FILTER (managed) FROM merged").fetchall()[0][0])

    def _assign_outcomes(self, index: Path, outcomes: Path) -> None:
        """The index with a outcome beside each profile, in windows of ordinals."""
        db = self._db
        columns = "{'first': 'BIGINT', 'last': 'BIGINT', 'outcome': 'VARCHAR'}"
        db.execute(
            f"CREATE TABLE ranges AS FROM read_csv({quoted(str(outcomes))}, header = false, auto_detect = false, "
            f"columns = {columns})"
        )
        numbered = f"read_parquet({quoted(str(index))}, file_row_number = true)"
        total = db.execute(f"SELECT count(*) FROM {numbered}").fetchall()[0][0]
        db.execute(f"CREATE TABLE sent AS SELECT *, NULL::VARCHAR AS outcome FROM {numbered} LIMIT 0")
        for first in range(0, total, WINDOW_PEOPLE):
            last = first + WINDOW_PEOPLE
            within = f"file_row_number >= {first} AND file_row_number < {last}"
            db.execute(f"""
                INSERT INTO sent
                SELECT i.*, r.outcome
                FROM (SELECT * FROM {numbered} WHERE {within}) i
                LEFT JOIN (SELECT unnest(range(greatest(first, {first}), least(last, {last}))) AS ordinal, outcome
                           FROM ranges WHERE first < {last} AND last > {first}) r
                       ON r.ordinal = i.file_row_number
            """)
        self._sent = "sent"

    def _list(self, table: str, listed: Listed | None, which: str) -> None:
        """Those of a list for whom it was done, or (`which` NOT) was not."""
        self._db.execute(f"CREATE TABLE {table} (identity VARCHAR)")
        if listed is None:
            return
        ranges = [f"file_row_number BETWEEN {first} AND {last - 1}" for first, last in listed.done]
        people = f"read_parquet({quoted(str(listed.path))}, file_row_number = true)"
        done = " OR ".join(ranges) or "false"
        self._db.execute(f"INSERT INTO {table} SELECT identity FROM {people} WHERE {which} ({done})")

    def clears(self, mask: int, path: Path) -> int:
        """Accepted people whose fields in `mask` had values and are blank now: identity, those fields' bits."""
        old = f"old_fields & {mask} & ~fields"
        query = f"SELECT identity, {old} AS bits FROM {self._sent} WHERE outcome IS NULL AND coalesce({old}, 0) <> 0"
        return self._write_list(query, path)

    def subscribers(self, consent: Path, path: Path) -> int:
        """Who newly says yes, and whom Klaviyo has as they are now: identity, since when."""
        refused = f"SELECT identity FROM {self._sent} WHERE outcome IS NOT NULL"
        query = f"SELECT identity, since FROM {_file(consent)} ANTI JOIN ({refused}) USING (identity) WHERE yes"
        return self._write_list(query, path)

    def _write_list(self, query: str, path: Path) -> int:
        self._db.execute(f"COPY ({query} ORDER BY identity) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd)")
        return int(self._db.execute(f"SELECT count(*) FROM {_file(path)}").fetchall()[0][0])

    def _baseline(self, baseline: Baseline | None) -> str:
        if baseline is None:
            self._db.execute(f"CREATE TABLE nobody ({COLUMNS})")
            return "nobody"
        return baseline.relation

    def _windows(self, people: str) -> int:
        found: Any = self._db.execute(
            f"SELECT (SELECT count(*) FROM {people}), (SELECT count(*) FROM {self._sent})"
        ).fetchall()[0]
        return max(1, -(-int(max(found)) // WINDOW_PEOPLE))


def _day(day: date) -> str:
    return f"DATE '{day.isoformat()}'"


def _file(path: Path) -> str:
    return f"read_parquet({quoted(str(path))})"
