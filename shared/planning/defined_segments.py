"""Defined segments → parts that are read like those of any segment.

By conditions, the parts are those of the profile table with a selection (selected_parts.py, selection_sql.py): each row
keeps its file and line. The keys of members are read before, into a local file. By SELECT, the part is a local file
with the result (select_sql.py).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from shared.domain import Source
from shared.domain.segment_definition import BySelect, PinnedDefinition
from shared.errors import SegmentUnreadable
from shared.planning.conditions_sql import Clock
from shared.planning.database import open_database
from shared.planning.fit import check_select
from shared.planning.select_sql import identifier, lock, parse_select, run_select
from shared.planning.selected_parts import by_table, require_rows, select_parts, selections
from shared.planning.source_sql import Reading
from shared.planning.stage_rows import StagedFile, leave_out_rows, stage_rows
from shared.planning.temp_disk import resource_errors
from shared.planning.value_sql import quoted
from shared.segments.formats.parquet_files import TAIL_BYTES, footer_length, inspect_parquet
from shared.segments.part_schema import Part, Selection, union
from shared.texts import Text, text


@dataclass(frozen=True)
class Limits:
    """What reading may use: memory and disk in MB, threads, bytes and rows of all parts, seconds of a SELECT."""

    memory_mb: int
    disk_mb: int
    threads: int
    max_bytes: int
    max_rows: int
    select_seconds: float


@dataclass(frozen=True)
class Sample:
    """How many rows a defined segment has, how many of its table cannot be read, and its first rows: column → text."""

    rows: int
    unreadable: int
    first: list[dict[str, str | None]]


class DefinedSegments:
    """Reads defined segments in `directory`. Synchronous: call it in a thread.

    `open_files` opens blobs as Reading needs them.
    """

    def __init__(self, open_files: Callable[[list[Source]], Any], directory: Path, limits: Limits) -> None:
        self._open_files = open_files
        self._directory = directory
        self._limits = limits
        self._interrupts: list[Callable[[], None]] = []

    def interrupt(self) -> None:
        """Make a call in another thread end soon. Between two queries it has no effect: call it again."""
        for interrupt in list(self._interrupts):
            interrupt()

    def resolve(self, parts: Sequence[Part], definitions: Sequence[PinnedDefinition]) -> list[Part]:
        """Return the parts with those of defined segments replaced by what is read in one piece.

        Raises DefinitionInvalid, SegmentEmpty and the errors of reading.
        """
        return self.read_members(self.run_selects(select_parts(parts, definitions), definitions))

    def run_selects(self, parts: Sequence[Part], definitions: Sequence[PinnedDefinition]) -> list[Part]:
        """Return the parts with those of each SELECT replaced by a local file with its result. Raises the same.

        Raises SegmentTooLarge before it reads where the tables surely do not fit.
        """
        selects = {definition.name: definition for definition in definitions if isinstance(definition.rule, BySelect)}
        for definition in selects.values():
            assert isinstance(definition.rule, BySelect)
            own = [part for part in parts if part.source.segment == definition.name]
            check_select(own, parse_select(definition.rule.sql).reads, self._limits.disk_mb)
        found: list[Part] = []
        for name, group in groupby(parts, key=lambda part: part.source.segment):
            own = list(group)
            match selects[name].rule if name in selects else None:
                case BySelect() as rule:
                    found.append(self._by_select(rule, selects[name], own))
                case _:
                    found += own
        return found

    def read_members(self, parts: Sequence[Part]) -> list[Part]:
        """Return the parts with a file of keys in place of each table of members. Raises the errors of reading."""
        read: dict[Selection, Selection] = {}
        for number, selection in enumerate(selections(parts)):
            if selection.member_parts and not selection.members:
                read[selection] = replace(selection, members=self._read_members(selection.member_parts, number))
        return [
            replace(part, selection=read.get(part.selection, part.selection)) if part.selection else part
            for part in parts
        ]

    def sample(self, parts: Sequence[Part], rows: int) -> Sample:
        """Count the rows of resolved parts, and return the first ones."""
        path = self._directory / "sample.parquet"
        with self._opened("sample.duckdb", parts) as (db, reading):
            self._stage(db, reading, path)
            leave_out_rows(db, reading, path)
            [(count, unreadable)] = db.execute("SELECT count(*), count(broken) FROM staged").fetchall()
            columns = [f"c{number}" for number in range(len(reading.columns))]
            found = db.execute(f"SELECT {', '.join(columns)} FROM staged WHERE broken IS NULL LIMIT {rows}").fetchall()
            names = [column.name for column in reading.columns]
        return Sample(count - unreadable, unreadable, [dict(zip(names, row, strict=True)) for row in found])

    def _read_members(self, parts: Sequence[Part], number: int) -> Path:
        """Write the keys of the members into a file."""
        path, staged = self._directory / f"members-{number}.parquet", self._directory / "table.parquet"
        with self._opened("table.duckdb", parts, only=()) as (db, reading):
            self._stage_table(db, reading, staged)
            db.execute(f"""
                COPY (SELECT DISTINCT member_key FROM staged WHERE member_key IS NOT NULL)
                TO {quoted(str(path))} (FORMAT parquet, COMPRESSION lz4)
            """)
        staged.unlink()
        return path

    def _by_select(self, rule: BySelect, definition: PinnedDefinition, parts: Sequence[Part]) -> Part:
        parsed = parse_select(rule.sql)
        tables = by_table(parts)
        for table in sorted(parsed.tables):
            require_rows(definition.name, table, tables.get(table, []))
            self._copy_table(table, tables[table], [c.name for c in union(tables[table]) if parsed.reads(c.name)])
        path = self._directory / f"select-{len(list(self._directory.glob('select-*.parquet')))}.parquet"
        limits = self._limits
        with self._database("select.duckdb") as db:
            lock(db)
            clock = Clock(definition.at, rule.time_zone)
            run_select(db, parsed.text, clock, max_rows=limits.max_rows, seconds=limits.select_seconds)
        with self._database("select.duckdb") as db:
            # In an order of its own: the same rows give the same chunks.
            db.execute(
                f"COPY (FROM result.found ORDER BY ALL) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION lz4)"
            )
        for file in self._directory.glob("select.duckdb*"):
            file.unlink()
        size = path.stat().st_size
        length = footer_length(_last_bytes(path, TAIL_BYTES), size, definition.name)
        footer = inspect_parquet(_last_bytes(path, max(length, TAIL_BYTES)), size, definition.name)
        source = Source(segment=definition.name, blob=definition.name, etag="", size=size)
        return Part(source, footer.form, footer.rows, path=path)

    def _copy_table(self, table: str, parts: Sequence[Part], columns: Sequence[str]) -> None:
        """Copy the present rows of a table into the database of the SELECT."""
        if len({name.casefold() for name in columns}) < len(columns):
            raise SegmentUnreadable(text("table-columns-differ-in-case", table=table))
        staged = self._directory / "table.parquet"
        with self._opened("select.duckdb", parts, only=columns) as (db, reading):
            self._stage_table(db, reading, staged)
            names = [f"c{n} AS {identifier(column.name)}" for n, column in enumerate(reading.columns)]
            db.execute(f"CREATE TABLE {identifier(table)} AS SELECT {', '.join(names) or '1'} FROM staged")
            db.execute("DROP VIEW staged; DROP TABLE IF EXISTS outside")
        staged.unlink()

    def _stage_table(self, db: Any, reading: Reading, path: Path) -> None:
        """Stage a table. Raises SegmentUnreadable with the line of a row that cannot be read."""
        records = self._stage(db, reading, path)
        broken = db.execute("SELECT file, file_row_number, broken FROM staged WHERE broken IS NOT NULL LIMIT 1")
        for file, row, problem in broken.fetchall():
            line = reading.line_map(file, records[file]).line(row - sum(records[:file]))
            raise SegmentUnreadable(
                text(
                    "table-row-unreadable",
                    blob=reading.parts[file].source.blob,
                    line=line,
                    problem=Text.unpack(problem),
                )
            )
        leave_out_rows(db, reading, path)

    def _stage(self, db: Any, reading: Reading, path: Path) -> list[int]:
        def query() -> str:
            return f"SELECT * RENAME (problem AS broken) FROM ({reading.relation()})"

        return stage_rows(db, reading, query, StagedFile(db, path), memory_mb=self._limits.memory_mb)

    @contextmanager
    def _opened(
        self, name: str, parts: Sequence[Part], *, only: Collection[str] | None = None
    ) -> Iterator[tuple[Any, Reading]]:
        files = self._open_files([part.source for part in parts if part.path is None])
        reading = Reading(files, parts, self._limits.max_bytes, only=only)
        interrupt = reading.interrupt
        self._interrupts.append(interrupt)
        try:
            with self._database(name) as db:
                yield db, reading
        finally:
            self._interrupts.remove(interrupt)
            reading.close()

    @contextmanager
    def _database(self, name: str) -> Iterator[Any]:
        limits = self._limits
        db = open_database(
            self._directory, name, memory_mb=limits.memory_mb, threads=limits.threads, disk_mb=limits.disk_mb
        )
        interrupt = db.interrupt
        self._interrupts.append(interrupt)
        try:
            with resource_errors():
                yield db
        finally:
            self._interrupts.remove(interrupt)
            db.close()


def _last_bytes(path: Path, length: int) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - length))
        return file.read()
