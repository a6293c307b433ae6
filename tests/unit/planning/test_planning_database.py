import duckdb
import pytest

from shared.planning.database import PART_ROWS, hashes_that_repeat


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
