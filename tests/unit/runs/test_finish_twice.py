"""Two deliveries end the same run: the slower one finds the working files deleted, which is not an error.

What it would write without them does not take the place of what the faster one wrote.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.domain import storage_layout as layout
from shared.domain.messages import Queue
from shared.domain.stored_data import StoredData
from shared.runs.finish import finish
from shared.runs.indexes import Indexes
from shared.runs.snapshots import commit_snapshot
from tests.fakes.memory import MemoryBlobs
from tests.fakes.small_app import SmallApp, small_app


@pytest.mark.parametrize("ended", [True, False])
async def test_a_missing_index_is_an_error_while_the_run_has_not_ended(
    ended: bool, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    async with small_app() as app:
        await app.export()
        app.segment("Email,Name,City,Tier\none@example.com,One,A,B\n")
        run_id = await app.start()
        await app.work()
        slower = (await app.context.runs.get(run_id)).value
        assert slower.prepared is not None
        if ended:
            await app.ended(run_id)
        else:
            await app.context.run_files(run_id).delete_working_files()
        caplog.clear()
        await commit_snapshot(app.context, slower, [], Indexes(app.context, slower, tmp_path))
        assert ("its index does not exist" in caplog.text) != ended


class Overtaken(MemoryBlobs):
    """The exports container; another process ends the run just before one of its files is read for the first time."""

    def __init__(self, app: SmallApp, run_id: str, path: str) -> None:
        super().__init__()
        self.blobs = app.context.files.blobs
        self.results: dict[str, bytes] = {}
        self._app, self._run_id, self._path = app, run_id, path

    async def read(self, name: str) -> bytes | None:
        await self._end(name)
        return await super().read(name)

    async def stream(self, name: str) -> AsyncIterator[bytes]:
        await self._end(name)
        async for piece in super().stream(name):
            yield piece

    async def _end(self, name: str) -> None:
        if name == self._path:
            self._path = ""
            await finish(self._app.context, self._run_id)
            self.results = dict(self.blobs)


@pytest.mark.parametrize(
    "kind", [layout.ROW_LOCATIONS, layout.PREPARED_REJECTS, layout.INDEX], ids=lambda kind: kind.name.rpartition("/")[2]
)
async def test_the_slower_one_leaves_the_results_of_the_faster_one(
    kind: StoredData, caplog: pytest.LogCaptureFixture
) -> None:
    async with small_app() as app:
        await app.export()
        app.segment(
            [{"Email": "a@example.com"}, {"Email": "none"}, {"Email": "A@example.com"}, {"Email": "b@example.com"}]
        )
        await app.sim("POST", "/jobs", {"fail_emails": ["b@example.com"]})
        run_id = await app.start()
        while not any(queue is Queue.FOLLOW for queue, _ in app.messages):
            await app.work()
        files = app.context.run_files(run_id)
        blobs = Overtaken(app, run_id, files.path(kind))
        object.__setattr__(app.context, "files", blobs)
        run = await app.ended(run_id)
        assert (run.counts.accepted, run.counts.rejected, run.counts.duplicates, run.counts.failed) == (1, 1, 1, 1)
        unsent = await files.list(layout.UNSENT)
        assert len(unsent) == 1
        for name in (files.path(layout.REJECTS), files.path(layout.REPORT), *unsent):
            assert blobs.blobs[name] == blobs.results[name], name
        assert not [name for name in blobs.blobs if "/staging/" in name]
        assert not [record for record in caplog.records if record.levelname == "ERROR"]
