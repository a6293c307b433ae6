"""Find one person in the files that may name them: the counterpart of erase_rows.py, by the same comparison."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from shared.domain.identity import Identity, Person
from shared.planning.database import WorkDatabase
from shared.planning.erase_rows import is_same, may_name
from shared.planning.snapshot_compare import person_hash
from shared.planning.temp_disk import LOOKING_UP
from shared.planning.value_sql import quoted

MOST_ROWS = 1_000
"""Rows of one run that are returned at most."""


class ParquetSearch:
    """Searches Parquet files of a file system, of which only what a search needs is read.

    Synchronous: call it in a thread; close it.
    """

    def __init__(self, directory: Path, files: Any, *, memory_mb: int) -> None:
        self._db = WorkDatabase(LOOKING_UP, directory, "lookup.duckdb", memory_mb=memory_mb, threads=1)
        self._db.register(files)

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def log_rows(self, paths: Sequence[str], person: Person) -> list[dict[str, Any]]:
        """Return the rows of a run's log that have one of the identifiers, and what the run did for the same people."""
        found: dict[tuple[str, int], dict[str, Any]] = {}
        searched = set(person.identifiers)
        for kind, text in person.identifiers:
            found |= self._log_rows(paths, kind, text, "true")
        # A row that has the person's number may name another identity, by which actions are logged.
        for row in list(found.values()):
            kind = Identity(row["identity"])
            if row[kind] is not None and (kind, row[kind]) not in searched:
                searched.add((kind, row[kind]))
                found |= self._log_rows(paths, kind, row[kind], "line IS NULL")
        return list(found.values())

    def in_snapshot(self, path: str, identity: str) -> tuple[bool, Any] | None:
        """Return whether the person is managed, and since when departed; None where they are not in the file."""
        rows = self._db.rows(
            f"SELECT managed, departed_at FROM read_parquet({quoted(path)}) WHERE identity = {quoted(identity)}"
        )
        return (bool(rows[0][0]), rows[0][1]) if rows else None

    def is_among(self, path: str, identity: str) -> bool:
        """Return whether the person is in a file of people."""
        return bool(self._db.rows(f"SELECT 1 FROM read_parquet({quoted(path)}) WHERE identity = {quoted(identity)}"))

    def is_removed(self, path: str, identity: str, salt: str) -> bool:
        """Return whether the person is in a file of people whom a run removes."""
        hashed = person_hash(quoted(identity), salt)
        return bool(self._db.rows(f"SELECT 1 FROM read_parquet({quoted(path)}) WHERE person = {hashed} LIMIT 1"))

    def _log_rows(
        self, paths: Sequence[str], kind: Identity, text: str, condition: str
    ) -> dict[tuple[str, int], dict[str, Any]]:
        files = ", ".join(quoted(path) for path in paths)
        query = f"""
            SELECT * FROM read_parquet([{files}], filename = true, file_row_number = true)
            WHERE {kind} = {quoted(text)} AND {condition} LIMIT {MOST_ROWS}
        """
        return {(row["filename"], row["file_row_number"]): row for row in self._db.named_rows(query)}


def find_in_csv(path: Path, person: Person) -> Iterator[dict[str, str]]:
    """Yield the rows of a file of rejects or people that are the person's, or hold an identifier of theirs."""
    if not may_name(path, person):
        return
    with path.open(newline="", encoding="utf-8") as source:
        for row in csv.DictReader(source, restval=""):
            for kind, identifier in person.identifiers:
                value = row.get("value", "") if row.get("field") == kind else ""
                if is_same(row.get(kind, ""), kind, identifier) or is_same(value, kind, identifier):
                    yield row
                    break
