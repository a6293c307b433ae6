"""A segment, read once into a compact staged form on local disk: mapped, checked, deduplicated.

    view staged        one row for each source row, in source order (staging_sql.py); stored in staged.parquet
    table excluded     the rows that are not sent (resolve.py)
    index.parquet      one row for each kept row, in order: file, record, identity. Its position is the row's
                       *ordinal* (domain/chunk.py)
    departed.parquet   the people of the snapshot who are in no row (snapshot_compare.py)

The same bytes give the same staged form, and so the same chunks: a run that is resumed continues where it was.
DuckDB's limit bounds the memory, whatever the size of the segment: the rest is spilled to the same directory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from shared.domain import Mapping
from shared.domain.findings import Findings
from shared.domain.identity import Identity
from shared.domain.row_log import RowLog
from shared.domain.subscription import Subscription
from shared.errors import SegmentEmpty, SegmentTooLarge
from shared.planning.column_checks import check_columns
from shared.planning.consent_lists import consent_problems, write_consent
from shared.planning.database import close_database, open_database
from shared.planning.first_portion import put_first
from shared.planning.identity_sql import IdentitySql, settle_identity
from shared.planning.kept_profiles import kept_profiles
from shared.planning.listed_rows import RowLists
from shared.planning.prepared_rows import write_prepared_rows
from shared.planning.profile_sql import RowSql
from shared.planning.resolve import (
    count_bad_emails,
    exclude_all_but,
    exclude_duplicates,
    exclude_invalid_rows,
    kept_rows,
    phone_problems,
    review_values,
    value_problems,
)
from shared.planning.shared_identifiers import count_shared, find_shared, with_omissions
from shared.planning.snapshot_compare import Baseline, compare, write_departed, write_index
from shared.planning.source_sql import Reading
from shared.planning.stage_rows import GROUP_ROWS, StagedFile, StagedRows, leave_out_rows, stage_rows
from shared.planning.staging_sql import consent_sql, staging_steps, step_query
from shared.planning.value_sql import quoted
from shared.segments.formats.line_map import LineMap
from shared.texts import text

FIRST_INDEX = "first-index.parquet"
ROW_GROUP_BYTES = 8 * 1024 * 1024
"""Of profiles: small groups keep both threads busy and memory low."""


class Staging:
    """The staged form of one run, in `directory`. Synchronous: call it in a thread; one call at a time."""

    def __init__(
        self,
        directory: Path,
        *,
        memory_mb: int,
        threads: int,
        disk_mb: int | None = None,
        subscription: Subscription | None = None,
    ) -> None:
        self._directory = directory
        self._subscription = subscription
        self._channels = [channel for channel, _ in subscription.rules()] if subscription else []
        self._memory_mb = memory_mb
        self._db = open_database(directory, "staging.duckdb", memory_mb=memory_mb, threads=threads, disk_mb=disk_mb)
        self.departed = 0
        self._who = IdentitySql(Identity.EMAIL)
        self.parsed: list[int] = []
        self.left_out = 0
        self.first_people = 0

    def close(self) -> None:
        """Close the database. The caller deletes the directory."""
        close_database(self._db)

    def interrupt(self) -> None:
        """Interrupt a call in another thread."""
        self._db.interrupt()

    def read(
        self, reading: Reading, mapping: Mapping, *, max_rows: int, row_bytes: int, may_be_empty: bool = False
    ) -> None:
        """Read all parts. `row_bytes` is an estimate that sizes the row groups.

        Raises ColumnMissing, SegmentEmpty, SegmentTooLarge, SegmentUnreadable, and the errors of the files
        (SourceChanged, Unavailable).
        """
        check_columns(reading, mapping)
        self._who = IdentitySql(mapping.identity)
        query = partial(self._staging_query, reading, mapping)
        group_rows = min(GROUP_ROWS, max(2_048, ROW_GROUP_BYTES // max(row_bytes, 1)))
        rows = self._staged_rows(group_rows)
        self.parsed = stage_rows(self._db, reading, query, rows, memory_mb=self._memory_mb)
        if sum(self.parsed) > max_rows:
            raise SegmentTooLarge.rows(max_rows)
        self.left_out = self._leave_out(reading)
        if not self.read_rows and not may_be_empty:
            raise SegmentEmpty(text("segment-header-only"))

    @property
    def read_rows(self) -> int:
        """The number of rows of the segment, without those that do not belong to it."""
        return sum(self.parsed) - self.left_out

    def _staged_rows(self, group_rows: int) -> StagedRows:
        """Return where the rows go while they are read."""
        return StagedFile(self._db, Path(self._path("staged.parquet")), group_rows)

    def _leave_out(self, reading: Reading) -> int:
        """Leave the rows out that do not belong to the segment. Return their number."""
        return leave_out_rows(self._db, reading, Path(self._path("staged.parquet")))

    def _staging_query(self, reading: Reading, mapping: Mapping) -> str:
        columns = reading.columns
        names = [column.name for column in columns]
        row = RowSql(names, mapping, [column.kind for column in columns])
        consent = consent_sql(names, self._subscription)
        steps = staging_steps(reading.relation(), row, consent, reading.more_columns)
        return step_query(steps, "staged")

    def resolve(
        self,
        default_country: str | None,
        only: Sequence[Path] | None = None,
        baseline: Baseline | None = None,
        *,
        send_last: bool = False,
    ) -> None:
        """Review values, find the rows that are not sent, compare with the baseline, write the index.

        `only` are files with ranges of staged rows: an earlier run sent the others, they are unchanged. So are rows
        whose profiles are as in `baseline`. `send_last`: send an identifier that several people share with the last of
        them, else with none.
        """
        self.review(default_country)
        find_shared(self._db, self._who, "staged", kept_rows(self._db), sum(self.parsed), send_last=send_last)
        self.compare(only, baseline)

    def review(self, default_country: str | None) -> None:
        """Review values, and find invalid rows and duplicates."""
        review_values(self._db, self._who, default_country)
        settle_identity(self._db, self._who.kind)
        exclude_invalid_rows(self._db, self._who.kind)
        exclude_duplicates(self._db, sum(self.parsed))

    def compare(self, only: Sequence[Path] | None, baseline: Baseline | None) -> None:
        """Compare with the baseline and write the index, once it is known which identifiers people share."""
        db, who = self._db, self._who
        if only is not None:
            exclude_all_but(db, only)
        finished = with_omissions(db, who, "staged")
        compare(db, finished, baseline)
        write_index(db, finished, sum(self.parsed), self.index_file)
        self.departed = write_departed(db, self.departed_file)
        if self._channels:
            write_consent(db, who, self._channels, self.consent_file)

    def findings(self) -> Findings:
        """Return what was found, as numbers."""
        read, rejected, duplicates, unchanged = self.counts()
        added, updated = self.known()
        return Findings(
            read=read,
            rejected=rejected,
            duplicates=duplicates,
            unchanged=unchanged,
            unidentifiable=self.unidentifiable(),
            departed=self.departed,
            added=added,
            updated=updated,
            bad_emails=count_bad_emails(self._db, self._who),
            phones=phone_problems(self._db),
            values=value_problems(self._db),
            shared=count_shared(self._db),
            **(consent_problems(self._db, self._channels, self.consent_file) if self._channels else {}),
        )

    def counts(self) -> tuple[int, int, int, int]:
        """Return the numbers of rows read, rejected, duplicates, unchanged."""
        reasons: dict[str, int] = dict(
            self._db.execute(
                "SELECT CASE WHEN reason IN ('duplicate', 'unchanged') THEN reason ELSE 'rejected' END, count(*) "
                "FROM excluded GROUP BY 1"
            ).fetchall()
        )
        return self.read_rows, reasons.get("rejected", 0), reasons.get("duplicate", 0), reasons.get("unchanged", 0)

    def reasons(self) -> dict[str, int]:
        """Return the number of excluded rows by reason, without the unchanged; the commonest first."""
        found = self._db.execute(
            "SELECT reason, count(*) FROM excluded WHERE reason <> 'unchanged' GROUP BY 1"
        ).fetchall()
        counts = {str(reason): int(count) for reason, count in found}
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def known(self) -> tuple[int, int]:
        """Of the kept rows, those whose person the export had not put on the list before, and those it had."""
        index = f"read_parquet({quoted(str(self.index_file))})"
        counts = dict(self._db.execute(f"SELECT known, count(*) FROM {index} GROUP BY known").fetchall())
        return counts.get(False, 0), counts.get(True, 0)

    def sample_of_added(self, people: int) -> list[str]:
        """Return the identities of at most so many kept rows whose person is new: the same ones at each call."""
        index = f"read_parquet({quoted(str(self.index_file))})"
        found = self._db.execute(
            f"SELECT identity FROM {index} WHERE NOT known ORDER BY hash(identity), identity LIMIT {people}"
        )
        return [str(identity) for (identity,) in found.fetchall()]

    def unidentifiable(self) -> int:
        """Return the number of rows that identify no person: without the identity or with an invalid one."""
        reasons = f"({', '.join(map(quoted, self._who.reasons_without_identity))})"
        recognised = "SELECT count(*) FROM staged WHERE reason = 'malformed_row' AND identity <> ''"
        found = self._db.execute(f"SELECT (SELECT count(*) FROM excluded WHERE reason IN {reasons}) - ({recognised})")
        return int(found.fetchall()[0][0])

    def lists(self, blobs: Sequence[str], lines: Sequence[LineMap]) -> RowLists:
        """Return the lists of rejects and shared identifiers. `blobs` and `lines` are those of the files, in order."""
        return RowLists(self._db, self._who.kind, blobs, self.parsed, lines)

    def prepared_rows(self, row_log: RowLog, buckets: int = 1) -> Iterator[tuple[int, Path]]:
        """Yield files of all rows for the row log, window by window. `lists` must have been called."""
        rows = sum(self.parsed)
        return write_prepared_rows(self._db, self._who, row_log, self.index_file, rows=rows, buckets=buckets)

    def starts(self) -> list[int]:
        """Return the staged row at which each file begins."""
        starts, total = [], 0
        for count in self.parsed:
            starts.append(total)
            total += count
        return starts

    @property
    def index_file(self) -> Path:
        """The file of the index."""
        return Path(self._path(FIRST_INDEX if self.first_people else "index.parquet"))

    @property
    def consent_file(self) -> Path:
        """The file of people who say something else about marketing than was sent (consent_lists.py)."""
        return Path(self._path("consent.parquet"))

    @property
    def departed_file(self) -> Path:
        """The file of the people of the snapshot who are in no row."""
        return Path(self._path("departed.parquet"))

    def put_first(self, people: int) -> None:
        """Put so many people first, in the index and among the profiles (first_portion.py)."""
        # Under another name: DuckDB keeps what it read of a file.
        put_first(self._db, self.index_file, people, Path(self._path(FIRST_INDEX)))
        self.index_file.unlink()
        self.first_people = people

    def profiles(self, *, first: bool | None = None) -> Iterator[tuple[memoryview, memoryview]]:
        """Return the kept profiles in order, as Arrow buffers (kept_profiles.py)."""
        return kept_profiles(self._db, self._who, first=first)

    def _path(self, name: str) -> str:
        return str(self._directory / name)
