"""The row log of a run that ends: the rows of its preparation with what happened to them, sorted by identity.

A part has at most WINDOW_ROWS rows (prepared_rows.py). Sorted, a search by identity reads one row group of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from shared.domain.identity import Identity
from shared.domain.row_log import COLUMNS
from shared.domain.split import Bucket
from shared.planning.rejects import cells
from shared.planning.unaccepted_rows import UnacceptedRows
from shared.planning.value_sql import quoted
from shared.texts import Text

GROUP_ROWS = 4_096
"""Few, so that a search reads few of a part's rows."""
ROW_LOG_FORMAT = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP_ROWS}"


class ImportJob(NamedTuple):
    """The ordinals [first, last) of a chunk, Klaviyo's import job, and when it was posted."""

    first: int
    last: int
    job_id: str
    posted_at: datetime | None


class Action(NamedTuple):
    """What was done for a person after the import, or not."""

    person: str
    outcome: str
    reason: str | None
    detail: Text | str | None
    channel: str | None


@dataclass(frozen=True)
class RunFacts:
    """What all rows of a run's log have in common. `at` is the time of rows that were not sent."""

    run_id: str
    export_id: str
    identity: Identity
    at: datetime


class LoggedRows(UnacceptedRows):
    """The outcomes of a run's rows by ordinal, in `directory`. Synchronous: call it in a thread; close it."""

    def __init__(self, directory: Path, run: RunFacts, *, memory_mb: int) -> None:
        # With two threads, sorting a part needs twice the memory.
        super().__init__(directory, memory_mb=memory_mb, threads=1)
        self._run = run
        self.actions = 0
        self._db.execute("CREATE TABLE jobs (first BIGINT, last BIGINT, job_id VARCHAR, posted_at BIGINT)")
        self._db.execute("CREATE TABLE actions (person VARCHAR, outcome VARCHAR, reason VARCHAR, channel VARCHAR, "
                         "detail VARCHAR, code VARCHAR, parameters VARCHAR)")  # fmt: skip

    def add_jobs(self, jobs: Sequence[ImportJob]) -> None:
        """Add import jobs. Their ranges do not overlap."""
        if jobs:
            rows = [(job.first, job.last, job.job_id, _microseconds(job.posted_at)) for job in jobs]
            self._insert("jobs", ("BIGINT", "BIGINT", "VARCHAR", "BIGINT"), rows)

    def add_actions(self, actions: Sequence[Action]) -> None:
        """Add what was done for people after the import."""
        if actions:
            rows = [(a.person, a.outcome, a.reason, a.channel, *_detail_cells(a.detail)) for a in actions]
            self._insert("actions", ("VARCHAR",) * 7, rows)
            self.actions += len(actions)

    def write_part(self, part: Path, out: Path, bucket: Bucket) -> None:
        """Write a part of the log from a file of the preparation, whose ordinals count from the bucket's first."""
        run, source = self._run, f"read_parquet({quoted(str(part))})"
        lowest, highest = self._db.rows(f"SELECT min(ordinal), max(ordinal) FROM {source}")[0]
        first, last = (bucket.first + lowest, bucket.first + highest + 1) if lowest is not None else (0, 0)
        outcomes = _by_ordinal("ranges", "outcome, reason, detail, code, parameters, listed", first, last)
        jobs = _by_ordinal("jobs", "job_id, posted_at", first, last)
        posted, ordinal = "u.ordinal IS NULL OR u.outcome = 'failed'", f"p.ordinal + {bucket.first}"
        posted_at = f"make_timestamp(CASE WHEN {posted} THEN j.posted_at END)"
        self._write(
            {
                "email": "p.email",
                "phone_number": "p.phone_number",
                "external_id": "p.external_id",
                "outcome": "CASE WHEN p.ordinal IS NULL THEN p.outcome WHEN NOT u.listed THEN 'uncertain' "
                "ELSE coalesce(u.outcome, 'accepted') END",
                "reason": "coalesce(p.reason, u.reason)",
                "detail": "coalesce(p.detail, u.detail)",
                "code": "coalesce(p.code, u.code)",
                "parameters": "coalesce(p.parameters, u.parameters)",
                "added": "CASE WHEN p.ordinal IS NOT NULL AND u.ordinal IS NULL THEN NOT p.known END",
                "blob": "p.blob",
                "line": "p.line",
                "job_id": f"CASE WHEN {posted} THEN j.job_id END",
                "at": f"coalesce({posted_at}, make_timestamp({_microseconds(run.at)}))",
                "fields": "CASE WHEN u.reason IS DISTINCT FROM 'not_sent' THEN p.fields END",
            },
            f"{source} p LEFT JOIN ({outcomes}) u ON u.ordinal = {ordinal} "
            f"LEFT JOIN ({jobs}) j ON j.ordinal = {ordinal}",
            out,
            then_by="p.row",
        )

    def write_actions(self, out: Path) -> None:
        """Write a part about what was done after the import: what was added since the one before."""
        columns = {str(self._run.identity): "a.person", "at": f"make_timestamp({_microseconds(self._run.at)})"}
        columns |= {name: f"a.{name}" for name in ("outcome", "reason", "detail", "channel", "code", "parameters")}
        self._write(columns, "actions a", out, then_by="a.outcome, a.channel")
        self._db.execute("DELETE FROM actions")
        self.actions = 0

    def _write(self, columns: dict[str, str], relation: str, out: Path, *, then_by: str) -> None:
        run = self._run
        known = columns | {
            "run_id": quoted(run.run_id),
            "export_id": quoted(run.export_id),
            "identity": quoted(str(run.identity)),
        }
        # `at` is a keyword.
        cells = ", ".join(f'({known.get(name, "NULL")})::{kind} AS "{name}"' for name, kind in COLUMNS.items())
        order = f"{known[str(run.identity)]} NULLS LAST, {then_by}"
        query = f"SELECT {cells} FROM {relation} ORDER BY {order}"
        self._db.execute(f"COPY ({query}) TO {quoted(str(out))} ({ROW_LOG_FORMAT})")

    def _insert(self, table: str, kinds: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
        columns = [list(column) for column in zip(*rows, strict=True)]
        given = ", ".join(f"unnest(?::{kind}[])" for kind in kinds)
        self._db.execute(f"INSERT INTO {table} SELECT {given}", columns)


def _by_ordinal(table: str, columns: str, first: int, last: int) -> str:
    return f"""
        SELECT unnest(range(greatest(first, {first}), least(last, {last}))) AS ordinal, {columns}
        FROM {table} WHERE first < {last} AND last > {first}
    """


def _detail_cells(detail: Text | str | None) -> tuple[str | None, str | None, str | None]:
    return cells(detail) if isinstance(detail, Text) else (detail, None, None)


def _microseconds(at: datetime | None) -> int | None:
    return round(at.timestamp() * 1_000_000) if at else None
