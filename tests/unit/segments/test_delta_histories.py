"""Delta tables with random histories, with and without column mapping, written and read by delta-rs: this app reads the
same rows.
"""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from deltalake import DeltaTable, Field, QueryBuilder, write_deltalake
from deltalake.exceptions import DeltaError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.segments.catalog import find
from shared.segments.inspect_parts import inspect_all
from tests.fakes.effort import examples
from tests.fakes.memory import MemoryBlobs
from tests.fakes.staged_segment import in_a_loop_of_its_own, staged_from

TYPES = {
    "email": "VARCHAR", "points": "BIGINT", "score": "DOUBLE", "part": "VARCHAR", "day": "DATE", "at": "TIMESTAMP",
    "moment": "TIMESTAMP WITH TIME ZONE", "flag": "BOOLEAN", "tags": "VARCHAR[]", "late": "VARCHAR",
    "price": "DECIMAL(9, 2)",
}  # fmt: skip
FIRST = ["email", "points", "part", "day", "at", "flag"]
LATER = ["score", "moment", "tags", "late", "price"]

PARTS = st.sampled_from(
    ["a", "A/B", "50%", "50%25", "#1", "a b", "a=b", "é", "x:y", "?q", "\\", "'", '"', "", None, "%2F"]
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "points": st.none() | st.integers(-5, 5),
    "score": st.none() | st.sampled_from([0.5, -2.25, 7.0]),
    "part": PARTS,
    "day": st.none() | st.dates(date(1999, 12, 30), date(2026, 12, 31)),
    "at": st.none() | st.datetimes(datetime(1999, 12, 30), datetime(2026, 12, 31)),
    "moment": st.none() | st.datetimes(datetime(1999, 12, 30), datetime(2026, 12, 31)),
    "flag": st.none() | st.booleans(),
    "tags": st.none() | st.lists(st.sampled_from(["x", "é", '"']), max_size=2),
    "late": st.none() | st.sampled_from(["ü", "", "y"]),
    "price": st.none() | st.sampled_from(["1.50", "-0.25", "100.00"]),
}


@st.composite
def rows(draw: st.DrawFn, columns: list[str]) -> list[dict[str, Any]]:
    count = draw(st.integers(1, 4))
    return [{name: draw(VALUES[name]) for name in columns if name != "email"} for _ in range(count)]


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[str], str, list[tuple[str, Any]]]:
    """Partition columns, the mode of column mapping, and operations with their arguments."""
    partitions = draw(st.sampled_from([[], ["part"], ["day"], ["at"], ["part", "day"], ["flag", "points"]]))
    operations: list[tuple[str, Any]] = [("append", draw(rows(FIRST)))]
    kinds = st.sampled_from(
        ["append", "append", "merge", "overwrite", "replace", "delete", "delete_part", "update", "compact",
         "checkpoint", "clean_log", "vacuum", "restore", "add_column"]
    )  # fmt: skip
    for kind in draw(st.lists(kinds, max_size=7)):
        match kind:
            case "append" | "overwrite":
                operations.append((kind, draw(rows(FIRST))))
            case "merge" | "replace":
                operations.append((kind, draw(rows([*FIRST, draw(st.sampled_from(LATER))]))))
            case "delete" | "update":
                operations.append((kind, draw(st.integers(-5, 5))))
            case "delete_part":
                operations.append((kind, draw(PARTS)))
            case "restore":
                operations.append((kind, draw(st.integers(0, 9))))
            case _:
                operations.append((kind, None))
    return (
        partitions,
        draw(st.sampled_from(["none", "none", "name", "id"] if "at" not in partitions else ["none"])),
        operations,
    )


class Written:
    """A table that delta-rs writes below a folder."""

    def __init__(self, folder: Path, partitions: list[str], mapping_mode: str) -> None:
        self._path = str(folder / "People")
        self._partitions = partitions
        self._mapping_mode = mapping_mode
        self._people = 0
        self._db = duckdb.connect()
        self._db.execute("SET TimeZone = 'UTC'")

    def do(self, kind: str, argument: Any) -> None:  # noqa: C901 - one case for each operation
        """Do one operation. An operation that delta-rs refuses changes nothing."""
        with suppress(DeltaError):
            match kind:
                case "append" | "merge":
                    self._write(argument, mode="append", schema_mode="merge")
                case "overwrite":
                    self._write(argument, mode="overwrite", schema_mode="merge")
                case "replace":
                    self._write(argument, mode="overwrite", schema_mode="overwrite")
                case "delete":
                    self.table.delete(f"points < {argument}")
                case "delete_part":
                    text = str(argument).replace("'", "''")
                    self.table.delete("part IS NULL" if argument is None else f"part = '{text}'")
                case "update":
                    self.table.update({"flag": "true"}, predicate=f"points >= {argument}")
                case "compact":
                    self.table.optimize.compact()
                case "checkpoint":
                    self.table.create_checkpoint()
                case "clean_log":
                    self.table.alter.set_table_properties({"delta.logRetentionDuration": "interval 0 days"})
                    self.table.create_checkpoint()
                    self.table.cleanup_metadata()
                case "vacuum":
                    self.table.vacuum(retention_hours=0, enforce_retention_duration=False, dry_run=False)
                case "restore":
                    self.table.restore(min(argument, self.table.version()))
                case "add_column":
                    self.table.alter.add_columns([Field("late", "string")])  # type: ignore[arg-type]

    @property
    def table(self) -> DeltaTable:
        return DeltaTable(self._path)

    def rows(self) -> list[dict[str, str | None]]:
        """What delta-rs reads, as text."""
        reader = QueryBuilder().register("t", self.table).execute("SELECT * FROM t")  # noqa: F841  read by DuckDB
        table = self._db.sql("FROM reader")
        # As Python's values, times with a zone would need a module of their own.
        columns = [f"timezone('UTC', {name}) AS {name}" if name == "moment" else f'"{name}"' for name in table.columns]
        found = []
        for row in table.project(", ".join(columns)).fetchall():
            texts = dict(zip(table.columns, map(as_text, row), strict=True))
            found.append(texts | {"moment": f"{texts['moment']}Z"} if texts.get("moment") else texts)
        return found

    def container(self) -> MemoryBlobs:
        stored = MemoryBlobs()
        base = Path(self._path).parent
        for file in Path(self._path).rglob("*"):
            if file.is_file():
                stored.put(str(file.relative_to(base)), file.read_bytes())
        return stored

    def _write(self, rows: list[dict[str, Any]], **options: Any) -> None:
        given = []
        for row in rows:
            self._people += 1
            given.append({"email": f"p{self._people}@example.com", **row})
            if self._mapping_mode != "none":
                del given[-1]["at"]
        columns = list(given[0])
        holes = ", ".join(f"?::{TYPES[name]}" for name in columns)
        values = ", ".join(f"({holes})" for _ in given)
        names = ", ".join(f'"{name}"' for name in columns)
        relation = self._db.sql(
            f"SELECT * FROM (VALUES {values}) t({names})",
            params=[row[name] for row in given for name in columns],
        )
        if self._mapping_mode != "none":
            # With column mapping, delta-rs 1.6.6 writes the table's names into files if it changes the schema, if the
            # table has timestamps without a zone, or if it creates the table by appending to it.
            del options["schema_mode"]
            if not DeltaTable.is_deltatable(self._path):
                del options["mode"]
                options["configuration"] = {
                    "delta.columnMapping.mode": self._mapping_mode,
                    "delta.minReaderVersion": "2",
                    "delta.minWriterVersion": "5",
                }
        write_deltalake(self._path, relation, partition_by=self._partitions or None, **options)


def as_text(value: Any) -> str | None:
    """A value as the app writes it; a blank text is none."""
    match value:
        case None | "":
            return None
        case bool():
            return str(value).lower()
        case datetime():
            text = value.isoformat()
            return text.rstrip("0") if "." in text else text
        case date():
            return value.isoformat()
        case float() | Decimal() if value == int(value):
            return str(int(value))
        case list():
            return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        case _:
            return str(value)


def read(container: MemoryBlobs) -> list[dict[str, str | None]]:
    """What the app reads, as text."""

    async def parts() -> int:
        return len(await inspect_all(container, (await find(container, "People")).sources))

    if not in_a_loop_of_its_own(parts()):
        return []
    with staged_from(container, "People") as result:
        return [{name: value or None for name, value in row.items()} for row in result.texts()]


@settings(max_examples=examples(6), deadline=None, suppress_health_check=list(HealthCheck))
@given(history=histories())
def test_a_table_is_read_as_delta_rs_reads_it(history: Any) -> None:
    partitions, mapping_mode, operations = history
    with tempfile.TemporaryDirectory() as folder:
        written = Written(Path(folder), partitions, mapping_mode)
        for kind, argument in operations:
            written.do(kind, argument)
        expected = written.rows()
        found = read(written.container())
    by_address = {row["email"]: row for row in found}
    assert len(by_address) == len(found)
    assert by_address == {row["email"]: row for row in expected}
