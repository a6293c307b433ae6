import threading
import time
from pathlib import Path

import duckdb
import pytest

from shared.planning.database import PART_ROWS, WorkDatabase, hashes_that_repeat
from shared.planning.temp_disk import COUNTING


def test_a_database_is_closed_though_another_thread_queries_it(tmp_path: Path) -> None:
    """As when a task is canceled while its thread is in a query."""
    db = WorkDatabase(COUNTING, tmp_path, "work.duckdb", memory_mb=64, threads=1)
    begins, errors = threading.Event(), []

    def query() -> None:
        begins.set()
        try:
            db.rows(f"SELECT count(*) FROM range({10**15})")
        except duckdb.Error as error:
            errors.append(error)

    thread = threading.Thread(target=query, daemon=True)
    thread.start()
    begins.wait()
    # In most cases the query runs then; where it does not yet, it finds the database closed.
    time.sleep(0.1)
    db.close()
    thread.join()
    assert errors


def test_a_closed_database_is_not_opened_any_more(tmp_path: Path) -> None:
    """The thread of a canceled task may come to its first query after the database was closed."""
    db = WorkDatabase(COUNTING, tmp_path, "work.duckdb", memory_mb=64, threads=1)
    db.close()
    with pytest.raises(duckdb.Error):
        db.rows("SELECT 1")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_hashes_that_stand_twice_are_found_in_however_many_parts(parts: int) -> None:
    with duckdb.connect() as db:
        db.execute("CREATE TABLE people AS SELECT hash(i % 90) AS hashed FROM range(100) t(i)")
        assert hashes_that_repeat(db, "twins", "SELECT hashed FROM people", (parts - 1) * PART_ROWS)
        found = {hashed for (hashed,) in db.execute("SELECT hashed FROM twins").fetchall()}
        assert found == {hashed for (hashed,) in db.execute("SELECT hash(i) FROM range(10) t(i)").fetchall()}


def test_nobody_twice() -> None:
    with duckdb.connect() as db:
        assert not hashes_that_repeat(db, "twins", "SELECT hash(i) AS hashed FROM range(5) t(i)", 5)
