"""Files by kind: what is written is read again, and what no record refers to is deleted."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from shared.domain import Chunk
from shared.domain import storage_layout as layout
from shared.errors import StateConflict
from shared.storage.stored_files import UNREFERENCED_AFTER, RunFiles, SnapshotFiles, StoredFiles
from tests.fakes.memory import MOMENT, MemoryBlobs

CHUNK = Chunk(run_id="1", name="00003", first=0, last=9, profiles=9, bytes=1, revision=2)


async def test_a_file_that_does_not_exist(tmp_path: Path) -> None:
    files = StoredFiles(MemoryBlobs())
    assert await files.read(layout.COLUMNS, export="exp_1") is None
    assert await files.read_json(layout.COLUMNS, export="exp_1") is None
    assert [piece async for piece in files.stream(layout.COLUMNS, export="exp_1")] == []
    assert not await files.download(layout.COLUMNS, tmp_path / "columns", export="exp_1")


async def test_uploads_of_one_owner_have_paths_of_their_own(tmp_path: Path) -> None:
    blobs = MemoryBlobs()
    files, path = SnapshotFiles(blobs), tmp_path / "snapshot"
    path.write_bytes(b"people")
    paths = {await files.upload_snapshot("exp_1", "run", path) for _ in range(5)}
    assert paths == set(blobs.blobs)
    assert len(paths) == 5
    assert all(layout.kind_of_blob(name) is layout.SNAPSHOT for name in paths)
    copy = tmp_path / "copy"
    assert await files.download_path(paths.pop(), copy)
    assert copy.read_bytes() == b"people"


async def test_only_the_version_that_was_read_is_replaced(tmp_path: Path) -> None:
    files, path = StoredFiles(MemoryBlobs()), tmp_path / "rejects"
    path.write_bytes(b"new")
    with pytest.raises(StateConflict):
        await files.upload_path(path, layout.REJECTS.path(run="1"), etag="deleted meanwhile")


async def test_messages_about_profiles_by_ordinal() -> None:
    files = RunFiles(MemoryBlobs(), "1")
    assert await files.read_refused(CHUNK) == {}
    await files.write_refused(CHUNK.model_copy(update={"revision": 0}), {3: "a"})
    await files.write_refused(CHUNK.model_copy(update={"revision": 1}), {5: "b"})
    assert await files.read_refused(CHUNK) == {3: "a", 5: "b"}
    assert await files.read_import_errors(CHUNK) == {}
    await files.write_import_errors(CHUNK, {7: "c"})
    assert await files.read_import_errors(CHUNK) == {7: "c"}


async def test_files_that_a_record_refers_to_and_young_files_stay() -> None:
    blobs = MemoryBlobs()
    files = SnapshotFiles(blobs)
    kept, other = (layout.SNAPSHOT.path(export="exp_1", file=name) for name in ("kept", "other"))
    await files.write(layout.SNAPSHOT, b"x", export="exp_1", file="kept")
    await files.write(layout.SNAPSHOT, b"x", export="exp_1", file="other")

    async def find_referenced() -> set[str]:
        return {kept}

    # The blobs of the fake were all written at MOMENT.
    await files.delete_unreferenced(layout.SNAPSHOT, find_referenced, MOMENT + UNREFERENCED_AFTER)
    assert set(blobs.blobs) == {kept, other}
    late = MOMENT + UNREFERENCED_AFTER + timedelta(seconds=1)
    await files.delete_unreferenced(layout.SNAPSHOT, find_referenced, late)
    assert set(blobs.blobs) == {kept}


async def test_files_of_other_owners_are_not_deleted() -> None:
    blobs = MemoryBlobs()
    for export in ("exp_1", "exp_12"):
        await SnapshotFiles(blobs).write(layout.SNAPSHOT, b"x", export=export, file="a")
    await SnapshotFiles(blobs).delete(layout.SNAPSHOT, export="exp_1")
    assert set(blobs.blobs) == {"snapshots/exp_12/a.parquet"}
    for run in ("1", "12"):
        for kind in (layout.INDEX, layout.REJECTS, layout.REPORT):
            await RunFiles(blobs, run).write(kind, b"x")
    await RunFiles(blobs, "1").delete_working_files()
    assert {name for name in blobs.blobs if "/1/" in name} == {"runs/1/rejects.csv", "history/1/report.json"}
    await RunFiles(blobs, "1").delete_personal_data()
    assert {name for name in blobs.blobs if "/1/" in name} == {"history/1/report.json"}
    await RunFiles(blobs, "1").delete_all()
    assert len([name for name in blobs.blobs if "/12/" in name]) == 3
    assert not [name for name in blobs.blobs if "/1/" in name]
