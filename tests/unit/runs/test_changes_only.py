"""Only what changed is sent: whole runs, one after the other, with one snapshot."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import duckdb
import pytest_asyncio

from shared.domain import Run, RunState
from shared.domain.run_values import ColumnChanges
from shared.runs.retry import retry
from tests.fakes.small_app import EMAIL_AND_MORE, SmallApp, small_app


@pytest_asyncio.fixture
async def app() -> AsyncIterator[SmallApp]:
    async with small_app() as app:
        await app.export()
        yield app


def people(count: int, **changes: str) -> list[dict[str, str]]:
    return [{"Email": f"P{n}@example.com", "Name": f"N{n}", "City": "Ulm", "Tier": "a"} | changes for n in range(count)]


def counted(run: Run) -> tuple[int, int, int]:
    """Added, updated, unchanged; what must hold for any run is held."""
    assert run.counts.balanced, run.counts
    assert run.counts.added + run.counts.updated == run.counts.accepted
    assert run.error is None, run.error
    return run.counts.added, run.counts.updated, run.counts.unchanged


async def test_new_changed_and_unchanged_profiles(app: SmallApp) -> None:
    rows = people(12)
    app.segment(rows)
    assert counted(await app.run()) == (12, 0, 0)
    again = await app.run()
    assert counted(again) == (0, 0, 12)
    assert (again.state, again.chunks.total, again.notes) == (RunState.SUCCESSFUL, 0, [])
    rows[3]["City"] = "Bonn"
    rows[7]["Email"] = " p7@EXAMPLE.com"
    app.segment([{"Email": "new@example.com"}, *reversed(rows)])
    assert counted(await app.run()) == (1, 2, 10)
    assert counted(await app.run()) == (0, 0, 13)
    jobs = await app.sim("GET", "/jobs")
    # Chunks of a run may be posted in any order.
    assert sorted(job["total"] for job in jobs) == [2, 3, 5, 5]
    members = await app.members()
    assert len(members) == 13
    assert members["p3@example.com"]["location"]["city"] == "Bonn"


async def test_a_run_tells_the_name_of_its_list_and_which_columns_changed(app: SmallApp) -> None:
    app.segment("Email,Name,City,Tier,Points\nann@example.com,Ann,Ulm,Gold,3\n")
    first = await app.run()
    assert (first.list_name, first.column_changes) == ("Newsletter", None)
    app.segment("Email,Name,City,Tier,Since\nann@example.com,Ann,Ulm,Gold,2020\n")
    second = await app.run()
    assert second.column_changes == ColumnChanges(run_id=first.id, added=["Since"], removed=["Points"])
    assert (await app.run()).column_changes is None


async def test_a_change_of_what_makes_a_profile_sends_all_and_says_why(app: SmallApp) -> None:
    app.segment(people(3))
    await app.run()
    changed = {**EMAIL_AND_MORE, "last_name": "Name"}
    for change, why in (
        ({"mapping": changed}, "data matching"),
        ({"default_country": "DE"}, "data matching"),
    ):
        await app.export(**change)
        run = await app.run()
        assert counted(run) == (0, 3, 0)
        assert len(run.notes) == 1
        assert why in str(run.notes[0])
        assert run.state is RunState.SUCCESSFUL, "a note is no warning"
        assert counted(await app.run()) == (0, 0, 3)
    run = await app.run(full=True)
    assert counted(run) == (0, 3, 0)
    assert "full" in str(run.notes[0])
    await app.export(list_id="SIMVIP")
    run = await app.run()
    assert counted(run) == (3, 0, 0)
    assert "list" in str(run.notes[0])
    assert (await app.members("SIMVIP")).keys() == (await app.members()).keys()
    assert counted(await app.run()) == (0, 0, 3)


async def test_what_klaviyo_did_not_take_is_sent_again(app: SmallApp) -> None:
    rows = people(12)
    app.segment(rows)
    await app.sim("POST", "/jobs", {"fail_emails": ["p2@example.com"]})
    await app.sim("POST", "/bad-emails", {"emails": ["p8@example.com"]})
    assert counted(await app.run()) == (10, 0, 0)
    held = await app.snapshot()
    assert held.keys() == {f"p{n}@example.com" for n in range(12)} - {"p2@example.com", "p8@example.com"}
    await app.sim("POST", "/jobs", {})
    assert counted(await app.run()) == (1, 0, 10)
    # A new version that fails leaves the person known, but not as they are now.
    rows[4]["City"] = "Bonn"
    app.segment(rows)
    await app.sim("POST", "/jobs", {"fail_emails": ["p4@example.com"]})
    failed = await app.run()
    assert counted(failed) == (0, 0, 10)
    held = await app.snapshot()
    assert held["p4@example.com"]["managed"]
    assert held["p4@example.com"]["fingerprint"] is None
    await app.sim("POST", "/jobs", {})
    again = await retry(app.context, failed.id, "a test")
    assert counted(await app.ended(again.id))[:2] == (0, 1)
    assert counted(await app.run()) == (0, 0, 11)
    assert (await app.members())["p4@example.com"]["location"]["city"] == "Bonn"


async def test_jobs_that_vanish_leave_people_known_and_sent_again(app: SmallApp) -> None:
    app.segment(people(5))
    await app.sim("POST", "/jobs", {"outcome": "gone", "times": 1})
    run = await app.run()
    assert (run.counts.accepted, run.counts.failed) == (0, 5)
    held = await app.snapshot()
    assert {one["fingerprint"] for one in held.values()} == {None}
    assert len(held) == 5, "they may be on the list because of us"
    assert counted(await app.run()) == (0, 5, 0)


async def test_a_snapshot_that_is_gone_or_of_another_version(app: SmallApp) -> None:
    app.segment(people(3))
    await app.run()
    found = await app.context.snapshots.get("exp_1")
    del app.context.files.blobs[found.value.file]
    run = await app.run()
    assert counted(run) == (3, 0, 0)
    assert "missing" in str(run.notes[0])
    found = await app.context.snapshots.get("exp_1")
    await app.context.snapshots.replace("exp_1", found.value.model_copy(update={"format": 99}), found.etag)
    run = await app.run()
    assert counted(run) == (3, 0, 0)
    assert "version" in str(run.notes[0])
    assert counted(await app.run()) == (0, 0, 3)


async def test_a_snapshot_with_fingerprints_of_an_older_kind_keeps_its_people(app: SmallApp, tmp_path: Path) -> None:
    app.segment(people(3))
    await app.run()
    found = await app.context.snapshots.get("exp_1")
    file, old = found.value.file, tmp_path / "old.parquet"
    old.write_bytes(app.context.files.blobs[file])
    with duckdb.connect() as db:
        # Format 1 had MD5.
        query = f"SELECT * REPLACE (md5(identity)::UUID AS fingerprint) FROM '{old}'"
        db.execute(f"COPY ({query}) TO '{tmp_path}/format-1.parquet' (FORMAT parquet)")
    app.context.files.blobs[file] = (tmp_path / "format-1.parquet").read_bytes()
    await app.context.snapshots.replace("exp_1", found.value.model_copy(update={"format": 1}), found.etag)
    run = await app.run()
    assert counted(run) == (0, 3, 0), "known people, all sent again"
    assert "version" in str(run.notes[0])
    assert counted(await app.run()) == (0, 0, 3)


def test_fingerprints_are_what_they_were_when_the_format_was_named() -> None:
    with duckdb.connect() as db:
        hashes = db.execute("""
            SELECT hash('{"a":"ö"}', NULL::VARCHAR), hash('x', '["y"]'), hash(7::UBIGINT, '+4930')
        """).fetchall()[0]
    assert hashes == (17495532372163709734, 3643945156866500633, 6367962595470847824), (
        "This DuckDB hashes otherwise: give FORMAT in shared/domain/snapshot.py a new number, and add the old one to "
        "FORMATS_WITHOUT_FINGERPRINTS."
    )


async def test_a_death_before_the_switch_leaves_the_old_snapshot(app: SmallApp) -> None:
    """At every write from the last step on: the snapshot is the old or the new one, and the run ends all the same."""
    rows = people(4)
    app.segment(rows)
    await app.run()
    for writes in (1, 2, 4, 5):
        rows[0]["City"] = f"City {writes}"
        app.segment(rows)
        run_id = await app.start()
        while not await _imported(app, run_id):
            await app.work()
        before, after = await app.snapshot(), writes % 2 == 0
        app.fate.left, app.fate.after = (writes + 1) // 2, after
        while app.fate.left is not None and app.messages:
            await app.work()
        app.fate.left = None
        now = await app.snapshot()
        assert now.keys() == before.keys()
        run = await app.ended(run_id)
        assert counted(run) == (0, 1, 3), writes
        assert counted(await app.run()) == (0, 0, 4), writes
    assert (await app.members())["p0@example.com"]["location"]["city"] == "City 5"


async def _imported(app: SmallApp, run_id: str) -> bool:
    chunks: list[Any] = [chunk.value async for chunk in app.context.chunks.of_run(run_id)]
    return bool(chunks) and all(chunk.state == "uploaded" for chunk in chunks)


async def test_phone_numbers_that_need_review_count_as_they_are_sent(app: SmallApp) -> None:
    await app.export(mapping={"email": "Email", "phone_number": "Phone"}, default_country="US")
    rows = [{"Email": "a@example.com", "Phone": "(206) 555-0100"}, {"Email": "b@example.com", "Phone": "nonsense"}]
    app.segment(rows)
    assert counted(await app.run()) == (2, 0, 0)
    assert counted(await app.run()) == (0, 0, 2)
    fields = {email: one["fields"] for email, one in (await app.snapshot()).items()}
    assert fields["a@example.com"] & 2
    assert not fields["b@example.com"] & 2, "it was left out"
    rows[0]["Phone"] = "(206) 555-0101"
    app.segment(rows)
    assert counted(await app.run()) == (0, 1, 1)
