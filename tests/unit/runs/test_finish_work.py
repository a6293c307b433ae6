"""Ending a run: the work grows with its rows, and the memory does not, however many of them failed."""

from __future__ import annotations

import gc
import tracemalloc
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from shared.domain import Chunk, ChunkState, Run, RunState, Source, Trigger
from shared.domain import storage_layout as layout
from shared.domain.base import now
from shared.domain.run import new_run
from shared.domain.run_values import Prepared
from shared.runs.finish import finish
from shared.runs.rejects_file import BLOCK_LINES
from tests.fakes.memory import Fate, MemoryBlobs
from tests.fakes.small_app import SmallApp, small_app

ROWS = 100
"""Of a chunk."""


class DiskBlobs(MemoryBlobs):
    """Blobs on disk, so that memory is the app's alone; counts what is read."""

    def __init__(self, folder: Path) -> None:
        super().__init__(Fate())
        self.folder = folder
        self.reads: Counter[str] = Counter()
        self.bytes = 0

    def path(self, name: str) -> Path:
        return self.folder / name.replace("/", "|")

    async def read(self, name: str) -> bytes | None:
        self.reads[name] += 1
        data = self.path(name).read_bytes() if self.path(name).exists() else b""
        self.bytes += len(data)
        return data or None

    async def stream(self, name: str) -> AsyncIterator[bytes]:
        self.reads[name] += 1
        if self.path(name).exists():
            with self.path(name).open("rb") as file:
                while piece := file.read(65_536):
                    self.bytes += len(piece)
                    yield piece

    async def write(self, name: str, data: Any, content_type: str, *, etag: str | None = None) -> None:
        with self.path(name).open("wb") as file:
            if isinstance(data, bytes):
                file.write(data)
            else:
                async for piece in data:
                    file.write(piece)

    async def delete_by_prefix(self, prefix: str) -> int:
        return 0


async def stopped(app: SmallApp, chunks: int, pattern: str) -> Run:
    """A canceled run with so many chunks of which nothing, or every second row, was accepted."""
    export = await app.export()
    total = chunks * ROWS
    run = new_run(export, Trigger.ON_DEMAND, "a test").model_copy(
        update={
            "state": RunState.UPLOADING,
            "cut": True,
            "cancel_requested_at": now(),
            "sources": [Source(segment="People", blob="People.csv", etag="1", size=1)],
            "prepared": Prepared(read=total, rejected=0, duplicates=0, kept=total),
        }
    )
    await app.context.runs.begin(run)
    for number in range(chunks):
        first = number * ROWS
        chunk = Chunk(
            run_id=run.id, name=f"{number:05d}", first=first, last=first + ROWS, profiles=ROWS, bytes=1,
            state=ChunkState.CANCELED, failed=ROWS,
        )  # fmt: skip
        if pattern == "every second":
            chunk = chunk.model_copy(
                update={"state": ChunkState.IMPORTED, "failed": ROWS // 2, "accepted": ROWS // 2, "job_id": "j"}
            )
            messages = dict.fromkeys(range(first, first + ROWS, 2), "Klaviyo says so")
            await app.context.run_files(run.id).write_import_errors(chunk, messages)
        await app.context.chunks.create(chunk)
    with duckdb.connect() as db:
        path = app.folder / "index.parquet"
        db.execute(f"""
            COPY (SELECT 0::USMALLINT AS file, i AS row, concat('p', i, '@example.com') AS identity,
                         hash(i) AS fingerprint, 1::UINTEGER AS fields, false AS known, NULL::UINTEGER AS old_fields
                  FROM range({total}) t(i)) TO '{path}' (FORMAT parquet)
        """)
        await app.context.run_files(run.id).upload(layout.INDEX, path)
    lines = {"blobs": ["People.csv"], "starts": [0], "lines": [{"starts": [0], "offsets": [2]}]}
    await app.context.run_files(run.id).write_json(layout.ROW_LOCATIONS, lines)
    return run


@pytest.mark.parametrize("pattern", ["nothing", "every second"])
async def test_work_is_linear_and_memory_flat(pattern: str, tmp_path: Path) -> None:
    peaks, read = {}, {}
    for chunks in (200, 400):
        async with small_app() as app:
            folder = tmp_path / str(chunks)
            folder.mkdir()
            files = DiskBlobs(folder)
            object.__setattr__(app.context, "files", files)
            run = await stopped(app, chunks, pattern)
            files.reads.clear()
            files.bytes = 0
            # How often cyclic garbage is collected depends on what the process held before.
            gc.collect()
            gc.freeze()
            tracemalloc.start()
            await finish(app.context, run.id)
            peaks[chunks] = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            gc.unfreeze()
            read[chunks] = files.bytes
            ended = (await app.context.runs.get(run.id)).value
            failed = chunks * ROWS if pattern == "nothing" else chunks * ROWS // 2
            assert (ended.state, ended.counts.failed, ended.counts.balanced) == (RunState.CANCELED, failed, True)
            assert files.reads[app.context.run_files(run.id).path(layout.INDEX)] == 1, "downloaded once"
            rejects = files.path(f"runs/{run.id}/rejects.csv").read_text()
            assert rejects.count("\n") == failed + 1
            first = rejects.splitlines()[1].split(",")
            assert (first[1], first[5]) == ("2", "p0@example.com")
            [unsent_file] = folder.glob(f"history|{run.id}|unsent|*")
            unsent = [line.split(",") for line in unsent_file.read_text().splitlines()]
            assert sum(int(last) - int(first) for first, last in unsent) == failed
    assert read[400] < 3 * read[200]
    # Of each chunk there is its record; of the rows there is a block of lines, and the one before it for as long as
    # the thread that read it has not released it.
    records, block = 200 * 9000, BLOCK_LINES * 800
    assert peaks[400] < peaks[200] + records + block, peaks
