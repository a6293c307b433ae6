"""Identifiers that people of several buckets share, found in files of all buckets."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from shared.domain.findings import SharedFinding
from shared.planning.buckets import write_shared

PEOPLE, BUCKETS = 600_000, 32


@pytest.mark.parametrize("send_last", [False, True])
def test_sharing_by_everyone_needs_little_memory(tmp_path: Path, send_last: bool) -> None:
    """Every phone number is that of two people, in any buckets; the external ids are those of one."""
    rows = f"""
        SELECT i AS row, 0::USMALLINT AS file, unnest(['phone_number', 'external_id']) AS field,
               unnest([concat('+1206', lpad((i % {PEOPLE // 2})::VARCHAR, 7, '0')), md5(i::VARCHAR)]) AS value,
               (hash(i) % {BUCKETS})::INTEGER AS bucket
        FROM range({PEOPLE}) people(i)
    """
    with duckdb.connect(config={"threads": 1}) as db:
        db.execute(f"CREATE TABLE identifiers AS {rows}")
        paths = [tmp_path / f"{bucket}.parquet" for bucket in range(BUCKETS)]
        for bucket, path in enumerate(paths):
            db.execute(f"COPY (SELECT * EXCLUDE bucket FROM identifiers WHERE bucket = {bucket}) TO '{path}'")
        work = tmp_path / "work"
        work.mkdir()
        limits = {"memory_mb": 48, "threads": 1, "disk_mb": 100}
        files, found = write_shared(list(enumerate(paths)), work, send_last=send_last, **limits)
        assert found.shared == [SharedFinding(field="phone_number", values=PEOPLE // 2, people=PEOPLE)]
        # The person of each row has the bucket of that file, and of two people only the later one keeps the number.
        for bucket, path in files.items():
            [[wrong]] = db.execute(f"""
                SELECT count(*) FROM read_parquet('{path}', hive_partitioning = false)
                WHERE field <> 'phone_number' OR hash(row) % {BUCKETS} <> {bucket}
                   OR sent <> ({send_last} AND row >= {PEOPLE // 2})
            """).fetchall()
            assert wrong == 0, bucket
        [[written]] = db.execute(
            f"SELECT count(DISTINCT row) FROM read_parquet({[str(path) for path in files.values()]})"
        ).fetchall()
        assert written == PEOPLE
