"""A segment, read once into a compact staged form on local disk: mapped, checked, deduplicated.

    view staged      one row a source row, in source order: file, identity, hash, doubtful values, the profile's JSON;
                     it lies in staged.parquet
    table left_out   the rows that are not sent: row, reason, detail (of a duplicate: the row that counts instead)
    index.parquet    one row a kept row, in order: file, record, who. Its place is the row's *ordinal* (domain/chunk.py)
    departed.parquet     the people of the snapshot who are in no row (planning/snapshot_compare.py)

The same bytes make the same staged form, hence the same chunks: a run that is taken up again continues.
Memory is bounded by DuckDB's limit, not by the segment: what does not fit is spilled to the same directory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from shared.domain import Mapping
from shared.domain.export import Subscription
from shared.errors import SegmentEmpty, SegmentTooLarge
from shared.planning.consent_sql import consent_sql
from shared.planning.database import hashes_that_repeat, open_database
from shared.planning.profile_sql import (
    CLEAR_EMAIL,
    CLEAR_PHONE,
    MAX_PROFILE_BYTES,
    NOTE_END,
    NOTE_PROBLEM,
    RowSql,
    close_profile,
    quoted,
    with_unset,
    without,
)
from shared.planning.shared_identifiers import find_shared, shared_rows, sharing_warnings, with_omissions
from shared.planning.snapshot_compare import Baseline, compare, write_consent, write_departed, write_index
from shared.planning.source_sql import NeedsCare, PagesTooLarge, Reading, check_columns
from shared.planning.value_checks import PhoneProblem, email_problem, phone_warning, read_phone, value_warning
from shared.planning.value_sql import PROBLEM_VALUE, Problem, identity_sql

ROW_GROUP_BYTES = 8 * 1024 * 1024
"""Of profiles: small groups keep both threads busy and memory low."""


STRETCH = 1024
WINDOW_ROWS = 120 * STRETCH
WINDOW_BYTES = 16 * 1024 * 1024
SHOWN_PLACEHOLDERS = 5
"""The commonest placeholders of a field that a warning names."""


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
        self._memory_mb = memory_mb
        self._db = open_database(directory, "staging.duckdb", memory_mb=memory_mb, threads=threads, disk_mb=disk_mb)
        self.departed = 0
        self._row: RowSql | None = None
        self.parsed: list[int] = []

    def close(self) -> None:
        """Let go of the database; the directory is the caller's to delete."""
        self._db.close()

    def interrupt(self) -> None:
        """Make a call that another thread is in fail soon."""
        self._db.interrupt()

    def read(
        self, reading: Reading, mapping: Mapping, *, max_rows: int, row_bytes: int, may_be_empty: bool = False
    ) -> None:
        """Read all parts. `row_bytes` is an estimate that sizes the row groups.

        Raises ColumnMissing, SegmentEmpty, SegmentTooLarge, SegmentUnreadable, and what happened to the files
        (SourceChanged, Unavailable).
        """
        check_columns(reading, mapping)
        reading.attach(self._db)
        self._stage_within_memory(reading, mapping, row_bytes)
        self._count(reading)
        if unusual := reading.find_unusual(self.parsed):
            reading.check_rows(unusual)
            self._stage_within_memory(reading, mapping, row_bytes)
            self._count(reading)
        # The staged form is looked into window by window: its hundreds of row groups need not be listed each time.
        self._db.execute("SET parquet_metadata_cache = true")
        if sum(self.parsed) > max_rows:
            raise SegmentTooLarge.rows(max_rows)
        if not sum(self.parsed) and not may_be_empty:
            raise SegmentEmpty("The segment has a header and no row. Check the export that writes it.")

    def _stage_within_memory(self, reading: Reading, mapping: Mapping, row_bytes: int) -> None:
        try:
            self._stage_with_care(reading, mapping, row_bytes)
        except PagesTooLarge:
            with reading.one_thread(self._db, memory_mb=self._memory_mb):
                self._stage_with_care(reading, mapping, row_bytes)

    def _stage_with_care(self, reading: Reading, mapping: Mapping, row_bytes: int) -> None:
        try:
            self._stage(reading, mapping, row_bytes)
        except NeedsCare as needed:
            # First the parts in question, then all of them: not one after the other, there may be thousands.
            reading.check_rows(None if reading.checks_rows else needed.numbers)
            self._stage_with_care(reading, mapping, row_bytes)

    def _count(self, reading: Reading) -> None:
        counts = dict(self._db.execute("SELECT file, count(*) FROM staged GROUP BY file").fetchall())
        self.parsed = [counts.get(number, 0) for number in range(len(reading.parts))]

    def _stage(self, reading: Reading, mapping: Mapping, row_bytes: int) -> None:
        columns = reading.columns
        names = [column.name for column in columns]
        yes, since = consent_sql(names, self._subscription)
        row = self._row = RowSql(names, mapping, [c.kind for c in columns])
        phone = "CASE WHEN clear_phone THEN phone END"
        profile = row.profile(email="email", phone=phone, clear="clear_phone", clean="clean")
        group_rows = min(20_480, max(2_048, ROW_GROUP_BYTES // max(row_bytes, 1)))
        query = f"""
            COPY (
                SELECT identity,
                       struct_pack(
                           file := file, doubtful := doubtful, size := strlen(profile)::UINTEGER, fields := fields,
                           hashed := hash(identity), fingerprint := hash(profile, unset),
                           phone_hashed := {_hash_of(phone) if mapping.phone_number else "NULL::UBIGINT"},
                           external_hashed :=
                               {_hash_of(row.external_id("clean")) if mapping.external_id else "NULL::UBIGINT"}
                       ) AS keys,
                       struct_pack(
                           phone := CASE WHEN NOT clear_phone THEN phone END,
                           invalid_values := CASE WHEN clean THEN NULL ELSE {row.invalid_values} END,
                           broken := problem,
                           reason := CASE WHEN problem IS NOT NULL THEN 'malformed_row'
                               WHEN identity IS NULL OR identity = '' THEN 'email_missing'
                               WHEN strlen(profile) > {MAX_PROFILE_BYTES - 40} THEN 'profile_too_large' END,
                           unset := unset, yes := yes, since := CASE WHEN yes THEN since END
                       ) AS marks,
                       CASE WHEN strlen(profile) <= {MAX_PROFILE_BYTES - 40} THEN profile END AS profile
                FROM (SELECT *, NOT regexp_full_match(identity, {quoted(CLEAR_EMAIL)})
                                OR strlen(identity) > 254
                                OR (strlen(identity) > 64 AND position('@' IN identity) > 65) AS doubtful,
                             {profile} AS profile, {row.fields("clean")} AS fields, {row.unset} AS unset,
                             {yes} AS yes, {since} AS since
                      FROM (SELECT *, {row.clean("clear_phone")} AS clean
                      FROM (SELECT *, {identity_sql("email")} AS identity,
                                   coalesce(regexp_full_match(phone, {quoted(CLEAR_PHONE)}), true) AS clear_phone
                      FROM (SELECT *, {row.email} AS email, {row.phone} AS phone FROM ({reading.relation()})))))
            ) TO {quoted(self._path("staged.parquet"))}
              (FORMAT parquet, COMPRESSION lz4, DICTIONARY_SIZE_LIMIT 1, ROW_GROUP_SIZE {group_rows})
        """
        try:
            self._db.execute(query)
            self._db.execute(f"""
                CREATE OR REPLACE VIEW staged AS
                SELECT file_row_number, identity, unnest(keys), unnest(marks), profile
                FROM read_parquet({quoted(self._path("staged.parquet"))}, file_row_number = true)
            """)
        except duckdb.Error as error:
            raise reading.failure(error) from None
        reading.check()

    def settle(
        self,
        default_country: str | None,
        only: Sequence[Sequence[int]] | None = None,
        baseline: Baseline | None = None,
        *,
        send_last: bool = False,
    ) -> list[str]:
        """Decide on the doubtful values, find the rows that are not sent, write the index. The warnings.

        `only` are ranges [first, last) of staged rows: the others were accepted by an earlier run and are unchanged.
        So are those whose profiles are as in `baseline`. `send_last`: an identifier that several people
        share is sent with the last of them, else with none.
        """
        self._settle_emails()
        self._settle_phones(default_country)
        self._db.execute("""
            CREATE TABLE left_out AS
            SELECT file_row_number AS row, file, reason, broken AS detail FROM staged
            WHERE reason IS NOT NULL
            UNION ALL
            SELECT file_row_number, file, 'email_malformed', problem FROM staged
            JOIN bad_emails USING (identity) WHERE doubtful AND reason IS NULL
        """)
        # Candidates by hash, then exactly: grouping 8-byte hashes takes a fraction of the memory of the addresses.
        rows = sum(self.parsed)
        if hashes_that_repeat(self._db, "twins", "SELECT hashed FROM staged WHERE reason IS NULL", rows):
            self._db.execute("""
                INSERT INTO left_out
                SELECT row, file, 'duplicate', last::VARCHAR
                FROM (SELECT file_row_number AS row, file,
                             max(file_row_number) OVER (PARTITION BY identity) AS last
                      FROM staged SEMI JOIN twins USING (hashed)
                      WHERE reason IS NULL
                        AND NOT (doubtful AND identity IN (SELECT identity FROM bad_emails)))
                WHERE row < last
            """)
        find_shared(self._db, "staged", self._kept(), rows, send_last=send_last)
        if only is not None:
            self._leave_out_all_but(only)
        finished = with_omissions(self._db, "staged")
        compare(self._db, finished, baseline)
        write_index(self._db, finished, rows, self.index_file)
        self.departed = write_departed(self._db, self.departed_file)
        if self._subscription is not None:
            write_consent(self._db, "staged", self.consent_file)
        return [
            *self._phone_warnings(default_country),
            *self._value_warnings(),
            *sharing_warnings(self._db, send_last=send_last),
        ]

    def _leave_out_all_but(self, only: Sequence[Sequence[int]]) -> None:
        self._db.execute("CREATE TABLE wanted (first BIGINT, last BIGINT)")
        self._db.execute(
            "INSERT INTO wanted SELECT unnest(?::BIGINT[]), unnest(?::BIGINT[])",
            [[pair[0] for pair in only], [pair[1] for pair in only]],
        )
        self._db.execute(f"""
            INSERT INTO left_out
            SELECT s.file_row_number, s.file, 'unchanged', NULL FROM {self._kept()} s
            ANTI JOIN wanted ON s.file_row_number >= wanted.first AND s.file_row_number < wanted.last
        """)

    def counts(self) -> tuple[int, int, int, int]:
        """Rows read, rejected, duplicates, unchanged."""
        reasons: dict[str, int] = dict(
            self._db.execute(
                "SELECT CASE WHEN reason IN ('duplicate', 'unchanged') THEN reason ELSE 'rejected' END, count(*) "
                "FROM left_out GROUP BY 1"
            ).fetchall()
        )
        return sum(self.parsed), reasons.get("rejected", 0), reasons.get("duplicate", 0), reasons.get("unchanged", 0)

    def reasons(self) -> dict[str, int]:
        """How many rows are left out for which reason, but for the unchanged; the commonest first."""
        found = self._db.execute(
            "SELECT reason, count(*) FROM left_out WHERE reason <> 'unchanged' GROUP BY 1"
        ).fetchall()
        counts = {str(reason): int(count) for reason, count in found}
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def known(self) -> tuple[int, int]:
        """Of the kept rows, those whose person the export had not put on the list before, and those it had."""
        index = f"read_parquet({quoted(str(self.index_file))})"
        counts = dict(self._db.execute(f"SELECT known, count(*) FROM {index} GROUP BY known").fetchall())
        return counts.get(False, 0), counts.get(True, 0)

    def unidentifiable(self) -> int:
        """Rows that identify no person: without an address, broken or not, or with an invalid one."""
        reasons = "('malformed_row', 'email_missing', 'email_malformed')"
        recognised = "SELECT count(*) FROM staged WHERE reason = 'malformed_row' AND identity <> ''"
        found = self._db.execute(f"SELECT (SELECT count(*) FROM left_out WHERE reason IN {reasons}) - ({recognised})")
        return int(found.fetchall()[0][0])

    def left_out(self) -> Iterator[tuple[int, int, str, str | None, str | None]]:
        """Rows that are not sent, in source order: file, record in the file, reason, detail, address."""
        starts = self.starts()
        found = self._db.cursor()
        found.execute("""
            SELECT left_out.file, left_out.row, left_out.reason, left_out.detail, identity
            FROM left_out JOIN staged AS s ON s.file_row_number = left_out.row
            WHERE left_out.reason <> 'unchanged' ORDER BY left_out.row
        """)
        while rows := found.fetchmany(10_000):
            for file, row, reason, detail, identity in rows:
                yield file, row - starts[file], reason, detail, identity
        found.close()

    def shared(self) -> Iterator[tuple[int, int, str, str, bool, str]]:
        """Identifiers that several people share, in source order: file, record, field, value, sent, address."""
        starts = self.starts()
        for file, row, field, value, sent, email in shared_rows(self._db, "staged"):
            yield file, row - starts[file], field, value, sent, email

    def starts(self) -> list[int]:
        """The staged row at which each file begins."""
        starts, total = [], 0
        for count in self.parsed:
            starts.append(total)
            total += count
        return starts

    @property
    def index_file(self) -> Path:
        """The index, as a file."""
        return Path(self._path("index.parquet"))

    @property
    def consent_file(self) -> Path:
        """Who newly says yes to marketing, and who no longer does, as a file."""
        return Path(self._path("consent.parquet"))

    @property
    def departed_file(self) -> Path:
        """The people of the snapshot who are in no row, as a file."""
        return Path(self._path("departed.parquet"))

    def profiles(self) -> Iterator[tuple[memoryview, memoryview]]:
        """The kept profiles, in order, as Arrow buffers: int32 offsets (n + 1 of them) and the bytes."""
        import nanoarrow

        doubtful, shared = self._db.execute(
            "SELECT (SELECT count(*) FROM phones), (SELECT count(*) FROM omitted)"
        ).fetchall()[0]
        # Two threads would hand the rows over as they come.
        self._db.execute("SET threads = 1")
        for first, last in self._windows():
            query = self._window(first, last, doubtful=bool(doubtful), shared=bool(shared))
            batches = self._batches(nanoarrow, query)
            if not _in_order(batches):
                # One thread and a join that fits into memory keep the order; nothing promises that they always will.
                batches = self._batches(nanoarrow, query + " ORDER BY s.file_row_number")
            while batches:
                # Let go of before the next: a window's memory is not to be held beside the next one's.
                yield _buffers(batches.pop(0))

    def _batches(self, nanoarrow: Any, query: str) -> list[Any]:
        return [batch for batch in nanoarrow.ArrayStream(self._db.sql(query)) if len(batch)]

    def _window(self, first: int, last: int, *, doubtful: bool, shared: bool) -> str:
        """The query for the kept ones among the staged rows [first, last): row number, finished profile."""
        between = f">= {first} AND {{0}} < {last}"
        staged = f"(SELECT * FROM staged WHERE file_row_number {between.format('file_row_number')}) s"
        dropped = f"(SELECT row FROM left_out WHERE row {between.format('row')}) d"
        profile, joins, e164 = "s.profile", "", "p.e164"
        if shared:
            # An identifier that several people share: taken out of the profile, or not put in.
            omitted = f"(SELECT * FROM omitted WHERE row {between.format('row')}) o"
            joins = f"LEFT JOIN {omitted} ON o.row = s.file_row_number"
            profile = without("s.profile", phone="o.phone AND s.phone IS NULL", external_id="o.external_id")
            e164 = "CASE WHEN o.phone THEN NULL ELSE p.e164 END"
        if doubtful:
            profile = close_profile(profile, "s.phone", e164)
            joins += f" LEFT JOIN (FROM phones WHERE text IN (SELECT phone FROM {staged})) p ON p.text = s.phone"
        profile = with_unset(f"({profile})", "s.unset")
        return (
            f"SELECT s.file_row_number AS row, {profile} AS profile FROM {staged} "
            f"ANTI JOIN {dropped} ON d.row = s.file_row_number {joins}"
        )

    def _windows(self) -> Iterator[tuple[int, int]]:
        """Stretches of staged rows small enough to be held at once, whatever the profiles' size."""
        stretches = self._db.execute(
            f"SELECT file_row_number // {STRETCH} AS stretch, sum(size) FROM staged GROUP BY 1 ORDER BY 1"
        ).fetchall()
        first, total = 0, 0
        for stretch, size in stretches:
            if total and (total + size > WINDOW_BYTES or stretch - first >= WINDOW_ROWS // STRETCH):
                yield first * STRETCH, stretch * STRETCH
                first, total = stretch, 0
            total += size or 0
        if stretches:
            yield first * STRETCH, (stretches[-1][0] + 1) * STRETCH

    def _settle_emails(self) -> None:
        self._db.execute("CREATE TABLE bad_emails (identity VARCHAR, problem VARCHAR)")
        for texts in self._distinct("identity", "doubtful AND reason IS NULL"):
            verdicts = [(text, problem) for text in texts if (problem := email_problem(text))]
            self._insert("bad_emails", verdicts)

    def _settle_phones(self, country: str | None) -> None:
        self._db.execute("CREATE TABLE phones (text VARCHAR, e164 VARCHAR, problem VARCHAR)")
        for texts in self._distinct("phone", "phone IS NOT NULL AND reason IS NULL"):
            self._insert("phones", [(text, *read_phone(text, country)) for text in texts])

    def _phone_warnings(self, country: str | None) -> list[str]:
        """Of the rows that are sent."""
        counts = self._db.execute(f"""
            SELECT problem, count(*) FROM {self._kept()} k JOIN phones ON phones.text = k.phone WHERE e164 IS NULL
            GROUP BY problem ORDER BY problem
        """).fetchall()
        return [phone_warning(PhoneProblem(problem), count, country) for problem, count in counts]

    def _value_warnings(self) -> list[str]:
        """What is wrong with values, by field and problem, of the rows that are sent."""
        row = self._row
        assert row is not None
        found = self._db.execute(f"""
            SELECT split_part(note, {quoted(NOTE_PROBLEM)}, 1) AS name,
                   split_part(split_part(note, {quoted(NOTE_PROBLEM)}, 2), {quoted(PROBLEM_VALUE)}, 1) AS problem,
                   count(*), approx_top_k(split_part(note, {quoted(PROBLEM_VALUE)}, 2), {SHOWN_PLACEHOLDERS})
            FROM (
                SELECT unnest(string_split(rtrim(invalid_values, {quoted(NOTE_END)}), {quoted(NOTE_END)})) AS note
                FROM {self._kept()} WHERE invalid_values IS NOT NULL
            ) GROUP BY name, problem ORDER BY name, problem
        """).fetchall()
        return [
            value_warning(Problem(problem), count, row.column(name), name, row.takes, sorted(placeholders))
            for name, problem, count, placeholders in found
        ]

    def _distinct(self, column: str, condition: str) -> Iterator[list[str]]:
        cursor = self._db.cursor()
        cursor.execute(f"SELECT DISTINCT {column} FROM staged WHERE {condition}")
        while rows := cursor.fetchmany(5_000):
            yield [row[0] for row in rows]
        cursor.close()

    def _insert(self, table: str, rows: Sequence[Sequence[str | None]]) -> None:
        if rows:
            columns = [list(column) for column in zip(*rows, strict=True)]
            self._db.execute(f"INSERT INTO {table} SELECT {', '.join(['unnest(?)'] * len(columns))}", columns)

    def _kept(self) -> str:
        dropped = self._db.execute("SELECT count(*) FROM left_out").fetchall()[0][0]
        anti = "ANTI JOIN left_out ON left_out.row = s.file_row_number" if dropped else ""
        return f"(SELECT * FROM staged s {anti})"

    def _path(self, name: str) -> str:
        return str(self._directory / name)


def _buffers(batch: Any) -> tuple[memoryview, memoryview]:
    _, offsets, data = batch.child(1).buffers
    return memoryview(offsets).cast("B").cast("i")[: len(batch) + 1], memoryview(data).cast("B")


def _hash_of(value: str) -> str:
    # DuckDB gives NULL a hash too.
    return f"CASE WHEN {value} IS NOT NULL THEN hash({value}) END"


def _in_order(batches: list[Any]) -> bool:
    last = -1
    for batch in batches:
        rows = memoryview(batch.child(0).buffers[1]).cast("B").cast("q")[: len(batch)].tolist()
        if rows[0] <= last or rows != sorted(rows):
            return False
        last = rows[-1]
    return True
