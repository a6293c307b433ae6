"""Parquet with unusual but valid structures: read, or refused with a reason."""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb
import pytest

from shared.domain import Source
from shared.errors import SegmentTooLarge
from shared.planning.sample import sample
from shared.segments.inspect_parts import inspect_all
from tests.fakes.files import parquet
from tests.fakes.local_files import LocalFiles
from tests.fakes.staged_segment import LocalRanges, in_a_loop_of_its_own, staged


def test_the_rows_of_parquet_are_those_of_its_row_groups() -> None:
    """Some writers leave the number of the whole file at 0."""
    data = parquet("SELECT 'p' || i || '@x.com' AS email FROM range(50) t(i)")
    footer = data[-8 - int.from_bytes(data[-8:-4], "little") :]
    # The third field of the footer, a number of 64 bits: 50 and 0 in thrift's compact form.
    assert footer.index(b"\x16\x64") < footer.index(b"\x19\x1c", footer.index(b"\x16\x64"))
    changed = data[: -len(footer)] + footer.replace(b"\x16\x64", b"\x16\x00", 1)
    with duckdb.connect() as db, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "x.parquet"
        file.write_bytes(changed)
        assert db.execute(f"SELECT num_rows FROM parquet_file_metadata('{file}')").fetchall() == [(0,)]
    with staged(changed, suffix=".parquet") as result:
        assert result.counts == (50, 0, 0)
        assert result.run._parts[0].rows == 50


def test_a_sample_of_pages_that_do_not_fit_into_memory_is_a_problem_with_a_reason() -> None:
    data = parquet("SELECT 'a@x.com' AS email, repeat('x', 30_000_000 + i::INT) AS note FROM range(3) t(i)")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "x.parquet"
        file.write_bytes(data)
        source = Source(segment="P", blob="P.parquet", etag="1", size=len(data))
        parts = in_a_loop_of_its_own(inspect_all(LocalRanges({"P.parquet": file}), [source]))
        with pytest.raises(SegmentTooLarge, match="row groups are too large"):
            sample(LocalFiles([file]), parts, 5, memory_mb=24)


def test_lists_of_every_type_are_json() -> None:
    lists = {
        "[1.5::DECIMAL(9, 2), NULL]": "[1.5,null]",
        "[1.5::DOUBLE]": "[1.5]",
        "[TIMESTAMP '2026-01-02 03:04:05']": '["2026-01-02 03:04:05"]',
        "['a'::BLOB]": '["a"]',
        "[[1], [2, 3]]": "[[1],[2,3]]",
    }
    for value, json_text in lists.items():
        with staged(parquet(f"SELECT 'ann@example.com' AS email, {value} AS list"), suffix=".parquet") as result:
            assert result.texts()[0]["list"] == json_text
