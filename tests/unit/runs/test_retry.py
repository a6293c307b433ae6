"""Whatever was asked of a run is asked of its repetition."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio

from shared.domain import Export, Mapping, Mode, Run, RunState, Trigger
from shared.domain import storage_layout as layout
from shared.domain.impact import HoldWhen
from shared.domain.run import new_run, repeat_run
from shared.domain.run_values import RunOptions
from shared.errors import Conflict
from shared.runs.retry import retry
from shared.runs.unsent_rows import UnsentBucket
from tests.fakes.small_app import SmallApp, removal_of, small_app


@pytest_asyncio.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as app:
        await app.export()
        yield app


def people(*numbers: int) -> list[dict[str, str]]:
    return [{"Email": f"p{n}@example.com", "Name": f"N{n}"} for n in numbers]


async def failed(app: SmallApp, **options: Any) -> Run:
    """A run that fails before it reads anything."""
    connection = (await app.context.connections.get("con_1")).value
    await app.context.connections.delete("con_1")
    run = await app.run(**options)
    assert run.state is RunState.FAILED
    await app.context.connections.insert("con_1", connection)
    return run


async def test_a_repeated_full_run_sends_everything(app: SmallApp) -> None:
    app.segment(people(*range(7)))
    await app.run()
    run = await failed(app, full=True)
    again = await app.ended((await retry(app.context, run.id, "a test")).id)
    assert (again.counts.accepted, again.counts.unchanged) == (7, 0)


async def test_a_repeated_full_run_sends_what_was_not_accepted_and_nothing_else(app: SmallApp) -> None:
    app.segment(people(*range(7)))
    await app.run()
    await app.sim("POST", "/jobs", {"fail_emails": ["p2@example.com"]})
    run = await app.run(full=True)
    assert (run.counts.accepted, run.counts.failed) == (6, 1)
    await app.sim("POST", "/jobs", {})
    again = await app.ended((await retry(app.context, run.id, "a test")).id)
    assert again.full
    assert (again.counts.accepted, again.counts.unchanged) == (1, 6)


async def test_a_repeated_run_keeps_the_confirmed_removal(app: SmallApp) -> None:
    await app.export(mode=Mode.MIRROR)
    app.segment(people(*range(10)))
    await app.run()
    app.segment(people(*range(5)))
    held = await app.run()
    assert removal_of(held).state == "held"
    run = await failed(app, approved_removals=removal_of(held).planned)
    again = await app.ended((await retry(app.context, run.id, "a test")).id)
    assert (removal_of(again).state, again.counts.removed) == ("done", 5)
    assert len(await app.members()) == 5


@pytest.mark.parametrize("unsent_only", [True, False])
def test_nothing_that_can_be_asked_of_a_run_is_forgotten(unsent_only: bool) -> None:
    """Also what is added later: each option of a new run is an option of its repetition."""
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    export = Export(
        id="exp_1", name="E", list_id="LIST01", segments=["People"], mapping=Mapping(email="Email"),
        created_at=moment, updated_at=moment, scheduled_at=moment,
    )  # fmt: skip
    options = RunOptions(
        full=True,
        approved_removals=17,
        approved_new_profiles=18,
        undo_of="run",
        pause_export=True,
    )
    assert all(getattr(options, name) != field.default for name, field in RunOptions.model_fields.items())
    old = new_run(export, Trigger.SCHEDULE, "timer", options)
    again = repeat_run(old, Trigger.ON_DEMAND, "a person", unsent_only=unsent_only)
    assert again.options == options
    assert (again.export, again.retry_of) == (export, old.id if unsent_only else None)
    assert again.id != old.id


async def with_a_failed_row(app: SmallApp) -> Run:
    app.segment(people(*range(7)))
    await app.sim("POST", "/jobs", {"fail_emails": ["p2@example.com"]})
    run = await app.run()
    assert (run.counts.accepted, run.counts.failed) == (6, 1)
    await app.sim("POST", "/jobs", {})
    return run


async def test_a_retry_whose_record_is_gone_is_refused(app: SmallApp) -> None:
    run = await with_a_failed_row(app)
    await app.context.run_files(run.id).delete(layout.UNSENT)
    with pytest.raises(Conflict, match="is missing"):
        await retry(app.context, run.id, "a test")


async def test_a_retry_whose_record_is_deleted_before_it_is_read_sends_nothing_else(app: SmallApp) -> None:
    run = await with_a_failed_row(app)
    again = await retry(app.context, run.id, "a test")
    await app.context.run_files(run.id).delete(layout.UNSENT)
    ended = await app.ended(again.id)
    assert ended.state is RunState.FAILED
    assert ended.error
    assert ended.error.type == "retry-record-missing"
    assert ended.counts.accepted == 0


@pytest.mark.parametrize("status", [400, 413])
async def test_people_of_a_chunk_that_klaviyo_refused_as_a_whole_are_added_by_the_retry(
    app: SmallApp, status: int
) -> None:
    """Klaviyo did not accept them: the export has not put them on the list yet."""
    app.segment(people(*range(20)))
    await app.sim("POST", "/faults", {"path": "import-jobs/?$", "action": "status", "status": status})
    run = await app.run()
    assert (run.counts.accepted, run.counts.failed) == (0, 20)
    assert await app.members() == {}
    await app.sim("DELETE", "/faults")
    again = await app.ended((await retry(app.context, run.id, "a test")).id)
    assert (again.counts.accepted, again.counts.added, again.counts.updated) == (20, 20, 0)


@pytest.mark.parametrize("rows", [1, 4])
async def test_people_of_a_refused_chunk_whose_first_answer_was_lost_may_be_on_the_list(
    app: SmallApp, rows: int
) -> None:
    """The refusal was the second answer: the first request may have been accepted, also where it is split later."""
    app.segment(people(*range(rows)))
    await app.sim("POST", "/faults", {"path": "import-jobs/?$", "action": "lose_answer", "times": 1})
    await app.sim("POST", "/faults", {"path": "import-jobs/?$", "action": "status", "status": 400})
    run = await app.run()
    assert (run.counts.accepted, run.counts.failed) == (0, rows)
    assert len(await app.members()) == rows
    assert [one["managed"] for one in (await app.snapshot()).values()] == [True] * rows


def test_a_retry_in_another_number_of_buckets_reads_the_files_that_may_have_its_people() -> None:
    for of, others in ((1, 1), (1, 8), (8, 1), (4, 16), (16, 4), (8, 8)):
        for number in range(of):
            # The buckets of hashes of four bits.
            mine = {hashed for hashed in range(16) if hashed * of // 16 == number}
            for other in range(others):
                theirs = {hashed for hashed in range(16) if hashed * others // 16 == other}
                pair = UnsentBucket(number, of, "duckdb-2"), UnsentBucket(other, others, "duckdb-2")
                assert pair[0].may_share_people_with(pair[1]) == bool(mine & theirs)
    assert UnsentBucket(0, 4, "duckdb-2").may_share_people_with(UnsentBucket(3, 4, "duckdb-3"))
    name = UnsentBucket(3, 4, "duckdb-2.0")
    assert UnsentBucket.parse(f"history/1/unsent/{name.text}.csv") == name


async def test_a_retry_after_another_run_tells_that_it_removes_no_one(app: SmallApp) -> None:
    await app.export(mode=Mode.MIRROR, hold_when=HoldWhen(new_profiles_over=100))
    app.segment(people(*range(10)))
    await app.run()
    app.segment([*people(*range(5)), *people(20)])
    await app.sim("POST", "/jobs", {"fail_emails": ["p20@example.com"]})
    run = await app.run()
    await app.sim("POST", "/jobs", {})
    assert run.impact is not None
    assert (run.impact.removed, removal_of(run).state) == (5, "held")
    await app.run()
    again = await app.ended((await retry(app.context, run.id, "a test")).id)
    assert again.impact is not None
    assert (again.impact.removed, again.removal) == (0, None)
