"""One failing part of the sweep, or one item of many, keeps no other from being done, and is logged and counted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.domain import SegmentUpdated
from shared.domain.base import now
from shared.domain.maintenance import Retention
from shared.domain.messages import Queue
from shared.domain.notice import Event
from shared.domain.notification import Notification
from shared.domain.preview import KEPT, Preview, PreviewState
from shared.maintenance.retention import RECORD
from shared.maintenance.sweep import sweep
from tests.fakes.memory import MemoryBlobs, MemoryQueues
from tests.fakes.small_app import SmallApp, small_app

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


class DeniedError(PermissionError):
    """403, as storage or the vault answers."""


class Segments(MemoryBlobs):
    """The segments container, to which the app has lost its access."""

    async def list(self, prefix: str = "") -> AsyncIterator[Any]:
        raise DeniedError("This request is not authorized to perform this operation.")
        yield  # type: ignore[unreachable]  # makes this a generator


class Files(MemoryBlobs):
    """The exports container; blobs below one of `locked` cannot be deleted."""

    locked: tuple[str, ...] = ()

    async def delete_by_prefix(self, prefix: str) -> int:
        if prefix.startswith(self.locked):
            raise DeniedError("There is a lease on the blob.")
        return await super().delete_by_prefix(prefix)


class Queues(MemoryQueues):
    async def age(self, queue: Queue, at: datetime) -> float:
        if queue is Queue.PREPARE:
            raise DeniedError("403")
        return 0.0


class KeyVault:
    """One key expires soon; for another connection's key the vault gives an unexpected answer."""

    async def expires(self, secret_name: str) -> datetime | None:
        if secret_name == "odd":
            raise DeniedError("403")
        return now() + timedelta(days=1)


async def troubled(app: SmallApp) -> None:
    """Something to do for every part of the sweep, and for each something that cannot be done."""
    context = app.context
    app.segment([{"Email": "a@example.com"}])
    await app.export("exp_0", schedule=SegmentUpdated())
    await app.run("exp_0")
    files, queues = Files(app.fate), Queues(app.fate)
    files.blobs, queues.messages = context.files.blobs, context.queues.messages
    for name, part in {
        "segments": Segments(app.fate), "files": files, "queues": queues, "vault": KeyVault(),
    }.items():  # fmt: skip
        object.__setattr__(context, name, part)
    connection = (await context.connections.get("con_1")).value
    await context.connections.insert("con_0", connection.model_copy(update={"id": "con_0", "secret_name": "odd"}))
    notification = Notification(
        id="not_1",
        name="Team",
        host="h",
        events=[Event.KEY_PROBLEM],
        secret_name="n",
        created_at=now(),
        updated_at=now(),
    )
    await context.notifications.insert("not_1", notification)
    export = (await context.exports.get("exp_0")).value
    for name in ("prv_0", "prv_1"):
        preview = Preview(
            id=name, export_id="exp_0", export=export, asked_by="a", state=PreviewState.READY, created_at=now() - KEPT
        )
        await context.previews.begin(preview)
    files.locked = ("previews/prv_0",)
    await context.retention.insert(RECORD, Retention(purged_at=LONG_AGO))


async def test_every_part_and_every_item_is_guarded(caplog: pytest.LogCaptureFixture) -> None:
    async with small_app() as app:
        await troubled(app)
        context = app.context
        await sweep(context)
        told = [message.notice.subject for queue, message in app.messages if queue is Queue.NOTIFY]
        assert told == ["con_1"], "the other connection's key is checked"
        assert [found.value.id for found in await context.previews.all()] == ["prv_0"]
        assert (await context.retention.get(RECORD)).value.purged_at > LONG_AGO, "what is old was deleted"
        failed = {record.getMessage() for record in caplog.records if record.levelname == "ERROR"}
        assert failed == {
            "work failed: start by segment (exp_0): DeniedError",
            "work failed: measure (export-runs): DeniedError",
            "work failed: check keys (con_0): DeniedError",
            "work failed: clean up previews (prv_0): DeniedError",
        }
        assert all(record.exc_info for record in caplog.records if record.levelname == "ERROR"), "with the stack"


async def test_a_run_that_cannot_be_deleted_keeps_no_other_from_being_deleted(caplog: pytest.LogCaptureFixture) -> None:
    async with small_app(HISTORY_DAYS="1", PERSONAL_DATA_DAYS="1") as app:
        await troubled(app)
        object.__setattr__(app.context, "segments", MemoryBlobs(app.fate))
        app.segment([{"Email": "a@example.com"}, {"Email": "a@example.com"}])
        for name in ("exp_1", "exp_2"):
            await app.export(name)
        runs = [await app.run(name) for name in ("exp_1", "exp_2")]
        app.context.files.locked = (f"runs/{runs[1].id}",)
        from shared.maintenance.retention import purge_old

        await purge_old(app.context, now() + timedelta(days=2))
        assert await app.context.runs.get(runs[0].id) is None
        assert await app.context.runs.get(runs[1].id) is not None
        assert any(runs[1].id in record.getMessage() for record in caplog.records if record.exc_info)
        app.context.files.locked = ("nothing",)
        await purge_old(app.context, now() + timedelta(days=2, hours=2))
        assert not [name for name in app.context.files.blobs if name.startswith("runs/")]
