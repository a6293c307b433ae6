"""Merge a snapshot with the outcomes of a run's profiles into the next snapshot.

A profile that Klaviyo accepted gets its new fingerprint. One that was certainly not accepted keeps its previous values
without a fingerprint. If the outcome is unknown (no answer, a job that disappeared), the person counts as managed,
because the app may have added them to the list, also without a fingerprint. The next run sends profiles without a
fingerprint again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from shared.domain.snapshot import Tally
from shared.planning.consent_lists import Settled
from shared.planning.database import WorkDatabase
from shared.planning.snapshot_compare import WINDOW_PEOPLE, Baseline
from shared.planning.temp_disk import COUNTING
from shared.planning.value_sql import quoted

COLUMNS = (
    "identity VARCHAR, fingerprint UBIGINT, fields UINTEGER, consented UINTEGER, managed BOOLEAN, departed_at DATE"
)  # fmt: skip


@dataclass(frozen=True)
class WorkList:
    """A list of people for one kind of post-import work, and the ranges [first, last) of it that are done."""

    path: Path
    done: list[tuple[int, int]]


@dataclass(frozen=True)
class PostImportResults:
    """The results of the post-import work; None where there was no work of that kind.

    `clear_mask` are the fields that a blank value clears. `consent` has the people whose consent changed
    (consent_lists.py), `revoked` those whose no was sent. `undecided` are departed people whom another export was
    sending at that time: this export manages them until that run has ended.
    """

    undecided: Path | None = None
    removals: WorkList | None = None
    clears: WorkList | None = None
    clear_mask: int = 0
    subscribed: WorkList | None = None
    revoked: tuple[WorkList, ...] = ()
    consent: Path | None = None


class SnapshotMerge:
    """A run's index with the outcome of each profile. Synchronous: call it in a thread; close it at the end.

    `outcomes` is a CSV file of ranges [first, last) of ordinals that do not overlap, with their outcome. Profiles in no
    range were accepted.
    """

    def __init__(self, directory: Path, index: Path, outcomes: Path, *, memory_mb: int, threads: int) -> None:
        self._db = WorkDatabase(COUNTING, directory, "merge.duckdb", memory_mb=memory_mb, threads=threads)
        self._numbers = count()
        self._sent = f"(SELECT *, NULL::VARCHAR AS outcome FROM {_file(index)})"
        if outcomes.stat().st_size:
            self._assign_outcomes(index, outcomes)

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def tally(self) -> Tally:
        """Count the outcomes of the profiles."""
        found = self._db.rows(f"""
            SELECT count(*) FILTER (outcome IS NULL AND NOT known), count(*) FILTER (outcome IS NULL AND known),
                   count(*) FILTER (outcome = 'uncertain' AND known)
            FROM {self._sent}
        """)[0]
        return Tally(*found)

    def write(
        self,
        path: Path,
        baseline: Baseline | None,
        departed: Path | None,
        *,
        done: PostImportResults,
        today: date,
        forget_after: timedelta | None,
    ) -> int:
        """Write the next snapshot and return how many of its people are managed.

        `departed` are people of the baseline who are in no row of the segment (None: unknown, all stay as they are).
        People who departed longer ago than `forget_after` are deleted. If removals were made, departed people are no
        longer managed (they were removed, or belong to another export), except those who remain on the list.
        """
        self._list("remaining", done.removals, "NOT")
        if done.undecided:
            self._db.execute(f"INSERT INTO remaining SELECT identity FROM {_file(done.undecided)}")
        self._list("cleared", done.clears, "")
        subscribed = [self._rows_of(done.subscribed)] if done.subscribed else []
        settled = Settled(done.consent, subscribed, [self._rows_of(listed) for listed in done.revoked])
        # A field that had a value and is blank now: the profile is sent again until the field is cleared.
        due = f"(coalesce(b.fields, 0) & {done.clear_mask} & ~s.fields) <> 0 AND s.outcome IS NULL"
        # People who were removed from the list must be sent again if they return, even unchanged. So must people who
        # remain: the answer to a removal may have been lost.
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
                       (coalesce(b.consented, 0) & ~coalesce(y.to_clear, 0)) | coalesce(y.to_set, 0),
                       CASE WHEN {left_list} THEN false WHEN s.identity IS NULL OR s.outcome = 'not_accepted'
                            THEN b.managed ELSE true END,
                       CASE WHEN g.identity IS NOT NULL THEN coalesce(b.departed_at, {_day(today)}) END
                FROM (SELECT * FROM {people} {within}) b
                FULL JOIN (SELECT identity, fingerprint, fields, outcome FROM {self._sent} {within}) s USING (identity)
                LEFT JOIN (SELECT identity FROM {absent} {within}) g
                          ON g.identity = b.identity
                LEFT JOIN remaining m ON m.identity = b.identity
                LEFT JOIN cleared c ON c.identity = s.identity
                LEFT JOIN ({settled.query(within)}) y ON y.identity = coalesce(s.identity, b.identity)
                WHERE NOT (b.identity IS NULL AND coalesce(s.outcome, '') = 'not_accepted')
                  AND NOT (g.identity IS NOT NULL AND ({forgotten}
                           OR b.consented = 0 AND (NOT b.managed OR {left_list})))
            """)
        self._db.execute(f"COPY merged TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd)")
        return int(self._db.rows("SELECT count(*) FILTER (managed) FROM merged")[0][0])

    def write_added(self, path: Path) -> int:
        """Write the people (identity, managed) who were new and were, or may have been, accepted; return how many.

        The columns are those of departed people, as which a run that undoes this one takes them.
        """
        added = f"FROM {self._sent} WHERE NOT known AND coalesce(outcome, 'uncertain') = 'uncertain'"
        self._db.execute(
            f"COPY (SELECT identity, true AS managed {added} ORDER BY identity) TO {quoted(str(path))} "
            "(FORMAT parquet, COMPRESSION zstd)"
        )
        return int(self._db.rows(f"SELECT count(*) FROM {_file(path)}")[0][0])

    def _assign_outcomes(self, index: Path, outcomes: Path) -> None:
        """Create the table `sent`: the index with the outcome of each profile, filled in windows of ordinals."""
        db = self._db
        columns = "{'first': 'BIGINT', 'last': 'BIGINT', 'outcome': 'VARCHAR'}"
        db.execute(
            f"CREATE TABLE ranges AS FROM read_csv({quoted(str(outcomes))}, header = false, auto_detect = false, "
            f"columns = {columns})"
        )
        numbered = f"read_parquet({quoted(str(index))}, file_row_number = true)"
        total = db.rows(f"SELECT count(*) FROM {numbered}")[0][0]
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

    def _list(self, table: str, listed: WorkList | None, which: str) -> None:
        """Create a table of the people of a list for whom the work is done, or (`which` NOT) is not."""
        self._db.execute(f"CREATE TABLE {table} (identity VARCHAR)")
        if listed is None:
            return
        self._db.execute(f"INSERT INTO {table} SELECT identity FROM {self._rows_of(listed, which)}")

    def _rows_of(self, listed: WorkList, which: str = "") -> str:
        return rows_of(self._db, listed, f"not_done_{next(self._numbers)}", which)

    def clears(self, mask: int, path: Path) -> int:
        """Write accepted people whose fields in `mask` became blank (identity, bits); return how many."""
        old = f"old_fields & {mask} & ~fields"
        query = f"SELECT identity, {old} AS bits FROM {self._sent} WHERE outcome IS NULL AND coalesce({old}, 0) <> 0"
        return self._write_list(query, path)

    def subscribers(self, consent: Path, path: Path) -> int:
        """Write accepted people who say yes (identity, channel, address, since); return how many entries."""
        query = f"SELECT identity, channel, address, since {self._said(consent)} AND said"
        return self._write_list(query, path, "channel, identity")

    def revokers(self, consent: Path, channels: Collection[str], path: Path) -> int:
        """Write accepted people who say no on one of the channels (identity, channel, address); return how many."""
        listed = ", ".join(quoted(channel) for channel in channels)
        no = f"AND NOT said AND channel IN ({listed})"
        return self._write_list(
            f"SELECT identity, channel, address {self._said(consent)} {no}", path, "channel, identity"
        )

    def _said(self, consent: Path) -> str:
        not_accepted = f"SELECT identity FROM {self._sent} WHERE outcome IS NOT NULL"
        return f"FROM {_file(consent)} ANTI JOIN ({not_accepted}) USING (identity) WHERE address IS NOT NULL"

    def _write_list(self, query: str, path: Path, order: str = "identity") -> int:
        self._db.execute(f"COPY ({query} ORDER BY {order}) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd)")
        return int(self._db.rows(f"SELECT count(*) FROM {_file(path)}")[0][0])

    def _baseline(self, baseline: Baseline | None) -> str:
        if baseline is None:
            self._db.execute(f"CREATE TABLE no_people ({COLUMNS})")
            return "no_people"
        return baseline.relation

    def _windows(self, people: str) -> int:
        found = self._db.rows(f"SELECT (SELECT count(*) FROM {people}), (SELECT count(*) FROM {self._sent})")[0]
        return max(1, -(-int(max(found)) // WINDOW_PEOPLE))


def rows_of(db: WorkDatabase, listed: WorkList, table: str, which: str = "") -> str:
    """Return the rows of a list for which the work is done, or (`which` NOT) is not.

    Their numbers are in the new `table`: there may be as many ranges as people who opted out.
    """
    people = f"read_parquet({quoted(str(listed.path))}, file_row_number = true)"
    ranges = [[edge for edge, _ in listed.done], [edge for _, edge in listed.done]]
    db.execute(
        f"""
        CREATE TABLE {table} AS
        WITH done AS (SELECT unnest(?::BIGINT[]) AS first, unnest(?::BIGINT[]) AS last),
             gaps AS (SELECT coalesce(lag(last) OVER (ORDER BY first), 0) AS first, first AS last FROM done
                      UNION ALL
                      SELECT coalesce((SELECT max(last) FROM done), 0), (SELECT count(*) FROM {people}))
        SELECT unnest(range(first, last)) AS row FROM gaps WHERE first < last
        """,
        ranges,
    )
    return f"(SELECT * FROM {people} {'SEMI' if which else 'ANTI'} JOIN {table} ON row = file_row_number)"


def _day(day: date) -> str:
    return f"DATE '{day.isoformat()}'"


def _file(path: Path) -> str:
    return f"read_parquet({quoted(str(path))})"
