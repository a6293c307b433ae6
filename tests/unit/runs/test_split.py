"""A preparation that is split gives the same as one in one piece, person by person."""

from __future__ import annotations

import asyncio
import csv
import io
import random
from typing import Any

import pytest

from shared.domain import Mode, Run, RunState
from shared.domain.base import later, now
from shared.domain.identity import Person
from shared.domain.messages import PreparePiece, PrepareRun, Queue
from shared.domain.split import PieceState, Stage
from shared.runs.cancel import cancel
from shared.runs.preview import request_preview
from shared.runs.retry import retry
from tests.fakes.effort import examples
from tests.fakes.large_segment import LITTLE_DISK, PADDED, PADDED_ROWS, put
from tests.fakes.small_app import SmallApp, small_app
from tests.fakes.waiting import rounds

MAPPING = {
    "email": "Email",
    "first_name": {"column": "Name", "blank": "clear"},
    "phone_number": "Phone",
    "external_id": "Id",
    "location.city": "City",
}
VALUES = {
    # Blank, malformed, in several spellings, and addresses that need review.
    "Email": ["", "none", " P1@Example.com", "P2@EXAMPLE.COM ", "dä1@example.com", "dä2@example.com"],
    "Name": ["", "Ann", "Bo", 'Zoë "x", y'],
    "City": ["", "Tartu"],
    "Phone": ["", "", "+491512345678", "+4915123456789", "0151 23456789", "call me"],
    "Id": ["", "", "1", "2", "3"],
}


def random_parts(rng: random.Random) -> list[list[dict[str, str]]]:
    """Return the rows of three parts, with people who are in several of them."""

    def row() -> dict[str, str]:
        chosen = {column: rng.choice(values) for column, values in VALUES.items()}
        return chosen | ({"Email": f"p{rng.randrange(30)}@example.com"} if rng.random() < 0.7 else {})

    return [[row() for _ in range(rng.randrange(14))] for _ in range(3)]


class Seen:
    """What a run did, as far as a user sees it; what depends on the order of chunks is sorted."""

    def __init__(self, app: SmallApp, run: Run) -> None:
        self.counts = run.counts
        self.removal = run.removal and run.removal.model_dump()
        self.warnings = run.warnings
        self.error = run.error
        self.state = run.state
        self.rejects = _lines(app, f"runs/{run.id}/rejects.csv")
        self.shared = _lines(app, f"runs/{run.id}/shared-identifiers.csv")


def _lines(app: SmallApp, name: str) -> list[tuple[str, ...]]:
    text = app.context.files.blobs.get(name, b"").decode()
    return sorted(tuple(line) for line in csv.reader(io.StringIO(text, newline="")))


async def story(parts: list[list[list[dict[str, str]]]], options: dict[str, Any], **settings: str) -> list[Any]:
    """Run an export of several versions of a segment, the first with profiles that fail, which are sent again."""
    seen: list[Any] = []
    async with small_app(**settings) as app:
        await app.export(mapping=MAPPING, **options)
        for version, rows in enumerate(parts):
            put(app, rows)
            failing = ["p1@example.com", "p2@example.com"] if version == 0 else []
            await app.sim("POST", "/jobs", {"fail_emails": failing} if failing else {})
            run = await app.run()
            assert bool(settings) == (run.split is not None)
            seen.append(vars(Seen(app, run)))
            if run.counts.failed:
                await app.sim("POST", "/jobs", {})
                again = await app.ended((await retry(app.context, run.id, "a test")).id)
                assert bool(settings) == (again.split is not None)
                seen.append(vars(Seen(app, again)))
            people = await app.snapshot()
            seen.append({who: {**one, "departed_at": bool(one["departed_at"])} for who, one in people.items()})
            members = await app.members()
            seen.append({who: {k: v for k, v in one.items() if k in FIELDS} for who, one in members.items()})
        assert not [name for name in app.context.files.blobs if "/staging/" in name or "/chunks/" in name]
    return seen


FIELDS = ("email", "first_name", "phone_number", "external_id", "location", "properties")


@pytest.mark.parametrize("seed", range(examples(1)))
async def test_the_same_as_in_one_piece_person_by_person(seed: int) -> None:
    rng = random.Random(seed)
    versions = [random_parts(rng) for _ in range(2)]
    options = {
        "mode": Mode.UPSERT if seed % 2 else Mode.MIRROR,
        "removal_limit_percent": 100,
        "shared_identifiers": "send_last" if seed // 2 % 2 else "leave_out",
    }
    whole = await story(versions, options)
    pieces = await story(versions, options, **LITTLE_DISK)
    for one, other in zip(whole, pieces, strict=True):
        assert other == one


async def test_messages_twice_and_deaths_at_any_operation_change_nothing() -> None:
    rng = random.Random(1)
    parts = random_parts(rng)
    async with small_app() as app:
        await app.export(mapping=MAPPING)
        put(app, parts)
        expected = (await app.run()).counts
    async with small_app(**LITTLE_DISK) as app:
        await app.export(mapping=MAPPING)
        put(app, parts)
        run_id = await app.start()
        run = await app.ended_with_deaths(run_id, rng, 12)
        assert (run.counts, run.error) == (expected, None)
        assert len(await app.members()) == expected.accepted
        assert not [name for name in app.context.files.blobs if "/staging/" in name or "/chunks/" in name]
        assert not [found async for found in app.context.pieces.of_run(run_id)]
        # Erasing finds the one file of the snapshot that has the person.
        people = await app.snapshot()
        erased = next(iter(people))
        await app.erase(Person.of(email=erased))
        assert await app.snapshot() == {who: one for who, one in people.items() if who != erased}


async def until(app: SmallApp, run_id: str, stage: Stage) -> Run:
    """Work on messages until the run is at a stage, one of whose pieces is done."""
    for _ in rounds():
        run: Run = (await app.context.runs.get(run_id)).value
        if run.split and run.split.stage is stage:
            pieces = await app.context.pieces.of_stage(run_id, run.split.key, stage)
            if any(found.value.state is PieceState.DONE for found in pieces):
                break
        assert app.messages, f"never at {stage}"
        queue, message = app.messages.pop(0)
        await app.deliver(queue, message)
    return run


async def test_a_file_of_a_piece_that_is_gone_ends_the_run_with_its_name() -> None:
    async with small_app(**LITTLE_DISK) as app:
        await app.export(mapping=MAPPING)
        put(app, random_parts(random.Random(2)))
        run_id = await app.start()
        await until(app, run_id, Stage.RESOLVE)
        for name in [name for name in app.context.files.blobs if "-read-" in name]:
            del app.context.files.blobs[name]
        run = await app.ended(run_id)
        assert run.error
        assert (run.state, run.error.type, run.counts.accepted) == (RunState.FAILED, "staging-lost", 0)
        assert f"runs/{run_id}/staging/pieces/" in run.error.detail


async def test_a_run_that_is_canceled_while_its_pieces_are_done_ends() -> None:
    async with small_app(**LITTLE_DISK) as app:
        await app.export(mapping=MAPPING)
        put(app, random_parts(random.Random(3)))
        run_id = await app.start()
        await until(app, run_id, Stage.CUT)
        await cancel(app.context, run_id, "a test")
        run = await app.ended(run_id)
        assert run.state is RunState.CANCELED
        assert run.counts.balanced
        assert run.counts.failed
        assert not [name for name in app.context.files.blobs if "/staging/" in name]


async def test_a_run_is_not_called_unattended_while_a_piece_is_being_done(caplog: pytest.LogCaptureFixture) -> None:
    async with small_app(**LITTLE_DISK) as app:
        await app.export(mapping=MAPPING)
        put(app, random_parts(random.Random(6)))
        run = await until(app, await app.start(), Stage.READ)
        assert run.split
        pieces = await app.context.pieces.of_stage(run.id, run.split.key, Stage.READ)
        other = next(found for found in pieces if found.value.is_open)
        etag = await app.context.pieces.replace(other.value.claimed("other", later(now(), 60), now()), other.etag)
        app.messages.clear()
        await asyncio.sleep(0.01)
        await app.sweep()
        # The others wait in the queue, which may take longer than a stall: their messages must not multiply.
        assert (caplog.messages, app.messages) == ([], [])
        app.messages.append((Queue.PREPARE, PrepareRun(run_id=run.id)))
        await app.work()
        assert app.messages == []
        # Nor is a piece given up whose hosts ended, only because another one takes long.
        long_ago = later(now(), -3600)
        await app.context.runs.update(
            run.id, lambda run: run.model_copy(update={"heartbeat_at": long_ago, "last_progress_at": long_ago})
        )
        third = next(found.value for found in reversed(pieces) if found.value.is_open)
        await app.poison(Queue.PREPARE, PreparePiece(run_id=run.id, piece=third.name))
        assert ([message.piece for _, message in app.messages], third.name == other.value.name) == ([third.name], False)
        app.messages.clear()
        caplog.clear()
        await app.context.pieces.replace(other.value, etag)
        await app.sweep()
        told, resumed = caplog.messages
        assert ("no worker prepares it" in told, "no step for" in resumed) == (True, True)
        assert (await app.ended(run.id)).error is None


async def test_the_messages_that_a_death_prevented_are_sent_by_the_next_attempt() -> None:
    async with small_app(**LITTLE_DISK, STALLED_AFTER_SECONDS="120") as app:
        await app.export(mapping=MAPPING)
        put(app, random_parts(random.Random(7)))
        run_id = await app.start()
        await app.work()
        assert len(await app.context.pieces.of_stage(run_id, *await split_of(app, run_id))) == len(app.messages)
        app.messages.clear()
        # As if it had died before all messages were sent, and its own message was delivered again.
        await app.context.runs.update(
            run_id, lambda run: run.model_copy(update={"split": run.split.model_copy(update={"requested": None})})
        )
        app.messages.append((Queue.PREPARE, PrepareRun(run_id=run_id)))
        await app.work()
        first = app.messages[:]
        assert (len(first), {type(message) for _, message in first}) == (3, {PreparePiece})
        app.messages.append((Queue.PREPARE, PrepareRun(run_id=run_id)))
        queue, message = app.messages.pop()
        await app.deliver(queue, message)
        assert app.messages == first, "not again once all are sent"
        assert (await app.ended(run_id)).error is None


async def split_of(app: SmallApp, run_id: str) -> tuple[str, Stage]:
    run = (await app.context.runs.get(run_id)).value
    assert run.split
    return run.split.key, run.split.stage


async def test_a_preview_is_refused_before_anything_is_read() -> None:
    async with small_app(**LITTLE_DISK) as app:
        export = await app.export(mapping=MAPPING)
        put(app, random_parts(random.Random(5)))
        preview = await request_preview(app.context, export, export.id, "a test")
        await app.work()
        made = (await app.context.previews.get(preview.id)).value
        assert made.error
        assert (made.error.type, "PREPARE_DISK_MB" in made.error.detail) == ("temp-disk-full", True)


async def test_an_overwritten_segment_is_read_again_from_the_beginning() -> None:
    async with small_app(**LITTLE_DISK) as app:
        await app.export(mapping=MAPPING)
        put(app, random_parts(random.Random(4)))
        run_id = await app.start()
        await until(app, run_id, Stage.READ)
        put(app, [[{"Email": "new@example.com"}], []])
        run = await app.ended(run_id)
        assert run.error is None
        assert "new@example.com" in await app.members()
        assert run.counts.read == 1 + PADDED * PADDED_ROWS
