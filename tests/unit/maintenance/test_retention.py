"""Personal data goes when its time is over, whenever and however its run ended."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest_asyncio

from shared.domain.base import now
from shared.domain.run_id import run_id
from shared.maintenance.retention import INTERVAL, purge_old
from tests.fakes.small_app import SmallApp, small_app

ROWS = [{"Email": "one@example.com"}, {"Email": "nobody"}]


@pytest_asyncio.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as app:
        await app.export()
        app.segment(ROWS)
        yield app


def personal(app: SmallApp, run_id: str) -> list[str]:
    names = (name.removeprefix(f"runs/{run_id}/") for name in app.context.files.blobs if f"/{run_id}/" in name)
    return [name for name in names if name.startswith(("rejects", "shared", "chunks/", "staging/"))]


def over(app: SmallApp) -> datetime:
    """When the time of what is queued now is just over."""
    return now() + timedelta(days=app.context.settings.personal_data_days)


async def test_a_run_that_was_active_at_the_purge_is_found_by_the_next(app: SmallApp) -> None:
    """Its id may be older than the moment at which it was queued: that of a start that was made up for is."""
    settled = run_id(now() - timedelta(seconds=2))
    run = await app.start(identifier=settled)
    assert run == settled
    later = over(app)
    await purge_old(app.context, later)
    await app.ended(run)
    assert personal(app, run) == ["rejects.csv"]
    await purge_old(app.context, later + INTERVAL)
    assert personal(app, run) == []
    assert f"history/{run}/report.json" in app.context.files.blobs


async def test_files_without_a_record_are_found(app: SmallApp) -> None:
    removed = await app.run()
    run = removed.id
    await app.context.runs.remove(removed)
    await purge_old(app.context, over(app))
    assert not [name for name in app.context.files.blobs if f"/{run}/" in name]


async def test_files_written_after_an_earlier_purge_are_found(app: SmallApp) -> None:
    run = (await app.run()).id
    later = over(app)
    await purge_old(app.context, later)
    await app.context.files.write(f"runs/{run}/rejects.csv", b"late", "text/csv")
    await purge_old(app.context, later + INTERVAL)
    assert personal(app, run) == []


async def test_younger_files_stay(app: SmallApp) -> None:
    run = (await app.run()).id
    await purge_old(app.context, over(app) - timedelta(hours=1))
    assert personal(app, run) == ["rejects.csv"]
