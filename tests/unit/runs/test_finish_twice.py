"""Two deliveries end the same run: the slower one finds the working files deleted, which is not an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.runs.indexes import Indexes
from shared.runs.snapshots import commit_snapshot
from tests.fakes.small_app import small_app


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
