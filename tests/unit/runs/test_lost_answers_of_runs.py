"""Runs, cancellations and erasures while storage loses one answer: nothing is done twice, and nothing is missing."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from azure.core.exceptions import ServiceResponseError

from shared.domain import RunState
from shared.domain.identity import Person
from shared.runs.cancel import cancel
from tests.fakes.effort import some
from tests.fakes.memory import Fate
from tests.fakes.small_app import SmallApp, on_new_storage, small_app

PEOPLE = [f"p{number}@example.com" for number in range(7)]
IMPORTS = "bulk_import_profiles"


def lost() -> ServiceResponseError:
    return ServiceResponseError("the connection was closed")


@pytest.fixture
async def shared() -> AsyncIterator[SmallApp]:
    async with small_app() as made:
        yield made


async def prepared(shared: SmallApp) -> SmallApp:
    settings = {"CHUNK_PROFILES": "5", "LEASE_SECONDS": "0.01", "STALLED_AFTER_SECONDS": "0.001"}
    app = await on_new_storage(shared.klaviyo, shared.http, shared.folder, Fate(lost), **settings)
    app.segment([{"Email": email} for email in PEOPLE])
    await app.export()
    return app


@pytest.mark.parametrize("operation", some(range(1, 60), 5))
async def test_a_run_ends_as_if_no_answer_was_lost(shared: SmallApp, operation: int) -> None:
    app = await prepared(shared)
    posted = len(await app.calls(IMPORTS))
    run_id = await app.start()
    app.fate.left, app.fate.after = operation, True
    run = await app.ended(run_id)
    assert (run.state, run.counts.read, run.counts.accepted) == (RunState.SUCCESSFUL, 7, 7)
    assert len(await app.calls(IMPORTS)) - posted == 2, "each chunk is posted once"
    assert set(await app.snapshot()) == set(PEOPLE)
    person = Person.of(email=PEOPLE[0])
    app.fate.left = operation % 20 + 1
    await app.step(app.erase(person))
    app.fate.left = None
    await app.erase(person)
    assert set(await app.snapshot()) == set(PEOPLE[1:])


@pytest.mark.parametrize("operation", some(range(1, 30), 2))
async def test_a_canceled_run_ends_although_an_answer_was_lost(shared: SmallApp, operation: int) -> None:
    app = await prepared(shared)
    run_id = await app.start()
    app.fate.left, app.fate.after = operation, True
    await app.work()
    await cancel(app.context, run_id, "a test")
    run = await app.ended(run_id)
    assert run.state is RunState.CANCELED
    assert run.counts.read == run.counts.accepted + run.counts.failed
