"""One SELECT that an administrator wrote: checked by DuckDB's own parser, and run where it can reach nothing else.

Checked: it is one SELECT over tables of the catalog, without table functions that read something, without functions
whose result may differ from one attempt to the next, and with no parameters but $today and $now.

Run: the tables that it names, and of these the columns, are copied into a local database. The SELECT runs on a new
connection to it, without access to files, network and extensions, with locked settings, and with bounded memory, disk,
time and rows.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import duckdb

from shared.errors import DefinitionInvalid, SegmentTooLarge
from shared.planning.conditions_sql import Clock
from shared.planning.temp_disk import resource_failure
from shared.texts import text

PARAMETERS = frozenset({"today", "now"})
TABLE_FUNCTIONS = frozenset({"unnest", "range", "generate_series"})
TABLE_REFERENCES = frozenset({"BASE_TABLE", "SUBQUERY", "JOIN", "EMPTY", "EXPRESSION_LIST", "TABLE_FUNCTION", "PIVOT"})
TIME_WORDS = frozenset({"current_date", "current_time", "current_timestamp", "localtime", "localtimestamp"})
NO_ACCESS = (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException, duckdb.PermissionException)
"""Errors whose first line names tables, columns and functions of the SELECT, never a value."""


@dataclass
class Parsed:
    """What a SELECT reads: tables, and columns by their names in lower case; None: all columns.

    `text` is the SELECT as the parser writes it: without comments and what follows it.
    """

    text: str
    tables: set[str] = field(default_factory=set)
    columns: set[str] | None = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    """Of its common table expressions, in lower case."""

    def reads(self, column: str) -> bool:
        """Return whether the SELECT may read a column of this name."""
        return self.columns is None or column.casefold() in self.columns


def parse_select(sql: str) -> Parsed:
    """Return what a SELECT reads. Raises DefinitionInvalid with the reason if it is refused."""
    with duckdb.connect(config={"threads": 1, "memory_limit": "128MB"}) as db:
        statements = _statements(db, sql)
        [(written,)] = db.execute("SELECT json_deserialize_sql(json_serialize_sql(?))", [sql]).fetchall()
        unstable = {name for (name,) in db.execute(
            "SELECT DISTINCT function_name FROM duckdb_functions() WHERE stability <> 'CONSISTENT'"
        ).fetchall()}  # fmt: skip
    found = Parsed(written)
    waiting: list[Any] = [statements[0]["node"]]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            _check(node, found, unstable)
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
    found.tables = {name for name in found.tables if name.casefold() not in found.names}
    if len({name.casefold() for name in found.tables}) < len(found.tables):
        raise DefinitionInvalid(text("select-tables-differ-in-case"))
    return found


def _statements(db: Any, sql: str) -> list[dict[str, Any]]:
    try:
        [(tree,)] = db.execute("SELECT json_serialize_sql(?)", [sql]).fetchall()
        parsed = json.loads(tree)
    except (duckdb.Error, RecursionError, ValueError):
        raise DefinitionInvalid(text("select-too-deep")) from None
    if not parsed["error"]:
        found: list[dict[str, Any]] = parsed["statements"]
        if len(found) != 1:
            raise DefinitionInvalid(text("select-statements", count=len(found)))
        return found
    if parsed["error_type"] == "not implemented":
        raise DefinitionInvalid(text("select-only-one"))
    problem = str(parsed["error_message"])[:300]
    if "position" in parsed:
        raise DefinitionInvalid(text("select-unparsable-at", problem=problem, position=int(parsed["position"])))
    raise DefinitionInvalid(text("select-unparsable", problem=problem))


def _check(node: dict[str, Any], found: Parsed, unstable: set[str]) -> None:
    """Note what a node of the parsed SELECT reads. Raises DefinitionInvalid if it is refused."""
    if "cte_map" in node:
        found.names |= {str(one["key"]).casefold() for one in node["cte_map"]["map"]}
    if "sample" in node:
        _check_source(node, found)
    match node.get("class"):
        case "FUNCTION" if node["function_name"].lower() in unstable:
            raise DefinitionInvalid(text("select-function", function=node["function_name"]))
        case "STAR":
            found.columns = None
        case "COLUMN_REF":
            names = [str(name).casefold() for name in node["column_names"]]
            if len(names) == 1 and names[0] in TIME_WORDS:
                raise DefinitionInvalid(text("select-clock", function=names[0]))
            if found.columns is not None:
                found.columns |= set(names)
        case "PARAMETER" if str(node["identifier"]) not in PARAMETERS:
            raise DefinitionInvalid(text("select-parameters"))


def _check_source(node: dict[str, Any], found: Parsed) -> None:
    """Check what stands after FROM."""
    kind = node.get("type")
    if node["sample"] is not None:
        raise DefinitionInvalid(text("select-no-sample"))
    if "select_list" in node:
        return
    if kind not in TABLE_REFERENCES:
        raise DefinitionInvalid(text("select-only-catalog"))
    if kind == "BASE_TABLE":
        if node["catalog_name"] or node["schema_name"] or node.get("at_clause"):
            raise DefinitionInvalid(text("select-table-name", table=node["table_name"]))
        found.tables.add(str(node["table_name"]))
    if kind == "TABLE_FUNCTION" and node["function"].get("function_name") not in TABLE_FUNCTIONS:
        raise DefinitionInvalid(text("select-table-function", function=str(node["function"].get("function_name"))))
    if kind == "PIVOT" or node.get("ref_type") == "NATURAL":
        found.columns = None
    elif found.columns is not None:
        found.columns |= {str(name).casefold() for name in node.get("using_columns") or ()}


def lock(db: Any) -> None:
    """Take all access to files, network and extensions from a connection, and the right to change its settings."""
    db.execute("SET enable_external_access = false")
    db.execute("SET lock_configuration = true")


def run_select(db: Any, sql: str, clock: Clock, *, max_rows: int, seconds: float) -> int:
    """Run a parsed SELECT (its `text`) into the new table `found` of the schema `result`. Return the number of rows.

    Raises DefinitionInvalid, SegmentTooLarge, TempDiskFull.
    """
    given = {"today": clock.today, "now": clock.at.replace(tzinfo=None)}
    db.execute("CREATE SCHEMA result")
    with _interrupted_after(db, seconds):
        try:
            names = _parameters_of(db, sql)
            statement = f"CREATE TABLE result.found AS SELECT * FROM ({sql}) LIMIT {max_rows + 1}"
            db.execute(statement, {name: given[name] for name in names})
        except duckdb.Error as error:
            raise _failure(error, seconds) from None
    rows = int(db.execute("SELECT count(*) FROM result.found").fetchall()[0][0])
    if rows > max_rows:
        raise SegmentTooLarge.rows(max_rows)
    return rows


def describe_select(sql: str, tables: Mapping[str, Sequence[str]], *, seconds: float = 5) -> list[tuple[str, str]]:
    """Return the columns of a SELECT with DuckDB's types, by the columns of its tables. Raises DefinitionInvalid."""
    parsed = parse_select(sql)
    with duckdb.connect(config={"threads": 1, "memory_limit": "128MB"}) as db:
        for table in parsed.tables & tables.keys():
            names = [name for name in tables[table] if parsed.reads(name)]
            if len({name.casefold() for name in names}) < len(names):
                raise DefinitionInvalid(text("table-columns-differ-in-case", table=table))
            columns = [f"{identifier(name)} VARCHAR" for name in names] or ["nothing VARCHAR"]
            db.execute(f"CREATE TABLE {identifier(table)} ({', '.join(columns)})")
        lock(db)
        with _interrupted_after(db, seconds):
            try:
                values = {"today": date(2026, 1, 1), "now": datetime(2026, 1, 1)}  # noqa: DTZ001  as SQL has it
                given = {name: values[name] for name in _parameters_of(db, parsed.text)}
                described = db.execute(f"DESCRIBE SELECT * FROM ({parsed.text})", given).fetchall()
            except duckdb.Error as error:
                raise _failure(error, seconds) from None
    return [(str(name), str(type_)) for name, type_, *_ in described]


def identifier(name: str) -> str:
    """Return an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def _parameters_of(db: Any, sql: str) -> set[str]:
    return {str(name) for statement in db.extract_statements(sql) for name in statement.named_parameters}


@contextmanager
def _interrupted_after(db: Any, seconds: float) -> Iterator[None]:
    timer = threading.Timer(seconds, db.interrupt)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _failure(error: duckdb.Error, seconds: float) -> Exception:
    """Return the app's error for an error of DuckDB. Its text may quote a value: only some kinds of it are shown."""
    if isinstance(error, duckdb.InterruptException):
        return SegmentTooLarge(text("select-timeout", seconds=seconds))
    if failure := resource_failure(error):
        return failure
    if isinstance(error, NO_ACCESS):
        return DefinitionInvalid(text("select-does-not-fit", problem=str(error).splitlines()[0][:300]))
    return DefinitionInvalid(text("select-failed-on-value", error=type(error).__name__))
