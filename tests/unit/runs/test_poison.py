"""Poison is no proof of a failure: what hosts that ended left is continued, what cannot be done is given up."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from shared.domain import ChunkState, RunState
from shared.domain.base import now
from shared.domain.messages import FollowRun, PrepareRun, Queue, UploadChunk, parse_message
from shared.errors import Invalid
from shared.runs.recovery import GIVE_UP_AFTER_SECONDS
from shared.runs.work_kinds import PREPARE_POISON_ATTEMPTS
from shared.storage.run_index import RunFilter
from tests.fakes.small_app import SmallApp, small_app

ROWS = [{"Email": f"p{number}@example.com"} for number in range(20)]


@pytest.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as app:
        app.segment([{"Email": row["Email"], "Name": "N", "City": "C", "Tier": "T"} for row in ROWS])
        await app.export()
        yield app


async def change(app: SmallApp, run_id: str, **values: Any) -> None:
    await app.context.runs.update(run_id, lambda run: run.model_copy(update=values))


async def read(app: SmallApp, run_id: str) -> Any:
    return (await app.context.runs.get(run_id)).value


def long_ago() -> dict[str, Any]:
    at = now() - timedelta(seconds=GIVE_UP_AFTER_SECONDS + 1)
    return {"heartbeat_at": at, "last_progress_at": at}


async def test_run_whose_message_is_poison_without_a_failure_is_prepared_all_the_same(
    app: SmallApp, caplog: pytest.LogCaptureFixture
) -> None:
    run_id = await app.start()
    app.messages.clear()
    await app.poison(Queue.PREPARE, PrepareRun(run_id=run_id))
    assert "poison in" not in caplog.text, "the alert is for what was given up"
    assert app.messages == [(Queue.PREPARE, PrepareRun(run_id=run_id))]
    run = await app.ended(run_id)
    assert (run.state, run.counts.accepted) == (RunState.SUCCESSFUL, 20)


async def test_run_whose_start_died_before_it_was_listed_is_listed_by_the_sweep(app: SmallApp) -> None:
    run_id = await app.start()
    app.messages.clear()
    lists = app.context.runs.lists
    await lists.complete()
    await lists.remove(await read(app, run_id))
    await change(app, run_id, **long_ago())
    assert await lists.page(10, None, RunFilter(export_id="exp_1")) == ([], None)
    await app.sweep()
    listed, _ = await lists.page(10, None, RunFilter(export_id="exp_1"))
    assert [run.id for run in listed] == [run_id]


@pytest.mark.parametrize(
    "values",
    [{"attempts": PREPARE_POISON_ATTEMPTS}, long_ago()],
    ids=["as often as may be", "nothing has succeeded for long"],
)
async def test_run_that_cannot_be_prepared_is_given_up(
    app: SmallApp, values: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    run_id = await app.start()
    app.messages.clear()
    await change(app, run_id, **values)
    await app.poison(Queue.PREPARE, PrepareRun(run_id=run_id))
    run = await read(app, run_id)
    assert run.error.type == "step-failed"
    assert f"poison in export-runs: run {run_id}" in caplog.text


@pytest.mark.parametrize("done", ["prepared", "being prepared"])
async def test_poison_about_what_is_done_or_being_done_changes_nothing(app: SmallApp, done: str) -> None:
    run_id = await app.start()
    app.messages.clear()
    claim = {"claimed_by": "another", "claimed_until": now() + timedelta(seconds=60)}
    values: dict[str, Any] = {"cut": True} if done == "prepared" else claim
    await change(app, run_id, **values, attempts=PREPARE_POISON_ATTEMPTS, **long_ago())
    await app.poison(Queue.PREPARE, PrepareRun(run_id=run_id))
    assert (await read(app, run_id)).error is None
    assert app.messages == []


async def prepared_run(app: SmallApp) -> tuple[str, UploadChunk]:
    """A run with a chunk that waits to be uploaded, and the chunk's message."""
    run_id = await app.start()
    while not any(queue is Queue.UPLOAD for queue, _ in app.messages):
        await app.work()
    return run_id, next(message for queue, message in app.messages if queue is Queue.UPLOAD)


async def test_chunk_whose_message_is_poison_without_a_failure_is_sent(app: SmallApp) -> None:
    run_id, message = await prepared_run(app)
    app.messages.remove((Queue.UPLOAD, message))
    await app.poison(Queue.UPLOAD, message)
    run = await app.ended(run_id)
    assert (run.counts.accepted, run.counts.failed) == (20, 0)


async def test_chunk_that_is_being_posted_is_not_given_up(app: SmallApp) -> None:
    run_id, message = await prepared_run(app)
    app.messages.clear()
    found = await app.context.chunks.get(run_id, message.chunk)
    claimed = found.value.model_copy(update={"claimed_until": now() + timedelta(seconds=60), "attempts": 99})
    await app.context.chunks.replace(claimed, found.etag)
    await app.poison(Queue.UPLOAD, message)
    assert (await app.context.chunks.get(run_id, message.chunk)).value.state is ChunkState.READY
    assert [queue for queue, _ in app.messages] == [Queue.UPLOAD]


async def test_chunk_that_was_tried_as_often_as_may_be_is_given_up(app: SmallApp) -> None:
    run_id, message = await prepared_run(app)
    app.messages.remove((Queue.UPLOAD, message))
    found = await app.context.chunks.get(run_id, message.chunk)
    tried = found.value.model_copy(update={"attempts": app.context.settings.chunk_attempts})
    await app.context.chunks.replace(tried, found.etag)
    await app.poison(Queue.UPLOAD, message)
    run = await app.ended(run_id)
    assert (run.counts.accepted, run.counts.failed) == (15, 5)


async def test_uploaded_chunk_is_not_given_up(app: SmallApp) -> None:
    run_id, message = await prepared_run(app)
    await app.work()
    await change(app, run_id, **long_ago())
    await app.poison(Queue.UPLOAD, message)
    run = await app.ended(run_id)
    assert (run.counts.accepted, run.counts.failed) == (20, 0)


async def test_run_whose_following_is_poison_without_a_failure_is_followed(app: SmallApp) -> None:
    run_id, _ = await prepared_run(app)
    run = await read(app, run_id)
    app.messages[:] = [(queue, message) for queue, message in app.messages if queue is not Queue.FOLLOW]
    await app.poison(Queue.FOLLOW, FollowRun(run_id=run_id, step=run.step))
    assert (Queue.FOLLOW, FollowRun(run_id=run_id, step=run.step)) in app.messages
    assert (await app.ended(run_id)).state is RunState.SUCCESSFUL


async def test_poison_of_a_step_that_is_over_changes_nothing(app: SmallApp) -> None:
    run_id, _ = await prepared_run(app)
    await change(app, run_id, step=7, **long_ago())
    before = list(app.messages)
    await app.poison(Queue.FOLLOW, FollowRun(run_id=run_id, step=6))
    assert (await read(app, run_id)).error is None
    assert app.messages == before


async def test_run_that_cannot_be_followed_is_given_up_and_then_ended(app: SmallApp) -> None:
    run_id, _ = await prepared_run(app)
    app.messages.clear()
    await change(app, run_id, **long_ago())
    step = (await read(app, run_id)).step
    await app.poison(Queue.FOLLOW, FollowRun(run_id=run_id, step=step))
    assert (await read(app, run_id)).error.type == "step-failed"
    app.messages.clear()
    await change(app, run_id, **long_ago())
    await app.poison(Queue.FOLLOW, FollowRun(run_id=run_id, step=(await read(app, run_id)).step))
    assert (await read(app, run_id)).state.final


KINDS = {
    "run_id": {"kind": "prepare_run"},
    "preview_id": {"kind": "make_preview"},
    "piece": {"kind": "prepare_piece", "run_id": "r"},
    "chunk": {"kind": "upload_chunk", "run_id": "r"},
    "batch": {"kind": "process_batch", "run_id": "r"},
    "notification": {"kind": "deliver_notification"},
}


def notice() -> dict[str, Any]:
    return {
        "id": "n",
        "kind": "run.failed",
        "subject": "s",
        "subject_name": "s",
        "cause": "test",
        "at": now().isoformat(),
    }


@pytest.mark.parametrize("text", ["", "../exports", "a/b", "a#b?", "a b", "a'b", "\0", "\ud800", "é", "a" * 40_000])
@pytest.mark.parametrize("field", KINDS)
async def test_message_with_what_can_be_no_key_of_a_record_is_no_message(field: str, text: str) -> None:
    values = KINDS[field] | ({"notice": notice()} if field == "notification" else {})
    assert parse_message(json.dumps(values | {field: "good-1"})).facts[field] == "good-1"
    with pytest.raises(Invalid):
        parse_message(json.dumps(values | {field: text}))


@pytest.mark.parametrize("kind", [None, "", "prepare", "delete_run", 1])
def test_message_of_an_unknown_kind_is_no_message(kind: object) -> None:
    with pytest.raises(Invalid):
        parse_message(json.dumps({"v": 1, "kind": kind, "run_id": "r"}))


def test_delivery_counts_no_attempts_below_zero() -> None:
    values = {"kind": "deliver_notification", "notification": "not_1", "notice": notice(), "attempts": -1}
    with pytest.raises(Invalid):
        parse_message(json.dumps(values))
