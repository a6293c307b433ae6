"""The row log: one row for each source row, with what happened to it, however a run is prepared and however it ends."""

from __future__ import annotations

import asyncio
import json
import random
import tempfile
from collections import Counter
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from shared.api.run_acts import undo_run
from shared.domain import Run, RunState
from shared.domain.base import now
from shared.domain.identity import Person
from shared.domain.row_log import COLUMNS, RowLog
from shared.domain.subscription import Channel, Subscription
from shared.maintenance.retention import purge_old
from shared.runs.cancel import cancel
from shared.runs.retry import retry
from tests.fakes.api_calls import answer
from tests.fakes.large_segment import LITTLE_DISK, put
from tests.fakes.small_app import LIST, SmallApp, small_app


def log_of(app: SmallApp, run: Run, columns: str = "*", where: str = "true") -> list[dict[str, Any]]:
    """Return the rows of a run's log, by line, then what was done after the import."""
    paths: list[str] = []
    for name, data in app.context.files.blobs.items():
        if name.startswith(f"row-log/{run.id}/"):
            paths.append(str(app.folder / f"log-{len(paths)}.parquet"))
            Path(paths[-1]).write_bytes(data)
    if not paths:
        return []
    with duckdb.connect() as db:
        rows = db.execute(
            f"SELECT {columns} FROM read_parquet({paths}) WHERE {where} ORDER BY blob, line, outcome, email"
        )
        names = [column[0] for column in rows.description]
        return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]


def counted(app: SmallApp, run: Run) -> dict[str, int]:
    return Counter(row["outcome"] for row in log_of(app, run, "outcome", "line IS NOT NULL"))


def expected_counts(run: Run) -> dict[str, int]:
    counts = run.counts
    found = {"accepted": counts.accepted, "unchanged": counts.unchanged, "duplicate": counts.duplicates,
             "rejected": counts.rejected, "failed": counts.failed}  # fmt: skip
    return {name: count for name, count in found.items() if count}


class Model:
    """What a run does with each row, in plain Python: the last row of an address counts, and only changes are sent."""

    def __init__(self) -> None:
        self.accepted: dict[str, tuple[str, str]] = {}

    def run(self, rows: list[dict[str, str]], failing: set[str]) -> list[tuple[str | None, str, str | None]]:
        """Return address, outcome and reason of each row."""
        last = {row["Email"].lower(): number for number, row in enumerate(rows) if "@" in row["Email"]}
        found: list[tuple[str | None, str, str | None]] = []
        for number, row in enumerate(rows):
            email, profile = row["Email"].lower(), (row["Email"], row["Name"])
            if not email:
                found.append((None, "rejected", "email_missing"))
            elif "@" not in email:
                found.append((email, "rejected", "email_malformed"))
            elif last[email] != number:
                found.append((email, "duplicate", None))
            elif self.accepted.get(email) == profile:
                found.append((email, "unchanged", None))
            elif email in failing:
                self.accepted.pop(email, None)
                found.append((email, "failed", "import_failed"))
            else:
                self.accepted[email] = profile
                found.append((email, "accepted", None))
        return found


def random_rows(rng: random.Random) -> list[dict[str, str]]:
    emails = ["", "no-address", *(f"p{n}@example.com" for n in range(9)), "P1@Example.com"]
    return [{"Email": rng.choice(emails), "Name": rng.choice(["Ann", "Bo"])} for _ in range(rng.randrange(1, 25))]


async def test_each_source_row_is_in_the_log_once_as_a_plain_model_says() -> None:
    rng, model = random.Random(7), Model()
    async with small_app() as app:
        await app.export(row_log=RowLog())
        for _ in range(6):
            rows = random_rows(rng)
            failing = {f"p{rng.randrange(9)}@example.com"} if rng.random() < 0.4 else set()
            await app.sim("POST", "/jobs", {"fail_emails": [*failing]} if failing else {})
            app.segment(rows)
            run = await app.run()
            expected = model.run(rows, failing)
            found = [(row["email"], row["outcome"], row["reason"]) for row in log_of(app, run)]
            assert found == expected, rows
            assert [row["line"] for row in log_of(app, run)] == [*range(2, len(rows) + 2)]
            assert counted(app, run) == expected_counts(run)


async def test_columns_are_as_documented_and_a_row_says_all() -> None:
    async with small_app() as app:
        mapping = {"email": "Email", "phone_number": "Phone", "first_name": "Name", "properties": {"Tier": "Tier"}}
        await app.export(mapping=mapping, row_log=RowLog(fields=True))
        app.segment([{"Email": "Ann@Example.com", "Phone": "+12065550100", "Name": 'A "x"', "Tier": "Gold"}, {}])
        run = await app.run()
        sent, rejected = log_of(app, run)
    assert [*sent] == [*COLUMNS]
    job = sent.pop("job_id")
    assert job
    assert sent.pop("at").replace(tzinfo=UTC) >= run.queued_at
    assert sent == {
        "run_id": run.id, "export_id": "exp_1", "identity": "email", "email": "ann@example.com",
        "phone_number": "+12065550100", "external_id": None, "outcome": "accepted", "reason": None, "detail": None,
        "added": True, "channel": None, "blob": "People.csv", "line": 2,
        "fields": '{"first_name":"A \\"x\\"","properties":{"Tier":"Gold"}}', "code": None, "parameters": None,
    }  # fmt: skip
    assert (rejected["outcome"], rejected["reason"], rejected["job_id"]) == ("rejected", "email_missing", None)


async def test_without_unchanged_rows_and_without_a_log() -> None:
    async with small_app() as app:
        await app.export(row_log=RowLog(unchanged=False))
        app.segment([{"Email": "a@example.com"}, {"Email": "b@example.com"}])
        await app.run()
        app.segment([{"Email": "a@example.com"}, {"Email": "b@example.com", "Name": "Bo"}])
        second = await app.run()
        assert [row["email"] for row in log_of(app, second)] == ["b@example.com"]
        await app.export(row_log=None)
        assert log_of(app, await app.run(full=True)) == []


async def test_what_a_run_does_after_its_import_is_in_the_log() -> None:
    async with small_app() as app:
        rule = {"email": {"column": "Yes", "true_values": ["yes"]}}
        await app.export(
            mode="mirror", removal_limit_percent=100, row_log=RowLog(), subscribe=Subscription.model_validate(rule)
        )
        app.segment([{"Email": "b@example.com"}])
        await app.run()
        await app.sim("POST", "/suppressions", {"email": "b@example.com", "reason": "SPAM_COMPLAINT"})
        app.segment([{"Email": f"{name}@example.com", "Yes": "yes"} for name in "abc"])
        first = await app.run()
        done = log_of(app, first, "email, outcome, reason, channel, blob", "line IS NULL")
        assert done == [
            {"email": "b@example.com", "outcome": "not_subscribed", "reason": "complained", "channel": "email",
             "blob": None},
            {"email": "a@example.com", "outcome": "subscribed", "reason": None, "channel": "email", "blob": None},
            {"email": "c@example.com", "outcome": "subscribed", "reason": None, "channel": "email", "blob": None},
        ]  # fmt: skip
        app.segment([{"Email": "a@example.com", "Yes": "yes"}])
        second = await app.run()
        gone = log_of(app, second, "email", "outcome = 'removed'")
        assert (second.counts.removed, [one["email"] for one in gone]) == (2, ["b@example.com", "c@example.com"])


async def test_the_log_of_a_split_run_a_retry_and_a_canceled_run() -> None:
    async with small_app(**LITTLE_DISK) as app:
        await app.export(mapping={"email": "Email", "first_name": "Name"}, row_log=RowLog())
        rows = [[{"Email": f"p{number}-{part}@example.com"} for number in range(9)] for part in range(3)]
        put(app, [*rows, [{"Email": ""}, {"Email": "p1-1@example.com"}]])
        await app.sim("POST", "/jobs", {"fail_emails": ["p2-2@example.com"]})
        run = await app.run()
        assert run.split is not None
        assert run.counts.failed == 1
        assert counted(app, run) == expected_counts(run)
        assert len({(row["blob"], row["line"]) for row in log_of(app, run)}) == run.counts.read
        await app.sim("POST", "/jobs", {})
        again = await app.ended((await retry(app.context, run.id, "a test")).id)
        assert [row["email"] for row in log_of(app, again, where="outcome = 'accepted'")] == ["p2-2@example.com"]
        assert counted(app, again) == expected_counts(again)
    async with small_app() as app:
        await app.export(row_log=RowLog())
        app.segment([{"Email": f"p{number}@example.com"} for number in range(23)])
        run_id = await app.start()
        await app.work()
        await cancel(app.context, run_id, "a test")
        canceled = await app.ended(run_id)
        assert canceled.state is RunState.CANCELED
        assert counted(app, canceled) == expected_counts(canceled)


@pytest.mark.parametrize("after", [False, True])
async def test_a_death_at_any_place_leaves_the_same_log(after: bool) -> None:
    rows = [{"Email": f"p{number}@example.com"} for number in range(12)] + [{}]
    for operation in range(2, 40, 12):
        async with small_app() as app:
            await app.export(row_log=RowLog())
            app.segment(rows)
            run_id = await app.start()
            app.fate.left, app.fate.after = operation, after
            run = await app.ended(run_id)
            app.fate.left = None
            assert counted(app, run) == {"accepted": 12, "rejected": 1}, operation
            await asyncio.sleep(0)


async def test_a_person_is_erased_from_the_log_and_no_one_else() -> None:
    mapping = {"email": "Email", "phone_number": "Phone", "first_name": "Name", "properties": {"Friend": "Tier"}}
    async with small_app() as app:
        await app.export(mapping=mapping, row_log=RowLog(fields=True))
        rows = [
            {"Email": "Ann@example.com", "Name": "Ann", "Phone": "+12065550100"},
            {"Email": "joann@example.com", "Name": "Joann", "Phone": "+12065550101"},
            {"Email": "bob@example.com", "Name": "Bob", "Tier": "ANN@example.com", "Phone": "+12065550102"},
        ]
        app.segment(rows)
        run = await app.run()
        app.segment(rows[1:])
        await app.run()
        before = log_of(app, run)
        done = await app.erase(Person.of(email="ann@example.com", phone_number="+12065550101"))
        assert done.error is None
        assert done.files == 3
        after = log_of(app, run)
        assert not [name for name, data in app.context.files.blobs.items() if b"ann@example.com" in seen(data)]
        gone = dict.fromkeys(("email", "phone_number", "external_id", "fields", "detail"))
        assert after == [before[0] | gone, before[1] | {"phone_number": None}, before[2] | {"fields": None}]
        again = dict(app.context.files.blobs)
        assert (await app.erase(Person.of(email="ann@example.com"))).files == 0
        assert app.context.files.blobs == again


def seen(data: bytes) -> bytes:
    """Return what a file says, in lower case; also of Parquet, which is packed. `joann` is another person."""
    if data.startswith(b"PAR1"):
        with tempfile.TemporaryDirectory() as folder, duckdb.connect() as db:
            path = Path(folder) / "seen.parquet"
            path.write_bytes(data)
            data = str(db.execute(f"FROM read_parquet('{path}')").fetchall()).encode()
    return data.lower().replace(b"joann@example.com", b"")


async def test_the_log_has_a_retention_of_its_own() -> None:
    async with small_app(PERSONAL_DATA_DAYS="5", ROW_LOG_DAYS="9") as app:
        await app.export(row_log=RowLog())
        app.segment([{"Email": "a@example.com"}, {}])
        run = await app.run()
        await purge_old(app.context, now() + timedelta(days=6))
        assert not [name for name in app.context.files.blobs if name.startswith("runs/")]
        assert len(log_of(app, run)) == 2
        await purge_old(app.context, now() + timedelta(days=10))
        assert log_of(app, run) == []


async def test_an_undo_is_in_the_log_with_those_who_stay() -> None:
    async with small_app() as app:
        await (await app.client()).subscribe(
            LIST, Channel.EMAIL, [("b@example.com", None)], historical=False, source=None
        )
        # Klaviyo tells the time to the second.
        await asyncio.sleep(1.01 - now().microsecond / 1_000_000)
        await app.export(row_log=RowLog())
        app.segment([{"Email": "a@example.com"}, {"Email": "b@example.com"}])
        run = await app.run()
        started = json.loads((await answer(app.context, undo_run, run.id, body={})).body)
        undone = await app.ended(started["id"])
        assert undone.counts.removed == 1
        told = [(one["email"], one["outcome"], one["reason"]) for one in log_of(app, undone)]
        assert told == [
            ("b@example.com", "not_removed", "joined_at_another_time"),
            ("a@example.com", "removed", None),
        ]
