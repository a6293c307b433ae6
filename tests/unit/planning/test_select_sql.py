"""A SELECT of an administrator: what is refused when it is saved, and what it cannot reach when it runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from shared.errors import AppError, DefinitionInvalid, SegmentTooLarge, TempDiskFull
from shared.planning.conditions_sql import Clock
from shared.planning.database import open_database
from shared.planning.select_sql import lock, parse_select, run_select

CLOCK = Clock(datetime(2026, 11, 25, 23, 30, tzinfo=UTC), "Europe/Berlin")

ENDLESS = "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT n FROM r WHERE n < 0"
TOO_LARGE = """
    SELECT repeat('x', 1000) || n AS v, row_number() OVER (ORDER BY hash(n)) AS r
    FROM (SELECT unnest(range(1_000_000)) AS n)
"""


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Any]:
    found = open_database(tmp_path, "select.duckdb", memory_mb=64, threads=1, disk_mb=30)
    found.execute('CREATE TABLE "A.b" AS SELECT i::VARCHAR AS id, (i % 7)::VARCHAR AS "Group" FROM range(20_000) t(i)')
    lock(found)
    yield found
    found.close()


def run(db: Any, sql: str, seconds: float = 20, max_rows: int = 100_000) -> int:
    return run_select(db, sql, CLOCK, max_rows=max_rows, seconds=seconds)


@pytest.mark.parametrize(
    ("sql", "tables", "columns"),
    [
        ('SELECT id FROM "A.b"', {"A.b"}, {"id"}),
        ('FROM "A.b"', {"A.b"}, None),
        ('SELECT a.id, b."Group" FROM "A.b" a JOIN c b USING (k)', {"A.b", "c"}, {"a", "id", "b", "group", "k"}),
        ("SELECT x FROM a NATURAL JOIN b", {"a", "b"}, None),
        ("WITH a AS (SELECT id FROM t) SELECT id FROM a WHERE id IN (SELECT id FROM u)", {"t", "u"}, {"id"}),
        ("SELECT count(*) FROM t", {"t"}, set()),
        ("(SELECT id FROM t) UNION ALL (SELECT id FROM u) ORDER BY other", {"t", "u"}, {"id", "other"}),
        ("SELECT id FROM t WHERE day > $today AND late < $now", {"t"}, {"id", "day", "late"}),
        ("SELECT unnest(range(3))", set(), set()),
    ],
)
def test_what_a_select_reads(sql: str, tables: set[str], columns: set[str] | None) -> None:
    found = parse_select(sql)
    assert found.tables == tables
    assert (found.columns is None) == (columns is None)
    assert columns is None or columns <= (found.columns or set())


@pytest.mark.parametrize(
    ("sql", "text"),
    [
        ("SELECT 1; SELECT 2", "2 statements"),
        ("", "0 statements"),
        ("DROP TABLE a", "Only one SELECT"),
        ("SELECT 1; DROP TABLE a", "Only one SELECT"),
        ("ATTACH '/tmp/x.db'", "Only one SELECT"),
        ("COPY (SELECT 1) TO '/tmp/x'", "Only one SELECT"),
        ("PRAGMA database_list", "Only"),
        ("INSTALL httpfs", "Only one SELECT"),
        ("LOAD httpfs", "Only one SELECT"),
        ("SET threads = 9", "Only one SELECT"),
        ("CALL duckdb_settings()", "Only"),
        ("EXPLAIN SELECT 1", "Only one SELECT"),
        ("CREATE TABLE x AS SELECT 1", "Only one SELECT"),
        ("SHOW TABLES", "Only tables"),
        ("DESCRIBE SELECT 1", "Only tables"),
        ("SUMMARIZE a", "Only tables"),
        ("SELECT * FROM (SHOW TABLES)", "Only tables"),
        ("SELEC 1", "cannot be parsed. DuckDB says: “"),
        ("SELEC 1", "” (character "),
        ("SELECT 1) FROM (SELECT 2", "cannot be parsed"),
        ("SELECT * FROM read_csv('/etc/passwd')", "table function read_csv"),
        ("SELECT * FROM read_text('https://example.com')", "table function read_text"),
        ("SELECT (SELECT max(a) FROM (SELECT * FROM glob('/*') g(a)))", "table function glob"),
        ("WITH x AS (FROM duckdb_settings()) FROM x", "table function duckdb_settings"),
        ("SELECT * FROM query('SELECT 1')", "table function query"),
        ("SELECT * FROM query_table('a')", "table function query_table"),
        ("SELECT * FROM json_execute_serialized_sql('')", "table function json_execute"),
        ("SELECT * FROM pragma_version()", "table function pragma_version"),
        ("SELECT * FROM information_schema.tables", "schema or version"),
        ("SELECT * FROM system.main.duckdb_tables", "schema or version"),
        ("SELECT * FROM a AT (VERSION => 1)", "schema or version"),
        ("SELECT * FROM a TABLESAMPLE 10%", "sample"),
        ("SELECT * FROM a USING SAMPLE 10 ROWS", "sample"),
        ("SELECT random()", "random is not allowed"),
        ("SELECT id FROM a ORDER BY uuid()", "uuid is not allowed"),
        ("SELECT now()", "$today and $now"),
        ("SELECT current_date", "$today and $now"),
        ("SELECT current_setting('temp_directory')", "current_setting is not allowed"),
        ("SELECT getvariable('x')", "getvariable is not allowed"),
        ("SELECT nextval('s')", "nextval is not allowed"),
        ("SELECT $1", "only parameters"),
        ("SELECT ?", "only parameters"),
        ("SELECT $password", "only parameters"),
        ('SELECT * FROM "A", "a"', "upper and lower case"),
        ("SELECT " + "(" * 5000 + "1" + ")" * 5000, "cannot be parsed"),
    ],
)
def test_what_is_refused_when_it_is_saved(sql: str, text: str) -> None:
    with pytest.raises(DefinitionInvalid, match=None) as caught:
        parse_select(sql)
    assert text in str(caught.value)


def test_the_parser_writes_what_is_run() -> None:
    parsed = parse_select('SELECT \'it\'\'s\' AS "A ""b""" -- comment\n /* more */ FROM "A.b" WHERE $now > $today; ;')
    assert parsed.text == """SELECT 'it''s' AS "A ""b\""" FROM "A.b" WHERE ($now > $today)"""


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM 'https://example.com/x.parquet'",
        "SELECT * FROM glob('/*')",
        "SELECT 1) ; ATTACH '/tmp/x.db'; SELECT * FROM (SELECT 1",
        "SELECT * FROM other",
    ],
)
def test_a_select_that_the_parser_let_pass_reaches_nothing(db: Any, sql: str) -> None:
    """The second wall: the checks of the parser are left out here."""
    with pytest.raises(DefinitionInvalid):
        run(db, sql)


def test_the_locked_connection_takes_no_settings_and_opens_nothing(db: Any) -> None:
    for sql in ("SET enable_external_access = true", "SET memory_limit = '9GB'", "RESET threads",
                "ATTACH '/tmp/x.db'",
                "COPY (SELECT 1) TO '/x.csv'", "INSTALL httpfs", "LOAD httpfs", "EXPORT DATABASE '/x'"):  # fmt: skip
        with pytest.raises(Exception, match=r"disabled|locked|not been|configuration"):
            db.execute(sql)


def test_parameters_are_the_time_of_the_run(db: Any) -> None:
    run(db, "SELECT $today AS today, $now AS now")
    [found] = db.execute("SELECT today::VARCHAR, now::VARCHAR FROM result.found").fetchall()
    assert found == ("2026-11-26", "2026-11-25 23:30:00")


@pytest.mark.parametrize(
    ("sql", "kind", "text"),
    [
        ('SELECT a.id FROM "A.b" a, "A.b" b, "A.b" c WHERE a.id || b.id || c.id = \'x\'', SegmentTooLarge, "1 s"),
        (ENDLESS, SegmentTooLarge, "SELECT_SECONDS"),
        ("SELECT unnest(range(1_000_000)) AS n", SegmentTooLarge, "100,000 rows"),
        (TOO_LARGE, (SegmentTooLarge, TempDiskFull), "PREPARE_"),
        ('SELECT id::DATE AS d FROM "A.b"', DefinitionInvalid, "TRY_CAST"),
        ("SELECT error('ann@example.com')", DefinitionInvalid, "failed on a value"),
        ('SELECT name FROM "A.b"', DefinitionInvalid, '"name" not found'),
    ],
)  # fmt: skip
def test_time_rows_memory_and_disk_are_bounded_and_no_value_is_shown(
    db: Any, sql: str, kind: type[AppError], text: str
) -> None:
    with pytest.raises(kind) as caught:
        run(db, sql, seconds=200 if "PREPARE" in text else 1)
    assert text in str(caught.value)
    assert "ann@example.com" not in str(caught.value)
