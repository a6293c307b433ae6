"""Temporary disk: rows are counted before anything is read, what is written is bounded, a full disk is told as such."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from shared.domain import Source
from shared.errors import SegmentTooLarge, TempDiskFull
from shared.planning.database import WorkDatabase
from shared.planning.temp_disk import COUNTING, ERASING, FINDING_PEOPLE, LISTING, TempDisk, Work, resource_errors
from shared.runs.sources import parts_of
from shared.runs.staged_run import StagedRun
from shared.segments.inspect_parts import inspect_all
from tests.fakes.files import parquet
from tests.fakes.local_files import LocalFiles
from tests.fakes.memory import MemoryBlobs, etag_of
from tests.fakes.staged_segment import EMAIL, LocalRanges, run_of, staged

EQUAL = "SELECT 'ann@example.com' AS email, repeat('x', 60) AS a, repeat('y', 60) AS b FROM range({rows})"
DIFFERENT = "SELECT hash(i) || '@example.com' AS email, hash(i + 1)::VARCHAR AS a FROM range({rows}) t(i)"
ALL = {"email": "email", "properties": {"*": "*"}}


def source(blob: str, data: bytes) -> Source:
    return Source(segment="P", blob=blob, etag=etag_of(data), size=len(data))


async def test_rows_of_parquet_are_added_up_before_anything_is_read() -> None:
    container = MemoryBlobs()
    data = parquet(EQUAL.format(rows=600))
    for name in ("P/1.parquet", "P/2.parquet"):
        container.put(name, data)
    sources = [source(name, data) for name in container.blobs]
    for limit, refused in ((1200, False), (1199, True)):
        context: Any = SimpleNamespace(segments=container, settings=SimpleNamespace(max_segment_rows=limit))
        if refused:
            with pytest.raises(SegmentTooLarge, match=r"1,199 rows \(setting MAX_SEGMENT_ROWS\)"):
                await parts_of(context, sources)
        else:
            assert len(await parts_of(context, sources)) == 2


def test_a_segment_that_outgrows_its_temporary_disk_ends_with_the_setting_s_name() -> None:
    data = parquet(DIFFERENT.format(rows=150_000))
    with pytest.raises(TempDiskFull, match=r"temporary disk.* it may use \(setting PREPARE_DISK_MB") as raised:  # noqa: SIM117
        with staged(data, suffix=".parquet", mapping=ALL, disk_mb=2):
            pass
    assert "/tmp" not in str(raised.value)
    with staged(data, suffix=".parquet", mapping=ALL, disk_mb=500) as result:
        assert result.counts[0] == 150_000


async def test_a_full_disk_is_no_fault_of_the_segment(tmp_path: Path) -> None:
    file = tmp_path / "segment"
    file.write_bytes(parquet(DIFFERENT.format(rows=5_000)))
    for name in ("staged.parquet", "tmp_staged.parquet"):
        (tmp_path / name).symlink_to("/dev/full")
    sources = [Source(segment="People", blob="People.parquet", etag="1", size=file.stat().st_size)]
    parts = await inspect_all(LocalRanges({"People.parquet": file}), sources)
    settings = SimpleNamespace(
        max_segment_rows=10**6, max_segment_bytes=10**9, prepare_memory_mb=64, prepare_threads=1, prepare_disk_mb=100
    )
    context: Any = SimpleNamespace(settings=settings, open_files=lambda _: LocalFiles([file]))
    run = StagedRun(context, run_of(EMAIL, None, sources), parts, tmp_path, None)
    try:
        with pytest.raises(TempDiskFull, match="filled the temporary disk") as raised:
            run.read()
    finally:
        run.close()
    assert str(tmp_path) not in str(raised.value)


def test_without_a_setting_most_of_what_is_free_may_be_used(tmp_path: Path) -> None:
    assert TempDisk(tmp_path, 7).limit_mb == 7
    assert TempDisk(tmp_path, None).limit_mb > 7


def test_a_memory_limit_after_reading_is_an_error_that_names_the_setting(tmp_path: Path) -> None:
    with (
        pytest.raises(SegmentTooLarge, match=r"setting PREPARE_MEMORY_MB") as raised,
        TempDisk(tmp_path, 7).watch(lambda: None),
    ):
        raise duckdb.OutOfMemoryException(f"Out of Memory Error: could not allocate block of {tmp_path}/spill/x")
    assert str(tmp_path) not in str(raised.value)
    with pytest.raises(TempDiskFull), resource_errors():
        raise duckdb.IOException(f'Could not write file "{tmp_path}/staged.parquet": No space left on device')


@pytest.mark.parametrize("work", [COUNTING, LISTING, FINDING_PEOPLE, ERASING])
def test_work_after_preparing_names_itself_where_disk_or_memory_is_not_enough(work: Work, tmp_path: Path) -> None:
    db = WorkDatabase(work, tmp_path, "x.duckdb", memory_mb=64, threads=1)
    (tmp_path / "out.parquet").symlink_to("/dev/full")
    (tmp_path / "tmp_out.parquet").symlink_to("/dev/full")
    try:
        with pytest.raises(TempDiskFull, match=f"^{work.name} filled the temporary disk") as raised:
            db.execute(f"COPY (SELECT i, hash(i) FROM range(1000) t(i)) TO '{tmp_path}/out.parquet'")
        assert str(tmp_path) not in str(raised.value)
        assert "Nothing was sent" not in str(raised.value)
        db.execute("SET max_temp_directory_size = '1MB'")
        sorted_rows = "SELECT hash(i)::VARCHAR || repeat('x', 90) AS a FROM range(1500000) t(i) ORDER BY a"
        with pytest.raises((TempDiskFull, SegmentTooLarge), match=f"^{work.name} needs more"):
            db.execute(f"CREATE TABLE t AS {sorted_rows}")
    finally:
        db.close()
